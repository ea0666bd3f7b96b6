"""The best whole assignments of everybody, merged from the best ones of independent groups."""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

import numpy as np

from homeward.identify.identification import Identification
from homeward.identify.joint.posterior import LN10, GroupPosterior


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who is who, for everybody at once.

    matched          found person to missing person; who is not named here is nobody on the list
    ln_weight        natural log of likelihood ratio and prior, against "nobody matched"
    ln_lr            natural log of the likelihood ratio with all evidence; parts not yet sorted into bodies left out
    posterior        its probability
    best_over_this   how many times as probable the best assignment is
    """

    matched: dict[str, str]
    ln_weight: float
    ln_lr: float
    posterior: float
    best_over_this: float


def top_assignments(identification: Identification, top: int) -> tuple[Assignment, ...]:
    """List the best whole assignments in order, over all groups.

    Groups are independent, so the best of the whole are sums of the groups' best. No more than `identify` was asked to
    keep.
    """
    top = min(top, identification.top)
    from_groups: list[tuple[float, tuple[int, ...]]] = [(0.0, ())]
    for group in identification.groups:
        from_groups = _merge(from_groups, [ranked.ln_weight for ranked in group.top], top)
    ln_total = sum(group.ln_total for group in identification.groups)
    best = from_groups[0][0] if from_groups else 0.0
    return tuple(_assignment(identification, picks, weight, ln_total, best) for weight, picks in from_groups)


def _merge(
    sofar: Sequence[tuple[float, tuple[int, ...]]], weights: Sequence[float], top: int
) -> list[tuple[float, tuple[int, ...]]]:
    """Combine two descending lists; the pair (i, j) can be among the best only if (i + 1) (j + 1) <= top."""
    pairs = [
        (weight + weights[j], (*picks, j))
        for i, (weight, picks) in enumerate(sofar)
        for j in range(min(len(weights), top // (i + 1)))
    ]
    return heapq.nsmallest(top, pairs, key=lambda pair: (-pair[0], pair[1]))


def _assignment(
    identification: Identification, picks: Sequence[int], ln_weight: float, ln_total: float, best: float
) -> Assignment:
    matched: dict[str, str] = {}
    ln_lr = 0.0
    for group, pick in zip(identification.groups, picks, strict=True):
        matched |= _matched(identification, group, pick)
        ln_lr += _ln_lr(identification, group, pick)
    share, over = _exp(ln_weight - ln_total), _exp(best - ln_weight)
    return Assignment(matched, ln_weight, ln_lr, share, over)


def _ln_lr(identification: Identification, group: GroupPosterior, pick: int) -> float:
    """The likelihood ratio of what the families of a group take, from their tables, and of other evidence."""
    families, bodies, other = (
        identification.collection.families,
        identification.bodies.bodies,
        identification.collection.pair_log10,
    )
    total = 0.0
    for slot, number in zip(group.slots, group.top[pick].choice, strict=True):
        placed = slot.options[number].placed
        if slot.family < 0 or not placed:
            continue
        table = identification.table_of[slot.family]
        row = np.full(len(table.missing), -1)
        for body, place in placed:
            row[place] = body
            missing = families[slot.family].missing[place]
            total += sum(other.get((sample.id, missing), 0.0) for sample in bodies[body].samples)
        total += float(table.log10_lr[(table.assignments == row).all(axis=1)][0])
    return total * LN10


def _exp(value: float) -> float:
    return float("inf") if value > 700.0 else exp(value)


def _matched(identification: Identification, group: GroupPosterior, pick: int) -> dict[str, str]:
    families, bodies = identification.collection.families, identification.bodies.bodies
    matched: dict[str, str] = {}
    for slot, number in zip(group.slots, group.top[pick].choice, strict=True):
        if slot.family >= 0:
            for body, place in slot.options[number].placed:
                for sample in bodies[body].samples:
                    matched[sample.id] = families[slot.family].missing[place]
    return matched
