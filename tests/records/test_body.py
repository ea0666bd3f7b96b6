import pytest
from hypothesis import given
from hypothesis.strategies import text

from homeward.records.body import (
    read_age,
    read_blood_group,
    read_build,
    read_eyes,
    read_hair,
    read_height,
    read_nationality,
)


@pytest.mark.parametrize(
    ("written", "cm"),
    [
        ("178", (178, 178)), ("178 см", (178, 178)), ("1.78", (178, 178)), ("1,78 м", (178, 178)),
        ("170-175", (170, 175)), ("от 170 до 175", (170, 175)), ("175 - 170 cm", (170, 175)),
        ("около 180", (176, 184)), ("~180", (176, 184)), ("180±3", (177, 183)),
        ("5'11\"", (180, 180)), ("5 ft 11 in", (180, 180)), ("6'", (183, 183)), ("5 feet 7", (170, 170)),
        ("середній", (167, 181)), ("Tall", (180, 200)),
    ],
)  # fmt: skip
def test_heights_are_read_in_every_habit(written, cm):
    assert read_height(written) == cm


@pytest.mark.parametrize("written", ["", "?", "999", "12", "понад 180", "не відомо", "x'y"])
def test_what_is_no_height_is_unknown(written):
    assert read_height(written) is None


@pytest.mark.parametrize(
    ("written", "years"),
    [
        ("34", (34, 34)), ("34 роки", (34, 34)), ("34 г.", (34, 34)), ("25-30", (25, 30)), ("25–30 лет", (25, 30)),
        ("about 40", (37, 43)), ("близько 40", (37, 43)), ("40±5", (35, 45)), ("8 місяців", (0, 1)),
        ("до 30", None), ("старше 50", None), ("200", None), ("дорослий", None),
    ],
)  # fmt: skip
def test_ages_are_ranges_of_years(written, years):
    assert read_age(written) == years


@pytest.mark.parametrize(
    "habits",
    [
        ("II (А) Rh+", "А(II) Rh(+)", "2+", "A+", "A (II) Rh позитивний", "друга положительная", "ІІ(А) резус +"),
        ("B(III)Rh-", "III-", "3 (В) Rh(-)", "третя негативна", "B neg", "III (B) Rh мінус", "В−"),
        ("0(I) Rh+", "O+", "I+", "1+", "0 Rh (+)", "перша, Rh+", "О(І) Rh(+)"),
        ("AB(IV) Rh-", "IV-", "АВ Rh−", "4 группа, отриц."),
    ],
)
def test_a_blood_group_is_one_in_every_habit(habits):
    assert len({read_blood_group(written) for written in habits}) == 1
    assert None not in read_blood_group(habits[0])


def test_a_group_without_rhesus_factor_is_half_known_and_one_against_itself_unknown():
    assert read_blood_group("II") == read_blood_group("група крові A") == ("A", None)
    assert read_blood_group("A (III)") is None
    assert read_blood_group("unknown") is None


@pytest.mark.parametrize(
    ("read", "same"),
    [
        (read_hair, ("русяве", "Русые", "light brown")),
        (read_hair, ("темно-русий", "тёмные", "dark brown")),
        (read_hair, ("сиве", "седой", "grey")),
        (read_eyes, ("карі", "Карие", "brown")),
        (read_eyes, ("сіро-блакитні", "серо-голубые", "blue-grey")),
        (read_build, ("худорлява", "худощавое", "thin")),
        (read_build, ("міцної статури", "крепкое", "stocky")),
        (read_nationality, ("Україна", "гр. Украины", "Ukrainian")),
        (read_nationality, ("Росія", "русский", "Russian Federation")),
    ],
)
def test_words_of_three_languages_mean_one_thing(read, same):
    assert len({read(written) for written in same}) == 1
    assert read(same[0])


@given(text(max_size=40))
def test_no_text_is_an_exception(written):
    for read in (read_age, read_height, read_build, read_hair, read_eyes, read_blood_group, read_nationality):
        read(written)


@given(text(alphabet="0123456789-–.,±~ смkм'\"", max_size=14))
def test_a_range_goes_from_less_to_more_within_what_people_are(written):
    for read, most in ((read_age, 120.0), (read_height, 230.0)):
        span = read(written)
        assert span is None or 0.0 <= span[0] <= span[1] <= most
