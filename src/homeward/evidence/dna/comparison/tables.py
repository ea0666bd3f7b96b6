"""What each missing person's genotype weighs, for many families and markers at once.

Families of one structure (same pedigree, same people typed, same missing person) are computed together: for each marker
one batch of eliminations gives P(genotype | relatives) for all of them, and each distinct observation among the found
people becomes one column of log10 LR. Comparing anybody with anybody is then a look-up.

Source: notes of Vigeland & Egeland 2021, Sci Rep 11:13661 on the conditional distribution; docs/models/kinship.md.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from homeward.errors import Unsupported
from homeward.evidence.dna.comparison.panel import Codes, Panel, Sighting, Sightings
from homeward.evidence.dna.conditional import genotype_table
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.kinship import Model
from homeward.evidence.dna.likelihood.lumping import matrices_of
from homeward.evidence.dna.likelihood.network import Alleles, Evidence, Shape, plan_of, shape_of, solve
from homeward.evidence.dna.likelihood.observation import ErrorRates
from homeward.evidence.dna.mutation import Floats
from homeward.evidence.dna.pedigree import Pedigree

Ints = NDArray[np.int64]
_FEW = 64  # families below which markers share their batches
_BATCH_ENTRIES = 2**20  # entries of the largest table of a batch: 8 MiB, about the second-level caches


@dataclass(frozen=True)
class Structure:
    """Families that differ in genotypes only.

    codes      int16 (n_families, n_typed, n_markers, 2): the relatives' alleles, -1 where untyped
    chances    float64 (n_families, n_typed, n_markers, 2) or None: where one allele was seen, its chance if both
               copies are this allele, and if only one is; None where all are certain
    """

    pedigree: Pedigree
    typed: tuple[str, ...]
    target: str
    codes: Codes
    chances: Floats | None = None


def structures_of(families: Sequence[Family], panel: Panel) -> Iterator[tuple[Structure, list[tuple[int, str]]]]:
    """Group (family, missing person) pairs by structure.

    Yields each structure with its pairs (family's place, missing person's id), in the order of its rows.
    """
    groups: dict[object, list[tuple[int, str]]] = {}
    for number, family in enumerate(families):
        people = family.pedigree.people
        place = {person.id: k for k, person in enumerate(people)}
        form = tuple((place.get(p.father), place.get(p.mother), p.sex) for p in people)  # type: ignore[arg-type]
        typed = tuple(place[person] for person in place if family.profiles.get(person))
        twins = tuple(tuple(place[twin] for twin in group) for group in family.pedigree.twins)
        for person in family.missing:
            groups.setdefault((form, twins, typed, place[person]), []).append((number, person))
    for members in groups.values():
        first = families[members[0][0]]
        typed_ids = [[p.id for p in families[n].pedigree.people if families[n].profiles.get(p.id)] for n, _ in members]
        profiles = [families[n].profiles[p] for (n, _), ids in zip(members, typed_ids, strict=True) for p in ids]
        codes = panel.encode_all(profiles).reshape(len(members), len(typed_ids[0]), len(panel.markers), 2)
        yield Structure(first.pedigree, tuple(typed_ids[0]), members[0][1], codes), members


def weigh_sightings(structure: Structure, panel: Panel, sightings: Sightings) -> Floats:
    """Weigh every sighting against every family of one structure.

    returns    float64 (n_families, width) log10 LR; column 0 (untyped) is 0; -inf where impossible;
               nan where the family's own profiles are impossible at that marker
    """
    return weigh_families(structure, panel, sightings)[0]


def weigh_families(structure: Structure, panel: Panel, sightings: Sightings) -> tuple[Floats, Floats]:
    """Weigh every sighting against every family of one structure, and say how probable the relatives' profiles are.

    returns    as `weigh_sightings`; and float64 (n_families, n_markers), log10 P(profiles of the relatives), nan at
               markers where nothing was seen among the found
    """
    out = np.zeros((len(structure.codes), sightings.width))
    relatives = np.full((len(structure.codes), len(panel.markers)), np.nan)
    places = [place for place, seen in enumerate(sightings.by_marker) if seen]
    relatives[:, places] = 0.0
    kinds: dict[object, list[int]] = {}
    for place in places:
        marker = panel.markers[place]
        together = len(structure.codes) < _FEW and marker.mutation.is_proportional and not marker.has_silent
        kinds.setdefault((marker.chromosome,) if together else place, []).append(place)
    for loci in kinds.values():
        answer = _Answer(_stack_of(panel, tuple(loci)), panel, sightings, np.array(loci), out, relatives)
        _weigh_loci(structure, answer)
    return out, relatives


def _weigh_loci(structure: Structure, answer: "_Answer") -> None:
    """Weigh the sightings at some markers of one kind, which share their tables' batches."""
    stack, loci = answer.stack, answer.loci
    codes = np.swapaxes(structure.codes[:, :, loci], 1, 2).astype(np.int64)
    is_typed = codes[..., 0] >= 0
    power = 1 << np.arange(is_typed.shape[2], dtype=np.int64)
    masks = is_typed @ power
    for mask in np.unique(masks).tolist():
        if not mask and stack.is_proportional and not _parents_related(structure.pedigree, structure.target):
            continue  # with nobody typed a stationary model leaves the population's genotypes, which weigh nothing
        typed = np.nonzero(mask & power)[0]
        family, locus = np.nonzero(masks == mask)
        chances = None
        if structure.chances is not None:
            chances = np.swapaxes(structure.chances[:, :, loci], 1, 2)[family, locus][:, typed]
        people = tuple(structure.typed[k] for k in typed)
        given = _Given(structure, people, family, locus, codes[family, locus][:, typed], chances)
        frame = _frame_of(given, stack)
        if frame is not None:
            weigh = _weigh_together if frame.is_fast else _weigh_one_by_one
            weigh(frame, given, answer)


