"""What each missing person's genotype weighs, for many families and markers at once.

Families of one structure (same pedigree, same people typed, same missing person) are computed together: for each marker
one batch of eliminations gives P(genotype | relatives) for all of them, and each distinct observation among the found
people becomes one column of log10 LR. Comparing anybody with anybody is then a look-up.

A man at an X marker has one allele, a woman two. A relative of unknown sex counts as a man there if one allele is
written of them. A missing person of unknown sex weighs 0 there: a column does not know the sex of who is found.

Source: notes of Vigeland & Egeland 2021, Sci Rep 11:13661 on the conditional distribution; docs/models/kinship.md.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import isnan

import numpy as np

from homeward.errors import Unsupported
from homeward.evidence.dna.comparison.lumps import FEW, Lump, Relatives, Stack, lump_unseen, stack_of
from homeward.evidence.dna.comparison.panel import Codes, Ints, Panel, Seen, Sightings
from homeward.evidence.dna.comparison.ratios import chance_of_seeing, weigh_table
from homeward.evidence.dna.conditional import genotype_table
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.kinship import Model, log10_likelihood
from homeward.evidence.dna.likelihood.network import Alleles, Evidence, Shape, plan_of, shape_of, solve
from homeward.evidence.dna.likelihood.observation import LoneAllele
from homeward.evidence.dna.mutation import Floats
from homeward.evidence.dna.pedigree import Pedigree
from homeward.evidence.dna.profile import Genotype, Profile

_BATCH_ENTRIES = 2**20  # entries of the largest table of a batch: 8 MiB, about the second-level caches
_MOST_BITS = 62


@dataclass(frozen=True)
class Structure:
    """Families that differ in genotypes only.

    codes      int16 (n_families, n_typed, n_markers, 2): the relatives' alleles, -1 where untyped
    chances    float64 (n_families, n_typed, n_markers, 3) or None: where one allele was seen, `Sighting.chances`; None
               where all are certain. The last axis may be 2 long where each chance is of one sample: the third follows
    men        (person, place of the marker) where a relative of unknown sex shows one allele at an X marker
    """

    pedigree: Pedigree
    typed: tuple[str, ...]
    target: str
    codes: Codes
    chances: Floats | None = None
    men: frozenset[tuple[str, int]] = frozenset()

    def __post_init__(self) -> None:
        if self.chances is not None and self.chances.shape[-1] == 2:
            object.__setattr__(self, "chances", _add_third(self.chances))


def _add_third(chances: Floats) -> Floats:
    """Of one sample with drop-out d, P(seen | a alone) = 1 - d = (1 - d^2) - d (1 - d); nan where there are several."""
    if_homozygous, if_heterozygous = chances[..., 0], chances[..., 1]
    if_single = if_homozygous - if_heterozygous
    is_one = (if_heterozygous == 0.0) | (np.abs(if_single * (2.0 - if_single) - if_homozygous) < 1e-9)
    return np.concatenate([chances, np.where(is_one, if_single, np.nan)[..., None]], axis=-1)


def men_at_x(family: Family, panel: Panel) -> tuple[tuple[int, int], ...]:
    """List relatives of unknown sex who show one allele at an X marker: (place in the pedigree, place of the marker).

    As in `kinship`, they count as men there.
    """
    unknown = [(place, person.id) for place, person in enumerate(family.pedigree.people) if person.sex == "U"]
    return tuple(
        (place, number)
        for place, person in unknown
        for number, marker in enumerate(panel.markers)
        if marker.chromosome == "X" and len(family.profiles.get(person, {}).get(marker.name, ())) == 1
    )


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
        men = men_at_x(family, panel)
        for person in family.missing:
            groups.setdefault((form, twins, typed, place[person], men), []).append((number, person))
    for members in groups.values():
        first = families[members[0][0]]
        typed_ids = [[p.id for p in families[n].pedigree.people if families[n].profiles.get(p.id)] for n, _ in members]
        profiles = [families[n].profiles[p] for (n, _), ids in zip(members, typed_ids, strict=True) for p in ids]
        codes = panel.encode_all(profiles).reshape(len(members), len(typed_ids[0]), len(panel.markers), 2)
        named = frozenset((first.pedigree.people[place].id, number) for place, number in men_at_x(first, panel))
        yield Structure(first.pedigree, tuple(typed_ids[0]), members[0][1], codes, men=named), members


def weigh_sightings(structure: Structure, panel: Panel, sightings: Sightings) -> Floats:
    """Weigh every sighting against every family of one structure.

    returns    float64 (n_families, width) log10 LR; column 0 (untyped) is 0; -inf where impossible;
               nan where the family's own profiles are impossible at that marker
    """
    seen = [place for place, own in enumerate(sightings.by_marker) if own]
    return _weigh(structure, panel, sightings, seen)[0]


def weigh_families(structure: Structure, panel: Panel, sightings: Sightings) -> tuple[Floats, Floats]:
    """Weigh every sighting against every family of one structure, and say how probable the relatives' profiles are.

    returns    as `weigh_sightings`; and float64 (n_families, n_markers), log10 P(profiles of the relatives) at every
               marker, whether anybody found is typed there or not: 0 where no relative is typed, -inf where their
               profiles are impossible together
    """
    return _weigh(structure, panel, sightings, range(len(panel.markers)))


def _weigh(structure: Structure, panel: Panel, sightings: Sightings, places: Sequence[int]) -> tuple[Floats, Floats]:
    """Weigh the sightings at some markers; where nothing was seen, the relatives' profiles only."""
    out = np.zeros((len(structure.codes), sightings.width))
    relatives = np.zeros((len(structure.codes), len(panel.markers)))
    kinds: dict[object, list[int]] = {}
    for place in places:
        marker = panel.markers[place]
        together = len(structure.codes) < FEW and marker.mutation.is_proportional and not marker.has_silent
        key = (marker.chromosome, bool(sightings.by_marker[place])) if together else place
        kinds.setdefault(key, []).append(place)
    for loci in kinds.values():
        is_seen = bool(sightings.by_marker[loci[0]])
        answer = _Answer(stack_of(panel, tuple(loci)), panel, sightings, np.array(loci), out, relatives)
        _weigh_loci(structure, answer, structure.target if is_seen else None)
    return out, relatives


