"""What DNA says about every way of placing found people in one family.

Where several members of a family are missing, pairwise ratios depend on each other: a found brother makes the next one
far more or less likely. The tables here follow the chain rule: place the first missing person, compute what the family
with that profile expects of the second, and so on. Brothers who differ in nothing are computed once and written out for
each order.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import permutations
from math import perm

import numpy as np
from numpy.typing import NDArray

from homeward.errors import TooLarge
from homeward.evidence.dna.comparison.panel import Codes, Panel, Sightings
from homeward.evidence.dna.comparison.tables import Structure, weigh_sightings
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.mutation import Floats
from homeward.evidence.dna.profile import Sex
from homeward.evidence.weight import FamilyTable

NOBODY = -1
_MAX_ASSIGNMENTS = 100_000
_GATHER = 2**22  # look-ups done at once


@dataclass(frozen=True, eq=False)
class FoundSide:
    """The found people as arrays: what was seen of each, at which marker."""

    ids: tuple[str, ...]
    sexes: tuple[Sex, ...]
    sightings: Sightings
    conflicts: NDArray[np.bool_]  # (n_found, n_found): the two share a sample, so they cannot both be placed

    @property
    def codes(self) -> tuple[Codes, Floats]:
        """Alleles (n_found, n_markers, 2), -1 where untyped, and the chances of uncertain single alleles."""
        flat = self.sightings.flat
        pairs = np.array([(-1, -1) if s is None else (s.first, s.last) for s in flat], dtype=np.int16)
        chances = np.array(
            [(1.0, 0.0) if s is None or s.first != s.last else (s.if_homozygous, s.if_heterozygous) for s in flat]
        )
        return pairs[self.sightings.columns], chances[self.sightings.columns]

    def can_be(self, sex: Sex) -> NDArray[np.bool_]:
        """Tell which found people may be somebody of this sex; an unknown sex fits both."""
        return np.array([sex == "U" or own in ("U", sex) for own in self.sexes], dtype=bool)


def add_columns(weights: Floats, sightings: Sightings) -> Floats:
    """Add up the look-ups of every found person: (n_rows, width) to (n_rows, n_found).

    A person whose own samples contradict each other gets -inf; nan where a family's profiles are impossible together.
    """
    columns = np.maximum(sightings.columns, 0)
    out = np.zeros((len(weights), len(columns)))
    for place in range(columns.shape[1]):
        out += weights[:, columns[:, place]]
    out[:, (sightings.columns < 0).any(axis=1)] = -np.inf
    return out


def family_tables(
    families: Mapping[int, Family], panel: Panel, found: FoundSide, *, floor: Floats
) -> list[FamilyTable]:
    """Weigh every joint assignment in each family whose steps all weigh at least the floor.

        families    by the caller's number
        floor       float64 (n_found,): a found person is placed only where the log10 LR, given those already placed,
                    is at least this (-inf: wherever possible, which makes the table complete)
        returns     one `FamilyTable` for each family
        raises      TooLarge above a hundred thousand assignments in one family

    Families of one form are computed together.
    """
    groups: dict[object, list[int]] = {}
    for number, family in families.items():
        groups.setdefault(_form(family), []).append(number)
    tables: list[FamilyTable] = []
    for members in groups.values():
        tables += _tables_of_form([families[n] for n in members], members, panel, found, floor)
    return sorted(tables, key=lambda table: table.family)


def _form(family: Family) -> object:
    people = family.pedigree.people
    place = {person.id: k for k, person in enumerate(people)}
    rows = tuple((place.get(p.father or ""), place.get(p.mother or ""), p.sex) for p in people)
    typed = tuple(place[person.id] for person in family.donors)
    twins = tuple(tuple(place[twin] for twin in group) for group in family.pedigree.twins)
    return rows, twins, typed, tuple(place[person] for person in family.missing)


@dataclass(frozen=True, eq=False)
class _Nodes:
    """Partial assignments of many families of one form."""

    row: NDArray[np.int64]  # which family
    placed: NDArray[np.int32]  # (n_nodes, n_missing)
    log10_lr: Floats

    def take(self, which: NDArray[np.int64]) -> "_Nodes":
        return _Nodes(self.row[which], self.placed[which], self.log10_lr[which])


def _tables_of_form(
    families: Sequence[Family], numbers: Sequence[int], panel: Panel, found: FoundSide, floor: Floats
) -> Iterator[FamilyTable]:
    form, order = _Form.of(families, panel, found).fewest_first()
    n_missing = len(order)
    nodes = _Nodes(
        np.arange(len(families)), np.full((len(families), n_missing), NOBODY, np.int32), np.zeros(len(families))
    )
    for level in range(n_missing):
        nodes = form.place_next(nodes, level, floor)
        if np.bincount(nodes.row).max() > _MAX_ASSIGNMENTS:
            raise TooLarge(f"family {families[0].id}: more than {_MAX_ASSIGNMENTS:,} assignments; raise the floor")
    for row, (number, family) in enumerate(zip(numbers, families, strict=True)):
        own = nodes.take(np.nonzero(nodes.row == row)[0])
        if _count_written_out(own.placed, form.classes) > _MAX_ASSIGNMENTS:
            raise TooLarge(f"family {family.id}: more than {_MAX_ASSIGNMENTS:,} assignments; raise the floor")
        placed, log10_lr = _write_out_orders(own.placed, own.log10_lr, form.classes)
        placed = placed[:, np.argsort(order)]
        rank = np.lexsort((*placed.T[::-1], -(placed == NOBODY).sum(axis=1)))
        yield FamilyTable(number, family.missing, placed[rank], log10_lr[rank])


@dataclass(frozen=True, eq=False)
class _Form:
    families: Sequence[Family]
    panel: Panel
    found: FoundSide
    donor_codes: Codes
    found_codes: tuple[Codes, Floats]
    classes: tuple[tuple[int, ...], ...]  # missing people who differ in nothing, by place
    alone: list[Floats]  # by missing person, (n_families, n_found): log10 LR with nobody else placed

    @classmethod
    def of(cls, families: Sequence[Family], panel: Panel, found: FoundSide) -> "_Form":
        """Prepare families of one form."""
        donors = [person.id for person in families[0].donors]
        profiles = [family.profiles[person.id] for family in families for person in family.donors]
        codes = panel.encode_all(profiles).reshape(len(families), len(donors), len(panel.markers), 2)
        form = cls(families, panel, found, codes, found.codes, interchangeable(families[0]), [])
        missing = families[0].missing
        nobody = np.full((len(families), len(missing)), NOBODY, np.int32)
        nodes = _Nodes(np.arange(len(families)), nobody, np.zeros(len(families)))
        for level, person in enumerate(missing):
            weights = form._weigh(nodes, level, [])
            weights[:, ~found.can_be(families[0].pedigree.by_id[person].sex)] = -np.inf
            form.alone.append(np.nan_to_num(weights, nan=-np.inf, posinf=np.inf, neginf=-np.inf))
        return form

    def fewest_first(self) -> tuple["_Form", NDArray[np.int64]]:
        """Place those first whom the fewest found people can be: that leaves the fewest partial assignments."""
        n_possible = [int((weights > -np.inf).sum()) for weights in self.alone]
        order = np.argsort(n_possible, kind="stable")
        turned = [replace(family, missing=tuple(family.missing[k] for k in order)) for family in self.families]
        alone = [self.alone[k] for k in order]
        return replace(self, families=turned, alone=alone, classes=interchangeable(turned[0])), order

    def place_next(self, nodes: _Nodes, level: int, floor: Floats) -> _Nodes:
        """Extend every partial assignment by each found person, or nobody, for the next missing person."""
        parts = [nodes]
        least = np.where(np.isneginf(floor), np.finfo(float).min, floor)
        for which in _by_mask(nodes.placed[:, :level] != NOBODY):
            step = max(1, _GATHER // len(floor))
            for begin in range(0, len(which), step):
                part = nodes.take(which[begin : begin + step])
                weights = self.alone[level][part.row]
                self._bar(weights, part, level)
                open_rows = np.nonzero(~np.isneginf(weights).all(axis=1))[0]
                part, weights = part.take(open_rows), weights[open_rows]
                earlier = [k for k in range(level) if len(part.row) and part.placed[0, k] != NOBODY]
                if earlier:
                    weights = np.where(np.isneginf(weights), -np.inf, self._weigh(part, level, earlier))
                row, who = np.nonzero(weights >= least)
                placed = part.placed[row].copy()
                placed[:, level] = who
                parts.append(_Nodes(part.row[row], placed, part.log10_lr[row] + weights[row, who]))
        fields = zip(*((p.row, p.placed, p.log10_lr) for p in parts), strict=True)
        row, placed, log10_lr = (np.concatenate(field) for field in fields)
        return _Nodes(row, placed, log10_lr)

    def _bar(self, weights: Floats, part: _Nodes, level: int) -> None:
        """Bar people already placed, their own parts, and, among brothers who differ in nothing, all orders but one."""
        for earlier in range(level):
            who = part.placed[:, earlier]
            placed = np.nonzero(who != NOBODY)[0]
            weights[placed] = np.where(self.found.conflicts[who[placed]], -np.inf, weights[placed])
            weights[placed, who[placed]] = -np.inf
        twin = [c[c.index(level) - 1] for c in self.classes if level in c and c.index(level) > 0]
        if twin:
            limit = part.placed[:, twin[0]]
            index = np.arange(weights.shape[1])
            weights[(index[None, :] <= limit[:, None]) | (limit[:, None] == NOBODY)] = -np.inf

    def _weigh(self, part: _Nodes, level: int, earlier: list[int]) -> Floats:
        """Log10 LR of every found person as the missing person at this level, given those already placed."""
        family = self.families[0]
        pairs, chances = self.found_codes
        who = part.placed[:, earlier]
        codes = np.concatenate([self.donor_codes[part.row], pairs[who]], axis=1)
        sure = np.broadcast_to(np.array([1.0, 0.0]), (*self.donor_codes[part.row].shape[:3], 2))
        all_chances = np.concatenate([sure, chances[who]], axis=1)
        typed = tuple(person.id for person in family.donors) + tuple(family.missing[k] for k in earlier)
        uncertain = bool((all_chances[..., 1] > 0.0).any())
        structure = Structure(family.pedigree, typed, family.missing[level], codes, all_chances if uncertain else None)
        return add_columns(weigh_sightings(structure, self.panel, self.found.sightings), self.found.sightings)


def _by_mask(is_placed: NDArray[np.bool_]) -> Iterator[NDArray[np.int64]]:
    if is_placed.shape[1] == 0:
        yield np.arange(len(is_placed))
        return
    _, which = np.unique(is_placed, axis=0, return_inverse=True)
    for number in range(int(which.max(initial=-1)) + 1):
        yield np.nonzero(which.ravel() == number)[0]


def interchangeable(family: Family) -> tuple[tuple[int, ...], ...]:
    """Find missing people who differ in nothing the evidence can see: same parents, same sex, no children, no twin."""
    parents = {parent for p in family.pedigree.people for parent in (p.father, p.mother) if parent is not None}
    twins = {twin for group in family.pedigree.twins for twin in group}
    groups: dict[object, list[int]] = {}
    for place, person_id in enumerate(family.missing):
        person = family.pedigree.by_id[person_id]
        alone = person.is_founder or person_id in parents or person_id in twins
        groups.setdefault(place if alone else (person.father, person.mother, person.sex), []).append(place)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


def _count_written_out(placed: NDArray[np.int32], classes: tuple[tuple[int, ...], ...]) -> int:
    """Count the rows that `_write_out_orders` will give."""
    ways = np.ones(len(placed))
    for group in classes:
        n_orders = np.array([perm(len(group), k) for k in range(len(group) + 1)], dtype=np.float64)
        ways *= n_orders[(placed[:, list(group)] != NOBODY).sum(axis=1)]
    return int(ways.sum())


def _write_out_orders(
    placed: NDArray[np.int32], log10_lr: Floats, classes: tuple[tuple[int, ...], ...]
) -> tuple[NDArray[np.int32], Floats]:
    """Give every order of interchangeable people its own row; all orders weigh the same."""
    for group in classes:
        columns = list(group)
        rows, weights = [], []
        for n_placed in range(len(group) + 1):
            own = np.nonzero((placed[:, columns] != NOBODY).sum(axis=1) == n_placed)[0]
            if not len(own):
                continue
            for seats in permutations(range(len(group)), n_placed):
                block = placed[own].copy()
                block[:, columns] = NOBODY
                block[:, [columns[seat] for seat in seats]] = placed[
                    np.ix_(own, np.array(columns[:n_placed], dtype=np.int64))
                ]
                rows.append(block)
                weights.append(log10_lr[own])
        placed, log10_lr = np.concatenate(rows), np.concatenate(weights)
    return placed, log10_lr
