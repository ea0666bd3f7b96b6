"""`homeward remains`: containers, items, individuals, and everything noted about them."""

from typing import Annotated

import typer

from homeward.actions.workspace.answering.remains import answer_remains
from homeward.actions.workspace.things import RemainsView, asked_of, note_remains, view_remains
from homeward.cli.console import AsJson, out, write_json
from homeward.cli.lists.check import day_of
from homeward.cli.workspace.session import HERE, ActId, As, Folder, at_desk, tell
from homeward.errors import InvalidInput
from homeward.records.remains import Node

Kind = Annotated[
    str | None,
    typer.Argument(help="thing, link, declaration, finding, sample, custody or withdrawal; without it, all is shown."),
]
AsOf = Annotated[str | None, typer.Option("--as-of", help="Show what was known at the end of this day: 2026-03-01.")]
Said = Annotated[list[str] | None, typer.Argument(help="NAME=VALUE, as docs/guide/commands.md lists them.")]


def remains(
    as_: As,
    kind: Kind = None,
    said: Said = None,
    as_of: AsOf = None,
    folder: Folder = HERE,
    act_id: ActId = None,
    as_json: AsJson = False,
) -> None:
    """Note something about a container, item, individual or sample; or show what lies where, and broken custody.

    Notes are appended, never edited: a mistake is answered by another note. Who is one individual takes two people.
    """
    with at_desk(folder, as_) as desk:
        if kind is not None:
            if as_of is not None:
                raise InvalidInput("--as-of shows an earlier day; nothing is noted on it")
            kept = note_remains(desk, kind, _read(kind, said or []), act_id=act_id)
            tell(kept, {"schema": "homeward-remains-note/1", "kind": kind}, as_json=as_json, says=f"noted: {kind}")
            return
        view = view_remains(desk, as_of=None if as_of is None else day_of(as_of))
        if as_json:
            write_json(answer_remains(view))
            return
        _show(view)


def _read(kind: str, said: list[str]) -> dict[str, str]:
    told: dict[str, str] = {}
    for text in said:
        name, equals, value = text.partition("=")
        if not equals or not value.strip():
            raise InvalidInput(f"{text!r}: write NAME=VALUE; a {kind} is asked for {', '.join(asked_of(kind))}")
        told[name] = value
    return told


def _show(view: RemainsView) -> None:
    for node in view.tree:
        _show_node(node, 0)
    known = view.remains
    rows = [f"sample {sample.id} of {sample.item}, at {sample.laboratory}" for sample in known.samples]
    rows += [f"result of {result.sample}: {result.result}" for result in known.results]
    rows += [f"{finding.of}: {finding.outcome}, {finding.because}" for finding in known.findings]
    rows += [f"link {link.id}: {link.part} {link.kind} {link.whole}, {link.because}" for link in known.links]
    rows += [f"to do: {says}" for says in view.due]
    rows += [f"custody: {says}" for says in view.breaks]
    for row in rows:
        out.print(row, soft_wrap=True)


def _show_node(node: Node, depth: int) -> None:
    out.print(f"{'  ' * depth}{node.level} {node.id}", soft_wrap=True)
    for one in node.below:
        _show_node(one, depth + 1)
