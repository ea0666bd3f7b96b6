import json
import math
from datetime import UTC, date, datetime
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.actions.lists.check import write_list
from homeward.formats.people import json_people
from homeward.formats.people.any_format import read_people
from homeward.formats.people.form import SCHEMA, json_schema
from homeward.formats.people.json_people import (
    Origin,
    is_json,
    read_json_people,
    read_person_files,
    write_json_people,
    write_person_files,
)
from homeward.records.claim import SURE, Claim, PersonFile, Withdrawal, line_of
from homeward.records.dates import PartialDate
from homeward.records.fields import FIELDS, NOTHING_SAID
from homeward.records.person import Person

ONE = Person("S1", "Вигадько", "Юрій", "Ілліч", "1987-03-14", "m", "Новотихе", unit="А4471", id_number="3184900017")
TWO = Person("S2", given_name="Олена", birth_date="1990")
ORIGIN = Origin("found", "list of the South, version 3", PartialDate(2025, 3, 1))


def read(value: object):
    return read_json_people(json.dumps(value, ensure_ascii=False).encode())


def accounted(listing) -> bool:
    return listing.n_rows_in == listing.n_rows_accepted + listing.n_rows_held + listing.n_rows_refused


def says(listing) -> str:
    return "\n".join(f"{problem.where}: {problem.says} ({problem.kept})" for problem in listing.problems)


# ── flat objects ──


def test_what_is_written_is_read_back():
    for read_back in (read_json_people, read_people):
        listing = read_back(write_json_people((ONE, TWO)))
        assert listing.people == (ONE, TWO)
        assert (listing.n_rows_in, listing.problems, listing.source) == (2, (), "JSON")


def test_accepted_lines_can_be_written_as_json():
    data = write_list((ONE, TWO), ".json", made_at=datetime(2026, 3, 1, tzinfo=UTC))
    assert read_people(data).people == (ONE, TWO)
    assert json.loads(data)["schema"] == SCHEMA


@pytest.mark.parametrize("wrap", [lambda e: [e], lambda e: {"people": [e]}, lambda e: e], ids=["list", "people", "one"])
def test_a_list_an_object_with_one_and_a_single_person_are_read(wrap):
    assert read(wrap({"record_id": "S2", "given_name": "Олена", "birth_date": "1990"})).people == (TWO,)


def test_headings_of_the_table_are_keys_too_and_said():
    listing = read([{"id": "7", "Прізвище": "Вигадько", "Дата рождения": "1987"}])
    assert listing.people == (Person("7", "Вигадько", birth_date="1987"),)
    assert dict(listing.columns) == {"record_id": "id", "family_name": "Прізвище", "birth_date": "Дата рождения"}


def test_a_whole_name_is_taken_apart():
    assert read([{"record_id": "7", "full_name": "Вигадько Юрій Ілліч"}]).people[0].patronymic == "Ілліч"


def test_numbers_stay_as_they_were_written():
    listing = read_json_people(b'[{"record_id": 17, "family_name": "A", "height": 1.80, "id_number": 3184900017}]')
    assert listing.people == (Person("17", "A", height="1.80", id_number="3184900017"),)
    assert listing.problems == ()


@pytest.mark.parametrize("word", [None, "", "  ", "-", "невідомо", "N/A"])
def test_what_is_not_known_is_no_value(word):
    listing = read([{"record_id": "7", "family_name": "A", "sex": word}])
    assert (listing.people, listing.problems) == ((Person("7", "A"),), ())


def test_an_entry_without_identifier_gets_its_number():
    assert [person.record_id for person in read([{"family_name": "A"}, {"family_name": "B"}]).people] == [
        *("entry 1", "entry 2"),
    ]


def test_a_key_without_a_field_is_named_once_and_the_person_stays():
    listing = read([{"family_name": "A", "shoe_size": 43}, {"family_name": "B", "shoe_size": 41, "claims ": 1}])
    assert len(listing.people) == 2
    assert "key 'shoe_size': stands 2 times" in says(listing)
    assert len(listing.problems) == 2


def test_two_keys_of_one_field_keep_the_more_usual_and_say_so():
    listing = read([{"surname": "B", "family_name": "A"}])
    assert listing.people[0].family_name == "A"
    assert "'surname' and 'family_name' are one field" in says(listing)


