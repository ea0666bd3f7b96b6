"""My day: what waits for whoever asks, a line for each thing, each line one action."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from homeward.actions.workspace.desk import approve, waiting_acts
from homeward.actions.workspace.oversight.day import my_day
from homeward.actions.workspace.review.identified import cases_named
from homeward.actions.workspace.rights import Scope, right_of
from homeward.web.pages import show, tell
from homeward.web.served import desk_of

_OF_FILE = frozenset({"record death", "lift harm flag", "open person"})  # what waits is about one file: it has a page


@require_safe
def view(request: HttpRequest) -> HttpResponse:
    """Show what waits."""
    desk = desk_of(request)
    day = my_day(desk)
    asked = dict(waiting_acts(desk))
    waiting = [
        (act_id, asks, asked[act_id].says, asked[act_id].about if asks in _OF_FILE else None)
        for act_id, asks in day.approvals
    ]
    reads = any(right_of(role, "read match", Scope.OWN).is_granted for role in desk.member.roles)
    cases = cases_named(desk) if reads and waiting else {}
    return show(request, "day.html", {"day": day, "waiting": [(*one, cases.get(one[0])) for one in waiting]})


@require_POST
def second(request: HttpRequest, act_id: str) -> HttpResponse:
    """Sign as the second person what another has signed."""
    tell(request, approve(desk_of(request), act_id), gettext("Signed, and done."))
    return redirect("/")


URLS = [
    path("", view, name="day"),
    path("approve/<str:act_id>/", second, name="approve"),
]
