"""Western names against Russian and Ukrainian text."""

import pytest

from homeward.records.names.sounds import key
from homeward.records.names.western import cyrillic_forms, name_ids, readings, relation


def meet(found, sought):
    return bool({key(r.sounds) for r in readings(found)} & {key(r.sounds) for r in readings(sought)})


@pytest.mark.parametrize(
    "spellings",
    [
        "José Jose Хосе",
        "Javier Хавьер Хав'єр",
        "Quiroga Кирога Кірога",
        "Zambrano Самбрано",
        "Thornton Торнтон",
        "Harrington Харрингтон Гаррінгтон",
        "Bouchard Бушар",
        "Krüger Krueger Крюгер",
        "Baumgartner Баумгартнер",
        "Pellegrini Пеллегрини Пеллегріні",
        "Szczepański Щепанский Щепанський",
        "Schwarzenberg Шварценберг",
    ],
)
def test_a_name_is_read_as_it_is_heard(spellings):
    first, *others = spellings.split()
    assert all(meet(first, other) for other in others)


@pytest.mark.parametrize(
    ("found", "sought", "expected"),
    [
        ("Matthew", "Метью", "same form"),
        ("Walker", "Вокер", "same form"),
        ("Matthew", "Матвій", "national form"),
        ("John", "Juan", "national form"),
        ("Catherine", "Катерина", "national form"),
        ("Bob", "Robert", "short form"),
        ("Pepe", "José", "short form"),
        ("Bill", "Bob", None),
        ("James", "Джордж", None),
        ("Qwfp", "James", None),
    ],
)
def test_forms_of_a_given_name_are_told_apart(found, sought, expected):
    assert relation(found, sought) == expected
    assert relation(sought, found) == expected


def test_a_nickname_is_not_spelled_as_the_full_name():
    assert cyrillic_forms("Bill") == ()
    assert "Джон" in cyrillic_forms("John")


def test_an_unknown_name_has_no_identity():
    assert name_ids("Thornton") == frozenset()
