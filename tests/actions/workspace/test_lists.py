import pytest

from homeward.actions.workspace.checking import check_workspace
from homeward.actions.workspace.desk import Refused, approve
from homeward.actions.workspace.files import open_file, who_read
from homeward.actions.workspace.lists import all_lists, files_of, import_list, view_list, view_lists
from homeward.actions.workspace.settings import Settings
from homeward.errors import InvalidInput
from homeward.records.claim import disagreements
from tests.actions.workspace.sample import HEADER, a_list, acts, delivery, last, make, seat


@pytest.fixture
def workspace(tmp_path):
    with (made := make(tmp_path / "w")).store:
        yield made


def test_every_row_is_accounted_for_and_each_accepted_one_becomes_a_file(workspace):
    [anna] = seat(workspace, "anna")
    data = a_list("S") + b"S-1,Double,Row,,,,,\n,,,,,,,\nS-9,too,few\n"
    done = import_list(anna, delivery(data=data))
    version = done.version
    assert version.n_rows_in == version.n_rows_accepted + version.n_rows_held + version.n_rows_refused
    files = files_of(anna, done.list_id)
    assert len(files) == version.n_rows_accepted == 4
    assert sum(done.lines.values()) == 4
    file = open_file(anna, next(iter(files))).file
    assert {claim.source for claim in file.claims} == {"North, version 1"}
    assert file.line.family_name in data.decode()


def test_the_same_bytes_again_change_nothing_and_say_so(workspace):
    [anna] = seat(workspace, "anna")
    first = import_list(anna, delivery())
    n_acts = len(acts(workspace))
    again = import_list(anna, delivery())
    assert again.kept.is_repeat
    assert (again.list_id, again.version) == (first.list_id, first.version)
    assert len(acts(workspace)) == n_acts


def test_the_next_version_adds_to_the_files_of_earlier_lines(workspace):
    [anna] = seat(workspace, "anna")
    first = import_list(anna, delivery())
    changed = a_list("S").replace(b"1987-03-14", b"1987-03-15") + "S-5,Новакенко,Ян,,1990,,,\n".encode()
    second = import_list(anna, delivery(data=changed))
    assert (second.list_id, second.version.number) == (first.list_id, 2)
    assert second.lines == {"changed": 1, "same": 3, "new": 1}
    files = files_of(anna, first.list_id)
    assert len(files) == 5
    odd = [file for file in files.values() if disagreements(file.person)]
    assert [len(file.said) for file in odd] == [2]
    assert check_workspace(workspace).is_whole


def test_a_long_list_takes_two_people_and_two_waiting_versions_cannot_both_come_true(tmp_path):
    with (workspace := make(tmp_path / "w", settings=Settings(import_alone_rows=3))).store:
        anna, dina = seat(workspace, "anna", "dina")
        one, two = (import_list(anna, delivery(data=data)) for data in (a_list("S"), a_list("S") + b"\n\n"))
        assert all_lists(anna) == {}
        approve(dina, one.kept.waits_for)
        assert len(files_of(anna, one.list_id)) == 4
        with pytest.raises(InvalidInput, match="meanwhile"):
            approve(dina, two.kept.waits_for)
        assert len(files_of(anna, one.list_id)) == 4
        assert check_workspace(workspace).is_whole


def test_what_a_list_contradicts_is_kept_in_the_file_it_is_about(workspace):
    [anna] = seat(workspace, "anna")
    done = import_list(anna, delivery(data=(HEADER + "S-1,Дзумба,Тарас,Олегович,31.02.1987,,,\n").encode()))
    assert done.checked.contradictions[0].kind == "not a date"
    [file_id] = files_of(anna, done.list_id)
    assert open_file(anna, file_id).file.said[0].contradictions[0].startswith("not a date: ")


def test_looking_at_a_list_is_an_entry_with_the_ids_that_were_shown(workspace):
    anna, emil, clara = seat(workspace, "anna", "emil", "clara")
    list_id = import_list(anna, delivery()).list_id
    shown = view_list(anna, list_id)
    assert last(workspace).kind == "list viewed"
    assert set(last(workspace).subjects) == {one.id for one in shown}
    for desk in (emil, clara):
        with pytest.raises(Refused):
            view_list(desk, list_id)
        assert last(workspace).kind == "refused"
    with pytest.raises(Refused):
        view_lists(emil)
    assert [(one.who, one.kind) for one in who_read(anna, shown[0].id)][:1] == [("anna", "list viewed")]


def test_whoever_audits_sees_keys_and_no_names(workspace):
    anna, dina = seat(workspace, "anna", "dina")
    file_id = next(iter(files_of(anna, import_list(anna, delivery()).list_id)))
    open_file(anna, file_id)
    assert [one.who for one in who_read(dina, file_id)] == [anna.member.id]
    assert [one.who for one in who_read(anna, file_id)] == ["anna"]
    with pytest.raises(Refused):
        who_read(seat(workspace, "boris")[0], file_id)
