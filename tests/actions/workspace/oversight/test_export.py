import csv
import io
import json
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.actions.workspace.checking import check_workspace
from homeward.actions.workspace.desk import Refused, approve, waiting_acts
from homeward.actions.workspace.files import flag_harm, who_read
from homeward.actions.workspace.lists import files_of, import_list
from homeward.actions.workspace.oversight.export import ALONE, Order, export_lines, export_ordered
from homeward.actions.workspace.rights import Role, Scope, right_of
from homeward.actions.workspace.settings import Settings
from homeward.errors import InvalidInput
from homeward.formats.answer_table import write_table
from tests.actions.workspace.sample import HEADER, acts, delivery, last, make, seat

PEOPLE = {role.name.lower(): (role,) for role in Role} | {"anna": (Role.CASEWORKER,), "tom": (Role.CASEWORKER,)}
WHY = "for the neutral"
WIDE = "id,family_name,given_name,birth_date,next_of_kin,health,rank\n"


@pytest.fixture
def workspace(tmp_path):
    with (made := make(tmp_path / "w", PEOPLE, anna="2", tom="2", settings=Settings(exports_day=3))).store:
        yield made


def a_long_list(n=45):
    rows = (f"F-{number},Вигадько,Олена,19{number:02},,," for number in range(1, n + 1))
    return (HEADER + "\n".join(f"{row}," for row in rows) + "\n").encode()


@pytest.fixture
def mine(workspace):
    [anna] = seat(workspace, "anna")
    list_id = import_list(anna, delivery("found", a_long_list())).list_id
    return anna, list_id, tuple(files_of(anna, list_id))


def rows_of(exported):
    return list(csv.DictReader(io.StringIO(exported.content.decode(), newline="")))


def test_what_leaves_is_marked_counted_and_its_digest_kept(workspace, mine):
    anna, list_id, files = mine
    done = export_lines(anna, Order(list_id, files[:2], "csv", WHY))
    mark = f"{done.id} {anna.member.id} 2026-05-03"
    assert [(row["file"], row["watermark"]) for row in rows_of(done)] == [(one, mark) for one in files[:2]]
    act = last(workspace)
    assert (act.kind, act.id, act.subjects) == ("lines exported", done.id, (list_id, *files[:2]))
    facts = dict(act.facts)
    assert facts["digest"] == sha256(done.content).hexdigest() == done.digest
    assert (facts["lines"], facts["form"]) == (2, "csv")
    assert [one.kind for one in who_read(anna, files[0])] == ["lines exported"]
    assert check_workspace(workspace).is_whole


def test_json_and_csv_hold_the_same_lines(workspace, mine):
    anna, list_id, files = mine
    table = rows_of(export_lines(anna, Order(list_id, files[:3], "csv", WHY)))
    told = json.loads(export_lines(anna, Order(list_id, files[:3], "json", WHY)).content)
    names = [name for name in table[0] if name != "watermark"]
    assert [{name: row[name] for name in names if row[name]} for row in table] == [
        {name: line[name] for name in line if name != "watermark"} for line in told["lines"]
    ]
    assert all(told["watermark"] == line["watermark"] for line in told["lines"])


def test_twenty_lines_a_day_are_taken_alone_also_when_they_are_taken_in_parts(workspace, mine):
    anna, list_id, files = mine
    assert export_lines(anna, Order(list_id, files[:15], "csv", WHY)).n_lines == 15
    assert export_lines(anna, Order(list_id, files[15:ALONE], "csv", WHY)).n_lines == 5
    waits = export_lines(anna, Order(list_id, files[20:21], "csv", WHY))
    assert waits.waits_for is not None
    assert [it.asks for _, it in waiting_acts(anna)] == ["export more lines"]


def test_more_lines_take_a_second_person_and_leave_once_with_whoever_asked(workspace, mine):
    anna, list_id, files = mine
    [tom] = seat(workspace, "tom")
    order = export_lines(anna, Order(list_id, files[:30], "csv", WHY)).waits_for
    for desk in (anna, tom):
        with pytest.raises(Refused):
            export_ordered(desk, order)
    approve(tom, order)
    with pytest.raises(Refused):
        export_ordered(tom, order)
    done = export_ordered(anna, order)
    assert len(rows_of(done)) == done.n_lines == 30
    assert last(workspace).relies_on == (order,)
    with pytest.raises(Refused):
        export_ordered(anna, order)
    assert [act.kind for act in acts(workspace)].count("lines exported") == 1
    assert export_lines(anna, Order(list_id, files[:20], "csv", WHY)).n_lines == 20  # what two signed is not hers alone
    assert check_workspace(workspace).is_whole


def test_a_long_export_names_every_file_in_an_entry(tmp_path):
    with (workspace := make(tmp_path / "w", PEOPLE)).store:
        anna, tom = seat(workspace, "anna", "tom")
        list_id = import_list(anna, delivery("found", a_long_list(90))).list_id
        files = tuple(files_of(anna, list_id))
        order = export_lines(anna, Order(list_id, files, "json", WHY)).waits_for
        approve(tom, order)
        export_ordered(anna, order)
        named = [act.subjects for act in acts(workspace) if act.kind == "lines exported"]
        assert sorted(one for subjects in named for one in subjects[1:]) == sorted(files)
        assert export_lines(anna, Order(list_id, files[:2], "json", WHY)).n_lines == 2


