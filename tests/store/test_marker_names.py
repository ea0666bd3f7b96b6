"""A name that was written stands in no file: not in the store, its logs, temporary files, nor in what is printed."""

import hashlib
import hmac

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from homeward.store.backup import back_up, back_up_keys
from homeward.store.heads import sign_head
from homeward.store.instance_key import derive_key
from homeward.store.refusals import StoreError
from homeward.store.store import KEYS_FILE
from tests.store.sample import KEY, KEYS, LEDGER_KEY, MARKER, an_id, erase, keep_note

_PAGE, _RESERVED = 4096, 80
_FORMS = [MARKER.encode(), MARKER.upper().encode(), MARKER.encode("utf-16-le"), MARKER.split()[2].encode()]


def hits(folder):
    found = []
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            found += [(path.name, form) for form in _FORMS if form in data]
    return found


def a_session(place, folder):
    """Write, read, refuse, sign, copy, erase; leave the write-ahead log as it is."""
    store = place.create()
    for number in range(30):
        keep_note(store, number, an_id(500 + number % 5), f"{MARKER} {number}" * 20)
    with store.read() as now:
        assert MARKER in now.state("person", an_id(500)).body
    with pytest.raises(StoreError):
        keep_note(store, 40, erase(store, 31, an_id(504)).act.subjects[0])
    sign_head(store, LEDGER_KEY)
    back_up(store, folder / "store.backup", KEY, KEYS)
    back_up_keys(store, folder / "keys.backup", KEY)
    return store


def test_a_name_stands_in_no_file_in_plain(place, tmp_path, monkeypatch, capfd, request):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for name in ("TMPDIR", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(temporary))
    store = a_session(place, tmp_path)
    files = {path.name for path in tmp_path.rglob("*")}
    assert {"store.backup", "keys.backup", "keys.sqlite", "keys.sqlite-wal"} <= files
    assert hits(tmp_path) == []
    if store.engines.connect is None:
        assert hits(request.getfixturevalue("cluster").folder) == []
    else:
        assert "store.sqlite-wal" in files
    store.close()
    assert hits(tmp_path) == []
    printed = capfd.readouterr()
    assert MARKER not in printed.out + printed.err


def test_the_search_finds_what_stands_there(tmp_path):
    (tmp_path / "file").write_bytes(b"..." + MARKER.encode() + b"...")
    assert hits(tmp_path)


def _open_pages(data, key):
    """Open the pages of a SQLCipher file: AES-256-CBC, its start value and HMAC at the end of each page."""
    salt = data[:16]
    mask = bytes(byte ^ 0x3A for byte in salt)
    mac_key = hashlib.pbkdf2_hmac("sha512", key, mask, 2, 32)
    for number in range(len(data) // _PAGE):
        page = data[number * _PAGE : (number + 1) * _PAGE]
        body, start, tag = page[:-_RESERVED], page[-_RESERVED : -_RESERVED + 16], page[-64:]
        body = body[16:] if number == 0 else body
        mac = hmac.new(mac_key, body + start + (number + 1).to_bytes(4, "little"), "sha512").digest()
        assert mac == tag
        cipher = Cipher(algorithms.AES256(key), modes.CBC(start)).decryptor()
        yield cipher.update(body) + cipher.finalize()


def test_a_key_that_was_destroyed_stands_nowhere_in_its_file(embedded):
    with embedded.create() as store:
        for number in range(200):
            keep_note(store, number, an_id(500 + number)) if number < 3 else store.keys.make([an_id(500 + number)])
        with store.keys.engines.reading.connect() as connection:
            wrapped = connection.exec_driver_sql(
                "SELECT wrapped FROM subject_key WHERE subject = ?", (an_id(501),)
            ).scalar()
        path = embedded.store / KEYS_FILE
        key = derive_key(KEY, KEYS_FILE)
        store.keys.engines.flush()
        assert any(wrapped in page for page in _open_pages(path.read_bytes(), key))
        erase(store, 300, an_id(501))
        assert (embedded.store / f"{KEYS_FILE}-wal").stat().st_size == 0
        assert not any(wrapped in page for page in _open_pages(path.read_bytes(), key))
