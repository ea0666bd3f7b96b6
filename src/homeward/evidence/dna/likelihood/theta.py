"""Relatedness in the background: founder alleles that are positively correlated (theta, or F_ST).

All founder alleles of a hypothesis come from one urn: allele a after n earlier ones of which m are a has probability
(m theta + (1 - theta) p_a) / (1 + (n - 1) theta). Founders' known alleles can be drawn first, whatever their order, and
leave an urn of the same kind, with another table and theta. For the copies that are not known there are two exact ways:

- the urn is the same as independent draws from frequencies q which are themselves Dirichlet with parameters
  p (1 - theta) / theta. A likelihood is a polynomial in q, so Gauss quadrature over the Dirichlet's independent beta
  factors gives its mean exactly, with positive weights; terms grow as a power of the number of alleles;
- each copy repeats an earlier one or is drawn from the table. So the copies fall into blocks, each of them one draw
  (a Chinese restaurant process), and the likelihood is a sum over set partitions; terms grow with the copies alone.

Source: Balding & Nichols 1994, Forensic Sci Int 64:125; Golub & Welsch 1969 (quadrature); Aldous 1985, Exchangeability
and related topics, section 11 (partitions).
"""

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product

import numpy as np

from homeward.errors import InvalidInput, TooLarge
from homeward.evidence.dna.likelihood.network import (
    ALONE,
    GIVEN,
    HIDDEN,
    NOBODY,
    Alleles,
    Evidence,
    Shape,
    plan_of,
    solve_scaled,
)
from homeward.evidence.dna.mutation import Floats

_MAX_NODES = 1_000_000
_MAX_PARTITIONS = 20_000
_MAX_COPIES = 10  # eleven make more partitions in any case: at least Bell(11) / 2^5
_PLANNING = 75_000  # what one more network costs to plan and run, in table entries of a batch
_MAX_ENTRIES = 10**10  # table entries of all terms: some minutes
_CHUNK = 4096  # quadrature nodes computed together
_CHUNK_ENTRIES = 2**24  # and the entries of their largest table

Blocks = tuple[tuple[int, ...], ...]
Copy = tuple[int, int]  # a founder's place in the shape, and 0 for the paternal copy, 1 for the maternal
Term = tuple[float, Floats, float]  # weight, table, log10 of a factor left out of the table


# ── the average ──


@dataclass(frozen=True, slots=True)
class _Urn:
    """A network whose known founder alleles are drawn already, and the copies still to draw."""

    shape: Shape
    alleles: Alleles  # with the table left in the urn
    evidence: Evidence
    theta: float  # left in the urn
    free: tuple[tuple[Copy, ...], ...]  # copies to draw; two that may change places stand together

    @property
    def n_free(self) -> int:
        return sum(len(copies) for copies in self.free)


def average_scaled(shape: Shape, alleles: Alleles, evidence: Evidence, theta: float) -> tuple[Floats, float]:
    """Compute P(all observations, genotypes of the targets), averaged over the urn of all founder alleles.

    alleles, evidence    of one instance: the batch axis has length 1
    returns              float64 table without a batch axis, and the log10 of a factor left out of it
    raises               InvalidInput for theta outside [0, 1); TooLarge where both ways need too many terms
    """
    _check(theta)
    if theta == 0.0:
        table, log10_scale = solve_scaled(shape, alleles, evidence)
        return table[0], log10_scale
    urn, log10_given = _draw_known(shape, alleles, evidence, theta)
    table, log10_scale = _add_up(_cheaper_way(urn)(urn))
    return table, log10_scale + log10_given


def _check(theta: float) -> None:
    if not 0.0 <= theta < 1.0:
        raise InvalidInput(f"theta {theta} must be at least 0 and below 1")


