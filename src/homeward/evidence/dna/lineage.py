"""How strongly does a shared Y or mitochondrial lineage speak?

A man has the Y chromosome of his father, everybody the mitochondrial DNA of the mother. Loci of one lineage do not
separate: a haplotype is weighed as a whole. Four parts: how common is a haplotype (counting, theta, kappa), the same
by a model (discrete Laplace), two men of one paternal line (mutation step by step), two people of one maternal line.

Left to others: reading lists, autosomal and X markers (`likelihood`), and who is compared with whom (`identify`). All
who share a line share the evidence: a lineage never separates brothers.
"""

import itertools
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

import numpy as np
from numpy.typing import NDArray

from homeward.errors import InvalidCase, InvalidInput, Unsupported
from homeward.evidence.weight import Weight

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Haplotype = Mapping[str, tuple[str, ...] | None]  # locus to allele names; absent or None where not typed

# ── how common: counting ──────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class LineageCount:
    """What a database says about the frequency of one haplotype, in five customary ways."""

    n_seen: int
    n_database: int
    confidence: float
    proportion: float  # x/n: 0 for a new haplotype, never to be used as a denominator alone
    plus_one: float  # (x+1)/(n+1): the person in question counted in
    plus_two: float  # (x+2)/(n+2): found and sought counted in
    upper_one_sided: float  # Clopper-Pearson, all doubt on the upper side
    upper_two_sided: float  # Clopper-Pearson, upper end of the central interval


def count_lineage(n_seen: int, n_database: int, *, confidence: float = 0.95) -> LineageCount:
    """Estimate the frequency of a haplotype seen x times among n unrelated people.

        n_seen, n_database   x and n, 0 <= x <= n, n >= 1
        confidence           level of both upper bounds, between 0 and 1
        raises               InvalidInput

    >>> count_lineage(0, 185).upper_one_sided == 1 - 0.05 ** (1 / 185)
    True

    Source: Clopper & Pearson 1934, Biometrika 26:404; Holland & Parsons 1999, Forensic Sci Rev 11:21; Roewer et al.
    2020, FSI Genetics 48:102308. Oracle: tests/oracles/lineage_counts.csv.
    """
    return LineageCount(
        n_seen=n_seen,
        n_database=n_database,
        confidence=confidence,
        upper_one_sided=bound_frequency(n_seen, n_database, confidence=confidence),
        upper_two_sided=bound_frequency(n_seen, n_database, confidence=(1.0 + confidence) / 2.0),
        proportion=n_seen / n_database,
        plus_one=(n_seen + 1) / (n_database + 1),
        plus_two=(n_seen + 2) / (n_database + 2),
    )


def bound_frequency(n_seen: int, n_database: int, *, confidence: float = 0.95) -> float:
    """Give the one-sided upper Clopper-Pearson bound: the frequency at which x or fewer has chance 1 - confidence.

        n_seen, n_database   x and n, 0 <= x <= n, n >= 1
        returns              quantile `confidence` of Beta(x+1, n-x); 1 - (1-confidence)^(1/n) for x = 0; 1 for x = n
        raises               InvalidInput

    >>> round(bound_frequency(5, 1000), 6)
    0.010484

    Source: Clopper & Pearson 1934, Biometrika 26:404.
    """
    if not 0.0 < confidence < 1.0:
        raise InvalidInput(f"confidence {confidence} must lie between 0 and 1, ends excluded")
    if n_database < 1 or not 0 <= n_seen <= n_database:
        raise InvalidInput(f"{n_seen} seen among {n_database} is no count; give 0 <= seen <= database, database >= 1")
    if n_seen == n_database:
        return 1.0
    if n_seen == 0:
        return float(1.0 - (1.0 - confidence) ** (1.0 / n_database))
    from scipy.special import betaincinv  # slow to load, and needed by few

    return float(betaincinv(n_seen + 1.0, float(n_database - n_seen), confidence))


def add_theta(frequency: float, theta: float) -> float:
    """Give the match probability in a population whose people are related at a distance: theta + (1 - theta) p.

        frequency, theta   between 0 and 1
        raises             InvalidInput

    >>> round(add_theta(0.002, 0.01), 5)
    0.01198

    Source: Balding & Nichols 1994, Forensic Sci Int 64:125, for one allele.
    """
    _check_shares(frequency=frequency, theta=theta)
    return theta + (1.0 - theta) * frequency


