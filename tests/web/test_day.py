import re

from homeward.actions.workspace.rights import Role
from homeward.web.pages import MENU
from tests.actions.workspace.sample import acts
from tests.web.conftest import BROWSER


def test_everybody_has_a_day_and_nobody_has_one_without_a_passphrase(enter):
    for role in Role:
        page = enter(role.name.lower()).get("/", **BROWSER)
        assert page.status_code == 200
        assert "Nothing waits for you now." in page.content.decode()


def test_the_menu_names_what_a_role_of_the_member_opens_and_nothing_else(enter):
    def menu(name):
        page = enter(name).get("/", **BROWSER).content.decode()
        return set(re.findall(r'<li><a href="(/[a-z]*/?)"', page)) & {path for path, *_ in MENU}

    assert menu("reviewer") == {"/", "/lists/", "/files/", "/queue/", "/board/", "/families/"}
    assert menu("auditor") == {"/", "/lists/", "/rounds/", "/pledges/", "/audit/"}
    assert menu("custodian") == {"/", "/members/"}


def test_a_page_below_a_screen_is_marked_in_the_menu_as_that_screen(enter):
    def marked(path):
        page = enter("negotiator" if path != "/import/" else "caseworker").get(path, **BROWSER).content.decode()
        return re.findall(r'<a href="(/[a-z]*/?)" aria-current', page.partition("<main")[0])

    assert [marked(path) for path in ("/figures/", "/documents/", "/beside/", "/windows/")] == [["/pledges/"]] * 4
    assert marked("/import/") == ["/lists/"]


def test_a_wrong_passphrase_opens_nothing_and_is_an_entry(workspace, enter):
    from django.test import Client

    browser = Client()
    page = browser.post("/sign-in/", {"name": "reviewer", "passphrase": "four other words here"}, **BROWSER)
    assert page.status_code == 403
    assert browser.get("/", **BROWSER).status_code == 302
    assert acts(workspace)[-1].kind == "sign-in failed"
    assert acts(workspace)[-1].channel == "web"
