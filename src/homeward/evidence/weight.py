"""The common coins of all evidence: a weight for a pair, and a table for a family.

Both are log10 likelihood ratios, so kinds of evidence that are independent add.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Weight:
    """What one kind of evidence says about one pair."""

    kind: str  # "kinship", "Y lineage", "claimed identity", ...
    log10_lr: float  # above 0 speaks for "same person"; 0.0 says nothing; -inf only where no error could explain it
    because: str  # the sentence a reviewer sees


@dataclass(frozen=True, eq=False)
class FamilyTable:
    """What the evidence says about every joint assignment of found people to the missing of one family.

    assignments    int32 (n_assignments, n_missing): which found person each missing person is, -1 for none of them;
                   the first row is "none of them"
    log10_lr       float64 (n_assignments,): against "none of them", whose weight is 0
    """

    family: int  # place in the caller's list of families
    missing: tuple[str, ...]
    assignments: NDArray[np.int32]
    log10_lr: NDArray[np.float64]
