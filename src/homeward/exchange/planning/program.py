"""One linear or integer program in HiGHS; the only module that knows the solver.

Columns are counts of units, all from 0 up. The same program is solved many times with another goal or other bounds of a
row: as a relaxation (fractions allowed), which bounds what is possible, and in whole numbers (`search`). One thread, so
that equal programs give equal answers on any machine.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

import numpy as np
from numpy.typing import NDArray

from homeward.errors import Unsupported

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Row = tuple[Ints, Floats]  # columns and what each is multiplied by
NO_GOAL: Row = np.empty(0, np.int64), np.empty(0)
NO_LIMIT = 2**31 - 1

_SURE = "kOptimal", "kTimeLimit", "kInterrupt", "kSolutionLimit"
_FEASIBLE = 2  # HiGHS: kSolutionStatusFeasible


class Stopped(Exception):
    """Time is up, or somebody asked to stop. Nobody made a mistake, so it is no `HomewardError`."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a solve may take; asked again and again while it runs.

    seconds_left    seconds until the caller wants an answer; None for no limit
    is_stopped      whether somebody asked to stop; None where nobody can
    """

    seconds_left: Callable[[], float] | None = None
    is_stopped: Callable[[], bool] | None = None

    @property
    def is_over(self) -> bool:
        """Whether time is up or somebody asked to stop."""
        is_late = self.seconds_left is not None and self.seconds_left() <= 0.0
        return is_late or (self.is_stopped is not None and self.is_stopped())

    def check(self) -> None:
        """Raise Stopped where patience is over."""
        if self.is_over:
            raise Stopped

    @property
    def is_limited(self) -> bool:
        """Whether there is a time at which the caller wants whatever was found."""
        return self.seconds_left is not None and self.seconds_left() < inf


@dataclass(frozen=True, slots=True)
class Relaxed:
    """An answer with fractions allowed.

    value     of the goal
    values    float64 (n_columns,)
    costs     float64 (n_columns,), how much the goal loses for each unit a column is moved from its value
    """

    value: float
    values: Floats
    costs: Floats


@dataclass(frozen=True, slots=True)
class Found:
    """An answer of a search in whole numbers.

    values        int64 (n_columns,)
    bound         what nothing within the limits can beat
    is_finished   whether the search came to its end
    """

    values: Ints
    bound: float
    is_finished: bool


@dataclass(frozen=True, slots=True)
class Limits:
    """Where a search looks: bounds of the columns, an answer to start from, and how long to go on.

    lower, upper    float64 (n_columns,), for whole columns only unless told otherwise; None for their own bounds
    is_for_all      whether the bounds hold also for columns that need not be whole
    most_nodes      where the search ends, finished or not; unlike time the same on every machine
    """

    lower: Floats | None = None
    upper: Floats | None = None
    start: Ints | None = None
    most_nodes: int = NO_LIMIT
    is_for_all: bool = False


class Program:
    """Columns, rows, and the solver that keeps them."""

    def __init__(self, upper: Sequence[float], patience: Patience) -> None:
        import highspy

        self._solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        self._states: Any = highspy.HighsModelStatus
        self._senses: Any = highspy.ObjSense
        self._sure = tuple(getattr(self._states, name) for name in _SURE)
        self._patience = patience
        self.whole: list[int] = []  # columns that count
        self.lower: list[float] = []
        self.upper: list[float] = []
        options = {"output_flag": False, "threads": 1, "random_seed": 0, "mip_rel_gap": 0.0, "mip_abs_gap": 1e-6}
        for option, value in options.items():
            self._solver.setOptionValue(option, value)
        if patience != Patience():
            _watch(self._solver, patience)
        self.add_columns([*upper, 0.0])  # a column of nothing, so that no program is empty

    @property
    def n_columns(self) -> int:
        """Number of columns."""
        return len(self.upper)

    def add_columns(self, upper: Sequence[float], *, is_whole: bool = True) -> Ints:
        """Add columns from 0 to the given bounds; gives their places."""
        places = np.arange(self.n_columns, self.n_columns + len(upper), dtype=np.int64)
        self._solver.addVars(len(upper), np.zeros(len(upper)), np.asarray(upper, np.float64))
        self.lower += [0.0] * len(upper)
        self.upper += [float(most) for most in upper]
        if is_whole:
            self.whole.extend(places.tolist())
        return places

    def add_row(self, row: Row, low: float = -inf, high: float = inf) -> int:
        """Add low <= row <= high; gives its place."""
        columns, times = row
        self._solver.addRow(low, high, len(columns), columns.astype(np.int32), np.asarray(times, np.float64))
        return int(self._solver.getNumRow()) - 1

    def set_row(self, place: int, low: float = -inf, high: float = inf) -> None:
        """Change the bounds of a row."""
        self._solver.changeRowBounds(place, low, high)

    def set_column(self, place: int, low: float, high: float) -> None:
        """Change the bounds of a column."""
        self.lower[place], self.upper[place] = low, high
        self._solver.changeColBounds(place, low, high)

    def relax(self, goal: Row, *, is_max: bool) -> Relaxed | None:
        """Solve with fractions allowed; None where even that is impossible."""
        self._aim(goal, is_max=is_max, is_whole=False)
        if not self._run():
            return None
        answer, value = self._solver.getSolution(), float(self._solver.getInfo().objective_function_value)
        return Relaxed(value, np.asarray(answer.col_value), np.asarray(answer.col_dual))

    def look(self, goal: Row, *, is_max: bool, limits: Limits) -> Found | None:
        """Search in whole numbers; None where there is nothing within the limits."""
        self._aim(goal, is_max=is_max, is_whole=True)
        self._solver.setOptionValue("mip_max_nodes", limits.most_nodes)
        if limits.lower is not None and limits.upper is not None:
            self._hold(limits.lower, limits.upper, is_for_all=limits.is_for_all)
        if limits.start is not None:
            everywhere = np.arange(len(limits.start), dtype=np.int32)
            self._solver.setSolution(len(everywhere), everywhere, limits.start.astype(np.float64))
        try:
            if not self._run(is_any_welcome=True):
                return None
            values = np.rint(np.asarray(self._solver.getSolution().col_value)).astype(np.int64)
            is_finished = bool(self._solver.getModelStatus() == self._states.kOptimal)
            return Found(values, float(self._solver.getInfo().mip_dual_bound), is_finished)
        finally:
            self._solver.setOptionValue("mip_max_nodes", NO_LIMIT)
            self._hold(np.array(self.lower), np.array(self.upper), is_for_all=limits.is_for_all)

    def excluding_rows(self) -> list[int]:
        """Give rows that already exclude each other with fractions allowed, after a relaxation that had no answer."""
        found = self._solver.getDualRay()
        ray = np.asarray(found[-1]) if len(found) > 2 and found[1] else np.empty(0)
        rows: list[int] = np.flatnonzero(np.abs(ray) > 1e-9).tolist()
        return rows

    def _hold(self, lower: Floats, upper: Floats, *, is_for_all: bool) -> None:
        """Hold whole columns between bounds; pieces mostly stay free, they follow."""
        own = np.arange(self.n_columns, dtype=np.int32) if is_for_all else np.array(self.whole, np.int32)
        self._solver.changeColsBounds(len(own), own, lower[own], upper[own])

    def _aim(self, goal: Row, *, is_max: bool, is_whole: bool) -> None:
        cost, kinds = np.zeros(self.n_columns), np.zeros(self.n_columns, np.uint8)
        np.add.at(cost, goal[0], goal[1])
        kinds[self.whole] = is_whole
        everywhere = np.arange(self.n_columns, dtype=np.int32)
        self._solver.changeColsCost(self.n_columns, everywhere, cost)
        self._solver.changeObjectiveSense(self._senses.kMaximize if is_max else self._senses.kMinimize)
        self._solver.changeColsIntegrality(self.n_columns, everywhere, kinds)

    def _run(self, *, is_any_welcome: bool = False) -> bool:
        self._patience.check()
        self._solver.run()
        if (
            self._solver.getModelStatus() not in self._sure
        ):  # from where the last solve ended; so once more from nothing
            self._solver.clearSolver()
            self._solver.run()
        status = self._solver.getModelStatus()
        if status == self._states.kOptimal:
            return True
        if status not in self._sure:
            _refuse_unless_impossible(status.name)
            return False
        if is_any_welcome and self._solver.getInfo().primal_solution_status == _FEASIBLE:
            return True
        if status == self._states.kSolutionLimit:
            return False
        raise Stopped


def _refuse_unless_impossible(status: str) -> None:
    if status not in ("kInfeasible", "kUnboundedOrInfeasible"):
        raise Unsupported(f"the solver ended without an answer ({status}); are some numbers far too large?")


def _watch(solver: Any, patience: Patience) -> None:
    # asked from inside, because the solver's own limit counts one solve in some places and all of them in others
    def ask(event: Any) -> None:
        if patience.is_over:
            event.interrupt()

    for callback in (solver.cbMipInterrupt, solver.cbSimplexInterrupt):
        callback.subscribe(ask)
