"""Everybody accounted for: manifest, roll call, counts and receipts of one hand-over, beside each other, one by one.

Each line of the manifest, and whoever else turns up in any paper, has exactly one end: handed over, stayed behind, or
not clear, with the reasons. The gravest of these is said by its name: somebody who was to stay and was moved. Reasons
tell who refused; an account stays with those who held the roll call.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from homeward.errors import Problem
from homeward.exchange.handing_over.count import Comparison, Count, Unit, compare_counts
from homeward.exchange.handing_over.manifest import Kind, Manifest
from homeward.exchange.handing_over.presence import Listing
from homeward.exchange.handing_over.receipt import Receipt, Receipted, compare_with_manifest
from homeward.exchange.handing_over.roll_call import (
    Called,
    RollCall,
    State,
    Unlisted,
    call_lines,
    not_arrived,
    problems_of,
    unlisted,
)
from homeward.exchange.handing_over.seals import seal_differences

UNIT_OF: Mapping[Kind, Unit] = {"person": "persons", "container": "containers"}
_KIND_OF: Mapping[Unit, Kind] = {unit: kind for kind, unit in UNIT_OF.items()}
End = Literal["handed over", "stayed behind", "not clear"]
_Key = tuple[Kind, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """All papers about one manifest."""

    manifest: Manifest
    call: RollCall
    counts: tuple[Count, ...] = ()  # of what this manifest moves: one direction
    receipts: tuple[Receipt, ...] = ()
    consents: tuple[tuple[str, str], ...] = ()  # (line, who instead) to which both parties agreed beforehand
    devices: tuple[str, ...] = ()  # that were handed out for the roll call


@dataclass(frozen=True, slots=True)
class Ended:
    """How one person or container ended the day."""

    kind: Kind
    id: str
    end: End
    state: State | None  # of the roll call; None for who has no line
    because: tuple[str, ...] = ()  # why it is not clear


@dataclass(frozen=True, slots=True)
class Account:
    """One hand-over, with everybody in it."""

    lines: tuple[Ended, ...]  # in the order of the manifest
    others: tuple[Ended, ...]  # who has no line, in order of kinds and ids
    called: tuple[Called, ...]
    unlisted: tuple[Unlisted, ...]
    comparison: Comparison
    receipted: Receipted
    not_arrived: tuple[str, ...]  # marks that devices still hold
    problems: tuple[Problem, ...]

    @property
    def is_clear(self) -> bool:
        """Tell whether all papers say the same of everybody, and none is missing."""
        is_whole = not self.not_arrived and not self.problems and self.comparison.is_agreed
        return is_whole and all(one.end != "not clear" for one in (*self.lines, *self.others))


def account_for(hand_over: HandOver) -> Account:
    """Put the papers of one hand-over beside each other.

    raises    InvalidInput where a receipt belongs to another manifest, or one voice gives two counts
    """
    manifest, call = hand_over.manifest, hand_over.call
    called, without_line = call_lines(call, manifest), unlisted(call, manifest)
    comparison = compare_counts(hand_over.counts)
    receipted = compare_with_manifest(manifest, hand_over.receipts, hand_over.consents)
    lines: dict[_Key, Called | None] = {(one.line.kind, one.line.id): one for one in called}
    moved, differing = _moved(hand_over), _differing(comparison, receipted)
    others = {*moved, *_brought(called, without_line)} - set(lines)
    agreed = {instead for _, instead in hand_over.consents}

    def end(key: _Key) -> Ended:
        one = lines.get(key)
        reasons = _why_moves(one, key[1] in agreed) if key in moved else _why_stays(one)
        if moved.get(key) is False:
            reasons = (*reasons, "no receipt has them")
        reasons = (*reasons, *differing.get(key, ()), *_seals(one))
        clear: End = "handed over" if key in moved else "stayed behind"
        state = None if one is None else one.state
        return Ended(*key, "not clear" if reasons else clear, state, tuple(dict.fromkeys(reasons)))

    return Account(
        tuple(end(key) for key in lines),
        tuple(end(key) for key in sorted(others)),
        called,
        without_line,
        comparison,
        receipted,
        not_arrived(call, hand_over.devices),
        problems_of(call, manifest),
    )


def listings_of(hand_over: HandOver, account: Account) -> tuple[Listing, ...]:
    """Give everybody of an account as `presence` looks at them: who may still cross, who did, who did not.

    Whose end is not clear has crossed where a receipt says so, and otherwise still may.
    """
    manifest = hand_over.manifest
    receipted = {one.id for receipt in hand_over.receipts for one in receipt.transfers}
    return tuple(
        Listing(
            id=one.id,
            manifest=manifest.id,
            round=manifest.round,
            giver=manifest.giver,
            receiver=manifest.receiver,
            at=manifest.opens_at,
            state="not crossed" if one.end == "stayed behind" else "crossed" if one.id in receipted else "open",
        )
        for one in (*account.lines, *account.others)
    )


def _moved(hand_over: HandOver) -> dict[_Key, bool]:
    """Give everybody whom a count or a receipt says to have passed, and whether a receipt says so."""
    counted = ((_KIND_OF[line.unit], line.id) for count in hand_over.counts for line in count.lines or ())
    receipted = ((one.kind, one.id) for receipt in hand_over.receipts for one in receipt.transfers)
    return dict.fromkeys(counted, False) | dict.fromkeys(receipted, True)


def _differing(comparison: Comparison, receipted: Receipted) -> dict[_Key, tuple[str, ...]]:
    """Give by person and container what counts and receipts say differently."""
    says: dict[_Key, tuple[str, ...]] = {}
    for difference in comparison.differences:
        if difference.id is not None:
            key = (_KIND_OF[difference.unit], difference.id)
            says[key] = (*says.get(key, ()), difference.says)
    for mismatch in receipted.mismatches:
        says[mismatch.of, mismatch.id] = (*says.get((mismatch.of, mismatch.id), ()), mismatch.says)
    return says


def _brought(called: tuple[Called, ...], without_line: tuple[Unlisted, ...]) -> Iterator[_Key]:
    """Give those whom the roll call found without a line."""
    yield from (("person", one.other) for one in without_line)
    # of every mark that stands: two devices may each name another one
    yield from ((one.line.kind, mark.other) for one in called for mark in one.marks if mark.other is not None)


def _why_moves(one: Called | None, is_agreed: bool) -> tuple[str, ...]:
    """Say why somebody whom papers say to have passed should not have."""
    if one is None:
        return () if is_agreed else ("passed without a line on the manifest",)
    if one.state == "present":
        return ()
    if one.state == "stays":
        return ("moved against their own last word, which was to stay",)
    return (f"passed, but the roll call says: {one.state}",)


def _why_stays(one: Called | None) -> tuple[str, ...]:
    """Say why it is not clear that somebody stayed of whom no paper says that they passed."""
    if one is None:
        return ("was there without a line, and no count or receipt has them",)
    if one.state == "present":
        return ("was to go, and no count or receipt has them",)
    return (f"the roll call says: {one.state}", *one.differences) if one.state in ("disputed", "not called") else ()


def _seals(one: Called | None) -> tuple[str, ...]:
    """Say how the seals that the roll call found differ from those of the manifest."""
    if one is None or one.seals is None:
        return ()
    return seal_differences(one.line.id, one.line.seals, one.seals)