@pytest.mark.parametrize("value", ["true", "[1]", '{"a": 1}', "NaN", "-Infinity", '{"a": 1, "a": 2}'])
def test_a_value_of_another_kind_is_left_out_and_said(value):
    listing = read_json_people(f'[{{"record_id": "7", "family_name": "A", "sex": {value}}}]'.encode())
    assert listing.people == (Person("7", "A"),)
    assert "entry 1, 'sex'" in says(listing)


def test_a_date_outside_the_calendar_is_said_and_kept_as_text():
    listing = read([{"family_name": "A", "birth_date": "31.02.1987"}])
    assert listing.people[0].birth_date == "31.02.1987"
    assert "'31.02.1987' is no date of the calendar" in says(listing)


@pytest.mark.parametrize(
    ("entries", "counts", "why"),
    [
        ('{"family_name": "A"}, {"family_name": "B", "family_name": "C"}', (2, 1, 1, 0), "'family_name' stands twice"),
        ('{"id": "1", "sex": "m"}, {"id": "1", "sex": "f"}', (2, 1, 1, 0), "'1' stands on an earlier entry"),
        ('{"id": "1"}, {}, {"shoe_size": 4}', (3, 0, 0, 3), "nothing is said of anybody"),
        ('null, 7, "A", [], true', (5, 0, 0, 5), "not an object"),
    ],
)
def test_every_entry_is_accepted_held_or_refused(entries, counts, why):
    listing = read_json_people(f"[{entries}]".encode())
    told = (listing.n_rows_in, listing.n_rows_accepted, listing.n_rows_held, listing.n_rows_refused)
    assert told == counts
    assert why in says(listing)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"[", "not JSON"),
        (b'{"people": 7}', "neither a list"),
        (b'{"people": [], "people": []}', "stands twice in the outermost object"),
        (b'{"schema": "other/1", "people": [{"id": "1", "sex": "m"}]}', "schema"),
        (b"[" * 100_000, "too deep"),
        (b'[{"a":' * 50_000, "too deep"),
        (b'[{"id": "\xff"}]', "not UTF-8"),
        (b"7", "neither a list"),
    ],
    ids=lambda value: value[:20] if isinstance(value, bytes) else "",
)
def test_what_is_no_list_is_refused_with_a_reason(data, why):
    listing = read_json_people(data)
    assert (listing.people, listing.n_rows_in) == ((), 0)
    assert why in says(listing)


def test_an_unknown_key_beside_the_list_is_said_and_the_list_is_read():
    listing = read({"people": [{"id": "1", "sex": "m"}], "exported": "2025"})
    assert len(listing.people) == 1
    assert "key 'exported'" in says(listing)


def test_a_file_beyond_the_limits_is_refused_before_it_is_parsed(monkeypatch):
    monkeypatch.setattr(json_people, "MAX_VALUES", 10)
    assert "more than 10 values" in says(read_json_people(b"[" + b"[]," * 10))
    monkeypatch.setattr(json_people, "MAX_BYTES", 10)
    assert "at most 10 are read" in says(read_json_people(b"[           ]"))


def test_a_value_of_enormous_length_is_left_out():
    listing = read([{"id": "1", "sex": "m", "full_name": "а" * 9000}])
    assert listing.people == (Person("1", sex="m"),)
    assert "9,000 characters" in says(listing)


def test_half_a_character_never_comes_in():
    listing = read_json_people(rb'[{"id": "\ud800", "na\udc00me": "A", "family_name": "B\udfff"}]')
    assert listing.people == (Person("\N{REPLACEMENT CHARACTER}", "B\N{REPLACEMENT CHARACTER}"),)
    (says(listing) + str(listing.people) + str(listing.columns)).encode()


@pytest.mark.parametrize("data", [b"[]", b" [ { ", b"{}", b'\xef\xbb\xbf{"a"', b"[", b"[[", b'["a"'])
def test_json_is_told_by_how_it_begins(data):
    assert is_json(data)


@pytest.mark.parametrize("data", [b"[Surname],[Name]\nA,B\n", b"{x},y", b"", b"a,[", b"<x/>", b"[1]"])
def test_tables_whose_headings_stand_in_brackets_are_no_json(data):
    assert not is_json(data)


def test_a_table_with_brackets_is_read_as_a_table():
    assert read_people(b"[Surname],[First name]\nVyhadko,Yurii\n").people[0].family_name == "Vyhadko"


