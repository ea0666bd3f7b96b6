"""A map of windows of silence: their areas as given, a scale, the north, and reports of violations by number.

The map is a local one: x grows with the longitude times the cosine of the middle latitude, y with the latitude. Over a
few hundred kilometres lengths are right within a few parts in a hundred; farther from the middle they are not.
No tiles and no network. How a window stands is said by hatching and in words; a report is what somebody says, no more.

Source: Snyder 1987, Map Projections: A Working Manual, USGS PP 1395, section 12 (equirectangular). Areas: Chamberlain &
Duquette 2007, Some Algorithms for Polygons on a Sphere, JPL Publication 07-03 (edges taken as straight in longitude and
sine of latitude), on a sphere of 6371.0088 km, the mean radius of the Earth (IUGG).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, floor, log10, radians, sin

from homeward.errors import InvalidInput
from homeward.reports.picture import Figure, Table, circle, drawing, label, line, number, path, shorten
from homeward.talks.conditions.windows import Phase, Point, Polygon

RADIUS_KM = 6371.0088
_WIDTH, _MOST_HEIGHT, _EDGE = 640.0, 480.0, 56.0
_MOST_LATITUDE, _MOST_SPAN = 80.0, 20.0  # degrees: beyond, a local map would mislead
_HATCH: dict[Phase, tuple[float, str]] = {"ahead": (18.0, "faint"), "open": (9.0, "line"), "over": (0.0, "")}
_STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """One window on the map.

    phase         how it is hatched
    state         the same in the reader's language, with "violation reported" where somebody reports one
    cells         for the table behind name and area: when, teams, reports
    violations    where reports place what happened; numbered through the map
    """

    name: str
    polygons: tuple[Polygon, ...]
    phase: Phase
    state: str
    cells: tuple[str, ...] = ()
    violations: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The words around the map.

    ident    begins the ids of title and description; different for every picture of a page
    head     of the table: window, area, state, then a name for each of the cells
    north    the letter at the arrow
    """

    ident: str
    title: str
    text: str
    head: tuple[str, ...]
    north: str = "N"


def area_km2(polygons: Sequence[Polygon]) -> float:
    """Give the area of polygons on a sphere, holes taken out, in square kilometres.

    >>> square = (((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)),)
    >>> round(area_km2([square]))
    12364
    """
    return sum(_ring_km2(one[0]) - sum(map(_ring_km2, one[1:])) for one in polygons)


def _ring_km2(ring: Sequence[Point]) -> float:
    """R squared times half of the sum of (lon2 - lon1) (sin lat1 + sin lat2)."""
    total = sum(radians(x2 - x1) * (sin(radians(y1)) + sin(radians(y2))) for (x1, y1), (x2, y2) in pairwise(ring))
    return abs(total) * RADIUS_KM**2 / 2.0


def area_map(areas: Sequence[Area], told: Told, base: Sequence[Sequence[Point]] = ()) -> Figure:
    """Draw windows on a map that just holds them; the table says each with its area.

    base      lines to draw faintly beneath, such as rivers and roads; what is outside is left out
    raises    InvalidInput where nothing has an area, or a local map would mislead: nearer than 10 degrees to a pole,
              more than 20 degrees across, as with an area that crosses the 180th meridian
    """
    view = _view([point for one in areas for group in one.polygons for ring in group for point in ring])
    shapes = [*_grid(view), *(path(_d(part, view), "faint") for own in base for part in _visible(own, view))]
    n = 0
    for one in areas:
        shapes += _drawn(one, view)
        for place in one.violations:
            n += 1
            shapes += _numbered(n, view.at(place))
    shapes += [*_scale(view), *_north(view, told.north)]
    svg = drawing(told.ident, (view.width + 2 * _EDGE, view.height + 2 * _EDGE), told.title, told.text, shapes)
    rows = tuple((one.name, f"{area_km2(one.polygons):,.1f} km²", one.state, *one.cells) for one in areas)
    return Figure(svg, told.title, told.text, Table(told.title, told.head, rows))


@dataclass(frozen=True, slots=True)
class _View:
    west: float
    south: float
    east: float
    north: float
    per_degree: float  # of latitude
    squeeze: float  # cosine of the middle latitude

    @property
    def width(self) -> float:
        return (self.east - self.west) * self.squeeze * self.per_degree

    @property
    def height(self) -> float:
        return (self.north - self.south) * self.per_degree

    def at(self, point: Point) -> Point:
        x = (point[0] - self.west) * self.squeeze * self.per_degree
        return _EDGE + x, _EDGE + (self.north - point[1]) * self.per_degree

    def holds(self, point: Point) -> bool:
        return self.west <= point[0] <= self.east and self.south <= point[1] <= self.north


