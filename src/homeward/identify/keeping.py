"""Which pairs and joint assignments the exact sum can take, and what is left to count one at a time.

Everything is kept where it fits. Otherwise pairs far below chance are dropped, the lowest floor first that can be
afforded; brothers who show beside each other only are looked for once more before that answer is taken.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from math import prod

import numpy as np
from numpy.typing import NDArray

from homeward.errors import InvalidCase, TooLarge
from homeward.evidence.dna.comparison.joint import FoundSide, family_tables
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.profile import Sex
from homeward.evidence.weight import FamilyTable
from homeward.identify.collection import Collection, Comparison, weigh_everybody
from homeward.identify.joint.groups import Floats, draft_slots, split
from homeward.identify.joint.posterior import (
    MAX_STEPS,
    Slot,
    count_steps,
    order_slots,
)
from homeward.identify.prior import Prior
from homeward.identify.reassociation import Bodies, found_side

_FLOORS = (-np.inf, -12.0, -8.0, -6.0, -4.0, -3.0, -2.5, -2.0, -1.5, -1.0, -0.5, 0.0)
_MAX_CYCLES = 60  # of a group of people and families, above which an exact sum is not even tried
_LOWEST = np.finfo(float).min
_MAX_ROWS = 200_000  # of all families' tables together
_BESIDE = (-1.0, 0.0, 1.0, 2.0)  # log10 over w from where on people count who stand out beside others only
_STANDS_OUT = 2.0  # log10 LR over w
CARRIED = 4_000  # weak assignments of all families together that are carried on
_MAX_JOINT = 60_000  # joint assignments of one family weighed before weak pairs are dropped


def keep_enough(problem: "Problem", first: float, carried: tuple[FamilyTable, ...] | None = None) -> "Kept":
    """Keep as many pairs as the exact sum can afford: the lowest floor that works.

    carried    tables of families in which nobody stands out, made for another prior
    """
    for floor in _FLOORS[_FLOORS.index(first) :]:
        if floor == -np.inf and not problem.fits_exactly():
            continue
        kept = problem.keep(floor)
        if kept is not None and (floor == _FLOORS[-1] or kept.is_affordable()):
            return kept if floor == -np.inf else _with_brothers(problem, kept, carried)
    raise TooLarge("the found people and families do not split into groups that can be computed")


def _with_brothers(problem: "Problem", kept: "Kept", carried: tuple[FamilyTable, ...] | None) -> "Kept":
    """Keep those too who stand out only beside others of their family, where that can be afforded."""
    carried = problem.carry_on(kept.floor) if carried is None else carried
    if not carried:
        return kept
    kept = replace(kept, carried=carried)
    for floor in dict.fromkeys((kept.floor, _FLOORS[-1])):
        strict = kept if floor == kept.floor else problem.keep(floor)
        for beside in _BESIDE:
            wider = None if strict is None else strict.with_carried(carried, problem.log10_w + beside)
            if wider is not None and wider.is_affordable():
                return wider
    return kept


def _body_matrix(collection: Collection, bodies: Bodies, comparison: Comparison | None) -> Floats:
    """Log10 LR of every body against every missing person alone; -inf where it cannot be."""
    if comparison is not None and all(len(body.samples) == 1 for body in bodies.bodies):
        place = {sample.id: k for k, sample in enumerate(collection.found)}
        matrix = comparison.log10_lr[[place[body.id] for body in bodies.bodies]]
    else:
        matrix = weigh_everybody(collection.panel, collection.families, bodies.bodies)[0]
        sexes = np.array([body.sex for body in bodies.bodies]).reshape(-1, 1)
        sought = np.array(collection.missing_sexes).reshape(1, -1)
        agree = (sexes == sought) | (sexes == "U") | (sought == "U") | collection.ignore_sex
        matrix = np.where(agree, matrix, -np.inf)
    return np.where(np.isnan(matrix), -np.inf, matrix)


def _other_evidence(collection: Collection, bodies: Bodies) -> Floats:
    """Add up the weight of other evidence for each body and missing person."""
    column = {m.id: k for k, m in enumerate(collection.missing)}
    bodies_of: dict[str, list[int]] = {}
    for number, body in enumerate(bodies.bodies):
        for sample in body.samples:
            bodies_of.setdefault(sample.id, []).append(number)
    weights = np.zeros((len(bodies.bodies), len(collection.missing)))
    for (found, missing), value in collection.pair_log10.items():
        if found not in bodies_of or missing not in column:
            raise InvalidCase(f"other evidence names the pair {found}, {missing}, of which one is not in the case")
        weights[bodies_of[found], column[missing]] += value
    return weights


@dataclass(frozen=True, eq=False)
class Problem:
    """What stays the same while weak pairs are dropped.

    alone     float64 (n_bodies, n_missing): log10 LR by DNA, nobody else placed
    other     the same of all other evidence
    """

    collection: Collection
    bodies: Bodies
    prior: Prior
    side: FoundSide
    alone: Floats
    other: Floats

    @classmethod
    def of(cls, collection: Collection, bodies: Bodies, prior: Prior, comparison: Comparison | None) -> "Problem":
        """Compare all bodies with all missing people."""
        alone = _body_matrix(collection, bodies, comparison)
        side = found_side(bodies, collection.panel)
        if collection.ignore_sex:
            unknown: Sex = "U"
            side = replace(side, sexes=(unknown,) * len(side.sexes))
        return cls(collection, bodies, prior, side, alone, _other_evidence(collection, bodies))

    @property
    def log10_w(self) -> float:
        """Log10 of the prior weight of an unmatched person."""
        return self.prior.log10_unmatched(len(self.collection.missing), len(self.bodies.atoms))

    @cached_property
    def place(self) -> dict[str, int]:
        """The place of each found sample."""
        return {sample.id: k for k, sample in enumerate(self.collection.found)}

    @cached_property
    def columns(self) -> dict[int, list[int]]:
        """The columns of each family's missing people."""
        columns: dict[int, list[int]] = {}
        for k, m in enumerate(self.collection.missing):
            columns.setdefault(m.family, []).append(k)
        return columns

    def fits_exactly(self) -> bool:
        """Tell whether every joint assignment of every family may be weighed."""
        possible = (self.alone > -np.inf).sum(axis=0)
        ways = [prod(1 + int(possible[k]) for k in columns) for columns in self.columns.values() if len(columns) > 1]
        return max(ways, default=0) <= _MAX_JOINT

    def keep(self, floor: float) -> "Kept | None":
        """Keep the pairs that may matter; None where a family's table grows too large.

        A pair is dropped where its weight is below the floor against the best its found person can do, or against the
        best rival for the same missing person (only where that one is the family's only missing person).
        """
        stays, least = self.stays(floor)
        if self._most_cycles(stays) > (_MAX_CYCLES if floor > -np.inf else 3 * _MAX_CYCLES):
            return None
        tables = self._weigh_families(stays, least)
        if tables is None or sum(len(table.log10_lr) for table in tables) > _MAX_ROWS:
            return None
        return Kept(self, floor, tables)

    def stays(self, floor: float) -> tuple[NDArray[np.bool_], Floats]:
        """Tell which pairs are not below the floor, and from which weight on each found person stays."""
        weight = self.alone + self.other
        row_best = np.maximum(weight.max(axis=1, initial=-np.inf), self.log10_w)
        least = np.full(len(weight), -np.inf) if floor == -np.inf else row_best + floor
        stays = (weight >= np.maximum(least, _LOWEST)[:, None]) & (weight > -np.inf)
        lone = [columns[0] for columns in self.columns.values() if len(columns) == 1]
        stays[:, lone] &= weight[:, lone] >= np.maximum(weight[:, lone].max(axis=0, initial=-np.inf) + floor, _LOWEST)
        return stays, least

    def is_weak(self, family: int) -> bool:
        """Tell whether nobody stands out in a family, though somebody is possible; who does lifts his own brothers."""
        best = (self.alone + self.other)[:, self.columns[family]].max(initial=-np.inf)
        return bool(-np.inf < best < self.log10_w + _STANDS_OUT)

    def carry_on(self, floor: float) -> tuple[FamilyTable, ...]:
        """Weigh the families in which nobody stands out alone, with weak placements carried on to see them together."""
        weak = [n for n, columns in self.columns.items() if len(columns) > 1 and self.is_weak(n)]
        least, beside = self._least_dna(self.stays(floor)[1]), np.full(len(self.alone), self.log10_w + _BESIDE[0])
        families = {number: self.collection.families[number] for number in weak}
        try:
            return tuple(
                family_tables(
                    families,
                    self.collection.panel,
                    self.side,
                    floor=least,
                    beside=self._least_dna(beside),
                    carried=CARRIED // max(len(weak), 1),
                )
            )
        except TooLarge:
            return ()

    def _weigh_families(self, stays: NDArray[np.bool_], least: Floats) -> tuple[FamilyTable, ...] | None:
        """Make every family's table; None where one grows too large."""
        tables, several = [], {}
        for number, columns in self.columns.items():
            family = self.collection.families[number]
            if len(columns) == 1:
                tables.append(_single_table(number, family, self.alone[:, columns[0]], stays[:, columns[0]]))
            elif stays[:, columns].any():
                several[number] = family
        try:
            tables += family_tables(several, self.collection.panel, self.side, floor=self._least_dna(least))
        except TooLarge:
            return None
        return tuple(tables)

    def _most_cycles(self, stays: NDArray[np.bool_]) -> int:
        """Count the independent cycles of the most tangled group: pairs beyond a tree of people and families."""
        family_of = np.array([m.family for m in self.collection.missing])
        body, column = np.nonzero(stays)
        edges = np.unique(np.stack([body, family_of[column]]), axis=1)
        if not edges.size:
            return 0
        n_bodies = len(stays)
        label = np.arange(n_bodies + len(self.collection.families))
        one, other = edges[0], edges[1] + n_bodies
        while True:
            lower = np.minimum(label[one], label[other])
            new = label.copy()
            np.minimum.at(new, one, lower)
            np.minimum.at(new, other, lower)
            new = new[new]
            if (new == label).all():
                break
            label = new
        n_edges = np.bincount(label[one], minlength=len(label))
        n_nodes = np.bincount(label, minlength=len(label))
        return int((n_edges - n_nodes + 1).max())

    def _least_dna(self, least: Floats) -> Floats:
        """The floor for DNA alone, so that other evidence cannot lift a dropped pair above it."""
        return least - np.maximum(self.other.max(axis=1, initial=0.0), 0.0)


