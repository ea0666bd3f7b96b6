"""Pairs outside the exact sum, and how they and the sum feel each other.

What an exact sum cannot take are many weak pairs. They are weighed by the sum-product rule: a dropped pair tells its
found person how likely somebody of the list takes them, and its missing person how likely somebody found is them; the
exact sum gets both as weights of staying alone, and gives back how much room it leaves. On a graph without cycles the
rule is exact; many weak cycles are its best case.

Source: Huang & Jebara 2009, arXiv 0908.1769 (sum-product for matchings); Vontobel 2013, IEEE Trans Inf Theory 59:1866.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_MOST_SWEEPS = 200
_CLOSE = 1e-10
_LEAST = 1e-300


@dataclass(frozen=True, slots=True, eq=False)
class Periphery:
    """What the dropped pairs add up to.

    probability    float64 (n_bodies, n_missing), of each dropped pair
    found          float64 (n_bodies,), weight of being some missing person by a dropped pair, beside w
    missing        float64 (n_missing,), the same of a missing person being somebody found, beside 1
    """

    probability: Floats
    found: Floats
    missing: Floats


def balance(weights: Floats, w: float, taken_found: Floats, taken_missing: Floats) -> Periphery:
    """Weigh all dropped pairs against each other and against what the exact sum takes.

        weights          float64 (n_bodies, n_missing), LR of each dropped pair; 0 where it is none
        w                weight of a found person left over
        taken_found      float64 (n_bodies,), weight of being taken in the exact sum, beside w
        taken_missing    float64 (n_missing,), the same of each missing person, beside 1

    One pair of LR L alone has probability L / (L + w):

    >>> float(balance(np.array([[6.0]]), 2.0, np.zeros(1), np.zeros(1)).probability[0, 0])
    0.75
    """
    room = np.ones_like(weights)
    odds = claims = np.zeros_like(weights)
    for sweep in range(_MOST_SWEEPS):
        offered = weights * room
        beside = np.maximum(w + taken_found + offered.sum(axis=1), _LEAST)[:, None]
        claims = weights / np.maximum(beside - offered, _LEAST)
        free = 1.0 / np.maximum((1.0 + taken_missing + claims.sum(axis=0))[None, :] - claims, _LEAST)
        room = free if sweep < 5 else 0.5 * (room + free)
        before, odds = odds, claims * room
        if np.abs(odds - before).max(initial=0.0) < _CLOSE:
            break
    # Where the first sweep already settles, what was offered before it knew nothing of the room that is left.
    offered = weights * room
    return Periphery(
        odds / (1.0 + odds), offered.sum(axis=1), claims.sum(axis=0) if weights.size else np.zeros(len(taken_missing))
    )


def taken_weight(weight_alone: Floats, chance_alone: Floats) -> Floats:
    """Turn the chance of staying alone back into the weight of being taken, beside a stated weight of staying alone."""
    chance = np.clip(chance_alone, 1e-12, 1.0)
    return weight_alone * (1.0 - chance) / chance
