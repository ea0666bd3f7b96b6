import re
from math import inf, log10, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest import approx

from homeward.errors import InvalidInput
from homeward.identify.prior import Prior

chances = st.floats(1e-6, 1 - 1e-6)


@given(chances, st.integers(1, 10**6))
def test_under_the_open_prior_one_found_person_is_listed_as_often_as_stated(listed, n_missing):
    # n candidates of weight 1 each against w for nobody
    w = 10 ** Prior("open", listed=listed).log10_unmatched(n_missing, 0)
    assert n_missing / (n_missing + w) == approx(listed)


@pytest.mark.parametrize("n_missing", [0, 1, 1000])
def test_the_flat_prior_knows_no_difference(n_missing):
    assert Prior().log10_unmatched(n_missing, 0) == 0.0


@pytest.mark.parametrize("n_missing", [1, 1000])
def test_a_given_weight_does_not_depend_on_the_list(n_missing):
    assert Prior("weight", weight=250.0).log10_unmatched(n_missing, 0) == approx(log10(250))


def test_no_evidence_outweighs_the_closed_prior():
    assert Prior("closed").log10_unmatched(5, 0) < -1000


def test_an_empty_list_leaves_a_prior_that_can_be_computed():
    assert Prior("open", listed=0.5).log10_unmatched(0, 0) == 0.0


@pytest.mark.parametrize(
    "wrong",
    [
        *({"kind": "uniform"}, {"listed": 0.0}, {"listed": 1.0}, {"listed": nan}, {"listed": -0.1}),
        *({"weight": 0.0}, {"weight": -1.0}, {"weight": nan}, {"weight": inf}),
    ],
    ids=str,
)
def test_what_cannot_be_meant_is_refused(wrong):
    with pytest.raises(InvalidInput):
        Prior(**wrong)


@pytest.mark.parametrize(
    ("prior", "words"),
    [
        (Prior(), "flat over all sex-consistent assignments"),
        (Prior("closed"), "everybody found is on the list"),
        (Prior("open", listed=0.8), "one of the 100 listed with probability 0.8; each unmatched .* by 25"),
        (Prior("weight", weight=3.0), "multiplies the prior by 3"),
    ],
    ids=lambda value: value.kind if isinstance(value, Prior) else "",
)
def test_a_prior_says_what_it_assumes(prior, words):
    assert re.search(words, prior.describe(100, 0))
