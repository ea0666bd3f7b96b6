import csv
import io
import zipfile

import pytest
import python_calamine
from hypothesis import given
from hypothesis import strategies as st

from homeward.formats.talks.board_tables import BoardTable, write_board_csv, write_board_workbook

TABLE = BoardTable("board", ("pledge", "n"), (("dead", 6000), ("=1+1", None), ("Олена, «так»", 2.5), ("'x", 0)))


def sheets(data):
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_numbers_stay_numbers_and_what_is_not_known_stays_empty():
    rows = sheets(write_board_workbook([TABLE]))["board"]
    assert rows == [["pledge", "n"], ["dead", 6000.0], ["=1+1", ""], ["Олена, «так»", 2.5], ["'x", 0.0]]
    assert write_board_csv(TABLE).splitlines()[1] == "dead,6000"


def test_nothing_in_a_workbook_is_a_formula_and_a_csv_is_guarded():
    archive = zipfile.ZipFile(io.BytesIO(write_board_workbook([TABLE])))
    assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    assert "'=1+1" in write_board_csv(TABLE)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_no_cell_of_a_csv_begins_with_what_a_spreadsheet_runs(text):
    rows = list(csv.reader(io.StringIO(write_board_csv(BoardTable("t", ("a",), ((text,),))), newline="")))
    assert rows[1:] == [] or not rows[1] or rows[1][0].lstrip()[:1] not in ("=", "@")


def test_the_same_tables_give_the_same_bytes():
    assert write_board_workbook([TABLE]) == write_board_workbook([TABLE])


@pytest.mark.parametrize("long", ["a" * 40_000])
def test_a_cell_longer_than_a_workbook_holds_is_cut_and_the_csv_has_it_whole(long):
    table = BoardTable("t", ("a",), ((long,),))
    assert len(sheets(write_board_workbook([table]))["t"][1][0]) == 32_000
    assert long in write_board_csv(table)
