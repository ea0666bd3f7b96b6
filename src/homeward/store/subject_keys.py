"""Subject keys: one random key for each subject, in a file or database of their own, with its own short life.

Destroying a key makes everything that was sealed under it unreadable, in the store and in every backup of the store.
Backups of the keys themselves must therefore be few and young: a key in an old backup is not destroyed. A key is
durable before the first act that uses it: a key without an act harms nobody, an act without its key is lost.
"""

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import Lock

from sqlalchemy import Connection, Engine, bindparam, insert, select, update
from sqlalchemy.exc import DatabaseError

from homeward.errors import InvalidInput
from homeward.ledger.sealing import KEY_BYTES, NONCE_BYTES, unwrap_key, wrap_key
from homeward.store.backends.disk import refusal_of
from homeward.store.backends.engines import Engines
from homeward.store.refusals import Damaged, Erased
from homeward.store.stops import reach
from homeward.store.tables import subject_key

_AT_ONCE = 500
_NAMED = select(subject_key).where(subject_key.c.subject.in_(bindparam("subjects", expanding=True)))


class SubjectKeys:
    """The keys of all subjects, each wrapped under one outer key."""

    def __init__(self, engines: Engines, outer: bytes) -> None:
        self.engines, self.outer, self._turn = engines, outer, Lock()

    def make(self, subjects: Iterable[str]) -> dict[str, bytes]:
        """Give the keys of subjects, new ones where there are none; they are durable when this returns.

        raises    Erased where one of them was destroyed: a subject does not come back under the same id
        """
        wanted = sorted(set(subjects))
        known = self.read(wanted)  # nearly always all of them: nobody has to wait for the pen
        if len(known) < len(wanted):
            known = self._made(wanted)
        reach("new key")
        return known

    def _made(self, wanted: Sequence[str]) -> dict[str, bytes]:
        with self._turn, _told(self.engines.writing) as connection:
            kept = _find(connection, wanted)
            gone = [subject for subject, wrapped in kept.items() if wrapped is None]
            if gone:
                raise Erased(f"the key of subject {gone[0]} was destroyed; a new file needs a new id")
            new = {subject: secrets.token_bytes(KEY_BYTES) for subject in wanted if subject not in kept}
            if new:
                rows = [{"subject": subject, "wrapped": self._wrap(subject, key)} for subject, key in new.items()]
                connection.execute(insert(subject_key), rows)
        return self._open(kept) | new

    def read(self, subjects: Iterable[str]) -> dict[str, bytes]:
        """Give the keys of those subjects that have one."""
        wanted = sorted(set(subjects))
        if not wanted:
            return {}
        with _told(self.engines.reading) as connection:
            return self._open(_find(connection, wanted))

    def all_subjects(self) -> tuple[frozenset[str], frozenset[str]]:
        """Name all subjects: those with a key that opens, and those whose key was destroyed.

        raises    Damaged where a key does not open
        """
        alive, gone = set(), set()
        with _told(self.engines.reading) as connection:
            for row in connection.execute(select(subject_key)):
                if row.wrapped is None:
                    gone.add(row.subject)
                else:
                    self._unwrap(row.subject, row.wrapped)
                    alive.add(row.subject)
        return frozenset(alive), frozenset(gone)

    def destroy(self, subjects: Iterable[str]) -> None:
        """Destroy keys, and leave a mark that they were there. What they sealed can never be read again."""
        with self._turn, _told(self.engines.writing) as connection:
            for subject in sorted(set(subjects)):
                done = connection.execute(
                    update(subject_key).where(subject_key.c.subject == subject).values(wrapped=None)
                )
                if done.rowcount == 0:
                    connection.execute(insert(subject_key).values(subject=subject, wrapped=None))
        self.engines.flush()

    def close(self) -> None:
        """Let go of the file or the server."""
        self.engines.close()

    def _open(self, kept: Mapping[str, bytes | None]) -> dict[str, bytes]:
        return {subject: self._unwrap(subject, wrapped) for subject, wrapped in kept.items() if wrapped is not None}

    def _wrap(self, subject: str, key: bytes) -> bytes:
        return wrap_key(key, self.outer, secrets.token_bytes(NONCE_BYTES), subject)

    def _unwrap(self, subject: str, wrapped: bytes) -> bytes:
        try:
            return unwrap_key(wrapped, self.outer, subject)
        except InvalidInput:
            raise Damaged(f"the key of subject {subject} does not open: it was altered or exchanged") from None


@contextmanager
def _told(engine: Engine) -> Iterator[Connection]:
    """Work on the keys in one step; what the disk or the server refuses is told in a sentence."""
    try:
        with engine.begin() as connection:
            yield connection
    except DatabaseError as error:
        raise refusal_of(error, "the keys of subjects cannot be read or written") from error


def _find(connection: Connection, subjects: Sequence[str]) -> dict[str, bytes | None]:
    found: dict[str, bytes | None] = {}
    for at in range(0, len(subjects), _AT_ONCE):
        rows = connection.execute(_NAMED, {"subjects": subjects[at : at + _AT_ONCE]})
        found |= {row[0]: row[1] for row in rows.all()}
    return found