def _cheaper_way(urn: _Urn) -> Callable[[_Urn], Iterator[Term]]:
    """Choose quadrature or partitions by the number of terms and what each of them costs."""
    n_alleles = int((urn.alleles.frequency > 0).sum())
    n_nodes = n_urn_nodes(n_alleles, urn.n_free)
    plan = plan_of(urn.shape, urn.alleles.frequency.shape[1])
    each = plan.peak * math.prod(size for _, size in plan.cut)
    by_nodes = n_nodes * each if n_nodes <= _MAX_NODES else math.inf
    if by_nodes <= _PLANNING + each:
        return _terms_by_nodes
    ways = urn_partitions(tuple(len(copies) for copies in urn.free))
    by_partitions = len(ways) * (_PLANNING + each) if ways is not None else math.inf
    if min(by_nodes, by_partitions) > max(_MAX_ENTRIES, _PLANNING + each):
        n_ways = f"{len(ways):,}" if ways is not None else f"more than {_MAX_PARTITIONS:,}"
        raise TooLarge(
            f"theta with {n_alleles} alleles and {urn.n_free} unknown founder copies needs "
            f"10^{math.log10(n_nodes):.0f} frequencies or {n_ways} partitions, each with tables of {each:,} entries; "
            "leave out distant untyped ancestors, or use a proportional mutation model, which lumps unseen alleles"
        )
    return _terms_by_nodes if by_nodes <= by_partitions else _terms_by_partitions


