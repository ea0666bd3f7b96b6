"""What hand-overs bring to a ledger: bookings become entries of the pledge they count for.

    crossed → claim (the giver's book)    received → receive    confirmed → verify    "not ours" → reject

Presented is not yet handed over and books nothing. A booking finds its pledge by debtor, unit and category; where there
is none or more than one, it is told and left to people. Containers never count for a pledge of persons.
"""

from collections.abc import Iterable, Mapping

from homeward.errors import Problem
from homeward.exchange.handing_over.booking import Booking, Event
from homeward.talks.pledges.journal import Entry, Ledger, Pledge

_KIND_BY_EVENT: Mapping[Event, str] = {
    "crossed": "claim",
    "received": "receive",
    "confirmed": "verify",
    "not ours": "reject",
}


def entries_of(bookings: Iterable[Booking], ledger: Ledger) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Turn bookings into entries of a ledger's pledges.

    The id of an entry follows from what it says, so that the same booking told twice has one id.
    """
    entries: list[Entry] = []
    problems: list[Problem] = []
    for own in bookings:
        kind = _KIND_BY_EVENT.get(own.event)
        if kind is None:
            continue
        found = _pledges_for(own, ledger)
        if len(found) == 1:
            identity = " ".join((own.source, own.unit, own.category or "-", own.event, own.day.isoformat()))
            pledge = found[0].id
            entries.append(Entry(identity, own.day, kind, pledge, own.side, own.n, source=own.source))
        else:
            where = f"booking of {own.day}, {own.n} {own.unit} {own.event}, given by {own.side}"
            says = "no pledge has" if not found else f"{len(found)} pledges have"
            problems.append(Problem(where, f"{says} this debtor, unit and category", "nothing; it books nothing"))
    return tuple(entries), tuple(problems)


def _pledges_for(own: Booking, ledger: Ledger) -> list[Pledge]:
    of_side = [pledge for pledge in ledger.pledges if (pledge.debtor, pledge.unit) == (own.side, own.unit)]
    exact = [pledge for pledge in of_side if pledge.category == own.category]
    return exact or [pledge for pledge in of_side if pledge.category is None]