@dataclass(frozen=True, slots=True)
class _Given:
    """What is known of the relatives, for (family, marker) pairs typed in the same people."""

    structure: Structure
    typed: tuple[str, ...]
    family: Ints  # (n_pairs,)
    locus: Ints  # (n_pairs,), place in the stack
    codes: Ints  # (n_pairs, n_typed, 2)
    chances: Floats | None  # (n_pairs, n_typed, 2)

    @property
    def uncertain(self) -> tuple[bool, ...]:
        """For each typed person, whether any family has an uncertain observation of them."""
        if self.chances is None:
            return (False,) * len(self.typed)
        chances = self.chances[:, :, 1]
        return tuple(bool((chances[:, k] > 0.0).any()) for k in range(len(self.typed)))


@dataclass(frozen=True, slots=True)
class _Stack:
    """Frequencies and matrices of several markers, padded to one size.

    frequency    float64 (n_loci, n), 0 for padding
    male, female    float64 (n_loci, n, n)
    n_alleles    int64 (n_loci,)
    """

    frequency: Floats
    male: Floats
    female: Floats
    n_alleles: Ints
    is_x: bool
    has_silent: bool
    is_proportional: bool


@dataclass(frozen=True, slots=True)
class _Answer:
    """Where answers go: the columns of each marker's sightings."""

    stack: _Stack
    panel: Panel
    sightings: Sightings
    loci: Ints
    out: Floats
    relatives: Floats  # (n_families, n_markers)

    def note_relatives(self, family: Ints, locus: Ints, likelihood: Floats) -> None:
        """Keep P(profiles of the relatives)."""
        with np.errstate(divide="ignore"):
            self.relatives[family, self.loci[locus]] = np.log10(likelihood)

    def marker(self, locus: int) -> tuple[Marker, Sequence[Sighting], int]:
        """The marker at a place in the stack, its sightings, and their first column."""
        place = int(self.loci[locus])
        return self.panel.markers[place], self.sightings.by_marker[place], self.sightings.starts[place]


def _stack_of(panel: Panel, loci: tuple[int, ...]) -> _Stack:
    if loci not in panel.stacks:
        markers = [panel.markers[place] for place in loci]
        n = max(marker.n_alleles for marker in markers)
        frequency, male, female = np.zeros((len(loci), n)), np.zeros((len(loci), n, n)), np.zeros((len(loci), n, n))
        for k, marker in enumerate(markers):
            m = marker.n_alleles
            frequency[k, :m] = marker.frequencies
            male[k, :m, :m], female[k, :m, :m] = matrices_of(marker)
        counts = np.array([marker.n_alleles for marker in markers])
        first = markers[0]
        kinds = first.chromosome == "X", first.has_silent, all(m.mutation.is_proportional for m in markers)
        panel.stacks[loci] = _Stack(frequency, male, female, counts, *kinds)
    stack = panel.stacks[loci]
    assert isinstance(stack, _Stack)
    return stack


