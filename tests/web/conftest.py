"""One workspace with a member for each role, served in this process; pages are asked for without a network."""

import pytest
from django.core.management import call_command
from django.test import Client

from homeward.actions.workspace.rights import Role
from homeward.web.served import serve_workspace
from tests.actions.workspace.sample import PASSPHRASE, make
from tests.web.browser import browser

__all__ = ("browser",)  # a fixture for every module of this folder
BROWSER = {"secure": True, "HTTP_HOST": "localhost"}


@pytest.fixture(scope="session", autouse=True)
def _accounts():
    call_command("migrate", verbosity=0, interactive=False)


@pytest.fixture
def workspace(tmp_path):
    people = {role.name.lower(): (role,) for role in Role}
    with (made := make(tmp_path / "w", people)).store:
        serve_workspace(made)
        yield made
        serve_workspace(None)


@pytest.fixture
def enter(workspace):
    """Sign a member in: a browser of their own."""

    def sign_in(name):
        browser = Client(enforce_csrf_checks=False)
        response = browser.post("/sign-in/", {"name": name, "passphrase": PASSPHRASE}, **BROWSER)
        assert response.status_code == 302, response.content
        return browser

    return sign_in
