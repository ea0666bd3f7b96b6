"""Each phenomenon with invented names: what must speak for one person, and what against."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.evidence.names.commonness import Background
from homeward.evidence.names.levels import Level, compare
from homeward.evidence.names.profile import profile, profile_of
from homeward.evidence.names.weigh import DEFAULT, NameWeight, weigh_names


def weigh(found: str, sought: str) -> NameWeight:
    return weigh_names(profile_of(found), profile_of(sought))


SAME = """
    Совенко Остап Лукич | Sovenko Ostap Lukych | Ukrainian, KMU 2010
    Совенко Остап Лукич | Sowenko Ostap Lukytsch | German
    Журба Христина Іллівна | Jourba Khrystyna Illivna | French
    Щербань Гліб Якович | Szczerbań Hlib Jakowycz | Polish
    Єрмак Яків Юрійович | Êrmak Âkìv Ûrìjovič | ISO 9
    Рыжов Игнат Фёдорович | Ryzhov Ignat Fedorovich | Russian, ICAO
    Совенко Остап Лукич | SOVENKO Ostap | patronymic missing
    Совенко Остап Лукич | Остап Совенко | order
    Совенко Остап Лукич | О. Л. Совенко | initials
    Совенко Остап Лукич | O.L. Sovenko | initials in another script
    Юрчишин Юрій Якович | Yurchyshyn Yu. Ya. | initials of two letters
    Рудницький Микола Григорович | Рудницкий Николай Григорьевич | Ukrainian and Russian
    Rudnytskyi Mykola | Rudnitskii Nikolai | Ukrainian and Russian in Latin letters
    Казакоў Мікіта Ігаравіч | Казаков Никита Игоревич | Belarusian and Russian
    Mikita Kazakou | Казаков Никита Игоревич | Belarusian passport
    Бандура Кацярына | Бандура Екатерина | Belarusian given name
    Лозова Катерина | Catherine Lozova | western form
    Лозовий Павло | Paul Lozovyi | western form
    Совенко Григорій | Гриць Совенко | short form
    Совенко Олександр | Sasha Sovenko | short form in Latin letters
    Совенко Олександра | Саша Совенко | short form of both sexes
    Совенка Остапа Лукича | Совенко Остап Лукич | genitive
    Рудницкой Ольги Ильиничны | Рудницкая Ольга Ильинична | genitive of a woman
    Рыжова Вера Лукинична | Vera Ryzhov | woman's surname as a man's
    Uhejirj Jcnfg | Грушко Остап | keyboard
    Сoвeнкo Ocтaп | Совенко Остап | look-alike letters
    С0венко 0стап | Совенко Остап | digits
    Совенко Остап Лукич | Совенк0 Остап Лукич | scanner
    Рудницький Роман Ігорович | Rudnytskyi Rornan Ihorovych | scanner, rn for m
    Рудницький Остап Ігорович | Руднцький Остап Ігорович | letter dropped
    Рудницький Остап Ігорович | Рудницький Отсап Ігорович | letters swapped
    Сова-Журба Остап Лукич | Сова Журба Остап Лукич | double surname
    старший солдат Совенко Остап Лукич | Совенко Остап Лукич | rank
    Совенко Остап «Лелека» | Совенко Остап Лукич | call sign
    Рыжов Семён Фёдорович | Рыжов Семен Федорович | ё without dots
    Сова Дем'ян | Сова Демʼян | apostrophes
    فاروق شريف | Farouk Sharif | Arabic
    Faruq Tariq Sharif | Farouk Cherif | Arabic, father missing
    林建明 | Lin Jianming | Chinese
    한민수 | Han Min-su | Korean
    Rashad Guliyev | Рашад Гулиев | Azerbaijani
"""

OTHER = """
    Совенко Остап Лукич | Совенко Гліб Лукич | brothers
    Совенко Остап Лукич | Sovenko Hlib Lukych | brothers across scripts
    Лозовий Роман Лукич | Лозова Романа Луківна | brother and sister
    Гнатюк Лука Остапович | Гнатюк Остап Лукич | father and son
    Hnatiuk Luka Ostapovych | Гнатюк Остап Лукич | father and son across scripts
    Гнатюк Гліб Остапович | Гнатюк Соломія Іванівна | husband and wife
    Совенко Остап Лукич | Совенко Остап Гнатович | other patronymic
    Совенко Остап Лукич | Журба Остап Лукич | other surname
    Савенко Остап Лукич | Савченко Остап Лукич | near surname
    Ткачук Остап Лукич | Ткаченко Остап Лукич | same stem
    Рыбин Игнат Фёдорович | Рыбкин Игнат Фёдорович | same stem
    Совенко Олексій | Совенко Олександр | near given name
    Совенко Марина | Совенко Марія | near given name
    Совенко Остап Лукич | Совенко Г.Л. | other initial
    Совенко Остап | Паша Совенко | short form of another name
    Совенко Остап Лукич | Журба Ольга Іванівна | strangers
    한영호 | 한용호 | one romanisation, other letters
    张建明 | 章建明 | one romanisation, other letters
