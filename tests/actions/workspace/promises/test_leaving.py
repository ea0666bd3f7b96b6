"""Documents that leave: erased for good by two people, or hidden by a harm flag from all but their team."""

import json

import pytest

from homeward.actions.workspace.checking import check_workspace
from homeward.actions.workspace.desk import Refused, approve, waiting_acts
from homeward.actions.workspace.files import certificate_of, erase_file, flag_harm, open_file
from homeward.actions.workspace.folding.fold import STATE_KINDS
from homeward.actions.workspace.oversight.trail import Asked, read_trail
from homeward.actions.workspace.promises.board import answer_board, board_tables, view_board
from homeward.actions.workspace.promises.claims import claims_of, confirm_claim, list_claims, reject_claim
from homeward.actions.workspace.promises.documents import (
    Arrived,
    all_documents,
    erased_documents,
    find_document,
    keep_document,
    list_documents,
    show_document,
)
from homeward.actions.workspace.promises.exports import Wish, export_board
from homeward.actions.workspace.promises.figures import view_figures
from homeward.actions.workspace.promises.journal import journal_of
from homeward.actions.workspace.promises.texts import lay_documents
from homeward.actions.workspace.rights import Role
from homeward.errors import HomewardError, InvalidInput
from homeward.store.state import Wanted
from tests.actions.workspace.promises.sample import (
    BODIES,
    DAY,
    OTHER,
    STATEMENT,
    commitment,
    confirm_bodies,
    event,
    keep_reports,
    pledge_bodies,
    record,
)
from tests.actions.workspace.sample import acts, last, make, seat

PEOPLE = {
    "olena": (Role.NEGOTIATOR,),
    "petro": (Role.NEGOTIATOR,),
    "omar": (Role.NEGOTIATOR,),
    "ada": (Role.AUDITOR,),
    "dina": (Role.PROTECTION,),
    "fadi": (Role.CUSTODIAN,),
    "nils": (Role.ADJUDICATOR,),
    "emil": (Role.ADMINISTRATOR,),
}
MARKER = "Moray"


@pytest.fixture
def place(tmp_path):
    """A workspace in which omar and ada are of another team than olena and petro."""
    with (made := make(tmp_path / "w", PEOPLE, omar="2", ada="2")).store:
        yield made


@pytest.fixture
def olena(place):
    return seat(place, "olena")[0]


def erase(place, document_id):
    dina, fadi = seat(place, "dina", "fadi")
    return approve(fadi, erase_file(dina, document_id, reason="court order").waits_for)


def readable(place):
    """Everything that the keys of a workspace still open: what acts say, and what states hold."""
    with place.store.read() as now:
        told = [text for act in acts(place) for text in now.texts(act.id).values() if text is not None]
        told += [state.body for kind in STATE_KINDS for state in now.states(Wanted(kind=kind))]
    return "\n".join(told)


def seen_by(desk):
    """All that a person is told of talks, but for the ids of entries."""
    board = view_board(desk, DAY)
    tables = [(one.name, one.rows) for one in board_tables(board)]
    told = [*tables, board.journal.problems, [one.matter for one in view_figures(desk)]]
    if Role.AUDITOR not in desk.member.roles:
        told += [list_documents(desk), list_claims(desk), waiting_acts(desk), erased_documents(desk)]
    return repr((told, json.dumps(answer_board(board), default=str), export_board(desk, board, Wish(form="json"))[0]))


# ── erased ──


def test_nothing_of_an_erased_document_can_be_read_again(tmp_path, place, olena):
    found, _ = keep_document(olena, Arrived(name="b.txt", data=STATEMENT.encode(), source="invented"))
    confirm_claim(olena, f"{found.id}/a01", BODIES)
    assert MARKER in readable(place)
    erase(place, found.id)
    assert MARKER not in readable(place)
    assert place.store.keys.read((found.id,)) == {}
    raw = b"".join(path.read_bytes() for path in (tmp_path / "w").rglob("*") if path.is_file())
    assert MARKER.encode() not in raw
    assert (all_documents(olena), list_claims(olena), view_figures(olena)) == ((), (), ())
    [left] = erased_documents(olena)
    assert (left.id, left.number) == (found.id, len([*acts(place)]) - 2)  # claims viewed stands after it
    assert check_workspace(place).is_whole


def test_erasing_a_document_takes_two_who_may_and_says_so_in_a_certificate(place, olena):
    document_id = keep_reports(olena)[0]
    for name in ("olena", "omar", "ada", "nils", "emil"):
        with pytest.raises(Refused):
            erase_file(seat(place, name)[0], document_id, reason="court order")
    dina, fadi, emil = seat(place, "dina", "fadi", "emil")
    asked = erase_file(dina, document_id, reason="court order")
    assert show_document(olena, document_id)[1] == STATEMENT.encode()  # until the second has signed
    for desk in (dina, emil, olena):
        with pytest.raises(Refused):
            approve(desk, asked.waits_for)
    [entry] = approve(fadi, asked.waits_for).entries
    assert f"the key of document {document_id} was destroyed" in certificate_of(entry)
    assert "2 people signed" in certificate_of(entry)
    assert check_workspace(place).is_whole


