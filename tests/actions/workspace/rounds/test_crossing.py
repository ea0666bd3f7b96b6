"""The day of a crossing: hostile files, receipts that count, outcomes that rest on what was signed of this person."""

import json

import pytest

from homeward.actions.workspace.desk import new_id
from homeward.actions.workspace.rounds.candidates import find_candidates
from homeward.actions.workspace.rounds.crossing import (
    make_receipt,
    note_count,
    note_outcome,
    take_marks,
    view_afterwards,
)
from homeward.actions.workspace.rounds.held import find_manifest, write_file
from homeward.actions.workspace.rounds.papers import take_paper, use_manifest
from homeward.errors import HomewardError, InvalidInput
from homeward.exchange.handing_over.outcome import Assessment, Crossed
from homeward.exchange.handing_over.paper import sign_paper
from homeward.exchange.handing_over.receipt import Receipt, Transfer, write_receipt
from tests.actions.workspace.rounds.conftest import LATER, load

WOUNDED, SERGEANT = "South:S-1", "South:S-2"
DEEP = b'{"marks":' + b"[" * 200_000
LONG = json.dumps({"voice": "x" * 10_000_000}).encode()


def marks_of(side, digest, present=(), absent=(), seals=None):
    manifest = find_manifest(side.now("hana", "roll call"), digest).manifest.id
    words = [(one, "present") for one in present] + [(one, "absent") for one in absent]
    same = {"manifest": manifest, "who": "h1", "at": LATER.isoformat(), "device": "d1"}
    marks = [
        {**same, "id": f"a{n}", "counter": n, "line": one, "said": said}
        | ({"seals": seals[one]} if one in (seals or {}) else {})
        for n, (one, said) in enumerate(words, start=1)
    ]
    return json.dumps({"marks": marks}).encode()


@pytest.mark.parametrize(
    "data",
    [
        DEEP,
        LONG,
        b"[]",
        b"\xff\xfe",
        b'{"voice":"giver","by":"South","lines":5}',
        b'{"voice":"giver","by":"South","lines":{"a":1}}',
        b'{"voice":[],"by":"South"}',
        b'{"voice":"giver","by":"\\ud800","figures":[{"unit":"persons","giver":"South","n":1}]}',
        b'{"voice":"giver","by":"South","figures":[{"unit":"persons","giver":"South","n":1e400}]}',
        b'{"voice":"giver","by":"South","at":5}',
    ],
    ids=range(10),
)
def test_a_hostile_count_ends_with_one_sentence(sides, data):
    north, south = sides
    digest = load(south, north)
    with pytest.raises(HomewardError) as caught:
        note_count(north.seat("hana"), north.round_id, digest, data)
    assert len(str(caught.value)) < 400


def test_hostile_marks_end_with_one_sentence_and_odd_ones_with_problems(sides):
    north = sides[0]
    for data in (DEEP, b'{"marks":1}', b'{"marks":[' + b"1," * 20_001 + b"1]}", b'{"marks":[{"id":"\\udcff"}]}'):
        with pytest.raises(HomewardError) as caught:
            take_marks(north.seat("hana"), north.round_id, data)
        assert len(str(caught.value)) < 400
    odd = [1, None, "a", [], {}, {"id": []}, {"id": "a", "seals": 7}, {"id": "a" * 1_000_000}]
    problems, n_new, kept = take_marks(north.seat("hana"), north.round_id, json.dumps({"marks": odd}).encode())
    assert (len(problems), n_new, kept) == (len(odd), 0, None)
    assert max(len(one.says) for one in problems) < 300


def test_a_voice_is_the_party_that_the_manifest_says(sides):
    north, south = sides
    digest = load(south, north)
    told = {"voice": "giver", "by": "North", "figures": [{"unit": "persons", "giver": "South", "n": 2}]}
    with pytest.raises(InvalidInput, match="giver of this manifest is South"):
        note_count(north.seat("hana"), north.round_id, digest, json.dumps(told).encode())


def test_a_receipt_that_its_receiver_has_not_signed_says_nothing(sides):
    north, south = sides
    digest = load(south, north)
    forged = Receipt(
        id="r1", manifest=bytes.fromhex(digest), round="R7", part=1, giver="South", receiver="North",
        neutral="Neutral", place="bridge", at=LATER, transfers=(Transfer(kind="person", id=WOUNDED),),
    )  # fmt: skip
    paper = sign_paper(write_receipt(forged), south.workspace.ledger_key)
    take_paper(north.seat("hana"), north.round_id, write_file(paper))
    assert view_afterwards(north.seat("hana"), north.now("hana", "roll call")).results == ()


def crossed(sides):
    """The wounded one crosses, with a receipt of the North."""
    north, south = sides
    digest = load(south, north)
    take_marks(north.seat("hana"), north.round_id, marks_of(north, digest, (WOUNDED,), (SERGEANT,)))
    north.both("hana", "igor", make_receipt, digest)
    return north, digest


def said(outcome, basis, person=WOUNDED, by="North"):
    known = Crossed("person", person)
    return Assessment(id=new_id(), of=known, outcome=outcome, by=by, at=LATER, basis=basis)


def test_an_outcome_rests_on_a_decision_about_this_very_person(sides):
    north, _ = crossed(sides)
    hana = north.seat("hana")
    cases = {one.id: one.case for one in find_candidates(hana, north.now("hana", "roll call")).people}
    for outcome, basis in (
        ("confirmed", cases[SERGEANT]),
        ("unknown", cases[WOUNDED]),
        ("not the person named", cases[WOUNDED]),
        ("confirmed", "0" * 32),
    ):
        with pytest.raises(InvalidInput, match="that says so of it"):
            note_outcome(hana, north.round_id, said(outcome, basis))
    with pytest.raises(InvalidInput, match="did not cross"):
        note_outcome(hana, north.round_id, said("confirmed", cases[SERGEANT], SERGEANT))
    with pytest.raises(InvalidInput, match="word of North or South"):
        note_outcome(hana, north.round_id, said("confirmed", cases[WOUNDED], by="somebody"))
    note_outcome(hana, north.round_id, said("confirmed", cases[WOUNDED]))
    after = view_afterwards(hana, north.now("hana", "roll call"))
    assert [(one.of.id, one.outcome) for one in after.results] == [(WOUNDED, "confirmed")]


def test_a_receipt_made_twice_by_one_act_is_one_receipt(sides):
    north, south = sides
    digest = load(south, north)
    take_marks(north.seat("hana"), north.round_id, marks_of(north, digest, (WOUNDED,)))
    act_id = new_id()
    first, _ = north.both("hana", "igor", make_receipt, digest, act_id=act_id)
    again, kept = make_receipt(north.seat("hana"), north.round_id, digest, act_id=act_id)
    assert (again.id, kept.is_repeat) == (first.id, True)
    with pytest.raises(InvalidInput, match="said something else"):
        use_manifest(north.seat("hana"), north.round_id, digest, act_id=act_id)
