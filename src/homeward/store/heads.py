"""Heads: what the ledger signs about itself, after it has read again what it is about to sign.

In 2021 one bit that flipped between hashing and storing an entry ended a public log for good. So before a head is
signed, every entry since the last head is read from the disk and hashed again, and compared with the leaves and nodes
that were computed when the entries were placed. Any difference stops all writing.
"""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy.exc import DatabaseError

from homeward.errors import InvalidInput
from homeward.ledger.chain import Tip, follow, walk
from homeward.ledger.checkpoint import Head, SignedHead, open_head, origin_of, split_origin
from homeward.ledger.checkpoint import sign_head as sign_checked
from homeward.ledger.entry import decode_entry
from homeward.ledger.keys import SigningKey, VerifierKey
from homeward.ledger.merkle import Frontier, grow, leaf_digest, root_at
from homeward.store.refusals import Damaged
from homeward.store.sequence import read_nodes, read_peaks
from homeward.store.store import Store
from homeward.store.transaction import Snapshot


def sign_head(store: Store, key: SigningKey, older_keys: Sequence[VerifierKey] = ()) -> SignedHead:
    """Sign what the ledger holds now, and keep the head; where nothing was added, the last head is given again.

    key           of the ledger: it bears its name
    older_keys    of the ledger, where earlier heads were signed by others
    raises        Damaged where anything since the last head reads otherwise than it was written; writing stops then
    """
    if key.name != store.log:
        raise InvalidInput(f"heads of {store.log} are signed by a key of that name, not by {key.name}")
    with store.read() as now:
        try:
            last = _newest(now, [key.verifier(), *older_keys])
            head = _check_again(now, last)
        except (Damaged, InvalidInput, DatabaseError) as error:
            store.stop_writing(str(error))
            raise Damaged(f"nothing more is signed or written: {error}") from error
    if last is not None and last.head == head:
        return last
    signed = sign_checked(head, key)
    store.write(lambda step: step.keep_head(head.size, signed.text))
    return signed


def keep_head(store: Store, note: str, keys: Sequence[VerifierKey]) -> SignedHead:
    """Keep a head of this ledger as it came back, countersigned by others.

    raises    InvalidInput where it is no head of this ledger
    """
    signed = open_head(note, keys)
    log, _ = split_origin(signed.head.origin)
    with store.read() as now:
        size = signed.head.size
        if log != store.log or size > now.size or root_at(now.node, size) != signed.head.root:
            raise InvalidInput(f"the head of {signed.head.origin} at {size:,} entries is not of this ledger")
        if note in now.heads():
            return signed
    store.write(lambda step: step.keep_head(size, note))
    return signed


def newest_head(store: Store, keys: Sequence[VerifierKey]) -> SignedHead | None:
    """Give the newest head that is kept; nothing where none was signed yet."""
    with store.read() as now:
        return _newest(now, keys)


def _newest(now: Snapshot, keys: Sequence[VerifierKey]) -> SignedHead | None:
    heads = [open_head(note, keys) for note in now.heads()]
    return max(heads, key=lambda signed: signed.head.size, default=None)


def _check_again(now: Snapshot, last: SignedHead | None) -> Head:
    """Read all entries since the last head again, and compare them with leaves and nodes."""
    tip, frontier = _start(now, last.head) if last and last.head.size else (Tip(now.log), Frontier())
    start, epoch = tip.size, tip.epoch
    nodes: dict[int, list[bytes]] = defaultdict(list)
    for leaf, lines in walk(now.entries(start), tip):
        epoch = int(lines[1])
        frontier, done = grow(frontier, leaf)
        for height, _, digest in done:
            nodes[height].append(digest)
    for height, digests in nodes.items():
        if digests != read_nodes(now.connection, height, start >> height):
            raise Damaged(f"the tree over the entries since number {start:,} is not the one that was written")
    if frontier.size != now.size:
        raise Damaged(f"there are {now.size:,} entries, and {frontier.size:,} can be read")
    return Head(origin_of(now.log, epoch), frontier.size, frontier.root)


def _start(now: Snapshot, last: Head) -> tuple[Tip, Frontier]:
    if last.size > now.size:
        raise Damaged(f"{last.size - now.size:,} entries of the last head are gone")
    frontier = Frontier(last.size, read_peaks(now.connection, last.size))
    if frontier.root != last.root:
        raise Damaged(f"the tree over the {last.size:,} entries of the last head is another")
    before = next(now.entries(last.size - 1))
    if leaf_digest(before) != now.node(0, last.size - 1):
        raise Damaged(f"entry {last.size - 1:,} reads otherwise than it was written")
    return follow(decode_entry(before), before), frontier
