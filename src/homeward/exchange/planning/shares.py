"""The smallest share of a group as large as possible, then the next: level by level, in whole numbers of people.

A level is the highest share that all groups but those already stuck below can reach together. Then the fewest groups
that must stay at that level are found. While it is certain which groups are stuck, the others are simply asked for
enough people; where several choices are as good, a switch for each group leaves the choice open.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, inf

import numpy as np

from homeward.exchange.planning.model import Model, Scaled, group_counts, row_of
from homeward.exchange.planning.program import Ints, Row
from homeward.exchange.planning.search import solve, value_of
from homeward.exchange.planning.sums import Term

_LOOSE = 1e-6  # added to a bound on a share, so that no error of the solver makes it too tight


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups that an objective compares.

    rows     how many of each go
    sizes    how many there are
    steps    all shares that any of them can have, ascending
    """

    rows: tuple[Row, ...]
    sizes: tuple[int, ...]
    steps: tuple[Fraction, ...]

    def step_of(self, values: Ints, n_stuck: int) -> int:
        """Give the place among the steps of the smallest share but so many, in an answer."""
        pairs = zip(self.rows, self.sizes, strict=True)
        shares = sorted(Fraction(value_of(row, values), size) for row, size in pairs)
        return bisect_right(self.steps, shares[n_stuck]) - 1

    def needs(self, share: Fraction) -> list[int]:
        """Give how many of each group make up a share at least."""
        return [ceil(share * size) for size in self.sizes]


def groups_of(model: Model, number: int) -> Groups:
    """Give the groups of an objective."""
    everything = tuple(range(1, model.exchange.n_rounds + 1))
    counts = group_counts(model.exchange, model.exchange.objectives[number])
    rows = tuple(row_of(model, [Term(count, everything, 1)])[0] for count in counts)
    steps = {Fraction(n, size) for size in counts.values() for n in range(size + 1)}
    return Groups(rows, tuple(counts.values()), tuple(sorted(steps)))


@dataclass(frozen=True, slots=True)
class Level:
    """Where the settling of shares stands.

    stuck      groups certain to be stuck
    n_stuck    how many are stuck, certain or not
    values     the best answer so far
    """

    stuck: frozenset[int]
    n_stuck: int
    values: Ints

    @property
    def is_certain(self) -> bool:
        """Whether it is known which groups are stuck."""
        return len(self.stuck) == self.n_stuck


Kept = tuple[Scaled, int, int]  # a row that belongs to an objective from now on, where it stands, what it keeps


def next_level(model: Model, groups: Groups, at: Level, number: int) -> tuple[Level, list[Kept]]:
    """Raise all groups that can rise to the next level, and find the fewest who must stay there.

    returns    where things stand then, and the rows that keep it so
    """
    step, values = _raise(model, groups, at)
    least = len(groups.sizes) - at.n_stuck
    rows = _demand(model, groups, groups.needs(groups.steps[step]), least, at)
    kept = [(replaced(row, number), place, low) for row, place, low in rows]
    above = [floor(groups.steps[step] * size) + 1 for size in groups.sizes]
    free = [group for group in range(len(groups.sizes)) if group not in at.stuck]
    columns, row, place = _switch(model, groups, above, free)
    whole = solve(model.program, row, is_max=True)
    best = values if whole is None else whole.values
    n_above = 0 if whole is None else value_of(row, whole.values)
    stuck = [group for group, column in zip(free, columns, strict=True) if whole is None or not whole.values[column]]
    model.program.set_row(place, n_above, inf)
    is_certain = at.is_certain and not any(_could_rise(model, columns[free.index(group)]) for group in stuck)
    if is_certain:
        model.program.set_row(place)
        return Level(at.stuck | set(stuck), at.n_stuck + len(stuck), best), kept
    return Level(at.stuck, len(groups.sizes) - n_above, best), [*kept, (replaced(row, number), place, n_above)]


def replaced(row: Row, number: int) -> Scaled:
    """Give a row as a part of an objective."""
    return Scaled(row, 1, is_max=True, number=number)


def _raise(model: Model, groups: Groups, at: Level) -> tuple[int, Ints]:
    """Give the place of the highest share that all groups but the stuck can reach, and an answer that reaches it."""
    low, values = groups.step_of(at.values, at.n_stuck), at.values
    high = _ceiling(model, groups, at)  # the first step out of reach
    middle = high - 1
    stride = 1
    while high - low > 1:
        found = _reach(model, groups, groups.needs(groups.steps[middle]), at)
        if found is None:
            high = middle
        else:
            low, values = groups.step_of(found, at.n_stuck), found
            stride *= 2
        middle = min(low + stride, (low + high + 1) // 2)
        middle = max(low + 1, min(middle, high - 1))
    return low, values


def _ceiling(model: Model, groups: Groups, at: Level) -> int:
    """Bound, with fractions of people allowed, the share that all groups but the stuck can reach."""
    if not at.is_certain:
        return len(groups.steps)
    program = model.program
    [share] = program.add_columns([1.0], is_whole=False)
    free = [group for group in range(len(groups.sizes)) if group not in at.stuck]
    rows = [_with(groups.rows[group], share, -groups.sizes[group]) for group in free]
    places = [program.add_row(row, 0.0, inf) for row in rows]
    relaxed = program.relax((np.array([share]), np.ones(1)), is_max=True)
    for place in places:
        program.set_row(place)
    program.set_column(int(share), 0.0, 0.0)
    assert relaxed is not None  # a plan is known
    return bisect_right(groups.steps, Fraction(relaxed.value + _LOOSE))


def _reach(model: Model, groups: Groups, needs: Sequence[int], at: Level) -> Ints | None:
    """Give an answer in which all groups but the stuck have enough people; None where there is none."""
    rows = _demand(model, groups, needs, len(needs) - at.n_stuck, at)
    whole = solve(model.program)
    for _, place, _ in rows:
        model.program.set_row(place)
    return None if whole is None else whole.values


def _demand(model: Model, groups: Groups, needs: Sequence[int], n_least: int, at: Level) -> list[tuple[Row, int, int]]:
    """Ask that so many groups have enough people: the certain ones outright, else by switches."""
    free = [group for group in range(len(needs)) if group not in at.stuck]
    if at.is_certain:
        rows = [groups.rows[group] for group in free]
        places = [model.program.add_row(groups.rows[group], needs[group], inf) for group in free]
        return [(row, place, needs[group]) for row, place, group in zip(rows, places, free, strict=True)]
    _, row, place = _switch(model, groups, needs, free)
    model.program.set_row(place, n_least, inf)
    return [(row, place, n_least)]


def _switch(model: Model, groups: Groups, needs: Sequence[int], free: Iterable[int]) -> tuple[Ints, Row, int]:
    """Add a switch for each group that is on only if enough of it go, and a row that counts them, not yet bounded."""
    program, chosen = model.program, list(free)
    columns = program.add_columns([float(needs[group] <= groups.sizes[group]) for group in chosen])
    for group, column in zip(chosen, columns.tolist(), strict=True):
        program.add_row(_with(groups.rows[group], column, -needs[group]), 0.0, inf)
    row = columns, np.ones(len(columns))
    return columns, row, program.add_row(row)


def _with(row: Row, column: int, times: float) -> Row:
    return np.append(row[0], column), np.append(row[1], times)


def _could_rise(model: Model, column: int) -> bool:
    """Tell whether a switch that is off could be on in another answer that is as good."""
    if not model.program.upper[column]:
        return False
    model.program.set_column(int(column), 1.0, 1.0)
    found = solve(model.program)
    model.program.set_column(int(column), 0.0, 1.0)
    return found is not None
