import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import integers, none, tuples

from homeward.evidence.body import (
    AgeLevel,
    BloodLevel,
    HeightLevel,
    ShadeLevel,
    compare_ages,
    compare_heights,
    level_of_blood,
    level_of_build,
    level_of_eyes,
    level_of_hair,
    level_table,
)
from homeward.evidence.dates import DateColumn
from homeward.evidence.kinds import KIND_NUMBER, KINDS
from tests.naive_traits import height_level


def within(width, sd):
    """Probability that a normal difference of mean 0 is smaller than `width` to either side."""
    return math.erf(width / sd / math.sqrt(2.0))


def shares(kind):
    return KINDS[KIND_NUMBER[kind]].m, KINDS[KIND_NUMBER[kind]].u


def test_strangers_heights_differ_as_those_of_adults_of_one_sex_do():
    _, u = shares("height")
    sd = 7.0 * math.sqrt(2.0)
    exact = 1.0 - u[2] / within(5.5, sd)  # the pairs of which both heights are one number, by the range that is not
    assert u[0] / exact == pytest.approx(within(2.5, sd), rel=0.05)
    assert (u[0] + u[1]) / exact == pytest.approx(within(5.5, sd), rel=0.05)
    assert u[5] == pytest.approx(1.0 - within(14.5, sd), rel=0.1)


def test_heights_of_one_person_differ_by_what_people_err():
    m, u = shares("height")
    assert (m[0] + m[1]) / (m[0] + m[1] + m[3] + m[4] + m[5]) == pytest.approx(
        within(5.5, 2.5 * math.sqrt(2.0)), abs=0.07
    )
    assert np.log10(m / u)[0] == pytest.approx(math.log10(0.38 / 0.15))
    assert (np.diff(np.log10(m / u)[[0, 1, 3, 4, 5]]) < 0.0).all()


def test_strangers_blood_groups_agree_as_often_as_the_groups_are_common():
    groups = np.array([0.35, 0.38, 0.19, 0.08])
    same, both_rhesus = float(groups @ groups), 0.85**2 + 0.15**2
    _, u = shares("blood_group")
    assert u[3] == pytest.approx(1.0 - same, abs=0.01)
    assert u[0] / (u[0] + u[2]) == pytest.approx(both_rhesus, abs=0.01)


def test_a_wrong_tag_is_possible_and_another_group_never_excludes():
    m, u = shares("blood_group")
    kind = KINDS[KIND_NUMBER["blood_group"]]
    assert 0.023 + 0.002 <= m[3] <= 0.106  # shares found on tags, 1988 to 1999
    assert kind.floor <= math.log10(m[3] / u[3]) < -1.0 < -0.9


@pytest.mark.parametrize(
    ("found", "sought", "level"),
    [
        ((178, 178), (180, 180), HeightLevel.SAME),
        ((178, 178), (183, 183), HeightLevel.CLOSE),
        ((170, 175), (177, 177), HeightLevel.RANGE),
        ((176, 184), (178, 178), HeightLevel.RANGE),
        ((178, 178), (186, 186), HeightLevel.APART),
        ((178, 178), (190, 190), HeightLevel.FAR),
        ((160, 165), (180, 180), HeightLevel.OTHER),
        ((0, 0), (180, 180), HeightLevel.MISSING),
        ((150, 200), (180, 180), HeightLevel.MISSING),
    ],
)
def test_two_heights_stand_on_the_level_of_the_gap_between_them(found, sought, level):
    for one, two in ((found, sought), (sought, found)):
        assert compare_heights(np.array([one], float), np.array([two], float))[0] == level


