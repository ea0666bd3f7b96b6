"""The best plan of an exchange, with its proof; who goes among equals is settled by rules stated beforehand.

    1. all rules are kept
    2. the objectives, in their order, each to the proven optimum
    3. the sum of days held of all who go, as large as possible; then the sum of their lottery numbers
    4. the sum over kinds of people of their mean days held times the day they go, as small as possible; then the same
       with lottery numbers (a kind: people whom no rule tells apart)
    5. within a kind the longest held go in the earliest rounds, then the larger lottery number

No step looks at the order of rows in a file.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from homeward.exchange.planning.climb import Climb, Impossible, Tick, add_goal_row, climb
from homeward.exchange.planning.exchange import FAIR, Exchange, Number, Plan
from homeward.exchange.planning.judge import Score, broken_rules, measure
from homeward.exchange.planning.model import HELD, TICKET, Scaled, all_go, build, filled, gain_row, people_of, tie_row
from homeward.exchange.planning.program import Ints, Patience, Row, Stopped
from homeward.exchange.planning.search import solve, value_of

_MOST_NODES = 200  # of a search that only settles ties
Status = Literal["optimal", "infeasible", "stopped"]


@dataclass(frozen=True, slots=True, eq=False)
class Planned:
    """What planning found.

    status       "optimal" (proven), "infeasible" (no plan keeps the rules) or "stopped" (the best plan so far)
    plan         person to round; empty where none was found
    objective    of the plan, in the order of the objectives
    gap          how far each objective is from what no plan can beat; 0 is proven, None not known
    proofs       how each optimum was proven: by a relaxation, or by search in whole numbers
    is_drawn     whether ties were settled to the end
    way          the way up, for explanations; None where stopped or infeasible
    """

    status: Status
    plan: Plan
    objective: tuple[Score, ...]
    gap: tuple[Number | None, ...]
    proofs: tuple[str, ...]
    is_drawn: bool = False
    way: Climb | None = None


def plan_exchange(
    exchange: Exchange, patience: Patience, tick: Tick = lambda _: None, *, then: Callable[[Climb], None] | None = None
) -> Planned:
    """Plan an exchange to the proven optimum, or as far as patience lasts.

    tick    called with 1 after each objective, after the proof and after the ties
    then    settles more, when all objectives are settled and before ties are
    """
    model = build(exchange, patience)
    way = Climb(model, tick)
    try:
        if patience.is_limited:
            _find_any(way)
        climb(way)
        if then is not None:
            then(way)
    except Impossible:
        return Planned("infeasible", {}, (), (), ())
    except Stopped:
        return _stopped(way)
    assert way.best is not None
    values, is_drawn = settle_ties(way)
    tick(1)
    plan = people_of(model, values)
    return _checked(way, plan, is_drawn=is_drawn)


def _find_any(way: Climb) -> None:
    """Find some plan first, so that there is one to show whenever time is up."""
    whole = solve(way.model.program)
    if whole is None:
        raise Impossible
    way.keep(whole)


def settle_ties(way: Climb) -> tuple[Ints, bool]:
    """Choose among best plans by days held, then by lottery; the rows that do so are freed again.

    returns    the answer, and whether every step was proven
    """
    assert way.best is not None
    program, values, places, is_drawn = way.model.program, way.best, [], True
    try:
        for row, is_max in _tie_goals(way):
            whole = solve(program, row, is_max=is_max, most_nodes=_MOST_NODES)
            if whole is None:
                is_drawn = False
                break
            values, is_drawn = filled(way.model, whole.values), is_drawn and whole.is_proven
            goal = Scaled(row, 1, is_max=is_max)
            places.append(add_goal_row(way.model, goal, value_of(row, values)))
    except Stopped:
        is_drawn = False
    for place in places:
        program.set_row(place)
    return values, is_drawn


def _tie_goals(way: Climb) -> Iterator[tuple[Row, bool]]:
    """Give what settles ties; who goes at all is no question where everybody does."""
    assert way.best is not None
    if not all_go(way.model, way.best):
        yield gain_row(way.model, HELD)[0], True
        yield gain_row(way.model, TICKET)[0], True
    if way.model.exchange.n_rounds > 1:
        yield tie_row(way.model, HELD), False
        yield tie_row(way.model, TICKET), False


def _checked(way: Climb, plan: Plan, *, is_drawn: bool) -> Planned:
    """Judge the plan by looking at people, and compare with the bounds: what is stated is what they see."""
    exchange = way.model.exchange
    broken = broken_rules(exchange, plan)
    assert not broken, broken[:3]
    scores = measure(exchange, plan)
    gap = tuple(_gap(way, number, score) for number, score in enumerate(scores))
    status: Status = "stopped" if any(gap) or None in gap else "optimal"
    return Planned(status, plan, scores, gap, _proofs(way), is_drawn, way)


def _gap(way: Climb, number: int, score: Score) -> Number | None:
    if way.model.exchange.objectives[number].measure in FAIR:
        return 0 if number in way.proofs else None
    if isinstance(score, tuple):
        return None
    bounds = [goal.value(bound) for goal, _, bound in way.fixed if goal.number == number]
    return abs(Fraction(bounds[0]) - score) if bounds else None


def _proofs(way: Climb) -> tuple[str, ...]:
    return tuple(way.proofs.get(number, "none") for number in range(len(way.model.exchange.objectives)))


def _stopped(way: Climb) -> Planned:
    if way.best is None:
        return Planned("stopped", {}, (), (None,) * len(way.model.exchange.objectives), ())
    return replace(_checked(way, people_of(way.model, way.best), is_drawn=False), status="stopped", way=None)
