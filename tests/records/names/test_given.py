import pytest

from homeward.records.names.given import (
    MAN,
    candidates,
    father_candidates,
    father_of,
    forms_of,
    identities,
    initials_of,
    unknown_father,
)
from homeward.records.names.tables.men import MEN
from homeward.records.names.tables.women import WOMEN
from tests.records.names.standards import RUSSIAN, UKRAINIAN, transliterate

ROWS = [
    [field.split() for field in line.split(";")]
    for line in (MEN + WOMEN).strip().replace("\n    ", " ").splitlines()
    if line.strip()
]


def names_of(token: str, sex: str | None = None) -> set[str]:
    return {name for name, _ in identities(token, sex)}


def test_the_tables_are_broad():
    assert len(ROWS) >= 300
    assert sum(len(row[5]) for row in ROWS) >= 600


def test_no_identity_stands_twice():
    firsts = [row[0][0] for row in ROWS]
    assert len(firsts) == len(set(firsts))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][0])
def test_every_form_finds_its_identity(row):
    ukrainian, russian, belarusian, polish, western, short = row
    for form in [*ukrainian, *russian, *belarusian, *polish, *western, *short]:
        assert ukrainian[0] in names_of(form), form


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][0])
def test_every_standard_finds_the_identity(row):
    for forms, standards in ((row[0], UKRAINIAN), (row[1], RUSSIAN)):
        for standard, table in standards.items():
            assert row[0][0] in names_of(transliterate(forms[0], table)), standard


def test_one_identity_has_its_forms_in_every_language():
    assert names_of("Микола") == names_of("Николай") == names_of("Mikalai") == names_of("Nicholas") == {"Микола"}


def test_a_short_form_of_both_sexes_gives_both():
    assert names_of("Саша") == {"Олександр", "Олександра"}
    assert names_of("Саша", "f") == {"Олександра"}
    assert {"Євген", "Євгенія"} == names_of("Женя")


def test_a_short_form_of_another_name_is_not_shared():
    assert not names_of("Паша") & names_of("Миша")


@pytest.mark.parametrize(
    ("written", "identity"),
    [("Гната", "Гнат"), ("Льва", "Лев"), ("Павла", "Павло"), ("Марії", "Марія"), ("Іллі", "Ілля"), ("Юлию", "Юлія")],
)
def test_a_declined_name_is_found(written, identity):
    assert identity in names_of(written)


def test_oleksandra_is_a_woman_or_the_genitive_of_a_man():
    assert [(c.identity, c.sex, c.level) for c in candidates("Олександра")] == [
        ("Олександра", "f", "full"),
        ("Олександр", "m", "case"),
    ]


@pytest.mark.parametrize(
    ("son", "daughter", "father"),
    [
        ("Миколайович", "Миколаївна", "Микола"),
        ("Николаевич", "Николаевна", "Микола"),
        ("Мікалаевіч", "Мікалаеўна", "Микола"),
        ("Mykolaiovych", "Mykolaivna", "Микола"),
        ("Nikolajewitsch", "Nikolajewna", "Микола"),
        ("Ильич", "Ильинична", "Ілля"),
        ("Лукич", "Луківна", "Лука"),
        ("Львович", "Львівна", "Лев"),
        ("Яковлевич", "Яківна", "Яків"),
        ("Witalijowycz", "Witalijiwna", "Віталій"),
    ],
)
def test_a_patronymic_is_the_fathers_name(son, daughter, father):
    assert father_of(son) == father_of(daughter) == (father,)
    assert [c.sex for c in father_candidates(son)] == ["m"]
    assert [c.sex for c in father_candidates(daughter)] == ["f"]


def test_a_declined_patronymic_is_found():
    assert father_of("Гнатовича") == father_of("Гнатівни") == ("Гнат",)


def test_an_unknown_father_leaves_his_stem():
    assert unknown_father("Зарубекович") == (("zarubek", MAN),)
    assert unknown_father("Zarubekovna") == (("zarubek", "f"),)
    assert unknown_father("Коваль") == ()


def test_initials_of_a_name_are_those_of_its_languages():
    assert {"m", "n"} <= initials_of("Микола")
    assert {"h", "i"} <= initials_of("Гнат")


def test_forms_of_an_unknown_identity_are_none():
    assert forms_of("?", "given") == ()


@pytest.mark.parametrize("token", ["", "12", "-", "Ѵ", "x", "王"])
def test_what_is_no_name_has_no_identity(token):
    assert identities(token) == ()
    assert father_of(token) == ()
