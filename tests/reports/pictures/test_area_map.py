"""The map of windows: areas of closed form, a scale that is true, hatching that keeps out of holes, refusals."""

import re
from math import cos, pi, radians, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.errors import InvalidInput
from homeward.reports.pictures.area_map import RADIUS_KM, Area, Told, area_km2, area_map

TOLD = Told(ident="map", title="Windows", text="Where fire is suspended.", head=("window", "area", "state", "teams"))


def square(west, south, size):
    east, north = west + size, south + size
    return ((west, south), (east, south), (east, north), (west, north), (west, south))


def area(name="w1", phase="open", polygons=((square(30.0, 50.0, 1.0),),), **more):
    return Area(name=name, polygons=polygons, phase=phase, state=phase, cells=("6 persons",), **more)


def lines(figure, kind):
    found = re.findall(rf'<line class="{kind}" x1="([\d.]+)" y1="([\d.]+)" x2="([\d.]+)" y2="([\d.]+)"', figure.svg)
    return [tuple(map(float, one)) for one in found]


def test_an_octant_of_the_sphere_is_an_eighth_of_its_surface():
    octant = (((0.0, 0.0), (90.0, 0.0), (90.0, 90.0), (0.0, 90.0), (0.0, 0.0)),)
    assert area_km2([octant]) == pytest.approx(4 * pi * RADIUS_KM**2 / 8)


def test_a_cell_of_degrees_has_the_area_of_its_zone():
    exact = RADIUS_KM**2 * radians(1.0) * (sin(radians(51.0)) - sin(radians(50.0)))
    assert area_km2([(square(30.0, 50.0, 1.0),)]) == pytest.approx(exact)


@given(st.floats(-170, 160), st.floats(-70, 60), st.floats(0.01, 5.0))
def test_the_direction_of_a_ring_does_not_matter_and_a_hole_is_taken_out(west, south, size):
    outer, hole = square(west, south, size), square(west + size / 4, south + size / 4, size / 2)
    whole = area_km2([(outer,)])
    assert area_km2([(outer[::-1],)]) == pytest.approx(whole)
    assert area_km2([(outer, hole[::-1])]) == pytest.approx(whole - area_km2([(hole,)]))


def test_the_scale_is_as_long_as_its_kilometres():
    svg = area_map([area()], TOLD).svg
    km = float(re.search(r">([\d.]+) km<", svg)[1])
    bar = [own for own in lines(area_map([area()], TOLD), "line") if own[1] == own[3]][-1]
    corners = [tuple(map(float, own.split())) for own in re.search(r'd="M([^Z]+)Z"', svg)[1].split("L")]
    height = max(y for _, y in corners) - min(y for _, y in corners)
    width = max(x for x, _ in corners) - min(x for x, _ in corners)
    assert (bar[2] - bar[0]) / km == pytest.approx(height / (radians(1.0) * RADIUS_KM), rel=0.01)
    assert width / height == pytest.approx(cos(radians(50.5)), rel=0.01)


def test_windows_are_told_apart_by_hatching_and_words():
    def n_hatched(phase):
        return sum(own[0] != own[2] and own[1] != own[3] for kind in ("line", "faint") for own in drawn(phase, kind))

    def drawn(phase, kind):
        return lines(area_map([area(phase=phase)], TOLD), kind)

    assert n_hatched("open") > n_hatched("ahead") > n_hatched("over") == 0
    assert "w1: over" in area_map([area(phase="over")], TOLD).svg


def test_hatching_keeps_out_of_a_hole():
    outer, hole = square(30.0, 50.0, 1.0), square(30.25, 50.25, 0.5)
    svg = area_map([area(polygons=((outer, hole),))], TOLD)
    rings = re.search(r'd="(M[^"]+Z)"', svg.svg)[1].split(" M")
    corners = [tuple(map(float, own.split())) for own in rings[1].strip("MZ").split("L")]
    west, east = min(x for x, _ in corners), max(x for x, _ in corners)
    top, bottom = min(y for _, y in corners), max(y for _, y in corners)
    middles = [((x1 + x2) / 2, (y1 + y2) / 2) for x1, y1, x2, y2 in lines(svg, "line") if x1 != x2 and y1 != y2]
    assert middles
    assert not any(west + 1 < x < east - 1 and top + 1 < y < bottom - 1 for x, y in middles)


def test_violations_are_numbered_through_the_map():
    svg = area_map(
        [area(violations=((30.2, 50.2), (30.4, 50.6))), area("w2", "ahead", violations=((30.1, 50.1),))], TOLD
    ).svg
    assert re.findall(r">(\d)</text>", svg) == ["1", "2", "3"]


def test_the_table_says_area_state_and_what_was_given():
    figure = area_map([area()], TOLD)
    assert figure.table.rows == (("w1", f"{area_km2(((square(30.0, 50.0, 1.0),),)):,.1f} km²", "open", "6 persons"),)


def test_a_base_line_is_drawn_where_it_lies_on_the_map():
    river = [(30.0, 50.5), (30.5, 50.5), (80.0, 50.5)]
    assert area_map([area()], TOLD, [river]).svg.count('<path class="faint"') == 1
    assert area_map([area()], TOLD, [[(80.0, 50.0), (81.0, 50.0)]]).svg.count('<path class="faint"') == 0


@pytest.mark.parametrize(
    "polygons", [(), ((square(30.0, 85.0, 1.0),),), ((square(-179.9, 10.0, 0.5),), (square(179.0, 10.0, 0.5),))]
)
def test_what_no_local_map_can_show_is_refused(polygons):
    with pytest.raises(InvalidInput):
        area_map([area(polygons=polygons)], TOLD)


@given(st.text(max_size=20))
def test_whatever_a_window_is_called_the_map_is_inert(name):
    svg = str(area_map([area(f"<script>{name}")], TOLD).svg)
    assert "<script" not in svg
    assert "\u202e" not in svg
