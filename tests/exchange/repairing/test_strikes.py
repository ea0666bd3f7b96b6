from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.errors import InvalidInput
from homeward.exchange.planning.exchange import Exchange, Objective, Person
from homeward.exchange.planning.plan import plan_exchange
from homeward.exchange.planning.program import Patience
from homeward.exchange.planning.rule import Where
from homeward.exchange.repairing.strikes import (
    check_strikes,
    cost_curve,
    going,
    open_contest,
    strike_rules,
    tell_costs,
    values_of,
    window,
    worst_strikes,
)

SIDES = ("north", "south")
GOALS = (Objective("count", True, Where(category="severe")), Objective("count", True), Objective("held_days", True))


def exchange(n=6, goals=GOALS, **status):
    """So many of each side, the first two of each severe, the later ones held longer."""
    people = tuple(
        Person(
            f"{side[0]}{i}",
            side,
            10 * i,
            frozenset({"severe"} if i < 2 else ()),
            status=status.get(f"{side[0]}{i}", "held"),
        )
        for side in SIDES
        for i in range(n)
    )
    return Exchange(SIDES, (0,), 1, people, (), goals)


def test_a_list_is_ordered_by_the_objectives_and_then_by_time_held():
    contest = open_contest(exchange(), 3, 1)
    assert contest.lists["north"] == ("n1", "n0", "n5", "n4", "n3", "n2")


def test_the_first_places_of_what_is_left_go():
    contest = open_contest(exchange(), 3, 2)
    assert going(exchange(), contest, {"south": ["n1", "n5"]}) == {
        "north": ("n0", "n4", "n3"),
        "south": ("s1", "s0", "s5"),
    }


def test_strikes_become_rules_that_a_plan_keeps():
    contest = open_contest(exchange(), 3, 2)
    rules = strike_rules(exchange(), contest, {"south": ["n1", "n5"]})
    problem = exchange()
    plan = plan_exchange(Exchange(SIDES, (0,), 1, problem.people, rules, GOALS), Patience()).plan
    assert sorted(plan) == ["n0", "n3", "n4", "s0", "s1", "s5"]


def test_denying_a_name_is_no_strike_and_the_next_name_enters():
    denied = exchange(n1="unconfirmed")
    assert window(denied, open_contest(denied, 2, 1), "north") == ("n0", "n5", "n4")


BAD = [
    ({"south": ["n1", "n5", "n0"]}, "3 names are struck; 2 may be"),
    ({"south": ["n1", "n1"]}, "struck twice"),
    ({"south": ["n2"]}, "not among the first 5 confirmed names of north"),
    ({"south": ["s1"]}, "not among the first 5 confirmed names of north"),
    ({"east": []}, "neither of north and south"),
]


@pytest.mark.parametrize(("struck", "says"), BAD)
def test_a_strike_that_is_not_valid_is_told_and_makes_no_rules(struck, says):
    contest = open_contest(exchange(), 3, 2)
    assert any(says in problem.says for problem in check_strikes(exchange(), contest, struck))
    with pytest.raises(InvalidInput, match=says):
        strike_rules(exchange(), contest, struck)


@pytest.mark.parametrize(
    ("n_places", "k", "lists", "says"),
    [
        (0, 1, None, "at least 1 place"),
        (1, -1, None, "0 strikes"),
        (1, 1, {"east": []}, "neither"),
        (1, 1, {"north": ["s1"]}, "does not go home to north"),
        (1, 1, {"north": ["n1", "n1"]}, "twice"),
    ],
)
def test_a_contest_that_cannot_be_meant_is_refused(n_places, k, lists, says):
    with pytest.raises(InvalidInput, match=says):
        open_contest(exchange(), n_places, k, lists)


def test_no_strike_costs_nothing_and_two_may_take_both_severe():
    none, one, two = (
        own for own in cost_curve(exchange(), open_contest(exchange(), 3, 0), [0, 1, 2]) if own.side == "north"
    )
    assert none.worst == none.unstruck == (2, 3, 60)
    assert (one.worst, one.struck) == ((1, 3, 90), ("n1",))
    assert (two.worst, two.struck) == ((0, 3, 120), ("n1", "n0"))
    assert tell_costs(exchange(), [two]) == (
        "2 strikes may cost north, in the number of severe who go home: 0 instead of 2.",
    )
    assert tell_costs(exchange(), [none]) == ("0 strikes cost north nothing.",)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_strikes_at_all_leave_a_side_worse_off_than_the_worst(data):
    n = data.draw(st.integers(1, 7))
    people = tuple(
        Person(
            f"n{i}",
            "north",
            data.draw(st.integers(0, 3)),
            frozenset(data.draw(st.sets(st.sampled_from(["severe", "young"])))),
            value=data.draw(st.integers(-2, 2)),
        )
        for i in range(n)
    )
    measures = st.sampled_from(["count", "held_days", "value"])
    wheres = st.sampled_from([Where(), Where(category="severe"), Where(category="young")])
    goals = tuple(data.draw(st.lists(st.builds(Objective, measures, st.booleans(), wheres), min_size=1, max_size=3)))
    problem = Exchange(SIDES, (0,), 1, people, (), goals)
    contest = open_contest(problem, data.draw(st.integers(1, 4)), data.draw(st.integers(0, 3)))
    found = worst_strikes(problem, contest, "north")
    names = window(problem, contest, "north")
    ways = [way for size in range(contest.k + 1) for way in combinations(names, size)]
    assert found.worst == min(total(problem, contest, way) for way in ways)
    assert found.worst == total(problem, contest, found.struck)
    assert not check_strikes(problem, contest, {"south": found.struck})


def total(problem, contest, struck):
    gone = going(problem, contest, {"south": struck})["north"]
    values = [values_of(problem, person) for person in problem.people if person.id in gone]
    return tuple(sum(own) for own in zip(*values, strict=True)) if values else (0,) * len(problem.objectives)


@given(st.integers(0, 4), st.integers(1, 5))
def test_more_strikes_never_cost_less(k, n_places):
    costs = cost_curve(exchange(), open_contest(exchange(), n_places, 0), [k, k + 1])
    for side in SIDES:
        fewer, more = (own.worst for own in costs if own.side == side)
        assert more <= fewer
