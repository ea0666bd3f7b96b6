"""Files of persons: opening one, saying what is so of a person now, harm flags, who has read, and erasing for good.

Documents of talks are flagged and erased here, too, under the same rights; what they say is left to `promises`.

Every reading is an entry, written before anything is shown. Whoever may not open a file gets the same answer as if it
did not exist.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from homeward.actions.workspace.desk import (
    Desk,
    Draft,
    Kept,
    authorise,
    check_pace,
    hides,
    keep,
    new_id,
    note,
    refuse,
    scope_of,
)
from homeward.actions.workspace.folding.erasing import cases_about, erased_with
from homeward.actions.workspace.folding.heads import HEADS
from homeward.actions.workspace.folding.promises import document_of
from homeward.actions.workspace.folding.record_text import write_json, write_record
from homeward.actions.workspace.folding.states import CASE_KINDS, CASES, FileRecord, file_of
from homeward.actions.workspace.members import Member, all_members
from homeward.actions.workspace.oversight.orders import approved_order, carry_out
from homeward.actions.workspace.oversight.pace import FILE_READ, GLASS, LIST_VIEWED, open_glass
from homeward.actions.workspace.rights import Role, Scope, right_of
from homeward.errors import InvalidInput
from homeward.ledger.entry import Entry
from homeward.records.dates import PartialDate
from homeward.records.status import AXES, Axis, StatusClaim
from homeward.store.transaction import ERASED, Snapshot

_AUDITORS = frozenset({Role.PROTECTION, Role.AUDITOR, Role.ADJUDICATOR})
LINES_EXPORTED = "lines exported"
PAPER_MADE = "paper made"
_READS = (FILE_READ, LIST_VIEWED, GLASS, LINES_EXPORTED, PAPER_MADE)
_FIELDS_OF = {"see contacts": ("next_of_kin", "residence"), "see medical": ("health",)}
_OF_DOCUMENT = ("about", "document")  # a fact of the act that erases one
_DEATH = ("presumed dead", "dead, certified")


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file as one person sees it."""

    id: str
    file: FileRecord
    cases: tuple[tuple[str, str], ...]  # id and state of each case that names it and that may exist for this person
    withheld: tuple[str, ...] = ()  # fields that this person does not see, whether or not anything stands in them


@dataclass(frozen=True, slots=True)
class SaidStatus:
    """What one source says of a person today."""

    axis: str
    value: str
    source: str
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Somebody's look at a file, or their attempt."""

    at: datetime
    who: str  # id of the key; the name where that may be seen
    role: str
    kind: str
    number: int  # of the entry


def open_file(desk: Desk, file_id: str, *, reason: str | None = None, approved: str | None = None) -> OpenedFile | Kept:
    """Open a file; the reading is an entry before anything is shown. A glass that this person broke opens it, too.

    approved    the id of a reading that two people signed
    returns     the file, or what waits for a second person
    raises      Refused where there is no such file, or this person may not open it
    """
    check_pace(desk, reason=reason)
    file, scope = find_file(desk, file_id, "open person")
    with desk.store.read() as now:
        glass = open_glass(now, desk.member.id, desk.workspace.clock())
    draft = Draft(kind=FILE_READ, texts={file_id: write_json({"reason": reason or ""})})
    if glass is not None and file_id in glass.act.subjects:
        granted = authorise(desk, "break glass", scope, about=(file_id,), reason="given when it was broken")
        draft = replace(draft, relies_on=(glass.act.id,))
    else:
        granted = authorise(desk, "open person", scope, about=(file_id,), reason=reason)
    if granted.right.way == "with a second":
        if approved is None:
            return keep(desk, granted, [draft], says="to open one file, with a reason that stands in the act")
        if approved_order(desk, approved, FILE_READ, "open person").subjects != (file_id,):
            refuse(desk, "open person", (file_id,))
        carry_out(desk, granted.role, [replace(draft, relies_on=(approved,))], approved)
    else:
        note(desk, granted.role, draft)
    with desk.store.read() as now:
        cases = cases_about(now, file_id)
        seen = tuple(one for one in cases if not is_case_hidden(now, desk.member, one[0]))
    withheld = withheld_fields(desk.member, scope)
    return OpenedFile(file_id, without_fields(file, withheld), seen, withheld)


def withheld_fields(member: Member, scope: Scope, *, whole: bool = False) -> tuple[str, ...]:
    """Give the fields of contacts and of health that a person does not see in a file.

    whole    the right must be to all of it: a right to the category alone does not count
    """
    told: list[str] = []
    for act, fields in _FIELDS_OF.items():
        rights = (right_of(role, act, scope) for role in member.roles)
        if not any(right.way == "alone" and not (whole and right.part) for right in rights):
            told.extend(fields)
    return tuple(told)


def without_fields(file: FileRecord, fields: tuple[str, ...]) -> FileRecord:
    """Give a file without some fields."""
    said = (
        replace(one, values={name: value for name, value in one.values.items() if name not in fields})
        for one in file.said
    )
    return replace(file, said=tuple(said))


def find_file(desk: Desk, file_id: str, asks: str) -> tuple[FileRecord, Scope]:
    """Find a file and say how it stands to this person.

    asks      what it is wanted for: where there is no such file, that is what was refused
    """
    with desk.store.read() as now:
        state = now.state("person", file_id)
        if state is not None:
            file = file_of(state)
            return file, scope_of(desk.member, file, is_assigned=is_assigned(now, desk.member.id, file_id))
    refuse(desk, asks, (file_id,))  # named as a hidden one is: the entry, too, tells nobody which of the two it was


