"""How common is a value? Counts on both lists, smoothed by a background so that a small list is not taken for a people.

For a value v on which two records agree,

    log10 share = log10( agreement of two strangers, summed over all values / p(v) )

is what v adds to its level's weight: the level alone counts agreement on a typical value. p(v) = (c - 1 + n0 p0) / (n +
n0), with c the records of both lists that have it, one of them the pair's own, and n0 records of background in which a
value has the share p0.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Background:
    """What is known of a kind's values before the lists are seen."""

    share: float  # p0, of a value seen nowhere
    worth: float  # n0, in records


BACKGROUNDS = {
    "family_name": Background(1e-5, 3000.0),
    "given_name": Background(2e-3, 200.0),
    "patronymic": Background(2e-3, 200.0),
    "birth_date": Background(5e-5, 2000.0),
    "birth_place": Background(1e-3, 300.0),
    "last_seen_place": Background(5e-3, 200.0),
    "rank": Background(0.05, 50.0),
    "unit": Background(2e-3, 200.0),
    "mother_name": Background(5e-3, 200.0),
    "residence": Background(1e-3, 300.0),
    "nationality": Background(0.02, 50.0),
    "hair": Background(0.1, 50.0),
    "eyes": Background(0.1, 50.0),
    "blood_group": Background(0.08, 100.0),
}


def value_shares(found: Ints, sought: Ints, background: Background, n_same: float) -> Floats:
    """Give what each value adds to the log10 weight of its level.

    found, sought   int64, the value of each record that has one (a record with several values: one entry each)
    n_same          pairs of one person expected among all: their agreement says nothing of strangers
    returns         float64 (n_values,), 0 on average over the agreements of strangers
    """
    if not len(found) or not len(sought):
        return np.zeros(max(found.max(initial=-1), sought.max(initial=-1)) + 1)
    n_values = int(max(found.max(), sought.max())) + 1
    counts = np.bincount(found, minlength=n_values), np.bincount(sought, minlength=n_values)
    n = len(found) + len(sought)
    agreeing = float(counts[0] @ counts[1])
    typical = max(agreeing - n_same, 0.1 * agreeing, 1.0) / (len(found) * len(sought))
    share = (np.maximum(counts[0] + counts[1] - 1, 0) + background.share * background.worth) / (n + background.worth)
    return np.log10(typical / share)
