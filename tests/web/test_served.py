"""An open session shows what its person may see at this moment: roles and people change while pages are open."""

import json

import pytest
from django.test import Client

from homeward.actions.workspace.desk import approve
from homeward.actions.workspace.files import flag_harm
from homeward.actions.workspace.founding import change_roles, let_go
from homeward.actions.workspace.lists import files_of, import_list
from homeward.actions.workspace.rights import Role
from homeward.web import served
from homeward.web.served import serve_workspace
from tests.actions.workspace.sample import PASSPHRASE, delivery, make, seat
from tests.web.conftest import BROWSER

PEOPLE = {
    "anna": (Role.CASEWORKER,),
    "boris": (Role.CASEWORKER, Role.PROTECTION),  # of another team than anna
    "dina": (Role.PROTECTION,),
    "emil": (Role.ADMINISTRATOR,),
    "vera": (Role.CASEWORKER,),
}


@pytest.fixture
def workspace(tmp_path):
    with (made := make(tmp_path / "w", PEOPLE, boris="2")).store:
        serve_workspace(made)
        yield made
        serve_workspace(None)


@pytest.fixture
def flagged(workspace):
    """The id of a list of anna's team on which everybody has a harm flag."""
    [anna] = seat(workspace, "anna")
    list_id = import_list(anna, delivery()).list_id
    for file_id in files_of(anna, list_id):
        flag_harm(anna, file_id, lift=False, reason="threatened")
    return list_id


def program(name):
    """A program signed in as a member: asks an address of the interface."""
    client, said = Client(), json.dumps({"name": name, "passphrase": PASSPHRASE})
    told = client.post("/api/1/sign-in", said, content_type="application/json", **BROWSER).json()
    return lambda path: client.get(f"/api/1{path}", HTTP_AUTHORIZATION=f"Bearer {told['token']}", **BROWSER)


def test_a_role_that_was_taken_away_shows_nothing_more_in_an_open_session(workspace, flagged, enter):
    browser, ask = enter("boris"), program("boris")
    assert flagged in browser.get("/lists/", **BROWSER).content.decode()
    assert flagged in ask("/lists").json()["lists"]
    dina, emil = seat(workspace, "dina", "emil")
    approve(dina, change_roles(emil, "boris", (Role.CASEWORKER,)).waits_for)
    assert flagged not in browser.get("/lists/", **BROWSER).content.decode()
    assert browser.get(f"/lists/{flagged}/", **BROWSER).status_code == 404
    assert ask("/lists").json()["lists"] == {}
    assert ask("/me").json()["roles"] == ["caseworker"]


@pytest.mark.parametrize("path", ["/", "/queue/", "/me/", "/me/second-factor/", "/papers/check/"])
def test_whoever_has_left_is_signed_out_at_their_next_click(workspace, enter, path):
    browser = enter("anna")
    assert browser.get(path, **BROWSER).status_code == 200
    leave(workspace, "anna")
    answer = browser.get(path, **BROWSER)
    assert (answer.status_code, answer.url.split("?")[0]) == (302, "/sign-in/")


@pytest.mark.parametrize("path", ["/me", "/members", "/day", "/pending", "/queue"])
def test_the_token_of_whoever_has_left_opens_nothing_and_their_key_is_forgotten(workspace, path):
    ask = program("anna")
    assert ask(path).status_code == 200
    leave(workspace, "anna")
    assert ask(path).status_code == 401
    assert served._served.desks.tidy() == 0


def leave(workspace, name):
    dina, emil = seat(workspace, "dina", "emil")
    approve(dina, let_go(emil, name, "vera").waits_for)
