"""`homeward claim` and `homeward figures`: what a person confirms of what a document says, and what that adds up to."""

import re
from datetime import date
from typing import Annotated

import typer
from rich.table import Table

from homeward.actions.workspace.answering.promises import answer_claims, answer_figures
from homeward.actions.workspace.promises.board import tell_figure
from homeward.actions.workspace.promises.claims import (
    add_claim,
    confirm_claim,
    list_claims,
    reject_claim,
)
from homeward.actions.workspace.promises.figures import MatterFigures, Said, view_figures
from homeward.actions.workspace.promises.readings import NO_CHANGE, Changes, Place
from homeward.cli.console import AsJson, out, write_json
from homeward.cli.talks.claims import day_of
from homeward.cli.workspace.session import HERE, ActId, As, Folder, at_desk, tell
from homeward.errors import InvalidInput

Ref = Annotated[str, typer.Argument(help="DOCUMENT/CLAIM, as `homeward claim list` shows it.")]
Matter = Annotated[str, typer.Option("--matter", help="What it is about: the same words for all claims of one matter.")]
ComesFrom = Annotated[str | None, typer.Option("--from", help="DOCUMENT/CLAIM that it repeats; own: it repeats none.")]
ByAct = Annotated[str | None, typer.Option("--act", help="pledged, proposed, demanded, said, ...")]
BySpeaker = Annotated[str | None, typer.Option("--speaker", help="Who says it.")]
Side = Annotated[str | None, typer.Option("--side", help="Of which side.")]
Via = Annotated[str | None, typer.Option("--via", help="Through whom or what it came, in words of the document.")]
Low = Annotated[float | None, typer.Option("--low", help="Low end of the figure.")]
High = Annotated[float | None, typer.Option("--high", help="High end.")]
Bound = Annotated[str | None, typer.Option("--bound", help="exact, min, more than, max, range, about.")]
Unit = Annotated[str | None, typer.Option("--unit", help="What is counted.")]
Of = Annotated[str | None, typer.Option("--of", help="Of a share: the whole.")]
Hedge = Annotated[str | None, typer.Option("--hedge", help="Words of the document that weaken it.")]
Condition = Annotated[
    str | None, typer.Option("--condition", help="Words of the document that say on what it depends.")
]
Affirmed = Annotated[bool | None, typer.Option("--affirmed/--denied", help="Whether the words are affirmed.")]
SaidOn = Annotated[str | None, typer.Option("--said-on", help="The day it was said, as 2031-03-12.")]
EventDate = Annotated[str | None, typer.Option("--event-date", help="The day it is about, as 2031-03-12.")]
Topic = Annotated[str | None, typer.Option("--topic", help="What it speaks of, in a few words.")]
_SHOWN = 8  # letters of an id
_PLACE = re.compile(r"(\d{1,9})[-:](\d{1,9})")

claim = typer.Typer(
    no_args_is_help=True, help="Claims of documents: the program proposes, a person adds what it missed, and confirms."
)


