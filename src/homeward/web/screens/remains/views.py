"""The pages of remains: all of them as a tree, one thing with everything noted about it, its label, and the forms.

The tree is shown a page at a time, and the entry of the action names what was shown and nothing else.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from homeward.actions.workspace.desk import Desk
from homeward.actions.workspace.folding.heads import in_natural_order
from homeward.actions.workspace.things import RemainsView, note_remains, view_remains
from homeward.errors import InvalidInput
from homeward.records.remains import Node
from homeward.web.pages import show, tell
from homeward.web.screens.remains.forms import NOTHING, Typed, forms_of, new_thing, said_in, typed_in
from homeward.web.screens.remains.told import LEVELS, MOST_BELOW, branches, counts, due
from homeward.web.screens.remains.told import tell as tell_thing
from homeward.web.screens.verdicts import said
from homeward.web.served import desk_of
from homeward.web.terms import term
from homeward.web.window import Window

_LEVELS = ("container", "item", "individual", "person")


class _Cut:
    """Chooses what of the tree is shown: a page of its roots, and of each not more than fits."""

    def __init__(self, window: Window[Node], only_due: bool) -> None:
        self.window, self.only_due = window, only_due
        self.n_more: dict[str, int] = {}

    def __call__(self, view: RemainsView) -> tuple[Node, ...]:
        roots = view.tree
        if self.only_due:
            asked = {finding.of for finding, _ in due(view)}
            roots = tuple(root for root in roots if _bears(root, asked))
        return tuple(self._cut(root) for root in self.window(tuple(sorted(roots, key=_order))))

    def _cut(self, root: Node) -> Node:
        if len(root.below) > MOST_BELOW:
            self.n_more[root.id] = len(root.below) - MOST_BELOW
        return replace(root, below=tuple(sorted(root.below, key=_order))[:MOST_BELOW])


def _order(node: Node) -> tuple[int, tuple[str, int, str]]:
    """Give by what things of the tree are sorted: by level, and C-2 before C-10."""
    return _LEVELS.index(node.level), in_natural_order(node.id)


def _bears(node: Node, codes: set[str]) -> bool:
    return node.id in codes or any(_bears(one, codes) for one in node.below)


@require_safe
def everything(request: HttpRequest) -> HttpResponse:
    """Show what lies where, a page at a time."""
    return _all(request, desk_of(request), NOTHING)


def _all(request: HttpRequest, desk: Desk, typed: Typed, sought: str = "") -> HttpResponse:
    on, only_due = _day(request), request.GET.get("due") == "1"
    cut = _Cut(Window(request), only_due)
    view = view_remains(desk, as_of=on, pick=cut)
    told: Mapping[str, object] = {
        "branches": branches(view, cut.n_more),
        "counts": counts(view),
        "n_due": len(view.due),
        "n_broken": len(view.breaks),
        "only_due": only_due,
        "page": cut.window.page,
        "pager": _address(on, only_due),
        "on": on,
        "form": None if on else new_thing(typed),
        "says": typed.says,
        "sought": sought,
    }
    return render(request, "homeward/remains/all.html", dict(told), status=422 if typed.says else 200)


def _address(on: date | None, only_due: bool) -> str:
    """Give what stands in the address before the number of the page."""
    told = (f"on={on.isoformat()}" if on else "", "due=1" if only_due else "", "page")
    return "&".join(one for one in told if one)


def _day(request: HttpRequest) -> date | None:
    values = request.GET.getlist("on")
    if not values or values == [""]:
        return None
    try:
        [text] = values
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidInput(gettext("Give one day, as 2026-03-01.")) from None


@require_POST
def find(request: HttpRequest) -> HttpResponse:
    """Go to the thing whose code, or whose sample's code, was typed or scanned."""
    desk, code = desk_of(request), said(request, "code")
    view = view_remains(desk, pick=lambda view: ())
    item = next((one.item for one in view.remains.samples if code in (one.id, one.code)), code)
    known = view.id_by_code.get(code) or view.id_by_code.get(item)
    if known is None:
        says = gettext("No thing and no sample has this code.")
        return _all(request, desk, Typed(says=says), code)
    return redirect(f"/remains/{known}/")


