"""How far do two descriptions of a body agree: age, height, build, hair, eyes, blood group?

Arrays or values in, levels out; what the levels weigh stands in `kinds`, and with it why no look decides anything:
people estimate, hair is cut and dyed and greys, tags carry wrong groups. A range is compared by the gap between it and
the other, so that "170-175" and 174 are 0 apart.
"""

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from homeward.evidence.dates import DateColumn, first_level

Floats = NDArray[np.float64]
Levels = NDArray[np.int8]
Value = TypeVar("Value")
Blood = tuple[str | None, str | None]  # O, A, B or AB; rhesus + or -
_NARROW_CM, _WIDE_CM = 2.0, 30.0  # the width of a height that is one number; from which it says nothing
_NARROW_YEARS, _WIDE_YEARS = 3.0, 20.0  # the widths of two births added up
_ROUGHLY = 3.0  # years to either side of "about 1980"
_APART = 1.0  # years to either side, where nobody says when two ages were told
_AGED = frozenset({"grey", "bald"})


class AgeLevel(IntEnum):
    """Levels of two times of birth, at least one of them taken from an age."""

    MISSING, SAME, RANGE, ONE, THREE, EIGHT, FAR = range(7)


class HeightLevel(IntEnum):
    """Levels of two heights."""

    MISSING, SAME, CLOSE, RANGE, APART, FAR, OTHER = range(7)


class ShadeLevel(IntEnum):
    """Levels of two builds, colours of eyes or of hair; only hair has AGED: grey or gone on one side or both."""

    MISSING, SAME, NEXT, OTHER, AGED = range(5)


class BloodLevel(IntEnum):
    """Levels of two blood groups; GROUP: the same, and the rhesus factor is not given twice."""

    MISSING, SAME, GROUP, RHESUS, OTHER = range(5)


def _next(pairs: str) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair.split("-")) for pair in pairs.split(", "))


_NEXT_HAIR = _next(
    "black-dark, dark-brown, brown-light brown, light brown-blond, red-brown, red-light brown, red-blond"
)
NEXT_EYES = _next("blue-grey, blue-green, grey-green, green-hazel, hazel-brown, brown-black")


def level_of_shades(found: tuple[str, ...], sought: tuple[str, ...], neighbours: frozenset[frozenset[str]]) -> int:
    """Give the level of two sets of shades: the best that one of each reaches.

    >>> ShadeLevel(level_of_shades(("blue", "grey"), ("green",), NEXT_EYES)).name
    'NEXT'
    """
    if set(found) & set(sought):
        return ShadeLevel.SAME
    is_next = any(frozenset((one, two)) in neighbours for one in found for two in sought)
    return ShadeLevel.NEXT if is_next else ShadeLevel.OTHER


def level_of_hair(found: tuple[str, ...], sought: tuple[str, ...]) -> int:
    """Give the level of two colours of hair: where one side is grey or bald, that is all they say."""
    if _AGED.intersection(found) or _AGED.intersection(sought):
        return ShadeLevel.AGED
    return level_of_shades(found, sought, _NEXT_HAIR)


def level_of_eyes(found: tuple[str, ...], sought: tuple[str, ...]) -> int:
    """Give the level of two colours of eyes."""
    return level_of_shades(found, sought, NEXT_EYES)


def level_of_build(found: tuple[int, ...], sought: tuple[int, ...]) -> int:
    """Give the level of two builds by their distance from thin to fat."""
    steps = min(abs(one - two) for one in found for two in sought)
    return min(steps + 1, ShadeLevel.OTHER)


def level_of_blood(found: Blood, sought: Blood) -> int:
    """Give the level of two blood groups.

    >>> BloodLevel(level_of_blood(("A", "+"), ("A", None))).name
    'GROUP'
    """
    if found[0] is None or sought[0] is None:
        return BloodLevel.MISSING
    if found[0] != sought[0]:
        return BloodLevel.OTHER
    if found[1] is None or sought[1] is None:
        return BloodLevel.GROUP
    return BloodLevel.SAME if found[1] == sought[1] else BloodLevel.RHESUS


