"""A passkey in a real browser: Chromium with an authenticator that lives in it (the DevTools protocol has one)."""

from urllib.parse import parse_qs

import pytest
from django.core.cache import cache

from homeward.actions.workspace.rights import Role
from tests.actions.workspace.sample import PASSPHRASE, make
from tests.web.browser import browser, opened, served, sign_in

__all__ = ("browser",)


@pytest.fixture
def page(browser, tmp_path):
    """A window on a workspace of two people."""
    cache.clear()
    with (
        (made := make(tmp_path / "w", {"anna": (Role.CASEWORKER,), "boris": (Role.REVIEWER,)})).store,
        served(made) as url,
        opened(browser, url) as page,
    ):
        yield page


# A page that was altered in the browser, and asks the authenticator for no finger and no number.
ASK_FOR_LESS = """() => {
  const it = document.getElementById("options");
  it.textContent = it.textContent.replace('"required"', '"discouraged"');
}"""


def plug_in(page):
    """Give the machine an authenticator, whose owner sits there."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    kind = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    how = {"isUserVerified": True, "automaticPresenceSimulation": True}
    made = tools.send("WebAuthn.addVirtualAuthenticator", {"options": {**kind, **how}})
    return tools, made["authenticatorId"]


def add_passkey(page):
    page.goto("/me/second-factor/passkeys/add/")
    page.fill("[name=passphrase]", PASSPHRASE)
    page.press("[name=passphrase]", "Enter")
    page.wait_for_url("**/passkeys/add/")
    page.fill("[name=name]", "blue <b>key</b>")
    page.click("#add_passkey")
    page.wait_for_url("**/spare-codes/")


def test_a_passkey_is_added_and_opens_with_the_passphrase_only_where_its_owner_is_shown(page):
    said = []
    page.on("console", lambda message: said.append(message.text))
    sign_in(page, "anna")
    tools, number = plug_in(page)
    add_passkey(page)
    assert page.locator("main kbd").count() == 10  # spare codes come with the first second factor
    page.goto("/me/second-factor/passkeys/")
    assert "blue <b>key</b>" in page.inner_text("tbody")

    page.click("text=Sign out")
    page.wait_for_url("**/sign-in/")
    sign_in(page, "anna")
    assert page.url.endswith("/me/second-factor/give/")
    page.goto("/")
    assert "/sign-in/" in page.url  # the passphrase alone

    sign_in(page, "anna")
    tools.send("WebAuthn.setUserVerified", {"authenticatorId": number, "isUserVerified": False})
    page.evaluate(ASK_FOR_LESS)
    page.click("#use_passkey")
    page.wait_for_selector("[role=alert]")
    assert page.url.endswith("/me/second-factor/give/")

    tools.send("WebAuthn.setUserVerified", {"authenticatorId": number, "isUserVerified": True})
    page.click("#use_passkey")
    page.wait_for_url(lambda url: url.endswith("/"))
    page.wait_for_selector("h1:has-text('My day')")
    assert not [one for one in said if "Content Security Policy" in one]


def test_the_passkey_of_another_machine_opens_nothing(page):
    sign_in(page, "anna")
    tools, number = plug_in(page)
    add_passkey(page)
    tools.send("WebAuthn.clearCredentials", {"authenticatorId": number})
    page.click("text=Sign out")
    page.wait_for_url("**/sign-in/")
    sign_in(page, "anna")
    with page.expect_console_message():
        page.click("#use_passkey")
    page.goto("/")
    assert "/sign-in/" in page.url


def test_an_answer_of_a_passkey_that_was_used_before_is_refused(page):
    sign_in(page, "anna")
    plug_in(page)
    add_passkey(page)
    page.click("text=Sign out")
    page.wait_for_url("**/sign-in/")
    sign_in(page, "anna")
    answers = []
    page.on("request", lambda request: answers.append(request.post_data) if request.method == "POST" else None)
    page.click("#use_passkey")
    page.wait_for_selector("h1:has-text('My day')")
    page.click("text=Sign out")
    page.wait_for_url("**/sign-in/")
    sign_in(page, "anna")
    [used] = [one for one in answers if one and "credential=" in one]
    page.evaluate(
        """(value) => { const it = document.getElementById("credential"); it.value = value; it.form.submit(); }""",
        parse_qs(used)["credential"][0],
    )
    page.wait_for_selector("[role=alert]")
    assert page.url.endswith("/me/second-factor/give/")
