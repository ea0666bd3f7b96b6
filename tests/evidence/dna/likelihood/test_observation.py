import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.errors import InvalidCase, InvalidInput, UnknownAllele
from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.likelihood.observation import ErrorRates, LoneAllele, observation_table, states_of
from tests import naive

P = np.array([0.2, 0.3, 0.5])
LOCUS = Marker("L", ("8", "9", "10"), P)
SILENT = Marker("L", ("8", "9", "silent"), P)
d, c = 0.3, 0.04

rates = st.builds(ErrorRates, st.sampled_from((0.0, 0.1, 0.7)), st.sampled_from((0.0, 0.05)))


def as_table(marker, states):
    table = np.zeros((marker.n_alleles, marker.n_alleles))
    np.add.at(table, (states.paternal, states.maternal), states.weight)
    return table


# ── by hand ──


def test_a_plain_heterozygote_is_one_genotype_in_two_orders():
    states = states_of(LOCUS, ("10", "8"))
    assert as_table(LOCUS, states) == pytest.approx(np.array([[0, 0, 1], [0, 0, 0], [1, 0, 0]]))
    assert states.is_plain


def test_a_plain_homozygote_counts_once():
    assert as_table(LOCUS, states_of(LOCUS, ("9", "9"))) == pytest.approx(np.diag([0.0, 1, 0]))
    assert as_table(LOCUS, states_of(LOCUS, ("9",))) == pytest.approx(np.diag([0.0, 1, 0]))


def test_one_seen_allele_may_be_two_copies_or_one_that_lost_its_partner():
    table = observation_table(LOCUS, ("8", "8"), ErrorRates(dropout=d))
    assert table[0, 0] == pytest.approx(1 - d**2)
    assert table[0, 1] == table[1, 0] == pytest.approx(d * (1 - d))
    assert table[1, 2] == table[2, 2] == 0


def test_two_seen_alleles_lost_nothing():
    table = observation_table(LOCUS, ("8", "9"), ErrorRates(dropout=d))
    assert table[0, 1] == table[1, 0] == pytest.approx((1 - d) ** 2)
    assert table.sum() == pytest.approx(2 * (1 - d) ** 2)


def test_what_is_seen_and_not_carried_dropped_in():
    table = observation_table(LOCUS, ("8", "9"), ErrorRates(dropout=d, dropin=c))
    assert table[0, 1] == pytest.approx((1 - d) ** 2 * (1 - c))
    assert table[0, 0] == pytest.approx((1 - d**2) * c * P[1])
    assert table[0, 2] == pytest.approx((1 - d) * d * c * P[1])
    assert table[2, 2] == pytest.approx(d**2 * c * P[0] * c * P[1])


def test_a_silent_allele_is_never_seen():
    table = observation_table(SILENT, ("8",))
    assert table == pytest.approx(np.array([[1.0, 0, 1], [0, 0, 0], [1, 0, 0]]))
    assert observation_table(SILENT, ("8", "9")) == pytest.approx(np.array([[0.0, 1, 0], [1, 0, 0], [0, 0, 0]]))


def test_a_silent_partner_cannot_drop_out():
    table = observation_table(SILENT, ("8",), ErrorRates(dropout=d))
    assert table[0, 2] == pytest.approx(1 - d)


def test_a_man_carries_one_copy_at_an_x_marker():
    states = states_of(LOCUS, ("9", "9"), is_single=True)
    assert (states.maternal.tolist(), states.weight.tolist()) == ([1], [1.0])
    kept = states_of(LOCUS, ("9",), ErrorRates(dropout=d), is_single=True)
    assert dict(zip(kept.maternal.tolist(), kept.weight.tolist(), strict=True)) == pytest.approx({1: 1 - d})
    both = states_of(LOCUS, ("9",), ErrorRates(d, c), is_single=True)
    expected = {0: d * c * P[1], 1: (1 - d) * (1 - c), 2: d * c * P[1]}
    assert dict(zip(both.maternal.tolist(), both.weight.tolist(), strict=True)) == pytest.approx(expected)


# ── what is refused ──


@pytest.mark.parametrize("values", [(-0.1, 0.0), (1.0, 0.0), (0.0, 1.0), (0.0, -0.1), (float("nan"), 0.0)])
def test_error_rates_are_probabilities_below_one(values):
    with pytest.raises(InvalidInput):
        ErrorRates(*values)


def test_two_alleles_of_one_copy_are_refused_where_nothing_could_drop_in():
    with pytest.raises(InvalidCase, match="L"):
        states_of(LOCUS, ("8", "9"), is_single=True)


def test_nobody_can_have_been_seen_to_be_silent():
    for errors in (ErrorRates(), ErrorRates(dropout=d)):
        with pytest.raises((InvalidCase, UnknownAllele)):
            states_of(SILENT, ("8", "silent"), errors)


# ── what always holds, and the slow twin ──


@settings(max_examples=100, deadline=None)
@given(naive.markers(n_alleles=4), st.booleans(), rates, st.data())
def test_states_hold_every_pair_that_the_table_allows(marker, repeat, errors, data):
    first = data.draw(st.sampled_from(marker.alleles))
    genotype = (first, first if repeat else data.draw(st.sampled_from(marker.alleles)))
    states = states_of(marker, genotype, errors)
    assert as_table(marker, states) == pytest.approx(observation_table(marker, genotype, errors))
    unordered = {frozenset(pair) for pair in zip(states.paternal.tolist(), states.maternal.tolist(), strict=True)}
    assert states.is_plain == (len(unordered) == 1)


@settings(max_examples=60, deadline=None)
@given(naive.markers(n_alleles=4, silent=True), rates, st.data())
def test_the_chance_of_an_observation_agrees_with_the_slow_twin(marker, errors, data):
    genotype = tuple(data.draw(st.lists(st.sampled_from(naive.visible(marker)), min_size=1, max_size=2)))
    table = observation_table(marker, genotype, errors)
    for pair in np.ndindex(*table.shape):
        assert table[pair] == pytest.approx(naive.chance_of_seeing(marker, genotype, pair, errors), rel=1e-12)


@settings(max_examples=30, deadline=None)
@given(naive.markers(n_alleles=4), st.sampled_from((0.0, 0.2, 0.9)))
def test_without_drop_in_something_or_nothing_is_seen_of_every_genotype(marker, loss):
    errors = ErrorRates(dropout=loss)
    names = marker.alleles
    seen = sum(observation_table(marker, (a, b), errors) for i, a in enumerate(names) for b in names[i:])
    n = marker.n_alleles
    assert seen == pytest.approx(np.full((n, n), 1 - loss**2))


# ── several samples of one person ──


@pytest.mark.parametrize("marker", [LOCUS, SILENT], ids=["all seen", "silent"])
@pytest.mark.parametrize("is_single", [False, True])
@pytest.mark.parametrize("seen", ["8", "9"])
def test_one_sample_is_the_same_as_its_chances(marker, is_single, seen):
    chances = LoneAllele(1 - d * d, d * (1 - d), 1 - d)
    by_chances = states_of(marker, (seen,), chances, is_single=is_single)
    by_rates = states_of(marker, (seen,), ErrorRates(dropout=d), is_single=is_single)
    assert as_table(marker, by_chances) == pytest.approx(as_table(marker, by_rates))


def test_a_silent_allele_beside_the_seen_one_has_a_chance_of_its_own():
    table = as_table(SILENT, states_of(SILENT, ("8", "8"), LoneAllele(0.9, 0.1, 0.5)))
    assert table == pytest.approx(np.array([[0.9, 0.1, 0.5], [0.1, 0, 0], [0.5, 0, 0]]))
