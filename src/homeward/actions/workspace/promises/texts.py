"""Memoranda of two sides that are kept here, laid beside each other clause by clause, each clause with its place."""

from collections.abc import Sequence

from homeward.actions.talks.positions import Laid, common_ground, lay_files
from homeward.actions.workspace.desk import Desk, Draft, authorise, note
from homeward.actions.workspace.promises.documents import RECORDS, bytes_of, find_document
from homeward.formats.talks.board_tables import BoardTable
from homeward.talks.positions.table import Row

COLUMNS = (
    *("round", "topic", "issue", "a", "b", "status", "common_ground", "differences", "moved"),
    *("source_a", "source_b"),
)


def lay_documents(desk: Desk, document_ids: Sequence[str]) -> tuple[Laid, BoardTable]:
    """Lay kept documents of two sides beside each other; each reading is an entry.

    document_ids    a1, a2, b1 by the names under which they were kept, or told apart by their titles
    raises          Refused; InvalidInput where the sides are not clear
    """
    granted = authorise(desk, RECORDS)
    found = [find_document(desk, one) for one in document_ids]
    note(desk, granted.role, Draft(kind="document read", others=tuple(dict.fromkeys(one.id for one in found))[:60]))
    names = [one.record.name.rpartition(".")[0] or one.record.name for one in found]
    laid = lay_files([(name, bytes_of(desk, one)) for name, one in zip(names, found, strict=True)])
    digests = {name: one.record.digest for name, one in zip(names, found, strict=True)}
    rows = [(number, row) for number, rows in enumerate(laid.positions.rounds, start=1) for row in rows]
    return laid, BoardTable("texts", COLUMNS, tuple(_cells(number, row, digests) for number, row in rows))


def _cells(number: int, row: Row, digests: dict[str, str]) -> tuple[str | int, ...]:
    sides = (row.first, row.second)
    texts = (" ".join(one.clause.text for one in own) for own in sides)
    places = (
        "; ".join(f"sha256:{digests[one.clause.document]}#{one.clause.start}-{one.clause.end}" for one in own)
        for own in sides
    )
    compared = row.compared
    told = (compared.status, common_ground(row) or "", "; ".join(compared.differences), row.moved or "")
    return (number, row.topic or "", row.issue, *texts, *told, *places)
