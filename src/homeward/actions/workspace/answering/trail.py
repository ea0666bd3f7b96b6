"""Who did what, who went too far, and what the ledger proves, written for JSON."""

from collections.abc import Sequence

from homeward.actions.answers import Json
from homeward.actions.workspace.checking import Verified
from homeward.actions.workspace.oversight.alarms import Alarm
from homeward.actions.workspace.oversight.trail import Done, Month


def answer_trail(acts: Sequence[Done]) -> Json:
    """Write who did what and when."""
    told = [
        {
            "entry": one.number,
            "at": one.at.isoformat(),
            "who": one.who,
            "role": one.role,
            "channel": one.channel,
            "kind": one.kind,
            "about": list(one.about),
            "facts": dict(one.facts),
        }
        for one in acts
    ]
    return {"schema": "homeward-audit/1", "acts": told}


def answer_months(months: Sequence[Month]) -> Json:
    """Write counts by month."""
    return {"schema": "homeward-audit-months/1", "months": {one.month: dict(one.counts) for one in months}}


def answer_alarms(found: Sequence[Alarm]) -> Json:
    """Write who went above a limit, and who broke glass."""
    told = [
        {
            "entry": one.number,
            "at": one.at.isoformat(),
            "what": one.what,
            "who": one.who,
            "count": one.count,
            "file": one.file,
            "new": one.is_new,
        }
        for one in found
    ]
    return {"schema": "homeward-alarms/1", "alarms": told}


def answer_verified(found: Verified) -> Json:
    """Write what holds, and what does not."""
    return {
        "schema": "homeward-verify/1",
        "whole": found.is_whole,
        "entries": found.n_entries,
        "root": found.root.hex(),
        "sentences": list(found.sentences),
        "backup": found.backup and {"on": found.backup.on.isoformat(), "entries_since": found.backup.n_newer},
    }
