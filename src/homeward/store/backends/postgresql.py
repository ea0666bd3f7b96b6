"""The server store: PostgreSQL, for more than one machine or more than fifty people.

Numbering entries inside each transaction would make every writer wait for every other. So a transaction keeps its acts
with all their effects and leaves them pending; then whoever comes first numbers all that are pending, under one lock,
and a write returns only when its acts have their entries. A crash in between loses nothing: what is pending is kept,
and the next writer, or the next opening, numbers it.
"""

import random
import time
from base64 import b64encode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, create_engine, delete, event, func, insert, make_url, select, text
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

from homeward.errors import InvalidInput, MissingPart
from homeward.ledger.act import act_bytes, read_act
from homeward.ledger.entry import Entry, Signature, decode_entry, read_signatures
from homeward.store.backends.embedded import Work
from homeward.store.backends.engines import Engines
from homeward.store.refusals import Busy, NotOpened
from homeward.store.sequence import Clock, End, SignedAct, number_acts, read_end
from homeward.store.stops import reach
from homeward.store.tables import entry, pending, taken

_ATTEMPTS = 12
_MOST_AT_ONCE = 1000
_NUMBERING = 0x686F6D65  # the advisory lock of whoever numbers
_IN_THE_WAY = ("40001", "40P01", "23505")  # serialization failure, deadlock, a row that another made at the same time
_OF_ACTS = ("taken_pkey", "part_pkey", "pending_act_id_key")
_MUST_BE_ON = ("fsync", "full_page_writes", "synchronous_commit")
_SECRETS = ("password", "sslpassword")  # as parameters of a URL
_SETTINGS = (
    "synchronous_commit = on",
    "statement_timeout = '120s'",
    "idle_in_transaction_session_timeout = '120s'",
)


def is_url(place: str | Path) -> bool:
    """Tell the URL of a server from a folder."""
    return isinstance(place, str) and place.startswith("postgresql")


def without_password(url: str) -> str:
    """Give the URL of a server as it may be written down; the password comes from elsewhere when it is opened.

    >>> without_password("postgresql://north:secret@db.example/homeward?sslmode=verify-full")
    'postgresql://north@db.example/homeward?sslmode=verify-full'
    """
    told = _read_url(url)
    plain = URL.create(told.drivername, told.username, None, told.host, told.port, told.database, told.query)
    return plain.difference_update_query(_SECRETS).render_as_string(hide_password=False)


def has_password(url: str) -> bool:
    """Tell whether the URL of a server says a password."""
    told = _read_url(url)
    return told.password is not None or any(name in told.query for name in _SECRETS)


def _read_url(url: str) -> URL:
    try:
        return make_url(url)
    except ArgumentError:
        raise InvalidInput("this is no URL of a database: postgresql://USER@HOST/DATABASE") from None


def open_server(url: str) -> Engines:
    """Open a server; raises NotOpened where it would lose what it confirmed, MissingPart without psycopg."""
    try:
        engine = create_engine(
            _read_url(url).set(drivername="postgresql+psycopg"), isolation_level="SERIALIZABLE", pool_pre_ping=True
        )
    except ModuleNotFoundError:
        raise MissingPart("PostgreSQL needs psycopg: pip install 'homeward[postgresql]'") from None
    event.listen(engine, "connect", _set_up)
    try:
        with engine.connect() as connection:
            for name in _MUST_BE_ON:
                if connection.scalar(text(f"SHOW {name}")) == "off":
                    raise NotOpened(f"the server runs with {name}=off and would lose what it confirmed; set it on")
    except OperationalError as error:
        raise NotOpened(f"the server does not answer: {error.orig}") from None
    return Engines(engine, engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True))


def _set_up(connection: Any, _: object) -> None:
    for setting in _SETTINGS:
        connection.execute(f"SET {setting}")
    connection.commit()


class Postgresql:
    """A database on a server, and the numbering of its acts."""

    def __init__(self, engines: Engines, log: str, clock: Clock) -> None:
        self.engines, self._log, self._clock = engines, log, clock
        self._numbering = engines.writing.execution_options(isolation_level="READ COMMITTED")
        self._end: End | None = None
        self._number([])

    def write(self, work: Work) -> tuple[Any, tuple[Entry, ...]]:
        """Run work in one durable transaction; its result, and the entries of its acts."""
        for attempt in range(_ATTEMPTS):
            try:
                with self.engines.writing.begin() as connection:
                    result, waiting = work(connection)
                    _queue(connection, waiting)
                    reach("before commit")
                break
            except DBAPIError as error:
                if not _is_in_the_way(error):
                    self._number([])  # a repeat of an act finds its first entry, not an act that waits
                    raise
                if attempt == _ATTEMPTS - 1:
                    raise Busy("other writers got in the way each time; try again") from None
                time.sleep(random.uniform(0, 0.002 * 2 ** min(attempt, 6)))
        reach("numbering")
        entries = self._number([item.act.id for item in waiting])
        reach("commit")
        return result, entries

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Read everything as it is at this moment."""
        with self.engines.reading.connect() as connection, connection.begin():
            connection.execute(text("SELECT 1"))  # only the first question fixes the moment
            yield connection

    def find_damage(self) -> str | None:
        """A server has checksums of its own, for its pages and its write-ahead log."""
        return None

    def close(self) -> None:
        """Let go of the server."""
        self.engines.close()

    def _number(self, act_ids: Sequence[str]) -> tuple[Entry, ...]:
        """Number what is pending, until these acts have their entries."""
        while True:
            with self._numbering.begin() as connection:
                connection.execute(select(func.pg_advisory_xact_lock(_NUMBERING)))
                rows = connection.execute(select(pending).order_by(pending.c.place).limit(_MOST_AT_ONCE)).all()
                if rows:
                    waiting = [SignedAct(read_act(row.act), read_signatures(row.signatures)) for row in rows]
                    end = read_end(connection, self._log, self._end)
                    end, _ = number_acts(connection, end, waiting, self._clock)
                    connection.execute(delete(pending).where(pending.c.place.in_([row.place for row in rows])))
            if rows:
                self._end = end
            if len(rows) < _MOST_AT_ONCE:
                return self._entries(act_ids)

    def _entries(self, act_ids: Sequence[str]) -> tuple[Entry, ...]:
        found: dict[str, Entry] = {}
        with self._numbering.begin() as connection:
            for at in range(0, len(act_ids), _MOST_AT_ONCE):
                asked = select(entry.c.data).where(entry.c.act_id.in_(act_ids[at : at + _MOST_AT_ONCE]))
                found |= {item.act.id: item for item in map(decode_entry, connection.scalars(asked))}
        return tuple(found[act_id] for act_id in act_ids)


def _is_in_the_way(error: DBAPIError) -> bool:
    """Tell what another attempt may mend from a repeat of an act, and from everything else."""
    diagnosis = getattr(error.orig, "diag", None)
    if diagnosis is None or diagnosis.sqlstate not in _IN_THE_WAY:
        return False
    return diagnosis.constraint_name not in _OF_ACTS


def _queue(connection: Connection, waiting: Sequence[SignedAct]) -> None:
    if not waiting:
        return
    connection.execute(insert(taken), [{"act_id": item.act.id} for item in waiting])
    connection.execute(
        insert(pending),
        [
            {"act_id": item.act.id, "act": act_bytes(item.act), "signatures": _write_signatures(item.signatures)}
            for item in waiting
        ],
    )


def _write_signatures(signatures: Sequence[Signature]) -> bytes:
    return "".join(f"{item.key_id} {b64encode(item.signature).decode()}\n" for item in signatures).encode()
