"""A disk that is full or fails, a folder that may not be written, keys that are missing or others: one clear sentence,
nothing half kept, nothing confirmed lost, and all goes on when there is room again."""

import os
import resource
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

from homeward.errors import InvalidInput
from homeward.ledger.key_file import Hardness
from homeward.store.backends.writer import Job
from homeward.store.backup import back_up, back_up_keys
from homeward.store.checking import verify_store
from homeward.store.heads import sign_head
from homeward.store.instance_key import open_instance_key, seal_instance_key
from homeward.store.refusals import Damaged, NotOpened, StoreError
from homeward.store.store import open_store
from tests.store.sample import KEY, KEYS, LEDGER_KEY, Place, an_act, an_id, keep_note, signed

ANNA = "a" * 32
LONG = "x" * 20_000


@contextmanager
def no_file_above(n_bytes):
    """A disk on which no file grows beyond a size: every write beyond it fails."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (n_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def fill(store, most=200):
    """Keep notes until the disk refuses: the numbers that were confirmed, and what was said."""
    confirmed = []
    for number in count(len(kept(store))):
        assert number < most, "the disk never refused"
        try:
            keep_note(store, number, an_id(10_000 + number), LONG)
        except StoreError as error:
            return confirmed, error
        confirmed.append(number)


def kept(store):
    with store.read() as now:
        return [int(entry.act.id, 16) - 1 for entry in now.entries_of_kind("note taken")]


def assert_goes_on(place, store, confirmed):
    """All that was confirmed is there, and no more; the store takes acts again, also when it is opened anew."""
    number = confirmed[-1] + 1
    assert kept(store) == confirmed
    keep_note(store, number, an_id(10_000 + number), LONG)
    assert verify_store(store, KEYS).failures == ()
    store.close()
    with place.open() as again:
        keep_note(again, number + 1, an_id(20_000), LONG)
        assert kept(again) == [*confirmed, number, number + 1]
        assert verify_store(again, KEYS).failures == ()


def test_a_disk_that_fails_refuses_in_one_sentence_and_loses_nothing(embedded):
    store = embedded.create()
    with no_file_above(1_000_000):
        confirmed, error = fill(store)
        assert len(confirmed) > 3
        assert not isinstance(error, Damaged)
        assert "the disk did not do it" in str(error)
        with pytest.raises(StoreError, match="the disk did not do it"):
            keep_note(store, 900, ANNA, LONG)
    assert_goes_on(embedded, store, confirmed)


def test_a_full_disk_refuses_in_one_sentence_and_loses_nothing(embedded):
    store = embedded.create()
    with limited(store, 200):
        confirmed, error = fill(store)
        assert len(confirmed) > 3
        assert str(error) == "nothing was kept: the disk is full; make room and try again"
    assert_goes_on(embedded, store, confirmed)


@contextmanager
def limited(store, n_pages):
    """Let the file grow to so many pages: SQLite answers as on a full disk."""
    connection = store._backend._connection.connection.driver_connection
    connection.execute(f"PRAGMA max_page_count = {n_pages}")
    yield
    connection.execute("PRAGMA max_page_count = 1073741823")


def test_who_shares_a_commit_with_an_act_too_large_for_the_disk_is_told_so_too(embedded):
    """SQLite takes back the whole transaction when the disk is full: also what stood in it before."""
    with embedded.create() as store:

        def job(number, text):
            def work(connection):
                connection.exec_driver_sql("INSERT INTO head VALUES (?, 0, ?)", (number, text))
                return number, ()

            return Job(work)

        with limited(store, 120):
            jobs = [job(0, "small"), job(1, "x" * 2_000_000), job(2, "small")]
            with pytest.raises(StoreError, match="the disk is full"):
                store._backend._run_together(jobs)
        with store.read() as now:
            assert now.heads() == ()
        assert not any(one.answer.done() for one in jobs)
        keep_note(store, 0, ANNA)
        assert verify_store(store, KEYS).failures == ()


def test_a_full_disk_keeps_no_half_backup_and_harms_no_older_one(embedded, tmp_path):
    with embedded.create() as store:
        for number in range(20):
            keep_note(store, number, ANNA, LONG)
        older = back_up(store, tmp_path / "older", KEY, KEYS)
        with no_file_above(300_000):
            for make in (lambda: back_up(store, tmp_path / "new", KEY, KEYS), lambda: keep_note(store, 99, ANNA, LONG)):
                with pytest.raises(StoreError) as caught:
                    make()
                assert not isinstance(caught.value, Damaged)
        with no_file_above(2_000), pytest.raises(StoreError, match=r"keys was not made: "):
            back_up_keys(store, tmp_path / "keys", KEY)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["older", "store"]
        assert back_up(store, tmp_path / "new", KEY, KEYS) == older
        back_up_keys(store, tmp_path / "keys", KEY)


def test_a_disk_that_cannot_take_a_new_key_takes_no_act(embedded):
    with embedded.create() as store:
        keep_note(store, 0, ANNA)
        with no_file_above(1000), pytest.raises(StoreError, match="keys of subjects cannot be read or written"):
            keep_note(store, 1, an_id(7))
        assert kept(store) == [0]
        keep_note(store, 1, an_id(7))
        assert verify_store(store, KEYS).failures == ()


def test_a_mark_that_cannot_be_written_does_not_turn_what_was_kept_into_a_failure(embedded, monkeypatch):
    with embedded.create() as store:
        keep_note(store, 0, ANNA)

        def fail(*_):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "pwrite", fail)
        keep_note(store, 1, ANNA)
    monkeypatch.undo()
    with embedded.open() as store:
        assert kept(store) == [0, 1]
        assert store.damage is None


# Nobody but root can bring a disk. What is asked of it here is asked everywhere above, of a limit on the size of files
# (RLIMIT_FSIZE) and on pages (max_page_count); this adds the kernel's own ENOSPC where a machine lets a test make one.
@pytest.mark.skipif(os.getuid() != 0, reason="mounting takes root; the tests above fill a disk by limits, for any user")
def test_a_real_disk_that_is_full_refuses_and_goes_on_when_there_is_room(tmp_path):
    folder = tmp_path / "disk"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder], check=False).returncode:
        pytest.skip("this machine lets not even root mount; the tests above fill a disk by limits, without mounting")
    try:
        place = Place(folder / "store", folder / "store")
        store = place.create()
        (folder / "ballast").write_bytes(bytes(2_000_000))
        confirmed, error = fill(store)
        assert not isinstance(error, Damaged)
        assert "make room" in str(error) or "room on it" in str(error)
        with pytest.raises(StoreError):
            back_up(store, folder / "copy", KEY, KEYS)
        assert not [*folder.glob("copy*")]
        (folder / "ballast").unlink()
        assert_goes_on(place, store, confirmed)
    finally:
        subprocess.run(["umount", folder], check=True)


# ── what may not be written, is missing, or is another ──


def test_a_store_in_a_folder_that_may_not_be_written_says_so(embedded):
    """In a child, as a user without rights: to root every folder is open."""
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        place = Place(Path(name, "store"), Path(name, "store"))
        place.create().close()
        for path in (Path(name), *Path(name).rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                if os.getuid() == 0:
                    os.setuid(65534)
                place.open()
            except NotOpened as error:
                os.write(writing, str(error).encode())
            finally:
                os._exit(0)
        os.close(writing)
        os.waitpid(child, 0)
        with os.fdopen(reading) as told:
            assert "cannot be written, where an open store must write: give it that right, or copy" in told.read()
        Path(name).chmod(0o755)
        Path(name, "store").chmod(0o755)


def test_missing_keys_are_asked_for(embedded):
    embedded.create().close()
    (embedded.keys / "keys.sqlite").unlink()
    with pytest.raises(NotOpened, match=r"there is no keys\.sqlite in .*; copy the newest copy of the keys there"):
        embedded.open()


def test_keys_of_another_instance_do_not_open(embedded, tmp_path):
    embedded.create().close()
    other = Place(tmp_path / "other", tmp_path / "other")
    from homeward.store.store import create_store

    create_store(other.store, b"J" * 32, "homeward/agency-b").close()
    shutil.copy(other.store / "keys.sqlite", embedded.keys / "keys.sqlite")
    with pytest.raises(NotOpened, match=r"keys\.sqlite: it does not open with this key"):
        embedded.open()
    with pytest.raises(NotOpened, match=r"store\.sqlite: it does not open with this key"):
        open_store(embedded.store, b"J" * 32)


def test_older_keys_in_the_place_of_the_newest_are_told_by_a_verification(embedded, tmp_path):
    with embedded.create() as store:
        keep_note(store, 0, ANNA)
    shutil.copy(embedded.keys / "keys.sqlite", tmp_path / "older")
    with embedded.open() as store:
        keep_note(store, 1, an_id(7))
    shutil.copy(tmp_path / "older", embedded.keys / "keys.sqlite")
    with embedded.open() as store:
        says = " ".join(problem.says for problem in verify_store(store, KEYS).failures)
        assert f"the key of subject {an_id(7)} is missing" in says


def test_another_passphrase_opens_no_key_and_says_so():
    sealed = seal_instance_key(KEY, "four plain words here", Hardness(8, 1, 1))
    with pytest.raises(InvalidInput, match="passphrase"):
        open_instance_key(sealed, "four other words here")


def test_heads_are_not_signed_on_a_full_disk_and_writing_goes_on_afterwards(embedded):
    with embedded.create() as store:
        keep_note(store, 0, ANNA)
        with no_file_above(1000), pytest.raises(StoreError) as caught:
            sign_head(store, LEDGER_KEY)
        assert not isinstance(caught.value, Damaged)
        store.write(lambda step: step.append(*signed(an_act(5))))
        assert sign_head(store, LEDGER_KEY).head.size == 2


def test_a_server_that_is_gone_is_not_taken_for_damage_and_writing_goes_on_when_it_is_back(cluster, tmp_path):
    with Place(cluster.new_database(), tmp_path / "keys").create() as store:
        keep_note(store, 0, ANNA)
        cluster.kill()
        try:
            for attempt in (lambda: keep_note(store, 1, ANNA), lambda: kept(store)):
                with pytest.raises(StoreError, match=r"the server (did not do it|went away)") as caught:
                    attempt()
                assert not isinstance(caught.value, Damaged)
        finally:
            cluster.start()
        keep_note(store, 1, ANNA)
        assert kept(store) == [0, 1]
        assert verify_store(store, KEYS).failures == ()
