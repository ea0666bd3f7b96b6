"""From profiles of remains and families to one posterior over who is who.

`identify` weighs every found person against every missing one, sums over all assignments, and says what was left out.
Where everything fits into an exact sum nothing is left out. Otherwise pairs far below chance leave the sum: each is
counted by itself, while its missing person is free, so that none is silently lost, and their part is reported.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import prod

import numpy as np
from numpy.typing import NDArray

from homeward.errors import InvalidCase, TooLarge
from homeward.evidence.dna.comparison.joint import FoundSide, add_columns, family_tables
from homeward.evidence.dna.comparison.panel import Panel, sight
from homeward.evidence.dna.comparison.tables import structures_of, weigh_families
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.profile import Individual, Sample, Sex, as_individual
from homeward.evidence.weight import FamilyTable
from homeward.identify.joint.groups import Floats, draft_slots, split
from homeward.identify.joint.posterior import (
    LN10,
    MAX_STEPS,
    GroupPosterior,
    Slot,
    count_steps,
    order_slots,
    solve_group,
)
from homeward.identify.joint.sampling import sample_group
from homeward.identify.prior import Prior
from homeward.identify.reassociation import Bodies, found_side, sort_into_bodies

_FLOORS = (-np.inf, -12.0, -8.0, -6.0, -4.0, -3.0, -2.5, -2.0, -1.5, -1.0, -0.5, 0.0)
_N_ROUNDS = 3
_MAX_CYCLES = 60  # of a group of people and families, above which an exact sum is not even tried
_LOWEST = np.finfo(float).min
_MAX_ROWS = 200_000  # of all families' tables together
_MAX_JOINT = 60_000  # joint assignments of one family weighed before weak pairs are dropped


@dataclass(frozen=True, slots=True)
class Missing:
    """One missing person: which family, which place among its missing."""

    id: str
    family: int
    place: int


@dataclass(frozen=True, eq=False)
class Collection:
    """Everything that is compared: markers, families, found people, and weights of other evidence.

    pair_log10    (found id, missing id) to the sum of log10 LR of all evidence other than DNA
    """

    panel: Panel
    families: tuple[Family, ...]
    found: tuple[Sample, ...]
    pair_log10: Mapping[tuple[str, str], float] = field(default_factory=dict)
    parts_per_person: float = 2.0
    ignore_sex: bool = False

    def __post_init__(self) -> None:
        for what, ids in (
            ("found person", [s.id for s in self.found]),
            ("missing person", [m.id for m in self.missing]),
        ):
            if len(set(ids)) != len(ids):
                twice = next(name for name in ids if ids.count(name) > 1)
                raise InvalidCase(f"{what} {twice} stands twice in the case; ids must differ over all families")

    @cached_property
    def missing(self) -> tuple[Missing, ...]:
        """All missing people, family by family."""
        return tuple(Missing(m, n, k) for n, family in enumerate(self.families) for k, m in enumerate(family.missing))

    @cached_property
    def missing_sexes(self) -> tuple[str, ...]:
        """The sex of each missing person."""
        return tuple(self.families[m.family].pedigree.by_id[m.id].sex for m in self.missing)

    @cached_property
    def fits(self) -> NDArray[np.bool_]:
        """Tell for each found and missing person whether their sexes can agree; unknown agrees with both."""
        found = np.array([s.sex for s in self.found]).reshape(-1, 1)
        sought = np.array(self.missing_sexes).reshape(1, -1)
        agree: NDArray[np.bool_] = (found == sought) | (found == "U") | (sought == "U")
        return agree | self.ignore_sex


@dataclass(frozen=True, eq=False)
class Comparison:
    """Every found person against every missing one.

    log10_lr             float64 (n_found, n_missing); nan where sexes disagree or a family's profiles are impossible
    mismatching_loci     int64, same shape: loci impossible without mutation; -1 where sexes disagree
    log10_relatives      float64 (n_families, n_markers): log10 P(profiles of the relatives), nan where not computed
    """

    log10_lr: Floats
    mismatching_loci: NDArray[np.int64]
    log10_relatives: Floats


def compare(collection: Collection) -> Comparison:
    """Weigh every found person alone against every missing one alone, all other missing people untyped."""
    found = [as_individual(sample) for sample in collection.found]
    relatives = np.full((len(collection.families), len(collection.panel.markers)), np.nan)
    log10_lr = _matrix(collection, collection.panel, found, relatives=relatives)
    strict = _matrix(collection, collection.panel.without_mutation(), found, count_impossible=True)
    log10_lr[~collection.fits] = np.nan
    mismatching = strict.astype(np.int64)
    mismatching[~collection.fits] = -1
    log10_lr.setflags(write=False)
    mismatching.setflags(write=False)
    return Comparison(log10_lr, mismatching, relatives)


def _matrix(
    collection: Collection,
    panel: Panel,
    found: Sequence[Individual],
    *,
    count_impossible: bool = False,
    relatives: Floats | None = None,
) -> Floats:
    sightings = sight(panel, found)
    column = {(m.family, m.id): k for k, m in enumerate(collection.missing)}
    out = np.zeros((len(found), len(collection.missing)))
    for structure, members in structures_of(collection.families, panel):
        weights, likely = weigh_families(structure, panel, sightings)
        if relatives is not None:
            relatives[[family for family, _ in members]] = likely
        if count_impossible:
            weights = (np.isneginf(weights) | np.isnan(weights)).astype(np.float64)
        columns = [column[member] for member in members]
        out[:, columns] = add_columns(weights, sightings).T
    return out


@dataclass(frozen=True, eq=False)
class Identification:
    """Who is who, with all that was assumed.

    posterior       float64 (n_found, n_missing), probability that this found person is this missing one
    nobody          float64 (n_found,), probability of nobody on the list
    best            log10 weight of the best assignment that pairs them, against the best that doesn't; -inf: impossible
    groups          the independent groups, with their best assignments
    dropped         float64 (n_found,), probability of pairs that were counted one at a time and not in the joint sum
    """

    collection: Collection
    prior: Prior
    bodies: Bodies
    tables: tuple[FamilyTable, ...]
    groups: tuple[GroupPosterior, ...]
    posterior: Floats
    nobody: Floats
    best: Floats
    dropped: Floats
    floor: float
    max_error: float

    @property
    def is_exact(self) -> bool:
        """True where no pair was dropped and nothing was sampled."""
        return self.floor == -np.inf and self.max_error == 0.0

    @property
    def n_assignments(self) -> int:
        """Count the assignments of positive likelihood that were summed."""
        return prod(group.n_assignments for group in self.groups)


def identify(
    collection: Collection,
    prior: Prior,
    *,
    comparison: Comparison | None = None,
    top: int = 20,
    again: Identification | None = None,
) -> Identification:
    """Compute the joint posterior over all assignments of found to missing people.

    prior      see `prior`; nothing is assumed silently
    top        whole assignments to list
    again      a result for the same collection under another prior, whose exact tables can serve again
    returns    an `Identification`; `is_exact` says whether anything was dropped or sampled
    """
    bodies = (
        again.bodies if again else sort_into_bodies(collection.found, collection.panel, collection.parts_per_person)
    )
    problem = _Problem.of(collection, bodies, prior, comparison)
    if again is not None and again.floor == -np.inf:
        return _conclude(problem, _Kept(problem, again.floor, again.tables, problem.alone > -np.inf), top)
    return _conclude(problem, _keep_enough(problem, again.floor if again else -np.inf), top)


who_is_who = identify  # the public name: `homeward.identify` is this folder


def _keep_enough(problem: "_Problem", first: float) -> "_Kept":
    """Keep as many pairs as the exact sum can afford: the lowest floor that works."""
    for floor in _FLOORS[_FLOORS.index(first) :]:
        if floor == -np.inf and not problem.fits_exactly():
            continue
        kept = problem.keep(floor)
        if kept is not None and (floor == _FLOORS[-1] or kept.is_affordable()):
            return kept
    raise TooLarge("the found people and families do not split into groups that can be computed")


def _body_matrix(collection: Collection, bodies: Bodies, comparison: Comparison | None) -> Floats:
    """Log10 LR of every body against every missing person alone; -inf where it cannot be."""
    if comparison is not None and all(len(body.samples) == 1 for body in bodies.bodies):
        place = {sample.id: k for k, sample in enumerate(collection.found)}
        matrix = comparison.log10_lr[[place[body.id] for body in bodies.bodies]]
    else:
        matrix = _matrix(collection, collection.panel, bodies.bodies)
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
class _Problem:
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
    def of(cls, collection: Collection, bodies: Bodies, prior: Prior, comparison: Comparison | None) -> "_Problem":
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
        return self.prior.log10_unmatched(len(self.collection.missing))

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

    def keep(self, floor: float) -> "_Kept | None":
        """Keep the pairs that may matter; None where a family's table grows too large.

        A pair is dropped where its weight is below the floor against the best its found person can do, or against the
        best rival for the same missing person (only where that one is the family's only missing person).
        """
        weight = self.alone + self.other
        row_best = np.maximum(weight.max(axis=1, initial=-np.inf), self.log10_w)
        least = np.full(len(weight), -np.inf) if floor == -np.inf else row_best + floor
        stays = (weight >= np.maximum(least, _LOWEST)[:, None]) & (weight > -np.inf)
        lone = [columns[0] for columns in self.columns.values() if len(columns) == 1]
        stays[:, lone] &= weight[:, lone] >= np.maximum(weight[:, lone].max(axis=0, initial=-np.inf) + floor, _LOWEST)
        if self._most_cycles(stays) > (_MAX_CYCLES if floor > -np.inf else 3 * _MAX_CYCLES):
            return None
        tables = self._weigh_families(stays, least)
        if tables is None or sum(len(table.log10_lr) for table in tables) > _MAX_ROWS:
            return None
        return _Kept(self, floor, tables, stays)

    def _weigh_families(self, stays: NDArray[np.bool_], least: Floats) -> tuple[FamilyTable, ...] | None:
        """Make every family's table, and mark what it places as staying; None where a table grows too large."""
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
        for table in tables:
            for k, column in enumerate(self.columns[table.family]):
                stays[table.assignments[table.assignments[:, k] >= 0, k], column] = True
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
class _Kept:
    """The families' tables over the pairs that are kept.

    stays    bool (n_bodies, n_missing)
    """

    problem: _Problem
    floor: float
    tables: tuple[FamilyTable, ...]
    stays: NDArray[np.bool_]

    def groups(self, log10_unmatched: Floats) -> list[list[Slot]]:
        """Split into independent groups, given the weight of each atom left over."""
        other = {
            (int(body), m.family, m.place): float(self.problem.other[body, k])
            for k, m in enumerate(self.problem.collection.missing)
            for body in np.nonzero(self.problem.other[:, k])[0]
        }
        return split(draft_slots(self.tables, self.problem.bodies.pool(log10_unmatched), other))

    def is_affordable(self) -> bool:
        """Tell whether the exact sum over every group stays within its limit."""
        n_atoms, left = len(self.problem.bodies.atoms), MAX_STEPS
        for slots in self.groups(np.full(n_atoms, self.problem.log10_w)):
            if len(slots) > 1:
                left -= count_steps(order_slots(slots), left)
            if left < 0:
                return False
        return True

    def weak(self, free: Floats) -> Floats:
        """Weights of dropped pairs, each times the chance that the missing person is free: (n_atoms, n_missing)."""
        weight = np.where(self.stays, -np.inf, self.problem.alone + self.problem.other)
        out = np.zeros((len(self.problem.bodies.atoms), weight.shape[1]))
        for body, members in enumerate(self.problem.bodies.members):
            if len(members) == 1:
                out[members[0]] = 10.0 ** np.minimum(weight[body], 300.0) * free
        return out


def _single_table(number: int, family: Family, log10_lr: Floats, stays: NDArray[np.bool_]) -> FamilyTable:
    who = np.nonzero(stays)[0]
    assignments = np.concatenate([[-1], who]).astype(np.int32)[:, None]
    return FamilyTable(number, family.missing, assignments, np.concatenate([[0.0], log10_lr[who]]))


def _conclude(problem: _Problem, kept: _Kept, top: int) -> Identification:
    """Sum over the kept pairs; let each dropped pair count one at a time, while its missing person is free."""
    n_missing, w = len(problem.collection.missing), 10.0**problem.log10_w
    free = np.ones(n_missing)
    n_rounds = 1 if kept.floor == -np.inf else _N_ROUNDS
    for number in range(n_rounds):
        weak = kept.weak(free)
        log10_unmatched = np.log10(w + weak.sum(axis=1)) if weak.any() else np.full(len(weak), problem.log10_w)
        groups = [_solve(slots, top if number == n_rounds - 1 else 1) for slots in kept.groups(log10_unmatched)]
        posterior, best = _pairs(problem, groups)
        free = np.clip(1.0 - posterior.sum(axis=0), 0.0, 1.0)
    nobody = np.clip(1.0 - posterior.sum(axis=1), 0.0, 1.0)
    atom_of = {sample: atom for atom, samples in enumerate(problem.bodies.atoms) for sample in samples}
    atoms = [atom_of[k] for k in range(len(problem.collection.found))]
    share = weak[atoms] / (10.0 ** log10_unmatched[atoms])[:, None] if weak.any() else np.zeros_like(posterior)
    dropped = nobody[:, None] * share
    max_error = max((group.max_error for group in groups), default=0.0)
    return Identification(
        collection=problem.collection,
        prior=problem.prior,
        bodies=problem.bodies,
        tables=kept.tables,
        groups=tuple(groups),
        posterior=posterior + dropped,
        nobody=np.clip(nobody - dropped.sum(axis=1), 0.0, 1.0),
        best=best,
        dropped=dropped.sum(axis=1),
        floor=kept.floor,
        max_error=max_error,
    )


def _solve(slots: Sequence[Slot], top: int) -> GroupPosterior:
    try:
        return solve_group(slots, top)
    except TooLarge:
        return sample_group(slots, top)


def _pairs(problem: _Problem, groups: Sequence[GroupPosterior]) -> tuple[Floats, Floats]:
    """Add up the options of all groups into pairs: probabilities, and log10 of the best with over the best without."""
    collection, bodies = problem.collection, problem.bodies.bodies
    place = {sample.id: k for k, sample in enumerate(collection.found)}
    shape = len(collection.found), len(collection.missing)
    posterior = np.zeros(shape)
    best_with, best_without = np.full(shape, -np.inf), np.full(shape, -np.inf)
    for group in groups:
        for slot, shares, bests in zip(group.slots, group.probability, group.ln_best, strict=True):
            if slot.family < 0:
                continue
            column = problem.columns[slot.family]
            pairs_of = [
                {(place[s.id], column[k]) for body, k in option.placed for s in bodies[body].samples}
                for option in slot.options
            ]
            for pairs, share in zip(pairs_of, shares, strict=True):
                for pair in pairs:
                    posterior[pair] += share
            _best_pairs(pairs_of, bests, best_with, best_without)
    with np.errstate(invalid="ignore"):
        best = np.where(np.isneginf(best_with), -np.inf, (best_with - best_without) / LN10)
    return posterior, best


def _best_pairs(
    pairs_of: Sequence[set[tuple[int, int]]], bests: Sequence[float], best_with: Floats, best_without: Floats
) -> None:
    """Note for each pair of one family the best assignment with it and the best without it."""
    order = sorted(range(len(bests)), key=lambda number: -bests[number])
    for number in order:
        for pair in pairs_of[number]:
            best_with[pair] = max(best_with[pair], bests[number])
    for pair in set().union(*pairs_of):
        best_without[pair] = next((bests[number] for number in order if pair not in pairs_of[number]), -np.inf)
