import pytest

from homeward.errors import InvalidInput
from homeward.exchange.planning.exchange import Exchange, Objective, Person
from homeward.exchange.planning.judge import broken_rules
from homeward.exchange.planning.plan import plan_exchange
from homeward.exchange.planning.program import Patience
from homeward.exchange.planning.rule import AllForAll, Apart, Capacity, OnlyIf, Order, Parity, Together, Veto, Where
from homeward.exchange.repairing.progress import after_round
from homeward.exchange.repairing.repair import repair

SIDES = ("north", "south")


def exchange(*rules, n=4, n_rounds=3):
    """So many of each side, over rounds of two each way."""
    people = tuple(Person(f"{side[0]}{i}", side, 10 * i) for side in SIDES for i in range(n))
    own = tuple(Capacity(f"to {side}", "seat", 2, where=Where(home=side)) for side in SIDES)
    days = tuple(7 * number for number in range(n_rounds))
    return Exchange(SIDES, days, 100, people, (*own, *rules), (Objective("wait", False),))


def announced(problem):
    return plan_exchange(problem, Patience()).plan


def after(problem, crossed, plan=None, out=()):
    stands = after_round(problem, crossed, 1)
    return repair(stands, plan or announced(problem), dict(out), Patience())


def test_who_crossed_as_announced_changes_nothing():
    plan = announced(exchange())
    found = after(exchange(), {person: 1 for person, number in plan.items() if number == 1})
    assert found.planned.plan == plan


def test_whoever_did_not_cross_is_planned_again_and_all_others_keep_their_round():
    plan = announced(exchange())
    first = sorted(person for person, number in plan.items() if number == 1)
    found = after(exchange(), dict.fromkeys(first[1:], 1))
    assert found.planned.plan[first[0]] == 3
    assert found.moved == (first[0],)
    assert found.stay == len(plan) - 1


def test_nobody_is_put_into_a_round_that_is_over():
    found = after(exchange(), {"n0": 1})
    assert [person for person, number in found.planned.plan.items() if number == 1] == ["n0"]


def test_what_was_broken_in_a_round_that_is_over_is_past():
    problem = exchange(Parity("even", "count", 0, "each"), n=3, n_rounds=4)
    found = after(problem, {"n0": 1, "n1": 1, "s0": 1})
    assert found.planned.status == "optimal"
    later = {number for number in found.planned.plan.values() if number > 1}
    assert all(
        sum(n == t and p[0] == "n" for p, n in found.planned.plan.items())
        == sum(n == t and p[0] == "s" for p, n in found.planned.plan.items())
        for t in later
    )


def test_what_is_counted_over_all_rounds_is_still_owed():
    problem = exchange(Parity("even", "count", 0, "running"))
    stands = after_round(problem, {"n0": 1, "n1": 1, "s0": 1}, 1)
    plan = plan_exchange(stands, Patience()).plan
    homes = [sum(p[0] == side and n <= 2 for p, n in plan.items()) for side in "ns"]
    assert homes[0] == homes[1]
    assert broken_rules(stands, plan) == ()


def test_rules_about_names_let_go_of_those_who_crossed_against_them():
    rules = (
        Veto("no", frozenset({"n0"})),
        Together("pair", frozenset({"n0", "n1"})),
        Apart("feud", frozenset({"n0", "s0", "s1"}), True),
        OnlyIf("after", "n0", "n3"),
        Order("first", Where(ids=frozenset({"n3"})), Where(ids=frozenset({"n0"}))),
        AllForAll("all", Where(ids=frozenset({"n1", "n2"}))),
    )
    stands = after_round(exchange(*rules), {"n0": 1, "s0": 1}, 1)
    plan = plan_exchange(stands, Patience()).plan
    assert plan["n0"] == plan["s0"] == 1
    assert {"n1", "n2"} <= plan.keys()
    assert "s1" not in plan


@pytest.mark.parametrize(
    ("crossed", "number", "says"),
    [({"x": 1}, 1, "'x' crossed"), ({"n0": 2}, 1, "crossed in round 2"), ({}, 9, "round 9")],
)
def test_a_crossing_that_cannot_be_meant_is_refused(crossed, number, says):
    with pytest.raises(InvalidInput, match=says):
        after_round(exchange(), crossed, number)
