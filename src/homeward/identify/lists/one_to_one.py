"""Each person at most once: probabilities of pairs, given all the others.

An assignment joins found people to sought people, each at most once; its weight is the product of its pairs' odds.
Sum-product passes messages between the two sides until each person knows what claims the others make: exact where the
graph of pairs has no cycles, and close to it where pairs are few or clear. "Nobody on the list" is what remains of a
person's probability.

Source: Bayati, Gamarnik, Katz, Nair & Tetali 2007, STOC (convergence for matchings). Checked against
`identify.joint.posterior` on small graphs.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Longs = NDArray[np.int64]
_ROUNDS = 200
_CLOSE = 1e-7


def pair_probabilities(found: Longs, sought: Longs, ln_odds: Floats) -> Floats:
    """Give the probability that each pair is joined.

    found, sought   int64 (n_pairs,): the two people of each pair; a pair stands once
    ln_odds         float64 (n_pairs,): how much heavier an assignment is with the pair than without it

    >>> pair_probabilities(np.array([0, 0]), np.array([0, 1]), np.zeros(2)).round(6).tolist()
    [0.333333, 0.333333]
    """
    if not len(found):
        return np.zeros(0)
    odds = np.exp(np.minimum(ln_odds, 600.0))
    people = _Group(found), _Group(sought)
    from_found, from_sought = np.ones(len(found)), np.ones(len(found))
    for _ in range(_ROUNDS):
        before = from_found
        from_found = people[0].free(odds * from_sought)
        from_sought = people[1].free(odds * from_found)
        if np.abs(from_found - before).max() < _CLOSE:
            break
    claim = odds * from_found * from_sought
    return claim / (1.0 + claim)


def claims_on_one(found: Longs, sought: Longs, ln_odds: Floats) -> Floats:
    """Give how likely each pair is, beside all other claims of either of its people: one pass, no messages.

    Exact where only one side competes, and cheap: for counting, not for saying.
    """
    if not len(found):
        return np.zeros(0)
    odds = np.exp(np.minimum(ln_odds, 600.0))
    free = np.minimum(_Group(found).free(odds), _Group(sought).free(odds))
    claim: Floats = odds * free
    return claim / (1.0 + claim)


class _Group:
    """The pairs of each person of one side, ready for adding up."""

    def __init__(self, person: Longs) -> None:
        self.order = np.argsort(person, kind="stable")
        people = person[self.order]
        self.starts = np.nonzero(np.diff(people, prepend=people[0] - 1))[0]
        self.counts = np.diff(np.append(self.starts, len(people)))

    def free(self, claims: Floats) -> Floats:
        """Give how free each person is for each of its pairs: one over one plus all other claims.

        Where one claim outweighs the rest by far, subtracting it from the sum would lose the rest, so that the rest is
        added up without it: odds span hundreds of decades.
        """
        here = claims[self.order]
        total, highest = np.add.reduceat(here, self.starts), np.maximum.reduceat(here, self.starts)
        is_highest = here == np.repeat(highest, self.counts)
        rest = np.add.reduceat(np.where(is_highest, 0.0, here), self.starts)
        n_highest = np.add.reduceat(is_highest.astype(float), self.starts)
        of_highest = np.repeat(rest + (n_highest - 1.0) * highest, self.counts)
        others = np.where(is_highest, of_highest, np.repeat(total, self.counts) - here)
        free = np.empty(len(claims))
        free[self.order] = 1.0 / (1.0 + np.maximum(others, 0.0))
        return free