def level_table(values: Sequence[Value], level: Callable[[Value, Value], int]) -> Levels:
    """Give the level of every two of a few distinct values.

    returns    int8 (n_values + 1, n_values + 1); the last row and column, which -1 means too, are "not known"
    """
    table = np.zeros((len(values) + 1, len(values) + 1), dtype=np.int8)
    for row, one in enumerate(values):
        table[row, : len(values)] = [level(one, two) for two in values]
    return table


def compare_heights(found: Floats, sought: Floats) -> Levels:
    """Give the level of every pair of heights.

    found, sought    (n_pairs, 2): from and to, in cm; 0 where not known

    >>> HeightLevel(compare_heights(np.array([[178.0, 178.0]]), np.array([[170.0, 175.0]]))[0]).name
    'RANGE'
    """
    gap, widest = _gap(found, sought), np.maximum(_width(found), _width(sought))
    says_nothing = (found[:, 1] <= 0.0) | (sought[:, 1] <= 0.0) | (widest > _WIDE_CM)
    is_exact = widest <= _NARROW_CM
    conditions = (
        (says_nothing, HeightLevel.MISSING),
        (is_exact & (gap < 2.5), HeightLevel.SAME),
        (is_exact & (gap < 5.5), HeightLevel.CLOSE),
        (gap < 3.5, HeightLevel.RANGE),
        (gap < 9.5, HeightLevel.APART),
        (gap < 14.5, HeightLevel.FAR),
    )
    return first_level(conditions, HeightLevel.OTHER)


def compare_ages(found: Floats, sought: Floats, found_born: DateColumn, sought_born: DateColumn) -> Levels:
    """Give the level of every pair in which an age stands for a birth date that is not given.

    Where both birth dates are given nothing is said: they are weighed as dates. An age with a day on which it was true
    is a year of birth; two ages without such a day may have been told some years apart.

    found, sought    (n_pairs, 3): age from and to in years, -1 where not known; its day as a year (2022.5), 0 without
    """
    one, two = _born(found, found_born), _born(sought, sought_born)
    by_ages = (one[:, 1] <= 0.0) | (two[:, 1] <= 0.0)
    both_ages = (found[:, 0] >= 0.0) & (sought[:, 0] >= 0.0)
    one[by_ages], two[by_ages] = _told(found[by_ages]), _told(sought[by_ages])
    gap, width = _gap(one, two), _width(one) + _width(two)
    says_nothing = (by_ages & ~both_ages) | ((found_born.year > 0) & (sought_born.year > 0)) | (width > _WIDE_YEARS)
    conditions = (
        (says_nothing, AgeLevel.MISSING),
        ((gap <= 0.0) & (width <= _NARROW_YEARS), AgeLevel.SAME),
        (gap <= 0.0, AgeLevel.RANGE),
        (gap <= 1.5, AgeLevel.ONE),
        (gap <= 3.5, AgeLevel.THREE),
        (gap <= 8.0, AgeLevel.EIGHT),
    )
    return first_level(conditions, AgeLevel.FAR)


def _born(age: Floats, born: DateColumn) -> Floats:
    """Give from when to when people were born, in years: by the date where there is one, else by the age."""
    year = born.year.astype(float)
    exact = year + (np.maximum(born.month - 1, 0) + (np.maximum(born.day - 1, 0)) / 31.0) / 12.0
    length = np.where(born.day > 0, 0.0, np.where(born.month > 0, 1.0 / 12.0, 1.0))
    rough = np.where(born.is_rough, _ROUGHLY, 0.0)
    by_date = np.stack([exact - rough, exact + length + rough], axis=1)
    is_known = (age[:, 0] >= 0.0) & (age[:, 2] > 0.0)
    by_age = np.where(is_known[:, None], np.stack([age[:, 2] - age[:, 1] - 1.0, age[:, 2] - age[:, 0]], axis=1), 0.0)
    return np.where((born.year > 0)[:, None], by_date, by_age)


def _told(age: Floats) -> Floats:
    return np.stack([-age[:, 1] - 1.0 - _APART, -age[:, 0] + _APART], axis=1)


def _gap(found: Floats, sought: Floats) -> Floats:
    return np.maximum(np.maximum(found[:, 0] - sought[:, 1], sought[:, 0] - found[:, 1]), 0.0)


def _width(span: Floats) -> Floats:
    width: Floats = span[:, 1] - span[:, 0]
    return width