def test_whoever_asks_for_an_erased_document_is_told_that_it_was(place, olena):
    ids = keep_reports(olena)
    erase(place, ids[0])
    for attempt in (
        lambda: show_document(olena, ids[0]),
        lambda: list_claims(olena, ids[0][:8]),
        lambda: confirm_claim(olena, f"{ids[0]}/a01", BODIES),
        lambda: lay_documents(olena, ids[:2]),
    ):
        with pytest.raises(InvalidInput, match="erased on 2026-05-03, entry"):
            attempt()
    with pytest.raises(Refused):
        find_document(olena, "0" * 32)
    with pytest.raises(Refused):
        open_file(olena, ids[0])
    again, kept = keep_document(olena, Arrived(name="b.txt", data=STATEMENT.encode(), source="invented"))
    assert again.id != ids[0]
    assert not kept.is_repeat


def test_pledges_stay_when_their_document_is_erased_and_say_so(place, olena):
    refs = pledge_bodies(olena)
    document_id = refs[0].partition("/")[0]
    record(olena, event("r1", "receive", 7, f"document:{document_id}:0-5", by="North"))
    erase(place, document_id)
    board = view_board(olena, DAY)
    assert [(one.pledged, one.received) for one in board.owed] == [(6000, 7)]
    assert board.journal.problems == ()
    for name in ("pledge dead", "p1", "r1"):
        rest = board.journal.rests[name]
        assert (rest.source, rest.words, rest.matter) == (erased_documents(olena)[0].says, None, None)
    for form in ("csv", "xlsx", "json", "pdf"):
        content, _ = export_board(olena, board, Wish(form=form))
        assert content
    assert "erased on 2026-05-03" in export_board(olena, board, Wish(form="csv"))[0].decode()
    assert check_workspace(place).is_whole


def test_a_claim_that_was_rejected_does_not_come_back_when_its_document_is_erased(place, olena):
    refs = pledge_bodies(olena)
    reject_claim(olena, refs[0], "he never said so")
    erase(place, refs[0].partition("/")[0])
    board = view_board(olena, DAY)
    assert [one.pledged for one in board.owed] == [0]
    assert all("not confirmed any more" in one.says for one in board.journal.problems)


def test_two_claims_that_repeat_an_erased_one_are_one_source_still(place, olena):
    refs = confirm_bodies(olena, keep_reports(olena))
    for ref in refs[1:]:
        confirm_claim(olena, ref, BODIES, comes_from=refs[0])
    assert [(one.n_documents, one.n_sources) for one in view_figures(olena)] == [(3, 1)]
    erase(place, refs[0].partition("/")[0])
    [matter] = view_figures(olena)
    assert (matter.n_documents, matter.n_sources) == (2, 1)
    assert [(one.comes_from, one.source_erased) for one in matter.said] == [(None, True)] * 2
    assert len(matter.tree) == 2


# ── flagged ──


def test_a_flagged_document_is_for_others_as_if_it_had_never_been_kept(place, olena):
    omar, ada = seat(place, "omar", "ada")
    keep_reports(omar)
    before = [seen_by(one) for one in (omar, ada)]
    text = OTHER.replace("6,400", "7,700")
    found, _ = keep_document(olena, Arrived(name="leak.txt", data=text.encode(), source="a draft"))
    confirm_claim(olena, ref := f"{found.id}/a01", BODIES)
    record(olena, commitment(f"claim:{ref}"), event("p1", "pledge", 7700, f"claim:{ref}"))
    assert [seen_by(one) for one in (omar, ada)] != before
    flag_harm(olena, found.id, lift=False, reason="it names a source")
    waits = flag_harm(olena, found.id, lift=True, reason="all are safe").waits_for
    assert [seen_by(one) for one in (omar, ada)] == before
    for attempt in (
        lambda: show_document(omar, found.id),
        lambda: list_claims(omar, found.id),
        lambda: confirm_claim(omar, ref, BODIES),
        lambda: flag_harm(omar, found.id, lift=False, reason="x"),
        lambda: record(omar, event("e1", "receive", 1, f"document:{found.id}:0-4", by="North")),
        lambda: approve(omar, waits),
    ):
        with pytest.raises(Refused) as hidden:
            attempt()
        assert "nothing here that you may do this with" in str(hidden.value)
    for desk in seat(place, "olena", "petro", "nils"):
        assert found.id in [one.id for one in list_documents(desk)]
        assert [one.pledged for one in view_board(desk, DAY).owed] == [7700]
    [dina] = seat(place, "dina")
    assert [one.pledged for one in view_board(dina, DAY).owed] == [7700]
    shown = [one.about for one in read_trail(ada, Asked()) if one.kind == "document kept"]
    assert () in shown
    assert all(found.id not in about for about in shown)
    assert check_workspace(place).is_whole


