"""Alarms: who went above a limit, and who broke glass; for data protection, auditors and the neutral adjudicator."""

from dataclasses import dataclass
from datetime import datetime

from homeward.actions.workspace.desk import Desk, Draft, authorise, hides, note
from homeward.actions.workspace.folding.states import file_of
from homeward.actions.workspace.oversight.pace import ALARM, GLASS
from homeward.actions.workspace.rights import Scope, right_of
from homeward.ledger.entry import Entry
from homeward.store.transaction import Snapshot

_VIEWED = "alarms viewed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """One thing that whoever audits should know of today."""

    number: int  # of the entry
    at: datetime
    what: str  # "files opened", "lists viewed", "lines exported", "glass broken"
    who: str  # id of the key
    count: int | None  # how many, where a limit was passed
    file: str | None  # behind the glass
    is_new: bool  # this person has not seen it yet


def view_alarms(desk: Desk) -> tuple[Alarm, ...]:
    """Show all alarms, oldest first; that they were looked at is an entry.

    raises    Refused
    """
    granted = authorise(desk, "read audit trail")
    with desk.store.read() as now:
        seen = _seen_until(now, desk.member.id)
        alarms = tuple(_alarm(desk, now, entry, entry.number > seen) for entry in _all(now))
    note(desk, granted.role, Draft(kind=_VIEWED, facts=(("alarms", len(alarms)),)))
    return alarms


def count_new_alarms(desk: Desk) -> int | None:
    """Count the alarms that this person has not seen; None where they do not audit."""
    if not any(right_of(role, "read audit trail", Scope.OWN).is_granted for role in desk.member.roles):
        return None
    with desk.store.read() as now:
        seen = _seen_until(now, desk.member.id)
        return sum(entry.number > seen for entry in _all(now))


def _all(now: Snapshot) -> list[Entry]:
    return sorted((*now.entries_of_kind(ALARM), *now.entries_of_kind(GLASS)), key=lambda entry: entry.number)


def _seen_until(now: Snapshot, member_id: str) -> int:
    mine = (entry.number for entry in now.entries_of_kind(_VIEWED) if entry.act.actor == member_id)
    return max(mine, default=-1)


def _alarm(desk: Desk, now: Snapshot, entry: Entry, is_new: bool) -> Alarm:
    act, facts = entry.act, dict(entry.act.facts)
    if act.kind == ALARM:
        [who], what, count, file = act.subjects, str(facts["about"]), int(facts["n"]), None
    else:
        who, what, count, file = act.actor, GLASS, None, act.subjects[0]
        state = now.state("person", file)
        file = None if state is not None and hides(desk.member, file_of(state)) else file
    return Alarm(number=entry.number, at=entry.placed_at, what=what, who=who, count=count, file=file, is_new=is_new)
