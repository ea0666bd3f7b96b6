from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.identify.joint.posterior import Option, Slot, solve_group
from homeward.identify.lists.one_to_one import claims_on_one, pair_probabilities

TREE = ((0, 0), (0, 1), (1, 1), (2, 1), (2, 2))
SQUARE = ((0, 0), (0, 1), (1, 0), (1, 1))
ODDS = st.floats(-6.0, 12.0)


def enumerated(pairs, ln_odds):
    """Every set of pairs in which each person stands at most once, with its weight."""
    total, of_pair = 0.0, np.zeros(len(pairs))
    for size in range(len(pairs) + 1):
        for chosen in combinations(range(len(pairs)), size):
            if len({pairs[k][0] for k in chosen}) == len({pairs[k][1] for k in chosen}) == size:
                weight = np.exp(sum(ln_odds[k] for k in chosen))
                total += weight
                of_pair[list(chosen)] += weight
    return of_pair / total


def by_slots(pairs, ln_odds):
    """The same by the exact solver for families: each sought person a slot, each found person a bit."""
    slots = []
    for sought in sorted({pair[1] for pair in pairs}):
        options = [Option(0, 0.0, ())]
        options += [
            Option(1 << i, value, ((i, 0),)) for (i, j), value in zip(pairs, ln_odds, strict=True) if j == sought
        ]
        slots.append(Slot(sought, tuple(options)))
    group = solve_group(slots, 0)
    found = {}
    for slot, probability in zip(group.slots, group.probability, strict=True):
        for option, value in zip(slot.options, probability, strict=True):
            for i, _ in option.placed:
                found[i, slot.family] = value
    return np.array([found[pair] for pair in pairs])


def joined(pairs, ln_odds):
    table = np.array(pairs)
    return pair_probabilities(table[:, 0], table[:, 1], np.array(ln_odds))


@given(st.lists(ODDS, min_size=5, max_size=5))
def test_on_a_tree_the_answer_is_exact(ln_odds):
    assert joined(TREE, ln_odds) == pytest.approx(enumerated(TREE, ln_odds), abs=1e-6)


@given(st.lists(ODDS, min_size=5, max_size=5))
def test_on_a_tree_the_answer_is_that_of_the_solver_for_families(ln_odds):
    assert joined(TREE, ln_odds) == pytest.approx(by_slots(TREE, ln_odds), abs=1e-6)


@given(st.lists(st.floats(-6.0, 2.0), min_size=4, max_size=4))
def test_on_a_cycle_the_answer_is_close(ln_odds):
    assert joined(SQUARE, ln_odds) == pytest.approx(enumerated(SQUARE, ln_odds), abs=0.12)


@given(st.lists(ODDS, min_size=4, max_size=4))
def test_nobody_is_joined_more_than_once(ln_odds):
    probability = joined(SQUARE, ln_odds)
    for side in (0, 1):
        for person in (0, 1):
            assert sum(p for pair, p in zip(SQUARE, probability, strict=True) if pair[side] == person) <= 1.0 + 1e-6


@given(st.lists(ODDS, min_size=5, max_size=5), st.permutations(range(5)))
def test_the_order_of_pairs_changes_nothing(ln_odds, order):
    straight = joined(TREE, ln_odds)
    mixed = joined([TREE[k] for k in order], [ln_odds[k] for k in order])
    assert mixed == pytest.approx(straight[list(order)], abs=1e-6)


def test_a_pair_alone_has_the_probability_of_its_odds():
    assert joined([(0, 0)], [np.log(3.0)]) == pytest.approx([0.75])


def test_enormous_odds_do_not_overflow():
    assert joined([(0, 0), (0, 1)], [5000.0, -5000.0]) == pytest.approx([1.0, 0.0])


def test_without_pairs_there_is_no_answer():
    none = np.zeros(0, dtype=np.int64)
    assert len(pair_probabilities(none, none, np.zeros(0))) == 0


@pytest.mark.parametrize("side", [0, 1])
def test_counted_claims_on_one_person_are_exact_where_one_side_competes(side):
    ln_odds = np.log([4.0, 1.0, 0.5])
    people = np.zeros(3, np.int64), np.arange(3)
    counted = claims_on_one(*(people if side else people[::-1]), ln_odds)
    assert counted == pytest.approx(np.array([4.0, 1.0, 0.5]) / 6.5)
    assert counted == pytest.approx(pair_probabilities(*people, ln_odds))


def test_nothing_is_counted_where_nobody_claims():
    assert not len(claims_on_one(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0)))
