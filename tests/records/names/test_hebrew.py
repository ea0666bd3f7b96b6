"""Hebrew names: the biblical forms of other languages, and surnames read letter by letter."""

import pytest

from homeward.records.names.hebrew import name_ids, readings, skeleton


@pytest.mark.parametrize(
    "spellings",
    [
        "משה Moshe Moses Моше Моисей",
        "אליהו Eliyahu Elijah Элияху Илья",
        "רבקה Rivka Rebecca Ривка Ревекка",
        "יצחק Yitzhak Isaac Ицхак Исаак",
        "כהן Cohen Kohen Коэн Коган",
        "רוזנברג Rosenberg Rozenberg Розенберг",
        "שפירא Shapira Shapiro Шапиро",
    ],
)
def test_one_name_keeps_its_identity_in_every_language(spellings):
    first, *others = spellings.split()
    assert all(name_ids(first) & name_ids(other) for other in others)


def test_the_biblical_form_is_another_form_of_the_same_name():
    assert name_ids("Moshe") & name_ids("Moses") == {"hebrew:moshe"}
    assert "hebrew:moshe/0" in name_ids("Moshe") & name_ids("Моше")


def test_different_names_share_nothing():
    assert not name_ids("יוסף") & name_ids("יונתן")


@pytest.mark.parametrize(
    ("written", "spoken"),
    [("גרינבלט", "hrinblat"), ("משה", "moSe"), ("ליבוביץ", "libovic"), ("ז'בוטינסקי", "Zabotinski")],
)
def test_hebrew_letters_are_read_with_likely_vowels(written, spoken):
    assert spoken in [reading.sounds for reading in readings(written)]


def test_latin_spellings_of_one_name_meet_in_sound():
    assert {r.sounds for r in readings("Mizrachi")} & {r.sounds for r in readings("Mizrahi")}
    assert skeleton("mizrahi") == "mzrh"
