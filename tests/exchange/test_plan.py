import itertools
import json
from dataclasses import replace

import pytest

from homeward.exchange.explaining.explain import explain_person, price_rules, tell_family, tell_planner
from homeward.exchange.explaining.fairness import set_apart, share_by_side
from homeward.exchange.planning.exchange import Exchange, Objective, Person
from homeward.exchange.planning.plan import plan_exchange
from homeward.exchange.planning.program import Patience
from homeward.exchange.planning.rule import AllForAll, Capacity, Parity, Together, Veto, Where

SIDES = ("north", "south")
COUNT, HELD = Objective("count", True), Objective("held_days", True)


def seats(most, side):
    return Capacity(f"seats {side}", "seat", most, where=Where(home=side))


def even(tolerance=0):
    return Parity("even", "count", tolerance)


def small(**changes):
    """Three of the north and two of the south for two seats each way."""
    people = tuple(Person(f"n{n}", "north", 100 * n) for n in (1, 2, 3)) + tuple(
        Person(f"s{n}", "south", 10 * n) for n in (1, 2)
    )
    problem = Exchange(SIDES, (0,), 1, people, (seats(2, "north"), seats(2, "south"), even()), (COUNT, HELD))
    return replace(problem, **changes)


def plan(problem, patience=None):
    return plan_exchange(problem, patience or Patience())


def test_the_longest_held_go_where_seats_are_few():
    assert dict(plan(small()).plan) == {"n2": 1, "n3": 1, "s1": 1, "s2": 1}


def test_without_objectives_the_longest_held_still_go_first():
    assert dict(plan(small(objectives=())).plan) == {"n2": 1, "n3": 1, "s1": 1, "s2": 1}


def test_nobody_at_all_is_a_plan():
    found = plan(small(people=(), objectives=(COUNT,)))
    assert (found.status, dict(found.plan), found.objective) == ("optimal", {}, (0,))


def test_a_search_without_time_says_that_it_was_stopped():
    found = plan(small(), Patience(lambda: 0.0))
    assert (found.status, dict(found.plan), found.gap) == ("stopped", {}, (None, None))


def test_a_search_that_runs_out_of_time_keeps_the_best_plan_so_far():
    asked = itertools.count()
    found = plan(small(), Patience(lambda: 60.0 if next(asked) < 4 else 0.0))
    assert found.status == "stopped"
    assert found.plan or found.gap
    assert found.way is None


def test_somebody_may_stop_a_search():
    assert plan(small(), Patience(is_stopped=lambda: True)).status == "stopped"


def test_the_seat_that_is_missing_is_named():
    told = explain_person(small(), "n1", Patience())
    assert (told.state, told.reason) == ("never", "objectives")
    assert told.swap.stay == ("n2",)
    assert {change.rule: change.by for change in told.changes} == {"seats north": 1, "even": 1}
    assert told.is_theirs
    assert "Then n2 would lose a place." in tell_planner(small(), told)


def test_a_family_is_told_of_nobody_else_and_of_no_gate():
    people = (*small().people, Person("n4", "north", 900, status="refuses"))
    problem = small(people=people)
    for person in problem.people:
        told = " ".join(tell_family(problem, explain_person(problem, person.id, Patience())))
        assert not any(other.id in told for other in problem.people)
        assert "refuses" not in told


def test_a_tie_is_called_a_tie():
    people = tuple(Person(f"n{n}", "north", 50) for n in range(3)) + tuple(Person(f"s{n}", "south") for n in range(2))
    problem = small(people=people)
    left = next(person.id for person in people if person.id not in plan(problem).plan)
    told = explain_person(problem, left, Patience())
    assert (told.state, told.reason) == ("sometimes", "tie")


def test_a_refusal_is_named_as_what_stands_in_the_way():
    problem = small(rules=(*small().rules, Veto("refused", frozenset({"n3"}), "south")))
    told = explain_person(problem, "n3", Patience())
    assert (told.reason, told.conflicts) == ("rules", (("refused",),))


def test_a_rule_that_binds_has_a_price_and_one_that_does_not_has_none():
    problem = small(rules=(seats(2, "north"), seats(9, "south")))
    prices = {price.rule: price.gain for price in price_rules(problem, plan(problem), Patience())}
    assert (prices["seats north"].before, prices["seats north"].after) == (4, 5)
    assert prices["seats south"] is None


def test_whoever_goes_as_of_right_stands_outside_the_bargain():
    wounded = Person("n0", "north", 5, frozenset({"as_of_right"}))
    problem = small(
        people=(wounded, *small().people), rules=(*small().rules, Together("pair", frozenset({"n0", "n1"})))
    )
    outside = set_apart(problem, Patience())
    assert dict(outside.plan) == {"n0": 1, "n1": 1}
    assert {person.id for person in outside.rest.people} == {"n2", "n3", "s1", "s2"}
    used_up = plan(outside.rest).plan
    assert not {"n2", "n3"} & used_up.keys()  # two seats to the north, both taken


def test_shares_of_a_tier_are_fair_between_the_sides():
    severe = frozenset({"severe"})
    people = tuple(Person(f"n{n}", "north", 9, severe) for n in range(2)) + tuple(
        Person(f"s{n}", "south", 9, severe) for n in range(4)
    )
    beds = Capacity("seats", "seat", 3)
    found = plan(share_by_side(Exchange(SIDES, (0,), 1, people, (beds,)), ["severe"]))
    assert [str(share) for share in found.objective[0]] == ["1/2", "1/2"]


def test_all_for_all_takes_everybody_over_the_rounds():
    problem = small(
        days=(0, 7), horizon=14, rules=(seats(2, "north"), AllForAll("all")), objectives=(Objective("wait", False),)
    )
    found = plan(problem)
    assert len(found.plan) == 5
    assert found.objective == (7,)
    assert found.plan["n3"] == 1


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_what_people_are_called_changes_no_objective(limit):
    problem = small(rules=(seats(limit, "north"), seats(limit, "south"), even()))
    renamed = replace(problem, people=tuple(replace(person, id=f"x{person.id}") for person in problem.people))
    assert plan(problem).objective == plan(renamed).objective


def test_the_json_of_a_plan_is_plain():
    assert json.dumps(dict(plan(small()).plan))
