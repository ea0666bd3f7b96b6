import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.evidence.names.listed import is_listed
from homeward.evidence.names.match import Level
from homeward.evidence.names.parts import family_part
from homeward.evidence.names.surnames import match_family


def level(found: str, sought: str) -> Level:
    return match_family(family_part(found), family_part(sought)).level


@pytest.mark.parametrize(
    ("found", "sought", "expected"),
    [
        ("Скочиляс", "Скочиляс", Level.IDENTICAL),
        ("Скочиляс", "Skochylias", Level.STANDARD),
        ("Жмурченко", "Żmurczenko", Level.STANDARD),
        ("Ермоленко", "Ярмоленка", Level.FORM),  # it may be a genitive
        ("Медведев", "Miadzvedzeu", Level.STANDARD),
        ("Orucov", "Оруджев", Level.LANGUAGE),
        ("Хряпов", "Хряпова", Level.FORM),
        ("Журавель", "Журавля", Level.FORM),
        ("Кодацький", "Кодацького", Level.FORM),
        ("Обідний-Тюлюпа", "Obidnyi", Level.FORM),
        ("Скочиляс", "Скочляс", Level.SLIP),
        ("Фёдоров", "Федотов", Level.DIFFERENT),  # both are well-known surnames
        ("Гриценко", "Грищенко", Level.DIFFERENT),
        ("Тимошенко", "Тимченко", Level.NEAR),  # one stem, other suffixes
        ("قدير", "Qādir", Level.DIFFERENT),  # a scholarly spelling shows which vowel is long
        ("王", "汪", Level.DIFFERENT),
        ("אשכנזי", "Ashkenazi", Level.STANDARD),
        ("Gasparyan", "Kasparian", Level.STANDARD),
        ("Гук", "Обідний", Level.DIFFERENT),
    ],
)
def test_two_surnames_agree_at_a_level(found, sought, expected):
    assert level(found, sought) is expected
    assert level(sought, found) is expected


def test_a_slip_that_makes_no_known_surname_stays_a_slip():
    assert is_listed(family_part("Федотов").keys)
    assert not is_listed(family_part("Федоков").keys)
    assert level("Федотов", "Федоков") is Level.SLIP


LETTERS = st.text(alphabet="абвгдежзиіклмнопрстухцчшюяйabcdeghiklmnoprstuvyz-", min_size=1, max_size=12)


@settings(max_examples=100, deadline=None)
@given(LETTERS, LETTERS)
def test_the_order_of_two_surnames_does_not_matter(found, sought):
    one = match_family(family_part(found), family_part(sought))
    other = match_family(family_part(sought), family_part(found))
    assert (one.level, one.belief) == (other.level, other.belief)


@settings(max_examples=100, deadline=None)
@given(LETTERS)
def test_belief_is_a_chance_and_the_sentence_names_nobody(name):
    match = match_family(family_part(name), family_part("Скочиляс"))
    assert 0.0 <= match.belief <= 1.0
    assert "Скочиляс" not in match.because
