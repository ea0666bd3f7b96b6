"""Which remains are of one body, before and together with whose body it is.

Samples that may be parts are compared directly. Pairs well above chance tie samples into sets; inside a set every way
of sorting the samples into bodies is weighed, so that uncertain re-association and identification are one posterior.
Very sure ties are merged first. Remains that are not marked as parts stay people of their own.

The prior: a part picked at random is one of k parts of its body, so of n parts two are of one body with odds
(k - 1) / (n - 1).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log10

import numpy as np
from numpy.typing import NDArray

from homeward.evidence.dna.comparison.joint import FoundSide
from homeward.evidence.dna.comparison.panel import CONTRADICTION, Panel, sight
from homeward.evidence.dna.direct import compare_directly
from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.likelihood.observation import ErrorRates, observation_table, single_observation_table
from homeward.evidence.dna.profile import Individual, Sample, Sex, as_individual
from homeward.identify.joint.groups import Leftover, Pool
from homeward.identify.joint.posterior import GroupPosterior

Floats = NDArray[np.float64]
_TIE = 0.0  # log10 posterior odds of one body above which two samples share a set
_SURE = 6.0  # log10 posterior odds above which they are merged before anything else
_MAX_SET = 6  # undecided parts of one set; larger ones are decided by their strongest ties


@dataclass(frozen=True, eq=False)
class Bodies:
    """The found people as bodies of one or several samples.

    atoms     samples that are certainly of one body stand together; everybody else alone (places among the found)
    bodies    each possible body as an individual, and the atoms it is made of
    sets      sets of atoms whose sorting into bodies is undecided
    """

    atoms: tuple[tuple[int, ...], ...]
    bodies: tuple[Individual, ...]
    members: tuple[tuple[int, ...], ...]
    log10_body: Floats  # against its atoms being different people; prior included
    sets: tuple[tuple[int, ...], ...]
    log10_odds: float  # prior log10 odds that two parts are of one body

    def pool(self, log10_w: float, log10_unmatched: Floats) -> Pool:
        """Give the pool for one prior.

        log10_w            of one found person who is nobody on the list
        log10_unmatched    float64 (n_bodies,): w, and what a body weighs as somebody it is not compared with
        """
        number = {members: body for body, members in enumerate(self.members)}
        # each further part of a body weighs w and the odds of one body, whoever the body is
        log10_body = self.log10_body + log10_w * np.array([len(members) - 1 for members in self.members], dtype=float)
        leftovers = tuple(self._leftover(parts, number, log10_body + log10_unmatched) for parts in self.sets)
        alone = np.zeros(len(self.atoms))
        for body, members in enumerate(self.members):
            if len(members) == 1:
                alone[members[0]] = log10_unmatched[body]
        return Pool(self.members, log10_body, alone, leftovers)

    def left_over(self, groups: Sequence[GroupPosterior], posterior: Floats) -> list[list[tuple[int, float]]]:
        """Give for each sample the bodies in which it may be left over, with the probability of each.

        posterior    float64 (n_samples,): of being anybody a family misses
        """
        undecided = {atom for group in self.sets for atom in group}
        shares = [
            (body, max(1.0 - float(posterior[self.atoms[members[0]][0]]), 0.0))
            for body, members in enumerate(self.members)
            if members[0] not in undecided
        ]
        sortings = [
            (slot, group.probability[k]) for group in groups for k, slot in enumerate(group.slots) if slot.family < 0
        ]
        for slot, probabilities in sortings:
            for option, share in zip(slot.options, probabilities, strict=True):
                shares += [(body, share) for body, _ in option.placed]
        bodies_of: list[list[tuple[int, float]]] = [[] for _ in range(len(posterior))]
        for body, share in shares:
            for atom in self.members[body]:
                for sample in self.atoms[atom]:
                    bodies_of[sample].append((body, share))
        return bodies_of

    def _leftover(self, parts: tuple[int, ...], number: dict[tuple[int, ...], int], log10_left: Floats) -> Leftover:
        options = []
        for size in range(len(parts) + 1):
            for left in combinations(parts, size):
                for sorting in partitions(left):
                    bodies = [number.get(body) for body in sorting]
                    if None not in bodies:
                        weight = sum(float(log10_left[body]) for body in bodies if body is not None)
                        options.append((tuple(body for body in bodies if body is not None), weight))
        return Leftover(parts, tuple(options))


def sort_into_bodies(found: Sequence[Sample], panel: Panel, parts_per_person: float = 2.0) -> Bodies:
    """Find the bodies that the parts among the found may make up.

    parts_per_person    how many parts of one person a part picked at random is one of, before any comparison
    """
    parts = [place for place, sample in enumerate(found) if sample.is_part]
    atoms: list[tuple[int, ...]] = [(place,) for place in range(len(found))]
    sets: list[tuple[int, ...]] = []
    odds = 0.0
    if len(parts) > 1:
        odds = log10(max(parts_per_person - 1.0, 1e-6) / (len(parts) - 1))
        ties = compare_directly([found[place] for place in parts], panel.markers).log10_lr + odds
        atoms, sets = _atoms_and_sets(found, panel, parts, ties)
    bodies: list[Individual] = []
    members: list[tuple[int, ...]] = []
    weights: list[float] = []
    in_set = {atom for group in sets for atom in group}
    for atom, samples in enumerate(atoms):
        if atom not in in_set:
            bodies.append(_individual(found, samples))
            members.append((atom,))
            weights.append(0.0)
    for group in sets:
        for size in range(1, len(group) + 1):
            for body in combinations(group, size):
                samples = tuple(sample for atom in body for sample in atoms[atom])
                weight = _log10_one_body(found, panel, [atoms[atom] for atom in body]) if size > 1 else 0.0
                if weight > -np.inf:
                    bodies.append(_individual(found, samples))
                    members.append(body)
                    weights.append(weight + (size - 1) * odds)
    return Bodies(tuple(atoms), tuple(bodies), tuple(members), np.array(weights), tuple(sets), odds)


def found_side(bodies: Bodies, panel: Panel) -> FoundSide:
    """Give the bodies as arrays; two bodies conflict where they share a part."""
    conflicts = np.eye(len(bodies.bodies), dtype=bool)
    sharing: dict[int, list[int]] = {}
    for body, members in enumerate(bodies.members):
        for atom in members:
            sharing.setdefault(atom, []).append(body)
    for own in sharing.values():
        conflicts[np.ix_(own, own)] = True
    people = bodies.bodies
    return FoundSide(tuple(b.id for b in people), tuple(b.sex for b in people), sight(panel, people), conflicts)


def _individual(found: Sequence[Sample], samples: tuple[int, ...]) -> Individual:
    if len(samples) == 1:
        return as_individual(found[samples[0]])
    own = tuple(found[sample] for sample in samples)
    sexes: set[Sex] = {sample.sex for sample in own} - {"U"}
    return Individual("+".join(sample.id for sample in own), sexes.pop() if len(sexes) == 1 else "U", own)


def _atoms_and_sets(
    found: Sequence[Sample], panel: Panel, parts: Sequence[int], ties: Floats
) -> tuple[list[tuple[int, ...]], list[tuple[int, ...]]]:
    sure = [[parts[k] for k in group] for group in components(ties >= _SURE)]
    merged: list[tuple[int, ...]] = []
    for group in sure:
        fits = len(group) == 1 or (
            _is_consistent(found, panel, group) and len({found[k].sex for k in group} - {"U"}) < 2
        )
        merged += [tuple(sorted(group))] if fits else [(place,) for place in group]
    atom_of = {place: number for number, group in enumerate(merged) for place in group}
    near = np.full((len(merged), len(merged)), -np.inf)
    own = np.array([atom_of[place] for place in parts])
    np.maximum.at(near, (own[:, None], own[None, :]), np.nan_to_num(ties, nan=-np.inf, neginf=-np.inf))
    atoms = [(place,) for place in range(len(found)) if place not in atom_of] + merged
    first = len(atoms) - len(merged)
    sets = [tuple(first + k for k in group) for group in _small_components(near) if len(group) > 1]
    return atoms, sets


def _is_consistent(found: Sequence[Sample], panel: Panel, group: Sequence[int]) -> bool:
    columns = sight(panel, [Individual("", "U", tuple(found[place] for place in group))]).columns
    return CONTRADICTION not in columns


def _small_components(near: Floats) -> list[list[int]]:
    """Split into sets small enough to weigh every sorting: the weakest ties of larger sets are cut first."""
    waiting, done = [(list(range(len(near))), _TIE)], []
    while waiting:
        members, tie = waiting.pop()
        for group in components(near[np.ix_(members, members)] >= tie):
            own = [members[k] for k in group]
            if len(own) <= _MAX_SET:
                done.append(own)
            else:
                waiting.append((own, tie + 0.5))
    return sorted(done)


def components(linked: NDArray[np.bool_]) -> list[list[int]]:
    """Find the connected sets of a symmetric relation."""
    n, label = len(linked), -np.ones(len(linked), dtype=np.int64)
    groups: list[list[int]] = []
    for start in range(n):
        if label[start] >= 0:
            continue
        members, waiting = [], [start]
        label[start] = len(groups)
        while waiting:
            here = waiting.pop()
            members.append(here)
            near = np.nonzero((linked[here] | linked[:, here]) & (label < 0))[0].tolist()
            label[near] = len(groups)
            waiting += near
        groups.append(sorted(members))
    return groups


def partitions(items: tuple[int, ...]) -> list[tuple[tuple[int, ...], ...]]:
    """List every way of sorting items into sets.

    >>> partitions((1, 2))
    [((1,), (2,)), ((1, 2),)]
    """
    if not items:
        return [()]
    first, rest = items[0], partitions(items[1:])
    apart = [((first,), *sorting) for sorting in rest]
    together = [
        tuple(sorted((*sorting[:k], (first, *sorting[k]), *sorting[k + 1 :])))
        for sorting in rest
        for k in range(len(sorting))
    ]
    return apart + together


def _log10_one_body(found: Sequence[Sample], panel: Panel, atoms: Sequence[tuple[int, ...]]) -> float:
    """Weigh "all of one body" against "each atom of its own body": sums over the true genotype at each marker."""
    total = 0.0
    sexes = {found[place].sex for atom in atoms for place in atom} - {"U"}
    if len(sexes) > 1:
        return -np.inf
    for marker in panel.markers:
        is_single = marker.chromosome == "X" and sexes == {"M"}
        if marker.chromosome == "X" and not sexes:
            continue
        p = marker.frequencies
        population = p if is_single else np.outer(p, p)
        tables = [_seen_together([found[place] for place in atom], marker, is_single=is_single) for atom in atoms]
        together = float((np.prod(tables, axis=0) * population).sum())
        apart = [float((table * population).sum()) for table in tables]
        if together <= 0.0:
            return -np.inf
        total += log10(together) - sum(log10(value) for value in apart)
    return total


def _seen_together(samples: Sequence[Sample], marker: Marker, *, is_single: bool) -> Floats:
    look_up = single_observation_table if is_single else observation_table
    table = np.ones((marker.n_alleles,) * (1 if is_single else 2))
    for sample in samples:
        genotype = sample.genotypes.get(marker.name)
        if genotype:
            table = table * look_up(marker, genotype, ErrorRates(sample.dropout, sample.dropin))
    return table
