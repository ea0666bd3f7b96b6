"""Written numbers in three languages, and what looks like one and is none."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.talks.claims.numbers import find_numbers


def values(text: str) -> list[float]:
    return [number.value for number in find_numbers(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("two dozen", 24),
        ("a hundred and twenty", 120),
        ("six thousand and fifty-seven", 6057),
        ("half a million", 500_000),
        ("дві сотні", 200),
        ("дев'яносто дев’ять", 99),
        ("одинадцять", 11),
        ("півтори тисячі", 1500),
        ("полтысячи", 500),
        ("двести двадцать одно", 221),
        ("одиннадцать", 11),
        ("4,5 тисячі", 4500),
        ("1,200", 1200),
        ("1 200", 1200),
        ("1.200", 1200),
        ("1\u00a0200", 1200),
        ("6 thousand", 6000),
        ("$300bn", 300e9),
    ],
)
def test_a_number_is_worth_what_it_says(text, value):
    assert values(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "on 12 March 2031",
        "March 20",
        "12–13 May",
        "3 квітня",
        "2 июня 2031 года",
        "2031-06-02",
        "02.06.2031",
        "at 15:30",
        "Article 14",
        "пункт 4",
        "стаття 118",
        "resolution 2231",
        "№ 6",
        "camp No. 6",
        "the 36th brigade",
        "Marsh, 46, said",
        "Marsh (46) said",
        "a 34-year-old woman",
        "the two sides met",
        "обидві сторони",
        "no one came",
        "a Su-34 aircraft",
        "three days ago",
        "два роки тому",
        "1 min read",
    ],
)
def test_dates_times_articles_and_ages_of_a_person_count_nothing(text):
    assert values(text) == []


@given(st.integers(1, 999_999))
def test_thousands_separators_never_change_a_number(n):
    for sign in ",. \u00a0":
        assert values(f"came {n:,} people".replace(",", sign)) == [n]


@given(st.text(max_size=200))
def test_numbers_stand_in_order_and_never_overlap(text):
    found = find_numbers(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(text[one.start : one.end].strip() for one in found)


def test_the_number_of_a_clause_counts_nothing():
    text = (
        "1. Each side returns 20 people.\n2.1) Within 3 days.\n (14) Nobody else.\n1,200 go home.\n300 of them today."
    )
    assert [number.value for number in find_numbers(text)] == [20, 3, 1200, 300]
