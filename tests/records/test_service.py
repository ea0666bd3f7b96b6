import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.records.service import read_category, read_number, read_rank, read_sex, read_unit


@pytest.mark.parametrize(
    "names",
    [
        ("солдат", "рядовой", "soldat", "riadovoi", "матрос"),
        ("старший солдат", "ефрейтор", "efreitor", "старший матрос", "ст. солдат", "ст.солдат", "Ст солдат"),
        ("мол. сержант", "мл. сержант", "мл.сержант", "молодший сержант", "гв. мл. сержант"),
        ("ст. лейтенант", "ст.лейтенант запасу", "старший лейтенант"),
        ("генерал-лейтенант", "генерал лейтенант", "lieutenant general"),
        ("молодший сержант", "младший сержант", "mladshii serzhant", "molodshyi serzhant"),
        ("головний сержант", "старшина"),
        ("старший лейтенант", "starshii leitenant", "starshyi leitenant"),
        ("майор", "maior", "major"),
    ],
)
def test_ranks_of_both_armies_stand_on_one_step(names):
    steps = {read_rank(name) for name in names}
    assert len(steps) == 1
    assert None not in steps


def test_the_ladder_rises():
    ladder = ["солдат", "старший солдат", "молодший сержант", "сержант", "старший сержант", "старшина", "прапорщик"]
    ladder += ["молодший лейтенант", "лейтенант", "старший лейтенант", "капітан", "майор", "підполковник", "полковник"]
    ladder += ["генерал-майор", "генерал-лейтенант", "генерал-полковник", "генерал армії"]
    steps = [read_rank(name) for name in ladder]
    assert steps == sorted(steps)
    assert len(set(steps)) == len(steps)


def test_a_word_that_is_no_rank_has_no_step():
    assert read_rank("водій") is None


@pytest.mark.parametrize("text", ["А9177", "A9177", "в/ч А9177", "а-9177", "військова частина A 9177"])
def test_a_unit_is_one_whatever_alphabet_its_letter_came_from(text):
    assert read_unit(text) == "A9177"


def test_sexes_and_categories_are_read_in_three_languages():
    assert [read_sex(text) for text in ("чол.", "Ж", "female", "невідомо")] == ["m", "f", "f", None]
    assert [read_category(text) for text in ("військовий", "Гражданский", "child", "волонтер")] == [
        "military", "civilian", "child", "волонтер",
    ]  # fmt: skip


def test_a_number_loses_its_signs_and_keeps_its_digits():
    assert read_number("31849-00017") == "3184900017"
    assert read_number("немає") is None


@given(st.text(max_size=40))
def test_any_text_can_be_asked(text):
    for read in (read_rank, read_unit, read_sex, read_category, read_number):
        read(text)
