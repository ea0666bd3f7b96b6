"""Make invented collections with known truth, and check stated probabilities against it."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from homeward.actions.answers import Json, plain
from homeward.errors import InvalidInput
from homeward.evidence.dna.comparison.panel import Panel
from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.profile import write_genotype
from homeward.formats.answer_table import write_frequencies, write_table
from homeward.formats.writing import write_families, write_samples
from homeward.identify.claims import weigh_claim
from homeward.identify.collection import Collection
from homeward.identify.identification import identify
from homeward.identify.prior import Prior
from homeward.identify.trials.calibration import THRESHOLD, Calibration, calibrate
from homeward.identify.trials.scenario import Plan, Scenario, invented_markers, simulate_collection

_LEAST_STATED = 0.001  # statements below this are not made


def simulate_files(folder: Path, plan: Plan, *, seed: int, n_loci: int = 24) -> Json:
    """Write a simulated collection: remains, families, frequencies, claims and the truth, as tables and as one case.

    returns    the files written, with counts
    """
    markers = invented_markers(n_loci)
    scenario = simulate_collection(markers, np.random.default_rng(seed), plan)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        names = [m.name for m in markers]
        _write(folder / "found.csv", write_samples(scenario.found, names))
        _write(folder / "families.csv", write_families(scenario.families, names))
        _write(folder / "frequencies.csv", write_frequencies(markers))
        claims = [(c.found, c.missing, f"{c.reliability:g}", c.source) for c in scenario.claims]
        _write(folder / "claims.csv", write_table(("found", "missing", "reliability", "source"), claims))
        truth = [(found, missing or "", scenario.bodies[found]) for found, missing in scenario.truth.items()]
        _write(folder / "truth.csv", write_table(("found", "missing", "body"), truth))
        _write(folder / "case.json", json.dumps(case_of(scenario, plan), ensure_ascii=False))
    except OSError as error:
        raise InvalidInput(f"{folder}: {error.strerror or error}") from None
    return {
        "folder": str(folder),
        "files": ["found.csv", "families.csv", "frequencies.csv", "claims.csv", "truth.csv", "case.json"],
        "found": len(scenario.found),
        "families": len(scenario.families),
        "missing": sum(len(family.missing) for family in scenario.families),
        "claims": len(scenario.claims),
        "seed": seed,
    }


def _write(path: Path, content: str | bytes) -> None:
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def case_of(scenario: Scenario, plan: Plan) -> Json:
    """Write a scenario as a case document."""
    return {
        "schema": "homeward-dna-oracle/1",
        "kind": "dvi",
        "id": "simulated",
        "source": "simulated; nobody in it exists",
        "markers": [_marker(marker) for marker in scenario.markers],
        "families": [
            {
                "id": family.id,
                "pedigree": [[p.id, p.father, p.mother, p.sex] for p in family.pedigree.people],
                "genotypes": {
                    person: {m: write_genotype(g) for m, g in profile.items()}
                    for person, profile in family.profiles.items()
                },
                "missing": list(family.missing),
                "party": family.party,
            }
            for family in scenario.families
        ],
        "found": [
            {
                "id": s.id,
                "sex": s.sex,
                "dropout": s.dropout,
                "part": s.is_part,
                "genotypes": {m: write_genotype(g) for m, g in s.genotypes.items()},
                "truth": scenario.truth[s.id],
            }
            for s in scenario.found
        ],
        "claims": [
            {"found": c.found, "missing": c.missing, "reliability": c.reliability, "source": c.source}
            for c in scenario.claims
        ],
        "prior": {"kind": "open", "listed": plan.listed if 0.0 < plan.listed < 1.0 else 0.5},
        "parts_per_person": plan.parts_per_person,
    }


def _marker(marker: Marker) -> Json:
    mutation = marker.mutation
    return {
        "name": marker.name,
        "chromosome": marker.chromosome,
        "alleles": list(marker.alleles),
        "freqs": marker.frequencies.tolist(),
        "mutation": {
            "model": mutation.model,
            "male": {"rate": mutation.male.rate},
            "female": {"rate": mutation.female.rate},
        },
    }


def check_calibration(
    plan: Plan, *, seed: int, n_statements: int, n_loci: int = 16, tick: Callable[[int], None] | None = None
) -> Calibration:
    """Simulate collections until enough statements are made, and compare them with the truth.

    n_statements    statements wanted; each found person makes one for everybody it may be, and one for nobody
    tick            called with the number of statements of each collection
    """
    if n_statements < 1:
        raise InvalidInput(f"{n_statements} statements: ask for at least one")
    rng = np.random.default_rng(seed)
    markers = invented_markers(n_loci)
    stated: list[float] = []
    is_true: list[bool] = []
    named: list[bool] = []
    while len(stated) < n_statements:
        before = len(stated)
        for p, true, somebody in _statements(simulate_collection(markers, rng, plan), plan):
            stated.append(p)
            is_true.append(true)
            named.append(somebody)
        if tick is not None:
            tick(len(stated) - before)
    return calibrate(stated, is_true, named)


def _statements(scenario: Scenario, plan: Plan) -> list[tuple[float, bool, bool]]:
    n_missing = sum(len(family.missing) for family in scenario.families)
    pairs: dict[tuple[str, str], float] = {}
    for claim in scenario.claims:
        pairs[claim.found, claim.missing] = weigh_claim(claim, n_missing).log10_lr
    panel = Panel(tuple(replace(marker) for marker in scenario.markers))
    collection = Collection(panel, scenario.families, scenario.found, pairs, plan.parts_per_person)
    result = identify(collection, Prior("open", listed=plan.listed), top=1)
    missing = [m.id for m in collection.missing]
    statements = []
    for k, sample in enumerate(scenario.found):
        true = scenario.truth[sample.id]
        for j in np.nonzero(result.posterior[k] >= _LEAST_STATED)[0].tolist():
            statements.append((min(float(result.posterior[k, j]), 1.0), missing[j] == true, True))
        statements.append((float(result.nobody[k]), true is None, False))
    return statements


def answer_calibration(result: Calibration, threshold: float = THRESHOLD) -> Json:
    """Write a calibration as JSON."""
    return {
        "statements": int(result.n_statements.sum()),
        "threshold": threshold,
        "identified": result.n_identified,
        "false_identifications": result.n_false,
        "expected_calibration_error": result.error,
        "bins": [
            {
                "from": float(result.edges[k]),
                "to": float(result.edges[k + 1]),
                "statements": int(result.n_statements[k]),
                "mean_stated": plain(float(result.mean_stated[k])),
                "share_true": plain(float(result.share_true[k])),
            }
            for k in range(len(result.n_statements))
        ],
    }
