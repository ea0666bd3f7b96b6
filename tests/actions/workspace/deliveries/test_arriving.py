import pytest

from homeward.actions.workspace.deliveries.arriving import look_at_delivery, receipt_of
from homeward.actions.workspace.desk import Refused, approve, new_id
from homeward.actions.workspace.files import flag_harm
from homeward.actions.workspace.lists import files_of, import_list
from homeward.actions.workspace.rights import Role
from homeward.actions.workspace.settings import Settings
from homeward.errors import InvalidInput
from tests.actions.workspace.sample import a_list, acts, delivery, make, seat

PEOPLE = {"anna": (Role.CASEWORKER,), "lena": (Role.CASEWORKER,), "olga": (Role.CASEWORKER,), "boris": (Role.REVIEWER,)}


@pytest.fixture
def workspace(tmp_path):
    with (made := make(tmp_path / "w", PEOPLE, olga="2", settings=Settings(import_alone_rows=4, lists_minute=3))).store:
        yield made


def test_what_is_foretold_is_what_importing_does(workspace):
    [anna] = seat(workspace, "anna")
    import_list(anna, delivery("sought"))
    other = delivery("sought", a_list("S").replace(b"1987-03-14", b"1987-03-15").replace(b"S-2,", b"S-7,"))
    seen = look_at_delivery(anna, other)
    done = import_list(anna, other)
    assert dict(seen.n_by_state) == dict(done.lines) == {"changed": 1, "same": 2, "new": 1, "gone": 1}
    assert (seen.list_id, seen.number) == (done.list_id, done.version.number)
    assert seen.is_alone
    assert {one.kind for one in seen.checked.contradictions} >= {"known under another identifier"}


def test_a_first_look_keeps_nothing_and_a_look_at_a_known_list_is_an_entry(workspace):
    [anna] = seat(workspace, "anna")
    before = len(acts(workspace))
    assert look_at_delivery(anna, delivery("sought")).number == 1
    assert len(acts(workspace)) == before
    list_id = import_list(anna, delivery("sought")).list_id
    before = len(acts(workspace))
    assert look_at_delivery(anna, delivery("sought", a_list("S")[:-40])).same_as is None
    [look] = acts(workspace)[before:]
    assert (look.kind, look.subjects) == ("list viewed", (list_id,))


def test_nobody_tries_names_against_a_list_without_end(workspace):
    [anna] = seat(workspace, "anna")
    import_list(anna, delivery("sought"))
    for _ in range(3):
        look_at_delivery(anna, delivery("sought"))
    with pytest.raises(Refused, match="3 times in a minute"):
        look_at_delivery(anna, delivery("sought"))


def test_a_list_says_nothing_of_files_that_another_team_has(workspace):
    anna, olga = seat(workspace, "anna", "olga")
    import_list(anna, delivery("sought"))
    flag_harm(
        anna, next(iter(files_of(anna, look_at_delivery(anna, delivery("sought")).list_id))), lift=False, reason="x"
    )
    seen = look_at_delivery(olga, delivery("sought"))
    assert dict(seen.n_by_state) == {"new": 4}
    assert seen.same_as is None
    assert seen.checked.contradictions == ()


def test_the_very_same_bytes_are_said_to_be_so(workspace):
    [anna] = seat(workspace, "anna")
    import_list(anna, delivery("sought"))
    assert look_at_delivery(anna, delivery("sought")).same_as == 1


def test_a_list_of_nobody_is_a_mistake_and_who_may_not_import_is_refused(workspace):
    anna, boris = seat(workspace, "anna", "boris")
    with pytest.raises(InvalidInput, match="nobody could be read"):
        look_at_delivery(anna, delivery("sought", b"\0"))
    with pytest.raises(Refused):
        look_at_delivery(boris, delivery("sought"))


def test_a_receipt_is_of_ones_own_import_before_and_after_the_second_signature(workspace):
    anna, lena = seat(workspace, "anna", "lena")
    act_id, data = new_id(), a_list("S", tuple((f"F{n}", "G", "", "", "", "", f"n-{n}") for n in range(5)))
    assert import_list(anna, delivery("sought", data), act_id=act_id).kept.waits_for == act_id
    waiting = receipt_of(anna, act_id)
    assert (waiting.entry, waiting.version, waiting.keys) == (None, None, (anna.member.id,))
    with pytest.raises(Refused):
        receipt_of(lena, act_id)
    approve(lena, act_id)
    kept = receipt_of(anna, act_id)
    assert kept.act == waiting.act
    assert kept.act_digest == waiting.act_digest
    assert sorted(kept.keys) == sorted([anna.member.id, lena.member.id])
    assert kept.version.n_rows_accepted == 5
    for other in (new_id(), kept.list_id):
        with pytest.raises(Refused):
            receipt_of(anna, other)
