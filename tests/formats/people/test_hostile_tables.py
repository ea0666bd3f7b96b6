"""Tables of people that are broken, ambiguous or meant to deceive: each is refused, held, flagged or asked about."""

import gzip

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.errors import InvalidInput
from homeward.formats.people.answers import Answers
from homeward.formats.people.any_format import read_people
from homeward.formats.people.tables import write_csv, write_workbook
from homeward.records.person import Person

HEADER = "record_id,family_name,given_name,birth_date,id_number\n"
NAMES = (("Вигаданська", "Олена"), ("Бравкенко", "Микола"), ("Жутавук", "Іван"), ("Дзумбаленко", "Тарас"))


def table(*rows: str, header: str = HEADER) -> bytes:
    return (header + "".join(f"{row}\n" for row in rows)).encode()


def names_in(encoding: str, change=str) -> bytes:
    rows = (f"{n},{change(family)},{change(given)}\n" for n, (family, given) in enumerate(NAMES * 3))
    return ("номер,прізвище,імя\n" + "".join(rows)).encode(encoding)


def says(listing) -> str:
    return " | ".join(f"{problem.where}: {problem.says} ({problem.kept})" for problem in listing.problems)


def about(listing) -> dict[str, object]:
    return {question.about: question for question in listing.questions}


def counts(listing) -> tuple[int, int, int, int]:
    return listing.n_rows_in, listing.n_rows_accepted, listing.n_rows_held, listing.n_rows_refused


# ── shape ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("data", "where", "reason"),
    [
        (table("1,А,Б,,", '2,"open,Б,,', *(f"{n},А,Б,," for n in range(3, 1000))), "row 3", "quote"),
        (table("1,А,Б,,", "2,\0,Б,,"), "row 3", "NUL"),
        (table("1,А,Б,,", f"2,{'x' * 200_000},Б,,"), "row 3", "limit"),
        (table("1,А,Б", header=",".join(f"c{n}" for n in range(300)) + "\n"), "row 1", "300 columns"),
        (b"", "file", "empty"),
        (b"\xef\xbb\xbf", "file", "empty"),
        (HEADER.encode() + b'"x"y,2,3,4,5\n', "row 2", "quote"),
        (gzip.compress(table("1,А,Б,,"), mtime=0)[:-8], "file", "compressed"),
        (gzip.compress(b"a,b\n" + b"0,0\n" * 30_000_000, mtime=0), "file", "limit"),
        (gzip.compress(b"PK\x03\x04", mtime=0), "file", "unpack it first"),
        (b"%PDF-1.7", "file", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "file", "old .xls"),
    ],
)
def test_a_file_that_cannot_be_a_list_is_refused_with_place_and_reason(data, where, reason):
    listing = read_people(data)
    assert listing.people == ()
    assert listing.problems[-1].where == where
    assert reason in listing.problems[-1].says


def test_a_header_alone_is_an_empty_list_and_said():
    listing = read_people(HEADER.encode())
    assert counts(listing) == (0, 0, 0, 0)
    assert "no rows" in says(listing)


def test_rows_of_another_length_are_held_with_their_lines():
    listing = read_people(table("1,А,Б,,", "2,А,Б", "3,А,Б,,,extra"))
    assert counts(listing) == (3, 1, 2, 0)
    assert [problem.where for problem in listing.problems] == ["row 3", "row 4"]


def test_a_cell_over_the_limit_is_held_as_written_or_in_compatible_form():
    listing = read_people(table(f"1,{'x' * 9000},Б,,", f"2,{'ﷺ' * 500},Б,,", "3,А,Б,,"))
    assert counts(listing) == (3, 1, 2, 0)
    assert "9,000 characters" in says(listing)


def test_a_heading_that_stands_twice_is_asked_about_and_the_second_is_not_silent():
    header = "record_id,family_name,family_name,given_name\n"
    listing = read_people(table("1,А,В,Б", header=header))
    assert about(listing)["column family_name"].choices == ("#2", "#3")
    assert "column family_name" in says(listing)
    (person,) = read_people(table("1,А,В,Б", header=header), Answers(columns=(("family_name", "#3"),))).people
    assert person.family_name == "В"


def test_a_column_that_is_not_read_is_named():
    assert "column Примітка" in says(read_people(table("1,А,Б,x", header="id,прізвище,імя,Примітка\n")))


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_every_separator_gives_the_same_people(mark):
    assert (
        read_people(table("1,А,Б,1987,").replace(b",", mark.encode())).people
        == read_people(table("1,А,Б,1987,")).people
    )


