from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.formats.people.pfif import NAMESPACE, read_pfif, write_pfif
from homeward.records.person import Person

WHEN = datetime(2026, 3, 1, 12, tzinfo=UTC)


def pfif(*people: str) -> bytes:
    return f'<pfif:pfif xmlns:pfif="{NAMESPACE}">{"".join(people)}</pfif:pfif>'.encode()


def person(**values: str) -> str:
    inside = "".join(f"<pfif:{name}>{text}</pfif:{name}>" for name, text in values.items())
    return f"<pfif:person>{inside}</pfif:person>"


def write(*people: Person) -> bytes:
    return write_pfif(people, source="North tracing service", made_at=WHEN, domain="north.example")


def test_a_person_becomes_a_line():
    data = pfif(person(person_record_id="x.example/1", family_name="Вигадько", given_name="Юрій", sex="male"))
    listing = read_pfif(data)
    assert listing.people == (Person("x.example/1", family_name="Вигадько", given_name="Юрій", sex="male"),)
    assert (listing.n_rows_in, listing.n_rows_accepted, listing.problems) == (1, 1, ())


def test_the_newest_note_tells_the_place():
    notes = "".join(
        f"<pfif:note><pfif:person_record_id>a/1</pfif:person_record_id><pfif:source_date>{day}</pfif:source_date>"
        f"<pfif:last_known_location>{place}</pfif:last_known_location></pfif:note>"
        for day, place in (("2026-02-01T00:00:00Z", "Newtown"), ("2026-01-01T00:00:00Z", "Oldtown"))
    )
    listing = read_pfif(pfif(person(person_record_id="a/1", full_name="A B"), notes))
    assert listing.people[0].last_seen_place == "Newtown"


def test_what_has_no_field_here_is_named_and_never_silent():
    listing = read_pfif(
        pfif(person(person_record_id="a/1", full_name="A B", home_city="X", photo_url="http://x.example"))
    )
    assert {problem.where for problem in listing.problems} == {"element home_city", "element photo_url"}


def test_lines_without_anything_and_lines_twice_are_counted():
    one = person(person_record_id="a/1", full_name="A B")
    listing = read_pfif(pfif(one, one, person(person_record_id="a/2"), person(full_name="C D")))
    assert (listing.n_rows_in, listing.n_rows_accepted, listing.n_rows_held, listing.n_rows_refused) == (4, 2, 1, 1)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"a,b\n1,2\n", "not XML"),
        (b"<a/>", "not PFIF"),
        (b'<!DOCTYPE x [<!ENTITY a "aaaa">]><pfif>&a;</pfif>', "document type"),
        (b'<?xml version="1.0" encoding="klingon"?><pfif/>', "not XML"),
        (b"<pfif>" * 3, "not well-formed XML"),
        (b"<a><b></a>", "not well-formed XML"),
        (b"\xff\xfe\x00", "is not utf-16"),
    ],
)
def test_a_file_that_is_something_else_is_refused_with_a_reason(data, says):
    listing = read_pfif(data)
    assert not listing.people
    assert says in listing.problems[0].says


def test_what_is_written_can_be_read_again():
    original = Person(
        "7", family_name="Вигадько", given_name="Юрій", birth_date="1987-03", sex="m", last_seen_place="Місто"
    )
    (back,) = read_pfif(write(original)).people
    assert back.record_id == "north.example/7"
    assert (back.family_name, back.given_name, back.birth_date, back.last_seen_place) == (
        *("Вигадько", "Юрій", "1987-03", "Місто"),
    )


def test_every_field_is_somewhere_in_the_file():
    values = {name: f"value of {name}" for name in Person.__slots__ if name != "record_id"}
    text = write(Person("1", **values)).decode()
    assert all(value in text for value in values.values())


texts = st.none() | st.text(max_size=12)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.builds(Person, st.text(max_size=5), texts, texts, texts, texts, texts, texts, texts), max_size=4))
def test_whatever_is_in_a_list_the_file_is_xml_with_a_record_each(people):
    written = write(*people)
    assert b"<!" not in written  # no document type, no entities
    root = ElementTree.fromstring(written)
    assert len(root.findall(f"{{{NAMESPACE}}}person")) == len(people)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300) | st.text(alphabet='<>&;/"= pfierson:note\u0456', max_size=200).map(str.encode))
def test_no_bytes_are_an_exception(data):
    listing = read_pfif(data)
    assert listing.n_rows_in == listing.n_rows_accepted + listing.n_rows_held + listing.n_rows_refused


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(("person_record_id", "full_name", "sex", "date_of_birth", "note", "odd")),
            st.sampled_from(("", "a/1", "Ім'я Прізвище", "1987", "x")),
            max_size=5,
        ),
        max_size=5,
    )
)
def test_every_person_of_a_file_is_accounted_for(people):
    listing = read_pfif(pfif(*(person(**values) for values in people)))
    assert listing.n_rows_in == len(people) == listing.n_rows_accepted + listing.n_rows_held + listing.n_rows_refused
