"""Documents of talks: kept byte for byte, with their claims marked in the text; each claim is read by a person.

Nothing that the program proposed counts before somebody has confirmed it. What figures add up to, and two texts side by
side, are pages of `talks.figures`.
"""

import re
from collections.abc import Callable, Mapping

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from homeward.actions.workspace.desk import Desk, Kept, authorise, new_id
from homeward.actions.workspace.files import erase_file, flag_harm
from homeward.actions.workspace.folding.promises import DocumentState
from homeward.actions.workspace.promises.claims import (
    SeenClaim,
    add_claim,
    claims_of,
    confirm_claim,
    find_claim,
    list_claims,
    reject_claim,
)
from homeward.actions.workspace.promises.documents import (
    RECORDS,
    Arrived,
    all_documents,
    erased_documents,
    keep_document,
    list_documents,
    show_document,
)
from homeward.actions.workspace.promises.readings import Place
from homeward.actions.workspace.rights import Scope, right_of
from homeward.errors import InvalidInput
from homeward.reports.wording import visible
from homeward.talks.claims.speaking.speakers import Party, party
from homeward.web.guards import not_found
from homeward.web.leaving import attachment
from homeward.web.pages import Table, tell
from homeward.web.screens.talks.claims import changes_in, claims_table, fields_of, read_as
from homeward.web.screens.talks.marking import PART, mark_text, marks_of, part_at
from homeward.web.screens.talks.reading import asked, day_of, number_of, said
from homeward.web.screens.talks.words import CLAIM_STATES, say_day, say_number
from homeward.web.served import desk_of
from homeward.web.terms import term

_ROWS = 50
_MOST_SOURCES = 300  # claims that a form offers
_SHOWN = 80  # letters of a claim in a list
_AROUND = 300  # code points of a text before and after a claim
_AT = re.compile(r"(\d{1,9})-(\d{1,9})")


@require_http_methods(["GET", "POST"])
def every(request: HttpRequest) -> HttpResponse:
    """Show the documents, or keep one that was uploaded or pasted."""
    desk = desk_of(request)
    if request.method != "POST":
        return _every(request, desk)
    try:
        found, kept = keep_document(desk, _arrived(request), act_id=said(request, "act_id"))
    except InvalidInput as error:
        return _every(request, desk, str(error))
    tell(request, kept, gettext("The document is kept. What the program read in it counts for nothing yet."))
    return redirect(f"/documents/{found.id}/")


def _every(request: HttpRequest, desk: Desk, says: str = "") -> HttpResponse:
    found = list_documents(desk)
    page = Paginator(found[::-1], _ROWS).get_page(request.GET.get("page"))
    told = {
        "table": _table(list(page)),
        "page": page,
        "n_documents": len(found),
        "erased": erased_documents(desk),
        "act_id": new_id(),
        "says": says,
        "typed": request.POST if says else {},
    }
    return render(request, "homeward/talks/documents.html", told, status=422 if says else 200)


def _table(found: list[DocumentState]) -> Table:
    columns = (
        *(gettext("document"), gettext("published"), gettext("comes from"), gettext("claims")),
        *(gettext("confirmed"), gettext("rejected"), gettext("harm flag")),
    )
    rows = []
    for one in found:
        verdicts = [read.what.verdict for read in one.last_reads.values()]
        n_claims = len(one.record.proposals) + len(one.added)
        counts = (n_claims, verdicts.count("confirmed"), verdicts.count("rejected"))
        flag = gettext("yes") if one.has_harm_flag else ""
        named = (one.record.name, say_day(one.record.published), one.record.source)
        rows.append((*named, *map(say_number, counts), flag))
    return Table(
        "documents", gettext("Documents, newest first"), columns, rows, [f"/documents/{one.id}/" for one in found]
    )


def _arrived(request: HttpRequest) -> Arrived:
    file, pasted = request.FILES.get("file"), request.POST.get("text", "")
    if (file is None) == (not pasted.strip()):
        raise InvalidInput(gettext("Give a file, or paste a text: one of both."))
    return Arrived(
        name=(file.name or "") if file is not None else said(request, "name") or gettext("pasted text"),
        data=file.read() if file is not None else pasted.encode(),
        source=said(request, "source"),
        published=day_of(said(request, "published")),
        parties=_parties(said(request, "parties")),
        encoding=said(request, "encoding") or None if file is not None else "utf-8",
    )


