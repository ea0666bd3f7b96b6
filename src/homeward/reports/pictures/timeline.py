"""A timeline: what was said of one person, by kind from above to below, on the day it was said or speaks of.

A day that is known whole is filled; one of which only the month or year is known is hollow and stands at its middle.
Nothing joins the marks: what follows what is left to whoever reads.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from homeward.reports.picture import Figure, Table, circle, drawing, label, line, rectangle, shorten

_NAMES, _PLOT, _EDGE = 150.0, 450.0, 70.0
_ROW, _HEAD, _RADIUS = 26.0, 26.0, 5.0


@dataclass(frozen=True, slots=True)
class Event:
    """One dated word about a person.

    on       where it stands; of a month or year, its middle
    day      the day as it is written in the reader's language
    lane     of what kind it is: events of one lane stand in one row
    """

    on: date
    day: str
    lane: str
    says: str
    source: str = ""
    is_whole: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The words around the picture.

    ident    begins the ids of title and description; different for every picture of a page
    head     of the table: day, kind, what, source
    """

    ident: str
    title: str
    text: str
    head: tuple[str, str, str, str]


def timeline(events: Sequence[Event], told: Told) -> Figure:
    """Draw events on the days that they speak of; the table has them in the order of days."""
    ordered = sorted(events, key=lambda one: (one.on, one.lane, one.says))
    lanes = list(dict.fromkeys(one.lane for one in events))
    places = _places(ordered)
    shapes: list[str] = []
    for row, lane in enumerate(lanes):
        middle = _HEAD + _ROW * (row + 0.5)
        shapes.append(label(0.0, middle + 4.0, shorten(lane, _NAMES), title=lane))
        shapes.append(line((_NAMES + _EDGE, middle), (_NAMES + _EDGE + _PLOT, middle), "faint"))
        shapes += [_mark(one, places[one.on], middle) for one in ordered if one.lane == lane]
    ends = {one.on: one for one in (*ordered[-1:], *ordered[:1])}
    shapes += [label(places[on], 14.0, one.day, "m") for on, one in ends.items()]
    size = (_NAMES + _PLOT + 2 * _EDGE, _HEAD + _ROW * len(lanes))
    svg = drawing(told.ident, size, told.title, told.text, shapes)
    rows = tuple((one.day, one.lane, one.says, one.source) for one in ordered)
    return Figure(svg, told.title, told.text, Table(told.title, told.head, rows))


def _places(ordered: Sequence[Event]) -> dict[date, float]:
    """Give where each day stands: the first at the left, the last at the right, one alone in the middle."""
    days = [one.on for one in ordered]
    span = (days[-1] - days[0]).days if days else 0
    shares = {on: (on - days[0]).days / span if span else 0.5 for on in days}
    return {on: _NAMES + _EDGE + _PLOT * share for on, share in shares.items()}


def _mark(event: Event, x: float, y: float) -> str:
    size = 2 * _RADIUS
    says = f"{event.day}: {event.says}"
    if event.is_whole:
        return rectangle(x - _RADIUS, y - _RADIUS, (size, size), "solid", title=says)
    return circle(x, y, _RADIUS, "paper")