def _weigh_together(frame: "_Frame", given: _Given, answer: _Answer) -> None:
    for lump, pairs in _lumps(frame, given, answer.stack):
        n = lump.frequency.shape[-1]
        shape = frame.shape_for(n)
        step = max(1, _BATCH_ENTRIES // max(plan_of(shape, n).peak, 1))
        for begin in range(0, len(pairs), step):
            part, own = lump.part(slice(begin, begin + step)), pairs[begin : begin + step]
            table = _solve_batch(frame, shape, part)
            answer.note_relatives(given.family[own], given.locus[own], table.reshape(len(own), -1).sum(axis=1))
            for locus in np.unique(given.locus[own]).tolist():
                rows = np.nonzero(given.locus[own] == locus)[0]
                marker, seen, start = answer.marker(locus)
                block = answer.out[:, start : start + len(seen)]
                block[given.family[own[rows]]] = _weigh_table(table[rows], part.part(rows), marker, seen)


@dataclass(frozen=True)
class _Frame:
    """One structure at one kind of marker: what all its families share."""

    pedigree: Pedigree
    shape: Shape
    typed: tuple[str, ...]
    places: tuple[int, ...]  # of the typed people, in the shape
    uncertain: tuple[bool, ...]
    target: str
    is_single: bool  # the target carries one copy (a man at an X marker)
    is_related: bool  # the target's parents share an ancestor
    is_fast: bool  # families can be computed together

    def shape_for(self, n_alleles: int) -> Shape:
        """Give the shape with room for the pairs that an uncertain observation allows: a/a, a/x and x/a."""
        if not any(self.uncertain):
            return self.shape
        n_states, is_plain = list(self.shape.n_states), list(self.shape.is_plain)
        for place, uncertain in zip(self.places, self.uncertain, strict=True):
            if uncertain:
                n_states[place], is_plain[place] = 2 * n_alleles, False
        return replace(self.shape, n_states=tuple(n_states), is_plain=tuple(is_plain))


class _Keyed:
    """A pedigree compared by who it is, so that frames are built once for each structure."""

    def __init__(self, pedigree: Pedigree) -> None:
        self.pedigree = pedigree

    def __hash__(self) -> int:
        return id(self.pedigree)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Keyed) and other.pedigree is self.pedigree


def _frame_of(given: _Given, stack: _Stack) -> _Frame | None:
    structure = given.structure
    kind = stack.is_x, stack.has_silent
    return _frame_for(_Keyed(structure.pedigree), given.typed, structure.target, given.uncertain, kind)


@lru_cache(maxsize=4096)
def _frame_for(
    keyed: _Keyed, typed: tuple[str, ...], target: str, uncertain: tuple[bool, ...], kind: tuple[bool, bool]
) -> _Frame | None:
    pedigree = keyed.pedigree
    is_x, has_silent = kind
    sexes = {person.id: person.sex for person in pedigree.people}
    if is_x and sexes[target] == "U":
        return None
    kinds = {person: (1 if is_x and sexes[person] == "M" else 2, True) for person in typed}
    shape, order = shape_of(pedigree, kinds, (target,), is_x=is_x)
    number = {person: k for k, person in enumerate(order)}
    return _Frame(
        pedigree,
        shape,
        typed,
        tuple(number[person] for person in typed),
        uncertain,
        target,
        is_single=is_x and sexes[target] == "M",
        is_related=_parents_related(pedigree, target),
        is_fast=not (has_silent or pedigree.twins or (is_x and (any(uncertain) or "U" in map(sexes.get, typed)))),
    )


def _parents_related(pedigree: Pedigree, person: str) -> bool:
    father, mother = pedigree.by_id[person].father, pedigree.by_id[person].mother
    return bool(_ancestors(pedigree, father) & _ancestors(pedigree, mother))


def _ancestors(pedigree: Pedigree, person: str | None) -> set[str]:
    found: set[str] = set()
    waiting = [person]
    while waiting:
        here = waiting.pop()
        if here is not None and here not in found:
            found.add(here)
            waiting += [pedigree.by_id[here].father, pedigree.by_id[here].mother]
    return found


