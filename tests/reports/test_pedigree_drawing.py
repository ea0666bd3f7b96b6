import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings

from homeward.evidence.dna.family import Family
from homeward.evidence.dna.pedigree import Pedigree, Person, nuclear, pedigree_from_rows
from homeward.reports.pedigree_drawing import RADIUS, draw_family, draw_legend, draw_pedigree, marks_of
from homeward.reports.wording import LANGUAGES, Words
from tests.reports.invented import delivery, pedigrees

WORDS = Words()
SVG = "{http://www.w3.org/2000/svg}"


def drawn(pedigree, **keys):
    return draw_pedigree(pedigree, title="a family", words=WORDS, **keys)


def elements(figure, tag):
    return list(ET.fromstring(figure.standalone()).iter(f"{SVG}{tag}"))


def symbols(figure):
    """Boxes of all symbols: left, top, right, bottom."""
    boxes = []
    for rect in elements(figure, "rect"):
        x, y, w, h = (float(rect.get(key)) for key in ("x", "y", "width", "height"))
        boxes.append((x, y, x + w, y + h))
    for circle in elements(figure, "circle"):
        x, y, r = (float(circle.get(key)) for key in ("cx", "cy", "r"))
        boxes.append((x - r, y - r, x + r, y + r))
    for path in elements(figure, "path"):
        diamond = re.fullmatch(r"M([\d.]+) ([\d.]+)l([\d.]+) .*z", path.get("d"))
        if diamond:
            x, y, r = map(float, diamond.groups())
            boxes.append((x - r, y, x + r, y + 2 * r))
    return boxes


@settings(max_examples=50, deadline=None)
@given(pedigrees())
def test_everybody_is_drawn_once_and_nobody_on_another(pedigree):
    figure = drawn(pedigree)
    boxes = symbols(figure)
    assert len(boxes) == len(pedigree.people)
    for k, one in enumerate(boxes):
        for other in boxes[:k]:
            apart = one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]
            assert apart
    assert sum(text.find(f"{SVG}title") is not None for text in elements(figure, "text")) == len(pedigree.people)


@settings(max_examples=50, deadline=None)
@given(pedigrees())
def test_everything_fits_into_the_picture(pedigree):
    figure = drawn(pedigree)
    root = ET.fromstring(figure.standalone())
    width, height = float(root.get("width")), float(root.get("height"))
    for left, top, right, bottom in symbols(figure):
        assert left >= 0
        assert top >= 0
        assert right <= width
        assert bottom <= height


@settings(max_examples=25, deadline=None)
@given(pedigrees())
def test_the_table_names_everybody_with_their_parents(pedigree):
    rows = drawn(pedigree).table.rows
    assert {row[0]: row[2:4] for row in rows} == {p.id: (p.father or "–", p.mother or "–") for p in pedigree.people}


def test_men_are_squares_women_circles_and_others_diamonds():
    figure = drawn(Pedigree((Person("a", sex="M"), Person("b", sex="F"), Person("c", sex="U"))))
    assert [len(elements(figure, tag)) for tag in ("rect", "circle", "path")] == [1, 1, 1]


def test_related_partners_are_joined_by_a_double_line():
    rows = [
        ("a", None, None, "M"),
        ("b", None, None, "F"),
        ("s", "a", "b", "M"),
        ("t", "a", "b", "F"),
        ("k", "s", "t", "M"),
    ]
    assert len(elements(drawn(pedigree_from_rows(rows)), "line")) == 1 + 2
    assert len(elements(drawn(nuclear("f", "m", ("c", "M"))), "line")) == 1


def test_identical_twins_hang_from_one_point():
    family = nuclear("f", "m", ("a", "M"), ("b", "M"))
    slanted = [p for p in elements(drawn(Pedigree(family.people, (("a", "b"),))), "path") if "L" in p.get("d")]
    assert len(slanted) == 1
    assert not [p for p in elements(drawn(family), "path") if "L" in p.get("d")]


def test_roles_are_shown_by_filling_outline_and_words():
    family = delivery().collection.families[0]
    figure = draw_family(family, words=WORDS, proposals={"A1": "R1"}, asked=("A1",))
    kinds = {rect.get("class") for rect in elements(figure, "rect")}
    assert kinds == {"d", "x"}  # father: gave a sample; child: missing
    roles = {row[0]: row[4] for row in figure.table.rows}
    assert roles == {"Af": "gave a sample", "Am": "gave a sample", "A1": "missing; R1 proposed"}
    assert "R1" in str(figure.svg)


def test_a_sample_with_few_markers_is_half_filled():
    many, few = {f"L{k}": ("1", "2") for k in range(20)}, {"L1": ("1", "2")}
    family = Family("F", nuclear("f", "m", ("c", "M")), {"f": many, "m": few}, ("c",), unavailable=("f",))
    assert marks_of(family, {}, WORDS).role == {"f": "donor", "m": "partial", "c": "missing"}


def test_relatives_who_cannot_be_asked_are_told_apart():
    family = Family("F", nuclear("f", "m", ("c", "M")), {}, ("c",), unavailable=("f",))
    assert marks_of(family, {}, WORDS).role == {"f": "unavailable", "m": "none", "c": "missing"}


def test_the_description_says_who_gave_samples_and_who_is_missing():
    text = draw_family(delivery().collection.families[0], words=WORDS).text
    assert text == "3 people in 2 generations. Gave samples: Af, Am. Missing: A1."


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_legend_explains_every_sign(language):
    figure = draw_legend(Words(language))
    assert len(figure.table.rows) == 10
    assert all(text in str(figure.svg) for _, text in figure.table.rows)


def test_long_ids_are_cut_in_the_picture_and_whole_in_title_and_table():
    long = "a very long identifier 2025-11-22/000123"
    figure = drawn(Pedigree((Person(long, sex="M"),)))
    assert f"{long}: man" in str(figure.svg)
    assert figure.table.rows[0][0] == long


def test_a_symbol_is_large_enough_to_see():
    assert RADIUS >= 12
