"""The roll call in a real browser without a network: nothing that was tapped is lost, and nothing counts twice."""

import json
import re
import shutil
from contextlib import ExitStack
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from homeward.actions.workspace.folding.rounds import MarksTaken
from homeward.actions.workspace.rounds.crossing import view_day
from homeward.web import served as serving
from tests.actions.workspace.rounds.conftest import LATER, load, opened
from tests.web import browser as real
from tests.web import rounding

identified, begun, agreed = rounding.identified, rounding.begun, rounding.agreed
browser = real.browser
PHONE = {"viewport": {"width": 360, "height": 740}}


@pytest.fixture(scope="session")
def loaded(agreed, tmp_path_factory):
    """The round as far as a crossing that has begun: the folder, the ids, the digest of its manifest."""
    folder = tmp_path_factory.mktemp("loaded") / "sides"
    shutil.copytree(agreed[0], folder)
    with ExitStack() as stack:
        north, south = opened(folder, agreed[1], stack, LATER)
        digest = load(south, north)
    return folder, agreed[1], digest


@pytest.fixture
def north(loaded, tmp_path):
    shutil.copytree(loaded[0], tmp_path / "sides")
    with ExitStack() as stack:
        yield opened(tmp_path / "sides", loaded[1], stack, LATER + timedelta(minutes=10))[0]


@pytest.fixture
def digest(loaded):
    return loaded[2]


@pytest.fixture
def day(north, digest):
    return f"/rounds/{north.round_id}/day/{digest}/"


@pytest.fixture
def page(browser, north, day):
    """A telephone with the roll call open, and a worker that has its copy."""
    with real.served(north.workspace) as url, real.opened(browser, url, **PHONE) as page:
        real.sign_in(page, "hana")
        with page.expect_response(lambda answer: "roll.js" in answer.url):
            page.goto(day)
        page.wait_for_function(
            """async () => {
                const names = await caches.keys();
                const held = await Promise.all(names.map(async (n) => (await (await caches.open(n)).keys()).length));
                return held.some((n) => n >= 7);
            }"""
        )
        yield page


def tap(page, line, said):
    page.locator(f'li[data-line="{line}"]').get_by_role("button", name=f"{said}: {line}").click()


def outbox(page, n, says):
    expect(page.locator("#outbox-n")).to_have_text(str(n))
    expect(page.locator("#outbox-says")).to_contain_text(says)


def marks(north):
    return [mark for one in north.now("hana", "roll call").said(MarksTaken) for mark in one.marks]


def states(north, digest):
    seen = view_day(north.seat("hana"), north.now("hana", "roll call"), digest)
    return {one.line.id: one.state for one in seen.called}


def test_marks_without_a_network_wait_survive_a_reload_and_are_taken_in_once(page, north, day, digest):
    page.context.set_offline(True)
    tap(page, "South:S-1", "present")
    tap(page, "South:S-2", "present")
    tap(page, "South:S-2", "absent")
    outbox(page, 3, "waits for a network")
    assert marks(north) == []

    real.reload_offline(page)
    expect(page.locator("main")).to_contain_text("this is the copy kept on this device")
    outbox(page, 3, "waits for a network")
    expect(page.locator('li[data-line="South:S-2"] .mine')).to_contain_text("absent")
    expect(page.locator('[data-count="go"]')).to_have_text("1")
    expect(page.locator('[data-count="absent"]')).to_have_text("1")

    sent = []

    def lose_the_first_answer(route):
        """The marks arrive, and the network fails before the telephone hears of it."""
        sent.append(route.request.post_data)
        answer = route.fetch()
        route.abort() if len(sent) == 1 else route.fulfill(response=answer)

    page.route("**/marks/", lose_the_first_answer)
    with page.expect_event("requestfailed", lambda request: request.url.endswith("/marks/")):
        page.context.set_offline(False)
    expect(page.locator("#outbox")).to_have_attribute("data-state", "waiting")
    page.get_by_role("button", name="Send now").click()
    outbox(page, 0, "everything is sent")

    assert len(sent) == 2
    assert json.loads(sent[0]) == json.loads(sent[1])
    assert [one.counter for one in marks(north)] == [1, 2, 3]
    assert len({one.id for one in marks(north)}) == 3
    assert states(north, digest) == {"South:S-1": "present", "South:S-2": "absent"}
    expect(page.locator('li[data-line="South:S-1"] .state')).to_have_text("go")
    expect(page.locator('[data-count="go"]')).to_have_text("1")


def test_after_an_idle_time_out_the_outbox_stays_and_asks_for_the_passphrase(page, north, day, digest):
    page.context.set_offline(True)
    tap(page, "South:S-1", "present")
    serving.serve_workspace(north.workspace)  # nobody is at work any more
    page.context.set_offline(False)
    outbox(page, 1, "give your passphrase again")
    page.locator("#outbox-in").click()
    page.fill("[name=name]", "hana")
    page.fill("[name=passphrase]", real.PASSPHRASE)
    page.press("[name=passphrase]", "Enter")
    page.wait_for_url(f"**{day}")
    outbox(page, 0, "everything is sent")
    assert states(north, digest)["South:S-1"] == "present"
    assert len(marks(north)) == 1


def test_signing_out_with_marks_not_sent_asks_first_and_then_leaves_nothing_on_the_device(page, day):
    page.context.set_offline(True)
    tap(page, "South:S-1", "present")
    outbox(page, 1, "waits for a network")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.get_by_role("button", name="Sign out").click()
    outbox(page, 1, "waits for a network")
    assert "not sent yet" in asked[0]
    page.context.set_offline(False)
    outbox(page, 0, "everything is sent")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in/")
    left = page.evaluate(
        """async () => [(await caches.keys()).length, localStorage.length,
                         (await navigator.serviceWorker.getRegistrations()).length]"""
    )
    assert left == [0, 0, 0]


def test_signing_out_on_another_page_with_marks_not_sent_asks_too(page, day):
    page.context.route("**/state/", lambda route: route.abort())  # a network that loses what is sent
    tap(page, "South:S-1", "present")
    outbox(page, 1, "waits for a network")
    page.goto("/")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.get_by_role("button", name="Sign out").click()
    assert "not sent yet" in asked[0]
    page.goto(day)
    outbox(page, 1, "")


def test_the_worker_keeps_the_roll_call_and_its_files_and_nothing_else(page, day):
    page.goto("/rounds/")
    page.goto(day)
    kept = page.evaluate(
        """async () => (await Promise.all((await caches.keys()).map(async (name) =>
            (await (await caches.open(name)).keys()).map((one) => new URL(one.url).pathname)))).flat()"""
    )
    assert {one for one in kept if not one.startswith("/static/homeward/")} == {f"{day}copy/"}
    assert page.evaluate("() => navigator.serviceWorker.controller !== null")
    scopes = page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).map((one) => one.scope)")
    assert [re.sub("^http://[^/]+", "", one) for one in scopes] == [day]


def test_targets_are_large_enough_for_a_thumb_and_the_page_fits_a_telephone(page):
    sizes = page.locator("#roll .taps button:visible").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect()).map((box) => [box.width, box.height])"
    )
    assert len(sizes) >= 4
    assert min(height for _, height in sizes) >= 48
    assert min(width for width, _ in sizes) >= 48
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 360
