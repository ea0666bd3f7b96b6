import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.records.names.parse import Name, parse


def roles(written: str) -> tuple[str, str, str]:
    name = parse(written)[0]
    return name.family, name.given, name.patronymic


@pytest.mark.parametrize(
    "written",
    ["Гринь Остап Лукич", "Остап Лукич Гринь", "ГРИНЬ Остап Лукич", "Гринь, Остап Лукич", "  Гринь  Остап   Лукич "],
)
def test_the_order_of_a_slavic_name_is_found(written):
    family, first, patronymic = roles(written)
    assert (family.casefold(), first, patronymic) == ("гринь", "Остап", "Лукич")


def test_a_known_given_name_tells_the_order_of_two_words():
    assert roles("Ostap SOVA") == ("SOVA", "Ostap", "")
    assert roles("Сова Остап") == roles("Остап Сова") == ("Сова", "Остап", "")


def test_two_unknown_words_keep_both_orders():
    assert {(name.family, name.given) for name in parse("Zorb Tarn")} == {("Zorb", "Tarn"), ("Tarn", "Zorb")}


@pytest.mark.parametrize("written", ["Гринь О.Л.", "О.Л. Гринь", "О. Л. Гринь", "О.Л.Гринь", "Гринь О Л"])
def test_initials_are_given_name_and_patronymic(written):
    assert roles(written) == ("Гринь", "О.", "Л.")


def test_initials_of_two_letters_are_one_initial():
    assert roles("Yu.Ya. Hryn") == ("Hryn", "Yu.", "Ya.")
    assert roles("Shch.O. Hryn")[1] == "Shch."


def test_an_initial_after_a_given_name_is_the_fathers():
    assert roles("Гринь Остап Л.") == ("Гринь", "Остап", "Л.")


@pytest.mark.parametrize(
    ("written", "extra"),
    [
        ("сержант Гринь Остап Лукич", ("сержант",)),
        ("ст. лейтенант Гринь Остап Лукич", ("ст.", "лейтенант")),
        ("Гринь Остап Лукич «Лелека»", ("Лелека",)),
        ("Гринь Остап Лукич (Лелека)", ("Лелека",)),
        ("Гринь Остап Лукич, позивний Лелека", ("позивний", "Лелека")),
    ],
)
def test_ranks_and_call_signs_are_no_names(written, extra):
    assert roles(written) == ("Гринь", "Остап", "Лукич")
    assert parse(written)[0].extra == extra


def test_a_surname_that_looks_like_a_patronymic_gives_way():
    assert roles("Карпович Остап Лукич") == ("Карпович", "Остап", "Лукич")
    assert roles("Aleh Karpovich") == ("Karpovich", "Aleh", "")


def test_double_surnames_keep_both_halves():
    assert roles("Гринь-Сова Остап Лукич")[0] == "Гринь-Сова"
    assert roles("Гринь Сова Остап Лукич")[0] == "Гринь Сова"


@pytest.mark.parametrize(
    "written", ["Quliyev Elçin Tahir oğlu", "Кулиев Эльчин Тахир оглы", "Quliyev Elçin Tahir-oğlu"]
)
def test_the_word_before_oglu_is_the_father(written):
    family, first, father = roles(written)
    assert (family[0], father[0]) in (("Q", "T"), ("К", "Т"))
    assert first[0] in "EЭ"


@pytest.mark.parametrize("given", ["Abd al-Hakim", "Nur al-Din", "عبد الحكيم", "Abu Bakr"])
def test_arabic_names_of_two_words_stay_together(given):
    assert given in {
        name.given for name in parse(f"{given} Faruq Sharif" if given.isascii() else f"{given} فاروق شريف")
    }


def test_ibn_is_no_name():
    assert roles("Faruq ibn Tariq Sharif") == ("Sharif", "Faruq", "Tariq")


def test_chinese_and_korean_surnames_stand_first():
    assert roles("林建明") == ("林", "建明", "")
    assert roles("欧阳建明") == ("欧阳", "建明", "")
    assert roles("남궁민수") == ("남궁", "민수", "")


def test_i_may_be_a_korean_surname():
    assert ("I", "Cheolmin") in {(name.family, name.given) for name in parse("I Cheolmin")}


@pytest.mark.parametrize("written", ["", " ", "-", "...", "12", "?", "«»"])
def test_a_name_without_letters_has_no_reading(written):
    assert parse(written) == ()


@given(st.text(max_size=40))
def test_any_text_can_be_parsed(written):
    assert all(isinstance(name, Name) for name in parse(written))


@pytest.mark.parametrize(
    ("written", "family", "given"),
    [
        ("Ma Jianjun", "Ma", "Jianjun"),
        ("У Юйлань", "У", "Юйлань"),
        ("Хан Хён У", "Хан", "Хён У"),
        ("O Jin Hyok", "O", "Jin Hyok"),
    ],
)
def test_a_name_of_east_asian_syllables_begins_with_the_family_name(written, family, given):
    assert (parse(written)[0].family, parse(written)[0].given) == (family, given)
