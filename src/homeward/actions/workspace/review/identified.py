"""Whose remains a case was about: the link "identified as" on a signed decision, who asks for it, who may sign it.

The link is a note about remains, kept by `things`: one person asks for it on the decision that they have seen, and a
second one who confirms identities signs.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from homeward.actions.workspace.desk import Desk, Kept, hides, waiting_acts
from homeward.actions.workspace.folding.heads import HEADS
from homeward.actions.workspace.folding.states import ThingState, Waiting, case_of, thing_of
from homeward.actions.workspace.members import Member, all_members
from homeward.actions.workspace.pairs import find_case
from homeward.actions.workspace.rights import Scope, right_of
from homeward.actions.workspace.things import note_remains, remains_of
from homeward.errors import InvalidInput
from homeward.records.remains import Level, links_on
from homeward.review.case import Case
from homeward.review.reopening import standing_decision
from homeward.store.state import Wanted

_LINK: Final = "identified as"
_CONFIRMS = "confirm identity"
_NOBODY = (None, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """How far the remains of a case are from being linked to the person that they were found to be.

    thing        id of the remains
    linked_on    the day since which they are linked to the person of this case; None where they are not
    waits_for    id of the act that waits for a second person; None where none does
    can_ask      whether this person may ask for the link now
    can_sign     whether this person may sign as the second person what waits
    seconds      names of those who may, whether or not anything waits yet
    """

    thing: str
    code: str
    level: Level
    linked_on: date | None
    waits_for: str | None
    can_ask: bool
    can_sign: bool
    seconds: tuple[str, ...]


def naming_of(desk: Desk, case_id: str) -> Naming | None:
    """Say how the link of remains to a person stands.

    returns    None where the case is not of remains, no signed decision says that they are this person's, or the case
               was not shown to whoever asks
    raises     Refused where this person may not see the case
    """
    case = find_case(desk, case_id, "read match")[0].case
    thing, decided = _remains(desk, case), standing_decision(case)
    is_told = desk.member.id in case.informed and decided is not None and decided.outcome == "established"
    return _naming(desk, case_id, case, thing) if thing is not None and is_told else None


def _naming(desk: Desk, case_id: str, case: Case, thing: ThingState) -> Naming:
    me, linked_on = desk.member, _linked_on(case, thing)
    waits_for, by = next(((one, it.by) for one, it in waiting_acts(desk) if _case_named(desk, it) == case_id), _NOBODY)
    seconds = _seconds(desk, case, by or me.id)
    is_free = linked_on is None and waits_for is None and me.id not in case.conflicted
    return Naming(
        thing=thing.id,
        code=thing.code,
        level=thing.level,
        linked_on=linked_on,
        waits_for=waits_for,
        can_ask=is_free and thing.level == "individual" and _confirms(me),
        can_sign=waits_for is not None and me.id in {one.id for one in seconds},
        seconds=tuple(one.name for one in seconds),
    )


def _linked_on(case: Case, thing: ThingState) -> date | None:
    link = links_on(remains_of((thing,))).get((_LINK, thing.code))
    return link.at.date() if link is not None and link.whole == case.pair.sought else None


def link_identified(desk: Desk, case_id: str, because: str, *, act_id: str | None = None) -> Kept:
    """Ask for the remains of a case to be linked to the person whom its signed decision says they are; two sign.

    raises    Refused; InvalidInput where the case is not of remains, or no such decision was shown to this person
    """
    case = find_case(desk, case_id, _CONFIRMS)[0].case
    thing = _remains(desk, case)
    if thing is None:
        raise InvalidInput("this case is of a person on a list; what is linked to a person are remains")
    said = {"kind": _LINK, "part": thing.code, "whole": case.pair.sought, "because": because}
    return note_remains(desk, "link", said, act_id=act_id)


def cases_named(desk: Desk) -> dict[str, str]:
    """Give the case on whose decision each link rests that waits for a second person, by the id to approve it by."""
    told = ((act_id, _case_named(desk, waiting)) for act_id, waiting in waiting_acts(desk))
    return {act_id: case_id for act_id, case_id in told if case_id is not None}


def _case_named(desk: Desk, waiting: Waiting) -> str | None:
    if waiting.asks != _CONFIRMS or waiting.about is None or not waiting.says.startswith(_LINK):
        return None
    with desk.store.read() as now:
        cases = [case_of(state) for state in now.states(Wanted(kind="case", parent=waiting.about))]
    return next((one.id for one in cases if waiting.says.endswith(f" {one.case.pair.sought}")), None)


def _remains(desk: Desk, case: Case) -> ThingState | None:
    with desk.store.read() as now:
        state = now.state("thing", case.pair.found)
    return None if state is None else thing_of(state)


def _seconds(desk: Desk, case: Case, by: str) -> tuple[Member, ...]:
    """Give who may sign beside whoever asks: with the right, shown the case, no conflict, the file not hidden."""
    with desk.store.read() as now:
        members = [one for one in all_members(now) if not one.has_left and one.id != by and _confirms(one)]
        heads = HEADS.named(now, [case.pair.sought]).values()
    seen = (one for one in members if not any(hides(one, head) for head in heads))
    return tuple(one for one in seen if one.id in case.informed - case.conflicted)


def _confirms(member: Member) -> bool:
    return any(right_of(role, _CONFIRMS, Scope.OWN).way in ("alone", "with a second") for role in member.roles)
