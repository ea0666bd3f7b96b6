"""The chain: the order of entries, each carrying the digest of the one before.

`place` makes the next entry; `walk` reads a chain again and stops at the first place that is broken, in words. A chain
alone cannot tell that its end was cut off, or that all of it was written anew: heads held by others can.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from homeward.errors import InvalidInput
from homeward.ledger.act import Act, microseconds
from homeward.ledger.entry import NO_PREVIOUS, Entry, Lines, Signature, split_entry
from homeward.ledger.epoch import EPOCH_OPENED, read_opening
from homeward.ledger.merkle import leaf_digest


@dataclass(frozen=True, slots=True)
class Tip:
    """Where a chain ends: all that the next entry needs to know."""

    log: str
    epoch: int = 1
    size: int = 0
    previous: bytes = NO_PREVIOUS
    placed_at: datetime = datetime(1970, 1, 1, tzinfo=UTC)


class BrokenChain(InvalidInput):
    """An entry does not follow the one before it. The message says where and how."""

    def __init__(self, number: int, says: str) -> None:
        super().__init__(f"entry {number:,} {says}")
        self.number = number  # entries before it hold


def place(tip: Tip, act: Act, signatures: tuple[Signature, ...], placed_at: datetime) -> Entry:
    """Give an act its place at the end of a chain.

    placed_at    by the clock; where that stands before the last entry, the last entry's time is kept
    """
    if act.log != tip.log:
        raise InvalidInput(f"the act {act.id} is meant for {act.log}, not for {tip.log}")
    return Entry(
        log=tip.log,
        epoch=read_opening(act).epoch if act.kind == EPOCH_OPENED else tip.epoch,
        number=tip.size,
        placed_at=max(placed_at, tip.placed_at),
        previous=tip.previous,
        act=act,
        signatures=signatures,
    )


def follow(entry: Entry, data: bytes) -> Tip:
    """Give the tip after an entry, whose bytes are `data`."""
    return Tip(entry.log, entry.epoch, entry.number + 1, leaf_digest(data), entry.placed_at)


def walk(entries: Iterable[bytes], tip: Tip) -> Iterator[tuple[bytes, Lines]]:
    """Walk along a chain: for each entry its digest and its lines.

    tip       where to start: Tip(log) for the first entry
    raises    BrokenChain at the first entry that does not follow the one before
    """
    log, epoch, number, previous = tip.log.encode(), tip.epoch, tip.size, tip.previous
    time = microseconds(tip.placed_at)
    for data in entries:
        try:
            lines = split_entry(data)
        except InvalidInput:
            raise BrokenChain(number, "cannot be read: its bytes were altered or cut") from None
        placed_at = int(lines[3])
        if lines[0] != log:
            raise BrokenChain(number, f"is of another ledger: {lines[0].decode()}")
        if int(lines[2]) != number:
            raise BrokenChain(number, _misplaced(number, int(lines[2])))
        if lines[4] != previous.hex().encode():
            raise BrokenChain(number, _unlinked(number))
        if placed_at < time:
            raise BrokenChain(number, f"was placed before entry {number - 1:,}: the clock went back unnoticed")
        if int(lines[1]) < epoch:
            raise BrokenChain(number, f"is of epoch {int(lines[1])}, after epoch {epoch}")
        epoch, time, previous = int(lines[1]), placed_at, leaf_digest(data)
        number += 1
        yield previous, lines


def _misplaced(number: int, found: int) -> str:
    if found < number:
        return f"stands there as number {found:,}: an entry was put in, doubled or moved"
    return f"is missing: number {found:,} stands in its place, so {found - number:,} were taken out or moved"


def _unlinked(number: int) -> str:
    if number == 0:
        return "names an entry before the first: the beginning was cut off"
    return f"names another digest than that of entry {number - 1:,}: one of the two was altered or exchanged"
