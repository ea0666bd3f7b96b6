"""The journal of pledges: signed entries, each with what it rests on; what is owed, and by whose word."""

import json
from collections import Counter
from datetime import date
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.actions.workspace.checking import check_workspace
from homeward.actions.workspace.desk import Refused
from homeward.actions.workspace.promises.board import answer_board, board_tables, explain_pledge, view_board
from homeward.actions.workspace.promises.claims import claims_of, confirm_claim, reject_claim
from homeward.actions.workspace.promises.documents import all_documents
from homeward.actions.workspace.promises.journal import journal_of, record_pledges
from homeward.errors import HomewardError, InvalidInput
from homeward.talks.pledges.books import movements
from tests.actions.workspace.promises.sample import (
    DAY,
    claim_with,
    commitment,
    confirm_bodies,
    event,
    keep_reports,
    pledge_bodies,
    record,
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


def table(desk, name, day=DAY):
    found = next(one for one in board_tables(view_board(desk, day)) if one.name == name)
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


def test_a_pledge_stands_on_the_board_with_the_words_it_rests_on(place, olena):
    refs = pledge_bodies(olena)
    [row] = table(olena, "board")
    assert (row["pledged"], row["verified"], row["outstanding"], row["course"]) == (6000, 0, 6000, "late")
    assert row["overdue"] == 6000
    assert "Defence Ministry, 2031-06-03: 6,400 bodies" in row["said_of_it"]
    [moment] = table(olena, "timeline")
    assert moment["words"] == "the South will hand over 6,000 bodies"
    document = next(one for one in all_documents(olena) if one.id == refs[0].partition("/")[0])
    source, _, place_ = moment["rests_on"].partition("#")
    start, end = map(int, place_.split("-"))
    assert source == f"sha256:{document.record.digest}"
    assert document.record.text[start:end] == moment["words"]
    signed = [act for act in acts(place) if act.kind == "pledge recorded"]
    assert [act.actor for act in signed] == [olena.member.id] * 2
    [confirming] = [one.read.act for one in claims_of([document]) if one.ref == refs[0]]
    assert {act.relies_on for act in signed} == {(confirming,)}
    assert table(olena, "board", date(2031, 6, 1))[0]["pledged"] == 0  # a past day stays as it was told
    assert check_workspace(place).is_whole


def test_three_books_stand_beside_each_other_and_a_correction_takes_back(olena):
    refs = pledge_bodies(olena)
    source = f"claim:{refs[0]}"
    record(
        olena,
        event("c1", "claim", 60, source, date="2031-06-10"),
        event("r1", "receive", 57, source, date="2031-06-11", by="North"),
        event("v1", "verify", 10, source, date="2031-06-12", by="Commission"),
        event("x1", "reject", 4, source, date="2031-06-12", by="Commission", note="not ours"),
    )
    record(olena, event("r2", "receive", 58, source, date="2031-06-13", by="North", corrects="r1"))
    [row] = table(olena, "board")
    told = [row[name] for name in ("claimed", "received", "verified", "rejected", "in_verification", "outstanding")]
    assert told == [60, 58, 10, 4, 58 - 10 - 4, 6000 - 10]
    assert table(olena, "board", date(2031, 6, 12))[0]["received"] == 57
    items = {(one["question"], one["qty"]) for one in answer_board(view_board(olena, DAY))["open_items"]}
    assert ("claimed, not received", 2) in items
    why = explain_pledge(olena, "dead", DAY)["why"]
    assert [one["entry"] for one in why["timeline"]] == ["p1", "c1", "r1", "v1", "x1", "r2"]
    with pytest.raises(InvalidInput, match="no pledge"):
        explain_pledge(olena, "nothing", DAY)


def test_what_rests_on_a_claim_that_is_rejected_books_nothing_and_that_is_said(olena):
    refs = pledge_bodies(olena)
    reject_claim(olena, refs[0], "he never said so")
    board = view_board(olena, DAY)
    assert [one.pledged for one in board.owed] == [0]
    assert ["is not confirmed any more" in one.says for one in board.journal.problems] == [True, True]
    confirm_claim(olena, refs[0], "bodies after all")
    assert [one.pledged for one in view_board(olena, DAY).owed] == [6000]


def test_a_pledge_on_which_others_lean_keeps_its_name_when_its_claim_is_rejected(olena):
    refs = pledge_bodies(olena)
    pause = commitment(f"claim:{refs[2]}", id="pause", debtor="North", creditor="South", unit="days")
    record(olena, pause | {"due": "floor(dead.verified / 10)"})
    record(olena, event("v1", "verify", 25, f"claim:{refs[2]}", by="Commission"))
    assert {one.pledge: one.pledged for one in view_board(olena, DAY).owed}["pause"] == 2
    reject_claim(olena, refs[0], "he never said so")
    assert {one.pledge: one.pledged for one in view_board(olena, DAY).owed} == {"dead": 0, "pause": 2}
    reject_claim(olena, refs[2], "nor he")
    assert {one.pledge: one.pledged for one in view_board(olena, DAY).owed} == {"dead": 0, "pause": 0}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"source": "claim:{unread}"}, "proposed; nothing counts"),
        ({"source": "claim:{doc}/z99"}, "no claim"),
        ({"source": "document:{doc}:10-5"}, "no place"),
        ({"source": "document:{doc}:0-999999"}, "no place"),
        ({"source": "paper:" + "ab" * 32}, "no round"),
        ({"source": "I was there"}, "its source is none of"),
        ({"source": None}, "its source is none of"),
        ({"unit": "persons"}, "units are never mixed"),
        ({"qty": 2.5}, "whole number"),
        ({"qty": -1}, "below 0"),
        ({"qty": "=1+1"}, "not a quantity"),
        ({"date": "2031-02-30"}, "not a day"),
        ({"commitment": "gold"}, "none of the ledger"),
        ({"corrects": "nothing"}, "no other entry"),
        ({"id": "p1"}, "in the journal already"),
        ({"id": "two words"}, "no blank"),
        ({"id": 7}, "no blank"),
    ],
)
def test_a_row_that_cannot_be_booked_is_refused_and_nothing_of_its_file_is_signed(place, olena, row, message):
    refs = pledge_bodies(olena)
    document = refs[0].partition("/")[0]
    unread = claim_with(olena, document, 120).ref
    told = {key: value.format(doc=document, unread=unread) if key == "source" and value else value
            for key, value in row.items()}  # fmt: skip
    n_acts = len(acts(place))
    good = event("g1", "receive", 1, f"claim:{refs[0]}", by="North")
    with pytest.raises(HomewardError, match=message):
        record(olena, good, event("e1", "receive", 3, f"claim:{refs[0]}", by="North") | told)
    assert len(acts(place)) == n_acts
    assert len(journal_of(olena).ledger.entries) == 1


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"{}", b'{"events": {}}', b'{"events": ["x"]}', b'{"commitments": [null]}', b"\xff\xfe", b'{"a": 1',
     b'{"events": [' + b"[" * 5000, json.dumps({"events": [{"id": str(n)} for n in range(501)]}).encode()],
)  # fmt: skip
def test_a_file_that_is_no_ledger_is_refused_with_a_sentence(olena, data):
    with pytest.raises(HomewardError):
        record_pledges(olena, data)
    assert journal_of(olena).ledger.entries == ()