HEIGHTS = none() | tuples(integers(140, 210), integers(0, 35)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(HEIGHTS, HEIGHTS)
def test_heights_agree_with_the_slow_twin(found, sought):
    columns = (np.array([side or (0, 0)], float) for side in (found, sought))
    assert compare_heights(*columns)[0] == height_level(found, sought)


def born(year=0, month=0, day=0, rough=False):
    return DateColumn(*(np.array([part], np.int32) for part in (year, month, day)), np.array([rough]))


NOBODY = (-1.0, -1.0, 0.0)


@pytest.mark.parametrize(
    ("found", "sought", "level"),
    [
        ((34, 34, 2022.5, born()), (*NOBODY, born(1988, 3, 14)), AgeLevel.SAME),
        ((34, 34, 2022.5, born()), (*NOBODY, born(1988)), AgeLevel.SAME),
        ((30, 35, 2022.5, born()), (*NOBODY, born(1988)), AgeLevel.RANGE),
        ((34, 34, 2022.5, born()), (35, 35, 2023.5, born()), AgeLevel.SAME),
        ((34, 34, 2022.5, born()), (*NOBODY, born(1986, 3, 14)), AgeLevel.ONE),
        ((34, 34, 2022.5, born()), (*NOBODY, born(1985, 1, 1)), AgeLevel.THREE),
        ((34, 34, 2022.5, born()), (*NOBODY, born(1982)), AgeLevel.EIGHT),
        ((34, 34, 2022.5, born()), (*NOBODY, born(1960)), AgeLevel.FAR),
        ((34, 34, 0.0, born()), (*NOBODY, born(1988)), AgeLevel.MISSING),
        ((34, 34, 0.0, born()), (35, 35, 0.0, born()), AgeLevel.RANGE),
        ((34, 34, 0.0, born()), (50, 50, 2022.5, born()), AgeLevel.FAR),
        ((34, 34, 2022.5, born(1988)), (34, 34, 2022.5, born(1950)), AgeLevel.MISSING),
        ((18, 60, 2022.5, born()), (*NOBODY, born(1988)), AgeLevel.MISSING),
        ((*NOBODY, born()), (*NOBODY, born(1988)), AgeLevel.MISSING),
    ],
)
def test_an_age_stands_in_for_a_birth_date_that_is_not_given(found, sought, level):
    for one, two in ((found, sought), (sought, found)):
        levels = compare_ages(np.array([one[:3]], float), np.array([two[:3]], float), one[3], two[3])
        assert AgeLevel(levels[0]) == level


@pytest.mark.parametrize(
    ("level_of", "found", "sought", "level"),
    [
        (level_of_hair, ("dark",), ("dark",), ShadeLevel.SAME),
        (level_of_hair, ("dark",), ("brown",), ShadeLevel.NEXT),
        (level_of_hair, ("dark",), ("blond",), ShadeLevel.OTHER),
        (level_of_hair, ("dark",), ("grey",), ShadeLevel.AGED),
        (level_of_hair, ("grey",), ("grey",), ShadeLevel.AGED),
        (level_of_eyes, ("grey",), ("grey",), ShadeLevel.SAME),
        (level_of_eyes, ("blue", "grey"), ("green",), ShadeLevel.NEXT),
        (level_of_eyes, ("blue",), ("brown",), ShadeLevel.OTHER),
        (level_of_build, (1, 2), (2,), ShadeLevel.SAME),
        (level_of_build, (0,), (1,), ShadeLevel.NEXT),
        (level_of_build, (0,), (3,), ShadeLevel.OTHER),
        (level_of_blood, ("A", "+"), ("A", "+"), BloodLevel.SAME),
        (level_of_blood, ("A", "+"), ("A", None), BloodLevel.GROUP),
        (level_of_blood, ("A", "+"), ("A", "-"), BloodLevel.RHESUS),
        (level_of_blood, ("A", "+"), ("B", "+"), BloodLevel.OTHER),
        (level_of_blood, (None, "+"), ("B", "+"), BloodLevel.MISSING),
    ],
)
def test_few_values_stand_on_their_level_both_ways(level_of, found, sought, level):
    assert level_of(found, sought) == level_of(sought, found) == level


def test_a_table_holds_the_level_of_every_two_values():
    values = [("A", "+"), ("B", None)]
    assert level_table(values, level_of_blood).tolist() == [
        [BloodLevel.SAME, BloodLevel.OTHER, 0],
        [BloodLevel.OTHER, BloodLevel.GROUP, 0],
        [0, 0, 0],
    ]


def test_a_value_that_is_not_known_agrees_with_nothing():
    assert not level_table([], level_of_blood)[-1, -1]
    assert not level_table([("A", "+")], level_of_blood)[-1].any()