def _weigh_loci(structure: Structure, answer: "_Answer", target: str | None) -> None:
    """Weigh the sightings at some markers of one kind, which share their tables' batches."""
    stack = answer.stack
    if stack.is_x and structure.pedigree.by_id[structure.target].sex == "U":
        target = None
    for given in _by_typed(structure, answer.loci):
        if not given.typed and (target is None or _leaves_population(structure.pedigree, stack, target)):
            continue
        kind = stack.is_x, stack.has_silent
        frame = _frame_for(_Keyed(structure.pedigree), given.typed, target, given.uncertain, kind)
        if frame.is_fast:
            _weigh_together(frame, given, answer)
        else:
            _weigh_one_by_one(frame, given, answer, structure.men)


def _leaves_population(pedigree: Pedigree, stack: Stack, target: str) -> bool:
    """With nobody typed a stationary model leaves the population's genotypes, which weigh nothing."""
    return stack.is_proportional and not _parents_related(pedigree, target)


def _by_typed(structure: Structure, loci: Ints) -> Iterator[Relatives]:
    """Group (family, marker) pairs by who is typed."""
    codes = np.swapaxes(structure.codes[:, :, loci], 1, 2).astype(np.int64)
    is_typed = codes[..., 0] >= 0
    n_typed = is_typed.shape[2]
    if n_typed <= _MOST_BITS:
        masks = is_typed @ (1 << np.arange(n_typed, dtype=np.int64))
    else:
        _, masks = np.unique(is_typed.reshape(-1, n_typed), axis=0, return_inverse=True)
        masks = masks.reshape(is_typed.shape[:2])
    for mask in np.unique(masks).tolist():
        family, locus = np.nonzero(masks == mask)
        typed = np.nonzero(is_typed[family[0], locus[0]])[0]
        chances = None
        if structure.chances is not None:
            chances = np.swapaxes(structure.chances[:, :, loci], 1, 2)[family, locus][:, typed]
        people = tuple(structure.typed[k] for k in typed)
        yield Relatives(people, family, locus, codes[family, locus][:, typed], chances)


@dataclass(frozen=True, slots=True)
class _Answer:
    """Where answers go: the columns of each marker's sightings, and the relatives' likelihoods."""

    stack: Stack
    panel: Panel
    sightings: Sightings
    loci: Ints
    out: Floats
    relatives: Floats  # (n_families, n_markers)

    def note(self, family: Ints, locus: int, log10_relatives: Floats, weights: Floats | None) -> None:
        """Keep log10 P(profiles of the relatives) and the weights of all sightings, of some families at one marker."""
        place = int(self.loci[locus])
        self.relatives[family, place] = log10_relatives
        start, n_seen = self.sightings.starts[place], len(self.sightings.by_marker[place])
        block = self.out[:, start : start + n_seen]
        if weights is not None:
            block[family] = weights
        else:
            block[family[np.isneginf(log10_relatives)]] = np.nan

    def marker(self, locus: int) -> tuple[Marker, Seen]:
        """The marker at a place in the stack, and its sightings."""
        place = int(self.loci[locus])
        return self.panel.markers[place], self.sightings.arrays[place]


