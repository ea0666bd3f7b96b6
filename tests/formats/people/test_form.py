from homeward.formats.people.form import csv_header, json_schema, make_form
from homeward.formats.people.tables import COLUMNS
from homeward.records.fields import FIELDS, GROUPS, guess_columns


def asked():
    return [field for group in make_form() for field in group["fields"]]


def test_every_field_is_on_the_form_once_under_its_group():
    assert sorted(field["name"] for field in asked()) == sorted(field.name for field in FIELDS)
    assert [group["name"] for group in make_form()] == list(GROUPS)
    group_of = {field["name"]: group["name"] for group in make_form() for field in group["fields"]}
    assert group_of == {field.name: field.group for field in FIELDS}


def test_fields_of_a_group_stand_in_the_order_of_the_table():
    order = [field.name for field in FIELDS]
    for group in make_form():
        places = [order.index(field["name"]) for field in group["fields"]]
        assert places == sorted(places)


def test_nothing_is_mandatory():
    assert {field["required"] for field in asked()} == {False}
    assert json_schema()["anyOf"][0]["items"]["anyOf"][0]["required"] == []


def test_a_choice_and_only_a_choice_has_choices():
    assert {field["name"] for field in asked() if field["choices"]} == {"sex"}
    assert all(bool(field["choices"]) == (field["input"] == "choice") for field in asked())
    kinds = {field["name"]: field["input"] for field in asked()}
    assert (kinds["birth_date"], kinds["height"], kinds["marks"], kinds["unit"]) == (
        "date",
        "number",
        "long text",
        "text",
    )


def test_the_heading_of_an_empty_table_is_read_as_itself():
    header = csv_header()
    assert guess_columns(header) == {name: place for place, name in enumerate(header)}
    assert set(header) == set(COLUMNS)
