"""Boards, signatures and what is done on them: how verdicts become a decision that somebody answers for.

A board decides where two verdicts do not settle the case. It is bound by the same basis as the readers: a threshold
that a vote could lift would be none.
"""

from dataclasses import dataclass, replace
from typing import Any

from homeward.errors import InvalidInput
from homeward.review.act import (
    OUTCOMES_OF_DEED,
    BoardDecision,
    CaseAct,
    Decider,
    Deed,
    Rules,
    Seating,
    Signing,
    Vote,
)
from homeward.review.basis import Basis
from homeward.review.case import Case, Round, counted_votes, in_order, reasons_of, refuse_act
from homeward.review.verdict import Outcome, Reason, Verdict, judge


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was settled about a pair, with everything it was settled on.

    dissent       verdicts and votes for another outcome, which stay readable for ever
    signatures    those under this outcome; `is_signed` where they are as many as the rules ask
    """

    round: int
    outcome: Outcome
    by: Decider
    text: str | None  # of the board
    reasons: tuple[Reason, ...]
    dissent: tuple[CaseAct[Verdict] | CaseAct[Vote], ...]
    basis: Basis
    rules: Rules
    signatures: tuple[CaseAct[Signing], ...]
    is_signed: bool


def decision_of(case: Case, number: int) -> Decision | None:
    """Give the decision of one round, from 1; None where it was left before there was one.

    raises    InvalidInput where the case has no such round
    """
    if not 1 <= number <= len(case.rounds):
        raise InvalidInput(f"{case.pair} has {len(case.rounds)} rounds of readings, and none is number {number}")
    round_ = case.rounds[number - 1]
    is_settled = round_.is_signed or round_.decision or (number == len(case.rounds) and case.state == "agreed")
    outcome = round_.outcome
    if outcome is None or not is_settled:
        return None
    said: tuple[CaseAct[Verdict] | CaseAct[Vote], ...] = (*round_.verdicts, *round_.votes)
    return Decision(
        round=number,
        outcome=outcome,
        by=round_.decider,
        text=round_.decision.what.text if round_.decision else None,
        reasons=reasons_of(round_),
        dissent=tuple(act for act in said if act.what.outcome != outcome),
        basis=round_.basis,
        rules=round_.rules,
        signatures=tuple(act for act in round_.signatures if act.what.by == round_.decider),
        is_signed=round_.is_signed,
    )


# ── what each act does; the state and round have been checked ──


def seat(case: Case, act: CaseAct[Seating]) -> Case:
    """Put members on the board; they see everything from now on."""
    members = frozenset(act.what.members)
    if members & case.conflicted:
        refuse_act(case, act, "a member has a conflict of interest")
    readers = {verdict.who for round_ in case.rounds for verdict in round_.verdicts}
    if members & readers and not case.round.rules.readers_may_sit:
        refuse_act(case, act, "a member has read this case")
    last = replace(case.round, seatings=in_order((*case.round.seatings, act)))
    return replace(_with(case, last), informed=case.informed | members)


def vote(case: Case, act: CaseAct[Vote]) -> Case:
    """Add the vote of a member."""
    _check_member(case, act)
    return _with(case, replace(case.round, votes=in_order((*case.round.votes, act))))


def decide(case: Case, act: CaseAct[BoardDecision]) -> Case:
    """Settle the case by what more than half of the votes say, if they are a quorum and the basis carries it."""
    _check_member(case, act)
    votes = counted_votes(case.round, case.conflicted)
    if len(votes) < case.round.rules.quorum:
        refuse_act(case, act, f"{len(votes)} votes count, and the quorum is {case.round.rules.quorum}")
    n_for = sum(item.what.outcome == act.what.outcome for item in votes)
    if 2 * n_for <= len(votes):
        refuse_act(case, act, f"{n_for} of {len(votes)} votes say {act.what.outcome}, not more than half")
    against = judge(case.round.basis, case.open_exclusions)[act.what.outcome]
    if against:
        refuse_act(case, act, f"the basis does not carry {act.what.outcome}: {'; '.join(against)}")
    return _with(case, replace(case.round, decision=act))


def sign(case: Case, act: CaseAct[Signing]) -> Case:
    """Sign what was settled.

    Who has not been shown it is told nothing of it, not even by how a wrong guess is refused.
    """
    last = case.round
    if act.who not in case.informed:
        refuse_act(case, act, "this person has not been shown what there is to sign")
    if (act.what.by, act.what.outcome) != (last.decider, last.outcome):
        settled = f"the {last.decider} settled on {last.outcome}"
        refuse_act(case, act, f"{settled}, not the {act.what.by} on {act.what.outcome}")
    if act.who in case.conflicted:
        refuse_act(case, act, "this person has a conflict of interest")
    if act.who in last.signers:
        refuse_act(case, act, "this person has signed already")
    return _with(case, replace(last, signatures=in_order((*last.signatures, act))))


def note_deed(case: Case, act: CaseAct[Deed]) -> Case:
    """Add what a person did on the signed decision, of which they know."""
    if act.who not in case.informed:
        refuse_act(case, act, "this person has not been shown what was decided")
    if case.round.outcome not in OUTCOMES_OF_DEED[act.what.kind]:
        wanted = " or ".join(OUTCOMES_OF_DEED[act.what.kind])
        refuse_act(case, act, f"{act.what.kind!r} needs the outcome {wanted}, not {case.round.outcome}")
    return _with(case, replace(case.round, deeds=in_order((*case.round.deeds, act))))


def _check_member(case: Case, act: CaseAct[Any]) -> None:
    if act.who not in case.round.members:
        refuse_act(case, act, "this person does not sit on the board")
    if act.who in case.conflicted:
        refuse_act(case, act, "this person has a conflict of interest")


def _with(case: Case, last: Round) -> Case:
    return replace(case, rounds=(*case.rounds[:-1], last))