# ── encodings ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_without_asking(encoding):
    listing = read_people(names_in(encoding))
    assert listing.people[0].family_name == "Вигаданська"
    assert listing.questions == ()


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-u", "cp866", "iso8859-5", "mac-cyrillic"])
@pytest.mark.parametrize("change", [str, str.upper, str.lower])
def test_an_8_bit_encoding_is_told_by_its_letters_and_asked_about_with_names(encoding, change):
    def plain(text):
        return change(text).replace("і", "и").replace("І", "И") if encoding == "cp866" else change(text)

    data = names_in("utf-8", plain).decode().replace("прізвище", "фамилия").replace("імя", "имя").encode(encoding)
    listing = read_people(data)
    question = about(listing)["encoding"]
    assert question.assumed == encoding
    assert question.samples[0] == f"{plain('Вигаданська')} {plain('Олена')}"
    assert len(question.samples) == 5
    answered = read_people(data, Answers(encoding=encoding))
    assert answered.people == listing.people
    assert answered.questions == ()


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "cp1250", "cp1256"])
def test_other_8_bit_encodings_are_refused_never_read_as_latin(encoding):
    names = {"cp1250": "Dvořák,Jiří", "cp1256": "محمد,علي"}.get(encoding, "Müller,Jörg")
    listing = read_people(f"id,surname,name\n1,{names}\n2,{names}\n".encode(encoding))
    assert listing.people == ()
    assert "declare the encoding" in says(listing)


def test_mixed_encodings_are_refused_with_the_line():
    data = names_in("utf-8") + "99,Дзумба,Тарас\n".encode("cp1251")
    listing = read_people(data)
    assert listing.people == ()
    assert listing.problems[0].where == "row 14"


def test_utf_16_without_its_mark_is_refused_with_advice():
    assert "utf-16-le" in says(read_people("id,surname\n1,Smith\n".encode("utf-16-le")))
    assert read_people(names_in("utf-16-le"), Answers(encoding="utf-16-le")).n_rows_accepted == 12


def test_utf_7_is_refused_and_not_read_as_names():
    assert "UTF-7" in says(read_people(names_in("utf-7")))


def test_a_second_byte_order_mark_does_not_hide_the_first_heading():
    listing = read_people(b"\xef\xbb\xbf" + table("1,А,Б,,").decode().encode("utf-8-sig"))
    assert listing.people[0].record_id == "1"
    assert "<U+FEFF>" in says(listing)


# ── letters ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Iваненко", "two scripts"),  # Latin I
        ("Ваcиль", "two scripts"),  # Latin c
        ("Αlex", "two scripts"),  # Greek Alpha
        ("Ів\u200bан", "<U+200B>"),
        ("\u202eнавІ", "<U+202E>"),
        ("Ів\u2066ан", "<U+2066>"),
        ("Ів\u2028ан", "<U+2028>"),
        ("Ів\u00adан", "<U+00AD>"),
        ("Іва" + "\u0301" * 40 + "н", "40 marks"),
        ("Іван ٣", "digits of another script"),
        ("Іван １", "digits of another script"),
    ],
)
def test_letters_that_deceive_are_flagged_and_the_text_stays(name, shown):
    listing = read_people(table(f"1,Вигадько,{name},,"))
    assert listing.people[0].given_name == name
    assert (listing.problems[0].where, listing.problems[0].kept) == ("row 2, given_name", "the text as written")
    assert shown in listing.problems[0].says


@pytest.mark.parametrize(
    "name", ["Іван", "O'Neil", "Мар’яна", "Ђорђе", "Nguyễn", "José", "Jean-Luc", "משה", "李明", "Γιώργος"]
)
def test_honest_names_are_not_flagged(name):
    assert read_people(table(f"1,Вигадько,{name},,")).problems == ()


def test_very_many_odd_values_are_counted_beyond_the_first():
    listing = read_people(table(*(f"{n},Iван{n},Б,," for n in range(1500))))
    assert "500 more values are odd" in says(listing)


# ── dates ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def born(*dates: str, **answers: object):
    listing = read_people(table(*(f"{n},А,Б,{one}," for n, one in enumerate(dates))), Answers(**answers))
    return listing, [person.birth_date for person in listing.people]


def test_dates_that_may_be_month_first_are_asked_with_samples():
    listing, _ = born("03/04/1980", "05-06-1991")
    question = about(listing)["dates"]
    assert (question.choices, question.assumed) == (("day-first", "month-first"), "day-first")
    assert question.samples == ("03/04/1980 = 1980-04-03", "05-06-1991 = 1991-06-05")


def test_the_answer_month_first_is_followed_and_said():
    listing, dates = born("03/04/1980", "05.06.1991", "12/31/1990", dates="month-first")
    assert dates == ["1980-03-04", "1991-05-06", "1990-12-31"]
    assert "month first" in says(listing)
    assert listing.questions == ()


def test_the_answer_day_first_leaves_the_dates_as_written():
    listing, dates = born("03/04/1980", dates="day-first")
    assert (dates, listing.problems, listing.questions) == (["03/04/1980"], (), ())


def test_dates_that_can_only_be_month_first_make_month_first_the_assumption():
    listing, dates = born("03/04/1980", "12/31/1991")
    assert about(listing)["dates"].assumed == "month-first"
    assert dates == ["1980-03-04", "1991-12-31"]


