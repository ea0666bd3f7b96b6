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
from homeward.evidence.dna.comparison.panel import CERTAIN, UNTYPED, Codes, Panel, Sightings
from homeward.evidence.dna.comparison.tables import Structure, men_at_x, weigh_sightings
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.mutation import Floats
from homeward.evidence.dna.profile import Sex
from homeward.evidence.weight import FamilyTable

NOBODY = -1
_MAX_ASSIGNMENTS = 100_000
_GATHER = 2**22  # look-ups done at once
_LOWEST = -1e9  # log10 LR below which nothing finite lies


@dataclass(frozen=True, eq=False)
class FoundSide:
    """The found people as arrays: what was seen of each, at which marker."""

    ids: tuple[str, ...]
    sexes: tuple[Sex, ...]
    sightings: Sightings
    conflicts: NDArray[np.bool_]  # (n_found, n_found): the two share a sample, so they cannot both be placed

    @property
    def codes(self) -> tuple[Codes, Floats]:
        """Alleles (n_found, n_markers, 2), -1 where untyped, and the chances (n_found, n_markers, 3) of single ones."""
        flat = self.sightings.flat
        pairs = np.array([(-1, -1) if s is None else (s.first, s.last) for s in flat], dtype=np.int16)
        chances = np.array([CERTAIN if s is None else s.chances for s in flat])
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
    families: Mapping[int, Family],
    panel: Panel,
    found: FoundSide,
    *,
    floor: Floats,
    beside: Floats | None = None,
    carried: int = 0,
) -> list[FamilyTable]:
    """Weigh every joint assignment in each family whose steps all weigh at least the floor.

        families    by the caller's number
        floor       float64 (n_found,): a found person is placed only where the log10 LR, given those already placed,
                    is at least this (-inf: wherever possible, which makes the table complete)
        carried     so many of a family's best assignments below the floor are carried on, because a brother may lift
                    them
        beside      float64 (n_found,): from where on those are kept in the end: log10 LR of everybody placed, given all
                    others placed; without it, the floor
        returns     one `FamilyTable` for each family
        raises      TooLarge above a hundred thousand assignments in one family

    Families of one form are computed together.
    """
    least = np.where(np.isneginf(floor), _LOWEST, floor)
    limit = _Limit(least, least if beside is None else beside, carried)
    groups: dict[object, list[int]] = {}
    for number, family in families.items():
        groups.setdefault((_form(family), men_at_x(family, panel)), []).append(number)
    tables: list[FamilyTable] = []
    for members in groups.values():
        tables += _tables_of_form([families[n] for n in members], members, panel, found, limit)
    return sorted(tables, key=lambda table: table.family)


def _form(family: Family) -> object:
    people = family.pedigree.people
    place = {person.id: k for k, person in enumerate(people)}
    rows = tuple((place.get(p.father or ""), place.get(p.mother or ""), p.sex) for p in people)
    typed = tuple(place[person.id] for person in family.donors)
    twins = tuple(tuple(place[twin] for twin in group) for group in family.pedigree.twins)
    return rows, twins, typed, tuple(place[person] for person in family.missing)


@dataclass(frozen=True, slots=True)
class _Limit:
    """From where on a found person is placed: log10 LR, by found person.

    least      given those placed before
    beside     given all others who are placed, where that needed a step below `least`
    carried    how many ways with such a step are carried on for each family
    """

    least: Floats
    beside: Floats
    carried: int


@dataclass(frozen=True, eq=False)
class _Nodes:
    """Partial assignments of many families of one form.

    weak    whether a step was below the floor, so that it is carried on only
    """

    row: NDArray[np.int64]  # which family
    placed: NDArray[np.int32]  # (n_nodes, n_missing)
    log10_lr: Floats
    weak: NDArray[np.bool_]

    @classmethod
    def start(cls, n_families: int, n_missing: int) -> "_Nodes":
        """Nobody is placed in any family."""
        placed = np.full((n_families, n_missing), NOBODY, np.int32)
        return cls(np.arange(n_families), placed, np.zeros(n_families), np.zeros(n_families, dtype=bool))

    def take(self, which: NDArray[np.int64]) -> "_Nodes":
        return _Nodes(self.row[which], self.placed[which], self.log10_lr[which], self.weak[which])

    def best_weak(self, limit: _Limit) -> "_Nodes":
        """Carry on only so many of each family's weak ways: those nearest to their floor."""
        missing = np.where(self.placed >= 0, limit.least[self.placed], 0.0).sum(axis=1) - self.log10_lr
        order = np.lexsort((missing, self.row, self.weak))
        first_weak = len(order) - int(self.weak.sum())
        rows = self.row[order[first_weak:]]
        rank = np.arange(len(rows)) - np.searchsorted(rows, rows)
        keep = np.concatenate([order[:first_weak], order[first_weak:][rank < limit.carried]])
        return self.take(np.sort(keep))


