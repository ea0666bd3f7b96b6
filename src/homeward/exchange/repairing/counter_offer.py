"""The counter-offer of least change: what the other side offered, changed as little as one's own minimum demands.

An offer is a set of rules and a list with rounds. Acceptable is what keeps one's own minimum: rules that must hold, and
objectives that must be reached. Of all acceptable answers that one is sought which

    1. changes the fewest names of the list: taken out, put in, or moved to another round;
    2. then changes the rules offered least, at the costs of `explaining.changes`: a seat is asked for before a refusal;
    3. then sends those held longest, then by lottery, as any plan does.

Both steps are proven in whole numbers. What is taken out and put in is the concession asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor, inf

from homeward.errors import InvalidInput
from homeward.exchange.explaining.changes import Change, Softened, changed, soften
from homeward.exchange.planning.climb import Climb, Impossible, settle
from homeward.exchange.planning.exchange import FAIR, Exchange, Number, Plan
from homeward.exchange.planning.judge import Score, broken_rules, measure
from homeward.exchange.planning.model import Model, Scaled, build, people_of, row_of, scaled
from homeward.exchange.planning.plan import settle_ties
from homeward.exchange.planning.program import Patience
from homeward.exchange.planning.rule import Rule, Where, tell_ids
from homeward.exchange.planning.sums import PEOPLE, Count, Term, announced


@dataclass(frozen=True, slots=True)
class Minimum:
    """What one side will not go below.

    rules     must hold, and never give way; their ids are not those of rules offered
    least     number of an objective, from 0, and what it must reach: at least, or at most where less is better
    """

    rules: tuple[Rule, ...] = ()
    least: tuple[tuple[int, Number], ...] = ()


@dataclass(frozen=True, slots=True)
class CounterOffer:
    """The acceptable answer nearest to an offer.

    exchange     the rules as changed, and the minimum
    taken_out    names of the offer that do not go
    put_in       names that go and were not offered
    moved        names in another round
    changes      rules that give way
    """

    exchange: Exchange
    plan: Plan
    objective: tuple[Score, ...]
    taken_out: tuple[str, ...]
    put_in: tuple[str, ...]
    moved: tuple[str, ...]
    changes: tuple[Change, ...]

    @property
    def n_names(self) -> int:
        """How many names change."""
        return len(self.taken_out) + len(self.put_in) + len(self.moved)


def counter(exchange: Exchange, offered: Plan, minimum: Minimum, patience: Patience) -> CounterOffer | None:
    """Find the acceptable answer that changes an offer least; None where no change of rules makes any acceptable.

    exchange    with the rules offered; its objectives are those that the minimum speaks of
    offered     person to round
    raises      InvalidInput, Stopped
    """
    _check(exchange, offered, minimum)
    model = build(
        replace(exchange, rules=(*exchange.rules, *minimum.rules)),
        patience,
        is_loose=True,
        more=_asked(exchange, offered),
    )
    soft = soften(model, exchange.rules)
    for number, least in minimum.least:
        _demand(model, number, least)
    way = Climb(model)
    try:
        settle(way, [_names(model, exchange, offered), Scaled(soft.costs, 1, is_max=False)])
    except Impossible:
        return None
    return _answer(way, exchange, offered, minimum, soft)


def _check(exchange: Exchange, offered: Plan, minimum: Minimum) -> None:
    unknown = sorted(offered.keys() - {person.id for person in exchange.people})
    if unknown:
        raise InvalidInput(f"the offer names {unknown[0][:60]!r}, who is not among the people")
    wrong = [number for number in offered.values() if not 1 <= number <= exchange.n_rounds]
    if wrong:
        raise InvalidInput(f"the offer names round {wrong[0]}; rounds are numbered 1 to {exchange.n_rounds}")
    twice = {rule.id for rule in exchange.rules} & {rule.id for rule in minimum.rules}
    if twice:
        raise InvalidInput(f"the rule {min(twice)!r} is both offered and one's own minimum; give it another id")
    for number, _ in minimum.least:
        if not 0 <= number < len(exchange.objectives) or exchange.objectives[number].measure in FAIR:
            raise InvalidInput(f"objective {number + 1} is no sum that a minimum can bound")


def _asked(exchange: Exchange, offered: Plan) -> Sequence[Count]:
    listed = [Count(PEOPLE, Where(ids=frozenset(ids))) for ids in announced(offered.items()).values()]
    others = frozenset(person.id for person in exchange.people if person.id not in offered)
    return [*listed, Count(PEOPLE, Where(ids=others))]


def _names(model: Model, exchange: Exchange, offered: Plan) -> Scaled:
    """Count the names that change: all who were not offered and go, and all who do not go as offered."""
    *listed, others = _asked(exchange, offered)
    kept = [Term(count, (number,), -1) for count, number in zip(listed, announced(offered.items()), strict=True)]
    row, scale = row_of(model, [Term(others, tuple(range(1, exchange.n_rounds + 1)), 1), *kept])
    return Scaled(row, scale, is_max=False, constant=len(offered))


def _demand(model: Model, number: int, least: Number) -> None:
    goal = scaled(model, number)
    bound = (Fraction(least) - goal.constant) * goal.scale
    low, high = (float(ceil(bound)), inf) if goal.is_max else (-inf, float(floor(bound)))
    model.program.add_row(goal.row, low, high)


def _answer(way: Climb, exchange: Exchange, offered: Plan, minimum: Minimum, soft: Softened) -> CounterOffer:
    values, _ = settle_ties(way)
    plan, changes = people_of(way.model, values), soft.changes(values)
    after = changed(exchange, changes)
    after = replace(after, rules=(*after.rules, *minimum.rules))
    broken = broken_rules(after, plan)
    assert not broken, broken[:3]
    taken_out, put_in = tuple(sorted(offered.keys() - plan.keys())), tuple(sorted(plan.keys() - offered.keys()))
    moved = tuple(sorted(own for own in offered.keys() & plan.keys() if plan[own] != offered[own]))
    return CounterOffer(after, plan, measure(after, plan), taken_out, put_in, moved, changes)


def tell_counter(answer: CounterOffer) -> tuple[str, ...]:
    """Say what a counter-offer changes."""
    told = [f"{answer.n_names:,} names change." if answer.n_names else "No name changes."]
    told += [f"Taken out: {tell_ids(answer.taken_out)}."] if answer.taken_out else []
    told += [f"Put in: {tell_ids(answer.put_in)}."] if answer.put_in else []
    told += [f"In another round: {tell_ids(answer.moved)}."] if answer.moved else []
    return *told, *(f"Asked for: {change.says}." for change in answer.changes)