def estimate_by_kappa(n_singletons: int, n_database: int) -> float:
    """Estimate the match probability of a haplotype that the database does not hold, by Brenner's kappa.

    The new haplotype is added first; kappa is then the share of singletons, and (1 - kappa) is spread over all:

        N' = n + 1,   kappa = (singletons + 1) / N',   match probability = (1 - kappa) / N'

        n_singletons   haplotypes seen exactly once among the n_database people, the new one not counted
        raises         InvalidInput where the counts cannot be, or every haplotype is a singleton (it would say 0)

    >>> round(1 / estimate_by_kappa(112, 185), 4)
    473.9178

    Source: Brenner 2010, FSI Genetics 4:281.
    """
    if not 0 <= n_singletons <= n_database or n_database < 1:
        raise InvalidInput(f"{n_singletons} singletons among {n_database} people cannot be")
    if n_singletons == n_database:
        raise InvalidInput("every haplotype of the database is a singleton: kappa would say 0; use count_lineage")
    n_all = n_database + 1
    return (n_all - (n_singletons + 1)) / n_all**2


# ── how common: discrete Laplace ──────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, eq=False)
class DiscreteLaplace:
    """A mixture of ancestral haplotypes (centres); around each, every locus strays by whole repeats on its own."""

    loci: tuple[str, ...]
    centres: Ints  # int64 (n_clusters, n_loci), repeats
    weights: Floats  # float64 (n_clusters,), sums to 1
    p: Floats  # float64 (n_clusters, n_loci), between 0 and 1: each further step is p times as probable

    def __post_init__(self) -> None:
        shape = (len(self.weights), len(self.loci))
        if np.shape(self.centres) != shape or np.shape(self.p) != shape:
            raise InvalidInput(f"centres {np.shape(self.centres)} and p {np.shape(self.p)} must have shape {shape}")
        if (np.asarray(self.weights) < 0).any() or abs(float(np.sum(self.weights)) - 1.0) > 1e-6:
            raise InvalidInput(f"cluster weights sum to {float(np.sum(self.weights)):.6f}, not 1")
        if not ((np.asarray(self.p) > 0) & (np.asarray(self.p) < 1)).all():
            raise InvalidInput("each p of a discrete Laplace distribution lies between 0 and 1, ends excluded")
        for name, kind in (("centres", np.int64), ("weights", np.float64), ("p", np.float64)):
            try:
                values = np.array(getattr(self, name), dtype=kind)
            except OverflowError:
                raise InvalidInput(f"{name} of the mixture hold a number beyond any count of repeats") from None
            values.setflags(write=False)
            object.__setattr__(self, name, values)


@dataclass(frozen=True, slots=True, eq=False)
class DiscreteLaplaceFit:
    """A fitted mixture and how well it fits."""

    model: DiscreteLaplace
    log_likelihood: float  # natural logarithm, over all people of the database
    bic: float  # -2 log_likelihood + n_parameters log(n_people n_loci), the convention of disclapmix; low is good
    n_people: int
    n_iterations: int
    has_converged: bool


def estimate_frequencies(model: DiscreteLaplace, haplotypes: Ints) -> Floats:
    """Estimate how common each of many complete haplotypes is.

    f(h) = sum over clusters c of w_c times the product over loci j of

        (1 - p_cj) / (1 + p_cj) * p_cj ^ |h_j - y_cj|

        haplotypes   int (n, n_loci), whole repeats, loci in the order of the model
        returns      float64 (n,); sums to 1 over all haplotypes

    >>> one = DiscreteLaplace(("DYS391",), np.array([[10]]), np.array([1.0]), np.array([[0.25]]))
    >>> estimate_frequencies(one, np.array([[10], [11]])).round(4).tolist()
    [0.6, 0.15]

    Source: Andersen, Eriksen & Morling 2013, J Theor Biol 329:39. Oracle: tests/oracles/discrete_laplace.csv.
    """
    values = np.asarray(haplotypes)
    if values.ndim != 2 or values.shape[1] != len(model.loci):
        raise InvalidInput(f"haplotypes of shape {values.shape} do not fit a model of {len(model.loci)} loci")
    joint = _log_joint(values, model.centres, model.weights, np.log(model.p))
    frequencies: Floats = np.exp(np.logaddexp.reduce(joint, axis=1))
    return frequencies


