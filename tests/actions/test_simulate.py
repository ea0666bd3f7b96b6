import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.actions.dna.identify import answer_collection, identify_file
from homeward.actions.dna.screen import read_lists
from homeward.actions.simulate import case_of, simulate_files
from homeward.errors import InvalidInput
from homeward.evidence.dna.mutation import Mutation, Rates
from homeward.formats.case import Reader, load_json, read_collection
from homeward.formats.claim_table import read_claims
from homeward.identify.trials.scenario import Plan, invented_markers, simulate_collection

PLAN = Plan(families=12, remains=15, women=0.3, parts=0.3, claimed=0.5, dropout=0.1, partial=0.5, other_side=0.3)
NAMES = ["found.csv", "families.csv", "frequencies.csv", "claims.csv", "truth.csv", "case.json"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("simulated")
    simulate_files(path, PLAN, seed=3, n_loci=8)
    return path


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(), newline="")))


def test_all_files_are_written_and_counted(tmp_path):
    answer = simulate_files(tmp_path / "new" / "folder", PLAN, seed=1, n_loci=3)
    assert answer["files"] == NAMES
    assert sorted(path.name for path in (tmp_path / "new" / "folder").iterdir()) == sorted(NAMES)
    assert (answer["found"], answer["families"], answer["seed"]) == (15, 12, 1)


def test_the_same_seed_writes_the_same_bytes(tmp_path, folder):
    simulate_files(tmp_path, PLAN, seed=3, n_loci=8)
    assert all((tmp_path / name).read_bytes() == (folder / name).read_bytes() for name in NAMES)


def test_another_seed_writes_other_profiles(tmp_path, folder):
    simulate_files(tmp_path, PLAN, seed=4, n_loci=8)
    assert (tmp_path / "found.csv").read_bytes() != (folder / "found.csv").read_bytes()
    assert (tmp_path / "frequencies.csv").read_bytes() == (folder / "frequencies.csv").read_bytes()


def test_tables_and_case_hold_the_same_people(folder):
    mutation = Mutation("proportional", Rates(0.002), Rates(0.0005))
    tables = read_lists(
        *((folder / f"{name}.csv").read_bytes() for name in ("found", "families", "frequencies")),
        mutation=mutation,
        rule=None,
    )
    case = read_collection(Reader(load_json((folder / "case.json").read_bytes()), "case"), None)
    assert tables.found == tuple(replace(sample, genotypes=dict(sample.genotypes)) for sample in case.found)
    assert [(f.id, f.missing, f.party, f.pedigree) for f in tables.families] == [
        (f.id, f.missing, f.party, f.pedigree) for f in case.families
    ]
    assert [dict(f.profiles) for f in tables.families] == [dict(f.profiles) for f in case.families]
    for one, other in zip(tables.markers, case.markers, strict=True):
        assert (one.name, one.alleles, one.mutation) == (other.name, other.alleles, other.mutation)
        assert one.frequencies == pytest.approx(other.frequencies, rel=1e-12)


def test_claims_and_truth_of_the_tables_are_those_of_the_case(folder):
    case = read_collection(Reader(load_json((folder / "case.json").read_bytes()), "case"), None)
    assert read_claims((folder / "claims.csv").read_bytes()).claims == case.claims
    assert {row["found"]: row["missing"] or None for row in rows(folder / "truth.csv")} == dict(case.truth)


def test_a_simulated_case_can_be_identified(folder):
    answer = answer_collection(identify_file((folder / "case.json").read_bytes()))["answer"]
    assert json.dumps(answer, allow_nan=False)
    assert answer["summary"]["true_pairs"] > 0  # type: ignore[index]


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10_000))
def test_a_case_document_reads_back_as_the_scenario_it_came_from(seed):
    scenario = simulate_collection(
        invented_markers(3), np.random.default_rng(seed), replace(PLAN, families=4, remains=5)
    )
    text = json.dumps(case_of(scenario, PLAN), allow_nan=False).encode()
    case = read_collection(Reader(load_json(text), "case"), None)
    assert case.found == scenario.found
    assert case.claims == scenario.claims
    assert [(f.pedigree, dict(f.profiles), f.missing) for f in case.families] == [
        (f.pedigree, dict(f.profiles), f.missing) for f in scenario.families
    ]


def test_parts_per_person_of_a_case_is_about_how_many_parts_one_person_has_on_average():
    # of 40 remains 30 are further parts: ten bodies of four parts each
    plan = Plan(families=2, remains=40, parts=0.75)
    scenario = simulate_collection(invented_markers(1), np.random.default_rng(1), plan)
    parts = case_of(scenario, plan)["parts_per_person"]
    assert len(scenario.found) / len(set(scenario.bodies.values())) == 4.0
    assert parts == pytest.approx(4.0, abs=1.1)


@pytest.mark.parametrize("listed", [0.0, 1.0])
def test_where_nobody_or_everybody_is_listed_the_case_still_has_a_prior(listed):
    plan = replace(PLAN, listed=listed)
    scenario = simulate_collection(invented_markers(2), np.random.default_rng(1), plan)
    assert read_collection(Reader(load_json(json.dumps(case_of(scenario, plan)).encode()), "case"), None).prior


def test_a_folder_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "taken").write_text("")
    with pytest.raises(InvalidInput, match="taken"):
        simulate_files(tmp_path / "taken", PLAN, seed=1, n_loci=2)


def test_nobody_at_all_can_be_simulated(tmp_path):
    answer = simulate_files(tmp_path, Plan(families=0, remains=0), seed=1, n_loci=1)
    assert (answer["found"], answer["families"], answer["missing"]) == (0, 0, 0)


@pytest.mark.parametrize("plan", [{"listed": 2.0}, {"families": -1}, {"dropout": 1.0}])
def test_a_plan_that_cannot_be_is_refused_before_anything_is_written(tmp_path, plan):
    with pytest.raises(InvalidInput):
        simulate_files(tmp_path / "x", replace(PLAN, **plan), seed=1)
    assert not (tmp_path / "x").exists()
