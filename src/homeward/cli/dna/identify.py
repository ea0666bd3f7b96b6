"""`homeward identify`: who is who among found people and families of the missing."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from homeward.actions.dna.identify import Identified, answer_collection, identify_file
from homeward.actions.dna.listed import ListedPeople, read_listed
from homeward.actions.report import report_page
from homeward.cli.console import AsJson, err, mistakes_shown, out, rare_rule, read_bytes, write_json, write_text
from homeward.cli.dna.kinship import CaseFile, Rare
from homeward.errors import InvalidInput
from homeward.identify.prior import Prior

Top = Annotated[int, typer.Option("--top", min=1, max=1000, help="How many whole assignments to list.")]
Report = Annotated[Path | None, typer.Option("--report", help="Write a self-contained HTML report here.")]
PriorName = Annotated[
    str | None,
    typer.Option("--prior", help="flat, open, closed or weight; default: the case's own, else flat."),
]
Listed = Annotated[float, typer.Option("--listed", help="Open prior: chance that a found person is on the list.")]
ListedHere = Annotated[
    float | None, typer.Option("--listed", help="Open prior: chance that a found person is on the list (0.5).")
]
Weight = Annotated[float, typer.Option("--weight", help="Weight prior: factor of each unmatched found person.")]
SoughtList = Annotated[
    Path | None, typer.Option("--sought", help="A list of the people sought, by the case's ids; goes with --found.")
]
FoundList = Annotated[Path | None, typer.Option("--found", help="A list of the people found, by the case's ids.")]
Language = Annotated[str, typer.Option("--language", help="Language of the report: en, uk or ru.")]


def identify(
    case: CaseFile,
    as_json: AsJson = False,
    top: Top = 20,
    report: Report = None,
    prior: PriorName = None,
    listed: ListedHere = None,
    weight: Weight = 1.0,
    rare: Rare = 0.001,
    language: Language = "en",
    sought: SoughtList = None,
    found: FoundList = None,
) -> None:
    """Compare all found people with all missing ones and compute one joint posterior over who is who.

    With --sought and --found the evidence of two lists (names, dates, places, bodies) is added to that of DNA.
    """
    with mistakes_shown():
        if prior is None and listed is not None:
            prior = "open"
        chosen = Prior(prior, 0.5 if listed is None else listed, weight) if prior else None  # type: ignore[arg-type]
        identified = identify_file(
            read_bytes(case), prior=chosen, top=top, rule=rare_rule(rare), listed=_read_lists(sought, found)
        )
        if as_json:
            write_json(answer_collection(identified, top=top))
        else:
            _show(identified)
        if report is not None:
            now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
            write_text(report, report_page(identified, made_at=now, language=language))
            err.print(f"report: {report}", soft_wrap=True)


def _read_lists(sought: Path | None, found: Path | None) -> ListedPeople | None:
    if sought is None and found is None:
        return None
    if sought is None or found is None:
        raise InvalidInput("--sought and --found go together: lists are compared with each other")
    return read_listed(read_bytes(sought), read_bytes(found))


def _show(identified: Identified) -> None:
    identification = identified.identification
    missing = [m.id for m in identified.collection.missing]
    for checked in identified.claims:
        if checked.verdict in ("contradicted", "fits another better"):
            better = f"; fits {checked.best_other} better" if checked.best_other else ""
            out.print(
                f"claim {checked.verdict}: {checked.claim.found} named {checked.claim.missing}{better}",
                style="bold red",
            )
    beside = identified.beside
    weights = ("DNA", "lists") if beside is not None else ("log10 LR",)
    table = Table("found", "most probable", *weights, "posterior", "nobody listed", title="Proposed, for two readers")
    order = sorted(range(len(missing) and len(identification.nobody)), key=lambda k: float(identification.nobody[k]))
    for k in order:
        j = int(identification.posterior[k].argmax())
        share = float(identification.posterior[k, j])
        value = float(identified.comparison.log10_lr[k, j])
        name = missing[j] if share > identification.nobody[k] else "nobody on this list"
        table.add_row(
            identified.collection.found[k].id,
            name,
            f"{value:.2f}",
            *([] if beside is None else [f"{float(beside.log10_lr[k, j]):.2f}"]),
            f"{share:.6f}",
            f"{float(identification.nobody[k]):.6f}",
        )
    out.print(table)
    out.print(f"prior: {identification.describe_prior()}")
