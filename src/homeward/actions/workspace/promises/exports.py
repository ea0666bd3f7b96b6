"""Taking boards out: CSV, workbook, JSON and PDF, every row with its source; what left, and by whom, is an entry.

The same board gives the same bytes, so that two people can compare digests. Quotations leave with the figures.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Literal, get_args

from homeward.actions.workspace.desk import Desk, Draft, authorise, note
from homeward.actions.workspace.promises.board import (
    Board,
    answer_board,
    board_tables,
    tell_figure,
    tell_rest,
)
from homeward.actions.workspace.promises.documents import ERASED_ON
from homeward.actions.workspace.promises.figures import MatterFigures, Said
from homeward.actions.workspace.promises.journal import Rests
from homeward.errors import InvalidInput
from homeward.formats.talks.board_pages import write_board_pages
from homeward.formats.talks.board_tables import BoardTable, write_board_csv, write_board_workbook
from homeward.ledger.entry import Entry
from homeward.reports.words.promises import HEADINGS, TERMS

Form = Literal["csv", "xlsx", "json", "pdf"]
FORMS: tuple[Form, ...] = get_args(Form)
BOARD_EXPORTED = "board exported"
_ON_BOARD = ("pledged", "claimed", "received", "verified", "rejected", "outstanding", "overdue")
_SHORT = 14  # letters of a digest that a page shows: "sha256:1a2b3c4"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How a board is to be taken out."""

    form: Form
    table: str = "board"  # of a CSV, which holds one
    language: str = "en"  # of the headings of a PDF

    def __post_init__(self) -> None:
        if self.form not in FORMS:
            raise InvalidInput(f"{str(self.form)[:20]!r} is no form of an export: {', '.join(FORMS)}")
        if self.language not in HEADINGS:
            raise InvalidInput(f"language {self.language[:20]!r} has no headings; known are {', '.join(HEADINGS)}")


def export_board(desk: Desk, board: Board, wish: Wish, texts: BoardTable | None = None) -> tuple[bytes, Entry]:
    """Write a board, and keep an entry with the digest of what leaves before it is given out.

    texts     the side-by-side of texts, to stand beside the other tables
    raises    Refused; InvalidInput where there is no such table
    """
    granted = authorise(desk, "see counts")
    tables = (*board_tables(board), *(() if texts is None else (texts,)))
    content = _written(board, wish, tables)
    facts = (("digest", sha256(content).hexdigest()), ("form", wish.form))
    return content, note(desk, granted.role, Draft(kind=BOARD_EXPORTED, facts=facts))


def _written(board: Board, wish: Wish, tables: Sequence[BoardTable]) -> bytes:
    if wish.form == "csv":
        by_name = {table.name: table for table in tables}
        if wish.table not in by_name:
            raise InvalidInput(f"{wish.table[:40]!r} is none of the tables: {', '.join(by_name)}")
        return write_board_csv(by_name[wish.table]).encode()
    if wish.form == "xlsx":
        return write_board_workbook(tables)
    if wish.form == "pdf":
        return write_board_pages(pages(board, wish.language), wish.language)
    answer = {"schema": "homeward-promises/1", **answer_board(board)}
    answer |= {
        table.name: [dict(zip(table.columns, row, strict=True)) for row in table.rows]
        for table in tables
        if table.name == "texts"
    }
    return json.dumps(answer, ensure_ascii=False, allow_nan=False, indent=1).encode() + b"\n"


# ── pages ──


def pages(board: Board, language: str) -> Mapping[str, Any]:
    """Give what stands on the pages: the board first, then a page for each figure with its family tree of sources."""
    words = HEADINGS[language]
    numbers = {own.id: place for place, own in enumerate(board.journal.ledger.pledges, start=1)}
    n_aside = len(board.journal.problems)
    return {
        "as_of": board.day.isoformat(),
        "board": list(_board_rows(board, numbers, language)),
        "timeline": list(_timeline_rows(board, numbers, language)),
        "counts": [list(row[:6]) for row in board.counts],
        "notes": [words["undecided"].format(n=n_aside)] if n_aside else [],
        "figures": [_figure_page(own, language) for own in board.figures],
    }


