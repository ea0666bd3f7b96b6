"""Treating all alleles that nobody carries as one, where that is exact.

Lumping is exact where the alleles of the lump pass to each kept allele with equal probability (Kemeny & Snell 1976).
That holds for no mutation, equal and proportional models, and fails for stepwise ones, which keep the whole table.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.mutation import NO_MUTATION, SILENT, Floats

REST = "(rest)"
_TOLERANCE = 1e-13


@dataclass(frozen=True, slots=True)
class Lumped:
    """A marker reduced to the alleles that matter, with its mutation matrices."""

    marker: Marker  # mutation is NO_MUTATION: the matrices below count
    male: Floats  # (n, n)
    female: Floats


@lru_cache(maxsize=4096)
def matrices_of(marker: Marker) -> tuple[Floats, Floats]:
    """Give a marker's mutation matrices for fathers and mothers, computed once."""
    male, female = marker.matrix("M"), marker.matrix("F")
    male.setflags(write=False)
    female.setflags(write=False)
    return male, female


def lump(marker: Marker, seen: Iterable[str]) -> Lumped:
    """Reduce a marker to the alleles seen, one "(rest)", and the silent allele; or keep it whole where that is exact.

    >>> import numpy as np
    >>> lump(Marker("X1", ("7", "8", "9"), np.array([0.2, 0.3, 0.5])), ["8"]).marker.alleles
    ('8', '(rest)')
    """
    wanted = set(seen) | {SILENT}
    keep = [place for place, allele in enumerate(marker.alleles) if allele in wanted]
    rest = [place for place, allele in enumerate(marker.alleles) if allele not in wanted]
    male, female = matrices_of(marker)
    if len(rest) < 2 or not all(can_lump(matrix, keep, rest) for matrix in (male, female)):
        return Lumped(_plain(marker, marker.alleles, marker.frequencies), male, female)
    names = [marker.alleles[place] for place in keep]
    groups = [[place] for place in keep]
    where = len(names) - 1 if names and names[-1] == SILENT else len(names)
    names.insert(where, REST)
    groups.insert(where, rest)
    frequencies = np.array([marker.frequencies[group].sum() for group in groups])
    smaller = [_lump_matrix(matrix, groups) for matrix in (male, female)]
    return Lumped(_plain(marker, tuple(names), frequencies), *smaller)


def can_lump(matrix: Floats, keep: list[int], rest: list[int]) -> bool:
    """Tell whether all rest alleles pass to each kept allele with the same probability."""
    block = matrix[np.ix_(rest, keep)]
    return bool(block.size == 0 or (np.abs(block - block[:1]) <= _TOLERANCE).all())


def _lump_matrix(matrix: Floats, groups: list[list[int]]) -> Floats:
    first = [group[0] for group in groups]
    rows = matrix[first]
    return np.stack([rows[:, group].sum(axis=1) for group in groups], axis=1)


def _plain(marker: Marker, alleles: tuple[str, ...], frequencies: Floats) -> Marker:
    return Marker(marker.name, alleles, frequencies, marker.chromosome, NO_MUTATION)
