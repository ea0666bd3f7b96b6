"""`homeward remains`: containers, items, individuals, and everything noted about them."""

from typing import Annotated

import typer

from homeward.actions.answers import Json
from homeward.actions.workspace.folding.record_text import plain_of
from homeward.actions.workspace.things import asked_of, note_remains, view_remains
from homeward.cli.console import AsJson, out, write_json
from homeward.cli.workspace.session import HERE, ActId, As, Folder, at_desk, tell
from homeward.errors import InvalidInput
from homeward.records.remains import Node

Kind = Annotated[
    str | None,
    typer.Argument(help="thing, link, declaration, finding, sample, result or custody; without it, all is shown."),
]
Said = Annotated[list[str] | None, typer.Argument(help="NAME=VALUE, as docs/guide/commands.md lists them.")]


def remains(
    as_: As,
    kind: Kind = None,
    said: Said = None,
    folder: Folder = HERE,
    act_id: ActId = None,
    as_json: AsJson = False,
) -> None:
    """Note something about a container, item, individual or sample; or show what lies where, and broken custody.

    Notes are appended, never edited: a mistake is answered by another note.
    """
    with at_desk(folder, as_) as desk:
        if kind is not None:
            kept = note_remains(desk, kind, _read(kind, said or []), act_id=act_id)
            tell(kept, {"schema": "homeward-remains-note/1", "kind": kind}, as_json=as_json, says=f"noted: {kind}")
            return
        view = view_remains(desk)
        if as_json:
            answer: Json = {
                "schema": "homeward-remains/1",
                "remains": plain_of(view.remains),
                "tree": plain_of(view.tree),
                "breaks": list(view.breaks),
            }
            write_json(answer)
            return
        for node in view.tree:
            _show(node, 0)
        for sample in view.remains.samples:
            out.print(f"sample {sample.id} of {sample.item}, at {sample.laboratory}", soft_wrap=True)
        for finding in view.remains.findings:
            out.print(f"{finding.of}: {finding.outcome}, {finding.because}", soft_wrap=True)
        for says in view.breaks:
            out.print(f"custody: {says}", soft_wrap=True)


def _read(kind: str, said: list[str]) -> dict[str, str]:
    told: dict[str, str] = {}
    for text in said:
        name, equals, value = text.partition("=")
        if not equals or not value.strip():
            raise InvalidInput(f"{text!r}: write NAME=VALUE; a {kind} is asked for {', '.join(asked_of(kind))}")
        told[name] = value
    return told


def _show(node: Node, depth: int) -> None:
    out.print(f"{'  ' * depth}{node.level} {node.id}", soft_wrap=True)
    for one in node.below:
        _show(one, depth + 1)
