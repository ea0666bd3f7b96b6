"""The journal: who pledged what to whom, and every entry since. Nothing is changed; a correction is a new entry.

    pledge, amend   agreement   → pledged       claim     debtor says delivered        → claimed
    waive           pledged     → waived        receive   creditor acknowledges        → received
    lapse           pledged     → lapsed        verify    neutral confirms             → verified
                                                reject    neutral refuses ("not ours") → rejected, and owed again

An entry that corrects another takes that one's movement back from its own day on, and books its own. Entries without a
quantity are acts: notices, decisions, objections, consents, events that conditions ask for. What follows from all of
them on a day is computed in `books` and `owed`; how a ledger is written in a file is left to `formats`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from graphlib import CycleError, TopologicalSorter
from typing import Literal

from homeward.errors import InvalidInput
from homeward.talks.conditions.calendar import EVERY_DAY, Calendar
from homeward.talks.conditions.renewal import Renewal
from homeward.talks.conditions.terms import Amount, Number, Term, leans_on, names_in

Account = Literal["pledged", "claimed", "received", "verified", "rejected", "waived", "lapsed"]
ACCOUNT_BY_KIND: Mapping[str, Account] = {
    "pledge": "pledged",
    "amend": "pledged",
    "claim": "claimed",
    "receive": "received",
    "verify": "verified",
    "reject": "rejected",
    "waive": "waived",
    "lapse": "lapsed",
}
WITHDRAW, CONTEST = "withdraw", "contest"  # take an entry back; deny that an act is valid
MOST_LEANING = 20
MET_BY: tuple[Account, ...] = ("verified", "received", "claimed")


@dataclass(frozen=True, slots=True)
class After:
    """A deadline that runs from an event: ten days after the names are confirmed."""

    n_days: int
    kind: str
    is_working_days: bool = False


@dataclass(frozen=True, slots=True)
class Pledge:
    """What one party owes another, in which unit, by when, under which conditions."""

    id: str
    debtor: str
    creditor: str
    what: str
    unit: str
    category: str | None = None
    deadline: date | After | None = None
    default_after_days: int | None = None  # late by more than this is defaulted; None: nobody agreed when
    counts_as_met: Account = "verified"
    due: Amount | None = None  # by formula; None: the whole pledge
    condition: Term | None = None  # before it holds, nothing is due
    is_standing: bool = False  # nobody pledges a number: the formula is the pledge
    renewal: Renewal | None = None
    consents: tuple[str, ...] = ()  # others without whose consent it does not bind
    source: str | None = None
    unread: tuple[tuple[str, str], ...] = ()  # ("due", the words) of parts that are not in the closed language

    def __post_init__(self) -> None:
        if self.counts_as_met not in MET_BY:
            raise InvalidInput(f"pledge {self.id}: {self.counts_as_met!r} counts as met; known are {', '.join(MET_BY)}")
        if self.debtor == self.creditor:
            raise InvalidInput(f"pledge {self.id}: {self.debtor} owes it to itself")

    @property
    def is_computed(self) -> bool:
        """Tell whether what is due follows from other entries."""
        return self.due is not None or self.condition is not None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the journal."""

    id: str
    day: date
    kind: str
    pledge: str | None = None  # id; None: an event that concerns them all
    by: str | None = None
    quantity: Number | None = None
    items: tuple[str, ...] = ()  # names or codes, where the things have them
    about: str | None = None  # the entry that this one corrects, withdraws or contests
    source: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Ledger:
    """Pledges and all entries about them, in any order."""

    pledges: tuple[Pledge, ...]
    entries: tuple[Entry, ...]
    calendar: Calendar = EVERY_DAY
    by_id: Mapping[str, Pledge] = field(init=False)

    def __post_init__(self) -> None:
        by_id = {pledge.id: pledge for pledge in self.pledges}
        if len(by_id) != len(self.pledges):
            raise InvalidInput("two pledges have the same id; each needs one of its own")
        object.__setattr__(self, "by_id", by_id)
        _check_names(self.pledges, by_id)
        _check_no_circle(self.pledges)


def _check_names(pledges: tuple[Pledge, ...], by_id: Mapping[str, Pledge]) -> None:
    for pledge in pledges:
        for formula in (pledge.due, pledge.condition):
            for name in sorted(names_in(formula)) if formula is not None else ():
                if name not in by_id:
                    raise InvalidInput(f"pledge {pledge.id}: its formula names {name[:60]!r}, which is no pledge")


def _check_no_circle(pledges: tuple[Pledge, ...]) -> None:
    formulas = {pledge.id: [one for one in (pledge.due, pledge.condition) if one is not None] for pledge in pledges}
    graph = {own: frozenset[str]().union(*map(leans_on, found)) for own, found in formulas.items()}
    try:
        order = tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        ring = " -> ".join(error.args[1][:20])
        raise InvalidInput(f"pledges lean on each other in a circle: {ring}; what is due could never be told") from None
    depth: dict[str, int] = {}
    for own in order:
        depth[own] = 1 + max((depth[other] for other in graph.get(own, ())), default=0)
    if max(depth.values(), default=0) > MOST_LEANING:
        raise InvalidInput(f"pledges lean on each other through more than {MOST_LEANING}; nobody could follow that")
