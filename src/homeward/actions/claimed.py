"""Claimed identities: what DNA says of each, and how they enter the posterior."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from homeward.actions.answers import Json, plain
from homeward.evidence.dna.comparison.panel import Panel
from homeward.identify.candidates import screen
from homeward.identify.claims import CheckedClaim, Claim, check_claim, contradictions_first, weigh_claim
from homeward.identify.mass import MassIdentification
from homeward.identify.reassociation import Bodies

if TYPE_CHECKING:
    from homeward.actions.screen import Lists

_EVERYTHING = -1e6  # log10 LR below which nothing finite lies


@dataclass(frozen=True, slots=True)
class ClaimedPair:
    """One claim on one possible body, with the weights of DNA and of the claim itself."""

    claim: Claim
    body: int
    missing: int
    log10_dna: float  # -inf where impossible or the sexes disagree
    log10_claim: float


def weigh_claimed_pairs(lists: "Lists", bodies: Bodies, panel: Panel) -> list[ClaimedPair]:
    """Weigh every claimed pair by DNA alone, all claimed families against all claimed bodies at once."""
    if not lists.claims:
        return []
    place = {sample.id: k for k, sample in enumerate(lists.found)}
    atom_of = {k: atom for atom, samples in enumerate(bodies.atoms) for k in samples}
    bodies_of: dict[int, list[int]] = {}
    for body, members in enumerate(bodies.members):
        for atom in members:
            bodies_of.setdefault(atom, []).append(body)
    column = {p: k for k, p in enumerate(p for family in lists.families for p in family.missing)}
    wanted = [(c, b, column[c.missing]) for c in lists.claims for b in bodies_of[atom_of[place[c.found]]]]
    dna = _weigh(lists, bodies, panel, wanted)
    n_listed = len(column)
    return [
        ClaimedPair(c, body, missing, dna.get((body, missing), -np.inf), weigh_claim(c, n_listed).log10_lr)
        for c, body, missing in wanted
    ]


def _weigh(
    lists: "Lists", bodies: Bodies, panel: Panel, wanted: Sequence[tuple[Claim, int, int]]
) -> dict[tuple[int, int], float]:
    sought = {missing for _, _, missing in wanted}
    numbers = sorted({body for _, body, _ in wanted})
    owner = [family for family in lists.families for _ in family.missing]
    families = list(dict.fromkeys(id(owner[k]) for k in sorted(sought)))
    by_id = {id(family): family for family in owner}
    chosen = [by_id[key] for key in families]
    first = {id(family): k for k, family in reversed(list(enumerate(owner)))}
    columns = [first[id(family)] + k for family in chosen for k in range(len(family.missing))]
    everything = screen(chosen, [bodies.bodies[b] for b in numbers], panel, least_log10=_EVERYTHING)
    pairs = {(body, missing) for _, body, missing in wanted}
    found = (
        ((numbers[i], columns[j]), value)
        for i, j, value in zip(
            everything.found.tolist(), everything.missing.tolist(), everything.log10_lr.tolist(), strict=True
        )
    )
    return {pair: value for pair, value in found if pair in pairs}


def check_claims(
    lists: "Lists", claimed: Sequence[ClaimedPair], identification: MassIdentification
) -> tuple[CheckedClaim, ...]:
    """Judge every claim by DNA and by the joint posterior; contradictions come first."""
    place = {sample.id: k for k, sample in enumerate(lists.found)}
    missing = [person for family in lists.families for person in family.missing]
    column = {person: k for k, person in enumerate(missing)}
    dna: dict[int, float] = {}
    for pair in claimed:
        dna[id(pair.claim)] = max(dna.get(id(pair.claim), -np.inf), pair.log10_dna)
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
        value = dna.get(id(claim), -np.inf)
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
