import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.errors import InvalidInput
from homeward.formats.reading import Limits, Reading, has_unseen, read_text_table, show


def says(table):
    return " | ".join(f"{problem.where}: {problem.says}" for problem in table.problems)


@pytest.mark.parametrize(("mark", "name"), [(",", "commas"), (";", "semicolons"), ("\t", "tabs"), ("|", "bars")])
def test_separators_are_detected_and_stated(mark, name):
    table = read_text_table(f"a{mark}b\n1{mark}2\n".encode())
    assert table.rows == (("1", "2"),)
    assert name in table.source


def test_decimal_commas_in_a_semicolon_table_stay_in_their_cells():
    assert read_text_table(b"a;b\n9,3;10\n9,3;11\n").rows == (("9,3", "10"), ("9,3", "11"))


def test_a_line_that_declares_the_separator_is_obeyed():
    table = read_text_table(b"sep=;\na,b;c\n1,2;3\n")
    assert (table.header, table.rows, table.numbers) == (("a,b", "c"), (("1,2", "3"),), (3,))


def test_two_separators_that_both_fit_are_said():
    assert "declare the separator" in says(read_text_table(b"a,b;c\n1,2;3\n"))


def test_rows_are_named_by_the_line_they_start_on():
    table = read_text_table(b"a,b\n\n1,2\n\n,\n3,4\n")
    assert table.numbers == (3, 6)
    assert table.n_rows_in == 2


# ── bad files ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_unclosed_quote_refuses_the_file_with_its_line():
    rows = "".join(f"p{number},x\n" for number in range(1000))
    table = read_text_table(f'id,note\np,x\nq,"open\n{rows}'.encode())
    assert table.is_refused
    assert table.problems[0].where == "row 3"


def test_two_stray_quotes_do_not_swallow_rows_silently():
    table = read_text_table(b'id,note\na,"x\nb,y\nc,z"\nd,w\n')
    assert [row[0] for row in table.rows] == ["d"]
    assert (table.n_rows_in, table.n_rows_held) == (2, 1)
    assert "3 lines" in says(table)


def test_text_after_a_closing_quote_refuses_the_file():
    assert read_text_table(b'a,b\n"x"y,2\n').is_refused


@pytest.mark.parametrize("data", [b"", b"\n\n", b"   \n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n"])
def test_an_empty_file_is_a_problem(data):
    table = read_text_table(data)
    assert table.is_refused
    assert table.problems


def test_a_header_without_rows_is_an_empty_table():
    table = read_text_table(b"a,b\n")
    assert (table.header, table.rows, table.n_rows_in) == (("a", "b"), (), 0)
    assert "no rows" in says(table)


def test_one_column_is_not_a_table():
    assert "not a table" in says(read_text_table(b"a\n1\n2\n"))


def test_nul_characters_refuse_the_file_with_their_line():
    table = read_text_table(b"a,b\n1,2\n3,\x004\n")
    assert table.is_refused
    assert table.problems[0].where == "row 3"


def test_ragged_rows_are_held_and_empty_cells_beyond_the_header_are_nothing():
    table = read_text_table(b"a,b\n1\n1,2,3\n4,5,,\n")
    assert table.rows == (("4", "5"),)
    assert (table.n_rows_in, table.n_rows_held) == (3, 2)
    assert [problem.where for problem in table.problems] == ["row 2", "row 3"]


def test_cells_above_the_limit_are_held():
    table = read_text_table(f"a,b\n{'x' * 9000},1\n2,3\n".encode())
    assert table.rows == (("2", "3"),)
    assert "9,000 characters" in says(table)


def test_a_cell_above_the_parsers_limit_refuses_the_file_with_its_line():
    table = read_text_table(f"a,b\n1,2\n{'x' * 200_000},1\n".encode())
    assert table.is_refused
    assert table.problems[0].where == "row 3"


@pytest.mark.parametrize(
    ("limits", "data"),
    [
        (Limits(file_bytes=5), b"a,b\n1,2\n"),
        (Limits(columns=2), b"a,b,c\n1,2,3\n"),
        (Limits(rows=1), b"a,b\n1,2\n3,4\n"),
    ],
)
def test_files_above_a_limit_are_refused(limits, data):
    table = read_text_table(data, Reading(limits=limits))
    assert table.is_refused
    assert "limit" in says(table) or "more than" in says(table)


