from itertools import product
from pathlib import Path

import pytest

from homeward.actions.workspace.desk import Draft, Refused, authorise, keep, scope_of
from homeward.actions.workspace.files import SaidStatus, claim_status, flag_harm, open_file, who_read
from homeward.actions.workspace.folding.states import file_of
from homeward.actions.workspace.lists import files_of, import_list
from homeward.actions.workspace.oversight.glass import break_glass
from homeward.actions.workspace.rights import ACTS, Role, Scope, right_of, rights_as_markdown
from homeward.errors import HomewardError, InvalidInput
from tests.actions.workspace.sample import acts, delivery, last, make, seat

ROOT = Path(__file__).parents[3]
ROLES, SCOPES = tuple(Role), tuple(Scope)
CHANNELS = ("command line", "interface", "web")


def name_of(role):
    return role.name.lower()


@pytest.fixture(scope="module")
def everybody(tmp_path_factory):
    """A workspace with one member for each role."""
    workspace = make(tmp_path_factory.mktemp("rights") / "w", {name_of(role): (role,) for role in Role})
    with workspace.store:
        yield workspace


@pytest.mark.parametrize(("role", "channel"), list(product(ROLES, CHANNELS)))
def test_every_cell_of_the_table_is_answered_as_it_says_and_leaves_an_entry(everybody, role, channel):
    """The matrix: role by act by scope by channel; 10 x 41 x 5 x 3 cells."""
    [desk] = seat(everybody, name_of(role), channel=channel)
    for act, scope in product(ACTS, SCOPES):
        right = right_of(role, act, scope)
        is_whole = right.part in ("", "not own", "destroys key")
        try:
            granted = authorise(desk, act, scope, reason="to test the table")
        except Refused:
            assert not (right.is_granted and is_whole), (act, scope)
            wanted = "refused"
        else:
            assert (granted.right, granted.role) == (right, role)
            assert is_whole
            keep(desk, granted, [Draft(kind="tried", facts=(("asked", act),))], says="to test the table")
            wanted = "second asked" if right.way == "with a second" else "tried"
        entry = last(everybody)
        assert (entry.kind, dict(entry.facts)["asked"], entry.actor) == (wanted, act, desk.member.id), (act, scope)
        assert (entry.channel, entry.role) == (channel, role.value)


def test_where_the_table_asks_for_a_reason_nothing_happens_without_one(everybody):
    [desk] = seat(everybody, "protection")
    n_acts = len(acts(everybody))
    with pytest.raises(InvalidInput, match="reason"):
        authorise(desk, "open person", Scope.OTHER)
    assert len(acts(everybody)) == n_acts


def test_the_page_about_rights_is_the_table():
    page = (ROOT / "docs" / "guide" / "rights.md").read_text(encoding="utf-8")
    assert page.endswith(rights_as_markdown())


def test_the_administrator_sees_no_file_and_nobody_approves_alone_what_takes_two():
    for act in ("open person", "see contacts", "see medical", "read match", "confirm identity"):
        assert all(not right_of(Role.ADMINISTRATOR, act, scope).is_granted for scope in Scope)
    for role, act, scope in product(ROLES, ("confirm identity", "record death", "erase", "restore"), SCOPES):
        assert right_of(role, act, scope).way in ("refused", "with a second")


# ── real files in every scope ──


@pytest.fixture(scope="module")
def stands(tmp_path_factory):
    """Four files of anna, seen by others: open, closed, harm-flagged; and everybody in another team but one."""
    people = {name_of(role): (role,) for role in Role} | {"anna": (Role.CASEWORKER,), "tom": (Role.CASEWORKER,)}
    workspace = make(tmp_path_factory.mktemp("stands") / "w", people, anna="2", tom="2")
    with workspace.store:
        [anna] = seat(workspace, "anna")
        list_id = import_list(anna, delivery()).list_id
        plain, closed, flagged, _ = files_of(anna, list_id)
        claim_status(anna, closed, SaidStatus("return", "confirmed", "register of the North"))
        flag_harm(anna, flagged, lift=False, reason="threatened")
        yield workspace, {"plain": plain, "closed": closed, "flagged": flagged}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("file", ["plain", "closed", "flagged"])
