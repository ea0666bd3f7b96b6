import pytest

from homeward.actions.workspace.desk import Refused, approve
from homeward.actions.workspace.files import erase_file
from homeward.actions.workspace.folding.memory import count_remembered
from homeward.actions.workspace.lists import files_of, import_list
from homeward.actions.workspace.pairs import (
    all_cases,
    decide_as_board,
    seat_board,
    show_score,
    sign_decision,
    take_reading,
    view_places,
    view_queue,
    view_work,
    vote,
)
from homeward.actions.workspace.review.doubts import declare_conflict
from homeward.actions.workspace.review.standing import Seats, board_agenda, dossier_of, due_reading, seats_of
from tests.actions.workspace.sample import delivery, last, make, propose, seat
from tests.actions.workspace.test_pairs import BECAUSE, PEOPLE, read_both


@pytest.fixture
def workspace(tmp_path):
    with (made := make(tmp_path / "w", PEOPLE)).store:
        yield made


@pytest.fixture
def cases(workspace):
    [anna] = seat(workspace, "anna")
    return propose(anna)


def test_a_reading_is_due_to_whom_can_take_it_and_in_hand_until_the_lease_ends(workspace, cases):
    boris, clara = seat(workspace, "boris", "clara")
    assert (due_reading(boris, cases[0]).reading, due_reading(boris, cases[0]).until) == ("first", None)
    take_reading(boris, cases[0])
    due = due_reading(boris, cases[0])
    assert due.not_for_me is None
    assert due.until > workspace.clock()
    assert due_reading(clara, cases[0]).not_for_me == "with another reader"


def test_whoever_may_read_blind_has_no_dossier(workspace, cases):
    read_both(workspace, cases[0], second="possible")
    hanna, boris = seat(workspace, "hanna", "boris")
    assert dossier_of(hanna, cases[0]) is None
    assert "the verdicts differ" in dossier_of(boris, cases[0]).why_split[0]
    show_score(hanna, cases[0], "to prepare the board")
    assert dossier_of(hanna, cases[0]) is not None


def test_a_dossier_says_who_has_not_voted_what_can_be_decided_and_which_signatures_are_missing(workspace, cases):
    read_both(workspace, cases[0], second="possible")
    board = greta, hanna, ivan = seat(workspace, "greta", "hanna", "ivan")
    seat_board(greta, cases[0], ("greta", "hanna", "ivan"))
    for desk in (greta, hanna):
        vote(desk, cases[0], "established", BECAUSE)
    told = dossier_of(ivan, cases[0])
    assert ([told.names[one] for one in told.to_vote], told.can_decide, told.asks_me) == (["ivan"], (), "vote")
    vote(ivan, cases[0], "possible", BECAUSE)
    assert {dossier_of(desk, cases[0]).can_decide for desk in board} == {("established",)}
    decide_as_board(greta, cases[0], "established", "two of three")
    assert (dossier_of(greta, cases[0]).n_unsigned, dossier_of(greta, cases[0]).asks_me) == (2, "sign")
    sign_decision(greta, cases[0], "established")
    assert (dossier_of(greta, cases[0]).n_unsigned, dossier_of(greta, cases[0]).asks_me) == (1, None)
    assert [act.what.outcome for act in dossier_of(greta, cases[0]).decisions[0].dissent] == ["possible", "possible"]


def test_the_agenda_asks_a_signature_only_of_whom_may_confirm_and_was_shown_the_case(workspace, cases):
    read_both(workspace, cases[0])
    asked = {name: board_agenda(seat(workspace, name)[0])[0].asks_me for name in ("boris", "clara", "hanna", "anna")}
    assert asked == {"boris": "sign", "clara": "sign", "hanna": None, "anna": None}
    with pytest.raises(Refused):
        board_agenda(seat(workspace, "fadi")[0])
    assert last(workspace).kind == "refused"


def test_all_that_is_open_is_looked_up_at_once_as_one_by_one(workspace, cases):
    read_both(workspace, cases[0])
    for name in ("boris", "hanna", "anna"):
        [desk] = seat(workspace, name)
        work = view_work(desk)
        queue, ids = view_queue(desk)
        assert [one.pair for one in work.queue.offers] == [one.pair for one in queue.offers]
        assert work.queue.withheld == queue.withheld
        assert ids.items() <= work.ids.items()
        assert work.places == view_places(desk)
        assert len(work.places) == 4


def test_no_word_of_a_case_stays_in_memory_when_something_is_erased(tmp_path):
    with (workspace := make(tmp_path / "w")).store:
        anna, dina, fadi = seat(workspace, "anna", "dina", "fadi")
        propose(anna)
        assert all_cases(anna)
        assert count_remembered() > 0
        [file_id, *_] = files_of(anna, import_list(anna, delivery("sought", party="East")).list_id)
        approve(fadi, erase_file(dina, file_id, reason="asked by the person").waits_for)
        assert count_remembered() == 0


def test_readers_and_whoever_has_a_conflict_of_interest_have_no_seat_and_are_counted(workspace, cases):
    read_both(workspace, cases[0], second="possible")
    boris, hanna = seat(workspace, "boris", "hanna")
    assert seats_of(hanna, cases[0]) is None  # to whom it was not shown
    assert seats_of(boris, cases[0]) == Seats(("greta", "hanna", "ivan", "jana"), 0, 2)
    declare_conflict(boris, cases[0], "ivan", "a cousin")
    assert seats_of(boris, cases[0]) == Seats(("greta", "hanna", "jana"), 1, 2)
    declare_conflict(boris, cases[0], "clara", "a neighbour")  # a reader, too: counted once
    assert seats_of(boris, cases[0]) == Seats(("greta", "hanna", "jana"), 2, 1)
    declare_conflict(boris, cases[0], "anna", "a friend")  # a caseworker: never had a seat
    assert seats_of(boris, cases[0]) == Seats(("greta", "hanna", "jana"), 2, 1)
    seat_board(boris, cases[0], ("greta", "hanna"))


def test_the_seats_of_a_case_are_refused_to_whom_does_not_read(workspace, cases):
    [fadi] = seat(workspace, "fadi")
    with pytest.raises(Refused):
        seats_of(fadi, cases[0])
