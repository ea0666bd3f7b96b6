"""What was stated and how it was decided: groups of five at least, of what is signed, for whom it exists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.actions.workspace.desk import Refused
from homeward.actions.workspace.files import flag_harm
from homeward.actions.workspace.lists import import_list
from homeward.actions.workspace.pairs import all_cases, propose_pairs, sign_decision
from homeward.actions.workspace.review.calibration import LEAST, group, view_calibration
from homeward.actions.workspace.rights import Role
from homeward.reports.pictures.reliability import Bin
from tests.actions.workspace.sample import a_list, acts, delivery, make, seat
from tests.actions.workspace.test_pairs import PEOPLE, read_both
from tests.web.reviewing import invented

AUDIT = {"ada": (Role.AUDITOR,), "hana": (Role.HAND_OVER,)}


@pytest.fixture
def workspace(tmp_path):
    with (made := make(tmp_path / "w", PEOPLE | AUDIT, ada="2")).store:
        yield made


@pytest.fixture
def cases(workspace):
    [anna] = seat(workspace, "anna")
    people = tuple(invented(LEAST + 1))
    lists = [import_list(anna, delivery(role, a_list(role[0].upper(), people))).list_id for role in ("found", "sought")]
    return propose_pairs(anna, *lists, least=0.9995).case_ids


def signed(workspace, case_id):
    read_both(workspace, case_id)
    for desk in seat(workspace, "boris", "clara"):
        sign_decision(desk, case_id, "established")


def test_a_tenth_with_five_decisions_is_a_group_and_says_how_many_were_established():
    told = [(0.95, True)] * 4 + [(0.95, False)] + [(0.05, False)] * 5
    assert group(told) == (Bin(0.05, 5, 0), Bin(0.95, 5, 4))


def test_a_small_group_is_put_to_the_one_above_and_the_last_to_the_one_below():
    assert group([(0.0, False)] * 4 + [(1.0, True)] * 4) == (Bin(0.5, 8, 4),)
    assert group([(0.25, False)] * 5 + [(1.0, True)]) == (Bin(0.375, 6, 1),)


@given(st.lists(st.tuples(st.floats(0.0, 1.0), st.booleans()), max_size=60))
def test_no_group_is_small_and_nothing_is_counted_twice_or_lost(told):
    bins = group(told)
    assert all(one.n >= LEAST for one in bins)
    assert sum(one.n for one in bins) == (len(told) if len(told) >= LEAST else 0)
    assert sum(one.n_true for one in bins) == (sum(is_true for _, is_true in told) if bins else 0)
    assert [one.stated for one in bins] == sorted(one.stated for one in bins)


def test_only_signed_cases_count_and_below_five_no_group_is_shown(workspace, cases):
    [ada] = seat(workspace, "ada")
    for case_id in cases[: LEAST - 1]:
        signed(workspace, case_id)
    read_both(workspace, cases[LEAST - 1])  # agreed, and nobody has signed
    few = view_calibration(ada)
    assert (few.bins, few.n_counted) == ((), LEAST - 1)
    assert acts(workspace)[-1].kind == "calibration viewed"
    for desk in seat(workspace, "boris", "clara"):
        sign_decision(desk, cases[LEAST - 1], "established")
    [one] = view_calibration(ada).bins
    stated = [it.case.round.basis.posterior for it in all_cases(ada) if it.case.state == "signed"]
    assert (one.n, one.n_true) == (LEAST, LEAST)
    assert one.stated == pytest.approx(sum(stated) / LEAST)


def test_a_file_that_is_hidden_is_in_no_count(workspace, cases):
    [ada, anna] = seat(workspace, "ada", "anna")
    signed(workspace, cases[0])
    assert view_calibration(ada).n_counted == 1
    [pair] = [one.case.pair for one in all_cases(ada) if one.id == cases[0]]
    flag_harm(anna, pair.sought, lift=False, reason="a threat")
    assert view_calibration(ada).n_counted == 0


@pytest.mark.parametrize("name", ["boris", "anna", "hana"])
def test_who_does_not_see_the_counts_of_all_is_refused(workspace, name):
    [desk] = seat(workspace, name)
    with pytest.raises(Refused):
        view_calibration(desk)
