"""`homeward simulate`: collections with known truth; `homeward calibrate`: do stated probabilities come true?"""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from homeward.actions.answers import Json
from homeward.actions.lists.trials import SURE, calibrate_lists, simulate_list_files
from homeward.actions.simulate import answer_calibration, check_calibration, simulate_files
from homeward.cli.console import AsJson, mistakes_shown, out, write_json
from homeward.cli.progress import progress
from homeward.identify.trials.calibration import THRESHOLD, Calibration
from homeward.identify.trials.people import ListPlan
from homeward.identify.trials.scenario import Plan

app = typer.Typer(help="Make invented collections with known truth.", no_args_is_help=True)
Seed = Annotated[int, typer.Option("--seed", min=0, help="Same seed, same collection.")]
Share = Annotated[float, typer.Option(min=0.0, max=1.0)]


@app.callback()
def simulate() -> None:
    """Make invented collections with known truth."""


@app.command("dna")
def dna(
    folder: Annotated[Path, typer.Option("--out", help="Folder for the files.")],
    seed: Seed,
    families: Annotated[int, typer.Option(min=0)] = 900,
    remains: Annotated[int, typer.Option(min=0)] = 600,
    loci: Annotated[int, typer.Option(min=1, max=200)] = 24,
    listed: Share = 0.6,
    weak_families: Share = 0.15,
    other_side: Share = 0.1,
    women: Share = 0.1,
    partial: Share = 0.2,
    lost_loci: Share = 0.4,
    dropout: Annotated[float, typer.Option(min=0.0, max=0.9)] = 0.0,
    parts: Annotated[
        float, typer.Option(min=0.0, max=0.9, help="Share of remains that are further parts of a body.")
    ] = 0.0,
    claimed: Annotated[float, typer.Option(min=0.0, max=1.0, help="Share of remains that come with a name.")] = 0.0,
    wrong_claims: Share = 0.1,
    as_json: AsJson = False,
) -> None:
    """Simulate families, donors' profiles, remains with drop-out and lost loci, parts, claimed names, and the truth."""
    with mistakes_shown():
        plan = Plan(
            families=families,
            remains=remains,
            listed=listed,
            other_side=other_side,
            weak_families=weak_families,
            women=women,
            partial=partial,
            lost_loci=lost_loci,
            dropout=dropout,
            parts=parts,
            claimed=claimed,
            wrong_claims=wrong_claims,
        )
        answer = simulate_files(folder, plan, seed=seed, n_loci=loci)
        if as_json:
            write_json({"schema": "homeward-simulation/1"} | answer)
        else:
            out.print(
                f"{answer['found']} remains, {answer['families']} families with {answer['missing']} missing: {folder}"
            )


@app.command("lists")
def lists(
    folder: Annotated[Path, typer.Option("--out", help="Folder for the files.")],
    seed: Seed,
    lines: Annotated[int, typer.Option("--lines", min=1, max=1_000_000, help="Lines of each list.")] = 1000,
    shared: Annotated[float, typer.Option(min=0.0, max=1.0, help="Share of people who are on both lists.")] = 0.55,
    as_json: AsJson = False,
) -> None:
    """Simulate two lists of people in several scripts, with relatives, empty cells and errors, and the truth."""
    with mistakes_shown():
        answer = simulate_list_files(folder, ListPlan(lines, shared), seed=seed)
        if as_json:
            write_json({"schema": "homeward-simulation/1"} | answer)
        else:
            out.print(f"{answer['sought']} sought, {answer['found']} found, {answer['true_pairs']} pairs: {folder}")


def calibrate(
    seed: Seed = 1,
    statements: Annotated[int, typer.Option(min=1, help="How many statements to make.")] = 10_000,
    families: Annotated[int, typer.Option(min=1)] = 120,
    remains: Annotated[int, typer.Option(min=1)] = 100,
    loci: Annotated[int, typer.Option(min=1, max=200)] = 16,
    of_lists: Annotated[bool, typer.Option("--lists", help="Match simulated lists of people, without DNA.")] = False,
    as_json: AsJson = False,
) -> None:
    """Simulate collections with known truth and compare stated probabilities with what was true."""
    with mistakes_shown():
        with progress("statements", statements) as tick:
            if of_lists:
                result = calibrate_lists(ListPlan(2000), seed=seed, n_statements=statements, tick=tick)
            else:
                shares = {"weak_families": 0.4, "other_side": 0.0, "dropout": 0.05, "claimed": 0.15}
                plan = Plan(families=families, remains=remains, **shares)
                result = check_calibration(plan, seed=seed, n_statements=statements, n_loci=loci, tick=tick)
        answer = answer_calibration(result, SURE if of_lists else THRESHOLD)
        if as_json:
            write_json({"schema": "homeward-calibration/1"} | answer)
        else:
            _show_calibration(result, answer)


def _show_calibration(result: Calibration, answer: Json) -> None:
    table = Table("stated", "statements", "mean stated", "true", title="Stated probabilities and truth")
    for k, n in enumerate(result.n_statements.tolist()):
        if n:
            span = f"{result.edges[k]:.2f} to {result.edges[k + 1]:.2f}"
            table.add_row(span, str(n), f"{result.mean_stated[k]:.4f}", f"{result.share_true[k]:.4f}")
    out.print(table)
    out.print(f"statements: {answer['statements']}")
    out.print(
        f"identifications at posterior {answer['threshold']} or more: {result.n_identified}, "
        f"of them false: {result.n_false}"
    )
    out.print(f"expected calibration error: {result.error:.5f}")
