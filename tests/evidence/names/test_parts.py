import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.evidence.names.parts import (
    ALL,
    combos_of,
    family_part,
    family_sexes,
    foreign_ids,
    given_part,
    is_initial,
    letters_of,
)


def test_letters_are_folded_as_the_eye_does():
    assert letters_of("Дем'ян") == letters_of("ДЕМʼЯН") == "демян"


def test_equal_tokens_share_one_part():
    assert family_part("Скочиляс") is family_part("Скочиляс")


def test_a_double_surname_has_two_words_and_an_article_is_none():
    assert [word.text for word in family_part("Обідний-Тюлюпа").words] == ["Обідний", "Тюлюпа"]
    assert family_part("аль-Хатиб").words == ()
    assert "hatib" in family_part("аль-Хатиб").keys


def test_an_initial_is_only_its_first_sounds():
    part = given_part("Ю.")
    assert part.initial
    assert part.keys == ()
    assert part.named == ()
    assert is_initial("Ю.")
    assert not is_initial("Юр")


def test_a_patronymic_is_the_fathers_name():
    assert given_part("Миколайович", role="patronymic").named == (("Микола", 1.0),)
    assert given_part("Рашидович", role="patronymic").keys[0] == "raSid"


def test_the_names_beside_it_decide_what_a_form_is():
    man, woman = frozenset({("m", True)}), frozenset({("f", False)})
    assert [name for name, _ in given_part("Олександра", man).named] == ["Олександр"]
    assert [name for name, _ in given_part("Олександра", woman).named] == ["Олександра"]
    assert given_part("Олександра", man).declined
    assert not given_part("Олександра", woman).declined


def test_a_short_word_may_be_a_syllable_and_a_known_long_name_is_not():
    assert "chinese:jia" in foreign_ids("Jia")
    assert not any(name.startswith(("korean", "chinese")) for name in foreign_ids("Roman"))


def test_sexes_are_told_by_names_and_endings():
    assert {sex for sex, _ in combos_of("Луківна", "patronymic")} == {"f"}
    assert combos_of("Ю.", "given") == combos_of("", "given") == ALL
    assert {sex for sex, _ in family_sexes(family_part("Кодацька"))} == {"f"}
    assert family_sexes(family_part("Сова")) == family_sexes(None) == ALL


TOKENS = st.one_of(
    st.sampled_from("Саша Женя Слава Валя Шура Паша Даня Остап Ostap Олександра Марії Вукол 영호 راشد".split()),
    st.text(min_size=1, max_size=10),
)


@settings(max_examples=150, deadline=None)
@given(TOKENS)
def test_beliefs_sum_to_one_or_none_is_held(token):
    named = given_part(token).named
    assert not named or sum(belief for _, belief in named) == pytest.approx(1.0)
    assert all(0.0 < belief <= 1.0 for _, belief in named)


@settings(max_examples=100, deadline=None)
@given(TOKENS)
def test_no_part_is_a_base_of_itself(token):
    part = family_part(token)
    assert not part.keys or part.keys[0] not in part.bases or len(part.keys) > 1
