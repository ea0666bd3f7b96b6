"""Documents and what people read in them: kept byte for byte, proposed by the program, counted when confirmed."""

import pytest

from homeward.actions.workspace.checking import check_workspace
from homeward.actions.workspace.desk import Refused
from homeward.actions.workspace.promises.claims import (
    Changes,
    claims_of,
    confirm_claim,
    find_claim,
    list_claims,
    reject_claim,
)
from homeward.actions.workspace.promises.documents import (
    Arrived,
    all_documents,
    keep_document,
    list_documents,
    show_document,
)
from homeward.actions.workspace.promises.figures import figures_of, view_figures
from homeward.errors import InvalidInput
from homeward.formats.documents.reading import MOST_BYTES as READ_AT_MOST
from tests.actions.workspace.promises.sample import (
    BODIES,
    STATEMENT,
    claim_with,
    confirm_bodies,
    keep_reports,
    workspace,
)
from tests.actions.workspace.sample import acts, seat


@pytest.fixture
def place(tmp_path):
    with (made := workspace(tmp_path / "w")).store:
        yield made


@pytest.fixture
def olena(place):
    return seat(place, "olena")[0]


def test_a_document_comes_back_byte_for_byte_and_looking_at_it_is_an_entry(place, olena):
    data = ("\ufeff" + STATEMENT.replace("\n", "\r\n")).encode()
    found, _ = keep_document(olena, Arrived(name="b.txt", data=data, source="invented"))
    assert show_document(olena, found.id[:6])[1] == data
    assert acts(place)[-1].kind == "document read"
    assert str(found.record.published) == "2031-06-02"  # from its dateline
    again, repeated = keep_document(olena, Arrived(name="other name.txt", data=data, source="invented"))
    assert (again, repeated.is_repeat) == (found, True)
    assert check_workspace(place).is_whole


@pytest.mark.parametrize("name", ["w.json", "w.GEOJSON"])
def test_of_a_document_for_programs_no_claims_are_proposed(olena, name):
    words = '{"note": "The South returned 40 bodies on 1 June 2031."}'
    found, _ = keep_document(olena, Arrived(name=name, data=words.encode(), source="invented"))
    assert found.record.proposals == ()
    told, _ = keep_document(olena, Arrived(name="w.txt", data=(words + " ").encode(), source="invented"))
    assert told.record.proposals


def test_the_same_act_given_twice_keeps_one_document(olena):
    arrived = Arrived(name="b.txt", data=STATEMENT.encode(), source="invented")
    first, _ = keep_document(olena, arrived, act_id="ab" * 16)
    again, kept = keep_document(olena, arrived, act_id="ab" * 16)
    assert (again, kept.is_repeat, len(all_documents(olena))) == (first, True, 1)


@pytest.mark.parametrize(
    ("data", "source"),
    [(b"", "invented"), (b"\x00\x01\x02\x03", "invented"), (b"%PDF-1.7 broken", "invented"), (b"Ten came home.", "  ")],
)
def test_what_is_no_document_is_refused_with_a_sentence_and_nothing_is_kept(olena, data, source):
    with pytest.raises(InvalidInput):
        keep_document(olena, Arrived(name="b.txt", data=data, source=source))
    assert all_documents(olena) == ()
    assert READ_AT_MOST >= 1 << 25


def test_nothing_is_counted_that_nobody_has_confirmed(olena):
    ids = keep_reports(olena)
    assert figures_of(olena) == ()
    assert {one.state for one in list_claims(olena)} == {"proposed"}
    assert all("matter" in one.proposed.unsure for one in list_claims(olena))
    confirm_claim(olena, claim_with(olena, ids[0], 6000).ref, BODIES)
    [matter] = figures_of(olena)
    assert [one.claim.figure.low for one in matter.said] == [6000]
    assert len(list_claims(olena)) == sum(len(one.record.proposals) for one in all_documents(olena))
    assert [one.confirmed.unsure for one in list_claims(olena) if one.confirmed] == [()]


def test_a_rewrite_is_no_second_source_and_two_ministries_conflict(olena):
    refs = confirm_bodies(olena, keep_reports(olena))
    [matter] = view_figures(olena)
    assert (matter.n_documents, matter.n_sources) == (3, 2)
    assert matter.tree == ((0, refs[0]), (1, refs[1]), (0, refs[2]))
    assert [one.drift for one in matter.said if one.ref == refs[1]] == ["weakened"]  # 6,000 became some 6,000
    assert {tuple(claim.id for claim in flag.claims) for flag in matter.flags if flag.what == "conflict"} == {
        (refs[0], refs[2])
    }
    assert {one.ref: one.is_read for one in matter.said}[refs[1]] is False  # proposed by the program


