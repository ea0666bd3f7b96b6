"""What people say about a case beside reading it: that somebody is too near to it, and what answers an exclusion."""

from homeward.actions.workspace.desk import Desk, Kept
from homeward.actions.workspace.members import find_member
from homeward.actions.workspace.pairs import act_on, find_case
from homeward.errors import InvalidInput
from homeward.review.act import Answer, Conflict
from homeward.review.case import exclusions


def declare_conflict(desk: Desk, case_id: str, name: str, because: str, *, act_id: str | None = None) -> Kept:
    """Declare that a member has a conflict of interest in a case: they neither read, vote nor sign it from now on.

    Anybody who may read the case may say so, of themselves and of others, and nobody takes it back.

    raises    Refused where this person may not see the case; InvalidInput where there is no such member
    """
    with desk.store.read() as now:
        member = find_member(now, name)
    find_case(desk, case_id, "read match")
    if member is None:
        raise InvalidInput("this is no member of this workspace: homeward member list")
    return act_on(desk, case_id, "read match", lambda case: Conflict(member.id, because), act_id)


def answer_exclusion(
    desk: Desk, case_id: str, because: str, *, exclusion: str | None = None, act_id: str | None = None
) -> Kept:
    """Answer an exclusion of a pair with a reason; it stays, and so does the answer.

    exclusion    its id; may be left out where there is one
    raises       Refused; InvalidInput where there are several or none
    """
    one, _ = find_case(desk, case_id, "confirm identity")
    known = [item.id for item in exclusions(one.case)]
    if exclusion is None and len(known) != 1:
        raise InvalidInput(f"this pair has {len(known)} exclusions; say which one is answered")
    answered = exclusion or known[0]
    return act_on(desk, case_id, "confirm identity", lambda case: Answer(answered, because), act_id)
