"""Lists: which there are, the lines of one, its versions line by line, and lines that are taken out.

Looking at lines is an entry that names them; taking them out is an order, by name and with a reason.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from homeward.actions.workspace.deliveries.lines import LINE_STATES, Part, SeenLine, VersionLine, view_lines
from homeward.actions.workspace.deliveries.lines import view_version as see_version
from homeward.actions.workspace.desk import Kept, new_id
from homeward.actions.workspace.lists import SeenList, view_list_head, view_lists
from homeward.actions.workspace.oversight.export import ALONE, Exported, Form, Order, export_lines, export_ordered
from homeward.actions.workspace.rights import Scope, right_of
from homeward.errors import InvalidInput
from homeward.web.leaving import attachment, table_response
from homeward.web.pages import Table, show, tell
from homeward.web.screens.verdicts import said
from homeward.web.served import desk_of
from homeward.web.terms import FIELDS, SIDES, term
from homeward.web.terms import LINE_STATES as STATES

ROWS = 50


@require_safe
def view(request: HttpRequest) -> HttpResponse:
    """Show all lists with their versions and counts."""
    desk = desk_of(request)
    table = _table_of_lists(view_lists(desk))
    if "form" in request.GET:
        return table_response(request, table, request.GET["form"])
    may = {
        name: any(right_of(role, act, Scope.OWN).is_granted for role in desk.member.roles)
        for name, act in (("can_import", "import list"), ("can_propose", "propose match"))
    }
    return show(request, "lists/lists.html", {"table": table, **may})


def _table_of_lists(lists: dict[str, SeenList]) -> Table:
    columns = (
        gettext("party"),
        gettext("whom it names"),
        gettext("versions"),
        gettext("newest is of"),
        gettext("files"),
        gettext("rows"),
        gettext("accepted"),
        pgettext("rows", "held"),
        gettext("refused"),
    )
    ordered = sorted(lists.items(), key=lambda item: (item[1].party, item[1].role))
    rows = []
    for _, one in ordered:
        last = one.versions[-1]
        counts = last.n_rows_in, last.n_rows_accepted, last.n_rows_held, last.n_rows_refused
        day = date_format(last.on, "DATE_FORMAT")
        rows.append((one.party, term(SIDES, one.role), last.number, day, one.n_files, *counts))
    return Table("lists", gettext("All lists"), columns, rows, [f"/lists/{list_id}/" for list_id, _ in ordered])


@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, list_id: str) -> HttpResponse:
    """Show one list: its versions, and a page of its lines. A reason, where one is needed, comes by POST."""
    return _with_reason(request, lambda: _one(request, list_id))


def _one(request: HttpRequest, list_id: str, says: str = "") -> HttpResponse:
    desk = desk_of(request)
    head = view_list_head(desk, list_id)
    number = page_asked(request)
    can_open = any(right_of(role, "open person", Scope.OWN).way == "alone" for role in desk.member.roles)
    seen = view_lines(desk, list_id, part_of(request, number)) if can_open else None
    lines = () if seen is None else seen.lines
    told = {
        "list_id": list_id,
        "head": head,
        "side": term(SIDES, head.role),
        "versions": _table_of_versions(list_id, head),
        "columns": [(one.number, [f"{term(FIELDS, it)} = {own}" for it, own in one.columns]) for one in head.versions],
        "lines": [_line(one) for one in lines],
        "seen": seen,
        "pager": pager(number, 0 if seen is None else seen.n_lines),
        "act_id": new_id(),
        "alone": ALONE,
        "says": says,
        "chosen": request.POST.getlist("file"),
        "reason": said(request, "reason") if says else "",
    }
    return render(request, "homeward/lists/list.html", told, status=422 if says else 200)


def _table_of_versions(list_id: str, head: SeenList) -> Table:
    columns = (
        gettext("version"),
        gettext("of the day"),
        gettext("rows"),
        gettext("accepted"),
        pgettext("rows", "held"),
        gettext("refused"),
    )
    rows = [
        (
            one.number,
            date_format(one.on, "DATE_FORMAT"),
            one.n_rows_in,
            one.n_rows_accepted,
            one.n_rows_held,
            one.n_rows_refused,
        )
        for one in head.versions
    ]
    links = [f"/lists/{list_id}/versions/{one.number}/" for one in head.versions]
    return Table("versions", gettext("Versions"), columns, rows, links)


def _line(one: SeenLine) -> dict[str, object]:
    names = (one.line.family_name, one.line.given_name, one.line.patronymic)
    return {
        "id": one.id,
        "record_id": one.line.record_id,
        "name": " ".join(filter(None, names)),
        "birth_date": one.line.birth_date,
        "n_versions": len(one.sources),
        "odd": one.odd,
        "is_closed": one.is_closed,
        "has_harm_flag": one.has_harm_flag,
    }


# ── versions ──


@require_http_methods(["GET", "POST"])
def version(request: HttpRequest, list_id: str, number: int) -> HttpResponse:
    """Compare one version with those before it, line by line."""
    return _with_reason(request, lambda: _version(request, list_id, number))


def _version(request: HttpRequest, list_id: str, number: int) -> HttpResponse:
    at = page_asked(request)
    seen = see_version(desk_of(request), list_id, number, part_of(request, at))
    columns = (gettext("on the list"), gettext("what became of it"), gettext("what changed"), gettext("contradictions"))
    rows = [(one.record_id, term(STATES, one.state), changes_in_words(one), "; ".join(one.odd)) for one in seen.lines]
    caption = gettext("Lines of version %(n)s") % {"n": number_format(number)}
    told = {
        "list_id": list_id,
        "number": number,
        "counts": [(term(STATES, state), seen.n_by_state[state]) for state in LINE_STATES],
        "table": Table("version", caption, columns, rows, [f"/files/{one.id}/" for one in seen.lines]),
        "pager": pager(at, seen.n_lines),
    }
    return show(request, "lists/version.html", told)


def changes_in_words(line: VersionLine) -> str:
    """Say which fields of a line changed, from what to what."""
    told = (
        gettext("%(field)s: %(before)s → %(after)s")
        % {"field": term(FIELDS, one.field), "before": one.before or "–", "after": one.after or "–"}
        for one in line.changes
    )
    return "; ".join(told)


# ── taking lines out ──


@require_POST
def export(request: HttpRequest, list_id: str) -> HttpResponse:
    """Take the chosen lines out, or ask a second person."""
    desk = desk_of(request)
    try:
        form = _form(said(request, "form"))
        order = Order(list_id, tuple(request.POST.getlist("file")), form, said(request, "reason"))
        done = export_lines(desk, order, act_id=said(request, "act_id"))
    except InvalidInput as error:
        return _one(request, list_id, str(error))
    if isinstance(done, Kept):
        tell(request, done, "")
        return redirect(f"/lists/{list_id}/export/{done.waits_for}/")
    return _given(done, form)


@require_http_methods(["GET", "POST"])
def ordered(request: HttpRequest, list_id: str, act_id: str) -> HttpResponse:
    """Give out what two people have signed, once."""
    desk = desk_of(request)
    if request.method == "GET":
        return show(request, "lists/ordered.html", {"list_id": list_id, "act_id": act_id})
    done = export_ordered(desk, act_id)
    return _given(done, "json" if done.content[:1] == b"{" else "csv")


def _form(text: str) -> Form:
    if text == "csv":
        return "csv"
    if text == "json":
        return "json"
    raise InvalidInput(gettext("Choose whether the lines leave as CSV or as JSON."))


def _given(done: Exported, form: Form) -> HttpResponse:
    return attachment(done.content, f"lines-{done.id}.{form}")


# ── what pages of lines share ──


def _with_reason(request: HttpRequest, page: Callable[[], HttpResponse]) -> HttpResponse:
    """Show a page, or ask for the reason that it needs."""
    try:
        return page()
    except InvalidInput as error:
        return ask_reason(request, error)


def ask_reason(request: HttpRequest, error: InvalidInput) -> HttpResponse:
    """Ask for the reason that a look needs; it is sent to the same address."""
    is_again = request.method == "POST"
    return render(
        request,
        "homeward/files/reason.html",
        {"says": str(error), "is_again": is_again},
        status=422 if is_again else 200,
    )


def page_asked(request: HttpRequest) -> int:
    """Read which page is asked for: the first, where that is no number."""
    text = request.GET.get("page", "")
    return int(text) if text.isascii() and text.isdecimal() and 0 < len(text) < 7 and int(text) else 1


def part_of(request: HttpRequest, page: int) -> Part:
    """Say which lines stand on a page."""
    return Part((page - 1) * ROWS, ROWS, said(request, "reason") or None)


def pager(page: int, n_lines: int) -> dict[str, int | None]:
    """Say which pages come before and after one."""
    n_pages = max(1, -(-n_lines // ROWS))
    return {
        "number": page,
        "n_pages": n_pages,
        "before": page - 1 if 1 < page <= n_pages + 1 else None,
        "after": page + 1 if page < n_pages else None,
    }


URLS = [
    path("lists/", view, name="lists"),
    path("lists/<str:list_id>/", one, name="list"),
    path("lists/<str:list_id>/versions/<int:number>/", version, name="version"),
    path("lists/<str:list_id>/export/", export, name="export"),
    path("lists/<str:list_id>/export/<str:act_id>/", ordered, name="ordered"),
]
