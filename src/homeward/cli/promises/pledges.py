"""`homeward pledge`: record pledges and entries in a workspace, see the board, take it out."""

from pathlib import Path
from typing import Annotated, cast

import typer
from rich.table import Table

from homeward.actions.workspace.promises.board import (
    BOARD,
    Board,
    answer_board,
    board_tables,
    explain_pledge,
    view_board,
)
from homeward.actions.workspace.promises.exports import Form, Wish, export_board
from homeward.actions.workspace.promises.journal import record_pledges
from homeward.actions.workspace.promises.texts import lay_documents
from homeward.cli.console import AsJson, err, out, read_bytes, write_bytes, write_json
from homeward.cli.talks.pledges import read_days
from homeward.cli.workspace.session import HERE, ActId, As, Folder, at_desk, tell

AsOf = Annotated[str | None, typer.Option("--as-of", help="Day, 2031-04-06. Today if absent.")]
_SHOWN = 40

pledge = typer.Typer(no_args_is_help=True, help="Pledges: recorded on what was said, kept or open on any day.")


@pledge.command("record")
def record(
    file: Annotated[
        Path, typer.Argument(help="Commitments and events, each with its source (JSON); - reads standard input.")
    ],
    as_: As,
    folder: Folder = HERE,
    act_id: ActId = None,
    as_json: AsJson = False,
) -> None:
    """Record pledges and entries, each with what it rests on; all of the file, or nothing of it."""
    with at_desk(folder, as_) as desk:
        n_entries, kept = record_pledges(desk, read_bytes(file), act_id=act_id)
        answer = {"schema": "homeward-pledge-record/1", "recorded": n_entries}
        tell(kept, answer, as_json=as_json, says=f"{n_entries} entries recorded")


@pledge.command("board")
def board(
    as_: As,
    as_of: AsOf = None,
    why: Annotated[str | None, typer.Option("--why", help="A pledge: how it came, and what would change it.")] = None,
    folder: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Show what was pledged, claimed, received and verified on a day, and how it came."""
    with at_desk(folder, as_) as desk:
        (day,) = read_days([as_of] if as_of else None)
        if as_json:
            answer = answer_board(view_board(desk, day)) if why is None else explain_pledge(desk, why, day)
            write_json({"schema": "homeward-promises/1", **answer})
            return
        _show(view_board(desk, day))
        for change in _would_change(explain_pledge(desk, why, day)) if why is not None else ():
            out.print(f"would change it: {change['says']}", soft_wrap=True)


@pledge.command("export")
def export(
    target: Annotated[Path, typer.Argument(metavar="FILE", help="Ends in .csv, .xlsx, .json or .pdf.")],
    as_: As,
    as_of: AsOf = None,
    table: Annotated[str, typer.Option("--table", help="Of a CSV: board, timeline, figures, counts, texts.")] = "board",
    beside: Annotated[
        list[str] | None, typer.Option("--beside", help="A memorandum kept here; given for each: their side-by-side.")
    ] = None,
    language: Annotated[str, typer.Option("--language", help="Headings of a PDF: en, uk, ru.")] = "en",
    folder: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Write the board, the line of time and a page for each figure to a file, every row with its source."""
    with at_desk(folder, as_) as desk:
        (day,) = read_days([as_of] if as_of else None)
        wish = Wish(form=cast(Form, target.suffix.removeprefix(".").lower()), table=table, language=language)
        texts = lay_documents(desk, beside)[1] if beside else None
        content, entry = export_board(desk, view_board(desk, day), wish, texts)
        write_bytes(target, content)
        digest = dict(entry.act.facts)["digest"]
        if as_json:
            write_json(
                {"schema": "homeward-pledge-export/1", "entry": entry.number, "digest": digest, "form": wish.form}
            )
        else:
            out.print(f"{target}: sha256:{digest}, entry {entry.number}", soft_wrap=True)


def _would_change(answer: object) -> list[dict[str, str]]:
    why = answer.get("why") if isinstance(answer, dict) else None
    return cast(list[dict[str, str]], why["would_change"]) if isinstance(why, dict) else []


def _show(found: Board) -> None:
    for problem in found.journal.problems[:_SHOWN]:
        err.print(f"{problem.where}: {problem.says} (kept: {problem.kept})", soft_wrap=True)
    shown = {
        "board": ("pledge", "unit", "pledged", "claimed", "received", "verified", "outstanding", "overdue", "course"),
        "timeline": ("day", "pledge", "kind", "by", "quantity", "unit", "outstanding_after", "entry", "rests_on"),
        "counts": ("round", "giver", "unit", "by_giver", "by_neutral", "by_receiver"),
    }
    for table in board_tables(found):
        columns = shown.get(table.name, ())
        if not columns or not table.rows:
            continue
        view = Table(*(name.replace("_", " ") for name in columns), title=table.name, title_justify="left")
        for row in table.rows[-_SHOWN:]:
            told = dict(zip(table.columns, row, strict=True))
            view.add_row(*("" if told[name] is None else str(told[name]) for name in columns))
        out.print(view)
    for row in board_tables(found)[0].rows:
        told = dict(zip(BOARD, row, strict=True))
        if told["said_of_it"]:
            out.print(f"{told['pledge']}, as was said: {told['said_of_it']}", soft_wrap=True)
