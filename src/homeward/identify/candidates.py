"""Which pairs of found and missing people are worth weighing jointly, out of hundreds of millions.

Families of one structure are weighed together (`evidence.dna.comparison.tables`); then a kernel adds up look-ups for
every pair, in single precision with a margin, and the pairs that reach the limit are added again in double precision.
Nothing is guessed away: a pair is passed over early only where the loci still to come cannot lift it, and what all
pairs below the limit weigh together is kept for each found person.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from homeward.evidence.dna.comparison.panel import Panel, Sightings, sight
from homeward.evidence.dna.comparison.tables import Structure, structures_of, weigh_families
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.profile import Individual
from homeward.identify._kernels import scan

Floats = NDArray[np.float64]
_MARGIN = 1e-3  # far above the rounding of 24 single-precision additions
_CHUNK = 256  # families whose tables are weighed and scanned together
_WEAKEST = -4.0  # log10 LR below which a pair's weight is bounded instead of added
_WORKERS = 2


@dataclass(frozen=True, eq=False)
class Screening:
    """The pairs that reach the limit, and the weight of all others.

    found, missing    int64 (n_kept,): places among the found and among the missing people
    log10_lr          float64 (n_kept,)
    weak              float64 (n_found,): sum of the LR of all pairs below the limit (a bound for the weakest)
    n_pairs           pairs compared; those whose sexes disagree are not
    least             log10 LR from which pairs were kept
    unusable          places of families whose own profiles are impossible together
    """

    found: NDArray[np.int64]
    missing: NDArray[np.int64]
    log10_lr: Floats
    weak: Floats
    n_pairs: int
    unusable: tuple[int, ...]
    least: float

    def include(self, pairs: Mapping[tuple[int, int], float]) -> "Screening":
        """Keep some pairs (found, missing) below the limit of DNA, because other evidence speaks for them."""
        kept = set(zip(self.found.tolist(), self.missing.tolist(), strict=True))
        more = sorted(pair for pair, value in pairs.items() if pair not in kept and value > -np.inf)
        if not more:
            return self
        weak, values = self.weak.copy(), np.array([pairs[pair] for pair in more])
        who, places = (np.array([pair[k] for pair in more], dtype=np.int64) for k in (0, 1))
        np.subtract.at(weak, who, 10.0**values)
        return replace(
            self,
            found=np.concatenate([self.found, who]),
            missing=np.concatenate([self.missing, places]),
            log10_lr=np.concatenate([self.log10_lr, values]),
            weak=np.maximum(weak, 0.0),
        )


@dataclass(frozen=True, eq=False)
class _Side:
    """The found people in the order men, unknown, women, with their look-up columns ordered by how much loci tell."""

    order: NDArray[np.int64]
    columns: NDArray[np.int32]
    n_men: int
    n_unknown: int
    sightings: Sightings
    loci: NDArray[np.int64]

    def range_for(self, sex: str) -> tuple[int, int]:
        """Give the found people who may be somebody of this sex."""
        if sex == "M":
            return 0, self.n_men + self.n_unknown
        return (self.n_men, len(self.order)) if sex == "F" else (0, len(self.order))


def screen(
    families: Sequence[Family],
    found: Sequence[Individual],
    panel: Panel,
    *,
    least_log10: float = 2.0,
    tick: Callable[[int], None] | None = None,
) -> Screening:
    """Compare every found person with every missing one and keep the pairs whose log10 LR reaches the limit.

        tick       called with the number of missing people just done
        raises     UnknownAllele for an allele outside its table

    Cost: one look-up and addition for each pair and locus; see docs/models/screening.md.
    """
    side = _prepare(found, panel)
    starts = np.cumsum([0] + [len(family.missing) for family in families])
    weak = np.zeros(len(found))
    kept: list[tuple[NDArray[np.int64], NDArray[np.int64], Floats]] = []
    unusable: set[int] = set()
    n_pairs = 0
    with ThreadPoolExecutor(_WORKERS) as pool:
        for chunk, done in _in_order(
            pool, _chunks(families, panel), lambda chunk: _scan_chunk(chunk, side, panel, least_log10)
        ):
            rows, who, log10_lr, bad = done.rows, done.found, done.log10_lr, done.bad
            places = np.array(
                [starts[family] + families[family].missing.index(person) for family, person in chunk.members]
            )
            kept.append((side.order[who], places[rows], log10_lr))
            weak[side.order] += done.weak
            n_pairs += done.n_pairs
            unusable |= {chunk.members[row][0] for row in bad}
            if tick is not None:
                tick(len(chunk.members))
    parts = [np.concatenate(values) for values in zip(*kept, strict=True)] if kept else [np.zeros(0, np.int64)] * 3
    rank = np.lexsort((parts[1], parts[0]))
    who, places, values = (part[rank] for part in parts)
    return Screening(who, places, values.astype(np.float64), weak, n_pairs, tuple(sorted(unusable)), least_log10)


@dataclass(frozen=True, eq=False)
class _Chunk:
    structure: Structure
    members: list[tuple[int, str]]


@dataclass(frozen=True, eq=False)
class _Done:
    rows: NDArray[np.int64]
    found: NDArray[np.int64]
    log10_lr: Floats
    weak: Floats
    n_pairs: int
    bad: list[int]


def _prepare(found: Sequence[Individual], panel: Panel) -> _Side:
    rank = {"M": 0, "U": 1, "F": 2}
    order = np.array(sorted(range(len(found)), key=lambda k: rank[found[k].sex]), dtype=np.int64)
    sightings = sight(panel, [found[k] for k in order])
    # loci with many alleles decide most, so they come first and let most pairs be passed over early
    loci = np.argsort([-(marker.n_alleles) for marker in panel.markers], kind="stable")
    sexes = [found[k].sex for k in order]
    columns = np.ascontiguousarray(np.maximum(sightings.columns[:, loci], 0))
    return _Side(order, columns, sexes.count("M"), sexes.count("U"), sightings, loci)


def _chunks(families: Sequence[Family], panel: Panel) -> Iterator[_Chunk]:
    for structure, members in structures_of(families, panel):
        for begin in range(0, len(members), _CHUNK):
            part = slice(begin, begin + _CHUNK)
            yield _Chunk(replace(structure, codes=structure.codes[part]), members[part])


def _in_order(
    pool: ThreadPoolExecutor, chunks: Iterator[_Chunk], work: Callable[[_Chunk], _Done]
) -> Iterator[tuple[_Chunk, _Done]]:
    """Run chunks on all workers, a few ahead, and give their results in the order of the families."""
    waiting: list[tuple[_Chunk, Future[_Done]]] = []
    for chunk in chunks:
        waiting.append((chunk, pool.submit(work, chunk)))
        if len(waiting) > 2 * _WORKERS:
            ready, future = waiting.pop(0)
            yield ready, future.result()
    for ready, future in waiting:
        yield ready, future.result()


def _scan_chunk(chunk: _Chunk, side: _Side, panel: Panel, least: float) -> _Done:
    structure = chunk.structure
    weights, relatives = weigh_families(structure, panel, side.sightings)
    bad = np.nonzero(np.isneginf(relatives).any(axis=1))[0].tolist()
    weights[bad] = -np.inf
    first, last = side.range_for(structure.pedigree.by_id[structure.target].sex)
    tables = weights.astype(np.float32)
    weak = np.zeros(len(side.order))
    capacity = 4096
    limits = np.array([least - _MARGIN, min(_WEAKEST, least - _MARGIN)], dtype=np.float32)
    rests = _rests(tables, side)
    while True:
        rows, who = np.empty(capacity, dtype=np.int32), np.empty(capacity, dtype=np.int32)
        weak[:] = 0.0
        n_kept = scan(tables, side.columns, rests, first, last, limits, rows, who, weak)
        if n_kept <= capacity:
            break
        capacity = n_kept
    rows, who = rows[:n_kept].astype(np.int64), who[:n_kept].astype(np.int64)
    exact = weights[rows[:, None], np.maximum(side.sightings.columns[who], 0)].sum(axis=1)
    exact[(side.sightings.columns[who] < 0).any(axis=1)] = -np.inf  # samples that one person cannot have left
    enough = exact >= least
    np.add.at(weak, who[~enough], 10.0 ** exact[~enough])
    n_pairs = (last - first) * len(weights)
    weak[first:last] += 10.0**_WEAKEST * len(weights)  # a bound for the pairs passed over early
    weak[(side.sightings.columns < 0).any(axis=1)] = 0.0
    return _Done(rows[enough], who[enough], exact[enough], weak, n_pairs, bad)


def _rests(tables: NDArray[np.float32], side: _Side) -> NDArray[np.float32]:
    """The most that the loci still to come can add, at one third and at two thirds of the loci."""
    starts, n_loci = side.sightings.starts, len(side.loci)
    ends = [*starts[1:], side.sightings.width]
    most = np.zeros((len(tables), n_loci), dtype=np.float32)
    for place, locus in enumerate(side.loci.tolist()):
        block = tables[:, starts[locus] : ends[locus]]
        if block.shape[1]:
            most[:, place] = np.maximum(block.max(axis=1), 0.0)
    checks = (n_loci // 3, 2 * n_loci // 3)
    return np.stack([most[:, check:].sum(axis=1) for check in checks], axis=1)
