"""One status line for each found person, and what needs attention first.

A status is a proposal to readers, never a decision: two readers and a signature stand between it and an identity. The
lines here are English; `reports.wording` has them in other languages. Why a pair weighs what it does is `explanation`.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import sqrt
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from homeward.evidence.dna.comparison.panel import sight
from homeward.evidence.dna.comparison.tables import structures_of, weigh_families
from homeward.identify.claims import CheckedClaim, contradictions_first
from homeward.identify.collection import Collection, Comparison
from homeward.identify.explanation import THRESHOLD, is_tie
from homeward.identify.identification import Identification

Status = Literal["threshold reached", "probable", "possible", "tied", "not ours", "nobody on this list", "undecided"]
STATUSES: tuple[Status, ...] = (
    "tied", "not ours", "threshold reached", "probable", "possible", "undecided", "nobody on this list"
)  # fmt: skip
PROBABLE, POSSIBLE = 0.95, 0.5
MOST_MUTATIONS = 2  # loci of a pair that mutations may explain without a second look


@dataclass(frozen=True, slots=True)
class FoundSummary:
    """Where one found person stands.

    missing            the most probable missing person; None where nobody on the list comes into question
    family_posterior   probability of being any missing person of that family
    tied               other missing people who are exactly as probable
    log10_lr           DNA of the pair alone
    log10_joint        best whole assignment with the pair against the best without it
    mismatching_loci   impossible without mutation, those at which everybody mismatches with that family included
    """

    found: str
    status: Status
    missing: str | None
    family: str | None
    party: str | None
    posterior: float
    family_posterior: float
    nobody: float
    log10_lr: float | None
    log10_joint: float
    mismatching_loci: int
    n_compared: int
    tied: tuple[str, ...]
    claims: tuple[CheckedClaim, ...]
    line: str

    @property
    def is_proposed(self) -> bool:
        """True where the pair is ready for two readers."""
        return self.status in ("threshold reached", "probable")

    @property
    def is_contradicted(self) -> bool:
        """True where DNA speaks against a name that came with the remains."""
        return any(claim.verdict in ("contradicted", "fits another better") for claim in self.claims)


@dataclass(frozen=True, slots=True)
class Summary:
    """All found people, and what needs attention first.

    counts         how many found people have each status, in the order of `STATUSES`
    claims         contradictions first
    bodies         samples that may be of one body, with the probability that exactly these are
    inconsistent   families whose own profiles need a mutation, with the markers
    """

    found: tuple[FoundSummary, ...]
    counts: tuple[tuple[Status, int], ...]
    claims: tuple[CheckedClaim, ...]
    bodies: tuple[tuple[tuple[str, ...], float], ...]
    inconsistent: tuple[tuple[str, tuple[str, ...]], ...] = ()


def summarise(identification: Identification, comparison: Comparison, claims: Sequence[CheckedClaim] = ()) -> Summary:
    """Give every found person a status and one line.

    claims     as checked by `claims.check_claim`
    returns    a `Summary`. "threshold reached" needs a posterior of 0.9995, sampling error counted against it, and
               at most two loci at which this pair, not the family by itself, needs a mutation
    """
    of_found: dict[str, list[CheckedClaim]] = {}
    for claim in claims:
        of_found.setdefault(claim.claim.found, []).append(claim)
    wrong = inconsistencies(identification.collection)
    view = _Standing(identification, comparison, wrong)
    lines = tuple(
        view.summarise(i, tuple(of_found.get(sample.id, ())))
        for i, sample in enumerate(identification.collection.found)
    )
    counts = Counter(line.status for line in lines)
    together = _bodies(identification)
    families = identification.collection.families
    return Summary(
        found=lines,
        counts=tuple((status, counts[status]) for status in STATUSES),
        claims=contradictions_first(claims),
        bodies=together,
        inconsistent=tuple((families[number].id, markers) for number, markers in wrong.items()),
    )


@dataclass(frozen=True)
class _Standing:
    """What every line needs to know.

    wrong    by place of the family: markers at which its own profiles need a mutation
    """

    identification: Identification
    comparison: Comparison
    wrong: Mapping[int, tuple[str, ...]]

    @cached_property
    def errors(self) -> dict[str, float]:
        """Standard error of the group of each found person, where it was sampled."""
        bodies = self.identification.bodies.bodies
        return {
            sample.id: group.max_error
            for group in self.identification.groups
            if group.max_error > 0.0
            for slot in group.slots
            for option in slot.options
            for body, _ in option.placed
            for sample in bodies[body].samples
        }

    @cached_property
    def family_of(self) -> NDArray[np.int64]:
        """The family of each missing person."""
        return np.array([m.family for m in self.identification.collection.missing], dtype=np.int64)

    @cached_property
    def is_foreign(self) -> NDArray[np.bool_]:
        """True for missing people of another party's list."""
        families = self.identification.collection.families
        return np.array([families[m.family].party is not None for m in self.identification.collection.missing], bool)

    def summarise(self, i: int, claims: tuple[CheckedClaim, ...]) -> FoundSummary:
        """Give one line."""
        collection, row = self.identification.collection, self.identification.posterior[i]
        nobody, found = float(self.identification.nobody[i]), collection.found[i].id
        if not len(row) or row.max() <= 0.0:
            return _nobody(found, nobody, claims)
        j = int(row.argmax())
        family = collection.families[self.family_of[j]]
        tied = tuple(k for k in range(len(row)) if k != j and self._is_tie(i, j, k))
        status = self._status(i, j, tied)
        value = float(self.comparison.log10_lr[i, j])
        typed = {name for profile in family.profiles.values() for name in profile}
        summary = FoundSummary(
            found=found,
            status=status,
            missing=collection.missing[j].id,
            family=family.id,
            party=family.party,
            posterior=float(row[j]),
            family_posterior=float(row[self.family_of == self.family_of[j]].sum()),
            nobody=nobody,
            log10_lr=None if np.isnan(value) else value,
            log10_joint=float(self.identification.best[i, j]),
            mismatching_loci=max(int(self.comparison.mismatching_loci[i, j]), 0),
            n_compared=len(typed & {name for name, seen in collection.found[i].genotypes.items() if seen}),
            tied=tuple(collection.missing[k].id for k in tied),
            claims=claims,
            line="",
        )
        return _with_line(summary)

    def _is_tie(self, i: int, j: int, k: int) -> bool:
        posterior = self.identification.posterior
        return bool(posterior[i, k] > 0.5 * posterior[i, j]) and is_tie(
            self.identification, self.comparison, (i, j), (i, k)
        )

    def _status(self, i: int, j: int, tied: tuple[int, ...]) -> Status:
        row, p = self.identification.posterior[i], float(self.identification.posterior[i, j])
        if row[self.is_foreign].sum() >= POSSIBLE:
            return "not ours"
        if tied and p + float(row[list(tied)].sum()) >= POSSIBLE:
            return "tied"
        if self._is_sure(i, j, p):
            return "threshold reached"
        if p >= POSSIBLE:
            return "probable" if p >= PROBABLE else "possible"
        return "nobody on this list" if self.identification.nobody[i] >= PROBABLE else "undecided"

    def _is_sure(self, i: int, j: int, p: float) -> bool:
        """At the threshold, with sampling error and loci that need a mutation counted against it."""
        error = self.errors.get(self.identification.collection.found[i].id, 0.0)
        p -= 4.0 * error * sqrt(max(p * (1.0 - p), 0.0))  # two errors; the group's is that of its worst probability
        own = int(self.comparison.mismatching_loci[i, j]) - len(self.wrong.get(int(self.family_of[j]), ()))
        return p >= THRESHOLD and own <= MOST_MUTATIONS


