import pytest

from homeward.actions.workspace.checking import check_workspace
from homeward.actions.workspace.desk import Refused, approve
from homeward.actions.workspace.files import erase_file, flag_harm, open_file
from homeward.actions.workspace.lists import files_of, import_list
from homeward.actions.workspace.pairs import (
    all_cases,
    decide_as_board,
    give_back,
    note_deed,
    open_case,
    propose_pairs,
    read_case,
    read_outcome,
    read_reason,
    reopen_case,
    seat_board,
    sign_decision,
    take_reading,
    view_places,
    view_queue,
    vote,
)
from homeward.actions.workspace.rights import Role
from homeward.errors import InvalidInput
from homeward.review.lifecycle import NotAllowed
from tests.actions.workspace.sample import acts, delivery, last, make, propose, seat

LIMITS = (1e-6, 0.5, 0.99, 0.99999, 1.0)
BECAUSE = (read_reason("names and dates agree: on both lists, with the same number"),)
READERS = dict.fromkeys(("boris", "clara", "greta", "hanna", "ivan", "jana"), (Role.REVIEWER,))
PEOPLE = READERS | {"anna": (Role.CASEWORKER,), "dina": (Role.PROTECTION,), "fadi": (Role.CUSTODIAN,)}


@pytest.fixture
def workspace(tmp_path):
    with (made := make(tmp_path / "w", PEOPLE)).store:
        yield made


@pytest.fixture
def case_id(workspace):
    [anna] = seat(workspace, "anna")
    return propose(anna)[0]


def state(workspace, case_id):
    with workspace.store.read() as now:
        return now.state("case", case_id).status


def read_both(workspace, case_id, first="established", second="established"):
    for name, outcome in (("boris", first), ("clara", second)):
        [reader] = seat(workspace, name)
        take_reading(reader, case_id)
        read_case(reader, case_id, outcome, BECAUSE)


def test_probable_pairs_are_put_before_readers_once(workspace):
    [anna] = seat(workspace, "anna")
    found, sought = (import_list(anna, delivery(role)).list_id for role in ("found", "sought"))
    first = propose_pairs(anna, found, sought)
    assert len(first.case_ids) == 4
    again = propose_pairs(anna, found, sought)
    assert (again.case_ids, again.n_known) == ((), 4)
    with pytest.raises(InvalidInput, match="found and"):
        propose_pairs(anna, sought, found)
    for name in ("boris", "fadi"):
        with pytest.raises(Refused):
            propose_pairs(seat(workspace, name)[0], found, sought)
        assert last(workspace).kind == "refused"
    assert all(one.case.round.basis.prior and one.case.round.basis.program for one in all_cases(anna))


def test_comparing_again_with_other_limits_says_nothing_of_a_pair_that_is_before_readers(workspace):
    """Else a limit, and another, gives the score away to whoever may later read the pair blind."""
    [anna] = seat(workspace, "anna")
    found, sought = (import_list(anna, delivery(role)).list_id for role in ("found", "sought"))
    propose_pairs(anna, found, sought)
    said = {(again.n_known, again.n_below) for again in (propose_pairs(anna, found, sought, least=x) for x in LIMITS)}
    assert said == {(4, 0)}


def test_the_second_reader_sees_neither_score_nor_first_verdict(workspace, case_id):
    boris, clara = seat(workspace, "boris", "clara")
    take_reading(boris, case_id)
    assert open_case(boris, case_id).view.basis is not None
    read_case(boris, case_id, "established", BECAUSE)
    take_reading(clara, case_id)
    seen = open_case(clara, case_id).view
    assert (seen.basis, seen.rounds) == (None, ())
    assert last(workspace).kind == "file read"


def test_the_first_reader_is_not_the_second_and_the_attempt_is_an_entry(workspace, case_id):
    [boris] = seat(workspace, "boris")
    take_reading(boris, case_id)
    read_case(boris, case_id, "established", BECAUSE)
    with pytest.raises(NotAllowed, match="own first reading"):
        take_reading(boris, case_id)
    assert (last(workspace).kind, last(workspace).actor) == ("refused", boris.member.id)
    assert case_id in last(workspace).subjects


def test_whoever_looked_at_the_score_never_reads_blind(workspace, case_id):
    boris, clara = seat(workspace, "boris", "clara")
    take_reading(boris, case_id)
    read_case(boris, case_id, "established", BECAUSE)
    assert open_case(clara, case_id, reason="to prepare the board").view.basis is not None
    with pytest.raises(NotAllowed, match="seen the score"):
        take_reading(clara, case_id)


def test_two_readings_that_agree_are_signed_by_two_people(workspace, case_id):
    read_both(workspace, case_id)
    assert state(workspace, case_id) == "agreed"
    boris, clara = seat(workspace, "boris", "clara")
    sign_decision(boris, case_id, "established")
    assert state(workspace, case_id) == "agreed"
    with pytest.raises(NotAllowed, match="signed already"):
        sign_decision(boris, case_id, "established")
    sign_decision(clara, case_id, "established")
    assert state(workspace, case_id) == "signed"
    note_deed(clara, case_id, "family told", "in person, by two people")
    assert state(workspace, case_id) == "acted on"
    assert check_workspace(workspace).is_whole


