from itertools import product
from math import prod

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.errors import TooLarge
from homeward.evidence.dna.likelihood import elimination
from homeward.evidence.dna.likelihood.elimination import plan_elimination, run_plan


def by_trying_everything(factors, sizes, keep):
    n_batch = max(array.shape[0] for array, _ in factors)
    result = np.zeros((n_batch, *(sizes[v] for v in keep)))
    variables = sorted(sizes)
    for states in product(*(range(sizes[v]) for v in variables)):
        at = dict(zip(variables, states, strict=True))
        value = np.ones(n_batch)
        for array, scope in factors:
            value = value * array[(slice(None), *(at[v] for v in scope))]
        result[(slice(None), *(at[v] for v in keep))] += value
    return result


@st.composite
def networks(draw):
    sizes = {v: draw(st.integers(1, 3)) for v in range(1, draw(st.integers(2, 6)))}
    scopes = [(v,) for v in sizes]
    for _ in range(draw(st.integers(0, 5))):
        scopes.append(tuple(draw(st.lists(st.sampled_from(sorted(sizes)), max_size=3, unique=True))))
    random = np.random.default_rng(draw(st.integers(0, 2**32)))
    batch = draw(st.integers(1, 3))
    factors = [
        (random.random((draw(st.sampled_from((1, batch))), *(sizes[v] for v in scope))), scope) for scope in scopes
    ]
    keep = tuple(draw(st.lists(st.sampled_from(sorted(sizes)), max_size=2, unique=True)))
    return factors, sizes, keep


def solve(factors, sizes, keep):
    return run_plan(plan_elimination([scope for _, scope in factors], sizes, keep), factors)


def test_two_tables_that_share_a_variable_are_multiplied_as_matrices():
    one, two = np.array([[[0.1, 0.9], [0.4, 0.6]]]), np.array([[[0.2, 0.8], [0.5, 0.5]]])
    assert solve([(one, (1, 2)), (two, (2, 3))], {1: 2, 2: 2, 3: 2}, (1, 3)) == pytest.approx(one @ two)
    swapped = solve([(one, (1, 2)), (two, (2, 3))], {1: 2, 2: 2, 3: 2}, (3, 1))
    assert swapped == pytest.approx((one @ two).swapaxes(1, 2))


@settings(max_examples=100, deadline=None)
@given(networks())
def test_any_network_sums_to_what_trying_everything_gives(network):
    expected = by_trying_everything(*network)
    assert np.broadcast_to(solve(*network), expected.shape) == pytest.approx(expected, rel=1e-12)


@settings(max_examples=100, deadline=None)
@given(networks(), st.sampled_from((2, 3, 4, 9)))
def test_cutting_a_network_that_is_too_large_changes_nothing(network, limit):
    factors, sizes, keep = network
    expected = solve(factors, sizes, keep)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(elimination, "_MAX_ENTRIES", limit)
        try:
            plan = plan_elimination([scope for _, scope in factors], sizes, keep)
        except TooLarge:
            assert prod(sizes[v] for v in keep) > limit
            return
        assert plan.peak <= limit
        assert run_plan(plan, factors) == pytest.approx(expected, rel=1e-12)


def test_a_network_that_does_not_fit_even_when_cut_is_refused():
    scopes, sizes = [(1, 2, 3), (3, 4, 5), (1, 5)], dict.fromkeys(range(1, 6), 4)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(elimination, "_MAX_ENTRIES", 8)
        patch.setattr(elimination, "_MAX_SLICES", 4)
        with pytest.raises(TooLarge, match="limit 8"):
            plan_elimination(scopes, sizes, ())


def test_an_answer_that_does_not_fit_is_refused():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(elimination, "_MAX_ENTRIES", 8)
        with pytest.raises(TooLarge, match="16"):
            plan_elimination([(1,), (2,)], {1: 4, 2: 4}, (1, 2))


def test_a_chain_needs_no_table_larger_than_two_links():
    scopes = [(1,), *((v, v + 1) for v in range(1, 30))]
    assert plan_elimination(scopes, dict.fromkeys(range(1, 31), 5), ()).peak == 25


def test_a_hundred_independent_parts_multiply():
    factors = [(np.full((1, 2), 0.25), (v,)) for v in range(1, 101)]
    value = solve(factors, dict.fromkeys(range(1, 101), 2), ())
    assert value.item() == pytest.approx(0.5**100)


def test_a_hundred_tables_over_one_variable_multiply():
    factors = [(np.array([[0.5, 0.6]]), (1,)) for _ in range(100)]
    assert solve(factors, {1: 2}, ()).item() == pytest.approx(0.5**100 + 0.6**100)


def test_nothing_to_sum_is_one():
    assert solve([], {}, ()).item() == 1.0
