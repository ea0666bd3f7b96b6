from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.records.contradictions import age_on, find_contradictions
from homeward.records.dates import PartialDate
from homeward.records.person import Person

LISTED_ON = date(2025, 6, 1)


def kinds(**values):
    return [c.kind for c in find_contradictions(Person("1", **values), listed_on=LISTED_ON)]


def test_a_line_that_says_nothing_contradicts_nothing():
    assert kinds() == []


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ({"birth_date": "31.02.1987"}, "not a date"),
        ({"last_seen_date": "2031-01-01"}, "date to come"),
        ({"birth_date": "1890"}, "age"),
        ({"birth_date": "2010-05-01", "last_seen_date": "2009"}, "order of dates"),
        ({"category": "civilian", "rank": "сержант"}, "civilian with a rank or unit"),
        ({"category": "цивільний", "unit": "А1234"}, "civilian with a rank or unit"),
        ({"category": "child", "rank": "солдат"}, "child with a rank"),
        ({"category": "child", "birth_date": "2001"}, "age against category"),
        ({"category": "military", "birth_date": "2012-01-01"}, "age against category"),
        ({"category": "aged 18–25", "birth_date": "1999-01-01"}, "age against category"),
        ({"category": "18 to 25", "birth_date": "2008-01-01"}, "age against category"),
        ({"category": "18-25", "age": "40"}, "age against category"),
        ({"category": "child", "age": "близько 40 років"}, "age against category"),
        ({"category": "18-25", "birth_date": "~1990"}, "age against category"),
        ({"birth_date": "1987-03-15", "id_number": "3184900010"}, "number against birth date"),
        ({"sex": "m", "id_number": "3184900020"}, "number against sex"),
        ({"sex": "f", "patronymic": "Петрович"}, "sex against patronymic"),
        ({"sex": "чол", "patronymic": "Петрівна"}, "sex against patronymic"),
        ({"rank": "чарівник"}, "rank not known"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_contradiction_is_found_and_alone(values, kind):
    assert kinds(**values) == [kind]


@pytest.mark.parametrize(
    "values",
    [
        {"birth_date": "1987-03-14", "id_number": "3184900017", "sex": "m", "patronymic": "Петрович"},
        {"category": "aged 18-25", "birth_date": "2003"},
        {"category": "child", "birth_date": "2007-06-02"},
        {"category": "18-25", "birth_date": "~1998"},
        {"category": "18-25", "age": "17"},
        {"category": "child", "age": "невідомо"},
        {"category": "child", "age": "5 months"},
        {"birth_date": "2022-03-30", "last_seen_date": "2022-03"},
        {"category": "military", "rank": "старший солдат", "unit": "А1234", "birth_date": "1990"},
        {"birth_date": "~1980", "last_seen_date": "2022-03"},
        {"id_number": "A-12"},
    ],
)
def test_what_can_be_true_is_left_alone(values):
    assert kinds(**values) == []


@given(st.dates(date(1900, 1, 1), date(2024, 12, 31)), st.dates(date(2025, 1, 1), date(2030, 12, 31)))
def test_less_known_of_a_birth_date_never_narrows_the_age(born, day):
    whole = age_on(PartialDate(born.year, born.month, born.day), day)
    month = age_on(PartialDate(born.year, born.month), day)
    year = age_on(PartialDate(born.year), day)
    assert year[0] <= month[0] <= whole[0] == whole[1] <= month[1] <= year[1]


def test_no_sentence_names_the_person():
    person = Person("7", family_name="Вигаданенко", birth_date="2031", sex="f", patronymic="Петрович", category="child")
    said = " ".join(c.says for c in find_contradictions(person, listed_on=LISTED_ON))
    assert said
    assert "Вигаданенко" not in said
    assert "Петрович" not in said
