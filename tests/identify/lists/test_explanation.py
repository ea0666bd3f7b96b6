import numpy as np
import pytest

from homeward.evidence.kinds import KINDS
from homeward.identify.lists.explanation import explain_pair
from homeward.identify.lists.matching import match_lists
from tests.identify.lists.invented import lists


@pytest.fixture(scope="module")
def matching():
    sought, found, _ = lists(n=30)
    return match_lists(found, sought, np.random.default_rng(1))


def test_the_steps_add_up_to_the_weight_of_the_pair(matching):
    for place in range(0, len(matching.found), 5):
        told = explain_pair(matching, int(matching.found[place]), int(matching.sought[place]))
        assert sum(step.log10_lr for step in told.steps) == pytest.approx(told.log10_lr)
        assert told.log10_lr == pytest.approx(matching.log10_lr[place])
        assert told.probability == pytest.approx(matching.probability[place])


def test_every_kind_has_a_sentence_and_the_relatives_stand_last(matching):
    told = explain_pair(matching, 0, 0)
    assert [step.kind for step in told.steps] == [*(kind.name for kind in KINDS), "relative"]
    assert all(step.because for step in told.steps)
    assert len(told.levels) == len(told.steps)


def test_a_pair_that_was_not_listed_is_explained_without_a_probability(matching):
    listed = set(zip(matching.found.tolist(), matching.sought.tolist(), strict=True))
    found, sought = next((i, j) for i in range(30) for j in range(30) if (i, j) not in listed)
    assert explain_pair(matching, found, sought).probability is None