def estimate_frequency(model: DiscreteLaplace, haplotype: Haplotype) -> float:
    """Estimate how common one haplotype is at the loci it is typed at; other loci are summed out.

        raises   Unsupported where a locus has several copies or a micro-variant: this model counts whole repeats of
                 single-copy loci, any number would be made up. Leave such loci out of both the model and the haplotype.

    >>> one = DiscreteLaplace(("DYS391",), np.array([[10]]), np.array([1.0]), np.array([[0.25]]))
    >>> round(estimate_frequency(one, {"DYS391": ("11",)}), 6), estimate_frequency(one, {"DYS391": None})
    (0.15, 1.0)
    """
    typed = [j for j, locus in enumerate(model.loci) if haplotype.get(locus)]
    if not typed:
        return 1.0
    repeats = np.array([[_whole_repeats(locus, haplotype[locus] or ()) for locus in (model.loci[j] for j in typed)]])
    part = DiscreteLaplace(
        tuple(model.loci[j] for j in typed), model.centres[:, typed], model.weights, model.p[:, typed]
    )
    return float(estimate_frequencies(part, repeats)[0])


def fit_discrete_laplace(
    haplotypes: Ints, loci: Sequence[str], *, n_clusters: int, rng: np.random.Generator, n_starts: int = 10
) -> DiscreteLaplaceFit:
    """Fit a mixture of discrete Laplace distributions to a database, by expectation and maximisation.

    The spread of cluster c at locus j obeys log p_cj = a_c + b_j: one factor for the age of a cluster, one for the rate
    of a locus. Each round assigns people to clusters, moves each centre to the weighted median, and takes Newton steps
    for a and b, so the likelihood never falls. The best of `n_starts` random starts is kept. A cluster or a locus
    without any variation is given half a step in all, else p would be 0.

        haplotypes   int (n, n_loci), one row a person, whole repeats, no gaps
        rng          the only source of chance: same generator state, same answer
        raises       InvalidInput where the data cannot hold so many clusters

    >>> data = np.array([[10, 14], [10, 14], [11, 14], [10, 15]])
    >>> fit = fit_discrete_laplace(data, ("DYS391", "DYS19"), n_clusters=1, rng=np.random.default_rng(1))
    >>> fit.model.centres.tolist(), round(fit.log_likelihood, 4)
    ([[10, 14]], -6.1692)

    Source: Andersen, Eriksen & Morling 2013, J Theor Biol 329:39. Oracle: disclapmix 1.7.4,
    tests/oracles/discrete_laplace.csv.
    """
    data = np.asarray(haplotypes)
    if data.ndim != 2 or data.shape[1] != len(loci) or not np.issubdtype(data.dtype, np.integer) or len(data) < 2:
        raise InvalidInput(f"haplotypes of shape {data.shape}, {data.dtype} are no database of {len(loci)} loci")
    unique, times = np.unique(data.astype(np.int64), axis=0, return_counts=True)
    if not 1 <= n_clusters <= len(unique) or n_starts < 1:
        raise InvalidInput(f"{n_clusters} clusters and {n_starts} starts do not suit {len(unique)} unlike haplotypes")
    runs = [
        _run_em(unique, times.astype(np.float64), _draw_centres(unique, times, n_clusters, rng))
        for _ in range(1 if n_clusters == 1 else n_starts)
    ]
    best = max(runs, key=lambda run: run[1])
    if not math.isfinite(best[1]):
        raise InvalidInput(f"{n_clusters} clusters are more than these {len(data)} haplotypes can hold; ask for fewer")
    state, log_likelihood, n_iterations, has_converged = best
    n_parameters = n_clusters * len(loci) + (n_clusters - 1) + (n_clusters + len(loci) - 1)
    return DiscreteLaplaceFit(
        model=DiscreteLaplace(tuple(loci), state.centres, state.weights, np.exp(state.log_p)),
        log_likelihood=log_likelihood,
        bic=-2.0 * log_likelihood + n_parameters * math.log(data.size),
        n_people=len(data),
        n_iterations=n_iterations,
        has_converged=has_converged,
    )


def choose_discrete_laplace(
    haplotypes: Ints, loci: Sequence[str], *, n_clusters: Iterable[int], rng: np.random.Generator, n_starts: int = 10
) -> tuple[DiscreteLaplaceFit, ...]:
    """Fit every number of clusters asked for; give all fits, the lowest BIC first.

    >>> data = np.array([[10, 14], [10, 14], [11, 14], [10, 15]])
    >>> fits = choose_discrete_laplace(data, ("DYS391", "DYS19"), n_clusters=(1, 2), rng=np.random.default_rng(1))
    >>> len(fits[0].model.weights)
    1
    """
    fits = [
        fit_discrete_laplace(haplotypes, loci, n_clusters=n, rng=rng, n_starts=n_starts)
        for n in sorted(set(n_clusters))
    ]
    if not fits:
        raise InvalidInput("no number of clusters was asked for; give at least one")
    return tuple(sorted(fits, key=lambda fit: fit.bic))


