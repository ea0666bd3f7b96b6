"""`homeward names`: how strongly do pairs of written names speak for one person?"""

import sys
import time
from pathlib import Path
from typing import Annotated

import typer

from homeward.actions.lists.names import ScoredPairs, answer_pairs, scored_table, weigh_pairs
from homeward.cli.console import AsJson, err, mistakes_shown, read_bytes, write_json, write_text
from homeward.errors import InvalidInput

Pairs = Annotated[Path, typer.Argument(help='A table with the columns name_a and name_b (CSV), or "-".')]
Out = Annotated[Path | None, typer.Option("--out", help='Write the table with log10_lr added here; "-" to the screen.')]
Encoding = Annotated[str | None, typer.Option("--encoding", help="Encoding of the table, such as cp1251.")]

_SHOWN = 5


def names(pairs: Pairs, out_file: Out = None, encoding: Encoding = None, as_json: AsJson = False) -> None:
    """Weigh pairs of written names: same person against a stranger or a relative, across scripts and languages."""
    with mistakes_shown():
        to_screen = str(out_file) == "-" or (out_file is None and not as_json)
        if to_screen and as_json:
            raise InvalidInput("--json and --out - would both write to the screen; give --out a file")
        start = time.perf_counter()
        scored = weigh_pairs(read_bytes(pairs), encoding=encoding)
        seconds = time.perf_counter() - start
        if to_screen:
            sys.stdout.write(scored_table(scored))
        elif out_file is not None:
            write_text(out_file, scored_table(scored))
        if as_json:
            write_json({"schema": "homeward-names/1"} | answer_pairs(scored, seconds))
        else:
            _show(scored, seconds)


def _show(scored: ScoredPairs, seconds: float) -> None:
    """Say on standard error how much was weighed and what could not be."""
    err.print(f"{len(scored.rows):,} pairs weighed in {seconds:.1f} s")
    for problem in scored.problems[:_SHOWN]:
        err.print(f"{problem.where}: {problem.says} (kept: {problem.kept})", soft_wrap=True)
    if len(scored.problems) > _SHOWN:
        err.print(f"... and {len(scored.problems) - _SHOWN} more problems; --json lists the first 100")
