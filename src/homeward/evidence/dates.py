"""How far do two dates agree? Birth dates, whole or partial, and dates on which somebody was last seen.

Arrays in, levels out; the levels and what they weigh stand in `kinds`. A date is given as year, month, day with 0 for
what is not known, one number a record, so that any number of pairs costs a few comparisons of arrays.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homeward.evidence.kinds import DateLevel, SeenLevel

Ints = NDArray[np.int32]
Levels = NDArray[np.int8]
_ROUGHLY = 3  # years that "about" leaves open: within them nothing is said


@dataclass(frozen=True, eq=False)
class DateColumn:
    """Birth dates of many records: int32 arrays of equal length, 0 for what is not known.

    is_rough    bool: "about 1980"; only the year is given, and a few years to either side are meant too
    """

    year: Ints
    month: Ints
    day: Ints
    is_rough: NDArray[np.bool_]

    def take(self, rows: NDArray[np.int64]) -> "DateColumn":
        """Give the dates of some records, in the order asked."""
        return DateColumn(self.year[rows], self.month[rows], self.day[rows], self.is_rough[rows])


def compare_birth_dates(found: DateColumn, sought: DateColumn) -> Levels:
    """Give the level of every pair of dates; symmetric.

    >>> exact = np.array([False])
    >>> one = DateColumn(*(np.array([x], np.int32) for x in (1987, 3, 14)), exact)
    >>> two = DateColumn(*(np.array([x], np.int32) for x in (1987, 0, 0)), exact)
    >>> DateLevel(compare_birth_dates(one, two)[0]).name
    'YEAR_ALONE'
    """
    gap = np.abs(found.year - sought.year)
    is_full = (found.day > 0) & (sought.day > 0)
    same_month, same_day = found.month == sought.month, found.day == sought.day
    same_year = gap == 0
    is_turned = (found.month == sought.day) & (found.day == sought.month)
    # By months of 31 days, 31 January and 1 February are one apart; so are the ends of shorter months, near enough.
    days = np.abs((found.month - sought.month) * 31 + found.day - sought.day)
    one_digit = (same_month & _one_digit(found.day, sought.day)) | (same_day & _one_digit(found.month, sought.month))
    month_fits = same_month | (found.month == 0) | (sought.month == 0)
    is_near_enough = (found.is_rough | sought.is_rough) & (gap > 0) & (gap <= _ROUGHLY)
    conditions = (
        ((found.year == 0) | (sought.year == 0) | is_near_enough, DateLevel.MISSING),
        (is_full & same_year & same_month & same_day, DateLevel.SAME),
        (is_full & same_year & is_turned, DateLevel.SWAPPED),
        (is_full & same_year & ((days == 1) | one_digit), DateLevel.SLIP),
        (is_full & (gap == 1) & same_month & same_day, DateLevel.YEAR_SLIP),
        (is_full & (gap == 10) & same_month & same_day, DateLevel.DECADE),
        (~is_full & same_year & month_fits, DateLevel.YEAR_ALONE),
        (same_year, DateLevel.SAME_YEAR),
        (gap == 1, DateLevel.NEXT_YEAR),
        (gap <= 15, DateLevel.SIBLING_GAP),
        (gap <= 45, DateLevel.PARENT_GAP),
    )
    return first_level(conditions, DateLevel.FAR)


def _one_digit(found: Ints, sought: Ints) -> NDArray[np.bool_]:
    return (found // 10 == sought // 10) ^ (found % 10 == sought % 10)


def compare_seen_dates(found: Ints, sought: Ints) -> Levels:
    """Give the level of every pair of dates last seen, given as day numbers, 0 where not known.

    Which side is the later one is told apart, since a found record is made after the loss it tells of; what that weighs
    is learned from the lists, and before anything is learned both directions weigh the same.
    """
    days = found - sought
    far = np.abs(days)
    after = days > 0
    conditions = (
        ((found == 0) | (sought == 0), SeenLevel.MISSING),
        (days == 0, SeenLevel.SAME),
        (after & (far <= 3), SeenLevel.AFTER_3),
        (after & (far <= 7), SeenLevel.AFTER_7),
        (after & (far <= 14), SeenLevel.AFTER_14),
        (after & (far <= 45), SeenLevel.AFTER_45),
        (far <= 3, SeenLevel.BEFORE_3),
        (far <= 7, SeenLevel.BEFORE_7),
        (far <= 14, SeenLevel.BEFORE_14),
        (far <= 45, SeenLevel.BEFORE_45),
    )
    return first_level(conditions, SeenLevel.FAR)


def first_level(conditions: tuple[tuple[NDArray[np.bool_], int], ...], otherwise: int) -> Levels:
    """Give for each pair the level of the first condition that holds."""
    levels = np.full(len(conditions[0][0]), otherwise, dtype=np.int8)
    for holds, level in reversed(conditions):
        levels[holds] = level
    return levels
