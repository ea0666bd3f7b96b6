import csv
import io
import json
from datetime import UTC, date, datetime

import pytest

from homeward.actions.lists.check import Earlier, answer_check, check_list, write_list
from homeward.errors import InvalidInput
from homeward.formats.people.any_format import read_people
from homeward.formats.people.pfif import NAMESPACE

HEADER = (
    "record_id",
    "family_name",
    "given_name",
    "patronymic",
    "birth_date",
    "sex",
    "birth_place",
    "unit",
    "category",
)
OLENA = ("1", "Вигаданська", "Олена", "Петрівна", "1988-04-05", "f", "Новотихе", "", "civilian")
TARAS = ("2", "Дзумбаленко", "Тарас", "Богданович", "1990-01-17", "m", "Заріччя", "А4471", "military")
MARKO = ("3", "Стебовчук", "Марко", "Ілліч", "2001-11-30", "m", "Ясенове", "А4471", "military")
LISTED_ON = date(2026, 3, 1)


def table(*rows: tuple[str, ...]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows((HEADER, *rows))
    return text.getvalue().encode()


def line(row: tuple[str, ...], **changed: str) -> tuple[str, ...]:
    return tuple(changed.get(name, value) for name, value in zip(HEADER, row, strict=True))


def check(*rows, **against):
    earlier = [Earlier(f"{role}.csv", role, data) for role, data in against.items()]
    return check_list(table(*rows), earlier, listed_on=LISTED_ON)


def kinds(checked):
    return [(c.record_id, c.kind) for c in checked.contradictions]


def test_a_list_in_order_has_nothing_to_ask():
    assert kinds(check(OLENA, TARAS, MARKO)) == []


def test_what_one_line_says_against_itself_is_found():
    assert kinds(check(line(OLENA, category="child"))) == [("1", "age against category")]


def test_somebody_listed_twice_in_two_languages_is_found():
    again = ("9", "Дзумбаленко", "Тарас", "Богданович", "1990-01-17", "m", "Заречье", "A4471", "")
    (found,) = check(OLENA, TARAS, MARKO, again).contradictions
    assert (found.record_id, found.kind, found.other_id) == ("9", "double", "2")
    assert found.probability is not None
    assert found.probability > 0.9


def test_brothers_are_not_one_person_listed_twice():
    brother = line(TARAS, record_id="9", given_name="Богдан", birth_date="1993-07-02")
    assert kinds(check(OLENA, TARAS, MARKO, brother)) == []


@pytest.mark.parametrize(("role", "kind"), [("returned", "already returned"), ("own", "of the giver's own side")])
def test_people_known_from_another_list_are_found(role, kind):
    known = line(TARAS, record_id="R-77")
    found = check(OLENA, TARAS, MARKO, **{role: table(known)}).contradictions
    assert [(c.record_id, c.kind, c.other_id) for c in found] == [("2", kind, "R-77")]


def test_a_status_of_returned_on_an_earlier_round_counts():
    earlier = table(line(TARAS, category="обміняний 2025-05-01"), MARKO)
    assert ("2", "already returned") in kinds(check(OLENA, TARAS, MARKO, earlier=earlier))


def test_a_line_that_comes_back_under_another_identifier_is_said():
    earlier = table(line(TARAS, record_id="A-2"), MARKO)
    assert kinds(check(OLENA, TARAS, MARKO, earlier=earlier)) == [("2", "known under another identifier")]


def test_a_double_that_stood_on_the_earlier_list_too_has_not_changed_its_identifier():
    twice = (OLENA, TARAS, line(TARAS, record_id="9"), MARKO)
    assert {kind for _, kind in kinds(check(*twice, earlier=table(*twice)))} == {"double"}


def test_an_identifier_that_now_names_somebody_else_is_said():
    assert kinds(check(line(MARKO, record_id="2"), earlier=table(TARAS))) == [("2", "identifier of another person")]


def test_versions_are_compared_line_by_line():
    answer = answer_check(check(OLENA, line(TARAS, unit="А1111"), earlier=table(TARAS, MARKO)))
    assert answer["lines"] == {"new": 1, "changed": 1, "gone": 1}
    assert answer["changed"] == [{"record": "2", "changes": [{"field": "unit", "before": "А4471", "after": "А1111"}]}]


def test_a_pfif_file_is_read_as_well():
    person = f'<pfif xmlns="{NAMESPACE}"><person><person_record_id>n/1</person_record_id>'
    person += "<full_name>Вигаданська Олена</full_name><date_of_birth>2030-01-01</date_of_birth></person></pfif>"
    checked = check_list(person.encode(), [], listed_on=LISTED_ON)
    assert kinds(checked) == [("n/1", "date to come")]


def test_the_answer_is_strict_json_and_names_nobody():
    text = json.dumps(answer_check(check(line(OLENA, category="child"), TARAS)), allow_nan=False, ensure_ascii=False)
    assert "Вигаданська" not in text


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", b"<x/>", b"\xff\xfe\xfd"])
def test_a_file_with_nobody_in_it_is_one_clear_mistake(data):
    with pytest.raises(InvalidInput, match="nobody could be read"):
        check_list(data, [], listed_on=LISTED_ON)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".xml"])
def test_accepted_lines_are_written_and_read_back(suffix):
    people = check(OLENA, TARAS, MARKO).listing.people
    back = read_people(write_list(people, suffix, made_at=datetime(2026, 3, 1, tzinfo=UTC))).people
    assert [(p.family_name, p.given_name, p.birth_date) for p in back] == [
        (p.family_name, p.given_name, p.birth_date) for p in people
    ]


def test_another_suffix_is_refused():
    with pytest.raises(InvalidInput, match=r"\.doc"):
        write_list((), ".doc", made_at=datetime(2026, 3, 1, tzinfo=UTC))
