import json

import pytest

from homeward.errors import InvalidCase
from homeward.formats.talks.duties import read_duties

PERSON = {"id": "n1", "status": "civilian", "facts": [["taken", "2031-04-01"]]}
WINDOW = {
    "id": "w",
    "from": "2031-04-19T06:00+03:00",
    "to": "2031-04-21T06:00+03:00",
    "area": {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]},
}


def read(people=(), windows=()):
    return read_duties(json.dumps({"people": list(people), "windows": list(windows)}).encode())


@pytest.mark.parametrize(
    "fact", [["arrested", "2031-04-01"], ["taken", "2031-04-31"], ["taken"], "taken", ["taken", 5]]
)
def test_a_fact_that_cannot_be_read_is_a_problem_and_starts_nothing(fact):
    file = read([PERSON | {"facts": [fact]}])
    assert (len(file.problems), file.subjects[0].facts) == (1, ())


def test_a_window_without_a_time_zone_is_a_problem():
    file = read(windows=[WINDOW | {"from": "2031-04-19T06:00"}])
    assert (file.windows, len(file.problems)) == ((), 1)


def test_a_window_with_an_area_that_cannot_be_meant_keeps_its_time():
    file = read(windows=[WINDOW | {"area": {"type": "Point", "coordinates": [0, 0]}}])
    assert (file.windows[0].area, len(file.problems)) == ((), 1)


@pytest.mark.parametrize(
    "people", [[PERSON, PERSON], [PERSON | {"status": "soldier"}], [{"status": "civilian"}], ["n1"]]
)
def test_people_who_cannot_be_told_apart_are_refused(people):
    with pytest.raises(InvalidCase):
        read(people)
