"""The embedded store: one encrypted SQLite file, written by one thread, read by many.

Act, entry and effects stand in one file, because commits over several attached files are not atomic in WAL mode.
Each setting has its reason in docs/adr/0007; crash and power-cut tests hold them to it.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, QueuePool, StaticPool, create_engine, event, select
from sqlalchemy.exc import DatabaseError

from homeward.ledger.entry import Entry
from homeward.store.backends.disk import explain, not_kept
from homeward.store.backends.engines import Connect, Engines
from homeward.store.backends.mark import Mark
from homeward.store.backends.writer import Job, Writer
from homeward.store.refusals import Busy, Damaged, NotOpened, StoreError
from homeward.store.sequence import Clock, End, SignedAct, number_acts, read_end
from homeward.store.stops import reach
from homeward.store.tables import entry

# Older ones corrupt a database in WAL mode with more than one connection. Source: sqlite.org/wal.html, section 11.
OLDEST_SQLITE = (3, 51, 3)
APPLICATION_ID = 0x686F6D65  # "home"
_COMMITS_TO_CHECKPOINT = 100
_MOST_READERS = 16
_SETTINGS = (
    "journal_mode = WAL",
    "synchronous = FULL",  # a commit is on the disk before anybody hears of it
    "fullfsync = 1",  # the same on macOS
    "foreign_keys = ON",
    "trusted_schema = OFF",
    "secure_delete = ON",
    "temp_store = MEMORY",  # no plain text in temporary files
    "mmap_size = 0",
    "cell_size_check = ON",
    "busy_timeout = 5000",
    "cache_size = -65536",  # KiB
    "wal_autocheckpoint = 4000",  # pages; the writer does it sooner, when nobody waits
)
Work = Callable[[Connection], tuple[Any, Sequence[SignedAct]]]


def connect_file(path: Path, key: bytes) -> Connect:
    """Give the way to open an encrypted file; 32 bytes are the key itself, not a passphrase."""
    if sqlcipher.sqlite_version_info < OLDEST_SQLITE:
        raise NotOpened(f"SQLite {sqlcipher.sqlite_version} may corrupt a store; install sqlcipher3 0.6.4 or newer")

    def connect() -> Any:
        connection = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False, cached_statements=512)
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("PRAGMA cipher_log_level = NONE")  # what it would print, the error says
        return connection

    return connect


def open_engines(connect: Connect, dialect_module: Any = sqlcipher) -> Engines:
    """Open a file with all settings; raises NotOpened where the key does not fit."""
    writing = _engine(connect, dialect_module, "BEGIN IMMEDIATE", poolclass=StaticPool)
    reading = _engine(connect, dialect_module, "BEGIN", poolclass=QueuePool, max_overflow=_MOST_READERS)
    event.listen(reading, "connect", lambda connection, _: connection.execute("PRAGMA query_only = ON"))
    engines = Engines(writing, reading, connect)
    try:
        writing.connect().close()
    except DatabaseError as error:
        engines.close()
        says = explain(error.orig) or f"it does not open with this key, or is no such file: {error.orig}"
        raise NotOpened(says) from None
    return engines


def _engine(connect: Connect, module: Any, begin: str, **pool: Any) -> Engine:
    def connect_with_settings() -> Any:
        connection = connect()
        for setting in _SETTINGS:
            connection.execute(f"PRAGMA {setting}")
        return connection

    engine = create_engine("sqlite://", module=module, creator=connect_with_settings, **pool)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine


class Embedded:
    """One file, with its writer."""

    def __init__(self, engines: Engines, log: str, clock: Clock, mark: Mark | None = None) -> None:
        self.engines, self._log, self._clock, self._mark = engines, log, clock, mark
        self._end: End | None = None
        self._n_commits = 0
        self._connection = engines.writing.connect()
        self._writer: Writer[Work] = Writer(self._run_together)

    def write(self, work: Work) -> tuple[Any, tuple[Entry, ...]]:
        """Run work in one durable transaction; its result, and the entries of its acts."""
        return self._writer.run(work)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Read everything as it is at this moment."""
        with self.engines.reading.connect() as connection, connection.begin():
            connection.exec_driver_sql("SELECT count(*) FROM setting")  # only the first look fixes the moment
            yield connection

    def find_damage(self) -> str | None:
        """Compare the log with its mark: say what is missing, if anything is."""
        try:
            known = self._mark.read() if self._mark is not None else None
        except Damaged as error:
            return str(error)
        if known is None:
            return None
        size, last = known
        with self.read() as connection:
            asked = select(entry.c.leaf).where(entry.c.number == size - 1)
            if connection.scalar(asked) == last:
                return None
        return f"{size:,} entries were confirmed, and the last of them is not there: the end was lost or exchanged"

    def close(self) -> None:
        """Finish what waits, and let go of the file."""
        self._writer.close()
        self._checkpoint("TRUNCATE")
        self._connection.close()
        self.engines.close()
        if self._mark is not None:
            self._mark.close()

    def _run_together(self, jobs: Sequence[Job[Work]]) -> None:
        end = self._end
        self._end = None  # read again unless this commit succeeds
        try:
            with self._connection.begin():
                end = read_end(self._connection, self._log, end)
                for job in jobs:
                    with job:
                        with self._connection.begin_nested():
                            result, waiting = job.work(self._connection)
                            after, entries = number_acts(self._connection, end, waiting, self._clock)
                        end, job.result = after, (result, entries)
                    self._check_together(job)
                reach("before commit")
        except DatabaseError as error:  # of no job: the disk is full, another process writes
            if "locked" in str(error):
                raise Busy("another process keeps writing to this store; try again") from None
            raise not_kept(error) from error
        reach("commit")
        self._end = end
        if self._mark is not None and end.tip.size > 0:
            self._mark.write(end.tip.size, end.tip.previous)
        for job in jobs:
            job.finish()
        self._n_commits += 1
        if self._n_commits % _COMMITS_TO_CHECKPOINT == 0:
            self._checkpoint("PASSIVE")

    def _check_together(self, job: Job[Work]) -> None:
        """Stop all where a full disk made SQLite take back the whole transaction, not only the savepoint of one job."""
        driver = self._connection.connection.driver_connection
        assert driver is not None
        if driver.in_transaction:
            return
        error = job.error  # the savepoint is gone too: what happened stands behind the error that says so
        while error is not None and explain(getattr(error, "orig", error)) is None:
            error = error.__context__
        says = "the disk did not do it" if error is None else explain(getattr(error, "orig", error))
        raise StoreError(f"nothing was kept: {says}")

    def _checkpoint(self, mode: str) -> None:
        """Move what is in the write-ahead log into the file, now that nobody waits for an answer."""
        driver = self._connection.connection.driver_connection
        module = self._connection.dialect.loaded_dbapi
        assert driver is not None
        try:
            driver.execute(f"PRAGMA wal_checkpoint({mode})")
        except module.Error:
            return  # nothing is lost: all of it stands in the write-ahead log; the next commit meets the same disk
        reach("checkpoint")
