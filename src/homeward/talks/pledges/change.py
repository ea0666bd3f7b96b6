"""What single event would change what is due, or the state? Found by supposing it, never by guessing.

Supposed are: one more delivery on each account that a formula asks for (the smallest that changes something), each kind
of act that the clause knows by somebody who may, and the passing of time to the next day on which something ends.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from homeward.talks.conditions.renewal import OBJECTION, Decision, Renewal
from homeward.talks.conditions.terms import Balance, Happened, Number, Reached, parts_of
from homeward.talks.pledges.consent import CONSENT
from homeward.talks.pledges.journal import ACCOUNT_BY_KIND, After, Entry, Ledger, Pledge
from homeward.talks.pledges.owed import Owed, View

_LARGEST_SUPPOSED = 2**40
_KIND_BY_ACCOUNT: dict[str, str] = {account: kind for kind, account in ACCOUNT_BY_KIND.items() if kind != "amend"}
SUPPOSED = "supposed"  # id of an entry that nobody has made


@dataclass(frozen=True, slots=True)
class Change:
    """One event that would change something, and what it would change."""

    kind: str  # of the entry: "verify", "breach_notice"; "time" where a day alone does it
    pledge: str
    quantity: Number | None
    by: str | None
    day: date
    before: Owed
    after: Owed


def find_changes(view: View, pledge: str, day: date) -> tuple[Change, ...]:
    """List the single events that would change what is due or the state of a pledge on a day."""
    own, before = view.ledger.by_id[pledge], view.owed(pledge, day)
    found = (*_deliveries(view, own, before), *_acts(view, own, before), *_days(view, own, before))
    return tuple(one for one in found if _shown(one.before) != _shown(one.after))


def _shown(owed: Owed) -> tuple[object, ...]:
    return (
        owed.due,
        owed.enforceable_due,
        owed.deadline,
        bool(owed.overdue),
        None if owed.standing is None else owed.standing.words,
    )


# ── one more delivery ─────────────────────────────────────────────────────────────────────────────────────────────────


def _deliveries(view: View, own: Pledge, before: Owed) -> Iterator[Change]:
    for balance in _balances(own):
        least = _least(view, own, balance, before)
        if least is not None:
            after = _supposing(view, own, balance, least, before.day)
            yield Change(_KIND_BY_ACCOUNT[balance.account], balance.pledge, least, None, before.day, before, after)


def _balances(own: Pledge) -> tuple[Balance, ...]:
    formulas = [one for one in (own.due, own.condition) if one is not None]
    parts = (part for one in formulas for part in parts_of(one))
    found = (part for part in parts if isinstance(part, Balance) and part.account in _KIND_BY_ACCOUNT)
    return tuple(dict.fromkeys(found))


def _supposing(view: View, own: Pledge, balance: Balance, quantity: Number, day: date) -> Owed:
    books = view.books.suppose(balance.pledge, balance.account, quantity, day)
    return View(view.ledger, books=books, acts=view.acts).owed(own.id, day)


def _least(view: View, own: Pledge, balance: Balance, before: Owed) -> int | None:
    """Find the smallest whole quantity that changes what is due, by doubling and halving."""
    high = 1
    while _supposing(view, own, balance, high, before.day).due == before.due:
        high *= 2
        if high > _LARGEST_SUPPOSED:
            return None
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        is_changed = _supposing(view, own, balance, middle, before.day).due != before.due
        low, high = (low, middle) if is_changed else (middle, high)
    return high


# ── an act ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _acts(view: View, own: Pledge, before: Owed) -> Iterator[Change]:
    for kind, by in dict.fromkeys((*_renewing(own.renewal), *_asked(own))):
        entry = Entry(SUPPOSED, before.day, kind, own.id, by)
        ledger = _with(view.ledger, entry)
        after = View(ledger, books=view.books).owed(own.id, before.day)
        yield Change(kind, own.id, None, by, before.day, before, after)


def _with(ledger: Ledger, entry: Entry) -> Ledger:
    return replace(ledger, entries=(*ledger.entries, entry))


def _renewing(renewal: Renewal | None) -> Iterator[tuple[str, str | None]]:
    if renewal is None:
        return
    if renewal.trigger is not None:
        yield from ((renewal.trigger, by) for by in renewal.trigger_by or (None,))
    if renewal.objection_days is not None:
        yield from ((OBJECTION, by) for by in renewal.objection_by or (None,))
    for decision in (renewal.decision, renewal.resume):
        if decision is not None:
            yield decision.kind, _all_of(decision)


def _all_of(decision: Decision) -> str | None:
    return decision.by[0] if len(decision.by) == 1 else "both"


def _asked(own: Pledge) -> Iterator[tuple[str, str | None]]:
    if own.condition is not None:
        yield from ((part.kind, None) for part in parts_of(own.condition) if isinstance(part, Happened))
    if isinstance(own.deadline, After):
        yield own.deadline.kind, None
    yield from ((CONSENT, who) for who in own.consents)


# ── time ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _days(view: View, own: Pledge, before: Owed) -> Iterator[Change]:
    for day in sorted(set(_next_days(own, before))):
        yield Change("time", own.id, None, None, day, before, view.owed(own.id, day))


def _next_days(own: Pledge, before: Owed) -> Iterator[date]:
    """Give the days to come on which a clock, a deadline or a sunset has passed, or a date is reached."""
    last_days = [before.deadline, own.renewal.sunset if own.renewal else None]
    if before.standing is not None:
        last_days.append(before.standing.clock_until)
    yield from (last + timedelta(days=1) for last in last_days if last is not None and before.day <= last < date.max)
    if own.condition is not None:
        days = (part.day for part in parts_of(own.condition) if isinstance(part, Reached))
        yield from (day for day in days if day > before.day)
