"""Explain a plan from a problem file: one person, or everybody and every rule; answered as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass

from homeward.actions.answers import Json
from homeward.actions.exchange.plan import Tick, answer_score, answer_scores
from homeward.errors import InvalidInput
from homeward.exchange.explaining.everyone import Short, explain_everyone
from homeward.exchange.explaining.explain import (
    Explanation,
    Harm,
    Price,
    explain_person,
    price_rules,
    tell_family,
    tell_objective,
    tell_planner,
)
from homeward.exchange.planning.exchange import Exchange
from homeward.exchange.planning.plan import Planned, plan_exchange
from homeward.exchange.planning.program import Patience
from homeward.formats.problem_file import read_exchange

MOST_PRICED = 60  # rules that are priced without being asked; each is planned anew


@dataclass(frozen=True, slots=True, eq=False)
class Everyone:
    """Everybody's state and every rule's price; no prices where there are too many rules."""

    exchange: Exchange
    planned: Planned
    told: Mapping[str, Short]
    prices: tuple[Price, ...] | None


def explain_one(data: bytes, person: str, patience: Patience) -> tuple[Exchange, Explanation]:
    """Read a problem, plan it and explain one person.

    raises    InvalidCase, InvalidInput, Stopped
    """
    exchange = read_exchange(data).exchange
    return exchange, explain_person(exchange, person, patience)


def explain_all(data: bytes, patience: Patience, tick: Tick = lambda _: None) -> Everyone:
    """Read a problem, plan it, and explain everybody in short.

    raises    InvalidCase, InvalidInput where there is no best plan, Stopped
    """
    exchange = read_exchange(data).exchange
    planned = plan_exchange(exchange, patience)
    if planned.way is None:
        raise InvalidInput(f"there is no best plan to explain: planning ended {planned.status}")
    told = explain_everyone(planned.way, tick)
    is_priced = len(exchange.rules) <= MOST_PRICED
    return Everyone(exchange, planned, told, price_rules(exchange, planned, patience) if is_priced else None)


def answer_one(exchange: Exchange, told: Explanation) -> Json:
    """Write one explanation for JSON."""
    swap = told.swap
    return {
        "person": told.person,
        "state": told.state,
        "round": told.round,
        "reason": told.reason,
        "harm": None if told.harm is None else _harm(exchange, told.harm),
        "swap": None if swap is None else {"stay": list(swap.stay), "go": list(swap.go), "move": list(swap.move)},
        "conflicts": [list(rules) for rules in told.conflicts],
        "changes": [{"rule": own.rule, "by": own.by, "says": own.says} for own in told.changes],
        "is_theirs": told.is_theirs,
        "planner": list(tell_planner(exchange, told)),
        "family": [sentence for sentence in tell_family(exchange, told) if sentence],
    }


def answer_all(all_told: Everyone) -> Json:
    """Write everybody's explanation for JSON."""
    exchange, prices = all_told.exchange, all_told.prices
    return {
        "objective": answer_scores(exchange.objectives, all_told.planned.objective),
        "objectives_in_words": [tell_objective(objective) for objective in exchange.objectives],
        "people": {
            person: {"state": own.state, "round": all_told.planned.plan.get(person), "bar": own.bar or None}
            for person, own in sorted(all_told.told.items())
        },
        "prices": None if prices is None else [_price(exchange, price) for price in prices],
    }


def _price(exchange: Exchange, price: Price) -> Json:
    return {"rule": price.rule, "gain": None if price.gain is None else _harm(exchange, price.gain)}


def _harm(exchange: Exchange, harm: Harm) -> Json:
    objective = exchange.objectives[harm.objective]
    is_share = objective.measure == "share_by_group"
    before, after = (answer_score(score, is_share=is_share) for score in (harm.before, harm.after))
    return {"objective": harm.objective + 1, "says": tell_objective(objective), "before": before, "after": after}
