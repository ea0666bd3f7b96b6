"""A pledge that is late, and then kept: each day stays as it was, whatever came after it."""

import pytest
from playwright.sync_api import expect

from homeward.actions.workspace.promises.addresses import pledge_addresses
from homeward.actions.workspace.promises.journal import journal_of
from homeward.web.screens.talks.words import COURSES
from tests.actions.workspace.promises.sample import pledge_bodies
from tests.actions.workspace.promises.sample import workspace as made_in
from tests.actions.workspace.sample import acts, seat
from tests.web.browser import browser
from tests.web.journeys.walking import WAYS, walked
from tests.web.reviewing import copied

__all__ = ("browser",)
IN_TIME, LATE, KEPT = "2031-06-19", "2031-06-30", "2031-07-05"


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pledge") / "w"
    with (made := made_in(folder)).store:
        return folder, pledge_bodies(seat(made, "olena")[0])


@pytest.fixture(params=WAYS)
def walk(request, browser, base, tmp_path):
    with copied(base[0], tmp_path / "w") as made, walked(browser, made, request.param) as walk:
        walk.workspace = made
        yield walk


def as_of(walk, page, day):
    """Ask how it stands on a day, as a reader does."""
    page.fill("#as_of", day)
    walk.press(page, "form:has(#as_of) button")
    assert page.url.endswith(f"?as_of={day}")


def record(walk, page, kind, by, *, day, source):
    """Record about the pledge that is shown that all of it came."""
    form = "form[action$='/add/']"
    walk.open(page, form)
    page.select_option("#e-kind", kind)
    page.fill("#e-date", day)
    page.fill("#e-quantity", "6000")
    page.fill("#e-by", by)
    page.locator(f"{form} [name=source]").select_option(f"claim:{source}")
    walk.press(page, f"{form} button")
    walk.says(page, "Recorded and signed.")


def late(walk, page):
    """How many sentences say that something is late."""
    return page.locator("section[aria-labelledby=late] li").count()


def test_a_pledge_is_late_and_then_kept_and_the_day_on_which_it_was_late_stays(walk, base):
    refs, olena = base[1], walk("olena", "/pledges/")
    for day, n_late in ((IN_TIME, 0), (LATE, 1)):
        as_of(walk, olena, day)
        assert late(walk, olena) == n_late, day
    expect(olena.locator("section[aria-labelledby=late]")).to_contain_text("remains of the fallen")
    expect(olena.locator("table").first).to_contain_text(walk.words(str(COURSES["late"])))

    [address] = pledge_addresses(
        seat(walk.workspace, "olena")[0], journal_of(seat(walk.workspace, "olena")[0])
    ).values()
    walk.press(olena, f"main table a[href^='/pledges/{address}/']")
    assert olena.url.endswith(f"?as_of={LATE}")  # the day goes along
    for kind, by in (("claim", "South"), ("receive", "North"), ("verify", "North")):
        record(walk, olena, kind, by, day="2031-07-02", source=refs[0])

    as_of(walk, olena, KEPT)
    expect(olena.locator("ol.entries li")).to_have_count(4)
    walk("olena", f"/pledges/?as_of={KEPT}")
    assert late(walk, olena) == 0
    for english, is_there in ((COURSES["kept"], True), (COURSES["late"], False)):
        told = expect(olena.locator("table").first)
        (told.to_contain_text if is_there else told.not_to_contain_text)(walk.words(str(english)))

    # What was late on that day was late, also now.
    as_of(walk, olena, LATE)
    assert late(walk, olena) == 1
    assert [act.kind for act in acts(walk.workspace)].count("pledge recorded") == 5

    # An auditor sees the same, and may add nothing.
    ada = walk("auditor", f"/pledges/{address}/?as_of={LATE}")
    assert ada.locator("form[action$='/add/']").count() == 0
