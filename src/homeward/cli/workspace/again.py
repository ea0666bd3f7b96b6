"""`homeward conflict`, `answer`, `earlier`, `weak`, `campaign`: doubts about decisions, and reading them again."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from homeward.actions.workspace.review.campaigns import STAGES, Running, open_campaign, view_campaigns, view_weak
from homeward.actions.workspace.review.doubts import answer_exclusion, declare_conflict
from homeward.actions.workspace.review.elsewhere import note_earlier
from homeward.cli.console import AsJson, err, out, read_bytes, write_json
from homeward.cli.workspace.session import HERE, ActId, As, Folder, at_desk, tell
from homeward.errors import InvalidInput

CaseId = Annotated[str, typer.Argument(help="Id of a case.")]
MemberName = Annotated[str, typer.Option("--member", help="Who has the conflict of interest.")]
Because = Annotated[str, typer.Option("--reason", help="Why; kept with the case.")]
ExclusionId = Annotated[
    str | None,
    typer.Option("--exclusion", help="Id of the exclusion, as the case shows it; needed where there are two."),
]
EarlierFile = Annotated[
    Path, typer.Argument(help="A table: found, sought, outcome, grounds, log10_lr, by, on, reason.")
]
ListedFor = Annotated[
    str | None, typer.Option("--cases", help="List the cases, for this reason; never again a blind reader of them.")
]
CampaignFor = Annotated[
    str | None, typer.Option("--reason", help="Open a campaign, for this reason; without it, all are shown.")
]
Grounds = Annotated[
    list[str] | None, typer.Option("--ground", help="Only cases on this weak ground. May be given again; else all.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Count the cases, and ask for nothing.")]


def conflict(
    case_id: CaseId,
    name: MemberName,
    because: Because,
    as_: As,
    folder: Folder = HERE,
    act_id: ActId = None,
    as_json: AsJson = False,
) -> None:
    """Declare that a member is too near to a case: they neither read, vote nor sign it. It is never taken back."""
    with at_desk(folder, as_) as desk:
        kept = declare_conflict(desk, case_id, name, because, act_id=act_id)
        tell(kept, {"schema": "homeward-act/1", "case": case_id}, as_json=as_json, says="declared")


def answer(
    case_id: CaseId,
    because: Because,
    as_: As,
    exclusion: ExclusionId = None,
    folder: Folder = HERE,
    act_id: ActId = None,
    as_json: AsJson = False,
) -> None:
    """Answer an exclusion of a pair with a reason. The exclusion stays readable for ever, and so does the answer."""
    with at_desk(folder, as_) as desk:
        kept = answer_exclusion(desk, case_id, because, exclusion=exclusion, act_id=act_id)
        tell(kept, {"schema": "homeward-act/1", "case": case_id}, as_json=as_json, says="answered")


def earlier(file: EarlierFile, as_: As, folder: Folder = HERE, act_id: ActId = None, as_json: AsJson = False) -> None:
    """Record decisions that another body made: nobody's verdict here, but never forgotten. A second person signs."""
    with at_desk(folder, as_) as desk:
        done = note_earlier(desk, read_bytes(file), act_id=act_id)
        told = [{"where": one.where, "says": one.says, "kept": one.kept} for one in done.problems]
        for one in () if as_json else done.problems:
            err.print(f"{one.where}: {one.says} (kept: {one.kept})", soft_wrap=True)
        says = ", ".join(f"{count:,} {state}" for state, count in done.rows.items())
        result = {"schema": "homeward-earlier/1", "rows": dict(done.rows), "problems": told}
        tell(done.kept, result, as_json=as_json, says=f"rows: {says}")


def weak(as_: As, cases: ListedFor = None, folder: Folder = HERE, as_json: AsJson = False) -> None:
    """Count the identifications that rest on recognition alone, or on a profile without statistics; or list them.

    Which cases they are tells what was decided: whoever lists them is never again their blind reader.
    """
    with at_desk(folder, as_) as desk:
        found = view_weak(desk, reason=cases)
        listed = found.cases or ()
        if as_json:
            told = [
                {"case": one, "outcome": it.outcome, "grounds": list(it.weaknesses), "state": it.state}
                for one, it in listed
            ]
            counts = {"cases": found.n_cases, "grounds": dict(found.by_weakness), "states": dict(found.by_state)}
            write_json({"schema": "homeward-weak/1", **counts, "listed": told})
            return
        out.print(f"{found.n_cases:,} identifications stand on weak ground")
        for name, count in (*found.by_weakness.items(), *found.by_state.items()):
            out.print(f"{count:,}  {name}")
        for one, it in listed:
            out.print(f"case {one}: {it.outcome}, {', '.join(it.weaknesses)}; {it.state}", soft_wrap=True)


def campaign(
    as_: As,
    because: CampaignFor = None,
    grounds: Grounds = None,
    dry_run: DryRun = False,
    folder: Folder = HERE,
    act_id: ActId = None,
    as_json: AsJson = False,
) -> None:
    """Read again, under one name, every closed case on weak ground; a second person signs. Or say how far all are.

    Old decisions stand and stay readable until new ones are signed.
    """
    with at_desk(folder, as_) as desk:
        if because is None and not dry_run:
            if grounds:
                raise InvalidInput("a campaign needs its --reason")
            _show(view_campaigns(desk), as_json=as_json)
            return
        done = open_campaign(desk, because or "", grounds or (), is_trial=dry_run, act_id=act_id)
        result = {"schema": "homeward-campaign/1", "campaign": done.id, "cases": done.n_cases}
        says = f"{done.n_cases:,} closed cases would be read again"
        if done.kept is None and as_json:
            write_json(result)
        elif done.kept is None:
            out.print(says)
        else:
            tell(done.kept, result, as_json=as_json, says="opened")


def _show(running: tuple[Running, ...], *, as_json: bool) -> None:
    if as_json:
        told = [
            {"campaign": one.campaign.id, "at": one.campaign.at.isoformat(), "reason": one.campaign.because}
            | {stage: one.stages[stage] for stage in STAGES}
            for one in running
        ]
        write_json({"schema": "homeward-campaigns/1", "campaigns": told})
        return
    view = Table("campaign", "opened", "reason", *(stage.replace("_", " ") for stage in STAGES))
    for one in running:
        counts = (f"{one.stages[stage]:,}" for stage in STAGES)
        view.add_row(one.campaign.id, f"{one.campaign.at:%Y-%m-%d}", one.campaign.because, *counts)
    out.print(view)
