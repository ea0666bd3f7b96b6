import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.evidence.dates import DateColumn, compare_birth_dates, compare_seen_dates
from homeward.evidence.kinds import DateLevel, SeenLevel

PARTS = st.one_of(
    st.just((0, 0, 0)),
    st.tuples(st.integers(1920, 2020), st.just(0), st.just(0)),
    st.tuples(st.integers(1920, 2020), st.integers(1, 12), st.integers(1, 28)),
)


def column(*dates, rough=False):
    table = np.array(dates, dtype=np.int32)
    return DateColumn(table[:, 0], table[:, 1], table[:, 2], np.full(len(table), rough))


def level(found, sought, *, rough=False):
    return DateLevel(int(compare_birth_dates(column(found, rough=rough), column(sought))[0]))


@pytest.mark.parametrize(
    ("found", "sought", "expected"),
    [
        ((1987, 3, 14), (1987, 3, 14), DateLevel.SAME),
        ((1987, 3, 4), (1987, 4, 3), DateLevel.SWAPPED),
        ((1987, 3, 14), (1987, 3, 15), DateLevel.SLIP),
        ((1987, 3, 31), (1987, 4, 1), DateLevel.SLIP),
        ((1987, 3, 14), (1987, 3, 24), DateLevel.SLIP),
        ((1987, 3, 14), (1988, 3, 14), DateLevel.YEAR_SLIP),
        ((1987, 3, 14), (1977, 3, 14), DateLevel.DECADE),
        ((1987, 0, 0), (1987, 3, 14), DateLevel.YEAR_ALONE),
        ((1987, 4, 0), (1987, 3, 14), DateLevel.SAME_YEAR),
        ((1987, 3, 14), (1987, 8, 2), DateLevel.SAME_YEAR),
        ((1987, 0, 0), (1988, 3, 14), DateLevel.NEXT_YEAR),
        ((1987, 3, 14), (1981, 1, 1), DateLevel.SIBLING_GAP),
        ((1987, 3, 14), (1961, 1, 1), DateLevel.PARENT_GAP),
        ((1987, 3, 14), (1931, 1, 1), DateLevel.FAR),
        ((0, 0, 0), (1987, 3, 14), DateLevel.MISSING),
    ],
)
def test_two_birth_dates_stand_on_the_level_that_their_difference_has(found, sought, expected):
    assert level(found, sought) is expected


def test_about_a_year_says_nothing_against_the_years_beside_it():
    levels = [level((1980, 0, 0), (year, 5, 5), rough=True) for year in (1980, 1983, 1984)]
    assert levels == [DateLevel.YEAR_ALONE, DateLevel.MISSING, DateLevel.SIBLING_GAP]


@given(PARTS, PARTS)
def test_the_order_of_two_birth_dates_changes_nothing(found, sought):
    assert level(found, sought) is level(sought, found)


@given(PARTS)
def test_an_unknown_birth_date_says_nothing(date):
    assert level((0, 0, 0), date) is DateLevel.MISSING


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, SeenLevel.SAME), (2, SeenLevel.AFTER_3), (7, SeenLevel.AFTER_7), (14, SeenLevel.AFTER_14),
        (45, SeenLevel.AFTER_45), (46, SeenLevel.FAR), (-3, SeenLevel.BEFORE_3), (-4, SeenLevel.BEFORE_7),
        (-14, SeenLevel.BEFORE_14), (-15, SeenLevel.BEFORE_45), (-400, SeenLevel.FAR),
    ],
)  # fmt: skip
def test_days_between_two_dates_last_seen_make_the_level(days, expected):
    sought = np.array([738_000], dtype=np.int32)
    assert SeenLevel(int(compare_seen_dates(sought + days, sought)[0])) is expected


def test_an_unknown_day_last_seen_says_nothing():
    known, unknown = np.array([738_000], np.int32), np.array([0], np.int32)
    assert compare_seen_dates(known, unknown)[0] == compare_seen_dates(unknown, known)[0] == SeenLevel.MISSING
