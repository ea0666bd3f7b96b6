"""The file of one person: what stands of them, who said so, how it came about; and the files somebody answers for.

There is no search by name. A file is found by its id, in a list, or among one's own; each look is an entry that was
kept before anything is shown.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.formats import date_format
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from homeward.actions.workspace.deliveries.lines import view_caseload
from homeward.actions.workspace.desk import Desk, Kept, new_id, scope_of
from homeward.actions.workspace.files import (
    OpenedFile,
    SaidStatus,
    claim_status,
    flag_harm,
    open_file,
    who_read,
)
from homeward.actions.workspace.folding.states import FileRecord
from homeward.actions.workspace.oversight.glass import break_glass
from homeward.actions.workspace.papers.sources import EXPORT
from homeward.actions.workspace.rights import Scope, right_of
from homeward.errors import InvalidInput
from homeward.records.claim import Claim, date_order, disagreements
from homeward.records.dates import PartialDate, read_date
from homeward.records.names.readings import romanise
from homeward.records.status import AXES, contradictions_of_status, current_status
from homeward.reports.pictures.timeline import Event, Told, timeline
from homeward.web.pages import Table, show, tell
from homeward.web.screens.lists import ask_reason, page_asked, pager, part_of
from homeward.web.screens.verdicts import said
from homeward.web.served import desk_of
from homeward.web.terms import AXES as AXIS_TERMS
from homeward.web.terms import FIELDS, LOOKS, SIDES, STATES, STATUS, term

_NAMES = ("family_name", "given_name", "patronymic")


# ── one's own files, and one by its id ──


@require_http_methods(["GET", "POST"])
def view(request: HttpRequest) -> HttpResponse:
    """Show the files that somebody answers for, a page at a time."""
    desk = desk_of(request)
    number = page_asked(request)
    opens = any(right_of(role, "open person", Scope.OWN).way == "alone" for role in desk.member.roles)
    try:
        seen = view_caseload(desk, part_of(request, number)) if opens else None
    except InvalidInput as error:
        return ask_reason(request, error)
    return _overview(request, seen and seen.lines, pager(number, 0 if seen is None else seen.n_lines))


def _overview(request: HttpRequest, lines: object, pages: object, says: str = "") -> HttpResponse:
    desk = desk_of(request)
    rights = [right_of(role, "break glass", Scope.OTHER) for role in desk.member.roles]
    told = {
        "lines": lines,
        "pager": pages,
        "act_id": new_id(),
        "can_break": any(one.is_granted for one in rights),
        "says": says,
        "asked": said(request, "file"),
        "reason": said(request, "reason"),
    }
    return render(request, "homeward/files/files.html", told, status=422 if says else 200)


@require_POST
def find(request: HttpRequest) -> HttpResponse:
    """Open a file by its id, with a reason or by breaking the glass where somebody asks for that."""
    desk = desk_of(request)
    file_id, reason = said(request, "file"), said(request, "reason")
    try:
        if said(request, "glass"):
            tell(
                request,
                break_glass(desk, file_id, reason=reason, act_id=said(request, "act_id")),
                gettext("You have broken the glass. Those who audit see that now."),
            )
            return redirect(f"/files/{file_id}/")
        return _opened(request, desk, file_id, reason or None)
    except InvalidInput as error:
        return _overview(request, None, None, str(error))


# ── one file ──


@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, file_id: str) -> HttpResponse:
    """Open a file; a reason, or an order that two people signed, comes by POST."""
    desk = desk_of(request)
    try:
        return _opened(request, desk, file_id, said(request, "reason") or None, said(request, "approved") or None)
    except InvalidInput as error:
        return ask_reason(request, error)


def _opened(
    request: HttpRequest, desk: Desk, file_id: str, reason: str | None, approved: str | None = None
) -> HttpResponse:
    done = open_file(desk, file_id, reason=reason, approved=approved)
    if isinstance(done, Kept):
        tell(request, done, "")
        return redirect(f"/files/{file_id}/order/{done.waits_for}/")
    return show(request, "files/file.html", _told(desk, done))


@require_safe
def order(request: HttpRequest, file_id: str, act_id: str) -> HttpResponse:
    """Say that a look waits for a second person, with the button to go on when they have signed."""
    desk_of(request)
    return show(request, "files/order.html", {"file_id": file_id, "act_id": act_id})


def _told(desk: Desk, done: OpenedFile) -> dict[str, object]:
    file = done.file
    scope = scope_of(desk.member, file)
    line = file.line
    name = " ".join(filter(None, (getattr(line, one) for one in _NAMES)))
    figure = timeline(list(_events(file)), _words())
    has_events = bool(figure.table.rows)

    def may(act: str) -> bool:
        return any(right_of(role, act, scope).is_granted for role in desk.member.roles)

    return {
        "id": done.id,
        "file": file,
        "side": term(SIDES, file.role),
        "name": name,
        "romanised": romanise(name),
        "status": _status(file),
        "odd_status": contradictions_of_status(file.status),
        "values": list(_values(file)),
        "odd": [(said.source, odd) for said in file.said for odd in said.contradictions],
        "missing": [term(FIELDS, one) for one in FIELDS if one in _ON_LINE and _lacks(line, one, done.withheld)],
        "withheld": [term(FIELDS, one) for one in done.withheld],
        "cases": [(case, term(STATES, state)) for case, state in done.cases],
        "figure": mark_safe(str(figure.svg)) if has_events else None,
        "events": Table("timeline", figure.table.caption, figure.table.head, figure.table.rows),
        "is_held": file.role == "found" and may(EXPORT),
        "is_child": line.category == "child",
        "can_claim": may("enter person") or may("record death"),
        "can_flag": may("lift harm flag" if file.has_harm_flag else "set harm flag"),
        "can_see_readers": may("see readers of file") or may("read audit trail"),
    }


_ON_LINE = frozenset(FIELDS) - {"level", "findings", "record_id"}


def _lacks(line: object, field: str, withheld: Sequence[str]) -> bool:
    return field not in withheld and getattr(line, field) is None


def _status(file: FileRecord) -> list[tuple[str, bool, list[tuple[str, str, str, str | None]]]]:
    """Say of each axis whether sources contradict each other, and who says what since when."""
    stands = [current_status(file.status, axis) for axis in AXES]
    return [
        (
            term(AXIS_TERMS, one.axis),
            one.is_disputed,
            [(term(STATUS, it.value), it.source, day_in_words(it.on), it.detail) for it in one.claims],
        )
        for one in stands
    ]


def _values(file: FileRecord) -> Iterator[tuple[str, bool, list[tuple[str, list[tuple[str, str]]]]]]:
    """Give each field with every value said of it, and under each value who said it; the newest first."""
    disputed = {one.field for one in disagreements(file.person)}
    for field in FIELDS:
        said_of: dict[str, list[Claim]] = {}
        newest_first = [one for one in reversed(file.claims) if one.field == field]  # as they came, where of one day
        for claim in sorted(newest_first, key=lambda one: date_order(one.on), reverse=True):
            said_of.setdefault(claim.value, []).append(claim)
        if said_of:
            told = [(value, [(one.source, _day_of(one)) for one in claims]) for value, claims in said_of.items()]
            yield term(FIELDS, field), field in disputed, told


def _day_of(claim: Claim) -> str:
    return "" if claim.on is None else day_in_words(claim.on)


def day_in_words(day: PartialDate) -> str:
    """Write a date that may be known in part in the reader's language."""
    if day.month is None:
        told = str(day.year)
    elif day.day is None:
        told = date_format(date(day.year, day.month, 1), "YEAR_MONTH_FORMAT")
    else:
        told = date_format(date(day.year, day.month, day.day), "DATE_FORMAT")
    return gettext("about %(day)s") % {"day": told} if day.is_approximate else told


