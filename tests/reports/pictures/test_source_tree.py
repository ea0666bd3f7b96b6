"""The family tree of sources: what stands for itself is filled, what repeats is joined to what it repeats."""

import re

from hypothesis import given
from hypothesis.strategies import integers, lists

from homeward.reports.pictures.source_tree import Leaf, Told, source_tree

TOLD = Told(ident="tree", title="Tree", text="of sources", head=("said", "repeats", "change"), own="nothing")


def marks(figure):
    return re.findall(r'<circle class="(\w+)" cx="([\d.]+)" cy="([\d.]+)"', str(figure.svg))


def test_what_repeats_is_hollow_and_a_step_to_the_right_of_what_it_repeats():
    figure = source_tree([Leaf(0, "a"), Leaf(1, "b", "weakened"), Leaf(0, "c")], TOLD)
    assert marks(figure) == [("solid", "12", "14"), ("paper", "38", "56"), ("solid", "12", "98")]
    assert figure.table.rows == (("a", "nothing", ""), ("b", "a", "weakened"), ("c", "nothing", ""))


def test_a_proposed_origin_is_a_broken_line_and_one_that_a_person_read_is_not():
    svg = str(source_tree([Leaf(0, "a"), Leaf(1, "b"), Leaf(1, "c", is_read=True)], TOLD).svg)
    assert re.findall(r'<path class="([\w ]+)" d="([^"]+)"', svg) == [
        ("line proposed", "M12 20V56H32"),
        ("line", "M12 20V98H32"),
    ]


def test_each_stands_below_the_last_one_that_is_a_step_higher():
    leaves = [Leaf(0, "a"), Leaf(1, "b"), Leaf(2, "c"), Leaf(1, "d"), Leaf(2, "e"), Leaf(0, "f"), Leaf(1, "g")]
    assert [row[1] for row in source_tree(leaves, TOLD).table.rows] == ["nothing", "a", "b", "a", "d", "nothing", "f"]


def test_no_claim_is_still_a_picture_and_a_table():
    assert source_tree([], TOLD).table.rows == ()


@given(lists(integers(0, 40), max_size=30))
def test_every_leaf_is_drawn_inside_the_picture_however_deep(depths):
    figure = source_tree([Leaf(depth, "x" * 300, "y" * 300) for depth in depths], TOLD)
    found = marks(figure)
    assert len(found) == len(depths)
    assert all(float(x) <= 760 / 2 for _, x, _ in found)


def test_hostile_words_are_text():
    svg = str(source_tree([Leaf(0, "<script>\u202e"), Leaf(1, "b", "<b>")], TOLD).svg)
    assert "<script" not in svg
    assert "<b>" not in svg
    assert "\u202e" not in svg
