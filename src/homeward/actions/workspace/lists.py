"""Lists: importing what a party handed over, and looking at what is kept of it.

Every row of a list is accounted for. A row that is accepted becomes the file of one person, under a random id and a key
of its own; the next version of the same list adds what it says to the files of its earlier lines.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from hmac import digest as hmac_digest

from homeward.actions.lists.check import Checked, check_list
from homeward.actions.workspace.desk import (
    Desk,
    Draft,
    Granted,
    Kept,
    authorise,
    check_looks,
    hides,
    keep,
    new_id,
    note,
    refuse,
    scope_of,
)
from homeward.actions.workspace.folding.heads import heads_of
from homeward.actions.workspace.folding.record_text import plain_of, read_record, write_json, write_record
from homeward.actions.workspace.folding.states import LISTS, FileRecord, ListRecord, Said, Version, file_of
from homeward.actions.workspace.members import Member
from homeward.actions.workspace.oversight.pace import FIRST_PART, LIST_VIEWED
from homeward.actions.workspace.rights import CALLED_BY_HARM, Scope, right_of
from homeward.errors import InvalidInput
from homeward.formats.people.answers import ASSUME, Answers
from homeward.ledger.act import MOST_SUBJECTS
from homeward.records.claim import ROLES, Role
from homeward.records.dates import PartialDate
from homeward.records.fields import FIELDS
from homeward.records.person import Person
from homeward.records.versions import Line, compare_versions
from homeward.store.instance_key import derive_key
from homeward.store.state import Wanted

_FIELDS = tuple(field.name for field in FIELDS if field.name not in ("record_id", "full_name"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A list as it came: its bytes, who handed it over, whom it names, of which day it is."""

    data: bytes
    party: str
    role: Role
    on: date
    answers: Answers = ASSUME

    def __post_init__(self) -> None:
        if self.role not in ROLES or not self.party.strip():
            raise InvalidInput(f"a list names people {' or '.join(ROLES)}, and a party handed it over")


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a list.

    lines      how many lines are new, changed, the same or gone since the version before; a file that must not exist
               for this person is no earlier line
    checked    what the list contradicts; None where the same bytes had been imported before
    """

    list_id: str
    version: Version
    lines: Mapping[str, int]
    checked: Checked | None
    kept: Kept


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenVersion:
    """One version of a list as one person sees it: its rows are known to the team that brought it, and no other."""

    number: int
    on: date
    columns: tuple[tuple[str, str], ...]
    digest: str | None = None
    n_rows_in: int | None = None
    n_rows_accepted: int | None = None
    n_rows_held: int | None = None
    n_rows_refused: int | None = None


@dataclass(frozen=True, slots=True)
class SeenList:
    """A list as one person sees it."""

    party: str
    role: Role
    owner: str
    team: str
    n_files: int  # that may exist for this person
    versions: tuple[SeenVersion, ...]


@dataclass(frozen=True, slots=True)
class ListedFile:
    """One file of a list, as far as it may be seen."""

    id: str
    line: Person
    status: str


def import_list(desk: Desk, delivery: Delivery, *, act_id: str | None = None) -> Imported:
    """Import a list: one file for each accepted row, and an account of all rows.

    raises    Refused; InvalidInput where nobody could be read from it, or strict answers leave a question open
    """
    granted = authorise(desk, "import list")
    digest, list_id = sha256(delivery.data).hexdigest(), list_id_of(desk, delivery)
    before = all_lists(desk).get(list_id)
    known = () if before is None else before.versions
    same = next((one for one in known if one.digest == digest and _knows_rows(desk.member, before, one)), None)
    if same is not None:
        return Imported(list_id, same, {}, None, Kept((), is_repeat=True))
    checked = check_list(delivery.data, (), listed_on=delivery.on, answers=delivery.answers)
    version = _version(delivery, checked, digest, len(known) + 1, desk.member.team)
    drafts, lines = _drafts(desk, delivery, checked, (list_id, version))
    is_small = len(checked.listing.people) <= desk.workspace.settings.import_alone_rows
    says = f"version {version.number} of a list of {delivery.role} people"  # without counts: all teams read this
    kept = keep(desk, granted, drafts, says=says, act_id=act_id, alone=is_small)
    return Imported(list_id, version, lines, checked, kept)


def list_id_of(desk: Desk, delivery: Delivery) -> str:
    """Give the id of a party's list: the same for all versions, and a secret of this workspace which id is whose."""
    secret = derive_key(desk.workspace.instance_key, "lists")
    return hmac_digest(secret, f"{delivery.role}\n{delivery.party}".encode(), "sha256").hex()[:32]