def test_a_person_says_what_a_claim_comes_from_against_the_program(olena):
    refs = confirm_bodies(olena, keep_reports(olena))
    confirm_claim(olena, refs[1], BODIES, comes_from="own")
    confirm_claim(olena, refs[2], BODIES, comes_from=refs[0])
    [matter] = figures_of(olena)
    assert {one.ref: one.comes_from for one in matter.said} == {refs[0]: None, refs[1]: None, refs[2]: refs[0]}
    assert matter.n_sources == 2
    for source, message in (
        (refs[2], "repeats this claim already"),
        (refs[0], "another document"),
        ("0000/a01", "nothing here"),
    ):
        with pytest.raises((InvalidInput, Refused), match=message):
            confirm_claim(olena, refs[0], BODIES, comes_from=source)


def test_a_claim_is_read_otherwise_by_a_person_and_both_readings_stay(place, olena):
    ids = keep_reports(olena)
    ref = claim_with(olena, ids[1], 6000).ref
    confirm_claim(olena, ref, BODIES, Changes(speaker="Iva Lund", side="South", low=6000, bound="min", act="said"))
    found = find_claim(olena, ref)
    assert (found.confirmed.speaker.name, found.confirmed.act, found.confirmed.figure.bound) == (
        "Iva Lund",
        "said",
        "min",
    )
    assert (found.proposed.speaker.name, found.proposed.figure.bound) == ("Lev Moray", "about")
    reject_claim(olena, ref, "the radio said nothing of the kind")
    assert figures_of(olena) == ()
    document = found.document.id
    reads = next(one for one in all_documents(olena) if one.id == document).reads
    assert [read.what.verdict for read in reads] == ["confirmed", "rejected"]
    assert check_workspace(place).is_whole


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (Changes(act="promised"), "act"),
        (Changes(low=3.0, high=2.0), "low end"),
        (Changes(high=float("inf"), bound="max"), "low end"),
        (Changes(low=float("nan"), bound="min"), "low end"),
        (Changes(low=3.0, high=5.0, bound="exact"), "one value"),
        (Changes(bound="nearly"), "bound"),
    ],
)
def test_a_reading_that_cannot_be_meant_is_refused(olena, changes, message):
    ref = claim_with(olena, keep_reports(olena)[0], 6000).ref
    with pytest.raises(InvalidInput, match=message):
        confirm_claim(olena, ref, BODIES, changes)
    with pytest.raises(InvalidInput, match="what the claim is about"):
        confirm_claim(olena, ref, " ")
    with pytest.raises(InvalidInput, match="for a reason"):
        reject_claim(olena, ref, "")
    with pytest.raises(InvalidInput, match="no claim"):
        confirm_claim(olena, ref.partition("/")[0] + "/z99", BODIES)
    assert all(one.read is None for one in claims_of(all_documents(olena)))


def test_documents_are_for_those_who_record_pledges_and_figures_for_those_who_see_counts(place, olena):
    ids = keep_reports(olena)
    confirm_bodies(olena, ids)
    records, counts = {"negotiator", "adjudicator"}, {"hand_over", "protection", "auditor"}
    for name in ("caseworker", "reviewer", "laboratory", "administrator", "custodian", *records, *counts):
        [desk] = seat(place, name)
        if name in records:
            assert len(list_documents(desk)) == 3
            confirm_claim(desk, claim_with(desk, ids[0], 6000).ref, BODIES)
        else:
            for attempt in (
                lambda desk=desk: list_documents(desk),
                lambda desk=desk: show_document(desk, ids[0]),
                lambda desk=desk: list_claims(desk),
                lambda desk=desk: confirm_claim(desk, f"{ids[0]}/a01", BODIES),
                lambda desk=desk: keep_document(desk, Arrived(name="x", data=b"Ten came home.", source="x")),
            ):
                with pytest.raises(Refused):
                    attempt()
        if name in records | counts:
            assert len(view_figures(desk)) == 1
        else:
            with pytest.raises(Refused):
                view_figures(desk)


def test_no_word_of_a_document_stands_on_the_disk(tmp_path, place, olena):
    keep_reports(olena)
    data = b"".join(path.read_bytes() for path in (tmp_path / "w").rglob("*") if path.is_file())
    assert b"Moray" not in data
    assert b"hand over" not in data
