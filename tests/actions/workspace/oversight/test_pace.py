import pytest

from homeward.actions.workspace.checking import check_workspace
from homeward.actions.workspace.desk import Refused
from homeward.actions.workspace.files import open_file
from homeward.actions.workspace.lists import files_of, import_list, view_list, view_lists
from homeward.actions.workspace.oversight.pace import Pace, Tally, why_stopped
from homeward.actions.workspace.pairs import open_case, take_reading
from homeward.actions.workspace.settings import Settings
from homeward.errors import InvalidInput
from tests.actions.workspace.sample import NOON, acts, delivery, last, make, propose, seat

TIGHT = Settings(files_hour=3, files_day=4, files_stop_hour=6, lists_minute=2)


@pytest.fixture
def workspace(tmp_path):
    with (made := make(tmp_path / "w", settings=TIGHT)).store:
        yield made


def kinds(workspace):
    return [act.kind for act in acts(workspace)]


def file_of_anna(anna):
    return next(iter(files_of(anna, import_list(anna, delivery()).list_id)))


@pytest.mark.parametrize(
    ("pace", "reason", "is_stopped"),
    [
        (Pace(2, 3), None, False),
        (Pace(3, 3), None, True),
        (Pace(3, 3), " ", True),
        (Pace(3, 3), "a complaint", False),
        (Pace(0, 4), None, True),
        (Pace(0, 4), "a complaint", False),
        (Pace(6, 6), "a complaint", True),
    ],
)
def test_above_the_lower_limits_a_reason_helps_and_above_the_upper_one_nothing(pace, reason, is_stopped):
    assert (why_stopped(pace, TIGHT, reason) is not None) == is_stopped


def test_the_settings_of_practice_are_sixty_an_hour_and_three_hundred_a_day():
    assert (Settings().files_hour, Settings().files_day, Settings().files_stop_hour) == (60, 300, 120)
    with pytest.raises(InvalidInput):
        Settings(files_stop_hour=59)
    with pytest.raises(InvalidInput):
        Settings(exports_day=0)


def test_the_fourth_file_needs_a_reason_and_the_seventh_is_refused_with_one_alarm(workspace):
    [anna] = seat(workspace, "anna")
    file_id = file_of_anna(anna)
    for _ in range(3):
        open_file(anna, file_id)
    with pytest.raises(Refused, match="reason"):
        open_file(anna, file_id)
    assert kinds(workspace)[-2:] == ["alarm", "refused"]
    for _ in range(2):
        open_file(anna, file_id, reason="the family asked")
    with pytest.raises(Refused, match="no more"):
        open_file(anna, file_id, reason="the family asked")
    assert kinds(workspace).count("alarm") == 1
    assert check_workspace(workspace).is_whole


def test_an_alarm_is_signed_by_the_ledger_and_names_the_key(workspace):
    [anna] = seat(workspace, "anna")
    for _ in range(6):
        with pytest.raises(Refused):
            open_file(anna, "0" * 32, reason="trying ids")
    alarm = next(act for act in acts(workspace) if act.kind == "alarm")
    assert (alarm.actor, alarm.subjects) == (workspace.ledger_key.id, (anna.member.id,))
    assert dict(alarm.facts) == {"about": "files opened", "n": 6}


def test_whoever_tries_ids_is_stopped_and_learns_nothing(workspace):
    """Refused attempts count; at the limit, a file that is there and one that is not are answered alike."""
    [anna, boris] = seat(workspace, "anna", "boris")
    file_id = file_of_anna(anna)
    answers = []
    for tried in [file_id, "0" * 32] * 6:
        with pytest.raises(Refused) as refused:
            open_file(boris, tried, reason="to try")
        answers.append(str(refused.value))
    assert answers[0::2] == answers[1::2]
    assert "no more" in answers[-1]
    assert last(workspace).subjects == ()


def counted(workspace, desk, at=None):
    with workspace.store.read() as now:
        return Tally().count(now, desk.member.id, at or workspace.clock())


def test_what_others_opened_and_what_was_long_ago_does_not_count(workspace):
    anna, dina = seat(workspace, "anna", "dina")
    file_id = file_of_anna(anna)
    for _ in range(3):
        open_file(anna, file_id)
    assert counted(workspace, anna) == Pace(3, 3)
    assert counted(workspace, dina) == Pace(0, 0)
    assert counted(workspace, anna, NOON.replace(hour=14)) == Pace(0, 3)
    assert counted(workspace, anna, NOON.replace(day=5)) == Pace(0, 0)


def test_counting_on_gives_what_counting_anew_gives(workspace):
    [anna] = seat(workspace, "anna")
    file_id = file_of_anna(anna)
    tally = Tally()
    for n_opened in range(1, 4):
        open_file(anna, file_id)
        view_lists(anna)
        with workspace.store.read() as now:
            at = workspace.clock()
            assert (
                tally.count(now, anna.member.id, at)
                == Tally().count(now, anna.member.id, at)
                == Pace(n_opened, n_opened)
            )
    with workspace.store.read() as now:
        assert tally.count(now, anna.member.id, NOON.replace(day=5)) == Pace(0, 0)


def test_a_case_opens_two_files_and_stops_as_files_do(workspace):
    anna, boris = seat(workspace, "anna", "boris")
    case_id = propose(anna)[0]
    take_reading(boris, case_id)
    for _ in range(3):
        open_case(boris, case_id)
    assert counted(workspace, boris).n_hour == 6
    with pytest.raises(Refused, match="no more"):
        open_case(boris, case_id)


def test_the_third_look_at_a_list_in_a_minute_is_refused_and_a_look_is_no_opened_file(workspace):
    [anna] = seat(workspace, "anna")
    list_id = import_list(anna, delivery()).list_id
    for _ in range(2):
        assert len(view_list(anna, list_id)) == 4
    with pytest.raises(Refused, match="in a minute"):
        view_list(anna, list_id)
    assert kinds(workspace)[-2:] == ["alarm", "refused"]
    assert counted(workspace, anna) == Pace(n_hour=1, n_day=1, n_looks_minute=2)  # the refused look is an attempt
    assert counted(workspace, anna, NOON.replace(hour=13)) == Pace(n_hour=1, n_day=1, n_looks_minute=0)
