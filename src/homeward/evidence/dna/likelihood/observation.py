"""From what was seen to what may be true: the ordered allele pairs an observation allows, and how probably.

Drop-out loses each allele copy with probability d; drop-in adds a spurious allele a with probability c p_a, and none
with 1 - c. A silent allele is never seen. Seen alleles are taken as a set: a/a means "only a was seen".

Source: Slooten 2011, FSI Genetics 5:308; Haned, Slooten & Gill 2012, FSI Genetics 6:762 (drop-in).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homeward.errors import InvalidCase, InvalidInput
from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.mutation import SILENT, Floats
from homeward.evidence.dna.profile import Genotype

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class ErrorRates:
    """How a sample may be misread: chance of losing one copy, and of one spurious allele, at each locus."""

    dropout: float = 0.0
    dropin: float = 0.0

    def __post_init__(self) -> None:
        if not 0.0 <= self.dropout < 1.0 or not 0.0 <= self.dropin < 1.0:
            raise InvalidInput(f"drop-out {self.dropout} and drop-in {self.dropin} must be at least 0 and below 1")


NO_ERRORS = ErrorRates()


@dataclass(frozen=True, slots=True)
class LoneAllele:
    """What samples of one person that all showed the same single allele say of the genotype behind it.

    if_homozygous      P(seen | both copies are this allele)
    if_heterozygous    P(seen | one copy is this allele, the other another visible one)
    if_single          P(seen | one copy is this allele and there is no other, or it is silent)
    """

    if_homozygous: float
    if_heterozygous: float
    if_single: float


Uncertainty = ErrorRates | LoneAllele  # how far what was seen can be trusted


@dataclass(frozen=True, slots=True)
class States:
    """The ordered pairs that one observation allows."""

    paternal: Ints  # (n_states,), places in the marker's table
    maternal: Ints
    weight: Floats  # P(observation | pair)

    @property
    def is_plain(self) -> bool:
        """True where all pairs are one genotype in two orders."""
        pairs = np.sort(np.stack([self.paternal, self.maternal]), axis=0)
        return bool((pairs == pairs[:, :1]).all())


def seen_alleles(marker: Marker, genotype: Genotype) -> tuple[int, ...]:
    """Give the distinct alleles of an observation as places in the marker's table."""
    if SILENT in genotype:
        raise InvalidCase(f"{marker.name}: a silent allele cannot be seen; write the other one alone")
    return tuple(sorted({marker.index(allele) for allele in genotype}))


def states_of(
    marker: Marker, genotype: Genotype, errors: Uncertainty = NO_ERRORS, *, is_single: bool = False
) -> States:
    """List the ordered pairs (single copies for a man at an X marker) an observation allows.

        raises    UnknownAllele for an allele outside the table; InvalidCase for two alleles of a single copy

    Plain genotypes always give two states, so that families of one shape can be computed together; the second weighs
    nothing where both alleles are the same.
    """
    seen = seen_alleles(marker, genotype)
    if isinstance(errors, LoneAllele):
        return _lone_states(marker, seen[0], errors, is_single=is_single)
    if is_single:
        return _single_states(marker, seen, errors)
    exact = errors.dropout == 0.0 and errors.dropin == 0.0
    if exact and (len(seen) == 2 or not marker.has_silent):
        first, last = seen[0], seen[-1]
        return States(np.array([first, last]), np.array([last, first]), np.array([1.0, float(first != last)]))
    table = observation_table(marker, genotype, errors)
    paternal, maternal = np.nonzero(table)
    return States(paternal, maternal, table[paternal, maternal])


def _lone_states(marker: Marker, seen: int, chances: LoneAllele, *, is_single: bool) -> States:
    if is_single:
        place = np.array([seen])
        return States(place, place, np.array([chances.if_single]))
    table = np.zeros((marker.n_alleles, marker.n_alleles))
    table[seen, :] = table[:, seen] = chances.if_heterozygous
    if marker.has_silent:
        table[seen, -1] = table[-1, seen] = chances.if_single
    table[seen, seen] = chances.if_homozygous
    paternal, maternal = np.nonzero(table)
    return States(paternal, maternal, table[paternal, maternal])


def _single_states(marker: Marker, seen: tuple[int, ...], errors: ErrorRates) -> States:
    if len(seen) > 1:
        raise InvalidCase(f"{marker.name}: a man has two alleles at an X marker; check his sex and the sample")
    if errors.dropout == 0.0 and errors.dropin == 0.0:
        place = np.array(seen)
        return States(place, place, np.ones(1))
    weight = single_observation_table(marker, tuple(marker.alleles[place] for place in seen), errors)
    place = np.nonzero(weight)[0]
    return States(place, place, weight[place])


def single_observation_table(marker: Marker, genotype: Genotype, errors: ErrorRates = NO_ERRORS) -> Floats:
    """Give P(observation | the one allele carried) for all alleles: float64 (n,)."""
    copies = np.eye(marker.n_alleles, dtype=bool)
    return _probability(marker, seen_alleles(marker, genotype), errors, copies)


def observation_table(marker: Marker, genotype: Genotype, errors: ErrorRates = NO_ERRORS) -> Floats:
    """Give P(observation | ordered pair) for all pairs: float64 (n, n)."""
    n = marker.n_alleles
    first, last = np.divmod(np.arange(n * n), n)
    copies = np.zeros((n * n, n, 2), dtype=bool)
    copies[np.arange(n * n), first, 0] = True
    copies[np.arange(n * n), last, 1] = True
    return _probability(marker, seen_alleles(marker, genotype), errors, copies).reshape(n, n)


def _probability(marker: Marker, seen: tuple[int, ...], errors: ErrorRates, copies: NDArray[np.bool_]) -> Floats:
    """P(seen | true) as a product over alleles: each present allele is seen or dropped, each other seen one dropped in.

    copies    bool (n_true, n_alleles) or (n_true, n_alleles, n_copies): who carries what
    """
    count = copies.sum(axis=2) if copies.ndim == 3 else copies.astype(np.int64)
    is_seen = np.zeros(marker.n_alleles, dtype=bool)
    is_seen[list(seen)] = True
    visible = np.ones(marker.n_alleles, dtype=bool)
    if marker.has_silent:
        visible[-1] = False
    lost = errors.dropout**count  # all copies of this allele dropped; 1 where it is absent
    spurious = errors.dropin * marker.frequencies
    extra = is_seen & (count == 0)
    factor = np.where(is_seen, np.where(count > 0, 1.0 - lost, spurious), lost)
    factor = np.where(visible, factor, 1.0)
    none_added = np.where(extra.any(axis=1), 1.0, 1.0 - errors.dropin)
    result: Floats = factor.prod(axis=1) * none_added
    return result
