"""Korean names: every system of spelling against Hangul."""

import pytest

from homeward.records.names.korean import hangul, jamo, readings, spellings, syllables


@pytest.mark.parametrize(
    ("written", "spelled"),
    [
        ("철수", ("Cheolsu", "Ch'ŏlsu", "Chol Su", "Chul-soo", "Чхоль Су")),
        ("영희", ("Yeonghui", "Yŏnghŭi", "Yong Hui", "Young-hee", "Ён Хи")),
        ("정은", ("Jeongeun", "Chŏngŭn", "Jong Un", "Jung-eun", "Чон Ын")),
        ("태현", ("Taehyeon", "T'aehyŏn", "Thae Hyon", "Tae-hyun", "Тхэ Хён")),
        ("이", ("Lee", "Yi", "I", "Ri", "Rhee", "Ли")),
        ("최", ("Choi", "Ch'oe", "Choe", "Чхве", "Цой")),
        ("박", ("Park", "Pak", "Bak", "Пак")),
        ("정", ("Jung", "Chŏng", "Jeong", "Chung", "Чон", "Тен")),
    ],
)
def test_every_spelling_may_be_the_hangul(written, spelled):
    assert all(written in hangul(spelling) for spelling in spelled)


def test_hangul_is_only_itself():
    assert not hangul("영호") & hangul("용호")
    assert {"영호", "용호"} <= hangul("Yong Ho")


def test_the_writers_cut_is_kept():
    assert all(len(name) == 2 for name in hangul("Yong Hui"))


@pytest.mark.parametrize("token", ["Smith", "Петренко", "", "Schwarz"])
def test_what_cannot_be_korean_is_nothing(token):
    assert hangul(token) == frozenset()
    assert syllables(token) == ()


def test_syllables_are_taken_apart_by_arithmetic():
    assert jamo("가") == (0, 0, 0)
    assert jamo("힣") == (18, 20, 27)
    assert jamo("漢") is None
    assert spellings("x") == frozenset()


def test_readings_meet_russian_text_first():
    assert readings("철수")[0].sounds == readings("Чхольсу")[0].sounds
    assert readings("Cheolsu")[0].sounds == "Cholsu"
