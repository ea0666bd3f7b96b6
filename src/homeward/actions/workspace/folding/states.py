"""What the states of a workspace hold: lists, files of people, cases, things, and acts that wait for a second person.

A file is what each version of a list said of one person, and what was said of their status since. A case is the acts
about one pair. All of it is text under a subject's key; what stands open beside it are codes.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from homeward.actions.workspace.folding.memory import Memory, remember
from homeward.actions.workspace.folding.record_text import plain_of, read_record, value_of, write_json
from homeward.ledger.act import Act
from homeward.records.claim import Claim, PersonFile, Role, Withdrawal, line_of
from homeward.records.dates import PartialDate
from homeward.records.person import Person
from homeward.records.remains import (
    CustodyEvent,
    Declaration,
    Finding,
    Level,
    Link,
    Sample,
    SampleResult,
    Thing,
)
from homeward.records.status import StatusClaim, current_status
from homeward.review.act import KIND_OF, CaseAct, Content, Pair
from homeward.review.case import Case
from homeward.review.fold import advance
from homeward.store.state import State

CASE_KINDS: Mapping[str, type[Any]] = {kind: what for what, kind in KIND_OF.items()}
_FOLDED = 16_384  # cases that stay folded in the memory of a process
REMAINS_KINDS: Mapping[str, type[Any]] = {
    "thing": Thing,
    "link": Link,
    "declaration": Declaration,
    "finding": Finding,
    "sample": Sample,
    "result": SampleResult,
    "custody": CustodyEvent,
    "withdrawal": Withdrawal,
}


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a list, as it was handed over."""

    number: int  # from 1
    on: date
    digest: str  # SHA-256 of the bytes as they came
    n_rows_in: int  # accepted + held + refused
    n_rows_accepted: int
    n_rows_held: int
    n_rows_refused: int
    columns: tuple[tuple[str, str], ...] = ()  # field, heading
    team: str | None = None  # of whoever imported it, and so knows its rows
    gone: tuple[str, ...] = ()  # files of earlier versions whose line does not stand on this one


@dataclass(frozen=True, slots=True)
class ListRecord:
    """The list of one party, in all its versions."""

    party: str
    role: Role
    owner: str  # the member who answers for it
    team: str
    versions: tuple[Version, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """What one version of a list said of a person, and what is odd about it."""

    source: str  # "North, version 2"
    on: PartialDate
    values: Mapping[str, str]  # by field
    contradictions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileRecord:
    """The file of one person: nothing in it is ever overwritten."""

    record_id: str  # on the list
    role: Role
    owner: str
    team: str
    said: tuple[Said, ...] = ()
    status: tuple[StatusClaim, ...] = ()
    has_harm_flag: bool = False
    samples: tuple[Sample, ...] = ()  # without what a laboratory found: that stands with each sample

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Give every value as a dated claim with its source."""
        return tuple(
            Claim(f"{said.source}/{self.record_id}/{name}", name, value, said.source, said.on)
            for said in self.said
            for name, value in said.values.items()
        )

    @property
    def person(self) -> PersonFile:
        """Give the file as claims."""
        return PersonFile(self.record_id, self.role, self.claims)

    @property
    def line(self) -> Person:
        """Read the file as one line, for matching."""
        return line_of(self.person)

    @property
    def is_closed(self) -> bool:
        """Tell whether the person is home, by everybody's word: then the file is read, not changed."""
        return current_status(self.status, "return").value == "confirmed"


@dataclass(frozen=True, slots=True)
class Waiting:
    """An act that one person signed, and that needs a second signature."""

    asks: str  # by its name in the table of rights
    says: str  # in words, without names of persons
    by: str
    at: datetime
    about: str | None = None  # the file or list
    digest: str | None = None  # SHA-256 of the act that was signed: no other one takes effect under its id


@dataclass(frozen=True, slots=True)
class CaseState:
    """The case of a pair, with the id under which it is kept."""

    id: str
    case: Case


@dataclass(frozen=True, slots=True)
class ThingState:
    """A container, item or individual with everything noted about it."""

    id: str
    owner: str
    team: str
    records: tuple[Any, ...]  # of REMAINS_KINDS, the thing itself first

    @property
    def code(self) -> str:
        """Give the code that stands on it."""
        return str(self.records[0].id)

    @property
    def level(self) -> Level:
        """Say what it is."""
        level: Level = self.records[0].level
        return level


def file_of(state: State) -> FileRecord:
    """Read the state of a file."""
    return read_record(FileRecord, state.body)


def head_of(state: State) -> FileRecord:
    """Read of a file who answers for it and how it stands, without what was said: a queue asks for thousands."""
    told = json.loads(state.body)
    for name in ("said", "samples"):
        told.pop(name, None)
    head: FileRecord = value_of(FileRecord, told)
    return head


def write_case_act(pair: Pair, what: Content) -> str:
    """Write what an act says of a case."""
    return write_json({"pair": plain_of(pair), "what": plain_of(what)})


def case_of(state: State) -> CaseState:
    """Fold the acts that the state of a case holds."""
    return CaseState(state.object, _folded(state.body))


@remember(_FOLDED)
def _folded(body: str) -> Case:
    """Fold acts, once for each state of a case: whoever sorts a queue asks for all of them again and again."""
    told = json.loads(body)
    pair = value_of(Pair, told["pair"])
    case = Case(pair)
    for item in told["acts"]:
        what = value_of(CASE_KINDS[item["kind"]], item["what"])
        case = advance(case, CaseAct(item["id"], pair, item["who"], datetime.fromisoformat(item["at"]), what))
    return case


def case_after(old: State | None, case_id: str, act: Act, text: str) -> State:
    """Add one act to a case; raises NotAllowed where the case does not allow it."""
    told = json.loads(text)
    pair = value_of(Pair, told["pair"])
    acts = [] if old is None else json.loads(old.body)["acts"]
    case = None if old is None else case_of(old).case
    what = value_of(CASE_KINDS[act.kind], told["what"])
    after = advance(case, CaseAct(act.id, pair, act.actor, act.done_at, what))
    acts.append(
        {
            "id": act.id,
            "kind": act.kind,
            "who": act.actor,
            "at": act.done_at.isoformat(),
            "what": told["what"],
        }
    )
    body = write_json({"pair": told["pair"], "acts": acts})
    if old is not None:
        return following(old, act, body, status=after.state)
    return State(
        kind="case",
        object=case_id,
        version=1,
        subject=case_id,
        act_id=act.id,
        body=body,
        parent=pair.found,
        status=after.state,
    )


def following(old: State, act: Act, body: str, *, status: str | None = None) -> State:
    """Give the state that follows another."""
    return replace(old, version=old.version + 1, act_id=act.id, body=body, status=status or old.status)


def new_or_next(kind: str, object_id: str, act: Act, body: str, old: State | None) -> State:
    """Give the first state of an object that is its own subject, or the one that follows."""
    if old is not None:
        return following(old, act, body)
    return State(kind=kind, object=object_id, version=1, subject=object_id, act_id=act.id, body=body)


def thing_of(state: State) -> ThingState:
    """Read the state of a thing."""
    told = json.loads(state.body)
    records = tuple(value_of(REMAINS_KINDS[item["kind"]], item["record"]) for item in told["records"])
    return ThingState(state.object, told["owner"], told["team"], records)


LISTS = Memory("list", lambda state: read_record(ListRecord, state.body))
CASES = Memory("case", case_of, _FOLDED)
THINGS = Memory("thing", thing_of)
