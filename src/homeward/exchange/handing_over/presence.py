"""Double presence: one person, or one container, in two places of the record where only one can be.

A line that ended without crossing frees its person for the next manifest: who was absent in the morning may come in the
afternoon. Whether two codes are one person is decided elsewhere, by people; what they decided comes in as an argument.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Literal

from homeward.exchange.handing_over.paper import check_code
from homeward.ledger.act import check_time

State = Literal["open", "crossed", "not crossed"]
FindingKind = Literal[
    "twice in one manifest",  # under two codes
    "in two manifests",
    "in two rounds",
    "crossed twice",
    "on both sides' lists",
    "held after return",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One line of one manifest, and how it ended."""

    id: str
    manifest: str
    round: str
    giver: str
    receiver: str
    at: datetime  # when the window opened, or when it crossed
    state: State

    def __post_init__(self) -> None:
        check_code("what names a listing", self.id)
        check_time(self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """One line of a list by which a party says whom it holds."""

    id: str
    party: str
    on: datetime  # as of when

    def __post_init__(self) -> None:
        check_code("who is held", self.id)
        check_time(self.on)


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One double presence."""

    kind: FindingKind
    id: str  # of the person, after what people decided about codes
    says: str


def double_presence(
    listings: Iterable[Listing], holdings: Iterable[Holding] = (), same: Mapping[str, str] | None = None
) -> tuple[Finding, ...]:
    """Find everybody who stands in two places at once.

    holdings   the newest list of each party
    same       by code, the code of the person that people decided it is; codes without a decision stay their own
    returns    in order of kinds and ids, each finding once
    """
    decided = same or {}
    by_person: dict[str, tuple[list[Listing], list[Holding]]] = {}
    for listing in listings:
        by_person.setdefault(decided.get(listing.id, listing.id), ([], []))[0].append(listing)
    for holding in holdings:
        by_person.setdefault(decided.get(holding.id, holding.id), ([], []))[1].append(holding)
    found = {
        finding
        for person, (listed, held) in by_person.items()
        for finding in (*_twice_listed(person, listed), *_held(person, listed, held))
    }
    return tuple(sorted(found))


def _twice_listed(person: str, listings: list[Listing]) -> Iterator[Finding]:
    """Look at listings that may still end in a crossing, or did, one after the other."""
    stands = sorted(
        {listing for listing in listings if listing.state != "not crossed"},
        key=lambda one: (one.at, one.round, one.manifest, one.id, one.giver, one.receiver, one.state),
    )
    for before, after in pairwise(stands):
        both = f"{person}: manifests {before.manifest} and {after.manifest}"
        if before.manifest == after.manifest:
            yield Finding("twice in one manifest", person, f"{person}: stands in manifest {before.manifest} twice")
        elif before.state == "crossed" and after.giver == before.receiver:
            continue  # given back: the one who received now gives
        elif before.state == after.state == "crossed":
            yield Finding("crossed twice", person, f"{both} both say that {before.giver} handed them over")
        elif before.round == after.round:
            yield Finding("in two manifests", person, f"{both}, of round {before.round}")
        else:
            yield Finding("in two rounds", person, f"{both}, of rounds {before.round} and {after.round}")


def _held(person: str, listings: list[Listing], holdings: list[Holding]) -> Iterator[Finding]:
    parties = sorted({holding.party for holding in holdings})
    if len(parties) > 1:
        yield Finding("on both sides' lists", person, f"{person}: {' and '.join(parties)} each say that they hold them")
    for holding in holdings:
        before = [one for one in listings if one.state == "crossed" and one.at <= holding.on]
        last = max(before, key=lambda one: one.at, default=None)
        if last is not None and last.giver == holding.party:
            says = (
                f"{person}: {holding.party} handed them over in manifest {last.manifest} and lists them as held later"
            )
            yield Finding("held after return", person, says)