@dataclass(frozen=True, slots=True, eq=False)
class _State:
    centres: Ints  # (n_clusters, n_loci)
    weights: Floats  # (n_clusters,)
    log_p: Floats  # (n_clusters, n_loci), of the form a_c + b_j, below 0


_MAX_ROUNDS = 2000
_TOLERANCE = 1e-8  # stop where a round gains less, natural log over the whole database
_LEAST_STEPS = 0.5  # variation granted to a cluster or locus that shows none


def _run_em(data: Ints, times: Floats, centres: Ints) -> tuple[_State, float, int, bool]:
    n_clusters, n_loci = centres.shape
    state = _State(centres, np.full(n_clusters, 1.0 / n_clusters), np.full((n_clusters, n_loci), math.log(0.3)))
    before = -math.inf
    for n_rounds in range(1, _MAX_ROUNDS + 1):
        joint = _log_joint(data, state.centres, state.weights, state.log_p)
        total = np.logaddexp.reduce(joint, axis=1)
        log_likelihood = float(times @ total)
        if log_likelihood - before < _TOLERANCE:
            return state, log_likelihood, n_rounds, True
        before = log_likelihood
        share = np.exp(joint - total[:, None]) * times[:, None]
        if share.sum(axis=0).min() < _LEAST_STEPS:  # a cluster has lost its people: this start has failed
            return state, -math.inf, n_rounds, False
        state = _maximise(data, share, state.log_p)
    return state, before, _MAX_ROUNDS, False


def _maximise(data: Ints, share: Floats, log_p: Floats) -> _State:
    n_people = share.sum(axis=0)
    centres = np.empty(log_p.shape, dtype=np.int64)
    steps: Floats = np.empty(log_p.shape)
    for j, column in enumerate(data.T):
        ladder = np.arange(column.min(), column.max() + 1)
        cost = share.T @ np.abs(column[:, None] - ladder)  # (n_clusters, n_values): the least is the weighted median
        centres[:, j] = ladder[cost.argmin(axis=1)]
        steps[:, j] = cost.min(axis=1)
    steps += np.maximum(_LEAST_STEPS - steps.sum(axis=1, keepdims=True), 0.0) / steps.shape[1]
    steps += np.maximum(_LEAST_STEPS - steps.sum(axis=0), 0.0) * (n_people / n_people.sum())[:, None]
    for _ in range(3):
        log_p = _climb(log_p, steps, n_people[:, None])
    return _State(centres, n_people / n_people.sum(), log_p)


def _climb(log_p: Floats, steps: Floats, n_people: Floats) -> Floats:
    """One damped Newton step for log p_cj = a_c + b_j; the score is concave, so halving the step always succeeds."""
    p = np.exp(log_p)
    slope = steps - n_people * 2.0 * p / (1.0 - p * p)
    curve = n_people * 2.0 * p * (1.0 + p * p) / (1.0 - p * p) ** 2
    system = np.block([[np.diag(curve.sum(axis=1)), curve], [curve.T, np.diag(curve.sum(axis=0))]])
    # a + constant and b - constant are the same model: the system is singular, lstsq takes the shortest answer
    move = np.linalg.lstsq(system, np.concatenate([slope.sum(axis=1), slope.sum(axis=0)]), rcond=None)[0]
    direction = move[: len(steps), None] + move[len(steps) :]
    start = _spread_score(log_p, steps, n_people)
    for halvings in range(40):
        trial: Floats = log_p + direction * 0.5**halvings
        if (trial < 0.0).all() and _spread_score(trial, steps, n_people) >= start:
            return trial
    return log_p


def _spread_score(log_p: Floats, steps: Floats, n_people: Floats) -> float:
    p = np.exp(log_p)
    return float((steps * log_p + n_people * (np.log1p(-p) - np.log1p(p))).sum())


def _log_joint(data: Ints, centres: Ints, weights: Floats, log_p: Floats) -> Floats:
    """Natural log of weight times likelihood, (n, n_clusters)."""
    p = np.exp(log_p)
    with np.errstate(divide="ignore"):  # a cluster of weight 0 never speaks
        out = np.tile(np.log(weights) + (np.log1p(-p) - np.log1p(p)).sum(axis=1), (len(data), 1))
    for c, centre in enumerate(centres):
        out[:, c] += np.abs(data - centre) @ log_p[c]
    return out


