"""`homeward claim` and `homeward figures`: what a person confirms of what a document says, and what that adds up to."""

from typing import Annotated

import typer
from rich.table import Table

from homeward.actions.answers import Json
from homeward.actions.talks.claims import answer_claim
from homeward.actions.workspace.promises.board import tell_figure
from homeward.actions.workspace.promises.claims import (
    NO_CHANGE,
    Changes,
    SeenClaim,
    confirm_claim,
    list_claims,
    reject_claim,
)
from homeward.actions.workspace.promises.figures import MatterFigures, view_figures
from homeward.cli.console import AsJson, out, write_json
from homeward.cli.talks.claims import day_of
from homeward.cli.workspace.session import HERE, ActId, As, Folder, at_desk, tell
from homeward.errors import InvalidInput

Ref = Annotated[str, typer.Argument(help="DOCUMENT/CLAIM, as `homeward claim list` shows it.")]
Matter = Annotated[str, typer.Option("--matter", help="What it is about: the same words for all claims of one matter.")]
ComesFrom = Annotated[str | None, typer.Option("--from", help="DOCUMENT/CLAIM that it repeats; own: it repeats none.")]
_SHOWN = 8  # letters of an id

claim = typer.Typer(no_args_is_help=True, help="Claims of documents: the program proposes, a person confirms.")


