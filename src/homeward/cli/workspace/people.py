"""`homeward import`, `list`, `show`, `status`, `flag`, `who-read`: lists, and the files of persons."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Column as Wide
from rich.table import Table

from homeward.actions.workspace.answering.people import answer_file, answer_import, answer_lists, answer_readers
from homeward.actions.workspace.desk import Kept
from homeward.actions.workspace.files import OpenedFile, SaidStatus, claim_status, flag_harm, open_file
from homeward.actions.workspace.files import who_read as readers_of
from homeward.actions.workspace.folding.record_text import plain_of
from homeward.actions.workspace.lists import Delivery, Imported, import_list, view_list, view_lists
from homeward.actions.workspace.oversight.glass import break_glass
from homeward.cli.console import AsJson, out, read_bytes, write_json
from homeward.cli.lists.asked import Answer, Column, Dates, Encoding, Strict, read_answers
from homeward.cli.lists.check import day_of, show_checked
from homeward.cli.workspace.session import HERE, ActId, As, Folder, at_desk, tell
from homeward.errors import InvalidInput
from homeward.records.claim import Role
from homeward.records.status import AXES, current_status

ListFile = Annotated[Path, typer.Argument(help="The list: CSV, TSV, XLSX, PFIF or JSON; - reads standard input.")]
Party = Annotated[str, typer.Option("--from", help="Who handed the list over.")]
Names = Annotated[str, typer.Option("--role", help="Whom the list names: found or sought.")]
On = Annotated[str | None, typer.Option("--on", help="The day the list is of, as 2026-03-01; else today.")]
ListId = Annotated[str | None, typer.Argument(help="Id of a list; without it, all lists with their counts.")]
FileId = Annotated[str, typer.Argument(help="Id of a file.")]
Why = Annotated[str | None, typer.Option("--reason", help="Why; kept, and shown to who answers for the file.")]
Approved = Annotated[str | None, typer.Option("--approved", help="The id of this reading that a second person signed.")]
Glass = Annotated[
    bool, typer.Option("--break-glass", help="Open one file outside your caseload, for half an hour; others are told.")
]
Axis = Annotated[str, typer.Argument(help="vital, custody, place known, identity, return or family told.")]
Value = Annotated[str, typer.Argument(help="What is so now, as docs/guide/workspace.md lists it.")]
Source = Annotated[str, typer.Option("--source", help="Whose word it is.")]
Detail = Annotated[str | None, typer.Option("--detail", help="By whom, with whom, which paper.")]
Lift = Annotated[bool, typer.Option("--lift", help="Lift the flag; a second person signs.")]
HarmReason = Annotated[str, typer.Option("--reason", help="Why; kept in the file.")]


def import_(
    people: ListFile,
    party: Party,
    role: Names,
    as_: As,
    on: On = None,
    encoding: Encoding = None,
    dates: Dates = None,
    column: Column = None,
    answers: Answer = None,
    strict: Strict = False,
    folder: Folder = HERE,
    act_id: ActId = None,
    as_json: AsJson = False,
) -> None:
    """Import a list as the next version of its party: every row accounted for, each accepted one a file of its own.

    The same bytes again change nothing. What a list leaves open is asked, with the assumption made, as by homeward
    check.
    """
    with at_desk(folder, as_) as desk:
        given = (("encoding", encoding), ("dates", dates), ("column", column), ("", answers))
        told = read_answers(("LIST",), given, is_strict=strict)["LIST"]
        known: Role | None = "found" if role == "found" else "sought" if role == "sought" else None
        if known is None:
            raise InvalidInput(f"--role {role!r}: a list names people found or sought")
        delivery = Delivery(data=read_bytes(people), party=party, role=known, on=day_of(on), answers=told)
        done = import_list(desk, delivery, act_id=act_id)
        if done.checked is not None and not as_json:
            show_checked(done.checked)
        says = f"list {done.list_id}: version {done.version.number}, {_counted(done)}"
        tell(done.kept, answer_import(done), as_json=as_json, says=says)


def _counted(done: Imported) -> str:
    return ", ".join(f"{count:,} lines {state}" for state, count in done.lines.items())


def list_(as_: As, one: ListId = None, why: Why = None, folder: Folder = HERE, as_json: AsJson = False) -> None:
    """List the lists with their counts, or the files of one that you may open; which ids were shown is an entry."""
    with at_desk(folder, as_) as desk:
        if one is not None:
            files = view_list(desk, one, reason=why)
            if as_json:
                told = [{"file": it.id, "status": it.status, "line": plain_of(it.line)} for it in files]
                write_json({"schema": "homeward-list/1", "list": one, "files": told})
                return
            view = Table(Wide("file", no_wrap=True), "on the list", "family name", "given name", "birth date", "status")
            for it in files:
                line = it.line
                names = line.family_name or "", line.given_name or "", line.birth_date or ""
                view.add_row(it.id, line.record_id, *names, it.status)
            out.print(view)
            return
        lists = view_lists(desk)
        if as_json:
            write_json(answer_lists(lists))
            return
        columns = ("party", "people", "versions", "of", "files", "rows accepted", "rows in")
        table = Table(Wide("list", no_wrap=True), *columns)
        for key, record in lists.items():
            last = record.versions[-1]
            counts = (record.n_files, last.n_rows_accepted, last.n_rows_in)
            n_told = ("" if count is None else f"{count:,}" for count in counts)
            table.add_row(key, record.party, record.role, str(last.number), last.on.isoformat(), *n_told)
        out.print(table)


def show(
    file_id: FileId,
    as_: As,
    why: Why = None,
    approved: Approved = None,
    glass: Glass = False,
    folder: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Show the file of one person: every claim with its source. The reading is an entry before anything is shown.

    Whoever may not open it gets the same answer as if there were no such file (exit code 3).
    """
    with at_desk(folder, as_) as desk:
        if glass:
            break_glass(desk, file_id, reason=why or "")
        done = open_file(desk, file_id, reason=why, approved=approved)
        if isinstance(done, Kept):
            tell(done, {"schema": "homeward-file/1", "file": file_id}, as_json=as_json, says="")
            return
        if as_json:
            write_json(answer_file(done))
        else:
            _show_file(done)


