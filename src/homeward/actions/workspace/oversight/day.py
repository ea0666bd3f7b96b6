"""My day: what waits for one person. Ids and counts, no names."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from homeward.actions.workspace.desk import Desk, hides, waiting_acts
from homeward.actions.workspace.folding.heads import HEADS
from homeward.actions.workspace.oversight.alarms import count_new_alarms
from homeward.actions.workspace.pairs import all_cases, count_queue
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
        heads = HEADS.named(now, (side for one in cases for side in (one.case.pair.found, one.case.pair.sought)))
    hidden = {file_id for file_id, head in heads.items() if hides(me, head)}
    seen = [one for one in cases if hidden.isdisjoint((one.case.pair.found, one.case.pair.sought))]
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
    return count_queue(desk)
