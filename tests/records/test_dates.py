from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.records.dates import PartialDate, date_in_number, days_in_month, read_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1987-03-14", PartialDate(1987, 3, 14)),
        ("14.03.1987", PartialDate(1987, 3, 14)),
        ("14/3/1987", PartialDate(1987, 3, 14)),
        ("3/14/1987", PartialDate(1987, 3, 14)),
        ("19870314", PartialDate(1987, 3, 14)),
        ("1987-03-14T00:00:00", PartialDate(1987, 3, 14)),
        ("14 березня 1987 р.", PartialDate(1987, 3, 14)),
        ("14 марта 1987 года", PartialDate(1987, 3, 14)),
        ("14.03.87", PartialDate(1987, 3, 14)),
        ("14.03.05", PartialDate(2005, 3, 14)),
        ("1987-03", PartialDate(1987, 3)),
        ("03.1987", PartialDate(1987, 3)),
        ("березень 1987", PartialDate(1987, 3)),
        ("1987-03-XX", PartialDate(1987, 3)),
        ("2004", PartialDate(2004)),
        ("1987 р.н.", PartialDate(1987)),
        ("1987?", PartialDate(1987, is_approximate=True)),
        ("~1980", PartialDate(1980, is_approximate=True)),
        ("близько 1980", PartialDate(1980, is_approximate=True)),
        ("ок.1980", PartialDate(1980, is_approximate=True)),
        ("ca1980", PartialDate(1980, is_approximate=True)),
        ("14 октября 1987", PartialDate(1987, 10, 14)),
        ("14 окт. 1987", PartialDate(1987, 10, 14)),
        ("ок. октября 1987", PartialDate(1987, 10, is_approximate=True)),
        ("14 березня 1987 року", PartialDate(1987, 3, 14)),
        ("14.3.1987 року народження", PartialDate(1987, 3, 14)),
        ("14.03.1987р", PartialDate(1987, 3, 14)),
        ("14.03.1987 00:00:00", PartialDate(1987, 3, 14)),
        ("1987-03-14 0:00", PartialDate(1987, 3, 14)),
        ("1987-03-14T00:00:00.000+02:00", PartialDate(1987, 3, 14)),
        ("14. 03. 1987", PartialDate(1987, 3, 14)),
        ("14-Mar-87", PartialDate(1987, 3, 14)),
        ("March 14, 1987", PartialDate(1987, 3, 14)),
        ("Sept. 5 1990", PartialDate(1990, 9, 5)),
        ("14.III.1987", PartialDate(1987, 3, 14)),
        ("14/ХІІ/87", PartialDate(1987, 12, 14)),
    ],
)
def test_a_date_is_read_in_the_ways_people_write_it(text, expected):
    assert read_date(text) == expected


@pytest.mark.parametrize(
    "text", ["", "31.02.1987", "1987-13-01", "0087-01-01", "немає", "12", "99/99/9999", "1987-00-10-5"]
)
def test_what_is_not_in_the_calendar_is_no_date(text):
    assert read_date(text) is None


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_whole_date_keeps_its_day_number(day):
    read = read_date(day.isoformat())
    assert read is not None
    assert read.is_full
    assert read.day_number == day.toordinal()


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_none(text):
    read = read_date(text)
    assert read is None or 1850 <= read.year <= 2100


def test_the_tax_number_counts_days_from_the_last_of_1899():
    assert date_in_number("0000100000") == PartialDate(1900, 1, 1)
    assert date_in_number("3184900017") == PartialDate(1987, 3, 14)
    day = date(1899, 12, 31) + timedelta(days=31849)
    assert (day.year, day.month, day.day) == (1987, 3, 14)


@pytest.mark.parametrize("number", ["", "123", "0000000000", "A123456789", "9999999999", "318490001７x"])
def test_other_numbers_hold_no_date(number):
    assert date_in_number(number) is None


def test_february_has_its_leap_days():
    assert [days_in_month(year, 2) for year in (1900, 1987, 1988, 2000)] == [28, 28, 29, 29]
