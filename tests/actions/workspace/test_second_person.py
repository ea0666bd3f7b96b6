"""Ways around the second person, and around what has changed since the first one signed."""

import pytest

from homeward.actions.workspace.checking import check_workspace
from homeward.actions.workspace.desk import Refused, approve, waiting_acts
from homeward.actions.workspace.files import SaidStatus, claim_status, erase_file, flag_harm, open_file
from homeward.actions.workspace.laboratory.samples import Taking, take_sample
from homeward.actions.workspace.lists import files_of, import_list
from homeward.actions.workspace.oversight.export import Order, export_lines, export_ordered
from homeward.actions.workspace.oversight.trail import Asked, ask_for_names, read_trail_with_names
from homeward.actions.workspace.pairs import all_cases, propose_pairs, reopen_case, take_reading
from homeward.actions.workspace.rights import Role
from homeward.errors import HomewardError, InvalidInput
from tests.actions.workspace.sample import acts, delivery, last, make, propose, seat

PEOPLE = {
    "anna": (Role.CASEWORKER,),
    "tom": (Role.CASEWORKER,),
    "boris": (Role.REVIEWER,),
    "clara": (Role.REVIEWER,),
    "dina": (Role.PROTECTION, Role.CASEWORKER),
    "fadi": (Role.CUSTODIAN,),
    "gita": (Role.AUDITOR, Role.CASEWORKER),
}
DEAD = SaidStatus("vital", "dead, certified", "registry of the North")
HELD = SaidStatus("custody", "alleged", "sister")


@pytest.fixture
def workspace(tmp_path):
    with (made := make(tmp_path / "w", PEOPLE, boris="2")).store:
        yield made


@pytest.fixture
def files(workspace):
    [anna] = seat(workspace, "anna")
    return tuple(files_of(anna, import_list(anna, delivery()).list_id))


# ── the id of what waits ──


def test_an_order_is_not_approved_by_another_act_of_whoever_asked_under_its_id(workspace):
    [anna] = seat(workspace, "anna")
    rows = "".join(f"S-{number},Вигадько,Олена,,19{number},,,\n" for number in range(50, 75))
    header = "id,family_name,given_name,patronymic,birth_date,birth_place,rank,service_number\n"
    list_id = import_list(anna, delivery(data=(header + rows).encode())).list_id
    many = tuple(files_of(anna, list_id))
    asked = export_lines(anna, Order(list_id, many, "csv", "for the neutral"))
    with pytest.raises(InvalidInput, match="another act"):
        claim_status(anna, many[0], HELD, act_id=asked.waits_for)
    with pytest.raises(InvalidInput, match="waits for a second person"):
        export_lines(anna, Order(list_id, many[:1], "csv", "for the neutral"), act_id=asked.waits_for)
    with pytest.raises(Refused):
        export_ordered(anna, asked.waits_for)
    assert [one for one, _ in waiting_acts(anna)] == [asked.waits_for]
    assert check_workspace(workspace).is_whole


def test_names_of_the_trail_are_not_shown_on_an_act_that_one_person_signed(workspace):
    [gita] = seat(workspace, "gita")
    asked = ask_for_names(gita)
    mine = next(iter(files_of(gita, import_list(gita, delivery("found")).list_id)))
    with pytest.raises(InvalidInput):
        claim_status(gita, mine, HELD, act_id=asked.waits_for)
    with pytest.raises(Refused):
        read_trail_with_names(gita, Asked(), asked.waits_for)


def import_as_tom(workspace, files, act_id):
    return import_list(seat(workspace, "tom")[0], delivery("found"), act_id=act_id)


def claim_of_another_file(workspace, files, act_id):
    return claim_status(seat(workspace, "anna")[0], files[1], HELD, act_id=act_id)


def flag_of_the_same_file(workspace, files, act_id):
    return flag_harm(seat(workspace, "anna")[0], files[0], lift=False, reason="threatened", act_id=act_id)


