"""Two sides and a neutral made once; each test that keeps anything gets a copy of all three."""

import shutil
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from homeward.actions.workspace.checking import check_workspace
from homeward.actions.workspace.place import open_workspace
from tests.actions.workspace.rounds.conftest import LATER, Side, clock, opened
from tests.actions.workspace.sample import PASSPHRASE, seat
from tests.actions.workspace.witnessing.sample import Asks, make_all


@dataclass
class Three:
    """All three at work, each in a copy of its own."""

    north: Side
    south: Side
    neutral: Any
    asks: Asks

    def sit(self, name):
        return seat(self.neutral, name)[0]

    def keys(self):
        return {side.name: side.workspace.ledger_key.verifier() for side in (self.north, self.south)}


@pytest.fixture(scope="session")
def asked_once(tmp_path_factory):
    folder = tmp_path_factory.mktemp("witness") / "all"
    return (folder, *make_all(folder))


@contextmanager
def copied(made, folder):
    """All three in a copy of their own; whatever was asked, signed or refused, the neutral's workspace verifies."""
    folder_once, rounds, asks = made
    shutil.copytree(folder_once, folder)
    start = LATER + timedelta(hours=1)
    with ExitStack() as stack:
        north, south = opened(folder, rounds, stack, start)
        neutral = open_workspace(folder / "neutral", PASSPHRASE, clock(start))
        stack.enter_context(neutral.store)
        yield Three(north, south, neutral, asks)
        checked = check_workspace(neutral)
        assert checked.is_whole, checked.sentences


@pytest.fixture
def three(asked_once, tmp_path):
    with copied(asked_once, tmp_path / "all") as made:
        yield made


@pytest.fixture(scope="module")
def untouched(asked_once, tmp_path_factory):
    """For what is refused before anybody is asked: nothing is ever kept here but refusals."""
    with copied(asked_once, tmp_path_factory.mktemp("untouched") / "all") as made:
        yield made
