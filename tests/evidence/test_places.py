from math import nan, pi

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.evidence.kinds import PlaceLevel, RankLevel, SignLevel
from homeward.evidence.places import (
    PlaceColumn,
    compare_places,
    compare_ranks,
    compare_signs,
    distance_km,
    measure_distances,
)

POINTS = st.tuples(st.floats(-90.0, 90.0), st.floats(-180.0, 180.0))


def place(settlement=-1, written=None, region=-1, at=-1):
    written = settlement if written is None else written
    return PlaceColumn(*(np.array([code], np.int32) for code in (settlement, written, region, at)))


def level(found, sought, *, one_slip=False, km=None):
    apart_km = None if km is None else np.array([km])
    return PlaceLevel(int(compare_places(found, sought, np.array([one_slip]), apart_km)[0]))


def way(one, two):
    return float(distance_km(np.array([one]), np.array([two]))[0])


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


# ── distance ──


@pytest.mark.parametrize(
    ("one", "two", "km"),
    [
        ((50.45, 30.52), (49.98, 36.25), 411.0),  # Kyiv - Kharkiv
        ((50.45, 30.52), (46.48, 30.73), 442.0),  # Kyiv - Odesa
        ((50.45, 30.52), (49.84, 24.02), 469.0),  # Kyiv - Lviv
        ((55.75, 37.62), (59.94, 30.31), 634.0),  # Moscow - Saint Petersburg
        ((51.51, -0.13), (48.85, 2.35), 343.5),  # London - Paris
        ((38.90, -77.04), (51.51, -0.13), 5900.0),  # Washington - London
    ],
)
def test_known_cities_lie_as_far_apart_as_atlases_say(one, two, km):
    assert way(one, two) == pytest.approx(km, rel=0.01)


def test_distances_agree_with_the_closed_formulas():
    radius = 6371.0088
    assert way((0.0, 0.0), (1.0, 0.0)) == pytest.approx(radius * pi / 180.0)
    assert way((90.0, 12.0), (-90.0, 77.0)) == pytest.approx(radius * pi)
    assert way((0.0, 179.5), (0.0, -179.5)) == pytest.approx(radius * pi / 180.0)
    assert way((60.0, 10.0), (60.0, 10.01)) == pytest.approx(radius * pi / 180.0 * 0.01 / 2.0, rel=1e-6)


@given(POINTS, POINTS, POINTS)
def test_a_way_is_as_long_there_as_back_and_no_detour_is_shorter(one, two, three):
    assert way(one, one) == 0.0
    assert way(one, two) == pytest.approx(way(two, one), abs=1e-6)
    assert 0.0 <= way(one, three) <= way(one, two) + way(two, three) + 1e-3


def test_a_distance_is_known_only_where_both_places_are():
    points = np.array([[50.45, 30.52], [49.98, 36.25]])
    known, other, unknown = place(1, at=0), place(2, at=1), place(3)
    assert measure_distances(known, other, points)[0] == pytest.approx(411.0, rel=0.01)
    assert measure_distances(known, known, points)[0] == 0.0
    assert np.isnan(measure_distances(known, unknown, points)[0])
    nobody = PlaceColumn(unknown.settlement, unknown.written, unknown.region)
    assert measure_distances(known, nobody.take(np.array([0])), points) is None


@pytest.mark.parametrize(
    ("found", "sought", "km", "expected"),
    [
        (place(1), place(2), 0.0, PlaceLevel.WITHIN_10),
        (place(1), place(2), 10.0, PlaceLevel.WITHIN_10),
        (place(1), place(2), 10.1, PlaceLevel.WITHIN_40),
        (place(1), place(2), 40.1, PlaceLevel.WITHIN_150),
        (place(1), place(2), 150.1, PlaceLevel.OTHER),
        (place(1, region=5), place(2, region=5), 30.0, PlaceLevel.WITHIN_40),
        (place(1, region=5), place(2, region=6), 30.0, PlaceLevel.WITHIN_40),
        (place(1, region=5), place(2, region=5), 200.0, PlaceLevel.REGION),
        (place(), place(2), 3.0, PlaceLevel.WITHIN_10),
        (place(), place(), 300.0, PlaceLevel.OTHER),
        (place(1), place(1), 120.0, PlaceLevel.SAME),
        (place(1), place(1), 151.0, PlaceLevel.OTHER_REGION),
        (place(1, written=8), place(1, written=9), 1.0, PlaceLevel.RENAMED),
    ],
)
def test_places_with_other_names_stand_as_far_apart_as_they_lie(found, sought, km, expected):
    assert level(found, sought, km=km) is expected
    assert level(sought, found, km=km) is expected


def test_a_slip_is_none_where_the_two_places_lie_far_apart():
    assert level(place(1), place(2), one_slip=True, km=35.0) is PlaceLevel.SLIP
    assert level(place(1), place(2), one_slip=True, km=nan) is PlaceLevel.SLIP
    assert level(place(1), place(2), one_slip=True, km=100.0) is PlaceLevel.WITHIN_150
    assert level(place(1), place(2), one_slip=True, km=700.0) is PlaceLevel.OTHER


@given(st.tuples(*[st.integers(-1, 2)] * 6), st.booleans())
def test_an_unknown_distance_changes_nothing(codes, one_slip):
    found, sought = (place(one, two if one >= 0 else -1, three) for one, two, three in (codes[:3], codes[3:]))
    assert level(found, sought, one_slip=one_slip, km=nan) is level(found, sought, one_slip=one_slip)


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