@claim.command("list")
def list_(
    as_: As,
    document_id: Annotated[str | None, typer.Argument(metavar="[DOCUMENT]", help="One document; else all.")] = None,
    folder: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """List claims as proposed and as read, with what the program is unsure of."""
    with at_desk(folder, as_) as desk:
        found = list_claims(desk, document_id)
        if as_json:
            write_json({"schema": "homeward-claim-list/1", "claims": [_answer(one) for one in found]})
            return
        view = Table("claim", "state", "act", "speaker", "figure", "words", "unsure of")
        for one in found:
            own = one.confirmed or one.proposed
            who = "" if own.speaker is None else own.speaker.name or f"({own.speaker.side})"
            ref = f"{one.document.id[:_SHOWN]}/{own.id}"
            unit = "" if own.figure is None else own.figure.unit or ""
            told = f"{tell_figure(own.figure)} {unit}".strip()
            view.add_row(ref, one.state, own.act, who, told, own.span.exact, ", ".join(own.unsure))
        out.print(view)


@claim.command("confirm")
def confirm(
    ref: Ref,
    matter: Matter,
    as_: As,
    comes_from: ComesFrom = None,
    folder: Folder = HERE,
    act_id: ActId = None,
    as_json: AsJson = False,
) -> None:
    """Confirm a claim as the program reads it, and say what its figure counts."""
    with at_desk(folder, as_) as desk:
        found, kept = confirm_claim(desk, ref, matter, NO_CHANGE, comes_from=comes_from, act_id=act_id)
        tell(kept, {"schema": "homeward-claim/1", "claim": found.ref}, as_json=as_json, says="confirmed")


@claim.command("change")
def change(
    ref: Ref,
    matter: Matter,
    as_: As,
    act: Annotated[str | None, typer.Option("--act", help="pledged, proposed, demanded, said, ...")] = None,
    speaker: Annotated[str | None, typer.Option("--speaker", help="Who says it.")] = None,
    side: Annotated[str | None, typer.Option("--side", help="Of which side.")] = None,
    low: Annotated[float | None, typer.Option("--low", help="Low end of the figure.")] = None,
    high: Annotated[float | None, typer.Option("--high", help="High end.")] = None,
    bound: Annotated[str | None, typer.Option("--bound", help="exact, min, more than, max, range, about.")] = None,
    unit: Annotated[str | None, typer.Option("--unit", help="What is counted.")] = None,
    of: Annotated[str | None, typer.Option("--of", help="Of a share: the whole.")] = None,
    said_on: Annotated[str | None, typer.Option("--said-on", help="The day it was said, as 2031-03-12.")] = None,
    comes_from: ComesFrom = None,
    folder: Folder = HERE,
    act_id: ActId = None,
    as_json: AsJson = False,
) -> None:
    """Confirm a claim as you read it, where the program reads it otherwise; both readings stay."""
    with at_desk(folder, as_) as desk:
        day = None if said_on is None else day_of(said_on, "--said-on")
        changes = Changes(
            act=act, speaker=speaker, side=side, low=low, high=high, bound=bound, unit=unit, of=of, said_on=day
        )
        found, kept = confirm_claim(desk, ref, matter, changes, comes_from=comes_from, act_id=act_id)
        tell(kept, {"schema": "homeward-claim/1", "claim": found.ref}, as_json=as_json, says="confirmed as changed")


@claim.command("reject")
def reject(
    ref: Ref,
    because: Annotated[str, typer.Option("--because", help="Why it is no such claim.")],
    as_: As,
    folder: Folder = HERE,
    act_id: ActId = None,
    as_json: AsJson = False,
) -> None:
    """Reject a claim; what rests on it books nothing from now on, and the board says so."""
    with at_desk(folder, as_) as desk:
        found, kept = reject_claim(desk, ref, because, act_id=act_id)
        tell(kept, {"schema": "homeward-claim/1", "claim": found.ref}, as_json=as_json, says="rejected")


def figures(
    as_: As,
    matter: Annotated[str | None, typer.Argument(help="One matter, in its words; else all.")] = None,
    folder: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Show the confirmed figures of each matter beside each other, and how many sources are left of the documents."""
    with at_desk(folder, as_) as desk:
        found = [own for own in view_figures(desk) if matter is None or own.matter.casefold() == matter.casefold()]
        if matter is not None and not found:
            raise InvalidInput("nobody has confirmed a claim about that; homeward figures shows every matter")
        if as_json:
            write_json({"schema": "homeward-figures/1", "matters": [answer_figures(own) for own in found]})
            return
        for own in found:
            _show(own)


def answer_figures(own: MatterFigures) -> Json:
    """Write the figures of one matter for JSON, with the tree of what comes from what."""
    return {
        "matter": own.matter,
        "documents": own.n_documents,
        "sources": own.n_sources,
        "said": [
            {
                **answer_claim(one.claim, one.document.record.text),
                "id": one.ref,
                "by": one.by,
                "on": None if one.on is None else one.on.isoformat(),
                "source": one.place,
                "entry": one.number,
                "comes_from": one.comes_from,
                "drift": one.drift,
                "read_so_by_a_person": one.is_read,
            }
            for one in own.said
        ],
        "flags": [
            {"what": flag.what, "claims": [claim.id for claim in flag.claims], "says": flag.says} for flag in own.flags
        ],
        "tree": [{"depth": depth, "claim": ref} for depth, ref in own.tree],
    }


def _show(own: MatterFigures) -> None:
    title = f"{own.matter}: in {own.n_documents} documents, from {own.n_sources} sources"
    view = Table("by", "on", "figure", "words", "document", "comes from", title=title, title_justify="left")
    for one in own.said:
        unit = "" if one.claim.figure is None else one.claim.figure.unit or ""
        source = "" if one.comes_from is None else f"{one.comes_from[:_SHOWN]}, {one.drift}"
        cells = (one.by or "-", str(one.on or ""), f"{tell_figure(one.claim.figure)} {unit}".strip())
        view.add_row(*cells, one.claim.span.exact, one.document.record.name, source)
    out.print(view)
    for flag in own.flags:
        out.print(f"{flag.what}: {flag.says}", soft_wrap=True)


def _answer(one: SeenClaim) -> Json:
    reading = None if one.confirmed is None else answer_claim(one.confirmed, one.document.record.text)
    return {
        "claim": one.ref,
        "state": one.state,
        "proposed": answer_claim(one.proposed, one.document.record.text),
        "confirmed": reading,
        "matter": None if one.read is None else one.read.what.matter,
        "because": None if one.read is None else one.read.what.because,
    }
