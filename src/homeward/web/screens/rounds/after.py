"""Afterwards: what became of everybody and everything that crossed, on which signed decision, and what follows."""

from typing import get_args

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from homeward.actions.workspace.desk import Desk, Kept, new_id
from homeward.actions.workspace.folding.rounds import RoundState
from homeward.actions.workspace.rounds.bases import Lapsed, lapsed_among
from homeward.actions.workspace.rounds.crossing import note_outcome, view_afterwards
from homeward.actions.workspace.rounds.seen import seen_by
from homeward.errors import InvalidInput
from homeward.exchange.handing_over.manifest import Kind
from homeward.exchange.handing_over.outcome import OUTCOMES, Assessment, Crossed, Result
from homeward.web.acts_told import tell_changes
from homeward.web.pages import Table
from homeward.web.screens.rounds import words
from homeward.web.screens.rounds.opened import act_once, opened, page
from homeward.web.screens.verdicts import chosen, said
from homeward.web.terms import term

_ROWS = 50


@require_safe
def view(request: HttpRequest, round_id: str) -> HttpResponse:
    """Show what became of everybody who crossed."""
    desk, found = opened(request, round_id, "roll call")
    return _page(request, desk, found)


def _page(request: HttpRequest, desk: Desk, found: RoundState, *, says: str = "") -> HttpResponse:
    after = view_afterwards(desk, found)
    shown = Paginator(after.results, _ROWS).get_page(request.GET.get("page"))
    columns = (
        gettext("code"),
        gettext("what it is"),
        gettext("found to be"),
        gettext("by whom"),
        gettext("what people do next"),
    )
    told = {
        "table": Table("after", gettext("What became of it"), columns, [_row(one) for one in shown]),
        "page": shown,
        "crossed": [(f"{one.of.kind} {one.of.id}", term(words.KINDS, one.of.kind), one.of.id) for one in after.results],
        "outcomes": chosen(words.OUTCOMES, said(request, "outcome") if says else ""),
        "lapsed": [_lapsed(one) for one in lapsed_among(desk, seen_by(desk, found), shown.object_list)],
        "findings": [one.says for one in after.findings],
        "problems": after.problems,
    }
    return page(request, "after.html", found, told=told, says=says)


def _row(one: Result) -> tuple[str, ...]:
    found = term(words.OUTCOMES, one.outcome)
    return (
        one.of.id,
        term(words.KINDS, one.of.kind),
        gettext("%(outcome)s; said differently") % {"outcome": found} if one.is_disputed else found,
        "; ".join(f"{it.by}: {term(words.OUTCOMES, it.outcome)}" for it in one.assessments),
        "; ".join(term(words.STEPS, step) for step in one.steps),
    )


def _lapsed(one: Lapsed) -> tuple[str, str, str, list[str]]:
    """Give of what no longer stands the code, who said it, what, and why it stands no more."""
    because = tell_changes(one.because) or [gettext("What it rested on was changed since.")]
    return one.said.of.id, one.said.by, term(words.OUTCOMES, one.said.outcome), because


@require_POST
def note(request: HttpRequest, round_id: str) -> HttpResponse:
    """Note what somebody or something turned out to be, on a signed decision."""
    desk, found = opened(request, round_id, "roll call")

    def act(act_id: str) -> Kept:
        of, _, code = said(request, "of").partition(" ")
        kind: Kind | None = next((one for one in get_args(Kind) if one == of), None)
        outcome = next((one for one in OUTCOMES if one == said(request, "outcome")), None)
        if kind is None or outcome is None:
            raise InvalidInput(gettext("Choose what crossed, and what it was found to be."))
        told = Assessment(
            id=new_id(),
            of=Crossed(kind, code),
            outcome=outcome,
            by=found.opening.own,
            at=desk.workspace.clock(),
            basis=said(request, "basis") or None,
            earlier=said(request, "earlier") or None,
        )
        return note_outcome(desk, round_id, told, act_id=act_id)

    return act_once(
        request,
        act,
        gettext("Noted."),
        back=f"/rounds/{round_id}/after/",
        again=lambda says: _page(request, desk, found, says=says),
    )