def _nobody(found: str, probability: float, claims: tuple[CheckedClaim, ...]) -> FoundSummary:
    return FoundSummary(
        found=found,
        status="nobody on this list",
        missing=None,
        family=None,
        party=None,
        posterior=0.0,
        family_posterior=0.0,
        nobody=probability,
        log10_lr=None,
        log10_joint=-np.inf,
        mismatching_loci=0,
        n_compared=0,
        tied=(),
        claims=claims,
        line=f"{found}: nobody on this list comes into question",
    )


def _with_line(summary: FoundSummary) -> FoundSummary:
    who = f"{summary.missing} of family {summary.family}"
    number = f"posterior {_write(summary.posterior)}"
    several = ", ".join((str(summary.missing), *summary.tied))
    says = {
        "threshold reached": f"proposed to be {who} ({number}); threshold reached, two readers and a decision are due",
        "probable": f"proposed as probably {who} ({number}); threshold not reached",
        "possible": f"possibly {who} ({number})",
        "tied": f"proposed to be one of {several}, whom the evidence cannot tell apart ({number} each)",
        "not ours": f"probably on the list of {summary.party}, as {who} ({number})",
        "nobody on this list": f"probably nobody on this list (probability {_write(summary.nobody)})",
        "undecided": f"undecided; closest is {who} ({number})",
    }
    return replace(summary, line=f"{summary.found}: {says[summary.status]}")


def _write(p: float) -> str:
    return f"{p:.4f}" if p < 0.9999 else f"1 - {1.0 - p:.1e}"


def inconsistencies(collection: Collection) -> dict[int, tuple[str, ...]]:
    """Find the markers at which a family's own profiles are impossible without mutation.

    returns    the family's place to the names of its markers; families without any are left out
    """
    strict = collection.panel.without_mutation()
    markers = strict.markers
    nobody = sight(strict, [])
    out: dict[int, tuple[str, ...]] = {}
    for structure, members in structures_of(collection.families, strict):
        with np.errstate(over="ignore"):  # an allele that nobody carries may have frequency 0
            relatives = weigh_families(structure, strict, nobody)[1]
        for row, (number, _) in zip(relatives, members, strict=True):
            names = tuple(m.name for m, value in zip(markers, row, strict=True) if np.isneginf(value))
            if names:
                out[number] = names
    return out


def _bodies(identification: Identification) -> tuple[tuple[tuple[str, ...], float], ...]:
    """Samples that may be of one body: the probability of each body of several samples."""
    found, bodies = identification.collection.found, identification.bodies
    shares: Counter[tuple[str, ...]] = Counter()
    for group in identification.groups:
        for slot, probabilities in zip(group.slots, group.probability, strict=True):
            for option, probability in zip(slot.options, probabilities, strict=True):
                for body, _ in option.placed:
                    shares[tuple(sample.id for sample in bodies.bodies[body].samples)] += probability  # type: ignore[assignment]
    undecided = {atom for group in bodies.sets for atom in group}
    for atom, members in enumerate(bodies.atoms):
        if len(members) > 1 and atom not in undecided:
            shares[tuple(found[k].id for k in members)] = 1  # merged beforehand
    return tuple((samples, float(p)) for samples, p in shares.most_common() if len(samples) > 1 and p > 1e-6)
