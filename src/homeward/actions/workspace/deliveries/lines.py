"""The lines of a list, and of a caseload, a page at a time; and one version of a list against the one before it.

What is shown is an entry that names each file. Files that a person may not open stand in no page and in no count.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from homeward.actions.workspace.desk import Desk, Draft, authorise, check_looks, note, refuse, scope_of
from homeward.actions.workspace.files import withheld_fields, without_fields
from homeward.actions.workspace.folding.guarded import Guarded
from homeward.actions.workspace.folding.heads import Head, decide_alike, heads_of
from homeward.actions.workspace.folding.memory import Memory
from homeward.actions.workspace.folding.record_text import read_record
from homeward.actions.workspace.folding.states import FileRecord, ListRecord, Said, Version, file_of
from homeward.actions.workspace.members import Member
from homeward.actions.workspace.oversight.pace import FIRST_PART, LIST_VIEWED
from homeward.actions.workspace.rights import Role, Scope, right_of
from homeward.ledger.act import MOST_SUBJECTS
from homeward.records.claim import person_of
from homeward.records.person import Person
from homeward.records.versions import Change, compare_versions

LineState = Literal["new", "changed", "back", "gone", "same"]
LINE_STATES: tuple[LineState, ...] = ("new", "changed", "back", "gone", "same")
_PLACES: Mapping[LineState | None, int] = {state: place for place, state in enumerate(LINE_STATES)}


@dataclass(frozen=True, slots=True)
class SeenLine:
    """One file of a list, as its newest version has it.

    odd    what versions of the list said that contradicts something
    """

    id: str
    line: Person
    is_closed: bool
    has_harm_flag: bool
    sources: tuple[str, ...]
    odd: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the lines that a person may see, and how many there are."""

    lines: tuple[SeenLine, ...]
    n_lines: int


@dataclass(frozen=True, slots=True)
class VersionLine:
    """What became of one line in one version of its list."""

    id: str
    record_id: str
    state: LineState
    changes: tuple[Change, ...] = ()
    odd: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionPage:
    """One version against the one before it: some of its lines, those in which something happened first."""

    number: int
    lines: tuple[VersionLine, ...]
    n_lines: int
    n_by_state: Mapping[LineState, int]


@dataclass(frozen=True, slots=True)
class Part:
    """Which lines of many are shown.

    reason    where files of people who are home are among them, one is needed
    """

    start: int
    most: int
    reason: str | None = None


def may_open(member: Member, file: Guarded) -> bool:
    """Tell whether a person may open a file alone."""
    return _opens(member.roles, scope_of(member, file))


@lru_cache(maxsize=256)
def _opens(roles: tuple[Role, ...], scope: Scope) -> bool:
    return any(right_of(role, "open person", scope).way == "alone" for role in roles)


def view_lines(desk: Desk, list_id: str, part: Part) -> Page:
    """Show lines of a list, in the order of their identifiers; the ids shown are an entry.

    returns   no lines where none may be seen: of a list that is not there, too
    raises    Refused where their role opens no file; InvalidInput where a reason is needed
    """
    if not _opens(desk.member.roles, Scope.OWN):
        refuse(desk, "open person", (list_id,))
    return _page(desk, _openable(desk, list_id), part)


def view_caseload(desk: Desk, part: Part) -> Page:
    """Show the files that this person answers for; the ids shown are an entry.

    raises    Refused where their role opens no file; InvalidInput where a reason is needed
    """
    if not _opens(desk.member.roles, Scope.OWN):
        refuse(desk, "open person")
    found, mine = _openable(desk), {desk.member.id, *desk.member.stands_for}
    return _page(desk, {one: head for one, head in found.items() if head.owner in mine}, part)


def view_version(desk: Desk, list_id: str, number: int, part: Part) -> VersionPage:
    """Compare one version of a list with all before it, line by line; the ids shown are an entry.

    raises    Refused where none of its files may be seen, or there is no such version
    """
    with desk.store.read() as now:
        state = now.state("list", list_id)
    versions = () if state is None else read_record(ListRecord, state.body).versions
    found = _openable(desk, list_id)
    if not found or not 1 <= number <= len(versions):
        refuse(desk, "open person")
    gone = versions[number - 2].gone if number > 1 else ()
    version = versions[number - 1]
    with desk.store.read() as now:
        numbers = _NUMBERS.all(now, parent=list_id)
    states = {one: state_in(one, numbers[one], version, gone) for one in found if one in numbers}
    # Sorted by state alone: the files come in the order of their identifiers.
    became = sorted((one for one, state in states.items() if state), key=lambda one: _PLACES[states[one]])
    counts = Counter(states.values())
    ids = became[part.start : part.start + part.most]
    _note_shown(desk, {one: found[one] for one in ids}, part.reason)
    files = ((one, _without(desk, file)) for one, file in _files(desk, ids).items())
    lines = (line_in(one, file, version, gone) for one, file in files)
    return VersionPage(
        number=number,
        lines=tuple(line for line in lines if line is not None),
        n_lines=len(became),
        n_by_state={state: counts[state] for state in LINE_STATES},
    )