@dataclass(frozen=True, slots=True)
class _Lump:
    """A batch of (family, marker) pairs, over the alleles that matter to each.

    frequency    float64 (batch or 1, m): alleles carried, then the rest; 0 where there is none
    male, female    float64 (batch or 1, m, m)
    where        int64 (batch, n): place of each allele of the table among the lumped ones
    genotypes    int64 (batch, n_typed, 2): the relatives' alleles among the lumped ones
    chances      float64 (batch, n_typed, 2) or None
    lone         int64 (batch,) or None: the unseen allele kept apart, where the missing person's parents are related
    """

    frequency: Floats
    male: Floats
    female: Floats
    where: Ints
    genotypes: Ints
    chances: Floats | None
    lone: Ints | None = None

    def part(self, rows: "slice | Ints") -> "_Lump":
        """Give some rows of the batch."""

        def cut(array: Floats) -> Floats:
            return array if array.shape[0] == 1 else array[rows]

        chances = None if self.chances is None else self.chances[rows]
        lone = None if self.lone is None else self.lone[rows]
        shared = cut(self.frequency), cut(self.male), cut(self.female)
        return _Lump(*shared, self.where[rows], self.genotypes[rows], chances, lone)


def _lumps(frame: _Frame, given: _Given, stack: _Stack) -> Iterator[tuple[_Lump, Ints]]:
    """Lump the alleles nobody of a family carries, and gather pairs with about as many alleles left.

    Yields each batch and the places of its pairs. Models that cannot be lumped keep the whole table.
    """
    n_pairs, n = len(given.codes), stack.frequency.shape[1]
    if not stack.is_proportional:
        where = np.broadcast_to(np.arange(n), (n_pairs, n))
        yield _Lump(stack.frequency, stack.male, stack.female, where, given.codes, given.chances), np.arange(n_pairs)
        return
    carried = np.zeros((n_pairs, n), dtype=bool)
    np.put_along_axis(carried, given.codes.reshape(n_pairs, -1), True, axis=1)
    lone = np.zeros(n_pairs, dtype=np.int64)
    if frame.is_related:
        lone = np.argmax(np.where(carried, -1.0, stack.frequency[given.locus]), axis=1)
        carried[np.arange(n_pairs), lone] = True
    exists = np.arange(n) < stack.n_alleles[given.locus][:, None]
    whole = carried.sum(axis=1) >= stack.n_alleles[given.locus] - 1
    carried[whole] = exists[whole]
    size = carried.sum(axis=1)
    if n_pairs < _FEW * 16:
        size = -(-size // 5) * 5  # few pairs: pad to fewer sizes
    for count in np.unique(size).tolist():
        pairs = np.nonzero(size == count)[0]
        lump = _lump_some(stack, given, pairs, carried[pairs], count)
        if frame.is_related:
            place = lump.where[np.arange(len(pairs)), lone[pairs]]
            lump = replace(lump, lone=np.where(whole[pairs], -1, place))
        yield lump, pairs


def _lump_some(stack: _Stack, given: _Given, pairs: Ints, carried: NDArray[np.bool_], count: int) -> _Lump:
    """Lump pairs whose families carry at most `count` different alleles; the rest stands at place `count`."""
    n_pairs, n = carried.shape
    rank = np.cumsum(carried, axis=1) - 1
    where = np.where(carried, rank, count)
    kept = np.full((n_pairs, count + 1), -1, dtype=np.int64)
    row, allele = np.nonzero(carried)
    kept[row, rank[row, allele]] = allele
    is_real = kept >= 0
    locus = given.locus[pairs]
    frequency = np.where(is_real, stack.frequency[locus[:, None], kept], 0.0)
    frequency[:, -1] = np.where((~carried & (np.arange(n) < stack.n_alleles[locus][:, None])).any(axis=1), 1.0, 0.0)
    frequency[:, -1] *= np.maximum(1.0 - frequency[:, :-1].sum(axis=1), 0.0)
    kept[:, -1] = np.argmax(~carried, axis=1)  # any allele of the rest stands for it
    male, female = (_lump_rows(matrix, locus, kept, is_real) for matrix in (stack.male, stack.female))
    codes = given.codes[pairs]
    genotypes = np.take_along_axis(where, codes.reshape(n_pairs, -1), axis=1).reshape(codes.shape)
    return _Lump(frequency, male, female, where, genotypes, None if given.chances is None else given.chances[pairs])


def _lump_rows(matrix: Floats, locus: Ints, kept: Ints, is_real: NDArray[np.bool_]) -> Floats:
    """Mutation matrices over the carried alleles and the rest, which stands last: (batch, m, m)."""
    small: Floats = matrix[locus[:, None, None], kept[:, :, None], kept[:, None, :]]
    small *= is_real[:, None, :]
    small[:, :, -1] = 1.0 - small[:, :, :-1].sum(axis=2)
    return small


def _solve_batch(frame: _Frame, shape: Shape, lump: _Lump) -> Floats:
    evidence = Evidence({}, {}, {})
    n = lump.frequency.shape[-1]
    for column, place in enumerate(frame.places):
        pair = lump.genotypes[:, column]
        if shape.is_single[place]:
            states = pair[:, :1], pair[:, :1], (pair[:, :1] == pair[:, 1:]).astype(np.float64)
        elif frame.uncertain[column] and lump.chances is not None:
            states = _uncertain_states(pair, lump.chances[:, column], n)
        else:
            weight = np.stack([np.ones(len(pair)), pair[:, 0] != pair[:, 1]], axis=1).astype(np.float64)
            states = pair, pair[:, ::-1], weight
        evidence.paternal[place], evidence.maternal[place], evidence.weight[place] = states  # type: ignore[index]
    table = solve(shape, Alleles(lump.frequency, lump.male, lump.female), evidence)
    return np.broadcast_to(table, (len(lump.genotypes), *table.shape[1:]))


def _uncertain_states(pair: Ints, chance: Floats, n: int) -> tuple[Ints, Ints, Floats]:
    """The 2n ordered pairs a/x and x/a, of which a/a counts once; a certain pair keeps its two orders."""
    first, last = pair[:, :1], pair[:, 1:]
    every = np.broadcast_to(np.arange(n), (len(pair), n))
    same = every == first
    one = np.where(same, chance[:, :1], chance[:, 1:])
    other = np.where(same, 0.0, chance[:, 1:])
    certain = (first != last) | (chance[:, 1:] == 0.0)
    one = np.where(certain, every == last, one)
    other = np.where(certain, (every == last) & (first != last), other)
    starts = np.broadcast_to(first, every.shape)
    return (
        np.concatenate([starts, every], axis=1),
        np.concatenate([every, starts], axis=1),
        np.concatenate([one, other], axis=1).astype(np.float64),
    )


def _weigh_table(table: Floats, lump: _Lump, marker: Marker, seen: Sequence[Sighting]) -> Floats:
    """Turn P(relatives, genotype) into log10 LR of each sighting: (batch, n_seen)."""
    first = np.array([s.first for s in seen])
    last = np.array([s.last for s in seen])
    total = table.reshape(len(table), -1).sum(axis=1)
    p = np.maximum(lump.frequency, 1e-300)
    out: Floats
    soft = np.array([bool(s.dropouts) for s in seen])
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        if table.ndim == 2:
            ratio = table / p / total[:, None]
            out = np.take_along_axis(ratio, lump.where[:, first], axis=1)
            out = np.where(first == last, out, 0.0)
        else:
            both = 0.5 * (table + table.transpose(0, 2, 1))
            ratio = both / p[:, :, None] / p[:, None, :] / total[:, None, None]
            rows = np.arange(len(table))[:, None]
            out = ratio[rows, lump.where[:, first], lump.where[:, last]]
            if lump.lone is not None:
                out = _mend_unseen(out, ratio, lump, marker, (first, last))
        if soft.any():
            out[:, soft] = _weigh_soft(table, lump, marker, [s for s in seen if s.dropouts])
        out[total <= 0.0] = np.nan
        return np.log10(out)


def _mend_unseen(out: Floats, ratio: Floats, lump: _Lump, marker: Marker, pair: tuple[Ints, Ints]) -> Floats:
    """Where parents are related two unseen alleles may be one and the same draw: LR = A for a/b, A + B/p for a/a."""
    first, last = pair
    rows, rest = np.arange(len(ratio)), ratio.shape[-1] - 1
    lone = np.maximum(lump.lone if lump.lone is not None else 0, 0)
    p_lone = lump.frequency[rows, lone]
    a = ratio[rows, lone, rest]
    b = np.maximum((ratio[rows, lone, lone] - a) * p_lone, 0.0)
    unseen = (lump.where[:, first] == rest) & (lump.where[:, last] == rest)
    same = np.where(first == last, b[:, None] / np.maximum(marker.frequencies[first], 1e-300), 0.0)
    return np.where(unseen, a[:, None] + same, out)


def _weigh_soft(table: Floats, lump: _Lump, marker: Marker, seen: Sequence[Sighting]) -> Floats:
    """LR of uncertain observations: sum P(seen | g) P(g | relatives) over sum P(seen | g) P(g): (batch, n_seen)."""
    p = marker.frequencies
    full = _expand_batch(table, lump, p)
    chances = np.stack([_chance(marker, sighting, single=table.ndim == 2) for sighting in seen])
    population = p if table.ndim == 2 else np.outer(p, p)
    expected = chances.reshape(len(seen), -1) @ population.ravel()
    flat = full.reshape(len(full), -1)
    value: Floats = flat @ chances.reshape(len(seen), -1).T / flat.sum(axis=1, keepdims=True) / expected
    return value


def _chance(marker: Marker, sighting: Sighting, *, single: bool) -> Floats:
    """P(sighting | true alleles) for every allele of a single copy, or every ordered pair."""
    n, a = marker.n_alleles, sighting.first
    if single:
        one = np.zeros(n)
        one[a] = sighting.if_single if a == sighting.last else 0.0
        return one
    table = np.zeros((n, n))
    if a != sighting.last:
        table[a, sighting.last] = table[sighting.last, a] = 1.0
        return table
    table[a, :] = table[:, a] = sighting.if_heterozygous
    table[a, a] = sighting.if_homozygous
    if marker.has_silent:
        table[a, -1] = table[-1, a] = sighting.if_single
    return table


def _expand_batch(table: Floats, lump: _Lump, frequencies: Floats) -> Floats:
    """Undo the lumping for a batch at one marker, as `conditional.expand` does: (batch, n, n) or (batch, n)."""
    where = lump.where[:, : len(frequencies)]
    lumped = np.maximum(np.broadcast_to(lump.frequency, table.shape[:2]), 1e-300)
    share = frequencies / np.take_along_axis(lumped, where, axis=1)
    if table.ndim == 2:
        return np.take_along_axis(table, where, axis=1) * share
    batch = np.arange(len(table))
    full: Floats = table[batch[:, None, None], where[:, :, None], where[:, None, :]]
    full = full * share[:, :, None] * share[:, None, :]
    if lump.lone is None:
        return full
    rest, lone = table.shape[-1] - 1, np.maximum(lump.lone, 0)
    p_lone, p_rest = lumped[batch, lone], lumped[:, rest]
    a = 0.5 * (table[batch, lone, rest] + table[batch, rest, lone]) / (p_lone * p_rest)
    b = np.maximum((table[batch, lone, lone] - a * p_lone**2) / p_lone, 0.0)
    unseen = where == rest
    fresh = a[:, None, None] * np.outer(frequencies, frequencies) + b[:, None, None] * np.diag(frequencies)
    return np.where(unseen[:, :, None] & unseen[:, None, :], fresh, full)


def _weigh_one_by_one(frame: _Frame, given: _Given, answer: _Answer) -> None:
    """The general way, for silent alleles, twins, people of unknown sex at X markers: one pedigree at a time."""
    for row, (family, locus) in enumerate(zip(given.family.tolist(), given.locus.tolist(), strict=True)):
        marker, seen, start = answer.marker(locus)
        profiles, errors = {}, {}
        for number, (person, pair) in enumerate(zip(frame.typed, given.codes[row].tolist(), strict=True)):
            profiles[person] = {marker.name: tuple(marker.alleles[allele] for allele in pair)}
            if given.chances is not None and given.chances[row, number, 1] > 0.0:
                errors[person] = ErrorRates(_dropout_of(given.chances[row, number], person))
        table = genotype_table(frame.pedigree, profiles, marker, frame.target, model=Model(errors=errors))
        flat = np.stack([_chance(marker, sighting, single=frame.is_single) for sighting in seen]).reshape(len(seen), -1)
        p = marker.frequencies
        population = p if frame.is_single else np.outer(p, p).ravel()
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            value = np.log10(flat @ table.ravel() / table.sum() / (flat @ population))
        answer.out[family, start : start + len(seen)] = value
        answer.note_relatives(given.family[row : row + 1], given.locus[row : row + 1], table.sum(keepdims=True).ravel())


def _dropout_of(chance: Floats, person: str) -> float:
    """Find d from 1 - d^2 and d (1 - d); several samples of one person have no single d."""
    d = 1.0 - float(chance[0] - chance[1])
    if abs(1.0 - d * d - chance[0]) > 1e-9:
        raise Unsupported(f"{person}: several samples with drop-out at a marker with a silent allele or twins")
    return d