def _weigh_together(frame: "_Frame", given: Relatives, answer: _Answer) -> None:
    for lump, pairs in lump_unseen(given, answer.stack, is_related=frame.is_related):
        n = lump.frequency.shape[-1]
        shape = frame.shape_for(n)
        step = max(1, _BATCH_ENTRIES // max(plan_of(shape, n).peak, 1))
        for begin in range(0, len(pairs), step):
            part, own = lump.part(slice(begin, begin + step)), pairs[begin : begin + step]
            table = _solve_batch(frame, shape, part)
            with np.errstate(divide="ignore"):
                likely = np.log10(table.reshape(len(own), -1).sum(axis=1)) if given.typed else np.zeros(len(own))
            for locus in np.unique(given.locus[own]).tolist():
                rows = np.nonzero(given.locus[own] == locus)[0]
                weights = None
                if frame.target is not None:
                    weights = weigh_table(table[rows], part.part(rows), *answer.marker(locus))
                answer.note(given.family[own[rows]], locus, likely[rows], weights)


@dataclass(frozen=True)
class _Frame:
    """One structure at one kind of marker: what all its families share."""

    pedigree: Pedigree
    shape: Shape
    typed: tuple[str, ...]
    places: tuple[int, ...]  # of the typed people, in the shape
    uncertain: tuple[bool, ...]
    target: str | None  # None: only the relatives' own likelihood is asked for
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


@lru_cache(maxsize=4096)
def _frame_for(
    keyed: _Keyed, typed: tuple[str, ...], target: str | None, uncertain: tuple[bool, ...], kind: tuple[bool, bool]
) -> _Frame:
    pedigree = keyed.pedigree
    is_x, has_silent = kind
    sexes = {person.id: person.sex for person in pedigree.people}
    own_sexes = [sexes[person] for person in typed]
    kinds = {person: (1 if is_x and sex == "M" else 2, True) for person, sex in zip(typed, own_sexes, strict=True)}
    targets = () if target is None else (target,)
    shape, order = shape_of(pedigree, kinds, targets, is_x=is_x)
    number = {person: k for k, person in enumerate(order)}
    return _Frame(
        pedigree,
        shape,
        typed,
        tuple(number[person] for person in typed),
        uncertain,
        target,
        is_single=is_x and any(sexes[person] == "M" for person in targets),
        is_related=any(_parents_related(pedigree, person) for person in targets),
        is_fast=not (has_silent or pedigree.twins or (is_x and (any(uncertain) or "U" in own_sexes))),
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


def _solve_batch(frame: _Frame, shape: Shape, lump: Lump) -> Floats:
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
    one = np.where(same, chance[:, :1], chance[:, 1:2])
    other = np.where(same, 0.0, chance[:, 1:2])
    certain = (first != last) | (chance[:, 1:2] == 0.0)
    one = np.where(certain, every == last, one)
    other = np.where(certain, (every == last) & (first != last), other)
    starts = np.broadcast_to(first, every.shape)
    return (
        np.concatenate([starts, every], axis=1),
        np.concatenate([every, starts], axis=1),
        np.concatenate([one, other], axis=1).astype(np.float64),
    )


def _weigh_one_by_one(frame: _Frame, given: Relatives, answer: _Answer, men: frozenset[tuple[str, int]]) -> None:
    """The general way, for silent alleles, twins, people of unknown sex at X markers: one pedigree at a time."""
    for locus in np.unique(given.locus).tolist():
        marker, seen = answer.marker(locus)
        own_men = {person for person, place in men if place == int(answer.loci[locus])}
        expected = _chance_of_strangers(marker, seen, is_single=frame.is_single)
        for row in np.nonzero(given.locus == locus)[0].tolist():
            profiles, model = _profiles_of(given, row, marker, own_men)
            family = given.family[row : row + 1]
            if frame.target is None:
                likely = log10_likelihood(frame.pedigree, profiles, marker, model=model)
                answer.note(family, locus, np.array([likely]), None)
                continue
            table = genotype_table(frame.pedigree, profiles, marker, frame.target, model=model)[None]
            with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
                chance = chance_of_seeing(table, seen, has_silent=marker.has_silent) / table.sum()
                weights = np.log10(np.where(chance == 0.0, 0.0, chance / expected))
                likely = np.log10(table.sum()) if given.typed else 0.0
            answer.note(family, locus, np.array([likely]), weights)


def _chance_of_strangers(marker: Marker, seen: Seen, *, is_single: bool) -> Floats:
    """P(seen) for each sighting in the population: float64 (1, n_seen)."""
    p = marker.frequencies
    return chance_of_seeing(p[None] if is_single else np.outer(p, p)[None], seen, has_silent=marker.has_silent)


def _profiles_of(given: Relatives, row: int, marker: Marker, men: set[str]) -> tuple[dict[str, Profile], Model]:
    """Write out one family's profiles at a marker, and what they may hide."""
    profiles: dict[str, Profile] = {}
    errors = {}
    for number, (person, pair) in enumerate(zip(given.typed, given.codes[row].tolist(), strict=True)):
        genotype: Genotype = tuple(marker.alleles[allele] for allele in pair)
        profiles[person] = {marker.name: genotype[:1] if person in men else genotype}
        if given.chances is not None and pair[0] == pair[1]:
            if_homozygous, if_heterozygous, if_single = given.chances[row, number].tolist()
            if isnan(if_single):
                raise Unsupported(f"{person}, {marker.name}: several samples with drop-out need all three chances")
            if if_heterozygous > 0.0 or if_homozygous != if_single:
                errors[person] = LoneAllele(if_homozygous, if_heterozygous, if_single)
    return profiles, Model(errors=errors)
