"""Backups, and coming back from one: a copy counts only when it was opened and replayed, a restore takes two people.

A backup is a folder: the encrypted store, the sealed keys of the instance and of its people, and the settings. The keys
of the subjects are copied apart, to be kept no longer than 30 days: what was erased must not live on in an old copy.
Old backups and old copies of keys are looked after in `rotation`.
"""

import json
import secrets
import shutil
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from homeward.actions.workspace.desk import Desk, Draft, authorise, note
from homeward.actions.workspace.members import FOLDER as MEMBERS
from homeward.actions.workspace.members import Member, all_members, find_member, open_key
from homeward.actions.workspace.place import (
    KEY_FILE,
    PROGRAM,
    SETTINGS_FILE,
    STORE_FOLDER,
    Clock,
    Workspace,
    enter,
    ledger_key_of,
    read_instance_key,
    read_site,
    site_of,
    utc_now,
    write_site,
)
from homeward.actions.workspace.rights import Scope, right_of
from homeward.errors import InvalidInput
from homeward.ledger.act import MOST_SUBJECTS, Act
from homeward.ledger.checkpoint import SignedHead, open_head
from homeward.ledger.entry import sign
from homeward.ledger.epoch import EPOCH_OPENED, Opening, opening_facts
from homeward.ledger.keys import VerifierKey
from homeward.store.backends.disk import made_whole
from homeward.store.backup import Checked, Source, back_up, back_up_keys, inspect_backup, restore_store
from homeward.store.heads import newest_head, sign_head
from homeward.store.refusals import NotOpened
from homeward.store.sequence import SignedAct
from homeward.store.store import open_store
from homeward.store.transaction import ERASED

BACKUP_FILE, NOTE_FILE = "store.backup", "backup.json"
_NOTE_FORM = "homeward/backup/1"
_ERASED_AGAIN = (("because", "erased after the backup"),)
_SEALED = (KEY_FILE, SETTINGS_FILE)


@dataclass(frozen=True, slots=True)
class Copy:
    """Where a copy lies: the folder, and the file with the keys of the subjects."""

    folder: Path
    keys: Path


