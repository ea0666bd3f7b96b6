import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.errors import InvalidInput
from homeward.exchange.planning.exchange import Exchange, Objective, Person
from homeward.exchange.planning.judge import broken_rules
from homeward.exchange.planning.plan import plan_exchange
from homeward.exchange.planning.program import Patience
from homeward.exchange.planning.rule import Capacity, Parity, Quota, Veto, Where
from homeward.exchange.repairing.counter_offer import Minimum, counter, tell_counter
from homeward.formats.problem_file import read_exchange
from tests.exchange.invented import invent
from tests.naive_exchange import Everything

SIDES = ("north", "south")
SEVERE = Where(home="north", category="severe")


def offered():
    """Two seats each way, one for one; n3, who is severe, is refused; n1, n2, s1, s2 are on the list."""
    severe = frozenset({"severe"})
    people = (
        Person("n1", "north", 10),
        Person("n2", "north", 20, severe),
        Person("n3", "north", 30, severe),
        Person("n4", "north", 40, severe),
        Person("s1", "south"),
        Person("s2", "south"),
    )
    seats = tuple(Capacity(f"to {side}", "seat", 2, where=Where(home=side)) for side in SIDES)
    rules = (*seats, Parity("even", "count", 0), Veto("no", frozenset({"n3"}), "south"))
    goals = (Objective("count", True, SEVERE), Objective("held_days", True))
    return Exchange(SIDES, (0,), 1, people, rules, goals), {"n1": 1, "n2": 1, "s1": 1, "s2": 1}


def test_an_offer_that_is_good_enough_is_not_changed():
    found = counter(*offered(), Minimum(least=((0, 1),)), Patience())
    assert (found.n_names, found.changes) == (0, ())
    assert tell_counter(found) == ("No name changes.",)


def test_one_name_more_is_asked_before_two_names_are_changed():
    found = counter(*offered(), Minimum(least=((0, 2),)), Patience())
    assert (found.taken_out, found.put_in) == ((), ("n4",))
    assert {change.rule: change.by for change in found.changes} == {"to north": 1, "even": 1}


def test_a_seat_that_is_one_s_own_minimum_makes_it_a_swap():
    two = Quota("two seats", None, 2, "all", Where(home="north"))
    found = counter(*offered(), Minimum((two,), ((0, 2),)), Patience())
    assert (found.taken_out, found.put_in, found.changes) == (("n1",), ("n4",), ())
    assert tell_counter(found) == ("2 names change.", "Taken out: n1.", "Put in: n4.")


def test_a_refusal_is_asked_for_only_where_nothing_else_does():
    everybody = Quota("all severe", 3, None, "all", SEVERE)
    found = counter(*offered(), Minimum((everybody,)), Patience())
    assert found.put_in == ("n3", "n4")
    assert {change.rule for change in found.changes} == {"to north", "even", "no"}


def test_where_no_change_would_do_there_is_no_counter_offer():
    four = Quota("four severe", 4, None, "all", SEVERE)
    assert counter(*offered(), Minimum((four,)), Patience()) is None


@pytest.mark.parametrize(
    ("plan", "minimum", "says"),
    [
        ({"x": 1}, Minimum(), "'x'"),
        ({"n1": 2}, Minimum(), "round 2"),
        ({}, Minimum((Parity("even", "count", 0),)), "'even' is both"),
        ({}, Minimum(least=((7, 1),)), "objective 8"),
    ],
)
def test_an_offer_or_minimum_that_cannot_be_meant_is_refused(plan, minimum, says):
    with pytest.raises(InvalidInput, match=says):
        counter(offered()[0], plan, minimum, Patience())


def test_a_tolerance_gives_way_no_further_than_a_ratio_needs():
    # 2 * 1 <= 1 + 1: one more of tolerance is enough, though half a person is none
    people = (Person("n1", "north"), Person("s1", "south"))
    rates = Parity("one for two", "count", 1, ratio=(1, 2), where=Where(home="north"))
    problem = Exchange(SIDES, (0,), 1, people, (rates,), (Objective("count", True),))
    one = Quota("one", 1, None, "all", Where(home="north"))
    assert [change.by for change in counter(problem, {"s1": 1}, Minimum((one,)), Patience()).changes] == [1]


MEASURES = ("count", "held_days", "weight", "wait")
SOFT = ("capacity", "quota", "apart", "only_if", "order", "veto", "all_for_all")
COSTS = {"capacity": 2, "quota": 3, "veto": 12, "all_for_all": 20}


@settings(max_examples=60, deadline=None)
@given(st.integers(40_000, 10_000_000), st.data())
def test_a_counter_offer_changes_the_fewest_names_and_then_the_least_of_the_rules(seed, data):
    problem = invent(seed)
    is_soft = {id(rule): rule["kind"] in SOFT or rule.get("measure") == "count" for rule in problem["rules"]}
    problem["rules"] = [rule for rule in problem["rules"] if is_soft[id(rule)]][:3]
    problem["objectives"] = [own for own in problem["objectives"] if own["measure"] in MEASURES][:1]
    exchange = read_exchange(json.dumps(problem).encode()).exchange
    plan = plan_exchange(exchange, Patience()).plan
    ids = [person["id"] for person in problem["people"]]
    n_least = data.draw(st.integers(0, 4))
    least = {"id": "least", "kind": "quota", "min": n_least, "max": 99, "scope": "all", "where": {"home": "north"}}
    wanted = np.array([plan.get(own, 0) for own in ids])
    found = counter(exchange, plan, Minimum((Quota("least", n_least, None, "all", Where(home="north")),)), Patience())
    everything = Everything(problem | {"rules": [*problem["rules"], least]})
    acceptable = everything.kept["least"]
    if found is None:
        assert not acceptable.any()
        return
    assert broken_rules(found.exchange, found.plan) == ()
    n_names = (everything.plans != wanted).sum(axis=1)
    assert found.n_names == n_names[acceptable].min()
    nearest = acceptable & (n_names == found.n_names)
    cost = sum((cost_of(rule, problem, nearest) for rule in problem["rules"]), np.zeros(len(nearest), np.int64))
    reached = {rule["id"]: rule for rule in problem["rules"]}
    paid = sum(price(reached[change.rule]) * (change.by or 1) for change in found.changes)
    assert paid == cost[nearest].min()


def price(rule):
    return COSTS.get(rule["kind"], 3 if rule["kind"] == "parity" else 8)


def cost_of(rule, problem, nearest):
    """What each plan costs in this rule: how far its number must give way, or the whole rule."""
    everything = Everything(problem | {"rules": [rule]})
    kept = everything.kept[rule["id"]]
    cost = np.where(kept, 0, price(rule))
    if rule["kind"] not in ("capacity", "parity", "quota"):
        return cost
    by = 0
    while not kept[nearest].all():
        by += 1
        assert by < 100
        wider = Everything(problem | {"rules": [widened(rule, by)]}).kept[rule["id"]]
        cost[wider & ~kept] = by * price(rule)
        kept = kept | wider
    return cost


def widened(rule, by):
    if rule["kind"] == "capacity":
        return rule | {"max": rule["max"] + by}
    if rule["kind"] == "parity":
        return rule | {"tolerance": rule["tolerance"] + by}
    return rule | {"min": max(0, rule["min"] - by), "max": rule["max"] + by}
