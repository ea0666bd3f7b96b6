import csv
import gzip
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.formats.people.any_format import read_people
from homeward.records.person import Person

HEADER = "record_id,family_name,given_name,patronymic,birth_date,sex\r\n"
ROWS = HEADER + "S1,Бравкенко,Микола,Іванович,1987-03-14,m\r\nS2,Жутавук,Іван,,2004,m\r\n"


def accounted(listing):
    return listing.n_rows_accepted + listing.n_rows_held + listing.n_rows_refused


def test_a_list_becomes_people_with_what_was_written():
    listing = read_people(ROWS.encode())
    assert listing.people == (
        Person("S1", "Бравкенко", "Микола", "Іванович", "1987-03-14", "m"),
        Person("S2", "Жутавук", "Іван", None, "2004", "m"),
    )
    assert dict(listing.columns)["family_name"] == "family_name"
    assert listing.problems == ()


@pytest.mark.parametrize(
    "data",
    [
        ROWS.encode("utf-8-sig"),
        ROWS.replace(",", "\t").encode(),
        ROWS.replace(",", ";").encode(),
        gzip.compress(ROWS.encode(), mtime=0),
    ],
)
def test_marks_separators_and_compression_change_nothing(data):
    assert read_people(data).people == read_people(ROWS.encode()).people


def test_windows_cyrillic_is_recognised_and_said():
    listing = read_people(ROWS.encode("cp1251"))
    assert listing.people == read_people(ROWS.encode()).people
    assert "Windows Cyrillic" in listing.problems[0].says


def test_headings_of_another_language_are_understood():
    listing = read_people("№;Прізвище;Ім'я;Дата народження\r\n7;Бравкенко;Микола;14.03.1987\r\n".encode())
    assert listing.people == (Person("7", "Бравкенко", "Микола", birth_date="14.03.1987"),)


def test_a_name_in_one_cell_gets_its_parts():
    listing = read_people("id;ПІБ;рік\r\n7;Бравкенко Микола Іванович;1\r\n".encode())
    assert listing.people == (Person("7", "Бравкенко", "Микола", "Іванович"),)


def test_one_column_for_the_whole_name_is_understood_whatever_it_is_called():
    listing = read_people("id,Surname\r\n7,Микола Бравкенко\r\n".encode())
    assert listing.people == (Person("7", "Бравкенко", "Микола"),)


def test_a_list_without_identifiers_gets_the_rows():
    listing = read_people("family_name,given_name\r\nБравкенко,Микола\r\nЖутавук,Іван\r\n".encode())
    assert [person.record_id for person in listing.people] == ["row 2", "row 3"]


def test_an_identifier_used_twice_holds_the_second_row():
    listing = read_people((ROWS + "S1,Лясовук,Іван,,1990,m\r\n").encode())
    assert (listing.n_rows_in, listing.n_rows_accepted, listing.n_rows_held) == (3, 2, 1)
    assert "earlier line" in listing.problems[0].says


def test_a_row_that_names_nobody_is_refused():
    listing = read_people((ROWS + "S3,,—,,1990,m\r\n").encode())
    assert (listing.n_rows_accepted, listing.n_rows_refused) == (2, 1)
    assert "no name" in listing.problems[0].says


def test_a_list_of_one_column_is_read_name_by_name():
    listing = read_people("ПІБ\nШевченко Тарас Григорович\nКосач, Лариса\n".encode())
    names = [(person.record_id, person.family_name, person.given_name) for person in listing.people]
    assert names == [("row 2", "Шевченко", "Тарас"), ("row 3", "Косач", "Лариса")]


def test_one_column_that_is_no_name_is_no_list():
    assert read_people(b"some words\nand more\n").people == ()


@pytest.mark.parametrize("field", ["id_number", "service_number", "document_number"])
def test_a_row_with_nothing_but_a_number_is_somebody(field):
    listing = read_people(f"id,{field}\r\nS1,АБ123456\r\nS2,\r\n".encode())
    assert [getattr(person, field) for person in listing.people] == ["АБ123456"]
    assert listing.n_rows_refused == 1


def test_american_dates_with_a_time_of_day_are_settled_like_others():
    rows = "id,Surname,DOB\r\nS1,Лясовук,3/14/1987 0:00\r\nS2,Бравкенко,4/3/1990 0:00\r\n"
    listing = read_people(rows.encode())
    assert [person.birth_date for person in listing.people] == ["1987-03-14", "1990-04-03"]


def test_a_date_outside_the_calendar_is_a_problem_and_the_person_stays():
    listing = read_people((HEADER + "S1,Бравкенко,Микола,,31.02.1987,m\r\n").encode())
    assert len(listing.people) == 1
    assert "31.02.1987" in listing.problems[0].says


def test_a_table_without_names_is_refused_whole():
    listing = read_people(b"height,weight\r\n170,60\r\n180,80\r\n")
    assert listing.people == ()
    assert (listing.n_rows_in, listing.n_rows_refused) == (2, 2)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\x01",
        b"\x1f\x8bno gzip",
        gzip.compress(ROWS.encode(), mtime=0)[:-9],
        b"\xff\xfe\xff",
        b'"',
        b",\n,\n",
    ],
)
def test_what_is_no_table_says_so(data):
    listing = read_people(data)
    assert listing.people == ()
    assert listing.problems


CELLS = st.text(alphabet=st.characters(codec="utf-8"), max_size=12)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=8), max_size=8))
def test_every_row_of_any_table_is_accounted_for(rows):
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["record_id", "family_name", "given_name", "birth_date", "unit"])
    writer.writerows(rows)
    listing = read_people(text.getvalue().encode())
    assert accounted(listing) == listing.n_rows_in


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(data):
    listing = read_people(data)
    assert accounted(listing) == listing.n_rows_in
    assert listing.people or listing.problems


@pytest.mark.parametrize(
    ("dates", "says"),
    [
        (("03/04/1980", "05/06/1991"), "nothing in the list tells"),
        (("03/04/1980", "12/31/1991"), "month first"),
        (("03/04/1980", "31/12/1991"), None),
        (("03.04.1980", "1991-12-31"), None),
    ],
)
def test_dates_that_may_be_month_first_are_said(dates, says):
    rows = "".join(f"{number},Вигадько,{written}\n" for number, written in enumerate(dates))
    questions = read_people(f"id,surname,birth_date\n{rows}".encode()).questions
    told = [question.asks for question in questions if question.about == "dates"]
    assert len(told) == (says is not None)
    assert says is None or says in told[0]
