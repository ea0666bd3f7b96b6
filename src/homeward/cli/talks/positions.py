"""`homeward positions`: where two sides' memoranda agree, and what changed between drafts."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from homeward.actions.talks.positions import Laid, answer_positions, lay_files, write_positions
from homeward.cli.console import AsJson, err, mistakes_shown, out, read_bytes, write_json, write_text

Files = Annotated[
    list[Path], typer.Argument(help="Memoranda of two sides; a1.txt, a2.txt, b1.txt are drafts of a and b.")
]
Csv = Annotated[Path | None, typer.Option("--csv", help="Write the table to a CSV file too.")]


def positions(files: Files, csv: Csv = None, as_json: AsJson = False) -> None:
    """Lay two sides' texts beside each other clause by clause: agreed, partly agreed, disputed, said by one side only.

    A proposal for people to check: silence is never a refusal, and nothing is agreed because a program says so.
    """
    with mistakes_shown():
        laid = lay_files([(path.stem, read_bytes(path)) for path in files])
        if csv is not None:
            write_text(csv, write_positions(laid))
        if as_json:
            write_json({"schema": "homeward-positions/1"} | answer_positions(laid))
        else:
            _show(laid)


def _show(laid: Laid) -> None:
    for problem in laid.problems:
        err.print(f"{problem.where}: {problem.says} (kept: {problem.kept})", soft_wrap=True)
    for number, rows in enumerate(laid.positions.rounds, start=1):
        view = Table("a", "b", "status", "differences", "moved", title=f"Round {number}", title_justify="left")
        for row in rows:
            sides = (
                "\n".join(f"{one.clause.number}. {one.clause.text}" for one in own) for own in (row.first, row.second)
            )
            view.add_row(*sides, row.compared.status, "\n".join(row.compared.differences), row.moved or "")
        out.print(view)
    if laid.positions.changes:
        view = Table("old", "new", "change", "details", title="Between drafts", title_justify="left")
        for change in laid.positions.changes:
            ids = (", ".join(one.clause.id for one in own) for own in (change.old, change.new))
            view.add_row(*ids, change.kind, "; ".join(change.details))
        out.print(view)
