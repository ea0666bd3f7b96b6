"""Cutting the whole problem into groups of families and found people that have nothing to do with each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homeward.evidence.weight import FamilyTable
from homeward.identify.joint.posterior import LN10, Option, Slot

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Pool:
    """The found people who compete: samples, and bodies made of one or several of them.

    members            for each body the samples it is made of
    log10_body         log10 LR of each body being one person, against its samples being of different people; with the
                       prior weight of every sample beyond the first
    log10_unmatched    weight of each sample left over, where no leftover names it
    """

    members: tuple[tuple[int, ...], ...]
    log10_body: Floats
    log10_unmatched: Floats
    leftovers: tuple["Leftover", ...] = ()


@dataclass(frozen=True, slots=True)
class Leftover:
    """Ways in which the parts of one set that no family takes may belong together.

    options    sets of bodies, each with the log10 weight of those bodies being left over
    """

    parts: tuple[int, ...]
    options: tuple[tuple[tuple[int, ...], float], ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A slot before its group is known: people by number, not yet by bit."""

    family: int
    options: tuple[tuple[tuple[int, ...], float, tuple[tuple[int, int], ...]], ...]  # samples, ln weight, placed bodies
    requires: tuple[int, ...] = ()

    @property
    def people(self) -> set[int]:
        """Every sample that an option uses."""
        return {sample for samples, _, _ in self.options for sample in samples}


def draft_slots(
    tables: Sequence[FamilyTable],
    pool: Pool,
    pair_log10: Mapping[tuple[int, int, int], float],
    empty_log10: Mapping[int, Sequence[float]] | None = None,
) -> list[Draft]:
    """Turn family tables into slots whose weights are against "everybody left over alone".

    pair_log10     other evidence: (body, family, place among its missing) to log10 LR
    empty_log10    by family, the log10 weight of each of its missing people being none of those in the tables
    """
    shared = {part for leftover in pool.leftovers for part in leftover.parts}
    # a sample that stands alone costs its unmatched weight when a family takes it; parts are counted by their leftover
    price = [
        float(pool.log10_body[body]) - sum(float(pool.log10_unmatched[s]) for s in members if s not in shared)
        for body, members in enumerate(pool.members)
    ]
    empty = empty_log10 or {}
    drafts = [
        _family_draft(table, pool, price, pair_log10, empty.get(table.family, [0.0] * len(table.missing)))
        for table in tables
    ]
    for leftover in pool.leftovers:
        options = tuple(
            (
                tuple(sample for body in bodies for sample in pool.members[body]),
                weight * LN10,
                tuple((body, -1) for body in bodies),
            )
            for bodies, weight in leftover.options
        )
        drafts.append(Draft(-1, options, leftover.parts))
    return drafts


def _family_draft(
    table: FamilyTable,
    pool: Pool,
    price: Sequence[float],
    pair_log10: Mapping[tuple[int, int, int], float],
    empty: Sequence[float],
) -> Draft:
    options = []
    for row, log10_lr in zip(table.assignments.tolist(), table.log10_lr.tolist(), strict=True):
        placed = tuple((body, place) for place, body in enumerate(row) if body >= 0)
        other = sum(price[body] + pair_log10.get((body, table.family, place), 0.0) for body, place in placed)
        weight = log10_lr + other + sum(empty[place] for place, body in enumerate(row) if body < 0)
        if weight > -np.inf:
            samples = tuple(sample for body, _ in placed for sample in pool.members[body])
            options.append((samples, weight * LN10, placed))
    return Draft(table.family, tuple(options))


def split(drafts: Sequence[Draft]) -> list[list[Slot]]:
    """Split slots into groups that share nobody, and number the people of each group by bits."""
    parent: dict[int, int] = {}

    def root(node: int) -> int:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    people = [sorted(draft.people) for draft in drafts]
    for members in people:
        for other in members[1:]:
            parent[root(other)] = root(members[0])
    groups: dict[int, list[int]] = {}
    for number, members in enumerate(people):
        groups.setdefault(root(members[0]) if members else -1 - number, []).append(number)
    return [_number([drafts[n] for n in numbers]) for numbers in groups.values()]


def _number(drafts: Sequence[Draft]) -> list[Slot]:
    bit = {person: 1 << k for k, person in enumerate(sorted(set().union(*(draft.people for draft in drafts))))}
    return [
        Slot(
            draft.family,
            tuple(Option(sum(bit[s] for s in samples), weight, placed) for samples, weight, placed in draft.options),
            sum(bit[s] for s in draft.requires),
        )
        for draft in drafts
    ]
