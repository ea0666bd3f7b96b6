"""The gates of a round: what was heard or found about a person's going. Everybody reads go or not go, never why."""

from typing import Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from homeward.actions.workspace.desk import Desk, Kept
from homeward.actions.workspace.folding.rounds import RoundState
from homeward.actions.workspace.rounds.candidates import find_candidates
from homeward.actions.workspace.rounds.gates import Heard, hear_gate, passages
from homeward.errors import InvalidInput
from homeward.web.pages import Table
from homeward.web.screens.rounds import words
from homeward.web.screens.rounds.opened import act_once, day_in, opened, page
from homeward.web.screens.verdicts import chosen, said
from homeward.web.terms import term

_ROWS: Final = 50


@require_safe
def view(request: HttpRequest, round_id: str) -> HttpResponse:
    """Show who is ready to go: go or not go."""
    desk, found = opened(request, round_id, "roll call")
    return _page(request, desk, found)


def _page(request: HttpRequest, desk: Desk, found: RoundState, *, says: str = "") -> HttpResponse:
    people = find_candidates(desk, found).people
    seen = passages(desk, found, people)
    shown = Paginator(people, _ROWS).get_page(request.GET.get("page"))
    columns = (gettext("person"), gettext("held by"), gettext("ready"))
    rows = [(one.id, one.holder, term(words.PASSAGES, seen.get(one.id, "not go"))) for one in shown]
    told = {
        "table": Table("gates", gettext("Who is ready to go"), columns, rows),
        "page": shown,
        "people": [one.id for one in people],
        "gates": chosen(words.GATES, said(request, "gate") if says else ""),
    }
    return page(request, "gates.html", found, told=told, says=says)


@require_POST
def hear(request: HttpRequest, round_id: str) -> HttpResponse:
    """Note what was heard; why is not asked."""
    desk, found = opened(request, round_id, "roll call")

    def act(act_id: str) -> Kept:
        passage = said(request, "passage")
        if passage not in ("go", "not go"):
            raise InvalidInput(gettext("Choose go or not go."))
        heard = Heard(
            gate=said(request, "gate"),
            is_open=passage == "go",
            by=said(request, "by"),
            until=day_in(request, "until"),
            to=said(request, "to") or None,
        )
        return hear_gate(desk, round_id, said(request, "person"), heard, act_id=act_id)

    return act_once(
        request,
        act,
        gettext("Noted. Others see go or not go."),
        back=f"/rounds/{round_id}/gates/",
        again=lambda says: _page(request, desk, found, says=says),
    )
