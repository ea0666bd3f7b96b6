"""A bit that flips in a file of the store or of a backup is noticed, or changes nothing that anybody reads."""

import random
import shutil

import pytest

from homeward.store.backup import back_up, back_up_keys
from homeward.store.checking import verify_store
from homeward.store.heads import sign_head
from homeward.store.refusals import StoreError
from homeward.store.store import open_store
from tests.store.sample import KEY, KEYS, LEDGER_KEY, MARKER, an_id, keep_note

_N_ACTS = 8
_FILES = ("store.sqlite", "keys.sqlite", "store.sqlite-wal", "store.mark", "store.backup", "keys.backup")


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """A store that was killed with a full write-ahead log, and its backup."""
    from tests.store.kills import live_and_die
    from tests.store.sample import Place

    folder = tmp_path_factory.mktemp("flips")
    place = Place(folder, folder)
    with place.create() as store:
        for number in range(_N_ACTS - 2):
            keep_note(store, number, an_id(500 + number % 2))
        sign_head(store, LEDGER_KEY)
        back_up_keys(store, folder / "keys.backup", KEY)

    def work(report):
        with place.open() as store:
            for number in range(_N_ACTS - 2, _N_ACTS + 1):
                keep_note(store, number, an_id(500 + number % 2))

    live_and_die(work, "before commit:3", 0)
    backup_of = tmp_path_factory.mktemp("copy")
    shutil.copytree(folder, backup_of / "store")
    with open_store(backup_of / "store", KEY) as store:
        back_up(store, folder / "store.backup", KEY, KEYS)
    return folder


def _everything(folder, name, keys):
    """All that can be read of a store: its entries, heads and texts; or the refusal."""
    with open_store(name if name.is_file() else folder, KEY, keys=keys) as store:
        is_whole = verify_store(store, KEYS).is_whole
        with store.read() as now:
            texts = [now.texts(entry.act.id) for entry in now.entries_of_kind("note taken")]
            return is_whole, [*now.entries()], now.heads(), texts


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("name", _FILES)
def test_a_flipped_bit_is_noticed_or_harmless(files, tmp_path, name, seed):
    chance = random.Random(f"{name} {seed}")
    is_backup = name == "store.backup"
    pristine = None
    silent = 0
    for number in range(22):
        folder = tmp_path / str(number)
        shutil.copytree(files, folder)
        if number > 0:
            path = folder / name
            data = bytearray(path.read_bytes())
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
            path.write_bytes(data)
        keys = folder / ("keys.backup" if name == "keys.backup" else "keys.sqlite")
        place = folder / "store.backup" if is_backup else folder
        try:
            found = _everything(folder, place, keys)
        except StoreError:
            continue
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        if number == 0:
            pristine = found
            assert found[0]
            assert len(found[1]) == _N_ACTS
            assert MARKER in str(found[3])
        elif found[0] and found[1:] != pristine[1:]:
            silent += 1
    assert silent == 0