def is_assigned(now: Snapshot, member_id: str, file_id: str) -> bool:
    """Tell whether a person has taken a reading, or sat on the board, of a case about a file."""
    return any(entry.act.kind in CASE_KINDS and entry.act.actor == member_id for entry in now.entries_about(file_id))


def is_case_hidden(now: Snapshot, member: Member, case_id: str) -> bool:
    """Tell whether a case names a file that must not exist for a person."""
    known = CASES.named(now, (case_id,)).get(case_id)
    pair = None if known is None else known.case.pair
    return pair is not None and any(
        hides(member, head) for head in HEADS.named(now, (pair.found, pair.sought)).values()
    )


def claim_status(desk: Desk, file_id: str, said: SaidStatus, *, act_id: str | None = None) -> Kept:
    """Say what one source says of a person on one axis; a death takes two people, and never tells anybody anything.

    raises    Refused; InvalidInput for an axis or value that there is not
    """
    asks = "record death" if said.axis == "vital" and said.value in _DEATH else "enter person"
    _, scope = find_file(desk, file_id, asks)
    granted = authorise(desk, asks, scope, about=(file_id,))
    today = desk.workspace.clock().date()
    axis: Axis | None = next((one for one in AXES if one == said.axis), None)
    if axis is None:
        raise InvalidInput(f"{said.axis!r} is no axis; the axes are {', '.join(AXES)}")
    day = PartialDate(today.year, today.month, today.day)
    claim = StatusClaim(new_id(), axis, said.value, said.source, day, said.detail)
    draft = Draft(kind="status claimed", texts={file_id: write_record(claim)})
    return keep(desk, granted, [draft], says=f"{axis}: {said.value}", act_id=act_id)


def _scope_found(desk: Desk, object_id: str, asks: str) -> Scope:
    """Find a file, or a document of talks, and say how it stands to this person; where there is none, refuse."""
    with desk.store.read() as now:
        document = now.state("document", object_id)
    return find_file(desk, object_id, asks)[1] if document is None else scope_of(desk.member, document_of(document))


def flag_harm(desk: Desk, file_id: str, *, lift: bool, reason: str, act_id: str | None = None) -> Kept:
    """Set the harm flag of a file or document, alone, or lift it, with a second person.

    raises    Refused; InvalidInput without a reason
    """
    asks = "lift harm flag" if lift else "set harm flag"
    granted = authorise(desk, asks, _scope_found(desk, file_id, asks), about=(file_id,))
    if not reason.strip():
        raise InvalidInput("a harm flag is set or lifted for a reason")
    draft = Draft(kind="harm flag lifted" if lift else "harm flag set", texts={file_id: write_json({"reason": reason})})
    return keep(desk, granted, [draft], says=asks, act_id=act_id)


def who_read(desk: Desk, file_id: str) -> tuple[Reading, ...]:
    """Say who has looked at a file, or tried to: to the owner with names, to those who audit by key alone.

    raises    Refused
    """
    asks = "see readers of file" if _AUDITORS.isdisjoint(desk.member.roles) else "read audit trail"
    _, scope = find_file(desk, file_id, asks)
    granted = authorise(desk, asks, scope, about=(file_id,))
    note(desk, granted.role, Draft(kind="readers viewed", others=(file_id,)))
    with desk.store.read() as now:
        names = {member.id: member.name for member in all_members(now)}
        entries = [entry for entry in now.entries_about(file_id) if entry.act.kind in (*_READS, "refused")]
    shows_names = granted.act == "see readers of file"
    return tuple(_reading(entry, names if shows_names else {}) for entry in entries)


def _reading(entry: Entry, names: dict[str, str]) -> Reading:
    act = entry.act
    return Reading(act.done_at, names.get(act.actor, act.actor), act.role, act.kind, entry.number)


def erase_file(desk: Desk, file_id: str, *, reason: str, act_id: str | None = None) -> Kept:
    """Ask to erase a file with all cases about it and its samples, one sample of a donor, or a document of talks.

    When a second person has signed, their keys are destroyed.

    reason    a code, which stays in the ledger: "asked by the person"
    raises    Refused; InvalidInput where a case about it is open: the law may want it kept until then
    """
    with desk.store.read() as now:
        is_sample = now.state("sample", file_id) is not None
        is_document = now.state("document", file_id) is not None
    scope = Scope.OWN if is_sample else _scope_found(desk, file_id, "erase")
    granted = authorise(desk, "erase", scope, about=(file_id,), reason=reason)
    try:
        with desk.store.read() as now:
            subjects = erased_with(now, file_id)
    except InvalidInput:
        note(desk, granted.role, Draft(kind="refused", others=(file_id,), facts=(("asked", "erase"),)))
        raise
    of_document = (_OF_DOCUMENT,) if is_document else ()
    draft = Draft(kind=ERASED, others=subjects, facts=(("because", reason), *of_document))
    says = (
        f"to erase {'document' if is_document else 'file'} {file_id}{'' if is_document else ' and the cases about it'}"
    )
    return keep(desk, granted, [draft], says=says, act_id=act_id)


def certificate_of(entry: Entry) -> str:
    """Say in a sentence what was erased, for whoever asked for it."""
    file_id = entry.act.subjects[0]
    when, n_people = f"{entry.placed_at:%Y-%m-%d at %H:%M} UTC", len(entry.signatures)
    is_document = _OF_DOCUMENT in entry.act.facts
    what = f"key of document {file_id} was" if is_document else f"keys of file {file_id} and of the cases about it were"
    return (
        f"On {when} the {what} destroyed, by act "
        f"{entry.act.id}, entry {entry.number:,} of {entry.log}, which {n_people} people signed. What they sealed "
        "cannot be read again, here or in a copy of the store; copies of the keys are kept no longer than 30 days."
    )
