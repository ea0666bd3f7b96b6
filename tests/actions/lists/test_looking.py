import json

import pytest

from homeward.actions.lists.looking import look_at

ROWS = b"id;\xd1\x84;when;other\n1;A B;03/04/1980;x\n2;C D;;y\n3;A B;05/06/1981;x\n"


def test_each_column_is_shown_with_its_first_different_cells_and_what_it_was_read_as():
    look = look_at(ROWS, (("column full_name", "#2"), ("column birth_date", "when")))
    assert [(one.place, one.heading, one.samples, one.field) for one in look.columns] == [
        (1, "id", ("1", "2", "3"), "record_id"),
        (2, "\u0444", ("A B", "C D"), "full_name"),
        (3, "when", ("03/04/1980", "05/06/1981"), "birth_date"),
        (4, "other", ("x", "y"), None),
    ]
    assert look.says is None
    assert len(look.listing.people) == 3


def test_answers_that_fit_nothing_are_said_and_the_list_is_read_without_them():
    look = look_at(ROWS, (("column birth_date", "#9"),))
    assert "no column is headed '#9'" in look.says
    assert [one.field for one in look.columns] == ["record_id", None, None, None]


def test_what_is_no_table_has_no_columns():
    people = json.dumps([{"record_id": "1", "family_name": "A"}]).encode()
    assert look_at(people, ()).columns == ()
    assert len(look_at(people, ()).listing.people) == 1
    assert look_at(b'<?xml version="1.0"?><a/>', ()).columns == ()


@pytest.mark.parametrize("data", [b"", b"\0" * 9, bytes(range(256)) * 9, b"PK\x03\x04zz", b"\x1f\x8bzz"])
def test_what_is_no_list_is_a_problem_and_no_exception(data):
    look = look_at(data, ())
    assert look.columns == ()
    assert look.listing.problems
    assert not look.listing.people