def _draw_centres(data: Ints, times: NDArray[np.int64], n_clusters: int, rng: np.random.Generator) -> Ints:
    """Draw people as first centres, each next one with chance proportional to its distance from those drawn."""
    chance = times.astype(np.float64)
    drawn: list[int] = []
    for _ in range(n_clusters):
        drawn.append(int(rng.choice(len(data), p=chance / chance.sum())))
        distance = np.abs(data[:, None, :] - data[drawn]).sum(axis=2).min(axis=1)
        chance = times * distance.astype(np.float64)
    return data[drawn]


def _whole_repeats(locus: str, alleles: tuple[str, ...]) -> int:
    if len(alleles) != 1 or _tenths(locus, alleles[0]) % 10:
        raise Unsupported(f"{locus} {'/'.join(alleles)}: discrete Laplace knows whole repeats, one copy; leave it out")
    return _tenths(locus, alleles[0]) // 10


# ── one paternal line ─────────────────────────────────────────────────────────────────────────────────────────────────


def walk_steps(n_meioses: int, rate: float, *, two_step_share: float = 0.0) -> Floats:
    """Give the chance of each total change in repeats after some meioses: a lazy random walk.

    Each meiosis leaves the locus as it was with chance 1 - rate, else moves it up or down with equal chance, by one
    repeat, or by two with `two_step_share`.

        n_meioses        0 or more
        rate             mutations per meiosis at the locus
        two_step_share   share of mutations that move two repeats; 0 is the strict single-step model
        returns          float64 (4 n_meioses + 1,): chances of changes -2 n_meioses ... 2 n_meioses; sums to 1
        raises           InvalidInput

    >>> walk_steps(1, 0.01).tolist()
    [0.0, 0.005, 0.99, 0.005, 0.0]

    Source: stepwise mutation, Ohta & Kimura 1973, Genet Res 22:201.
    """
    if n_meioses < 0:
        raise InvalidInput(f"{n_meioses} meioses cannot be; give 0 for the same man, 1 for father and son")
    _check_shares(rate=rate, two_step_share=two_step_share)
    far, near = rate * two_step_share / 2.0, rate * (1.0 - two_step_share) / 2.0
    once = np.array([far, near, 1.0 - rate, near, far])
    chances = np.ones(1)
    for _ in range(n_meioses):
        chances = np.convolve(chances, once)
    return chances


def compare_patriline(
    found: Haplotype, sought: Haplotype, *, n_meioses: int, rates: Mapping[str, float], two_step_share: float = 0.0
) -> dict[str, float]:
    """Give, locus by locus, the chance of what was found, given the haplotype sought and the meioses between the men.

        found, sought   locus to allele names ("14", "15.2"); two names at a locus of two copies such as DYS385, in any
                        order, each copy walking on its own; one name there is read as both copies alike
        rates           mutations per meiosis and copy, for each locus typed in both
        returns         locus to probability, loci typed in both only. 0.0 where steps cannot lead from one to the
                        other: too few meioses, a change that is no whole number of repeats (14 to 14.2: whole repeats
                        never reach a micro-variant), or another number of copies above two
        raises          InvalidInput where a rate is missing or an allele is no repeat number

    >>> compare_patriline({"DYS19": ("14",)}, {"DYS19": ("15",)}, n_meioses=1, rates={"DYS19": 0.002})
    {'DYS19': 0.001}

    Source: Roewer et al. 2020, FSI Genetics 48:102308 (mutation between relatives); model as in `walk_steps`.
    Oracle: tests/oracles/patriline.csv.
    """
    chances = {}
    for locus in (name for name in found if found[name] and sought.get(name)):
        if locus not in rates:
            raise InvalidInput(f"{locus}: no mutation rate given; add one or leave the locus out")
        walk = walk_steps(n_meioses, rates[locus], two_step_share=two_step_share)
        ends, starts = _match_copies(_read_copies(locus, found), _read_copies(locus, sought))
        if len(ends) > _MOST_COPIES:
            raise Unsupported(f"{locus}: {len(ends)} copies are more than the {_MOST_COPIES} supported; leave it out")
        chances[locus] = _walk_copies(walk, ends, starts)
    return chances


