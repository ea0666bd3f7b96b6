"""Pledges: from pledged to outstanding on any day, why each stands as it does, and taking the board out.

What the debtor claims, what the creditor received and what was verified stand beside each other and are never added.
"""

import json
from collections.abc import Mapping
from datetime import date
from typing import cast

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from homeward.actions.talks.pledges import holes
from homeward.actions.workspace.desk import Desk, Kept, new_id
from homeward.actions.workspace.promises.addresses import pledge_addresses, pledge_at
from homeward.actions.workspace.promises.board import Board, view_board
from homeward.actions.workspace.promises.documents import RECORDS, all_documents
from homeward.actions.workspace.promises.exports import FORMS, Form, Wish, export_board
from homeward.actions.workspace.promises.journal import Rests, record_pledges
from homeward.actions.workspace.promises.texts import lay_documents
from homeward.actions.workspace.rights import Scope, right_of
from homeward.errors import InvalidCase, InvalidInput
from homeward.reports.wording import visible
from homeward.reports.words.promises import HEADINGS
from homeward.talks.pledges.change import find_changes
from homeward.web.configuring import LANGUAGES
from homeward.web.leaving import attachment
from homeward.web.pages import Table, tell
from homeward.web.screens.talks.board import (
    board_table,
    counts_table,
    picture_of,
    place_of,
    rows_of,
    tell_changes,
    tell_late,
    tell_pledge,
    timeline_table,
)
from homeward.web.screens.talks.reading import asked, day_of, number_of, said
from homeward.web.screens.talks.words import ENTRIES, MET_BY, RECORDED, say_figure
from homeward.web.served import desk_of
from homeward.web.terms import term

_ROWS = 50
_TABLES = {
    "board": gettext_lazy("Every pledge"),
    "timeline": gettext_lazy("How it came"),
    "figures": gettext_lazy("Figures of documents"),
    "counts": gettext_lazy("Counts at crossings"),
    "texts": gettext_lazy("Texts side by side"),
}
LANGUAGES_OF_PDF = tuple((code, name) for code, name in LANGUAGES if code in HEADINGS)
_MOST_SOURCES = 300  # that a form offers


@require_safe
def view(request: HttpRequest) -> HttpResponse:
    """Show every pledge on a day."""
    return _page(request, desk_of(request))


def _page(request: HttpRequest, desk: Desk, says: str = "", wrong: str = "") -> HttpResponse:
    day, unclear = _day_asked(request, desk)
    board = view_board(desk, day)
    lines = timeline_table(board)
    page = Paginator(lines.rows, _ROWS).get_page(request.GET.get("page"))
    told = {
        **_about(request, desk, board, says or unclear),
        "table": board_table(board, pledge_addresses(desk, board.journal)),
        "late": tell_late(board),
        "n_pledges": len(board.owed),
        "aside": board.journal.problems,
        "counts": counts_table(board) if board.counts else None,
        "timeline": Table(lines.name, lines.caption, lines.columns, list(page)),
        "page": page,
        "met_by": [(one, term(MET_BY, one)) for one in MET_BY],
        "wrong": wrong,
    }
    return render(request, "homeward/talks/pledges.html", told, status=422 if says or unclear else 200)


def _about(request: HttpRequest, desk: Desk, board: Board, says: str) -> dict[str, object]:
    """Give what both pages of pledges need: the day, the forms of taking out and of recording."""
    return {
        "day": board.day,
        "today": _today(desk),
        "says": says,
        "typed": request.POST if says and request.method == "POST" else {},
        "may_record": may_record(desk),
        "sources": _sources(board),
        "act_id": new_id(),
        "file_id": new_id(),
        "forms": FORMS,
        "tables": tables_to_take("board", "timeline", "figures", "counts"),
        "languages": LANGUAGES_OF_PDF,
    }


def tables_to_take(*names: str) -> list[tuple[str, str]]:
    """Give tables that can be taken out as CSV, in words."""
    return [(one, str(_TABLES[one])) for one in names]


def may_record(desk: Desk) -> bool:
    """Tell whether forms of recording are worth showing; what is allowed is decided by the action alone."""
    return any(right_of(role, RECORDS, Scope.OWN).is_granted for role in desk.member.roles)


def _today(desk: Desk) -> date:
    return desk.workspace.clock().date()


def _day_asked(request: HttpRequest, desk: Desk) -> tuple[date, str]:
    """Read for which day the board is asked; a day that is none is said on the page, which shows today."""
    try:
        return day_of(asked(request, "as_of")) or _today(desk), ""
    except InvalidInput as error:
        return _today(desk), str(error)


def _sources(board: Board) -> list[tuple[str, str]]:
    """Give the confirmed claims that an entry can rest on, each in words."""
    return [
        (
            f"claim:{one.ref}",
            visible(f"{own.matter}: {one.by or one.document.record.name}, {say_figure(one.claim.figure)}"),
        )
        for own in board.figures
        for one in own.said
    ][:_MOST_SOURCES]


# ── why ──


@require_safe
def why(request: HttpRequest, address: str) -> HttpResponse:
    """Show how one pledge came to stand as it does, and what would change it."""
    return _why(request, desk_of(request), address)


