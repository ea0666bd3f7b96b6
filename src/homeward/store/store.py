"""The store as others see it: one class in front of a file or a server, and of the keys of all subjects.

    with store.read() as now: ...                              a snapshot
    store.write(lambda step: step.append(act, signatures))     a durable step

Heads, verification, backup and restore are functions on it, in `heads`, `checking` and `backup`.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import DatabaseError, IntegrityError

from homeward.errors import InvalidInput
from homeward.ledger.act import Act
from homeward.ledger.checkpoint import origin_of, split_origin
from homeward.ledger.entry import Entry, Signature
from homeward.store.backends.disk import not_kept, refusal_of
from homeward.store.backends.embedded import Embedded, Work, connect_file, open_engines
from homeward.store.backends.engines import Engines
from homeward.store.backends.mark import Mark
from homeward.store.backends.postgresql import Postgresql, is_url, open_server
from homeward.store.backends.sharing import Looks
from homeward.store.instance_key import derive_key
from homeward.store.migration import migrate
from homeward.store.refusals import Damaged, NotOpened, StoreError
from homeward.store.sequence import Clock, SignedAct
from homeward.store.stops import reach
from homeward.store.subject_keys import SubjectKeys
from homeward.store.tables import key_metadata, setting
from homeward.store.transaction import ERASED, Snapshot, Transaction

STORE_FILE, KEYS_FILE, MARK_FILE = "store.sqlite", "keys.sqlite", "store.mark"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Written(Generic[T]):
    """What a durable step gave."""

    result: T | None  # nothing for a repeat: the step did not run again
    entries: tuple[Entry, ...]  # of its acts, in their order
    is_repeat: bool = False  # its acts had been kept before; these are their entries


class Backend(Protocol):
    """What both ways of keeping the tables can do."""

    engines: Engines

    def write(self, work: Work) -> tuple[Any, tuple[Entry, ...]]:
        """Run work in one durable transaction: its result, and the entries of its acts."""

    def read(self) -> AbstractContextManager[Connection]:
        """Read everything as it is at this moment."""

    def find_damage(self) -> str | None:
        """Say what was confirmed and is not there, as far as that shows by itself."""

    def close(self) -> None:
        """Finish what waits, and let go."""


class Store:
    """Acts, entries, heads and states of one ledger, with the keys of its subjects."""

    def __init__(self, log: str, backend: Backend, keys: SubjectKeys, keys_at: str) -> None:
        self.log, self.keys, self.keys_at = log, keys, keys_at
        self._backend = backend
        self._looks = Looks(lambda: _look(log, backend, keys))
        self.damage = backend.find_damage()  # why nothing more is written

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def read(self) -> Iterator[Snapshot]:
        """Read everything as it is at this moment, whatever others write meanwhile.

        Inside `sharing` the moment is that of the first look since this thread wrote last.
        """
        try:
            with self._looks.one() as now:
                yield now
        except DatabaseError as error:
            raise refusal_of(error, "the store cannot be read") from error

    def sharing(self) -> AbstractContextManager[None]:
        """Let all looks of this thread be of one moment, until it writes: twenty of them cost little more than one."""
        return self._looks.sharing()

    def write(self, function: Callable[[Transaction], T], act_id: str | None = None) -> Written[T]:
        """Run a function in one durable step: all that it keeps is on the disk when this returns, or nothing is.

        function    may run again where another writer got in the way; it touches nothing but the transaction, and
                    never writes to the store in any other way
        act_id      an act of this step: where it was kept before, the function does not run, and the first entry comes
                    back. A step without it is a repeat, too, where an act of its own was kept before
        raises      whatever the function raises, and then nothing is kept; Busy, OutOfDate, Erased, Damaged
        """
        if self.damage:
            raise Damaged(f"nothing more is written: {self.damage}")
        tried: list[Transaction] = []

        def work(connection: Connection) -> tuple[T | None, Sequence[SignedAct]]:
            step = Transaction(Snapshot(self.log, connection, self.keys, is_written=True))
            tried.append(step)
            result = function(step)
            step.finish()
            return result, step.waiting

        kept = self._entry_of(act_id) if act_id else None
        if kept is not None:
            return Written(None, (kept,), is_repeat=True)
        try:
            self._looks.end()  # what this thread reads next is of a moment after it
            result, entries = self._backend.write(work)
        except IntegrityError as error:
            first = self._first_entries([item.act for item in tried[-1].waiting])
            if not first:
                raise InvalidInput(f"the step contradicts what is kept: {error.orig}") from None
            return Written(None, first, is_repeat=True)
        except DatabaseError as error:
            raise not_kept(error) from error
        except Damaged as error:
            self.stop_writing(str(error))
            raise
        erased = [subject for entry in entries if entry.act.kind == ERASED for subject in entry.act.subjects]
        if erased:
            reach("erase")
            self.keys.destroy(erased)
        return Written(result, entries)

    def erase(self, act: Act, signatures: tuple[Signature, ...]) -> Entry:
        """Keep an act of kind ERASED, then destroy the keys of its subjects: what they sealed is never read again."""
        if act.kind != ERASED or not act.subjects:
            raise InvalidInput(f"an act that erases is of kind {ERASED!r} and names its subjects")
        return self.write(lambda step: step.append(act, signatures)).entries[0]

    @property
    def engines(self) -> Engines:
        """Give the ways into the file or database, to copy it."""
        return self._backend.engines

    def stop_writing(self, why: str) -> None:
        """Refuse every further write: what stands on the disk is not what was kept."""
        self.damage = why

    def close(self) -> None:
        """Finish what waits, and let go of files and servers."""
        self._backend.close()
        self.keys.close()

    def _entry_of(self, act_id: str) -> Entry | None:
        with self.read() as now:
            return now.entry_of(act_id)

    def _first_entries(self, acts: Sequence[Act]) -> tuple[Entry, ...]:
        found = []
        for act in acts:
            entry = self._entry_of(act.id)
            if entry is None:
                continue
            if (entry.act.kind, entry.act.actor, entry.act.subjects) != (act.kind, act.actor, act.subjects):
                raise InvalidInput(f"the id {act.id} belongs to another act, of entry {entry.number:,}")
            found.append(entry)
        if 0 < len(found) < len(acts):
            raise InvalidInput(f"{len(found)} of {len(acts)} acts of this step were kept before, in another step")
        return tuple(found)


@contextmanager
def _look(log: str, backend: Backend, keys: SubjectKeys) -> Iterator[Snapshot]:
    with backend.read() as connection:
        yield Snapshot(log, connection, keys)


def create_store(
    place: str | Path, instance_key: bytes, log: str, *, keys: str | Path | None = None, clock: Clock | None = None
) -> Store:
    """Make an empty store.

    place    a folder, or the URL of an empty PostgreSQL database
    log      name of the ledger: "homeward/tracing-agency-a"
    keys     where the keys of subjects live: a folder or another database; by default in the same folder
    raises   NotOpened where there is a store already
    """
    split_origin(origin_of(log, 1))
    engines, key_engines = find_engines(place, keys, instance_key, is_new=True)
    try:
        migrate(engines.writing)
        key_metadata.create_all(key_engines.writing)
        with engines.writing.begin() as connection:
            if read_log(connection) is not None:
                raise NotOpened("there is a store already; open it, or name another place")
            connection.execute(insert(setting).values(name="log", value=log))
    finally:
        engines.close()
        key_engines.close()
    return open_store(place, instance_key, keys=keys, clock=clock)


def open_store(
    place: str | Path, instance_key: bytes, *, keys: str | Path | None = None, clock: Clock | None = None
) -> Store:
    """Open a store, bring it to the newest form, and finish what a crash left half done.

    raises    NotOpened where there is none, or the key is another
    """
    engines, key_engines = find_engines(place, keys, instance_key, is_new=False)
    try:
        migrate(engines.writing)
        with engines.writing.begin() as connection:
            log = read_log(connection)
        if log is None:
            raise NotOpened("there is no store here: its making was never finished; make it again")
        backend: Backend
        if is_url(place):
            backend = Postgresql(engines, log, clock or _now)
        else:
            mark = Mark(Path(place) / MARK_FILE, derive_key(instance_key, MARK_FILE)) if Path(place).is_dir() else None
            backend = Embedded(engines, log, clock or _now, mark)
        subject_keys = SubjectKeys(key_engines, derive_key(instance_key, "subjects"))
        store = Store(log, backend, subject_keys, str(place if keys is None else keys))
        _finish_erasures(store)
    except (StoreError, DatabaseError) as error:
        engines.close()
        key_engines.close()
        if isinstance(error, DatabaseError):
            raise refusal_of(error, "the store cannot be read") from error
        raise
    return store


def find_engines(
    place: str | Path, keys: str | Path | None, instance_key: bytes, *, is_new: bool
) -> tuple[Engines, Engines]:
    """Give the ways into a store and into its keys; raises NotOpened where they are not there."""
    if keys is None and is_url(place):
        raise InvalidInput("say where the keys of subjects live: keys=FOLDER, or another database")
    own = keys if keys is not None else place
    return _way(place, STORE_FILE, instance_key, is_new), _way(own, KEYS_FILE, instance_key, is_new)


def _way(place: str | Path, name: str, instance_key: bytes, is_new: bool) -> Engines:
    if is_url(place):
        return open_server(str(place))
    path = Path(place) if Path(place).is_file() else Path(place) / name
    if is_new:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    elif not path.exists():
        mend = "; copy the newest copy of the keys there" if name == KEYS_FILE else ""
        raise NotOpened(f"there is no {name} in {path.parent}{mend}")
    for item in (path.parent, path):
        if item.exists() and not os.access(item, os.W_OK):
            raise NotOpened(f"{item} cannot be written, where an open store must write: give it that right, or copy it")
    try:
        return open_engines(connect_file(path, derive_key(instance_key, name)))
    except NotOpened as error:
        raise NotOpened(f"{path}: {error}") from None


def read_log(connection: Connection) -> str | None:
    """Read whose ledger a store keeps; nothing where its making was never finished."""
    return connection.scalar(select(setting.c.value).where(setting.c.name == "log"))


def _finish_erasures(store: Store) -> None:
    with store.read() as now:
        ordered = {subject for entry in now.entries_of_kind(ERASED) for subject in entry.act.subjects}
    alive = store.keys.read(ordered)
    if alive:
        store.keys.destroy(alive)


def _now() -> datetime:
    return datetime.now(UTC)
