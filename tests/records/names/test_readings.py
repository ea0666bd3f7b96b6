import pytest

from homeward.records.names.readings import is_surely_slavic, keys, readings, romanise, script
from tests.records.names.standards import RUSSIAN, UKRAINIAN, transliterate

UKRAINIAN_NAMES = """
    Гриценко Щербак Щур Яцишин Ющенко Євтушенко Єременко Їжак Ґудзь Жук Журба Чумак Шостак Цимбалюк Хом'як Харчук
    Савицький Роїк П'ятак Мойсієнко Лях Зубко Ємець Бджола Білецький Грушевський Солов'яненко Джура Гур'єв Перебийніс
""".split()
RUSSIAN_NAMES = """
    Смирнов Кузнецов Соловьёв Зайцев Фёдоров Беляев Ильин Яковлев Сергеев Жуков Филиппов Щербаков Афанасьев Аксёнов
    Быков Чернов Цветков Моисеев Горбачёв Евдокимов Юдин Муравьёв Шубин Достоевский Подгорный Съедин
""".split()


@pytest.mark.parametrize("standard", UKRAINIAN)
@pytest.mark.parametrize("name", UKRAINIAN_NAMES)
def test_every_ukrainian_standard_is_read_back(name, standard):
    assert set(keys(name)) & set(keys(transliterate(name, UKRAINIAN[standard])))


@pytest.mark.parametrize("standard", RUSSIAN)
@pytest.mark.parametrize("name", RUSSIAN_NAMES)
def test_every_russian_standard_is_read_back(name, standard):
    assert set(keys(name)) & set(keys(transliterate(name, RUSSIAN[standard])))


@pytest.mark.parametrize("name", UKRAINIAN_NAMES + RUSSIAN_NAMES)
def test_case_of_letters_does_not_matter(name):
    assert keys(name) == keys(name.upper()) == keys(name.lower())


def test_latin_letters_keep_all_their_readings():
    assert {"C", "S", "h"} <= {sounds[0] for sounds in keys("Chuk")}


def test_german_z_is_ts():
    assert "kuznecov" in keys("Kusnezow")


def test_belarusian_short_u_sounds_v():
    assert "kazlov" in keys("Kazlou")
    assert keys("Казлоў")[0] == "kazlov"


def test_a_soft_o_may_have_lost_its_dots():
    assert set(keys("Соловйов")) == set(keys("Соловьёв"))
    assert set(keys("Semyonov")) & set(keys("Семенов"))


def test_yana_and_anna_sound_different_before_glides_are_dropped():
    assert readings("Яна")[0].sounds != readings("Анна")[0].sounds


@pytest.mark.parametrize(
    ("token", "name"),
    [("Коваль", "Cyrl"), ("Koval", "Latn"), ("한", "Hang"), ("王", "Hani"), ("حسن", "Arab"), ("12", "")],
)
def test_the_script_of_a_token_is_named(token, name):
    assert script(token) == name


@pytest.mark.parametrize("token", ["", "-", "7", "?", "'", "ʹ", "\u0301", "😀"])
def test_what_is_no_name_has_no_readings(token):
    assert readings(token) == ()


def test_only_endings_without_doubt_are_surely_slavic():
    assert is_surely_slavic("Hrytsenko")
    assert not is_surely_slavic("Karimov")


def test_a_name_in_another_script_is_written_as_it_sounds_and_one_in_latin_letters_is_left():
    assert romanise("Щербак  Ольга-Жанна") == "Shcherbak Olha Zhana"  # a doubled sound is one
    assert romanise("Цимбалюк Jr.") == "Tsimbaliuk Jr."
    assert [romanise(name) for name in ("Kowal", "", "7", "- -")] == [None] * 4
