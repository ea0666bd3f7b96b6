"""Claimed identities: what DNA says of each, and how they enter the posterior."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from homeward.actions.answers import Json, plain
from homeward.evidence.dna.comparison.panel import Panel
from homeward.identify.candidates import screen
from homeward.identify.claims import CheckedClaim, check_claim, contradictions_first, weigh_claim
from homeward.identify.mass import MassIdentification
from homeward.identify.reassociation import Bodies

if TYPE_CHECKING:
    from homeward.actions.dna.screen import Lists

_EVERYTHING = -1e6  # log10 LR below which nothing finite lies


@dataclass(frozen=True, slots=True)
class OtherEvidence:
    """Evidence other than DNA, and what DNA says of the same pairs.

    by_sample      found sample and missing person, by place, to the sum of claims and given weights, log10
    log10_other    body and missing person to the same
    log10_dna      the same pairs by DNA alone; what is not here is impossible, or the sexes disagree
    """

    by_sample: Mapping[tuple[int, int], float]
    log10_other: Mapping[tuple[int, int], float]
    log10_dna: Mapping[tuple[int, int], float]

    def strong(self, least: float) -> dict[tuple[int, int], float]:
        """Give the DNA weight of the pairs that reach a limit with all evidence together."""
        return {pair: dna for pair, dna in self.log10_dna.items() if dna + self.log10_other[pair] >= least}


def weigh_other_evidence(lists: "Lists", bodies: Bodies, panel: Panel) -> OtherEvidence:
    """Add up claims and given weights for each body and missing person, and weigh the same pairs by DNA."""
    column = {p: k for k, p in enumerate(p for family in lists.families for p in family.missing)}
    weights = dict(lists.pair_log10)
    for claim in dict.fromkeys(lists.claims):
        pair = claim.found, claim.missing
        weights[pair] = weights.get(pair, 0.0) + weigh_claim(claim, len(column)).log10_lr
    bodies_of = _bodies_of(lists, bodies)
    other: dict[tuple[int, int], float] = {}
    for (found, missing), value in weights.items():
        for body in bodies_of[found]:
            other[body, column[missing]] = other.get((body, column[missing]), 0.0) + value
    place = {sample.id: k for k, sample in enumerate(lists.found)}
    by_sample = {(place[found], column[missing]): value for (found, missing), value in weights.items()}
    return OtherEvidence(by_sample, other, _weigh(lists, bodies, panel, other) if other else {})


def _bodies_of(lists: "Lists", bodies: Bodies) -> dict[str, list[int]]:
    """The bodies that each found sample may be of."""
    of_sample: dict[str, list[int]] = {}
    for body, members in enumerate(bodies.members):
        for atom in members:
            for sample in bodies.atoms[atom]:
                of_sample.setdefault(lists.found[sample].id, []).append(body)
    return of_sample


def _weigh(
    lists: "Lists", bodies: Bodies, panel: Panel, wanted: Iterable[tuple[int, int]]
) -> dict[tuple[int, int], float]:
    pairs = set(wanted)
    numbers, sought = sorted({body for body, _ in pairs}), sorted({missing for _, missing in pairs})
    owner = [number for number, family in enumerate(lists.families) for _ in family.missing]
    first = {number: column for column, number in reversed(list(enumerate(owner)))}
    chosen = sorted({owner[missing] for missing in sought})
    columns = [first[number] + k for number in chosen for k in range(len(lists.families[number].missing))]
    families = [lists.families[number] for number in chosen]
    everything = screen(families, [bodies.bodies[b] for b in numbers], panel, least_log10=_EVERYTHING)
    found = zip(everything.found.tolist(), everything.missing.tolist(), everything.log10_lr.tolist(), strict=True)
    by_pair = {(numbers[i], columns[j]): value for i, j, value in found}
    return {pair: by_pair[pair] for pair in sorted(pairs) if by_pair.get(pair, -np.inf) > -np.inf}


def check_claims(
    lists: "Lists", bodies: Bodies, evidence: OtherEvidence, identification: MassIdentification
) -> tuple[CheckedClaim, ...]:
    """Judge every claim by DNA and by the joint posterior; contradictions come first."""
    place = {sample.id: k for k, sample in enumerate(lists.found)}
    missing = [person for family in lists.families for person in family.missing]
    column = {person: k for k, person in enumerate(missing)}
    bodies_of = _bodies_of(lists, bodies)
    shares: dict[int, dict[int, float]] = {}
    for i, j, p in zip(
        identification.found.tolist(), identification.missing.tolist(), identification.posterior.tolist(), strict=True
    ):
        shares.setdefault(i, {})[j] = p
    checked = []
    for claim in lists.claims:
        row = place[claim.found]
        own = shares.get(row, {})
        best = max(own, key=lambda j: own[j], default=None)
        is_nobody = best is None or identification.nobody[row] >= own[best]
        rival: tuple[str | None, float] = (None, float(identification.nobody[row]))
        if best is not None and not is_nobody:
            rival = missing[best], own[best]
        posterior = own.get(column[claim.missing], 0.0)
        pairs = [(body, column[claim.missing]) for body in bodies_of[claim.found]]
        value = max(evidence.log10_dna.get(pair, -np.inf) for pair in pairs)
        checked.append(check_claim(claim, log10_lr=value, mismatching_loci=None, posterior=posterior, best=rival))
    return contradictions_first(checked)


def answer_claim(checked: CheckedClaim) -> Json:
    """Write a checked claim as JSON."""
    return {
        "found": checked.claim.found,
        "claimed": checked.claim.missing,
        "verdict": checked.verdict,
        "log10_lr_dna": plain(checked.log10_lr),
        "mismatching_loci": checked.mismatching_loci,
        "posterior": checked.posterior,
        "fits_better": checked.best_other,
        "source": checked.claim.source,
    }
