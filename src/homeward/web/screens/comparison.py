"""The comparison of one pair: both files, the evidence as far as this reader may see it, and the verdict.

Earlier verdicts are shown to who has no reading to give; whoever reads first sees them after their own. To open the
page is to open both files, and an entry: a verdict therefore leads straight to the next pair.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from homeward.actions.workspace.desk import Desk, new_id
from homeward.actions.workspace.pairs import open_case, read_case
from homeward.actions.workspace.review.standing import dossier_of, due_reading
from homeward.errors import InvalidInput
from homeward.web.pages import tell
from homeward.web.screens.queue import take_next
from homeward.web.screens.review.facing import evidence_of, facing, kinds_of
from homeward.web.screens.review.rounds_told import tell_earlier, tell_rounds
from homeward.web.screens.verdicts import Typed, blank, outcome_in, reasons_in, said, typed
from homeward.web.served import desk_of
from homeward.web.terms import NOT_OFFERED, STATES, term

KEYS_COOKIE = "__Host-keys"  # "off" where somebody wants no single keys; WCAG 2.2, 2.1.4
_YEAR_SECONDS = 365 * 24 * 3600


@require_http_methods(["GET", "POST"])
def view(request: HttpRequest, case_id: str) -> HttpResponse:
    """Show a pair, or keep the verdict about it."""
    desk = desk_of(request)
    if request.method == "GET":
        return _page(request, desk, case_id, blank())
    form = typed(request)
    try:
        kept = read_case(desk, case_id, outcome_in(form), reasons_in(form), act_id=form.act_id)
    except InvalidInput as error:  # a lease that has run out, too: what was typed is not lost
        return _page(request, desk, case_id, form, str(error))
    tell(request, kept, gettext("Your verdict is signed and kept."))
    return take_next(request, desk, new_id()) if said(request, "then") == "next" else redirect(f"/queue/{case_id}/")


def _page(request: HttpRequest, desk: Desk, case_id: str, form: Typed, says: str = "") -> HttpResponse:
    due = due_reading(desk, case_id)
    opened = open_case(desk, case_id)
    view = opened.view
    has_read = due.not_for_me is not None
    dossier = dossier_of(desk, case_id) if has_read else None
    told = {
        "case": case_id,
        "state": term(STATES, view.state),
        "due": due,
        "not_for_me": None if due.not_for_me is None else term(NOT_OFFERED, due.not_for_me),
        "files": facing(desk, opened),
        "evidence": None if view.basis is None else evidence_of(view.basis),
        "kinds": kinds_of(view.kinds),
        "is_blind": bool(view.withheld),
        "exclusions": view.exclusions,
        "rounds": tell_rounds(view, dossier) if has_read else (),
        "earlier": tell_earlier(view) if has_read else (),
        "form": form,
        "says": says,
        "other_id": new_id(),
        "keys_on": request.COOKIES.get(KEYS_COOKIE) != "off",
    }
    return render(request, "homeward/comparison.html", told, status=422 if says else 200)


@require_POST
def keys(request: HttpRequest) -> HttpResponse:
    """Switch the single keys on or off in this browser."""
    desk_of(request)
    response = HttpResponse(status=204)
    value = "off" if said(request, "keys") == "off" else "on"
    response.set_cookie(
        KEYS_COOKIE, value, max_age=_YEAR_SECONDS, secure=True, httponly=True, samesite="Strict", path="/"
    )
    return response


URLS = [
    path("queue/keys/", keys, name="keys"),
    path("queue/<str:case_id>/", view, name="comparison"),
]
