import numpy as np
import pytest

from homeward.evidence.background import Background, value_shares


def test_a_rare_value_adds_more_than_a_common_one():
    found = np.array([0] * 50 + [1] * 2)
    shares = value_shares(found, found, Background(0.001, 10.0), n_same=1.0)
    assert shares[1] > shares[0]


def test_the_formula_by_hand():
    found, sought = np.array([0, 0, 1]), np.array([0, 1, 1])
    typical = (2 * 1 + 1 * 2 - 1.0) / 9
    share = (2 + 1 - 1 + 0.1 * 10) / (6 + 10)
    shares = value_shares(found, sought, Background(0.1, 10.0), n_same=1.0)
    assert shares[0] == pytest.approx(np.log10(typical / share))


def test_without_values_nothing_is_added():
    none = np.zeros(0, dtype=np.int64)
    assert len(value_shares(none, none, Background(0.1, 10.0), n_same=1.0)) == 0
    assert not value_shares(none, np.array([3]), Background(0.1, 10.0), n_same=1.0).any()
