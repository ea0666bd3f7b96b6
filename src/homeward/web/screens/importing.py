"""Bringing a list in: the file, how it was read, what would become of it, the signature, the receipt.

Until the signature the list lies sealed beside the store (`web.drafts`) and nothing of it is kept. The file itself
never touches a disk in the open: it is taken into memory, and what is too long for that is refused.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from homeward.actions.lists.looking import Look, look_at
from homeward.actions.workspace.deliveries.arriving import Arriving, look_at_delivery, receipt_of
from homeward.actions.workspace.desk import Desk, authorise
from homeward.actions.workspace.lists import import_list
from homeward.errors import InvalidInput
from homeward.formats.foreign.source import ENCODINGS
from homeward.formats.people.answers import answer
from homeward.records.claim import ROLES
from homeward.records.fields import FIELDS as ALL_FIELDS
from homeward.records.listing import Question
from homeward.web.drafts import Begun, drop_draft, find_draft, keep_draft
from homeward.web.guards import not_found
from homeward.web.memory import MOST_BYTES, InMemory
from homeward.web.pages import Table, show, tell
from homeward.web.screens.verdicts import said
from homeward.web.served import desk_of
from homeward.web.terms import FIELDS, LINE_STATES, SIDES, term

_SHOWN = 50  # problems, contradictions, lines; the rest is counted
_N_FIRST = 10
_MOST_LETTERS = 120
_COLUMN = "column "
_DETECTED = "detected"


# ── the file ──


@csrf_exempt  # checked behind: to check is to read the form, and then it is too late to say where a file goes
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Ask for the file, or take it."""
    request.upload_handlers = [InMemory(request)]
    response: HttpResponse = _begin(request)
    return response


@csrf_protect
def _begin(request: HttpRequest) -> HttpResponse:
    desk = desk_of(request)
    authorise(desk, "import list")
    if request.method == "GET":
        return _ask_file(request, desk)
    try:
        begun = _begun_in(request, desk)
    except InvalidInput as error:
        return _ask_file(request, desk, str(error))
    keep_draft(desk, begun)
    return redirect(f"/import/{begun.id}/")


def _ask_file(request: HttpRequest, desk: Desk, says: str = "") -> HttpResponse:
    told = {
        "begun": find_draft(desk),
        "sides": [(one, term(SIDES, one), said(request, "role") == one) for one in ROLES],
        "party": said(request, "party"),
        "on": said(request, "on") or desk.workspace.clock().date().isoformat(),
        "most_mb": MOST_BYTES // 2**20,
        "says": says,
    }
    return render(request, "homeward/importing/begin.html", told, status=422 if says else 200)


def _begun_in(request: HttpRequest, desk: Desk) -> Begun:
    """Read what a list is, and its bytes; raises InvalidInput where something is missing."""
    party, side = said(request, "party"), said(request, "role")
    role = next((one for one in ROLES if one == side), None)
    files = request.FILES.getlist("list")
    if not party or len(party) > _MOST_LETTERS:
        raise InvalidInput(gettext("Say who handed the list over, in at most 120 letters."))
    if role is None:
        raise InvalidInput(gettext("Say whether the list names people found or people sought."))
    if len(files) != 1 or not isinstance(files[0], UploadedFile):
        raise InvalidInput(gettext("Choose one file, and none above the limit."))
    day = _day(said(request, "on"))
    return Begun(data=files[0].read(), party=party, role=role, on=day, begun_at=desk.workspace.clock())


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidInput(gettext("Give the day that the list is of.")) from None


# ── how it was read ──


@require_http_methods(["GET", "POST"])
def reading(request: HttpRequest, draft_id: str) -> HttpResponse:
    """Show how the file was read, and take answers to what it leaves open."""
    desk = desk_of(request)
    begun = find_draft(desk, draft_id)
    if begun is None:
        return not_found(request)
    if request.method == "GET":
        return _show_reading(request, begun)
    try:
        answers = () if said(request, "forget") else tuple(_answers_in(request, begun))
        answer(answers)
    except InvalidInput as error:
        return _show_reading(request, begun, str(error))
    keep_draft(desk, replace(begun, answers=answers))
    return redirect(f"/import/{draft_id}/check/" if said(request, "then") == "check" else f"/import/{draft_id}/")


def _show_reading(request: HttpRequest, begun: Begun, says: str = "") -> HttpResponse:
    look = look_at(begun.data, begun.answers)
    listing = look.listing
    told = {
        "begun": begun,
        "side": term(SIDES, begun.role),
        "listing": listing,
        "columns": [(one, _fields(one.field)) for one in look.columns],
        "encodings": [(one, dict(begun.answers).get("encoding") == one) for one in ENCODINGS],
        "questions": list(enumerate(_questions(look))),
        "about_columns": [one for one in listing.questions if one.about.startswith(_COLUMN)],
        "given": [one for one in begun.answers if not one[0].startswith(_COLUMN)],
        "people": _people(look),
        "problems": _problems(look),
        "n_problems": len(listing.problems),
        "says": says or look.says,
    }
    return render(request, "homeward/importing/reading.html", told, status=422 if says else 200)


def label_of(field: str) -> str:
    """Say a field of a list in words; a whole name is one here, and is taken apart later."""
    return gettext("full name") if field == "full_name" else term(FIELDS, field)


def _fields(chosen: str | None) -> list[tuple[str, str, bool]]:
    return [(one.name, label_of(one.name), one.name == chosen) for one in ALL_FIELDS]


def _questions(look: Look) -> list[Question]:
    return [one for one in look.listing.questions if not one.about.startswith(_COLUMN)]


