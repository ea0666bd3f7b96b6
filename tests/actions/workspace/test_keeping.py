"""A workspace in a folder and on a server: made whole or not at all, copied, checked, brought back, raced for."""

import json
import os
import shutil
import time
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from itertools import count, product
from threading import Barrier, Thread

import pytest

from homeward.actions.workspace.checking import check_workspace, prove_entry, verify_workspace
from homeward.actions.workspace.copies import Copy, Order, Person, back_up_workspace, restore_workspace
from homeward.actions.workspace.desk import Refused, approve, authorise
from homeward.actions.workspace.files import SaidStatus, claim_status, erase_file, open_file, who_read
from homeward.actions.workspace.founding import Making, Newcomer, found_workspace
from homeward.actions.workspace.lists import files_of, import_list
from homeward.actions.workspace.pairs import propose_pairs, read_case, read_reason, sign_decision, take_reading
from homeward.actions.workspace.place import open_workspace
from homeward.actions.workspace.rights import ACTS, Role, Scope, right_of
from homeward.actions.workspace.rotation import destroy_old_keys, list_backups
from homeward.errors import InvalidInput
from homeward.ledger.keys import read_verifier_key
from homeward.ledger.proof import check_entry_proof
from homeward.store.backends import disk
from homeward.store.backup import back_up_keys
from homeward.store.refusals import NotOpened, StoreError
from tests.actions.workspace.sample import CHEAP, NOON, PASSPHRASE, acts, clock, delivery, make, seat
from tests.store.kills import live_and_die
from tests.store.test_faults import no_file_above

PEOPLE = {
    "anna": (Role.CASEWORKER,),
    "boris": (Role.REVIEWER,),
    "clara": (Role.REVIEWER,),
    "dina": (Role.PROTECTION, Role.CASEWORKER),
    "emil": (Role.ADMINISTRATOR,),
    "fadi": (Role.CUSTODIAN,),
}
BECAUSE = (read_reason("names and dates agree: on both lists, with the same number"),)
ORDER = Order(
    passphrase=PASSPHRASE,
    people=(Person("emil", PASSPHRASE), Person("fadi", PASSPHRASE)),
    cause="disk failure",
    clock=lambda: NOON,
)


class Days:
    """A clock that a test moves on."""

    def __init__(self):
        self.day, self._seconds = 0, count()

    def __call__(self):
        return NOON + timedelta(days=self.day, seconds=next(self._seconds))


def found(folder, server=None, people=None, clock=None):
    founders = [Newcomer(name, roles, PASSPHRASE) for name, roles in (people or PEOPLE).items()]
    how = Making(hardness=CHEAP, clock=clock or Days(), server=server)
    return found_workspace(folder, "agency-north", PASSPHRASE, founders, making=how)


@pytest.fixture(params=["embedded", "postgresql"])
def server(request):
    """Where a workspace keeps its store: nothing for its folder, or the URL of an empty database."""
    return None if request.param == "embedded" else request.getfixturevalue("cluster").new_database()


def whole(workspace):
    found = verify_workspace(seat(workspace, "emil")[0])
    assert found.is_whole, found.sentences
    return found


def decide(anna, boris, clara):
    """Import both lists, and bring one case to its signatures: a file of that case, and the list of the sought."""
    lists = [import_list(anna, delivery(role)).list_id for role in ("found", "sought")]
    case_id, *_ = propose_pairs(anna, *lists).case_ids
    for reader in (boris, clara):
        take_reading(reader, case_id)
        read_case(reader, case_id, "established", BECAUSE)
    for signer in (boris, clara):
        sign_decision(signer, case_id, "established")
    [file_id] = [one for one in files_of(anna, lists[1]) if case_id in dict(open_file(anna, one).cases)]
    assert dict(open_file(anna, file_id).cases)[case_id] == "signed"
    return file_id


