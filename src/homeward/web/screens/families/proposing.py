"""Pairs put before readers by DNA: which lists are compared, with which table of frequencies."""

from dataclasses import dataclass, field, replace
from pathlib import PurePath

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from homeward.actions.workspace.desk import Desk, new_id
from homeward.actions.workspace.review.by_dna import REMAINS, Asked, lists_to_compare, propose_by_dna
from homeward.errors import InvalidInput
from homeward.web.screens.families.account import keep_account
from homeward.web.screens.families.words import file_in
from homeward.web.screens.verdicts import said
from homeward.web.served import desk_of

_FIELDS = ("found", "sought", "listed", "least", "reopen")


@dataclass(frozen=True, slots=True)
class _Form:
    act_id: str = field(default_factory=new_id)
    values: dict[str, str] = field(default_factory=lambda: {"listed": "0.5", "found": REMAINS})
    says: str = ""


@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest) -> HttpResponse:
    """Ask what is compared with what; or compare, and put every probable pair before readers."""
    desk = desk_of(request)
    if request.method == "GET":
        return _page(request, desk, _Form())
    form = _Form(said(request, "act_id"), {name: said(request, name) for name in _FIELDS})
    try:
        return _propose(request, desk, form)
    except InvalidInput as error:
        return _page(request, desk, replace(form, says=str(error)))


def _page(request: HttpRequest, desk: Desk, form: _Form) -> HttpResponse:
    lists = lists_to_compare(desk)
    chosen = form.values
    told = {
        "form": form,
        "found": [(one, seen.party, one == chosen.get("found")) for one, seen in lists.items() if seen.role == "found"],
        "sought": [
            (one, seen.party, one == chosen.get("sought")) for one, seen in lists.items() if seen.role == "sought"
        ],
        "remains": REMAINS,
    }
    return render(request, "homeward/families/propose.html", told, status=422 if form.says else 200)


def _propose(request: HttpRequest, desk: Desk, form: _Form) -> HttpResponse:
    name, data = file_in(request)
    values = form.values
    listed = _share(values["listed"])
    asked = Asked(
        frequencies=data,
        table=PurePath(name).stem[:80] or "frequencies",
        listed=0.5 if listed is None else listed,
        least=_share(values["least"]),
        reopen=values["reopen"] or None,
    )
    done = propose_by_dna(desk, values["found"], values["sought"], asked, act_id=form.act_id)
    counts = {
        "found compared": done.n_found,
        "families compared": done.n_families,
        "pairs proposed": len(done.proposed.case_ids),
        "pairs known": done.proposed.n_known,
        "pairs below": done.proposed.n_below,
    }
    waits = done.reopened if done.reopened is not None else done.proposed.kept
    return keep_account(request, form.act_id, waits, counts, done.problems)


def _share(text: str) -> float | None:
    if not text:
        return None
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        value = -1.0
    if not 0.0 <= value <= 1.0:
        raise InvalidInput(gettext("A probability is a number from 0 to 1."))
    return value


URLS = [path("families/propose/", propose, name="propose_by_dna")]
