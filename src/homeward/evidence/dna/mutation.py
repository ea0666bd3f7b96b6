"""How alleles change from parent to child: mutation models as matrices.

Rows are the parent's allele, columns the transmitted one. `frequency` says which alleles exist, `network` uses the
matrices. A silent allele never mutates.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from homeward.errors import InvalidInput, Unsupported

Floats = NDArray[np.float64]
ModelName = Literal["none", "equal", "proportional", "stepwise", "onestep", "dawid", "custom"]

MODEL_NAMES: tuple[ModelName, ...] = ("none", "equal", "proportional", "stepwise", "onestep", "dawid", "custom")
SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Rates:
    """The parameters of a mutation model for transmissions from parents of one sex."""

    rate: float = 0.0  # total probability of a mutation ("expected rate" for proportional and dawid)
    rate2: float = 0.0  # stepwise only: mass that goes to alleles of another fractional class
    range: float = 0.1  # stepwise and dawid: each further step is this many times as probable
    matrix: tuple[tuple[float, ...], ...] | None = None  # custom only


@dataclass(frozen=True, slots=True)
class Mutation:
    """A mutation model, with parameters for fathers (male) and mothers (female)."""

    model: ModelName = "none"
    male: Rates = Rates()
    female: Rates = Rates()
    stabilization: Literal["PM"] | None = None

    @property
    def is_proportional(self) -> bool:
        """True where every mutant is a fresh draw from the table (which "none" satisfies trivially)."""
        return self.model in ("none", "proportional")


NO_MUTATION = Mutation()


def mutation_matrix(
    model: ModelName,
    rates: Rates,
    alleles: tuple[str, ...],
    frequencies: Floats,
    stabilization: str | None = None,
) -> Floats:
    """Build the transition matrix of one model for one sex of parent.

        alleles        names in table order; a last allele "silent" is kept apart and never mutates
        frequencies    float64 (n,), sums to 1
        stabilization  "PM": rescale so that the table is stationary and the expected rate is kept
        returns        float64 (n, n), rows sum to 1
        raises         InvalidInput where the parameters give a negative probability

    >>> mutation_matrix("equal", Rates(0.002), ("7", "8", "9"), np.array([0.2, 0.3, 0.5]))[0].round(4).tolist()
    [0.998, 0.001, 0.001]

    Source: Egeland, Mostad & Olaisen 1997; Dawid, Mortera & Pascali 2001; Kling et al. 2014 (extended stepwise);
    Simonsson & Mostad 2016, FSI Genetics 23:217 (PM).
    """
    _check_rates(model, rates)
    n = len(alleles)
    seen = n - 1 if alleles and alleles[-1] == SILENT else n
    core = _visible_matrix(model, rates, alleles[:seen], frequencies[:seen])
    if stabilization == "PM" and model != "none":
        core = _stabilize(core, frequencies[:seen] / frequencies[:seen].sum())
    elif stabilization not in (None, "PM"):
        raise InvalidInput(f"stabilization {stabilization!r} is not known; give PM or none")
    matrix = np.eye(n)
    matrix[:seen, :seen] = core
    _check_matrix(matrix, model, rates)
    return matrix


def _check_rates(model: str, rates: Rates) -> None:
    """Refuse what would pass as a matrix by accident."""
    if model == "stepwise" and not 0.0 < rates.range < np.inf:
        raise InvalidInput(f"the stepwise model needs a range above 0, not {rates.range}")


def _visible_matrix(model: ModelName, rates: Rates, alleles: tuple[str, ...], frequencies: Floats) -> Floats:
    n = len(alleles)
    if model == "custom":
        return _custom(rates, n)
    if model == "none" or n < 2:
        return np.eye(n)
    make: dict[str, Callable[[], Floats]] = {
        "equal": lambda: np.full((n, n), rates.rate / (n - 1)),
        "proportional": lambda: _proportional(rates.rate, frequencies),
        "stepwise": lambda: _stepwise(rates, alleles),
        "onestep": lambda: _onestep(rates.rate, alleles),
        "dawid": lambda: _dawid(rates, alleles, frequencies),
    }
    if model not in make:
        raise InvalidInput(f"mutation model {model!r} is not known; known are {', '.join(MODEL_NAMES)}")
    off = make[model]()
    np.fill_diagonal(off, 0.0)
    np.fill_diagonal(off, 1.0 - off.sum(axis=1))
    return off


def _custom(rates: Rates, n: int) -> Floats:
    rows = rates.matrix or ()
    if [len(row) for row in rows] != [n] * n:
        sizes = ", ".join(str(len(row)) for row in rows) or "no rows"
        raise InvalidInput(f"custom mutation matrix has rows of {sizes}; the table has {n} alleles")
    return np.array(rows, dtype=np.float64)


def _proportional(rate: float, frequencies: Floats) -> Floats:
    """Off-diagonal a p_j, with a = R / sum p(1-p), and a further 1/total where a silent allele takes some mass."""
    total = float(frequencies.sum())
    p = frequencies / total if total > 0.0 else frequencies
    spread = float((p * (1.0 - p)).sum())
    if spread == 0.0:
        return np.zeros((len(p), len(p)))  # one allele alone cannot change into another
    scale = rate / spread / total
    return np.tile(scale * p, (len(p), 1))


def _stepwise(rates: Rates, alleles: tuple[str, ...]) -> Floats:
    repeats, group = _ladder(alleles)
    same = group[:, None] == group[None, :]
    steps = np.abs(repeats[:, None] - repeats[None, :])
    near = np.where(same & (steps > 0), rates.range**steps, 0.0)
    total = near.sum(axis=1, keepdims=True)
    off = rates.rate * np.divide(near, total, out=np.zeros_like(near), where=total > 0)
    n_other = (~same).sum(axis=1, keepdims=True)
    return off + np.where(same, 0.0, rates.rate2 / np.maximum(n_other, 1))


def _onestep(rate: float, alleles: tuple[str, ...]) -> Floats:
    repeats, group = _ladder(alleles)
    gap = np.abs(repeats[:, None] - repeats[None, :])
    near = ((group[:, None] == group[None, :]) & (np.abs(gap - 1.0) < 1e-9)).astype(np.float64)
    total = near.sum(axis=1, keepdims=True)
    return rate * np.divide(near, total, out=np.zeros_like(near), where=total > 0)


def _dawid(rates: Rates, alleles: tuple[str, ...], frequencies: Floats) -> Floats:
    if any(_fraction(allele) for allele in alleles):
        raise InvalidInput("the dawid model needs whole-number alleles; use stepwise with stabilization PM")
    if not 0.0 < rates.range < 1.0:
        raise InvalidInput(f"the dawid model needs a range between 0 and 1, not {rates.range}")
    if (frequencies == 0.0).any():
        raise InvalidInput("the dawid model needs all frequencies above 0")
    n, r = len(alleles), rates.range
    a = (1.0 - r**n) / (1.0 - r)
    place = np.arange(n)
    steps = np.abs(place[:, None] - place[None, :])
    scale: Floats = rates.rate * (1.0 - r) / (2.0 * r * (n - a)) * r**steps / frequencies[:, None]
    return scale


def _stabilize(matrix: Floats, frequencies: Floats) -> Floats:
    """Replace M by D(M - I) + I, with D diagonal, so that p is stationary and the expected rate is kept.

    Stationarity asks p D (M - I) = 0: the vector p D is proportional to the stationary vector pi of M, which leaves
    D = diag(c pi_i / p_i); c keeps the rate sum_i p_i (1 - M_ii). Alleles that never change into one another keep the
    rate of their own class. Source: Simonsson & Mostad 2016.
    """
    if (frequencies == 0.0).any():
        raise InvalidInput("stabilization needs all frequencies above 0")
    out = np.eye(len(matrix))
    reach = np.linalg.matrix_power((matrix > 0.0) | np.eye(len(matrix), dtype=bool), len(matrix))
    for group in {tuple(np.nonzero(row)[0].tolist()) for row in reach & reach.T}:
        where = np.ix_(group, group)
        if (np.delete(matrix[list(group)], list(group), axis=1) > 0.0).any():
            raise InvalidInput("stabilization needs alleles that can change back; one of them cannot")
        out[where] = _stabilize_class(matrix[where], frequencies[list(group)])
    return out


def _stabilize_class(matrix: Floats, frequencies: Floats) -> Floats:
    change = 1.0 - np.diag(matrix)
    rate = float((frequencies * change).sum())
    if rate == 0.0:
        return matrix
    stationary = _stationary(matrix)
    d = stationary / frequencies * (rate / float((stationary * change).sum()))
    off = d[:, None] * matrix
    np.fill_diagonal(off, 0.0)
    np.fill_diagonal(off, 1.0 - off.sum(axis=1))
    return off


def _stationary(matrix: Floats) -> Floats:
    """Solve pi M = pi without subtraction, so small rates lose nothing (Grassmann, Taksar & Heyman 1985)."""
    a = matrix.copy()
    n = len(a)
    for k in range(n - 1, 0, -1):
        a[:k, k] /= a[k, :k].sum()
        a[:k, :k] += np.outer(a[:k, k], a[k, :k])
    pi = np.ones(n)
    for k in range(1, n):
        pi[k] = pi[:k] @ a[:k, k]
    return pi / pi.sum()


def _check_matrix(matrix: Floats, model: str, rates: Rates) -> None:
    if not np.isfinite(matrix).all() or (matrix < -1e-12).any() or (np.abs(matrix.sum(axis=1) - 1.0) > 1e-6).any():
        raise InvalidInput(f"mutation model {model} with {rates} gives no probabilities; lower the rate")
    np.clip(matrix, 0.0, None, out=matrix)


def _ladder(alleles: tuple[str, ...]) -> tuple[Floats, NDArray[np.int64]]:
    """Repeats of each allele and its fractional class, read from the decimal text (10.5 is .5, never rounded)."""
    fractions = [_fraction(allele) for allele in alleles]
    classes = {fraction: place for place, fraction in enumerate(sorted(set(fractions)))}
    repeats = np.array([float(allele) for allele in alleles])
    return repeats, np.array([classes[fraction] for fraction in fractions])


def _fraction(allele: str) -> Decimal:
    try:
        value = Decimal(allele)
        if value.is_finite():
            return value % 1
        raise InvalidOperation
    except InvalidOperation:
        message = f"allele {allele!r} is not a repeat number; a stepwise model cannot place it"
        raise Unsupported(message) from None


def is_stationary(matrix: Floats, frequencies: Floats, tolerance: float = 1e-9) -> bool:
    """Tell whether the table frequencies stay the same over generations: p M = p."""
    return bool(np.abs(frequencies @ matrix - frequencies).max() < tolerance)


def is_reversible(matrix: Floats, frequencies: Floats, tolerance: float = 1e-9) -> bool:
    """Tell whether p_i M_ij = p_j M_ji for all pairs of alleles."""
    flow = frequencies[:, None] * matrix
    return bool(np.abs(flow - flow.T).max() < tolerance)


def is_always_lumpable(matrix: Floats, tolerance: float = 1e-12) -> bool:
    """Tell whether any set of alleles may be lumped: off the diagonal, each column is constant.

    Source: Kemeny & Snell 1976, theorem 6.3.2, asked of every partition.
    """
    n = len(matrix)
    off = np.where(np.eye(n, dtype=bool), np.nan, matrix)
    spread = np.nanmax(off, axis=0) - np.nanmin(off, axis=0) if n > 1 else np.zeros(1)
    return bool((spread < tolerance).all()) or n < 3


def expected_rate(matrix: Floats, frequencies: Floats) -> float:
    """Chance that a random transmission changes the allele: sum of p_i (1 - M_ii)."""
    return float((frequencies * (1.0 - np.diag(matrix))).sum())
