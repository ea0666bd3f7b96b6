from homeward.exchange.planning.exchange import Exchange, Objective, Person
from homeward.exchange.planning.plan import plan_exchange
from homeward.exchange.planning.program import Patience
from homeward.exchange.planning.rule import AllForAll, Capacity, Parity, Where
from homeward.exchange.repairing.scenario import play_stops, tell_scenario

SIDES = ("north", "south")
SEVERE = Objective("count", True, Where(category="severe"))


def exchange(*rules):
    people = (
        Person("n1", "north", categories=frozenset({"severe"})),
        Person("n2", "north"),
        Person("n3", "north", status="dead"),
        Person("s1", "south"),
        Person("s2", "south", categories=frozenset({"severe"})),
    )
    return Exchange(SIDES, (0, 7), 14, people, rules, (SEVERE,))


def test_exposure_is_what_a_side_has_given_less_what_it_has_received():
    found = play_stops(exchange(), {"n1": 1, "n2": 1, "s1": 2})
    assert [stop.n_home for stop in found.stops] == [(2, 0), (2, 1)]
    assert [stop.exposure for stop in found.stops] == [(-2, 2), (-1, 1)]
    assert found.most_exposed == 2


def test_whoever_could_have_gone_and_is_still_held_is_counted_by_tier():
    first, last = play_stops(exchange(), {"n1": 1, "s1": 1, "s2": 2}).stops
    assert [(tier.where.home, tier.n_home, tier.n_left) for tier in first.tiers] == [("north", 1, 0), ("south", 0, 1)]
    assert [tier.n_left for tier in last.tiers] == [0, 0]
    everybody = play_stops(exchange(), {}, tiers=["severe", "severe"]).stops[0].tiers
    assert [tier.n_left for tier in everybody] == [1, 1]


def test_a_stop_is_told_in_words():
    told = tell_scenario(play_stops(exchange(), {"n1": 1, "n2": 1, "s2": 2}))
    assert told == (
        "If it ended after round 1: 2 are home to north and 0 are home to south, south has let go 2 more than it "
        "received. 1 severe going home to south still held.",
        "If it ended after round 2: 2 are home to north and 1 are home to south, south has let go 1 more than it "
        "received.",
        "At no moment has a side let go over 2 more than it has received.",
    )


def test_a_running_parity_bounds_the_exposure():
    people = tuple(Person(f"{side[0]}{n}", side) for side in SIDES for n in range(6))
    for tolerance in (0, 1, 2):
        rules = (Capacity("seats", "seat", 5), Parity("even", "count", tolerance, "running"), AllForAll("all"))
        problem = Exchange(SIDES, (0, 7, 14), 21, people, rules, (Objective("wait", False),))
        plan = plan_exchange(problem, Patience()).plan
        assert len(plan) == 12
        assert play_stops(problem, plan).most_exposed <= tolerance
