"""`homeward demo`: a fictional delivery of 600 containers against 900 families, end to end."""

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from homeward.actions.demo import demonstrate, tally
from homeward.cli.console import AsJson, err, mistakes_shown, out, write_json

Folder = Annotated[Path, typer.Option("--out", help="Folder for the report.")]


def demo(
    folder: Folder = Path("out"), seed: Annotated[int, typer.Option(min=0)] = 2026, as_json: AsJson = False
) -> None:
    """Simulate a delivery of 600 containers, find out who is who among 900 families, and write the report."""
    with mistakes_shown():
        start = time.perf_counter()
        with err.status("600 containers, 900 families", spinner="line"):
            now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
            done = demonstrate(folder, seed=seed, made_at=now)
        counts = tally(done)
        seconds = time.perf_counter() - start
        if as_json:
            write_json({"schema": "homeward-demo/1", "report": str(done.report), "seconds": seconds} | counts)
            return
        table = Table(show_header=False, title="A fictional delivery", title_justify="left")
        for name, value in counts.items():
            table.add_row(name.replace("_", " "), str(value))
        out.print(table)
        out.print(f"{seconds:.1f} s; nobody in it exists. The report: {done.report}", soft_wrap=True)
