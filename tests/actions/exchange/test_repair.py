import json
from pathlib import Path

import pytest

from homeward.actions.exchange.plan import answer_plan, plan_file
from homeward.actions.exchange.refusals import answer_refusals, answer_strikes, price_file, strike_file
from homeward.actions.exchange.repair import DropOuts, answer_repair, answer_reserves, repair_file, reserve_file
from homeward.errors import InvalidCase, InvalidInput
from homeward.exchange.planning.program import Patience, Stopped

EXAMPLES = Path(__file__).parents[3] / "examples" / "exchange"
ROUND, STRIKES = ((EXAMPLES / name).read_bytes() for name in ("round.json", "strikes.json"))


def announced():
    return json.dumps(answer_plan(plan_file(ROUND, Patience()))).encode()


def changed(**keys):
    return json.dumps(json.loads(ROUND) | keys).encode()


def test_a_plan_as_written_by_planning_can_be_repaired():
    found = repair_file(ROUND, announced(), DropOuts(("N04",), ("dead",)), Patience())
    answer = answer_repair(found)
    assert (answer["status"], answer["stay"], answer["n_changed"]) == ("optimal", 9, 2)
    assert answer["in_words"] == [
        "9 keep the round announced to them; 2 names change.",
        "N05 enters in round 1 instead of N04.",
    ]
    assert json.dumps(answer, allow_nan=False)


def test_a_repair_without_a_plan_left_says_which_rules_exclude_each_other():
    problem = json.loads(ROUND)
    problem["rules"].append(
        {"id": "ten", "kind": "quota", "min": 5, "scope": "all", "where": {"category": "aged 18 to 25"}}
    )
    data = json.dumps(problem).encode()
    plan = json.dumps(answer_plan(plan_file(data, Patience()))).encode()
    young = [person["id"] for person in problem["people"] if "aged 18 to 25" in person["categories"]]
    answer = answer_repair(repair_file(data, plan, DropOuts(tuple(young[:-4])), Patience()))
    assert (answer["status"], answer["plan"], answer["objective"]) == ("infeasible", None, None)
    assert answer["conflicts"] == [["ten"]]


def test_the_round_after_a_round_keeps_what_was_announced():
    data = changed(rounds=[0, 14])
    plan = json.dumps(answer_plan(plan_file(data, Patience()))).encode()
    first = [person for person, number in json.loads(plan)["plan"].items() if number == 1]
    answer = answer_repair(repair_file(data, plan, DropOuts((first[0],), ("refuses",), n_over=1), Patience()))
    assert all(answer["plan"][person] == 1 for person in first[1:])
    assert first[0] not in answer["plan"]


def test_reserves_of_an_announced_plan_are_those_of_the_best_plan_where_it_is_the_best():
    with_plan, without = (
        answer_reserves(reserve_file(ROUND, ["0.1"], 0.9, Patience(), plan_data=plan)) for plan in (announced(), None)
    )
    assert with_plan == without


def test_a_problem_without_a_best_plan_has_no_reserves():
    rules = [*json.loads(ROUND)["rules"], {"id": "all", "kind": "all_for_all"}]
    with pytest.raises(InvalidInput, match="infeasible"):
        reserve_file(changed(rules=rules), ["0.1"], 0.9, Patience())


def test_every_name_of_a_veto_has_a_price():
    rules = [*json.loads(ROUND)["rules"], {"id": "no", "kind": "veto", "by": "south", "ids": ["N04", "N10"]}]
    seen = []
    answer = answer_refusals(price_file(changed(rules=rules), Patience(), tick=seen.append))
    assert [own["person"] for own in answer["refusals"]] == ["N04", "N10"]
    assert (answer["n_refused"], answer["n_free"], sum(seen)) == (2, 1, 2)


def test_the_example_of_strikes_leads_to_a_plan():
    answer = answer_strikes(strike_file(ROUND, 2, Patience(), lists=STRIKES, step=1))
    assert answer["status"] == "optimal"
    assert sorted(answer["plan"]) == sorted([*answer["going"]["north"], *answer["going"]["south"]])
    assert len(answer["curve"]) == 6


def test_work_that_is_of_no_use_unfinished_says_that_it_was_stopped():
    with pytest.raises(InvalidInput, match="stopped"):
        reserve_file(ROUND, ["0.1"], 0.9, Patience(lambda: 0.0))
    with pytest.raises((Stopped, InvalidInput)):
        price_file(ROUND, Patience(lambda: 0.0))


def test_a_plan_that_names_somebody_else_is_refused():
    with pytest.raises(InvalidCase, match="'X1', who is not among the people"):
        repair_file(ROUND, b'{"plan": {"X1": 1}}', DropOuts(), Patience())