def _parties(text: str) -> tuple[Party, ...]:
    """Read the sides, a line each: North=Northern, Northerners."""
    found = []
    for line in filter(str.strip, text.splitlines()):
        name, _, others = line.partition("=")
        if not name.strip():
            raise InvalidInput(
                gettext("Write each side on a line, with other words for it: North=Northern, Northerners.")
            )
        found.append(party(name.strip(), *(one.strip() for one in others.split(",") if one.strip())))
    return tuple(found)


# ── one document ──


@require_safe
def view(request: HttpRequest, document_id: str) -> HttpResponse:
    """Show a document with its claims marked; the reading is an entry."""
    return _page(request, desk_of(request), document_id)


def _page(request: HttpRequest, desk: Desk, document_id: str, says: str = "", wrong: str = "") -> HttpResponse:
    found, _ = show_document(desk, document_id)
    claims = claims_of([found])
    at = _AT.fullmatch(asked(request, "at"))
    place = None if at is None else (int(at[1]), int(at[2]))
    part = part_at(place[0] if place is not None else int(number_of(asked(request, "from")) or 0))
    page = Paginator(claims, _ROWS).get_page(request.GET.get("page"))
    told = {
        "document": found,
        "record": found.record,
        "published": say_day(found.record.published),
        "text": mark_text(found.record.text, marks_of(claims, place), part),
        "before": max(part[0] - PART, 0) if part[0] else None,
        "after": part[1] if part[1] < len(found.record.text) else None,
        "claims": claims_table(list(page)),
        "n_claims": len(claims),
        "n_unread": sum(one.read is None for one in claims),
        "page": page,
        "fields": fields_of(None, _typed(request) if wrong == "claims" else {}),
        "typed": _typed(request) if says else {},
        "may_flag": _may(desk, "lift harm flag" if found.has_harm_flag else "set harm flag"),
        "may_erase": _may(desk, "erase"),
        "ids": {one: new_id() for one in _DEEDS},
        "says": says,
        "wrong": wrong,
    }
    return render(request, "homeward/talks/document.html", told, status=422 if says else 200)


def _typed(request: HttpRequest) -> Mapping[str, str]:
    return request.POST.dict()


def _may(desk: Desk, act: str) -> bool:
    return any(right_of(role, act, Scope.OWN).is_granted for role in desk.member.roles)


@require_safe
def original(request: HttpRequest, document_id: str) -> HttpResponse:
    """Give a document back byte for byte; the reading is an entry."""
    found, data = show_document(desk_of(request), document_id)
    return attachment(data, f"document-{found.id[:8]}.bin")


Deed = Callable[[Desk, str, HttpRequest], Kept]


def _add(desk: Desk, document_id: str, request: HttpRequest) -> Kept:
    start, end = (number_of(said(request, name)) for name in ("start", "end"))
    place = Place(
        start=None if start is None else int(start), end=None if end is None else int(end), words=said(request, "words")
    )
    return add_claim(desk, document_id, place, changes_in(request, None), act_id=said(request, "act_id"))[1]


def _flag(desk: Desk, document_id: str, request: HttpRequest) -> Kept:
    lift, reason = said(request, "lift") == "yes", said(request, "reason")
    return flag_harm(desk, document_id, lift=lift, reason=reason, act_id=said(request, "act_id"))


def _erase(desk: Desk, document_id: str, request: HttpRequest) -> Kept:
    return erase_file(desk, document_id, reason=said(request, "reason"), act_id=said(request, "act_id"))


_DEEDS: Mapping[str, tuple[Deed, str | Promise]] = {
    "claims": (_add, gettext_lazy("The claim is added. It counts for nothing before somebody has confirmed it.")),
    "flag": (_flag, gettext_lazy("The harm flag is changed.")),
    "erase": (_erase, gettext_lazy("The document is erased.")),
}


@require_POST
def act(request: HttpRequest, document_id: str, what: str) -> HttpResponse:
    """Do one act about a document; a mistake is said on its page, and what was typed stays."""
    desk = desk_of(request)
    do, says = _DEEDS[what]
    try:
        kept = do(desk, document_id, request)
    except InvalidInput as error:
        return _page(request, desk, document_id, str(error), what)
    tell(request, kept, str(says))
    return redirect(f"/documents/{document_id}/")


# ── one claim ──


