"""Turkic and Tajik names against Russian, English and ASCII spellings."""

import pytest

from homeward.records.names.sounds import key
from homeward.records.names.turkic import is_son_of, name_ids, readings, sex_of_patronymic, split_son_of


def meet(found, sought):
    return bool({key(r.sounds) for r in readings(found)} & {key(r.sounds) for r in readings(sought)})


@pytest.mark.parametrize(
    "spellings",
    [
        "Yıldırım Yildirim Йылдырым",
        "Gülşen Gulsen Гюльшен",
        "Çiğdem Cigdem Чигдем",
        "Cəfərov Jafarov Джафаров",
        "Qasım Gasim Гасым",
        "Əhmədov Ahmadov",
        "Əhmədov Ахмедов",
        "Joʻrayev Djuraev Джураев",
        "Joʻrayev Ҷӯраев",
        "Yoʻldoshev Yuldashev Юлдашев",
        "Oʻktam Uktam Уктам",
        "Xolmatov Kholmatov Холматов",
        "Жұмабаев Zhumabayev Жумабаев",
        "Ғалым Galym Галым",
        "Hajiyev Гаджиев",
        "Yusupov Iusupov Юсупов",
    ],
)
def test_one_name_is_read_alike_in_every_alphabet(spellings):
    first, *others = spellings.split()
    assert all(meet(first, other) for other in others)


@pytest.mark.parametrize(("found", "sought"), [("Kılıç", "Kaya"), ("Əliyev", "Вəлиев"), ("Нұрлан", "Ерлан")])
def test_other_names_are_read_otherwise(found, sought):
    assert not meet(found, sought)


@pytest.mark.parametrize("token", "oğlu oglu оглы огли оғлу uulu ulı ұлы улы oʻgʻli угли".split())
def test_words_for_son_are_known(token):
    assert sex_of_patronymic(token) == "m"


@pytest.mark.parametrize("token", "qızı qizi kyzy кызы гызы қызы қизи kizi".split())
def test_words_for_daughter_are_known(token):
    assert sex_of_patronymic(token) == "f"


def test_names_are_not_words_for_son():
    assert not is_son_of("Rəşad")
    assert sex_of_patronymic("Олег") is None


def test_a_word_for_son_is_cut_off_a_name():
    assert split_son_of("Рашад-оглы") == ("Рашад", "оглы")
    assert split_son_of("Рашадоглы") == ("Рашад", "оглы")
    assert split_son_of("Рашад") is None


def test_names_with_irregular_spellings_share_an_identity():
    assert name_ids("İbrahim") & name_ids("Ибрагим")
    assert name_ids("Cəmil") == frozenset()
