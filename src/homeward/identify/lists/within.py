"""Lines of one list that are one person: every pair of its lines is looked at as two lists would be."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from homeward.identify.lists.blocking import find_candidates
from homeward.identify.lists.columns import make_columns
from homeward.identify.lists.estimation import shipped_model, weigh_pairs
from homeward.identify.lists.levels import compare_pairs, measure_shares
from homeward.records.person import Person

_COPIES = 0.02  # share of the lines that are expected to stand twice, before anything is compared
_PART = 500_000  # pairs compared at a time


@dataclass(frozen=True, slots=True)
class Double:
    """Two lines of one list and the probability that they are one person."""

    one: int
    two: int
    log10_lr: float
    probability: float


def find_doubles(people: Sequence[Person], *, least: float = 0.5) -> tuple[Double, ...]:
    """Find the pairs of lines of one list that are probably one person, in the order of the list.

    least    the probability, pair by pair, from which two lines are listed
    """
    if len(people) < 2:
        return ()
    found, sought, words = make_columns(people, people, map)
    candidates = find_candidates(found, sought, words)
    ordered = candidates.found < candidates.sought
    rows = candidates.found[ordered], candidates.sought[ordered]
    n_copies = max(_COPIES * len(people), 0.5)
    shares = measure_shares(found, sought, words, n_same=n_copies)
    n_pairs = len(people) * (len(people) - 1) / 2.0
    model = replace(shipped_model(len(people), len(people)), n_pairs=n_pairs, n_same=n_copies)
    doubles: list[Double] = []
    for start in range(0, len(rows[0]), _PART):
        one, two = (side[start : start + _PART] for side in rows)
        weighed = weigh_pairs(model, compare_pairs((found, sought, words), shares, (one, two)))
        likely = np.nonzero(weighed.posterior[:, 0] >= least)[0]
        values = one[likely], two[likely], weighed.log10_lr[likely], weighed.posterior[likely, 0]
        doubles += [Double(*row) for row in zip(*(value.tolist() for value in values), strict=True)]
    return tuple(sorted(doubles, key=lambda double: (double.one, double.two)))
