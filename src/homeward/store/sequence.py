"""Numbering: gives acts their place at the end of the log, with chain and tree, inside the caller's transaction.

One function serves both back ends; whoever calls it sees to it that nobody else numbers at the same time.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, insert, or_, select

from homeward.ledger.act import Act
from homeward.ledger.chain import Tip, follow, place
from homeward.ledger.entry import Entry, Signature, decode_entry, encode_entry
from homeward.ledger.merkle import Frontier, Node, grow
from homeward.store import tables
from homeward.store.refusals import Damaged

_entry, _node = tables.entry, tables.node
_LAST = select(func.max(_entry.c.number))
_KINDS_SINCE = select(_entry.c.kind).where(_entry.c.number >= bindparam("start")).distinct()
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class SignedAct:
    """An act with its signatures, before it has a number."""

    act: Act
    signatures: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class End:
    """Where the log ends: all that the next entry needs, for the chain and for the tree."""

    tip: Tip
    frontier: Frontier


def read_end(connection: Connection, log: str, known: End | None = None) -> End:
    """Read where the log ends; what is known already is given back where nobody wrote meanwhile.

    raises    Damaged where the log no longer continues what is known
    """
    last = connection.execute(
        select(_entry.c.number, _entry.c.leaf, _entry.c.data).order_by(_entry.c.number.desc()).limit(1)
    ).one_or_none()
    size = last.number + 1 if last else 0
    if known is not None and last is not None and (size, last.leaf) == (known.tip.size, known.tip.previous):
        return known
    if known is not None:
        _check_continues(connection, size, known.tip)
    if last is None:
        return End(Tip(log), Frontier())
    tip = follow(decode_entry(last.data), last.data)
    if (tip.size, tip.previous, tip.log) != (size, last.leaf, log):
        raise Damaged(f"entry {last.number:,}, the last one, was altered: run a verification")
    return End(tip, Frontier(size, read_peaks(connection, size)))


def _check_continues(connection: Connection, size: int, known: Tip) -> None:
    if known.size and (size < known.size or read_node(connection, 0, known.size - 1) != known.previous):
        raise Damaged(f"entries before number {known.size:,} are gone or others: run a verification")


def read_peaks(connection: Connection, size: int) -> tuple[bytes, ...]:
    """Read the digests of the complete subtrees that a tree of some size is made of, largest first."""
    heights = [height for height in range(size.bit_length()) if size >> height & 1]
    places = {height: (size >> height) - 1 for height in heights}
    found: dict[int, bytes] = {}
    above = [(_node.c.height == h) & (_node.c.place == p) for h, p in places.items() if h > 0]
    if above:
        found = {row.height: row.digest for row in connection.execute(select(_node).where(or_(*above)))}
    if 0 in places:
        leaf = connection.scalar(select(_entry.c.leaf).where(_entry.c.number == places[0]))
        found |= {0: leaf} if leaf else {}
    if len(found) != len(heights):
        raise Damaged(f"the tree over {size:,} entries is not whole: run a verification")
    return tuple(found[height] for height in reversed(heights))


def read_node(connection: Connection, height: int, at: int) -> bytes:
    """Read the digest of one complete subtree."""
    if height == 0:
        asked = select(_entry.c.leaf).where(_entry.c.number == at)
    else:
        asked = select(_node.c.digest).where(_node.c.height == height, _node.c.place == at)
    digest = connection.scalar(asked)
    if digest is None:
        raise Damaged(f"the tree has no node {at:,} at height {height}: run a verification")
    return digest


def read_nodes(connection: Connection, height: int, start: int) -> list[bytes]:
    """Read the digests of all complete subtrees of one height, from a place on."""
    if height == 0:
        asked = select(_entry.c.leaf).where(_entry.c.number >= start).order_by(_entry.c.number)
    else:
        asked = select(_node.c.digest).where(_node.c.height == height, _node.c.place >= start).order_by(_node.c.place)
    return [*connection.scalars(asked)]


def number_acts(
    connection: Connection, end: End, waiting: Iterable[SignedAct], clock: Clock
) -> tuple[End, tuple[Entry, ...]]:
    """Give acts their entries, in their order: the new end, and the entries."""
    entries, rows, nodes = [], [], []
    tip, frontier = end.tip, end.frontier
    for item in waiting:
        entry = place(tip, item.act, item.signatures, clock())
        data = encode_entry(entry)
        tip = follow(entry, data)
        frontier, done = grow(frontier, tip.previous)
        entries.append(entry)
        rows.append(_row(entry, tip.previous, data))
        nodes += _above_leaves(done)
    if rows:
        connection.execute(insert(_entry), rows)
    if nodes:
        connection.execute(insert(_node), nodes)
    return End(tip, frontier), tuple(entries)


def count_entries(connection: Connection) -> int:
    """Count the entries by the number of the last one."""
    last = connection.scalar(_LAST)
    return 0 if last is None else last + 1


def kinds_since(connection: Connection, start: int) -> frozenset[str]:
    """Name the kinds of all acts from a number on."""
    return frozenset(connection.scalars(_KINDS_SINCE, {"start": start}))


def _row(entry: Entry, leaf: bytes, data: bytes) -> dict[str, object]:
    return {
        "number": entry.number,
        "act_id": entry.act.id,
        "kind": entry.act.kind,
        "epoch": entry.epoch,
        "leaf": leaf,
        "data": data,
    }


def _above_leaves(nodes: Sequence[Node]) -> list[dict[str, object]]:
    return [{"height": height, "place": at, "digest": digest} for height, at, digest in nodes if height > 0]
