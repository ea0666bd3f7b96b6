"""Read the answers of other DNA programs as our own plain data."""

import json
from pathlib import Path
from typing import Any

import numpy as np

from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.kinship import Model
from homeward.evidence.dna.likelihood.observation import ErrorRates
from homeward.evidence.dna.mutation import Mutation, Rates
from homeward.evidence.dna.pedigree import Pedigree, pedigree_from_rows
from homeward.evidence.dna.profile import Profile, parse_genotype

Case = dict[str, Any]


def cases(name: str) -> list[Case]:
    """Give the cases of one file."""
    found: list[Case] = json.loads((Path(__file__).parent / f"{name}.json").read_text())["cases"]
    return found


def case_id(case: Case) -> str:
    """Name a case in a test's report."""
    return str(case["id"])


def marker_of(entry: Case) -> Marker:
    """Build a marker with its mutation model."""
    table = tuple(entry["alleles"]), np.array(entry["freqs"])
    return Marker(entry["name"], *table, entry["chromosome"], mutation_of(entry["mutation"]))


def mutation_of(entry: Case) -> Mutation:
    """Build a mutation model."""
    rates = {sex: rates_of(entry[sex]) for sex in ("male", "female") if sex in entry}
    return Mutation(entry["model"], stabilization=entry.get("stabilization"), **rates)


def rates_of(entry: Case) -> Rates:
    """Build the parameters of one sex."""
    values = dict(entry)
    if "matrix" in values:
        values["matrix"] = tuple(tuple(row) for row in values["matrix"])
    return Rates(**values)


def profiles_of(case: Case) -> dict[str, Profile]:
    """Build the profiles of everybody typed."""
    return {
        person: {name: parsed for name, text in genotypes.items() if (parsed := parse_genotype(text)) is not None}
        for person, genotypes in case["genotypes"].items()
    }


def hypotheses_of(case: Case) -> dict[str, Pedigree]:
    """Build the pedigree of each hypothesis."""
    return {name: pedigree_from_rows(rows) for name, rows in case["hypotheses"].items()}


def model_of(case: Case) -> Model:
    """Build what is assumed beside the pedigree and the tables."""
    errors = {person: ErrorRates(dropout=chance) for person, chance in case.get("dropout", {}).items()}
    return Model(theta=case.get("theta", 0.0), errors=errors)


def value_of(number: float | str) -> float:
    """Read a number; the logarithm of zero is written -inf."""
    return float(number)