@dataclass(frozen=True, slots=True)
class Person:
    """One of the two people who order a restore, with the passphrase of their key."""

    name: str
    passphrase: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A restore, as two people order it."""

    passphrase: str  # of the instance key
    people: tuple[Person, Person]
    cause: str  # a code: "disk failure"
    head: str | None = None  # the newest head that a partner holds
    server: str | None = None  # URL of an empty database that shall keep the store; by default a file in the folder
    clock: Clock = utc_now


def back_up_workspace(desk: Desk, copy: Copy) -> Checked:
    """Copy a workspace; the copy was opened and replayed in a fresh process when this returns.

    A store on a server is copied into a file, too; the server's own backups know nothing of the ledger.

    raises    Refused; NotOpened where something is there already; Damaged where the copy does not hold; StoreError
              where the disk does not take it. Then, and where it is killed, no folder is left
    """
    granted = authorise(desk, "backup")
    _check_free(copy)
    workspace = desk.workspace
    sign_head(desk.store, workspace.ledger_key)
    with made_whole(copy.folder) as beside:
        checked = back_up(desk.store, beside / BACKUP_FILE, workspace.instance_key, workspace.verifier_keys)
        _copy_sealed(workspace.folder, beside)
        write_site(beside, read_site(workspace.folder))
        copy.keys.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write_note(beside, copy.keys, checked, workspace.clock())
        back_up_keys(desk.store, copy.keys, workspace.instance_key)
    note(
        desk,
        granted.role,
        Draft(kind="backup made", facts=(("entries", checked.n_entries), ("root", checked.root.hex()))),
    )
    return checked


def restore_workspace(copy: Copy, folder: Path, order: Order) -> Workspace:
    """Make a workspace from a backup, under the next epoch, as two people order it.

    raises    InvalidInput where they may not, or a passphrase is another; NotOpened where something is there already;
              Damaged where the backup does not hold

    Whoever was erased after the backup stays so: the same two sign that, since the acts that said it are lost.
    """
    log = read_site(copy.folder).log
    site = site_of(log, order.server)
    instance_key = read_instance_key(copy.folder, order.passphrase)
    source = Source(copy.folder / BACKUP_FILE, copy.keys)
    people, keys, last = _look_inside(source, instance_key, order, log)
    signers = [
        open_key(copy.folder, member, person.passphrase) for member, person in zip(people, order.people, strict=True)
    ]
    checked = inspect_backup(source.backup, source.keys, instance_key, keys)
    opening = Opening(checked.n_entries, last.head, order.cause)
    act = Act(
        log=log,
        id=secrets.token_hex(16),
        kind=EPOCH_OPENED,
        actor=signers[0].id,
        role=_role(people[0]),
        channel="command line",
        done_at=order.clock(),
        program=PROGRAM,
        facts=opening_facts(opening),
    )
    with made_whole(folder) as beside:
        _copy_sealed(copy.folder, beside)
        write_site(beside, site)
        place, opened_by = beside / STORE_FOLDER, SignedAct(act, sign(act, *signers))
        with restore_store(source, order.server or place, instance_key, opened_by, keys, keys=place) as store:
            for start in range(0, len(gone := checked.erased_since), MOST_SUBJECTS):
                subjects = gone[start : start + MOST_SUBJECTS]
                again = replace(act, id=secrets.token_hex(16), kind=ERASED, subjects=subjects, facts=_ERASED_AGAIN)
                store.erase(again, sign(again, *signers))
    return enter(folder, site, instance_key, order.clock, server=order.server)


def _look_inside(
    source: Source, instance_key: bytes, order: Order, log: str
) -> tuple[tuple[Member, ...], tuple[VerifierKey, ...], SignedHead]:
    """Open a backup: who the two people are, the keys to check it with, and the newest head that is known."""
    ledger_key = ledger_key_of(log, instance_key).verifier()
    with open_store(source.backup, instance_key, keys=source.keys) as store:
        with store.read() as now:
            keys = (ledger_key, *(member.key for member in all_members(now)))
            found = [find_member(now, person.name) for person in order.people]
        last = newest_head(store, [ledger_key])
    people = tuple(member for member in found if member is not None)
    if len({member.id for member in people}) < 2 or not all(_may_restore(member) for member in people):
        raise InvalidInput("a restore is ordered by two members of the workspace who each hold the right to it")
    if order.head is not None:
        last = open_head(order.head, [ledger_key])
    if last is None:
        raise InvalidInput("the backup holds no signed head; give the newest one that a partner holds: --head")
    return people, keys, last


def _may_restore(member: Member) -> bool:
    return any(right_of(role, "restore", Scope.OWN).is_granted for role in member.roles)


def _role(member: Member) -> str:
    return next(role.value for role in member.roles if right_of(role, "restore", Scope.OWN).is_granted)


def _check_free(copy: Copy) -> None:
    """Refuse a place where something is, before anything is copied; raises NotOpened."""
    if (copy.folder.exists() and any(copy.folder.iterdir())) or copy.keys.exists():
        raise NotOpened(f"{copy.folder} or {copy.keys} is there already; give each backup a place of its own")


def _write_note(folder: Path, keys: Path, checked: Checked, now: datetime) -> None:
    """Note beside a backup when it was made and where its keys went, for whoever looks after old ones."""
    told = {
        "form": _NOTE_FORM,
        "made_at": now.isoformat(),
        "entries": checked.n_entries,
        "root": checked.root.hex(),
        "keys": str(keys.resolve()),
    }
    (folder / NOTE_FILE).write_text(json.dumps(told) + "\n", encoding="utf-8")


def _copy_sealed(source: Path, target: Path) -> None:
    for name in _SEALED:
        shutil.copy2(source / name, target / name)
    shutil.copytree(source / MEMBERS, target / MEMBERS)
