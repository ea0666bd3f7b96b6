from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.actions.workspace.deliveries.lines import (
    LINE_STATES,
    Part,
    line_in,
    view_caseload,
    view_lines,
    view_version,
)
from homeward.actions.workspace.desk import Refused
from homeward.actions.workspace.files import SaidStatus, claim_status, flag_harm
from homeward.actions.workspace.folding.fold import check_states
from homeward.actions.workspace.folding.states import FileRecord, Said, Version
from homeward.actions.workspace.lists import all_lists, files_of, import_list, view_list_head
from homeward.actions.workspace.rights import Role
from homeward.errors import InvalidInput
from homeward.records.dates import PartialDate
from tests.actions.workspace.sample import HEADER, a_list, acts, delivery, last, make, seat

PEOPLE = {
    "anna": (Role.CASEWORKER,),
    "lena": (Role.CASEWORKER,),
    "olga": (Role.CASEWORKER,),
    "emil": (Role.ADMINISTRATOR,),
}
ALL = Part(0, 50)
OTHERS = f"{HEADER}S-1,A,B,,1987-03-14,,,\nS-10,C,D,,1990-01-01,,,\n".encode()


@pytest.fixture
def workspace(tmp_path):
    with (made := make(tmp_path / "w", PEOPLE, olga="2")).store:
        yield made


def brought_in(desk, *lists):
    return [import_list(desk, delivery("sought", data)).list_id for data in lists][-1]


def test_lines_come_by_part_in_the_order_of_their_identifiers_and_only_those_shown_are_named(workspace):
    [anna] = seat(workspace, "anna")
    people = tuple((f"F{n}", "G", "", "1987-03-14", "", "", "") for n in range(1, 13))
    list_id = brought_in(anna, a_list("N", people))
    page = view_lines(anna, list_id, Part(8, 3))
    assert [one.line.record_id for one in page.lines] == ["N-9", "N-10", "N-11"]
    assert page.n_lines == 12
    assert set(last(workspace).subjects) == {one.id for one in page.lines}
    assert view_lines(anna, list_id, Part(100, 3)).lines == ()


def test_a_list_that_is_not_there_and_one_that_may_not_be_seen_have_no_lines(workspace):
    anna, olga = seat(workspace, "anna", "olga")
    list_id = brought_in(anna, a_list("N"))
    assert view_lines(olga, list_id, ALL) == view_lines(anna, "0" * 32, ALL)
    assert view_lines(olga, list_id, ALL).n_lines == 0


def test_a_line_is_new_changed_the_same_gone_and_on_the_list_again(workspace):
    [anna] = seat(workspace, "anna")
    changed = a_list("S").replace(b"1987-03-14", b"1987-03-15")
    list_id = brought_in(anna, a_list("S"), OTHERS, changed)

    def became(number):
        page = view_version(anna, list_id, number, ALL)
        assert sum(page.n_by_state.values()) == page.n_lines == len(page.lines)
        return {one.record_id: one.state for one in page.lines}

    assert became(1) == {"S-1": "new", "S-2": "new", "S-3": "new", "S-4": "new"}
    assert became(2) == {"S-10": "new", "S-1": "changed", "S-2": "gone", "S-3": "gone", "S-4": "gone"}
    assert became(3) == {"S-1": "changed", "S-2": "back", "S-3": "back", "S-4": "back", "S-10": "gone"}
    with workspace.store.read() as now:
        assert check_states(now) == ()


def test_what_changed_is_said_field_by_field_against_all_versions_before(workspace):
    [anna] = seat(workspace, "anna")
    list_id = brought_in(anna, a_list("S"), a_list("S").replace(b"1987-03-14", b"1987-03-15"))
    [line] = [one for one in view_version(anna, list_id, 2, ALL).lines if one.state == "changed"]
    assert [(one.field, one.before, one.after) for one in line.changes] == [("birth_date", "1987-03-14", "1987-03-15")]


def test_a_version_is_shown_to_who_may_open_its_files_alone(workspace):
    anna, olga, emil = seat(workspace, "anna", "olga", "emil")
    list_id = brought_in(anna, a_list("S"))
    for desk, number in ((olga, 1), (emil, 1), (anna, 0), (anna, 2), (anna, -1)):
        with pytest.raises(Refused):
            view_version(desk, list_id, number, ALL)
        assert last(workspace).kind == "refused"


def test_people_who_are_home_are_shown_for_a_reason(workspace):
    [anna] = seat(workspace, "anna")
    list_id = brought_in(anna, a_list("S"))
    file_id = view_lines(anna, list_id, ALL).lines[0].id
    claim_status(anna, file_id, SaidStatus("return", "confirmed", "a letter"))
    before = len(acts(workspace))
    for view in (lambda part: view_lines(anna, list_id, part), lambda part: view_version(anna, list_id, 1, part)):
        with pytest.raises(InvalidInput, match="needs a reason"):
            view(ALL)
        assert len(acts(workspace)) == before
    seen = view_lines(anna, list_id, Part(0, 50, "asked by the family"))
    assert [one.is_closed for one in seen.lines] == [True, False, False, False]
    assert len(view_lines(anna, list_id, Part(1, 50)).lines) == 3


def test_a_caseload_has_the_files_that_somebody_answers_for(workspace):
    anna, lena, emil = seat(workspace, "anna", "lena", "emil")
    brought_in(anna, a_list("S"))
    assert view_caseload(anna, ALL).n_lines == 4
    assert view_caseload(lena, ALL).n_lines == 0
    with pytest.raises(Refused):
        view_caseload(emil, ALL)


def test_a_list_whose_every_file_is_hidden_has_no_head_for_another_team(workspace):
    anna, olga = seat(workspace, "anna", "olga")
    list_id = brought_in(anna, a_list("S"))
    assert view_list_head(olga, list_id).n_files == 4
    for file_id in files_of(anna, list_id):
        flag_harm(anna, file_id, lift=False, reason="threats")
    assert view_list_head(anna, list_id).n_files == 4
    for desk, one in ((olga, list_id), (anna, "0" * 32)):
        with pytest.raises(Refused):
            view_list_head(desk, one)


def test_what_is_gone_is_kept_by_ids_alone(workspace):
    [anna] = seat(workspace, "anna")
    list_id = brought_in(anna, a_list("S"), OTHERS)
    first, second = all_lists(anna)[list_id].versions
    assert first.gone == ()
    assert {files_of(anna, list_id)[one].record_id for one in second.gone} == {"S-2", "S-3", "S-4"}


MAY = date(2026, 5, 3)


@given(st.lists(st.sampled_from(["said", "silent", "gone"]), min_size=1, max_size=6))
def test_a_line_has_at_most_one_state_in_a_version_and_none_before_its_first(words):
    said = tuple(
        Said(f"North, 2, version {n}", PartialDate(2026), {"rank": f"r{n}"})
        for n, word in enumerate(words, start=1)
        if word == "said"
    )
    file = FileRecord("N-1", "sought", "o", "1", said)
    gone = [("f",) if word == "gone" else () for word in words]
    versions = [Version(n, MAY, "", 1, 1, 0, 0, gone=one) for n, one in enumerate(gone, start=1)]
    first = words.index("said") + 1 if said else len(words) + 1
    for version in versions:
        line = line_in("f", file, version, versions[version.number - 2].gone if version.number > 1 else ())
        if version.number < first:
            assert line is None
        elif version.number == first:
            assert line.state in ("new", "back")
        else:
            assert line is None or line.state in LINE_STATES
            assert (line is None or line.state == "gone") == bool(version.gone)
