import numpy as np
import pytest

from homeward.identify.lists.within import find_doubles
from homeward.identify.trials.people import ListPlan, Noise, simulate_lists
from homeward.records.person import Person

NOISE = Noise(twice=0.08)


@pytest.fixture(scope="module")
def drawn():
    return simulate_lists(ListPlan(400, sought=NOISE), np.random.default_rng(11))


@pytest.mark.parametrize("people", [(), (Person("1"),), (Person("1"), Person("2"))])
def test_lists_that_say_nothing_hold_nobody_twice(people):
    assert find_doubles(people) == ()


def test_people_who_stand_twice_are_found_and_few_others(drawn):
    same_house = [
        drawn.household[drawn.sought[d.one].record_id] == drawn.household[drawn.sought[d.two].record_id]
        for d in find_doubles(drawn.sought, least=0.9)
    ]
    assert len(same_house) >= 15
    assert sum(same_house) >= 0.9 * len(same_house)


def test_each_pair_is_told_once_in_order(drawn):
    doubles = find_doubles(drawn.sought)
    pairs = [(double.one, double.two) for double in doubles]
    assert pairs == sorted(set(pairs))
    assert all(one < two for one, two in pairs)


def test_a_higher_limit_only_leaves_out(drawn):
    every = set(find_doubles(drawn.sought, least=0.1))
    assert {double for double in every if double.probability >= 0.9} == set(find_doubles(drawn.sought, least=0.9))
