"""What may be done inside: a snapshot to read from, and a transaction that also keeps acts and their effects."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, select

from homeward.errors import InvalidInput
from homeward.ledger.act import Act
from homeward.ledger.entry import Entry, Signature, decode_entry
from homeward.ledger.epoch import EPOCH_OPENED
from homeward.store import tables
from homeward.store.backends.engines import stream
from homeward.store.parts import Part, check_parts, open_part
from homeward.store.refusals import Erased
from homeward.store.sequence import SignedAct, count_entries, read_node
from homeward.store.state import (
    State,
    Wanted,
    drop_states,
    drop_subject,
    find_named,
    find_state,
    find_states,
    open_state,
)
from homeward.store.state import write_states as write_rows
from homeward.store.subject_keys import SubjectKeys

_entry, _part, _head = tables.entry, tables.part, tables.head
_ENTRY_OF = select(_entry.c.data).where(_entry.c.act_id == bindparam("act_id"))
ERASED = "subject erased"  # the kind of act that destroys the keys of its subjects


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All that is kept, as it was at one moment.

    is_written    a step is writing: what it reads here may never be kept
    """

    log: str
    connection: Connection
    keys: SubjectKeys
    is_written: bool = False
    _size: list[int] = field(default_factory=list, init=False, repr=False, compare=False)  # once it was counted

    @property
    def size(self) -> int:
        """Count the entries."""
        if self.is_written:
            return count_entries(self.connection)
        if not self._size:
            self._size.append(count_entries(self.connection))
        return self._size[0]

    def entries(self, start: int = 0) -> Iterator[bytes]:
        """Read the bytes of all entries from a number on."""
        asked = select(_entry.c.data).where(_entry.c.number >= start).order_by(_entry.c.number)
        for rows in stream(self.connection, asked):
            yield from (row.data for row in rows)

    def entry_of(self, act_id: str) -> Entry | None:
        """Find the entry of an act; nothing where it was never placed."""
        data = self.connection.scalar(_ENTRY_OF, {"act_id": act_id})
        return None if data is None else decode_entry(data)

    def entries_about(self, subject: str) -> tuple[Entry, ...]:
        """Find all entries that name a subject, in their order: who read, who changed, who decided."""
        asked = (
            select(_entry.c.data)
            .join(_part, _part.c.act_id == _entry.c.act_id)
            .where(_part.c.subject == subject)
            .order_by(_entry.c.number)
        )
        return tuple(decode_entry(data) for data in self.connection.scalars(asked))

    def entries_of_kind(self, kind: str) -> tuple[Entry, ...]:
        """Find all entries of one kind of act, in their order."""
        return tuple(decode_entry(data) for data in self.entries_of_kinds([kind]))

    def entries_of_kinds(self, kinds: Sequence[str], start: int = 0) -> Iterator[bytes]:
        """Read the bytes of all entries of some kinds of acts from a number on, in their order."""
        fits = (_entry.c.kind.in_(kinds), _entry.c.number >= start)
        for rows in stream(self.connection, select(_entry.c.data).where(*fits).order_by(_entry.c.number)):
            yield from (row.data for row in rows)

    def texts(self, act_id: str) -> dict[str, str | None]:
        """Open what an act says of its subjects: by subject; None where the subject was erased."""
        asked = select(_part).where(_part.c.act_id == act_id, _part.c.box.is_not(None))
        parts = [Part(row.subject, row.box) for row in self.connection.execute(asked)]
        keys = self.keys.read(part.subject for part in parts)
        return {
            part.subject: open_part(self.log, act_id, part, keys[part.subject]) if part.subject in keys else None
            for part in parts
        }

    def state(self, kind: str, object_id: str) -> State | None:
        """Give what is true of one object; nothing where there is no such object, or no longer."""
        row = find_state(self.connection, kind, object_id)
        keys = self.keys.read([row.subject]) if row else {}
        return open_state(row, keys[row.subject]) if row and row.subject in keys else None

    def states(self, wanted: Wanted) -> Iterator[State]:
        """Give what is true of many objects, by rank, then by id; what was erased is left out."""
        return _opened(self.keys, find_states(self.connection, wanted))

    def states_named(self, kind: str, object_ids: Iterable[str]) -> dict[str, State]:
        """Give what is true of some objects, by id; what was erased, or never was, is left out."""
        found = find_named(self.connection, kind, sorted({*object_ids}))
        return {one.object: one for one in _opened(self.keys, found)}

    def heads(self) -> tuple[str, ...]:
        """Give the notes of all signed heads that are kept, in the order they came."""
        return tuple(self.connection.scalars(select(_head.c.note).order_by(_head.c.place)))

    def node(self, height: int, place: int) -> bytes:
        """Give the digest of one complete subtree, for proofs."""
        return read_node(self.connection, height, place)


