"""`homeward claims`: who said what in which words, as proposals to be confirmed."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from homeward.actions.talks.claims import Claimed, Given, answer_claims, answer_figure, claim_documents
from homeward.cli.console import AsJson, err, mistakes_shown, out, read_bytes, write_json
from homeward.errors import InvalidInput
from homeward.talks.claims.claim import Claim
from homeward.talks.claims.speaking.speakers import Party, party

Files = Annotated[list[Path], typer.Argument(help="Documents: text, HTML, DOCX, ODT or PDF; - reads standard input.")]
Published = Annotated[
    list[str] | None,
    typer.Option("--published", help="The day a document was published, as FILE=2031-03-12. May be given again."),
]
Parties = Annotated[
    list[str] | None,
    typer.Option("--party", help="A side and other words for it, as North=Northern,Northerners. May be given again."),
]
Encoding = Annotated[str | None, typer.Option("--encoding", help="Encoding of plain text, such as cp1251.")]
HandedOver = Annotated[
    str | None,
    typer.Option("--handed-over", help="The day a document was officially handed over: claims of it before are told."),
]

_SHOWN = 200


def claims(
    files: Files,
    published: Published = None,
    parties: Parties = None,
    encoding: Encoding = None,
    handed_over: HandedOver = None,
    as_json: AsJson = False,
) -> None:
    """Propose the claims of documents: speaker, act, figure, condition, with the exact place of each.

    Nothing proposed is counted until a person confirms what it is about.
    """
    with mistakes_shown():
        given = read_given(files, published, encoding)
        day = None if handed_over is None else day_of(handed_over, "--handed-over")
        claimed = claim_documents(given, read_parties(parties), handed_over=day)
        if as_json:
            write_json({"schema": "homeward-claims/1"} | answer_claims(claimed))
        else:
            show_claims(claimed)


def read_given(files: list[Path], published: list[str] | None, encoding: str | None) -> list[Given]:
    """Read the files of a command line; of several with one name each keeps its path."""
    days = {}
    for text in published or ():
        name, _, day = text.rpartition("=")
        days[name] = day_of(day, "--published")
    names = [path.name for path in files]
    shown = [path.name if names.count(path.name) == 1 else str(path) for path in files]
    unknown = set(days) - {*shown, *map(str, files)}
    if unknown:
        raise InvalidInput(f"--published {min(unknown)}=...: no such file is given")
    return [
        Given(name, read_bytes(path), days.get(name, days.get(str(path))), encoding)
        for name, path in zip(shown, files, strict=True)
    ]


def day_of(text: str, option: str) -> date:
    """Read a day of the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidInput(f"{option} {text!r} is not a day; write it as 2031-03-12") from None


def read_parties(given: list[str] | None) -> tuple[Party, ...]:
    """Read the sides of a command line."""
    parties = []
    for text in given or ():
        name, _, forms = text.partition("=")
        if not name.strip():
            raise InvalidInput(f"--party {text!r} names no side; write it as North=Northern,Northerners")
        parties.append(party(name.strip(), *(form.strip() for form in forms.split(",") if form.strip())))
    return tuple(parties)


def show_claims(claimed: Claimed) -> None:
    """Show claims document by document, what they contradict, and what could not be read."""
    for document, kind in zip(claimed.documents, claimed.kinds, strict=True):
        own = [claim for claim in claimed.claims if claim.document == document.name]
        table = Table(
            "id", "act", "speaker", "figure", "words", title=f"{document.name} ({kind})", title_justify="left"
        )
        for claim in own[:_SHOWN]:
            table.add_row(claim.id, claim.act, _speaker(claim), _figure(claim), claim.span.exact)
        out.print(table)
        if len(own) > _SHOWN:
            out.print(f"... and {len(own) - _SHOWN} more; --json lists all")
    show_flags(claimed)
    out.print(f"{len(claimed.claims)} claims proposed, none confirmed: what each is about is for a person to say")


def show_flags(claimed: Claimed) -> None:
    """Show what the figures contradict, and what could not be read."""
    for flag in claimed.flags[:_SHOWN]:
        out.print(f"{flag.what} ({', '.join(claim.id for claim in flag.claims)}): {flag.says}", soft_wrap=True)
    for problem in claimed.problems:
        err.print(f"{problem.where}: {problem.says} (kept: {problem.kept})", soft_wrap=True)


def _speaker(claim: Claim) -> str:
    if claim.speaker is None:
        return "-"
    return claim.speaker.name or f"({claim.speaker.side})"


def _figure(claim: Claim) -> str:
    if claim.figure is None:
        return ""
    value = answer_figure(claim.figure, claim)
    low, high = value["low"], value["high"]
    ends = str(low) if low == high else f"{'' if low is None else low} to {'' if high is None else high}"
    return f"{ends} {claim.figure.unit or ''} ({claim.figure.bound})"
