import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.actions.simulate import answer_calibration, check_calibration
from homeward.errors import InvalidInput
from homeward.identify.trials.calibration import THRESHOLD, calibrate
from homeward.identify.trials.scenario import Plan

STATEMENTS = st.lists(st.tuples(st.floats(0.0, 1.0), st.booleans(), st.booleans()), max_size=60)


def columns(rows):
    return tuple(zip(*rows, strict=True)) if rows else ((), (), ())


def test_the_error_is_the_mean_gap_between_stated_and_true():
    # five at 0.9, of which three are true: gap 0.3; five at 0.2, of which one is true: gap 0.0
    result = calibrate([0.92] * 5 + [0.22] * 5, [True] * 3 + [False] * 2 + [True] + [False] * 4, [True] * 10)
    assert result.error == pytest.approx(0.5 * (0.92 - 0.6) + 0.5 * (0.22 - 0.2))
    assert result.n_statements[result.n_statements > 0].tolist() == [5, 5]


def test_a_forecaster_who_is_always_right_has_no_error():
    truth = [True, False] * 50
    assert calibrate([float(true) for true in truth], truth, [True] * 100).error == 0.0


def test_a_forecaster_who_is_always_wrong_has_the_largest_error():
    truth = [True, False] * 50
    assert calibrate([1.0 - true for true in truth], truth, [True] * 100).error == 1.0


def test_a_forecaster_who_says_half_and_half_of_a_fair_coin_has_no_error():
    assert calibrate([0.5] * 100, [True, False] * 50, [True] * 100).error == pytest.approx(0.0)


def test_only_names_from_the_threshold_on_are_identifications():
    stated = [THRESHOLD, THRESHOLD - 1e-9, 1.0, 1.0, 1.0]
    result = calibrate(stated, [True, False, False, True, False], [True, True, True, True, False])
    assert (result.n_identified, result.n_false) == (3, 1)


def test_one_and_zero_fall_into_the_outer_bins():
    result = calibrate([0.0, 1.0], [False, True], [True, True], n_bins=4)
    assert result.n_statements.tolist() == [1, 0, 0, 1]
    assert np.isnan(result.mean_stated[1:3]).all()


def test_no_statements_have_no_error():
    result = calibrate([], [], [])
    assert (result.error, result.n_identified, result.n_false, int(result.n_statements.sum())) == (0.0, 0, 0, 0)


@pytest.mark.parametrize("stated", [[-0.1], [1.1], [float("nan")], [0.5, float("inf")]])
def test_what_is_no_probability_is_refused(stated):
    with pytest.raises(InvalidInput, match="between 0 and 1"):
        calibrate(stated, [True] * len(stated), [True] * len(stated))


@settings(deadline=None)
@given(STATEMENTS, st.integers(1, 40))
def test_the_error_lies_between_none_and_one_and_every_statement_is_in_one_bin(rows, n_bins):
    result = calibrate(*columns(rows), n_bins=n_bins)
    assert 0.0 <= result.error <= 1.0
    assert result.n_statements.sum() == len(rows)
    assert 0 <= result.n_false <= result.n_identified <= len(rows)


@settings(deadline=None)
@given(STATEMENTS, st.randoms())
def test_the_order_of_statements_changes_nothing(rows, random):
    turned = random.sample(rows, len(rows))
    assert calibrate(*columns(turned)).error == pytest.approx(calibrate(*columns(rows)).error)


@settings(deadline=None)
@given(STATEMENTS)
def test_each_bin_holds_its_own_numbers(rows):
    result = calibrate(*columns(rows))
    full = result.n_statements > 0
    low, high = result.edges[:-1][full], result.edges[1:][full]
    assert (result.mean_stated[full] >= low - 1e-12).all()
    assert (result.mean_stated[full] <= high + 1e-12).all()
    assert ((result.share_true[full] >= 0.0) & (result.share_true[full] <= 1.0)).all()


# ── the whole way: simulated collections, weighed jointly ──

WEAK = Plan(families=60, remains=50, weak_families=0.4, other_side=0.0, dropout=0.05, claimed=0.15)


@pytest.fixture(scope="module")
def run():
    return check_calibration(WEAK, seed=7, n_statements=1500, n_loci=12)


def test_what_is_stated_comes_true_as_often_as_stated(run):
    assert run.n_statements.sum() >= 1500
    assert run.error <= 0.03


def test_no_identification_is_false(run):
    assert run.n_identified > 100
    assert run.n_false == 0


def test_the_answer_names_every_bin_and_the_whole_number_of_statements(run):
    answer = answer_calibration(run)
    assert sum(row["statements"] for row in answer["bins"]) == answer["statements"] == run.n_statements.sum()
    assert [row["from"] for row in answer["bins"]] == pytest.approx([k / 20 for k in range(20)])


def test_the_same_seed_makes_the_same_statements():
    plan = Plan(families=8, remains=6)
    one, other = (check_calibration(plan, seed=5, n_statements=30, n_loci=4) for _ in range(2))
    assert one.error == other.error
    assert one.n_statements.tolist() == other.n_statements.tolist()


@settings(max_examples=4, deadline=None)
@given(st.integers(0, 1000))
def test_lists_on_which_names_are_often_wrong_are_not_believed_too_far(seed):
    plan = Plan(families=30, remains=30, weak_families=1.0, claimed=1.0, wrong_claims=0.2, listed=0.9)
    assert check_calibration(plan, seed=seed, n_statements=300, n_loci=10).error <= 0.1


@pytest.mark.parametrize("n", [0, -1])
def test_no_statements_cannot_be_asked_for(n):
    with pytest.raises(InvalidInput, match="at least one"):
        check_calibration(WEAK, seed=1, n_statements=n)


def test_progress_counts_every_statement():
    ticks = []
    result = check_calibration(Plan(families=6, remains=5), seed=2, n_statements=20, n_loci=3, tick=ticks.append)
    assert sum(ticks) == result.n_statements.sum()
