"""Several records of one person on one list: found before anybody is joined, so that they may share one partner.

Two records of one list matter to each other only where both claim the same partner on the other list. For such two the
question is whether the second is of the same person or of somebody who only looks alike. The evidence is the better of
the two records against each other, and of the second one against the partner whom the first has already:

    odds(one person) = n_copies / n_records * max( LR(one, two), min( LR(one, partner), LR(two, partner) ) )
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Longs = NDArray[np.int64]
_MOST_CLAIMS = 12  # of one partner: the strongest are looked at


@dataclass(frozen=True, eq=False)
class Doubles:
    """The people behind the records of one list.

    person      int64 (n_records,): number of the person of each record
    certainty   float64 (n_records,): probability that the record is of that person together with its other records;
                1 where a record stands alone
    n_people    how many people
    """

    person: Longs
    certainty: Floats
    n_people: int


def competing_pairs(claimant: Longs, partner: Longs, strength: Floats) -> tuple[Longs, Longs, Floats]:
    """List pairs of records of one list that claim the same partner on the other.

    claimant, partner   int64 (n_claims,): record here, record there
    strength            float64 (n_claims,): log10 LR of each claim
    returns             one, two: int64 records, one < two, each pair once; the weaker of their claims on a partner
    """
    order = np.lexsort((-strength, partner))
    claimant, partner, strength = claimant[order], partner[order], strength[order]
    rank = np.arange(len(partner)) - np.searchsorted(partner, partner, side="left")
    parts = []
    for step in range(1, _MOST_CLAIMS):
        here = np.nonzero((rank[step:] >= step) & (rank[step:] < _MOST_CLAIMS))[0] + step
        parts.append(np.stack([claimant[here - step], claimant[here], np.arange(len(order))[here]]))
    pairs = np.concatenate(parts, axis=1) if parts else np.zeros((3, 0), np.int64)
    one, two = np.minimum(pairs[0], pairs[1]), np.maximum(pairs[0], pairs[1])
    weaker = strength[pairs[2]]  # claims of a partner stand in order, the stronger first
    width = int(two.max(initial=0)) + 1
    codes, place = np.unique(one * width + two, return_inverse=True)
    best = np.full(len(codes), -np.inf)
    np.maximum.at(best, place, weaker)
    return codes // width, codes % width, best


def join_records(n_records: int, pairs: tuple[Longs, Longs], log10_lr: Floats) -> Doubles:
    """Join records into people where one person is likelier than two.

    pairs      int64 each: records of one list that compete
    log10_lr   float64: evidence that both are of one person
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    one, two = pairs
    probability = _probability(n_records, log10_lr)
    joined = probability >= 0.5
    graph = coo_array((np.ones(int(joined.sum())), (one[joined], two[joined])), shape=(n_records, n_records))
    n_people, person = connected_components(graph, directed=False)
    certainty = np.ones(n_records)
    if joined.any():
        best = np.zeros(n_records)
        np.maximum.at(best, one[joined], probability[joined])
        np.maximum.at(best, two[joined], probability[joined])
        certainty = np.where(best > 0.0, best, 1.0)
    return Doubles(person.astype(np.int64), certainty, int(n_people))


def _probability(n_records: int, log10_lr: Floats) -> Floats:
    """Give the probability that two competing records are of one person; the number of copies is found on the way."""
    copies = 0.03 * n_records
    probability = np.zeros(len(log10_lr))
    for _ in range(5):
        odds = 10.0 ** np.clip(log10_lr + np.log10(max(copies, 0.5)) - 2.0 * np.log10(max(n_records, 1)), -300.0, 300.0)
        probability = odds / (1.0 + odds)
        copies = float(np.clip(probability.sum(), 0.002 * n_records + 0.5, 0.3 * n_records + 0.5))
    return probability
