"""Making a workspace, and who works in it: the first people, those who come and leave, the settings they agree on."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from homeward.actions.workspace.desk import (
    Desk,
    Draft,
    Granted,
    Kept,
    Prepared,
    authorise,
    keep,
    keep_prepared,
    new_id,
    refuse,
)
from homeward.actions.workspace.folding.fold import FOUNDED, MEMBER_CHANGED
from homeward.actions.workspace.folding.record_text import plain_of, write_json, write_record
from homeward.actions.workspace.members import (
    FOUNDER,
    Member,
    all_members,
    check_passphrase,
    clean_name,
    find_member,
    keep_key,
    new_key,
    normal_name,
)
from homeward.actions.workspace.place import (
    PROGRAM,
    SETTINGS_ID,
    Clock,
    Workspace,
    enter,
    log_of,
    make_folder,
    make_store,
    site_of,
    utc_now,
)
from homeward.actions.workspace.rights import Role, Scope
from homeward.actions.workspace.settings import Settings, read_settings, write_settings
from homeward.errors import InvalidInput
from homeward.ledger.act import Act
from homeward.ledger.entry import sign
from homeward.ledger.key_file import Hardness
from homeward.ledger.keys import SigningKey
from homeward.store.backends.disk import made_whole, refusals_told
from homeward.store.parts import parts_fact, seal_parts
from homeward.store.stops import reach

_LEAST_FOUNDERS = 2  # four eyes belong to two people


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A person who gets a key, and the passphrase that will open it."""

    name: str
    roles: tuple[Role, ...]
    passphrase: str = field(repr=False)
    team: str = "1"


def found_workspace(
    folder: Path,
    log: str,
    passphrase: str,
    founders: Sequence[Newcomer],
    *,
    settings: Settings | None = None,
    making: "Making | None" = None,
) -> Workspace:
    """Make a workspace with its first people; all of them sign its first act.

    log           whose ledger it is: "agency-north"
    passphrase    of the instance key
    raises        InvalidInput for fewer than two people, or one name twice; NotOpened where something is there;
                  StoreError where the disk refuses

    Killed at any moment, it leaves a whole workspace or no folder. A database on a server may then hold a store that
    no folder opens, without a word about anybody: give another empty one.
    """
    _check_founders(founders, passphrase)
    how = making or Making()
    site = site_of(log_of(log), how.server)
    with made_whole(folder) as beside:
        key = make_folder(beside, site, passphrase, settings or Settings(), how.hardness)
        signers = _make_members(beside, founders, how.hardness)
        reach("founding")
        workspace = make_store(beside, site.log, key, how.clock, how.server)
        with workspace.store:
            reach("founding")
            _sign_founding(workspace, signers, settings or Settings())
        reach("founding")
    return enter(folder, site, key, how.clock, server=how.server)


def _make_members(
    folder: Path, founders: Sequence[Newcomer], hardness: Hardness | None
) -> tuple[tuple[SigningKey, Member], ...]:
    made = []
    for person in founders:
        key = new_key()
        verifier_key = keep_key(folder, key, person.passphrase, hardness)
        made.append((key, Member(clean_name(person.name), person.roles, verifier_key, person.team)))
    return tuple(made)


def _sign_founding(workspace: Workspace, signers: Sequence[tuple[SigningKey, Member]], settings: Settings) -> None:
    keys = [key for key, _ in signers]
    name = workspace.store.log
    texts = {key.id: write_record(member) for key, member in signers}
    texts[SETTINGS_ID] = write_settings(settings)
    act_id = new_id()
    parts = seal_parts(name, act_id, texts, workspace.store.keys.make(texts))
    act = Act(
        log=name,
        id=act_id,
        kind=FOUNDED,
        actor=keys[0].id,
        role=FOUNDER,
        channel="command line",
        done_at=workspace.clock(),
        program=PROGRAM,
        subjects=tuple(texts),
        facts=(parts_fact(parts),),
    )
    keep_prepared(workspace.store, [Prepared(act, sign(act, *keys), parts)])


@dataclass(frozen=True, slots=True)
class Making:
    """How a workspace is made: what one guess of a passphrase costs, the clock, and the server that keeps its store."""

    hardness: Hardness | None = None
    clock: Clock = utc_now
    server: str | None = field(default=None, repr=False)  # URL of an empty database; by default a file in the folder


