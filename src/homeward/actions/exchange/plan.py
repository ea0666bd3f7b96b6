"""Plan an exchange from a problem file, and answer it as JSON."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction

from homeward.actions.answers import Json
from homeward.errors import Problem
from homeward.exchange.explaining.bargain import Bargain, find_bargain
from homeward.exchange.explaining.fairness import set_apart
from homeward.exchange.explaining.states import State, find_states
from homeward.exchange.planning.conflicts import Conflicts, find_conflicts
from homeward.exchange.planning.exchange import Exchange, Objective, Plan
from homeward.exchange.planning.judge import Score
from homeward.exchange.planning.lottery import joint_seed
from homeward.exchange.planning.plan import Planned, plan_exchange
from homeward.exchange.planning.program import Patience, Stopped
from homeward.exchange.planning.rule import tell
from homeward.formats.problem_file import ExchangeFile, read_exchange

Tick = Callable[[int], None]
MOST_TOLD = 1_000  # people up to whom a plan also tells always, never, sometimes without being asked
SHOWN_PROBLEMS = 100


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """A problem as read, and everything found about it."""

    file: ExchangeFile
    planned: Planned
    states: Mapping[str, State] | None
    conflicts: Conflicts | None
    bargain: Bargain | None
    as_of_right: Plan | None = None


def plan_file(
    data: bytes, patience: Patience, *, is_everyone_told: bool = False, tick: Tick = lambda _: None
) -> Outcome:
    """Read a problem and plan it.

    is_everyone_told    tell always, never, sometimes also where there are more than 1,000 people
    raises              InvalidCase
    """
    file = read_exchange(data)
    exchange = file.exchange
    planned = plan_exchange(exchange, patience, tick)
    conflicts = find_conflicts(exchange, patience) if planned.status == "infeasible" else None
    if exchange.wishes is not None and planned.status == "optimal":
        outside = set_apart(exchange, patience)
        bargain = find_bargain(outside.rest, exchange.wishes, patience)
        return Outcome(file, planned, None, conflicts, bargain, outside.plan)
    states = None
    if planned.way is not None and (is_everyone_told or len(exchange.people) <= MOST_TOLD):
        with suppress(Stopped):
            states = find_states(planned.way)
    return Outcome(file, planned, states, conflicts, None)


def answer_plan(outcome: Outcome) -> Json:
    """Write an outcome for JSON."""
    planned, exchange = outcome.planned, outcome.file.exchange
    is_known = planned.status != "infeasible" and bool(planned.objective or not exchange.objectives)
    answer: Json = {
        "id": outcome.file.id,
        "status": planned.status,
        "objective": answer_scores(exchange.objectives, planned.objective) if is_known else None,
        "plan": dict(planned.plan) if is_known else None,
        "people": None if outcome.states is None else _by_state(exchange, outcome.states),
        **_answer_conflicts(exchange, outcome.conflicts or Conflicts((), True)),
        "gap": [None if gap is None else answer_number(gap) for gap in planned.gap],
        "proof": list(planned.proofs),
        "ties_settled": planned.is_drawn,
        "lottery": {"seeds": dict(exchange.seeds), "joint_seed": joint_seed(exchange.seeds)},
        "n_people": len(exchange.people),
        "n_going": len(planned.plan),
        "problems": [answer_problem(problem) for problem in outcome.file.problems[:SHOWN_PROBLEMS]],
    }
    return answer if outcome.bargain is None else answer | _answer_deal(outcome.bargain, outcome.as_of_right or {})


def _answer_conflicts(exchange: Exchange, conflicts: Conflicts) -> Json:
    return {
        "conflicts": [list(rules) for rules in conflicts.sets],
        "conflicts_complete": conflicts.is_complete,
        "conflicts_in_words": [tell_conflict(exchange, rules) for rules in conflicts.sets],
    }


def _answer_deal(bargain: Bargain, as_of_right: Plan) -> Json:
    plan = dict(sorted({**bargain.plan, **as_of_right}.items()))
    return {
        "status": "bargain",
        "plan": plan,
        "n_going": len(plan),
        "bargain": answer_bargain(bargain),
        "as_of_right": dict(as_of_right),
    }


def answer_problem(problem: Problem) -> Json:
    """Write a problem for JSON."""
    return {"where": problem.where, "says": problem.says, "kept": problem.kept}


def answer_number(number: int | Fraction) -> int | float:
    """Write an exact number for JSON."""
    return int(number) if Fraction(number).denominator == 1 else float(number)


def answer_scores(objectives: Sequence[Objective], scores: Sequence[Score]) -> list[object]:
    """Write what each objective reached; shares of groups as fractions, the smallest first."""
    pairs = zip(objectives, scores, strict=True)
    return [answer_score(score, is_share=own.measure == "share_by_group") for own, score in pairs]


def answer_score(score: Score, *, is_share: bool) -> object:
    """Write one score."""
    if isinstance(score, tuple):
        return [str(share) for share in score] if is_share else [answer_number(wait) for wait in score]
    return answer_number(score)


def answer_bargain(bargain: Bargain) -> Json:
    """Write the frontier of two sides and the points on it."""
    points = {name: [list(map(answer_number, point)) for point in own] for name, own in bargain.points.items()}
    frontier = [list(map(answer_number, point)) for point in bargain.frontier]
    ideal = list(map(answer_number, bargain.ideal))
    return {"status": "optimal", "frontier": frontier, "ideal": ideal, **points}


def tell_conflict(exchange: Exchange, rules: Sequence[str]) -> str:
    """Say in a sentence which rules cannot hold together."""
    by_id = {rule.id: rule for rule in exchange.rules}
    told = "; ".join(f"{tell(by_id[rule])} ({rule})" for rule in rules)
    if len(rules) == 1:
        return f"This rule cannot be kept by any plan: {told}."
    return f"These rules cannot all hold; without any one of them the others can: {told}."


def _by_state(exchange: Exchange, states: Mapping[str, State]) -> Json:
    ids = [person.id for person in exchange.people]
    return {state: [own for own in ids if states[own] == state] for state in ("always", "never", "sometimes")}