# ── files with claims ──

PAPER = Claim("c1", "birth_date", "1987-03-14", "passport", PartialDate(2025, 3), "seen in a document", "desk 4")
TOLD = Claim("c2", "birth_date", "1987-03-15", "sister", PartialDate(2025, 4, 2))
BACK = Withdrawal("c1", "desk 4", date(2025, 5, 1), "another person's passport")
FILE = PersonFile("S1", "sought", (PAPER, TOLD), (BACK,))


def test_a_file_is_written_and_read_back_whole_withdrawn_claims_included():
    files, listing = read_person_files(write_person_files((FILE,)), ORIGIN)
    assert files == (FILE,)
    assert listing.problems == ()
    assert listing.people == (line_of(FILE),) == (Person("S1", birth_date="1987-03-15"),)


def test_a_list_may_hold_files_and_rows_together():
    data = json.loads(write_person_files((FILE,)))["people"] + [{"record_id": "S2", "given_name": "Олена"}]
    assert [person.record_id for person in read(data).people] == ["S1", "S2"]


def test_rows_become_claims_of_the_list_they_stand_on():
    (file,), _ = read_person_files(write_json_people((TWO,)), ORIGIN)
    assert (file.role, line_of(file)) == ("found", TWO)
    assert {(claim.source, claim.on) for claim in file.claims} == {(ORIGIN.source, ORIGIN.on)}


def test_what_a_claim_does_not_say_is_taken_from_the_list_only_where_the_list_says_it():
    entry = {"record_id": "1", "claims": [{"field": "sex", "value": "m"}, {"field": "age", "value": 30, "source": "x"}]}
    ((one, two),) = (file.claims for file in read_person_files(json.dumps([entry]).encode(), ORIGIN)[0])
    assert (one.source, one.on, one.sure) == (ORIGIN.source, ORIGIN.on, "stated")
    assert (two.source, two.on, two.value) == ("x", None, "30")
    assert one.id != two.id


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"claims": 7}, "claims: not a list"),
        ({"claims": [7]}, "claim 1: not an object"),
        ({"claims": [{"field": "shoe_size", "value": "43"}]}, "no field that can be claimed"),
        ({"claims": [{"field": "record_id", "value": "43"}]}, "no field that can be claimed"),
        ({"claims": [{"field": "age", "value": ["x"]}]}, "'value': a list is no value"),
        ({"claims": [{"field": "age", "value": "3", "on": "soon"}]}, "the claim, undated"),
        ({"claims": [{"field": "age", "value": "3", "sure": "sworn"}]}, "'sworn' is none of"),
        ({"claims": [{"field": "age", "value": "3", "mood": "x"}]}, "key 'mood of a claim'"),
        ({"claims": [{"id": "a", "field": "age", "value": v} for v in "34"]}, "'a' stands for two claims"),
        ({"role": "lost"}, "role: neither found nor sought"),
        (
            {"withdrawals": [{"of": "c1", "by": "x", "on": "2025-03", "because": "y"}]},
            "what it meant to withdraw stands",
        ),
        ({"withdrawals": {"of": "c1"}}, "withdrawals: not a list"),
    ],
)
def test_what_is_wrong_in_a_file_is_said_and_the_rest_stays(changed, why):
    listing = read([{"record_id": "1", "family_name": "A", "claims": []} | changed])
    assert [person.family_name for person in listing.people] == ["A"]
    assert why in says(listing)


def test_an_unknown_word_for_sureness_counts_as_the_least_sure():
    said = [{"field": "age", "value": "30", "sure": "sworn"}, {"field": "age", "value": "31", "sure": "estimated"}]
    assert read([{"record_id": "1", "claims": said}]).people[0].age == "31"
    assert SURE[-1] == "heard"