def test_a_flag_on_a_document_is_lifted_by_two_people_of_those_who_see_it(place, olena):
    [petro, omar] = seat(place, "petro", "omar")
    found, _ = keep_document(olena, Arrived(name="b.txt", data=OTHER.encode(), source="invented"))
    flag_harm(olena, found.id, lift=False, reason="it names a source")
    with pytest.raises(InvalidInput, match="for a reason"):
        flag_harm(olena, found.id, lift=True, reason=" ")
    asked = flag_harm(olena, found.id, lift=True, reason="all are safe")
    assert all_documents(omar) == ()
    for desk in (olena, omar):
        with pytest.raises(Refused):
            approve(desk, asked.waits_for)
    approve(petro, asked.waits_for)
    assert [one.id for one in all_documents(omar)] == [found.id]
    assert not find_document(omar, found.id).has_harm_flag
    assert check_workspace(place).is_whole


def test_a_flagged_document_that_is_erased_was_never_there_for_others(place, olena):
    omar, ada = seat(place, "omar", "ada")
    before = [seen_by(one) for one in (omar, ada)]
    refs = pledge_bodies(olena)
    for document_id in {ref.partition("/")[0] for ref in refs}:
        flag_harm(olena, document_id, lift=False, reason="it names a source")
    for document_id in {ref.partition("/")[0] for ref in refs}:
        erase(place, document_id)
    assert [seen_by(one) for one in (omar, ada)] == before
    with pytest.raises(Refused):
        show_document(omar, refs[0].partition("/")[0])
    assert len(erased_documents(olena)) == 3
    assert [one.pledged for one in view_board(olena, DAY).owed] == [6000]


def test_the_same_bytes_from_somebody_who_does_not_see_the_flagged_ones_are_a_document_of_their_own(place, olena):
    [omar] = seat(place, "omar")
    arrived = Arrived(name="b.txt", data=OTHER.encode(), source="invented")
    found, _ = keep_document(olena, arrived)
    flag_harm(olena, found.id, lift=False, reason="it names a source")
    own, kept = keep_document(omar, arrived)
    assert (own.id != found.id, kept.is_repeat) == (True, False)
    assert [one.id for one in all_documents(omar)] == [own.id]
    assert last(place).kind == "document kept"


def test_what_is_said_of_a_hidden_pledge_is_hidden_and_its_id_stays_taken(place, olena):
    [omar] = seat(place, "omar")
    refs = pledge_bodies(olena)
    record(omar, event("r1", "receive", 5, f"claim:{refs[2]}", by="North"))
    record(omar, event("x1", "receive", 4, f"claim:{refs[2]}", by="North", corrects="r1"))
    flag_harm(olena, refs[0].partition("/")[0], lift=False, reason="it names a source")
    journal = journal_of(omar)
    assert (journal.ledger.pledges, journal.ledger.entries, journal.problems, journal.rests) == ((), (), (), {})
    with pytest.raises(HomewardError, match="none of the ledger"):
        record(omar, event("r2", "receive", 5, f"claim:{refs[2]}", by="North"))
    with pytest.raises(InvalidInput, match="in the journal already"):
        record(omar, commitment(f"claim:{refs[2]}"))
    assert [one.received for one in view_board(olena, DAY).owed] == [4]
    assert len(claims_of(all_documents(omar))) < len(claims_of(all_documents(olena)))


def test_a_pledge_that_leans_on_a_hidden_one_is_hidden_with_it_and_nothing_breaks(place, olena):
    [omar] = seat(place, "omar")
    refs = pledge_bodies(olena)
    pause = commitment(f"claim:{refs[2]}", id="pause", debtor="North", creditor="South", unit="days")
    record(olena, pause | {"due": "floor(dead.verified / 10)"})
    record(olena, event("v1", "verify", 25, f"claim:{refs[2]}", by="Commission"))
    flag_harm(olena, refs[0].partition("/")[0], lift=False, reason="it names a source")
    record(omar, commitment(f"claim:{refs[2]}", id="other"))  # and others go on
    board = view_board(omar, DAY)
    assert ([one.pledge for one in board.owed], board.journal.problems) == (["other"], ())
    assert {one.pledge: one.pledged for one in view_board(olena, DAY).owed}["pause"] == 2
