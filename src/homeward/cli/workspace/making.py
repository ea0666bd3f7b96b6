"""`homeward init`, `member`, `settings`, `pending`, `approve`: a workspace, its people, the second signature."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Column, Table

from homeward.actions.workspace.answering.acts import answer_members, answer_pending
from homeward.actions.workspace.desk import approve as approve_act
from homeward.actions.workspace.desk import waiting_acts
from homeward.actions.workspace.files import certificate_of
from homeward.actions.workspace.folding.record_text import plain_of
from homeward.actions.workspace.founding import (
    Making,
    Newcomer,
    add_member,
    change_roles,
    change_settings,
    found_workspace,
    let_go,
    list_members,
)
from homeward.actions.workspace.members import read_roles
from homeward.actions.workspace.oversight.factors import reset_second_factor
from homeward.actions.workspace.place import read_site
from homeward.actions.workspace.settings import read_settings
from homeward.cli.console import AsJson, err, out, read_bytes, write_json
from homeward.cli.workspace.session import (
    HERE,
    ActId,
    As,
    Folder,
    Passphrases,
    Server,
    at_desk,
    refusals_shown,
    server_of,
    tell,
)
from homeward.errors import InvalidInput
from homeward.ledger.keys import write_verifier_key
from homeward.store.backends.disk import doubt_of
from homeward.store.transaction import ERASED

NewFolder = Annotated[Path, typer.Argument(help="A folder that does not exist yet, or is empty.")]
Ledger = Annotated[str, typer.Option("--ledger", help="Name of the ledger: small letters, digits, . and -")]
Founders = Annotated[
    list[str], typer.Option("--member", help="NAME=ROLE,ROLE or NAME@TEAM=ROLE: a first member. Twice or more often.")
]
SettingsFile = Annotated[Path | None, typer.Option("--settings", help="A file with settings; else those of practice.")]
Accept = Annotated[Path | None, typer.Option("--accept", help="Ask for the settings of this file; two people sign.")]
Name = Annotated[str, typer.Argument(help="Name of the member.")]
Heir = Annotated[
    str, typer.Option("--to", help="Name of the member who answers for their lists and files from now on.")
]
NewName = Annotated[str, typer.Argument(help="Name of the new member.")]
Roles = Annotated[str, typer.Option("--role", help="ROLE or ROLE,ROLE, as docs/guide/rights.md names them.")]
Team = Annotated[str, typer.Option("--team", help="Team whose harm-flagged files the member may see.")]
Lost = Annotated[str, typer.Option("--reason", help="Why; kept, and read by the second person.")]
Waiting = Annotated[str, typer.Argument(help="The id that `homeward pending` shows.")]

member = typer.Typer(no_args_is_help=True, help="Who works in a workspace.")


def init(
    folder: NewFolder,
    ledger: Ledger,
    members: Founders,
    settings: SettingsFile = None,
    store: Server = None,
    as_json: AsJson = False,
) -> None:
    """Make a workspace: keys, store, settings, first members. Each member types a passphrase of their own.

    Write down the verifier key that is shown and give it to partners: with it they check what this ledger signs.
    """
    with refusals_shown():
        told = Passphrases()
        people = [_founder(text) for text in members]
        chosen = None if settings is None else read_settings(read_bytes(settings).decode(errors="replace"))
        instance = told.of_instance(is_new=True)
        founders = [
            Newcomer(name, read_roles(roles), told.of_member(name, is_new=True), team) for name, team, roles in people
        ]
        making = Making(server=server_of(store))
        workspace = found_workspace(folder, ledger, instance, founders, settings=chosen, making=making)
        with workspace.store:
            doubt = doubt_of(folder)
            key = write_verifier_key(workspace.ledger_key.verifier())
            log = workspace.store.log
        if doubt is not None:
            err.print(doubt, soft_wrap=True)
        answer = {"schema": "homeward-init/1", "folder": str(folder), "ledger": log, "verifier_key": key}
        if as_json:
            write_json({**answer, "members": [person.name for person in founders]})
            return
        out.print(f"{folder}: ledger {log}, {len(founders)} members", soft_wrap=True)
        if (server := read_site(folder).server) is not None:
            out.print(f"store: {server}; the keys of subjects stay in the folder", soft_wrap=True)
        out.print(f"verifier key: {key}", soft_wrap=True)


def _founder(text: str) -> tuple[str, str, str]:
    who, equals, roles = text.partition("=")
    if not equals:
        raise InvalidInput(f"--member {text!r}: write it as NAME=ROLE,ROLE")
    name, _, team = who.partition("@")
    return name, team or "1", roles


@member.command("add")
def add(
    name: NewName,
    roles: Roles,
    as_: As,
    team: Team = "1",
    folder: Folder = HERE,
    act_id: ActId = None,
    as_json: AsJson = False,
) -> None:
    """Give a person a key and roles; a second member signs. The person types the passphrase of the new key."""
    told = Passphrases()
    with at_desk(folder, as_, told) as desk:
        newcomer = Newcomer(name, read_roles(roles), told.of_member(name, is_new=True), team)
        key_id, kept = add_member(desk, newcomer, act_id=act_id)
        answer = {"schema": "homeward-member-add/1", "name": name, "key": key_id}
        tell(kept, answer, as_json=as_json, says=f"{name} is a member, with key {key_id}")


@member.command("role")
def role(
    name: Name, roles: Roles, as_: As, folder: Folder = HERE, act_id: ActId = None, as_json: AsJson = False
) -> None:
    """Give a member other roles in the place of those they have; a second member signs. Never for oneself."""
    with at_desk(folder, as_) as desk:
        kept = change_roles(desk, name, read_roles(roles), act_id=act_id)
        tell(kept, {"schema": "homeward-member-role/1", "name": name}, as_json=as_json, says="changed")


@member.command("leave")
def leave(
    name: Name, heir: Heir, as_: As, folder: Folder = HERE, act_id: ActId = None, as_json: AsJson = False
) -> None:
    """Let a member go: their key opens nothing more, and what they signed stays. A second member signs."""
    with at_desk(folder, as_) as desk:
        kept = let_go(desk, name, heir, act_id=act_id)
        tell(kept, {"schema": "homeward-member-leave/1", "name": name, "to": heir}, as_json=as_json, says="gone")


@member.command("reset-factor")
def reset_factor(
    name: Name, why: Lost, as_: As, folder: Folder = HERE, act_id: ActId = None, as_json: AsJson = False
) -> None:
    """Reset the second factor of a member who lost it; a second member signs. Never for oneself.

    The member's passphrase then opens their key once without the factor, on the pages, within 72 hours.
    """
    with at_desk(folder, as_) as desk:
        kept = reset_second_factor(desk, name, reason=why, act_id=act_id)
        tell(kept, {"schema": "homeward-member-reset-factor/1", "name": name}, as_json=as_json, says="reset")


@member.command("list")
def list_(as_: As, folder: Folder = HERE, as_json: AsJson = False) -> None:
    """List the members with their roles and keys, also those who have left: their keys check what they signed."""
    with at_desk(folder, as_) as desk:
        people = list_members(desk)
        if as_json:
            write_json(answer_members(people))
            return
        view = Table("name", "roles", "team", Column("key", no_wrap=True))
        for one in people:
            view.add_row(one.name, "has left" if one.has_left else ", ".join(one.roles), one.team, one.id)
        out.print(view)


def settings(
    as_: As, accept: Accept = None, folder: Folder = HERE, act_id: ActId = None, as_json: AsJson = False
) -> None:
    """Show the settings that count, or ask for those of a file; they count when a second person has signed."""
    with at_desk(folder, as_) as desk:
        if accept is not None:
            kept = change_settings(desk, read_bytes(accept).decode(errors="replace"), act_id=act_id)
            tell(kept, {"schema": "homeward-settings/1"}, as_json=as_json, says="these settings count from now on")
            return
        now = plain_of(desk.workspace.settings)
        assert isinstance(now, dict)
        if as_json:
            write_json({"schema": "homeward-settings/1", "settings": now})
            return
        for name, value in now.items():
            out.print(f"{name} = {value}")


def pending(as_: As, folder: Folder = HERE, as_json: AsJson = False) -> None:
    """List what one person has signed and a second one has to."""
    with at_desk(folder, as_) as desk:
        waiting = waiting_acts(desk)
        if as_json:
            write_json(answer_pending(waiting))
            return
        for one, it in waiting:
            out.print(f"{one}  {it.at:%Y-%m-%d %H:%M}  {it.asks}: {it.says}; signed by {it.by}", soft_wrap=True)
        if not waiting:
            out.print("nothing waits for a second person")


def approve(waiting: Waiting, as_: As, folder: Folder = HERE, as_json: AsJson = False) -> None:
    """Sign what another person has signed, so that it takes effect. You need the same right, and are somebody else."""
    with at_desk(folder, as_) as desk:
        kept = approve_act(desk, waiting)
        done = kept.entries[0]
        certificate = certificate_of(done) if done.act.kind == ERASED else None
        answer = {"schema": "homeward-approve/1", "kind": done.act.kind, "certificate": certificate}
        tell(kept, answer, as_json=as_json, says=certificate or f"done: {done.act.kind}")
