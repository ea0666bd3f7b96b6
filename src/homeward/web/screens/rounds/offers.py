"""Offers between the sides of a round: what each gives and asks, how it stands, made, countered and answered.

Who binds a side, and which answer an offer still takes, is decided by the actions.
"""

import json
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from homeward.actions.workspace.desk import Desk, Kept, new_id
from homeward.actions.workspace.folding.rounds import RoundState
from homeward.actions.workspace.rounds.offers import Bargaining, Reply, answer_offer, make_offer, view_offers
from homeward.actions.workspace.rounds.seen import seen_by
from homeward.exchange.agreeing.offer import OfferStanding
from homeward.exchange.planning.rule import tell as tell_rule
from homeward.formats.case import load_json
from homeward.web.screens.rounds import words
from homeward.web.screens.rounds.opened import act_once, file_in, opened, page
from homeward.web.screens.verdicts import said
from homeward.web.terms import term

_OPEN = ("open", "not yet valid")


@require_safe
def view(request: HttpRequest, round_id: str) -> HttpResponse:
    """Show where every offer stands, and what each side conceded from one to the next."""
    desk, found = opened(request, round_id, "agree round")
    return _page(request, desk, found)


def _page(request: HttpRequest, desk: Desk, found: RoundState, *, says: str = "") -> HttpResponse:
    bargaining = view_offers(desk, seen_by(desk, found))
    told = {
        "offers": [_shown(found, one) for one in reversed(bargaining.standings)],
        "open_ids": [one.offer.id for one in bargaining.standings if one.state in _OPEN],
        "counters": request.GET.get("follows", ""),
        "steps": _steps(bargaining),
        "problems": bargaining.problems,
        "file_id": new_id(),
    }
    return page(request, "offers.html", found, told=told, says=says)


def _shown(found: RoundState, standing: OfferStanding) -> Mapping[str, object]:
    offer = standing.offer
    other = next(side for side in found.sides if side != offer.by)
    return {
        "id": offer.id,
        "by": offer.by,
        "other": other,
        "is_own": offer.by == found.opening.own,
        "state": term(words.OFFERS, standing.state),
        "is_open": standing.state in _OPEN,
        "days": (date_format(offer.valid_from, "DATE_FORMAT"), date_format(offer.valid_until, "DATE_FORMAT")),
        "gives": sorted(offer.gives),
        "asks": sorted(offer.asks),
        "rules": [tell_rule(rule) for rule in offer.rules],
        "follows": offer.follows,
        "act_id": new_id(),
    }


def _steps(bargaining: Bargaining) -> list[Mapping[str, object]]:
    return [
        {"by": one.by, "before": one.before, "after": one.after, "words": one.words} for one in bargaining.concessions
    ]


@require_POST
def make(request: HttpRequest, round_id: str) -> HttpResponse:
    """Make an offer for this side, or note one of the other: by the form, or out of a file."""
    desk, found = opened(request, round_id, "agree round")

    def act(act_id: str) -> Kept:
        data = file_in(request) if request.FILES else _written(request)
        return make_offer(desk, round_id, said(request, "by"), data, act_id=act_id)[-1]

    return act_once(
        request,
        act,
        gettext("The offer is noted."),
        back=f"/rounds/{round_id}/offers/",
        again=lambda wrong: _page(request, desk, found, says=wrong),
    )


def _written(request: HttpRequest) -> bytes:
    """Write what was typed as the file that the action reads."""
    told: dict[str, object] = {name: _codes(request, name) for name in ("gives", "asks")}
    told |= {name: said(request, name) for name in ("valid_from", "valid_until")}
    if follows := said(request, "follows"):
        told["follows"] = follows
    if rules := said(request, "rules"):
        told["rules"] = load_json(f'{{"rules": {rules}}}'.encode())["rules"]
    return json.dumps(told).encode()


def _codes(request: HttpRequest, name: str) -> list[str]:
    return said(request, name).replace(",", " ").split()


@require_POST
def answer(request: HttpRequest, round_id: str) -> HttpResponse:
    """Accept, refuse or withdraw an offer, or note that the other side did."""
    desk, found = opened(request, round_id, "agree round")
    word, by = said(request, "says"), said(request, "by")
    reply = Reply(said(request, "offer"), word, by, said(request, "because") or None)
    return act_once(
        request,
        lambda act_id: answer_offer(desk, round_id, reply, act_id=act_id),
        gettext("The answer is noted."),
        back=f"/rounds/{round_id}/offers/",
        again=lambda wrong: _page(request, desk, found, says=wrong),
    )
