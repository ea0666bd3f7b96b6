"""For everybody at once: the state, and the first objective that would fall if one more of a kind went.

Who stays for the same reason is explained once: people whom no rule tells apart differ only in what objectives add up,
so the loss of one follows from the loss of another. For each such kind the objectives are let go from the last to the
first until somebody more of it fits.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from homeward.exchange.explaining.states import State, find_states
from homeward.exchange.planning.climb import Climb
from homeward.exchange.planning.exchange import Number, rounds_open
from homeward.exchange.planning.model import Model, Scaled
from homeward.exchange.planning.program import Row
from homeward.exchange.planning.search import solve

_NOTHING = -1


@dataclass(frozen=True, slots=True)
class Short:
    """One person's state, and what stands in the way of those who go in no best plan.

    bar    "no go", "rules", or "objective 3" (counted from 1); empty for those who go in some best plan
    """

    state: State
    bar: str = ""


def explain_everyone(way: Climb, tick: Callable[[int], None] = lambda _: None) -> dict[str, Short]:
    """Explain everybody in short.

    way       settled: the program holds all objectives at their optimum
    raises    Stopped
    """
    model = way.model
    states = find_states(way, tick)
    told = {
        person.id: Short(states[person.id], "" if rounds_open(model.exchange, person) else "no go")
        for person in model.exchange.people
    }
    for place, profile in enumerate(model.profiles):
        kinds: defaultdict[tuple[Number, ...], list[str]] = defaultdict(list)
        for unit in profile.units:
            gains = unit.gain[: len(model.asked.gains)]
            kinds[gains if len(gains) > 1 else ()] += [p.id for p in unit.people if states[p.id] == "never"]
        for barred in filter(None, kinds.values()):
            bar = _bar(way, place, barred[0])
            told.update((identity, Short("never", bar)) for identity in barred)
    for person in model.exchange.people:
        if told[person.id] == Short("never"):
            told[person.id] = Short("never", "rules")  # travels only with somebody who cannot
    return told


def _bar(way: Climb, place: int, identity: str) -> str:
    """Give the first objective that falls if a person of a profile goes; those after it do not matter then."""
    model, program = way.model, way.model.program
    forced = program.add_row(_going(model, place, identity), low=1.0)
    harmed = _NOTHING
    for number in sorted({goal.number for goal, _, _ in way.fixed}, reverse=True):
        if solve(program) is not None:
            break
        harmed = number
        for goal, row, _ in way.fixed:
            if goal.number == number:
                program.set_row(row)
    is_possible = harmed == _NOTHING or solve(program) is not None
    for goal, row, bound in way.fixed:
        low, high = goal_bounds(goal, bound)
        program.set_row(row, low, high)
    program.set_row(forced)
    return f"objective {harmed + 1}" if is_possible else "rules"


def goal_bounds(goal: Scaled, bound: int) -> tuple[float, float]:
    """Give the bounds of the row that keeps a goal at its optimum."""
    return (float(bound), np.inf) if goal.is_max else (-np.inf, float(bound))


def _going(model: Model, place: int, identity: str) -> Row:
    if place in model.pieces:
        units = model.profiles[place].units
        own = next(n for n, unit in enumerate(units) if any(person.id == identity for person in unit.people))
        return model.pieces[place][own : own + 1], np.ones(1)
    used = model.columns[place][model.columns[place] >= 0]
    return used, np.ones(len(used))
