"""Fair deals without a price on anybody.

Three ideas, each one sentence long:

    shares    nobody's most urgent group is further behind than it must be: the smallest share of a tier of a side that
              goes home as large as possible, then the next, tier after tier
    waits     nobody waits longest for nothing: the longest captivity as short as possible, then the next
    wishes    each side lists whom it wants home, every wish counts as one person; what neither side can better without
              the other losing is the frontier (`bargain`)

Whoever the law returns whatever the numbers stands outside: planned first, in no parity, quota or wish. Shares of tiers
are Kalai and Smorodinsky's idea applied tier by tier; no side gains by overstating how much it wants somebody.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from homeward.exchange.planning.exchange import Exchange, Number, Objective, Person, Plan, matches
from homeward.exchange.planning.judge import need
from homeward.exchange.planning.plan import plan_exchange
from homeward.exchange.planning.program import Patience
from homeward.exchange.planning.rule import (
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
)

AS_OF_RIGHT = "as_of_right"  # the category of those whom the law returns


def share_by_side(exchange: Exchange, tiers: Sequence[str]) -> Exchange:
    """Make fair shares of both sides the first objectives, one tier after the other.

    tiers    categories, the most urgent first
    """
    people = tuple(replace(person, group=person.home) for person in exchange.people)
    fair = tuple(Objective("share_by_group", True, Where(category=tier)) for tier in tiers)
    return replace(exchange, people=people, objectives=(*fair, *exchange.objectives))


@dataclass(frozen=True, slots=True)
class Apartness:
    """Those who stand outside a bargain, and what is left to bargain about.

    plan    the rounds of those who go as of right
    rest    the exchange without them; what they need is taken out of the capacities
    """

    plan: Plan
    rest: Exchange


def set_apart(exchange: Exchange, patience: Patience, category: str = AS_OF_RIGHT) -> Apartness:
    """Plan those whom the law returns before anything is bargained: all who can, as early as can be.

    Capacities bind them, and their families travel with them; no parity, quota, order, veto or wish does.
    raises    Stopped
    """
    joined = _with_families(exchange, {p.id for p in exchange.people if category in p.categories})
    mine = tuple(person for person in exchange.people if person.id in joined)
    if not mine:
        return Apartness({}, exchange)
    bound = (rule for rule in exchange.rules if isinstance(rule, Capacity | Together | Apart))
    rules = tuple(own for own in (_only(rule, joined) for rule in bound) if own is not None)
    goals = (Objective("count", True), Objective("wait", False))
    first = plan_exchange(replace(exchange, people=mine, rules=rules, objectives=goals, wishes=None), patience)
    others = tuple(person for person in exchange.people if person.id not in joined)
    names = frozenset(person.id for person in others)
    left = [own for rule in exchange.rules for own in _left(exchange, rule, mine, first.plan)]
    kept = tuple(own for own in (_only(rule, names) for rule in left) if own is not None)
    objectives = tuple(replace(own, plan=_inside(own.plan, names)) for own in exchange.objectives)
    return Apartness(first.plan, replace(exchange, people=others, rules=kept, objectives=objectives))


def _with_families(exchange: Exchange, ids: set[str]) -> frozenset[str]:
    families = [rule.ids for rule in exchange.rules if isinstance(rule, Together)]
    joined, n_before = set(ids), -1
    while len(joined) > n_before:
        n_before = len(joined)
        joined = joined.union(*(family for family in families if family & joined))
    return frozenset(joined)


def _inside(plan: tuple[tuple[str, int], ...], names: frozenset[str]) -> tuple[tuple[str, int], ...]:
    return tuple((identity, number) for identity, number in plan if identity in names)


def _only(rule: Rule, names: frozenset[str]) -> Rule | None:
    """Give what is left of a rule among some people; None where nothing is."""
    match rule:
        case Veto() | Together() | Apart():
            ids = rule.ids & names
            return replace(rule, ids=ids) if len(ids) > (0 if isinstance(rule, Veto) else 1) else None
        case OnlyIf():
            return rule if {rule.person, rule.other} <= names else None
        case Keep():
            return replace(rule, plan=_inside(rule.plan, names))
        case Order():
            return replace(rule, first=_where(rule.first, names), then=_where(rule.then, names))
        case Capacity() | Quota() | Parity() | AllForAll():
            return replace(rule, where=_where(rule.where, names))


def _where(where: Where, names: frozenset[str]) -> Where:
    return where if where.ids is None else replace(where, ids=where.ids & names)


def _left(exchange: Exchange, rule: Rule, mine: Sequence[Person], plan: Plan) -> Sequence[Rule]:
    """Take what some people use out of a capacity; one rule for each round becomes one for every round by itself."""
    if not isinstance(rule, Capacity):
        return (rule,)
    used = [0 * rule.most for _ in range(exchange.n_rounds + 1)]
    for person in mine:
        if person.id in plan and matches(person, rule.where):
            used[plan[person.id]] += need(person, rule.resource)
    rounds = range(1, exchange.n_rounds + 1)
    if rule.scope == "each":
        return [replace(rule, id=f"{rule.id}, round {n}", scope=n, most=rule.most - used[n]) for n in rounds]
    if rule.scope == "running":
        total = [rule.most - sum(used[: n + 1]) for n in rounds]
        return [replace(rule, id=f"{rule.id}, to round {n}", scope="running", most=total[n - 1]) for n in rounds]
    gone: Number = sum(used) if rule.scope == "all" else used[rule.scope]
    return (replace(rule, most=rule.most - gone),)
