import json

import pytest
from typer.testing import CliRunner

from homeward.cli.app import app

RUNNER = CliRunner()
SEVERE = {"category": "severe"}
PEOPLE = [
    {"id": "n1", "home": "north", "held_days": 50, "categories": ["severe"]},
    {"id": "n2", "home": "north", "held_days": 300},
    {"id": "n3", "home": "north", "held_days": 200},
    {"id": "n4", "home": "north", "held_days": 100, "categories": ["severe"]},
    {"id": "s1", "home": "south", "held_days": 50},
    {"id": "s2", "home": "south", "held_days": 60},
    {"id": "s3", "home": "south", "held_days": 40},
]
RULES = [
    {"id": "seats", "kind": "capacity", "resource": "seat", "max": 4},
    {"id": "even", "kind": "parity", "measure": "count", "tolerance": 0},
    {"id": "no", "kind": "veto", "ids": ["n4"], "by": "south"},
]
GOALS = [{"measure": "count", "where": SEVERE}, {"measure": "count"}, {"measure": "held_days"}]
PROBLEM = {"sides": ["north", "south"], "rounds": [0], "people": PEOPLE, "rules": RULES, "objectives": GOALS}


@pytest.fixture
def files(tmp_path):
    problem, plan = tmp_path / "problem.json", tmp_path / "plan.json"
    problem.write_text(json.dumps(PROBLEM))
    plan.write_text(run("plan", problem, "--json").stdout)
    return problem, plan


def run(*words):
    return RUNNER.invoke(app, [str(word) for word in words])


def ask(*words):
    result = run(*words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_a_repair_says_who_enters_instead_of_whom(files):
    problem, plan = files
    answer = ask("repair", problem, "--plan", plan, "--out", "n2", "--reason", "refuses")
    assert (answer["schema"], answer["status"]) == ("homeward-repair/1", "optimal")
    assert answer["substitutions"] == [{"left": ["n2"], "entered": ["n3"], "same_kind": True}]
    assert (answer["stay"], answer["n_changed"], answer["gap"]) == (3, 2, [0, 0, 0])
    assert (answer["objective_before"], answer["objective"]) == ([1, 4, 460], [1, 4, 360])
    shown = run("repair", problem, "--plan", plan, "--out", "n2")
    assert "n3 enters in round 1 instead of n2, of the same kind." in shown.stdout


def test_each_may_have_a_reason_of_his_own(files):
    problem, plan = files
    words = ("--out", "n1", "--reason", "dead", "--out", "s1", "--reason", "unfit")
    assert sorted(ask("repair", problem, "--plan", plan, *words)["plan"]) == ["n2", "n3", "s2", "s3"]


def test_reserves_are_named_with_the_chance_that_the_round_is_filled(files):
    answer = ask("reserve", files[0], "--rate", "north=0.0", "--rate", "south=0.1", "--level", "0.9")
    assert answer["schema"] == "homeward-reserve/1"
    assert answer["reserves"] == ["s3"]
    assert answer["chance"] == pytest.approx(0.9**3 + 3 * 0.1 * 0.9**2)
    assert (
        "filled with a chance of 97.2%" in run("reserve", files[0], "--rate", "north=0", "--rate", "south=0.1").stdout
    )


def test_refusals_are_priced_the_dearest_first(files):
    answer = ask("refusals", files[0])
    [price] = answer["refusals"]
    assert (answer["schema"], answer["n_refused"], answer["n_free"]) == ("homeward-refusals/1", 1, 0)
    assert (price["person"], price["objective_without"], price["first_gain"]) == ("n4", [2, 4, 260], 1)
    assert (price["would_go"], price["would_stay"]) == ([], ["n2"])
    assert "1 names refused, 0 of them without cost." in run("refusals", files[0]).stdout


def test_strikes_show_what_they_may_cost_and_what_they_lead_to(files, tmp_path):
    lists = tmp_path / "lists.json"
    lists.write_text(json.dumps({"lists": {"north": ["n1", "n3", "n2"]}, "struck": {"south": ["n3"]}}))
    answer = ask("strikes", files[0], "--k", 1, "--places", 2, "--lists", lists)
    assert answer["may_be_struck"]["north"] == ["n1", "n3", "n2"]
    assert answer["going"]["north"] == ["n1", "n2"]
    assert (answer["status"], sorted(answer["plan"])) == ("optimal", ["n1", "n2", "s1", "s2"])
    first = answer["curve"][2]
    assert (first["k"], first["unstruck"], first["worst"], first["as_struck"]) == (
        1,
        [1, 2, 250],
        [0, 2, 500],
        [1, 2, 350],
    )
    shown = run("strikes", files[0], "--k", 1, "--places", 2, "--lists", lists).stdout
    assert "Home to north: n1 and n2." in shown


def mistake(*words):
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("error: ")
    assert "\n" not in result.stderr.strip()
    return result.stderr


def test_a_mistake_ends_with_one_sentence(files, tmp_path):
    problem, plan = files
    repair = ("repair", problem, "--plan", plan)
    assert "'x', who is not among the people" in mistake(*repair, "--out", "x")
    assert "'tired' is not one of dead" in mistake(*repair, "--out", "n1", "--reason", "tired")
    assert "drops out twice" in mistake(*repair, "--out", "n1", "--out", "n1")
    assert "one for all, or one for each" in mistake(*repair, "--out", "n1", "--reason", "dead", "--reason", "dead")
    assert "round 3" in mistake(*repair, "--over", "3")
    assert "is no number" in mistake("reserve", problem, "--rate", "often")
    assert "'east' is neither" in mistake("reserve", problem, "--rate", "east=0.1")
    assert "no drop-out rate is given for 'south'" in mistake("reserve", problem, "--rate", "north=0.1")
    assert "below 1" in mistake("reserve", problem, "--rate", "nan")
    assert "between 0 and 1" in mistake("reserve", problem, "--rate", "0.1", "--level", "1.5")
    assert "No such file" in mistake(*repair[:3], tmp_path / "none.json")


BAD_PLANS = ["", "[]", "{}", '{"plan": null}', '{"plan": []}', '{"plan": {"x": 1}}', '{"plan": {"n1": 2}}']
BAD_PLANS += [
    '{"plan": {"n1": true}}',
    '{"plan": {"n1": 1.0}}',
    '{"plan": {"n1": NaN}}',
    '{"plan": {"n1": 1, "n1": 1}}',
]
BAD_STRIKES = ["", "[]", '{"list": {}}', '{"lists": []}', '{"lists": {"north": "n1"}}', '{"lists": {"north": [1]}}']
BAD_STRIKES += ['{"lists": {"east": []}}', '{"lists": {"north": ["s1"]}}', '{"struck": {"south": ["s1"]}}']


@pytest.mark.parametrize("text", BAD_PLANS)
def test_a_plan_that_cannot_be_read_ends_with_one_sentence(files, text):
    files[1].write_text(text)
    mistake("repair", files[0], "--plan", files[1])


@pytest.mark.parametrize("text", BAD_STRIKES)
def test_strikes_that_cannot_be_read_end_with_one_sentence(files, text):
    files[1].write_text(text)
    mistake("strikes", files[0], "--lists", files[1])
