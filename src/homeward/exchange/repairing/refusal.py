"""What does each refusal cost? For each name refused: what all objectives would reach without it, the dearest first.

A refusal is a name in a `veto`. What it costs is found exactly: the best plan with that one name freed, all other
refusals standing, against the best plan as it is. People of one kind (no rule tells them apart, and they add the same
to every objective) cost the same, and are planned once. Whoever refuses in person has no price: that is a status, and
nobody asks it to change.

One program serves all names. Bounds come from relaxations, as in `planning.climb`; where no bound rises, the refusal is
free, and that is the proof. Where one does, a plan in whole numbers that reaches all bounds is the proof; where there
is none, the exchange without that refusal is planned from the start.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import zip_longest
from math import inf

from homeward.errors import InvalidInput
from homeward.exchange.explaining.explain import Harm, Swap, first_harm, swap_of, tell_objective
from homeward.exchange.planning.climb import Climb, climb
from homeward.exchange.planning.exchange import FAIR, Exchange, Number, Objective, Plan
from homeward.exchange.planning.judge import Score
from homeward.exchange.planning.model import Model, Scaled, build
from homeward.exchange.planning.plan import Planned, plan_exchange
from homeward.exchange.planning.program import Patience
from homeward.exchange.planning.rule import Veto, Where, tell_ids
from homeward.exchange.planning.search import bound_goal, solve
from homeward.exchange.planning.sums import PEOPLE, Count

MOST_SWAPS = 10  # refusals for which it is told whose place they take
Tick = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class RefusalPrice:
    """What one refused name costs.

    rules       the vetoes that name the person
    by          the sides that refuse, where told
    before      what the best plan reaches with the refusal
    after       what it would reach without
    harm        the first objective that would gain; None where the refusal costs nothing
    swap        who would gain or lose a place without it; None where that was not asked for
    """

    person: str
    rules: tuple[str, ...]
    by: tuple[str, ...]
    before: tuple[Score, ...]
    after: tuple[Score, ...]
    harm: Harm | None
    swap: Swap | None = None


def price_refusals(
    exchange: Exchange,
    planned: Planned,
    patience: Patience,
    *,
    n_swaps: int = MOST_SWAPS,
    tick: Tick = lambda _: None,
) -> tuple[RefusalPrice, ...]:
    """Price every refused name, the dearest first.

    planned    the best plan of this exchange
    n_swaps    for how many of the dearest it is found whose place they take, with as few others moved as can be
    tick       called with 1 after each name
    raises     InvalidInput for an exchange without a plan, Stopped
    """
    if planned.way is None:
        raise InvalidInput(f"there is no best plan to compare with: planning ended {planned.status}")
    vetoes = [rule for rule in exchange.rules if isinstance(rule, Veto)]
    names = sorted({person for rule in vetoes for person in rule.ids})
    trial = _Trial(exchange, planned.objective, names, patience)
    prices = []
    for name in names:
        own = [rule for rule in vetoes if name in rule.ids]
        after = trial.without(name)
        rules, by = tuple(rule.id for rule in own), tuple(sorted({rule.by for rule in own if rule.by}))
        harm = first_harm(planned.objective, after)
        prices.append(RefusalPrice(name, rules, by, planned.objective, after, harm))
        tick(1)
    prices.sort(key=lambda price: (_rank(exchange, price), price.person))
    dear = [price for price in prices[:n_swaps] if price.harm is not None]
    told = [replace(price, swap=_swap(exchange, planned.plan, price.person, patience)) for price in dear]
    return (*told, *prices[len(dear) :])


def lift(exchange: Exchange, name: str) -> Exchange:
    """Give the exchange with nobody refusing one person."""
    rules = [replace(own, ids=own.ids - {name}) if isinstance(own, Veto) else own for own in exchange.rules]
    return replace(exchange, rules=tuple(rule for rule in rules if not isinstance(rule, Veto) or rule.ids))


def _rank(exchange: Exchange, price: RefusalPrice) -> tuple[Number, ...]:
    """Give what sorts refusals: the most gained in the first objective first, then in the second."""
    lost: list[Number] = []
    for objective, was, now in zip(exchange.objectives, price.before, price.after, strict=True):
        sign = -1 if objective.is_max else 1
        pairs = zip_longest(*(own if isinstance(own, tuple) else (own,) for own in (was, now)), fillvalue=0)
        lost += [sign * (Fraction(after) - before) for before, after in pairs]
    return tuple(lost)


def _swap(exchange: Exchange, plan: Plan, name: str, patience: Patience) -> Swap:
    kept = Objective("kept", True, plan=tuple(sorted(plan.items())))
    freed = lift(exchange, name)
    other = plan_exchange(replace(freed, objectives=(*freed.objectives, kept)), patience)
    return swap_of(plan, other.plan, name)


class _Trial:
    """One program in which each refused unit has a column of its own, closed until it is asked for."""

    def __init__(self, exchange: Exchange, now: tuple[Score, ...], names: Sequence[str], patience: Patience) -> None:
        self._exchange, self._now, self._patience = exchange, now, patience
        self._names = frozenset(names)
        freed = replace(exchange, rules=tuple(rule for rule in exchange.rules if not isinstance(rule, Veto)))
        is_plain = not any(objective.measure in FAIR for objective in exchange.objectives)
        self._kinds = _kinds(build(freed, patience), self._names)
        self._known: dict[object, tuple[Score, ...]] = {}
        self._way: Climb | None = None
        if is_plain and names:
            model = build(freed, patience, more=[Count(PEOPLE, Where(ids=frozenset({name}))) for name in names])
            self._profiles = _alone(model, self._names)
            for place in self._profiles.values():
                _set_open(model, place, is_open=False)
            self._way = Climb(model)
            climb(self._way)

    def without(self, name: str) -> tuple[Score, ...]:
        """Give what the best plan reaches with one name freed."""
        kind = self._kinds.get(name)
        if kind is None:
            return self._now  # cannot travel anyway, or only with others who are refused too
        if kind not in self._known:
            near = None if self._way is None else self._climb_again(self._way, self._profiles[name])
            self._known[kind] = near or plan_exchange(lift(self._exchange, name), self._patience).objective
        return self._known[kind]

    def _climb_again(self, way: Climb, place: int) -> tuple[Score, ...] | None:
        """Bound all objectives with one more column open; None where no plan reaches the bounds."""
        _set_open(way.model, place, is_open=True)
        for _, row, _ in way.fixed:
            way.model.program.set_row(row)
        bounds = [_bound(way.model, goal, row) for goal, row, _ in way.fixed]
        is_free = bounds == [bound for _, _, bound in way.fixed]
        is_reached = is_free or solve(way.model.program, like=way.best) is not None
        _set_open(way.model, place, is_open=False)
        return (
            tuple(goal.value(bound) for (goal, _, _), bound in zip(way.fixed, bounds, strict=True))
            if is_reached
            else None
        )


def _bound(model: Model, goal: Scaled, row: int) -> int:
    bound = bound_goal(model.program, goal.row, is_max=goal.is_max)
    assert bound is not None  # the plan as it is still keeps all rows
    model.program.set_row(row, *((bound, inf) if goal.is_max else (-inf, bound)))
    return bound


def _kinds(model: Model, names: frozenset[str]) -> dict[str, object]:
    """Give for each name that one freed refusal lets go what decides its price."""
    n_gains = len(model.asked.gains)
    return {
        person.id: (place, unit.gain[:n_gains])
        for place, profile in enumerate(model.profiles)
        for unit in profile.units
        for person in unit.people
        if [own.id for own in unit.people if own.id in names] == [person.id]
    }


def _alone(model: Model, names: frozenset[str]) -> dict[str, int]:
    """Give the profile of each refused name: a unit with a refused name is the only one of its profile."""
    pairs = ((place, person.id) for place, own in enumerate(model.profiles) for person in own.units[0].people)
    return {name: place for place, name in pairs if name in names}


def _set_open(model: Model, place: int, *, is_open: bool) -> None:
    for column in model.columns[place].tolist():
        if column >= 0:
            model.program.set_column(column, 0.0, float(is_open))


def tell_refusal(exchange: Exchange, price: RefusalPrice) -> str:
    """Say in a sentence what a refusal costs, and whom."""
    by = f" by {' and '.join(price.by)}" if price.by else ""
    if price.harm is None:
        return f"Refusing {price.person}{by} costs nothing."
    aim = tell_objective(exchange.objectives[price.harm.objective])
    told = (
        f"Without the refusal of {price.person}{by}, {aim} would be {price.harm.after} instead of {price.harm.before}."
    )
    if isinstance(price.harm.before, tuple):
        told = f"Without the refusal of {price.person}{by}, {aim} would be better."
    if price.swap is not None and price.swap.go:
        told += f" {tell_ids(price.swap.go)} would go as well."
    if price.swap is not None and price.swap.stay:
        told += f" {tell_ids(price.swap.stay)} would stay."
    return told
