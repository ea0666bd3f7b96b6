"""The reliability curve: intervals with known ends, counts in picture and table, and groups that cannot be."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from homeward.errors import InvalidInput
from homeward.reports.pictures.reliability import Z_95, Bin, Told, reliability, wilson

HEAD = ("stated", "came true", "how many", "from", "to")
TOLD = Told(ident="curve", title="Stated and decided", text="By groups.", axes=("stated", "came true"), head=HEAD)


def test_an_interval_of_nothing_true_begins_at_zero_and_ends_at_z_squared():
    assert wilson(0, 10) == (0.0, pytest.approx(Z_95**2 / (10 + Z_95**2)))
    assert wilson(10, 10) == (pytest.approx(10 / (10 + Z_95**2)), 1.0)


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_intervals_agree_with_scipy(counted):
    n_true, n = counted
    theirs = binomtest(n_true, n).proportion_ci(method="wilson")
    assert wilson(n_true, n) == (pytest.approx(theirs.low, abs=1e-9), pytest.approx(theirs.high, abs=1e-9))


def test_more_of_the_same_makes_an_interval_narrower():
    ends = [wilson(8 * times, 10 * times) for times in (1, 10, 100)]
    widths = [high - low for low, high in ends]
    assert widths == sorted(widths, reverse=True)


def test_each_group_stands_at_what_it_states_and_how_often_it_came_true():
    marks = re.findall(r'<circle [^>]*cx="([\d.]+)" cy="([\d.]+)"', reliability([Bin(0.5, 10, 5)], TOLD).svg)
    corners = re.search(
        r'<line class="faint" x1="([\d.]+)" y1="([\d.]+)" x2="([\d.]+)" y2="([\d.]+)"', reliability([], TOLD).svg
    )
    x1, y1, x2, y2 = map(float, corners.groups())
    assert [tuple(map(float, one)) for one in marks] == [((x1 + x2) / 2, (y1 + y2) / 2)]


def test_every_number_of_the_curve_stands_in_its_table_in_the_order_of_what_was_stated():
    figure = reliability([Bin(0.9, 1200, 1100), Bin(0.1, 10, 0)], TOLD)
    assert figure.table.rows == (
        ("0.100", "0.000", "10", "0.000", "0.278"),
        ("0.900", "0.917", "1,200", "0.900", "0.931"),
    )
    assert ">1,200<" in figure.svg


@pytest.mark.parametrize(("stated", "n", "n_true"), [(1.1, 3, 1), (0.5, 0, 0), (0.5, 3, 4), (float("nan"), 3, 1)])
def test_a_group_that_cannot_be_is_refused(stated, n, n_true):
    with pytest.raises(InvalidInput):
        Bin(stated, n, n_true)
