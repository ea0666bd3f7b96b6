"""What a verdict rests on: weights, posterior, prior, and the tables and program that made them.

A decision carries its basis, so that years later anybody can say what it was signed with, and find every other decision
that was signed on the same ground. Which outcomes a basis allows is left to `verdict`.
"""

from dataclasses import dataclass
from math import inf, isnan
from typing import Literal, get_args

from homeward.errors import InvalidInput
from homeward.evidence.weight import Weight

Weakness = Literal[
    "recognition alone", "effects alone", "declared identity alone", "profile without statistics", "basis unknown"
]
WEAKNESSES: tuple[Weakness, ...] = get_args(Weakness)
# Kinds of evidence that identify nobody, not even together: of about 8,000 early identifications by sight in Bosnia
# many were probably swapped, and uniforms, papers and tags have lain with other bodies.
WEAK_KINDS: dict[str, Weakness] = {
    "recognition": "recognition alone",
    "effects": "effects alone",
    "claimed identity": "declared identity alone",
}
DNA_KINDS = frozenset({"DNA profile", "direct DNA", "kinship", "Y lineage", "mitochondrial lineage"})


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From where a basis carries an outcome. The defaults are those of practice; docs/models/review.md says whose."""

    established: float = 0.9995  # posterior, at least
    probable: float = 0.95  # posterior, at least
    excluded_log10_lr: float = -4.0  # all weights together, at most; a posterior is low for every one of many rivals

    def __post_init__(self) -> None:
        if not 0.5 < self.probable <= self.established <= 1.0:
            says = f"probable {self.probable:g} and established {self.established:g}"
            raise InvalidInput(f"the thresholds {says} must rise from above 0.5 to at most 1")
        if not self.excluded_log10_lr < 0.0:
            raise InvalidInput(f"a log10 LR of {self.excluded_log10_lr:g} does not exclude; give one below 0")


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Something that one person would not show: an exclusion, unless somebody explains it."""

    kind: str  # of evidence: "teeth", "kinship"
    says: str  # "tooth 36 is filled in life and sound on the body"
    explanation: str | None = None  # "the dentist's card shows 36 and 46 swapped"


@dataclass(frozen=True, slots=True)
class Named:
    """A table or pedigree, named so that nobody can swap it."""

    id: str
    digest: str  # SHA-256, 64 hex digits
    text: str | None = None  # where it is short enough to be kept: a pedigree without genotypes


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """All that a verdict rests on.

    weights          one for each kind that was weighed, 0.0 for what says nothing
    unweighed        kinds that somebody relied on without weighing them: "recognition", "DNA profile", "effects"
    posterior        probability that this found person is this sought one; None where none was computed
    prior            the same before any evidence, by the rule that `prior_rule` says
    raises           InvalidInput for probabilities outside 0 to 1, and weights that are no number
    """

    weights: tuple[Weight, ...] = ()
    unweighed: tuple[str, ...] = ()
    posterior: float | None = None
    prior: float | None = None
    prior_rule: str | None = None
    frequency_table: Named | None = None
    pedigree: Named | None = None
    program: str | None = None  # "homeward 0.1.0"
    discrepancies: tuple[Discrepancy, ...] = ()
    thresholds: Thresholds = Thresholds()

    def __post_init__(self) -> None:
        for name, value in (("posterior", self.posterior), ("prior", self.prior)):
            if value is not None and not 0.0 <= value <= 1.0:
                raise InvalidInput(f"the {name} {value} is no probability")
        for weight in self.weights:
            if isnan(weight.log10_lr) or weight.log10_lr == inf:
                raise InvalidInput(f"{weight.kind}: a log10 LR of {weight.log10_lr} is no weight")

    @property
    def log10_lr(self) -> float:
        """Add up the weights."""
        return sum(weight.log10_lr for weight in self.weights)

    @property
    def grounds(self) -> frozenset[str]:
        """Give the kinds that speak for the pair, weighed or not."""
        return frozenset(self.unweighed) | {weight.kind for weight in self.weights if weight.log10_lr > 0.0}


def unexplained(basis: Basis) -> tuple[str, ...]:
    """Say what speaks against the pair and has no explanation.

    A weight of minus infinity, "no error could explain it", is one too until its kind has an explained discrepancy.
    """
    explained = {item.kind for item in basis.discrepancies if item.explanation}
    said = [f"{item.kind}: {item.says}" for item in basis.discrepancies if not item.explanation]
    said += [f"{w.kind}: {w.because}" for w in basis.weights if w.log10_lr == -inf and w.kind not in explained]
    return tuple(said)


def weaknesses(basis: Basis) -> tuple[Weakness, ...]:
    """Say on which weak ground alone a basis stands; nothing where it has a better one.

    Recognition, effects and a declared identity are "alone" together as well: three weak grounds are not a strong one.

    >>> weaknesses(Basis(unweighed=("recognition", "effects")))
    ('recognition alone', 'effects alone')
    """
    grounds = basis.grounds
    if not grounds:
        return ("basis unknown",)
    if grounds <= WEAK_KINDS.keys():
        return tuple(weakness for kind, weakness in WEAK_KINDS.items() if kind in grounds)
    weighed = {weight.kind for weight in basis.weights}
    others = grounds - DNA_KINDS - WEAK_KINDS.keys()
    if not others and not weighed & DNA_KINDS:
        return ("profile without statistics",)
    return ()


def unnamed_sources(basis: Basis) -> tuple[str, ...]:
    """Say which sources of a basis are not named, so that nobody could compute it again."""
    weighed = {weight.kind for weight in basis.weights}
    said = []
    if basis.posterior is not None and (basis.prior is None or not basis.prior_rule):
        said.append("the prior is not stated")
    if not basis.program:
        said.append("the program and its version are not named")
    if weighed & DNA_KINDS and basis.frequency_table is None:
        said.append("the frequency table of the DNA is not named")
    if "kinship" in weighed and basis.pedigree is None:
        said.append("the pedigree is not named")
    return tuple(said)
