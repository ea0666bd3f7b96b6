from datetime import date

import pytest

from homeward.actions.workspace.checking import check_workspace
from homeward.actions.workspace.desk import Refused, approve
from homeward.actions.workspace.files import erase_file, flag_harm, open_file
from homeward.actions.workspace.lists import files_of, import_list, view_list
from homeward.actions.workspace.oversight.trail import (
    COUNTED,
    Asked,
    ask_for_names,
    count_months,
    read_trail,
    read_trail_with_names,
)
from homeward.actions.workspace.rights import Role, Scope, right_of
from homeward.errors import InvalidInput
from tests.actions.workspace.sample import DAY, acts, delivery, last, make, seat

PEOPLE = {role.name.lower(): (role,) for role in Role} | {"anna": (Role.CASEWORKER,), "pavlo": (Role.PROTECTION,)}


@pytest.fixture
def workspace(tmp_path):
    with (made := make(tmp_path / "w", PEOPLE, anna="2")).store:
        yield made


@pytest.fixture
def files(workspace):
    [anna] = seat(workspace, "anna")
    return list(files_of(anna, import_list(anna, delivery()).list_id))


def test_the_trail_is_the_ledger_in_its_order(workspace, files):
    anna, audrey = seat(workspace, "anna", "auditor")
    open_file(anna, files[0])
    before = acts(workspace)
    trail = read_trail(audrey, Asked())
    assert [(one.kind, one.who, one.about) for one in trail] == [(it.kind, it.actor, it.subjects) for it in before]
    assert [one.number for one in trail] == list(range(len(before)))
    assert (last(workspace).kind, last(workspace).actor) == ("trail read", audrey.member.id)


def test_filters_leave_what_was_asked_for(workspace, files):
    anna, pia, audrey = seat(workspace, "anna", "protection", "auditor")
    open_file(anna, files[0])
    open_file(anna, files[1])
    with pytest.raises(Refused):
        open_file(audrey, files[0])
    assert [one.about for one in read_trail(pia, Asked(kind="file read"))] == [(files[0],), (files[1],)]
    by_file = read_trail(pia, Asked(file=files[0]))
    assert [one.kind for one in by_file] == ["files made", "file read", "refused"]
    assert all(files[0] in one.about for one in by_file)
    assert {one.who for one in read_trail(pia, Asked(member=anna.member.id))} >= {anna.member.id}
    assert [one.kind for one in read_trail(pia, Asked(member=audrey.member.id))] == ["workspace made", "refused"]
    everything = read_trail(pia, Asked(since=DAY, until=DAY))
    assert len(everything) == len(acts(workspace)) - 1  # all but the entry of this reading
    assert read_trail(pia, Asked(until=date(2026, 5, 2))) == read_trail(pia, Asked(since=date(2026, 5, 4))) == ()
    assert [one.number for one in read_trail(pia, Asked(most=1))] == [len(acts(workspace)) - 2]
    with pytest.raises(InvalidInput):
        Asked(since=DAY, until=date(2026, 5, 2))


@pytest.mark.parametrize("role", list(Role))
def test_the_trail_and_its_names_are_for_those_the_table_says(workspace, files, role):
    [desk] = seat(workspace, role.name.lower())
    for asks, read in (
        ("read audit trail", lambda: read_trail(desk, Asked())),
        ("read audit trail", lambda: count_months(desk)),
        ("read audit names", lambda: ask_for_names(desk)),
    ):
        if right_of(role, asks, Scope.OWN).is_granted:
            read()
            assert last(workspace).kind in ("trail read", "second asked")
        else:
            with pytest.raises(Refused):
                read()
            assert dict(last(workspace).facts) == {"asked": asks}


def test_names_take_two_people_and_are_shown_once(workspace, files):
    anna, pia, audrey = seat(workspace, "anna", "protection", "auditor")
    open_file(anna, files[0])
    order = ask_for_names(audrey).waits_for
    asked = Asked(kind="file read")
    for desk, refused in ((audrey, "not yet approved"), (pia, "somebody else's order")):
        with pytest.raises(Refused):
            read_trail_with_names(desk, asked, order)
        assert last(workspace).kind == "refused", refused
    approve(pia, order)
    assert [one.who for one in read_trail_with_names(audrey, asked, order)] == ["anna"]
    assert last(workspace).relies_on == (order,)
    assert [one.who for one in read_trail(audrey, asked)] == [anna.member.id]
    with pytest.raises(Refused):
        read_trail_with_names(audrey, asked, order)
    with pytest.raises(Refused):
        read_trail_with_names(audrey, asked, "no id")
    assert check_workspace(workspace).is_whole


def test_an_order_runs_out_after_a_day(tmp_path):
    with (workspace := make(tmp_path / "w", PEOPLE)).store:
        pia, audrey = seat(workspace, "protection", "auditor")
        order = ask_for_names(audrey).waits_for
        approve(pia, order)
        for _ in range(86_400):
            workspace.clock()
        with pytest.raises(Refused):
            read_trail_with_names(audrey, Asked(), order)


def test_a_flag_hides_no_act_from_an_auditor_but_the_file_it_is_about(workspace, files):
    """Else a flag would be a cloak: set it, and read unseen."""
    anna, pia, audrey = seat(workspace, "anna", "protection", "auditor")
    open_file(anna, files[0])
    flag_harm(anna, files[0], lift=False, reason="threatened")
    open_file(anna, files[0])
    asked = Asked(kind="file read")
    assert [one.about for one in read_trail(audrey, asked)] == [(), ()]
    assert [one.about for one in read_trail(pia, asked)] == [(files[0],), (files[0],)]
    said = set()
    for file_id in (files[0], "0" * 32):
        with pytest.raises(Refused) as refused:
            read_trail(audrey, Asked(file=file_id))
        said.add(str(refused.value))
    assert len(said) == 1
    assert len(read_trail(pia, Asked(file=files[0]))) > 2


def test_the_trail_of_an_erased_file_stays(workspace, files):
    pia, pavlo, audrey = seat(workspace, "protection", "pavlo", "auditor")
    approve(pavlo, erase_file(pia, files[0], reason="asked by the person").waits_for)
    assert [one.kind for one in read_trail(audrey, Asked(file=files[0]))][-1] == "subject erased"


def test_months_count_every_act_of_their_kind(workspace, files):
    anna, tom, audrey = seat(workspace, "anna", "caseworker", "auditor")
    with workspace.store.read() as now:
        list_id = now.state("person", files[0]).parent
    open_file(anna, files[0])
    open_file(anna, files[0])
    view_list(anna, list_id)
    with pytest.raises(Refused):
        open_file(tom, files[0])
    [month] = count_months(audrey)
    counts = dict(month.counts)
    assert month.month == "2026-05"
    assert tuple(counts) == COUNTED
    assert (counts["file read"], counts["list viewed"], counts["refused"], counts["subject erased"]) == (2, 1, 1, 0)
    assert dict(last(workspace).facts) == {"asked": "counts"}
