"""The joint posterior of a collection too large for a full table: from screened pairs only.

Pairs below the screening limit are counted one at a time, as "somebody on the list, but nobody in particular": their
summed weight stands beside "nobody on the list". Families with several missing people are weighed jointly over all
found whose weight, given those already placed, reaches the limit. Groups too tangled for the exact sum drop their
weakest pairs into the same sum, step by step.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from homeward.evidence.dna.comparison.joint import family_tables
from homeward.evidence.dna.comparison.panel import Panel
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.profile import Sample
from homeward.evidence.weight import FamilyTable
from homeward.identify.candidates import Screening
from homeward.identify.collection import Collection, compare
from homeward.identify.identification import identify
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
from homeward.identify.keeping import CARRIED
from homeward.identify.prior import Prior
from homeward.identify.reassociation import Bodies, found_side

_FLOORS = (-np.inf, -2.0, -1.0, 0.0, 1.0, 2.0)  # log10 of LR over w below which a tangled group drops pairs
_FAMILIES_AT_ONCE = 256
_NOTED = 1e-3  # posterior from which a pair is shown that the screening did not keep


@dataclass(frozen=True, eq=False)
class MassIdentification:
    """The posterior of every screened pair.

    found, missing    int64 (n_pairs,): places among the found samples and the missing people
    log10_lr          float64 (n_pairs,): of the body this sample belongs to; nan where it was weighed given others only
    posterior         float64 (n_pairs,)
    weak              float64 (n_found,): probability of somebody on the list with a weight below the limit
    nobody            float64 (n_found,): probability of nobody on the list
    max_error         largest standard error of a probability, where a group had to be sampled
    """

    found: NDArray[np.int64]
    missing: NDArray[np.int64]
    log10_lr: Floats
    posterior: Floats
    weak: Floats
    nobody: Floats
    n_groups: int
    max_error: float
    floor: float = -np.inf  # log10 of LR over w up to which pairs of tangled groups were counted one at a time


def identify_whole(collection: Collection, screening: Screening, prior: Prior) -> MassIdentification:
    """Compute the joint posterior of a short list from all its pairs, kept by the screening or not.

    collection    see `with_own_ids`
    returns       the pairs that the screening kept or whose posterior reaches 0.001, as `identify_screened` does
    """
    comparison = compare(collection)
    result = identify(collection, prior, comparison=comparison, top=1)
    values = np.where(np.isnan(comparison.log10_lr), -np.inf, comparison.log10_lr)
    shown = result.posterior >= _NOTED
    for body, column, value in zip(
        screening.found.tolist(), screening.missing.tolist(), screening.log10_lr.tolist(), strict=True
    ):
        own = [int(sample.id) for sample in result.bodies.bodies[body].samples]
        shown[own, column] |= len(own) == 1 or value > -np.inf
        values[own, column] = np.maximum(values[own, column], value)
    who, places = np.nonzero(shown & (values > -np.inf))
    order = np.lexsort((-result.posterior[who, places], who))
    who, places = who[order], places[order]
    posterior = result.posterior[who, places]
    return MassIdentification(
        who,
        places,
        values[who, places],
        posterior,
        np.clip(result.posterior.sum(axis=1) - np.bincount(who, posterior, len(collection.found)), 0.0, 1.0),
        result.nobody,
        len(result.groups),
        result.max_error,
        result.floor,
    )


def with_own_ids(
    families: Sequence[Family],
    found: Sequence[Sample],
    panel: Panel,
    other: Mapping[tuple[int, int], float],
    parts_per_person: float,
) -> Collection:
    """Make a collection of lists whose families may call their people alike: ids become numbers.

    other    log10 LR of evidence other than DNA, by found sample and missing person
    """
    named = tuple(_with_own_ids(number, family) for number, family in enumerate(families))
    samples = tuple(replace(sample, id=str(number)) for number, sample in enumerate(found))
    missing = [person for family in named for person in family.missing]
    pairs = {(str(sample), missing[column]): value for (sample, column), value in other.items()}
    return Collection(panel, named, samples, pairs, parts_per_person)


def _with_own_ids(number: int, family: Family) -> Family:
    """Give the people of a family ids that no other family has."""
    people = tuple(
        replace(
            person,
            id=f"{number} {person.id}",
            father=None if person.father is None else f"{number} {person.father}",
            mother=None if person.mother is None else f"{number} {person.mother}",
        )
        for person in family.pedigree.people
    )
    twins = tuple(tuple(f"{number} {twin}" for twin in group) for group in family.pedigree.twins)
    profiles = {f"{number} {person}": profile for person, profile in family.profiles.items()}
    missing = tuple(f"{number} {person}" for person in family.missing)
    return replace(
        family, pedigree=replace(family.pedigree, people=people, twins=twins), profiles=profiles, missing=missing
    )


def identify_screened(
    families: Sequence[Family],
    bodies: Bodies,
    panel: Panel,
    screening: Screening,
    prior: Prior,
    *,
    other: Mapping[tuple[int, int], float] | None = None,
) -> MassIdentification:
    """Compute the joint posterior over the pairs that a screening of the bodies kept.

    bodies     see `reassociation.sort_into_bodies`; the screening's found people are `bodies.bodies`
    other      log10 LR of evidence other than DNA, by body and missing person
    returns    a `MassIdentification`, pairs ordered by found sample, then by posterior
    """
    columns = [(number, k) for number, family in enumerate(families) for k in range(len(family.missing))]
    log10_w = prior.log10_unmatched(len(columns), len(bodies.atoms))
    weights = other or {}
    by_place = {(body, *columns[missing]): value for (body, missing), value in weights.items()}
    tables = _tables(families, bodies, panel, screening, weights)
    log10_unmatched = _add(np.full(len(bodies.bodies), log10_w), screening.weak)
    groups: list[GroupPosterior] = []
    leftovers: frozenset[int] = frozenset()
    for floor in _FLOORS:
        pool = bodies.pool(log10_w, log10_unmatched)
        drafts = [d for d in draft_slots(tables, pool, by_place) if d.family >= 0 or not leftovers & set(d.requires)]
        done, waiting = _solve_affordable(split(drafts), is_last=floor == _FLOORS[-1])
        groups += done
        if not waiting:
            break
        pending = {slot.family for slots in waiting for slot in slots}
        leftovers |= _parts_of(done, bodies)
        next_floor = _FLOORS[_FLOORS.index(floor) + 1]
        tables, moved = _thin(
            [t for t in tables if t.family in pending], next_floor + log10_w, len(bodies.bodies), by_place
        )
        log10_unmatched = _add(log10_unmatched, moved)
    outcome = _collect(groups, families, bodies, screening, 10.0 ** (log10_w - log10_unmatched))
    return replace(outcome, floor=floor)


def _add(log10_one: Floats, other: Floats) -> Floats:
    """Add numbers to numbers given by log10, where one may be far too small to write."""
    with np.errstate(divide="ignore"):
        return np.logaddexp(log10_one * LN10, np.log(other)) / LN10


def _parts_of(groups: Sequence[GroupPosterior], bodies: Bodies) -> frozenset[int]:
    """The atoms whose sorting into bodies these groups have settled."""
    placed = {body for g in groups for slot in g.slots if slot.family < 0 for o in slot.options for body, _ in o.placed}
    return frozenset(atom for body in placed for atom in bodies.members[body])


def _tables(
    families: Sequence[Family],
    bodies: Bodies,
    panel: Panel,
    screening: Screening,
    other: Mapping[tuple[int, int], float],
) -> list[FamilyTable]:
    columns = [(number, k) for number, family in enumerate(families) for k in range(len(family.missing))]
    tables, several = [], {}
    order = np.argsort(screening.missing, kind="stable")
    starts = np.searchsorted(screening.missing[order], np.arange(len(columns) + 1))
    for column, (number, _place) in enumerate(columns):
        rows = order[starts[column] : starts[column + 1]]
        if not len(rows):
            continue
        if len(families[number].missing) > 1:
            several[number] = families[number]
        else:
            assignments = np.concatenate([[-1], screening.found[rows]]).astype(np.int32)[:, None]
            weights = np.concatenate([[0.0], screening.log10_lr[rows]])
            tables.append(FamilyTable(number, families[number].missing, assignments, weights))
    side = found_side(bodies, panel)
    least = np.full(len(bodies.bodies), screening.least)
    for (body, _), value in other.items():
        least[body] = min(least[body], screening.least - value)
    every = {n: f for n, f in enumerate(families) if len(f.missing) > 1 and n not in screening.unusable}
    carried = CARRIED // max(len(every), 1)
    if carried >= len(bodies.bodies):  # few enough to look for brothers who show beside each other only
        return tables + family_tables(every, panel, side, floor=least, carried=carried)
    numbers = sorted(several)
    for begin in range(0, len(numbers), _FAMILIES_AT_ONCE):
        part = numbers[begin : begin + _FAMILIES_AT_ONCE]
        tables += family_tables({n: several[n] for n in part}, panel, side, floor=least)
    return tables


def _solve_affordable(groups: Sequence[list[Slot]], *, is_last: bool) -> tuple[list[GroupPosterior], list[list[Slot]]]:
    done, waiting = [], []
    for slots in groups:
        if len(slots) == 1 or count_steps(order_slots(slots), MAX_STEPS) <= MAX_STEPS:
            done.append(solve_group(slots, 1))
        elif is_last:
            done.append(sample_group(slots, 1))
        else:
            waiting.append(slots)
    return done, waiting


def _thin(
    tables: Sequence[FamilyTable], least: float, n_found: int, weights: Mapping[tuple[int, int, int], float]
) -> tuple[list[FamilyTable], Floats]:
    """Drop assignments of one person below the limit; give what they weighed with all evidence, by found person."""
    moved, thinner = np.zeros(n_found), []
    for table in tables:
        n_placed = (table.assignments >= 0).sum(axis=1)
        who, place = table.assignments.max(axis=1), (table.assignments >= 0).argmax(axis=1)
        other = [
            weights.get((body, table.family, at), 0.0) for body, at in zip(who.tolist(), place.tolist(), strict=True)
        ]
        weight = table.log10_lr + np.array(other)
        weak = (n_placed == 1) & (weight < least)
        np.add.at(moved, who[weak], 10.0 ** weight[weak])
        keep = ~weak
        thinner.append(FamilyTable(table.family, table.missing, table.assignments[keep], table.log10_lr[keep]))
    return thinner, moved


def _collect(
    groups: Sequence[GroupPosterior],
    families: Sequence[Family],
    bodies: Bodies,
    screening: Screening,
    share_nobody: Floats,
) -> MassIdentification:
    first = np.cumsum([0] + [len(family.missing) for family in families])
    samples_of = [tuple(k for atom in members for k in bodies.atoms[atom]) for members in bodies.members]
    n_found = sum(len(samples) for samples in bodies.atoms)
    alone = dict(
        zip(
            zip(screening.found.tolist(), screening.missing.tolist(), strict=True),
            screening.log10_lr.tolist(),
            strict=True,
        )
    )
    shares: dict[tuple[int, int], float] = {}
    weights: dict[tuple[int, int], float] = {}
    for group in groups:
        for slot, probabilities in zip(group.slots, group.probability, strict=True):
            for option, probability in zip(slot.options, probabilities, strict=True):
                for body, place in option.placed if slot.family >= 0 else ():
                    missing = int(first[slot.family]) + place
                    for sample in samples_of[body]:
                        shares[sample, missing] = shares.get((sample, missing), 0.0) + probability
                        weights[sample, missing] = max(
                            weights.get((sample, missing), -np.inf), alone.get((body, missing), -np.inf)
                        )
    pairs = sorted(shares, key=lambda pair: (pair[0], -shares[pair]))
    posterior = np.array([shares[pair] for pair in pairs])
    who = np.array([pair[0] for pair in pairs], dtype=np.int64)
    listed = np.bincount(who, posterior, n_found).astype(np.float64)
    left = bodies.left_over(groups, listed)
    nobody = np.array([sum(share * share_nobody[body] for body, share in own) for own in left])
    weak = np.array([sum(share * (1.0 - share_nobody[body]) for body, share in own) for own in left])
    log10_lr = np.array([weights[pair] for pair in pairs])
    return MassIdentification(
        who,
        np.array([pair[1] for pair in pairs], dtype=np.int64),
        np.where(np.isneginf(log10_lr), np.nan, log10_lr),
        posterior,
        weak,
        nobody,
        len(groups),
        max((group.max_error for group in groups), default=0.0),
    )
