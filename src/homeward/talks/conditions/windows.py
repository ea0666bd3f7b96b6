"""Windows of silence: where and when fire is suspended, which teams go in, and what is reported of it.

A window has an area (a GeoJSON polygon in longitude and latitude), a beginning and an end with their time zones, and
teams. Reports of violations stand beside each other by whoever made them; none is counted as true.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Literal

from homeward.errors import InvalidInput, Problem

Point = tuple[float, float]  # longitude, latitude in degrees
Ring = tuple[Point, ...]  # closed: the first point is the last
Polygon = tuple[Ring, ...]  # the outer ring, then holes
MOST_POINTS = 2_000
Phase = Literal["ahead", "open", "over"]


@dataclass(frozen=True, slots=True)
class Team:
    """Who goes in: how many people, of which party, for what."""

    party: str
    n_people: int
    task: str


@dataclass(frozen=True, slots=True)
class Report:
    """What somebody says happened in a window."""

    by: str
    at: datetime  # with its time zone
    says: str
    place: Point | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """A time and area in which fire is suspended."""

    id: str
    area: tuple[Polygon, ...]
    begins: datetime
    ends: datetime
    teams: tuple[Team, ...] = ()
    reports: tuple[Report, ...] = ()

    def __post_init__(self) -> None:
        if self.begins.tzinfo is None or self.ends.tzinfo is None:
            raise InvalidInput(f"window {self.id}: begin and end need a time zone, such as 2031-04-01T06:00+03:00")
        if self.begins >= self.ends:
            raise InvalidInput(f"window {self.id}: it ends {self.ends.isoformat()}, before it begins")


def phase(window: Window, now: datetime) -> Phase:
    """Tell whether a window is ahead, open or over at a moment; its end no longer belongs to it."""
    if now.tzinfo is None:
        raise InvalidInput("the moment asked for needs a time zone")
    return "ahead" if now < window.begins else "open" if now < window.ends else "over"


def reports_by(window: Window) -> Mapping[str, tuple[Report, ...]]:
    """Give the reports of each who made any, those outside the window's time left out."""
    inside = sorted((own for own in window.reports if window.begins <= own.at < window.ends), key=lambda own: own.at)
    return {who: tuple(own for own in inside if own.by == who) for who in sorted({own.by for own in inside})}


def is_inside(window: Window, place: Point) -> bool:
    """Tell whether a point lies in the area; the boundary may count either way.

    >>> square = (((30.0, 50.0), (31.0, 50.0), (31.0, 51.0), (30.0, 51.0), (30.0, 50.0)),)
    >>> from datetime import UTC
    >>> window = Window("w", (square,), datetime(2031, 4, 1, tzinfo=UTC), datetime(2031, 4, 2, tzinfo=UTC))
    >>> is_inside(window, (30.5, 50.5)), is_inside(window, (32.0, 50.5))
    (True, False)
    """
    return any(
        _in_ring(polygon[0], place) and not any(_in_ring(hole, place) for hole in polygon[1:])
        for polygon in window.area
    )


def _in_ring(ring: Ring, place: Point) -> bool:
    x, y = place
    crossings = sum(
        (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1) for (x1, y1), (x2, y2) in pairwise(ring)
    )
    return crossings % 2 == 1


# ── areas ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def read_area(geometry: object, where: str) -> tuple[tuple[Polygon, ...], tuple[Problem, ...]]:
    """Read a GeoJSON Polygon or MultiPolygon, a feature of one, and say what is wrong with it.

    returns    the polygons, none where the area cannot be meant; problems
    """
    own = geometry.get("geometry") if isinstance(geometry, Mapping) and geometry.get("type") == "Feature" else geometry
    if not isinstance(own, Mapping) or own.get("type") not in ("Polygon", "MultiPolygon"):
        return (), (
            Problem(where, "the area is not a GeoJSON Polygon or MultiPolygon", "nothing; the area is not known"),
        )
    found = own.get("coordinates")
    groups = [found] if own["type"] == "Polygon" else found
    try:
        area = tuple(_polygon(group) for group in _listed(groups))
    except InvalidInput as error:
        return (), (Problem(where, str(error), "nothing; the area is not known"),)
    return area, ()


