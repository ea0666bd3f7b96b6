"""`homeward day`, `audit`, `alarms`, `export`: what waits for me, who did what, who went too far, and what left."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Column as Wide
from rich.table import Table

from homeward.actions.workspace.answering.acts import answer_day, answer_kept
from homeward.actions.workspace.answering.trail import answer_alarms, answer_months, answer_trail
from homeward.actions.workspace.desk import Desk, Kept
from homeward.actions.workspace.oversight.alarms import view_alarms
from homeward.actions.workspace.oversight.day import my_day
from homeward.actions.workspace.oversight.export import Exported, Form, Order, export_lines, export_ordered
from homeward.actions.workspace.oversight.trail import (
    COUNTED,
    Asked,
    Done,
    ask_for_names,
    count_months,
    read_trail,
    read_trail_with_names,
)
from homeward.cli.console import AsJson, err, out, read_bytes, write_bytes, write_json
from homeward.cli.workspace.session import HERE, ActId, As, Folder, at_desk, tell
from homeward.errors import InvalidInput
from homeward.formats.answer_table import write_table

AsCsv = Annotated[bool, typer.Option("--csv", help="Write a table that a spreadsheet reads and does not run.")]
Kind = Annotated[
    str | None, typer.Option("--kind", help="Acts of this kind: 'file read', 'refused', 'lines exported'.")
]
MemberKey = Annotated[str | None, typer.Option("--member", help="Acts of, or about, the member with this key.")]
OfFile = Annotated[str | None, typer.Option("--file", help="Acts about this file.")]
FirstDay = Annotated[str | None, typer.Option("--from", help="From this day on, UTC: 2026-03-01.")]
LastDay = Annotated[str | None, typer.Option("--to", help="Until this day, which is included.")]
Most = Annotated[int, typer.Option("--most", help="The newest so many.")]
ByMonth = Annotated[bool, typer.Option("--months", help="Counts by month instead, over everything.")]
WithNames = Annotated[bool, typer.Option("--names", help="Ask for names instead of keys; a second person signs.")]
Approved = Annotated[str | None, typer.Option("--approved", help="The id of what a second person signed; used once.")]
ListId = Annotated[str | None, typer.Argument(help="Id of a list; not needed with --approved.")]
Lines = Annotated[list[str] | None, typer.Option("--file", help="Id of a file to export. May be given again.")]
LinesFrom = Annotated[
    Path | None, typer.Option("--files", help="A file with ids of files, a line each; - reads input.")
]
Format = Annotated[str, typer.Option("--format", help="csv or json.")]
Why = Annotated[str, typer.Option("--reason", help="What for; kept.")]
Target = Annotated[Path | None, typer.Option("--out", help="Write what is exported here; else to standard output.")]


def day(as_: As, folder: Folder = HERE, as_json: AsJson = False) -> None:
    """Show what waits for you: approvals, readings, leases that end within the hour, boards, new alarms."""
    with at_desk(folder, as_) as desk:
        told = my_day(desk)
        if as_json:
            write_json(answer_day(told))
            return
        for one, asks in told.approvals:
            out.print(f"you could sign: {asks}, homeward approve {one}", soft_wrap=True)
        for one, until in told.leases:
            out.print(f"case {one}: your reading goes back at {until:%H:%M} UTC", soft_wrap=True)
        for one in told.boards:
            out.print(f"case {one}: the board waits for your vote", soft_wrap=True)
        out.print(f"{told.n_readings:,} readings that you could take")
        if told.n_alarms is not None:
            out.print(f"{told.n_alarms:,} new alarms")


def audit(
    as_: As,
    kind: Kind = None,
    member: MemberKey = None,
    file: OfFile = None,
    first: FirstDay = None,
    last: LastDay = None,
    most: Most = 1000,
    months: ByMonth = False,
    names: WithNames = False,
    approved: Approved = None,
    folder: Folder = HERE,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Show who did what and when, by keys; or counts by month. With names it takes a second person. It is an entry."""
    with at_desk(folder, as_) as desk:
        asked = Asked(kind=kind, member=member, file=file, since=_day(first), until=_day(last), most=most)
        if months:
            _show_months(desk, as_json=as_json, as_csv=as_csv)
        elif names and approved is None:
            kept = ask_for_names(desk)
            tell(kept, {"schema": "homeward-audit/1"}, as_json=as_json, says="")
        elif approved is not None:
            _show_trail(read_trail_with_names(desk, asked, approved), as_json=as_json, as_csv=as_csv)
        else:
            _show_trail(read_trail(desk, asked), as_json=as_json, as_csv=as_csv)


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise InvalidInput(f"{text!r} is no day; write it as 2026-03-01") from None


