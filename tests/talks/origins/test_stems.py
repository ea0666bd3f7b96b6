"""Stems: forms of one word in one, other words apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.talks.origins.slips import is_slip
from homeward.talks.origins.stems import stem, stem_ukrainian, stems_of


@pytest.mark.parametrize(
    "forms",
    [
        "prisoner prisoners",
        "released releasing releases",
        "пленный пленного пленными",
        "погибший погибшего погибшими",
        "обмін обміну обміном",
        "полонені полонених полоненими",
        "переговори переговорів переговорами",
        "звільнення звільненню звільненням",
        "військовий військового військовим",
    ],
)
def test_forms_of_a_word_have_one_stem(forms):
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize("words", ["поранений полонений", "сторона стіна", "мир мова", "пленный погибший"])
def test_different_words_keep_different_stems(words):
    one, other = words.split()
    assert stem(one) != stem(other)


@given(st.text("абвгдеєжзиіїйклмнопрстуфхцчшщьюя", max_size=20))
def test_a_stem_is_a_beginning_of_its_word_and_never_shorter_than_three_letters(word):
    short = stem_ukrainian(word)
    assert word.startswith(short)
    assert len(short) >= min(3, len(word))


def test_numbers_have_one_form():
    assert stems_of("1,200 1 200 twelve 12 дванадцять") == ("#1200", "#1200", "#12", "#12", "#12")


def test_letters_that_nobody_sees_change_no_stem():
    assert stems_of("pri\u200bson\u00aders") == stems_of("prisoners")


@pytest.mark.parametrize(
    ("found", "sought", "slipped"),
    [(212, 221, True), (1200, 1020, True), (186, 171, False), (12, 12, False), (5, 6, False), (120, 12, False)],
)
def test_two_neighbouring_digits_that_changed_places_are_a_slip(found, sought, slipped):
    assert is_slip(found, sought) is slipped
