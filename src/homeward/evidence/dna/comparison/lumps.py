"""Alleles that nobody of a family carries, taken as one, for many families and markers at once.

A family shows a handful of alleles; to its likelihood all others are one "rest" where the mutation model allows that
(docs/models/mutation.md). Pairs of family and marker with about as many alleles left share one batch.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from homeward.evidence.dna.comparison.panel import Ints, Panel
from homeward.evidence.dna.likelihood.lumping import matrices_of
from homeward.evidence.dna.mutation import Floats

FEW = 64  # families below which markers share their batches


@dataclass(frozen=True, slots=True)
class Relatives:
    """What is known of the relatives, for (family, marker) pairs typed in the same people."""

    typed: tuple[str, ...]
    family: Ints  # (n_pairs,)
    locus: Ints  # (n_pairs,), place in the stack
    codes: Ints  # (n_pairs, n_typed, 2)
    chances: Floats | None  # (n_pairs, n_typed, 3), as `Structure.chances`

    @property
    def uncertain(self) -> tuple[bool, ...]:
        """Tell for each typed person whether any family has an observation of them that may hide an allele."""
        if self.chances is None:
            return (False,) * len(self.typed)
        return tuple(bool((self.chances[:, k, 1] > 0.0).any()) for k in range(len(self.typed)))


@dataclass(frozen=True, slots=True)
class Stack:
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


def stack_of(panel: Panel, loci: tuple[int, ...]) -> Stack:
    """Give the stack of some markers of a panel, by place; the panel keeps it."""
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
        panel.stacks[loci] = Stack(frequency, male, female, counts, *kinds)
    stack = panel.stacks[loci]
    assert isinstance(stack, Stack)
    return stack


@dataclass(frozen=True, slots=True)
class Lump:
    """A batch of (family, marker) pairs, over the alleles that matter to each.

    frequency    float64 (batch or 1, m): alleles carried, then the rest; 0 where there is none
    male, female    float64 (batch or 1, m, m)
    where        int64 (batch, n): place of each allele of the table among the lumped ones
    genotypes    int64 (batch, n_typed, 2): the relatives' alleles among the lumped ones
    chances      float64 (batch, n_typed, 3) or None
    lone         int64 (batch,) or None: the unseen allele kept apart, where the missing person's parents are related
    """

    frequency: Floats
    male: Floats
    female: Floats
    where: Ints
    genotypes: Ints
    chances: Floats | None
    lone: Ints | None = None

    def part(self, rows: "slice | Ints") -> "Lump":
        """Give some rows of the batch."""

        def cut(array: Floats) -> Floats:
            return array if array.shape[0] == 1 else array[rows]

        chances = None if self.chances is None else self.chances[rows]
        lone = None if self.lone is None else self.lone[rows]
        shared = cut(self.frequency), cut(self.male), cut(self.female)
        return Lump(*shared, self.where[rows], self.genotypes[rows], chances, lone)


def lump_unseen(given: Relatives, stack: Stack, *, is_related: bool) -> Iterator[tuple[Lump, Ints]]:
    """Lump the alleles nobody of a family carries, and gather pairs with about as many alleles left.

        is_related    the missing person's parents share an ancestor: the commonest unseen allele is kept apart

    Yields each batch and the places of its pairs. Models that cannot be lumped keep the whole table.
    """
    n_pairs, n = len(given.codes), stack.frequency.shape[1]
    if not stack.is_proportional:
        where = np.broadcast_to(np.arange(n), (n_pairs, n))
        yield Lump(stack.frequency, stack.male, stack.female, where, given.codes, given.chances), np.arange(n_pairs)
        return
    carried = np.zeros((n_pairs, n), dtype=bool)
    np.put_along_axis(carried, given.codes.reshape(n_pairs, -1), True, axis=1)
    lone = np.zeros(n_pairs, dtype=np.int64)
    if is_related:
        lone = np.argmax(np.where(carried, -1.0, stack.frequency[given.locus]), axis=1)
        carried[np.arange(n_pairs), lone] = True
    exists = np.arange(n) < stack.n_alleles[given.locus][:, None]
    whole = carried.sum(axis=1) >= stack.n_alleles[given.locus] - 1
    carried[whole] = exists[whole]
    size = carried.sum(axis=1)
    if n_pairs < FEW * 16:
        size = -(-size // 5) * 5  # few pairs: pad to fewer sizes
    for count in np.unique(size).tolist():
        pairs = np.nonzero(size == count)[0]
        lump = _lump_some(stack, given, pairs, carried[pairs], count)
        if is_related:
            place = lump.where[np.arange(len(pairs)), lone[pairs]]
            lump = replace(lump, lone=np.where(whole[pairs], -1, place))
        yield lump, pairs


def _lump_some(stack: Stack, given: Relatives, pairs: Ints, carried: NDArray[np.bool_], count: int) -> Lump:
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
    return Lump(frequency, male, female, where, genotypes, None if given.chances is None else given.chances[pairs])


def _lump_rows(matrix: Floats, locus: Ints, kept: Ints, is_real: NDArray[np.bool_]) -> Floats:
    """Mutation matrices over the carried alleles and the rest, which stands last: (batch, m, m)."""
    small: Floats = matrix[locus[:, None, None], kept[:, :, None], kept[:, None, :]]
    small *= is_real[:, None, :]
    small[:, :, -1] = 1.0 - small[:, :, :-1].sum(axis=2)
    return small
