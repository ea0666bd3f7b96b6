"""How a sum of independent terms is distributed: the log10 LR of one found person, marker by marker.

Each marker adds one of few values. Their sum's law is a convolution, done by Fourier transform on a grid; the window
folds over, which is harmless because it is far wider than any mass.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, inf, log2

import numpy as np
from numpy.typing import NDArray

from homeward.errors import InvalidInput
from homeward.evidence.dna.mutation import Floats

FINE, COARSE = 0.01, 0.05  # steps of the grid of log10 LR
_ROUNDING = 1e-15  # of a probability out of a Fourier transform; what is smaller is taken as 0
_WINDOW = 200.0  # values further than half of this from the mean fold over; their mass is far below rounding


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """How the log10 LR of one found person is distributed, on a grid of 0.01.

    log10_lr       float64 (n,), ascending
    probability    float64 (n,), sums to 1 - impossible; what is below 1e-15 stands as 0
    impossible     probability of log10 LR -inf
    mean, sd       of all other values, exact
    """

    log10_lr: Floats
    probability: Floats
    impossible: float
    mean: float
    sd: float

    def reaches(self, threshold: float) -> float:
        """Give P(log10 LR >= threshold), to a hundredth of a unit."""
        return float(share_above(self.log10_lr, self.probability, threshold))

    def quantile(self, share: float) -> float:
        """Give the log10 LR below which this share of cases lies; -inf within the impossible ones."""
        if not 0.0 < share < 1.0:
            raise InvalidInput(f"the share {share} must lie between 0 and 1")
        if share <= self.impossible:
            return -inf
        below = self.impossible + np.cumsum(self.probability)
        return float(self.log10_lr[min(int(np.searchsorted(below, share)), len(below) - 1)])


def share_above(grid: Floats, chance: Floats, threshold: float) -> Floats:
    """Add up the chances at or above a threshold, over the last axis; a grid point on it counts half."""
    step = grid[..., 1:2] - grid[..., :1]
    share: Floats = (chance * np.clip((grid - threshold) / step + 0.5, 0.0, 1.0)).sum(axis=-1)
    return share


def law_of_sum(
    terms: Sequence[tuple[Floats, Floats]], rest: Floats, *, centre: Floats, step: float
) -> tuple[Floats, Floats]:
    """Convolve independent terms, for several sums at once.

        terms      values and chances of each term, float64 (n, ...); a value is shared between the two grid points
                   around it, which keeps its mean
        rest       float64 (n, n_terms): further chance of the value 0
        centre     float64 (n,): middle of the window
        returns    grid and probability, float64 (n, size)

    >>> coin = np.array([[0.0, 1.0]]), np.array([[0.5, 0.5]])
    >>> grid, law = law_of_sum([coin, coin], np.zeros((1, 2)), centre=np.ones(1), step=0.5)
    >>> [round(float(law[grid == value].item()), 9) for value in (0.0, 1.0, 2.0)]
    [0.25, 0.5, 0.25]
    """
    size = 2 ** ceil(log2(_WINDOW / step))
    n_sums = len(centre)
    spectrum: NDArray[np.complex128] = np.ones((n_sums, size // 2 + 1), dtype=np.complex128)
    for place, (values, chances) in enumerate(terms):
        row = size * np.arange(n_sums).reshape(-1, *(1,) * (values.ndim - 1))
        cell = values / step
        low = np.floor(cell)
        upper = chances * (cell - low)
        index = low.astype(np.int64)
        held: Floats = np.zeros(n_sums * size)
        for cells, share in ((index, chances - upper), (index + 1, upper)):
            held += np.bincount(((cells & (size - 1)) + row).ravel(), share.ravel(), len(held))
        held = held.reshape(n_sums, size)
        held[:, 0] += rest[:, place]
        spectrum *= np.fft.rfft(held)
    law: Floats = np.fft.irfft(spectrum, n=size)
    window = np.round(centre / step).astype(np.int64)[:, None] + np.arange(-size // 2, size // 2)
    law = np.where(law > _ROUNDING, law, 0.0)
    return window * np.float64(step), np.take_along_axis(law, window & (size - 1), axis=1)
