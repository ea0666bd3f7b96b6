"""From profiles of remains and families to one posterior over who is who.

`identify` weighs every found person against every missing one, sums over all assignments, and says what was left out.
Where everything fits into an exact sum nothing is left out. Otherwise pairs far below chance leave the sum: each is
counted by itself, while its missing person is free, so that none is silently lost, and their part is reported.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod

import numpy as np

from homeward.errors import TooLarge
from homeward.evidence.weight import FamilyTable
from homeward.identify.collection import Collection, Comparison
from homeward.identify.joint.groups import Floats
from homeward.identify.joint.periphery import Periphery, balance, taken_weight
from homeward.identify.joint.posterior import (
    LN10,
    GroupPosterior,
    Slot,
    solve_group,
)
from homeward.identify.joint.sampling import sample_group
from homeward.identify.keeping import Kept, Problem, keep_enough
from homeward.identify.prior import Prior
from homeward.identify.reassociation import Bodies, sort_into_bodies

_N_ROUNDS = 4  # of the exact sum and the pairs outside it


@dataclass(frozen=True, eq=False)
class Identification:
    """Who is who, with all that was assumed.

    posterior       float64 (n_found, n_missing), probability that this found person is this missing one
    nobody          float64 (n_found,), probability of nobody on the list
    best            log10 weight of the best assignment that pairs them, against the best that doesn't; -inf: impossible
    groups          the independent groups, with their best assignments
    dropped         float64 (n_found,), probability of pairs that were counted one at a time and not in the joint sum
    top             how many whole assignments each group keeps
    carried         tables of families in which nobody stands out alone, before they were thinned
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
    top: int
    carried: tuple[FamilyTable, ...] | None = None

    @property
    def is_exact(self) -> bool:
        """True where no pair was dropped and nothing was sampled."""
        return self.floor == -np.inf and self.max_error == 0.0

    @property
    def log10_w(self) -> float:
        """Log10 of the prior weight of an unmatched person."""
        return self.prior.log10_unmatched(len(self.collection.missing), len(self.bodies.atoms))

    def describe_prior(self) -> str:
        """Say the prior in one sentence."""
        return self.prior.describe(len(self.collection.missing), len(self.bodies.atoms))

    @cached_property
    def table_of(self) -> dict[int, FamilyTable]:
        """The table of each family."""
        return {table.family: table for table in self.tables}

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
    problem = Problem.of(collection, bodies, prior, comparison)
    if again is not None and again.floor == -np.inf:
        return _conclude(problem, Kept(problem, again.floor, again.tables), top)
    first, carried = (again.floor, again.carried) if again else (-np.inf, None)
    return _conclude(problem, keep_enough(problem, first, carried), top)


who_is_who = identify  # the public name: `homeward.identify` is this folder


def _conclude(problem: Problem, kept: Kept, top: int) -> Identification:
    """Sum over the kept pairs; let them and the dropped ones feel each other until both agree."""
    n_bodies, n_missing = problem.alone.shape
    w, is_whole = 10.0**problem.log10_w, not kept.dropped.any()
    outside = Periphery(np.zeros((n_bodies, n_missing)), np.zeros(n_bodies), np.zeros(n_missing))
    for number in range(n_rounds := 1 if is_whole else _N_ROUNDS):
        with np.errstate(divide="ignore"):
            log10_unmatched = np.logaddexp(problem.log10_w * LN10, np.log(outside.found)) / LN10
        slots_of = kept.groups(log10_unmatched, np.log10(1.0 + outside.missing))
        groups = [_solve(slots, top if number == n_rounds - 1 else 1) for slots in slots_of]
        if not is_whole:
            left, empty = _left_alone(problem, groups)
            taken = taken_weight(w + outside.found, left), taken_weight(1.0 + outside.missing, empty)
            outside = balance(kept.dropped, w, *taken)
    posterior, best = _pairs(problem, groups)
    dropped = np.zeros_like(posterior)
    for body, individual in enumerate(problem.bodies.bodies if not is_whole else ()):
        for sample in individual.samples:
            dropped[problem.place[sample.id]] += outside.probability[body]
    return Identification(
        collection=problem.collection,
        prior=problem.prior,
        bodies=problem.bodies,
        tables=kept.tables,
        groups=tuple(groups),
        posterior=posterior + dropped,
        nobody=np.clip(1.0 - (posterior + dropped).sum(axis=1), 0.0, 1.0),
        best=best,
        dropped=dropped.sum(axis=1),
        floor=kept.floor,
        max_error=max((group.max_error for group in groups), default=0.0),
        top=top,
        carried=kept.carried,
    )


def _left_alone(problem: Problem, groups: Sequence[GroupPosterior]) -> tuple[Floats, Floats]:
    """How probable the exact sum leaves each body over as it is, and each missing person without anybody."""
    taken, empty = np.zeros(len(problem.alone)), np.ones(problem.alone.shape[1])
    left = np.zeros(len(problem.alone))
    for group in groups:
        for slot, shares in zip(group.slots, group.probability, strict=True):
            for option, share in zip(slot.options, shares, strict=True):
                for body, place in option.placed:
                    if slot.family < 0:
                        left[body] += share
                    else:
                        taken[body] += share
                        empty[problem.columns[slot.family][place]] -= share
    in_sets = {atom for group in problem.bodies.sets for atom in group}
    alone = np.array([members[0] not in in_sets for members in problem.bodies.members], dtype=bool)
    return np.where(alone, 1.0 - taken, left), np.clip(empty, 0.0, 1.0)


def _solve(slots: Sequence[Slot], top: int) -> GroupPosterior:
    try:
        return solve_group(slots, top)
    except TooLarge:
        return sample_group(slots, top)


def _pairs(problem: Problem, groups: Sequence[GroupPosterior]) -> tuple[Floats, Floats]:
    """Add up the options of all groups into pairs: probabilities, and log10 of the best with over the best without."""
    collection, bodies = problem.collection, problem.bodies.bodies
    place, shape = problem.place, (len(collection.found), len(collection.missing))
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
