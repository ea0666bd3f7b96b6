"""Repair an announced plan after drop-outs, and name reserves beforehand; answered as JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from homeward.actions.answers import Json
from homeward.actions.exchange.plan import answer_number, answer_scores
from homeward.errors import InvalidInput
from homeward.exchange.planning.exchange import Exchange, Plan
from homeward.exchange.planning.plan import plan_exchange
from homeward.exchange.planning.program import Patience
from homeward.exchange.planning.rule import tell_where
from homeward.exchange.repairing.progress import after_round
from homeward.exchange.repairing.repair import REASONS, Reason, Repair, repair, tell_repair
from homeward.exchange.repairing.reserve import KindReserve, ReserveList, size_reserves, tell_reserves
from homeward.formats.plan_file import read_plan
from homeward.formats.problem_file import read_exchange


@dataclass(frozen=True, slots=True)
class DropOuts:
    """Who drops out, and what was agreed for that.

    out         ids
    reasons     one for all, or one for each in the same order; none means absent
    reserves    ids of who comes first
    n_over      rounds that are over: whoever was announced for them and did not drop out has crossed
    """

    out: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    reserves: tuple[str, ...] = ()
    n_over: int = 0


def repair_file(data: bytes, plan_data: bytes, asked: DropOuts, patience: Patience) -> Repair:
    """Read a problem and the plan announced, and repair it.

    raises    InvalidCase, InvalidInput, Stopped
    """
    exchange = read_exchange(data).exchange
    plan, out = read_plan(plan_data, exchange), _reasons(asked)
    if asked.n_over:
        crossed = {person: own for person, own in plan.items() if own <= asked.n_over and person not in out}
        exchange = after_round(exchange, crossed, asked.n_over)
    return repair(exchange, plan, out, patience, reserves=asked.reserves)


def _reasons(asked: DropOuts) -> dict[str, Reason]:
    given = asked.reasons or ("absent",)
    known: dict[str, Reason] = {reason: reason for reason in REASONS}
    odd = [reason for reason in given if reason not in known]
    if odd:
        raise InvalidInput(f"reason {odd[0][:40]!r} is not one of {', '.join(REASONS)}")
    if len(given) not in (1, len(asked.out)):
        raise InvalidInput(f"{len(given)} reasons for {len(asked.out)} people: give one for all, or one for each")
    if len(set(asked.out)) < len(asked.out):
        raise InvalidInput("somebody drops out twice")
    return {person: known[given[place % len(given)]] for place, person in enumerate(asked.out)}


def answer_repair(repaired: Repair) -> Json:
    """Write a repair for JSON."""
    planned, goals = repaired.planned, repaired.exchange.objectives
    is_found = repaired.conflicts is None
    n_own = slice(
        1, 1 + len(goals)
    )  # the first objective is the number of rounds kept; the last ones settle who enters
    return {
        "status": planned.status,
        "objective_before": answer_scores(goals, repaired.before),
        "objective": answer_scores(goals, repaired.after) if is_found else None,
        "plan": dict(planned.plan) if is_found else None,
        "stay": repaired.stay,
        "n_changed": repaired.n_changed,
        "moved": list(repaired.moved),
        "substitutions": [
            {"left": list(own.left), "entered": list(own.entered), "same_kind": own.is_same_kind}
            for own in repaired.substitutions
        ],
        "conflicts": [] if repaired.conflicts is None else [list(rules) for rules in repaired.conflicts.sets],
        "gap": [None if gap is None else answer_number(gap) for gap in planned.gap[n_own]],
        "proof": list(planned.proofs[n_own]),
        "ties_settled": planned.is_drawn,
        "in_words": list(tell_repair(repaired)),
    }


# ── reserves ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def reserve_file(
    data: bytes,
    rates: Sequence[str],
    level: float,
    patience: Patience,
    *,
    number: int = 1,
    plan_data: bytes | None = None,
) -> ReserveList:
    """Read a problem, plan it unless a plan is given, and name the reserves of one round.

    rates     "0.05" for both sides, or "north=0.05" for one
    raises    InvalidCase, InvalidInput, Stopped
    """
    exchange = read_exchange(data).exchange
    by_side = _rates(exchange, rates)
    plan = best_plan(exchange, patience) if plan_data is None else read_plan(plan_data, exchange)
    return size_reserves(exchange, plan, by_side, level, number=number)


def best_plan(exchange: Exchange, patience: Patience) -> Plan:
    """Give the best plan; an exchange without one is a mistake here."""
    planned = plan_exchange(exchange, patience)
    if planned.status != "optimal":
        raise InvalidInput(f"there is no best plan to start from: planning ended {planned.status}")
    return planned.plan


def _rates(exchange: Exchange, words: Sequence[str]) -> Mapping[str, float]:
    rates: dict[str, float] = {}
    for word in words:
        side, _, number = word.rpartition("=")
        if side and side not in exchange.sides:
            raise InvalidInput(f"{side[:60]!r} is neither {exchange.sides[0]!r} nor {exchange.sides[1]!r}")
        try:
            rate = float(number)
        except ValueError:
            raise InvalidInput(f"a rate of {number[:40]!r} is no number") from None
        rates |= dict.fromkeys((side,) if side else exchange.sides, rate)
    return rates


def answer_reserves(reserves: ReserveList) -> Json:
    """Write the reserves of a round for JSON."""
    return {
        "round": reserves.round,
        "level": reserves.level,
        "chance": reserves.chance,
        "is_enough": reserves.is_enough,
        "reserves": list(reserves.reserves),
        "kinds": [_kind(kind) for kind in reserves.kinds],
        "in_words": list(tell_reserves(reserves)),
    }


def _kind(kind: KindReserve) -> Json:
    return {
        "who": tell_where(kind.where),
        "going": [list(unit) for unit in kind.going],
        "reserves": [list(unit) for unit in kind.reserves],
        "chance": kind.chance,
        "nobody_left": kind.is_spent,
    }
