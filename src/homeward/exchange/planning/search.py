"""Answers in whole numbers, mostly without a search: relax, look near, rule out, and only then search what is left.

Where the relaxation comes out whole, it is the answer. Else the columns that did come out whole are held and the rest
searched; what that reaches rules out, by reduced costs, most other values of most columns. The last search is small and
exact. On exchanges of thousands of people the first or second step nearly always suffices.
"""

from dataclasses import dataclass, replace
from math import ceil, floor

import numpy as np

from homeward.exchange.planning.program import NO_GOAL, NO_LIMIT, Floats, Found, Ints, Limits, Program, Relaxed, Row

# An error of the solver must never make a bound too tight to be true: too loose is noticed, too tight is not.
_SLACK, _RELATIVE_SLACK = 1e-4, 1e-9
_NEAR = 1e-6  # from a whole number, of a column


@dataclass(frozen=True, slots=True)
class Whole:
    """An answer in whole numbers.

    values      int64 (n_columns,)
    bound       no plan can do better than this, rounded to the safe side; 0 where the goal was empty
    is_proven   whether nothing better is left
    """

    values: Ints
    bound: int
    is_proven: bool


def bound_goal(program: Program, goal: Row, *, is_max: bool) -> int | None:
    """Bound a goal with whole coefficients: no plan in whole numbers does better. None: no plan at all."""
    relaxed = program.relax(goal, is_max=is_max)
    return None if relaxed is None else safe_bound(relaxed.value, is_max=is_max)


def safe_bound(value: float, *, is_max: bool) -> int:
    """Round what a relaxation reaches to the whole number that no plan can beat.

    >>> safe_bound(122.7, is_max=True), safe_bound(122.7, is_max=False), safe_bound(123.0000001, is_max=False)
    (122, 123, 123)
    """
    slack = _SLACK + _RELATIVE_SLACK * abs(value)
    return floor(value + slack) if is_max else ceil(value - slack)


def solve(
    program: Program,
    goal: Row = NO_GOAL,
    *,
    is_max: bool = True,
    most_nodes: int = NO_LIMIT,
    like: Ints | None = None,
) -> Whole | None:
    """Solve in whole numbers; None where no plan keeps all rows.

    like          int64 (n_columns,), the answer of a program that differs a little: where the relaxation agrees with
                  it, the first look does not look elsewhere
    most_nodes    where the last search ends, proven or not; unlike time it is the same on every machine
    raises        Stopped, where patience ended before any plan was found
    """
    relaxed = program.relax(goal, is_max=is_max)
    if relaxed is None:
        return None
    bound = safe_bound(relaxed.value, is_max=is_max)
    if _is_whole(relaxed.values[program.whole]):
        return Whole(np.rint(relaxed.values).astype(np.int64), bound, is_proven=True)
    near = _look_near(program, goal, relaxed, like, is_max=is_max)
    if near is not None and value_of(goal, near.values) == bound:
        return Whole(near.values, bound, is_proven=True)
    limits = Limits() if near is None else _rule_out(program, goal, relaxed, near)
    best = program.look(goal, is_max=is_max, limits=replace(limits, most_nodes=most_nodes)) or near
    if best is None:
        return None
    return Whole(best.values, safe_bound(best.bound, is_max=is_max), is_proven=best.is_finished and best is not near)


def _look_near(program: Program, goal: Row, relaxed: Relaxed, like: Ints | None, *, is_max: bool) -> Found | None:
    if like is not None:
        agrees = np.abs(relaxed.values - like) <= _NEAR
        lower, upper = np.where(agrees, like, program.lower), np.where(agrees, like, program.upper)
        found = program.look(goal, is_max=is_max, limits=Limits(lower, upper, is_for_all=True))
        if found is not None:
            return found
    lower, upper = np.floor(relaxed.values + _NEAR), np.ceil(relaxed.values - _NEAR)
    return program.look(goal, is_max=is_max, limits=Limits(lower, upper))


def value_of(row: Row, values: Ints) -> int:
    """Give what a row reaches in an answer."""
    return round(float(np.dot(row[1], values[row[0]])))


def _is_whole(values: Floats) -> bool:
    return bool(np.all(np.abs(values - np.rint(values)) <= _NEAR))


def _rule_out(program: Program, goal: Row, relaxed: Relaxed, near: Found) -> Limits:
    """Hold columns that would cost more than there is to spare if they left the relaxation's value."""
    lower, upper = np.array(program.lower), np.array(program.upper)
    spare = abs(relaxed.value - value_of(goal, near.values))
    is_dear = (np.abs(relaxed.costs) > spare + 1.0) & (np.abs(relaxed.values - np.rint(relaxed.values)) <= _NEAR)
    lower[is_dear] = upper[is_dear] = np.rint(relaxed.values[is_dear])
    return Limits(lower, upper, near.values)


def excluding_rows(program: Program) -> list[int]:
    """Give rows that already exclude each other with fractions allowed; none where fractions would do."""
    return program.excluding_rows() if program.relax(NO_GOAL, is_max=True) is None else []
