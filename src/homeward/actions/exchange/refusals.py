"""What refusals cost, and what strikes would: from a problem file, answered as JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from homeward.actions.answers import Json
from homeward.actions.exchange.plan import Tick, answer_number, answer_scores
from homeward.actions.exchange.repair import best_plan
from homeward.exchange.planning.exchange import Exchange, Number
from homeward.exchange.planning.plan import Planned, plan_exchange
from homeward.exchange.planning.program import Patience
from homeward.exchange.planning.rule import Rule, tell
from homeward.exchange.repairing.refusal import MOST_SWAPS, RefusalPrice, price_refusals, tell_refusal
from homeward.exchange.repairing.strikes import (
    Contest,
    Cost,
    Values,
    added_goals,
    cost_curve,
    going,
    open_contest,
    strike_rules,
    struck_values,
    tell_costs,
    window,
)
from homeward.formats.plan_file import StrikeFile, read_strikes
from homeward.formats.problem_file import read_exchange


@dataclass(frozen=True, slots=True, eq=False)
class Refusals:
    """Every refused name and its price, the dearest first."""

    exchange: Exchange
    planned: Planned
    prices: tuple[RefusalPrice, ...]


def price_file(data: bytes, patience: Patience, *, n_swaps: int = MOST_SWAPS, tick: Tick = lambda _: None) -> Refusals:
    """Read a problem, plan it and price every refused name.

    raises    InvalidCase, InvalidInput, Stopped
    """
    exchange = read_exchange(data).exchange
    planned = plan_exchange(exchange, patience)
    return Refusals(exchange, planned, price_refusals(exchange, planned, patience, n_swaps=n_swaps, tick=tick))


def answer_refusals(found: Refusals) -> Json:
    """Write the prices of refusals for JSON."""
    goals = found.exchange.objectives
    return {
        "objective": answer_scores(goals, found.planned.objective),
        "n_refused": len(found.prices),
        "n_free": sum(price.harm is None for price in found.prices),
        "refusals": [_price(found.exchange, price) for price in found.prices],
    }


def _price(exchange: Exchange, price: RefusalPrice) -> Json:
    swap = price.swap
    return {
        "person": price.person,
        "rules": list(price.rules),
        "by": list(price.by),
        "objective_without": answer_scores(exchange.objectives, price.after),
        "first_gain": None if price.harm is None else price.harm.objective + 1,
        "would_go": None if swap is None else list(swap.go),
        "would_stay": None if swap is None else list(swap.stay),
        "says": tell_refusal(exchange, price),
    }


# ── strikes ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, eq=False)
class Strikes:
    """A contest, what k may cost, and, where strikes are told, the plan they lead to."""

    exchange: Exchange
    contest: Contest
    curve: tuple[Cost, ...]
    struck: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    planned: Planned | None = None


def strike_file(
    data: bytes, k: int, patience: Patience, *, n_places: int | None = None, step: int = 5, lists: bytes | None = None
) -> Strikes:
    """Read a problem and set up strikes; where strikes are told, plan what they lead to.

    n_places    people who go home to each side; None for as many as the best plan sends to the side with fewer
    step        of the curve: 0, step, twice step, ... and k
    lists       lists and strikes (`formats.plan_file`)
    raises      InvalidCase, InvalidInput, Stopped
    """
    exchange = read_exchange(data).exchange
    told = StrikeFile({}, {}) if lists is None else read_strikes(lists)
    places = _places(exchange, patience) if n_places is None else n_places
    contest = open_contest(exchange, places, k, told.lists)
    curve = cost_curve(exchange, contest, sorted({*range(0, k, max(1, step)), k}))
    if not told.struck:
        return Strikes(exchange, contest, curve)
    rules = strike_rules(exchange, contest, told.struck)
    planned = plan_exchange(replace(exchange, rules=(*exchange.rules, *rules)), patience)
    return Strikes(exchange, contest, curve, told.struck, rules, planned)


def _places(exchange: Exchange, patience: Patience) -> int:
    plan = best_plan(exchange, patience)
    homes = [person.home for person in exchange.people if person.id in plan]
    return max(1, min(homes.count(side) for side in exchange.sides))


def answer_strikes(found: Strikes) -> Json:
    """Write strikes for JSON; values in the order of the objectives that add people up, more is better."""
    exchange, contest, planned = found.exchange, found.contest, found.planned
    return {
        "places": contest.n_places,
        "k": contest.k,
        "may_be_struck": {side: list(window(exchange, contest, side)) for side in exchange.sides},
        "objectives": [number + 1 for number in added_goals(exchange)],
        "curve": [_cost(found, cost) for cost in found.curve],
        "struck": {side: list(names) for side, names in found.struck.items()},
        "going": {side: list(names) for side, names in going(exchange, contest, found.struck).items()},
        "rules": [tell(rule) for rule in found.rules],
        "status": None if planned is None else planned.status,
        "plan": dict(planned.plan) if planned is not None and planned.status == "optimal" else None,
        "in_words": list(tell_costs(exchange, found.curve)),
    }


def _cost(found: Strikes, cost: Cost) -> Json:
    first = {side: names[: cost.k] for side, names in found.struck.items()}
    contest = replace(found.contest, k=cost.k)
    as_told = struck_values(found.exchange, contest, first, cost.side) if found.struck else None
    return {
        "k": cost.k,
        "side": cost.side,
        "unstruck": _values(cost.unstruck),
        "worst": _values(cost.worst),
        "worst_strikes": list(cost.struck),
        "as_struck": None if as_told is None else _values(as_told),
    }


def _values(values: Values | Sequence[Number]) -> list[int | float]:
    return [answer_number(value) for value in values]
