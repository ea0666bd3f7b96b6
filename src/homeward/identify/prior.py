"""How likely is an assignment before any evidence?

The prior of an assignment depends on how many found people it leaves unmatched: each of them multiplies it by w.

    flat      w = 1: every assignment alike. Not neutral: most assignments match about half of the people
    open      each of n found people is on the list with probability q and then equally likely each of its N people who
              is not taken: with k of them placed the next one weighs q / (N - k) against 1 - q. One number stands for
              all k, that of the n q expected: w = (N - n q) (1 - q) / q, and at least (1 - q) / q
    closed    everybody found is on the list: w tends to 0, the fewest unmatched count alone

Source: docs/models/joint.md; Budowle, Ge, Chakraborty & Gill-King 2011 on the need to state it.
"""

from dataclasses import dataclass
from math import inf, log10
from typing import Literal

from homeward.errors import InvalidInput

PriorKind = Literal["flat", "open", "closed", "weight"]
_CLOSED_LOG10 = -1e4  # far below any evidence, so that the fewest unmatched people decide first


@dataclass(frozen=True, slots=True)
class Prior:
    """A prior over assignments, to be stated with every posterior."""

    kind: PriorKind = "flat"
    listed: float = 0.5  # open only: q, the chance that a found person is on the list
    weight: float = 1.0  # kind "weight" only: w itself

    def __post_init__(self) -> None:
        if self.kind not in ("flat", "open", "closed", "weight"):
            raise InvalidInput(f"prior {self.kind!r} is not known; give flat, open, closed or weight")
        if not 1e-12 <= self.listed <= 1.0 - 1e-12:
            raise InvalidInput(
                f"the chance {self.listed} of being listed must lie between 0 and 1, and not at either end"
            )
        if not 0.0 < self.weight < inf:
            raise InvalidInput(f"the weight {self.weight} of an unmatched person must be above 0 and finite")

    def log10_unmatched(self, n_missing: int, n_found: float) -> float:
        """Give log10 w for a list of `n_missing` people and `n_found` found ones (0: one alone)."""
        if self.kind == "open":
            n_free = max(n_missing - n_found * self.listed, 1.0)
            return log10(n_free * (1.0 - self.listed) / self.listed)
        if self.kind == "closed":
            return _CLOSED_LOG10
        return log10(self.weight) if self.kind == "weight" else 0.0

    def describe(self, n_missing: int, n_found: float) -> str:
        """Say the prior in one sentence."""
        if self.kind == "flat":
            return "flat over all sex-consistent assignments, leaving found persons unmatched allowed"
        if self.kind == "closed":
            return "closed: everybody found is on the list, as far as the evidence leaves them a place"
        w = 10.0 ** self.log10_unmatched(n_missing, n_found)
        tail = f"each unmatched found person multiplies the prior by {w:g}"
        if self.kind == "open":
            return f"open: a found person is one of the {n_missing} listed with probability {self.listed:g}; {tail}"
        return tail
