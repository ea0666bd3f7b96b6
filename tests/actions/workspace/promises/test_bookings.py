"""What a round books on a pledge, by itself: from a document to a pledge that is kept in part, told in the North."""

import json
from datetime import date, timedelta

import pytest

from homeward.actions.workspace.checking import check_workspace
from homeward.actions.workspace.desk import approve
from homeward.actions.workspace.files import flag_harm
from homeward.actions.workspace.promises.board import answer_board, board_tables, view_board
from homeward.actions.workspace.promises.claims import confirm_claim
from homeward.actions.workspace.promises.documents import Arrived, keep_document
from homeward.actions.workspace.promises.journal import journal_of
from homeward.actions.workspace.rounds.candidates import find_candidates
from homeward.actions.workspace.rounds.crossing import count_by_roll, note_count
from homeward.actions.workspace.rounds.held import manifests_of, papers_of, receipts_of, write_file
from homeward.actions.workspace.rounds.papers import countersign, take_paper, use_manifest
from homeward.errors import InvalidInput
from homeward.talks.claims.speaking.speakers import party
from tests.actions.workspace.promises.sample import record
from tests.actions.workspace.rounds.conftest import identified
from tests.actions.workspace.rounds.test_round import (
    SERGEANT,
    WOUNDED,
    agree,
    both,
    cross,
    hear_everybody,
    load,
    plan,
    receive,
    rounds,
    state,
)
from tests.actions.workspace.sample import NOON, seat

__all__ = ["both", "identified", "rounds"]
SAID = b"KARST, 1 May 2026 (Newswire) - South's negotiator Lev Moray said that the South will release 3 prisoners.\n"
BEFORE, AFTER = date(2026, 5, 2), NOON.date() + timedelta(days=1)
PLEDGE = {
    **{"id": "release", "debtor": "South", "creditor": "North", "what": "severely wounded prisoners"},
    **{"unit": "persons", "deadline": "2026-05-31", "counts_as_met": "verified"},
}


@pytest.fixture
def kept(both, rounds):
    """The pledge, recorded from a document; then the round R7, from agreed items to a confirmed person."""
    (north, south), (in_north, in_south) = both, rounds
    [nina] = seat(north, "nina")
    sides = (party("North"), party("South"))
    arrived = Arrived(name="m.txt", data=SAID, source="invented", parties=sides)
    document = keep_document(nina, arrived)[0]
    confirm_claim(nina, ref := f"{document.id}/a01", "prisoners of the North held by the South")
    pledged = {"id": "p1", "date": "2026-05-01", "kind": "pledge", "commitment": "release", "qty": 3, "by": "South"}
    record(nina, PLEDGE | {"source": f"claim:{ref}"}, pledged | {"source": f"claim:{ref}"})
    for workspace, round_id in zip(both, rounds, strict=True):
        plan(workspace, round_id)
    agree(both, rounds)
    for workspace, round_id in zip(both, rounds, strict=True):
        hear_everybody(workspace, round_id, but=(SERGEANT,))
    manifest, _ = load(south, in_south)
    [held] = manifests_of(state(south, in_south)[1])
    hana, igor = seat(north, "hana", "igor")
    take_paper(hana, in_north, write_file(held.paper))
    digest = held.paper.digest.hex()
    approve(igor, countersign(hana, in_north, digest)[1].waits_for)
    use_manifest(hana, in_north, digest)
    cross(hana, in_north, manifest)
    count_by_roll(hana, in_north, digest, "receiver")
    told = {"voice": "giver", "by": "South", "figures": [{"unit": "persons", "giver": "South", "n": 1}]}
    note_count(hana, in_north, digest, json.dumps(told).encode())
    receive(both, in_north, digest)
    return north, in_north


def rows(desk, name, day=AFTER):
    found = next(one for one in board_tables(view_board(desk, day)) if one.name == name)
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


def test_a_round_books_into_the_pledge_by_itself_with_everybodys_numbers_beside_each_other(kept):
    north, _ = kept
    [nina] = seat(north, "nina")
    [row] = rows(nina, "board")
    told = [row[name] for name in ("pledged", "claimed", "received", "verified", "outstanding", "course")]
    assert told == [3, 2, 2, 1, 2, "open"]
    booked = [one for one in rows(nina, "timeline") if one["entry"] is None]
    assert sorted((one["kind"], one["quantity"]) for one in booked) == [("claim", 2), ("receive", 2), ("verify", 1)]
    assert all(one["rests_on"] for one in rows(nina, "timeline"))
    [count] = rows(nina, "counts")
    assert (count["by_giver"], count["by_neutral"], count["by_receiver"], count["unit"]) == (1, None, 2, "persons")
    assert rows(nina, "board", BEFORE)[0]["received"] == 0
    assert check_workspace(north).is_whole


def test_however_often_it_is_read_a_round_books_once_and_never_by_hand(kept):
    north, in_north = kept
    [nina] = seat(north, "nina")
    first, again = (answer_board(view_board(nina, AFTER)) for _ in range(2))
    assert first == again
    ids = [entry.id for entry in journal_of(nina).ledger.entries]
    assert len(ids) == len(set(ids)) == 4
    now = state(north, in_north)[1]
    [(_, receipt)] = receipts_of(now)
    by_hand = {"id": "h1", "date": "2026-05-03", "kind": "receive", "commitment": "release", "qty": 2, "by": "North"}
    with pytest.raises(InvalidInput, match="not entered twice"):
        record(nina, by_hand | {"source": f"paper:{receipt.digest.hex()}"})
    manifest = next(one for one in papers_of(now) if one.digest != receipt.digest)
    booked = [entry for entry in journal_of(nina).ledger.entries if entry.kind == "receive"]
    same = by_hand | {"date": booked[0].day.isoformat(), "qty": booked[0].quantity}
    record(nina, same | {"source": f"paper:{manifest.digest.hex()[:12]}"})
    assert ["told twice" in one.says for one in journal_of(nina).problems] == [True]
    taken_back = {"id": "h2", "date": "2026-05-04", "kind": "withdraw", "commitment": "release", "by": "North"}
    record(nina, taken_back | {"about": "h1", "source": f"paper:{manifest.digest.hex()}"})
    assert journal_of(nina).problems == ()
    assert rows(nina, "board")[0]["received"] == 2


def test_whoever_a_flag_hides_is_in_no_number_of_others_and_no_case_is_named_to_anybody(kept):
    north, in_north = kept
    nina, dina, anna = seat(north, "nina", "dina", "anna")
    one = find_candidates(dina, state(north, in_north)[1]).by_id[WOUNDED]
    seen = json.dumps(answer_board(view_board(nina, AFTER)))
    assert not any(told in seen for told in (one.case, one.found, one.sought, WOUNDED))
    flag_harm(dina, one.found, lift=False, reason="relatives were threatened")
    books = ("claimed", "received", "verified")
    assert [rows(nina, "board")[0][name] for name in books] == [1, 1, 0]
    assert [rows(dina, "board")[0][name] for name in books] == [2, 2, 1]
    assert [row["by_giver"] for row in rows(nina, "counts")] == [None]  # a bare figure would tell of one more
    assert [row["by_receiver"] for row in rows(nina, "counts")] == [1]
    approve(anna, flag_harm(dina, one.found, lift=True, reason="they are safe now").waits_for)
    assert [rows(nina, "board")[0][name] for name in books] == [2, 2, 1]
