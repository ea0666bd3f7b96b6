# ruff: noqa: N802  (apsw gives the names of a file system's methods)
"""Power cuts: SQLite on a disk in memory that forgets, in part, what it was not told to flush.

Our own store runs on it, through a thin adapter from apsw to SQLAlchemy: apsw lets Python be the file system. Writes
that were not followed by a flush survive a cut whole, in part (some sectors), or not at all, each by chance: so they
are torn and reordered. Exclusive locking, so that the write-ahead log needs no shared memory. No encryption: SQLCipher
changes what stands in a page, not when it is written.
"""

import contextlib
import random
from dataclasses import dataclass, field

import apsw
from sqlalchemy import StaticPool, insert
from sqlalchemy.exc import DBAPIError

from homeward.store.backends import embedded
from homeward.store.backends.embedded import Embedded
from homeward.store.backends.engines import Engines
from homeward.store.checking import verify_store
from homeward.store.instance_key import derive_key
from homeward.store.migration import migrate
from homeward.store.refusals import StoreError
from homeward.store.store import Store
from homeward.store.subject_keys import SubjectKeys
from homeward.store.tables import key_metadata, setting
from tests.store.sample import KEY, KEYS, LOG, an_id, clock, keep_note

_SECTOR = 512
_CUTS_OF_A_DISK = 20


class PowerCut(apsw.IOError):
    pass


@dataclass
class File:
    now: bytearray = field(default_factory=bytearray)
    flushed: bytes = b""
    since: list[tuple[int, bytes]] = field(default_factory=list)  # offset and data; offset -1 cuts the file's length

    def write(self, offset: int, data: bytes) -> None:
        _write(self.now, offset, data)
        self.since.append((offset, data))

    def cut(self, size: int) -> None:
        del self.now[size:]
        self.since.append((-1, size.to_bytes(8)))

    def flush(self) -> None:
        self.flushed, self.since = bytes(self.now), []

    def after_a_cut(self, chance: random.Random) -> "File":
        left = bytearray(self.flushed)
        for offset, data in self.since:
            fate = chance.random()
            if offset < 0:
                if fate < 0.5:
                    del left[int.from_bytes(data) :]
            elif fate < 0.4:
                _write(left, offset, data)
            elif fate < 0.7:
                for at in range(0, len(data), _SECTOR):
                    if chance.random() < 0.5:
                        _write(left, offset + at, data[at : at + _SECTOR])
        return File(left, bytes(left))


def _write(content: bytearray, offset: int, data: bytes) -> None:
    if offset > len(content):
        content.extend(bytes(offset - len(content)))
    content[offset : offset + len(data)] = data


@dataclass
class Disk:
    """All files, and how many more writes happen before the power fails."""

    files: dict[str, File] = field(default_factory=dict)
    n_writes_left: int | None = None
    lies: bool = False  # says that it flushed, and did not

    def step(self) -> None:
        if self.n_writes_left is not None:
            if self.n_writes_left <= 0:
                raise PowerCut("the power is gone")
            self.n_writes_left -= 1

    def check_power(self) -> None:
        if self.n_writes_left is not None and self.n_writes_left <= 0:
            raise PowerCut("the power is gone")

    def after_a_cut(self, chance: random.Random) -> dict[str, File]:
        return {name: file.after_a_cut(chance) for name, file in self.files.items()}


