from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.errors import InvalidInput
from homeward.exchange.planning.exchange import Exchange, Objective, Person
from homeward.exchange.planning.plan import plan_exchange
from homeward.exchange.planning.program import Patience
from homeward.exchange.planning.rule import Capacity, Parity, Together, Where
from homeward.exchange.repairing.reserve import n_reserves, size_reserves, tell_reserves

SIDES = ("north", "south")
# notes/exchange.md, section 7; the columns called 24 % and 62 % there are 0.239 and 0.621
TABLE = {
    300: (6, 23, 44, 113, 552),
    1_000: (16, 65, 130, 348, 1_748),
    1_200: (18, 77, 154, 414, 2_086),
}


@pytest.mark.parametrize("n", TABLE)
def test_reserve_lists_are_as_long_as_the_table_says(n):
    assert tuple(n_reserves(n, rate, 0.95) for rate in (0.01, 0.05, 0.10, 0.239, 0.621)) == TABLE[n]


def test_one_place_needs_reserves_until_somebody_comes():
    # 1 - 1/2^(R + 1) >= 0.9, so R = 3
    assert n_reserves(1, 0.5, 0.9) == 3


def test_nobody_drops_out_without_a_rate():
    assert n_reserves(500, 0.0, 0.999) == 0


@pytest.mark.parametrize(("rate", "level"), [(1.0, 0.9), (-0.1, 0.9), (0.1, 1.0), (0.1, 0.0), (float("nan"), 0.9)])
def test_a_rate_or_level_that_cannot_be_meant_is_refused(rate, level):
    with pytest.raises(InvalidInput):
        n_reserves(10, rate, level)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 6), st.floats(0.01, 0.6), st.floats(0.3, 0.9))
def test_the_size_is_that_of_full_enumeration(n, rate, level):
    size = n_reserves(n, rate, level)
    if size <= 8:
        assert enumerated(n + size, n, rate) >= level - 1e-12
        assert size == 0 or enumerated(n + size - 1, n, rate) < level + 1e-12


def enumerated(n_listed, n_wanted, rate):
    """The chance that at least so many of those listed come: all 2^n ways, one by one."""
    ways = product((0, 1), repeat=n_listed)
    return sum(rate ** (n_listed - sum(way)) * (1 - rate) ** sum(way) for way in ways if sum(way) >= n_wanted)


def listed(n_by_kind, places):
    """North: so many severe and so many others, with seats for some of each; nobody in the south."""
    people = tuple(
        Person(f"{kind}{n:02d}", "north", 100 - n, frozenset({kind}))
        for kind, size in n_by_kind.items()
        for n in range(size)
    )
    rules = tuple(Capacity(kind, "seat", n, where=Where(category=kind)) for kind, n in places.items())
    return Exchange(SIDES, (0,), 1, people, rules, (Objective("count", True), Objective("held_days", True)))


def sized(exchange, level, rate=0.1, **more):
    plan = plan_exchange(exchange, Patience()).plan
    return size_reserves(exchange, plan, dict.fromkeys(SIDES, rate), level, **more)


def test_one_kind_needs_as_many_as_the_formula_says_and_the_longest_held_come_first():
    found = sized(listed({"young": 40}, {"young": 20}), 0.95)
    [kind] = found.kinds
    assert len(kind.reserves) == n_reserves(20, 0.1, 0.95) == 5
    assert kind.reserves == tuple((f"young{n}",) for n in range(20, 25))
    assert found.chance == pytest.approx(sum(binomial(25, d) * 0.1**d * 0.9 ** (25 - d) for d in range(6)))


def binomial(n, k):
    return 1 if k == 0 else binomial(n, k - 1) * (n - k + 1) // k


def test_a_reserve_stands_for_its_own_kind_only():
    found = sized(listed({"severe": 20, "young": 60}, {"severe": 10, "young": 30}), 0.9)
    for kind in found.kinds:
        names = {person[:-2] for unit in (*kind.going, *kind.reserves) for person in unit}
        assert names == {kind.where.category}


