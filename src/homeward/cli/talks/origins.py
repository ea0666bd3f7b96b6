"""`homeward origins`: whether one report comes from another, and what is left of their agreement."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from homeward.actions.talks.origins import Compared, answer_origins, compare_documents
from homeward.cli.console import AsJson, mistakes_shown, out, write_json
from homeward.cli.talks.claims import Encoding, Parties, Published, read_given, read_parties, show_flags

First = Annotated[Path, typer.Argument(help="The report that may be the source.")]
Second = Annotated[Path, typer.Argument(help="The report that may derive from it.")]


def origins(
    first: First,
    second: Second,
    published: Published = None,
    parties: Parties = None,
    encoding: Encoding = None,
    as_json: AsJson = False,
) -> None:
    """Lay two reports side by side: sentences that derive, what drifted, how many independent sources remain.

    Proposed for a person to confirm. Two reports of one day share facts; only a shared order shows that one copied.
    """
    with mistakes_shown():
        found, sought = read_given([first, second], published, encoding)
        compared = compare_documents(found, sought, read_parties(parties))
        if as_json:
            write_json({"schema": "homeward-origins/1"} | answer_origins(compared))
        else:
            _show(compared)


def _show(compared: Compared) -> None:
    alignment, claimed = compared.alignment, compared.claimed
    table = Table(claimed.documents[1].name, "from", "how", title=alignment.because, title_justify="left")
    for link in alignment.links:
        if link.derived != "no":
            source = " / ".join(alignment.found[place].sentence.text for place in link.found)
            how = link.relation if link.derived == "yes" else f"{link.relation}, uncertain"
            table.add_row(alignment.sought[link.sought].sentence.text, source, how)
    out.print(table)
    for one in claimed.derivations:
        if one.drift.changes:
            told = "; ".join(f"{change.slot}: {change.says}" for change in one.drift.changes)
            out.print(f"{one.sought.id} from {one.found.id}: {one.drift.kind} ({told})", soft_wrap=True)
    naive = sum(support.documents > 1 for support in claimed.matters)
    left = sum(support.documents_not_derived > 1 for support in claimed.matters)
    out.print(f"matters in both documents: {naive}; without derived claims: {left}")
    show_flags(claimed)
