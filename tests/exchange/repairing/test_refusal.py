import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.errors import InvalidInput
from homeward.exchange.planning.exchange import Exchange, Objective, Person
from homeward.exchange.planning.plan import plan_exchange
from homeward.exchange.planning.program import Patience
from homeward.exchange.planning.rule import AllForAll, Capacity, Parity, Together, Veto, Where
from homeward.exchange.repairing.refusal import lift, price_refusals, tell_refusal
from homeward.formats.problem_file import read_exchange
from tests.exchange.invented import invent
from tests.naive_exchange import Everything

SIDES = ("north", "south")


def small(*rules, **changes):
    """Three of the north, one of them severe, and two of the south; two seats each way, one for one."""
    people = (
        Person("n1", "north", 10, frozenset({"severe"})),
        Person("n2", "north", 30),
        Person("n3", "north", 20),
        Person("s1", "south", 5),
        Person("s2", "south", 6),
    )
    own = (*(Capacity(f"to {side}", "seat", 2, where=Where(home=side)) for side in SIDES), Parity("even", "count", 0))
    goals = (Objective("count", True, Where(category="severe")), Objective("count", True), Objective("held_days", True))
    return replace(Exchange(SIDES, (0,), 1, people, (*own, *rules), goals), **changes)


def priced(exchange, **more):
    return price_refusals(exchange, plan_exchange(exchange, Patience()), Patience(), **more)


def test_a_refusal_costs_what_the_best_plan_would_gain_without_it():
    [price] = priced(small(Veto("no", frozenset({"n1"}), "south")))
    assert (price.before, price.after) == ((0, 4, 61), (1, 4, 51))
    assert (price.harm.objective, price.harm.before, price.harm.after) == (0, 0, 1)
    assert (price.swap.go, price.swap.stay) == ((), ("n3",))
    assert (price.rules, price.by) == (("no",), ("south",))


def test_the_refusal_that_costs_an_urgent_person_comes_first():
    prices = priced(small(Veto("a", frozenset({"n2"})), Veto("b", frozenset({"n1"}))))
    assert [price.person for price in prices] == ["n1", "n2"]


def test_refusing_one_of_too_few_costs_the_other_side_a_place_as_well():
    exchange = small(Veto("no", frozenset({"s1"}), "north"))
    [price] = priced(exchange)
    assert (price.before[1], price.after[1]) == (2, 4)
    assert price.swap.go == ("n2",)
    assert "n2 would go as well." in tell_refusal(exchange, price)


def test_refusing_one_of_a_family_of_whom_another_is_refused_too_costs_nothing():
    rules = Together("pair", frozenset({"n1", "n2"})), Veto("a", frozenset({"n1"})), Veto("b", frozenset({"n2"}))
    assert [price.harm for price in priced(small(*rules))] == [None, None]
    [price] = priced(small(*rules[:2]))
    assert price.after == (1, 4, 51)


def test_whoever_refuses_in_person_has_no_price():
    exchange = small()
    people = (replace(exchange.people[0], status="refuses"), *exchange.people[1:])
    assert priced(replace(exchange, people=people)) == ()
    [price] = priced(small(Veto("no", frozenset({"n1"})), people=people))
    assert price.harm is None
    assert tell_refusal(exchange, price) == "Refusing n1 costs nothing."


def test_a_name_that_two_rules_refuse_is_freed_of_both():
    [price] = priced(small(Veto("a", frozenset({"n1"}), "south"), Veto("b", frozenset({"n1"}), "north")))
    assert (price.rules, price.by, price.after[0]) == (("a", "b"), ("north", "south"), 1)


def test_without_a_plan_there_is_no_price():
    with pytest.raises(InvalidInput, match="infeasible"):
        priced(small(AllForAll("all")))


@settings(max_examples=60, deadline=None)
@given(st.integers(30_000, 10_000_000), st.data())
def test_every_price_is_that_of_full_enumeration(seed, data):
    problem = invent(seed)
    ids = [person["id"] for person in problem["people"]]
    refused = data.draw(st.lists(st.sampled_from(ids), min_size=1, max_size=4, unique=True))
    vetoes = [{"id": f"veto {n}", "kind": "veto", "ids": [own]} for n, own in enumerate(refused)]
    rules = [rule for rule in problem["rules"] if rule["kind"] != "veto"]
    with_vetoes = problem | {"rules": [*rules, *vetoes]}
    exchange = read_exchange(json.dumps(with_vetoes).encode()).exchange
    planned = plan_exchange(exchange, Patience())
    if planned.way is None:
        return
    prices = price_refusals(exchange, planned, Patience(), n_swaps=1)
    assert sorted(price.person for price in prices) == sorted(refused)
    for price in prices:
        veto = f"veto {refused.index(price.person)}"
        _, reached = Everything(problem | {"rules": [*rules, *(v for v in vetoes if v["id"] != veto)]}).best()
        assert plain(price.after) == reached


@settings(max_examples=30, deadline=None)
@given(st.integers(30_000, 10_000_000))
def test_no_refusal_helps_and_the_dearest_comes_first(seed):
    problem = invent(seed)
    ids = [person["id"] for person in problem["people"]]
    problem |= {"rules": [*problem["rules"], {"id": "all of them", "kind": "veto", "ids": ids}]}
    problem |= {"objectives": [{"measure": "count"}, {"measure": "held_days"}]}
    exchange = read_exchange(json.dumps(problem).encode()).exchange
    planned = plan_exchange(exchange, Patience())
    if planned.way is None:
        return
    gains = [price.after for price in price_refusals(exchange, planned, Patience(), n_swaps=0)]
    assert gains == sorted(gains, reverse=True)
    assert all(after >= planned.objective for after in gains)


def plain(scores):
    return [[str(x) if not isinstance(x, int) else x for x in own] if isinstance(own, tuple) else own for own in scores]


def test_to_free_a_name_leaves_all_other_refusals():
    freed = lift(small(Veto("two", frozenset({"n1", "n2"})), Veto("one", frozenset({"n1"}))), "n1")
    assert [rule.ids for rule in freed.rules if isinstance(rule, Veto)] == [frozenset({"n2"})]
