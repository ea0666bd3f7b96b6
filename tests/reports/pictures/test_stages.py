"""The stages of a round: as long as its number, told apart without colour, and inert whatever a side is called."""

import re

from homeward.reports.pictures.stages import Bars, Told, stages

TOLD = Told(ident="persons", title="Persons", text="How many at each stage.", head=("stage", "North", "South"))


def bars(*numbers, sides=("North", "South")):
    return [
        Bars(f"stage {place}", tuple((side, n, f"{n} persons") for side, n in zip(sides, pair, strict=True)))
        for place, pair in enumerate(numbers)
    ]


def widths(figure):
    return [float(one) for one in re.findall(r'<rect [^>]*width="([\d.]+)"', str(figure.svg))]


def test_a_bar_is_as_long_as_its_number_and_the_longest_fills_the_room():
    assert widths(stages(bars((40, 20), (10, 5)), TOLD)) == [380.0, 190.0, 95.0, 47.5]


def test_nothing_at_any_stage_is_still_a_picture_and_a_table():
    figure = stages(bars((0, 0)), TOLD)
    assert widths(figure) == []
    assert figure.table.rows == (("stage 0", "0 persons", "0 persons"),)
    assert stages([], TOLD).table.rows == ()


def test_the_sides_are_told_apart_by_name_and_by_filled_or_hollow():
    svg = str(stages(bars((3, 2)), TOLD).svg)
    assert re.findall(r'<rect class="(\w+)"', svg) == ["for", "paper"]
    assert ">North<" in svg
    assert ">South<" in svg


def test_every_number_of_the_picture_stands_in_its_table():
    figure = stages(bars((3, 2), (1, 0)), TOLD)
    assert figure.table.rows == (("stage 0", "3 persons", "2 persons"), ("stage 1", "1 persons", "0 persons"))
    assert figure.table.head == ("stage", "North", "South")


def test_a_side_with_a_hostile_name_is_text():
    svg = str(stages(bars((3, 2), sides=("<script>\u202e", "South")), TOLD).svg)
    assert "<script" not in svg
    assert "\u202e" not in svg