def _tables_of_form(
    families: Sequence[Family], numbers: Sequence[int], panel: Panel, found: FoundSide, limit: _Limit
) -> Iterator[FamilyTable]:
    form, order = _Form.of(families, panel, found).fewest_first()
    nodes = _Nodes.start(len(families), len(order))
    for level in range(len(order)):
        nodes = form.place_next(nodes, level, limit)
        if np.bincount(nodes.row).max() > _MAX_ASSIGNMENTS:
            raise TooLarge(f"family {families[0].id}: more than {_MAX_ASSIGNMENTS:,} assignments; raise the floor")
    for row, (number, family) in enumerate(zip(numbers, families, strict=True)):
        own = _drop_weak(nodes.take(np.nonzero(nodes.row == row)[0]), form.classes, limit)
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
        nodes = _Nodes.start(len(families), len(missing))
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

    def place_next(self, nodes: _Nodes, level: int, limit: _Limit) -> _Nodes:
        """Extend every partial assignment by each found person, or nobody, for the next missing person."""
        parts, least = [nodes], limit.least
        for which in _by_mask(nodes.placed[:, :level] != NOBODY):
            step = max(1, _GATHER // max(len(least), 1))
            for begin in range(0, len(which), step):
                part = nodes.take(which[begin : begin + step])
                weights = self.alone[level][part.row]
                self._bar(weights, part, level)
                open_rows = np.nonzero(~np.isneginf(weights).all(axis=1))[0]
                part, weights = part.take(open_rows), weights[open_rows]
                earlier = [k for k in range(level) if len(part.row) and part.placed[0, k] != NOBODY]
                if earlier:
                    weights = np.where(np.isneginf(weights), -np.inf, self._weigh(part, level, earlier))
                row, who = np.nonzero(weights >= (np.full_like(least, _LOWEST) if limit.carried else least))
                placed = part.placed[row].copy()
                placed[:, level] = who
                weak = part.weak[row] | (weights[row, who] < least[who])
                more = _Nodes(part.row[row], placed, part.log10_lr[row] + weights[row, who], weak)
                parts.append(more.best_weak(limit) if limit.carried else more)
        fields = zip(*((p.row, p.placed, p.log10_lr, p.weak) for p in parts), strict=True)
        whole = _Nodes(*(np.concatenate(field) for field in fields))
        return whole.best_weak(limit) if limit.carried else whole

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
        people = family.pedigree.people
        pairs, chances = self.found_codes
        who = part.placed[:, earlier]
        seen = pairs[who]
        unknown = np.array([family.pedigree.by_id[family.missing[k]].sex == "U" for k in earlier], dtype=bool)
        is_x = np.array([marker.chromosome == "X" for marker in self.panel.markers], dtype=bool)
        seen[:, unknown[:, None] & is_x] = UNTYPED  # what weighed nothing of them says nothing of the next one either
        codes = np.concatenate([self.donor_codes[part.row], seen], axis=1)
        sure = np.broadcast_to(np.array(CERTAIN), (*self.donor_codes[part.row].shape[:3], 3))
        all_chances = np.concatenate([sure, chances[who]], axis=1)
        typed = tuple(person.id for person in family.donors) + tuple(family.missing[k] for k in earlier)
        known = all_chances if bool((all_chances != CERTAIN).any()) else None
        men = frozenset((people[place].id, number) for place, number in men_at_x(family, self.panel))
        structure = Structure(family.pedigree, typed, family.missing[level], codes, known, men)
        return add_columns(weigh_sightings(structure, self.panel, self.found.sightings), self.found.sightings)


def _drop_weak(nodes: _Nodes, classes: tuple[tuple[int, ...], ...], limit: _Limit) -> _Nodes:
    """Of one family's ways with a weak step keep those where everybody reaches the limit given all others placed."""
    if not nodes.weak.any():
        return nodes
    known = {tuple(placed): value for placed, value in zip(nodes.placed.tolist(), nodes.log10_lr.tolist(), strict=True)}
    keep = ~nodes.weak
    for number in np.nonzero(nodes.weak)[0].tolist():
        placed, value = tuple(nodes.placed[number].tolist()), float(nodes.log10_lr[number])
        without = {k: known.get(_leave_out(placed, k, classes)) for k, who in enumerate(placed) if who != NOBODY}
        if len(without) > 1:
            reaches = value >= sum(limit.beside[who] for who in placed if who != NOBODY)
            gains = all(v is None or value - v >= limit.beside[placed[k]] for k, v in without.items())
            keep[number] = reaches and gains
    return nodes.take(np.nonzero(keep)[0])


def _leave_out(placed: tuple[int, ...], place: int, classes: tuple[tuple[int, ...], ...]) -> tuple[int, ...]:
    """Take one person out; brothers who differ in nothing fill their places from the first."""
    rest = list(placed)
    rest[place] = NOBODY
    for group in classes:
        filled = [rest[k] for k in group if rest[k] != NOBODY]
        filled += [NOBODY] * (len(group) - len(filled))
        for k, who in zip(group, filled, strict=True):
            rest[k] = who
    return tuple(rest)


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
