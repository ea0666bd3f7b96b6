import numpy as np
import pytest

from homeward.evidence.kinds import NameLevel
from homeward.identify.lists.name_keys import (
    Coder,
    add_near,
    is_initial,
    make_tokens,
    read_family,
    read_father,
    read_given,
)
from homeward.identify.lists.name_levels import compare_tokens, distinct_pairs, slips


def level(one, two, role):
    read = {"family": read_family, "given": read_given, "patronymic": read_father}[role]
    readings = [read(one), read(two)]
    tokens = make_tokens(readings if role == "family" else add_near(readings, role), Coder())
    found, sought = np.array([0], np.int32), np.array([1], np.int32)
    levels, _ = compare_tokens(tokens, found, sought, np.zeros(1000))
    back, _ = compare_tokens(tokens, sought, found, np.zeros(1000))
    assert levels[0] == back[0]
    return NameLevel(int(levels[0]))


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("Бравкенко", "Bravkenko", NameLevel.SAME),
        ("Жутавчук", "Zhutavchuk", NameLevel.SAME),
        ("Лясовський", "Лясовская", NameLevel.FORM),
        ("Бравкенко", "Бравкнеко", NameLevel.SLIP),
        ("Бравкенко", "Бравенко", NameLevel.SLIP),
        ("Бравкенко-Лясук", "Лясук", NameLevel.FORM),
        ("Бравкенко-Лясук", "Bravkenko Liasuk", NameLevel.SAME),
        ("Бравкенко", "Б.", NameLevel.INITIAL),
        ("Бравкенко", "Т.", NameLevel.OTHER),
        ("Бравкенко", "Шергудук", NameLevel.OTHER),
    ],
)
def test_family_names_agree_by_their_sound(one, two, expected):
    assert level(one, two, "family") is expected


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("Микола", "Николай", NameLevel.SAME),
        ("Олександр", "Aleksandr", NameLevel.SAME),
        ("Володимир", "Вова", NameLevel.FORM),
        ("Микола", "Н.", NameLevel.INITIAL),
        ("Олександр", "А.", NameLevel.INITIAL),
        ("Олександр", "Алексндр", NameLevel.SLIP),
        ("Олександр", "Андрій", NameLevel.ANOTHER),
        ("Данило", "Давид", NameLevel.ANOTHER),
        ("Роман", "Романа", NameLevel.FORM),
        ("Олександр", "Жвакрип", NameLevel.OTHER),
    ],
)
def test_given_names_agree_by_identity(one, two, expected):
    assert level(one, two, "given") is expected


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("Миколайович", "Николаевич", NameLevel.SAME),
        ("Олексійович", "Alekseevich", NameLevel.SAME),
        ("Миколайович", "Н.", NameLevel.INITIAL),
        ("Миколайович", "Іванович", NameLevel.ANOTHER),
    ],
)
def test_patronymics_agree_by_the_fathers_name(one, two, expected):
    assert level(one, two, "patronymic") is expected


@pytest.mark.parametrize(("text", "expected"), [("О.", True), ("Yu.", True), ("O", True), ("Ян", False), ("", False)])
def test_initials_are_known_by_their_shortness(text, expected):
    assert is_initial(text) is expected


def test_a_given_name_and_its_patronymic_share_an_identity():
    assert set(read_given("Микола").forms) & set(read_father("Николаевич").forms)


def test_each_distinct_pair_is_compared_once():
    one, two, known, place = distinct_pairs(np.array([3, 3, -1, 3], np.int32), np.array([5, 5, 5, 6], np.int32))
    assert list(zip(one.tolist(), two.tolist(), strict=True)) == [(3, 5), (3, 6)]
    assert known.tolist() == [0, 1, 3]
    assert place.tolist() == [0, 0, 1]


def test_one_slip_in_a_number_is_seen():
    texts = np.array(["3184900017", "3184900071", "3184900018", "2000000000"], dtype=object)
    found, sought = np.array([0, 0, 0, -1], np.int32), np.array([1, 2, 3, 0], np.int32)
    assert slips(found, sought, texts).tolist() == [True, True, False, False]


def test_without_names_there_is_nothing_to_compare():
    tokens = make_tokens([], Coder())
    unknown = np.array([-1, -1], np.int32)
    levels, rarity = compare_tokens(tokens, unknown, unknown, np.zeros(0))
    assert levels.tolist() == [0, 0]
    assert rarity.tolist() == [0.0, 0.0]
