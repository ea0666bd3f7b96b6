import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.records.places import read_place, skeleton


@pytest.mark.parametrize(
    "names",
    [
        ("Київ", "Киев", "Kyiv", "Kiev", "м. Київ"),
        ("Харків", "Харьков", "Kharkiv", "Kharkov"),
        ("Чернівці", "Черновцы", "Chernivtsi", "Chernovtsy"),
        ("Запоріжжя", "Запорожье", "Zaporizhzhia", "Zaporozhe"),
        ("Одеса", "Одесса", "Odesa"),
        ("Кривий Ріг", "Кривой Рог", "Kryvyi Rih", "Krivoi Rog"),
        ("Миколаїв", "Николаев", "Mykolaiv", "Nikolaev"),
        ("Миколаївка", "Николаевка", "Mykolaivka"),
        ("Вугледар", "Угледар", "Vuhledar", "Ugledar"),
    ],
)
def test_a_place_has_one_key_in_both_languages_and_in_latin_letters(names):
    assert len({read_place(name).settlement for name in names}) == 1


@pytest.mark.parametrize(
    ("new", "old"),
    [("Бахмут", "Артёмовск"), ("Торецьк", "Дзержинск"), ("Dnipro", "Dnepropetrovsk"), ("Лиман", "Красный Лиман")],
)
def test_a_renamed_place_keeps_its_key_and_shows_the_written_name(new, old):
    one, two = read_place(new), read_place(old)
    assert one.settlement == two.settlement
    assert one.written != two.written


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Іванівка, Сумська обл.", "Ivanovka, Sumskaia obl."),
        ("Іванівка, Запорізька обл.", "Ивановка, Запорожская область"),
        ("с. Іванівка, Миколаївська обл.", "Ивановка, Николаевская обл."),
    ],
)
def test_a_region_is_read_in_both_languages(one, two):
    assert read_place(one) == read_place(two)
    assert read_place(one).region is not None


def test_homonyms_differ_by_their_region_only():
    one, two = read_place("Іванівка, Сумська обл."), read_place("Іванівка, Одеська обл.")
    assert one.settlement == two.settlement
    assert one.region != two.region


def test_nothing_is_no_place():
    assert read_place("") is None
    assert read_place(" , 12") is None


@given(st.text(max_size=60))
def test_any_text_is_a_place_or_none(text):
    place = read_place(text)
    assert place is None or place.settlement or place.region
    assert set(skeleton(text)) <= set("BVHDJZKLMNPRSTFCW")
