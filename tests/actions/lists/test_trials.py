import csv
import json

import pytest

from homeward.actions.lists.match import match_people
from homeward.actions.lists.trials import calibrate_lists, simulate_list_files
from homeward.errors import InvalidInput
from homeward.identify.trials.people import ListPlan


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lists")
    simulate_list_files(folder, ListPlan(300), seed=5)
    return folder


def test_simulated_files_are_read_without_a_problem(folder):
    matched = match_people((folder / "sought.csv").read_bytes(), (folder / "found.csv").read_bytes())
    assert matched.sought.problems == matched.found.problems == ()


def test_the_truth_is_told_by_line(folder):
    with (folder / "truth.csv").open(encoding="utf-8") as file:
        truth = {(row["sought_id"], row["found_id"]) for row in csv.DictReader(file)}
    matched = match_people((folder / "sought.csv").read_bytes(), (folder / "found.csv").read_bytes())
    sure = {
        (matched.sought.people[j].record_id, matched.found.people[i].record_id)
        for i, j, p in zip(matched.matching.found, matched.matching.sought, matched.matching.probability, strict=True)
        if p >= 0.9
    }
    assert len(sure & truth) >= 0.9 * len(truth)
    assert len(sure - truth) <= 2


def test_the_seed_and_the_plan_are_written_beside_the_lists(folder):
    assert json.loads((folder / "plan.json").read_text()) == {"n": 300, "shared": 0.55, "seed": 5}


def test_a_folder_that_cannot_be_written_is_one_clear_mistake(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(InvalidInput, match="cannot be written"):
        simulate_list_files(tmp_path / "file", ListPlan(10), seed=1)


def test_stated_probabilities_of_lists_come_true():
    result = calibrate_lists(ListPlan(600), seed=2, n_statements=1500)
    assert result.n_statements.sum() >= 1500
    assert result.error <= 0.02
    assert result.n_false <= 2


def test_no_statements_are_refused():
    with pytest.raises(InvalidInput):
        calibrate_lists(ListPlan(10), seed=1, n_statements=0)
