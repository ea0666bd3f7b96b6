import datetime
import io
import zipfile

import pytest

from homeward.formats.foreign import process
from homeward.formats.reading import Limits, Reading
from homeward.formats.spreadsheet import read_table
from tests.formats.workbooks import repack, workbook

IN_A_CHILD = True  # see conftest: workbooks are opened in the process that opens them in earnest
SIMPLE = [["sample", "TH01"], ["R-1", "6/9.3"], ["R-2", "7/7"]]


def says(table):
    return " | ".join(f"{problem.where}: {problem.says}" for problem in table.problems)


def same(name, content):
    return content


def test_a_workbook_is_read_like_a_table_of_text():
    table = read_table(workbook(SIMPLE))
    assert (table.header, table.rows, table.numbers) == (("sample", "TH01"), (("R-1", "6/9.3"), ("R-2", "7/7")), (2, 3))
    assert (table.problems, table.not_text) == ((), ())
    assert "profiles" in table.source


@pytest.mark.parametrize(
    ("number", "text"), [(9.3, "9.3"), (12.0, "12"), (12, "12"), (9.35, "9.35"), (-1.5, "-1.5"), (1e16, "1e+16")]
)
def test_numbers_are_written_back_exactly(number, text):
    table = read_table(workbook([["a", "b"], ["x", number]]))
    assert table.rows == (("x", text),)
    assert table.is_text(0, 0)
    assert not table.is_text(0, 1)


def test_a_date_stays_a_date():
    def arrange(book, sheet):
        sheet.write_datetime(1, 1, datetime.datetime(2024, 3, 9), book.add_format({"num_format": "d mmm"}))

    assert read_table(workbook([["sample", "TH01"], ["R-1"]], arrange)).rows == (("R-1", "2024-03-09"),)


def test_formulas_and_errors_are_shown_as_what_they_are():
    def arrange(book, sheet):
        sheet.write_formula("B2", "=1+2", None, 3)
        sheet.write_formula("B3", "=1/0", None, "#DIV/0!")
        sheet.write_boolean("B4", True)

    table = read_table(workbook([["a", "b"], ["x"], ["y"], ["z"]], arrange))
    assert [row[1] for row in table.rows] == ["=1+2", "=1/0", "TRUE"]
    assert "2 cells hold formulas" in says(table)


def test_an_error_without_a_formula_is_shown():
    part = b'<c r="B2" t="e"><v>#N/A</v></c>'
    data = repack(
        workbook([["a", "b"], ["x", 77]]), lambda name, content: content.replace(b'<c r="B2"><v>77</v></c>', part)
    )
    assert read_table(data).rows == (("x", "#N/A"),)


def test_row_numbers_are_true_below_empty_rows_and_beside_empty_columns():
    def arrange(book, sheet):
        for row, cells in enumerate([["id", "b"], ["x", 1], [], ["y", 2]]):
            sheet.write_row(row + 6, 3, cells)

    table = read_table(workbook([], arrange))
    assert (table.header, table.numbers) == (("id", "b"), (8, 10))


def test_formulas_are_placed_below_empty_rows():
    def arrange(book, sheet):
        sheet.write_row("C5", ["id", "b"])
        sheet.write("C6", "x")
        sheet.write_formula("D6", "=A1", None, 9.3)

    assert read_table(workbook([], arrange)).rows == (("x", "=A1"),)


def test_a_first_row_of_errors_does_not_shift_the_others():
    def arrange(book, sheet):
        sheet.write_formula("B4", "=1/0", None, "#DIV/0!")
        sheet.write_row("B5", ["x", "y"])

    table = read_table(workbook([], arrange))
    assert (table.header, table.rows, table.numbers) == (("=1/0",), (), ())
    assert table.problems[-1].where == "row 5"


def test_one_cell_far_away_neither_hangs_nor_fills_memory():
    def arrange(book, sheet):
        sheet.write("XFD1048576", "far")

    for rows in ([], [["a", "b"]]):
        table = read_table(workbook(rows, arrange))
        assert table.is_refused or not table.rows
        assert table.problems


def test_hidden_rows_columns_and_sheets_are_reported():
    def arrange(book, sheet):
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_column(1, 1, None, None, {"hidden": True})
        book.add_worksheet("staff").hide()
        book.add_worksheet("more")

    table = read_table(workbook(SIMPLE, arrange))
    assert len(table.rows) == 2
    for part in ("'staff': is hidden", "'more': stands beside", "hidden rows: 2", "hidden columns: 2"):
        assert part in says(table)