def _show_file(done: OpenedFile) -> None:
    view = Table("field", "value", "source", title=f"file {done.id}, {done.file.role}", title_justify="left")
    for one in done.file.claims:
        view.add_row(one.field.replace("_", " "), one.value, one.source)
    out.print(view)
    for axis in AXES:
        stands = current_status(done.file.status, axis)
        if stands.values:
            out.print(f"{axis}: {' / '.join(stands.values)}")
    for said in done.file.said:
        for odd in said.contradictions:
            out.print(f"{said.source}: {odd}", soft_wrap=True)
    for case_id, state in done.cases:
        out.print(f"case {case_id}: {state}")
    for name in done.withheld:
        out.print(f"{name.replace('_', ' ')}: not shown to you, whether or not it is known")


def status(
    file_id: FileId,
    axis: Axis,
    value: Value,
    source: Source,
    as_: As,
    detail: Detail = None,
    folder: Folder = HERE,
    act_id: ActId = None,
    as_json: AsJson = False,
) -> None:
    """Say what one source says of a person on one axis. A death takes two people, and never tells anybody anything."""
    with at_desk(folder, as_) as desk:
        kept = claim_status(desk, file_id, SaidStatus(axis, value, source, detail), act_id=act_id)
        answer = {"schema": "homeward-status/1", "file": file_id, "axis": axis, "value": value}
        tell(kept, answer, as_json=as_json, says=f"{axis}: {value}, by {source}")


def flag(
    file_id: FileId,
    why: HarmReason,
    as_: As,
    lift: Lift = False,
    folder: Folder = HERE,
    act_id: ActId = None,
    as_json: AsJson = False,
) -> None:
    """Set a harm flag: the file vanishes for all but its own team, data protection and the neutral adjudicator."""
    with at_desk(folder, as_) as desk:
        kept = flag_harm(desk, file_id, lift=lift, reason=why, act_id=act_id)
        answer = {"schema": "homeward-flag/1", "file": file_id, "flag": not lift}
        tell(kept, answer, as_json=as_json, says="flag lifted" if lift else "flag set")


def who_read(file_id: FileId, as_: As, folder: Folder = HERE, as_json: AsJson = False) -> None:
    """Say who has looked at a file, or tried to. Its owner sees names; data protection and auditors see keys."""
    with at_desk(folder, as_) as desk:
        readings = readers_of(desk, file_id)
        if as_json:
            write_json(answer_readers(file_id, readings))
            return
        view = Table("entry", "at", "who", "role", "what")
        for one in readings:
            view.add_row(f"{one.number:,}", f"{one.at:%Y-%m-%d %H:%M}", one.who, one.role, one.kind)
        out.print(view)
