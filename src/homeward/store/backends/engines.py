"""Ways into one file or database: where to write, where only to read, and how to copy all of it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, MetaData, Row, Select, insert, select, text

Connect = Callable[[], Any]
_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Engines:
    """Ways into one file or database."""

    writing: Engine
    reading: Engine
    connect: Connect | None = None  # a bare connection to the file, with its key; nothing for a server

    def flush(self) -> None:
        """Let nothing that was taken out stand in logs and free pages any longer."""
        if self.connect is not None:
            connection = self.connect()
            connection.execute("PRAGMA busy_timeout = 5000")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.close()
        else:
            with self.writing.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(text("VACUUM FULL"))

    def close(self) -> None:
        """Let go of the file or the server."""
        self.reading.dispose()
        self.writing.dispose()


def stream(connection: Connection, asked: Select[Any], at_once: int = _AT_ONCE) -> Iterator[Sequence[Row[Any]]]:
    """Read rows some at a time, however many there are."""
    with connection.execute(asked.execution_options(yield_per=at_once)) as result:
        yield from result.partitions()


def copy_rows(source: Connection, target: Connection, metadata: MetaData) -> None:
    """Copy all rows of those tables that every back end has, in the order of their keys."""
    for table in metadata.sorted_tables:
        if "only" in table.info:
            continue
        asked = select(table).order_by(*table.primary_key.columns)
        for rows in stream(source, asked):
            target.execute(insert(table), [dict(row._mapping) for row in rows])
