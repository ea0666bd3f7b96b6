"""An invented workspace in the middle of its work, with somebody in every role: for tests that ask for everything.

It is told once for a session; each test module that writes gets a copy. Limits on how much one person opens are wide
here, because one test opens what many people open in a year.
"""

import json
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path

from homeward.actions.story.people import PASSPHRASE
from homeward.actions.story.telling import SMALL, tell_story
from homeward.actions.workspace.desk import approve, sit_down
from homeward.actions.workspace.founding import Newcomer, add_member, change_settings
from homeward.actions.workspace.laboratory.samples import all_samples
from homeward.actions.workspace.lists import files_of, view_lists
from homeward.actions.workspace.pairs import all_cases
from homeward.actions.workspace.place import open_workspace
from homeward.actions.workspace.promises.addresses import pledge_addresses
from homeward.actions.workspace.promises.documents import all_documents
from homeward.actions.workspace.promises.journal import journal_of
from homeward.actions.workspace.rights import Role, Scope, right_of
from homeward.actions.workspace.rounds.candidates import find_candidates
from homeward.actions.workspace.rounds.held import manifests_of
from homeward.actions.workspace.rounds.opening import find_round
from homeward.actions.workspace.settings import write_settings
from homeward.actions.workspace.things import all_things
from homeward.ledger.entry import decode_entry
from homeward.web.served import serve_workspace
from tests.actions.workspace.sample import CHEAP

AT = datetime(2026, 5, 3, 12, tzinfo=UTC)
WHO = {
    Role.CASEWORKER: "anna",
    Role.REVIEWER: "boris",
    Role.LABORATORY: "lena",
    Role.NEGOTIATOR: "nina",
    Role.HAND_OVER: "hana",
    Role.PROTECTION: "dina",
    Role.AUDITOR: "ada",
    Role.ADMINISTRATOR: "emil",
    Role.CUSTODIAN: "fadi",
    Role.ADJUDICATOR: "nora",
}
WHOLE = ("", "not own", "destroys key")  # what is granted in part does not grant the whole
_WIDE = {"files_hour": 100_000, "files_day": 100_000, "files_stop_hour": 100_000, "lists_minute": 100_000}


def clock(start):
    """A clock that advances by a second whenever it is asked."""
    seconds = count()
    return lambda: start + timedelta(seconds=next(seconds))


@cache
def tell(folder: Path):
    """Tell the story under a folder, once: where the workspace of the North is, and its rounds."""
    story = tell_story(folder, SMALL, clock=clock(AT))
    with (made := open_workspace(story.north, PASSPHRASE, clock(AT + timedelta(hours=2)))).store:
        dina, emil = (sit_down(made, name, PASSPHRASE) for name in ("dina", "emil"))
        newcomer = Newcomer("nora", (Role.ADJUDICATOR,), PASSPHRASE, "files")
        approve(emil, add_member(dina, newcomer, hardness=CHEAP)[1].waits_for)
        nora = sit_down(made, "nora", PASSPHRASE)
        wide = json.dumps(json.loads(write_settings(made.settings)) | _WIDE)
        approve(nora, change_settings(dina, wide).waits_for)
    return story


@contextmanager
def served(story, to):
    """Serve a copy of the North's workspace, some hours later."""
    shutil.copytree(story.north, to)
    made = open_workspace(to, PASSPHRASE, clock(AT + timedelta(hours=3)))
    with made.store:
        serve_workspace(made)
        try:
            yield made
        finally:
            serve_workspace(None)


@dataclass(frozen=True)
class Entries:
    """The acts that the ledger took since it was looked at."""

    workspace: object
    size: int

    @classmethod
    def after(cls, workspace):
        with workspace.store.read() as now:
            return cls(workspace, now.size)

    @property
    def kinds(self):
        with self.workspace.store.read() as now:
            return [decode_entry(data).act.kind for data in now.entries(self.size)]


def ids_of(workspace, story):
    """Real ids of each kind of thing, as its people know them."""
    anna, hana = (sit_down(workspace, name, PASSPHRASE) for name in ("anna", "hana"))
    lists = {(one.party, one.role): key for key, one in view_lists(anna).items()}
    cases = {one.case.state: one for one in reversed(all_cases(anna))}
    digest = manifests_of(find_round(hana, story.rounds[0], "roll call")[0])[0].paper.digest.hex()
    document = next(one for one in all_documents(anna) if one.record.proposals)
    journal = journal_of(anna)
    return {
        "list_id": lists["South", "found"],
        "found": lists["South", "found"],
        "sought": lists["North", "sought"],
        "file_id": next(iter(files_of(anna, lists["South", "found"]))),
        "spare_id": list(files_of(anna, lists["South", "found"]))[-1],
        "case_id": cases["read once"].id,
        "round_id": story.rounds[0],
        "digest": digest,
        "document_id": document.id,
        "spare_document_id": next(one.id for one in all_documents(anna) if one.id != document.id),
        "claim_id": document.record.proposals[0].id,
        "sample_id": next(iter(all_samples(anna))),
        "thing_id": all_things(anna)[0].id,
        "address": next(iter(pledge_addresses(anna, journal).values())),
        "person": find_candidates(hana, find_round(hana, story.rounds[0], "roll call")[0]).people[0].id,
        "number": "1",
        "act_id": "0" * 32,
        "order_id": "0" * 32,
    }


def ways(role, act):
    """In how many ways a role may do something: the scopes in which all of it is granted."""
    rights = {scope: right_of(role, act, scope) for scope in Scope}
    return {scope for scope, one in rights.items() if one.is_granted and one.part in WHOLE}
