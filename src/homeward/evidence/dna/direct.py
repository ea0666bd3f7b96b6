"""Are two samples of one person?

Remains come in parts, and a missing person may have left a toothbrush: many samples, some of the same person. All pairs
are compared at once; then samples are grouped, and each group is checked for alleles that one person cannot have.

Left to others: relatives (`likelihood`), Y and mitochondrial haplotypes (`lineage`). Identical twins are one person to
this module. Nothing is merged here: a group is a proposal to readers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homeward.errors import InvalidCase, InvalidInput, UnknownAllele
from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.likelihood.observation import ErrorRates, observation_table, single_observation_table
from homeward.evidence.dna.profile import Sample, write_genotype
from homeward.evidence.weight import Weight

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_BLOCK = 64  # columns filled at a time: a strip of a gathered table stays in the processor's cache
_MOST_CELLS = 20_000_000  # of tables kept before they are added: 240 MB
_MISMATCH = 1 << 16  # shared loci are counted in the low half of an int32, mismatching ones in the high half


@dataclass(frozen=True, slots=True, eq=False)
class DirectComparison:
    """All pairs of samples: how strongly each says "one person", and over how many loci."""

    samples: tuple[str, ...]  # ids, in the order of rows and columns
    log10_lr: Floats  # float64 (n, n), symmetric, nan on the diagonal, 0 where no locus is shared
    n_shared: NDArray[np.int32]  # (n, n), loci weighed; 0 on the diagonal
    n_mismatching: NDArray[np.int32]  # (n, n), loci at which other alleles were seen; 0 on the diagonal
    n_typed: NDArray[np.int32]  # (n,), loci of each sample that can be weighed at all


@dataclass(frozen=True, slots=True)
class Conflict:
    """A locus at which the samples of one group show more alleles than one person has."""

    marker: str
    alleles: tuple[str, ...]
    samples: tuple[str, ...]  # ids of those typed there


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a sample shows at a marker, and how far it can be trusted."""

    alleles: tuple[str, ...]  # distinct, sorted
    is_single: bool  # one copy: a man at an X marker
    errors: ErrorRates


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """One marker over the distinct observations that occur; the last row and column, all 0, stand for untyped."""

    codes: Ints  # (n_samples,), number of each sample's observation
    log10_lr: Floats  # (n_seen + 1, n_seen + 1)
    counts: NDArray[np.int32]  # the same shape: 1 where weighed, and _MISMATCH more where unlike


