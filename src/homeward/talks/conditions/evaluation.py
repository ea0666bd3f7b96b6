"""Answering a condition on a day: does it hold, and which entries made it so?

The journal is asked through `Facts`; every past day can be asked again and answers the same. What would
make a condition hold is found in `pledges.change` by trying.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from operator import eq, ge, gt, le, lt
from typing import Protocol

from homeward.talks.conditions.terms import (
    All,
    Amount,
    Any,
    Balance,
    Compared,
    Happened,
    InState,
    Lasting,
    Not,
    Number,
    Reached,
    Rounded,
    Scaled,
    Steps,
    Sum,
    Term,
    parts_of,
)

_COMPARE = {">=": ge, ">": gt, "<=": le, "<": lt, "=": eq}


class Facts(Protocol):
    """What a condition may ask of a journal."""

    def balance(self, pledge: str, account: str, day: date) -> Number:
        """Give a balance."""

    def state(self, pledge: str, day: date) -> str:
        """Give the state of a pledge's renewal: "in force", "suspended", "lapsed", "ended"."""

    def happened(self, kind: str, pledge: str, dated: tuple[date, date], day: date) -> tuple[str, ...]:
        """Give the entries of a kind about a pledge, or about none, dated from..until and not taken back by a day."""

    def moved_by(self, pledge: str, account: str, day: date) -> tuple[str, ...]:
        """Give the entries that moved an account."""


@dataclass(frozen=True, slots=True)
class Truth:
    """Whether a condition holds, and the entries that made it so."""

    holds: bool
    because: tuple[str, ...] = ()


class Asking:
    """Asks the conditions of one pledge; remembers what it has been told."""

    def __init__(self, facts: Facts, pledge: str) -> None:
        self._facts, self._pledge = facts, pledge
        self._told: dict[tuple[int, date], Truth] = {}

    def holds(self, term: Term, day: date) -> Truth:
        """Tell whether a condition holds on a day."""
        key = id(term), day
        if key not in self._told:
            self._told[key] = self._ask(term, day)
        return self._told[key]

    def amount(self, amount: Amount, day: date) -> Number:
        """Compute an amount on a day, exactly."""
        match amount:
            case Balance():
                return self._facts.balance(amount.pledge, amount.account, day)
            case Sum():
                return sum(self.amount(one, day) for one in amount.amounts)
            case Scaled():
                return amount.rate * self.amount(amount.amount, day)
            case Rounded():
                return _round(amount.how, [self.amount(one, day) for one in amount.amounts])
            case Steps():
                reached = self.amount(amount.amount, day)
                return sum(reached >= threshold for threshold in amount.thresholds)
        return amount

    def moved_by(self, amount: Amount, day: date) -> tuple[str, ...]:
        """Give the entries behind the balances of an amount."""
        parts = (part for part in parts_of(amount) if isinstance(part, Balance))
        return _joined(self._facts.moved_by(part.pledge, part.account, day) for part in parts)

    def _ask(self, term: Term, day: date) -> Truth:
        match term:
            case Compared():
                holds = _COMPARE[term.how](self.amount(term.first, day), self.amount(term.second, day))
                return Truth(holds, _joined(self.moved_by(side, day) for side in (term.first, term.second)))
            case Reached():
                return Truth((day >= term.day) != term.is_before)
            case InState():
                return Truth(self._facts.state(term.pledge, day) == term.state)
            case Happened():
                found = self._entries(term, day)
                return Truth(bool(found), found)
            case Not():
                told = self.holds(term.term, day)
                return Truth(not told.holds, told.because)
            case Lasting():
                return self._lasting(term, day)
            case All() | Any():
                return self._several(term, day)

    def _entries(self, term: Happened, day: date) -> tuple[str, ...]:
        since = date.min
        if term.within_days is not None:
            since = date.fromordinal(max(1, day.toordinal() - term.within_days))
        until = day if term.by is None else min(day, term.by)
        return self._facts.happened(term.kind, term.pledge or self._pledge, (since, until), day)

    def _several(self, term: All | Any, day: date) -> Truth:
        told = [self.holds(one, day) for one in term.terms]
        holds = all(one.holds for one in told) if isinstance(term, All) else any(one.holds for one in told)
        return Truth(holds, _joined(one.because for one in told if one.holds == holds))

    def _lasting(self, term: Lasting, day: date) -> Truth:
        told = Truth(True)
        for n_back in range(term.n_days):
            if day.toordinal() <= n_back + 1:
                return Truth(False)
            told = self.holds(term.term, day - timedelta(days=n_back))
            if not told.holds:
                return Truth(False, told.because)
        return Truth(True, told.because)


def _round(how: str, values: list[Number]) -> Number:
    if how in ("min", "max"):
        return min(values) if how == "min" else max(values)
    return math.floor(values[0]) if how == "floor" else math.ceil(values[0])


def _joined(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for group in groups for one in group))
