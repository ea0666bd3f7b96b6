"""Does a paper that somebody brings still stand? Answered from its code; with its file, also whether that was changed.

What a paper said is shown again to whoever may see it anyway: others learn its kind, its day, and whether it stands.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Literal

from homeward.actions.workspace.desk import Desk, Draft, authorise, hides, note, scope_of
from homeward.actions.workspace.files import PAPER_MADE
from homeward.actions.workspace.folding.rounds import round_of
from homeward.actions.workspace.folding.states import case_of, file_of
from homeward.actions.workspace.oversight.pace import FILE_READ
from homeward.actions.workspace.papers.making import kind_of, version_of
from homeward.actions.workspace.papers.sources import EXPORT
from homeward.actions.workspace.review.changes import Change, changes_since, erased_since
from homeward.actions.workspace.rights import Scope, right_of
from homeward.actions.workspace.rounds.opening import round_scope
from homeward.errors import InvalidInput
from homeward.ledger.entry import Entry
from homeward.reports.papers.codes import read_code
from homeward.reports.papers.paper import Kind
from homeward.store.transaction import Snapshot

Standing = Literal["stands", "no longer stands", "is gone", "no such paper"]
_CODE = re.compile(rb"HW [A-Z2-7]{4}(?:-[A-Z2-7]{4}){7}")


@dataclass(frozen=True, slots=True)
class Checked:
    """What is known of a paper.

    is_unchanged    whether the file is the one that left, bit by bit; None where only the code was given
    because         why it no longer stands, for whoever may see what it is about; when that was erased, for auditors
    says            what the paper said when it was made, as a plain paper; None for whoever may not see it, or erased
    """

    standing: Standing
    kind: Kind | None = None
    made_at: datetime | None = None
    by: str | None = None  # the role
    entry: int | None = None
    is_unchanged: bool | None = None
    says: Mapping[str, Any] | None = None
    because: tuple[Change, ...] = ()


def check_paper(desk: Desk, code: str, file: bytes | None = None) -> Checked:
    """Check a paper by its code, and its file where there is one; that it was checked is an entry.

    raises    Refused; InvalidInput where the code is none
    """
    act_id, check = read_code(code)
    granted = authorise(desk, "verify")
    with desk.store.read() as now:
        entry = now.entry_of(act_id)
        is_one = entry is not None and entry.act.kind == PAPER_MADE and _fact(entry, "digest").startswith(check)
        found = _checked(now, desk, entry, file) if entry is not None and is_one else Checked("no such paper")
    facts = (("found", found.standing), *((("entry", found.entry),) if found.entry is not None else ()))
    note(desk, granted.role, Draft(kind="paper checked", facts=facts))
    if found.says is not None and entry is not None:
        _note_reading(desk, entry)
    return found


def code_in(file: bytes) -> str:
    """Find the code that a file of ours bears among its keywords; raises InvalidInput where it is no such file.

    Nothing of the file is run or drawn: other people's files are searched as bytes.
    """
    found = {one.decode() for one in _CODE.findall(file)}
    if len(found) != 1:
        raise InvalidInput("this file bears no code of a paper; type the code at its foot instead")
    return found.pop()


def _checked(now: Snapshot, desk: Desk, entry: Entry, file: bytes | None) -> Checked:
    kind = kind_of(_fact(entry, "paper"))
    what, _, object_id = _fact(entry, "of").partition(" ")
    version = version_of(now, kind, (what, object_id))
    texts = [text for text in now.texts(entry.act.id).values() if text is not None]
    standing: Standing = "stands" if version == _fact(entry, "stands_on") else "no longer stands"
    if version is None or not texts:
        standing = "is gone"
    may_see = _may_see(now, desk, what, object_id)
    return Checked(
        standing,
        kind,
        entry.placed_at,
        entry.act.role,
        entry.number,
        None if file is None else sha256(file).hexdigest() == _fact(entry, "file"),
        json.loads(texts[0])["paper"] if texts and may_see else None,
        _because(now, desk, entry, standing) if may_see or standing == "is gone" else (),
    )


def _because(now: Snapshot, desk: Desk, entry: Entry, standing: Standing) -> tuple[Change, ...]:
    """Say which later acts took the ground from under a paper."""
    what, _, object_id = _fact(entry, "of").partition(" ")
    if standing == "no longer stands":
        return changes_since(now, what, object_id, entry.number)
    audits = any(right_of(role, "read audit trail", Scope.OWN).is_granted for role in desk.member.roles)
    return erased_since(now, entry.act.subjects, entry.number) if standing == "is gone" and audits else ()


def _fact(entry: Entry, name: str) -> str:
    return str(dict(entry.act.facts).get(name, ""))


def _may_see(now: Snapshot, desk: Desk, what: str, object_id: str) -> bool:
    """Tell whether what a paper said may be shown: by the rights to its subject as they are now, and nothing else."""
    state, member = now.state(what, object_id), desk.member
    if state is None:
        return False
    if what == "person":
        return _may_take_out(now, desk, object_id)
    if what == "case":
        case = case_of(state).case
        files = [now.state("person", one) for one in (case.pair.found, case.pair.sought)]
        is_hidden = any(hides(member, file_of(one)) for one in files if one is not None)
        reads = any(right_of(role, "read match", Scope.OWN).is_granted for role in member.roles)
        return reads and not is_hidden and member.id in case.informed
    act, scope = ("roll call", round_scope(desk, round_of(state))) if what == "round" else ("move remains", Scope.OWN)
    return any(right_of(role, act, scope).way == "alone" for role in member.roles)


def _may_take_out(now: Snapshot, desk: Desk, file_id: str) -> bool:
    """Tell whether this person could have made a paper of the file."""
    state = now.state("person", file_id)
    if state is None:
        return False
    scope = scope_of(desk.member, file_of(state))
    return any(
        all(right_of(role, act, scope).way == "alone" for act in (EXPORT, "open person")) for role in desk.member.roles
    )


def _note_reading(desk: Desk, entry: Entry) -> None:
    """Keep that a file was read: what a paper said of a person is of their file."""
    with desk.store.read() as now:
        people = tuple(one for one in entry.act.subjects if now.state("person", one) is not None)
    if people:
        note(desk, desk.member.roles[0], Draft(kind=FILE_READ, others=people))
