import pytest

from homeward.evidence.names.profile import profile, profile_of

SPELLINGS = [
    ("Рудницький Микола Лукич", "Rudnitskii Nikolai"),
    ("Рыжова Вера", "Vera Ryzhov"),
    ("Совенка Остапа", "Совенко Остап"),
    ("Sowenko Ostap", "Совенко Остап"),
    ("Казаков Никита", "Mikita Kazakou"),
]


@pytest.mark.parametrize(("one", "other"), SPELLINGS)
def test_usual_spellings_share_a_blocking_key(one, other):
    assert any(key.startswith("f:") for key in profile_of(one).keys & profile_of(other).keys)


def test_given_names_share_the_key_of_their_identity():
    assert "g:Микола" in profile_of("Сова Микола").keys & profile_of("Sova Nikolai").keys


def test_strangers_share_no_key():
    assert not profile_of("Рудницький Остап").keys & profile_of("Журба Гліб").keys


def test_the_patronymic_settles_sex_and_case():
    assert dict(profile_of("Лозова Олександра Луківна").readings[0].given.named) == {"Олександра": 1.0}
    assert dict(profile_of("Лозового Олександра Лукича").readings[0].given.named) == {"Олександр": 1.0}


def test_the_surname_settles_case_where_no_patronymic_does():
    assert dict(profile_of("Кравчук Олександра").readings[0].given.named) == {"Олександра": 1.0}


def test_equal_names_share_one_profile():
    assert profile_of("Сова Остап") is profile_of("Сова Остап")
    assert profile("Сова", "Остап", "") is profile("Сова", "Остап", "")


def test_a_single_letter_in_a_column_is_an_initial():
    assert profile("Сова", "О", "Л").readings[0].given.initial


def test_a_name_without_letters_has_no_readings():
    assert profile_of("?!").readings == profile("", "", "").readings == ()
