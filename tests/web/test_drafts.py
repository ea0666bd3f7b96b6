from datetime import timedelta

import pytest

from homeward.actions.workspace.rights import Role
from homeward.web.drafts import FOLDER, LASTS, Begun, drop_draft, find_draft, keep_draft
from tests.actions.workspace.sample import DAY, NOON, make, seat


@pytest.fixture
def workspace(tmp_path):
    with (made := make(tmp_path / "w", dict.fromkeys(("anna", "olga"), (Role.CASEWORKER,)))).store:
        yield made


def a_draft(at, data=b"id\n1\n"):
    return Begun(data=data, party="North", role="sought", on=DAY, begun_at=at, answers=(("dates", "day-first"),))


def test_what_was_begun_comes_back_as_it_was_until_it_is_a_day_old(workspace):
    [anna] = seat(workspace, "anna")
    now = workspace.clock().replace(microsecond=0)
    young = a_draft(now - LASTS + timedelta(minutes=5), bytes(range(256)) * 4)
    keep_draft(anna, young)
    assert find_draft(anna) == young == find_draft(anna, young.id)
    assert find_draft(anna, "0" * 32) is None
    keep_draft(anna, a_draft(now - LASTS - timedelta(seconds=5)))
    assert find_draft(anna) is None
    assert not list((workspace.folder / FOLDER).iterdir())


def test_a_day_old_list_goes_when_anybody_comes(workspace):
    anna, olga = seat(workspace, "anna", "olga")
    keep_draft(anna, a_draft(NOON - LASTS))
    assert find_draft(olga) is None
    assert not list((workspace.folder / FOLDER).iterdir())


@pytest.mark.parametrize("at", [0, 20, 30, 60, -1])
def test_an_altered_list_is_none(workspace, at):
    [anna] = seat(workspace, "anna")
    keep_draft(anna, a_draft(workspace.clock()))
    [path] = (workspace.folder / FOLDER).iterdir()
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(bytes(data))
    assert find_draft(anna) is None
    drop_draft(anna)


def test_one_persons_list_opens_for_nobody_else_even_under_their_file_name(workspace):
    anna, olga = seat(workspace, "anna", "olga")
    keep_draft(olga, a_draft(workspace.clock()))
    [hers] = (workspace.folder / FOLDER).iterdir()
    keep_draft(anna, a_draft(workspace.clock()))
    [path] = {*(workspace.folder / FOLDER).iterdir()} - {hers}
    path.replace(hers)
    assert find_draft(olga) is None
    assert find_draft(anna) is None