def _answers_in(request: HttpRequest, begun: Begun) -> Iterator[tuple[str, str]]:
    """Read answers: those given before stay unless they are given anew; columns are all said at once."""
    told = {about: choice for about, choice in begun.answers if not about.startswith(_COLUMN)}
    encoding = said(request, "encoding")
    if encoding:
        told["encoding"] = encoding
    for name in request.POST:
        if name.startswith("about-") and (choice := said(request, f"choice-{name[6:]}")):
            told[said(request, name)] = choice
    yield from ((about, choice) for about, choice in told.items() if (about, choice) != ("encoding", _DETECTED))
    yield from _columns_in(request)


def _columns_in(request: HttpRequest) -> Iterator[tuple[str, str]]:
    places = [name[4:] for name in request.POST if name.startswith("col-") and name[4:].isdecimal()]
    fields = [(said(request, f"col-{place}"), place) for place in places]
    named = [(field, place) for field, place in fields if field]
    if len({field for field, _ in named}) < len(named):
        raise InvalidInput(gettext("Two columns are said to hold the same; choose one for each."))
    yield from ((f"{_COLUMN}{field}", f"#{place}") for field, place in named)


def _people(look: Look) -> Table:
    """Show the first lines as they were read, in the columns that they have."""
    people = look.listing.people[:_N_FIRST]
    names = [name for name in FIELDS if any(getattr(one, name, None) for one in people)]
    rows = [tuple(getattr(one, name) for name in names) for one in people]
    return Table("first", gettext("The first lines, as they were read"), tuple(term(FIELDS, n) for n in names), rows)


def _problems(look: Look) -> Table:
    columns = gettext("where"), gettext("what"), gettext("what was kept")
    rows = [(one.where, one.says, one.kept) for one in look.listing.problems[:_SHOWN]]
    return Table("problems", gettext("What could not be taken as written"), columns, rows)


# ── what would become of it ──


@require_safe
def check(request: HttpRequest, draft_id: str) -> HttpResponse:
    """Show what would be taken, held and refused, and what the list contradicts."""
    desk = desk_of(request)
    begun = find_draft(desk, draft_id)
    return not_found(request) if begun is None else _show_check(request, desk, begun)


def _show_check(request: HttpRequest, desk: Desk, begun: Begun, says: str = "") -> HttpResponse:
    try:
        arriving = look_at_delivery(desk, begun.delivery)
    except InvalidInput as error:
        return _show_reading(request, begun, str(error))
    listing = arriving.checked.listing
    told = {
        "begun": begun,
        "side": term(SIDES, begun.role),
        "arriving": arriving,
        "listing": listing,
        "lines": [(term(LINE_STATES, state), n) for state, n in arriving.n_by_state.items()],
        "odd": _contradictions(arriving),
        "n_odd": len(arriving.checked.contradictions),
        "became": _became(arriving),
        "problems": _problems(Look(listing, ())),
        "n_problems": len(listing.problems),
        "shown": _SHOWN,
        "says": says,
    }
    return render(request, "homeward/importing/check.html", told, status=422 if says else 200)


def _contradictions(arriving: Arriving) -> Table:
    columns = gettext("on the list"), gettext("what"), gettext("in words"), gettext("probability")
    rows = [
        (one.record_id, one.kind, one.says, None if one.probability is None else round(one.probability, 3))
        for one in arriving.checked.contradictions[:_SHOWN]
    ]
    return Table("contradictions", gettext("What the list contradicts, in itself and in what is kept"), columns, rows)


def _became(arriving: Arriving) -> Table:
    """Say which lines would be new, changed or gone; what stands in them is shown where they are opened."""
    columns = gettext("on the list"), gettext("what becomes of it"), gettext("fields that change")
    some = [one for one in arriving.lines if one.state != "same"][:_SHOWN]
    rows = [
        (one.record_id, term(LINE_STATES, one.state), ", ".join(label_of(change.field) for change in one.changes))
        for one in some
    ]
    return Table("lines", gettext("Lines against the versions before"), columns, rows)


# ── the signature, and the receipt ──


@require_POST
def sign(request: HttpRequest, draft_id: str) -> HttpResponse:
    """Import the list: the act bears the id of what was begun, so that it is done once."""
    desk = desk_of(request)
    begun = find_draft(desk, draft_id)
    if begun is None:
        return redirect(f"/import/{draft_id}/receipt/")
    try:
        done = import_list(desk, begun.delivery, act_id=begun.id)
    except InvalidInput as error:
        return _show_check(request, desk, begun, str(error))
    drop_draft(desk)
    tell(request, done.kept, gettext("The list is signed and kept."))
    is_known = done.checked is None
    return redirect(f"/lists/{done.list_id}/" if is_known else f"/import/{draft_id}/receipt/")


@require_POST
def aside(request: HttpRequest, draft_id: str) -> HttpResponse:
    """Put the list aside; nothing of it was kept."""
    desk = desk_of(request)
    if find_draft(desk, draft_id) is not None:
        drop_draft(desk)
    return redirect("/import/")


@require_safe
def receipt(request: HttpRequest, draft_id: str) -> HttpResponse:
    """Show what was signed, to be printed."""
    desk = desk_of(request)
    told = receipt_of(desk, draft_id)
    side = "" if told.role is None else term(SIDES, told.role)
    return show(request, "importing/receipt.html", {"receipt": told, "side": side, "log": desk.store.log})


URLS = [
    path("import/", begin, name="import"),
    path("import/<str:draft_id>/", reading, name="import_reading"),
    path("import/<str:draft_id>/check/", check, name="import_check"),
    path("import/<str:draft_id>/sign/", sign, name="import_sign"),
    path("import/<str:draft_id>/aside/", aside, name="import_aside"),
    path("import/<str:draft_id>/receipt/", receipt, name="import_receipt"),
]