def test_a_workspace_lives_through_its_story_and_comes_back_on_the_other_kind_of_store(tmp_path, server, request):
    with (workspace := found(tmp_path / "w", server)).store:
        anna, boris, clara, emil = seat(workspace, "anna", "boris", "clara", "emil")
        file_id = decide(anna, boris, clara)
        proof = prove_entry(emil, 3)
        assert check_entry_proof(proof.document, [read_verifier_key(proof.verifier_key)])[0].number == 3
        assert "The ledger knows of no backup." in whole(workspace).sentences
        copy = Copy(tmp_path / "copy", tmp_path / "copy-keys")
        assert back_up_workspace(emil, copy).n_entries == len(acts(workspace)) - 1
        verified = whole(workspace)
        assert (verified.backup.n_newer, verified.backup.on) == (1, NOON.date())
        assert "1 entries are newer than the newest backup, which was made on 2026-05-03." in verified.sentences
    with open_workspace(tmp_path / "w", PASSPHRASE, server=server).store:
        pass
    other = request.getfixturevalue("cluster").new_database() if server is None else None
    with (workspace := restore_workspace(copy, tmp_path / "again", replace(ORDER, server=other))).store:
        whole(workspace)
        dina, fadi, anna = seat(workspace, "dina", "fadi", "anna")
        assert [one.who for one in who_read(anna, file_id)] == ["anna"] * 2
        approve(fadi, erase_file(dina, file_id, reason="asked by the person").waits_for)
        with pytest.raises(Refused):
            open_file(anna, file_id)
        whole(workspace)


def test_the_password_of_a_server_is_written_nowhere(tmp_path, cluster):
    server = cluster.new_database().replace("homeward@", "homeward:Geheimwort@")
    found(tmp_path / "w", server).store.close()
    for path in (tmp_path / "w").rglob("*"):
        assert path.is_dir() or b"Geheimwort" not in path.read_bytes()
    assert json.loads((tmp_path / "w" / "workspace.json").read_text())["store"].startswith("postgresql://homeward@/")
    open_workspace(tmp_path / "w", PASSPHRASE).store.close()


def test_a_folder_does_not_open_the_database_of_another_ledger(tmp_path, cluster):
    servers = [cluster.new_database() for _ in range(2)]
    for name, server in zip(("w", "v"), servers, strict=True):
        people = [Newcomer(who, roles, PASSPHRASE) for who, roles in PEOPLE.items()]
        making = Making(hardness=CHEAP, server=server)
        found_workspace(tmp_path / name, f"agency-{name}", PASSPHRASE, people, making=making).store.close()
    with pytest.raises(NotOpened, match="of homeward/agency-v"):
        open_workspace(tmp_path / "w", PASSPHRASE, server=servers[1])


# ── whole or not at all ──

_MAKING_STOPS = ("founding:1", "founding:2", "founding:3", "migration:1", "before commit:1", "commit:1", "making:1")


@pytest.mark.parametrize("stop", _MAKING_STOPS)
def test_a_workspace_whose_making_was_killed_is_not_there_and_is_made_the_next_time(tmp_path, stop):
    live_and_die(lambda report: found(tmp_path / "w"), stop, 0)
    assert not (tmp_path / "w").exists()
    with (workspace := found(tmp_path / "w")).store:
        whole(workspace)
    assert [path.name for path in tmp_path.iterdir()] == ["w"]


def test_a_making_that_was_killed_on_a_server_leaves_no_folder_and_asks_for_another_database(tmp_path, cluster):
    server = cluster.new_database()
    live_and_die(lambda report: found(tmp_path / "w", server), "founding:3", 0)
    assert not (tmp_path / "w").exists()
    with pytest.raises(NotOpened, match="there is a store already"):
        found(tmp_path / "w", server)
    with (workspace := found(tmp_path / "w", cluster.new_database())).store:
        whole(workspace)


def test_a_workspace_that_was_killed_after_it_got_its_name_is_whole(tmp_path):
    live_and_die(lambda report: found(tmp_path / "w"), "making:2", 0)
    with (workspace := open_workspace(tmp_path / "w", PASSPHRASE)).store:
        whole(workspace)


@pytest.mark.parametrize("stop", ["backup:1", "backup:3", "making:1"])
def test_a_backup_that_was_killed_leaves_no_folder(tmp_path, stop):
    found(tmp_path / "w").store.close()
    copy = Copy(tmp_path / "copy", tmp_path / "copy-keys")

    def work(report):
        with (workspace := open_workspace(tmp_path / "w", PASSPHRASE)).store:
            back_up_workspace(seat(workspace, "emil")[0], copy)

    live_and_die(work, stop, 0)
    assert not copy.folder.exists()


# The calls by which a founding makes its files and makes them durable, and which of them fail: the first, the last (the
# folder that names the new one), and some between.
_WRITES = {"write_bytes": (1, 3, 9), "chmod": (1, 9), "mkdir": (1, 2, 5, 10), "rename": (1,), "fsync": (1, 8, 15, 16)}


