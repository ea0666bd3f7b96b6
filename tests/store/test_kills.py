"""500 kills of the embedded store and 50 of a server: nothing confirmed is lost, nothing is half there or doubled.

`python -m tests.crash` does the same ten times over.
"""

import os
import tempfile
from pathlib import Path

import pytest

from homeward.ledger.checkpoint import Head, origin_of
from homeward.ledger.merkle import EMPTY_ROOT
from homeward.store import backup
from homeward.store.checking import verify_store
from homeward.store.refusals import NotOpened
from homeward.store.stops import STOPS
from tests.store.kills import SERVER_STOPS, Life, kill_many, kill_once, live_and_die
from tests.store.sample import KEY, KEYS, LOG, Place, an_opening, erase, keep_note

ANNA = "a" * 32


@pytest.fixture
def folders(tmp_path):
    """Places in memory where there is such a folder: a kill cannot see whether the disk was flushed."""
    root = Path("/dev/shm") if os.access("/dev/shm", os.W_OK) else tmp_path
    with tempfile.TemporaryDirectory(prefix="homeward-kills-", dir=root) as folder:
        yield lambda number: Place(Path(folder, str(number)), Path(folder, str(number)))


@pytest.fixture
def databases(tmp_path, cluster):
    return lambda number: Place(cluster.new_database(), tmp_path / str(number))


@pytest.mark.parametrize("seed", range(10))
def test_nothing_confirmed_is_lost_when_the_program_is_killed(folders, seed):
    tally = kill_many(folders, 50, seed)
    assert tally.is_clean
    assert tally.n_confirmed >= 50


@pytest.mark.parametrize("seed", range(2))
def test_nothing_confirmed_is_lost_when_a_program_that_writes_to_a_server_is_killed(databases, seed):
    tally = kill_many(databases, 20, seed, stops=SERVER_STOPS)
    assert tally.is_clean
    assert tally.n_confirmed >= 10


def test_nothing_confirmed_is_lost_when_the_server_is_killed(databases, cluster):
    def blow():
        cluster.kill()
        cluster.start()

    tally = kill_many(databases, 14, 5, blow=blow, kills_of_a_store=7)
    assert tally.is_clean
    assert tally.n_confirmed >= 14


@pytest.mark.parametrize("stop", ["before commit:1", "commit:1", "erase:1"])
def test_erasing_that_was_cut_short_is_finished_or_never_began(place, stop):
    with place.create() as store:
        keep_note(store, 0, ANNA)

    def work(report):
        with place.open() as store:
            erase(store, 1, ANNA)

    live_and_die(work, stop, 0)
    with place.open() as store:
        with store.read() as now:
            n_entries = now.size
            is_readable = now.texts(f"{1:032x}") != {ANNA: None}
        assert is_readable == (n_entries == 1)
        assert verify_store(store, KEYS).is_whole


@pytest.mark.parametrize("stop", ["migration:1", "migration:2"])
def test_a_store_whose_making_was_cut_short_is_made_anew(place, stop):
    live_and_die(lambda report: place.create(), stop, 0)
    with pytest.raises(NotOpened):
        place.open()
    with place.create() as store:
        keep_note(store, 0, ANNA)
        assert verify_store(store, KEYS).is_whole


@pytest.mark.parametrize("stop", ["backup:1", "backup:2"])
def test_a_backup_that_was_cut_short_does_not_count_and_harms_nothing(place, tmp_path, stop):
    with place.create() as store:
        keep_note(store, 0, ANNA)
    target = tmp_path / "store.backup"

    def work(report):
        with place.open() as store:
            backup.back_up(store, target, KEY, KEYS)

    live_and_die(work, stop, 0)
    assert not target.exists()
    with place.open() as store:
        keep_note(store, 1, ANNA)
        assert backup.back_up(store, target, KEY, KEYS).n_entries == 2
        assert verify_store(store, KEYS).is_whole


@pytest.mark.parametrize("stop", [f"restore:{n}" for n in range(1, 4)])
def test_a_restore_that_was_cut_short_leaves_no_store_or_a_whole_one(place, tmp_path, stop):
    made = Place(tmp_path / "old", tmp_path / "old")
    with made.create() as store:
        keep_note(store, 0, ANNA)
        backup.back_up(store, tmp_path / "store.backup", KEY, KEYS)
        backup.back_up_keys(store, tmp_path / "keys.backup", KEY)
    source = backup.Source(tmp_path / "store.backup", tmp_path / "keys.backup")
    opening = an_opening(1, Head(origin_of(LOG, 1), 0, EMPTY_ROOT))

    def work(report=None):
        return backup.restore_store(source, place.store, KEY, opening, KEYS, keys=place.keys)

    live_and_die(work, stop, 0)
    if stop != "restore:3":
        with pytest.raises(NotOpened):
            place.open()
        work().close()
    with place.open() as store:
        assert verify_store(store, KEYS).is_whole
        with store.read() as now:
            assert (now.size, now.texts(f"{1:032x}")) == (2, {ANNA: "Ivanka Testivna Markerenko"})


def test_every_named_place_is_one_that_is_come_by():
    tested = {
        "before commit",
        "commit",
        "new key",
        "checkpoint",
        "numbering",
        "erase",
        "migration",
        "backup",
        "restore",
        "making",  # these two in tests/actions/workspace/test_keeping.py
        "founding",
    }
    assert set(STOPS) == tested


def test_a_child_dies_where_it_is_told_to(folders):
    life = Life(folders(0), 0)
    life.place.create().close()
    assert kill_once(life, "commit:1", 0).n_unanswered == 1
    assert kill_once(life, "before commit:1", 0).n_unanswered == 0
    assert "HOMEWARD_STOP_AT" not in os.environ
