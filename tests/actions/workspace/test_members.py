from datetime import timedelta
from unicodedata import normalize

import pytest

from homeward.actions.workspace.checking import check_workspace
from homeward.actions.workspace.copies import Copy, Order, Person, back_up_workspace, restore_workspace
from homeward.actions.workspace.desk import Draft, Refused, approve, authorise, keep, sit_down
from homeward.actions.workspace.files import SaidStatus, claim_status, flag_harm, open_file
from homeward.actions.workspace.founding import (
    Making,
    Newcomer,
    add_member,
    change_roles,
    found_workspace,
    let_go,
    list_members,
)
from homeward.actions.workspace.lists import files_of, import_list
from homeward.actions.workspace.rights import Role
from homeward.errors import InvalidInput
from tests.actions.workspace.sample import CHEAP, NOON, PASSPHRASE, acts, delivery, make, seat

DEAD = SaidStatus("vital", "dead, certified", "registry of the North")
PEOPLE = {
    "anna": (Role.CASEWORKER,),
    "boris": (Role.CASEWORKER, Role.REVIEWER),
    "dina": (Role.PROTECTION,),
    "emil": (Role.ADMINISTRATOR,),
    "fadi": (Role.CUSTODIAN, Role.ADMINISTRATOR),
}


@pytest.fixture
def workspace(tmp_path):
    with (made := make(tmp_path / "w", PEOPLE)).store:
        yield made


@pytest.fixture
def file_id(workspace):
    [anna] = seat(workspace, "anna")
    return next(iter(files_of(anna, import_list(anna, delivery()).list_id)))


def leave(workspace, name, heir):
    emil, dina = seat(workspace, "emil", "dina")
    return approve(dina, let_go(emil, name, heir).waits_for)


def test_whoever_left_does_nothing_more_and_what_they_signed_still_verifies(workspace, file_id):
    [anna] = seat(workspace, "anna")  # at the desk when it is signed
    granted = authorise(anna, "set harm flag", reason="threatened")
    leave(workspace, "anna", "boris")
    with pytest.raises(Refused, match="name and passphrase"):
        sit_down(workspace, "anna", PASSPHRASE)
    with pytest.raises(Refused):
        open_file(anna, file_id)
    with pytest.raises(InvalidInput, match="has left"):
        keep(anna, granted, [Draft(kind="tried", others=(file_id,))], says="")
    assert [act.kind for act in acts(workspace)[-2:]] == ["sign-in failed", "sign-in failed"]
    assert check_workspace(workspace).is_whole
    assert anna.member.id in {one.id for one in list_members(seat(workspace, "emil")[0]) if one.has_left}


def test_an_heir_answers_for_the_files_of_whoever_left_and_theirs_in_turn(workspace, file_id):
    [boris] = seat(workspace, "boris")
    with pytest.raises(Refused):
        open_file(boris, file_id)
    leave(workspace, "anna", "boris")
    assert open_file(seat(workspace, "boris")[0], file_id).id == file_id
    emil, dina = seat(workspace, "emil", "dina")
    approve(dina, add_member(emil, Newcomer("greta", (Role.CASEWORKER,), PASSPHRASE), hardness=CHEAP)[1].waits_for)
    leave(workspace, "boris", "greta")
    assert open_file(seat(workspace, "greta")[0], file_id).id == file_id
    with pytest.raises(InvalidInput, match="already"):
        add_member(emil, Newcomer("anna", (Role.CASEWORKER,), PASSPHRASE), hardness=CHEAP)


@pytest.mark.parametrize("what", ["role", "leave"])
def test_what_waits_for_a_second_person_is_void_when_the_first_has_lost_the_role(workspace, file_id, what):
    anna, boris, dina, emil = seat(workspace, "anna", "boris", "dina", "emil")
    asked = claim_status(anna, file_id, DEAD)
    if what == "leave":
        leave(workspace, "anna", "boris")
    else:
        approve(dina, change_roles(emil, "anna", (Role.AUDITOR,)).waits_for)
    with pytest.raises(InvalidInput, match="ask again"):
        approve(boris, asked.waits_for)
    assert not any(act.kind == "status claimed" for act in acts(workspace))
    assert check_workspace(workspace).is_whole


