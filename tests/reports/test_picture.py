import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from homeward.reports.picture import CSS, Figure, Table, circle, drawing, label, path, rectangle, shorten, wide


def figure(title, shapes=()):
    return Figure(drawing("f", (10, 10), title, title, shapes), title, title, Table(title, ("a",), (("b",),)))


@given(st.text(), st.text())
def test_whatever_a_text_holds_the_picture_stays_well_formed(title, text):
    shapes = [label(1, 2, text, title=title), rectangle(0, 0, (1, 1), "f", title=text), circle(1, 1, 1, "d")]
    root = ET.fromstring(figure(title, shapes).standalone())
    assert {element.tag.partition("}")[2] for element in root} == {"style", "title", "desc", "text", "rect", "circle"}


def test_a_picture_has_a_title_and_a_description():
    svg = drawing("f", (10.4, 20), "<b>", "a & b", [path("M0 0", "p")])
    assert '<title id="f-t">&lt;b&gt;</title><desc id="f-d">a &amp; b</desc>' in svg
    assert 'aria-labelledby="f-t"' in svg
    assert isinstance(svg, Markup)


def test_a_picture_alone_carries_its_colours():
    assert CSS in figure("x").standalone()
    assert "prefers-color-scheme" in figure("x").standalone()


@given(st.text(max_size=60), st.floats(30, 200))
def test_a_shortened_text_fits(text, room):
    short = shorten(text, room)
    assert wide(short) <= max(room, wide("WWW…"))
    if "…" not in short:
        assert wide(text) <= room or len(text) < 4


def test_both_ends_of_a_long_id_stay_readable():
    assert shorten("2025-KHARKIV-000123-A", 80).startswith("2025")
    assert shorten("2025-KHARKIV-000123-A", 80).endswith("-A")
