from math import log, sqrt

import numpy as np
import pytest
from hypothesis import assume, given, settings
from pytest import approx

from homeward.identify.joint.posterior import Option, Slot, solve_group
from homeward.identify.joint.sampling import sample_group
from tests.identify.joint.test_posterior import EMPTY, every_choice, place_of, slots

slowly = settings(deadline=None, max_examples=8)


@slowly
@given(slots(n_people=5, complete=True))
def test_sampling_comes_to_the_exact_answer_within_its_stated_error(asked):
    assume(dict(every_choice(asked)))
    exact, sampled = solve_group(asked, 0), sample_group(asked, 0, tolerance=0.02)
    for there, here in zip(place_of(asked, exact), place_of(asked, sampled), strict=True):
        difference = np.abs(np.array(exact.probability[there]) - sampled.probability[here])
        assert difference.max() <= 5 * max(sampled.max_error, 0.002)


def chain_of(n, weight):
    """Families in a row, each wanting its own person or the next one's."""
    return [
        Slot(f, (EMPTY, Option(1 << f, weight, ((f, 0),)), Option(1 << f + 1, weight, ((f + 1, 0),)))) for f in range(n)
    ]


def test_a_row_of_rivals_is_sampled_right():
    asked = chain_of(12, 0.7)
    exact, sampled = solve_group(asked, 1), sample_group(asked, 1, tolerance=0.01)
    for there, here in zip(place_of(asked, exact), place_of(asked, sampled), strict=True):
        assert np.abs(np.array(exact.probability[there]) - sampled.probability[here]).max() < 5 * sampled.max_error
    assert sampled.top[0].ln_weight <= exact.top[0].ln_weight + 1e-9


def test_the_same_seed_gives_the_same_answer_and_another_seed_another():
    asked = chain_of(5, 0.5)
    assert sample_group(asked, 3, tolerance=0.05).probability == sample_group(asked, 3, tolerance=0.05).probability
    other = sample_group(asked, 3, tolerance=0.05, seed=7)
    assert other.probability != sample_group(asked, 3, tolerance=0.05).probability


def test_parts_change_hands_between_a_family_and_what_is_left_over():
    family = Slot(0, (EMPTY, Option(1, log(3.0), ((0, 0),)), Option(3, log(5.0), ((2, 0),))))
    ways = (EMPTY, Option(1, 0.0, ()), Option(2, 0.0, ()), Option(3, 0.0, ()), Option(3, log(4.0), ()))
    sampled = sample_group([family, Slot(-1, ways, requires=3)], 9, tolerance=0.005)
    assert sampled.probability[0] == approx([5 / 13, 3 / 13, 5 / 13], abs=0.03)
    # as in the exact sum, the two ways to sort what is left over are one assignment: 1 + 4
    assert [round(float(np.exp(r.ln_weight))) for r in sampled.top] == [5, 5, 3]
    assert sampled.probability[1] == approx([5 / 13, 0.0, 3 / 13, 1 / 13, 4 / 13], abs=0.03)


def test_an_answer_that_was_sampled_never_calls_itself_exact():
    # eight chains that never saw the rare option agree with each other, and know nothing of it
    rare = 20.0
    sampled = sample_group([Slot(0, (EMPTY, Option(1, rare, ((0, 0),))))], 1)
    assert sampled.max_error > 0.0


@pytest.mark.parametrize("tolerance", [0.05, 0.01])
def test_sampling_goes_on_until_its_error_is_small_enough(tolerance):
    sampled = sample_group(chain_of(6, 0.3), 1, tolerance=tolerance)
    assert 0.0 < sampled.max_error <= tolerance
    assert sampled.max_error <= 0.5 / sqrt(8)
