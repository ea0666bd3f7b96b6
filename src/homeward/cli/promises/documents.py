"""`homeward document`: documents of talks, kept in a workspace."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from homeward.actions.talks.positions import answer_positions
from homeward.actions.workspace.answering.promises import answer_document, answer_documents
from homeward.actions.workspace.promises.documents import (
    Arrived,
    erased_documents,
    keep_document,
    list_documents,
    show_document,
)
from homeward.actions.workspace.promises.texts import lay_documents
from homeward.cli.console import AsJson, err, out, read_bytes, write_bytes, write_json
from homeward.cli.talks.claims import Encoding, Parties, day_of, read_parties
from homeward.cli.workspace.session import HERE, ActId, As, Folder, at_desk, tell

DocumentId = Annotated[str, typer.Argument(help="Id of a document, or its beginning: homeward document list.")]

document = typer.Typer(no_args_is_help=True, help="Documents of talks: kept byte for byte, with what is read in them.")


@document.command("add")
def add(
    file: Annotated[Path, typer.Argument(help="Text, HTML, DOCX, ODT or PDF; - reads standard input.")],
    source: Annotated[str, typer.Option("--source", help="From where it comes, in words.")],
    as_: As,
    published: Annotated[str | None, typer.Option("--published", help="As 2031-03-12; else its dateline.")] = None,
    parties: Parties = None,
    encoding: Encoding = None,
    folder: Folder = HERE,
    act_id: ActId = None,
    as_json: AsJson = False,
) -> None:
    """Keep a document, and propose its claims. Nothing proposed is counted until a person confirms it."""
    with at_desk(folder, as_) as desk:
        arrived = Arrived(
            name=file.name,
            data=read_bytes(file),
            source=source,
            published=None if published is None else day_of(published, "--published"),
            parties=read_parties(parties),
            encoding=encoding,
        )
        found, kept = keep_document(desk, arrived, act_id=act_id)
        for problem in found.record.problems:
            err.print(f"{problem.where}: {problem.says} (kept: {problem.kept})", soft_wrap=True)
        says = f"document {found.id}: {len(found.record.proposals)} claims proposed, none confirmed"
        tell(kept, {"schema": "homeward-document-add/1", **answer_document(found)}, as_json=as_json, says=says)


@document.command("list")
def list_(as_: As, folder: Folder = HERE, as_json: AsJson = False) -> None:
    """List the documents with what was confirmed in them, and those that were erased."""
    with at_desk(folder, as_) as desk:
        kept, gone = list_documents(desk), erased_documents(desk)
        if as_json:
            write_json(answer_documents(kept, gone))
            return
        view = Table("id", "name", "published", "source", "claims", "confirmed")
        for one in map(answer_document, kept):
            cells = (str(one["document"])[:8], *(one[key] for key in ("name", "published", "source")))
            view.add_row(*map(str, (*cells, one["claims"], one["confirmed"])))
        for lost in gone:
            view.add_row(lost.id[:8], f"erased on {lost.at:%Y-%m-%d}, entry {lost.number}")
        out.print(view)


@document.command("show")
def show(
    document_id: DocumentId,
    as_: As,
    target: Annotated[Path | None, typer.Option("--out", help="Write its bytes here, as they came.")] = None,
    folder: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Show the text of a document; with --out, give it back byte for byte. Looking at it is an entry."""
    with at_desk(folder, as_) as desk:
        found, data = show_document(desk, document_id)
        if target is not None:
            write_bytes(target, data)
        if as_json:
            write_json({"schema": "homeward-document/1", **answer_document(found), "text": found.record.text})
            return
        out.print(f"{found.record.name}, {found.record.kind}, {found.record.source}", soft_wrap=True)
        out.print(f"document {found.id}, sha256:{found.record.digest}", soft_wrap=True)
        out.print(found.record.text, soft_wrap=True)


@document.command("beside")
def beside(
    document_ids: Annotated[list[str], typer.Argument(help="Memoranda of two sides; a1.txt, a2.txt are drafts of a.")],
    as_: As,
    folder: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Lay memoranda of two sides beside each other, clause by clause, each with its place."""
    with at_desk(folder, as_) as desk:
        laid, table = lay_documents(desk, document_ids)
        if as_json:
            rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
            write_json({"schema": "homeward-document-beside/1", "texts": rows, **answer_positions(laid)})
            return
        view = Table("a", "b", "status", "differences")
        for row in table.rows:
            told = dict(zip(table.columns, row, strict=True))
            view.add_row(*(str(told[key]) for key in ("a", "b", "status", "differences")))
        out.print(view)