def _terms_by_nodes(urn: _Urn) -> Iterator[Term]:
    nodes, weights = urn_nodes(urn.alleles.frequency[0], urn.theta, urn.n_free)
    peak = plan_of(urn.shape, nodes.shape[1]).peak
    chunk = max(1, min(_CHUNK, _CHUNK_ENTRIES // peak))
    for start in range(0, len(weights), chunk):
        part = slice(start, start + chunk)
        alleles = replace(urn.alleles, frequency=nodes[part])
        table, log10_scale = solve_scaled(urn.shape, alleles, urn.evidence)
        table = np.broadcast_to(table, (len(nodes[part]), *table.shape[1:]))
        yield 1.0, np.tensordot(weights[part], table, axes=1), log10_scale


def _terms_by_partitions(urn: _Urn) -> Iterator[Term]:
    ways = urn_partitions(tuple(len(copies) for copies in urn.free))
    for blocks, n_alike in ways or ():
        shape = replace(urn.shape, draws=_tie(urn, blocks))
        table, log10_scale = solve_scaled(shape, urn.alleles, urn.evidence)
        yield n_alike * partition_probability([len(block) for block in blocks], urn.theta), table[0], log10_scale


def _add_up(terms: Iterable[Term]) -> tuple[Floats, float]:
    total, scale = np.zeros(()), -math.inf
    for weight, table, own in terms:
        higher = max(scale, own)
        total = total * 10.0 ** (scale - higher) + weight * table * 10.0 ** (own - higher)
        scale = higher
    return np.asarray(total), scale


# ── which copies are drawn, and how ──


def _draw_known(shape: Shape, alleles: Alleles, evidence: Evidence, theta: float) -> tuple[_Urn, float]:
    """Draw the alleles of founders with a plain genotype; give the urn that is left and the log10 chance of them.

    An untyped founder who passes an allele to one child alone needs one copy; one who matters to nobody needs none.
    """
    n_passed = _n_passed(shape)
    founders = [person for person, father in enumerate(shape.fathers) if father == NOBODY]
    passes_one = {person for person in founders if n_passed[person] == 1 and not _is_seen(shape, person)}
    smaller = replace(
        shape,
        is_single=tuple(single or person in passes_one for person, single in enumerate(shape.is_single)),
        draws=tuple((GIVEN, GIVEN) if plain else (ALONE, ALONE) for plain in shape.is_plain),
    )
    known = [allele for person in founders if shape.is_plain[person] for allele in _alleles_of(shape, evidence, person)]
    free = [
        copies
        for person in founders
        if not shape.is_plain[person] and (n_passed[person] or _is_seen(shape, person))
        for copies in _copies_of(smaller, person)
    ]
    table, left, log10_known = urn_after(alleles.frequency[0], theta, known)
    return _Urn(smaller, replace(alleles, frequency=table[None]), evidence, left, tuple(free)), log10_known


def _is_seen(shape: Shape, person: int) -> bool:
    return shape.n_states[person] != HIDDEN or person in shape.targets


def _alleles_of(shape: Shape, evidence: Evidence, person: int) -> list[int]:
    """The alleles of a plain genotype, which its states only order."""
    sides = (evidence.maternal,) if shape.is_single[person] else (evidence.paternal, evidence.maternal)
    return [int(side[person][0, 0]) for side in sides]


def _copies_of(shape: Shape, person: int) -> tuple[tuple[Copy, ...], ...]:
    """A founder's copies; together where they may change places, which a table that tells them apart forbids."""
    if shape.is_single[person]:
        return (((person, 1),),)
    if person in shape.targets:
        return (((person, 0),), ((person, 1),))
    return (((person, 0), (person, 1)),)


def _n_passed(shape: Shape) -> list[int]:
    """Count the children to whom each person passes an allele that somebody typed or asked for may carry."""
    n_passed = [0] * len(shape.fathers)
    for person in reversed(range(len(shape.fathers))):
        if n_passed[person] or _is_seen(shape, person):
            if shape.mothers[person] != NOBODY:
                n_passed[shape.mothers[person]] += 1
            if shape.fathers[person] != NOBODY and not shape.is_single[person]:
                n_passed[shape.fathers[person]] += 1
    return n_passed


def _tie(urn: _Urn, blocks: Blocks) -> tuple[tuple[int, int], ...]:
    """Number the blocks of more than one copy; a copy by itself stays alone."""
    draws = [list(pair) for pair in urn.shape.draws]
    left = [iter(copies) for copies in urn.free]
    for number, block in enumerate(sorted(blocks, key=len, reverse=True)):
        for place in block:
            person, side = next(left[place])
            draws[person][side] = number if len(block) > 1 else ALONE
    return tuple((paternal, maternal) for paternal, maternal in draws)


# ── the urn ──


def urn_after(frequencies: Floats, theta: float, known: Iterable[int]) -> tuple[Floats, float, float]:
    """Give the table and theta of the urn that is left after some draws, and the log10 chance of those draws.

    >>> table, theta, log10_chance = urn_after(np.array([0.2, 0.8]), 0.03, [0])
    >>> bool(abs(table[0] - (0.03 + 0.97 * 0.2)) < 1e-12), round(10**log10_chance, 6)
    (True, 0.2)
    """
    count = np.zeros(len(frequencies))
    log10_chance, n = 0.0, 0
    for n, allele in enumerate(known, start=1):
        chance = (count[allele] * theta + (1.0 - theta) * frequencies[allele]) / (1.0 + (n - 2) * theta)
        log10_chance += math.log10(chance) if chance > 0.0 else -math.inf
        count[allele] += 1.0
    table = ((1.0 - theta) * frequencies + theta * count) / (1.0 + (n - 1) * theta)
    return table, theta / (1.0 + n * theta), log10_chance


@lru_cache(maxsize=64)
def urn_partitions(n_copies: tuple[int, ...]) -> tuple[tuple[Blocks, int], ...] | None:
    """List the ways to put founders' copies into blocks, those alike but for a founder's two copies as one.

        n_copies    copies of each founder; two of them may change places
        returns     the founders in each block, and the number of ways this stands for; None above 20,000 (9 copies of 9
                    founders, or 11 copies of 6)

    >>> urn_partitions((2,))
    ((((0, 0),), 1), (((0,), (0,)), 1))
    >>> sum(n_alike for _, n_alike in urn_partitions((2, 2, 1)))
    52
    """
    if sum(n_copies) > _MAX_COPIES:
        return None
    ways: dict[Blocks, int] = {(): 1}
    for founder, n in enumerate(n_copies):
        for _ in range(n):
            wider: dict[Blocks, int] = {}
            for blocks, n_alike in ways.items():
                for more in _one_copy_more(blocks, founder):
                    wider[more] = wider.get(more, 0) + n_alike
            ways = wider
            if len(ways) > _MAX_PARTITIONS:
                return None
    return tuple(ways.items())


def _one_copy_more(blocks: Blocks, founder: int) -> Iterator[Blocks]:
    for place, block in enumerate(blocks):
        yield tuple(sorted((*blocks[:place], (*block, founder), *blocks[place + 1 :])))
    yield tuple(sorted((*blocks, (founder,))))


def partition_probability(sizes: Iterable[int], theta: float) -> float:
    """Compute the chance that copies fall into certain blocks of these sizes.

    >>> round(partition_probability([2], 0.03), 6), round(partition_probability([1, 1], 0.03), 6)
    (0.03, 0.97)
    """
    chance, n = 1.0, 0
    for size in sizes:
        for k in range(size):
            chance *= (1.0 - theta if k == 0 else k * theta) / (1.0 + (n - 1) * theta)
            n += 1
    return chance


def n_urn_nodes(n_alleles: int, n_draws: int) -> int:
    """Count the quadrature nodes that `urn_nodes` needs."""
    return int((n_draws // 2 + 1) ** (n_alleles - 1))


def urn_nodes(frequencies: Floats, theta: float, n_draws: int) -> tuple[Floats, Floats]:
    """Give nodes q and weights that average any polynomial of degree `n_draws` over the urn, exactly.

        frequencies    float64 (n,), sums to 1
        returns        float64 (n_nodes, n) and (n_nodes,); weights sum to 1
        raises         InvalidInput for theta outside [0, 1); TooLarge above a million nodes

    >>> nodes, weights = urn_nodes(np.array([0.2, 0.8]), 0.03, 2)
    >>> bool(abs(weights @ nodes[:, 0] ** 2 - 0.2 * (0.03 + 0.97 * 0.2)) < 1e-12)
    True
    """
    _check(theta)
    if theta == 0.0:
        return frequencies[None].copy(), np.ones(1)
    present = np.nonzero(frequencies > 0)[0]
    n_points = n_draws // 2 + 1
    n_nodes = n_urn_nodes(len(present), n_draws)
    if n_nodes > _MAX_NODES:
        raise TooLarge(f"theta with {len(present)} alleles and {n_draws} founder copies needs {n_nodes:,} terms")
    alpha = frequencies[present] * (1.0 - theta) / theta
    nodes = np.zeros((n_nodes, len(frequencies)))
    weights = np.ones(n_nodes)
    left = np.ones(n_nodes)
    sticks = [_beta_rule(a, float(alpha[k + 1 :].sum()), n_points) for k, a in enumerate(alpha[:-1].tolist())]
    picks = np.array(list(product(range(n_points), repeat=len(sticks))), dtype=np.int64).reshape(n_nodes, len(sticks))
    for k, (points, share) in enumerate(sticks):
        v = points[picks[:, k]]
        nodes[:, present[k]] = left * v
        left = left * (1.0 - v)
        weights = weights * share[picks[:, k]]
    nodes[:, present[-1]] = left
    return nodes, weights


def _beta_rule(alpha: float, beta: float, n_points: int) -> tuple[Floats, Floats]:
    """Gauss points and weights of the beta distribution, from the eigenvalues of its Jacobi matrix."""
    a, b = beta - 1.0, alpha - 1.0
    k = np.arange(n_points, dtype=np.float64)
    s = 2.0 * k + a + b
    diagonal = np.empty(n_points)
    diagonal[0] = (b - a) / (a + b + 2.0)
    diagonal[1:] = (b * b - a * a) / (s[1:] * (s[1:] + 2.0))
    off = np.empty(max(n_points - 1, 0))
    if n_points > 1:
        off[0] = 4.0 * (1.0 + a) * (1.0 + b) / ((2.0 + a + b) ** 2 * (3.0 + a + b))
        j, t = k[2:], s[2:]
        off[1:] = 4.0 * j * (j + a) * (j + b) * (j + a + b) / (t * t * (t + 1.0) * (t - 1.0))
    matrix = np.diag(diagonal) + np.diag(np.sqrt(off), 1) + np.diag(np.sqrt(off), -1)
    values, vectors = np.linalg.eigh(matrix)
    return (1.0 + values) / 2.0, vectors[0] ** 2