def test_a_clause_in_other_words_is_kept_as_words(olena):
    [ref, *_] = confirm_bodies(olena, keep_reports(olena))
    record(olena, commitment(f"claim:{ref}", condition="when the river freezes"))
    [row] = answer_board(view_board(olena, DAY))["problems"]
    assert "not in the language of conditions" in row["says"]


def test_the_same_act_given_twice_records_once(olena):
    [ref, *_] = confirm_bodies(olena, keep_reports(olena))
    rows = (commitment(f"claim:{ref}"), event("p1", "pledge", 6, f"claim:{ref}"))
    assert record(olena, *rows, act_id="cd" * 16)[0] == 2
    n_entries, kept = record(olena, *rows, act_id="cd" * 16)
    assert (n_entries, kept.is_repeat) == (0, True)
    assert len(journal_of(olena).ledger.entries) == 1


def test_pledges_are_recorded_by_negotiators_and_the_neutral_and_counts_are_read_by_those_who_may(place, olena):
    [ref, *_] = pledge_bodies(olena)
    rows = {"negotiator": "n1", "adjudicator": "a1"}
    for name in ("caseworker", "reviewer", "laboratory", "administrator", "custodian", "hand_over", "protection",
                 "auditor", *rows):  # fmt: skip
        [desk] = seat(place, name)
        row = event(rows.get(name, "z1"), "receive", 1, f"claim:{ref}", by="North")
        if name in rows:
            assert record(desk, row)[0] == 1
        else:
            with pytest.raises(Refused):
                record(desk, row)
            with pytest.raises(Refused):
                record_pledges(desk, b"no ledger at all")  # whoever may not learns nothing of the journal
        if name in ("caseworker", "reviewer", "laboratory", "administrator", "custodian"):
            with pytest.raises(Refused):
                view_board(desk, DAY)
        else:
            assert len(view_board(desk, DAY).owed) == 1
    assert [one.received for one in view_board(olena, DAY).owed] == [2]


KINDS = st.sampled_from(["pledge", "claim", "receive", "verify", "reject", "waive"])
ROWS = st.lists(st.tuples(KINDS, st.integers(0, 50), st.integers(1, 28), st.booleans()), min_size=1, max_size=6)


@pytest.fixture(scope="module")
def long_lived(tmp_path_factory):
    with (made := workspace(tmp_path_factory.mktemp("sums") / "w")).store:
        [desk] = seat(made, "olena")
        yield desk, confirm_bodies(desk, keep_reports(desk))[0], count()


@given(rows=ROWS)
@settings(max_examples=12, deadline=None)
def test_nothing_appears_or_vanishes_between_the_accounts(long_lived, rows):
    desk, ref, numbers = long_lived
    pledge = f"pledge-{next(numbers)}"
    events = []
    for number, (kind, quantity, day, corrects) in enumerate(rows):
        told = event(f"{pledge}.{number}", kind, quantity, f"claim:{ref}", date=f"2031-06-{day:02}", commitment=pledge)
        is_later = number > 0 and rows[number - 1][2] <= day
        events.append(told | ({"corrects": f"{pledge}.{number - 1}"} if corrects and is_later else {}))
    record(desk, commitment(f"claim:{ref}", id=pledge), *events)
    board = view_board(desk, DAY)
    sums = Counter()
    for one in movements(board.journal.ledger):
        if one.pledge == pledge:
            sums[one.book, one.source] -= one.quantity
            sums[one.book, one.target] += one.quantity
    assert {sum(value for (own, _), value in sums.items() if own == book) for book, _ in sums} == {0}
    row = next(one for one in board.owed if one.pledge == pledge)
    assert (row.pledged, row.received) == (
        sums["agreement", "pledged"] + sums["agreement", "waived"],
        sums["creditor", "received"],
    )
