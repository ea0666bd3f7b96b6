"""From pledged to kept: one table over all pledges on a day, and one line of time for each.

Totals are by debtor, category and unit; units are never added to each other: containers are not persons.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from homeward.talks.conditions.terms import Number
from homeward.talks.pledges.journal import Entry, Ledger
from homeward.talks.pledges.owed import Owed, View


@dataclass(frozen=True, slots=True)
class Total:
    """What one party owes in one category and unit on a day."""

    debtor: str
    category: str | None
    unit: str
    pledged: Number
    claimed: Number
    received: Number
    verified: Number
    outstanding: Number
    overdue: Number
    beyond_pledge: Number


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry on the line of time, and how the pledge stood at the end of its day."""

    entry: Entry
    owed: Owed


def totals(ledger: Ledger, owed: Iterable[Owed]) -> tuple[Total, ...]:
    """Add up what is owed by debtor, category and unit, in that order.

    What lies beyond one pledge never makes up for what is outstanding on another.
    """
    groups: dict[tuple[str, str | None, str], list[Owed]] = {}
    for one in owed:
        own = ledger.by_id[one.pledge]
        groups.setdefault((own.debtor, own.category, own.unit), []).append(one)
    return tuple(
        Total(
            *key,
            pledged=sum(one.pledged for one in found),
            claimed=sum(one.claimed for one in found),
            received=sum(one.received for one in found),
            verified=sum(one.verified for one in found),
            outstanding=sum(one.outstanding for one in found),
            overdue=sum(one.overdue or 0 for one in found),
            beyond_pledge=sum(one.beyond_pledge for one in found),
        )
        for key, found in sorted(groups.items(), key=lambda group: tuple(part or "" for part in group[0]))
    )


def follow(view: View, pledge: str, until: date) -> Iterator[Moment]:
    """Give the line of time of one pledge: its entries up to a day, each with the balances of its day."""
    own = (entry for entry in view.ledger.entries if entry.pledge == pledge and entry.day <= until)
    for entry in sorted(own, key=lambda entry: (entry.day, entry.id)):
        yield Moment(entry, view.owed(pledge, entry.day))
