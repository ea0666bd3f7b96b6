"""`homeward pledges`: what is owed on a day, what was kept, and why."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.box import SIMPLE
from rich.table import Table

from homeward.actions.talks.pledges import (
    Account,
    account_for,
    answer_balances,
    answer_pledges,
    answer_why,
    holes,
    open_items,
    write_board,
)
from homeward.cli.console import AsJson, err, mistakes_shown, out, read_bytes, write_json, write_text
from homeward.errors import InvalidInput

Ledger = Annotated[Path, typer.Argument(help="Ledger of pledges (JSON); - reads standard input.")]
AsOf = Annotated[
    list[str] | None, typer.Option("--as-of", help="Day, 2031-04-06; can be given again. Today if absent.")
]
Why = Annotated[str | None, typer.Option("--why", help="Id of a pledge: its line of time, and what would change it.")]
Csv = Annotated[Path | None, typer.Option("--csv", help="Write the board to a CSV file too.")]
SHOWN = 20
SUMS = ("pledged", "claimed", "received", "verified", "outstanding", "overdue", "due")
COLUMNS = ("pledge", "pledged", "claimed", "received", "verified", "open", "overdue", "due", "course")


def pledges(ledger: Ledger, as_of: AsOf = None, why: Why = None, csv: Csv = None, as_json: AsJson = False) -> None:
    """Say what is owed on a day: pledged, received, verified, outstanding, overdue, suspended; and what was kept.

    The three books (debtor's, creditor's, verifier's) are held against each other; what differs is listed.
    """
    with mistakes_shown():
        account = account_for(read_bytes(ledger), read_days(as_of))
        answer = answer_pledges(account, why)
        if csv is not None:
            write_text(csv, write_board(account))
        if as_json:
            write_json({"schema": "homeward-pledges/1"} | answer)
        else:
            _show(account, why)


def read_days(texts: list[str] | None) -> list[date]:
    """Read days from options; today where there are none."""
    if not texts:
        return [datetime.now(UTC).date()]
    try:
        return [date.fromisoformat(text) for text in texts]
    except ValueError:
        raise InvalidInput(f"--as-of {' '.join(texts)[:60]}: a day is written 2031-04-06") from None


def _show(account: Account, why: str | None) -> None:
    for problem in account.file.problems[:SHOWN]:
        err.print(f"{problem.where}: {problem.says} (kept: {problem.kept})", soft_wrap=True)
    if len(account.file.problems) > SHOWN:
        err.print(f"... and {len(account.file.problems) - SHOWN:,} more problems")
    for day in account.days:
        view = Table(*COLUMNS, title=f"As of {day}", title_justify="left", box=SIMPLE, pad_edge=False)
        owed = account.owed(day)
        for one in owed:
            own, balances = account.file.ledger.by_id[one.pledge], answer_balances(account, one)
            sums = ("" if balances.get(name) is None else str(balances[name]) for name in SUMS)
            view.add_row(own.id, *sums, one.course)
        out.print(view)
        for one in owed:
            own, state = account.file.ledger.by_id[one.pledge], one.standing.words if one.standing else ""
            said = f"{own.id}: {own.debtor} owes {own.creditor} {own.what}, in {own.unit}"
            out.print(f"{said}; {state}" if state else said, soft_wrap=True)
    _show_differences(account)
    if why is not None:
        _show_why(account, why)


def _show_differences(account: Account) -> None:
    for item in open_items(account):
        named = "" if not item.items else f": {', '.join(item.items[:SHOWN])}"
        out.print(f"{item.pledge}: {item.quantity} {item.unit} {item.question}{named}", soft_wrap=True)
    for own in account.file.ledger.pledges:
        if own.renewal is not None and holes(own):
            out.print(f"{own.id} leaves open: {', '.join(holes(own))}", soft_wrap=True)


def _show_why(account: Account, why: str) -> None:
    answer = answer_why(account, why)
    view = Table(
        "day", "entry", "kind", "by", "quantity", "open after", title=f"{why}: how it came", title_justify="left"
    )
    timeline, would_change = answer["timeline"], answer["would_change"]
    for row in timeline if isinstance(timeline, list) else ():
        cells = (row[name] for name in ("day", "entry", "kind", "by", "qty", "outstanding"))
        view.add_row(*("" if cell is None else str(cell) for cell in cells))
    out.print(view)
    for change in would_change if isinstance(would_change, list) else ():
        out.print(f"would change it: {change['says']}", soft_wrap=True)