def test_a_split_goes_to_a_board_and_dissent_stays_readable(workspace, case_id):
    read_both(workspace, case_id, second="possible")
    assert state(workspace, case_id) == "split"
    members = ("greta", "hanna", "ivan")
    boris, *board = seat(workspace, "boris", *members)
    with pytest.raises(NotAllowed):
        sign_decision(boris, case_id, "established")
    seat_board(boris, case_id, members)
    for desk, outcome in zip(board, ("established", "established", "possible"), strict=True):
        vote(desk, case_id, read_outcome(outcome), BECAUSE)
    decide_as_board(board[0], case_id, "established", "two of three votes; the third would wait for teeth")
    for desk in board[:2]:
        sign_decision(desk, case_id, "established")
    assert state(workspace, case_id) == "signed"
    [said] = [one for one in all_cases(boris, "signed") if one.id == case_id]
    assert {act.what.outcome for act in (*said.case.round.votes, *said.case.round.verdicts)} == {
        "established",
        "possible",
    }


def test_a_board_below_its_quorum_decides_nothing(workspace, case_id):
    read_both(workspace, case_id, second="possible")
    greta, hanna = seat(workspace, "greta", "hanna")
    seat_board(greta, case_id, ("greta", "hanna"))
    for desk in (greta, hanna):
        vote(desk, case_id, "established", BECAUSE)
    with pytest.raises(NotAllowed, match="quorum"):
        decide_as_board(greta, case_id, "established", "both votes")
    with pytest.raises(InvalidInput, match="no member"):
        seat_board(greta, case_id, ("nobody",))


def test_a_reading_comes_back_and_the_queue_says_why_a_case_is_not_offered(workspace, case_id):
    boris, clara = seat(workspace, "boris", "clara")
    take_reading(boris, case_id)
    queue, ids = view_queue(clara)
    assert case_id not in [ids[offer.pair] for offer in queue.offers]
    assert [one.because for one in queue.withheld] == ["with another reader"]
    give_back(boris, case_id)
    assert len(view_queue(clara)[0].offers) == 4
    with pytest.raises(Refused):
        view_queue(seat(workspace, "fadi")[0])


def test_a_case_is_read_again_when_two_have_asked_for_it(workspace, case_id):
    read_both(workspace, case_id)
    boris, clara, greta = seat(workspace, "boris", "clara", "greta")
    for desk in (boris, clara):
        sign_decision(desk, case_id, "established")
    asked = reopen_case(boris, case_id, "a second sample came")
    assert state(workspace, case_id) == "signed"
    approve(greta, asked.waits_for)
    assert state(workspace, case_id) == "proposed"
    with pytest.raises(NotAllowed, match="took part before"):
        take_reading(boris, case_id)
    assert check_workspace(workspace).is_whole


def test_a_file_with_a_harm_flag_takes_its_cases_out_of_the_queue(tmp_path):
    with (workspace := make(tmp_path / "w", PEOPLE, boris="2")).store:
        anna, boris = seat(workspace, "anna", "boris")
        case_id = propose(anna)[0]
        found = next(one.case.pair.found for one in all_cases(anna) if one.id == case_id)
        flag_harm(anna, found, lift=False, reason="threatened")
        queue, ids = view_queue(boris)
        assert (queue.withheld, len(queue.offers), len(ids)) == ((), 3, 3)
        assert case_id not in {one for one, _ in view_places(boris)}
        with pytest.raises(Refused):
            open_case(boris, case_id)


def test_a_reader_opens_the_files_of_a_case_that_was_taken_and_no_others(workspace, case_id):
    anna, boris = seat(workspace, "anna", "boris")
    [pair] = [one.case.pair for one in all_cases(anna) if one.id == case_id]
    with pytest.raises(Refused):
        open_file(boris, pair.found)
    take_reading(boris, case_id)
    assert open_file(boris, pair.found).cases == ((case_id, "proposed"),)


def test_a_file_is_erased_with_its_cases_when_they_are_decided(workspace, case_id):
    anna, boris, clara, dina, fadi = seat(workspace, "anna", "boris", "clara", "dina", "fadi")
    [pair] = [one.case.pair for one in all_cases(anna) if one.id == case_id]
    with pytest.raises(InvalidInput, match="open"):
        erase_file(dina, pair.found, reason="asked by the person")
    assert last(workspace).kind == "refused"
    read_both(workspace, case_id, "premature", "premature")
    for desk in (boris, clara):
        sign_decision(desk, case_id, "premature")
    approve(fadi, erase_file(dina, pair.found, reason="asked by the person").waits_for)
    with pytest.raises(Refused):
        open_case(boris, case_id)
    assert pair.found not in {found for one in all_cases(anna) for found in (one.case.pair.found,)}
    # what was decided is sealed with the case: a blind reader of a reopened one can read the ledger, too
    assert "outcome" not in dict(next(act for act in acts(workspace) if act.kind == "signature").facts)
    found = check_workspace(workspace)
    assert found.is_whole, found.sentences
    assert len(files_of(anna, import_list(anna, delivery("sought")).list_id)) == 4


@pytest.mark.parametrize("text", ["dna agrees", "dna agrees:", "dna agree: yes", ""])
def test_a_reason_has_a_code_and_words(text):
    with pytest.raises(InvalidInput):
        read_reason(text)
