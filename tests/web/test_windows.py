"""The page of windows of silence: what is kept as a document is on the map; who reads no documents sees nothing."""

import json

import pytest

from homeward.actions.workspace.promises.documents import Arrived, keep_document
from homeward.actions.workspace.promises.windows import view_windows
from tests.actions.workspace.sample import acts, seat
from tests.web.conftest import BROWSER
from tests.web.reviewing import HOSTILE

RING = [[30.0, 50.0], [30.2, 50.0], [30.2, 50.1], [30.0, 50.1], [30.0, 50.0]]
WINDOW = {
    "id": HOSTILE,
    "from": "2031-04-19T06:00+03:00",
    "to": "2031-04-21T06:00+03:00",
    "area": {"type": "Polygon", "coordinates": [RING]},
    "teams": [{"party": "North", "n_people": 8, "task": "recovery"}],
    "reports": [{"by": "South", "at": "2031-04-20T09:30+03:00", "says": "shots heard", "place": [30.1, 50.05]}],
}
RIVER = {"type": "Feature", "geometry": {"type": "LineString", "coordinates": [[30.0, 50.02], [30.1, 50.03]]}}


@pytest.fixture
def negotiator(workspace):
    [desk] = seat(workspace, "negotiator")
    for name, told in (("windows.json", {"windows": [WINDOW]}), ("river.geojson", RIVER), ("broken.json", [1])):
        keep_document(desk, Arrived(name=name, data=json.dumps(told).encode(), source="handed over"))
    return desk


def test_a_window_is_on_the_map_with_its_area_its_teams_and_who_reports_what(negotiator, enter):
    page = enter("negotiator").get("/windows/", **BROWSER).content.decode()
    assert '<svg class="hw"' in page
    assert "158.8" in page
    assert "a violation is reported" in page
    assert "1. South" in page
    assert "<script>alert" not in page
    assert "\u202e" not in page


def test_lines_of_a_map_are_drawn_beneath_and_what_cannot_be_read_is_said(negotiator):
    kept = view_windows(negotiator)
    assert kept.base == (((30.0, 50.02), (30.1, 50.03)),)
    assert [one.where for one in kept.problems] == ["broken.json"]
    assert len(kept.windows) == 1


def test_nobody_else_sees_windows_and_the_attempt_is_an_entry(workspace, enter):
    answer = enter("caseworker").get("/windows/", **BROWSER)
    assert answer.status_code == 404
    assert acts(workspace)[-1].kind == "refused"


def test_a_workspace_without_windows_says_so(enter, workspace):
    answer = enter("negotiator").get("/windows/", **BROWSER)
    assert answer.status_code == 200
    assert "<svg" not in answer.content.decode()
