import csv
import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.formats.answer_table import write_frequencies, write_table
from homeward.formats.frequency_table import read_frequencies
from homeward.identify.trials.scenario import invented_markers

CELLS = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
RUNS = ("=", "+", "-", "@", "\t", "\r")


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize(
    "cell", ["=1+1", "+A1", "-A1", "@SUM(A1)", "=cmd|' /C calc'!A0", " =1+1", "\t=1", "\n=1", "-", "+"]
)
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(cell):
    [_, [shown]] = read(write_table(("id",), [(cell,)]))
    assert shown.startswith("'")


@pytest.mark.parametrize("cell", ["-1.5", "+2", "-1e-9", "1", "R-1", "7.3/9", "", "'quoted'", "a=b", "Ωμέγα"])
def test_numbers_and_plain_words_stay_as_they_are(cell):
    assert read(write_table(("id", "more"), [(cell, "x")]))[1] == [cell, "x"]


@pytest.mark.parametrize("cell", ["-inf", "-nan", "+inf", "+NaN", "-infinity"])
def test_a_signed_word_is_no_number_to_a_spreadsheet(cell):
    [_, [shown]] = read(write_table(("id",), [(cell,)]))
    assert shown.startswith("'")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=5))
def test_every_row_is_read_back_and_none_can_run(rows):
    header, *got = read(write_table(("one", "two", "three"), rows))
    assert header == ["one", "two", "three"]
    assert len(got) == len(rows)
    for row, back in zip(rows, got, strict=True):
        for cell, shown in zip(row, back, strict=True):
            assert shown in (cell, f"'{cell}")
            is_blank = not shown.strip(" \t\u00a0")  # read back as nothing, and nothing that could run
            assert is_blank or shown[:1] not in RUNS or re.fullmatch(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?", shown)


def test_no_cell_can_begin_a_row_of_its_own_that_a_spreadsheet_would_run():
    assert read(write_table(("x", "y"), [("R1\r=1+1", "plain")]))[1:] == [["R1\r=1+1", "plain"]]


def test_commas_quotes_and_line_breaks_stay_inside_their_cell():
    odd = ('a,b;"c"', "two\nlines", "plain")
    assert read(write_table(("x", "y", "z"), [odd]))[1] == list(odd)


def test_frequencies_are_read_back_exactly():
    markers = invented_markers(5)
    table = read_frequencies(write_frequencies(markers).encode())
    assert [marker.name for marker in table.markers] == [marker.name for marker in markers]
    for own, back in zip(markers, table.markers, strict=True):
        want = dict(zip(own.alleles, own.frequencies.tolist(), strict=True))
        assert dict(zip(back.alleles, back.frequencies.tolist(), strict=True)) == pytest.approx(want, rel=1e-12)
