"""`homeward kinship`: weigh hypotheses about one family, and every other kind of single case."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from homeward.actions.dna.kinship import answer_file, each_case
from homeward.cli.console import AsJson, mistakes_shown, out, rare_rule, read_bytes, write_json

CaseFile = Annotated[Path, typer.Argument(help='Case file (JSON), or "-" for standard input.')]
Rare = Annotated[
    float, typer.Option("--rare", help="Frequency given to an allele that its table lacks; 0 refuses such a case.")
]


def kinship(case: CaseFile, as_json: AsJson = False, rare: Rare = 0.001) -> None:
    """Weigh family trees against each other, marker by marker; also lineages, direct matches, and tables of one person.

    The file holds one case or a list of cases; its kind is read from the file.
    """
    with mistakes_shown():
        answer = answer_file(read_bytes(case), rare_rule(rare))
        if as_json:
            write_json(answer)
            return
        for identity, item in each_case(answer):
            _show(identity, item)


def _show(identity: str, answer: Mapping[str, object]) -> None:
    totals = answer.get("log10_lr_total") or answer.get("log10_lr_linked")
    if not isinstance(totals, Mapping):
        out.print(identity, style="bold")
        out.print_json(data=answer)
        return
    per_marker = answer.get("log10_lr_per_marker")
    table = Table("marker", *totals, title=identity, title_justify="left")
    if isinstance(per_marker, Mapping):
        first = next(iter(per_marker.values()))
        for marker in first:
            table.add_row(marker, *(_number(per_marker[pair][marker]) for pair in totals))
        table.add_section()
    table.add_row("log10 LR, total", *(_number(value) for value in totals.values()), style="bold")
    out.print(table)


def _number(value: object) -> str:
    return f"{value:.4f}" if isinstance(value, float) else "undefined" if value is None else str(value)