def _words() -> Told:
    return Told(
        ident="timeline",
        title=gettext("What was said, and of which day"),
        text=gettext("Filled marks are days known whole; hollow ones stand in the middle of a month or year."),
        head=(gettext("day"), gettext("about"), gettext("what"), gettext("source")),
    )


def _events(file: FileRecord) -> Iterator[Event]:
    """Give what is dated in a file: when they were last seen, what lists said when, and each status."""
    for claim in file.claims:
        seen = read_date(claim.value) if claim.field == "last_seen_date" else None
        if seen is not None:
            yield _event(seen, gettext("last seen"), gettext("last seen"), claim.source)
    for said_by in file.said:
        named = ", ".join(term(FIELDS, one) for one in said_by.values)
        yield _event(said_by.on, gettext("lists"), gettext("says: %(fields)s") % {"fields": named}, said_by.source)
    for status in file.status:
        yield _event(status.on, term(AXIS_TERMS, status.axis), term(STATUS, status.value), status.source)


def _event(day: PartialDate, lane: str, says: str, source: str) -> Event:
    on = date(day.year, day.month or 7, day.day or (15 if day.month else 1))
    return Event(on, day_in_words(day), lane, says, source, day.day is not None and not day.is_approximate)


# ── acts about a file ──


@require_http_methods(["GET", "POST"])
def status(request: HttpRequest, file_id: str) -> HttpResponse:
    """Say what one source says of the person today."""
    desk, says = desk_of(request), ""
    if request.method == "POST":
        try:
            kept = claim_status(desk, file_id, _status_in(request), act_id=said(request, "act_id"))
        except InvalidInput as error:
            says = str(error)
        else:
            tell(request, kept, gettext("The status is signed and kept."))
            return redirect(f"/files/{file_id}/")
    told = {
        "id": file_id,
        "axes": [
            (term(AXIS_TERMS, axis), _choices(axis, values, said(request, "status"))) for axis, values in AXES.items()
        ],
        "source": said(request, "source"),
        "detail": said(request, "detail"),
        "act_id": said(request, "act_id") or new_id(),
        "says": says,
    }
    return render(request, "homeward/files/status.html", told, status=422 if says else 200)