@pytest.mark.parametrize(("call", "nth"), [(call, nth) for call, places in _WRITES.items() for nth in places])
def test_where_a_write_fails_the_workspace_is_not_there_or_whole(tmp_path, monkeypatch, call, nth):
    owner = os if call == "fsync" else disk.Path
    real, calls = getattr(owner, call), count(1)

    def fail(*given, **named):
        if next(calls) == nth:
            raise OSError(28, "No space left on device")
        return real(*given, **named)

    monkeypatch.setattr(owner, call, fail)
    with suppress(StoreError):  # and nothing else is ever raised
        found(tmp_path / "w").store.close()
    monkeypatch.undo()
    if (tmp_path / "w").exists():
        with (workspace := open_workspace(tmp_path / "w", PASSPHRASE)).store:
            whole(workspace)
    else:
        found(tmp_path / "w").store.close()
    assert [path.name for path in tmp_path.iterdir()] == ["w"]


def test_two_who_make_the_same_workspace_at_once_do_not_disturb_each_other(tmp_path):
    with disk.made_whole(tmp_path / "w") as beside:
        (beside / "file").write_text("mine")
        with pytest.raises(NotOpened, match="by another process"), disk.made_whole(tmp_path / "w"):
            pass
    assert (tmp_path / "w" / "file").read_text() == "mine"
    with pytest.raises(NotOpened, match="not empty"), disk.made_whole(tmp_path / "w"):
        pass


def test_a_workspace_is_not_made_in_the_folder_one_stands_in(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InvalidInput, match="you stand in"):
        found(".")


def test_an_import_a_backup_and_a_restore_on_a_full_disk_leave_nothing_and_work_when_there_is_room(tmp_path):
    copy = Copy(tmp_path / "copy", tmp_path / "copy-keys")
    with (workspace := found(tmp_path / "w")).store:
        anna, emil = seat(workspace, "anna", "emil")
        n_acts = len(acts(workspace))
        with no_file_above(20_000), pytest.raises(StoreError, match="room"):
            import_list(anna, delivery())
        assert len(acts(workspace)) == n_acts
        list_id = import_list(anna, delivery()).list_id
        with no_file_above(60_000), pytest.raises(StoreError, match="room"):
            back_up_workspace(emil, copy)
        assert [path.name for path in tmp_path.iterdir()] == ["w"]
        back_up_workspace(emil, copy)
        whole(workspace)
    with no_file_above(60_000), pytest.raises(StoreError, match="room"):
        restore_workspace(copy, tmp_path / "again", ORDER)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy", "copy-keys", "w"]
    with (workspace := restore_workspace(copy, tmp_path / "again", ORDER)).store:
        assert len(files_of(seat(workspace, "anna")[0], list_id)) == 4


# ── backups that grow old ──


def test_keys_older_than_thirty_days_are_destroyed_when_younger_ones_are_there(tmp_path):
    days = Days()
    with (workspace := found(tmp_path / "w", clock=days)).store:
        [emil] = seat(workspace, "emil")
        first, second, third = (Copy(tmp_path / "b" / str(one), tmp_path / "keys" / str(one)) for one in range(3))
        back_up_workspace(emil, first)
        [only] = list_backups(emil, tmp_path / "b").keys
        assert (only.path, only.opens, only.is_expired) == (first.keys, True, False)
        days.day = 31
        back_up_workspace(emil, second)
        first_backup = (first.folder / "store.backup").read_bytes()
        third.keys.write_bytes(b"a letter" * 1000)  # which an old backup names, but which holds no keys
        shutil.copytree(first.folder, third.folder)
        note = third.folder / "backup.json"
        note.write_text(note.read_text().replace(str(first.keys), str(third.keys)))
        told = destroy_old_keys(emil, tmp_path / "b")
        assert {item.path: (item.opens, item.is_destroyed) for item in told.keys} == {
            second.keys: (True, False),
            first.keys: (True, True),
            third.keys: (False, False),
        }
        assert told.backups[0].folder == second.folder
        assert told.backups[0].holds
        assert sorted(path.name for path in (tmp_path / "keys").iterdir()) == ["1", "2"]
        assert third.keys.read_bytes() == b"a letter" * 1000
        assert (first.folder / "store.backup").read_bytes() == first_backup
        assert acts(workspace)[-1].kind == "key copies destroyed"
    restore_workspace(Copy(first.folder, second.keys), tmp_path / "again", ORDER).store.close()


