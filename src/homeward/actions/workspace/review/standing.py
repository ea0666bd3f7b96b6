"""Where a case stands for one person: the reading that is due, and what a board has before it.

No file is opened here and nothing is kept; both files and the score are shown by `pairs.open_case`. Whoever may still
read a case blind is told nothing of its verdicts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from homeward.actions.workspace.desk import Desk, authorise
from homeward.actions.workspace.members import Member, all_members
from homeward.actions.workspace.pairs import find_case, seen_cases
from homeward.actions.workspace.rights import Scope, right_of
from homeward.review.act import CaseAct, Vote
from homeward.review.case import Case, counted_votes, why_split
from homeward.review.decision import Decision, decision_of
from homeward.review.lifecycle import State
from homeward.review.reading import NotOffered, why_not_read
from homeward.review.verdict import OUTCOMES, Outcome, judge

BOARD_STATES: tuple[State, ...] = ("split", "before the board", "agreed", "decided")
CLOSED_STATES: tuple[State, ...] = ("signed", "acted on")
Asked = Literal["vote", "sign"]


@dataclass(frozen=True, slots=True)
class Due:
    """The reading that is due in a case, as it is for one person.

    reading       None where none is due
    not_for_me    why they cannot take it; None where they can, or have it in hand
    until         when it goes back, where they have it in hand
    """

    reading: Literal["first", "second"] | None
    not_for_me: NotOffered | None
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case that a board or signers have before them; `asks_me` is what it still wants of this person."""

    id: str
    state: State
    since: datetime
    asks_me: Asked | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """What a board has before it, for somebody to whom the case was shown.

    judged          of each outcome, what keeps the basis from carrying it
    decisions       of each round, None where it was left before there was one
    votes           of the last round that count, the last of each member
    to_vote         members who have not voted, by id
    n_unsigned      signatures that are still missing
    asks_me         what it wants of this person
    can_decide      outcomes that more than half of a quorum say and the basis carries
    names           of members, by id
    """

    why_split: tuple[str, ...]
    judged: Mapping[Outcome, tuple[str, ...]]
    decisions: tuple[Decision | None, ...]
    votes: tuple[CaseAct[Vote], ...]
    to_vote: tuple[str, ...]
    n_unsigned: int
    asks_me: Asked | None
    can_decide: tuple[Outcome, ...]
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Seats:
    """Who can be put on the board of a case, and how many of those who otherwise could are left out, and why.

    names           of members, in the order in which they came
    n_conflicted    with a declared conflict of interest in this case
    n_readers       who have read it, where the rules want others on the board
    """

    names: tuple[str, ...]
    n_conflicted: int
    n_readers: int


def due_reading(desk: Desk, case_id: str) -> Due:
    """Say what the reading that is due is for this person; raises Refused where they may not see the case."""
    case, at = find_case(desk, case_id, "read match")[0].case, desk.workspace.clock()
    because = why_not_read(case, desk.member.id, at)
    if case.state not in ("proposed", "read once"):
        return Due(None, because, None)
    lease = case.lease
    until = lease.until if lease is not None and lease.holds(desk.member.id, at) else None
    return Due("second" if case.round.verdicts else "first", because, until)


def board_agenda(desk: Desk) -> tuple[Waiting, ...]:
    """Give the cases that wait for a board or for signatures, and those that are closed, what asks this person first.

    raises    Refused where no role of this person reads
    """
    authorise(desk, "read match")
    wanted = (*BOARD_STATES, *CLOSED_STATES)
    told = [
        Waiting(one.id, one.case.state, one.case.acts[-1].at, _asks(one.case, desk))
        for one in seen_cases(desk).values()
        if one.case.state in wanted
    ]
    return tuple(sorted(told, key=lambda one: (one.asks_me is None, one.since, one.id)))


def dossier_of(desk: Desk, case_id: str) -> Dossier | None:
    """Give what a board has before it; None to whom the case was not shown, and where it was never read here.

    raises    Refused where this person may not see the case
    """
    case, me = find_case(desk, case_id, "read match")[0].case, desk.member.id
    if me not in case.informed or not case.rounds:
        return None
    judged = judge(case.round.basis, case.open_exclusions)
    with desk.store.read() as now:
        names = {member.id: member.name for member in all_members(now)}
    voted = {act.who for act in case.round.votes}
    return Dossier(
        why_split=why_split(case) if case.state == "split" else (),
        judged=judged,
        decisions=tuple(decision_of(case, number) for number in range(1, len(case.rounds) + 1)),
        votes=counted_votes(case.round, case.conflicted),
        to_vote=tuple(sorted(case.round.members - voted - case.conflicted, key=lambda one: names.get(one, one))),
        n_unsigned=max(case.round.rules.n_signatures - len(case.round.signers), 0),
        asks_me=_asks(case, desk),
        can_decide=_can_decide(case, judged) if me in case.round.members - case.conflicted else (),
        names=names,
    )


def seats_of(desk: Desk, case_id: str) -> Seats | None:
    """Say who can sit on the board of a case; None to whom the case was not shown, and where it was never read here.

    raises    Refused where this person may not see the case
    """
    case = find_case(desk, case_id, "read match")[0].case
    if desk.member.id not in case.informed or not case.rounds:
        return None
    with desk.store.read() as now:
        members = [member for member in all_members(now) if not member.has_left and _decides(member)]
    readers = {act.who for round_ in case.rounds for act in round_.verdicts}
    barred = frozenset() if case.round.rules.readers_may_sit else readers - case.conflicted
    names = tuple(one.name for one in members if one.id not in case.conflicted | barred)
    n_conflicted, n_readers = (sum(one.id in some for one in members) for some in (case.conflicted, barred))
    return Seats(names, n_conflicted, n_readers)


def _decides(member: Member) -> bool:
    return any(right_of(role, "confirm identity", Scope.OWN).is_granted for role in member.roles)


def _asks(case: Case, desk: Desk) -> Asked | None:
    me = desk.member.id
    if not _decides(desk.member) or me in case.conflicted or me not in case.informed:
        return None
    if case.state == "before the board":
        return "vote" if me in case.round.members - {act.who for act in case.round.votes} else None
    is_open = case.state in ("agreed", "decided") and me not in case.round.signers
    return "sign" if is_open else None


def _can_decide(case: Case, judged: Mapping[Outcome, tuple[str, ...]]) -> tuple[Outcome, ...]:
    votes = counted_votes(case.round, case.conflicted)
    if case.state != "before the board" or len(votes) < case.round.rules.quorum:
        return ()
    said = [act.what.outcome for act in votes]
    return tuple(one for one in OUTCOMES if 2 * said.count(one) > len(votes) and not judged[one])
