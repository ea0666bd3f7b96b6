from itertools import product

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pytest import approx

from homeward.identify.joint.periphery import balance, taken_weight

weights = st.floats(1e-3, 1e3)


def nobody_else(matrix, w):
    n_found, n_missing = matrix.shape
    return balance(matrix, w, np.zeros(n_found), np.zeros(n_missing))


def enumerate_all(matrix, w):
    """Every way to give each found person one missing person or nobody."""
    n_found, n_missing = matrix.shape
    total, shares = 0.0, np.zeros_like(matrix)
    for choice in product(range(-1, n_missing), repeat=n_found):
        taken = [k for k in choice if k >= 0]
        if len(set(taken)) == len(taken):
            weight = np.prod([matrix[i, k] if k >= 0 else w for i, k in enumerate(choice)])
            total += weight
            for i, k in enumerate(choice):
                if k >= 0:
                    shares[i, k] += weight
    return shares / total


@given(st.lists(weights, min_size=1, max_size=5), weights)
def test_rivals_for_one_missing_person_share_as_enumeration_says(column, w):
    matrix = np.array(column)[:, None]
    assert nobody_else(matrix, w).probability == approx(enumerate_all(matrix, w), rel=1e-6)


@given(st.lists(weights, min_size=1, max_size=5), weights)
def test_one_found_person_shares_among_the_missing_as_enumeration_says(row, w):
    matrix = np.array([row])
    assert nobody_else(matrix, w).probability == approx(enumerate_all(matrix, w), rel=1e-6)


@given(st.lists(weights, min_size=3, max_size=3), weights)
def test_on_a_chain_the_rule_is_exact(chain, w):
    matrix = np.array([[chain[0], chain[1]], [0.0, chain[2]]])
    assert nobody_else(matrix, w).probability == approx(enumerate_all(matrix, w), rel=1e-5)


@settings(deadline=None)
@given(st.integers(0, 10_000), st.floats(0.3, 30.0))
def test_on_many_small_cycles_it_stays_near_enumeration(seed, w):
    matrix = np.random.default_rng(seed).exponential(1.0, (4, 4))
    assert nobody_else(matrix, w).probability == approx(enumerate_all(matrix, w), abs=0.06)


@settings(deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 8), st.integers(1, 8), st.floats(1e-3, 1e3))
def test_nobody_is_more_than_one_person(seed, n_found, n_missing, w):
    matrix = np.random.default_rng(seed).lognormal(0.0, 3.0, (n_found, n_missing))
    share = nobody_else(matrix, w).probability
    assert (share.sum(axis=0) <= 1.0 + 1e-3).all()
    assert (share.sum(axis=1) <= 1.0 + 1e-3).all()


@given(weights, weights, weights)
def test_what_the_exact_sum_takes_leaves_less(weight, w, taken):
    alone = nobody_else(np.array([[weight]]), w).probability[0, 0]
    pressed = balance(np.array([[weight]]), w, np.array([taken]), np.array([taken])).probability[0, 0]
    assert pressed < alone
    assert pressed == approx(weight / (weight + (w + taken) * (1.0 + taken)))


@given(weights, st.floats(0.01, 0.99))
def test_the_weight_of_being_taken_gives_back_the_chance(alone, chance):
    taken = float(taken_weight(np.array(alone), np.array(chance)))
    assert alone / (alone + taken) == approx(chance)


def test_nothing_dropped_weighs_nothing():
    outside = nobody_else(np.zeros((2, 3)), 1.0)
    assert not outside.probability.any()
    assert not outside.found.any()
    assert not outside.missing.any()


@given(st.integers(0, 1000))
def test_the_order_of_people_changes_nothing(seed):
    rng = np.random.default_rng(seed)
    matrix = rng.exponential(2.0, (4, 3))
    rows, columns = rng.permutation(4), rng.permutation(3)
    assume(matrix.any())
    one = nobody_else(matrix, 2.0).probability[np.ix_(rows, columns)]
    assert nobody_else(matrix[np.ix_(rows, columns)], 2.0).probability == approx(one, abs=1e-8)


def test_a_place_that_the_exact_sum_fills_takes_nobody_else():
    # its missing person is found for certain: beside w = 15 the dropped pair weighs nothing
    result = balance(np.array([[2.28]]), 15.0, np.zeros(1), np.array([1e12]))
    assert result.found[0] == approx(2.28e-12, rel=1e-6)
    assert result.probability[0, 0] == approx(2.28 / 15 / 1e12, rel=1e-6)