@dataclass(frozen=True, eq=False)
class Kept:
    """The families' tables over the pairs that are kept.

    carried    of families in which nobody stands out, before they were thinned: to serve again under another prior
    """

    problem: Problem
    floor: float
    tables: tuple[FamilyTable, ...]
    carried: tuple[FamilyTable, ...] | None = None

    def groups(self, log10_unmatched: Floats, log10_empty: Floats) -> list[list[Slot]]:
        """Split into independent groups, given the weight of each body left over and of each missing person."""
        other = {
            (int(body), m.family, m.place): float(self.problem.other[body, k])
            for k, m in enumerate(self.problem.collection.missing)
            for body in np.nonzero(self.problem.other[:, k])[0]
        }
        pool = self.problem.bodies.pool(self.problem.log10_w, log10_unmatched)
        empty = {family: log10_empty[columns].tolist() for family, columns in self.problem.columns.items()}
        return split(draft_slots(self.tables, pool, other, empty))

    def is_affordable(self) -> bool:
        """Tell whether the exact sum over every group stays within its limit."""
        left, nobody = MAX_STEPS, np.zeros(self.problem.alone.shape[1])
        for slots in self.groups(np.full(len(self.problem.alone), self.problem.log10_w), nobody):
            left -= count_steps(order_slots(slots), left) if len(slots) > 1 else 0
            if left < 0 or len(slots[0].options) > MAX_STEPS:
                return False
        return True

    @cached_property
    def dropped(self) -> Floats:
        """Weights of the pairs that are not in the tables: LR (n_bodies, n_missing), 0 for those that are."""
        weight = np.where(self.is_summed_alone, -np.inf, self.problem.alone + self.problem.other)
        return np.asarray(10.0 ** np.minimum(weight, 200.0))

    def with_carried(self, carried: tuple[FamilyTable, ...], beside: float) -> "Kept":
        """Add the assignments of several people in which everybody weighs at least `beside`, given all others."""
        tables = {table.family: table for table in self.tables}
        for table in carried:
            own = tables.get(table.family, _nobody_table(table))
            known = {tuple(row) for row in own.assignments.tolist()}
            more = np.array([tuple(row) not in known for row in table.assignments.tolist()], dtype=bool)
            more &= (table.assignments >= 0).sum(axis=1) > 1
            more[more] = self._stand_out(table, np.nonzero(more)[0], beside)
            tables[table.family] = FamilyTable(
                table.family,
                table.missing,
                np.concatenate([own.assignments, table.assignments[more]]),
                np.concatenate([own.log10_lr, table.log10_lr[more]]),
            )
        return Kept(self.problem, self.floor, tuple(tables.values()), carried)

    def _stand_out(self, table: FamilyTable, rows: NDArray[np.int64], beside: float) -> NDArray[np.bool_]:
        """Tell for some rows of a table whether everybody weighs at least `beside`, given all others of the row."""
        columns, other = self.problem.columns[table.family], self.problem.other
        known = dict(zip(map(tuple, table.assignments.tolist()), table.log10_lr.tolist(), strict=True))
        stands = np.zeros(len(rows), dtype=bool)
        for number, row in enumerate(map(tuple, table.assignments[rows].tolist())):
            placed = [(place, body) for place, body in enumerate(row) if body >= 0]
            total = known[row] + sum(float(other[body, columns[place]]) for place, body in placed)
            gains = [  # against the row without this person, where there is one: what is not there is weaker still
                known[row] - known[rest] + float(other[body, columns[place]])
                for place, body in placed
                if (rest := (*row[:place], -1, *row[place + 1 :])) in known
            ]
            stands[number] = total >= len(placed) * beside and min(gains, default=beside) >= beside
        return stands

    @cached_property
    def is_summed_alone(self) -> NDArray[np.bool_]:
        """Tell for each body and missing person whether their family's table has them as its only pair."""
        out = np.zeros_like(self.problem.alone, dtype=bool)
        for table in self.tables:
            alone = table.assignments[(table.assignments >= 0).sum(axis=1) == 1]
            row, place = np.nonzero(alone >= 0)
            out[alone[row, place], np.array(self.problem.columns[table.family])[place]] = True
        return out


def _nobody_table(table: FamilyTable) -> FamilyTable:
    """The table of a family that takes nobody."""
    return replace(table, assignments=np.full((1, len(table.missing)), -1, dtype=np.int32), log10_lr=np.zeros(1))


def _single_table(number: int, family: Family, log10_lr: Floats, stays: NDArray[np.bool_]) -> FamilyTable:
    who = np.nonzero(stays)[0]
    assignments = np.concatenate([[-1], who]).astype(np.int32)[:, None]
    return FamilyTable(number, family.missing, assignments, np.concatenate([[0.0], log10_lr[who]]))