def _board_rows(board: Board, numbers: Mapping[str, int], language: str) -> Iterator[list[Any]]:
    [table, *_] = board_tables(board)
    for row in table.rows:
        told = dict(zip(table.columns, row, strict=True))
        course = TERMS[language].get(str(told["course"]), told["course"])
        rest = board.journal.rests.get(f"pledge {told['pledge']}", Rests(None, ""))
        what = f"{told['pledge']}: {told['what']}".removesuffix(": ")
        elsewhere = f"\n{told['said_of_it']}" if told["said_of_it"] else ""
        named = [numbers[str(told["pledge"])], what + elsewhere, told["debtor"], told["creditor"], told["unit"]]
        yield [*named, *(told[name] for name in _ON_BOARD), course, _short(rest, language)]


def _timeline_rows(board: Board, numbers: Mapping[str, int], language: str) -> Iterator[list[Any]]:
    table = board_tables(board)[1]
    for row in table.rows:
        told = dict(zip(table.columns, row, strict=True))
        kind = TERMS[language].get(str(told["kind"]), told["kind"])
        source = f"{told['rests_on']!s}\n{told['words']}".strip()
        named = [told["day"], numbers.get(str(told["pledge"])), kind, told["by"]]
        yield [*named, told["quantity"], told["unit"], told["outstanding_after"], told["entry"], source]


def _short(rest: Rests, language: str) -> str:
    if rest.number is None or rest.source.startswith(ERASED_ON):
        return tell_rest(rest)
    digest, _, place = rest.source.partition("#")
    told = HEADINGS[language]["entry"].format(n=rest.number)
    return f"{told}: {digest[:_SHORT]}…#{place}" if place else f"{told}: {rest.source[:_SHORT]}…"


def _figure_page(own: MatterFigures, language: str) -> Mapping[str, Any]:
    words = HEADINGS[language]
    by_ref = {one.ref: one for one in own.said}
    return {
        "matter": own.matter,
        "support": words["support"].format(documents=own.n_documents, sources=own.n_sources),
        "rows": [_figure_row(one, language) for one in own.said],
        "flags": [_flag(flag.what, [by_ref[claim.id] for claim in flag.claims], language) for flag in own.flags],
        "tree": [{"depth": depth, "says": _leaf(by_ref[ref], language)} for depth, ref in own.tree],
    }


def _figure_row(one: Said, language: str) -> list[Any]:
    speaker, figure = one.claim.speaker, one.claim.figure
    side = None if speaker is None else speaker.side
    day = None if one.on is None else one.on.isoformat()
    unit = None if figure is None else figure.unit
    return [
        one.by,
        side,
        day,
        tell_figure(figure),
        unit,
        one.claim.span.exact,
        f"{one.document.record.name}, {one.place}",
    ]


def _flag(what: str, said: Sequence[Said], language: str) -> str:
    told = " – ".join(
        f"{one.by or one.document.record.name}: {tell_figure(one.claim.figure, TERMS[language])}" for one in said
    )
    return f"{TERMS[language].get(what, what)} ({told})"


def _leaf(one: Said, language: str) -> str:
    words = HEADINGS[language]
    told = f"{one.on or '–'}, {one.document.record.name} ({one.document.record.source}): “{one.claim.span.exact}”"
    drift = f"; {TERMS[language].get(one.drift, one.drift)}" if one.drift else ""
    proposed = f" ({words['proposed']})" if one.comes_from and not one.is_read else ""
    entry = "" if one.number is None else f"; {words['entry'].format(n=one.number)}"
    return f"{told}{entry}{drift}{proposed}"
