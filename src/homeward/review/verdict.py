"""Outcomes, reasons, and which outcomes a basis allows.

A reader gives a verdict and is bound by nothing but reasons: a refusal would tell the blind reader the score. What two
verdicts or a board may settle is bound by the basis, and `judge` says by what.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from homeward.errors import InvalidInput
from homeward.review.basis import Basis, unexplained, unnamed_sources, weaknesses

Outcome = Literal["established", "probable", "possible", "premature", "excluded"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
Code = Literal[
    "dna agrees",
    "teeth agree",
    "fingerprints agree",
    "body agrees",
    "effects agree",
    "names and dates agree",
    "place and time agree",
    "dna speaks against",
    "teeth speak against",
    "fingerprints speak against",
    "body speaks against",
    "names and dates speak against",
    "place and time speak against",
    "somebody else fits as well",
    "too little evidence",
    "sample in doubt",
    "source in doubt",
    "other",
]
CODES: tuple[Code, ...] = get_args(Code)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a reader or member says so: a code to count by, and words to understand it by."""

    code: Code
    text: str

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise InvalidInput(f"{self.code!r} is no code of a reason; the codes are {', '.join(CODES)}")
        if not self.text.strip():
            raise InvalidInput(f"the reason {self.code!r} has no words; say what agrees, and where it can be seen")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one reader found about one pair."""

    round: int  # of readings, from 1: a verdict that comes after a reopening was about something else
    outcome: Outcome
    reasons: tuple[Reason, ...]

    def __post_init__(self) -> None:
        check_outcome(self.outcome)
        if not self.reasons:
            raise InvalidInput("a verdict needs at least one reason")


def check_outcome(outcome: str) -> None:
    """Refuse a word that is no outcome.

    raises    InvalidInput
    """
    if outcome not in OUTCOMES:
        raise InvalidInput(f"{outcome!r} is no outcome; the outcomes are {', '.join(OUTCOMES)}")


def judge(basis: Basis, open_exclusions: tuple[str, ...] = ()) -> Mapping[Outcome, tuple[str, ...]]:
    """Say of each outcome what keeps the basis from carrying it; an outcome with nothing against it is allowed.

    established    posterior at the threshold, nothing unexplained, no unanswered exclusion, more than weak grounds, and
                   every source named, so that the number can be computed again
    probable       posterior at the threshold, nothing unexplained, no unanswered exclusion
    possible       nothing unexplained, no unanswered exclusion
    premature      always
    excluded       something unexplained, or weights that together speak against the pair; a low posterior does not do,
                   because among many listed people it is low for the right one too

    open_exclusions    earlier exclusions of this pair that nobody has answered, each as a sentence

    >>> judge(Basis(posterior=0.97, prior=0.01, prior_rule="open"))["probable"]
    ()
    """
    against = tuple(f"unexplained: {says}" for says in unexplained(basis))
    barred = against + open_exclusions
    limits = basis.thresholds
    weak = tuple(f"it rests on {weakness}" if "alone" in weakness else weakness for weakness in weaknesses(basis))
    return {
        "established": _below(basis.posterior, limits.established) + barred + weak + unnamed_sources(basis),
        "probable": _below(basis.posterior, limits.probable) + barred,
        "possible": barred,
        "premature": (),
        "excluded": () if against else _above(basis.log10_lr, limits.excluded_log10_lr),
    }


def allowed_outcomes(basis: Basis, open_exclusions: tuple[str, ...] = ()) -> tuple[Outcome, ...]:
    """Give the outcomes that a basis carries, in the order of `OUTCOMES`."""
    against = judge(basis, open_exclusions)
    return tuple(outcome for outcome in OUTCOMES if not against[outcome])


def _below(posterior: float | None, threshold: float) -> tuple[str, ...]:
    if posterior is None:
        return ("no posterior was computed",)
    # all digits: rounded it could read like the threshold
    return () if posterior >= threshold else (f"the posterior {posterior} is below {threshold}",)


def _above(log10_lr: float, threshold: float) -> tuple[str, ...]:
    if log10_lr <= threshold:
        return ()
    says = f"the weights together are {log10_lr:.3g}, above {threshold:.3g}"
    return (f"nothing unexplained speaks against it, and {says}",)
