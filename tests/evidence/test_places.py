import numpy as np
import pytest

from homeward.evidence.kinds import PlaceLevel, RankLevel, SignLevel
from homeward.evidence.places import PlaceColumn, compare_places, compare_ranks, compare_signs


def place(settlement=-1, written=None, region=-1):
    written = settlement if written is None else written
    return PlaceColumn(*(np.array([code], np.int32) for code in (settlement, written, region)))


def level(found, sought, *, one_slip=False):
    return PlaceLevel(int(compare_places(found, sought, np.array([one_slip]))[0]))


@pytest.mark.parametrize(
    ("found", "sought", "expected"),
    [
        (place(1, region=5), place(1, region=5), PlaceLevel.SAME_WITH_REGION),
        (place(1), place(1, region=5), PlaceLevel.SAME),
        (place(1, region=6), place(1, region=5), PlaceLevel.OTHER_REGION),
        (place(1, written=8), place(1, written=9), PlaceLevel.RENAMED),
        (place(1, region=5), place(2, region=5), PlaceLevel.REGION),
        (place(1), place(2), PlaceLevel.OTHER),
        (place(), place(2), PlaceLevel.MISSING),
        (place(region=5), place(2, region=5), PlaceLevel.REGION),
    ],
)
def test_two_places_stand_on_the_level_that_name_and_region_give(found, sought, expected):
    assert level(found, sought) is expected
    assert level(sought, found) is expected


def test_a_slip_is_none_where_the_regions_differ():
    assert level(place(1), place(2), one_slip=True) is PlaceLevel.SLIP
    assert level(place(1, region=5), place(2, region=6), one_slip=True) is PlaceLevel.OTHER


def test_ranks_are_as_far_apart_as_the_ladder_says():
    levels = compare_ranks(np.array([0, 0, 0, 0, -1], np.int32), np.array([0, 1, 2, 9, 3], np.int32))
    assert [RankLevel(int(x)) for x in levels] == [
        RankLevel.SAME, RankLevel.ONE_STEP, RankLevel.TWO_STEPS, RankLevel.MORE, RankLevel.MISSING,
    ]  # fmt: skip


def test_numbers_agree_slip_or_differ():
    found, sought = np.array([4, 4, 4, -1], np.int32), np.array([4, 5, 6, 4], np.int32)
    levels = compare_signs(found, sought, np.array([False, True, False, False]))
    assert [SignLevel(int(x)) for x in levels] == [
        SignLevel.SAME, SignLevel.SLIP, SignLevel.OTHER, SignLevel.MISSING,
    ]  # fmt: skip
