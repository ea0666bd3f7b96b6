import pytest

from homeward.records.fields import FIELDS, guess_columns
from homeward.records.person import Person


@pytest.mark.parametrize(
    "header",
    [
        ("record_id", "family_name", "given_name", "patronymic", "birth_date", "sex"),
        ("ID", "Surname", "First name", "Middle name", "Date of birth", "Gender"),
        ("№ п/п", "Прізвище", "Ім'я", "По батькові", "Дата народження", "Стать"),
        ("№", "Фамилия", "Имя", "Отчество", "Дата рождения", "Пол"),
    ],
)
def test_headings_are_known_in_three_languages(header):
    names = ("record_id", "family_name", "given_name", "patronymic", "birth_date", "sex")
    assert guess_columns(header) == {name: place for place, name in enumerate(names)}


def test_one_column_holds_one_field():
    assert guess_columns(("name", "name")) == {"given_name": 0}


def test_every_field_is_an_attribute_of_a_person():
    assert {field.name for field in FIELDS} - {"full_name"} == set(Person.__dataclass_fields__)