def _view(points: Sequence[Point]) -> _View:
    if not points:
        raise InvalidInput("no window has an area that can be drawn")
    (west, east), (south, north) = ((min(own), max(own)) for own in zip(*points, strict=True))
    if max(abs(south), abs(north)) > _MOST_LATITUDE or east - west > _MOST_SPAN or north - south > _MOST_SPAN:
        raise InvalidInput("these areas are too near a pole or too far apart for one local map; the table has them")
    squeeze = cos(radians((south + north) / 2.0))
    room = 0.08 * max((east - west) * squeeze, north - south)
    west, east, south, north = west - room / squeeze, east + room / squeeze, south - room, north + room
    scale = min(_WIDTH / ((east - west) * squeeze), _MOST_HEIGHT / (north - south))
    return _View(west, south, east, north, scale, squeeze)


def _visible(points: Sequence[Point], view: _View) -> list[list[Point]]:
    """Cut a line into the parts whose points lie on the map."""
    parts: list[list[Point]] = [[]]
    for point in points:
        if view.holds(point):
            parts[-1].append(point)
        elif parts[-1]:
            parts.append([])
    return [part for part in parts if len(part) > 1]


def _d(points: Sequence[Point], view: _View) -> str:
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in map(view.at, points))


def _drawn(one: Area, view: _View) -> list[str]:
    gap, kind = _HATCH[one.phase]
    rings = [ring for group in one.polygons for ring in group]
    shapes = [path(" ".join(f"{_d(ring[:-1], view)}Z" for ring in rings), "line")]
    if gap:
        shapes += [line(*ends, kind) for ends in _hatch([[view.at(own) for own in ring] for ring in rings], gap)]
    top = min((view.at(own) for ring in rings for own in ring), key=lambda own: own[1])
    says = f"{one.name}: {one.state}"
    shapes.append(label(max(top[0], _EDGE + 60.0), top[1] - 6.0, shorten(says, 360.0), "m", title=says))
    return shapes


def _hatch(rings: Sequence[Sequence[Point]], gap: float) -> list[tuple[Point, Point]]:
    """Give lines at 45 degrees inside of rings, holes left out: by how often each line crosses the border."""
    sides = [side for ring in rings for side in pairwise(ring)]
    sums = [x + y for ring in rings for x, y in ring]
    found: list[tuple[Point, Point]] = []
    level = (floor(min(sums) / gap) + 0.5) * gap
    while level < max(sums):
        at = sorted(_meet(side, level) for side in sides if (sum(side[0]) > level) != (sum(side[1]) > level))
        found += list(zip(at[::2], at[1::2], strict=False))
        level += gap
    return found


def _meet(side: tuple[Point, Point], level: float) -> Point:
    (x1, y1), (x2, y2) = side
    share = (level - x1 - y1) / (x2 + y2 - x1 - y1)
    return x1 + share * (x2 - x1), y1 + share * (y2 - y1)


def _numbered(n: int, at: Point) -> list[str]:
    return [circle(at[0], at[1], 9.0, "paper"), label(at[0], at[1] + 4.0, str(n), "m")]


def _grid(view: _View) -> list[str]:
    """Draw three or so lines of longitude and latitude, each with its degrees."""
    span = max(view.east - view.west, view.north - view.south)
    step = next((one for one in _STEPS if span / one <= 6), 10.0)
    bottom, right = _EDGE + view.height, _EDGE + view.width
    shapes: list[str] = []
    for degrees in _levels(view.west, view.east, step):
        x, _ = view.at((degrees, view.south))
        shapes += [line((x, _EDGE), (x, bottom), "faint"), label(x, bottom + 16.0, _degrees(degrees, "EW"), "m")]
    for degrees in _levels(view.south, view.north, step):
        _, y = view.at((view.west, degrees))
        shapes += [line((_EDGE, y), (right, y), "faint"), label(_EDGE - 5.0, y + 4.0, _degrees(degrees, "NS"), "e")]
    return shapes


def _levels(low: float, high: float, step: float) -> list[float]:
    first = floor(low / step) + 1
    return [round(n * step, 6) for n in range(first, floor(high / step) + 1)]


def _degrees(value: float, letters: str) -> str:
    return f"{abs(value):g}° {letters[value < 0]}" if value else "0°"


def _scale(view: _View) -> list[str]:
    """Draw a bar of 1, 2 or 5 times a power of ten kilometres, at most a quarter of the map long."""
    per_km = view.per_degree / radians(1.0) / RADIUS_KM
    most = view.width / 4.0 / per_km
    unit = 10.0 ** floor(log10(most))
    km = unit * (5 if most >= 5 * unit else 2 if most >= 2 * unit else 1)
    y, end = _EDGE + view.height + 38.0, _EDGE + km * per_km
    ticks = [line((x, y - 4.0), (x, y + 4.0), "line") for x in (_EDGE, end)]
    return [line((_EDGE, y), (end, y), "line"), *ticks, label(end + 8.0, y + 4.0, f"{km:g} km")]


def _north(view: _View, letter: str) -> list[str]:
    x, y = _EDGE + view.width - 10.0, 14.0
    arrow = f"M{number(x)} {number(y)}L{number(x - 5)} {number(y + 14)}L{number(x + 5)} {number(y + 14)}Z"
    return [path(arrow, "solid"), label(x, y + 28.0, letter, "m")]