"""


def rows(text: str) -> list[object]:
    cut = [[part.strip() for part in line.split("|")] for line in text.strip().splitlines()]
    return [pytest.param(found, sought, id=what) for found, sought, what in cut]


@pytest.mark.parametrize(("found", "sought"), rows(SAME))
def test_spellings_of_one_name_speak_for_one_person(found, sought):
    assert weigh(found, sought).log10_lr > 2.8


@pytest.mark.parametrize(("found", "sought"), rows(OTHER))
def test_names_of_two_people_do_not_pass(found, sought):
    assert weigh(found, sought).log10_lr < 2.3


EVERY = [param.values for param in (*rows(SAME), *rows(OTHER))]


@pytest.mark.parametrize(("found", "sought"), EVERY)
def test_the_order_of_the_two_names_does_not_matter(found, sought):
    assert weigh(found, sought).log10_lr == pytest.approx(weigh(sought, found).log10_lr, abs=1e-9)


def is_plain_cyrillic(found, sought):
    """Tell whether the case of the letters says nothing: a wrong keyboard or other scripts make it speak."""
    return not found.isupper() and all("Ѐ" <= c <= "ӿ" or not c.isalpha() for c in found + sought)


@pytest.mark.parametrize(("found", "sought"), [pair for pair in EVERY if is_plain_cyrillic(*pair)])
def test_case_and_spacing_of_cyrillic_names_change_nothing(found, sought):
    loud = f"  {sought.upper()} ".replace(" ", "   ")
    assert weigh(found, loud).log10_lr == pytest.approx(weigh(found, sought).log10_lr, abs=1e-9)


def test_relatives_are_told_apart_even_where_strangers_are_not():
    weight = weigh("Совенко Остап Лукич", "Совенко Гліб Лукич")
    assert weight.log10_lr_unrelated > 0.0
    assert weight.log10_lr_relative < -2.0
    assert weight.log10_lr <= weight.log10_lr_unrelated


def test_without_patronymics_a_clerks_genitive_may_be_the_sister():
    weight = weigh("Лозовий Мирослав", "Лозова Мирослава")
    assert weight.log10_lr_relative < 1.0 < weight.log10_lr_unrelated


def test_the_combined_weight_is_made_of_both_hypotheses():
    weight = weigh("Совенко Остап Лукич", "Sovenko Ostap Lukych")
    both = 10**-weight.log10_lr_unrelated + DEFAULT.relative_weight * 10**-weight.log10_lr_relative
    assert weight.log10_lr == pytest.approx(-math.log10(both), abs=1e-9)


def test_the_parts_add_up_to_the_weight_against_strangers():
    weight = weigh("Совенко Остап Лукич", "Совенко Гліб Лукич")
    assert sum(part.log10_lr for part in weight.parts) == pytest.approx(weight.log10_lr_unrelated, abs=1e-9)
    assert [part.kind for part in weight.parts] == ["family name", "given name", "patronymic"]


def test_no_part_says_who_is_meant():
    weight = weigh("Совенко Остап Лукич", "Sovenko Hlib L.")
    assert not any(name in part.because for part in weight.parts for name in ("Совенко", "Sovenko", "Остап", "Hlib"))


def test_nothing_weighs_nothing():
    assert weigh("", "Совенко Остап").log10_lr == 0.0
    assert weigh_names(profile("", "", ""), profile("Сова", "", "")).log10_lr == 0.0


def test_a_missing_part_weighs_nothing():
    found, sought = profile("Совенко", "", ""), profile("Совенко", "Остап", "Лукич")
    assert [part.log10_lr for part in weigh_names(found, sought).parts][1:] == [0.0, 0.0]


def test_a_rarer_surname_weighs_more():
    assert weigh("Сокирко Остап", "Сокирко Остап").log10_lr > weigh("Шевченко Остап", "Шевченко Остап").log10_lr


def test_a_rarer_given_name_weighs_more():
    assert weigh("Совенко Устим", "Совенко Устим").log10_lr > weigh("Совенко Іван", "Совенко Іван").log10_lr


def test_the_background_says_what_is_common():
    common = Background(surnames={"sovenko": 0.05})
    found = profile_of("Совенко Остап")
    assert weigh_names(found, found, common).log10_lr < weigh_names(found, found).log10_lr


def test_a_slip_weighs_less_than_the_name_and_more_than_another():
    right, slip, other = (
        weigh("Рудницький Остап", f"{name} Остап").log10_lr for name in ("Рудницький", "Рудницкьий", "Журба")
    )
    assert right > slip > other


def test_a_slip_in_a_short_surname_is_another_name():
    assert weigh("Гук Остап Лукич", "Гун Остап Лукич").log10_lr < 2.0


def test_columns_that_hold_each_others_names_are_noticed():
    assert weigh_names(profile("Остап", "Рудницький", ""), profile("Рудницький", "Остап", "")).log10_lr > 3.0


def test_levels_are_named():
    match = compare(profile_of("Совенко Гриць Лукич"), profile_of("Sovenko Hryhorii Lukych"))
    assert (match.family.level, match.given.level, match.patronymic.level) == (
        Level.STANDARD,
        Level.SHORT,
        Level.STANDARD,
    )


def test_a_name_with_no_letters_is_missing_everywhere():
    match = compare(profile_of("..."), profile_of("Совенко"))
    assert match.family.level is match.given.level is Level.MISSING


WORDS = st.text(alphabet="абвгдеєжзіїйклмнопрстуфхцчшщьюяa-z.'ʼ -ABCé王한", max_size=25)


@settings(max_examples=150, deadline=None)
@given(WORDS, WORDS)
def test_any_two_texts_can_be_weighed_in_any_order(found, sought):
    one, other = weigh(found, sought), weigh(sought, found)
    assert math.isfinite(one.log10_lr)
    assert one.log10_lr == pytest.approx(other.log10_lr, abs=1e-9)
    assert one.log10_lr <= one.log10_lr_unrelated + 1e-9


@settings(max_examples=100, deadline=None)
@given(WORDS)
def test_a_name_speaks_for_itself(written):
    assert weigh(written, written).log10_lr >= -1e-9
