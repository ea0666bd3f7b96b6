"""States: what is true of an object now, as a fold over acts; a cache that can be thrown away and made again.

One table holds every kind of object: people, lines of lists, cases of review, containers. What may be searched stands
in columns (parent, status, rank), as codes; everything else in a body, sealed under a subject's key. The seal binds the
body to all columns, so that no cell can be altered unnoticed.
"""

import secrets
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update
from sqlalchemy.sql import Select

from homeward.errors import InvalidInput
from homeward.ledger.encoding import Plain, encode
from homeward.ledger.sealing import NONCE_BYTES, seal, unseal
from homeward.store import tables
from homeward.store.backends.engines import stream
from homeward.store.refusals import Damaged, OutOfDate

_AT_ONCE = 500
_state = tables.state
_OPEN = tuple(_state.c.keys())[:-1]  # all but the box, which is the last
_ONE = select(_state).where(_state.c.kind == bindparam("kind"), _state.c.object == bindparam("object"))
# Each commit empties the page cache of every reader. This index is some dozen pages where the states are thousands, and
# SQLite does not choose it by itself.
_ACTS = select(_state.c.object, _state.c.act_id).with_hint(_state, "INDEXED BY state_act", "sqlite")
_ACTS_NAMED = _ACTS.where(_state.c.kind == bindparam("kind"), _state.c.object.in_(bindparam("objects", expanding=True)))


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What is true of one object after one act."""

    kind: str  # "person", "list version", "line", "case", "container"
    object: str  # its random id
    version: int  # from 1; each act that changes it counts one up
    subject: str  # whose key seals the body; often the object itself
    act_id: str  # the act that made it so
    body: str
    parent: str | None = None  # id of what it belongs to: the list of a line
    status: str | None = None  # a code: "read once"
    rank: int | None = None  # place in a queue, the smallest first

    def __post_init__(self) -> None:
        if self.version < 1:
            raise InvalidInput(f"{self.kind} {self.object}: versions count from 1, not {self.version}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which states are asked for; what is None does not matter."""

    kind: str
    parent: str | None = None
    status: str | None = None
    subject: str | None = None
    limit: int | None = None


def find_states(connection: Connection, wanted: Wanted) -> Iterator[Sequence[Row[Any]]]:
    """Find rows of states by rank, then by id, some hundred at a time; those without a rank come last."""
    yield from stream(connection, _chosen(select(_state), wanted), _AT_ONCE)


def _chosen(asked: Select[Any], wanted: Wanted) -> Select[Any]:
    columns = {"parent": wanted.parent, "status": wanted.status, "subject": wanted.subject}
    asked = asked.where(_state.c.kind == wanted.kind)
    for name, value in columns.items():
        if value is not None:
            asked = asked.where(_state.c[name] == value)
    return asked.order_by(_state.c.rank.is_(None), _state.c.rank, _state.c.object).limit(wanted.limit)


def find_acts(connection: Connection, wanted: Wanted) -> dict[str, str]:
    """Find by which act each of many states came to be, by object, in the order of `find_states`; nothing is opened."""
    asked = _chosen(_ACTS, wanted)
    return {row[0]: row[1] for row in connection.execute(asked).all()}


def find_acts_named(connection: Connection, kind: str, object_ids: Sequence[str]) -> dict[str, str]:
    """Find by which act the states of some objects came to be, by object."""
    found: dict[str, str] = {}
    for at in range(0, len(object_ids), _AT_ONCE):
        asked = {"kind": kind, "objects": object_ids[at : at + _AT_ONCE]}
        found |= {row[0]: row[1] for row in connection.execute(_ACTS_NAMED, asked).all()}
    return found


def find_state(connection: Connection, kind: str, object_id: str) -> Row[Any] | None:
    """Find the row of one state."""
    return connection.execute(_ONE, {"kind": kind, "object": object_id}).one_or_none()


def find_named(connection: Connection, kind: str, object_ids: Sequence[str]) -> Iterator[Sequence[Row[Any]]]:
    """Find the rows of states by their ids, some hundred at a time."""
    for at in range(0, len(object_ids), _AT_ONCE):
        asked = select(_state).where(_state.c.kind == kind, _state.c.object.in_(object_ids[at : at + _AT_ONCE]))
        yield connection.execute(asked).all()


def open_state(row: Row[Any], key: bytes) -> State:
    """Open a row; raises Damaged where one of its cells was altered."""
    fields: dict[str, Any] = dict(zip(_OPEN, row, strict=False))
    try:
        return State(body=unseal(row.box, key, _about(fields)), **fields)
    except InvalidInput:
        raise Damaged(f"{row.kind} {row.object}: what is kept of it was altered; run a verification") from None


def write_states(connection: Connection, states: Sequence[State], keys: Mapping[str, bytes]) -> None:
    """Write states that follow the versions that are kept.

    keys      by subject
    raises    OutOfDate where one was changed meanwhile, and then none should be kept
    """
    kept = _versions(connection, states)
    for item in states:
        now = kept.get((item.kind, item.object), 0)
        if item.version != now + 1:
            says = f"is kept in version {now}" if now else "is not kept yet, or no longer"
            raise OutOfDate(f"{item.kind} {item.object} {says}; version {item.version} does not follow. Read it again")
        kept[item.kind, item.object] = item.version
    rows = [(item, _seal(item, keys[item.subject])) for item in states]
    new = [row for item, row in rows if item.version == 1]
    if new:
        connection.execute(insert(_state), new)
    for item, row in rows:
        if item.version > 1:
            connection.execute(
                update(_state).where(_state.c.kind == item.kind, _state.c.object == item.object).values(**row)
            )


def drop_states(connection: Connection, kind: str, object_id: str) -> None:
    """Take one state out of the cache."""
    connection.execute(delete(_state).where(_state.c.kind == kind, _state.c.object == object_id))


def drop_subject(connection: Connection, subject: str) -> None:
    """Take all that is sealed under one subject's key out of the cache."""
    connection.execute(delete(_state).where(_state.c.subject == subject))


def _versions(connection: Connection, states: Iterable[State]) -> dict[tuple[str, str], int]:
    objects: dict[str, list[str]] = defaultdict(list)
    for item in states:
        objects[item.kind].append(item.object)
    found: dict[tuple[str, str], int] = {}
    for kind, ids in objects.items():
        for at in range(0, len(ids), _AT_ONCE):
            asked = select(_state.c.object, _state.c.version).where(
                _state.c.kind == kind, _state.c.object.in_(ids[at : at + _AT_ONCE])
            )
            found |= {(kind, row.object): row.version for row in connection.execute(asked)}
    return found


def _seal(item: State, key: bytes) -> dict[str, Plain | bytes | None]:
    fields: dict[str, Plain | None] = {
        "kind": item.kind,
        "object": item.object,
        "version": item.version,
        "subject": item.subject,
        "act_id": item.act_id,
        "parent": item.parent,
        "status": item.status,
        "rank": item.rank,
    }
    return fields | {"box": seal(item.body, key, secrets.token_bytes(NONCE_BYTES), _about(fields))}


def _about(fields: Mapping[str, Plain | None]) -> bytes:
    return b"homeward/state/1\n" + encode({name: value for name, value in fields.items() if value is not None})
