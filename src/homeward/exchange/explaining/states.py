"""Who goes in every best plan, in none, or in some: the difference between a right, a bar and luck.

A best plan is one that no other beats in the stated objectives; what only breaks ties does not count. For each profile
the fewest and the most who go over all best plans are found, by relaxation where that decides, else in whole numbers.
"""

from collections.abc import Callable
from typing import Literal

import numpy as np

from homeward.exchange.planning.climb import Climb
from homeward.exchange.planning.model import Model
from homeward.exchange.planning.program import Ints, Row
from homeward.exchange.planning.search import bound_goal, solve, value_of

State = Literal["always", "sometimes", "never"]


def find_states(
    way: Climb, tick: Callable[[int], None] = lambda _: None, *, only: str | None = None
) -> dict[str, State]:
    """Find for every person whether he or she goes in every best plan, in some or in none.

    way       settled: the program holds all objectives at their optimum
    tick      called with 1 after each profile
    only      a person whose profile alone is looked at; the states of others are then not to be used
    raises    Stopped
    """
    model = way.model
    assert way.best is not None
    rows = [_heads(model, place) for place in range(len(model.profiles))]
    seen = [way.best]
    states: dict[str, State] = dict.fromkeys((person.id for person in model.exchange.people), "never")
    for place, row in enumerate(rows):
        if only is not None and not any(p.id == only for unit in model.profiles[place].units for p in unit.people):
            continue
        least, most = (_extreme(model, row, seen, is_max=is_max) for is_max in (False, True))
        states.update(_states(model, place, least, most))
        tick(1)
    return states


def _heads(model: Model, place: int) -> Row:
    used = model.columns[place][model.columns[place] >= 0]
    return used, np.ones(len(used))


def _extreme(model: Model, row: Row, seen: list[Ints], *, is_max: bool) -> int:
    """Give the most or the fewest of a profile who go in any best plan; plans met on the way are kept."""
    pick = max if is_max else min
    known = pick(value_of(row, values) for values in seen)
    bound = bound_goal(model.program, row, is_max=is_max)
    if bound == known:
        return known
    whole = solve(model.program, row, is_max=is_max)
    assert whole is not None  # a best plan is known
    seen.append(whole.values)
    return pick(known, value_of(row, whole.values))


def _states(model: Model, place: int, least: int, most: int) -> dict[str, State]:
    """Tell the people of one profile apart by what they gain: those who gain more go first in every best plan."""
    units = model.profiles[place].units
    n_gains = len(model.asked.gains)
    states: dict[str, State] = {}
    first = 0
    while first < len(units):
        last = first + 1
        while last < len(units) and units[last].gain[:n_gains] == units[first].gain[:n_gains]:
            last += 1
        state: State = "always" if least >= last else "never" if most <= first else "sometimes"
        states.update((person.id, state) for unit in units[first:last] for person in unit.people)
        first = last
    return states
