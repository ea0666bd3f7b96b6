"""`homeward laboratory`: samples, results, pedigrees and controls, as the laboratory sees them: by sample alone."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from homeward.actions.answers import Json
from homeward.actions.workspace.answering.remains import answer_samples
from homeward.actions.workspace.folding.record_text import plain_of
from homeward.actions.workspace.laboratory.controls import keep_controls
from homeward.actions.workspace.laboratory.families import import_families
from homeward.actions.workspace.laboratory.results import (
    Entered,
    Report,
    enter_result,
    import_results,
    withdraw_result,
)
from homeward.actions.workspace.laboratory.samples import Taking, open_profile, take_sample, view_samples
from homeward.cli.console import AsJson, err, out, read_bytes, write_json
from homeward.cli.lists.check import day_of
from homeward.cli.workspace.session import HERE, ActId, As, Folder, at_desk, tell

ResultsFile = Annotated[Path, typer.Argument(help="A table of profiles: wide, long, or as GeneMapper exports it.")]
FamiliesFile = Annotated[Path, typer.Argument(help="A table of pedigrees with the profiles of donors.")]
ControlsFile = Annotated[Path, typer.Argument(help="A table of profiles of staff and known contaminants, under codes.")]
FileId = Annotated[str, typer.Argument(help="Id of the file of a person on a list.")]
SampleName = Annotated[str, typer.Argument(help="Id or code of a sample.")]
ResultId = Annotated[str, typer.Argument(help="Id of a result, as `homeward laboratory samples` shows it.")]
ResultWord = Annotated[str, typer.Option("--result", help="'no profile' or 'mixed profile'; profiles come in a file.")]
Laboratory = Annotated[str, typer.Option("--laboratory", help="Which laboratory found it.")]
On = Annotated[str | None, typer.Option("--on", help="The day of the result, as 2026-03-01; else today.")]
Kit = Annotated[str | None, typer.Option("--kit", help="The kit, or the set of markers.")]
Statistics = Annotated[
    bool | None, typer.Option("--statistics/--no-statistics", help="Was it compared with relatives by numbers?")
]
Second = Annotated[str | None, typer.Option("--second-laboratory", help="A second laboratory that found the same.")]
Remaining = Annotated[str | None, typer.Option("--remaining", help="What is left of the sample.")]
Force = Annotated[bool, typer.Option("--force", help="Keep what can be read of a file with many senseless cells.")]
Tissue = Annotated[str, typer.Option("--tissue", help="What was taken: cheek swab, blood, femur.")]
Code = Annotated[str | None, typer.Option("--code", help="What stands on the tube, where it is not the id.")]
Seal = Annotated[str | None, typer.Option("--seal", help="Number of the seal.")]
Because = Annotated[str, typer.Option("--reason", help="Why it was wrong; kept with the sample.")]

laboratory = typer.Typer(no_args_is_help=True, help="Samples, results, pedigrees and controls.")


@laboratory.command("sample")
def sample(
    file_id: FileId,
    tissue: Tissue,
    name: Laboratory,
    as_: As,
    code: Code = None,
    kit: Kit = None,
    seal: Seal = None,
    folder: Folder = HERE,
    act_id: ActId = None,
    as_json: AsJson = False,
) -> None:
    """Note that a sample was taken from a person on a list. Samples of remains: homeward remains sample."""
    with at_desk(folder, as_) as desk:
        taken, kept = take_sample(desk, file_id, Taking(tissue, name, code, kit, seal), act_id=act_id)
        answer = {"schema": "homeward-laboratory-sample/1", "sample": taken}
        tell(kept, answer, as_json=as_json, says=f"sample {taken}")


@laboratory.command("samples")
def samples(as_: As, folder: Folder = HERE, as_json: AsJson = False) -> None:
    """List all samples with what came of them; whose they are is not shown. The ids shown are an entry."""
    with at_desk(folder, as_) as desk:
        known = view_samples(desk)
        if as_json:
            write_json(answer_samples(known))
            return
        view = Table("sample", "code", "of", "results", "held")
        for one, it in known.items():
            found = "; ".join(f"{typed.result.result} ({typed.id})" for typed in it.standing)
            view.add_row(one, it.code or "", it.of, found, "; ".join(held.says for held in it.held))
        out.print(view)


@laboratory.command("profile")
def profile(name: SampleName, as_: As, folder: Folder = HERE, as_json: AsJson = False) -> None:
    """Show the genotypes of one sample, to the laboratory alone. The reading is an entry before anything is shown."""
    with at_desk(folder, as_) as desk:
        sample_id, typed = open_profile(desk, name)
        if as_json:
            told = [{"result": plain_of(one.result), "sex": one.sex, "genotypes": one.genotypes} for one in typed]
            write_json({"schema": "homeward-laboratory-profile/1", "sample": sample_id, "results": plain_of(told)})
            return
        for one in typed:
            out.print(f"{one.result.result}, sex {one.sex}, result {one.id}", soft_wrap=True)
            for marker, genotype in one.genotypes.items():
                out.print(f"  {marker} {genotype}")


@laboratory.command("import")
def import_(
    file: ResultsFile,
    name: Laboratory,
    as_: As,
    on: On = None,
    kit: Kit = None,
    statistics: Statistics = None,
    second: Second = None,
    force: Force = False,
    folder: Folder = HERE,
    act_id: ActId = None,
    as_json: AsJson = False,
) -> None:
    """Enter a laboratory's table of profiles by sample; a second scientist signs. The same results change nothing.

    What contradicts an earlier profile of its sample, or is like a control, is held.
    """
    with at_desk(folder, as_) as desk:
        report = Report(laboratory=name, on=day_of(on), kit=kit, has_statistics=statistics, second_laboratory=second)
        _tell(import_results(desk, read_bytes(file), report, force=force, act_id=act_id), as_json=as_json)


@laboratory.command("families")
def families(
    file: FamiliesFile,
    name: Laboratory,
    as_: As,
    on: On = None,
    kit: Kit = None,
    force: Force = False,
    folder: Folder = HERE,
    act_id: ActId = None,
    as_json: AsJson = False,
) -> None:
    """Enter pedigrees with the profiles of donors; a second scientist signs. The missing bear the ids of their list."""
    with at_desk(folder, as_) as desk:
        report = Report(laboratory=name, on=day_of(on), kit=kit)
        _tell(import_families(desk, read_bytes(file), report, force=force, act_id=act_id), as_json=as_json)


@laboratory.command("result")
def result(
    name: SampleName,
    word: ResultWord,
    where: Laboratory,
    as_: As,
    on: On = None,
    kit: Kit = None,
    remaining: Remaining = None,
    folder: Folder = HERE,
    act_id: ActId = None,
    as_json: AsJson = False,
) -> None:
    """Enter a result without a profile of one person; a second scientist signs."""
    with at_desk(folder, as_) as desk:
        report = Report(laboratory=where, on=day_of(on), kit=kit)
        _tell(enter_result(desk, name, word, report, remaining=remaining, act_id=act_id), as_json=as_json)


@laboratory.command("withdraw")
def withdraw(
    name: SampleName,
    result_id: ResultId,
    because: Because,
    as_: As,
    folder: Folder = HERE,
    act_id: ActId = None,
    as_json: AsJson = False,
) -> None:
    """Take back a result that was wrong; it stays readable, and a second scientist signs."""
    with at_desk(folder, as_) as desk:
        kept = withdraw_result(desk, name, result_id, because, act_id=act_id)
        tell(
            kept, {"schema": "homeward-laboratory-withdraw/1", "result": result_id}, as_json=as_json, says="taken back"
        )


@laboratory.command("controls")
def controls(file: ControlsFile, as_: As, folder: Folder = HERE, act_id: ActId = None, as_json: AsJson = False) -> None:
    """Replace the list of staff and known contaminants; a second scientist signs. Nobody but the laboratory sees it."""
    with at_desk(folder, as_) as desk:
        kept = keep_controls(desk, read_bytes(file), act_id=act_id)
        tell(kept, {"schema": "homeward-laboratory-controls/1"}, as_json=as_json, says="controls kept")


def _tell(done: Entered, *, as_json: bool) -> None:
    answer: Json = {
        "schema": "homeward-laboratory/1",
        "samples": dict(done.samples),
        "rows": dict(done.rows),
        "problems": [{"where": one.where, "says": one.says, "kept": one.kept} for one in done.problems],
    }
    if not as_json:
        for one in done.problems:
            err.print(f"{one.where}: {one.says} (kept: {one.kept})", soft_wrap=True)
        out.print(", ".join(f"{count:,} results {state}" for state, count in done.samples.items()))
    tell(done.kept, answer, as_json=as_json, says="entered")
