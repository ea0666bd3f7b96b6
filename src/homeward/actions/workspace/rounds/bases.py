"""What a round takes from elsewhere in the workspace: the decision an outcome rests on, and the seals of a container.

An outcome is as good as what people signed about this very person or container; a decision about somebody else, or a
finding that was withdrawn, carries nothing.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from homeward.actions.workspace.desk import Desk
from homeward.actions.workspace.folding.heads import heads_of
from homeward.actions.workspace.folding.record_text import read_record
from homeward.actions.workspace.folding.rounds import RoundState
from homeward.actions.workspace.folding.states import (
    LISTS,
    CaseState,
    ListRecord,
    ThingState,
    case_of,
    file_of,
    thing_of,
)
from homeward.actions.workspace.review.changes import Change, changes_since, erased_since
from homeward.actions.workspace.rounds.candidates import find_candidates, line_code
from homeward.actions.workspace.things import all_things, remains_of
from homeward.errors import InvalidInput
from homeward.exchange.handing_over.outcome import Assessment, Outcome, Result
from homeward.exchange.handing_over.paper import check_code
from homeward.records.claim import Withdrawal, first_withdrawals
from homeward.records.remains import CustodyEvent, found_of, parts_of
from homeward.store.state import Wanted
from homeward.store.transaction import Snapshot

_SIGNED = ("signed", "acted on")
# What the decision about a pair must say, for what is said of the person. "Not the person named" may also rest on who
# it is instead: then on another case than the one by which the person was in the round.
_CARRIES: Mapping[Outcome, tuple[str, ...]] = {
    "confirmed": ("established",),
    "not the person named": ("excluded", "established"),
    "unknown": ("probable", "possible", "premature", "excluded"),
}


def rests_on(desk: Desk, said: Assessment, named_by: str | None = None) -> bool:
    """Tell whether the basis of an outcome is a signed decision, or a finding that stands, and says so of this one.

    named_by    the case by which the person was in the round; None where there is none
    """
    if said.of.kind == "container":
        return _confirms(desk, said) if said.outcome == "confirmed" else _is_found(desk, said)
    with desk.store.read() as now:
        case = _signed_case(now, said.basis)
        if case is None or case.case.round.outcome not in _CARRIES[said.outcome]:
            return False
        codes = _codes(now, case.case.pair.found)
    is_about = said.of.id in codes
    if said.outcome == "not the person named" and case.case.round.outcome == "established":
        return is_about and case.id != named_by
    return is_about


def seals_of(desk: Desk) -> Mapping[str, tuple[str, ...]]:
    """Give the seal under which each container was left, by its code, as the last hand-over of its custody says."""
    seals = {}
    for event in remains_of(all_things(desk)).custody:
        seals[event.of] = _left_under(event)
    return {code: (seal,) for code, seal in seals.items() if seal is not None}


def check_container(desk: Desk, code: str) -> None:
    """Refuse the code of an item or individual: containers travel; raises InvalidInput."""
    check_code("what stands on a container", code)
    thing = _thing(all_things(desk), code)
    if thing is not None and thing.level != "container":
        raise InvalidInput(f"{code} is an {thing.level}; what travels is the container it lies in")


def _left_under(event: CustodyEvent) -> str | None:
    return event.seal_out if event.seal_out is not None else event.seal_in


def _signed_case(now: Snapshot, case_id: str | None) -> CaseState | None:
    state = now.state("case", case_id or "")
    return case_of(state) if state is not None and state.status in _SIGNED else None


def _codes(now: Snapshot, file_id: str) -> tuple[str, ...]:
    """Give the codes under which a found person can have crossed: of the line, or the one given at the crossing."""
    state = now.state("person", file_id)
    record = None if state is None else now.state("list", state.parent or "")
    if state is None or record is None:
        return ()
    record_id = file_of(state).record_id
    return line_code(read_record(ListRecord, record.body).party, record_id), record_id


def _is_found(desk: Desk, said: Assessment) -> bool:
    with desk.store.read() as now:
        entry = now.entry_of(said.basis or "")
        if entry is None or entry.act.kind != "remains noted":
            return False
        told = [json.loads(text) for text in now.texts(entry.act.id).values() if text is not None]
    ids = {one["record"].get("id") for one in told if one["kind"] == "finding"}
    standing = found_of(remains_of(all_things(desk)), said.of.id)
    return any(one.id in ids and one.outcome == said.outcome and one.other in (None, said.earlier) for one in standing)


def _confirms(desk: Desk, said: Assessment) -> bool:
    """Tell whether a case establishes who somebody is of whom a part lies in the container."""
    with desk.store.read() as now:
        case = _signed_case(now, said.basis)
    if case is None or case.case.round.outcome != "established":
        return False
    things = all_things(desk)
    found = next((one for one in things if one.id == case.case.pair.found), None)
    if found is None or found.level != "individual":
        return False
    return said.of.id in {container for _, container in parts_of(remains_of(things), "individual", found.code)}


def _thing(things: tuple[ThingState, ...], code: str) -> ThingState | None:
    return next((one for one in things if one.code == code), None)


# ── what no longer stands ──


@dataclass(frozen=True, slots=True)
class Lapsed:
    """What one side said of somebody or something that crossed, and what it no longer rests on.

    because    the later acts, oldest first; none where what changed is not a decision, nor taken back
    """

    said: Assessment
    because: tuple[Change, ...]


def lapsed_among(desk: Desk, seen: RoundState, results: Iterable[Result]) -> tuple[Lapsed, ...]:
    """Find the outcomes whose signed decision or finding says so no more, in the order of results.

    seen    the round as whoever asks may see it: of nobody hidden is anything told
    """
    said = [one for result in results for one in result.assessments if one.outcome != "open"]
    named = find_candidates(desk, seen).by_id if said else {}
    lost = [one for one in said if not rests_on(desk, one, named[one.of.id].case if one.of.id in named else None)]
    noted = {act.what: act.id for act in seen.acts if isinstance(act.what, Assessment)} if lost else {}
    with desk.store.read() as now:
        numbers = {one: entry.number for one in lost if (entry := now.entry_of(noted[one])) is not None}
        return tuple(Lapsed(one, _changes(now, one, numbers[one])) for one in lost)


def grounds_lost(desk: Desk, seen: RoundState, codes: Iterable[str]) -> Mapping[str, tuple[Change, ...]]:
    """Say of people of a round why no signed decision says any more who they are: of each whose case was opened again.

    codes    of people who are no candidates now, as whoever asks may see the round
    """
    wanted = set(codes) - seen.hidden
    if not wanted:
        return {}
    with desk.store.read() as now:
        files = {code: file_id for code, file_id in _files_by_code(now, seen.sides) if code in wanted}
        told = {code: tuple(_reopened(now, file_id)) for code, file_id in sorted(files.items())}
    return {code: changes for code, changes in told.items() if changes}


def _changes(now: Snapshot, said: Assessment, number: int) -> tuple[Change, ...]:
    basis = now.entry_of(said.basis or "")
    if basis is None:
        return changes_since(now, "case", said.basis or "", number)
    ids = {json.loads(text)["record"].get("id") for text in now.texts(basis.act.id).values() if text is not None}
    things = [thing_of(state) for one in basis.act.subjects if (state := now.state("thing", one)) is not None]
    gone = first_withdrawals(it for one in things for it in one.records if isinstance(it, Withdrawal))
    taken = [it.on for of, it in gone.items() if of in ids]
    return tuple(Change("taken back", on) for on in taken) or erased_since(now, basis.act.subjects, number)


def _files_by_code(now: Snapshot, sides: tuple[str, str]) -> Iterator[tuple[str, str]]:
    for list_id, record in LISTS.all(now).items():
        if record.party in sides:
            heads = heads_of(now, list_id=list_id)
            yield from ((line_code(record.party, head.record_id), file_id) for file_id, head in heads.items())


def _reopened(now: Snapshot, file_id: str) -> Iterator[Change]:
    """Say what became of the case that established who a found person is, since it was signed."""
    for state in now.states(Wanted(kind="case", parent=file_id)):
        case = case_of(state).case
        signed = [one for one in case.rounds if one.is_signed and one.outcome == "established"]
        if signed and (state.status not in _SIGNED or case.round is not signed[-1]):
            last = max(entry.number for act in signed[-1].signatures if (entry := now.entry_of(act.id)) is not None)
            yield from changes_since(now, "case", state.object, last)
