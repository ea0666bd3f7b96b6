"""The demonstration: a fictional delivery of 600 containers against 900 families, end to end."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from homeward.actions.dna.identify import Identified, identify_case
from homeward.actions.report import report_page
from homeward.errors import InvalidInput
from homeward.formats.case import CollectionCase
from homeward.identify.prior import Prior
from homeward.identify.trials.scenario import Plan, Scenario, invented_markers, simulate_collection

DELIVERY = Plan(families=900, remains=600, dropout=0.05, parts=0.15, claimed=0.15, wrong_claims=0.15)
QUICK = replace(DELIVERY, families=60, remains=40)


@dataclass(frozen=True, eq=False)
class Demonstration:
    """What the demonstration made, with the truth that only a simulation knows."""

    scenario: Scenario
    identified: Identified
    report: Path


def demonstrate(folder: Path, *, seed: int = 2026, made_at: str, plan: Plan = DELIVERY) -> Demonstration:
    """Simulate a delivery, find out who is who, write the report.

    raises    InvalidInput where the folder cannot be written
    """
    scenario = simulate_collection(invented_markers(24), np.random.default_rng(seed), plan)
    case = CollectionCase(
        id="a fictional delivery",
        markers=scenario.markers,
        families=scenario.families,
        found=scenario.found,
        claims=scenario.claims,
        pair_log10={},
        prior=Prior("open", listed=plan.listed),
        parts_per_person=plan.parts_per_person,
        ignore_sex=False,
        truth={},
        notes=("Markers, tables, people and parties of this delivery are invented.",),
    )
    identified = identify_case(case, top=5)
    path = folder / "report.html"
    page = report_page(identified, made_at=made_at)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        raise InvalidInput(f"{path}: {error.strerror or error}") from None
    return Demonstration(scenario, identified, path)


def tally(demonstration: Demonstration, threshold: float = 0.9995) -> dict[str, int]:
    """Count proposals against the truth."""
    identification, scenario = demonstration.identified.identification, demonstration.scenario
    missing = [m.id for m in identification.collection.missing]
    right = wrong = 0
    for k, sample in enumerate(scenario.found):
        j = int(identification.posterior[k].argmax()) if missing else 0
        if missing and identification.posterior[k, j] >= threshold:
            right += missing[j] == scenario.truth[sample.id]
            wrong += missing[j] != scenario.truth[sample.id]
    bad_claims = {c.found for c in scenario.claims if scenario.truth[c.found] != c.missing}
    contradicted = {
        c.claim.found for c in demonstration.identified.claims if c.verdict in ("contradicted", "fits another better")
    }
    return {
        "remains": len(scenario.found),
        "families": len(scenario.families),
        "missing": len(missing),
        "of_listed_people": sum(person is not None for person in scenario.truth.values()),
        "proposed": right + wrong,
        "proposed_wrongly": wrong,
        "claims": len(scenario.claims),
        "claims_wrong": len(bad_claims),
        "claims_contradicted": len(contradicted),
        "claims_contradicted_rightly": len(contradicted & bad_claims),
    }
