"""Two workspaces made once, as far as identifications and as far as items that both signed; each test gets a copy."""

import shutil
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from homeward.actions.workspace.desk import approve
from homeward.actions.workspace.place import open_workspace
from homeward.actions.workspace.rounds.candidates import find_candidates
from homeward.actions.workspace.rounds.gates import Heard, hear_gate
from homeward.actions.workspace.rounds.held import manifests_of, write_file
from homeward.actions.workspace.rounds.items import proofs_of, sign_items, take_proofs
from homeward.actions.workspace.rounds.opening import find_round
from homeward.actions.workspace.rounds.papers import Crossing, countersign, make_manifest, take_paper, use_manifest
from homeward.actions.workspace.rounds.planning import plan_round
from homeward.exchange.planning.program import Patience
from tests.actions.workspace.rounds.sample import begin, found, identify, key_of
from tests.actions.workspace.sample import NOON, PASSPHRASE, seat

LATER = NOON + timedelta(hours=1)


@dataclass
class Side:
    """One side's workspace, with the round in it."""

    name: str
    workspace: Any
    round_id: str

    def seat(self, *names):
        desks = seat(self.workspace, *names)
        return desks[0] if len(desks) == 1 else desks

    def now(self, name="nina", asks="agree round"):
        """The round as it is kept, for somebody who works on it."""
        return find_round(self.seat(name), self.round_id, asks)[0]

    def both(self, first, second, what, *words, **more):
        """Two people of the side do it, the second by approving: what the first got."""
        result = what(self.seat(first), self.round_id, *words, **more)
        kept = result[-1] if isinstance(result, tuple) else result
        approve(self.seat(second), kept.waits_for)
        return result


def clock(start=LATER):
    seconds = count()
    return lambda: start + timedelta(seconds=next(seconds))


def opened(folder, rounds, stack, start=LATER):
    sides = []
    for name in ("North", "South"):
        workspace = open_workspace(folder / name.lower(), PASSPHRASE, clock(start))
        stack.enter_context(workspace.store)
        sides.append(Side(name, workspace, rounds.get(name, "")))
    return tuple(sides)


@pytest.fixture(scope="session")
def identified(tmp_path_factory):
    folder = tmp_path_factory.mktemp("identified")
    for name in ("north", "south"):
        with (workspace := found(folder / name, f"agency-{name}")).store:
            identify(workspace)
    return folder


@pytest.fixture(scope="session")
def begun(identified, tmp_path_factory):
    """A round opened and planned on both sides: the folder and the ids."""
    folder = tmp_path_factory.mktemp("begun") / "sides"
    shutil.copytree(identified, folder)
    with ExitStack() as stack:
        north, south = opened(folder, {}, stack, NOON + timedelta(minutes=10))
        rounds = {
            "North": begin(north.workspace, "North", key_of(south.workspace)),
            "South": begin(south.workspace, "South", key_of(north.workspace)),
        }
        for side in (north, south):
            plan_round(side.seat("nina"), rounds[side.name], Patience())
    return folder, rounds


@pytest.fixture(scope="session")
def agreed(begun, tmp_path_factory):
    """Everybody of the plan signed by both sides, and every gate heard."""
    folder = tmp_path_factory.mktemp("agreed") / "sides"
    shutil.copytree(begun[0], folder)
    with ExitStack() as stack:
        north, south = opened(folder, begun[1], stack, NOON + timedelta(minutes=30))
        for one, other in ((north, south), (south, north)):
            one.both("nina", "oleh", sign_items)
            take_proofs(other.seat("nina"), other.round_id, proofs_of(one.now()))
        for side in (north, south):
            hear(side)
    return folder, begun[1]


@pytest.fixture
def planned_sides(begun, tmp_path):
    yield from _copied(begun, tmp_path)


@pytest.fixture
def sides(agreed, tmp_path):
    yield from _copied(agreed, tmp_path)


def _copied(made, tmp_path):
    folder: Path = tmp_path / "sides"
    shutil.copytree(made[0], folder)
    with ExitStack() as stack:
        yield opened(folder, made[1], stack)


def hear(side):
    hana, until = side.seat("hana"), (NOON + timedelta(days=30)).date()
    for person in find_candidates(hana, side.now("hana", "roll call")).by_id:
        hear_gate(hana, side.round_id, person, Heard(gate="wish", is_open=True, by="Neutral"))
        hear_gate(hana, side.round_id, person, Heard(gate="fitness", is_open=True, by="doctors", until=until))


def window(giver="South", day=0, **more):
    at = LATER + timedelta(days=day)
    ends = {"closes_at": at + timedelta(hours=6), "expires_at": at + timedelta(hours=20)}
    return Crossing(giver=giver, place="bridge", opens_at=at, **ends, **more)


def load(south, north, crossing=None):
    """The South makes a manifest, and the North takes it in, signs and begins it: its digest."""
    south.both("hana", "igor", make_manifest, crossing or window())
    held = manifests_of(south.now("hana", "roll call"))[-1]
    digest = held.paper.digest.hex()
    take_paper(north.seat("hana"), north.round_id, write_file(held.paper))
    north.both("hana", "igor", countersign, digest)
    use_manifest(north.seat("hana"), north.round_id, digest)
    return digest
