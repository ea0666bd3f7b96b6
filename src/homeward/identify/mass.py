"""The joint posterior of a collection too large for a full table: from screened pairs only.

Pairs below the screening limit are counted one at a time, as "somebody on the list, but nobody in particular": their
summed weight stands beside "nobody on the list". Families with several missing people are weighed jointly over all
found whose weight, given those already placed, reaches the limit. Groups too tangled for the exact sum drop their
weakest pairs into the same sum, step by step.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homeward.evidence.dna.comparison.joint import family_tables
from homeward.evidence.dna.comparison.panel import Panel
from homeward.evidence.dna.family import Family
from homeward.evidence.weight import FamilyTable
from homeward.identify.candidates import Screening
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
from homeward.identify.reassociation import Bodies, found_side

_FLOORS = (-np.inf, -2.0, -1.0, 0.0, 1.0, 2.0)  # log10 of LR over w below which a tangled group drops pairs
_FAMILIES_AT_ONCE = 256


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
        tables, moved = _thin([t for t in tables if t.family in pending], next_floor + log10_w, len(bodies.bodies))
        log10_unmatched = _add(log10_unmatched, moved)
    return _collect(groups, families, bodies, screening, 10.0 ** (log10_w - log10_unmatched))


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


def _thin(tables: Sequence[FamilyTable], least: float, n_found: int) -> tuple[list[FamilyTable], Floats]:
    """Drop assignments of one person below the limit; give what they weighed, by found person."""
    moved, thinner = np.zeros(n_found), []
    for table in tables:
        n_placed = (table.assignments >= 0).sum(axis=1)
        weak = (n_placed == 1) & (table.log10_lr < least)
        who = table.assignments[weak].max(axis=1)
        np.add.at(moved, who, 10.0 ** table.log10_lr[weak])
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