def test_the_last_keys_are_kept_until_a_backup_that_holds_has_younger_ones(tmp_path):
    days = Days()
    with (workspace := found(tmp_path / "w", clock=days)).store:
        anna, emil = seat(workspace, "anna", "emil")
        back_up_workspace(emil, Copy(tmp_path / "b" / "0", tmp_path / "0"))
        days.day = 31
        with pytest.raises(InvalidInput, match="make a backup first"):
            destroy_old_keys(emil, tmp_path / "b")
        back_up_workspace(emil, Copy(tmp_path / "b" / "1", tmp_path / "1"))
        path = tmp_path / "b" / "1" / "store.backup"
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)
        with pytest.raises(InvalidInput, match="make a backup first"):
            destroy_old_keys(emil, tmp_path / "b")
        assert (tmp_path / "0").exists()
        newest, oldest = list_backups(emil, tmp_path / "b").backups
        assert (newest.holds, oldest.holds) == (False, True)
        with pytest.raises(Refused):
            list_backups(anna, tmp_path / "b")


# ── a drive that does not flush ──


def test_a_drive_that_flushes_faster_than_drives_can_is_doubted(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "fsync", lambda handle: None)
    assert "may confirm what it does not keep" in disk.doubt_of(tmp_path)
    monkeypatch.setattr(os, "fsync", lambda handle: time.sleep(2e-4))
    assert disk.doubt_of(tmp_path) is None
    assert [*tmp_path.iterdir()] == []


def test_whoever_was_erased_after_a_backup_stays_erased_in_a_restore_that_is_whole(tmp_path):
    with (workspace := make(tmp_path / "w")).store:
        anna, dina, emil, fadi = seat(workspace, "anna", "dina", "emil", "fadi")
        file_id = next(iter(files_of(anna, import_list(anna, delivery()).list_id)))
        back_up_workspace(emil, Copy(tmp_path / "copy", tmp_path / "older-keys"))
        approve(fadi, erase_file(dina, file_id, reason="asked by the person").waits_for)
        back_up_keys(workspace.store, tmp_path / "keys", workspace.instance_key)
    with restore_workspace(Copy(tmp_path / "copy", tmp_path / "keys"), tmp_path / "again", ORDER).store:
        pass
    with (again := open_workspace(tmp_path / "again", PASSPHRASE, clock())).store:
        with pytest.raises(Refused):
            open_file(seat(again, "anna")[0], file_id)
        found = check_workspace(again)
        assert found.is_whole, found.sentences
        assert [act.subjects for act in acts(again) if act.kind == "subject erased"] == [(file_id,)]


def test_where_nothing_can_be_written_nothing_is_said_of_flushes(tmp_path):
    assert disk.doubt_of(tmp_path / "nowhere") is None


# ── rights and races, on both stores ──


@pytest.fixture
def workspace(tmp_path, server):
    roles = {role.name.lower(): (role,) for role in Role}
    with (made := found(tmp_path / "w", server, PEOPLE | roles)).store:
        yield made


def test_rights_are_answered_as_the_table_says_on_both_stores(workspace):
    asked = ("open person", "import list", "verify", "erase", "give role")
    assert set(asked) <= set(ACTS)
    for role in Role:
        [desk] = seat(workspace, role.name.lower())
        for act, scope in product(asked, (Scope.OWN, Scope.OTHER)):
            right = right_of(role, act, scope)
            try:
                granted = authorise(desk, act, scope, reason="to test the table")
            except Refused:
                assert not (right.is_granted and right.part in ("", "not own", "destroys key"))
                assert acts(workspace)[-1].kind == "refused"
            else:
                assert granted.right == right


def race(*steps):
    """Run steps at the same moment: how often something was done, and how often it had been done before."""
    outcomes, ready = [], Barrier(len(steps))

    def run(step):
        ready.wait()
        outcomes.append("repeat" if step().is_repeat else "done")

    threads = [Thread(target=run, args=(step,)) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Counter(outcomes)


def test_an_act_that_two_send_at_once_and_two_approve_at_once_is_done_once(workspace):
    anna, dina, other = seat(workspace, "anna", "dina", "caseworker")
    files = [*files_of(anna, import_list(anna, delivery()).list_id)]
    held, dead = SaidStatus("custody", "alleged", "sister"), SaidStatus("vital", "dead, certified", "registry")
    for number in range(10):
        file_id, act_id = files[number % len(files)], f"{number + 1:032x}"
        send = [lambda it=file_id, key=act_id: claim_status(anna, it, held, act_id=key)] * 2
        assert race(*send) == Counter(done=1, repeat=1)
        asked = claim_status(anna, file_id, dead).waits_for
        both = [lambda desk=desk, key=asked: approve(desk, key) for desk in (dina, other)]
        assert race(*both) == Counter(done=1, repeat=1)
    kinds = Counter(act.kind for act in acts(workspace))
    assert kinds["status claimed"] == 20
