"""The files somebody answers for, and one of them opened: by its id, with a reason, by two people, by broken glass.

There is no search by name. A file is found by its id, in a list, or among one's own; each look is an entry that was
kept before anything is shown. What a file says is told by `told`.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from homeward.actions.workspace.deliveries.lines import view_caseload
from homeward.actions.workspace.desk import Desk, Kept, new_id
from homeward.actions.workspace.files import open_file, who_read
from homeward.actions.workspace.oversight.glass import break_glass
from homeward.actions.workspace.rights import Scope, right_of
from homeward.errors import InvalidInput
from homeward.web.pages import Table, show, tell
from homeward.web.screens.files.told import tell_file
from homeward.web.screens.lists import ask_reason, page_asked, pager, part_of
from homeward.web.screens.verdicts import said
from homeward.web.served import desk_of
from homeward.web.terms import LOOKS, term


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
    return show(request, "files/file.html", tell_file(desk, done))


@require_safe
def order(request: HttpRequest, file_id: str, act_id: str) -> HttpResponse:
    """Say that a look waits for a second person, with the button to go on when they have signed."""
    desk_of(request)
    return show(request, "files/order.html", {"file_id": file_id, "act_id": act_id})


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
    path("files/<str:file_id>/readers/", readers, name="file_readers"),
]
