"""What a hand-over brings to the ledger of pledges: how many of which unit, by which event, on which day, from where.

Events are of single persons, containers and individuals; the same event of the same thing under the same manifest books
once, however often and from however many papers it is told. Bookings give numbers only. Units are never added together,
and what a giver says a container holds books nothing.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from homeward.errors import InvalidInput
from homeward.exchange.handing_over.account import UNIT_OF, Account, HandOver
from homeward.exchange.handing_over.count import UNITS, Unit
from homeward.exchange.handing_over.manifest import Kind, Manifest, write_manifest
from homeward.exchange.handing_over.outcome import Result
from homeward.exchange.handing_over.paper import check_code

Event = Literal["presented", "crossed", "received", "confirmed", "not ours"]
EVENTS: tuple[Event, ...] = get_args(Event)


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One event of one person, container or individual."""

    id: str
    unit: Unit
    side: str  # the party that gives: whose pledge it counts for
    event: Event
    day: date
    manifest: str  # digest of the manifest it crossed under, in hex
    source: str  # the paper that says so: digest of the manifest, id of a receipt or of a signed decision
    category: str | None = None

    def __post_init__(self) -> None:
        check_code("what an event is of", self.id)
        check_code("the source of an event", self.source)
        if self.unit not in UNITS or self.event not in EVENTS:
            raise InvalidInput(
                f"{self.event!r} of {self.unit!r} books nothing: {', '.join(EVENTS)}; {', '.join(UNITS)}"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """A number for the ledger of pledges."""

    side: str
    unit: Unit
    category: str | None  # None where it is not shown
    n: int
    day: date
    event: Event
    source: str


def events_of_day(hand_over: HandOver, account: Account) -> tuple[Happened, ...]:
    """Give what happened at a crossing: presented by the roll call, crossed by the intermediary, received by receipt.

    Who was brought and then chose to stay was presented: a party keeps its word by bringing, not by moving anybody.
    """
    manifest = hand_over.manifest
    made = _maker(manifest)
    presented = (
        made.make(one.line.kind, one.line.id, "presented", manifest.opens_at.date(), made.digest)
        for one in account.called
        if one.state != "disputed" and any(mark.said == "present" for mark in one.marks)
    )
    crossed = (
        made.make("person" if line.unit == "persons" else "container", line.id, "crossed", count.at.date(), made.digest)
        for count in hand_over.counts
        if count.voice == "neutral"
        for line in count.lines or ()
    )
    received = (
        made.make(one.kind, one.id, "received", receipt.at.date(), receipt.id)
        for receipt in hand_over.receipts
        for one in receipt.transfers
    )
    return (*presented, *crossed, *received)


def events_after(manifest: Manifest, results: Iterable[Result]) -> tuple[Happened, ...]:
    """Give what was confirmed, or found not to be ours, of what crossed under a manifest; nothing disputed."""
    made = _maker(manifest)
    happened = []
    for result in results:
        said = [one for one in result.assessments if one.outcome == result.outcome and one.basis]
        if result.outcome in ("confirmed", "not ours") and said:
            event: Event = "confirmed" if result.outcome == "confirmed" else "not ours"
            first = min(said, key=lambda one: (one.at, one.id))
            happened.append(made.make(result.of.kind, result.of.id, event, first.at.date(), first.basis or ""))
    return tuple(happened)


def book(happened: Iterable[Happened]) -> tuple[Booking, ...]:
    """Count events into bookings; an event that is told twice books once, on the first day and by the first paper.

    returns    in the order of side, unit, event, day, category and source
    """
    first: dict[tuple[str, str, str, str], Happened] = {}
    for one in sorted(happened, key=lambda one: (one.day, one.source, one.category or "")):
        first.setdefault((one.manifest, one.unit, one.id, one.event), one)
    counts = Counter((one.side, one.unit, one.event, one.day, one.category, one.source) for one in first.values())
    bookings = (
        Booking(side=side, unit=unit, category=category, n=n, day=day, event=event, source=source)
        for (side, unit, event, day, category, source), n in counts.items()
    )
    return tuple(sorted(bookings, key=_order))


def total(bookings: Iterable[Booking], *, side: str, unit: Unit, event: Event) -> int:
    """Add up bookings of one side, one unit and one event: nothing else can be added.

    >>> day = date(2026, 5, 3)
    >>> two = Booking(side="North", unit="persons", category=None, n=2, day=day, event="crossed", source="m1")
    >>> total([two, two], side="North", unit="persons", event="crossed")
    4
    """
    return sum(one.n for one in bookings if (one.side, one.unit, one.event) == (side, unit, event))


@dataclass(frozen=True, slots=True)
class _Maker:
    """What all events of one manifest share."""

    side: str
    digest: str
    categories: Mapping[str, str | None]

    def make(self, kind: Kind, id: str, event: Event, day: date, source: str) -> Happened:
        """Make one event, with the category that the manifest shows."""
        return Happened(
            id=id,
            unit=UNIT_OF[kind],
            side=self.side,
            event=event,
            day=day,
            manifest=self.digest,
            source=source,
            category=self.categories.get(id),
        )


def _maker(manifest: Manifest) -> _Maker:
    categories = {line.id: line.category for line in manifest.lines}
    return _Maker(manifest.giver, write_manifest(manifest).digest.hex(), categories)


def _order(one: Booking) -> tuple[str, int, int, date, str, str]:
    return one.side, UNITS.index(one.unit), EVENTS.index(one.event), one.day, one.category or "", one.source
