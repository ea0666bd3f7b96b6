"""The day of a hand-over: marks made without a network arrive later; three count, and differ; a receipt is signed.

The roll call needs script to go on without a network; with script off, the same day goes by plain forms.
"""

import shutil
from contextlib import ExitStack
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from homeward.actions.workspace.folding.rounds import Counts, MarksTaken
from homeward.actions.workspace.rounds.crossing import view_day
from homeward.web.served import serve_workspace
from tests.actions.workspace.rounds.conftest import LATER, load, opened
from tests.web import browser as real
from tests.web import rounding
from tests.web.journeys.walking import WAYS, walked

identified, begun, agreed = rounding.identified, rounding.begun, rounding.agreed
browser = real.browser
PHONE = {"viewport": {"width": 360, "height": 740}}
S1, S2 = "South:S-1", "South:S-2"


@pytest.fixture(scope="session")
def crossing(agreed, tmp_path_factory):
    """The round as far as a crossing that has begun: the folder, the ids, the digest of its manifest."""
    folder = tmp_path_factory.mktemp("crossing") / "sides"
    shutil.copytree(agreed[0], folder)
    with ExitStack() as stack:
        north, south = opened(folder, agreed[1], stack, LATER)
        return folder, agreed[1], load(south, north)


@pytest.fixture(params=("en", *WAYS))
def walk(request, browser, crossing, tmp_path):
    shutil.copytree(crossing[0], tmp_path / "sides")
    with ExitStack() as stack:
        [north, _] = opened(tmp_path / "sides", crossing[1], stack, LATER + timedelta(minutes=10))
        serve_workspace(north.workspace)
        with walked(browser, north.workspace, request.param, context=PHONE) as walk:
            walk.north = north
            yield walk
        serve_workspace(None)


def mark(walk, page, line, said):
    """Tap what is so of one line."""
    button = page.locator(f"li[data-line='{line}'] button[name=said][value={said}]")
    if walk.has_script:
        button.click()
        return
    with page.expect_navigation():
        button.click()


def go_offline(page):
    """Cut the network, once the worker has its copy."""
    page.wait_for_function(
        """async () => {
            if (!navigator.serviceWorker.controller) return false;
            const names = await caches.keys();
            const held = await Promise.all(names.map(async (n) => (await (await caches.open(n)).keys()).length));
            return held.some((n) => n >= 7);
        }"""
    )
    page.context.set_offline(True)


def waits(walk, page, n):
    """Wait until the outbox holds so many marks."""
    counted = page.evaluate("n => n.toLocaleString(document.documentElement.lang)", n)
    expect(page.locator("#outbox-n")).to_have_text(counted)


def count(walk, page, voice, persons=None):
    """Note one of the three counts: by the roll call, or in numbers."""
    page.select_option("#voice", voice)
    if persons is not None:
        page.fill("#persons", persons)
    walk.press(page, f"button[name=what][value={'roll' if persons is None else 'figures'}]")
    walk.says(page, "The count is kept. It corrects no other.")


def test_marks_of_a_day_without_a_network_arrive_and_three_counts_differ_in_words(walk, crossing):
    digest = crossing[2]
    day = f"/rounds/{walk.north.round_id}/day/{digest}/"
    hana = walk("hana", day)
    if walk.has_script:
        go_offline(hana)
    mark(walk, hana, S1, "present")
    mark(walk, hana, S2, "absent")
    if walk.has_script:
        waits(walk, hana, 2)
        real.reload_offline(hana)
        walk.says(hana, "Without a network: this is the copy kept on this device.")
        waits(walk, hana, 2)
        hana.context.set_offline(False)
        waits(walk, hana, 0)
        hana.goto(day)
    held = [one for taken in walk.north.now("hana", "roll call").said(MarksTaken) for one in taken.marks]
    assert [one.said for one in held] == ["present", "absent"]
    seen = view_day(walk.north.seat("hana"), walk.north.now("hana", "roll call"), digest)
    assert {one.line.id: one.state for one in seen.called} == {S1: "present", S2: "absent"}

    # Giver, intermediary and receiver count; each number stays, and the difference is said.
    walk.says(hana, "Nobody has counted yet.")
    count(walk, hana, "receiver")
    count(walk, hana, "giver", "2")
    count(walk, hana, "neutral", "2")
    assert len(walk.north.now("hana", "roll call").said(Counts)) == 3
    persons = hana.locator("section[aria-labelledby=counts] tr", has=hana.locator("th[scope=row]"))
    told = [text.strip() for text in persons.first.locator("td").all_inner_texts()]
    assert told[0] == "South"
    assert told[1:] == [walk.number(n) for n in (2, 2, 1)]
    walk.says(hana, "Where they differ")
    assert hana.locator("section[aria-labelledby=counts] ul li").count() >= 1

    # A receipt of what passed: two of this side sign it, and it says nothing of who anybody is.
    walk.press(hana, "form[action$='/receipt/'] button")
    igor = walk("igor", "/")
    walk.press(igor, "form[action^='/approve/'] button")
    hana = walk("hana", day)
    walk.says(hana, "%(n)s line is named by no receipt.", "%(n)s lines are named by no receipt.", 1)
