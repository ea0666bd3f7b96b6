"""A list that arrives: what it contradicts and what would become of its lines, before anything is kept; its receipt.

Looking compares with the earlier lines that this person may open anyway, and counts as a look at that list: nobody
finds out with a list of their own who stands on one that they may not see.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from homeward.actions.lists.check import Checked, Earlier, check_list
from homeward.actions.workspace.deliveries.lines import may_open
from homeward.actions.workspace.desk import Desk, Draft, authorise, check_looks, note, refuse, waiting_act
from homeward.actions.workspace.folding.heads import in_natural_order
from homeward.actions.workspace.folding.states import FileRecord, Version
from homeward.actions.workspace.lists import Delivery, all_lists, files_of, list_id_of
from homeward.actions.workspace.oversight.pace import FIRST_PART, LIST_VIEWED
from homeward.formats.people.json_people import write_json_people
from homeward.ledger.act import Act, act_bytes
from homeward.ledger.entry import Entry, Signature
from homeward.records.versions import Line, compare_versions

IMPORTED = "list imported"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arriving:
    """What would become of a list; nothing of it is kept.

    number     of the version that it would be
    lines      what would become of each line that this person may see
    same_as    the version that has the very same bytes, where there is one
    is_alone   one person is enough, because the list is short
    """

    list_id: str
    number: int
    checked: Checked
    lines: tuple[Line, ...]
    same_as: int | None
    is_alone: bool

    @property
    def n_by_state(self) -> Mapping[str, int]:
        """Count the lines that would be new, changed, the same or gone."""
        return Counter(line.state for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What is signed of an import.

    digest     SHA-256 of the list's bytes as they came
    act_digest SHA-256 of the signed act
    entry      its place in the ledger; None while it waits for a second person
    """

    act: Act
    act_digest: str
    keys: tuple[str, ...]  # that have signed
    entry: Entry | None
    list_id: str
    number: int
    party: str | None = None
    role: str | None = None
    version: Version | None = None


def look_at_delivery(desk: Desk, delivery: Delivery) -> Arriving:
    """Read a list as it would be imported, and compare it with what is kept; the look is an entry, nothing else is.

    raises    Refused; InvalidInput where nobody could be read from it, or strict answers leave a question open
    """
    granted = authorise(desk, "import list")
    list_id, digest = list_id_of(desk, delivery), sha256(delivery.data).hexdigest()
    record = all_lists(desk).get(list_id)
    versions = () if record is None else record.versions
    team = desk.member.team
    same = next((one.number for one in versions if one.digest == digest and (one.team or team) == team), None)
    before = {} if record is None else _seen_before(desk, list_id)
    if before:
        check_looks(desk)
        note(desk, granted.role, Draft(kind=LIST_VIEWED, others=(list_id,), facts=(FIRST_PART,)))
    checked = check_list(delivery.data, _earlier(before), listed_on=delivery.on, answers=delivery.answers)
    people = checked.listing.people
    return Arriving(
        list_id=list_id,
        number=len(versions) + 1,
        checked=checked,
        lines=compare_versions([file.line for file in before.values()], people),
        same_as=same,
        is_alone=len(people) <= desk.workspace.settings.import_alone_rows,
    )


def _seen_before(desk: Desk, list_id: str) -> dict[str, FileRecord]:
    seen = {file_id: file for file_id, file in files_of(desk, list_id).items() if may_open(desk.member, file)}
    return dict(sorted(seen.items(), key=lambda item: in_natural_order(item[1].record_id)))


def _earlier(before: Mapping[str, FileRecord]) -> list[Earlier]:
    """Write what is kept as lists to check against: who is home already, and everybody else."""
    home = [file.line for file in before.values() if file.is_closed]
    others = [file.line for file in before.values() if not file.is_closed]
    told = []
    if others:
        told.append(Earlier("the versions before", "earlier", write_json_people(others)))
    if home:
        told.append(Earlier("the people who are home", "returned", write_json_people(home)))
    return told


def receipt_of(desk: Desk, act_id: str) -> Receipt:
    """Give the receipt of an import that this person signed: kept, or waiting for a second person.

    raises    Refused where there is none of theirs
    """
    with desk.store.read() as now:
        entry = now.entry_of(act_id)
    act, signatures = (entry.act, entry.signatures) if entry is not None else _waiting(desk, act_id)
    if act is None or (act.kind, act.actor) != (IMPORTED, desk.member.id):
        refuse(desk, "import list")
    list_id, number = act.subjects[0], int(dict(act.facts)["version"])
    record = None if entry is None else all_lists(desk).get(list_id)
    receipt = Receipt(
        act=act,
        act_digest=sha256(act_bytes(act)).hexdigest(),
        keys=tuple(one.key_id for one in signatures),
        entry=entry,
        list_id=list_id,
        number=number,
    )
    if record is None:
        return receipt
    version = next((one for one in record.versions if one.number == number), None)
    return replace(receipt, party=record.party, role=record.role, version=version)


def _waiting(desk: Desk, act_id: str) -> tuple[Act | None, tuple[Signature, ...]]:
    _, acts = waiting_act(desk, act_id)
    return (acts[0].act, acts[0].signatures) if acts else (None, ())
