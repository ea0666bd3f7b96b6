import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.formats.people.any_format import read_people
from homeward.formats.people.tables import COLUMNS, write_csv, write_workbook
from homeward.records.person import Person

ONE = Person("1", "Вигадько", "Юрій", "Ілліч", "1987-03-14", "m", "Новотихе", unit="А4471", id_number="3184900017")
TWO = Person("2", given_name="Олена", birth_date="1990")
texts = st.none() | st.text("абвгabc =+-@'\"\n\t,;0", min_size=1, max_size=8).map(str.strip).filter(bool)


@pytest.mark.parametrize("write", [lambda people: write_csv(people).encode(), write_workbook], ids=["csv", "xlsx"])
def test_what_is_written_is_read_back(write):
    listing = read_people(write((ONE, TWO)))
    assert listing.people == (ONE, TWO)
    assert listing.n_rows_in == 2


def test_a_formula_stays_text_in_csv():
    assert "'=1+1" in write_csv((Person("1", family_name="=1+1"),))


def test_a_formula_stays_text_in_a_workbook():
    (person,) = read_people(write_workbook((Person("1", family_name="=1+1"),))).people
    assert person.family_name == "=1+1"


def test_every_field_has_a_column():
    assert set(COLUMNS) == set(Person.__slots__)


@settings(max_examples=150)
@given(st.lists(st.builds(Person, st.uuids().map(str), texts, texts, texts, texts, texts, texts), max_size=5))
def test_no_row_is_lost_on_the_way_out_and_back(people):
    listing = read_people(write_csv(people).encode())
    told = [person for person in people if any((person.family_name, person.given_name, person.patronymic))]
    assert listing.n_rows_in == listing.n_rows_accepted + listing.n_rows_held + listing.n_rows_refused
    if told:
        assert listing.n_rows_in == len(people)
