"""What is owed on a day: outstanding, in verification, overdue, sure shortfall, beyond; late, kept or defaulted.

    met             what counts as met: verified; or received or claimed, less what was rejected of it
    in verification received - verified - rejected
    outstanding     max(0, pledged - met - waived - lapsed)
    sure shortfall  max(0, pledged - waived - lapsed - verified - in verification): stays owed even if all of it passes
    beyond pledge   max(0, met - (pledged - waived - lapsed))
    overdue         outstanding on a day after the deadline
    enforceable     max(0, due - met - waived - lapsed) while in force, else 0

Only entries up to the day are read, so that every past day answers for ever as it did. One instance is one view of the
journal: that of everybody, or that of a party, which leaves out the acts this party contests.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from homeward.talks.conditions.calendar import EVERY_DAY, add_days
from homeward.talks.conditions.evaluation import Asking, Truth
from homeward.talks.conditions.renewal import Standing
from homeward.talks.conditions.terms import Number
from homeward.talks.pledges.acts import Acts
from homeward.talks.pledges.books import Books
from homeward.talks.pledges.consent import is_binding
from homeward.talks.pledges.journal import ACCOUNT_BY_KIND, CONTEST, After, Ledger, Pledge

Course = Literal["not due", "open", "kept", "late", "defaulted", "waived"]


@dataclass(frozen=True, slots=True)
class Owed:
    """One pledge on one day. All quantities are in the pledge's unit."""

    pledge: str
    day: date
    pledged: Number
    claimed: Number
    received: Number
    verified: Number
    rejected: Number
    waived: Number
    lapsed: Number
    in_verification: Number
    outstanding: Number
    sure_shortfall: Number
    beyond_pledge: Number
    deadline: date | None
    overdue: Number | None  # None: there is no deadline
    due: Number | None  # None: the whole pledge, unconditionally
    standing: Standing | None  # None: nothing in it can be taken back
    suspended: Number  # due and not enforceable, because it is not in force or others have not consented
    enforceable_due: Number
    course: Course
    because: tuple[str, ...]  # the entries that made it due, and put it in its state


class View:
    """A journal as it stands for everybody, or for one party; answers any day."""

    def __init__(
        self, ledger: Ledger, party: str | None = None, *, books: Books | None = None, acts: Acts | None = None
    ) -> None:
        self.ledger = ledger
        self.books = Books(ledger) if books is None else books  # quantities are not contested, acts are
        self.acts = Acts(ledger, party) if acts is None else acts
        self._told: dict[tuple[str, str, date], Number] = {}
        self._asking = {pledge.id: Asking(self, pledge.id) for pledge in ledger.pledges if pledge.is_computed}

    # ── what conditions ask ──

    def balance(self, pledge: str, account: str, day: date) -> Number:
        """Give a balance, booked or computed."""
        key = pledge, account, day
        if key not in self._told:
            self._told[key] = self._balance(self.ledger.by_id[pledge], account, day)
        return self._told[key]

    def state(self, pledge: str, day: date) -> str:
        """Give the state of a pledge's renewal; what has none is in force."""
        return self.standing(pledge, day).state

    def standing(self, pledge: str, day: date) -> Standing:
        """Give the state of a pledge's renewal with its clock and its reasons."""
        renewal = self.ledger.by_id[pledge].renewal
        return Standing() if renewal is None else self.acts.standing(pledge, renewal, day)

    def happened(self, kind: str, pledge: str, dated: tuple[date, date], day: date) -> tuple[str, ...]:
        """Give entries of a kind about a pledge, or about none in particular."""
        return tuple(one.id for one in self.acts.of_kind(kind, pledge, dated, day))

    def moved_by(self, pledge: str, account: str, day: date) -> tuple[str, ...]:
        """Give the entries that moved an account; of a computed one, those that its formula rests on."""
        own = self.ledger.by_id[pledge]
        if account == "due" or (account == "pledged" and own.is_standing):
            return () if own.due is None else self._asking[pledge].moved_by(own.due, day)
        accounts = {"pledged": ("pledged",), "in_verification": ("received", "verified", "rejected")}
        booked = accounts.get(account, (account,) if account in ACCOUNT_BY_KIND.values() else ("pledged", "verified"))
        return tuple(entry for one in booked for entry in self.books.entries(pledge, one, day))

    # ── what is owed ──

    def owed(self, pledge: str, day: date) -> Owed:
        """Give everything about one pledge on a day."""
        own = self.ledger.by_id[pledge]
        at = {account: self.balance(pledge, account, day) for account in _SHOWN}
        deadline = self.deadline(own, day)
        due = self.balance(pledge, "due", day)
        standing = self.standing(pledge, day) if own.renewal is not None else None
        open_due = max(0, due - _met(self.books, own, day) - at["waived"] - at["lapsed"])
        is_in_force = (standing is None or standing.state == "in force") and is_binding(self.acts, own, day)
        return Owed(
            pledge=pledge,
            day=day,
            **at,
            deadline=deadline,
            overdue=self.balance(pledge, "overdue", day) if own.deadline is not None else None,
            due=due if own.is_computed else None,
            standing=standing,
            suspended=0 if is_in_force else open_due,
            enforceable_due=open_due if is_in_force else 0,
            course=_course(self, own, day, deadline),
            because=_because(self, own, day),
        )

    def condition(self, pledge: str, day: date) -> Truth | None:
        """Tell whether a pledge's condition holds; None where it has none."""
        own = self.ledger.by_id[pledge]
        return None if own.condition is None else self._asking[pledge].holds(own.condition, day)

    def deadline(self, pledge: Pledge, day: date) -> date | None:
        """Give the last day on which a pledge is in time; None while what it runs from has not happened."""
        if not isinstance(pledge.deadline, After):
            return pledge.deadline
        first = self.acts.first(pledge.deadline.kind, pledge.id, day)
        calendar = self.ledger.calendar if pledge.deadline.is_working_days else EVERY_DAY
        return None if first is None else add_days(first, pledge.deadline.n_days, calendar)

    def _balance(self, own: Pledge, account: str, day: date) -> Number:
        if account == "due":
            return self._due(own, day)
        if account == "pledged":
            return self.balance(own.id, "due", day) if own.is_standing else self.books.balance(own.id, account, day)
        if account in ACCOUNT_BY_KIND.values():
            return self.books.balance(own.id, account, day)
        return self._computed(own, account, day)

    def _computed(self, own: Pledge, account: str, day: date) -> Number:
        pledged, received, verified, rejected, waived, lapsed = (
            self.balance(own.id, name, day)
            for name in ("pledged", "received", "verified", "rejected", "waived", "lapsed")
        )
        still = pledged - waived - lapsed
        if account == "in_verification":
            return received - verified - rejected
        if account == "sure_shortfall":
            return max(0, still - (received - rejected))  # verified and in verification together
        if account == "beyond_pledge":
            return max(0, _met(self.books, own, day) - still)
        outstanding = max(0, still - _met(self.books, own, day))
        if account == "outstanding":
            return outstanding
        deadline = self.deadline(own, day)
        return outstanding if deadline is not None and day > deadline else 0

    def _due(self, own: Pledge, day: date) -> Number:
        if own.condition is not None and not self._asking[own.id].holds(own.condition, day).holds:
            return 0
        if own.due is None:
            return self.books.balance(own.id, "pledged", day)
        return self._asking[own.id].amount(own.due, day)


