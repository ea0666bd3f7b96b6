"""Pairs put before readers by what two lists say: which list is compared with which, and what came of it.

Nothing is decided here. Of pairs that were before readers it is said how many they are, and nothing else.
"""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from homeward.actions.workspace.desk import Desk, new_id
from homeward.actions.workspace.lists import SeenList
from homeward.actions.workspace.pairs import Proposed, propose_pairs
from homeward.actions.workspace.review.by_dna import lists_to_compare
from homeward.errors import InvalidInput
from homeward.web.pages import tell
from homeward.web.screens.verdicts import said
from homeward.web.served import desk_of


@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest) -> HttpResponse:
    """Ask which two lists are compared; or compare them, and put every probable pair before readers."""
    desk = desk_of(request)
    if request.method == "GET":
        return _page(request, desk)
    try:
        done = propose_pairs(desk, said(request, "found"), said(request, "sought"), act_id=said(request, "act_id"))
    except InvalidInput as error:
        return _page(request, desk, str(error))
    tell(request, done.kept, _became(done))
    n = done.n_known
    if n:
        told = ngettext("%(n)s pair was before readers already.", "%(n)s pairs were before readers already.", n)
        messages.info(request, told % {"n": number_format(n)})
    return redirect("/lists/propose/")


def _became(done: Proposed) -> str:
    n = len(done.case_ids)
    told = ngettext("%(n)s pair was put before readers.", "%(n)s pairs were put before readers.", n)
    return told % {"n": number_format(n)}


def _page(request: HttpRequest, desk: Desk, says: str = "") -> HttpResponse:
    lists = lists_to_compare(desk)
    sides = (("found", gettext("Who was found")), ("sought", gettext("List of people sought")))
    told = {
        "sides": [(side, label, _choices(lists, side, said(request, side))) for side, label in sides],
        "act_id": said(request, "act_id") or new_id(),
        "says": says,
    }
    return render(request, "homeward/lists/propose.html", told, status=422 if says else 200)


def _choices(lists: Mapping[str, SeenList], side: str, chosen: str) -> list[tuple[str, str, bool]]:
    return [(one, seen.party, one == chosen) for one, seen in lists.items() if seen.role == side]


URLS = [path("lists/propose/", propose, name="propose_by_lists")]
