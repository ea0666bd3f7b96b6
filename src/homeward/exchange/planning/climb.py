"""Objectives one after the other, none at the cost of an earlier one: bounds from relaxations, one proof at the end.

For each objective the relaxation (fractions of people allowed) bounds what any plan can reach; rounded to the safe side
the bound becomes a row. One solve in whole numbers then looks for a plan that keeps all these rows. If there is one, it
is best in every objective, and the bounds are the proof: anybody can check them with the duals of a linear program. If
not, the objectives are halved and each half settled in turn, down to single ones solved in whole numbers.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from math import inf

import numpy as np

from homeward.exchange.planning.exchange import Number, is_releasable, matches
from homeward.exchange.planning.model import Model, Scaled, filled, scaled
from homeward.exchange.planning.program import Ints, Row
from homeward.exchange.planning.search import Whole, bound_goal, solve, value_of
from homeward.exchange.planning.shares import Level, groups_of, next_level

Tick = Callable[[int], None]


class Impossible(Exception):
    """No plan at all keeps the rules."""


@dataclass(slots=True, eq=False, frozen=True)
class Climb:
    """One way up through the objectives of a model.

    found     the best answer in whole numbers so far, at most one
    fixed     objectives with their row, and the bound that no plan can beat
    proofs    how each objective, by its number, was proven: "relaxation" or "search"
    """

    model: Model
    tick: Tick = lambda _: None
    found: list[Ints] = field(default_factory=list)
    fixed: list[tuple[Scaled, int, int]] = field(default_factory=list)
    proofs: dict[int, str] = field(default_factory=dict)

    @property
    def best(self) -> Ints | None:
        """The best answer so far."""
        return self.found[-1] if self.found else None

    def keep(self, whole: Whole) -> None:
        """Remember an answer, in place of the one before."""
        self.found[:] = [filled(self.model, whole.values)]


def climb(way: Climb) -> None:
    """Settle all objectives of a model in their order.

    raises    Impossible, Stopped
    """
    waiting: list[Scaled] = []
    for number, objective in enumerate(way.model.exchange.objectives):
        if objective.measure == "share_by_group":
            settle(way, waiting)
            waiting = []
            settle_shares(way, number)
        elif objective.measure == "longest_waits":
            levels = list(wait_goals(way.model, number))
            waiting += levels
            if not levels:  # nobody to compare
                way.proofs[number] = "relaxation"
        else:
            waiting.append(scaled(way.model, number))
        way.tick(1)
    settle(way, waiting)
    way.tick(1)


def settle(way: Climb, goals: Sequence[Scaled]) -> None:
    """Bound some goals one after the other and prove the bounds with one plan; halve them where that fails."""
    program = way.model.program
    rows = _bound_all(way, goals)
    whole = solve(program) if rows is not None else None
    if whole is not None and rows is not None:
        way.keep(whole)
        way.fixed.extend(rows)
        for goal, _, _ in rows:
            way.proofs.setdefault(goal.number, "relaxation")
        return
    for _, place, _ in rows or ():
        program.set_row(place)
    if len(goals) > 1:
        settle(way, goals[: len(goals) // 2])
        settle(way, goals[len(goals) // 2 :])
        return
    if not goals:
        raise Impossible
    _settle_one(way, goals[0])


def _bound_all(way: Climb, goals: Sequence[Scaled]) -> list[tuple[Scaled, int, int]] | None:
    """Bound each goal, with the goals before it kept at their bounds; None where they exclude each other."""
    program = way.model.program
    rows: list[tuple[Scaled, int, int]] = []
    for goal in goals:
        bound = bound_goal(program, goal.row, is_max=goal.is_max)
        if bound is None:
            if not rows and way.best is None:
                raise Impossible
            for _, place, _ in rows:
                program.set_row(place)
            return None
        rows.append((goal, add_goal_row(way.model, goal, bound), bound))
    return rows


def _settle_one(way: Climb, goal: Scaled) -> None:
    whole = solve(way.model.program, goal.row, is_max=goal.is_max)
    if whole is None:
        raise Impossible
    way.keep(whole)
    reached = value_of(goal.row, whole.values)
    way.fixed.append((goal, add_goal_row(way.model, goal, reached), reached if whole.is_proven else whole.bound))
    way.proofs[goal.number] = "search"


def add_goal_row(model: Model, goal: Scaled, bound: int) -> int:
    """Add the row that keeps a goal at least as good as a bound."""
    low, high = (bound, inf) if goal.is_max else (-inf, bound)
    return model.program.add_row(goal.row, low, high)


# ── longest waits ─────────────────────────────────────────────────────────────────────────────────────────────────────


def wait_goals(model: Model, number: int) -> Iterator[Scaled]:
    """Give, from the longest possible wait down, the number of people who wait at least so long, to be made small."""
    exchange, objective = model.exchange, model.exchange.objectives[number]
    held = [
        tuple(p.held_days for p in profile.units[0].people if matches(p, objective.where) and is_releasable(p))
        for profile in model.profiles
    ]
    days = {*exchange.days, exchange.horizon}
    for level in sorted({own + day for days_held in held for own in days_held for day in days}, reverse=True):
        row = _waiting(model, held, level)
        if len(row[0]):
            yield Scaled(row, 1, is_max=False, number=number)


def _waiting(model: Model, held: Sequence[tuple[Number, ...]], level: Number) -> Row:
    """Give how many more wait at least so long by each unit that goes in a round, instead of staying."""
    exchange = model.exchange
    dense = np.zeros(model.program.n_columns)
    for own, days_held in zip(model.columns, held, strict=True):
        if days_held and max(days_held) + exchange.horizon >= level:
            staying = sum(days + exchange.horizon >= level for days in days_held)
            for column, day in zip(own, exchange.days, strict=True):
                if column >= 0:
                    dense[column] = sum(days + day >= level for days in days_held) - staying
    used = np.flatnonzero(dense)
    return used, dense[used]


def settle_shares(way: Climb, number: int) -> None:
    """Settle an objective that compares shares of groups; all before it are settled."""
    assert way.best is not None
    groups = groups_of(way.model, number)
    at = Level(frozenset(), 0, way.best)
    while at.n_stuck < len(groups.sizes):
        at, kept = next_level(way.model, groups, at, number)
        way.found[:] = [filled(way.model, at.values)]
        way.fixed.extend(kept)
    way.proofs[number] = "search"