@pytest.mark.parametrize("dates", [("31/12/1991", "03/04/1980"), ("03.04.1980",), ("1980-04-03",), ("03/03/1980",)])
def test_dates_that_tell_their_order_are_not_asked_about(dates):
    listing, read = born(*dates)
    assert (listing.questions, read) == ((), list(dates))


def test_lists_that_contradict_themselves_are_asked_about():
    listing, _ = born("31/12/1991", "12/31/1991", "03/04/1980")
    assert "1 others can only be month first, 1 only day first" in about(listing)["dates"].asks


def test_years_of_two_digits_are_asked_and_answered():
    listing, _ = born("03.04.31", "03.04.30")
    assert about(listing)["years"].samples == ("03.04.30 = 2030-04-03", "03.04.31 = 1931-04-03")
    listing, dates = born("03.04.31", "03.04.30", years=1900)
    assert (dates, listing.questions) == (["1931-04-03", "1930-04-03"], ())


def test_days_that_a_spreadsheet_counted_are_asked_and_answered():
    listing, dates = born("31850")
    assert about(listing)["days"].samples == ("31850 = 1987-03-14 or 1991-03-15",)
    assert dates == ["31850"]
    assert "no date" in says(listing)
    assert born("31850", days="1900")[1] == ["1987-03-14"]
    assert born("30388", days="1904")[1] == ["1987-03-14"]
    assert born("31850", days="none")[0].questions == ()


@pytest.mark.parametrize(
    ("date", "shown"), [("31.02.1987", "calendar"), ("1366-01-05", "Persian"), ("14/03/2530", "Buddhist")]
)
def test_dates_of_no_calendar_here_keep_their_text(date, shown):
    listing, dates = born(date)
    assert dates == [date]
    assert shown in says(listing)
    assert "text; date unknown" in says(listing)


# ── answers ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_column_is_read_as_the_field_that_was_said():
    header = "id,surname,name,Born on\n"
    listing = read_people(table("1,А,Б,1987", header=header), Answers(columns=(("birth_date", "born on"),)))
    assert listing.people[0].birth_date == "1987"
    assert ("birth_date", "Born on") in listing.columns


@pytest.mark.parametrize(
    "make",
    [
        lambda: Answers(encoding="rot13"),
        lambda: Answers(dates="year-first"),
        lambda: Answers(years=31),
        lambda: Answers(columns=(("shoe size", "x"),)),
        lambda: read_people(table("1,А,Б,,"), Answers(columns=(("rank", "Звання"),))),
    ],
)
def test_an_answer_that_cannot_be_meant_is_a_callers_mistake(make):
    with pytest.raises(InvalidInput):
        make()


# ── on the way out ────────────────────────────────────────────────────────────────────────────────────────────────────

FIELDS = [name for name in Person.__slots__ if name != "record_id"]
STARTS = (
    "=",
    "+",
    "-",
    "@",
    "\t=",
    "\u200b=",
    " =",
    "'=",
    "''+",
    "\u00a0@",
    "\ufeff=",
    "=\u202e",
    "'",
    "−",
    "﹦",
    "＝",
)


@pytest.mark.parametrize("start", STARTS)
def test_every_field_survives_a_hostile_beginning_and_no_cell_runs(start):
    text = f"{start}cmd|' /C calc'!A1"
    person = Person("1", **dict.fromkeys(FIELDS, text))
    cells = write_csv((person,)).split("\r\n")[1].split(",")
    assert not any(cell.strip('"').lstrip(" \t\u00a0\u200b\ufeff")[:1] in tuple("=+-@") for cell in cells)
    (back,) = read_people(write_csv((person,)).encode()).people
    assert [getattr(back, field) for field in FIELDS] == [text] * len(FIELDS)


@pytest.mark.parametrize("start", STARTS)
def test_a_workbook_keeps_a_hostile_beginning_as_text(start):
    person = Person("1", **dict.fromkeys(FIELDS, f"{start}1+1"))
    (back,) = read_people(write_workbook((person,))).people
    assert {getattr(back, field) for field in FIELDS} == {f"{start}1+1".strip(" \t\u00a0")}


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.text(alphabet=st.sampled_from("=+-@'\t \u200b\u00a0\ufeffaІ1,;\""), min_size=1, max_size=6),
        min_size=3,
        max_size=3,
    )
)
def test_whatever_a_value_begins_with_it_comes_back_but_for_blanks_at_its_ends(texts):
    values = dict(zip(FIELDS, texts * len(FIELDS), strict=False)) | {"family_name": "Вигадько", "birth_date": None}
    (back,) = read_people(write_csv((Person("1", **values),)).encode()).people
    for field, text in values.items():
        written = (text or "").rstrip(" \t\u00a0")
        kept = getattr(back, field) or ""
        assert kept in (written, written.lstrip(" \t\u00a0")) or written.strip(" \t\u00a0") in ("", "-"), field


def test_a_line_break_in_a_value_becomes_a_blank_and_loses_no_row():
    (back,) = read_people(write_csv((Person("1", "Вигадько", marks="scar\r\nleft\0"),)).encode()).people
    assert back.marks == "scar left"
