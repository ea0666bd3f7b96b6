import pytest

from homeward.actions.workspace.checking import check_workspace
from homeward.actions.workspace.desk import Refused, approve, sit_down, waiting_acts
from homeward.actions.workspace.files import SaidStatus, claim_status, erase_file, open_file
from homeward.actions.workspace.founding import Newcomer, add_member, change_settings, list_members
from homeward.actions.workspace.lists import files_of, import_list
from homeward.actions.workspace.rights import Role
from homeward.actions.workspace.settings import Settings, write_settings
from homeward.errors import InvalidInput
from tests.actions.workspace.sample import CHEAP, PASSPHRASE, acts, delivery, last, make, seat

DEAD = SaidStatus("vital", "dead, certified", "registry of the North")


@pytest.fixture
def workspace(tmp_path):
    with (made := make(tmp_path / "w")).store:
        yield made


@pytest.fixture
def file_id(workspace):
    [anna] = seat(workspace, "anna")
    return next(iter(files_of(anna, import_list(anna, delivery()).list_id)))


def test_an_act_that_is_sent_twice_is_done_once(workspace, file_id):
    [anna] = seat(workspace, "anna")
    held = SaidStatus("custody", "alleged", "sister")
    first = claim_status(anna, file_id, held, act_id="a" * 32)
    n_acts = len(acts(workspace))
    again = claim_status(anna, file_id, held, act_id="a" * 32)
    assert (again.is_repeat, again.entries) == (True, first.entries)
    assert len(acts(workspace)) == n_acts
    assert len(open_file(anna, file_id).file.status) == 1


def test_an_act_that_waits_is_asked_for_once_and_done_once(workspace, file_id):
    anna, dina = seat(workspace, "anna", "dina")
    first, again = (claim_status(anna, file_id, DEAD, act_id="b" * 32) for _ in range(2))
    assert first.waits_for == again.waits_for == "b" * 32
    assert again.is_repeat
    assert not approve(dina, "b" * 32).is_repeat
    assert approve(dina, "b" * 32).is_repeat
    assert claim_status(anna, file_id, DEAD, act_id="b" * 32).is_repeat
    assert [one.value for one in open_file(anna, file_id).file.status] == ["dead, certified"]


@pytest.mark.parametrize("odd", ["1", "A" * 32, "g" * 32])
def test_an_id_that_is_none_is_refused(workspace, file_id, odd):
    [anna] = seat(workspace, "anna")
    with pytest.raises(InvalidInput, match="32 hex digits"):
        claim_status(anna, file_id, SaidStatus("custody", "alleged", "sister"), act_id=odd)


def test_nothing_happens_before_the_second_person_has_signed(workspace, file_id):
    anna, dina = seat(workspace, "anna", "dina")
    asked = claim_status(anna, file_id, DEAD)
    assert open_file(anna, file_id).file.status == ()
    assert [(one, it.asks) for one, it in waiting_acts(dina)] == [(asked.waits_for, "record death")]
    entry = approve(dina, asked.waits_for).entries[0]
    assert {one.key_id for one in entry.signatures} == {anna.member.id, dina.member.id}
    assert open_file(anna, file_id).file.status[0].value == "dead, certified"
    assert waiting_acts(dina) == ()


@pytest.mark.parametrize("name", ["anna", "emil"])
def test_the_same_person_or_one_without_the_right_is_no_second(workspace, file_id, name):
    anna, other = seat(workspace, "anna", name)
    asked = claim_status(anna, file_id, DEAD)
    with pytest.raises(Refused):
        approve(other, asked.waits_for)
    assert (last(workspace).kind, last(workspace).actor) == ("refused", other.member.id)
    assert open_file(anna, file_id).file.status == ()


def test_nothing_to_approve_looks_like_nothing_allowed(workspace, file_id):
    anna, boris = seat(workspace, "anna", "boris")
    claim_status(anna, file_id, DEAD)
    with pytest.raises(Refused):
        approve(boris, "f" * 32)
    assert last(workspace).kind == "refused"


@pytest.mark.parametrize("name", ["anna", "nobody"])
def test_a_failed_sign_in_is_an_entry_signed_by_the_ledger(workspace, name):
    with pytest.raises(Refused, match="name and passphrase"):
        sit_down(workspace, name, "another passphrase")
    act = last(workspace)
    assert (act.kind, act.actor) == ("sign-in failed", workspace.ledger_key.id)
    assert len(act.subjects) == (name == "anna")
    assert check_workspace(workspace).is_whole


def test_a_new_member_works_when_two_have_signed(workspace):
    emil, dina = seat(workspace, "emil", "dina")
    greta = Newcomer("greta", (Role.REVIEWER,), PASSPHRASE, team="2")
    key_id, asked = add_member(emil, greta, hardness=CHEAP)
    with pytest.raises(Refused):
        sit_down(workspace, "greta", PASSPHRASE)
    approve(dina, asked.waits_for)
    assert sit_down(workspace, "greta", PASSPHRASE).member.id == key_id
    with pytest.raises(InvalidInput, match="already"):
        add_member(emil, greta, hardness=CHEAP)
    assert [one.team for one in list_members(dina) if one.name == "greta"] == ["2"]
    assert check_workspace(workspace).is_whole


def test_settings_count_when_two_have_signed_and_not_before(workspace, tmp_path):
    [dina] = seat(workspace, "dina")
    text = write_settings(Settings(board_quorum=5))
    asked = change_settings(dina, text)
    (workspace.folder / "settings.json").write_text(text)
    assert workspace.settings == Settings()
    with pytest.raises(Refused):
        approve(dina, asked.waits_for)
    with pytest.raises(InvalidInput):
        change_settings(dina, '{"board_quorum": 5, "colour": "red"}')
    with pytest.raises(InvalidInput):
        change_settings(dina, "{")


def test_a_short_passphrase_or_a_single_founder_makes_no_workspace(tmp_path):
    with pytest.raises(InvalidInput, match="2 people"):
        make(tmp_path / "w", {"anna": (Role.CASEWORKER,)})
    assert not (tmp_path / "w").exists()


@pytest.mark.parametrize("passphrase", ["", "fourteen chars"])
def test_a_passphrase_that_can_be_guessed_makes_no_key(workspace, passphrase):
    [emil] = seat(workspace, "emil")
    with pytest.raises(InvalidInput, match="15 letters"):
        add_member(emil, Newcomer("greta", (Role.REVIEWER,), passphrase), hardness=CHEAP)


def test_erasing_takes_two_and_leaves_the_chain_whole(workspace, file_id):
    anna, dina, fadi = seat(workspace, "anna", "dina", "fadi")
    asked = erase_file(dina, file_id, reason="asked by the person")
    assert open_file(anna, file_id).id == file_id
    approve(fadi, asked.waits_for)
    with pytest.raises(Refused):
        open_file(anna, file_id)
    found = check_workspace(workspace)
    assert found.is_whole, found.sentences