def _opened(subject_keys: SubjectKeys, found: Iterator[Sequence[Row[Any]]]) -> Iterator[State]:
    for rows in found:
        keys = subject_keys.read(row.subject for row in rows)
        yield from (open_state(row, keys[row.subject]) for row in rows if row.subject in keys)


class Transaction:
    """One durable step: acts, with everything that they change. All of it is kept, or nothing."""

    def __init__(self, now: Snapshot) -> None:
        self.now = now  # to read from; shows what this transaction wrote, but not its acts
        self.waiting: list[SignedAct] = []
        self._rows: list[dict[str, object]] = []

    def append(self, act: Act, signatures: tuple[Signature, ...], parts: Sequence[Part] = ()) -> None:
        """Keep a signed act; it gets its entry when the transaction ends.

        parts     what it says of its subjects; the act carries their digest (`parts_fact`)
        raises    Erased for a part of a subject without a key

        An act of kind ERASED takes its subjects out of what is true now; their keys go when the step is kept.
        """
        if act.log != self.now.log:
            raise InvalidInput(f"the act {act.id} is meant for {act.log}, not for {self.now.log}")
        if act.kind == EPOCH_OPENED:
            raise InvalidInput("an epoch is opened by a restore alone")
        for subject in act.subjects if act.kind == ERASED else ():
            drop_subject(self.now.connection, subject)
        check_parts(act, parts)
        self._need_keys(part.subject for part in parts)
        boxes = {part.subject: part.box for part in parts}
        self._rows += [{"act_id": act.id, "subject": it, "box": boxes.get(it)} for it in sorted(set(act.subjects))]
        self.waiting.append(SignedAct(act, signatures))

    def put(self, *states: State) -> None:
        """Keep what is true now.

        raises    OutOfDate where one was changed since it was read; Erased for a subject without a key
        """
        write_rows(self.now.connection, states, self._need_keys(item.subject for item in states))

    def drop(self, kind: str, object_id: str) -> None:
        """Take one object out of the cache of what is true; its acts stay."""
        drop_states(self.now.connection, kind, object_id)

    def finish(self) -> None:
        """Write what acts say of their subjects; the store calls this when the step has ended."""
        if self._rows:
            self.now.connection.execute(insert(_part), self._rows)

    def keep_head(self, size: int, note: str) -> None:
        """Keep a signed head; `Store.sign_head` and `Store.keep_head` see to it that it fits."""
        last = self.now.connection.scalar(select(func.max(_head.c.place)))
        place = 0 if last is None else last + 1
        self.now.connection.execute(insert(_head).values(place=place, size=size, note=note))

    def _need_keys(self, subjects: Iterable[str]) -> dict[str, bytes]:
        wanted = set(subjects)
        keys = self.now.keys.read(wanted) if wanted else {}
        missing = wanted - set(keys)
        if missing:
            raise Erased(f"subject {min(missing)} has no key: make one first, or it was erased")
        return keys