@require_safe
def claim(request: HttpRequest, document_id: str, claim_id: str) -> HttpResponse:
    """Show one claim in its text, how it was read, and the form to read it."""
    return _claim(request, desk_of(request), document_id, claim_id)


def _claim(request: HttpRequest, desk: Desk, document_id: str, claim_id: str, says: str = "") -> HttpResponse:
    claims = list_claims(desk, document_id)
    found = next((one for one in claims if one.proposed.id == claim_id), None)
    if found is None:
        return not_found(request)
    span, every = found.proposed.span, claims_of(all_documents(desk))
    around = (span.start - _AROUND, span.end + _AROUND)
    told = {
        "seen": found,
        "document": found.document,
        "claim": claim_id,
        "state": term(CLAIM_STATES, found.state),
        "text": mark_text(found.document.record.text, marks_of([found]), around),
        "proposed": read_as(found.proposed),
        "readings": [(read, [] if read.what.reading is None else read_as(read.what.reading)) for read in found.reads],
        "fields": fields_of(found.confirmed or found.proposed, _typed(request) if says else {}),
        "typed": _typed(request) if says else _stood(found),
        "matters": _matters(every),
        "sources": _sources(found, every),
        "ids": {one: new_id() for one in _READINGS},
        "next": _next(claims, claim_id),
        "says": says,
    }
    return render(request, "homeward/talks/claim.html", told, status=422 if says else 200)


def _matters(every: tuple[SeenClaim, ...]) -> list[str]:
    """Give the matters that somebody has named before, to be named alike."""
    return sorted({one.read.what.matter for one in every if one.read is not None and one.read.what.matter is not None})


def _next(claims: tuple[SeenClaim, ...], claim_id: str) -> str | None:
    return next((one.proposed.id for one in claims if one.read is None and one.proposed.id != claim_id), None)


def _stood(found: SeenClaim) -> Mapping[str, str]:
    read = found.read
    if read is None:
        return {}
    return {"matter": read.what.matter or "", "comes_from": read.what.comes_from or ""}


def _sources(found: SeenClaim, every: tuple[SeenClaim, ...]) -> list[tuple[str, str]]:
    """Give the confirmed claims of other documents, which this one may repeat."""
    others = [one for one in every if one.confirmed is not None and one.document.id != found.document.id]
    return [
        (one.ref, visible(f"{one.document.record.name}, {one.proposed.id}: {one.proposed.span.exact[:_SHOWN]}"))
        for one in others[-_MOST_SOURCES:]
    ]


def _confirm(desk: Desk, ref: str, request: HttpRequest) -> Kept:
    authorise(desk, RECORDS)  # before anything is said of the claim
    changes = changes_in(request, find_claim(desk, ref).proposed)
    matter, source, act_id = (said(request, name) for name in ("matter", "comes_from", "act_id"))
    return confirm_claim(desk, ref, matter, changes, comes_from=source or None, act_id=act_id)[1]


def _reject(desk: Desk, ref: str, request: HttpRequest) -> Kept:
    return reject_claim(desk, ref, said(request, "because"), act_id=said(request, "act_id"))[1]


_READINGS: Mapping[str, tuple[Deed, str | Promise]] = {
    "confirm": (_confirm, gettext_lazy("The claim is confirmed as you read it.")),
    "reject": (_reject, gettext_lazy("The claim is rejected. What rests on it books nothing from now on.")),
}


@require_POST
def read(request: HttpRequest, document_id: str, claim_id: str, what: str) -> HttpResponse:
    """Confirm a claim as it stands or as it is read, or reject it; a mistake is said on the same page."""
    desk = desk_of(request)
    do, says = _READINGS[what]
    try:
        kept = do(desk, f"{document_id}/{claim_id}", request)
    except InvalidInput as error:
        return _claim(request, desk, document_id, claim_id, str(error))
    tell(request, kept, str(says))
    return redirect(f"/documents/{document_id}/#at-{claim_id}")


URLS = [
    path("documents/", every, name="documents"),
    path("documents/<str:document_id>/", view, name="document"),
    path("documents/<str:document_id>/original/", original, name="document_original"),
    *(path(f"documents/<str:document_id>/{what}/", act, {"what": what}, name=f"document_{what}") for what in _DEEDS),
    path("documents/<str:document_id>/<str:claim_id>/", claim, name="claim"),
    *(
        path(f"documents/<str:document_id>/<str:claim_id>/{what}/", read, {"what": what}, name=f"claim_{what}")
        for what in _READINGS
    ),
]
