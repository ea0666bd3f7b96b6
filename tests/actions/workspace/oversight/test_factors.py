from dataclasses import replace
from datetime import timedelta

import pytest

from homeward.actions.workspace.checking import check_workspace
from homeward.actions.workspace.desk import Draft, Refused, approve, note, waiting_acts
from homeward.actions.workspace.founding import let_go
from homeward.actions.workspace.oversight.factors import (
    FACTOR_SET,
    RESET,
    RESET_USED,
    open_reset,
    reset_second_factor,
    use_reset,
    used_reset,
)
from homeward.actions.workspace.place import open_workspace
from homeward.errors import InvalidInput
from tests.actions.workspace.sample import PASSPHRASE, acts, last, make, seat

THREE_DAYS = timedelta(hours=72)


@pytest.fixture
def workspace(tmp_path):
    with (made := make(tmp_path / "w")).store:
        yield made


def reset(workspace, name="anna", asks="emil", signs="dina"):
    first, second = seat(workspace, asks, signs)
    waits = reset_second_factor(first, name, reason="the telephone was lost").waits_for
    return approve(second, waits).entries[0]


def set_factor(desk):
    note(desk, desk.member.roles[0], Draft(kind=FACTOR_SET, others=(desk.member.id,)))


def test_a_reset_counts_when_a_second_person_has_signed_it_and_not_before(workspace):
    anna, emil, dina = seat(workspace, "anna", "emil", "dina")
    waits = reset_second_factor(emil, "anna", reason="the telephone was lost").waits_for
    assert open_reset(anna, THREE_DAYS) is None
    [(act_id, waiting)] = waiting_acts(dina)
    assert (act_id, waiting.about) == (waits, anna.member.id)
    assert "the telephone was lost" in waiting.says
    assert "anna" not in waiting.says
    entry = approve(dina, waits).entries[0]
    assert (entry.act.kind, entry.act.subjects, entry.act.actor) == (RESET, (anna.member.id,), emil.member.id)
    assert {one.key_id for one in entry.signatures} == {emil.member.id, dina.member.id}
    found = open_reset(anna, THREE_DAYS)
    assert (found.id, found.at, found.by) == (waits, entry.placed_at, ("emil", "dina"))
    assert all(open_reset(one, THREE_DAYS) is None for one in (emil, dina))
    assert check_workspace(workspace).is_whole


def test_the_reason_is_sealed_and_no_reason_or_no_member_is_a_mistake(workspace):
    entry = reset(workspace)
    assert "telephone" not in str(entry.act)
    [emil] = seat(workspace, "emil")
    for name, reason in (("anna", "  "), ("anna", "x" * 501), ("nobody", "lost")):
        with pytest.raises(InvalidInput):
            reset_second_factor(emil, name, reason=reason)


def test_nobody_asks_for_their_own_reset_or_signs_it(workspace):
    emil, dina, fadi = seat(workspace, "emil", "dina", "fadi")
    with pytest.raises(Refused):
        reset_second_factor(emil, "emil", reason="lost")
    waits = reset_second_factor(emil, "dina", reason="lost").waits_for
    for one in (emil, dina):
        with pytest.raises(Refused):
            approve(one, waits)
        assert last(workspace).kind == "refused"
    assert RESET not in [act.kind for act in acts(workspace)]
    approve(fadi, waits)
    assert open_reset(dina, THREE_DAYS).by == ("emil", "fadi")


@pytest.mark.parametrize("name", ["anna", "boris"])
def test_who_has_not_the_right_neither_asks_nor_signs(workspace, name):
    somebody, emil = seat(workspace, name, "emil")
    with pytest.raises(Refused):
        reset_second_factor(somebody, "clara", reason="lost")
    waits = reset_second_factor(emil, "clara", reason="lost").waits_for
    with pytest.raises(Refused):
        approve(somebody, waits)
    assert RESET not in [act.kind for act in acts(workspace)]


def test_a_reset_is_used_once_by_the_member_alone(workspace):
    entry = reset(workspace)
    anna, again = seat(workspace, "anna", "anna")
    found = open_reset(anna, THREE_DAYS)
    assert open_reset(again, THREE_DAYS) == found
    assert used_reset(anna) is None
    used = use_reset(anna, found).entries[0].act
    assert (used.kind, used.actor, used.relies_on) == (RESET_USED, anna.member.id, (entry.act.id,))
    assert open_reset(anna, THREE_DAYS) is None
    assert used_reset(anna) == found
    with pytest.raises(Refused):
        use_reset(again, found)
    set_factor(anna)
    assert used_reset(anna) is None
    assert [act.kind for act in acts(workspace)].count(RESET_USED) == 1


def test_a_second_reset_counts_anew_and_an_older_one_never_comes_back(workspace):
    reset(workspace)
    newer = reset(workspace, signs="fadi")
    [anna] = seat(workspace, "anna")
    found = open_reset(anna, THREE_DAYS)
    assert found.id == newer.act.id
    use_reset(anna, found)
    assert open_reset(anna, THREE_DAYS) is None
    reset(workspace)
    assert open_reset(anna, THREE_DAYS) is not None


def test_a_factor_that_is_set_after_the_reset_ends_it_and_that_of_somebody_else_does_not(workspace):
    anna, boris = seat(workspace, "anna", "boris")
    set_factor(anna)
    reset(workspace)
    set_factor(boris)
    assert open_reset(anna, THREE_DAYS) is not None
    set_factor(anna)
    assert open_reset(anna, THREE_DAYS) is None


def test_a_reset_runs_out_72_hours_after_the_second_signature(workspace):
    entry = reset(workspace)
    [anna] = seat(workspace, "anna")
    for after, is_open in ((THREE_DAYS, True), (THREE_DAYS + timedelta(seconds=1), False)):
        later = replace(workspace, clock=lambda at=entry.placed_at + after: at)
        assert (open_reset(replace(anna, workspace=later), THREE_DAYS) is not None) is is_open


def test_a_clock_that_is_set_back_gives_no_reset_more_time(tmp_path):
    with (made := make(tmp_path / "w")).store:
        at = reset(made).placed_at
    for now in (at + THREE_DAYS + timedelta(hours=1), at):
        with (made := open_workspace(tmp_path / "w", PASSPHRASE, lambda now=now: now)).store:
            anna, boris = seat(made, "anna", "boris")
            set_factor(boris)
            assert open_reset(anna, THREE_DAYS) is None


def test_who_has_left_is_given_no_reset(workspace):
    emil, dina = seat(workspace, "emil", "dina")
    approve(dina, let_go(emil, "anna", "boris").waits_for)
    with pytest.raises(InvalidInput):
        reset_second_factor(emil, "anna", reason="lost")
