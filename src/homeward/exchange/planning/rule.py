"""What a plan must keep, one small class for each kind of rule, and how each is said in a sentence.

Rules are what two parties negotiate, so they are kept as agreed: `sums` turns them into arithmetic, `judge` tells
whether a finished plan keeps them, without a solver.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Number = int | Fraction
Scope = Literal["each", "running", "all"] | int  # every round, totals up to each round, the whole, or one round
SEAT = "seat"  # the resource of which every person needs one


@dataclass(frozen=True, slots=True)
class Where:
    """Whom a rule speaks of; all that is given must match."""

    home: str | None = None
    category: str | None = None
    group: str | None = None
    ids: frozenset[str] | None = None


ANYBODY = Where()


@dataclass(frozen=True, slots=True)
class Veto:
    """None of these people is released."""

    id: str
    ids: frozenset[str]
    by: str | None = None  # the side that refuses


@dataclass(frozen=True, slots=True)
class Together:
    """All in one round, or none."""

    id: str
    ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class Apart:
    """No two of them in one round, or, for the whole plan, at most one of them."""

    id: str
    ids: frozenset[str]
    is_whole_plan: bool


@dataclass(frozen=True, slots=True)
class OnlyIf:
    """One person goes only if the other goes in the same or an earlier round."""

    id: str
    person: str
    other: str


@dataclass(frozen=True, slots=True)
class Order:
    """Nobody of `then` goes before every releasable person of `first` has gone, in the same round at the latest."""

    id: str
    first: Where
    then: Where


@dataclass(frozen=True, slots=True)
class Capacity:
    """The needs of one resource add up to at most this much."""

    id: str
    resource: str
    most: Number
    scope: Scope = "each"
    where: Where = ANYBODY


@dataclass(frozen=True, slots=True)
class Quota:
    """So many people at least, so many at most."""

    id: str
    least: Number | None
    most: Number | None
    scope: Scope = "each"
    where: Where = ANYBODY


@dataclass(frozen=True, slots=True)
class Parity:
    """What the two sides receive differs by at most the tolerance.

    count, weight    abs(y * n_first - x * n_second) <= tolerance, for a ratio of x for y
    pace             the shares of each side's own releasable people differ by at most tolerance / 1000
    """

    id: str
    measure: Literal["count", "weight", "pace"]
    tolerance: Number
    scope: Scope = "all"
    ratio: tuple[Number, Number] = (1, 1)
    where: Where = ANYBODY


@dataclass(frozen=True, slots=True)
class AllForAll:
    """Every releasable person is released by the last round."""

    id: str
    where: Where = ANYBODY


@dataclass(frozen=True, slots=True)
class Keep:
    """These people keep the rounds announced to them."""

    id: str
    plan: tuple[tuple[str, int], ...]


Rule = Veto | Together | Apart | OnlyIf | Order | Capacity | Quota | Parity | AllForAll | Keep


def rounds_of(scope: Scope, n_rounds: int, n_over: int = 0) -> tuple[tuple[int, ...], ...]:
    """Give the sets of rounds over which a rule is summed, those aside that lie in the past.

    n_over    rounds that are over

    >>> rounds_of("running", 3), rounds_of(2, 3)
    (((1,), (1, 2), (1, 2, 3)), ((2,),))
    >>> rounds_of("running", 3, n_over=1), rounds_of("each", 3, n_over=1)
    (((1, 2), (1, 2, 3)), ((2,), (3,)))
    """
    return tuple(rounds for rounds in _rounds(scope, n_rounds) if rounds[-1] > n_over)


def _rounds(scope: Scope, n_rounds: int) -> tuple[tuple[int, ...], ...]:
    if scope == "each":
        return tuple((number,) for number in range(1, n_rounds + 1))
    if scope == "running":
        return tuple(tuple(range(1, number + 1)) for number in range(1, n_rounds + 1))
    if scope == "all":
        return (tuple(range(1, n_rounds + 1)),)
    return ((scope,),)


# ── in words ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def tell_where(where: Where) -> str:
    """Say whom a rule speaks of.

    >>> tell_where(Where(home="north", category="severe"))
    'severe going home to north'
    >>> tell_where(Where())
    'people'
    """
    words = [where.category or "people"]
    if where.group is not None:
        words.append(f"of {where.group}")
    if where.home is not None:
        words.append(f"going home to {where.home}")
    if where.ids is not None:
        words.append(f"among {tell_ids(sorted(where.ids))}")
    return " ".join(words)


def tell_ids(ids: Sequence[str]) -> str:
    """List people, the first six by id.

    >>> tell_ids(["n1", "n2"])
    'n1 and n2'
    """
    if len(ids) > 6:
        return f"{', '.join(ids[:6])} and {len(ids) - 6} more"
    return " and ".join(filter(None, (", ".join(ids[:-1]), ids[-1]))) if ids else "nobody"


def tell_number(number: Number) -> str:
    """Write a number without a fraction where it has none."""
    return f"{number:,}" if isinstance(number, int) else f"{float(number):,g}"


def tell(rule: Rule) -> str:
    """Say what a rule asks, in one clause.

    >>> tell(Capacity("beds", "bed", 2))
    'at most 2 of bed in each round'
    """
    match rule:
        case Order():
            return f"all {tell_where(rule.first)} before any {tell_where(rule.then)}"
        case AllForAll():
            return f"all {tell_where(rule.where)} go by the last round"
        case Capacity() | Quota() | Parity():
            return _tell_amount(rule)
        case _:
            return _tell_names(rule)


def _tell_names(rule: Veto | Together | Apart | OnlyIf | Keep) -> str:
    match rule:
        case Veto():
            return f"{tell_ids(sorted(rule.ids))} refused" + (f" by {rule.by}" if rule.by else "")
        case Together():
            return f"{tell_ids(sorted(rule.ids))} travel together or not at all"
        case Apart():
            most = "at most one of them goes at all" if rule.is_whole_plan else "no two of them in one round"
            return f"{tell_ids(sorted(rule.ids))}: {most}"
        case OnlyIf():
            return f"{rule.person} goes only if {rule.other} goes in the same or an earlier round"
        case Keep():
            return f"{tell_ids(sorted(person for person, _ in rule.plan))} keep the rounds announced"


def _tell_amount(rule: Capacity | Quota | Parity) -> str:
    who = tell_where(rule.where)
    when = _tell_scope(rule.scope)
    if isinstance(rule, Capacity):
        of = "" if rule.where == ANYBODY else f" for {who}"
        return f"at most {tell_number(rule.most)} of {rule.resource}{of} {when}"
    if isinstance(rule, Quota):
        low = "" if rule.least is None else f"at least {tell_number(rule.least)}"
        high = "" if rule.most is None else f"at most {tell_number(rule.most)}"
        return f"{' and '.join(filter(None, (low, high))) or 'any number of'} {who} {when}"
    if rule.measure == "pace":
        return f"shares of {who} released differ by at most {tell_number(rule.tolerance)} in a thousand {when}"
    what = "weights" if rule.measure == "weight" else "numbers"
    x, y = rule.ratio
    at = "" if x == y else f" at {tell_number(x)} for {tell_number(y)}"
    return f"{what} of {who} on the two sides{at} differ by at most {tell_number(rule.tolerance)} {when}"


def _tell_scope(scope: Scope) -> str:
    words = {"each": "in each round", "running": "in total after each round", "all": "over all rounds"}
    return words.get(scope, f"in round {scope}") if isinstance(scope, str) else f"in round {scope}"
