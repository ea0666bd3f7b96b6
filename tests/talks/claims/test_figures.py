"""Bounds, ranges, exchanges, shares and units of figures."""

import pytest

from homeward.talks.claims.figures import find_figures, find_references


def only(text: str) -> tuple[object, ...]:
    [figure] = find_figures(text)
    return figure.low, figure.high, figure.bound, figure.unit


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("at least 1,000 prisoners", (1000, None, "min", "people")),
        ("50 or more names", (50, None, "min", "names")),
        ("over 300 people", (300, None, "more than", "people")),
        ("up to 175 people", (None, 175, "max", "people")),
        ("within ten days", (None, 10, "max", "days")),
        ("some 40 women", (40, 40, "about", "people")),
        ("all 58 detainees", (58, 58, "exact", "people")),
        ("two or three days", (2, 3, "range", "days")),
        ("2–3 days", (2, 3, "range", "days")),
        ("between 60 and 80 buses", (60, 80, "range", "vehicles")),
        ("everyone aged 18 to 25", (18, 25, "range", "years of age")),
        ("soldiers under the age of 25", (None, 25, "max", "years of age")),
        ("1,200 for 1,200", (1200, 1200, "exact", "people per side")),
        ("340 detainees each", (340, 340, "exact", "people per side")),
        ("the remains of 212 soldiers", (212, 212, "exact", "bodies")),
        ("щонайменше 340 поранених", (340, None, "min", "people")),
        ("від двох до трьох місяців", (2, 3, "range", "months")),
        ("упродовж десяти днів", (None, 10, "max", "days")),
        ("не более 80 процентов", (None, 80, "max", "percent")),
        ("около 15 тел", (15, 15, "about", "bodies")),
        ("не менее чем на 30 дней", (30, None, "min", "days")),
        ("some $3 million", (3e6, 3e6, "about", "money")),
        ("a three-day pause", (3, 3, "exact", "days")),
        ("little more than one hour", (1, None, "more than", "hours")),
        ("in May, 1,000 people", (1000, 1000, "exact", "people")),
    ],
)
def test_a_bound_is_part_of_the_value(text, figure):
    assert only(text) == figure


@pytest.mark.parametrize("text", ["hand over 200 prisoners", "asked about 200 prisoners"])
def test_a_word_of_another_verb_is_no_bound(text):
    assert only(text)[2] == "exact"


def test_a_share_keeps_its_whole():
    [figure] = find_figures("34% of the cruise missile fleet was lost")
    assert (figure.unit, figure.denominator) == ("percent", "the cruise missile fleet was lost")


def test_a_change_is_no_range():
    assert [figure.low for figure in find_figures("the number rose from 165 to 200 people")] == [165, 200]


def test_the_number_that_is_contradicted_is_not_claimed():
    assert [figure.low for figure in find_figures("it had received 186 names, not 200")] == [186]


def test_a_year_counts_nothing_until_something_is_counted():
    assert find_figures("the 2031 campaign") == ()
    assert only("2031 prisoners")[0] == 2031


@pytest.mark.parametrize(
    "text", ["Renn is 51, a lawyer", "агентство СТА", "Ему 47 лет, он", "the youngest is 4 years old"]
)
def test_ages_of_one_person_and_agencies_are_no_figures(text):
    assert find_figures(text) == ()


def test_the_same_number_is_told_without_being_written():
    assert [slice(*span) for span in find_references("they would free the same number")] == [slice(16, 31)]
