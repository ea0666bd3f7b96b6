"""Judge a finished plan by looking at people, rule by rule; no solver is needed, and none is trusted.

Every plan that Homeward gives away has passed `broken_rules`, and the objectives it states are those of `measure`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from homeward.exchange.planning.exchange import (
    Exchange,
    Number,
    Objective,
    Person,
    Plan,
    is_releasable,
    matches,
    rounds_open,
)
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

Score = Number | tuple[Number, ...]  # a list where the worst entry counts first
Broken = tuple[str, str]  # id of the rule, and how it is broken
_NEVER = 10**9  # a round after all others


def broken_rules(exchange: Exchange, plan: Plan) -> tuple[Broken, ...]:
    """List what a plan breaks: status, windows, rules.

    plan      person to round, of people in the exchange
    returns   (rule, how), empty for a sound plan
    """
    people = {person.id: person for person in exchange.people}
    bad = [
        ("window", f"{identity} cannot travel in round {number}")
        for identity, number in plan.items()
        if number not in rounds_open(exchange, people[identity])
    ]
    for rule in exchange.rules:
        bad += [(rule.id, how) for how in _broken(exchange, rule, plan, people)]
    return tuple(bad)


def _broken(exchange: Exchange, rule: Rule, plan: Plan, people: Mapping[str, Person]) -> Iterator[str]:
    match rule:
        case Order():
            yield from _broken_order(exchange, rule, plan, people)
        case AllForAll():
            left = [p for p in exchange.people if is_releasable(p) and matches(p, rule.where) and p.id not in plan]
            yield from (f"{person.id} is left behind" for person in left)
        case Capacity() | Quota() | Parity():
            yield from _broken_amount(exchange, rule, plan, people)
        case _:
            yield from _broken_names(rule, plan, exchange.n_over)


def _broken_names(rule: Veto | Together | Apart | OnlyIf | Keep, plan: Plan, n_over: int) -> Iterator[str]:
    match rule:
        case Veto():
            yield from (f"{identity} is refused" for identity in sorted(rule.ids & plan.keys()))
        case Together():
            if len({plan.get(identity) for identity in rule.ids}) > 1:
                yield "some go without the others"
        case Apart():
            yield from ["two of them go"] * _do_meet(rule, plan, n_over)
        case OnlyIf():
            if rule.person in plan and not plan.get(rule.other, _NEVER) <= plan[rule.person]:
                yield f"{rule.person} goes before {rule.other}"
        case Keep():
            yield from (f"{identity} is moved" for identity, number in rule.plan if plan.get(identity) != number)


def _do_meet(rule: Apart, plan: Plan, n_over: int) -> bool:
    rounds = Counter(plan[identity] for identity in rule.ids & plan.keys())
    to_come = (n for number, n in rounds.items() if number > n_over)
    return (rounds.total() if rule.is_whole_plan else max(to_come, default=0)) > 1


def _broken_order(exchange: Exchange, rule: Order, plan: Plan, people: Mapping[str, Person]) -> Iterator[str]:
    first = [plan.get(p.id, _NEVER) for p in exchange.people if is_releasable(p) and matches(p, rule.first)]
    last = max(first, default=0)
    for identity, number in plan.items():
        if exchange.n_over < number < last and matches(people[identity], rule.then):
            yield f"{identity} goes in round {number}, before all who must go first"


def _broken_amount(
    exchange: Exchange, rule: Capacity | Quota | Parity, plan: Plan, people: Mapping[str, Person]
) -> Iterator[str]:
    chosen = [(people[own], number) for own, number in plan.items() if matches(people[own], rule.where)]
    for rounds in rounds_of(rule.scope, exchange.n_rounds, exchange.n_over):
        inside = [person for person, number in chosen if number in rounds]
        if not _is_kept(exchange, rule, inside):
            yield f"rounds {rounds[0]} to {rounds[-1]}: {len(inside)} people"


def _is_kept(exchange: Exchange, rule: Capacity | Quota | Parity, inside: list[Person]) -> bool:
    if isinstance(rule, Parity):
        return _is_even(exchange, rule, inside)
    if isinstance(rule, Capacity):
        used: Number = sum((need(person, rule.resource) for person in inside), 0)
        return used <= rule.most
    most = len(inside) if rule.most is None else rule.most
    return (0 if rule.least is None else rule.least) <= len(inside) <= most


def need(person: Person, resource: str) -> Number:
    """Give how much of a resource a person needs; a seat is needed once by everybody."""
    if resource == SEAT:
        return 1
    needs: dict[str, Number] = dict(person.needs)
    return needs.get(resource, 0)


def holdings(exchange: Exchange, where: Where) -> tuple[int, int]:
    """Count the releasable people of each side whom a rule speaks of."""
    homes = Counter(p.home for p in exchange.people if is_releasable(p) and matches(p, where))
    return homes[exchange.sides[0]], homes[exchange.sides[1]]


def _is_even(exchange: Exchange, rule: Parity, inside: list[Person]) -> bool:
    first, second = (
        sum((person.weight if rule.measure == "weight" else 1) for person in inside if person.home == side)
        for side in exchange.sides
    )
    if rule.measure == "pace":
        held = holdings(exchange, rule.where)
        if 0 in held:
            return True  # a share of nobody is no share; the reader says so
        return abs(Fraction(first) / held[0] - Fraction(second) / held[1]) <= Fraction(rule.tolerance) / 1000
    x, y = rule.ratio
    return abs(Fraction(y * first - x * second)) <= rule.tolerance


# ── objectives ────────────────────────────────────────────────────────────────────────────────────────────────────────


def measure(exchange: Exchange, plan: Plan) -> tuple[Score, ...]:
    """Measure a plan by each objective, in their order.

    returns    numbers; for shares of groups a list in ascending order, for waits one in descending order
    """
    return tuple(_score(exchange, objective, plan) for objective in exchange.objectives)


def _score(exchange: Exchange, objective: Objective, plan: Plan) -> Score:
    who = [person for person in exchange.people if matches(person, objective.where)]
    match objective.measure:
        case "count":
            return sum(person.id in plan for person in who)
        case "held_days" | "weight" | "value":
            return sum(getattr(person, objective.measure) for person in who if person.id in plan)
        case "kept":
            return sum(plan.get(identity) == number for identity, number in objective.plan)
        case _:
            return _score_of_able(exchange, objective, plan, [person for person in who if is_releasable(person)])


def _score_of_able(exchange: Exchange, objective: Objective, plan: Plan, able: Sequence[Person]) -> Score:
    days = dict(enumerate(exchange.days, start=1))
    waits = [days.get(plan.get(person.id, 0), exchange.horizon) for person in able]
    if objective.measure == "wait":
        return sum(waits)
    if objective.measure == "longest_waits":
        return tuple(sorted((p.held_days + wait for p, wait in zip(able, waits, strict=True)), reverse=True))
    sizes = Counter(person.group for person in able if person.group is not None)
    gone = Counter(person.group for person in able if person.id in plan)
    return tuple(sorted(Fraction(gone[group], size) for group, size in sizes.items()))