def _version(delivery: Delivery, checked: Checked, digest: str, number: int, team: str) -> Version:
    listing = checked.listing
    return Version(
        number,
        delivery.on,
        digest,
        listing.n_rows_in,
        listing.n_rows_accepted,
        listing.n_rows_held,
        listing.n_rows_refused,
        listing.columns,
        team,
    )


def _drafts(
    desk: Desk,
    delivery: Delivery,
    checked: Checked,
    named: tuple[str, Version],
) -> tuple[list[Draft], dict[str, int]]:
    """Say what importing a list changes: the list itself, then its files, many to an act."""
    list_id, version = named
    head = plain_of(ListRecord(delivery.party, delivery.role, desk.member.id, desk.member.team))
    assert isinstance(head, dict)
    before = files_of(desk, list_id)
    places = {file.record_id: file_id for file_id, file in before.items()}
    became = compare_versions([file.line for file in before.values()], checked.listing.people)
    version = replace(version, gone=tuple(places[line.record_id] for line in became if line.state == "gone"))
    text = write_json(head | {"versions": [], "version": plain_of(version)})
    drafts = [Draft(kind="list imported", texts={list_id: text}, facts=(("version", version.number),))]
    odd: dict[str, list[str]] = {}
    for one in checked.contradictions:
        odd.setdefault(one.record_id, []).append(f"{one.kind}: {one.says}")
    said = {
        person.record_id: _said(delivery, version, person, odd.get(person.record_id, ()))
        for person in checked.listing.people
    }
    new, changed = {}, {}
    for line in became:
        if line.state == "new":
            file = FileRecord(line.record_id, delivery.role, desk.member.id, desk.member.team, (said[line.record_id],))
            new[new_id()] = write_record(file)
        elif line.state == "changed":
            changed[places[line.record_id]] = write_record(said[line.record_id])
    facts = (("list", list_id),)
    drafts += [Draft(kind="files made", texts=part, facts=facts) for part in _in_parts(new)]
    drafts += [Draft(kind="claims added", texts=part, facts=facts) for part in _in_parts(changed)]
    hidden = {file.record_id for file in before.values() if hides(desk.member, file)}
    return drafts, _count_lines(became, hidden)


def _count_lines(became: Sequence[Line], hidden: set[str]) -> dict[str, int]:
    """Count what became of lines, as if the hidden ones had never been on the list before."""
    states = ("new" if line.record_id in hidden else line.state for line in became if _is_told(line, hidden))
    return dict(Counter(states))


def _is_told(line: Line, hidden: set[str]) -> bool:
    return line.state != "gone" or line.record_id not in hidden


def _said(delivery: Delivery, version: Version, person: Person, odd: Sequence[str]) -> Said:
    values = {name: value for name in _FIELDS if (value := getattr(person, name))}
    day = PartialDate(delivery.on.year, delivery.on.month, delivery.on.day)
    return Said(f"{delivery.party}, version {version.number}", day, values, tuple(odd))


def _in_parts(texts: Mapping[str, str]) -> Iterator[dict[str, str]]:
    items = list(texts.items())
    for start in range(0, len(items), MOST_SUBJECTS):
        yield dict(items[start : start + MOST_SUBJECTS])


def all_lists(desk: Desk) -> dict[str, ListRecord]:
    """Give all lists by id."""
    with desk.store.read() as now:
        return dict(LISTS.all(now))


