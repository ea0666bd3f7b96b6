"""`homeward round witness`: the neutral signs for two sides, in a workspace of its own that keeps no round."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from homeward.actions.workspace.witnessing.witness import Witnessed, ask_to_witness, witness
from homeward.cli.console import AsJson, out, read_bytes, write_bytes
from homeward.cli.workspace.session import HERE, ActId, As, Folder, at_desk, tell
from homeward.errors import InvalidInput
from homeward.ledger.keys import VerifierKey, read_verifier_key


def witness_(
    files: Annotated[
        list[Path], typer.Argument(help="A manifest or receipt that both sides signed, or their two commitments.")
    ],
    sides: Annotated[
        list[str], typer.Option("--side", help="NAME=VERIFIER-KEY of a side's ledger, from their hands; twice.")
    ],
    name: Annotated[str, typer.Option("--name", help="The neutral's name, as it stands in papers.")],
    as_: As,
    open_by: Annotated[
        str | None, typer.Option("--open-by", help="Of a swap: lists are opened by then, as 2026-06-02T09:00+03:00.")
    ] = None,
    approved: Annotated[
        str | None, typer.Option("--approved", help="The id of what a second person signed; used once.")
    ] = None,
    target: Annotated[Path | None, typer.Option("--out", help="With --approved: write what was signed here.")] = None,
    folder: Folder = HERE,
    act_id: ActId = None,
    as_json: AsJson = False,
) -> None:
    """Sign a paper, or the commitments of a swap, as the neutral between two sides; a second person signs.

    First it says in words what is attested, and asks. The same command with --approved and --out then signs, once.
    """
    with at_desk(folder, as_) as desk:
        asked = Witnessed(
            name=name, sides=_sides(sides), files=[read_bytes(one) for one in files], open_by=_moment(open_by)
        )
        answer = {"schema": "homeward-round-witness/1"}
        if approved is None:
            words, kept = ask_to_witness(desk, asked, act_id=act_id)
            if not as_json:
                out.print(words, soft_wrap=True)
            tell(kept, {**answer, "says": words, "out": None}, as_json=as_json, says="approved before")
            return
        if target is None:
            raise InvalidInput("--out FILE says where what was signed is written")
        signed, kept = witness(desk, asked, approved)
        write_bytes(target, signed)
        tell(kept, {**answer, "says": None, "out": str(target)}, as_json=as_json, says=str(target))


def _sides(texts: list[str]) -> dict[str, VerifierKey]:
    pairs = [text.partition("=") for text in texts]
    if len(pairs) != 2 or any(not side or not key for side, _, key in pairs):
        raise InvalidInput("--side NAME=VERIFIER-KEY is given twice, once for each side")
    return {side: read_verifier_key(key) for side, _, key in pairs}


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        at = datetime.fromisoformat(text)
        if at.tzinfo is not None:
            return at.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise InvalidInput(f"--open-by {text!r}: write a time with its zone, as 2026-06-02T09:00+03:00")
