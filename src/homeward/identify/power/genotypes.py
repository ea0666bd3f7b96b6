"""Every genotype that a laboratory can see at each marker of a panel, with its chance in the population.

Listed as `Sighting`s, so that one call of `weigh_sightings` weighs all of them for many families.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from homeward.evidence.dna.comparison.panel import UNTYPED, Codes, Panel, Sighting, Sightings
from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.mutation import Floats
from homeward.evidence.dna.profile import Sex


@dataclass(frozen=True, slots=True, eq=False)
class Genotypes:
    """The genotypes of a panel as columns; column 0 means untyped.

    pairs     int16 (width, 2): the alleles, the lower place first
    blocks    first column of each marker, and the one after its last
    """

    panel: Panel
    sightings: Sightings
    pairs: Codes
    blocks: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, panel: Panel) -> "Genotypes":
        """List the genotypes of a panel."""
        by_marker = tuple(_listed(marker) for marker in panel.markers)
        sightings = Sightings(by_marker, np.zeros((0, len(panel.markers)), dtype=np.int32))
        pairs = [(UNTYPED, UNTYPED), *((s.first, s.last) for own in by_marker for s in own)]
        blocks = tuple((start, start + len(own)) for start, own in zip(sightings.starts, by_marker, strict=True))
        return cls(panel, sightings, np.array(pairs, dtype=np.int16), blocks)

    def without_mutation(self) -> "Genotypes":
        """Give the same genotypes with mutation switched off."""
        return replace(self, panel=self.panel.without_mutation())

    def split(self, *values: Floats) -> Iterator[tuple[Floats, ...]]:
        """Cut arrays (..., width) into each marker's columns."""
        for begin, end in self.blocks:
            yield tuple(array[..., begin:end] for array in values)

    def by_marker(self, values: Floats) -> Floats:
        """Add up each marker's columns: (..., width) to (..., n_markers)."""
        return np.stack([own.sum(axis=-1) for (own,) in self.split(values)], axis=-1)

    def population(self, sex: Sex) -> Floats:
        """Give P(seen) for a stranger: float64 (width,), which sums to 1 at each marker but for silent alleles."""
        out = np.zeros(len(self.pairs))
        for marker, (begin, end) in zip(self.panel.markers, self.blocks, strict=True):
            first, last = self.pairs[begin:end].T
            p = marker.frequencies
            silent = float(p[-1]) if marker.has_silent else 0.0
            if marker.chromosome == "X" and sex == "M":
                out[begin:end] = np.where(first == last, p[first], 0.0)
            else:
                out[begin:end] = np.where(first == last, p[first] * (p[first] + 2.0 * silent), 2.0 * p[first] * p[last])
        return out


def _listed(marker: Marker) -> tuple[Sighting, ...]:
    """Put rare genotypes first: draws spaced evenly over the list then meet about as many of them as they should."""
    n = marker.n_alleles - int(marker.has_silent)
    p = marker.frequencies.tolist()
    pairs = sorted(((i, j) for i in range(n) for j in range(i, n)), key=lambda pair: p[pair[0]] * p[pair[1]])
    return tuple(Sighting(first, last) for first, last in pairs)
