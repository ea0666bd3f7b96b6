import json
import os
import signal
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from homeward.cli.app import app

RUNNER = CliRunner()
PEOPLE = [
    {"id": "n1", "home": "north", "held_days": 100, "categories": ["severe"]},
    {"id": "n2", "home": "north", "held_days": 300},
    {"id": "n3", "home": "north", "held_days": 200},
    {"id": "s1", "home": "south", "held_days": 50},
    {"id": "s2", "home": "south", "held_days": 60},
]
RULES = [
    {"id": "seats", "kind": "capacity", "resource": "seat", "max": 4},
    {"id": "even", "kind": "parity", "measure": "count", "tolerance": 0},
]
OBJECTIVES = [{"measure": "count", "where": {"category": "severe"}}, {"measure": "count"}]
PROBLEM = {"sides": ["north", "south"], "rounds": [0], "people": PEOPLE, "rules": RULES, "objectives": OBJECTIVES}


def run(*words, problem=PROBLEM):
    return RUNNER.invoke(app, list(words), input=json.dumps(problem))


def ask(*words, problem=PROBLEM):
    result = run(*words, "--json", problem=problem)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_a_plan_is_told_with_its_proof():
    answer = ask("plan", "-")
    assert (answer["schema"], answer["status"]) == ("homeward-plan/1", "optimal")
    assert answer["plan"] == {"n1": 1, "n2": 1, "s1": 1, "s2": 1}
    assert (answer["objective"], answer["gap"]) == ([1, 4], [0, 0])
    assert answer["people"] == {"always": ["n1", "s1", "s2"], "never": [], "sometimes": ["n2", "n3"]}


def test_rules_that_cannot_hold_together_are_told_in_words():
    rules = [*RULES, {"id": "all", "kind": "all_for_all"}]
    answer = ask("plan", "-", problem=PROBLEM | {"rules": rules})
    assert (answer["status"], answer["plan"], answer["objective"]) == ("infeasible", None, None)
    assert answer["conflicts"] == [["seats", "all"], ["even", "all"]]
    shown = run("plan", "-", problem=PROBLEM | {"rules": rules}).stdout
    assert "all people go by the last round (all)" in shown


def test_wish_lists_are_bargained_without_prices():
    wishes = {"north": ["n1", "n2", "n3"], "south": ["s1"]}
    answer = ask("plan", "-", problem=PROBLEM | {"wishes": wishes})
    assert answer["status"] == "bargain"
    assert answer["bargain"]["frontier"] == [[2, 1]]


def test_one_person_is_explained_to_planners_and_to_the_family():
    answer = ask("explain", "-", "n3")
    assert (answer["state"], answer["reason"], answer["round"]) == ("sometimes", "tie", None)
    assert not any(other in " ".join(answer["family"]) for other in ("n1", "n2", "s1"))


def test_everybody_is_explained_and_every_rule_has_a_price():
    answer = ask("explain", "-")
    assert answer["people"]["n1"] == {"state": "always", "round": 1, "bar": None}
    assert {price["rule"] for price in answer["prices"]} == {"seats", "even"}


@pytest.mark.parametrize("words", [("plan", "-"), ("explain", "-"), ("explain", "-", "n3")])
def test_answers_are_shown_as_text_too(words):
    result = run(*words)
    assert result.exit_code == 0
    assert result.stdout.strip()


@pytest.mark.parametrize("words", [("plan", "-"), ("explain", "-", "n3"), ("explain", "-", "nobody")])
def test_a_mistake_ends_with_one_sentence(words):
    problem = PROBLEM if words[-1] == "nobody" else PROBLEM | {"rules": [{"id": "x", "kind": "magic"}]}
    result = run(*words, problem=problem)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("error: ")
    assert "Traceback" not in result.stderr


def test_ctrl_c_ends_a_search_with_what_was_found():
    program = (
        "import os, signal\n"
        "from homeward.cli.exchange.plan import patience\n"
        "with patience(None) as patient:\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "    print(patient.is_over)\n"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=os.environ)
    assert run.stdout == "True\n"
    assert signal.getsignal(signal.SIGINT) is not None
