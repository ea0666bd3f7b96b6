import pytest

from homeward.actions.workspace.checking import check_workspace
from homeward.actions.workspace.desk import Refused
from homeward.actions.workspace.files import SaidStatus, claim_status, flag_harm, open_file, who_read
from homeward.actions.workspace.lists import files_of, import_list
from homeward.actions.workspace.oversight.alarms import count_new_alarms, view_alarms
from homeward.actions.workspace.oversight.glass import break_glass
from homeward.actions.workspace.oversight.trail import count_months
from homeward.actions.workspace.rights import Role, Scope, right_of
from homeward.actions.workspace.settings import Settings
from homeward.errors import InvalidInput
from tests.actions.workspace.sample import acts, delivery, last, make, seat

PEOPLE = {role.name.lower(): (role,) for role in Role} | {"anna": (Role.CASEWORKER,)}
WHY = "a child is at the border now"


@pytest.fixture
def workspace(tmp_path):
    with (made := make(tmp_path / "w", PEOPLE, anna="2")).store:
        yield made


@pytest.fixture
def files(workspace):
    [anna] = seat(workspace, "anna")
    return list(files_of(anna, import_list(anna, delivery()).list_id))


def test_a_caseworker_breaks_glass_and_the_file_opens_for_half_an_hour(workspace, files):
    [tom] = seat(workspace, "caseworker")
    with pytest.raises(Refused):
        open_file(tom, files[0])
    glass = break_glass(tom, files[0], reason=WHY).entries[0]
    assert open_file(tom, files[0]).id == files[0]
    read = last(workspace)
    assert (read.kind, read.relies_on) == ("file read", (glass.act.id,))
    with pytest.raises(Refused):
        open_file(tom, files[1])
    with pytest.raises(Refused):
        claim_status(tom, files[0], SaidStatus("custody", "alleged", "sister"))
    assert check_workspace(workspace).is_whole


def test_a_glass_is_whole_again_when_its_time_is_over(tmp_path):
    with (workspace := make(tmp_path / "w", PEOPLE, anna="2", settings=Settings(glass_minutes=1))).store:
        anna, tom = seat(workspace, "anna", "caseworker")
        file_id = next(iter(files_of(anna, import_list(anna, delivery()).list_id)))
        break_glass(tom, file_id, reason=WHY)
        open_file(tom, file_id)
        for _ in range(60):
            workspace.clock()
        with pytest.raises(Refused):
            open_file(tom, file_id)


def test_one_glass_at_a_time_for_a_reason_and_only_where_it_is_needed(workspace, files):
    anna, tom = seat(workspace, "anna", "caseworker")
    with pytest.raises(InvalidInput, match="reason"):
        break_glass(tom, files[0], reason=" ")
    with pytest.raises(InvalidInput, match="without breaking"):
        break_glass(anna, files[0], reason=WHY)
    first = break_glass(tom, files[0], reason=WHY, act_id="a" * 32)
    assert break_glass(tom, files[0], reason=WHY, act_id="a" * 32).entries == first.entries
    with pytest.raises(InvalidInput, match="one file at a time"):
        break_glass(tom, files[1], reason=WHY)
    assert [act.kind for act in acts(workspace)].count("glass broken") == 1


@pytest.mark.parametrize("role", list(Role))
def test_glass_is_for_those_who_work_with_people_alone(workspace, files, role):
    [desk] = seat(workspace, role.name.lower())
    allowed = {Role.CASEWORKER, Role.REVIEWER, Role.HAND_OVER}
    try:
        break_glass(desk, files[0], reason=WHY)
    except Refused:
        assert role not in allowed
        assert last(workspace).kind == "refused"
        assert dict(last(workspace).facts)["asked"] == "break glass"
    except InvalidInput:
        assert right_of(role, "open person", Scope.OTHER).way == "alone"
    else:
        assert role in allowed
        assert open_file(desk, files[0]).id == files[0]


def test_a_flagged_file_lies_behind_no_glass_also_when_it_is_flagged_afterwards(workspace, files):
    anna, tom = seat(workspace, "anna", "caseworker")
    flag_harm(anna, files[1], lift=False, reason="threatened")
    said = set()
    for file_id in (files[1], "0" * 32):
        with pytest.raises(Refused) as refused:
            break_glass(tom, file_id, reason=WHY)
        said.add(str(refused.value))
    assert len(said) == 1
    break_glass(tom, files[0], reason=WHY)
    flag_harm(anna, files[0], lift=False, reason="threatened")
    with pytest.raises(Refused):
        open_file(tom, files[0])


def test_no_glass_shows_a_genetic_profile():
    for role in Role:
        if right_of(role, "break glass", Scope.OTHER).is_granted:
            assert not any(right_of(role, "see genetic profile", scope).is_granted for scope in Scope)


def test_those_who_audit_see_it_at_once_and_the_owner_sees_who_it_was(workspace, files):
    anna, tom, pia, audrey = seat(workspace, "anna", "caseworker", "protection", "auditor")
    assert (count_new_alarms(pia), count_new_alarms(audrey), count_new_alarms(tom)) == (0, 0, None)
    break_glass(tom, files[0], reason=WHY)
    for desk in (pia, audrey):
        assert count_new_alarms(desk) == 1
        [alarm] = view_alarms(desk)
        assert (alarm.what, alarm.who, alarm.file, alarm.is_new) == ("glass broken", tom.member.id, files[0], True)
        assert count_new_alarms(desk) == 0
        assert not view_alarms(desk)[0].is_new
    assert last(workspace).kind == "alarms viewed"
    assert [(one.who, one.kind) for one in who_read(anna, files[0])] == [("caseworker", "glass broken")]
    assert dict(count_months(audrey)[0].counts)["glass broken"] == 1
    for desk in (tom, *seat(workspace, "administrator", "custodian")):
        with pytest.raises(Refused):
            view_alarms(desk)


def test_an_auditor_is_told_of_glass_and_not_of_a_file_that_has_been_flagged_since(workspace, files):
    anna, tom, pia, audrey = seat(workspace, "anna", "caseworker", "protection", "auditor")
    break_glass(tom, files[0], reason=WHY)
    flag_harm(anna, files[0], lift=False, reason="threatened")
    assert [alarm.file for alarm in view_alarms(audrey)] == [None]
    assert [alarm.file for alarm in view_alarms(pia)] == [files[0]]
