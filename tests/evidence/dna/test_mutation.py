import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.errors import InvalidInput, Unsupported
from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.mutation import (
    Mutation,
    Rates,
    expected_rate,
    is_always_lumpable,
    is_reversible,
    is_stationary,
    mutation_matrix,
)
from tests import naive
from tests.oracles.dna import Case, case_id, cases

R, R2, r = 0.004, 0.0003, 0.1
P3 = np.array([0.2, 0.3, 0.5])
STATIONARY = ("none", "proportional", "dawid")


def matrix_of(marker: Marker) -> np.ndarray:
    return marker.matrix("M")


# ── by hand ──


def test_the_equal_model_shares_the_rate_among_all_other_alleles():
    matrix = mutation_matrix("equal", Rates(R), ("7", "8", "9"), P3)
    assert matrix == pytest.approx(np.array([[1 - R, R / 2, R / 2], [R / 2, 1 - R, R / 2], [R / 2, R / 2, 1 - R]]))


def test_a_proportional_mutant_is_a_fresh_draw_from_the_table():
    a = R / (0.2 * 0.8 + 0.3 * 0.7 + 0.5 * 0.5)
    matrix = mutation_matrix("proportional", Rates(R), ("7", "8", "9"), P3)
    assert matrix == pytest.approx((1 - a) * np.eye(3) + a * np.tile(P3, (3, 1)))


def test_two_repeats_are_range_times_as_probable_as_one():
    matrix = mutation_matrix("stepwise", Rates(R, range=r), ("10", "11", "12"), P3)
    assert matrix[0] == pytest.approx([1 - R, R * r / (r + r**2), R * r**2 / (r + r**2)])
    assert matrix[1] == pytest.approx([R / 2, 1 - R, R / 2])


def test_a_gap_in_the_ladder_counts_all_its_steps():
    matrix = mutation_matrix("stepwise", Rates(R, range=r), ("10", "11", "14"), P3)
    assert matrix[1] == pytest.approx([R * r / (r + r**3), 1 - R, R * r**3 / (r + r**3)])


def test_an_allele_alone_in_its_fractional_class_changes_at_the_second_rate_only():
    matrix = mutation_matrix("stepwise", Rates(R, R2, r), ("9", "9.3", "10"), P3)
    assert matrix[1] == pytest.approx([R2 / 2, 1 - R2, R2 / 2])
    assert matrix[0] == pytest.approx([1 - R - R2, R2, R])


def test_alleles_9_5_and_10_5_are_one_step_apart():
    matrix = mutation_matrix("stepwise", Rates(R, R2, r), ("9.5", "10", "10.5"), P3)
    assert matrix[0] == pytest.approx([1 - R - R2, R2, R])


def test_the_second_rate_means_nothing_where_all_alleles_are_of_one_class():
    one = mutation_matrix("stepwise", Rates(R, R2, r), ("9", "10", "11"), P3)
    assert one == pytest.approx(mutation_matrix("stepwise", Rates(R, 0.0, r), ("9", "10", "11"), P3))


def test_onestep_goes_to_the_neighbours_in_the_table_and_to_nobody_across_a_gap():
    matrix = mutation_matrix("onestep", Rates(R), ("10", "11", "12", "14", "14.2"), np.full(5, 0.2))
    assert matrix[0] == pytest.approx([1 - R, R, 0, 0, 0])
    assert matrix[1] == pytest.approx([R / 2, 1 - R, R / 2, 0, 0])
    assert matrix[3:] == pytest.approx(np.eye(5)[3:])


def test_dawid_with_two_alleles_is_half_the_rate_over_the_frequency():
    matrix = mutation_matrix("dawid", Rates(R, range=r), ("10", "11"), np.array([0.2, 0.8]))
    assert matrix[0, 1] == pytest.approx(R / (2 * 0.2))
    assert matrix[1, 0] == pytest.approx(R / (2 * 0.8))


