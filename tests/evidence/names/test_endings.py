import pytest

from homeward.evidence.names.endings import bases, sexes, suffix
from homeward.records.names.readings import keys


@pytest.mark.parametrize(
    ("declined", "nominative"),
    [
        ("Совенка", "Совенко"),
        ("Лозової", "Лозовий"),
        ("Лозова", "Лозовий"),
        ("Рудницької", "Рудницький"),
        ("Рудницкой", "Рудницкий"),
        ("Рудницького", "Рудницький"),
        ("Орловой", "Орлов"),
        ("Орлову", "Орлов"),
        ("Журби", "Журба"),
        ("Кравчука", "Кравчук"),
        ("Горобця", "Горобець"),
        ("Гончара", "Гончар"),
        ("Ковалеві", "Коваль"),
    ],
)
def test_a_declined_surname_has_its_nominative_among_its_bases(declined, nominative):
    assert set(bases(keys(declined)[0])) & {*keys(nominative), *bases(keys(nominative)[0])}


def test_no_base_is_the_key_itself():
    assert all(key not in bases(key) for key in ("novikova", "soroka", "petrenko", "hora"))


def test_a_very_short_key_has_no_bases():
    assert bases("va") == ()


def test_suffixes_tell_names_of_one_stem_apart():
    assert suffix("savCenko") == "Cenko"
    assert suffix("savenko") == "enko"
    assert suffix("savCuk") == "Cuk"


def test_endings_hint_at_sex_and_case():
    assert sexes("ivanova") == {("f", False), ("m", True)}
    assert sexes("ivanov") == {("m", False)}
    assert ("m", True) not in sexes("kulik")
    assert sexes("petrenko") == frozenset()
