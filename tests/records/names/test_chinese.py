"""Chinese names: characters, Pinyin, Wade-Giles and Palladius."""

import pytest

from homeward.records.names.chinese import (
    cut_initial,
    keys,
    palladius,
    pinyin_syllables,
    readings,
    syllables,
    wade_giles,
)


@pytest.mark.parametrize(
    "spellings",
    [
        "小明 Xiaoming Hsiao-ming Сяомин",
        "建国 建國 Jianguo Chien-kuo Цзяньго",
        "志强 Zhiqiang Chih-ch'iang Чжицян",
        "学良 Xueliang Hsüeh-liang Сюэлян",
        "荣华 Ronghua Jung-hua Жунхуа",
        "子轩 Zixuan Tzu-hsüan Цзысюань",
        "徐 Xu Hsü Сюй",
        "曹 Cao Ts'ao Цао",
        "吕 Lü Lyu Люй",
        "近平 Jinping Цзиньпин Цзіньпін",
    ],
)
def test_every_system_gives_one_pinyin(spellings):
    first, *others = spellings.split()
    assert all(keys(first) & keys(other) for other in others)


def test_an_aspirate_written_as_such_is_not_the_plain_sound():
    assert keys("Ch'en") == {"chen"}
    assert keys("Chen") == {"chen", "zhen"}
    assert not keys("Ch'en") & keys("Чжэнь")


def test_soft_and_hard_n_are_different_in_cyrillic():
    assert keys("Чжан") == {"zhang"}
    assert keys("Чжань") == {"zhan"}


def test_a_character_may_have_two_readings():
    assert keys("解") == {"xie", "jie"}


def test_an_unknown_character_is_itself():
    assert keys("龘") == {"?龘"}


@pytest.mark.parametrize("token", ["Smith", "Петро", "Schwarz", ""])
def test_what_cannot_be_chinese_has_no_key(token):
    assert keys(token) == frozenset()
    assert syllables(token) == ()


def test_no_two_pinyin_syllables_share_a_palladius_spelling():
    spelled = [palladius(syllable)[0] for syllable in pinyin_syllables() if syllable != "lo"]
    assert len(spelled) == len(set(spelled))


def test_no_two_pinyin_syllables_share_a_wade_giles_spelling():
    spelled = [wade_giles(syllable)[0] for syllable in pinyin_syllables() if syllable not in ("lo", "yo", "o", "e")]
    assert len(spelled) == len(set(spelled))


def test_initials_are_cut_off():
    assert cut_initial("er") == ("", "er")
    assert cut_initial("jun") == ("j", "ün")


def test_readings_sound_as_russian_text_does():
    assert readings("Guohua")[0] == readings("Kuo-hua")[1].__class__("hohua", "Pinyin")
    assert readings("Чжан")[0].sounds == readings("张")[0].sounds