def test_a_file_opens_for_a_role_as_the_table_says_and_the_attempt_is_an_entry(stands, role, file):
    workspace, files = stands
    [desk] = seat(workspace, name_of(role))
    with workspace.store.read() as now:
        scope = scope_of(desk.member, file_of(now.state("person", files[file])))
    wanted = {"plain": Scope.OTHER, "closed": Scope.CLOSED, "flagged": Scope.HARM}[file]
    assert scope is wanted
    right = right_of(role, "open person", scope)
    try:
        open_file(desk, files[file], reason="to test")
    except Refused:
        assert not right.is_granted
        assert last(workspace).kind == "refused"
    else:
        assert right.is_granted
        assert last(workspace).kind == ("second asked" if right.way == "with a second" else "file read")
    assert files[file] in last(workspace).subjects


def test_the_own_team_sees_a_flagged_file_and_the_owner_opens_it(stands):
    workspace, files = stands
    anna, tom = seat(workspace, "anna", "tom")
    assert open_file(anna, files["flagged"]).file.has_harm_flag
    with workspace.store.read() as now:
        assert scope_of(tom.member, file_of(now.state("person", files["plain"]))) is Scope.TEAM
    with pytest.raises(Refused):
        open_file(tom, files["plain"])


@pytest.mark.parametrize("role", ROLES)
def test_nobody_outside_sets_or_lifts_the_flag_of_a_flagged_file_or_asks_who_read_it(stands, role):
    """A flag that could be set once more would tell that the file is there."""
    workspace, files = stands
    [desk] = seat(workspace, name_of(role))
    is_called = role in (Role.PROTECTION, Role.ADJUDICATOR)
    for tried in (
        lambda one: flag_harm(desk, one, lift=False, reason="to test"),
        lambda one: flag_harm(desk, one, lift=True, reason="to test"),
        lambda one: who_read(desk, one),
        lambda one: break_glass(desk, one, reason="to test"),
    ):
        said = set()
        for file_id in (files["flagged"], "0" * 32):
            try:
                tried(file_id)
            except HomewardError as error:
                said.add(str(error))
        assert len(said) == 1  # the same words for both, or one of them was done
    assert is_called == _does(lambda: flag_harm(desk, files["flagged"], lift=False, reason="to test"))
    assert is_called == _does(lambda: who_read(desk, files["flagged"]))


def _does(deed):
    try:
        deed()
    except Refused:
        return False
    return True


def test_contacts_and_health_are_shown_to_those_alone_whom_the_table_lets_see_them(tmp_path):
    people = {"anna": (Role.CASEWORKER,), "tom": (Role.CASEWORKER,)}
    header = "id,family_name,given_name,birth_date,next_of_kin,health,rank\n"
    data = (header + "F-1,Вигадько,Олена,1987,sister Zoya,wounded,soldier\n").encode()
    with (workspace := make(tmp_path / "w", people, anna="2")).store:
        anna, tom = seat(workspace, "anna", "tom")
        [file_id] = files_of(anna, import_list(anna, delivery("found", data)).list_id)
        own = open_file(anna, file_id)
        assert (own.file.line.next_of_kin, own.file.line.health, own.withheld) == ("sister Zoya", "wounded", ())
        break_glass(tom, file_id, reason="to test")
        behind_glass = open_file(tom, file_id)
        assert (behind_glass.file.line.next_of_kin, behind_glass.file.line.rank) == (None, "soldier")
        assert behind_glass.withheld == ("next_of_kin", "residence", "health")


def test_not_found_and_not_allowed_are_one_answer(stands):
    workspace, files = stands
    [desk] = seat(workspace, "administrator")
    said = set()
    for file_id in (files["plain"], files["flagged"], "0" * 32, "no id at all"):
        with pytest.raises(Refused) as refused:
            open_file(desk, file_id)
        said.add(str(refused.value))
    assert len(said) == 1