# ── one thing ──


@require_safe
def thing(request: HttpRequest, thing_id: str) -> HttpResponse:
    """Show everything noted of one thing."""
    return _one(request, desk_of(request), thing_id, NOTHING)


def _one(request: HttpRequest, desk: Desk, thing_id: str, typed: Typed) -> HttpResponse:
    on = _day(request)
    window: Window[Node] = Window(request)
    view = view_remains(
        desk,
        as_of=on,
        of=thing_id,
        pick=lambda view: tuple(replace(one, below=window(one.below)) if one.below else one for one in view.tree),
    )
    code = _code(view, thing_id)
    level = next((one.level for one in view.remains.things if one.id == code), None)
    told: Mapping[str, object] = {
        "id": thing_id,
        "name": code,
        "level": term(LEVELS, level or ""),
        "place": next((one.place for one in view.remains.things if one.id == code), None),
        "is_known": level is not None,
        "branches": branches(view, {}),
        "told": tell_thing(view, code),
        "page": window.page,
        "pager": _address(on, False),
        "on": on,
        "forms": () if on or level is None else forms_of(view.remains, (thing_id, code, level), typed),
        "says": typed.says,
    }
    return render(request, "homeward/remains/thing.html", dict(told), status=422 if typed.says else 200)


def _code(view: RemainsView, thing_id: str) -> str:
    return next(code for code, one in view.id_by_code.items() if one == thing_id)


@require_POST
def note_new(request: HttpRequest, kind: str) -> HttpResponse:
    """Give something a code."""
    desk = desk_of(request)
    typed = typed_in(request, "thing" if kind == "thing" else "")
    try:
        kept = note_remains(desk, "thing", said_in(typed, None), act_id=typed.act_id)
    except InvalidInput as error:
        return _all(request, desk, replace(typed, says=str(error)))
    tell(request, kept, gettext("It has its code now."))
    return redirect(f"/remains/{kept.entries[0].act.subjects[0]}/")


@require_POST
def note_of(request: HttpRequest, thing_id: str, kind: str) -> HttpResponse:
    """Note something about a thing."""
    desk, typed = desk_of(request), typed_in(request, "" if kind == "thing" else kind)
    code = _code(view_remains(desk, of=thing_id, pick=lambda view: ()), thing_id)
    try:
        kept = note_remains(desk, kind, said_in(typed, code), act_id=typed.act_id)
    except InvalidInput as error:
        return _one(request, desk, thing_id, replace(typed, says=str(error)))
    tell(request, kept, gettext("Noted."))
    return redirect(f"/remains/{thing_id}/")


@require_safe
def label(request: HttpRequest, thing_id: str) -> HttpResponse:
    """Show the label of a thing, to be printed: its code for people and for a scanner, and no name."""
    view = view_remains(desk_of(request), of=thing_id, pick=lambda view: ())
    code = _code(view, thing_id)
    return show(request, "remains/label.html", {"id": thing_id, "name": code, "picture": _scanned(code)})


def _scanned(code: str) -> SafeString:
    """Draw a code for a scanner; black on white whatever the screen, as scanners want it."""
    try:
        made = segno.make(code, micro=False, error="m")
    except segno.DataOverflowError:
        raise InvalidInput(gettext("This code is too long for a label.")) from None
    rows = list(made.matrix_iter(border=4))
    dark = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark)
    return format_html(
        '<svg role="img" aria-label="{}" viewBox="0 0 {} {}" width="180" height="180" shape-rendering="crispEdges">'
        '<path fill="#fff" d="M0 0h{}v{}H0z"/><path fill="#000" d="{}"/></svg>',
        gettext("The code, for a scanner"),
        len(rows),
        len(rows),
        len(rows),
        len(rows),
        dark,
    )


URLS = [
    path("remains/", everything, name="remains"),
    path("remains/find/", find, name="remains_find"),
    path("remains/note/<str:kind>/", note_new, name="remains_new"),
    path("remains/<str:thing_id>/", thing, name="remains_thing"),
    path("remains/<str:thing_id>/label/", label, name="remains_label"),
    path("remains/<str:thing_id>/note/<str:kind>/", note_of, name="remains_note"),
]