def test_a_role_that_was_taken_away_counts_no_more_at_an_open_desk(workspace, file_id):
    anna, dina, emil = seat(workspace, "anna", "dina", "emil")
    approve(dina, change_roles(emil, "anna", (Role.AUDITOR,)).waits_for)
    with pytest.raises(Refused):
        open_file(anna, file_id)
    with pytest.raises(Refused):
        flag_harm(anna, file_id, lift=False, reason="threatened")
    assert [one.roles for one in list_members(emil) if one.name == "anna"] == [(Role.AUDITOR,)]


def test_nobody_gives_or_approves_a_role_of_their_own(workspace):
    emil, dina, fadi = seat(workspace, "emil", "dina", "fadi")
    for desk, name in ((emil, "emil"), (dina, "dina")):
        with pytest.raises(Refused):
            change_roles(desk, name, (Role.ADJUDICATOR,))
    asked = change_roles(emil, "fadi", (Role.ADMINISTRATOR, Role.CUSTODIAN, Role.REVIEWER))
    with pytest.raises(Refused):
        approve(fadi, asked.waits_for)
    approve(dina, asked.waits_for)
    with pytest.raises(InvalidInput, match="names of members"):
        let_go(emil, "anna", "anna")
    with pytest.raises(InvalidInput, match="names of members"):
        let_go(emil, "anna", "nobody")


def test_of_two_changes_of_one_member_the_older_is_asked_for_again(workspace):
    emil, dina = seat(workspace, "emil", "dina")
    stale = change_roles(emil, "anna", (Role.CASEWORKER, Role.NEGOTIATOR))
    leave(workspace, "anna", "boris")
    with pytest.raises(InvalidInput, match="ask again"):
        approve(dina, stale.waits_for)
    with pytest.raises(Refused):
        sit_down(workspace, "anna", PASSPHRASE)


def test_two_people_who_can_give_roles_are_always_left(workspace):
    """Whoever asks and whoever approves can, and is somebody else than the member who changes."""
    emil, dina = seat(workspace, "emil", "dina")
    leave(workspace, "fadi", "boris")
    with pytest.raises(Refused):
        approve(dina, let_go(emil, "dina", "boris").waits_for)
    with pytest.raises(Refused):
        approve(emil, let_go(dina, "emil", "boris").waits_for)


@pytest.mark.parametrize("name", ["Анна", "अनिता", "สมชาย", "張偉", "شيماء", "e\u0301va", "anna-maria.2"])
def test_members_have_names_in_every_script(tmp_path, name):
    with (workspace := make(tmp_path / "w", {name: (Role.AUDITOR,), "emil": (Role.ADMINISTRATOR,)})).store:
        assert normalize("NFC", name) == seat(workspace, normalize("NFD", name))[0].member.name


@pytest.mark.parametrize("name", ["Anna", "\uff41nna", "BORIS"])
def test_two_names_that_could_be_taken_for_each_other_are_not_given(workspace, name):
    [emil] = seat(workspace, "emil")
    with pytest.raises(InvalidInput, match="already"):
        add_member(emil, Newcomer(name, (Role.REVIEWER,), PASSPHRASE), hardness=CHEAP)


def test_nothing_is_decided_before_it_was_proposed_though_the_clock_went_back(tmp_path):
    days = [NOON]
    founders = [Newcomer(name, roles, PASSPHRASE) for name, roles in PEOPLE.items()]
    making = Making(CHEAP, lambda: days[-1])
    with (workspace := found_workspace(tmp_path / "w", "north", PASSPHRASE, founders, making=making)).store:
        [anna] = seat(workspace, "anna")
        import_list(anna, delivery())
        days.append(NOON - timedelta(days=400))
        import_list(anna, delivery("found"))
        times = [act.done_at for act in acts(workspace)]
        assert times == sorted(times)


def test_whoever_left_orders_no_restore(workspace, tmp_path):
    leave(workspace, "fadi", "boris")
    [emil] = seat(workspace, "emil")
    copy = Copy(tmp_path / "copy", tmp_path / "keys")
    back_up_workspace(emil, copy)
    people = Person("emil", PASSPHRASE), Person("fadi", PASSPHRASE)
    order = Order(passphrase=PASSPHRASE, people=people, cause="a test")
    with pytest.raises(InvalidInput, match="two members"):
        restore_workspace(copy, tmp_path / "again", order)
