"""What confirmed figures add up to: how many sources are left of the documents, and two texts side by side.

Two counts stand beside each matter, never one. What moved on with its speaker is told apart from what conflicts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from homeward.actions.talks.positions import common_ground
from homeward.actions.workspace.desk import Desk
from homeward.actions.workspace.promises.documents import find_document, list_documents
from homeward.actions.workspace.promises.exports import FORMS
from homeward.actions.workspace.promises.figures import MatterFigures, Said, view_figures
from homeward.actions.workspace.promises.texts import lay_documents
from homeward.errors import InvalidInput
from homeward.reports.pictures.source_tree import Leaf, Told, source_tree
from homeward.talks.origins.tracking import Flag
from homeward.talks.positions.reading import Reading
from homeward.talks.positions.table import Row
from homeward.web.pages import Table
from homeward.web.screens.pledges import LANGUAGES_OF_PDF, may_record, tables_to_take
from homeward.web.screens.talks.reading import asked
from homeward.web.screens.talks.words import DRIFTS, EVOLVING, FLAGS, STATUSES, TOPICS, say_day, say_figure
from homeward.web.served import desk_of
from homeward.web.terms import term

_MATTERS = 10  # on one page
_MOST_BESIDE = 20


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter as the page shows it.

    evolving, conflicting    what the figures say of each other: a heading, and each figure with its speaker
    """

    number: int
    own: MatterFigures
    table: Table
    evolving: list[tuple[str, list[str]]]
    conflicting: list[tuple[str, list[str]]]
    svg: SafeString
    caption: str
    twin: Table


@require_safe
def view(request: HttpRequest) -> HttpResponse:
    """Show the figures of every matter, or of the one in which a claim stands."""
    desk = desk_of(request)
    of = asked(request, "of")
    found = [own for own in view_figures(desk) if not of or any(one.ref == of for one in own.said)]
    page = Paginator(found, _MATTERS).get_page(request.GET.get("page"))
    links = may_record(desk)
    told = {
        "matters": [_matter(number, own, links=links) for number, own in enumerate(page, start=1)],
        "n_matters": len(found),
        "is_one": bool(of),
        "page": page,
        "day": desk.workspace.clock().date(),
        "forms": FORMS,
        "tables": tables_to_take("figures"),
        "languages": LANGUAGES_OF_PDF,
    }
    return render(request, "homeward/talks/figures.html", told)


def _matter(number: int, own: MatterFigures, *, links: bool) -> Matter:
    by_ref = {one.ref: one for one in own.said}
    flags = [(flag.what in EVOLVING, _flag(flag, by_ref)) for flag in own.flags]
    leaves = [_leaf(depth, by_ref[ref]) for depth, ref in own.tree]
    told = Told(
        ident=f"tree-{number}",
        title=gettext("What comes from what"),
        text=gettext(
            "A filled mark repeats no other document; a hollow one repeats what it is joined to. Documents that tell "
            "one utterance are one source, even where neither repeats the other."
        ),
        head=(gettext("said"), gettext("repeats"), gettext("how it changed")),
        own=gettext("repeats no other document"),
    )
    figure = source_tree(leaves, told)
    twin = Table(f"tree-{number}", figure.table.caption, figure.table.head, figure.table.rows)
    return Matter(
        number,
        own,
        _said_table(own, links=links),
        [told for is_evolving, told in flags if is_evolving],
        [told for is_evolving, told in flags if not is_evolving],
        SafeString(figure.svg),
        figure.text,
        twin,
    )


def _said_table(own: MatterFigures, *, links: bool) -> Table:
    columns = (
        *(gettext("said by"), gettext("side"), gettext("day"), gettext("figure"), gettext("words")),
        *(gettext("document"), gettext("comes from"), gettext("source")),
    )
    rows = [_said(one) for one in own.said]
    places = [f"/documents/{one.ref.partition('/')[0]}/?at={_span(one)}#here" for one in own.said] if links else ()
    return Table("figures", gettext("Everything confirmed, by speaker and day"), columns, rows, places)


def _span(one: Said) -> str:
    return f"{one.claim.span.start}-{one.claim.span.end}"


