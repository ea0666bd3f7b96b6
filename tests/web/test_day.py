from homeward.actions.workspace.rights import Role
from tests.actions.workspace.sample import acts
from tests.web.conftest import BROWSER


def test_everybody_has_a_day_and_nobody_has_one_without_a_passphrase(enter):
    for role in Role:
        page = enter(role.name.lower()).get("/", **BROWSER)
        assert page.status_code == 200
        assert "Nothing waits for you now." in page.content.decode()


def test_a_wrong_passphrase_opens_nothing_and_is_an_entry(workspace, enter):
    from django.test import Client

    browser = Client()
    page = browser.post("/sign-in/", {"name": "reviewer", "passphrase": "four other words here"}, **BROWSER)
    assert page.status_code == 403
    assert browser.get("/", **BROWSER).status_code == 302
    assert acts(workspace)[-1].kind == "sign-in failed"
    assert acts(workspace)[-1].channel == "web"