@settings(max_examples=15, deadline=None)
@given(st.integers(1, 9), st.integers(1, 9), st.integers(1, 9), st.floats(0.02, 0.5), st.floats(0.3, 0.98))
def test_no_other_split_over_kinds_does_with_fewer(first, second, third, rate, level):
    places = {"civil": first, "severe": second, "young": third}
    found = sized(listed({kind: n + 12 for kind, n in places.items()}, places), level, rate)
    if not found.is_enough:
        return
    n_used = len(found.reserves)
    chances = [[filled(n, r, rate) for r in range(13)] for n in places.values()]
    counts = [counts for counts in product(range(13), repeat=3) if sum(counts) == n_used - 1]
    assert all(chances[0][a] * chances[1][b] * chances[2][c] < level + 1e-12 for a, b, c in counts)


def filled(n, r, rate):
    return sum(binomial(n + r, d) * rate**d * (1 - rate) ** (n + r - d) for d in range(r + 1))


def test_a_family_drops_out_if_one_of_it_does():
    people = tuple(Person(f"n{n}", "north", 9) for n in range(6))
    families = tuple(Together(f"f{n}", frozenset({f"n{n}", f"n{n + 1}", f"n{n + 2}"})) for n in (0, 3))
    seats = Capacity("seats", "seat", 3)
    found = sized(Exchange(SIDES, (0,), 1, people, (*families, seats), (Objective("count", True),)), 0.5)
    [kind] = found.kinds
    assert (len(kind.going), kind.chance) == (1, pytest.approx(0.9**3))
    found = sized(Exchange(SIDES, (0,), 1, people, (*families, seats), (Objective("count", True),)), 0.9)
    assert found.kinds[0].chance == pytest.approx(1 - (1 - 0.9**3) ** 2)
    assert set(found.reserves) | {p for u in found.kinds[0].going for p in u} == {f"n{n}" for n in range(6)}


def test_where_nobody_is_left_the_chance_says_so_and_the_other_kinds_are_still_filled():
    found = sized(listed({"severe": 5, "young": 60}, {"severe": 5, "young": 30}), 0.95)
    spent = next(kind for kind in found.kinds if kind.is_spent)
    other = next(kind for kind in found.kinds if not kind.is_spent)
    assert not found.is_enough
    assert spent.chance == pytest.approx(0.9**5)
    assert other.chance >= 0.95
    assert "nobody else is left" in tell_reserves(found)[-1]


def test_whoever_goes_nowhere_comes_before_those_of_later_rounds():
    people = tuple(Person(f"n{n}", "north", 100 - n) for n in range(6))
    exchange = Exchange(SIDES, (0, 7), 14, people, (Capacity("seats", "seat", 2),), (Objective("count", True),))
    found = sized(exchange, 0.9999)
    assert found.kinds[0].reserves == (("n4",), ("n5",), ("n2",), ("n3",))


def test_rates_may_differ_by_side():
    people = tuple(Person(f"{side[0]}{n}", side, 9) for side in SIDES for n in range(20))
    rules = (Capacity("north", "seat", 5, where=Where(home="north")), Parity("even", "count", 0))
    exchange = Exchange(SIDES, (0,), 1, people, rules, (Objective("count", True),))
    plan = plan_exchange(exchange, Patience()).plan
    found = size_reserves(exchange, plan, {"north": 0.0, "south": 0.3}, 0.9)
    by_side = {kind.where.home: len(kind.reserves) for kind in found.kinds}
    assert by_side == {"north": 0, "south": n_reserves(5, 0.3, 0.9)}
    with pytest.raises(InvalidInput, match="'south'"):
        size_reserves(exchange, plan, {"north": 0.1}, 0.9)


def test_a_round_that_is_not_planned_is_refused():
    with pytest.raises(InvalidInput, match="round 2"):
        sized(listed({"young": 3}, {"young": 2}), 0.9, number=2)