def _said(one: Said) -> tuple[str | None, ...]:
    speaker, record = one.claim.speaker, one.document.record
    side = None if speaker is None else speaker.side
    named = (one.by or record.name, side, say_day(one.on), say_figure(one.claim.figure), one.claim.span.exact)
    return (*named, record.name, record.source, _source(one))


def _source(one: Said) -> str:
    if one.source_erased:
        return gettext("repeats a document that was erased")
    if one.comes_from is None:
        return gettext("repeats no other document")
    drift = term(DRIFTS, one.drift or "")
    says = gettext("repeats another, as a person says: %(drift)s") if one.is_read else ""
    return (says or gettext("repeats another, as the program proposes: %(drift)s")) % {"drift": drift}


def _flag(flag: Flag, by_ref: Mapping[str, Said]) -> tuple[str, list[str]]:
    said = [by_ref[claim.id] for claim in flag.claims if claim.id in by_ref]
    return term(FLAGS, flag.what), [_told(one) for one in said]


def _told(one: Said) -> str:
    who = one.by or one.document.record.name
    figure = say_figure(one.claim.figure) or one.claim.span.exact
    return gettext("%(who)s, %(day)s: %(figure)s") % {"who": who, "day": say_day(one.on) or "–", "figure": figure}


def _leaf(depth: int, one: Said) -> Leaf:
    says = f"{one.document.record.name} – {_told(one)}"
    return Leaf(depth, says, _source(one) if one.comes_from is not None or one.source_erased else "", one.is_read)


# ── side by side ──


@dataclass(frozen=True, slots=True)
class Pair:
    """Clauses of both sides about one issue.

    first, second    each clause: its words, and the address where they stand
    """

    topic: str
    first: list[tuple[str, str]]
    second: list[tuple[str, str]]
    status: str
    common: str
    differences: tuple[str, ...]
    moved: str | None


@require_safe
def beside(request: HttpRequest) -> HttpResponse:
    """Offer the documents, or lay those that were chosen beside each other; each reading is an entry."""
    desk = desk_of(request)
    chosen = list(dict.fromkeys(request.GET.getlist("document")))[:_MOST_BESIDE]
    if not chosen:
        return _choice(request, desk)
    try:
        laid, _ = lay_documents(desk, chosen)
    except InvalidInput as error:
        return _choice(request, desk, str(error))
    ids = {_name(desk, one): one for one in chosen}
    told = {
        "rounds": [[_pair(row, ids) for row in rows] for rows in laid.positions.rounds],
        "titles": [(text.title or text.name, ids.get(text.name)) for text in laid.texts],
        "problems": laid.problems,
        "beside": chosen,
        "day": desk.workspace.clock().date(),
        "forms": FORMS,
        "tables": tables_to_take("texts"),
        "languages": LANGUAGES_OF_PDF,
    }
    return render(request, "homeward/talks/beside.html", told)


def _choice(request: HttpRequest, desk: Desk, says: str = "") -> HttpResponse:
    page = Paginator(list_documents(desk)[::-1], 50).get_page(request.GET.get("page"))
    chosen = frozenset(request.GET.getlist("document"))
    offered = [(one.id, one.record.name, say_day(one.record.published), one.id in chosen) for one in page]
    told = {"offered": offered, "page": page, "says": says}
    return render(request, "homeward/talks/beside.html", told, status=422 if says else 200)


def _name(desk: Desk, document_id: str) -> str:
    """Give the name under which a text is laid: without its ending."""
    name = find_document(desk, document_id).record.name
    return name.rpartition(".")[0] or name


def _pair(row: Row, ids: Mapping[str, str]) -> Pair:
    compared = row.compared
    return Pair(
        row.issue if row.topic is None else term(TOPICS, row.topic),
        _clauses(row.first, ids),
        _clauses(row.second, ids),
        term(STATUSES, compared.status),
        common_ground(row) or "",
        compared.differences,
        row.moved,
    )


def _clauses(found: Sequence[Reading], ids: Mapping[str, str]) -> list[tuple[str, str]]:
    return [
        (one.clause.text, f"/documents/{ids[one.clause.document]}/?at={one.clause.start}-{one.clause.end}#here")
        for one in found
    ]


URLS = [
    path("figures/", view, name="figures"),
    path("beside/", beside, name="beside"),
]
