"""1,000 power cuts: nothing confirmed is lost. The controls must lose, else the disk of this test forgets nothing."""

import pytest

from tests.store.power import cut_many


@pytest.mark.parametrize("seed", range(10))
def test_nothing_confirmed_is_lost_when_the_power_fails(seed):
    losses = cut_many(100, seed)
    assert (losses.n_cuts, losses.n_cuts_that_lost, losses.damage) == (100, 0, [])
    assert losses.n_confirmed >= 100


def test_commits_that_are_not_flushed_are_lost():
    losses = cut_many(60, 1, synchronous="NORMAL")
    assert losses.n_cuts_that_lost > 10
    assert losses.damage == []  # lost, but never torn


def test_a_drive_that_lies_about_flushing_loses_whatever_the_program_does():
    losses = cut_many(40, 1, lies=True)
    assert losses.n_cuts_that_lost + len(losses.damage) > 10