def test_stabilising_two_alleles_gives_both_directions_the_same_flow():
    p, out_of_1, out_of_2 = 0.2, 0.01, 0.03
    custom = Rates(matrix=((1 - out_of_1, out_of_1), (out_of_2, 1 - out_of_2)))
    rate = p * out_of_1 + (1 - p) * out_of_2
    matrix = mutation_matrix("custom", custom, ("1", "2"), np.array([p, 1 - p]), "PM")
    assert matrix[0, 1] == pytest.approx(rate / (2 * p))
    assert matrix[1, 0] == pytest.approx(rate / (2 * (1 - p)))


def test_stabilising_classes_that_never_mix_keeps_the_rate_of_each():
    alleles, p = ("10", "11", "12", "13", "10.2", "11.2"), np.array([0.3, 0.3, 0.2, 0.15, 0.03, 0.02])
    matrix = mutation_matrix("stepwise", Rates(R, range=r), alleles, p, "PM")
    assert is_stationary(matrix, p)
    assert expected_rate(matrix[:4, :4], p[:4] / p[:4].sum()) == pytest.approx(R)
    assert expected_rate(matrix[4:, 4:], p[4:] / p[4:].sum()) == pytest.approx(R)


def test_a_silent_allele_never_mutates_and_nothing_becomes_silent():
    for model in ("equal", "proportional", "stepwise", "onestep", "dawid"):
        matrix = mutation_matrix(model, Rates(R, R2), ("7", "8", "silent"), P3)
        assert matrix[2] == pytest.approx([0, 0, 1])
        assert matrix[:, 2] == pytest.approx([0, 0, 1])


# ── what is refused ──


@pytest.mark.parametrize("rates", [Rates(1.5), Rates(-0.1), Rates(float("nan")), Rates(0.7, 0.7)])
def test_a_rate_that_leaves_no_probability_is_refused(rates):
    with pytest.raises(InvalidInput):
        mutation_matrix("stepwise", rates, ("7", "8", "8.3"), P3)


@pytest.mark.parametrize("range_", [-0.5, float("nan")])
def test_a_range_that_is_no_ratio_is_refused(range_):
    with pytest.raises(InvalidInput):
        mutation_matrix("stepwise", Rates(R, range=range_), ("7", "8", "9"), P3)


def test_a_custom_matrix_must_fit_the_table_and_hold_probabilities():
    for matrix in (None, ((1.0,),), ((0.9, 0.2), (0.0, 1.0)), ((1.1, -0.1), (0.0, 1.0))):
        with pytest.raises(InvalidInput):
            mutation_matrix("custom", Rates(matrix=matrix), ("1", "2"), np.array([0.5, 0.5]))


def test_a_stepwise_model_refuses_alleles_that_are_no_repeats():
    for name in ("X", "<11", "OL"):
        with pytest.raises(Unsupported):
            mutation_matrix("stepwise", Rates(R), ("7", name), np.array([0.5, 0.5]))


def test_dawid_refuses_microvariants():
    with pytest.raises(InvalidInput):
        mutation_matrix("dawid", Rates(R), ("9", "9.3", "10"), P3)


def test_unknown_models_and_stabilisations_are_refused():
    with pytest.raises(InvalidInput):
        mutation_matrix("sideways", Rates(R), ("7", "8", "9"), P3)  # type: ignore[arg-type]
    with pytest.raises(InvalidInput):
        mutation_matrix("equal", Rates(R), ("7", "8", "9"), P3, "MH")


@pytest.mark.parametrize(
    ("model", "stabilization"), [("proportional", None), ("dawid", None), ("equal", "PM"), ("stepwise", "PM")]
)
def test_a_table_with_an_allele_of_frequency_0_gives_a_matrix_or_says_that_it_cannot(model, stabilization):
    for p in ([0.4, 0.6, 0.0], [1.0, 0.0, 0.0]):
        try:
            matrix = mutation_matrix(model, Rates(R), ("7", "8", "9"), np.array(p), stabilization)
        except InvalidInput:
            continue
        assert matrix.sum(axis=1) == pytest.approx(np.ones(3))


# ── what always holds ──


@settings(max_examples=100, deadline=None)
@given(naive.markers(n_alleles=4))
def test_rows_are_probabilities(marker):
    matrix = matrix_of(marker)
    assert (matrix >= 0).all()
    assert matrix.sum(axis=1) == pytest.approx(np.ones(marker.n_alleles))


