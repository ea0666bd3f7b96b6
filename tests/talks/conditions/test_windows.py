from datetime import UTC, datetime, timedelta, timezone

import pytest

from homeward.errors import InvalidInput
from homeward.talks.conditions.windows import Report, Window, is_inside, phase, read_area, reports_by

SQUARE = [[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]]
HOLE = [[1, 1], [2, 1], [2, 2], [1, 2], [1, 1]]
BEGIN = datetime(2031, 4, 1, 6, tzinfo=UTC)


def area(*rings):
    return read_area({"type": "Polygon", "coordinates": list(rings)}, "w")


def window(**changes):
    return Window(**({"id": "w", "area": (), "begins": BEGIN, "ends": BEGIN + timedelta(hours=36)} | changes))


@pytest.mark.parametrize(
    ("rings", "says"),
    [
        ([SQUARE], None),
        ([SQUARE, HOLE], None),
        ([[[0, 0], [4, 4], [4, 0], [0, 4], [0, 0]]], "crosses itself"),
        ([SQUARE[:-1]], "last of which is the first"),
        ([[[0, 0], [4, 0], [0, 0]]], "at least four points"),
        ([[[0, 0], [200, 0], [4, 4], [0, 0]]], "at most 180 and 90"),
        ([SQUARE, [[9, 9], [9, 10], [10, 10], [9, 9]]], "outside of its polygon"),
        ([SQUARE, [[3, 3], [5, 3], [5, 5], [3, 3]]], "crosses itself"),
        ([[[0, 0], [1, 1], [2, 2], [0, 0]]], "nothing|back along|crosses"),
        ([[[0, 0], [4, 0], [4, 4], [2, 0], [0, 4], [0, 0]]], "crosses itself"),
        ([], "list of rings"),
        (["x"], "list of rings"),
    ],
)
def test_an_area_that_cannot_be_meant_is_a_problem(rings, says):
    polygons, problems = area(*rings)
    if says is None:
        assert (len(polygons), problems) == (1, ())
    else:
        assert polygons == ()
        assert any(word in problems[0].says for word in says.split("|")), problems[0].says


def test_a_hole_is_not_inside():
    (found, _) = area(SQUARE, HOLE)
    assert [is_inside(window(area=found), place) for place in ((0.5, 0.5), (1.5, 1.5), (5.0, 1.0))] == [
        True,
        False,
        False,
    ]


def test_six_in_the_morning_is_another_moment_in_another_zone():
    own = window()
    assert phase(own, datetime(2031, 4, 1, 6, tzinfo=timezone(timedelta(hours=3)))) == "ahead"
    assert phase(own, datetime(2031, 4, 1, 9, tzinfo=timezone(timedelta(hours=3)))) == "open"
    assert phase(own, BEGIN + timedelta(hours=36)) == "over"


def test_a_window_without_a_time_zone_or_that_ends_before_it_begins_is_refused():
    with pytest.raises(InvalidInput, match="time zone"):
        window(begins=datetime(2031, 4, 1, 6))
    with pytest.raises(InvalidInput, match="before it begins"):
        window(ends=BEGIN - timedelta(hours=1))


def test_reports_stand_beside_each_other_by_who_made_them():
    reports = tuple(
        Report(by, BEGIN + timedelta(hours=hour), "shots") for by, hour in (("South", 2), ("North", 1), ("South", 99))
    )
    assert {who: len(own) for who, own in reports_by(window(reports=reports)).items()} == {"North": 1, "South": 1}
