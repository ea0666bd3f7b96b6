"""`homeward screen`: a whole delivery of remains against a whole list of families."""

import time
from collections.abc import Mapping
from math import log10
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from homeward.actions.dna.screen import Lists, add_claims, answer_screening, candidates_table, read_lists, screen_lists
from homeward.cli.console import AsJson, err, mistakes_shown, out, rare_rule, read_bytes, write_json, write_text
from homeward.cli.dna.kinship import Rare
from homeward.cli.progress import progress
from homeward.errors import InvalidInput
from homeward.evidence.dna.mutation import Mutation, Rates
from homeward.identify.prior import Prior

Found = Annotated[Path, typer.Argument(help="Remains: a table of STR profiles (CSV, TSV or XLSX).")]
Families = Annotated[Path, typer.Argument(help="Families: pedigree rows with profiles (CSV), or a case file (JSON).")]
Frequencies = Annotated[Path | None, typer.Option("--frequencies", help="Allele frequencies (long or wide CSV, ...).")]
Out = Annotated[Path | None, typer.Option("--out", help="Write the candidate pairs here, as CSV.")]
Claims = Annotated[
    Path | None,
    typer.Option("--claims", help="Names that came with the remains: found, missing[, reliability, source]."),
]
LeastLr = Annotated[float, typer.Option("--least-lr", help="Keep pairs whose likelihood ratio reaches this.")]
ListedOrOwn = Annotated[
    float | None,
    typer.Option("--listed", help="Open prior: chance that a found person is on the list. [case's prior, else 0.5]"),
]
MaleRate = Annotated[float, typer.Option("--male-rate", help="Mutation rate of fathers (proportional model).")]
FemaleRate = Annotated[float, typer.Option("--female-rate", help="Mutation rate of mothers (proportional model).")]

_SHOWN = 5


def screen(
    found: Found,
    families: Families,
    frequencies: Frequencies = None,
    out_file: Out = None,
    claims: Claims = None,
    least_lr: LeastLr = 100.0,
    listed: ListedOrOwn = None,
    male_rate: MaleRate = 0.002,
    female_rate: FemaleRate = 0.0005,
    rare: Rare = 0.001,
    as_json: AsJson = False,
) -> None:
    """Find all pairs worth weighing among all remains and all missing people, and compute their joint posterior.

    Pairs below the limit are not lost: what they weigh together stands beside "nobody on the list".
    """
    with mistakes_shown():
        if not least_lr > 0.0:
            raise InvalidInput(f"--least-lr {least_lr} must be above 0")
        least = log10(least_lr)
        mutation = Mutation("proportional", Rates(male_rate), Rates(female_rate))
        start = time.perf_counter()
        table = None if frequencies is None else read_bytes(frequencies)
        lists = read_lists(read_bytes(found), read_bytes(families), table, mutation=mutation, rule=rare_rule(rare))
        if claims is not None:
            lists = add_claims(lists, read_bytes(claims))
        prior = Prior("open", listed=listed) if listed is not None else lists.prior or Prior("open", listed=0.5)
        read_seconds = time.perf_counter() - start
        n_missing = sum(len(family.missing) for family in lists.families)
        start = time.perf_counter()
        with progress("missing people", n_missing) as tick:
            screened = screen_lists(lists, least_log10=least, prior=prior, tick=tick)
        seconds = time.perf_counter() - start
        if out_file is not None:
            write_text(out_file, candidates_table(screened))
        answer = answer_screening(screened) | {
            "seconds_reading": round(read_seconds, 3),
            "seconds_comparing": round(seconds, 3),
            "nanoseconds_per_pair": round(seconds * 1e9 / max(screened.screening.n_pairs, 1), 3),
            "candidates": None if out_file is None else str(out_file),
        }
        if as_json:
            write_json({"schema": "homeward-screening/1"} | answer)
        else:
            _show(answer, lists)


def _show(answer: Mapping[str, object], lists: Lists) -> None:
    claims = answer["claims"]
    for claim in claims if isinstance(claims, list) else []:
        if claim["verdict"] in ("contradicted", "fits another better"):
            better = f"; fits {claim['fits_better']} better" if claim["fits_better"] else ""
            out.print(f"claim {claim['verdict']}: {claim['found']} named {claim['claimed']}{better}", style="bold red")
    view = Table(show_header=False, title="Screening", title_justify="left")
    for name, value in answer.items():
        if not isinstance(value, list | dict):
            view.add_row(name.replace("_", " "), f"{value:,}" if isinstance(value, int) else str(value))
    out.print(view)
    for problem in lists.problems[:_SHOWN]:
        err.print(f"{problem.where}: {problem.says} (kept: {problem.kept})", markup=False, soft_wrap=True)
    if len(lists.problems) > _SHOWN:
        err.print(f"... and {len(lists.problems) - _SHOWN} more problems; --json lists the first 100")
