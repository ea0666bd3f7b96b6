"""Names that came with the remains: a claim is evidence with a weight, never a fact.

A delivery list says of some found people who they are. With reliability r the claim names the true person; otherwise it
names any of the others on the list alike. Against "not this person" the claim then weighs r (N - 1) / (1 - r).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log10
from typing import Literal

from homeward.errors import InvalidInput
from homeward.evidence.weight import Weight

Verdict = Literal["contradicted", "fits another better", "supported", "undecided", "not testable"]
VERDICTS: tuple[Verdict, ...] = ("contradicted", "fits another better", "undecided", "not testable", "supported")
_AGAINST = -2.0  # log10 LR at or below which DNA speaks against a claim


@dataclass(frozen=True, slots=True)
class Claim:
    """A name given for one found person by whoever handed the remains over."""

    found: str
    missing: str
    reliability: float = 0.8
    source: str = "delivery list"

    def __post_init__(self) -> None:
        if not 0.0 < self.reliability < 1.0:
            raise InvalidInput(f"claim on {self.found}: reliability {self.reliability} must lie between 0 and 1")


def weigh_claim(claim: Claim, n_listed: int) -> Weight:
    """Weigh a claimed identity for the pair it names.

    >>> round(weigh_claim(Claim("R1", "M1", reliability=0.8), 101).log10_lr, 3)
    2.602
    """
    others = max(n_listed - 1, 1)
    value = log10(claim.reliability * others / (1.0 - claim.reliability))
    because = (
        f"{claim.source} names {claim.missing}; such names are taken to be right in {claim.reliability:.0%} of cases"
    )
    return Weight("claimed identity", value, because)


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A claim beside what DNA says of it."""

    claim: Claim
    verdict: Verdict
    log10_lr: float | None  # DNA alone, for the claimed pair; None where sexes disagree or nothing could be compared
    mismatching_loci: int | None
    posterior: float
    best_other: str | None  # the missing person with the highest posterior, where that is somebody else


def check_claim(
    claim: Claim,
    *,
    log10_lr: float | None,
    mismatching_loci: int | None,
    posterior: float,
    best: tuple[str | None, float],
) -> CheckedClaim:
    """Judge a claim by the DNA weight of its pair and by the posterior of its rivals.

    best    the most probable missing person of this found person (None: nobody listed), with the posterior
    """
    other = best[0] if best[0] != claim.missing else None
    if log10_lr is None:
        verdict: Verdict = "contradicted" if mismatching_loci is None else "not testable"
    elif other is not None and best[1] > 0.5:
        verdict = "fits another better" if log10_lr > _AGAINST else "contradicted"
    elif log10_lr <= _AGAINST:
        verdict = "contradicted"
    else:
        verdict = "supported" if posterior >= 0.9995 and log10_lr > 0.0 else "undecided"
    return CheckedClaim(claim, verdict, log10_lr, mismatching_loci, posterior, other)


def contradictions_first(checked: Sequence[CheckedClaim]) -> tuple[CheckedClaim, ...]:
    """Order claims for reading: contradicted ones first, the strongest contradiction on top."""
    return tuple(
        sorted(checked, key=lambda c: (VERDICTS.index(c.verdict), c.log10_lr if c.log10_lr is not None else -1e9))
    )
