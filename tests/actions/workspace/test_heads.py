from homeward.actions.workspace.desk import approve
from homeward.actions.workspace.files import SaidStatus, claim_status, erase_file, flag_harm
from homeward.actions.workspace.folding.heads import Head, heads_of
from homeward.actions.workspace.folding.states import file_of
from homeward.actions.workspace.lists import import_list
from homeward.store.state import Wanted
from tests.actions.workspace.sample import a_list, delivery, make, seat


def read_one_by_one(workspace):
    """The slow way: every file opened."""
    with workspace.store.read() as now:
        files = {state.object: file_of(state) for state in now.states(Wanted(kind="person"))}
    return {
        one: Head(it.record_id, it.owner, it.team, it.has_harm_flag, it.is_closed) for one, it in files.items()
    }  # fmt: skip


def known(workspace, list_id=None):
    with workspace.store.read() as now:
        return heads_of(now, list_id=list_id)


def test_heads_are_those_of_the_files_whatever_is_done_to_them(tmp_path):
    with (made := make(tmp_path / "w")).store:
        anna, dina, fadi = seat(made, "anna", "dina", "fadi")
        assert known(made) == {}
        import_list(anna, delivery("sought"))
        one, two, three, _ = known(made)
        assert known(made) == read_one_by_one(made)
        flag_harm(anna, one, lift=False, reason="threats")
        claim_status(anna, two, SaidStatus("return", "confirmed", "a letter"))
        assert known(made)[one].has_harm_flag
        assert known(made)[two].is_closed
        import_list(anna, delivery("sought", a_list("S").replace(b"1987", b"1988")))
        assert known(made) == read_one_by_one(made)
        approve(fadi, erase_file(dina, three, reason="asked by the person").waits_for)
        assert three not in known(made)
        assert known(made) == read_one_by_one(made)


def test_heads_of_one_list_are_of_no_other(tmp_path):
    with (made := make(tmp_path / "w")).store:
        [anna] = seat(made, "anna")
        lists = [import_list(anna, delivery(role)).list_id for role in ("found", "sought")]
        found, sought = (known(made, one) for one in lists)
        assert len(found) == len(sought) == 4
        assert found | sought == known(made)
        assert {one.record_id[0] for one in found.values()} == {"F"}