def _choices(axis: str, values: Iterable[str], chosen: str) -> list[tuple[str, str, bool]]:
    return [(f"{axis}|{value}", term(STATUS, value), f"{axis}|{value}" == chosen) for value in values]


def _status_in(request: HttpRequest) -> SaidStatus:
    axis, _, value = said(request, "status").partition("|")
    source = said(request, "source")
    if not value or not source:
        raise InvalidInput(gettext("Choose what is so, and say whose word it is."))
    return SaidStatus(axis, value, source, said(request, "detail") or None)


@require_http_methods(["GET", "POST"])
def harm(request: HttpRequest, file_id: str) -> HttpResponse:
    """Set a harm flag, or ask to lift it."""
    desk, says = desk_of(request), ""
    is_lift = (request.GET if request.method == "GET" else request.POST).get("lift") == "1"
    if request.method == "POST":
        try:
            kept = flag_harm(
                desk, file_id, lift=is_lift, reason=said(request, "reason"), act_id=said(request, "act_id")
            )
        except InvalidInput as error:
            says = str(error)
        else:
            tell(request, kept, gettext("The flag is lifted.") if is_lift else gettext("The flag is set."))
            return redirect("/files/")
    told = {
        "id": file_id,
        "is_lift": is_lift,
        "reason": said(request, "reason"),
        "act_id": said(request, "act_id") or new_id(),
        "says": says,
    }
    return render(request, "homeward/files/harm.html", told, status=422 if says else 200)


@require_safe
def readers(request: HttpRequest, file_id: str) -> HttpResponse:
    """Say who has looked at a file, or tried to."""
    seen = who_read(desk_of(request), file_id)
    columns = gettext("entry"), gettext("when"), gettext("who"), gettext("role"), gettext("what")
    rows = [
        (one.number, date_format(one.at, "DATETIME_FORMAT"), one.who, one.role, term(LOOKS, one.kind))
        for one in seen[::-1]
    ]
    table = Table("readers", gettext("Who has looked at this file, or tried to; newest first"), columns, rows)
    return show(request, "files/readers.html", {"id": file_id, "table": table})


URLS = [
    path("files/", view, name="files"),
    path("files/open/", find, name="file_find"),
    path("files/<str:file_id>/", one, name="file"),
    path("files/<str:file_id>/order/<str:act_id>/", order, name="file_order"),
    path("files/<str:file_id>/status/", status, name="file_status"),
    path("files/<str:file_id>/harm/", harm, name="file_harm"),
    path("files/<str:file_id>/readers/", readers, name="file_readers"),
]
