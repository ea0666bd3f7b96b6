"""Do stated probabilities come true? Statements with known truth, gathered into bins.

A statement is "this found person is that missing one" or "... nobody on this list", with its posterior. Well
calibrated: of all statements made with 0.8, four in five are true.

Source: Murphy & Winkler 1977 (reliability); expected calibration error as in Naeini et al. 2015, AAAI.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homeward.errors import InvalidInput

Floats = NDArray[np.float64]
THRESHOLD = 0.9995  # the practice's bar for an identification by DNA


@dataclass(frozen=True, eq=False)
class Calibration:
    """How often statements came true, by how probable they were called.

    edges            float64 (n_bins + 1,)
    n_statements     int64 (n_bins,)
    mean_stated      float64 (n_bins,), nan where empty
    share_true       float64 (n_bins,), nan where empty
    error            expected calibration error: mean over statements of |stated - true share of the bin|
    n_identified     statements that name somebody with at least the threshold
    n_false          those of them that are wrong
    """

    edges: Floats
    n_statements: NDArray[np.int64]
    mean_stated: Floats
    share_true: Floats
    error: float
    n_identified: int
    n_false: int


def calibrate(
    stated: Sequence[float] | Floats,
    is_true: Sequence[bool] | NDArray[np.bool_],
    names_somebody: Sequence[bool] | NDArray[np.bool_],
    *,
    n_bins: int = 20,
    threshold: float = THRESHOLD,
) -> Calibration:
    """Compare stated probabilities with what was true.

        stated            float (n,), between 0 and 1
        is_true           bool (n,)
        names_somebody    bool (n,): False for "nobody on this list"
        raises            InvalidInput for a probability outside 0 and 1

    >>> calibrate([0.8, 0.8, 0.8, 0.8, 0.8], [True, True, True, True, False], [True] * 5).error < 1e-12
    True
    """
    p, true, named = np.asarray(stated, float), np.asarray(is_true, bool), np.asarray(names_somebody, bool)
    if p.size and not (p.min() >= 0.0 and p.max() <= 1.0 + 1e-9):
        raise InvalidInput(f"stated probabilities run from {p.min()} to {p.max()}; they must lie between 0 and 1")
    edges = np.linspace(0.0, 1.0, n_bins + 1)
    place = np.clip(np.searchsorted(edges, p, side="right") - 1, 0, n_bins - 1)
    n = np.bincount(place, minlength=n_bins)
    with np.errstate(invalid="ignore"):
        mean = np.bincount(place, p, n_bins) / n
        share = np.bincount(place, true.astype(float), n_bins) / n
    gap = np.where(n > 0, np.abs(mean - share), 0.0)
    sure = named & (p >= threshold)
    error = float((gap * n).sum() / max(n.sum(), 1))
    return Calibration(edges, n, mean, share, error, int(sure.sum()), int((sure & ~true).sum()))