def _check_founders(founders: Sequence[Newcomer], passphrase: str) -> None:
    names = {normal_name(person.name) for person in founders}
    if len(names) < _LEAST_FOUNDERS or len(names) != len(founders):
        raise InvalidInput(f"a workspace begins with {_LEAST_FOUNDERS} people or more, each name once")
    for person in founders:
        Member(clean_name(person.name), person.roles, "")
        check_passphrase(person.passphrase)
    check_passphrase(passphrase)


def add_member(
    desk: Desk, newcomer: Newcomer, *, act_id: str | None = None, hardness: Hardness | None = None
) -> tuple[str, Kept]:
    """Give a new person a key and roles: the id of the key, and what became of the act.

    raises    InvalidInput where the name is taken; Refused where this person may not
    """
    granted = authorise(desk, "give role")
    with desk.store.read() as now:
        if normal_name(newcomer.name) in {normal_name(one.name) for one in all_members(now)}:
            raise InvalidInput("there is, or was, a member of this name already; give another name")
    key = new_key()
    with refusals_told("nobody was added"):
        verifier_key = keep_key(desk.workspace.folder, key, newcomer.passphrase, hardness)
    member = Member(clean_name(newcomer.name), newcomer.roles, verifier_key, newcomer.team)
    draft = Draft(kind="member added", texts={key.id: write_record(member)})
    says = f"a new member, key {key.id}, as {', '.join(newcomer.roles)}"
    return key.id, keep(desk, granted, [draft], says=says, act_id=act_id)


def change_roles(desk: Desk, name: str, roles: Sequence[Role], *, act_id: str | None = None) -> Kept:
    """Ask to give a member other roles in the place of those they have; a second person signs.

    What they asked for in a role that they lose no longer takes effect.

    raises    Refused, also for whoever asks it for themselves; InvalidInput where there is no such member
    """
    granted, [(old, version)] = _others(desk, (name,))
    after = replace(old, roles=tuple(roles))
    draft = _changed([(after, version)])
    return keep(desk, granted, [draft], says=f"member {old.id} as {', '.join(roles)}", act_id=act_id)


def let_go(desk: Desk, name: str, heir: str, *, act_id: str | None = None) -> Kept:
    """Ask to let a member go: their key opens nothing more, and somebody else answers for their files.

    What they signed stays, and is checked with their key for ever. A second person signs.

    raises    Refused, also for whoever asks it for themselves; InvalidInput where there is no such member
    """
    granted, [(old, version), (after, heir_version)] = _others(desk, (name, heir))
    stands_for = tuple(dict.fromkeys((*after.stands_for, old.id, *old.stands_for)))
    changed = [(replace(old, has_left=True), version), (replace(after, stands_for=stands_for), heir_version)]
    says = f"member {old.id} leaves; {after.id} answers for their files"
    return keep(desk, granted, [_changed(changed)], says=says, act_id=act_id)


def _others(desk: Desk, names: Sequence[str]) -> tuple[Granted, list[tuple[Member, int]]]:
    """Find members who are to be changed, with the versions of what is kept of them: the first is somebody else."""
    granted = authorise(desk, "give role")
    with desk.store.read() as now:
        members = [find_member(now, name) for name in names]
        states = [now.state("member", member.id) for member in members if member is not None]
    found = [(member, state.version) for member, state in zip(members, states, strict=False) if member and state]
    if len({member.id for member, _ in found}) < len(names):
        raise InvalidInput("these are not names of members, each another: homeward member list")
    if found[0][0].id == desk.member.id:
        refuse(desk, "give role", (desk.member.id,))
    return granted, found


def _changed(members: Sequence[tuple[Member, int]]) -> Draft:
    texts = {one.id: write_json({"member": plain_of(one), "follows": version}) for one, version in members}
    return Draft(kind=MEMBER_CHANGED, texts=texts)


def list_members(desk: Desk) -> tuple[Member, ...]:
    """Give all members, also those who have left; everybody may know whom to ask for a second signature."""
    with desk.store.read() as now:
        return all_members(now)


def change_settings(desk: Desk, text: str, *, act_id: str | None = None) -> Kept:
    """Ask for other settings; they count when a second person has signed them.

    raises    InvalidInput where the text holds no settings
    """
    granted = authorise(desk, "change settings", Scope.OWN)
    settings = read_settings(text)
    draft = Draft(kind="settings changed", texts={SETTINGS_ID: write_settings(settings)})
    changed = [line.strip(" ,") for line in write_settings(settings).splitlines()[1:-1]]
    return keep(desk, granted, [draft], says="settings: " + "; ".join(changed).replace('"', ""), act_id=act_id)
