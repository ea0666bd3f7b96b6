"""The state of all cases as a fold over acts: add one act, or all from the beginning.

The same acts give the same cases. An act that comes twice counts once, and acts that do not touch each other (on other
pairs, votes of two members, two signatures) may come in either order.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from homeward.errors import InvalidInput
from homeward.review import decision, reading, reopening
from homeward.review.act import CaseAct, Pair
from homeward.review.case import Case, in_order, refuse_act
from homeward.review.lifecycle import TABLE, Kind

Change = Callable[[Case, CaseAct[Any]], Case]
_CHANGES: Mapping[Kind, Change] = {
    "proposal": reading.propose,
    "earlier decision": reopening.note_earlier,
    "taking": reading.take,
    "giving back": reading.give_back,
    "verdict": reading.read,
    "showing": reading.show,
    "conflict": reading.declare_conflict,
    "seating": decision.seat,
    "vote": decision.vote,
    "board decision": decision.decide,
    "signature": decision.sign,
    "deed": decision.note_deed,
    "answer": reopening.answer,
    "reopening": reopening.reopen,
}


def advance(case: Case | None, act: CaseAct[Any]) -> Case:
    """Add one act to a case; None where there is none yet.

    raises    NotAllowed where the state, the round, or who does it forbids the act; the case is as it was.
              InvalidInput where another act has the same id, or the act is about another pair
    """
    case = Case(act.pair) if case is None else case
    if act.pair != case.pair:
        raise InvalidInput(f"act {act.id} is about {act.pair}, not about {case.pair}")
    known = next((item for item in case.acts if item.id == act.id), None)
    if known is not None:
        return _same(case, known, act)
    if case.state not in TABLE[act.kind]:
        refuse_act(case, act, _why_state_forbids(case, act))
    number = getattr(act.what, "round", None)
    if number is not None and number != len(case.rounds):
        refuse_act(case, act, f"it is meant for round {number} of readings, and this is round {len(case.rounds)}")
    return replace(_CHANGES[act.kind](case, act), acts=in_order((*case.acts, act)))


def fold(acts: Iterable[CaseAct[Any]]) -> Mapping[Pair, Case]:
    """Give all cases after these acts, in the order in which they were accepted.

    returns   read-only, in the order of pairs
    raises    as `advance`
    """
    cases: dict[Pair, Case] = {}
    known: dict[str, CaseAct[Any]] = {}
    for act in acts:
        if known.setdefault(act.id, act) != act:
            raise InvalidInput(f"two different acts have the id {act.id!r}")
        cases[act.pair] = advance(cases.get(act.pair), act)
    return MappingProxyType(dict(sorted(cases.items())))


def _same(case: Case, known: CaseAct[Any], act: CaseAct[Any]) -> Case:
    if known != act:
        raise InvalidInput(f"two different acts have the id {act.id!r}")
    return case


def _why_state_forbids(case: Case, act: CaseAct[Any]) -> str:
    if act.kind != "proposal":
        return "the state does not allow it"
    before = f" It was {'; '.join(case.open_exclusions)}." if case.open_exclusions else ""
    return f"the pair was put before readers already; reopen it with a reason.{before}"
