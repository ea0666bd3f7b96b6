"""Backups, and coming back from one: a copy counts only when it was opened and replayed, a restore takes two people.

A backup is a folder: the encrypted store, the sealed keys of the instance and of its people, and the settings. The keys
of the subjects are copied apart, to be kept no longer than 30 days: what was erased must not live on in an old copy.
"""

import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path

from homeward.actions.workspace.desk import Desk, Draft, authorise, note
from homeward.actions.workspace.members import FOLDER as MEMBERS
from homeward.actions.workspace.members import Member, all_members, find_member, open_key
from homeward.actions.workspace.place import (
    KEY_FILE,
    PROGRAM,
    SETTINGS_FILE,
    STORE_FOLDER,
    WORKSPACE_FILE,
    Clock,
    Workspace,
    ledger_key_of,
    read_instance_key,
    read_log_name,
    utc_now,
)
from homeward.actions.workspace.rights import Scope, right_of
from homeward.errors import InvalidInput
from homeward.ledger.act import Act
from homeward.ledger.checkpoint import SignedHead, open_head
from homeward.ledger.entry import sign
from homeward.ledger.epoch import EPOCH_OPENED, Opening, opening_facts
from homeward.ledger.keys import VerifierKey
from homeward.store.backup import Checked, Source, back_up, back_up_keys, inspect_backup, restore_store
from homeward.store.heads import newest_head, sign_head
from homeward.store.refusals import NotOpened
from homeward.store.sequence import SignedAct
from homeward.store.store import open_store

BACKUP_FILE = "store.backup"
_SEALED = (KEY_FILE, SETTINGS_FILE, WORKSPACE_FILE)


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
    clock: Clock = utc_now


def back_up_workspace(desk: Desk, copy: Copy) -> Checked:
    """Copy a workspace; the copy was opened and replayed in a fresh process when this returns.

    raises    Refused; NotOpened where something is there already; Damaged where the copy does not hold
    """
    granted = authorise(desk, "backup")
    if (copy.folder.exists() and any(copy.folder.iterdir())) or copy.keys.exists():
        raise NotOpened(f"{copy.folder} or {copy.keys} is there already; give each backup a place of its own")
    workspace = desk.workspace
    sign_head(desk.store, workspace.ledger_key)
    copy.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    copy.keys.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    checked = back_up(desk.store, copy.folder / BACKUP_FILE, workspace.instance_key, workspace.verifier_keys)
    back_up_keys(desk.store, copy.keys, workspace.instance_key)
    _copy_sealed(workspace.folder, copy.folder)
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
    """
    if folder.exists() and any(folder.iterdir()):
        raise NotOpened(f"{folder} is not empty; restore into a folder of its own")
    log = read_log_name(copy.folder)
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
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    store = restore_store(source, folder / STORE_FOLDER, instance_key, SignedAct(act, sign(act, *signers)), keys)
    _copy_sealed(copy.folder, folder)
    return Workspace(folder, store, instance_key, order.clock)


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


def _copy_sealed(source: Path, target: Path) -> None:
    for name in _SEALED:
        shutil.copy2(source / name, target / name)
    shutil.copytree(source / MEMBERS, target / MEMBERS)