@pytest.mark.parametrize("act", [import_as_tom, claim_of_another_file, flag_of_the_same_file])
def test_the_id_of_an_act_is_not_taken_for_another_act(workspace, files, act):
    [anna] = seat(workspace, "anna")
    claim_status(anna, files[0], HELD, act_id="a" * 32)
    n_acts = len(acts(workspace))
    with pytest.raises(InvalidInput, match="another act"):
        act(workspace, files, "a" * 32)
    assert len(acts(workspace)) == n_acts


# ── what changed since ──


def test_a_file_is_not_erased_when_a_case_was_opened_after_it_was_asked_for(workspace, files):
    anna, dina, fadi = seat(workspace, "anna", "dina", "fadi")
    asked = erase_file(dina, files[0], reason="asked by the person")
    found = import_list(anna, delivery("found")).list_id
    sought = import_list(anna, delivery("sought")).list_id
    propose_pairs(anna, found, sought)
    with pytest.raises(InvalidInput, match="open"):
        approve(fadi, asked.waits_for)
    assert open_file(anna, files[0]).cases
    assert check_workspace(workspace).is_whole


def test_a_sample_that_was_taken_after_an_erasing_was_asked_for_is_not_left_behind(workspace, files):
    anna, dina, fadi = seat(workspace, "anna", "dina", "fadi")
    asked = erase_file(dina, files[0], reason="asked by the person")
    take_sample(anna, files[0], Taking("cheek swab", "North", "T-1"))
    with pytest.raises(InvalidInput, match="ask again"):
        approve(fadi, asked.waits_for)
    approve(fadi, erase_file(dina, files[0], reason="asked by the person").waits_for)
    assert check_workspace(workspace).is_whole


def test_what_waits_about_a_file_that_was_erased_since_is_refused_in_a_sentence(workspace, files):
    anna, dina, fadi = seat(workspace, "anna", "dina", "fadi")
    asked = claim_status(anna, files[0], DEAD)
    approve(fadi, erase_file(dina, files[0], reason="asked by the person").waits_for)
    with pytest.raises(HomewardError, match="erased"):
        approve(dina, asked.waits_for)
    assert check_workspace(workspace).is_whole


def test_what_waits_about_a_flagged_file_cannot_be_approved_by_whom_it_does_not_exist_for(workspace):
    anna, boris, clara = seat(workspace, "anna", "boris", "clara")
    case_id = propose(anna)[0]
    [pair] = [one.case.pair for one in all_cases(anna) if one.id == case_id]
    asked = reopen_case(clara, case_id, "a second sample came")
    flag_harm(anna, pair.found, lift=False, reason="threatened")
    assert waiting_acts(boris) == ()
    with pytest.raises(Refused):
        approve(boris, asked.waits_for)
    assert dict(last(workspace).facts)["asked"] == "approve"


# ── refusals that say nothing ──


def test_a_refused_look_says_the_same_of_a_hidden_file_and_of_none(workspace, files):
    anna, boris = seat(workspace, "anna", "boris")
    case_id = propose(anna)[0]
    [pair] = [one.case.pair for one in all_cases(anna) if one.id == case_id]
    for file_id in {pair.found, files[1], pair.sought}:
        flag_harm(anna, file_id, lift=False, reason="threatened")
    said = []
    for file_id in (files[1], "f" * 32):
        with pytest.raises(Refused):
            open_file(boris, file_id)
        said.append((last(workspace).facts, last(workspace).subjects == (file_id,)))
    assert said[0] == said[1]
    said = []
    for one in (case_id, "f" * 32):
        with pytest.raises(Refused):
            take_reading(boris, one)
        said.append((last(workspace).facts, last(workspace).subjects == (one,)))
    assert said[0] == said[1]


def test_words_that_are_no_id_do_not_come_into_the_ledger(workspace):
    [anna] = seat(workspace, "anna")
    with pytest.raises(Refused):
        open_file(anna, "Вигадько")
    assert last(workspace).subjects == ()
