"""Backup and restore: a copy counts only after a fresh process opened it, read every page and replayed the ledger.

A backup is one encrypted SQLite file, whatever the store is kept in. The keys of subjects are copied apart, more rarely
kept: an erased key must not live on in an old copy. A restore is one transaction into an empty place, and its last act
opens the next epoch, signed by two people; before that is on the disk there is no store.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import MetaData, delete, insert, select

from homeward.errors import InvalidInput
from homeward.ledger.epoch import EPOCH_OPENED, N_SIGNERS, read_opening
from homeward.ledger.keys import VerifierKey, write_verifier_key
from homeward.store.backends.disk import refusals_told, settle
from homeward.store.backends.embedded import connect_file, open_engines
from homeward.store.backends.engines import Engines, copy_rows
from homeward.store.checking import NOT_NOW
from homeward.store.instance_key import derive_key
from homeward.store.migration import migrate
from homeward.store.refusals import Damaged, NotOpened, StoreError
from homeward.store.sequence import SignedAct, number_acts, read_end
from homeward.store.state import drop_subject
from homeward.store.stops import reach
from homeward.store.store import KEYS_FILE, STORE_FILE, Store, find_engines, open_store, read_log
from homeward.store.subject_keys import SubjectKeys
from homeward.store.tables import entry, key_metadata, metadata, subject_key, taken

_SECRET = re.compile("HOMEWARD_(.*PASSPHRASE.*|STORE)")


@dataclass(frozen=True, slots=True)
class Checked:
    """What a fresh process found in a copy."""

    n_entries: int
    root: bytes
    sentences: tuple[str, ...]
    erased_since: tuple[str, ...] = ()  # subjects whose keys were destroyed after the copy was made


def back_up(store: Store, path: Path, instance_key: bytes, keys: Sequence[VerifierKey]) -> Checked:
    """Copy a store into one encrypted file, while others go on writing.

    keys      to check the copy with, as for `verify_store`
    raises    Damaged where the copy does not hold, StoreError where the disk does not take it; then no file is left,
              and older ones are worth keeping
    """
    with _unfinished(path) as part:
        _copy(store.engines, part, derive_key(instance_key, STORE_FILE), metadata)
        reach("backup")
        checked = inspect_backup(part, store.keys_at, instance_key, keys)
        settle(part, path)
    return checked


def back_up_keys(store: Store, path: Path, instance_key: bytes) -> None:
    """Copy the keys of all subjects into one encrypted file. Keep no such copy longer than 30 days."""
    with _unfinished(path) as part:
        _copy(store.keys.engines, part, derive_key(instance_key, KEYS_FILE), key_metadata)
        count_keys(part, instance_key)
        settle(part, path)


def count_keys(path: Path, instance_key: bytes) -> int:
    """Open a copy of the keys of subjects and every key in it; raises NotOpened or Damaged where it is none."""
    engines = open_engines(connect_file(path, derive_key(instance_key, KEYS_FILE)))
    try:
        alive, gone = SubjectKeys(engines, derive_key(instance_key, "subjects")).all_subjects()
    finally:
        engines.close()
    return len(alive) + len(gone)


@contextmanager
def _unfinished(path: Path) -> Iterator[Path]:
    """Give the name under which a file is made; nothing is left there, whatever happens."""
    part = path.with_name(path.name + ".part")
    beside = [part.with_name(part.name + end) for end in ("", "-wal", "-shm", "-journal")]
    with refusals_told(f"{path.name} was not made"):
        try:
            part.unlink(missing_ok=True)
            yield part
        finally:
            for item in beside:
                item.unlink(missing_ok=True)


def inspect_backup(
    backup: Path, keys_at: str | Path, instance_key: bytes, verifier_keys: Sequence[VerifierKey]
) -> Checked:
    """Open a backup in a fresh process, read all of it and replay it.

    keys_at    the keys of subjects: a copy of them, or where they live
    raises     Damaged, with what does not hold
    """
    asked = {
        "place": str(backup),
        "keys": str(keys_at),
        "instance_key": instance_key.hex(),
        "verifier_keys": [write_verifier_key(key) for key in verifier_keys],
    }
    # The key goes through a pipe: arguments and environment of a process can be read by others. For the same reason the
    # passphrases and the URL that this process may have been started with are not handed on.
    kept = {name: told for name, told in os.environ.items() if not _SECRET.fullmatch(name)}
    answer = subprocess.run(
        [sys.executable, "-m", "homeward.store.checking"],
        input=json.dumps(asked),
        env=kept,
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode:
        kind = StoreError if answer.returncode == NOT_NOW else Damaged
        says = answer.stderr.strip().splitlines() or ["the process that read it was ended"]
        raise kind(f"{backup.name} could not be checked: {says[-1]}")
    found = json.loads(answer.stdout)
    if found["failures"]:
        raise Damaged(f"{backup.name} does not hold: {' '.join(found['failures'])}")
    return Checked(
        found["n_entries"], bytes.fromhex(found["root"]), tuple(found["sentences"]), tuple(found["erased_since"])
    )


@dataclass(frozen=True, slots=True)
class Source:
    """What a restore starts from."""

    backup: Path
    keys: str | Path  # a copy of the keys of subjects, or where they survived


def restore_store(
    source: Source,
    place: str | Path,
    instance_key: bytes,
    opening: SignedAct,
    verifier_keys: Sequence[VerifierKey],
    *,
    keys: str | Path | None = None,
) -> Store:
    """Make a store from a backup, in an empty folder or database, under a new epoch.

    The acts that erased subjects after the backup are lost with the rest, and their keys stay destroyed: keep an act of
    kind ERASED again for those that `inspect_backup` names as erased since; until then a verification reports them.

    opening    an act of kind EPOCH_OPENED, signed by two people; `inspect_backup` says how many entries it keeps
    keys       where the keys of subjects shall live; by default in the same folder
    raises     Damaged where the backup does not hold, NotOpened where the place is taken; killed at any moment, it
               leaves a whole store or none
    """
    checked = inspect_backup(source.backup, source.keys, instance_key, verifier_keys)
    _check_opening(opening, checked.n_entries)
    old, old_keys = find_engines(source.backup, source.keys, instance_key, is_new=False)
    new, new_keys = find_engines(place, keys, instance_key, is_new=True)
    try:
        _make_tables(new, metadata)
        _make_tables(new_keys, key_metadata)
        with new.reading.connect() as connection:
            if read_log(connection) is not None:
                raise NotOpened("there is a store already; restore into an empty place")
        with refusals_told("nothing was restored"):
            if str(source.keys) != str(place if keys is None else keys):
                _pour_keys(old_keys, new_keys)
            reach("restore")
            _pour(old, new, opening, checked.erased_since)
    finally:
        for engines in (old, old_keys, new, new_keys):
            engines.close()
    reach("restore")
    return open_store(place, instance_key, keys=keys)


def _check_opening(opening: SignedAct, n_entries: int) -> None:
    act = opening.act
    if act.kind != EPOCH_OPENED or read_opening(act).kept != n_entries or len(opening.signatures) < N_SIGNERS:
        raise InvalidInput(
            f"a restore is an act of kind {EPOCH_OPENED!r} that keeps {n_entries} entries, with {N_SIGNERS} signatures"
        )
    if act.subjects:
        raise InvalidInput("the act that opens an epoch names no subjects")


def _copy(engines: Engines, path: Path, key: bytes, tables: MetaData) -> None:
    if engines.connect is not None:
        connection = engines.connect()
        connection.execute("VACUUM INTO ?", (str(path),))
        connection.close()
        return
    target = open_engines(connect_file(path, key))
    try:
        _make_tables(target, tables)
        with engines.reading.connect() as here, here.begin(), target.writing.begin() as there:
            copy_rows(here, there, tables)
    finally:
        target.close()


def _make_tables(engines: Engines, tables: MetaData) -> None:
    if tables is metadata:
        migrate(engines.writing)
    else:
        tables.create_all(engines.writing)


def _pour_keys(old: Engines, new: Engines) -> None:
    """Copy the keys of subjects, durably, before the acts that they open."""
    with old.reading.connect() as here, here.begin(), new.writing.begin() as there:
        there.execute(delete(subject_key))  # what a restore that was killed left
        copy_rows(here, there, key_metadata)


def _pour(old: Engines, new: Engines, opening: SignedAct, erased: Sequence[str]) -> None:
    """Copy a store and open its next epoch, in one transaction."""
    with old.reading.connect() as here, here.begin(), new.writing.begin() as there:
        copy_rows(here, there, metadata)
        for subject in erased:
            drop_subject(there, subject)
        if there.dialect.name == "postgresql":
            there.execute(insert(taken).from_select(["act_id"], select(entry.c.act_id)))
            there.execute(insert(taken).values(act_id=opening.act.id))
        number_acts(there, read_end(there, opening.act.log), [opening], lambda: datetime.now(UTC))
        reach("restore")
