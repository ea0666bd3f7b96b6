"""Files of the laboratory that come in: profiles, families, controls; each waits for a second scientist."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_POST

from homeward.actions.workspace.desk import Desk
from homeward.actions.workspace.laboratory.controls import keep_controls
from homeward.actions.workspace.laboratory.families import import_families
from homeward.actions.workspace.laboratory.results import import_results
from homeward.errors import InvalidInput
from homeward.web.screens.families import account
from homeward.web.screens.families.account import keep_account
from homeward.web.screens.families.forms import FILES, Form, report_in, typed_in
from homeward.web.screens.families.samples import page_of_samples
from homeward.web.screens.families.words import file_in
from homeward.web.served import desk_of


@require_POST
def enter(request: HttpRequest, what: str) -> HttpResponse:
    """Enter a file: the page says what came of every row."""
    desk = desk_of(request)
    if what not in FILES:
        raise Http404
    form = typed_in(request, what)
    try:
        return _enter(request, desk, form)
    except InvalidInput as error:
        return page_of_samples(request, desk, replace(form, says=str(error)))


def _enter(request: HttpRequest, desk: Desk, form: Form) -> HttpResponse:
    _, data = file_in(request)
    if form.what == "controls":
        kept = keep_controls(desk, data, act_id=form.act_id)
        return keep_account(request, form.act_id, kept, {}, ())
    doing = import_results if form.what == "results" else import_families
    done = doing(desk, data, report_in(form), force=form.values["force"] == "yes", act_id=form.act_id)
    counts = {**{f"rows {name}": n for name, n in done.rows.items()}, **done.samples}
    return keep_account(request, form.act_id, done.kept, counts, done.problems)


URLS = [path("families/enter/<str:what>/", enter, name="families_enter"), *account.URLS]