def _listed(value: object) -> Sequence[object]:
    if not isinstance(value, list) or not value:
        raise InvalidInput("a polygon is a list of rings, and a ring a list of points")
    return value


def _polygon(group: object) -> Polygon:
    rings = tuple(_ring(ring) for ring in _listed(group))
    if sum(map(len, rings)) > MOST_POINTS:
        raise InvalidInput(f"an area of {sum(map(len, rings)):,} points; at most {MOST_POINTS:,} are checked")
    if any(_cross(first, second) for first, second in _pairs(rings)):
        raise InvalidInput("the border crosses itself, so inside and outside are not clear")
    if any(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)) == 0 for ring in rings):
        raise InvalidInput("a ring encloses nothing")
    for hole in rings[1:]:
        if not _in_ring(rings[0], hole[0]) and hole[0] not in rings[0]:
            raise InvalidInput("a hole lies outside of its polygon")
    return rings


def _ring(value: object) -> Ring:
    ring = tuple(_point(point) for point in _listed(value))
    if len(ring) < 4 or ring[0] != ring[-1]:
        raise InvalidInput("a ring needs at least four points, the last of which is the first")
    if len(set(ring)) < len(ring) - 1:
        raise InvalidInput("a ring comes twice through one point")
    return ring


def _point(value: object) -> Point:
    if not isinstance(value, list) or len(value) < 2:
        raise InvalidInput("a point is [longitude, latitude]")
    numbers = [number for number in value[:2] if isinstance(number, int | float) and not isinstance(number, bool)]
    if len(numbers) != 2 or not (abs(numbers[0]) <= 180 and abs(numbers[1]) <= 90):
        raise InvalidInput("a point is [longitude, latitude]: at most 180 and 90 degrees")
    return float(numbers[0]), float(numbers[1])


Side = tuple[Point, Point]


def _pairs(rings: Polygon) -> Iterator[tuple[Side, Side]]:
    """Give pairs of sides that may cross: of a sweep by longitude, those whose spans overlap."""
    sides = sorted((side for ring in rings for side in pairwise(ring)), key=lambda side: min(side[0][0], side[1][0]))
    active: list[Side] = []
    for side in sides:
        left = min(side[0][0], side[1][0])
        active = [other for other in active if max(other[0][0], other[1][0]) >= left]
        yield from ((other, side) for other in active)
        active.append(side)


def _cross(first: Side, second: Side) -> bool:
    """Tell whether two sides meet elsewhere than in a shared end."""
    shared = set(first) & set(second)
    if shared:
        (corner,) = list(shared)[:1]
        ends = [end for side in (first, second) for end in side if end not in shared]
        if len(shared) == 2:
            return True
        (x, y), (x1, y1), (x2, y2) = corner, *ends
        is_straight = (x1 - x) * (y2 - y) == (x2 - x) * (y1 - y)
        return is_straight and (x1 - x) * (x2 - x) + (y1 - y) * (y2 - y) > 0  # back along itself
    turns = [_turn(*first, end) * _turn(*first, other) for end, other in [second]]
    turns += [_turn(*second, end) * _turn(*second, other) for end, other in [first]]
    if all(turn < 0 for turn in turns):
        return True
    return any(_is_on(side, end) for side, other in ((first, second), (second, first)) for end in other)


def _turn(start: Point, end: Point, point: Point) -> int:
    value = (end[0] - start[0]) * (point[1] - start[1]) - (end[1] - start[1]) * (point[0] - start[0])
    return (value > 0) - (value < 0)


def _is_on(side: Side, point: Point) -> bool:
    (x1, y1), (x2, y2) = side
    x, y = point
    within = min(x1, x2) <= x <= max(x1, x2) and min(y1, y2) <= y <= max(y1, y2)
    return within and _turn(*side, point) == 0
