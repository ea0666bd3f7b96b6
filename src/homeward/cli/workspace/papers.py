"""`homeward paper`: a paper that leaves, in two languages, with a code; and how `verify` answers when it comes back."""

from pathlib import Path
from typing import Annotated

import typer

from homeward.actions.workspace.papers.checking import Checked, check_paper, code_in
from homeward.actions.workspace.papers.making import make_paper
from homeward.cli.console import AsJson, out, read_bytes, write_bytes, write_json
from homeward.cli.workspace.session import FAILED, HERE, ActId, As, Folder, at_desk
from homeward.errors import InvalidInput
from homeward.reports.papers.codes import read_code
from homeward.reports.papers.paper import KINDS

Kind = Annotated[str, typer.Argument(metavar="KIND", help=f"One of: {', '.join(KINDS)}; hyphens serve as spaces.")]
About = Annotated[
    str,
    typer.Argument(metavar="ID", help="Id of the case, file, thing or round; ROUND/DIGEST of a manifest, receipt."),
]
Both = Annotated[str, typer.Option("--languages", help="Two of en, uk, ru, ar; the first is of who holds the paper.")]
Target = Annotated[Path, typer.Option("--out", help="Write the PDF here.")]
_SENTENCES = {
    "stands": "The paper stands: nothing has changed what it rests on.",
    "no longer stands": "The paper no longer stands: what it rests on was changed after it was made.",
    "is gone": "What the paper was about is no longer here.",
    "no such paper": "No paper with this code was made here.",
}


def paper(
    kind: Kind,
    about: About,
    target: Target,
    as_: As,
    languages: Both = "en,uk",
    folder: Folder = HERE,
    act_id: ActId = None,
    as_json: AsJson = False,
) -> None:
    """Make a paper that leaves: a decision record, a notice, a card, a manifest, a receipt, a label, a report."""
    first, comma, second = languages.replace(" ", "").partition(",")
    if not comma:
        raise typer.BadParameter("two languages, as in uk,en", param_hint="--languages")
    with at_desk(folder, as_) as desk:
        made = make_paper(desk, kind, about, (first, second), act_id=act_id)
        write_bytes(target, made.content)
        if as_json:
            answer = {"schema": "homeward-paper/1", "kind": made.kind, "code": made.code, "act": made.id}
            write_json({**answer, "file": str(target), "sha256": made.digest})
        else:
            out.print(f"{target}: {made.kind}, code {made.code}", soft_wrap=True)


def check_one(as_: str, code: str | None, file: Path | None, folder: Path, *, as_json: bool) -> None:
    """Say whether a paper stands; exit code 1 where it does not, or its file was changed."""
    with at_desk(folder, as_) as desk:
        found = check_paper(desk, *_asked(code, file))
    if as_json:
        write_json(_answer(found))
    else:
        for sentence in _sentences(found):
            out.print(sentence, soft_wrap=True)
    if found.standing != "stands" or found.is_unchanged is False:
        raise typer.Exit(FAILED)


def _asked(code: str | None, file: Path | None) -> tuple[str, bytes | None]:
    if file is None:
        return code or "", None
    content = read_bytes(file)
    own = code_in(content)
    if code is not None and read_code(code) != read_code(own):
        raise InvalidInput("the file bears another code than the one given")
    return own, content


def _answer(found: Checked) -> dict[str, object]:
    at = None if found.made_at is None else found.made_at.isoformat()
    told = {"standing": found.standing, "kind": found.kind, "made_at": at, "by": found.by, "entry": found.entry}
    return {"schema": "homeward-paper-check/1", **told, "is_unchanged": found.is_unchanged} | {
        "says": found.says,
        "because": [{"what": one.what, "on": one.on.isoformat()} for one in found.because],
    }


def _sentences(found: Checked) -> list[str]:
    told = [_SENTENCES[found.standing], *(f"Since then: {one.what}, {one.on.isoformat()}." for one in found.because)]
    if found.kind is not None:
        at = f"{found.made_at:%Y-%m-%d %H:%M} UTC"
        told.append(f"A {found.kind}, made at {at} by a {found.by}, entry {found.entry} of the ledger.")
    if found.is_unchanged is not None:
        says = (
            "is the one that left, bit by bit"
            if found.is_unchanged
            else "is not the one that left: trust nothing in it"
        )
        told.append(f"The file {says}.")
    return told