def _why(request: HttpRequest, desk: Desk, address: str, says: str = "") -> HttpResponse:
    day, unclear = _day_asked(request, desk)
    board = view_board(desk, day)
    pledge = pledge_at(desk, board.journal, address)
    own, owed = board.journal.ledger.by_id[pledge], board.account.view.owed(pledge, day)
    figure, places = picture_of(board, own), _places(desk)
    rest = board.journal.rests.get(f"pledge {pledge}", Rests(None, ""))
    rows = rows_of(board, pledge, places)
    matters = {one.matter.casefold() for one in (rest, *(row.rest for row in rows)) if one.matter}
    told = {
        **_about(request, desk, board, says or unclear),
        "address": address,
        "own": own,
        "sentences": tell_pledge(own, owed),
        "svg": SafeString(figure.svg),
        "figure": figure,
        "twin": Table("line-of-time", figure.table.caption, figure.table.head, figure.table.rows),
        "rest": rest,
        "place": place_of(rest, places),
        "rows": rows,
        "said_of_it": [one for one in board.figures if one.matter.casefold() in matters],
        "changes": list(tell_changes(find_changes(board.account.view, pledge, day), board)),
        "holes": [*holes(own), *(f"{key}: {text}" for key, text in own.unread)],
        "kinds": [(one, term(ENTRIES, one)) for one in RECORDED],
    }
    return render(request, "homeward/talks/pledge.html", told, status=422 if says or unclear else 200)


def _places(desk: Desk) -> Mapping[str, str]:
    """Give the addresses of kept documents by their digests, to whom they would open."""
    if not may_record(desk):
        return {}
    return {one.record.digest: f"/documents/{one.id}/" for one in all_documents(desk)}


# ── recording ──


@require_POST
def record(request: HttpRequest) -> HttpResponse:
    """Record a pledge and its quantity, or all of a file; a mistake is said on the same page."""
    desk = desk_of(request)
    try:
        kept = _record(desk, request, said(request, "act_id"))
    except (InvalidInput, InvalidCase) as error:
        return _page(request, desk, str(error), "record")
    tell(request, kept, gettext("Recorded and signed."))
    return redirect("/pledges/")


def _record(desk: Desk, request: HttpRequest, act_id: str) -> Kept:
    file = request.FILES.get("file")
    if file is not None:
        return record_pledges(desk, file.read(), act_id=act_id)[1]
    identity, source, by = said(request, "id"), _source(request), said(request, "debtor")
    row = {name: said(request, name) for name in ("debtor", "creditor", "what", "unit", "deadline", "counts_as_met")}
    commitment = {"id": identity, "source": source, **{name: value for name, value in row.items() if value}}
    first = {"id": f"{identity}-1", "date": _given(request, "date"), "kind": "pledge", "commitment": identity}
    event = {**first, "qty": _quantity(request), "by": by, "source": source}
    return record_pledges(desk, json.dumps({"commitments": [commitment], "events": [event]}).encode(), act_id=act_id)[1]


@require_POST
def add(request: HttpRequest, address: str) -> HttpResponse:
    """Record one entry about a pledge; a mistake is said on the same page."""
    desk = desk_of(request)
    try:
        board = view_board(desk, _today(desk))
        pledge, act_id = pledge_at(desk, board.journal, address), said(request, "act_id")
        row = {"id": f"e-{act_id[:12]}", "date": _given(request, "date"), "kind": said(request, "kind")}
        row |= {name: said(request, name) for name in ("by", "note", "about") if said(request, name)}
        told = {**row, "commitment": pledge, "qty": _quantity(request), "source": _source(request)}
        _, kept = record_pledges(desk, json.dumps({"events": [told]}).encode(), act_id=act_id)
    except (InvalidInput, InvalidCase) as error:
        return _why(request, desk, address, str(error))
    tell(request, kept, gettext("Recorded and signed."))
    return redirect(f"/pledges/{address}/")


def _source(request: HttpRequest) -> str:
    source = said(request, "paper") or said(request, "source")
    if not source:
        raise InvalidInput(gettext("Say on what it rests: a confirmed claim, a place in a document, or a paper."))
    return source


def _given(request: HttpRequest, name: str) -> str:
    day = day_of(said(request, name))
    if day is None:
        raise InvalidInput(gettext("Give the day."))
    return day.isoformat()


def _quantity(request: HttpRequest) -> int | float:
    value = number_of(said(request, "quantity"))
    if value is None:
        raise InvalidInput(gettext("Give the quantity."))
    return value


# ── taking out ──


@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """Give the board, or texts side by side, as a file; the entry that says so is kept before."""
    desk = desk_of(request)
    form, table = said(request, "form"), said(request, "table") or "board"
    wish = Wish(form=cast(Form, form), table=table, language=said(request, "language") or "en")
    beside = request.POST.getlist("beside")
    texts = lay_documents(desk, beside)[1] if beside else None
    day = day_of(said(request, "as_of")) or _today(desk)
    content, _ = export_board(desk, view_board(desk, day), wish, texts)
    name = f"pledges-{table}-{day}" if form == "csv" else f"pledges-{day}"
    return attachment(content, f"{name}.{form}")


URLS = [
    path("pledges/", view, name="pledges"),
    path("pledges/record/", record, name="pledges_record"),
    path("pledges/export/", export, name="pledges_export"),
    path("pledges/<str:address>/", why, name="pledge"),
    path("pledges/<str:address>/add/", add, name="pledge_add"),
]
