"""`homeward duties`: what the conventions ask for each person by when, and windows of silence."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from homeward.actions.talks.duties import Duties, answer_duties, duties_of
from homeward.cli.console import AsJson, err, mistakes_shown, out, read_bytes, write_json
from homeward.cli.talks.pledges import read_days

File = Annotated[Path, typer.Argument(help="People with their facts, and windows (JSON); - reads standard input.")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="Day, 2031-04-06. Today if absent.")]
SHOWN = 40


def duties(file: File, as_of: AsOf = None, as_json: AsJson = False) -> None:
    """Say which duties of the conventions are overdue, running or done: capture cards, custody notices, health news."""
    with mistakes_shown():
        (day,) = read_days([as_of] if as_of else None)
        found = duties_of(read_bytes(file), day)
        if as_json:
            write_json({"schema": "homeward-duties/1"} | answer_duties(found))
        else:
            _show(found)


def _show(found: Duties) -> None:
    for problem in found.file.problems[:SHOWN]:
        err.print(f"{problem.where}: {problem.says} (kept: {problem.kept})", soft_wrap=True)
    view = Table("person", "due", "state", "days late", "article", title=f"As of {found.day}", title_justify="left")
    for own in found.duties[:SHOWN]:
        view.add_row(own.person, str(own.due), own.state, str(own.n_days_late or ""), own.clock.article)
    out.print(view)
    if len(found.duties) > SHOWN:
        out.print(f"... and {len(found.duties) - SHOWN:,} more; --json has them all")
    answer = answer_duties(found)
    windows = answer["windows"]
    for window in windows if isinstance(windows, list) else ():
        said = ", ".join(f"{who} reports {len(own)}" for who, own in window["reports"].items()) or "no reports"
        out.print(
            f"window {window['id']}: {window['phase']}, {window['from']} to {window['to']}; {said}", soft_wrap=True
        )
