"""Samples as the laboratory sees them: by their id and code, with results, what is held and why, and who may sign next.

Genotypes stand on a page of their own, which the laboratory alone can open; each opening is an entry.
"""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from homeward.actions.workspace.desk import Desk, new_id
from homeward.actions.workspace.folding.genetic import SampleRecord, Typed
from homeward.actions.workspace.laboratory.results import enter_result, withdraw_result
from homeward.actions.workspace.laboratory.samples import open_profile, view_sample, view_samples
from homeward.errors import InvalidInput
from homeward.records.claim import first_withdrawals
from homeward.web.pages import Table, show, tell
from homeward.web.screens.families.forms import FILES, Form, blank, report_in, typed_in
from homeward.web.screens.families.words import ORIGINS
from homeward.web.screens.remains.told import RESULTS
from homeward.web.screens.verdicts import said
from homeward.web.served import desk_of
from homeward.web.terms import term
from homeward.web.window import Window

_WITHOUT_PROFILE = ("no profile", "mixed profile")


@require_safe
def everything(request: HttpRequest) -> HttpResponse:
    """Show all samples, a page at a time, and the forms for files."""
    return page_of_samples(request, desk_of(request))


def page_of_samples(request: HttpRequest, desk: Desk, wrong: Form | None = None) -> HttpResponse:
    """Show the samples; with a form that was wrong, its words as they were typed."""
    window: Window[str] = Window(request)
    samples = view_samples(desk, window)
    told = {
        "table": _table(samples),
        "page": window.page,
        "forms": [wrong if wrong is not None and wrong.what == what else blank(desk, what) for what in FILES],
        "says": "" if wrong is None else wrong.says,
    }
    return render(request, "homeward/families/samples.html", told, status=200 if wrong is None else 422)


def _table(samples: dict[str, SampleRecord]) -> Table:
    columns = (gettext("sample"), gettext("of"), gettext("results"), gettext("held, and why"))
    rows = [
        (
            one.code or sample_id,
            term(ORIGINS, one.of),
            ", ".join(term(RESULTS, typed.result.result) for typed in one.standing) or gettext("no result yet"),
            "; ".join(held.says for held in one.held),
        )
        for sample_id, one in samples.items()
    ]
    return Table("samples", gettext("Samples"), columns, rows, [f"/families/samples/{one}/" for one in samples])


# ── one sample ──


@dataclass(frozen=True, slots=True)
class _Wrong:
    """What was typed into a form of one sample, and what is wrong with it."""

    form: str
    says: str
    values: dict[str, str]


@require_safe
def one(request: HttpRequest, sample_id: str) -> HttpResponse:
    """Show one sample, without its genotypes."""
    return _page(request, desk_of(request), sample_id)


def _page(request: HttpRequest, desk: Desk, sample_id: str, wrong: _Wrong | None = None) -> HttpResponse:
    known = view_sample(desk, sample_id)
    told = {
        "id": sample_id,
        "name": known.code or sample_id,
        "of": term(ORIGINS, known.of),
        "results": _results(known),
        "held": [(date_format(held.at, "DATE_FORMAT"), held.says) for held in known.held],
        "has_profile": known.typed is not None,
        "standing": [(typed.id, _name(typed)) for typed in known.standing],
        "without": [(word, term(RESULTS, word)) for word in _WITHOUT_PROFILE],
        "ids": {"result": new_id(), "withdraw": new_id()},
        "form": blank(desk, "result"),
        "wrong": wrong,
    }
    return render(request, "homeward/families/sample.html", told, status=200 if wrong is None else 422)


def _name(typed: Typed) -> str:
    day = date_format(typed.result.on or typed.result.at, "DATE_FORMAT")
    return f"{term(RESULTS, typed.result.result)}, {typed.result.laboratory or '–'}, {day}"


def _results(known: SampleRecord) -> Table:
    columns = (
        gettext("result"),
        gettext("laboratory"),
        gettext("day"),
        gettext("kit"),
        gettext("compared by numbers"),
        gettext("second laboratory"),
        gettext("left of the sample"),
        gettext("taken back"),
    )
    gone = first_withdrawals(known.withdrawals)
    rows = []
    for typed in known.results:
        it, back = typed.result, gone.get(typed.id)
        compared = None if it.has_statistics is None else gettext("yes") if it.has_statistics else gettext("no")
        day = date_format(it.on or it.at, "DATE_FORMAT")
        why = None if back is None else f"{date_format(back.on, 'DATE_FORMAT')}: {back.because}"
        told = (it.laboratory, day, it.kit, compared, it.second_laboratory, it.remaining, why)
        rows.append((term(RESULTS, it.result), *told))
    return Table("results", gettext("Results of this sample"), columns, rows)


@require_safe
def profile(request: HttpRequest, sample_id: str) -> HttpResponse:
    """Show the genotypes of one sample, to the laboratory alone."""
    _, typed = open_profile(desk_of(request), sample_id)
    columns = (gettext("marker"), gettext("genotype"))
    tables = [Table("profile", _name(it), columns, tuple(it.genotypes.items())) for it in typed]
    return show(request, "families/profile.html", {"id": sample_id, "tables": tables})


@require_POST
def result(request: HttpRequest, sample_id: str) -> HttpResponse:
    """Enter a result without a profile; a second scientist signs."""
    desk = desk_of(request)
    form = typed_in(request, "result")
    word, remaining = said(request, "result"), said(request, "remaining")
    try:
        done = enter_result(
            desk, sample_id, word, report_in(form), remaining=remaining or None, act_id=said(request, "act_id")
        )
    except InvalidInput as error:
        values = {**form.values, "result": word, "remaining": remaining}
        return _page(request, desk, sample_id, _Wrong("result", str(error), values))
    tell(request, done.kept, gettext("Entered."))
    return redirect(f"/families/samples/{sample_id}/")


@require_POST
def withdraw(request: HttpRequest, sample_id: str) -> HttpResponse:
    """Take back a result that was wrong; a second scientist signs."""
    desk = desk_of(request)
    which, because = said(request, "which"), said(request, "because")
    try:
        kept = withdraw_result(desk, sample_id, which, because, act_id=said(request, "act_id"))
    except InvalidInput as error:
        return _page(request, desk, sample_id, _Wrong("withdraw", str(error), {"which": which, "because": because}))
    tell(request, kept, gettext("Taken back."))
    return redirect(f"/families/samples/{sample_id}/")


URLS = [
    path("families/samples/", everything, name="samples"),
    path("families/samples/<str:sample_id>/", one, name="sample"),
    path("families/samples/<str:sample_id>/profile/", profile, name="sample_profile"),
    path("families/samples/<str:sample_id>/result/", result, name="sample_result"),
    path("families/samples/<str:sample_id>/withdraw/", withdraw, name="sample_withdraw"),
]
