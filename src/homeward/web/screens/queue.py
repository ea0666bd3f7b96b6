"""The review queue: the reading that comes next, why others are not offered, and where every open case stands.

One reading is offered at a time: the order of all of them would tell about scores.
"""

from collections import Counter

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from homeward.actions.workspace.desk import Desk, new_id
from homeward.actions.workspace.pairs import give_back, take_reading, view_queue, view_work
from homeward.review.lifecycle import STATES as LIFE
from homeward.review.lifecycle import State
from homeward.review.queue import Place
from homeward.web.leaving import table_response
from homeward.web.pages import Table, show, tell
from homeward.web.screens.verdicts import said
from homeward.web.served import desk_of
from homeward.web.terms import NOT_OFFERED, STATES, WAITS_FOR, term

_ROWS = 50


@require_safe
def view(request: HttpRequest) -> HttpResponse:
    """Show what may be taken next, why not the others, and how far all are."""
    desk = desk_of(request)
    work = view_work(desk)
    queue, ids, places = work.queue, work.ids, work.places
    page = Paginator(places, _ROWS).get_page(request.GET.get("page"))
    why = {ids[one.pair]: term(NOT_OFFERED, one.because) for one in queue.withheld}
    offered = {ids[one.pair] for one in queue.offers}
    counts = Counter(place.state for _, place in places)
    states = [(term(STATES, state), n) for state, n in sorted(counts.items(), key=_in_order)]
    if "export" in request.GET:  # counts alone: which cases they are leaves by an order and an entry
        progress = Table("queue", gettext("How far the cases are"), (gettext("state"), gettext("cases")), states)
        return table_response(request, progress, request.GET["export"])
    return show(
        request,
        "queue.html",
        {
            "first": queue.offers[0] if queue.offers else None,
            "in_hand": [(ids[one.pair], one.reading) for one in queue.offers if one.is_in_hand],
            "n_offers": len(queue.offers),
            "withheld": [
                (term(NOT_OFFERED, one), n) for one, n in Counter(it.because for it in queue.withheld).items()
            ],
            "states": states,
            "n_open": len(places),
            "table": _table([(one, place, why.get(one), one in offered) for one, place in page]),
            "page": page,
            "act_id": new_id(),
        },
    )


def _in_order(counted: tuple[State, int]) -> int:
    return LIFE.index(counted[0])


def _table(places: list[tuple[str, Place, str | None, bool]]) -> Table:
    """Write where cases stand, in the order of their ids, which says nothing of them."""
    columns = (gettext("case"), gettext("state"), gettext("waits for"), gettext("since"), gettext("for you"))
    rows = [
        (
            one,
            term(STATES, place.state),
            term(WAITS_FOR, place.waits_for),
            date_format(place.since, "DATE_FORMAT"),
            gettext("you may take it") if is_offered else why or "",
        )
        for one, place, why, is_offered in places
    ]
    return Table("queue", gettext("Every open case"), columns, rows, [f"/queue/{one}/" for one, *_ in places])


def take_next(request: HttpRequest, desk: Desk, act_id: str) -> HttpResponse:
    """Go on with what is in hand, or take the first reading that is offered."""
    queue, ids = view_queue(desk)
    if not queue.offers:
        return redirect("/queue/")
    first = queue.offers[0]
    if not first.is_in_hand:
        tell(request, take_reading(desk, ids[first.pair], act_id=act_id), gettext("You have taken this reading."))
    return redirect(f"/queue/{ids[first.pair]}/")


@require_POST
def following(request: HttpRequest) -> HttpResponse:
    """Take the next reading."""
    return take_next(request, desk_of(request), said(request, "act_id"))


@require_POST
def take(request: HttpRequest, case_id: str) -> HttpResponse:
    """Take the reading of one case, for the time of a lease."""
    kept = take_reading(desk_of(request), case_id, act_id=said(request, "act_id"))
    tell(request, kept, gettext("You have taken this reading."))
    return redirect(f"/queue/{case_id}/")


@require_POST
def back(request: HttpRequest, case_id: str) -> HttpResponse:
    """Give a reading back unread."""
    kept = give_back(desk_of(request), case_id, act_id=said(request, "act_id"))
    tell(request, kept, gettext("The reading is given back; somebody else may take it."))
    return redirect("/queue/")


URLS = [
    path("queue/", view, name="queue"),
    path("queue/next/", following, name="queue_next"),
    path("queue/<str:case_id>/take/", take, name="queue_take"),
    path("queue/<str:case_id>/back/", back, name="queue_back"),
]
