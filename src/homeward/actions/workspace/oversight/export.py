"""Exporting lines of a list: named ones, a few alone, more with a second person, marked with who took them and when.

There is no way to ask for all lines. What has a harm flag stays, whoever asks. Contacts and what is medical leave with
those alone whom the table lets see them whole. A spreadsheet runs no cell of an exported table.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Literal

from homeward.actions.workspace.desk import (
    Desk,
    Draft,
    Granted,
    Kept,
    authorise,
    check_id,
    hides,
    keep,
    keep_prepared,
    new_id,
    prepare_all,
    refuse,
    scope_of,
    stop,
)
from homeward.actions.workspace.files import LINES_EXPORTED, withheld_fields
from homeward.actions.workspace.folding.record_text import plain_of, read_record, write_record
from homeward.actions.workspace.folding.states import FileRecord
from homeward.actions.workspace.lists import files_of
from homeward.actions.workspace.oversight.orders import approved_order, carry_out, done_id
from homeward.actions.workspace.oversight.pace import FIRST_PART
from homeward.actions.workspace.rights import Scope, right_of
from homeward.errors import InvalidInput
from homeward.formats.answer_table import write_table
from homeward.ledger.act import MOST_SUBJECTS
from homeward.ledger.entry import Entry
from homeward.records.fields import FIELDS

Form = Literal["csv", "json"]
ORDERED = "export ordered"
ALONE = 20  # lines one person may take in a day; the table of rights names the number
_DAY = timedelta(days=1)
_FIELDS = tuple(field.name for field in FIELDS if field.name != "full_name")


@dataclass(frozen=True, slots=True)
class Order:
    """What is to leave, and what for."""

    list_id: str
    files: tuple[str, ...]
    form: Form
    reason: str

    def __post_init__(self) -> None:
        if not self.files or len(set(self.files)) != len(self.files):
            raise InvalidInput("name each file that is to be exported, once; there is no export of all")
        if self.form not in ("csv", "json") or not self.reason.strip():
            raise InvalidInput("an export is csv or json, and is made for a reason, which is kept")


@dataclass(frozen=True, slots=True)
class Exported:
    """What left, and under which mark.

    n_left_out    lines with a harm flag that this person knows of
    """

    id: str
    content: bytes
    digest: str
    n_lines: int
    n_left_out: int
    kept: Kept


def export_lines(desk: Desk, order: Order, *, act_id: str | None = None) -> Exported | Kept:
    """Export lines of a list; the entry with the digest of what leaves is kept before anything is given out.

    returns    what is exported, or what waits for a second person
    raises     Refused; InvalidInput for an order that cannot be meant
    """
    files = _wanted(desk, order)
    n_alone = _check_day(desk)
    asks = "export up to 20 lines" if n_alone + len(files) <= ALONE else "export more lines"
    granted = _authorise(desk, asks, order, files)
    if granted.right.way == "with a second":
        draft = Draft(kind=ORDERED, texts={new_id(): write_record(order)}, others=(order.list_id, *order.files[:60]))
        says = f"to export {len(files)} lines of list {order.list_id} as {order.form}, once"
        return keep(desk, granted, [draft], says=says, act_id=act_id)
    first_id = check_id(act_id) or new_id()
    content, drafts = _written(desk, order, files, first_id)
    kept = keep_prepared(desk.store, prepare_all(desk, granted.role, drafts, first_id))
    if kept.is_repeat:
        raise InvalidInput("this export was made before; what left then is not given out again")
    return _exported(first_id, content, order, files, kept)


def export_ordered(desk: Desk, approved: str) -> Exported:
    """Carry an order out that a second person has signed: once, by whoever asked, within a day.

    approved    the id under which it waited
    raises      Refused
    """
    act = approved_order(desk, approved, ORDERED, "export more lines")
    with desk.store.read() as now:
        text = next(text for text in now.texts(act.id).values())
    if text is None:
        refuse(desk, "export more lines")
    order = read_record(Order, text)
    files = _wanted(desk, order)
    _check_day(desk)
    granted = _authorise(desk, "export more lines", order, files)
    content, drafts = _written(desk, order, files, done_id(approved), relies_on=(approved,))
    return _exported(done_id(approved), content, order, files, carry_out(desk, granted.role, drafts, approved))


def _wanted(desk: Desk, order: Order) -> dict[str, FileRecord]:
    """Give the files that may leave; refuse where one of them is none, or must not exist for this person."""
    most = desk.workspace.settings.export_most_lines
    if len(order.files) > most:
        raise InvalidInput(f"{len(order.files):,} lines; an export has {most:,} at most, by the settings")
    known = files_of(desk, order.list_id)
    if any(one not in known or hides(desk.member, known[one]) for one in order.files):
        refuse(desk, "export up to 20 lines")
    return {one: known[one] for one in order.files if not known[one].has_harm_flag}


def _check_day(desk: Desk) -> int:
    """Count the lines that this person took alone in the last day; refuse where they made too many exports."""
    since, most = desk.workspace.clock() - _DAY, desk.workspace.settings.exports_day
    with desk.store.read() as now:
        made = [entry for entry in now.entries_of_kind(LINES_EXPORTED) if entry.placed_at > since]
    mine = [entry for entry in made if entry.act.actor == desk.member.id and FIRST_PART in entry.act.facts]
    if len(mine) >= most:
        says = f"you have made {most} exports in a day; no more now"
        stop(desk, "export up to 20 lines", says, (LINES_EXPORTED, len(mine)))
    return sum(_n_lines(entry) for entry in mine if not entry.act.relies_on)


def _n_lines(entry: Entry) -> int:
    return int(dict(entry.act.facts)["lines"])


def _authorise(desk: Desk, asks: str, order: Order, files: Mapping[str, FileRecord]) -> Granted:
    """Ask for the right in every scope that the files are in; the one that asks for most people counts.

    Nobody exports what they may not open; alone, only what they may open alone.
    """
    scopes = {scope_of(desk.member, file) for file in files.values()} or {Scope.OWN}
    about = order.files[:MOST_SUBJECTS]
    granted = [authorise(desk, asks, scope, about=about, reason=order.reason) for scope in sorted(scopes)]
    best = max(granted, key=lambda one: one.right.way == "with a second")
    ways = {"alone", "with a second"} if best.right.way == "with a second" else {"alone"}
    for scope in scopes:
        if not any(right_of(role, "open person", scope).way in ways for role in desk.member.roles):
            refuse(desk, asks, about)
    return best


def _written(
    desk: Desk, order: Order, files: Mapping[str, FileRecord], export_id: str, relies_on: tuple[str, ...] = ()
) -> tuple[bytes, list[Draft]]:
    """Write what leaves, and the acts that say so: the digest in the first, every file in one of them."""
    mark = f"{export_id} {desk.member.id} {desk.workspace.clock():%Y-%m-%d}"
    names = _columns(desk, files)
    rows = [_row(file_id, file, names) for file_id, file in files.items()]
    write = _as_csv if order.form == "csv" else _as_json
    content = write(rows, names, mark)
    ids = list(files)
    parts = [ids[start : start + MOST_SUBJECTS - 1] for start in range(0, len(ids), MOST_SUBJECTS - 1)] or [[]]
    facts = (FIRST_PART, ("digest", sha256(content).hexdigest()), ("form", order.form), ("lines", len(ids)))
    drafts = [Draft(kind=LINES_EXPORTED, others=(order.list_id, *part), relies_on=relies_on) for part in parts[1:]]
    first = Draft(
        kind=LINES_EXPORTED,
        texts={},
        others=(order.list_id, *parts[0]),
        facts=facts,
        relies_on=relies_on,
    )
    return content, [first, *drafts]


def _columns(desk: Desk, files: Mapping[str, FileRecord]) -> tuple[str, ...]:
    scopes = {scope_of(desk.member, file) for file in files.values()}
    kept = {name for scope in scopes for name in withheld_fields(desk.member, scope, whole=True)}
    return tuple(name for name in _FIELDS if name not in kept)


def _row(file_id: str, file: FileRecord, names: Sequence[str]) -> dict[str, str]:
    line = plain_of(file.line)
    assert isinstance(line, dict)
    return {"file": file_id} | {name: str(line[name]) for name in names if name in line}


def _as_csv(rows: Sequence[Mapping[str, str]], names: Sequence[str], mark: str) -> bytes:
    header = ("file", *names, "watermark")
    return write_table(header, [[*(row.get(name, "") for name in header[:-1]), mark] for row in rows]).encode()


def _as_json(rows: Sequence[Mapping[str, str]], names: Sequence[str], mark: str) -> bytes:
    lines = [{**row, "watermark": mark} for row in rows]
    value = {"schema": "homeward-export/1", "watermark": mark, "columns": list(names), "lines": lines}
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1).encode() + b"\n"


def _exported(export_id: str, content: bytes, order: Order, files: Mapping[str, FileRecord], kept: Kept) -> Exported:
    n_left_out = len(order.files) - len(files)
    return Exported(export_id, content, sha256(content).hexdigest(), len(files), n_left_out, kept)