def state_in(file_id: str, numbers: Collection[int], version: Version, gone: Collection[str] = ()) -> LineState | None:
    """Say in a word what became of a file's line in one version; None where it stood neither on it nor before.

    numbers    of the versions that said something of it
    gone       files whose line did not stand on the version before it
    """
    if not numbers or min(numbers) > version.number:
        return None
    was_gone = file_id in gone
    if file_id in version.gone:
        return None if was_gone else "gone"
    if min(numbers) == version.number:
        return "new"
    if was_gone:
        return "back"
    return "changed" if version.number in numbers else "same"


def line_in(file_id: str, file: FileRecord, version: Version, gone: Collection[str] = ()) -> VersionLine | None:
    """Say what became of a file's line in one version; None where it stood neither on it nor on the one before.

    gone    files whose line did not stand on the version before it
    """
    said = {_number(one): one for one in file.said}
    state = state_in(file_id, said, version, gone)
    now = said.get(version.number)
    if state is None or state == "gone" or now is None:
        return None if state is None else VersionLine(file_id, file.record_id, state)
    earlier = tuple(one for number, one in said.items() if number < version.number)
    changes = _changes(replace(file, said=earlier), now) if earlier else ()
    return VersionLine(file_id, file.record_id, state, changes, now.contradictions)


def _changes(before: FileRecord, now: Said) -> tuple[Change, ...]:
    [line] = compare_versions([before.line], [person_of(before.record_id, dict(now.values))])
    return line.changes


def _number(said: Said) -> int:
    """Read the number of the version out of the name of a source: "North, version 2"."""
    return int(said.source.rpartition(" ")[2])


_NUMBERS = Memory("person", lambda state: tuple(_number(one) for one in file_of(state).said))


def _openable(desk: Desk, list_id: str | None = None) -> dict[str, Head]:
    """Give the heads of the files that this person may open alone, in the order of their identifiers."""
    with desk.store.read() as now:
        heads = heads_of(now, list_id=list_id)
    opens = decide_alike(heads, lambda head: may_open(desk.member, head))
    mine = ((file_id, head) for file_id, head in heads.items() if opens[file_id])
    return dict(sorted(mine, key=lambda item: (item[1].order, item[0])))


def _files(desk: Desk, ids: Iterable[str]) -> dict[str, FileRecord]:
    """Read files, in the order of their ids as they are given."""
    wanted = list(ids)
    with desk.store.read() as now:
        states = now.states_named("person", wanted)
    return {one: file_of(states[one]) for one in wanted if one in states}


def _page(desk: Desk, found: Mapping[str, Head], part: Part) -> Page:
    ids = list(found)[part.start : part.start + part.most]
    _note_shown(desk, {one: found[one] for one in ids}, part.reason)
    return Page(tuple(_seen(desk, one, file) for one, file in _files(desk, ids).items()), len(found))


def _seen(desk: Desk, file_id: str, file: FileRecord) -> SeenLine:
    odd = tuple(f"{said.source}: {one}" for said in file.said for one in said.contradictions)
    line = _without(desk, file).line
    sources = tuple(said.source for said in file.said)
    return SeenLine(file_id, line, file.is_closed, file.has_harm_flag, sources, odd)


def _without(desk: Desk, file: FileRecord) -> FileRecord:
    return without_fields(file, withheld_fields(desk.member, scope_of(desk.member, file)))


def _note_shown(desk: Desk, shown: Mapping[str, Head], reason: str | None) -> None:
    """Keep an entry of the ids that are about to be shown, under the right for each scope among them."""
    ids = [(file_id, scope_of(desk.member, head)) for file_id, head in shown.items()]
    if not ids:
        return
    check_looks(desk)
    scopes = sorted({scope for _, scope in ids})
    granted = [
        authorise(desk, "open person", scope, about=[one for one, its in ids if its is scope][:8], reason=reason)
        for scope in scopes
    ]
    for start in range(0, len(ids), MOST_SUBJECTS):
        others = tuple(one for one, _ in ids[start : start + MOST_SUBJECTS])
        facts = (FIRST_PART,) if start == 0 else ()
        note(desk, granted[0].role, Draft(kind=LIST_VIEWED, others=others, facts=facts))
