"""Two sides of a round, the North served as pages: what the tests of its screens share."""

import re

from homeward.web.served import serve_workspace
from tests.actions.workspace.rounds import conftest as made
from tests.web.conftest import BROWSER

HOSTILE = "<script>alert(1)</script>\u202e=1+1"
identified, begun, agreed = made.identified, made.begun, made.agreed
planned_sides, sides = made.planned_sides, made.sides


def served_side(side):
    """Serve one side's workspace while a test runs."""
    serve_workspace(side.workspace)
    yield side
    serve_workspace(None)


def page_of(browser, path, status=200):
    answer = browser.get(path, **BROWSER)
    assert answer.status_code == status, answer.content
    return answer.content.decode()


def send(browser, path, times=1, **said):
    """Send a form as often as told, each time the same: the last answer."""
    return [browser.post(path, said, **BROWSER) for _ in range(times)][-1]


def ids_in(page):
    """The ids of acts that a page was shown with."""
    return re.findall(r'name="act_id" value="([0-9a-f]{32})"', page)