def test_a_million_columns_are_refused():
    assert "columns" in says(read_text_table(b"a" + b",a" * 1_000_000 + b"\n"))


# ── encodings ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marked_unicode_and_utf_8_are_detected(encoding):
    table = read_text_table("ім'я,b\nЯ,2\n".encode(encoding))
    assert table.header == ("ім'я", "b")
    assert table.rows == (("Я", "2"),)


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-u", "cp1252", "utf-16-le"])
def test_an_8_bit_encoding_is_never_guessed_only_declared(encoding):
    data = "id,b\nÄ,2\n".encode(encoding) if encoding == "cp1252" else "id,b\nЯ,2\n".encode(encoding)
    table = read_text_table(data)
    assert table.is_refused
    assert "declare" in says(table)
    assert read_text_table(data, Reading(encoding=encoding)).rows[0][0] in "ЯÄ"


def test_mixed_encodings_are_refused_with_the_line():
    table = read_text_table("a,b\nЯ,1\n".encode() + "Я,2\n".encode("cp1251"))
    assert table.is_refused
    assert table.problems[0].where == "row 3"


def test_a_mark_in_the_file_overrules_the_declared_encoding_and_is_said():
    table = read_text_table("a,b\nЯ,1\n".encode("utf-8-sig"), Reading(encoding="cp1251"))
    assert table.rows == (("Я", "1"),)
    assert "declared as cp1251" in says(table)


def test_a_second_mark_is_not_glued_to_the_first_heading():
    table = read_text_table(b"\xef\xbb\xbf\xef\xbb\xbfid,b\n1,2\n")
    assert table.header == ("id", "b")
    assert "<U+FEFF>id" in says(table)


def test_line_separators_of_unicode_do_not_end_a_row():
    table = read_text_table("a,b\nx\u2028y,2\n".encode())
    assert table.rows == (("x\u2028y", "2"),)
    assert table.unseen == {"x\u2028y"}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_all_line_ends_are_read(end):
    assert read_text_table(f"a,b{end}1,2{end}3,4".encode()).rows == (("1", "2"), ("3", "4"))


@pytest.mark.parametrize("how", [{"encoding": "rot13"}, {"encoding": "utf-7"}, {"separator": "x"}, {"between": "+"}])
def test_what_cannot_be_declared_is_a_callers_mistake(how):
    with pytest.raises(InvalidInput):
        Reading(**how)


# ── cells ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_blanks_around_a_cell_are_cut_and_our_guard_is_taken_away():
    assert read_text_table(b"a,b\n x ,'=1+1\n''=2,'plain\n").rows == (("x", "=1+1"), ("'=2", "'plain"))


def test_cells_with_unseen_characters_are_known_also_where_blanks_were_cut():
    assert read_text_table("a,b\n x\u200b ,2\n".encode()).unseen == {"x\u200b"}


def test_unseen_characters_are_spelled_out_in_messages():
    assert show("a\u200bb\u202e") == "'a<U+200B>b<U+202E>'"
    assert has_unseen("a\u2066b")
    assert not has_unseen("Їжак")


@given(st.binary(max_size=400))
def test_any_bytes_give_a_table_whose_rows_are_accounted_for(data):
    table = read_text_table(data)
    assert table.n_rows_in == len(table.rows) + table.n_rows_held
    assert table.header or table.problems
    assert all(len(row) == len(table.header) for row in table.rows)


@given(st.lists(st.lists(st.text("ab1.,;'\"= \n", max_size=6), min_size=3, max_size=3), max_size=8))
def test_any_rows_are_kept_or_held(rows):
    import csv
    import io

    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([["x", "y", "z"], *rows])
    table = read_text_table(text.getvalue().encode(), Reading(separator=","))
    n_filled = sum(any(cell.strip(" ") for cell in row) for row in rows)
    assert table.n_rows_in == n_filled
    assert len(table.problems) >= table.n_rows_held