def weigh_patriline(
    found: Haplotype,
    sought: Haplotype,
    *,
    n_meioses: int,
    rates: Mapping[str, float],
    frequency: float,
    two_step_share: float = 0.0,
) -> Weight:
    """Weigh "of one paternal line, this many meioses apart" against "unrelated".

    LR = product over loci of P(found | sought, n meioses) / f(found). The alternative is a man drawn from the
    population, who carries the found haplotype with chance f.

        frequency   f, above 0: how common the found haplotype is AT THE LOCI TYPED IN BOTH, from `count_lineage`,
                    `add_theta`, `estimate_by_kappa` or `estimate_frequency`
        returns     a Weight; 0.0 where no locus is typed in both; -inf where single steps cannot explain a locus
                    (a two_step_share above 0 keeps most such pairs finite)
        others      as in `compare_patriline`

    >>> weigh_patriline(
    ...     {"DYS19": ("14",)}, {"DYS19": ("14",)}, n_meioses=1, rates={"DYS19": 0.0}, frequency=0.01
    ... ).log10_lr
    2.0

    Source: as `compare_patriline`. Oracle: tests/oracles/patriline.csv.
    """
    if not 0.0 < frequency <= 1.0:
        raise InvalidInput(f"frequency {frequency} of the haplotype must lie above 0 and not above 1")
    chances = compare_patriline(found, sought, n_meioses=n_meioses, rates=rates, two_step_share=two_step_share)
    if not chances:
        return Weight("Y lineage", 0.0, "no Y locus is typed in both")
    unexplained = tuple(locus for locus, chance in chances.items() if chance == 0.0)
    apart = "the same man" if n_meioses == 0 else f"{n_meioses} {'meiosis' if n_meioses == 1 else 'meioses'} apart"
    if unexplained:
        reason = f"Y haplotypes, {apart}: mutation by steps cannot explain {', '.join(unexplained)}"
        return Weight("Y lineage", -math.inf, reason)
    n_unlike = sum(set(_read_copies(locus, found)) != set(_read_copies(locus, sought)) for locus in chances)
    total = math.fsum(math.log10(chance) for chance in chances.values()) - math.log10(frequency)
    reason = f"Y haplotypes differ at {n_unlike} of {len(chances)} loci, {apart}; about 1 man in {1 / frequency:.0f}"
    return Weight("Y lineage", total, reason)


_MOST_COPIES = 4