def files_of(desk: Desk, list_id: str) -> dict[str, FileRecord]:
    """Give all files of a list by id, to compute on; what a person looks at is `view_list`."""
    with desk.store.read() as now:
        return {state.object: file_of(state) for state in now.states(Wanted(kind="person", parent=list_id))}


def view_lists(desk: Desk) -> dict[str, SeenList]:
    """Show which lists there are, with the counts of their files, and of the rows where this person's team knows them.

    A list whose every file must not exist for this person does not exist either.
    """
    _note_counts_seen(desk)
    seen = {list_id: _as_seen(desk, list_id, record) for list_id, record in all_lists(desk).items()}
    return {list_id: one for list_id, one in seen.items() if _is_there(desk, one)}


def view_list_head(desk: Desk, list_id: str) -> SeenList:
    """Show one list without its lines.

    raises    Refused where there is none, or every file of it must not exist for this person
    """
    _note_counts_seen(desk)
    with desk.store.read() as now:
        state = now.state("list", list_id)
    seen = None if state is None else _as_seen(desk, list_id, read_record(ListRecord, state.body))
    if seen is None or not _is_there(desk, seen):
        refuse(desk, "see counts")
    return seen


def _note_counts_seen(desk: Desk) -> None:
    if not any(right_of(role, act, Scope.OWN).is_granted for role in desk.member.roles for act in _SEES_COUNTS):
        refuse(desk, "see counts")
    note(desk, desk.member.roles[0], Draft(kind="lists viewed"))


def _is_there(desk: Desk, seen: SeenList) -> bool:
    return bool(seen.n_files) or seen.team == desk.member.team


def _as_seen(desk: Desk, list_id: str, record: ListRecord) -> SeenList:
    with desk.store.read() as now:
        n_files = sum(not hides(desk.member, head) for head in heads_of(now, list_id=list_id).values())
    versions = tuple(_version_seen(desk.member, record, version) for version in record.versions)
    return SeenList(record.party, record.role, record.owner, record.team, n_files, versions)


def _knows_rows(member: Member, record: ListRecord | None, version: Version) -> bool:
    team = version.team or (None if record is None else record.team)
    return member.team == team or not CALLED_BY_HARM.isdisjoint(member.roles)


def _version_seen(member: Member, record: ListRecord, version: Version) -> SeenVersion:
    # By team, never by whether somebody is hidden: else the missing count would itself say that somebody is.
    if not _knows_rows(member, record, version):
        return SeenVersion(number=version.number, on=version.on, columns=version.columns)
    return SeenVersion(
        number=version.number,
        on=version.on,
        columns=version.columns,
        digest=version.digest,
        n_rows_in=version.n_rows_in,
        n_rows_accepted=version.n_rows_accepted,
        n_rows_held=version.n_rows_held,
        n_rows_refused=version.n_rows_refused,
    )


_SEES_COUNTS = ("see counts", "import list", "propose match", "read match")


def view_list(desk: Desk, list_id: str, *, reason: str | None = None) -> tuple[ListedFile, ...]:
    """Show the files of a list that this person may open; the ids shown are an entry.

    raises    Refused where none of them may be seen, or there is no such list
    """
    check_looks(desk)
    shown = []
    granted: Granted | None = None
    for file_id, file in files_of(desk, list_id).items():
        scope = scope_of(desk.member, file)
        if any(right_of(role, "open person", scope).way == "alone" for role in desk.member.roles):
            granted = granted or authorise(desk, "open person", scope, about=(file_id,), reason=reason)
            shown.append(ListedFile(file_id, file.line, "closed" if file.is_closed else "open"))
    if granted is None:
        refuse(desk, "open person")
    for start in range(0, len(shown), MOST_SUBJECTS):
        ids = tuple(one.id for one in shown[start : start + MOST_SUBJECTS])
        facts = (FIRST_PART,) if start == 0 else ()
        note(desk, granted.role, Draft(kind=LIST_VIEWED, others=ids, facts=facts))
    return tuple(shown)
