"""What is written into a file: what is so of the person now, a harm flag, a sample that was taken."""

from collections.abc import Iterable
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from homeward.actions.workspace.desk import new_id
from homeward.actions.workspace.files import SaidStatus, claim_status, flag_harm
from homeward.actions.workspace.laboratory.samples import Taking, take_sample
from homeward.errors import InvalidInput
from homeward.records.status import AXES
from homeward.web.pages import tell
from homeward.web.screens.remains.forms import NOTHING, said_in, sample_form, typed_in
from homeward.web.screens.verdicts import said
from homeward.web.served import desk_of
from homeward.web.terms import AXES as AXIS_TERMS
from homeward.web.terms import STATUS, term


@require_http_methods(["GET", "POST"])
def status(request: HttpRequest, file_id: str) -> HttpResponse:
    """Say what one source says of the person today."""
    desk, says = desk_of(request), ""
    if request.method == "POST":
        try:
            kept = claim_status(desk, file_id, _status_in(request), act_id=said(request, "act_id"))
        except InvalidInput as error:
            says = str(error)
        else:
            tell(request, kept, gettext("The status is signed and kept."))
            return redirect(f"/files/{file_id}/")
    told = {
        "id": file_id,
        "axes": [
            (term(AXIS_TERMS, axis), _choices(axis, values, said(request, "status"))) for axis, values in AXES.items()
        ],
        "source": said(request, "source"),
        "detail": said(request, "detail"),
        "act_id": said(request, "act_id") or new_id(),
        "says": says,
    }
    return render(request, "homeward/files/status.html", told, status=422 if says else 200)


def _choices(axis: str, values: Iterable[str], chosen: str) -> list[tuple[str, str, bool]]:
    return [(f"{axis}|{value}", term(STATUS, value), f"{axis}|{value}" == chosen) for value in values]


def _status_in(request: HttpRequest) -> SaidStatus:
    axis, _, value = said(request, "status").partition("|")
    source = said(request, "source")
    if not value or not source:
        raise InvalidInput(gettext("Choose what is so, and say whose word it is."))
    return SaidStatus(axis, value, source, said(request, "detail") or None)


@require_http_methods(["GET", "POST"])
def harm(request: HttpRequest, file_id: str) -> HttpResponse:
    """Set a harm flag, or ask to lift it."""
    desk, says = desk_of(request), ""
    is_lift = (request.GET if request.method == "GET" else request.POST).get("lift") == "1"
    if request.method == "POST":
        try:
            kept = flag_harm(
                desk, file_id, lift=is_lift, reason=said(request, "reason"), act_id=said(request, "act_id")
            )
        except InvalidInput as error:
            says = str(error)
        else:
            tell(request, kept, gettext("The flag is lifted.") if is_lift else gettext("The flag is set."))
            return redirect("/files/")
    told = {
        "id": file_id,
        "is_lift": is_lift,
        "reason": said(request, "reason"),
        "act_id": said(request, "act_id") or new_id(),
        "says": says,
    }
    return render(request, "homeward/files/harm.html", told, status=422 if says else 200)


@require_http_methods(["GET", "POST"])
def sample(request: HttpRequest, file_id: str) -> HttpResponse:
    """Note that a sample was taken of the person."""
    desk, typed = desk_of(request), NOTHING
    if request.method == "POST":
        typed = typed_in(request, "sample")
        try:
            sample_id, kept = take_sample(desk, file_id, Taking(**said_in(typed, None)), act_id=typed.act_id)
        except InvalidInput as error:
            typed = replace(typed, says=str(error))
        else:
            known = typed.values["code"] or sample_id
            tell(request, kept, gettext("Noted. The laboratory knows the sample as %(code)s.") % {"code": known})
            return redirect(f"/files/{file_id}/")
    told = {"id": file_id, "form": sample_form(file_id, typed), "says": typed.says}
    return render(request, "homeward/files/sample.html", told, status=422 if typed.says else 200)


URLS = [
    path("files/<str:file_id>/status/", status, name="file_status"),
    path("files/<str:file_id>/harm/", harm, name="file_harm"),
    path("files/<str:file_id>/sample/", sample, name="file_sample"),
]
