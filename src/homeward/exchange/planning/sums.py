"""What rules and objectives ask, as sums over people: the one form that profiles, programs and explanations share.

A `Count` is a number that each person brings (one head, two beds, a weight), for those whom a restriction matches. A
`Sum` bounds a weighted total of counts over rounds. `together` is no sum: it joins people into units (`profiles`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from math import gcd

from homeward.exchange.planning.exchange import Exchange, Number, Objective, Person, is_releasable, matches
from homeward.exchange.planning.judge import holdings, need
from homeward.exchange.planning.rule import (
    SEAT,
    AllForAll,
    Apart,
    Capacity,
    Keep,
    OnlyIf,
    Order,
    Parity,
    Quota,
    Rule,
    Together,
    Veto,
    Where,
    rounds_of,
)

PEOPLE = "people"
ADDED = ("held_days", "weight", "value")  # numbers of a person that objectives add up


@dataclass(frozen=True, slots=True)
class Count:
    """What each matching person brings: one head, the need of a resource, a number of his or her own."""

    of: str  # "people", "held_days", "weight", "value", or "need " and a resource
    where: Where


@dataclass(frozen=True, slots=True)
class Term:
    """A count over some rounds, times a number."""

    count: Count
    rounds: tuple[int, ...]
    times: Number


@dataclass(frozen=True, slots=True)
class Sum:
    """low <= sum of terms <= high, for one rule."""

    rule: str
    terms: tuple[Term, ...]
    low: Number | None
    high: Number | None
    step: Number | None = None  # how far the bound moves when the rule's own number grows by one; None: no number


@dataclass(frozen=True, slots=True)
class Gate:
    """Nobody of `then` goes in this round unless all `n_first` of `first` have gone by then."""

    rule: str
    then: Count
    first: Count
    n_first: int
    round: int


def amount(count: Count, person: Person) -> Number:
    """Give what a person brings to a count, matching or not."""
    if count.of == PEOPLE:
        return 1
    if count.of in ADDED:
        own: Number = getattr(person, count.of)
        return own
    return need(person, count.of.removeprefix("need "))


def sums_of(exchange: Exchange, rule: Rule) -> Iterator[Sum | Gate]:
    """Give the sums that are kept exactly when a rule is; none for `together`."""
    match rule:
        case Together():
            return
        case Capacity() | Quota() | Parity():
            yield from _amounts(exchange, rule)
        case Order():
            yield from _gates(exchange, rule)
        case AllForAll():
            term = Term(Count(PEOPLE, rule.where), _everything(exchange), 1)
            yield Sum(rule.id, (term,), sum(holdings(exchange, rule.where)), None)
        case _:
            yield from _names(exchange, rule)


def _everything(exchange: Exchange) -> tuple[int, ...]:
    return tuple(range(1, exchange.n_rounds + 1))


def _names(exchange: Exchange, rule: Veto | Apart | OnlyIf | Keep) -> Iterator[Sum]:
    everything = _everything(exchange)
    match rule:
        case Veto():
            yield Sum(rule.id, (_heads(rule.ids, everything),), None, 0)
        case Apart():
            spans = rounds_of("all" if rule.is_whole_plan else "each", exchange.n_rounds, exchange.n_over)
            yield from (Sum(rule.id, (_heads(rule.ids, span),), None, 1) for span in spans)
        case OnlyIf():
            for number in everything:
                other = _heads({rule.other}, everything[:number], -1)
                yield Sum(rule.id, (_heads({rule.person}, (number,)), other), None, 0)
        case Keep():
            for number, ids in announced(rule.plan).items():
                yield Sum(rule.id, (_heads(ids, (number,)),), len(ids), None)


def announced(plan: Iterable[tuple[str, int]]) -> dict[int, set[str]]:
    """Give the people announced for each round, rounds in order."""
    by_round: dict[int, set[str]] = {}
    for identity, number in sorted(plan, key=lambda pair: pair[1]):
        by_round.setdefault(number, set()).add(identity)
    return by_round


def _gates(exchange: Exchange, rule: Order) -> Iterator[Gate]:
    n_first = sum(is_releasable(p) and matches(p, rule.first) for p in exchange.people)
    first, then = Count(PEOPLE, rule.first), Count(PEOPLE, rule.then)
    for number in _everything(exchange)[exchange.n_over :] if n_first else ():
        yield Gate(rule.id, then, first, n_first, number)


def pairs_of(exchange: Exchange, rule: Together) -> Iterator[Sum]:
    """Give `together` as sums: each goes in a round exactly when the next one does."""
    ids = sorted(rule.ids)
    for one, other in pairwise(ids):
        for number in range(1, exchange.n_rounds + 1):
            yield Sum(rule.id, (_heads({one}, (number,)), _heads({other}, (number,), -1)), 0, 0)


def _heads(ids: Iterable[str], rounds: tuple[int, ...], times: Number = 1) -> Term:
    return Term(Count(PEOPLE, Where(ids=frozenset(ids))), rounds, times)


def _amounts(exchange: Exchange, rule: Capacity | Quota | Parity) -> Iterator[Sum]:
    for rounds in rounds_of(rule.scope, exchange.n_rounds, exchange.n_over):
        if isinstance(rule, Capacity):
            of = PEOPLE if rule.resource == SEAT else f"need {rule.resource}"
            yield Sum(rule.id, (Term(Count(of, rule.where), rounds, 1),), None, rule.most, step=1)
        elif isinstance(rule, Quota):
            yield Sum(rule.id, (Term(Count(PEOPLE, rule.where), rounds, 1),), rule.least, rule.most, step=1)
        else:
            yield from _parity(exchange, rule, rounds)


def _parity(exchange: Exchange, rule: Parity, rounds: tuple[int, ...]) -> Iterator[Sum]:
    times, most, step = (rule.ratio[1], rule.ratio[0]), Fraction(rule.tolerance), Fraction(1)
    if rule.measure == "pace":
        held = holdings(exchange, rule.where)
        if 0 in held:
            return
        shared = gcd(*held)
        times = held[1] // shared, held[0] // shared
        step = Fraction(held[0] * held[1], 1000 * shared)
        most = rule.tolerance * step
    of = "weight" if rule.measure == "weight" else PEOPLE
    first, second = (Count(of, replace(rule.where, home=side)) for side in exchange.sides)
    if rule.where.home is not None:  # the other side counts nobody
        mine = first if rule.where.home == exchange.sides[0] else second
        own = times[0] if mine is first else -times[1]
        yield Sum(rule.id, (Term(mine, rounds, own),), -most, most, step)
        return
    yield Sum(rule.id, (Term(first, rounds, times[0]), Term(second, rounds, -times[1])), -most, most, step)


# ── objectives ────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Goal:
    """A linear objective: the sum of its terms and a constant, as large or as small as can be."""

    terms: tuple[Term, ...]
    is_max: bool
    constant: Number = 0


def goal_of(exchange: Exchange, objective: Objective) -> Goal:
    """Give a linear objective as sums. Shares of groups and longest waits are lists; see `levels`."""
    everything = _everything(exchange)
    if objective.measure == "wait":
        able = sum(is_releasable(person) and matches(person, objective.where) for person in exchange.people)
        count = Count(PEOPLE, objective.where)
        spared = ((number, day - exchange.horizon) for number, day in enumerate(exchange.days, start=1))
        terms = tuple(Term(count, (number,), days) for number, days in spared)
        return Goal(terms, objective.is_max, able * exchange.horizon)
    if objective.measure == "kept":
        terms = tuple(_heads(ids, (number,)) for number, ids in announced(objective.plan).items())
        return Goal(terms, objective.is_max)
    of = PEOPLE if objective.measure == "count" else objective.measure
    return Goal((Term(Count(of, objective.where), everything, 1),), objective.is_max)