def compare_directly(
    found_samples: Sequence[Sample],
    markers: Sequence[Marker],
    *,
    dropout: float | Sequence[float] | None = None,
    dropin: float | Sequence[float] | None = None,
    theta: float = 0.0,
) -> DirectComparison:
    """Weigh "one person" against "two unrelated people" for all pairs of samples.

    Per locus typed in both, with o what was seen and g the true genotype,

        LR = sum_g P(o1|g) P(o2|g) P(g)  /  sum_g,h P(o1|g) P(o2|h) P(g,h)

    P(o|g) is that of `observation`: each allele copy is lost with chance d, so a/b is seen as a/b with (1-d)^2 and as a
    with d(1-d), and a/a as a with 1-d^2; each spurious allele has chance c p, and no spurious allele 1-c. P(g,h) is
    P(g) P(h) without theta; with theta, alleles are drawn from one Polya urn. With neither errors nor theta, LR is
    1/P(o) if both show the same, else 0. Loci multiply.

        dropout, dropin   d and c: one number for all, one for each sample, or None: as each sample says itself.
                          From 0 to below 1. Few distinct values keep the tables small
        theta             from 0 to below 1
        returns           DirectComparison with read-only arrays. An untyped locus weighs nothing. One seen allele, a or
                          a/a, is the same observation. At an X marker only samples of the same known sex are compared,
                          men having one copy
        raises            InvalidInput, InvalidCase (three alleles, a man with two at an X marker), UnknownAllele

    >>> marker = Marker("D1", ("8", "9"), np.array([0.1, 0.9]))
    >>> bone, tooth = (Sample(id, genotypes={"D1": ("8", "8")}) for id in ("bone", "tooth"))
    >>> compare_directly((bone, tooth), (marker,)).log10_lr.round(9).tolist()
    [[nan, 2.0], [2.0, nan]]

    Source: National Research Council 1996, eq. 4.10 (theta); Balding & Nichols 1994; drop-out and drop-in as Haned,
    Slooten & Gill 2012, FSI Genetics 6:762. Oracle: tests/oracles/direct_match.csv.
    """
    n = len(found_samples)
    rates = (_spread_over(found_samples, dropout, "dropout"), _spread_over(found_samples, dropin, "dropin"))
    errors = tuple(map(ErrorRates, *rates))
    if not 0.0 <= theta < 1.0:
        raise InvalidInput(f"theta {theta} must lie from 0 to below 1")
    log10_lr, counts, n_typed = np.zeros((n, n)), np.zeros((n, n), np.int32), np.zeros(n, np.int32)
    waiting: list[_Table] = []
    for marker in markers:
        codes, seen = _encode(found_samples, marker, errors)
        n_typed += codes < len(seen)
        waiting.append(_weigh_marker(marker, codes, seen, theta))
        if sum(table.log10_lr.size for table in waiting) > _MOST_CELLS:
            _add_tables(log10_lr, counts, waiting)
            waiting = []
    _add_tables(log10_lr, counts, waiting)
    _mirror(log10_lr)
    _mirror(counts)
    np.fill_diagonal(log10_lr, np.nan)
    np.fill_diagonal(counts, 0)
    answers = (log10_lr, counts % _MISMATCH, counts // _MISMATCH, n_typed)
    for values in answers:
        values.setflags(write=False)
    return DirectComparison(tuple(sample.id for sample in found_samples), *answers)


def weigh_same_person(
    found: Sample,
    sought: Sample,
    markers: Sequence[Marker],
    *,
    dropout: float | Sequence[float] | None = None,
    dropin: float | Sequence[float] | None = None,
    theta: float = 0.0,
) -> Weight:
    """Weigh one pair of samples, such as a bone and a toothbrush; settings as in `compare_directly`.

    >>> marker = Marker("D1", ("8", "9"), np.array([0.1, 0.9]))
    >>> weigh_same_person(Sample("bone"), Sample("brush", genotypes={"D1": ("8", "9")}), (marker,)).because
    'no locus is typed in both samples'
    """
    pair = compare_directly((found, sought), markers, dropout=dropout, dropin=dropin, theta=theta)
    n_shared, n_mismatching = int(pair.n_shared[0, 1]), int(pair.n_mismatching[0, 1])
    if not n_shared:
        return Weight("direct DNA", 0.0, "no locus is typed in both samples")
    reason = f"the samples show the same alleles at {n_shared - n_mismatching} of {n_shared} loci typed in both"
    return Weight("direct DNA", float(pair.log10_lr[0, 1]), reason)


def group_samples(
    log10_lr: Floats, *, threshold_log10: float, n_typed: Sequence[int] | NDArray[np.int32]
) -> tuple[tuple[int, ...], ...]:
    """Put samples into one group that are linked, directly or through others, by a weight at or above the threshold.

        log10_lr   float64 (n, n), symmetric; nan links nothing
        n_typed    (n,), loci typed in each sample
        returns    groups of sample numbers, ordered by their earliest sample; within a group the most completely typed
                   sample first, the others in input order. Everybody is in exactly one group

    >>> group_samples(np.array([[np.nan, 1.0, 9.0], [1.0, np.nan, 0.0], [9.0, 0.0, np.nan]]),
    ...     threshold_log10=4.0, n_typed=(10, 12, 15))
    ((2, 0), (1,))
    """
    n = len(n_typed)
    if log10_lr.shape != (n, n):
        raise InvalidInput(f"weights of shape {log10_lr.shape} do not fit {n} samples")
    linked = log10_lr >= threshold_log10
    linked |= linked.T
    is_new = np.ones(n, dtype=np.bool_)
    groups = []
    for start in range(n):
        if not is_new[start]:
            continue
        is_new[start] = False
        members, waiting = [start], [start]
        while waiting:
            more = np.flatnonzero(linked[waiting.pop()] & is_new).tolist()
            is_new[more] = False
            members += more
            waiting += more
        fullest = min(members, key=lambda member: (-n_typed[member], member))
        groups.append((fullest, *sorted(set(members) - {fullest})))
    return tuple(groups)


def find_conflicts(samples: Sequence[Sample]) -> tuple[Conflict, ...]:
    """Find loci at which the samples of one group show more than two alleles: not one person, or a typing error.

    >>> group = (Sample("bone", genotypes={"D1": ("8", "9")}), Sample("tooth", genotypes={"D1": ("8", "11")}))
    >>> find_conflicts(group)[0].alleles
    ('11', '8', '9')
    """
    conflicts = []
    for name in sorted({name for sample in samples for name in sample.genotypes}):
        typed = [sample for sample in samples if sample.genotypes.get(name)]
        alleles = {allele for sample in typed for allele in sample.genotypes[name]}
        if len(alleles) > 2:
            conflicts.append(Conflict(name, tuple(sorted(alleles)), tuple(sample.id for sample in typed)))
    return tuple(conflicts)


# ── what was seen ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _spread_over(samples: Sequence[Sample], value: float | Sequence[float] | None, name: str) -> tuple[float, ...]:
    if value is None:
        values = tuple(float(getattr(sample, name)) for sample in samples)
    elif isinstance(value, int | float):
        values = (float(value),) * len(samples)
    else:
        values = tuple(float(one) for one in value)
    if len(values) != len(samples):
        raise InvalidInput(f"{len(values)} values of {name} for {len(samples)} samples; give one for each")
    return values


def _encode(samples: Sequence[Sample], marker: Marker, errors: Sequence[ErrorRates]) -> tuple[Ints, tuple[_Seen, ...]]:
    """Number the distinct observations at a marker; samples not weighed there get the number after the last."""
    number: dict[_Seen, int] = {}
    known: dict[tuple[object, ...], int] = {}  # as written: most samples repeat what another one shows
    codes = np.full(len(samples), -1)
    for i, (sample, rates) in enumerate(zip(samples, errors, strict=True)):
        written = (sample.genotypes.get(marker.name), sample.sex, rates)
        if written not in known:
            seen = _see(sample, marker, rates)
            known[written] = -1 if seen is None else number.setdefault(seen, len(number))
        codes[i] = known[written]
    codes[codes < 0] = len(number)
    return codes, tuple(number)


def _see(sample: Sample, marker: Marker, errors: ErrorRates) -> _Seen | None:
    genotype, is_on_x = sample.genotypes.get(marker.name), marker.chromosome == "X"
    if not genotype or (is_on_x and sample.sex == "U"):
        return None
    seen = _Seen(tuple(sorted(set(genotype))), is_on_x and sample.sex == "M", errors)
    if len(genotype) > 2 or len(seen.alleles) > 2 - seen.is_single:
        most = "one allele" if seen.is_single else "two alleles"
        raise InvalidCase(f"sample {sample.id}, {marker.name}: {write_genotype(genotype)} is more than {most}")
    for allele in seen.alleles:
        if marker.frequencies[marker.index(allele)] == 0.0:
            raise UnknownAllele(
                f"{marker.name}: allele {allele} has frequency 0 in the table; give a rule for rare ones"
            )
    return seen


# ── one marker: a table over observations ─────────────────────────────────────────────────────────────────────────────


def _weigh_marker(marker: Marker, codes: Ints, seen: tuple[_Seen, ...], theta: float) -> _Table:
    n = len(seen)
    table, counts = np.zeros((n + 1, n + 1)), np.zeros((n + 1, n + 1), np.int32)
    for is_single in (False, True):
        members = [i for i, one in enumerate(seen) if one.is_single == is_single]
        if members:
            part = [seen[i] for i in members]
            number = {alleles: i for i, alleles in enumerate({one.alleles for one in part})}
            shown = np.array([number[one.alleles] for one in part])
            table[np.ix_(members, members)] = _weigh_observations(marker, part, theta)
            counts[np.ix_(members, members)] = 1 + _MISMATCH * (shown[:, None] != shown)
    return _Table(codes, table, counts)


def _weigh_observations(marker: Marker, seen: Sequence[_Seen], theta: float) -> Floats:
    """log10 LR between observations of people with the same number of copies, (n, n)."""
    look_up = single_observation_table if seen[0].is_single else observation_table
    shape = (marker.n_alleles,) * (1 if seen[0].is_single else 2)
    tables = np.array([look_up(marker, one.alleles, one.errors).ravel() for one in seen])
    possible = np.flatnonzero(tables.any(axis=0))
    chance, genotypes = tables[:, possible], np.unravel_index(possible, shape)  # ordered pairs of alleles
    prior = _draw_alleles(genotypes, marker.frequencies, theta)
    same = (chance * prior) @ chance.T
    if theta == 0.0:
        alone = chance @ prior
        unrelated = alone[:, None] * alone
    else:
        both = (*(place[:, None] for place in genotypes), *(place[None, :] for place in genotypes))
        unrelated = chance @ _draw_alleles(both, marker.frequencies, theta) @ chance.T
    with np.errstate(divide="ignore"):
        log10_lr: Floats = np.log10(same / unrelated)
    return (log10_lr + log10_lr.T) / 2.0  # matrix products round differently on either side


def _draw_alleles(copies: tuple[Ints, ...], p: Floats, theta: float) -> Floats:
    """Draw alleles one after another: (m theta + (1-theta) p) / (1 + (n-1) theta), m alike among n before."""
    chance = np.ones(1)
    before: list[Ints] = []
    for copy in copies:
        alike = sum(((copy == other).astype(np.float64) for other in before), np.zeros(1))
        chance = chance * (alike * theta + (1.0 - theta) * p[copy]) / (1.0 + (len(before) - 1) * theta)
        before.append(copy)
    return chance


# ── all pairs: gather and add ─────────────────────────────────────────────────────────────────────────────────────────


def _add_tables(log10_lr: Floats, counts: NDArray[np.int32], tables: Sequence[_Table]) -> None:
    """Add markers to the lower triangle, strip by strip, copying whole rows of a table reordered for the strip."""
    for strip in _strips(len(log10_lr)):
        rest = slice(strip.start, None)
        lr, count = np.zeros_like(log10_lr[rest, strip]), np.zeros_like(counts[rest, strip])
        for table in tables:
            lr += table.log10_lr[:, table.codes[strip]][table.codes[rest]]
            count += table.counts[:, table.codes[strip]][table.codes[rest]]
        log10_lr[rest, strip] += lr
        counts[rest, strip] += count


def _mirror(values: NDArray[np.float64] | NDArray[np.int32]) -> None:
    for strip in _strips(len(values)):
        values[strip, strip.stop :] = values[strip.stop :, strip].T


def _strips(n: int) -> Iterator[slice]:
    return (slice(start, min(start + _BLOCK, n)) for start in range(0, n, _BLOCK))
