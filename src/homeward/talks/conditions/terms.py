"""The closed language of conditions: what can be asked of a journal on a day, and what can be owed by formula.

    condition  balance >= n | date >= d | state = s | event | all | any | not | for n days
    amount     number | balance | sum | rate times amount | floor | thresholds reached

No loops, no side effects, no clock: the same journal and day give the same answer for ever. How it is written stands in
`grammar`, how it is answered in `evaluation`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

Number = int | Fraction

BOOKED = ("claimed", "received", "verified", "rejected", "waived", "lapsed")  # read off the journal alone
COMPUTED = ("pledged", "due", "in_verification", "outstanding", "sure_shortfall", "beyond_pledge", "overdue")
ACCOUNTS = BOOKED + COMPUTED

Comparison = Literal[">=", ">", "<=", "<", "="]


@dataclass(frozen=True, slots=True)
class Balance:
    """What stands on one account of one pledge."""

    pledge: str  # id
    account: str  # one of ACCOUNTS


@dataclass(frozen=True, slots=True)
class Sum:
    """Amounts added up; those taken off stand there scaled by -1."""

    amounts: "tuple[Amount, ...]"


@dataclass(frozen=True, slots=True)
class Scaled:
    """An amount times a fixed rate; two balances are never multiplied."""

    rate: Number
    amount: "Amount"


@dataclass(frozen=True, slots=True)
class Rounded:
    """An amount rounded to a whole number, or the smaller or larger of two."""

    how: Literal["floor", "ceil", "min", "max"]
    amounts: "tuple[Amount, ...]"


@dataclass(frozen=True, slots=True)
class Steps:
    """How many of these thresholds an amount has reached."""

    thresholds: tuple[Number, ...]
    amount: "Amount"


Amount = int | Fraction | Balance | Sum | Scaled | Rounded | Steps


@dataclass(frozen=True, slots=True)
class Compared:
    """One amount against another: C2a.verified >= 100."""

    first: Amount
    how: Comparison
    second: Amount


@dataclass(frozen=True, slots=True)
class Reached:
    """A day has come, it included; or, where `is_before`, has not come yet."""

    day: date
    is_before: bool = False


@dataclass(frozen=True, slots=True)
class InState:
    """A pledge's renewal is in a state: "in force", "suspended", "lapsed", "ended"."""

    pledge: str
    state: str


@dataclass(frozen=True, slots=True)
class Happened:
    """Something of a kind was entered: within so many days, by a day, or at any time before."""

    kind: str
    within_days: int | None = None
    by: date | None = None
    pledge: str | None = None  # None: of the pledge that asks, or of none


@dataclass(frozen=True, slots=True)
class All:
    """Every one holds."""

    terms: "tuple[Term, ...]"


@dataclass(frozen=True, slots=True)
class Any:
    """At least one holds."""

    terms: "tuple[Term, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    """It does not hold."""

    term: "Term"


@dataclass(frozen=True, slots=True)
class Lasting:
    """It has held on each of the last so many days, today included."""

    n_days: int
    term: "Term"


Term = Compared | Reached | InState | Happened | All | Any | Not | Lasting
Formula = Term | Amount


def parts_of(formula: Formula) -> Iterator[Formula]:
    """Walk through a formula and everything inside it."""
    yield formula
    for part in _inside(formula):
        yield from parts_of(part)


def _inside(formula: Formula) -> "tuple[Formula, ...]":
    match formula:
        case Compared():
            return formula.first, formula.second
        case Sum() | Rounded():
            return formula.amounts
        case Scaled():
            return (formula.amount,)
        case Steps():
            return (*formula.thresholds, formula.amount)
        case All() | Any():
            return formula.terms
        case Not() | Lasting():
            return (formula.term,)
    return ()


def leans_on(formula: Formula) -> frozenset[str]:
    """Give the pledges whose computed accounts or states a formula asks for; these must not lean back on it."""
    return frozenset(
        part.pledge
        for part in parts_of(formula)
        if isinstance(part, InState) or (isinstance(part, Balance) and part.account in COMPUTED)
    )


def names_in(formula: Formula) -> frozenset[str]:
    """Give every pledge that a formula names."""
    named = (part.pledge for part in parts_of(formula) if isinstance(part, Balance | InState | Happened))
    return frozenset(pledge for pledge in named if pledge is not None)