# ── any bytes ──

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(("1987", "m", "x/1")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
CLAIM_KEYS = ("id", "field", "value", "source", "on", "sure", "by", "of", "because", "odd")
CLAIMS = st.dictionaries(st.sampled_from(CLAIM_KEYS), VALUES | st.sampled_from(("age", "sex", "c1", "heard")))
KEYS = st.sampled_from((*(field.name for field in FIELDS), "claims", "withdrawals", "role", "surname", "odd"))
ENTRIES = VALUES | st.dictionaries(KEYS, VALUES | st.lists(CLAIMS | VALUES, max_size=3), max_size=6)
LISTS = st.lists(ENTRIES, max_size=6)


def mangled(text: str, cut: int, twice: str) -> bytes:
    """Break a text of JSON: repeat a key of it, cut it off."""
    text = text.replace(f'"{twice}"', '"family_name"')
    return text[: len(text) - cut].encode()


@settings(max_examples=100, deadline=None)
@given(LISTS, st.sampled_from((0, 0, 0, 1, 2, 5)), st.sampled_from(("sex", "given_name", "value", "odd")))
def test_every_entry_of_any_json_is_accounted_for_and_nothing_is_an_exception(entries, cut, twice):
    data = mangled(json.dumps(entries), cut, twice)
    listing = read_json_people(data)
    assert accounted(listing)
    assert cut or listing.n_rows_in == len(entries)
    assert len(listing.people) == len({person.record_id for person in listing.people})
    files, same = read_person_files(data, ORIGIN)
    assert [file.record_id for file in files] == [person.record_id for person in same.people]
    assert (same.people, same.n_rows_in) == (listing.people, listing.n_rows_in)
    again, account = read_person_files(write_person_files(files), ORIGIN)
    assert [line_of(file) for file in again] == list(same.people)
    assert account.problems == () or {problem.kept for problem in account.problems} <= {"text; date unknown"}
    (says(listing) + str(listing.people)).encode()


@settings(max_examples=400, deadline=None)
@given(st.binary(max_size=60) | st.text('[]{}",:\\ud8019na-eI" \n', max_size=60).map(str.encode))
def test_no_bytes_are_an_exception(data):
    for start in (b"", b"[", b'{"people":['):
        listing = read_json_people(start + data)
        assert accounted(listing)
        assert listing.people or listing.problems or listing.n_rows_in == 0


def random_value(random: Random, depth: int = 0) -> object:
    """Draw a value that a careless program could write: mostly a claim's or a person's, seldom sound throughout."""
    words = ("1987", "m", "А1234", "~1980", "", "-", "heard", "found", "2025-03-01", "c1", "\ud800", "x" * 9000)
    plain = (None, True, 7, -1.5, math.nan, math.inf, 10**400, *words)
    names = (*(field.name for field in FIELDS), *CLAIM_KEYS, "claims", "withdrawals", "role", "people", "schema")
    kind = random.random()
    if kind < 0.5 or depth > 4:
        return random.choice(plain)
    if kind < 0.7:
        return [random_value(random, depth + 1) for _ in range(random.randrange(4))]
    return {random.choice(names): random_value(random, depth + 1) for _ in range(random.randrange(6))}


def test_three_thousand_malformed_lists_are_all_accounted_for():
    random = Random(20220224)
    n_read = 0
    for _ in range(3000):
        entries = [random_value(random) for _ in range(random.randrange(5))]
        text = json.dumps(entries, ensure_ascii=random.random() < 0.7)
        for _ in range(random.randrange(3)):  # damage: a sign lost, doubled, or another one in its place
            place = random.randrange(len(text))
            text = text[:place] + random.choice(("", text[place] * 2, random.choice('[]{}",:0\\'))) + text[place + 1 :]
        listing = read_json_people(text.encode(errors="surrogatepass"))
        assert accounted(listing)
        assert listing.people or listing.problems or listing.n_rows_in == 0
        n_read += len(listing.people)
    assert n_read > 300  # the damage leaves something to read


texts = st.none() | st.text(st.characters(codec="utf-8"), min_size=1, max_size=8).map(str.strip).filter(
    lambda text: text.casefold() not in NOTHING_SAID
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.builds(Person, st.uuids().map(str), *(texts,) * 6), max_size=5))
def test_no_person_is_lost_on_the_way_out_and_back(people):
    told = [person for person in people if any(getattr(person, name) for name in Person.__slots__[1:])]
    assert list(read_json_people(write_json_people(people)).people) == told


def test_the_schema_knows_every_field_and_requires_none():
    flat, file = json_schema()["anyOf"][0]["items"]["anyOf"]
    assert list(flat["properties"]) == [field.name for field in FIELDS]
    assert flat["required"] == []
    assert set(file["properties"]["claims"]["items"]["properties"]) == set(json_people._OF_CLAIM)
    assert set(file["properties"]["withdrawals"]["items"]["properties"]) == set(json_people._OF_WITHDRAWAL)
