"""Workbooks with lists of people that hide, calculate, lose or explode."""

import io
import zipfile

import pytest

from homeward.formats.people.answers import Answers
from homeward.formats.people.any_format import read_people
from tests.formats.people.test_hostile_tables import about, counts, says
from tests.formats.workbooks import repack, workbook

IN_A_CHILD = True  # see conftest: what explodes must explode there
HEADER = ["record_id", "family_name", "given_name", "birth_date", "id_number"]
ROW = ["A-1", "Вигадько", "Олена", "1987-03-14", "3184900017"]


def book(*rows, arrange=None):
    return workbook([HEADER, *rows], arrange)


def part(data: bytes, **more: bytes) -> bytes:
    return repack(data, lambda name, content: content, {name.replace("__", "/"): text for name, text in more.items()})


def change(data: bytes, old: bytes, new: bytes) -> bytes:
    return repack(data, lambda name, content: content.replace(old, new))


def test_a_plain_workbook_is_read_without_a_question():
    listing = read_people(book(ROW))
    assert (counts(listing), listing.problems, listing.questions) == ((1, 1, 0, 0), (), ())


def test_a_formula_or_an_error_in_a_column_that_is_read_holds_the_row():
    def arrange(book, sheet):
        sheet.write_formula("B3", '="Вига"&"дько"', None, "Вигадько")
        sheet.write_formula("C4", "=VLOOKUP(1,A1:B2,9)", None, "#N/A")

    listing = read_people(book(ROW, ["A-2", "", "Іван"], ["A-3", "Жутавук"], arrange=arrange))
    assert counts(listing) == (3, 1, 2, 0)
    assert [problem.where for problem in listing.problems[-2:]] == ["row 3, family_name", "row 4, given_name"]


def test_an_error_cell_without_a_formula_holds_the_row():
    data = change(book(["A-1", "Вигадько", "Олена", 77]), b"<v>77</v>", b"<v>#REF!</v>")
    data = change(data, b'<c r="D2">', b'<c r="D2" t="e">')
    assert counts(read_people(data)) == (1, 0, 1, 0)


def test_identifiers_that_came_as_numbers_are_left_out_and_asked_about():
    data = book([7, "Вигадько", "Олена", "1987", 184900017])
    listing = read_people(data)
    assert (listing.people[0].record_id, listing.people[0].id_number) == ("7", None)
    assert about(listing)["numbers"].samples == ("7", "184900017")
    assert "lost zeros" in says(listing)
    answered = read_people(data, Answers(numbers="whole"))
    assert (answered.people[0].id_number, answered.questions) == ("184900017", ())


@pytest.mark.parametrize("is_1904", [False, True])
def test_dates_counted_from_1900_or_1904_are_the_same_day(is_1904):
    import datetime

    import xlsxwriter

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "date_1904": is_1904}) as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, ROW[:3])
        sheet.write_datetime(1, 3, datetime.datetime(1987, 3, 14), made.add_format({"num_format": "dd.mm.yy"}))
    assert read_people(stream.getvalue()).people[0].birth_date == "1987-03-14"


def test_a_date_that_lost_its_format_is_asked_about():
    listing = read_people(book(["A-1", "Вигадько", "Олена", 31850]))
    assert "days" in about(listing)


def test_hidden_rows_columns_and_sheets_are_reported_and_asked_about():
    def arrange(made, sheet):
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_column(2, 2, None, None, {"hidden": True})
        made.add_worksheet("second").hide()

    listing = read_people(book(ROW, arrange=arrange))
    assert {"hidden", "sheet"} <= about(listing).keys()
    assert "hidden rows: 2" in says(listing)
    answered = read_people(book(ROW, arrange=arrange), Answers(hidden="read", sheet="profiles"))
    assert answered.questions == ()


def test_which_of_several_sheets_is_the_list_is_asked():
    data = book(ROW, arrange=lambda made, sheet: made.add_worksheet("more"))
    assert about(read_people(data))["sheet"].choices == ("profiles", "more")


def test_merged_cells_and_links_to_other_files_are_reported():
    data = book(ROW, ["A-2"], arrange=lambda made, sheet: sheet.merge_range("B3:C3", "Жутавук"))
    assert "1 merged" in says(read_people(data))
    assert "links to other files" in says(read_people(part(data, xl__externalLinks__externalLink1_xml=b"<x/>")))


def test_one_cell_at_the_far_corner_is_refused_quickly():
    listing = read_people(book(ROW, arrange=lambda made, sheet: sheet.write("XFD1048576", "far")))
    assert listing.people == ()
    assert "could not be read" in says(listing) or "cells" in says(listing)


def rewritten(data: bytes, write) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        write(old, new)
    return stream.getvalue()


def with_a_huge_cell(old, new):
    for name in old.namelist():
        content = old.read(name)
        if name.endswith("sharedStrings.xml"):
            with new.open(name, "w", force_zip64=True) as stream:
                start, end = content.split("Вигадько".encode(), 1)
                stream.write(start)
                for _ in range(500):
                    stream.write(b"x" * 1_000_000)
                stream.write(end)
        else:
            new.writestr(name, content)


def with_a_part_twice(old, new):
    for name in old.namelist():
        new.writestr(name, old.read(name))
    new.writestr("xl/Workbook.xml", old.read("xl/workbook.xml"))


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
EXTERNAL = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda data: rewritten(data, with_a_huge_cell), "would unpack to"),
        (lambda data: part(data, xl__bomb_bin=b"\0" * 30_000_000), "would unpack to"),
        (lambda data: part(data, **{f"xl__p{n}_xml": b"<x/>" for n in range(1001)}), "parts are more"),
        (lambda data: rewritten(data, with_a_part_twice), "one name"),
        (lambda data: part(data, **{"..__evil": b"x"}), "leads outside"),
        (lambda data: repack(data, lambda name, content: content, {"xl/a.xml": BOMB}), "document type"),
        (lambda data: repack(data, lambda name, content: content, {"xl/a.xml": EXTERNAL}), "document type"),
        (lambda data: repack(data, lambda name, content: content, {"xl/vbaProject.bin": b"x"}), "macros"),
        (lambda data: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + data, "password"),
        (lambda data: data[: len(data) // 2], "damaged"),
        (lambda data: data.replace(b"PK\x01\x02", b"PK\x01\x03"), "damaged"),
    ],
)
def test_an_archive_that_attacks_or_lies_is_refused_with_a_reason(make, reason):
    listing = read_people(make(book(ROW)))
    assert listing.people == ()
    assert reason in says(listing)


def test_an_encrypted_part_is_refused():
    data = bytearray(book(ROW))
    place = data.rfind(b"PK\x01\x02")
    data[place + 8] |= 1
    assert "encrypted" in says(read_people(bytes(data)))