@claim.command("list")
def list_(
    as_: As,
    document_id: Annotated[str | None, typer.Argument(metavar="[DOCUMENT]", help="One document; else all.")] = None,
    folder: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """List claims as proposed or added and as read, with what is unsure in them."""
    with at_desk(folder, as_) as desk:
        found = list_claims(desk, document_id)
        if as_json:
            write_json(answer_claims(found))
            return
        view = Table("claim", "state", "act", "speaker", "figure", "words", "unsure of")
        for one in found:
            own = one.confirmed or one.proposed
            who = "" if own.speaker is None else own.speaker.name or f"({own.speaker.side})"
            ref = f"{one.document.id[:_SHOWN]}/{own.id}"
            unit = "" if own.figure is None else own.figure.unit or ""
            told = f"{tell_figure(own.figure)} {unit}".strip()
            state = one.state if one.found_by is None else f"{one.state}, found by a person"
            view.add_row(ref, state, own.act, who, told, own.span.exact, ", ".join(own.unsure))
        out.print(view)


@claim.command("add")
def add(
    document_id: Annotated[str, typer.Argument(metavar="DOCUMENT", help="Id of a document, or its beginning.")],
    as_: As,
    span: Annotated[str | None, typer.Option("--span", help="Where it stands: START-END, in code points.")] = None,
    words: Annotated[str | None, typer.Option("--words", help="Its words; with --span they must stand there.")] = None,
    act: ByAct = None,
    speaker: BySpeaker = None,
    side: Side = None,
    via: Via = None,
    low: Low = None,
    high: High = None,
    bound: Bound = None,
    unit: Unit = None,
    of: Of = None,
    hedge: Hedge = None,
    condition: Condition = None,
    affirmed: Affirmed = None,
    said_on: SaidOn = None,
    event_date: EventDate = None,
    topic: Topic = None,
    folder: Folder = HERE,
    act_id: ActId = None,
    as_json: AsJson = False,
) -> None:
    """Add a claim that the program missed, by its place or its words; it counts for nothing until it is confirmed."""
    with at_desk(folder, as_) as desk:
        said = Changes(
            act=act, speaker=speaker, side=side, via=via, low=low, high=high, bound=bound, unit=unit, of=of,
            hedge=hedge, condition=condition, affirmed=affirmed, topic=topic,
            said_on=_day(said_on, "--said-on"), event_date=_day(event_date, "--event-date"),
        )  # fmt: skip
        found, kept = add_claim(desk, document_id, _place(span, words), said, act_id=act_id)
        answer = {"schema": "homeward-claim-add/1", "claim": found.ref, "words": found.proposed.span.exact}
        tell(kept, answer, as_json=as_json, says=f"{found.ref}: {found.proposed.span.exact}")


def _place(span: str | None, words: str | None) -> Place:
    told = None if span is None else _PLACE.fullmatch(span.strip())
    if (span is not None and told is None) or (span is None and words is None):
        raise InvalidInput("say where the claim stands: --span START-END, or --words as the document has them")
    start, end = (None, None) if told is None else (int(told[1]), int(told[2]))
    return Place(start=start, end=end, words=words)


def _day(told: str | None, option: str) -> date | None:
    return None if told is None else day_of(told, option)


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
    """Confirm a claim as it was proposed or added, and say what its figure counts."""
    with at_desk(folder, as_) as desk:
        found, kept = confirm_claim(desk, ref, matter, NO_CHANGE, comes_from=comes_from, act_id=act_id)
        tell(kept, {"schema": "homeward-claim/1", "claim": found.ref}, as_json=as_json, says="confirmed")


@claim.command("change")
def change(
    ref: Ref,
    matter: Matter,
    as_: As,
    act: ByAct = None,
    speaker: BySpeaker = None,
    side: Side = None,
    via: Via = None,
    low: Low = None,
    high: High = None,
    bound: Bound = None,
    unit: Unit = None,
    of: Of = None,
    hedge: Hedge = None,
    condition: Condition = None,
    affirmed: Affirmed = None,
    said_on: SaidOn = None,
    event_date: EventDate = None,
    topic: Topic = None,
    comes_from: ComesFrom = None,
    folder: Folder = HERE,
    act_id: ActId = None,
    as_json: AsJson = False,
) -> None:
    """Confirm a claim as you read it, where it was proposed or added otherwise; both readings stay."""
    with at_desk(folder, as_) as desk:
        changes = Changes(
            act=act, speaker=speaker, side=side, via=via, low=low, high=high, bound=bound, unit=unit, of=of,
            hedge=hedge, condition=condition, affirmed=affirmed, topic=topic,
            said_on=_day(said_on, "--said-on"), event_date=_day(event_date, "--event-date"),
        )  # fmt: skip
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


def _show(own: MatterFigures) -> None:
    title = f"{own.matter}: in {own.n_documents} documents, from {own.n_sources} sources"
    view = Table("by", "on", "figure", "words", "document", "comes from", title=title, title_justify="left")
    for one in own.said:
        unit = "" if one.claim.figure is None else one.claim.figure.unit or ""
        cells = (one.by or "-", str(one.on or ""), f"{tell_figure(one.claim.figure)} {unit}".strip())
        view.add_row(*cells, one.claim.span.exact, one.document.record.name, _source(one))
    out.print(view)
    for flag in own.flags:
        out.print(f"{flag.what}: {flag.says}", soft_wrap=True)


def _source(one: Said) -> str:
    if one.source_erased:
        return "a document that was erased"
    return "" if one.comes_from is None else f"{one.comes_from[:_SHOWN]}, {one.drift}"
