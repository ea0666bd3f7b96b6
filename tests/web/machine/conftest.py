"""The story's workspace served to programs: each role signed in with a token."""

import json
import secrets

import pytest
from django.test import Client

from homeward.actions.story.people import PASSPHRASE
from tests.web import told
from tests.web.conftest import BROWSER


class Program:
    """A program at work as a member, or as nobody."""

    def __init__(self, name=None):
        self.client, self.headers = Client(enforce_csrf_checks=True), {}
        if name is not None:
            answer = self.post("/sign-in", name=name, passphrase=PASSPHRASE)
            assert answer.status_code == 200, answer.content
            self.headers = {"HTTP_AUTHORIZATION": f"Bearer {answer.json()['token']}"}

    def get(self, path, **asked):
        return self.client.get(f"/api/1{path}", asked, **BROWSER, **self.headers)

    def post(self, path, **said):
        return self.send(path, json.dumps(said))

    def act(self, path, **said):
        return self.post(path, act_id=secrets.token_hex(16), **said)

    def send(self, path, body, content_type="application/json"):
        return self.client.post(f"/api/1{path}", body, content_type=content_type, **BROWSER, **self.headers)


@pytest.fixture(scope="session")
def story(tmp_path_factory):
    return told.tell(tmp_path_factory.getbasetemp() / "story")


@pytest.fixture(scope="module")
def served(story, tmp_path_factory):
    """A copy of the workspace, for all tests of a module."""
    with told.served(story, tmp_path_factory.mktemp("served") / "w") as made:
        yield made


@pytest.fixture(scope="module")
def ids(served, story):
    return told.ids_of(served, story)


@pytest.fixture
def program(served):
    """Sign a program in."""
    return Program