@settings(max_examples=100, deadline=None)
@given(naive.markers(n_alleles=4))
def test_a_model_said_to_be_stationary_leaves_the_table_as_it_is(marker):
    if marker.mutation.model in STATIONARY or marker.mutation.stabilization == "PM":
        assert is_stationary(matrix_of(marker), marker.frequencies)


@settings(max_examples=100, deadline=None)
@given(naive.markers(("proportional", "dawid"), n_alleles=4))
def test_proportional_and_dawid_mutate_at_their_rate_and_can_run_backwards(marker):
    assert is_reversible(matrix_of(marker), marker.frequencies)
    assert expected_rate(matrix_of(marker), marker.frequencies) == pytest.approx(marker.mutation.male.rate)


@settings(max_examples=60, deadline=None)
@given(naive.markers(("equal", "proportional", "stepwise"), n_alleles=4))
def test_stabilising_keeps_the_expected_rate(marker):
    args = (marker.mutation.model, marker.mutation.male, marker.alleles, marker.frequencies)
    before, after = mutation_matrix(*args), mutation_matrix(*args, "PM")
    assert expected_rate(after, marker.frequencies) == pytest.approx(expected_rate(before, marker.frequencies))


@settings(max_examples=60, deadline=None)
@given(naive.markers(("none", "equal", "proportional", "stepwise", "onestep"), n_alleles=4), st.randoms())
def test_the_order_of_the_table_changes_nothing(marker, random):
    order = random.sample(range(marker.n_alleles), marker.n_alleles)
    moved = Marker("L", tuple(marker.alleles[i] for i in order), marker.frequencies[order], mutation=marker.mutation)
    assert matrix_of(moved) == pytest.approx(matrix_of(marker)[np.ix_(order, order)])


@settings(max_examples=60, deadline=None)
@given(naive.markers(("equal", "proportional"), n_alleles=4))
def test_models_without_a_ladder_do_not_care_for_names(marker):
    renamed = Marker("L", tuple("dcba"[: marker.n_alleles]), marker.frequencies, mutation=marker.mutation)
    assert matrix_of(renamed) == pytest.approx(matrix_of(marker))


# ── the slow twin, and other programs ──


@settings(max_examples=150, deadline=None)
@given(naive.markers(n_alleles=4), st.sampled_from("MF"))
def test_every_model_is_the_formula_in_words(marker, sex):
    slow = naive.matrix_of(marker.mutation, sex, marker.alleles, marker.frequencies)
    assert marker.matrix(sex) == pytest.approx(np.array(slow), rel=1e-9, abs=1e-15)


@settings(max_examples=40, deadline=None)
@given(naive.markers(silent=True, n_alleles=4), st.sampled_from("MF"))
def test_every_model_is_the_formula_in_words_beside_a_silent_allele(marker, sex):
    slow = naive.matrix_of(marker.mutation, sex, marker.alleles, marker.frequencies)
    assert marker.matrix(sex) == pytest.approx(np.array(slow), rel=1e-9, abs=1e-15)


@pytest.mark.parametrize("case", cases("mutation_matrices"), ids=case_id)
def test_matrices_agree_with_pedmut_and_familias(case: Case):
    p, expected = np.array(case["freqs"]), case["expected"]
    rates = Rates(**case["params"])
    matrix = mutation_matrix(case["model"], rates, tuple(case["alleles"]), p, case["stabilization"])
    assert matrix == pytest.approx(np.array(expected["matrix_from_row_to_column"]), rel=1e-12, abs=1e-16)
    assert is_stationary(matrix, p) == expected["stationary"]
    assert is_reversible(matrix, p) == expected["reversible"]
    assert is_always_lumpable(matrix) == expected["lumpable_always"]
    assert expected_rate(matrix, p) == pytest.approx(expected["expected_mutation_rate"], rel=1e-12)


def test_parents_of_each_sex_have_their_own_rates():
    marker = Marker("L", ("7", "8"), np.array([0.5, 0.5]), mutation=Mutation("equal", Rates(0.01), Rates(0.002)))
    assert marker.matrix("M")[0, 1] == pytest.approx(0.01)
    assert marker.matrix("F")[0, 1] == pytest.approx(0.002)
