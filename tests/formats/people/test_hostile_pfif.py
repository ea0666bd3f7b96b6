"""PFIF files that attack their reader, or say things in places where a careless reader overlooks them."""

import gzip

import pytest

from homeward.formats.people.answers import Answers
from homeward.formats.people.any_format import read_people
from homeward.formats.people.pfif import LOST_ON_THE_WAY_OUT, NAMESPACE
from homeward.records.fields import FIELDS
from tests.formats.people.test_hostile_tables import about, counts, says

ONE = "<person><person_record_id>a/1</person_record_id><full_name>Вигадько Олена</full_name>{}</person>"


PLAIN = ONE.format("")


def pfif(*inside: str, space: str = NAMESPACE, head: str = "") -> bytes:
    return f'{head}<pfif xmlns="{space}">{"".join(inside)}</pfif>'.encode()


def laughs(depth: int) -> str:
    entities = "".join(f"<!ENTITY l{n} '" + f"&l{n - 1};" * 10 + "'>" for n in range(1, depth))
    return f'<!DOCTYPE pfif [<!ENTITY l0 "lol">{entities}]>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (pfif(ONE.format("&l9;"), head=laughs(10)), "document type"),
        (pfif(ONE.format("&a;" * 9999), head="<!DOCTYPE p [<!ENTITY a '" + "x" * 9999 + "'>]>"), "document type"),
        (pfif(ONE.format("&a;"), head='<!DOCTYPE p [<!ENTITY a SYSTEM "file:///etc/passwd">]>'), "document type"),
        (pfif(head="<!DOCTYPE pfif>"), "document type"),
        (pfif(head='<!DOCTYPE pfif SYSTEM "http://evil.example/x.dtd">'), "document type"),
        (pfif(ONE.format("&undefined;")), "not well-formed"),
        (pfif("<a>" * 200_000), "64 deep"),
        (pfif("<a>" * 70 + "</a>" * 70), "64 deep"),
        (pfif("<person " + " ".join(f"a{n}='1'" for n in range(1_000_000)) + "/>"), "1,000,000 attributes"),
        (b"<html/>", "not pfif"),
        (pfif(PLAIN, space="http://evil.example/pfif"), "not pfif"),
        (pfif(PLAIN, space="http://zesty.ca/pfif/"), "no version"),
        (pfif(PLAIN, space="http://zesty.ca/pfif/9.9"), "no version"),
        (pfif(PLAIN)[:-3], "not well-formed"),
        (pfif(ONE.format("Олена").replace("О", "\0")), "not well-formed"),
        (pfif(PLAIN, head='<?xml version="1.0" encoding="windows-1251"?>'), "its bytes are UTF-8"),
        (pfif(PLAIN, head='<?xml version="1.0" encoding="utf-7"?>'), "encoding that is known"),
        (pfif(PLAIN, head='<?xml version="1.0" encoding="utf-16"?>'), "not well-formed"),
        (pfif(PLAIN, head='<?xml version="1.0" encoding="utf-8"?>').decode().encode("cp1251"), "not well-formed"),
        (pfif(PLAIN, head='<?xml version="1.0" encoding="utf-8"?>').decode().encode("utf-16"), "not well-formed"),
        (pfif(), "no person"),
    ],
)
def test_a_file_that_attacks_or_lies_is_refused_with_a_reason(data, reason):
    listing = read_people(data)
    assert listing.people == ()
    assert reason in says(listing)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_pfif_is_recognised_in_every_unicode(encoding):
    mark = "\ufeff" if encoding.startswith("utf-16-") else ""
    listing = read_people((mark + pfif(ONE.format("")).decode()).encode(encoding))
    assert (listing.source, listing.people[0].family_name) == ("PFIF", "Вигадько")


def test_pfif_may_be_compressed_or_in_a_declared_encoding():
    assert read_people(gzip.compress(pfif(PLAIN))).n_rows_accepted == 1
    head = '<?xml version="1.0" encoding="windows-1251"?>'
    assert read_people(pfif(PLAIN, head=head).decode().encode("cp1251")).people[0].family_name == "Вигадько"


def test_a_wrong_declaration_can_be_answered():
    data = pfif(PLAIN, head='<?xml version="1.0" encoding="windows-1251"?>')
    assert read_people(data, Answers(encoding="utf-8")).people[0].family_name == "Вигадько"


@pytest.mark.parametrize(
    ("more", "where", "shown"),
    [
        ("<sex xsi:type='x' xmlns:xsi='http://x.example'>male</sex>", "sex", "the attribute type"),
        ("<sex>ma<!-- not -->le</sex>", "sex", "a comment"),
        ("<sex>male<?php x?></sex>", "sex", "the instruction php"),
        ("<sex>male</sex><sex>female</sex>", "sex", "stands twice and differs"),
        ("<sex xmlns='http://evil.example'>female</sex>", "element http://evil.example:sex", "no field here"),
        ("<home_city>X</home_city>", "element home_city", "no field here"),
        ("<sex>male<b>x</b></sex>", "element sex/b", "no field here"),
        ("loose text", "person", "text between"),
        ("<note><person_record_id>a/1</person_record_id><status>x</status></note>", "element note/status", "no field"),
    ],
)
def test_what_a_careless_reader_overlooks_is_said(more, where, shown):
    listing = read_people(pfif(ONE.format(more)))
    assert counts(listing) == (1, 1, 0, 0)
    assert any(where in problem.where and shown in problem.says for problem in listing.problems), says(listing)


def test_a_value_in_cdata_or_with_character_references_is_the_same_value():
    for text in ("<![CDATA[Вигадько]]>", "&#x412;игадько", "Вига<![CDATA[дько]]>"):
        (person,) = read_people(pfif(f"<person><family_name>{text}</family_name></person>")).people
        assert person.family_name == "Вигадько"


def test_people_where_the_format_has_no_place_are_held_and_counted():
    listing = read_people(pfif(PLAIN, f"<group>{PLAIN}<x>{PLAIN}</x></group>"))
    assert counts(listing) == (3, 1, 2, 0)
    assert "stands inside the element group" in says(listing)


def test_a_value_over_the_limit_holds_the_person_with_the_line():
    listing = read_people(pfif("\n", ONE.format(f"<sex>{'x' * 9000}</sex>"), PLAIN))
    assert counts(listing) == (2, 1, 1, 0)
    assert "line 2, person 1: a value of 9,000 characters" in says(listing)


def test_letters_that_deceive_and_open_dates_are_said_of_pfif_too():
    person = "<person><family_name>\u202eокдагиВ</family_name><date_of_birth>03/04/1980</date_of_birth></person>"
    listing = read_people(pfif(person))
    assert "<U+202E>" in says(listing)
    assert "dates" in about(listing)


def test_the_guide_lists_what_is_lost_on_the_way_out():
    from pathlib import Path

    guide = " ".join(Path("docs/guide/lists.md").read_text(encoding="utf-8").split())
    assert len(LOST_ON_THE_WAY_OUT) == len(FIELDS) - 7
    assert [words for words in LOST_ON_THE_WAY_OUT if words not in guide] == []
