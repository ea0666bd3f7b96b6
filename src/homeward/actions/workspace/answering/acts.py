"""What became of an act, what waits, and who is here, written for JSON."""

from collections.abc import Sequence

from homeward.actions.answers import Json
from homeward.actions.workspace.desk import Kept
from homeward.actions.workspace.folding.states import Waiting
from homeward.actions.workspace.members import Member
from homeward.actions.workspace.oversight.day import Day


def answer_kept(kept: Kept) -> Json:
    """Write what became of an act."""
    first = kept.entries[0] if kept.entries else None
    return {
        "act": kept.waits_for or (None if first is None else first.act.id),
        "entry": None if first is None else first.number,
        "waits_for": kept.waits_for,
        "repeat": kept.is_repeat,
    }


def answer_pending(waiting: Sequence[tuple[str, Waiting]]) -> Json:
    """Write what waits for a second person, with the ids to approve it by."""
    told = [
        {"id": one, "asks": it.asks, "says": it.says, "by": it.by, "at": it.at.isoformat(), "about": it.about}
        for one, it in waiting
    ]
    return {"schema": "homeward-pending/1", "pending": told}


def answer_members(people: Sequence[Member]) -> Json:
    """Write who is a member, and who was."""
    told = [
        {
            "name": one.name,
            "roles": list(one.roles),
            "team": one.team,
            "key": one.id,
            "verifier_key": one.verifier_key,
            "left": one.has_left,
            "stands_for": list(one.stands_for),
        }
        for one in people
    ]
    return {"schema": "homeward-members/1", "members": told}


def answer_day(told: Day) -> Json:
    """Write what waits for a person."""
    return {
        "schema": "homeward-day/1",
        "approvals": [{"id": one, "asks": asks} for one, asks in told.approvals],
        "readings": told.n_readings,
        "leases": [{"case": one, "until": until.isoformat()} for one, until in told.leases],
        "boards": list(told.boards),
        "alarms": told.n_alarms,
    }
