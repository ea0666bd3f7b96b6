"""What was stated of pairs, against how they were decided: a curve, its table, and what it does not say."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from homeward.actions.workspace.review.calibration import LEAST, view_calibration
from homeward.reports.pictures.reliability import Told, reliability
from homeward.web.leaving import table_response
from homeward.web.pages import Table, show
from homeward.web.screens.talks.reading import asked
from homeward.web.served import desk_of


@require_safe
def view(request: HttpRequest) -> HttpResponse:
    """Show the curve and its table, or give the table as a file."""
    found = view_calibration(desk_of(request))
    figure = reliability(found.bins, _told())
    table = Table("calibration", figure.table.caption, figure.table.head, figure.table.rows)
    form = asked(request, "form")
    if form:
        return table_response(request, table, form)
    told = {"found": found, "svg": SafeString(figure.svg), "text": figure.text, "table": table, "least": LEAST}
    return show(request, "audit/calibration.html", told)


def _told() -> Told:
    return Told(
        ident="calibration",
        title=gettext("What was stated, and how it was decided"),
        text=gettext(
            "On the line from corner to corner, as many were established as was stated. The bar of each group "
            "reaches as far as chance does in 95 of 100 cases; the number above it says how many decisions it holds."
        ),
        axes=(gettext("stated probability"), gettext("share established")),
        head=(
            gettext("stated probability"),
            gettext("share established"),
            gettext("decisions"),
            gettext("at least"),
            gettext("at most"),
        ),
    )


URLS = [path("audit/calibration/", view, name="calibration")]