def test_what_has_a_harm_flag_stays_whoever_asks(workspace, mine):
    anna, list_id, files = mine
    tom, adjudicator = seat(workspace, "tom", "adjudicator")
    order = export_lines(anna, Order(list_id, files[:25], "csv", WHY)).waits_for
    flag_harm(anna, files[0], lift=False, reason="threatened")
    approve(tom, order)
    done = export_ordered(anna, order)
    assert (done.n_lines, done.n_left_out) == (24, 1)
    assert files[0] not in done.content.decode()
    alone = export_lines(anna, Order(list_id, files[:2], "csv", WHY))
    assert [row["file"] for row in rows_of(alone)] == [files[1]]
    waits = export_lines(adjudicator, Order(list_id, files[:1], "csv", WHY))
    assert waits.waits_for


def test_a_flagged_line_and_one_that_never_was_are_refused_alike(workspace, mine):
    anna, list_id, files = mine
    flag_harm(anna, files[0], lift=False, reason="threatened")
    [clerk] = seat(workspace, "caseworker")
    said = set()
    for wanted, of in ((files[0], list_id), ("0" * 32, list_id), (files[1], "0" * 32), (files[1], list_id)):
        with pytest.raises(Refused) as refused:
            export_lines(clerk, Order(of, (wanted,), "csv", WHY))
        said.add(str(refused.value))
    assert len(said) == 1


@pytest.mark.parametrize("role", list(Role))
def test_an_export_is_answered_as_the_table_says(workspace, mine, role):
    _, list_id, files = mine
    [desk] = seat(workspace, role.name.lower())
    order = Order(list_id, files[:1], "csv", WHY)
    right = right_of(role, "export up to 20 lines", Scope.OTHER)
    opens = right_of(role, "open person", Scope.OTHER).way
    if right.is_granted and not right.part and opens in ("alone", right.way):
        assert export_lines(desk, order).waits_for
        assert last(workspace).kind == "second asked"
    else:
        with pytest.raises(Refused):
            export_lines(desk, order)
        assert last(workspace).kind == "refused"


def test_a_fourth_export_in_a_day_is_refused_and_an_alarm(workspace, mine):
    anna, list_id, files = mine
    for _ in range(3):
        export_lines(anna, Order(list_id, files[:1], "csv", WHY))
    with pytest.raises(Refused, match="3 exports in a day"):
        export_lines(anna, Order(list_id, files[:1], "csv", WHY))
    assert [act.kind for act in acts(workspace)][-2:] == ["alarm", "refused"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"files": ()},
        {"files": ("a" * 32, "a" * 32)},
        {"form": "xlsx"},
        {"reason": " "},
    ],
)
def test_there_is_no_export_of_all_and_none_without_a_reason(wrong):
    with pytest.raises(InvalidInput):
        Order(**({"list_id": "b" * 32, "files": ("a" * 32,), "form": "csv", "reason": WHY} | wrong))


def test_no_export_is_longer_than_the_settings_say_and_none_is_given_out_twice(tmp_path):
    with (workspace := make(tmp_path / "w", PEOPLE, settings=Settings(export_most_lines=2))).store:
        [anna] = seat(workspace, "anna")
        list_id = import_list(anna, delivery()).list_id
        files = tuple(files_of(anna, list_id))
        with pytest.raises(InvalidInput, match="2 at most"):
            export_lines(anna, Order(list_id, files[:3], "csv", WHY))
        export_lines(anna, Order(list_id, files[:2], "csv", WHY), act_id="a" * 32)
        with pytest.raises(InvalidInput, match="made before"):
            export_lines(anna, Order(list_id, files[:2], "csv", WHY), act_id="a" * 32)


def test_contacts_leave_with_those_who_see_them_and_health_with_nobody_who_sees_only_a_category(workspace):
    [anna] = seat(workspace, "anna")
    data = (WIDE + "F-1,Вигадько,Олена,1987,sister Zoya in Severyn,tuberculosis,soldier\n").encode()
    list_id = import_list(anna, delivery("found", data)).list_id
    content = export_lines(anna, Order(list_id, tuple(files_of(anna, list_id)), "csv", WHY)).content.decode()
    assert "Zoya" in content
    assert "soldier" in content
    assert "tuberculosis" not in content


def test_no_cell_of_an_export_runs_in_a_spreadsheet(workspace):
    [anna] = seat(workspace, "anna")
    data = (WIDE + "F-1,=cmd|calc!A1,@SUM(A1),1987,+1+1,,-2+3\n").encode()
    list_id = import_list(anna, delivery("found", data)).list_id
    [row] = rows_of(export_lines(anna, Order(list_id, tuple(files_of(anna, list_id)), "csv", WHY)))
    cells = {name: row[name] for name in ("family_name", "given_name", "next_of_kin", "rank")}
    assert cells == {
        "family_name": "'=cmd|calc!A1",
        "given_name": "'@SUM(A1)",
        "next_of_kin": "'+1+1",
        "rank": "'-2+3",
    }


@given(st.text(st.sampled_from("=+-@\t\r\n'\" ,;abc1"), max_size=8))
def test_whatever_a_cell_begins_with_the_table_guards_it(text):
    [_, row] = csv.reader(io.StringIO(write_table(("cell", "mark"), [(text, "x")]), newline=""))
    first = row[0].strip(" ")
    is_number = first.lstrip("+-").isdecimal()
    assert is_number or not first.strip() or not first.startswith(("=", "+", "-", "@", "\t", "\r"))