def _met(books: Books, own: Pledge, day: date) -> Number:
    met = books.balance(own.id, own.counts_as_met, day)
    return met if own.counts_as_met == "verified" else met - books.balance(own.id, "rejected", day)


def _course(view: View, own: Pledge, day: date, deadline: date | None) -> Course:
    pledged, outstanding = (view.balance(own.id, account, day) for account in ("pledged", "outstanding"))
    if outstanding == 0:
        if pledged == 0:
            return "not due"
        return "kept" if view.balance(own.id, own.counts_as_met, day) > 0 else "waived"
    if deadline is None or day <= deadline:
        return "not due" if own.is_computed and view.balance(own.id, "due", day) == 0 else "open"
    grace = own.default_after_days
    return "defaulted" if grace is not None and (day - deadline).days > grace else "late"


def _because(view: View, own: Pledge, day: date) -> tuple[str, ...]:
    told = view.condition(own.id, day)
    found = (
        *view.books.entries(own.id, "pledged", day),
        *(() if told is None else told.because),
        *view.moved_by(own.id, "due", day),
        *view.standing(own.id, day).because,
    )
    return tuple(dict.fromkeys(found))


_SHOWN = (
    *("pledged", "claimed", "received", "verified", "rejected", "waived", "lapsed"),
    *("in_verification", "outstanding", "sure_shortfall", "beyond_pledge"),
)


def states_by_party(ledger: Ledger, day: date) -> Mapping[str, Mapping[str, str]]:
    """Give, for each pledge whose acts somebody contests, its state according to each party."""
    contested = {entry.by for entry in ledger.entries if entry.kind == CONTEST and entry.day <= day and entry.by}
    if not contested:
        return {}
    books = Books(ledger)
    sides = sorted({side for own in ledger.pledges for side in (own.debtor, own.creditor)} | contested)
    views = {side: View(ledger, side, books=books) for side in sides}
    told = {
        own.id: {side: view.standing(own.id, day).words for side, view in views.items()}
        for own in ledger.pledges
        if own.renewal is not None
    }
    return {own: states for own, states in told.items() if len(set(states.values())) > 1}