def _match_copies(ends: tuple[int, ...], starts: tuple[int, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Read a single value against two copies as both copies alike."""
    if {len(ends), len(starts)} == {1, 2}:
        return (ends * 2 if len(ends) == 1 else ends), (starts * 2 if len(starts) == 1 else starts)
    return ends, starts


def _walk_copies(walk: Floats, ends: Sequence[int], starts: Sequence[int]) -> float:
    """Sum over the distinct orders of the found copies: which copy went where is not seen."""
    if len(ends) != len(starts):
        return 0.0
    orders = set(itertools.permutations(ends))
    return math.fsum(
        math.prod(_walk_one(walk, end - start) for end, start in zip(order, starts, strict=True)) for order in orders
    )


def _walk_one(walk: Floats, tenths: int) -> float:
    place = tenths // 10 + len(walk) // 2
    return float(walk[place]) if tenths % 10 == 0 and 0 <= place < len(walk) else 0.0


def _read_copies(locus: str, haplotype: Haplotype) -> tuple[int, ...]:
    return tuple(_tenths(locus, name) for name in haplotype[locus] or ())


def _tenths(locus: str, allele: str) -> int:
    """Repeats in tenths, from the decimal text: 15.2 is two bases more than 15, no fraction of a repeat."""
    try:
        tenths = Decimal(allele) * 10
    except InvalidOperation:
        raise InvalidInput(f"{locus}: allele {allele!r} is not a repeat number such as 14 or 15.2") from None
    if not tenths.is_finite() or abs(tenths) > 100_000 or tenths % 1:
        raise InvalidInput(f"{locus}: allele {allele!r} is not a repeat number such as 14 or 15.2")
    return int(tenths)


# ── one maternal line ─────────────────────────────────────────────────────────────────────────────────────────────────

MITOCHONDRIAL_LENGTH = 16569
LENGTH_TRACTS = ((303, 315), (16180, 16193))  # runs of C whose length varies between tissues of one person
_BASES = {
    "A": "A", "C": "C", "G": "G", "T": "T", "R": "AG", "Y": "CT", "S": "CG", "W": "AT", "K": "GT", "M": "AC",
    "B": "CGT", "D": "AGT", "H": "ACT", "V": "ACG", "N": "ACGT",
}  # fmt: skip
_VARIANT = re.compile(r"[ACGT]?(\d{1,5})(?:\.(\d{1,2}))?([ACGTRYSWKMBDHVN]|[acgt]|-|del|DEL)")
_Site = tuple[int, int]  # position in the reference, place among the bases inserted after it (0: the position itself)


@dataclass(frozen=True, slots=True)
class Mitotype:
    """What was sequenced, and how it differs from the revised Cambridge Reference Sequence (rCRS).

    Variants as EMPOP writes them: 263G or A263G (substitution), 315.1C (insertion), 523- or 523del (deletion), 16093Y
    (two bases seen, IUPAC code), 309.2c (with and without that base). A range such as (16024, 576) passes the origin.
    """

    ranges: tuple[tuple[int, int], ...]  # first and last position, both covered
    variants: tuple[str, ...]

    def __post_init__(self) -> None:
        covered = _cover(self.ranges)
        sites = [_read_variant(text)[0] for text in self.variants]
        outside = [text for text, site in zip(self.variants, sites, strict=True) if not covered[site[0]]]
        if outside:
            raise InvalidCase(f"variant {outside[0]} lies outside the sequenced ranges {self.ranges}")
        if len(set(sites)) != len(sites):
            raise InvalidCase(f"two variants are given for one site among {', '.join(self.variants)}")


@dataclass(frozen=True, slots=True)
class _Difference:
    """One site and the states it may be in on either side."""

    site: _Site
    found: frozenset[str]  # bases, "-" for none, "=" for the reference
    sought: frozenset[str]

    @property
    def is_indel(self) -> bool:
        return "-" in self.found | self.sought

    @property
    def is_of_length(self) -> bool:
        return self.is_indel and any(first <= self.site[0] <= last for first, last in LENGTH_TRACTS)

    def goes_on(self, after: "_Difference") -> bool:
        """Tell whether the next difference belongs to the same insertion or deletion, on the same side."""
        is_near = after.site[0] == self.site[0] or after.site == (self.site[0] + 1, 0)
        is_same_side = ("-" in self.found, "-" in self.sought) == ("-" in after.found, "-" in after.sought)
        return is_near and is_same_side and self.is_indel and after.is_indel

    def __str__(self) -> str:
        where = ".".join(str(number) for number in self.site if number)
        return f"{where} found {_write_bases(self.found)}, sought {_write_bases(self.sought)}"


@dataclass(frozen=True, slots=True)
class MitotypeComparison:
    """Where two mitotypes differ within the positions sequenced in both."""

    differences: tuple[str, ...]  # one text for each difference: "16093 found C, sought as reference"
    n_positions: int  # positions sequenced in both

    @property
    def is_exclusion_candidate(self) -> bool:
        """Two or more differences: a reader should consider excluding a common maternal line."""
        return len(self.differences) >= 2


def compare_mitotypes(found: Mitotype, sought: Mitotype, *, ignore_length: bool = True) -> MitotypeComparison:
    """List the differences between two mitotypes over the positions sequenced in both.

    A site differs where no base can be common to both. Point heteroplasmy is no difference if one base is shared
    (16093Y agrees with 16093C, and with a sequence as the reference: two bases seen are taken to include the reference
    base, for the reference itself is not stored here). Neighbouring inserted or deleted bases are one event.

        ignore_length   leave out insertions and deletions in the C-tracts around 309, 315 and 16193, whose number
                        varies within one person; count the database under the same setting
        returns         differences in order of position, and the number of positions compared

    >>> hv2 = ((73, 340),)
    >>> compare_mitotypes(Mitotype(hv2, ("263G", "315.1C")), Mitotype(hv2, ("152C", "263G"))).differences
    ('152 found as reference, sought C',)

    Source: Parson et al. 2014, FSI Genetics 13:134 (notation, heteroplasmy, length variants); EMPOP 4 notes (a block of
    neighbouring insertions or deletions is one difference; there by catalogue, here by adjacency).
    """
    covered = _cover(found.ranges) & _cover(sought.ranges)
    in_found, in_sought = (dict(map(_read_variant, mitotype.variants)) for mitotype in (found, sought))
    texts: list[str] = []
    last: _Difference | None = None
    for site in sorted({*in_found, *in_sought}):
        state = _Difference(site, in_found.get(site, _as_reference(site)), in_sought.get(site, _as_reference(site)))
        if not covered[site[0]] or state.found & state.sought or (ignore_length and state.is_of_length):
            last = None  # a base that both have ends an insertion or deletion
            continue
        if last is not None and last.goes_on(state):
            texts[-1] = texts[-1].removesuffix(" and on") + " and on"
        else:
            texts.append(str(state))
        last = state
    return MitotypeComparison(tuple(texts), int(covered.sum()))


def weigh_maternal_line(
    comparison: MitotypeComparison,
    *,
    n_seen: int,
    n_database: int,
    expected_differences: float,
    confidence: float = 0.95,
) -> Weight:
    """Weigh "of one maternal line" against "unrelated", by counting, with an allowance for mutation.

    With d differences, L expected ones, and f the upper Clopper-Pearson bound of the counted frequency:

        d = 0        LR = 1 / f                    (the factor exp(-L), near 1, is left out)
        d = 1        LR = L exp(-L) / f            inconclusive: often near 1
        d >= 2       LR = P(Poisson(L) >= 2)       exclusion candidate: small, never 0; a reader decides

        n_seen                 people in the database with no more differences from the found mitotype than the sought
                               one has (0 or 1), over the same positions and with the same treatment of length; not used
                               for d >= 2, where the alternative is given probability 1
        expected_differences   L, above 0: mutations expected between the two people = rate of the compared range per
                               meiosis times meioses. Pedigrees gave 3/705 = 0.0043 per meiosis for both hypervariable
                               regions (Sigurdardottir et al. 2000, 95 % 0.0009 to 0.013) and 10/327 = 0.031 (Parsons et
                               al. 1997); two tissues of one person differ too: never give 0
        returns                a Weight; 0.0 where no position was sequenced in both
        raises                 InvalidInput

    >>> same = MitotypeComparison((), 610)
    >>> round(weigh_maternal_line(same, n_seen=0, n_database=1000, expected_differences=0.0043).log10_lr, 3)
    2.524

    Source: Parson et al. 2014, FSI Genetics 13:134 and Holland & Parsons 1999 (counting with an upper bound); one
    difference inconclusive, two or more an exclusion: common casework rule (SWGDAM mtDNA guidelines), here softened to
    a number; bounds as Roewer et al. 2020.
    """
    n_differences = len(comparison.differences)
    if not 0.0 < expected_differences < math.inf:
        raise InvalidInput(f"expected_differences {expected_differences} must lie above 0")
    if comparison.n_positions == 0:
        return Weight("mitochondrial lineage", 0.0, "no position was sequenced in both")
    where = f"over {comparison.n_positions} positions"
    if n_differences >= 2:
        reason = f"{n_differences} differences {where} ({'; '.join(comparison.differences)}): exclusion candidate"
        from scipy.special import gammainc  # slow to load, and needed by few

        return Weight("mitochondrial lineage", math.log10(float(gammainc(2.0, expected_differences))), reason)
    log10_lr = -math.log10(bound_frequency(n_seen, n_database, confidence=confidence))
    if n_differences == 0:
        reason = f"no difference {where}; seen {n_seen} times among {n_database}"
        return Weight("mitochondrial lineage", log10_lr, reason)
    log10_lr += math.log10(expected_differences) - expected_differences / math.log(10.0)
    reason = f"one difference {where} ({comparison.differences[0]}): inconclusive"
    return Weight("mitochondrial lineage", log10_lr, reason)


def _cover(ranges: Iterable[tuple[int, int]]) -> NDArray[np.bool_]:
    """Positions covered, bool (16570,), entry 0 unused."""
    covered = np.zeros(MITOCHONDRIAL_LENGTH + 1, dtype=np.bool_)
    for first, last in ranges:
        if not (1 <= first <= MITOCHONDRIAL_LENGTH and 1 <= last <= MITOCHONDRIAL_LENGTH):
            raise InvalidInput(f"range {first}-{last} leaves the positions 1 to {MITOCHONDRIAL_LENGTH}")
        if first <= last:
            covered[first : last + 1] = True
        else:
            covered[first:] = True
            covered[1 : last + 1] = True
    return covered


def _read_variant(text: str) -> tuple[_Site, frozenset[str]]:
    """Site and the states it may be in: bases, "-" for none, "=" for the reference."""
    match = _VARIANT.fullmatch(text)
    if match is None or not 1 <= int(match[1]) <= MITOCHONDRIAL_LENGTH or match[2] == "0":
        raise InvalidInput(f"variant {text!r} is not written like 263G, 315.1C, 523-, 523del, 16093Y or 309.2c")
    site, code = (int(match[1]), int(match[2] or 0)), match[3]
    if code in ("-", "del", "DEL"):
        return site, frozenset("-")
    states = set(_BASES[code.upper()]) | ({"-"} if code.islower() else set())
    return site, frozenset(states | {"="} if len(states) > 1 and not site[1] else states)


def _as_reference(site: _Site) -> frozenset[str]:
    return frozenset("-") if site[1] else frozenset("=")


def _write_bases(states: frozenset[str]) -> str:
    if states == {"="}:
        return "as reference"
    return "none" if states == {"-"} else "/".join(sorted(states - {"="}))


# ── checks ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _check_shares(**shares: float) -> None:
    for name, value in shares.items():
        if not 0.0 <= value <= 1.0:
            raise InvalidInput(f"{name} {value} must lie between 0 and 1")