def test_a_sheet_can_be_named_and_a_wrong_name_lists_the_sheets():
    def arrange(book, sheet):
        book.add_worksheet("O'Neil & <co>").write_row(0, 0, ["a", "b"])

    data = workbook(SIMPLE, arrange)
    assert read_table(data, Reading(sheet="O'Neil & <co>")).header == ("a", "b")
    assert "the sheets are profiles" in says(read_table(data, Reading(sheet="x")))


def test_merged_cells_are_reported():
    data = workbook(SIMPLE, lambda book, sheet: sheet.merge_range("A3:B3", "both"))
    assert "1 merged" in says(read_table(data))


# ── hostile archives ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"xl/vbaProject.bin": b"x"}, "macros"),
        ({"../evil.xml": b"x"}, "leads outside"),
        ({"xl\\evil.xml": b"x"}, "leads outside"),
        ({"XL/WORKBOOK.xml": b"x"}, "one name"),
        ({"xl/bomb.xml": b"0" * 50_000_000}, "would unpack"),
        ({f"xl/p{number}.xml": b"x" for number in range(1001)}, "parts are more"),
        ({"xl/evil.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}, "document type"),
        ({"xl/evil.xml": "<x/>".encode("utf-16")}, "not UTF-8"),
    ],
)
def test_an_archive_that_no_spreadsheet_program_writes_is_refused(more, reason):
    table = read_table(repack(workbook(SIMPLE), same, more))
    assert table.is_refused
    assert reason in says(table)


def test_a_part_that_lies_about_its_size_is_refused():
    data = bytearray(workbook(SIMPLE))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    place = data.rfind(size.to_bytes(4, "little"))
    data[place : place + 4] = (size - 40).to_bytes(4, "little")
    assert read_table(bytes(data)).is_refused


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "password"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04 not a zip", "could not be read"),
        (b"PK\x05\x06" + b"\0" * 18, "not an XLSX"),
    ],
)
def test_other_contents_are_refused_with_a_reason(data, reason):
    assert reason in says(read_table(data))


def test_another_zip_archive_is_not_a_workbook():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert "not an XLSX" in says(read_table(stream.getvalue()))


def test_text_renamed_to_a_workbook_and_the_reverse_are_told_by_content():
    assert read_table(b"a,b\n1,2\n").source.startswith("text")
    assert read_table(workbook(SIMPLE)).source.startswith("workbook")


def test_a_truncated_workbook_is_refused():
    data = workbook(SIMPLE)
    for length in (100, len(data) // 2, len(data) - 30):
        table = read_table(data[:length])
        assert table.is_refused
        assert table.problems


def test_a_formula_whose_cell_cannot_be_told_refuses_the_sheet():
    def change(name, content):
        return content.replace(b'<c r="B2"', b"<c") if name.endswith("sheet1.xml") else content

    data = workbook([["a", "b"], ["x"]], lambda book, sheet: sheet.write_formula("B2", "=1", None, 1))
    assert "cannot be told" in says(read_table(repack(data, change)))


def test_a_workbook_that_needs_too_much_time_is_ended(monkeypatch):
    monkeypatch.setattr(process, "WALL_SECONDS", 0.01)
    table = read_table(workbook([["a", "b"], *[["x", 1]] * 300]))
    assert table.is_refused
    assert "could not be read" in says(table)


def test_a_workbook_that_needs_too_much_memory_is_ended(monkeypatch):
    monkeypatch.setattr(process, "MEMORY_BYTES", 1 << 20)
    assert read_table(workbook([["a", "b"], *[["x" * 50, number] for number in range(30_000)]])).is_refused


def test_more_text_than_the_pipe_allows_ends_the_reading(monkeypatch):
    monkeypatch.setattr(process, "PIPE_BYTES", 1000)
    monkeypatch.setattr(process, "WRITTEN_TIMES", 0)
    assert "more text than allowed" in says(read_table(workbook([["a", "b"], *[["x", 1]] * 300])))


def test_workbooks_above_the_limit_of_bytes_or_rows_are_refused():
    assert read_table(workbook(SIMPLE), Reading(limits=Limits(file_bytes=100))).is_refused
    assert read_table(workbook(SIMPLE), Reading(limits=Limits(rows=1))).is_refused


def test_an_empty_sheet_is_a_problem():
    table = read_table(workbook([]))
    assert table.is_refused
    assert "not even a header" in says(table)
