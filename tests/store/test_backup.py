import shutil
import subprocess

import pytest

from homeward.errors import InvalidInput
from homeward.ledger.checkpoint import Head, origin_of
from homeward.ledger.merkle import EMPTY_ROOT
from homeward.store.backup import Source, back_up, back_up_keys, inspect_backup, restore_store
from homeward.store.checking import verify_store
from homeward.store.heads import sign_head
from homeward.store.refusals import Damaged, NotOpened
from tests.store.sample import KEY, KEYS, LEDGER_KEY, LOG, MARKER, Place, an_id, an_opening, erase, keep_note

ANNA, BORIS = "a" * 32, "b" * 32


@pytest.fixture
def copied(place, tmp_path):
    """A store with a head, its backup after four acts, and two acts more under a later head."""
    store_copy, keys_copy = tmp_path / "store.backup", tmp_path / "keys.backup"
    with place.create() as store:
        for number in range(4):
            keep_note(store, number, ANNA if number % 2 else BORIS)
        sign_head(store, LEDGER_KEY)
        checked = back_up(store, store_copy, KEY, KEYS)
        back_up_keys(store, keys_copy, KEY)
        for number in range(4, 6):
            keep_note(store, number, ANNA)
        lost = sign_head(store, LEDGER_KEY)
    return Source(store_copy, keys_copy), checked, lost


def test_a_backup_holds_what_the_store_held(copied):
    source, checked, _ = copied
    assert checked.n_entries == 4
    assert inspect_backup(source.backup, source.keys, KEY, KEYS) == checked
    assert {path.name for path in source.backup.parent.glob("*.backup*")} == {"store.backup", "keys.backup"}


@pytest.mark.parametrize("kind", ["embedded", "postgresql"])
def test_a_restored_store_goes_on_in_the_next_epoch_and_says_what_was_lost(copied, tmp_path, kind, request):
    source, checked, lost = copied
    target = tmp_path / "new" if kind == "embedded" else request.getfixturevalue("cluster").new_database()
    opening = an_opening(checked.n_entries, lost.head)
    with restore_store(source, target, KEY, opening, KEYS, keys=tmp_path / "new") as store:
        keep_note(store, 10, ANNA)
        head = sign_head(store, LEDGER_KEY)
        assert (head.head.origin, head.head.size) == (f"{LOG}/2", 6)
        with store.read() as now:
            assert now.texts(an_id(0)) == {BORIS: MARKER}
            assert now.state("person", ANNA).version == 3
        found = verify_store(store, KEYS)
        assert found.is_whole
        assert "Epoch 2 opens at entry 4 (disk failure): 2 entries are known to have been lost." in found.sentences


def test_a_restore_does_not_write_over_a_store(copied, tmp_path):
    source, checked, lost = copied
    taken = Place(tmp_path / "taken", tmp_path / "taken")
    taken.create().close()
    with pytest.raises(NotOpened, match="already"):
        restore_store(source, taken.store, KEY, an_opening(checked.n_entries, lost.head), KEYS)


def test_a_restore_is_ordered_by_two_and_says_how_much_it_keeps(copied, tmp_path):
    source, checked, lost = copied
    opening = an_opening(checked.n_entries, lost.head)
    alone = type(opening)(opening.act, opening.signatures[:1])
    for bad in (an_opening(checked.n_entries - 1, lost.head), alone):
        with pytest.raises(InvalidInput, match="with 2 signatures"):
            restore_store(source, tmp_path / "new", KEY, bad, KEYS)


def test_a_backup_that_was_altered_does_not_count(copied, tmp_path):
    source, checked, lost = copied
    data = bytearray(source.backup.read_bytes())
    data[len(data) // 2] ^= 1
    source.backup.write_bytes(data)
    with pytest.raises(Damaged):
        restore_store(source, tmp_path / "new", KEY, an_opening(checked.n_entries, lost.head), KEYS)


def test_a_backup_of_a_store_that_does_not_hold_is_refused_and_leaves_no_file(embedded, tmp_path):
    from tests.store.test_checking import without_triggers

    with embedded.create() as store:
        for number in range(3):
            keep_note(store, number, ANNA)
        with without_triggers(store) as connection:
            connection.exec_driver_sql("UPDATE entry SET kind = 'x' WHERE number = 1")
        with pytest.raises(Damaged, match="a column beside it"):
            back_up(store, tmp_path / "store.backup", KEY, KEYS)
    assert [*tmp_path.glob("store.backup*")] == []


def test_the_process_that_reads_a_backup_again_is_not_handed_what_opens_a_workspace(copied, monkeypatch):
    handed = []
    run = subprocess.run
    monkeypatch.setattr(subprocess, "run", lambda *told, **how: handed.append(how["env"]) or run(*told, **how))
    secrets = ("HOMEWARD_INSTANCE_PASSPHRASE", "HOMEWARD_PASSPHRASE_ANNA", "HOMEWARD_PASSPHRASE_FD", "HOMEWARD_STORE")
    for name in (*secrets, "HOMEWARD_NO_JIT"):
        monkeypatch.setenv(name, "1")
    source, *_ = copied
    inspect_backup(source.backup, source.keys, KEY, KEYS)
    assert {name for name in handed[0] if name.startswith("HOMEWARD_")} == {"HOMEWARD_NO_JIT"}


def test_what_was_erased_stays_unreadable_in_an_older_backup(embedded, tmp_path):
    with embedded.create() as store:
        keep_note(store, 0, ANNA)
        back_up(store, tmp_path / "store.backup", KEY, KEYS)
        erase(store, 1, ANNA)
        back_up_keys(store, tmp_path / "keys.backup", KEY)
    source = Source(tmp_path / "store.backup", tmp_path / "keys.backup")
    assert inspect_backup(source.backup, source.keys, KEY, KEYS).erased_since == (ANNA,)
    opening = an_opening(1, Head(origin_of(LOG, 1), 0, EMPTY_ROOT))
    with restore_store(source, tmp_path / "new", KEY, opening, KEYS) as store:
        with store.read() as now:
            assert now.texts(an_id(0)) == {ANNA: None}
            assert now.state("person", ANNA) is None
        assert "no act erased it" in " ".join(verify_store(store, KEYS).sentences)
        erase(store, 2, ANNA)
        assert verify_store(store, KEYS).is_whole


def test_an_older_copy_in_the_place_of_a_store_is_noticed(embedded, tmp_path):
    with embedded.create() as store:
        keep_note(store, 0, ANNA)
    shutil.copy(embedded.store / "store.sqlite", tmp_path / "older")
    with embedded.open() as store:
        keep_note(store, 1, ANNA)
    shutil.copy(tmp_path / "older", embedded.store / "store.sqlite")
    with embedded.open() as store:
        assert "2 entries were confirmed" in verify_store(store, KEYS).failures[-1].says
        with pytest.raises(Damaged, match="nothing more is written"):
            keep_note(store, 2, ANNA)
