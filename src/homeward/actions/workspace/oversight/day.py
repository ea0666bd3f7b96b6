"""My day: what waits for one person. Ids and counts, no names."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from homeward.actions.workspace.desk import Desk, waiting_acts
from homeward.actions.workspace.files import is_case_hidden
from homeward.actions.workspace.oversight.alarms import count_new_alarms
from homeward.actions.workspace.pairs import all_cases, view_queue
from homeward.actions.workspace.rights import Scope, right_of
from homeward.review.case import Case

_SOON = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What waits for one person now."""

    approvals: tuple[tuple[str, str], ...]  # id and right: what they could sign as the second person
    n_readings: int  # that they could take
    leases: tuple[tuple[str, datetime], ...]  # case, and when it goes back: of readings in hand, within the hour
    boards: tuple[str, ...]  # cases before a board on which they sit and have not voted
    n_alarms: int | None  # new ones; None where they do not audit


def my_day(desk: Desk) -> Day:
    """Say what waits for the person at this desk."""
    at, me = desk.workspace.clock(), desk.member
    cases = [one for one in all_cases(desk) if one.case.lease is not None or one.case.state == "before the board"]
    with desk.store.read() as now:
        seen = [one for one in cases if not is_case_hidden(now, me, one.id)]
    leases = [
        (one.id, lease.until)
        for one in seen
        if (lease := one.case.lease) and lease.holds(me.id, at) and lease.until - at <= _SOON
    ]
    return Day(
        approvals=_approvals(desk),
        n_readings=_count_readings(desk),
        leases=tuple(leases),
        boards=tuple(one.id for one in seen if one.case.state == "before the board" and _awaits(one.case, me.id)),
        n_alarms=count_new_alarms(desk),
    )


def _awaits(case: Case, member_id: str) -> bool:
    voted = {act.who for act in case.round.votes}
    return member_id in case.round.members and member_id not in voted


def _approvals(desk: Desk) -> tuple[tuple[str, str], ...]:
    """Give what waits and that this person did not ask for, where one of their roles holds the right."""
    others = [(act_id, it.asks) for act_id, it in waiting_acts(desk) if it.by != desk.member.id]
    roles = desk.member.roles
    return tuple(
        one for one in others if any(right_of(role, one[1], Scope.OWN).way == "with a second" for role in roles)
    )


def _count_readings(desk: Desk) -> int:
    if not any(right_of(role, "read match", Scope.OWN).is_granted for role in desk.member.roles):
        return 0
    queue, _ = view_queue(desk)
    return sum(not offer.is_in_hand for offer in queue.offers)
