"""Windows of silence on a map: where and when fire is suspended, who goes in, what is reported of it, and a table."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.formats import date_format, number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_safe

from homeward.actions.workspace.promises.windows import view_windows
from homeward.errors import InvalidInput
from homeward.reports.pictures.area_map import Area, Told, area_km2, area_map
from homeward.talks.conditions.windows import Report, Window, phase, reports_by
from homeward.web.pages import Table, show
from homeward.web.served import desk_of
from homeward.web.terms import term

_STATES = {
    "ahead": gettext_lazy("it has not begun"),
    "open": gettext_lazy("it is open now"),
    "over": gettext_lazy("it is over"),
}
_MOST = 100  # windows on one map


@require_safe
def view(request: HttpRequest) -> HttpResponse:
    """Show every window that is kept: map and table."""
    desk = desk_of(request)
    kept = view_windows(desk)
    now = desk.workspace.clock()
    shown = kept.windows[:_MOST]
    told = Told(
        ident="windows",
        title=gettext("Windows of silence"),
        text=gettext("Close hatching: open now; wide hatching: not begun; none: over. A number is a report."),
        head=(),
        north=gettext("N"),
    )
    areas = [_area(window, now) for window, _ in shown if window.area]
    svg, says = "", ""
    try:
        svg = area_map(areas, told, kept.base).svg if areas else ""
    except InvalidInput as error:
        says = str(error)
    columns = (
        *(gettext("window"), gettext("area, km²"), gettext("state"), gettext("begins"), gettext("ends")),
        *(gettext("teams"), gettext("reports of violations")),
    )
    rows = _rows([window for window, _ in shown], now)
    links = [f"/documents/{document}/" for _, document in shown]
    table = Table("windows", gettext("Every window"), columns, rows, links)
    context = {"svg": SafeString(svg), "text": told.text, "table": table, "says": says, "problems": kept.problems}
    return show(request, "talks/windows.html", context)


def _reported(window: Window) -> list[Report]:
    return [one for own in reports_by(window).values() for one in own]


def _state(window: Window, now: datetime) -> str:
    state = term(_STATES, phase(window, now))
    if not _reported(window):
        return state
    return gettext("%(state)s; a violation is reported") % {"state": state}


def _area(window: Window, now: datetime) -> Area:
    places = tuple(one.place for one in _reported(window) if one.place is not None)
    return Area(
        name=window.id,
        polygons=window.area,
        phase=phase(window, now),
        state=_state(window, now),
        violations=places,
    )


def _rows(windows: list[Window], now: datetime) -> list[tuple[str, ...]]:
    """Write windows as rows; reports that have a place bear the number that they have on the map."""
    n = 0
    rows: list[tuple[str, ...]] = []
    for window in windows:
        said = []
        for one in _reported(window):
            is_drawn = one.place is not None and bool(window.area)
            n += is_drawn
            said.append(f"{f'{n}. ' if is_drawn else ''}{one.by}, {_moment(one.at)}: {one.says}")
        size = number_format(round(area_km2(window.area), 1)) if window.area else "–"
        teams = "; ".join(f"{one.party}: {one.n_people}, {one.task}" for one in window.teams)
        when = (_moment(window.begins), _moment(window.ends))
        rows.append((window.id, size, _state(window, now), *when, teams or "–", "; ".join(said) or "–"))
    return rows


def _moment(at: datetime) -> str:
    """Write a moment by the clock of the place, as it was given."""
    return f"{date_format(at, 'DATE_FORMAT')} {at:%H:%M} {at:%z}"


URLS = [path("windows/", view, name="windows")]
