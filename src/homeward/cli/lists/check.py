"""`homeward check`: what an arriving list contradicts, in itself and against what is known."""

from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from homeward.actions.lists.check import Checked, Earlier, Role, answer_check, check_list, write_list
from homeward.cli.console import AsJson, err, mistakes_shown, out, read_bytes, write_bytes, write_json
from homeward.cli.lists.asked import Answer, Column, Dates, Encoding, Strict, read_answers, show_columns, show_questions
from homeward.errors import InvalidInput

List = Annotated[Path, typer.Argument(help="The list: CSV, TSV or PFIF; - reads standard input.")]
Against = Annotated[
    list[Path] | None, typer.Option("--against", help="An earlier version or round of the list. May be given again.")
]
Returned = Annotated[list[Path] | None, typer.Option("--returned", help="People who have been returned already.")]
Own = Annotated[list[Path] | None, typer.Option("--own", help="People of the giver's own side.")]
ListedOn = Annotated[str | None, typer.Option("--on", help="The day the list is of, as 2026-03-01; else today.")]

Accepted = Annotated[
    Path | None, typer.Option("--accepted", help="Write the accepted lines here: .csv, .xlsx or .xml (PFIF).")
]

_SHOWN = 40


def check(
    people: List,
    against: Against = None,
    returned: Returned = None,
    own: Own = None,
    listed_on: ListedOn = None,
    accepted: Accepted = None,
    encoding: Encoding = None,
    dates: Dates = None,
    column: Column = None,
    answers: Answer = None,
    strict: Strict = False,
    as_json: AsJson = False,
) -> None:
    """Check a list: rows that could not be read, contradictions, doubles, people known from other lists.

    Nothing is corrected. Each finding is a question for whoever gave the list. What a list leaves open is asked, with
    the assumption made; answers name a list as LIST: or by the name of its file, or are of all.
    """
    with mistakes_shown():
        roles: tuple[tuple[Role, list[Path] | None], ...] = (("earlier", against), ("returned", returned), ("own", own))
        files = [(path, role) for role, paths in roles for path in paths or ()]
        given = (("encoding", encoding), ("dates", dates), ("column", column), ("", answers))
        told = read_answers(("LIST", *(path.name for path, _ in files)), given, is_strict=strict)
        others = [Earlier(path.name, role, read_bytes(path), told[path.name]) for path, role in files]
        checked = check_list(read_bytes(people), others, listed_on=day_of(listed_on), answers=told["LIST"])
        if accepted is not None:
            write_bytes(accepted, write_list(checked.listing.people, accepted.suffix, made_at=datetime.now(UTC)))
        if as_json:
            write_json({"schema": "homeward-check/1"} | answer_check(checked))
        else:
            show_checked(checked)


def day_of(text: str | None) -> date:
    """Read a day of the command line; today where none was given."""
    if text is None:
        return datetime.now(UTC).date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidInput(f"--on {text!r} is not a day; write it as 2026-03-01") from None


def show_checked(checked: Checked) -> None:
    """Show what a list contradicts, and what became of its rows."""
    table = Table("record", "what", "in words", title="Contradictions", title_justify="left")
    for one in checked.contradictions[:_SHOWN]:
        sure = "" if one.probability is None else f" ({one.probability:.3f})"
        table.add_row(one.record_id, one.kind, one.says + sure)
    if checked.contradictions:
        out.print(table)
    if len(checked.contradictions) > _SHOWN:
        out.print(f"... and {len(checked.contradictions) - _SHOWN} more; --json lists all", markup=False)
    listing = checked.listing
    show_columns("LIST", listing)
    show_questions(checked.questions)
    counts = listing.n_rows_in, listing.n_rows_accepted, listing.n_rows_held, listing.n_rows_refused
    out.print("rows: {} in, {} accepted, {} held, {} refused".format(*counts), markup=False)
    for what, counted in (
        ("lines", Counter(line.state for line in checked.lines)),
        ("contradictions", Counter(one.kind for one in checked.contradictions)),
    ):
        told = ", ".join(f"{count} {name}" for name, count in counted.most_common())
        if told or what == "contradictions":
            out.print(f"{what}: {told or 'none'}", markup=False)
    for name, problem in checked.problems[:_SHOWN]:
        err.print(f"{name}, {problem.where}: {problem.says} (kept: {problem.kept})", markup=False, soft_wrap=True)