class _Handle:
    """An open file, as SQLite uses it."""

    def __init__(self, disk: Disk, name: str) -> None:
        self._disk, self._file = disk, disk.files.setdefault(name, File())

    def xRead(self, amount: int, offset: int) -> bytes:
        return bytes(self._file.now[offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:
        self._disk.step()
        self._file.write(offset, bytes(data))

    def xTruncate(self, size: int) -> None:
        self._disk.step()
        self._file.cut(size)

    def xSync(self, flags: int) -> None:
        self._disk.check_power()
        if not self._disk.lies:
            self._file.flush()

    def xFileSize(self) -> int:
        return len(self._file.now)

    def xLock(self, level: int) -> None:
        pass

    def xUnlock(self, level: int) -> None:
        pass

    def xCheckReservedLock(self) -> bool:
        return False

    def xFileControl(self, op: int, pointer: int) -> bool:
        return False

    def xSectorSize(self) -> int:
        return _SECTOR

    def xDeviceCharacteristics(self) -> int:
        return 0

    def xClose(self) -> None:
        pass


class ForgetfulVfs(apsw.VFS):
    """The file system: it reads and writes whatever disk is put into it."""

    def __init__(self) -> None:
        self.disk = Disk()
        super().__init__("forgetful", "")

    def xOpen(self, name, flags):
        flags[1] = flags[0]
        return _Handle(self.disk, name.filename() if isinstance(name, apsw.URIFilename) else name or "temporary")

    def xDelete(self, name, sync_folder):
        self.disk.step()
        self.disk.files.pop(name, None)

    def xAccess(self, name, flags):
        return name in self.disk.files

    def xFullPathname(self, name):
        return name


class Error(Exception):
    pass


class DatabaseError(Error):
    pass


class _Cursor:
    """A cursor as SQLAlchemy wants it."""

    arraysize = 1
    lastrowid = None

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection, self._rows, self.description, self.rowcount = connection, iter(()), None, -1

    def execute(self, sql, parameters=()):
        if sql.startswith("PRAGMA cipher"):  # not encrypted here: there is nothing to say
            sql = "SELECT 1 AS says WHERE false"
        try:
            cursor = self._connection.cursor()
            cursor.exec_trace = self._describe  # the only moment at which an empty answer has columns
            cursor.execute(sql, tuple(parameters))
            self._rows = iter(cursor.fetchall())
            self.rowcount = self._connection.changes()
        except apsw.Error as error:
            raise DatabaseError(str(error)) from error
        return self

    def _describe(self, cursor, sql, parameters):
        self.description = [(name, *(None,) * 6) for name, _ in cursor.get_description()] or None
        return True

    def executemany(self, sql, many):
        for parameters in many:
            self.execute(sql, parameters)

    def fetchone(self):
        return next(self._rows, None)

    def fetchmany(self, size=None):
        return [row for _, row in zip(range(size or 1), self._rows, strict=False)]

    def fetchall(self):
        return list(self._rows)

    def close(self):
        self._rows = iter(())


class _Connection:
    """A connection as SQLAlchemy wants it."""

    isolation_level = None

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    @property
    def in_transaction(self):
        return self._connection.in_transaction

    def cursor(self):
        return _Cursor(self._connection)

    def execute(self, sql, parameters=()):
        return self.cursor().execute(sql, parameters)

    def commit(self):
        if self._connection.in_transaction:
            self.execute("COMMIT")

    def rollback(self):
        if self._connection.in_transaction:
            with contextlib.suppress(DatabaseError):
                self.execute("ROLLBACK")

    def create_function(self, *_, **__):
        pass

    def close(self):
        with contextlib.suppress(apsw.Error):
            self._connection.close()


class Module:
    """What SQLAlchemy looks for in the module of a driver."""

    paramstyle = "qmark"
    sqlite_version_info = tuple(map(int, apsw.sqlite_lib_version().split(".")))
    sqlite_version = apsw.sqlite_lib_version()
    Error = Error
    DatabaseError = DatabaseError
    ProgrammingError = DatabaseError
    OperationalError = DatabaseError
    Binary = bytes


class Machine:
    """A computer that may lose its power: one store on one forgetful disk."""

    def __init__(self, synchronous: str = "FULL") -> None:
        self.vfs = ForgetfulVfs()
        self._synchronous = synchronous
        self._engines = [self._engine("store"), self._engine("keys")]

    def _engine(self, name: str):
        def connect():
            connection = _Connection(apsw.Connection(name, vfs="forgetful"))
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            return connection

        engine = embedded._engine(connect, Module, "BEGIN IMMEDIATE", poolclass=StaticPool)
        return Engines(engine, engine, None)

    def make(self) -> None:
        main, keys = self._engines
        migrate(main.writing)
        key_metadata.create_all(keys.writing)
        with main.writing.begin() as connection:
            connection.execute(insert(setting).values(name="log", value=LOG))

    def start(self, files: dict[str, File]) -> Store:
        """Put in a disk and open its store."""
        for engines in self._engines:
            engines.close()
        self.vfs.disk = Disk(files)
        main, keys = self._engines
        for engines in self._engines if self._synchronous != "FULL" else ():
            with engines.writing.connect() as connection:
                connection.connection.driver_connection.execute(f"PRAGMA synchronous = {self._synchronous}")
        return Store(LOG, Embedded(main, LOG, clock()), SubjectKeys(keys, derive_key(KEY, "subjects")), "")


@dataclass
class Losses:
    n_cuts: int = 0
    n_confirmed: int = 0
    n_cuts_that_lost: int = 0
    damage: list[str] = field(default_factory=list)


def cut_many(n_cuts: int, seed: int, synchronous: str = "FULL", lies: bool = False) -> Losses:
    """Keep acts and cut the power at a random write, again and again; count what was confirmed and is gone."""
    chance, losses, machine = random.Random(seed), Losses(), Machine(synchronous)
    store = machine.start({})
    machine.make()
    store.close()
    new = machine.vfs.disk.after_a_cut(chance)
    files, confirmed = new, set()
    for number in range(n_cuts):
        if number % _CUTS_OF_A_DISK == 0:
            files, confirmed = {name: File(bytearray(file.now), file.flushed) for name, file in new.items()}, set()
        store = machine.start(files)
        kept = _look(store, losses)
        losses.n_cuts_that_lost += bool(confirmed - kept)
        machine.vfs.disk.n_writes_left = chance.randint(0, 150)
        machine.vfs.disk.lies = lies
        confirmed = kept | _write_until_dark(store, max(kept, default=-1) + 1)
        losses.n_confirmed += len(confirmed - kept)
        losses.n_cuts += 1
        files = machine.vfs.disk.after_a_cut(chance)
        _let_go(store)
    return losses


def _look(store: Store, losses: Losses) -> set[int]:
    try:
        losses.damage += [str(problem) for problem in verify_store(store, KEYS).failures]
        with store.read() as now:
            return {int(entry.act.id, 16) - 1 for entry in now.entries_of_kind("note taken")}
    except (StoreError, DBAPIError) as error:
        losses.damage.append(str(error))
        return set()


def _write_until_dark(store: Store, number: int) -> set[int]:
    confirmed = set()
    try:
        while True:
            keep_note(store, number, an_id(10_000 + number % 3), f"text {number}")
            confirmed.add(number)
            number += 1
    except (StoreError, DBAPIError):
        return confirmed


def _let_go(store: Store) -> None:
    with contextlib.suppress(DBAPIError, DatabaseError):
        store.close()
