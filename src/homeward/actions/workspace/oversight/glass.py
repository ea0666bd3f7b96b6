"""Breaking glass: one file outside the own caseload, for half an hour, for a reason, and those who audit are told.

It opens what `open person` opens and nothing more: no file with a harm flag, no genetic profile, nothing to change.
"""

from homeward.actions.workspace.desk import Desk, Draft, Kept, authorise, check_pace, keep
from homeward.actions.workspace.files import find_file
from homeward.actions.workspace.folding.record_text import write_json
from homeward.actions.workspace.oversight.pace import GLASS, ends_at, open_glass
from homeward.actions.workspace.rights import right_of
from homeward.errors import InvalidInput


def break_glass(desk: Desk, file_id: str, *, reason: str, act_id: str | None = None) -> Kept:
    """Break the glass in front of one file; `open_file` opens it from then on, until the time of the setting is over.

    raises    Refused; InvalidInput without a reason, where it is not needed, or while another glass is broken
    """
    check_pace(desk, reason=reason)
    _, scope = find_file(desk, file_id, "break glass")
    granted = authorise(desk, "break glass", scope, about=(file_id,), reason=reason)
    if any(right_of(role, "open person", scope).way == "alone" for role in desk.member.roles):
        raise InvalidInput("you may open this file without breaking glass: homeward show FILE")
    with desk.store.read() as now:
        other = open_glass(now, desk.member.id, desk.workspace.clock())
    if other is not None and other.act.id != act_id:
        raise InvalidInput(f"one file at a time: the glass that you broke is open until {ends_at(other):%H:%M} UTC")
    draft = Draft(
        kind=GLASS,
        texts={file_id: write_json({"reason": reason})},
        facts=(("minutes", desk.workspace.settings.glass_minutes),),
    )
    return keep(desk, granted, [draft], says="", act_id=act_id)
