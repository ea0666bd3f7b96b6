"""A set of markers with what many comparisons share: allele numbers, matrices, and what was seen in the found.

`Panel` numbers alleles; `Sightings` lists each distinct observation among the found people once, so that a table row
for a missing person answers for all of them by look-up.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import prod

import numpy as np
from numpy.typing import NDArray

from homeward.errors import Unsupported
from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.mutation import Floats
from homeward.evidence.dna.profile import Genotype, Individual, Profile

Codes = NDArray[np.int16]
Columns = NDArray[np.int32]
Ints = NDArray[np.int64]
UNTYPED = -1
CONTRADICTION = -1
CERTAIN = (1.0, 0.0, 1.0)  # chances of a genotype that hides nothing, as in `Sighting.chances`


@dataclass(frozen=True)
class Panel:
    """Markers in order, with allele and genotype numbers."""

    markers: tuple[Marker, ...]
    stacks: dict[tuple[int, ...], object] = field(default_factory=dict, init=False, repr=False, compare=False)
    _cache: tuple[dict[Genotype, tuple[int, int]], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_cache", tuple({} for _ in self.markers))

    def encode(self, profile: Profile) -> list[tuple[int, int]]:
        """Number the alleles of a profile: one pair of places for each marker, (-1, -1) where untyped.

        A single allele is written twice. Raises UnknownAllele for an allele outside its table.
        """
        pairs = []
        for marker, cache in zip(self.markers, self._cache, strict=True):
            genotype = profile.get(marker.name)
            if not genotype:
                pairs.append((UNTYPED, UNTYPED))
                continue
            pair = cache.get(genotype)
            if pair is None:
                pair = (marker.index(genotype[0]), marker.index(genotype[-1]))
                cache[genotype] = pair
            pairs.append(pair)
        return pairs

    def encode_all(self, profiles: Sequence[Profile]) -> Codes:
        """Number the alleles of many profiles: int16 (n_profiles, n_markers, 2)."""
        rows = [self.encode(profile) for profile in profiles]
        return np.array(rows, dtype=np.int16).reshape(len(profiles), len(self.markers), 2)

    def without_mutation(self) -> "Panel":
        """Give the same panel with mutation switched off."""
        return Panel(tuple(marker.without_mutation() for marker in self.markers))


@dataclass(frozen=True, slots=True)
class Sighting:
    """One observation that some found people share at one marker.

    dropouts    drop-out chances of the samples that saw a single allele; empty where the genotype is certain: two
                alleles were seen, or one in samples that lose none. A sample that loses none beside others stands here
                with 0 where the marker has a silent allele: the others tell a/a from a/silent
    """

    first: int  # places in the marker's table; the same place twice where one allele was seen
    last: int
    dropouts: tuple[float, ...] = ()

    @property
    def if_homozygous(self) -> float:
        """P(seen | both copies are this allele)."""
        return prod(1.0 - d * d for d in self.dropouts)

    @property
    def if_heterozygous(self) -> float:
        """P(seen | one copy is this allele, the other another visible one)."""
        return prod(d * (1.0 - d) for d in self.dropouts) if self.dropouts else 0.0

    @property
    def if_single(self) -> float:
        """P(seen | one copy is this allele and there is no other, or it is silent)."""
        return prod(1.0 - d for d in self.dropouts)

    @property
    def chances(self) -> tuple[float, float, float]:
        """Give P(seen | a/a), P(seen | a and another visible one), P(seen | a alone); `CERTAIN` for two alleles."""
        if self.first != self.last:
            return CERTAIN
        return self.if_homozygous, self.if_heterozygous, self.if_single


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """The sightings at one marker as arrays.

    first, last    int64 (n_seen,), places in the marker's table
    chances        float64 (n_seen, 3), as `Sighting.chances`
    """

    first: Ints
    last: Ints
    chances: Floats

    @classmethod
    def of(cls, sightings: Sequence[Sighting]) -> "Seen":
        """Write sightings as arrays."""
        first = np.array([sighting.first for sighting in sightings], dtype=np.int64)
        last = np.array([sighting.last for sighting in sightings], dtype=np.int64)
        return cls(first, last, np.array([sighting.chances for sighting in sightings]).reshape(len(sightings), 3))

    def take(self, which: Ints) -> "Seen":
        """Give some of the sightings."""
        return Seen(self.first[which], self.last[which], self.chances[which])

    @property
    def is_uncertain(self) -> NDArray[np.bool_]:
        """Tell for each sighting whether another visible allele may be hidden."""
        return self.chances[:, 1] > 0.0


@dataclass(frozen=True)
class Sightings:
    """Every distinct observation among the found people, marker by marker.

    by_marker    for each marker its sightings; their columns follow one another, column 0 means untyped
    columns      int32 (n_found, n_markers): the column of each found person at each marker; -1 where the samples of one
                 individual contradict each other
    """

    by_marker: tuple[tuple[Sighting, ...], ...]
    columns: Columns

    @property
    def width(self) -> int:
        """Number of columns, the untyped one included."""
        return 1 + sum(len(sightings) for sightings in self.by_marker)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """First column of each marker."""
        counts = np.cumsum([1] + [len(sightings) for sightings in self.by_marker])
        return tuple(int(count) for count in counts[:-1])

    @cached_property
    def flat(self) -> tuple[Sighting | None, ...]:
        """The sighting of each column; None for the untyped one."""
        return (None, *(sighting for sightings in self.by_marker for sighting in sightings))

    @cached_property
    def arrays(self) -> tuple[Seen, ...]:
        """Each marker's sightings as arrays."""
        return tuple(Seen.of(sightings) for sightings in self.by_marker)


