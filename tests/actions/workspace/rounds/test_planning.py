"""Drop-outs, reserves, and terms that outlive the people whom they name."""

import json

import pytest

from homeward.actions.workspace.desk import new_id
from homeward.actions.workspace.rounds.crossing import make_receipt, take_marks
from homeward.actions.workspace.rounds.planning import (
    about_known,
    drop_people,
    dropped_from,
    plan_of,
    plan_round,
    size_round,
    write_problem,
)
from homeward.errors import InvalidInput
from homeward.exchange.planning.program import Patience
from tests.actions.workspace.rounds.conftest import load
from tests.actions.workspace.rounds.test_crossing import marks_of

WOUNDED, SERGEANT, CAPTAIN, SOLDIER = "South:S-1", "South:S-2", "North:N-1", "North:N-2"


def drop(side, *people, because="absent", **more):
    return drop_people(side.seat("nina"), side.round_id, people, because, Patience(), **more)


def test_a_drop_out_changes_as_few_others_as_parity_allows_and_the_plan_is_kept(planned_sides):
    north, _ = planned_sides
    repaired, _ = drop(north, SERGEANT)
    assert repaired.stay == 2  # of three: one for one
    assert repaired.n_changed == 2
    now = plan_of(north.now())
    assert WOUNDED in now
    assert len(now) == 2
    assert SERGEANT not in plan_round(north.seat("nina"), north.round_id, Patience())[0].planned.plan


def test_whoever_is_back_can_be_planned_again(planned_sides):
    north, _ = planned_sides
    drop(north, SERGEANT)
    repaired, _ = drop(north, SERGEANT, because="back")
    assert (repaired, dropped_from(north.now())) == (None, {})
    assert SERGEANT in plan_round(north.seat("nina"), north.round_id, Patience())[0].planned.plan


def test_who_refuses_is_unfit_or_absent_is_kept_as_one_word(planned_sides):
    north, _ = planned_sides
    problems = []
    for because in ("refuses", "unfit", "absent"):
        drop(north, SERGEANT, because=because)
        problems.append(write_problem(north.seat("nina"), north.now())[0])
        assert dropped_from(north.now()) == {SERGEANT: "unconfirmed"}
    assert len(set(problems)) == 1
    drop(north, CAPTAIN, because="not held")
    assert dropped_from(north.now())[CAPTAIN] == "not_held"


@pytest.mark.parametrize(("people", "because"), [(("South:S-9",), "absent"), ((WOUNDED,), "late"), ((), "absent")])
def test_a_drop_out_that_cannot_be_meant_is_refused(planned_sides, people, because):
    north, _ = planned_sides
    with pytest.raises(InvalidInput):
        drop(north, *people, because=because)
    assert dropped_from(north.now()) == {}


def test_a_drop_out_noted_twice_by_one_act_is_one(planned_sides):
    north, _ = planned_sides
    act_id = new_id()
    drop(north, SERGEANT, act_id=act_id)
    n_acts = len(north.now().acts)
    repaired, kept = drop(north, SERGEANT, act_id=act_id)
    assert (repaired, kept.is_repeat, len(north.now().acts)) == (None, True, n_acts)


def test_nobody_who_crossed_drops_out_or_is_called_back(sides):
    north, south = sides
    digest = load(south, north)
    take_marks(north.seat("hana"), north.round_id, marks_of(north, digest, (WOUNDED, SERGEANT)))
    north.both("hana", "igor", make_receipt, digest)
    with pytest.raises(InvalidInput, match="crossed already"):
        drop(north, WOUNDED)
    repaired, _ = drop(north, SOLDIER)
    # two crossed, one is left to go the other way: no plan is one for one, and that is said
    assert repaired.conflicts is not None
    assert {"one for one", "(crossed)"} <= {rule for rules in repaired.conflicts.sets for rule in rules}
    assert plan_of(north.now()) == dict.fromkeys((WOUNDED, SERGEANT, CAPTAIN, SOLDIER), 1)


def test_reserves_are_named_of_the_last_plan(planned_sides):
    north, _ = planned_sides
    drop(north, SERGEANT)
    sized = size_round(north.seat("nina"), north.round_id, ["0.1"], 0.9, Patience())
    assert not sized.is_enough  # one reserve of the other side, none of this
    with pytest.raises(InvalidInput, match="neither"):
        size_round(north.seat("nina"), north.round_id, ["East=0.1"], 0.9, Patience())


RULES = [
    {"id": "v", "kind": "veto", "ids": ["a", "x"]},
    {"id": "t", "kind": "together", "ids": ["a", "b"]},
    {"id": "p", "kind": "apart", "ids": ["a", "x"]},
    {"id": "o", "kind": "only_if", "ids": ["a", "x"]},
    {"id": "k", "kind": "keep", "plan": {"a": 1, "x": 1}},
    {"id": "c", "kind": "capacity", "resource": "seat", "max": 1, "where": {"ids": ["x"]}},
    {"id": "r", "kind": "order", "first": {"ids": ["a", "x"]}, "then": {}},
]


def test_terms_speak_of_those_alone_who_may_be_in_the_round():
    told = {one["id"]: one for one in about_known({"rules": RULES}, {"a", "b"}, {"a"})["rules"]}
    assert told["v"]["ids"] == ["a"]
    assert "t" not in told  # whoever is dead holds nobody back
    assert "p" not in told
    assert told["o"] == {"id": "o", "kind": "veto", "ids": ["a"]}  # goes only with somebody who cannot go
    assert told["k"]["plan"] == {"a": 1}
    assert "c" not in told
    assert told["r"]["first"] == {"ids": ["a"]}
    assert about_known({"rules": RULES}, {"a", "b", "x"}, {"a", "b", "x"}) == {"rules": RULES}
    assert json.dumps(RULES).count('"x"') == 6  # and what came in is as it was
