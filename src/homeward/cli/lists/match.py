"""`homeward match`: who on one list of people is who on another."""

import resource
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from homeward.actions.answers import Json
from homeward.actions.lists.match import Matched, answer_matching, explain_match, match_people, pairs_table
from homeward.cli.console import AsJson, err, mistakes_shown, out, read_bytes, write_json, write_text
from homeward.cli.lists.asked import Answer, Column, Dates, Encoding, Strict, read_answers, show_columns, show_questions
from homeward.cli.progress import progress
from homeward.identify.lists.matching import STEPS

Sought = Annotated[Path, typer.Argument(help="People sought: a table (CSV or TSV, may be gzipped).")]
Found = Annotated[Path, typer.Argument(help="People found: a table of the other party.")]
Out = Annotated[Path | None, typer.Option("--out", help="Write the pairs here, as CSV.")]
Explain = Annotated[
    tuple[str, str] | None,
    typer.Option("--explain", help="Show what each kind of evidence weighs for one pair: SOUGHT_ID FOUND_ID."),
]

_SHOWN = 5


def match(
    sought: Sought,
    found: Found,
    out_file: Out = None,
    explain: Explain = None,
    encoding: Encoding = None,
    dates: Dates = None,
    column: Column = None,
    answers: Answer = None,
    strict: Strict = False,
    as_json: AsJson = False,
) -> None:
    """Match two lists of people: every worthwhile pair with its evidence and a probability given all the others.

    The probability counts everybody once: a person on one list is at most one person of the other, or nobody on it.
    What a list leaves open is asked, with the assumption made; an answer is of both lists, or begins with sought: or
    found:.
    """
    with mistakes_shown():
        start = time.perf_counter()
        given = (("encoding", encoding), ("dates", dates), ("column", column), ("", answers))
        told = read_answers(("SOUGHT", "FOUND"), given, is_strict=strict)
        of_both = told["SOUGHT"], told["FOUND"]
        with progress("steps", len(STEPS)) as tick:
            matched = match_people(read_bytes(sought), read_bytes(found), answers=of_both, tick=tick)
        if explain is not None:
            answer = {"schema": "homeward-match-explanation/1"} | explain_match(matched, *explain)
            if as_json:
                write_json(answer)
            else:
                _show_explanation(answer)
            return
        if out_file is not None:
            write_text(out_file, pairs_table(matched))
        summary = answer_matching(matched) | {
            "seconds": round(time.perf_counter() - start, 3),
            "peak_memory_mb": round(_peak_mb(), 1),
            "pairs": None if out_file is None else str(out_file),
        }
        if as_json:
            write_json({"schema": "homeward-match/1"} | summary)
        else:
            _show(summary, matched)


def _peak_mb() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 2**10


def _show(answer: Mapping[str, object], matched: Matched) -> None:
    view = Table(show_header=False, title="Match", title_justify="left")
    for name, value in answer.items():
        if not isinstance(value, list | dict):
            view.add_row(name.replace("_", " "), f"{value:,}" if isinstance(value, int) else str(value))
    out.print(view)
    lists = ("SOUGHT", matched.sought), ("FOUND", matched.found)
    for name, listing in lists:
        show_columns(name, listing)
    show_questions([(name, question) for name, listing in lists for question in listing.questions])
    problems = (*matched.sought.problems, *matched.found.problems)
    for problem in problems[:_SHOWN]:
        err.print(f"{problem.where}: {problem.says} (kept: {problem.kept})", markup=False, soft_wrap=True)
    if len(problems) > _SHOWN:
        err.print(f"... and {len(problems) - _SHOWN} more problems; --json lists the first 100")


def _show_explanation(answer: Json) -> None:
    view = Table("kind", "log10 LR", "sum", "because", title=f"{answer['sought_id']} and {answer['found_id']}")
    total = 0.0
    steps = answer["steps"]
    for step in steps if isinstance(steps, list) else []:
        total += step["log10_lr"]
        view.add_row(step["kind"].replace("_", " "), f"{step['log10_lr']:+.2f}", f"{total:+.2f}", step["because"])
    out.print(view)
    probability = answer["probability"]
    listed = "below 0.001" if probability is None else f"{probability}"
    out.print(f"log10 LR {answer['log10_lr']}; probability, given all other pairs: {listed}")
