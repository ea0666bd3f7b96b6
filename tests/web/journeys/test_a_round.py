"""A round is planned with fewer seats than people; whoever is not in it has a page that says why."""

import shutil
from contextlib import ExitStack

import pytest
from playwright.sync_api import expect

from homeward.actions.workspace.folding.rounds import PeopleDropped, PlanMade
from homeward.web.served import serve_workspace
from tests.actions.workspace.rounds.conftest import opened
from tests.actions.workspace.rounds.sample import TERMS, begin, key_of
from tests.web import browser as real
from tests.web import rounding
from tests.web.journeys.walking import WAYS, walked

identified = rounding.identified
browser = real.browser
ONE_SEAT = {**TERMS, "rules": [{**TERMS["rules"][0], "max": 1}, TERMS["rules"][1]]}


@pytest.fixture(params=WAYS)
def walk(request, browser, identified, tmp_path):
    shutil.copytree(identified, tmp_path / "sides")
    with ExitStack() as stack:
        north, south = opened(tmp_path / "sides", {}, stack)
        north.round_id = begin(north.workspace, "North", key_of(south.workspace), ONE_SEAT)
        serve_workspace(north.workspace)
        with walked(browser, north.workspace, request.param) as walk:
            walk.north = north
            yield walk
        serve_workspace(None)


def codes(page, group):
    """Who stands in one group of the plan."""
    return page.locator(f"section[aria-labelledby={group}] tbody th").all_inner_texts()


def n_of(walk, kind):
    return len(walk.north.now().said(kind))


def test_a_round_is_planned_and_whoever_stays_has_a_reason_for_planners_and_for_the_family(walk):
    nina = walk("nina", "/rounds/")
    walk.press(nina, f"main table a[href='/rounds/{walk.north.round_id}/']")
    walk.press(nina, "nav.tabs a[href$='/plan/']")
    walk.says(nina, "This round has no plan yet.")
    walk.press(nina, "form[action$='/plan/run/'] button")
    walk.says(nina, "No other plan is better under the terms; that is proven.")
    assert n_of(walk, PlanMade) == 1
    right, going, staying = (codes(nina, group) for group in ("right", "going", "staying"))
    everybody = {*right, *going, *staying}
    assert len(everybody) == 4
    assert staying

    # Why not this one?
    walk.press(nina, f'section[aria-labelledby=staying] tbody th a >> text="{staying[0]}"')
    walk.says(nina, "in none")
    assert staying[0] in nina.locator("h1").inner_text()
    for part in ("#why", "#family"):
        expect(nina.locator(f"section:has({part}) p").last).not_to_be_empty()
    # A family is told nothing of anybody else, and no code.
    family = nina.locator("section[aria-labelledby=family] blockquote").inner_text()
    assert not [code for code in everybody if code in family]
    assert nina.locator("a[href$='/plan/']").count() >= 1

    # Somebody drops out: the plan is repaired, and the reason is one word.
    walk.press(nina, "nav.tabs a[href$='/plan/']")
    gone = going[0]
    nina.fill("#person", gone)
    nina.select_option("#because", "unfit")
    walk.press(nina, "form[action$='/plan/drop/'] button")
    walk.says(nina, "Noted. Where there was a plan, it was repaired with the least change.")
    assert n_of(walk, PeopleDropped) == 1
    assert gone not in codes(nina, "going")