def sight(panel: Panel, found: Sequence[Individual]) -> Sightings:
    """Collect the distinct observations of the found people.

    raises    UnknownAllele for an allele outside its table; Unsupported where a sample has drop-in
    """
    columns = np.zeros((len(found), len(panel.markers)), dtype=np.int32)
    seen = [_combine(panel, individual) for individual in found]
    by_marker, start = [], 1
    for place in range(len(panel.markers)):
        here = {own for row in seen if isinstance(own := row[place], Sighting)}
        distinct = sorted(here, key=lambda s: (s.first, s.last, s.dropouts))
        number: dict[object, int] = {sighting: start + k for k, sighting in enumerate(distinct)}
        number |= {None: 0, CONTRADICTION: CONTRADICTION}
        columns[:, place] = [number[row[place]] for row in seen]
        by_marker.append(tuple(distinct))
        start += len(distinct)
    columns.setflags(write=False)
    return Sightings(tuple(by_marker), columns)


def _combine(panel: Panel, individual: Individual) -> list[Sighting | int | None]:
    for sample in individual.samples:
        if sample.dropin:
            raise Unsupported(f"sample {sample.id}: drop-in is known to direct matching only; leave it out here")
    codes = [panel.encode(sample.genotypes) for sample in individual.samples]
    if len(codes) == 1:
        loss = (individual.samples[0].dropout,) if individual.samples[0].dropout else ()
        return [_sighting(pair, loss) if pair[0] != UNTYPED else None for pair in codes[0]]
    return [
        _combine_locus(individual, [row[place] for row in codes], has_silent=marker.has_silent)
        for place, marker in enumerate(panel.markers)
    ]


def _sighting(pair: tuple[int, int], dropouts: tuple[float, ...]) -> Sighting:
    first, last = pair
    if first == last:
        return Sighting(first, last, dropouts)
    return Sighting(first, last) if first < last else Sighting(last, first)


def _combine_locus(
    individual: Individual, pairs: Sequence[tuple[int, int]], *, has_silent: bool
) -> Sighting | int | None:
    """What several samples of one person say together: all alleles seen must be the person's."""
    typed = [(pair, s.dropout) for pair, s in zip(pairs, individual.samples, strict=True) if pair[0] != UNTYPED]
    alleles = sorted({allele for pair, _ in typed for allele in pair})
    certain = [set(pair) for pair, dropout in typed if dropout == 0.0 or len(set(pair)) == 2]
    if len(alleles) > 2 or any(sure != set(alleles) for sure in certain):
        return CONTRADICTION
    if not alleles:
        return None
    losses = {dropout for _, dropout in typed}
    if losses == {0.0} or (certain and not has_silent):
        return _sighting((alleles[0], alleles[-1]), ())
    return _sighting((alleles[0], alleles[-1]), tuple(sorted(dropout for _, dropout in typed)))
