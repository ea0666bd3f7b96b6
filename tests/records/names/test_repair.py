import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.records.names.repair import DIGITS, LAYOUT, LOOK_ALIKES, repair, scanned


@pytest.mark.parametrize(
    ("written", "meant", "what"),
    [
        ("Copoка Остап", "Сорока Остап", LOOK_ALIKES),
        ("Гpинь Ocтaп", "Гринь Остап", LOOK_ALIKES),
        ("Hrуn Оstар", "Hryn Ostap", LOOK_ALIKES),
        ("С0рока Остап", "Сорока Остап", DIGITS),
        ("S0roka Ostap", "Soroka Ostap", DIGITS),
        ("Uhbym Jcnfg", "Гринь Остап", LAYOUT),
        ("Cjhjrf F,hfv", "Сорока Абрам", LAYOUT),
    ],
)
def test_damaged_letters_are_repaired(written, meant, what):
    fixed, done = repair(written)
    assert (fixed.casefold(), what in done) == (meant.casefold(), True)


@pytest.mark.parametrize(
    "written",
    ["Сорока Остап Лукич", "Soroka Ostap", "Дем'ян Сова", "O'Brien John", "Гринь О.Л.", "D.R. Hryn", "王建国"],
)
def test_sound_names_are_left_alone(written):
    assert repair(written) == (written, ())


def test_a_scanned_m_may_stand_as_rn():
    assert "roman" in scanned("Rornan")


@given(st.text(max_size=30))
def test_any_text_can_be_repaired(written):
    fixed, done = repair(written)
    assert isinstance(fixed, str)
    assert set(done) <= {LOOK_ALIKES, DIGITS, LAYOUT}


def test_ties_of_the_library_of_congress_are_taken_away():
    assert repair("Synyt͡si͡a Rostyslav") == ("Synytsia Rostyslav", ())


def test_a_listed_name_or_the_ending_of_a_surname_shows_the_wrong_keyboard():
    assert repair("Ufkeirj Dfktynby") == ("Галушко Валентин", (LAYOUT,))
    assert repair("Vbhjyjdf Fduecnbyf")[0].casefold() == "миронова августина"


def test_initials_are_not_the_wrong_keyboard():
    assert repair("M.T. Shchur") == ("M.T. Shchur", ())