def _show_trail(acts: tuple[Done, ...], *, as_json: bool, as_csv: bool) -> None:
    if as_json:
        write_json(answer_trail(acts))
        return
    header = ("entry", "at", "who", "role", "kind", "about", "facts")
    rows = [
        (
            str(one.number),
            f"{one.at:%Y-%m-%d %H:%M:%S}",
            one.who,
            one.role,
            one.kind,
            " ".join(one.about),
            " ".join(f"{name}={value}" for name, value in one.facts),
        )
        for one in acts
    ]
    _show_table(header, rows, as_csv=as_csv)


def _show_months(desk: Desk, *, as_json: bool, as_csv: bool) -> None:
    months = count_months(desk)
    if as_json:
        write_json(answer_months(months))
        return
    rows = [(one.month, *(str(count) for _, count in one.counts)) for one in months]
    _show_table(("month", *COUNTED), rows, as_csv=as_csv)


def _show_table(header: tuple[str, ...], rows: Sequence[tuple[str, ...]], *, as_csv: bool) -> None:
    if as_csv:
        sys.stdout.write(write_table(header, rows))
        return
    view = Table(*(Wide(name, overflow="fold") for name in header))
    for row in rows:
        view.add_row(*row)
    out.print(view)


def alarms(as_: As, folder: Folder = HERE, as_json: AsJson = False) -> None:
    """Show who went above a limit and who broke glass; for those who audit. Looking is an entry."""
    with at_desk(folder, as_) as desk:
        found = view_alarms(desk)
        if as_json:
            write_json(answer_alarms(found))
            return
        for one in found:
            what = one.what if one.count is None else f"{one.what}: {one.count:,}"
            new = "new" if one.is_new else "   "
            out.print(
                f"{new} {one.number:,}  {one.at:%Y-%m-%d %H:%M}  {what}, by {one.who} {one.file or ''}", soft_wrap=True
            )
        if not found:
            out.print("no alarms")


def export(
    as_: As,
    list_id: ListId = None,
    lines: Lines = None,
    lines_from: LinesFrom = None,
    form: Format = "csv",
    why: Why = "",
    approved: Approved = None,
    target: Target = None,
    folder: Folder = HERE,
    act_id: ActId = None,
    as_json: AsJson = False,
) -> None:
    """Export named lines of a list, each marked with who took it; more than 20 a day take a second person.

    What was approved is exported with --approved alone: once, within a day, by whoever asked.
    """
    with at_desk(folder, as_) as desk:
        if approved is not None:
            done: Exported | Kept = export_ordered(desk, approved)
        else:
            order = Order(list_id or "", (*(lines or ()), *_ids(lines_from)), _form(form), why)
            done = export_lines(desk, order, act_id=act_id)
        if isinstance(done, Kept):
            tell(done, {"schema": "homeward-exported/1"}, as_json=as_json, says="")
            return
        _give_out(done, target, as_json=as_json)


def _form(text: str) -> Form:
    known: Form | None = "csv" if text == "csv" else "json" if text == "json" else None
    if known is None:
        raise InvalidInput(f"--format {text!r}: an export is csv or json")
    return known


def _ids(path: Path | None) -> list[str]:
    return [] if path is None else read_bytes(path).decode(errors="replace").split()


def _give_out(done: Exported, target: Path | None, *, as_json: bool) -> None:
    if target is not None:
        write_bytes(target, done.content)
    elif not as_json:
        sys.stdout.write(done.content.decode())
    answer = {"export": done.id, "digest": done.digest, "lines": done.n_lines, "left_out": done.n_left_out}
    if as_json:
        content = done.content.decode() if target is None else None
        where = None if target is None else str(target)
        kept = answer_kept(done.kept)
        write_json({"schema": "homeward-exported/1", **answer, "out": where, "content": content, **kept})
        return
    told = f"{done.n_lines:,} lines as export {done.id}, SHA-256 {done.digest}"
    err.print(told + (f"; {done.n_left_out:,} with a harm flag stay" if done.n_left_out else ""), soft_wrap=True)
