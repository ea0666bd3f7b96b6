import json
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.errors import InvalidInput
from homeward.exchange.planning.exchange import Exchange, Objective, Person
from homeward.exchange.planning.judge import broken_rules
from homeward.exchange.planning.plan import plan_exchange
from homeward.exchange.planning.program import Patience
from homeward.exchange.planning.rule import Capacity, Parity, Quota, Together, Where
from homeward.exchange.repairing.repair import REASONS, drop, repair, tell_repair
from homeward.formats.problem_file import read_exchange
from tests.exchange.invented import invent
from tests.naive_exchange import Everything

SIDES = ("north", "south")
COUNT, HELD = Objective("count", True), Objective("held_days", True)


def seats(most, side):
    return Capacity(f"seats {side}", "seat", most, where=Where(home=side))


def small(*rules, **changes):
    """Two severe and three others of the north, three of the south, two seats each way, one for one."""
    severe = frozenset({"severe"})
    people = (
        Person("n1", "north", 50, severe),
        Person("n2", "north", 40, severe),
        Person("n3", "north", 300),
        Person("n4", "north", 200),
        Person("n5", "north", 100),
        *(Person(f"s{n}", "south", 10 * n) for n in (1, 2, 3)),
    )
    own = (seats(2, "north"), seats(2, "south"), Parity("even", "count", 0), *rules)
    goals = (Objective("count", True, Where(category="severe")), COUNT, HELD)
    return replace(Exchange(SIDES, (0,), 1, people, own, goals), **changes)


def repaired(exchange, out, plan=None, **more):
    return repair(exchange, plan or plan_exchange(exchange, Patience()).plan, out, Patience(), **more)


def test_the_next_longest_held_enters_and_all_others_stay():
    found = repaired(small(), {"n1": "unfit"})
    assert dict(found.planned.plan) == {"n2": 1, "n3": 1, "s2": 1, "s3": 1}
    assert (found.stay, found.n_changed, found.moved) == (3, 2, ())
    assert [(own.left, own.entered, own.is_same_kind) for own in found.substitutions] == [(("n1",), ("n3",), False)]
    assert tell_repair(found)[1] == "n3 enters in round 1 instead of n1."


def test_somebody_of_the_same_kind_enters_before_others_who_would_do_as_well():
    people = (
        *(Person(f"a{n}", "north", 9, frozenset({"a"})) for n in (1, 2)),
        *(Person(f"b{n}", "north", 90) for n in (1, 2)),
    )
    mixed = Quota("some of a", 0, 1, "all", Where(category="a"))
    exchange = Exchange(SIDES, (0,), 1, people, (Capacity("seats", "seat", 2), mixed), (COUNT,))
    found = repaired(exchange, {"a1": "absent"}, {"a1": 1, "b1": 1})
    assert [(own.left, own.entered, own.is_same_kind) for own in found.substitutions] == [(("a1",), ("a2",), True)]


def test_an_agreed_reserve_enters_before_somebody_held_longer():
    exchange = small()
    for reserve in ("n3", "n4", "n5"):
        goals = exchange.objectives[:2]
        found = repaired(replace(exchange, objectives=goals), {"n1": "refuses"}, reserves=(reserve,))
        assert found.substitutions[0].entered == (reserve,)


def test_a_family_stays_together_when_one_of_it_refuses():
    found = repaired(small(Together("pair", frozenset({"n1", "n2"}))), {"n1": "refuses"})
    assert dict(found.planned.plan) == {"n3": 1, "n4": 1, "s2": 1, "s3": 1}
    assert {person for own in found.substitutions for person in own.left} == {"n1", "n2"}


@pytest.mark.parametrize("reason", ["dead", "not_held"])
def test_the_dead_and_those_not_held_keep_no_family_back(reason):
    found = repaired(small(Together("pair", frozenset({"n1", "n2"}))), {"n1": reason})
    assert "n2" in found.planned.plan


def test_where_the_rules_leave_no_plan_the_ones_in_the_way_are_named():
    found = repaired(small(Quota("two severe", 2, None, "all", Where(category="severe"))), {"n1": "dead"})
    assert found.planned.status == "infeasible"
    assert found.conflicts.sets == (("two severe",),)
    assert tell_repair(found)[0] == "No plan keeps the rules any more."


def test_no_drop_out_changes_nobody():
    found = repaired(small(), {})
    assert (found.n_changed, found.before) == (0, found.after)


def test_an_announced_plan_is_kept_though_a_better_one_exists():
    found = repaired(small(), {}, {"n4": 1, "n5": 1, "s1": 1, "s2": 1})
    assert (found.n_changed, found.stay) == (0, 4)


@pytest.mark.parametrize(
    ("out", "plan", "says"),
    [
        ({"x9": "dead"}, {"n1": 1}, "drop-outs names 'x9'"),
        ({}, {"x9": 1}, "plan names 'x9'"),
        ({}, {"n1": 2}, "round 2"),
        ({"n1": "tired"}, {"n1": 1}, "'tired' is not one of dead"),
    ],
)
def test_names_and_reasons_that_are_not_listed_are_refused(out, plan, says):
    with pytest.raises(InvalidInput, match=says):
        repaired(small(), out, plan)


@settings(max_examples=120, deadline=None)
@given(st.integers(20_000, 10_000_000), st.randoms(use_true_random=False))
def test_a_repair_is_the_least_disturbance_of_all_best_plans(seed, random):
    problem = invent(seed)
    exchange = read_exchange(json.dumps(problem).encode()).exchange
    before = plan_exchange(exchange, Patience())
    if not before.plan:
        return
    out = some_out(random, before.plan)
    found = repaired(exchange, out, before.plan)
    announced = {person: number for person, number in before.plan.items() if person not in out}
    changed = changed_problem(problem, out, announced)
    everything = Everything(changed)
    if not everything.feasible().any():
        assert found.planned.status == "infeasible"
        return
    assert broken_rules(drop(exchange, out), found.planned.plan) == ()
    best, reached = everything.best()
    assert found.stay == reached[0]
    row = everything.row(found.planned.plan)
    assert best[row]
    wanted = np.array([announced.get(person["id"], 0) for person in changed["people"]])
    n_changed = (everything.plans != wanted).sum(axis=1)
    assert found.n_changed - sum(person in out for own in found.substitutions for person in own.left) == n_changed[row]
    assert n_changed[row] == n_changed[best].min()
    lost = ((everything.plans == 0) & (wanted > 0)).sum(axis=1)
    assert lost[row] == lost[best & (n_changed == n_changed[row])].min()


def some_out(random: Random, plan):
    return {
        person: random.choice(REASONS) for person in random.sample(sorted(plan), random.randint(1, min(3, len(plan))))
    }


def changed_problem(problem, out, announced):
    """The problem after the drop-outs, in the words of the file: what `repair` says it does, done by hand."""
    gone = {person for person, reason in out.items() if reason in ("dead", "not_held")}
    people = [one | ({"status": out[one["id"]]} if one["id"] in out else {}) for one in problem["people"]]
    rules = []
    for one in problem["rules"]:
        own = dict(one)
        if one["kind"] == "together":
            own["ids"] = [person for person in one["ids"] if person not in gone]
        if one["kind"] == "keep":
            own["plan"] = {person: number for person, number in one["plan"].items() if person not in out}
        if own.get("ids") != [] and own.get("plan") != {}:
            rules.append(own)
    kept = {"measure": "kept", "sense": "max", "plan": announced}
    return problem | {"people": people, "rules": rules, "objectives": [kept, *problem["objectives"]]}
