"""Verification of a store: everything again from the disk, every table and column, and an answer in sentences.

`ledger.verification` replays the entries. What is checked here is that every other cell follows from them: columns,
tree, heads, parts of acts, keys, and that every state is sealed as it was written. Whether states are what the acts add
up to is left to `actions`, which knows how they add up.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, func, select, text
from sqlalchemy.exc import DatabaseError

from homeward.errors import InvalidInput, Problem
from homeward.ledger.act import Act, read_act
from homeward.ledger.checkpoint import read_head
from homeward.ledger.entry import split_entry
from homeward.ledger.keys import VerifierKey, read_verifier_key
from homeward.ledger.merkle import DIGEST_BYTES, EMPTY_ROOT, Tree, build_tree
from homeward.ledger.notes import read_note
from homeward.ledger.verification import Verification, verify_ledger
from homeward.store import tables
from homeward.store.backends.engines import stream
from homeward.store.migration import NEWEST, read_form
from homeward.store.parts import Part, check_parts
from homeward.store.refusals import Damaged, StoreError
from homeward.store.state import open_state
from homeward.store.store import Store, open_store
from homeward.store.transaction import ERASED, Snapshot

NOT_NOW = 3  # exit code: nothing is known of the store; another attempt may succeed
_AT_ONCE = 500
_entry, _part, _node, _head, _state = tables.entry, tables.part, tables.node, tables.head, tables.state


def verify_store(
    store: Store, keys: Sequence[VerifierKey], *, open_acts: bool = True, is_copy: bool = False
) -> Verification:
    """Verify everything that a store keeps.

    keys         of the ledger, of those who countersign, and of everybody whose acts stand in it
    open_acts    read every page and act, check signatures and parts; without, chain, tree, heads and states alone
    is_copy      it may be older than its keys: subjects that were erased since are no failure (`erased_since`)
    returns      as `verify_ledger`, with what the store's own checks found
    """
    try:
        with store.read() as now:
            found = _verify(now, keys, open_acts, is_copy)
    except (DatabaseError, StoreError) as error:
        says = error.orig if isinstance(error, DatabaseError) else error
        problem = Problem("the store", f"it cannot be read to the end: {says}", "nothing was changed")
        return Verification(0, EMPTY_ROOT, (), (problem,), build_tree(b""))
    if store.damage is None:
        return found
    problem = Problem("the store", store.damage, "what is there")
    return replace(found, failures=(*found.failures, problem))


def _verify(now: Snapshot, keys: Sequence[VerifierKey], open_acts: bool, is_copy: bool) -> Verification:
    excused = frozenset(erased_since(now)) if is_copy else frozenset()
    columns = _Columns(now, open_acts)
    found = verify_ledger(columns.read(), now.log, now.heads(), keys, open_acts=open_acts)
    checks = (
        _check_file(now.connection) if open_acts else (),
        _check_form(now.connection, now.log),
        columns.failures(found.tree),
        _check_nodes(now.connection, found.tree),
        _check_heads(now.connection),
        _check_states(now, excused),
        _check_keys(now, columns, excused) if open_acts else (),
        _check_queue(now.connection),
    )
    failures = [problem for check in checks for problem in [*check][:1]]
    says = () if failures else ("Every cell of the store follows from its entries, or is sealed as it was written.",)
    return replace(found, statements=(*found.statements, *says), failures=(*found.failures, *failures))


def erased_since(now: Snapshot) -> tuple[str, ...]:
    """Name subjects whose keys were destroyed and whose acts do not say so: a copy was made before."""
    _, gone = now.keys.all_subjects()
    said = {subject for entry in now.entries_of_kind(ERASED) for subject in entry.act.subjects}
    return tuple(sorted(gone - said))


class _Columns:
    """Reads all entries, and compares on the way what stands beside them."""

    def __init__(self, now: Snapshot, open_acts: bool) -> None:
        self._now, self._open_acts = now, open_acts
        self._failures: list[Problem] = []
        self._n_parts = 0
        self.leaves = bytearray()
        self.subjects_with_text: set[str] = set()
        self.erased: set[str] = set()

    def read(self) -> Iterator[bytes]:
        """Give the bytes of all entries, in order."""
        size = 0
        beside = (_entry.c.epoch, _entry.c.act_id, _entry.c.kind) if self._open_acts else ()
        asked = select(_entry.c.number, _entry.c.leaf, _entry.c.data, *beside).order_by(_entry.c.number)
        for rows in stream(self._now.connection, asked, _AT_ONCE):
            numbers, leaves, entries, *_ = zip(*rows, strict=True)
            if numbers != tuple(range(size, size + len(rows))):
                self._fail("the entries", f"their numbers after {size:,} do not count on")
            self.leaves += b"".join(leaves)
            if self._open_acts and not self._failures:
                self._compare_parts([act for row in rows for act in self._compare(row)])
            size += len(rows)
            yield from entries

    def failures(self, tree: Tree) -> list[Problem]:
        """Say what was wrong beside the entries."""
        if self.leaves != tree.levels[0]:
            self._fail("the entries", "a leaf beside them is not the digest of its entry")
        n_kept = self._now.connection.scalar(select(func.count()).select_from(_part))
        if self._open_acts and not self._failures and n_kept != self._n_parts:
            self._fail("parts", f"{n_kept} parts are kept, and the acts have {self._n_parts}")
        return self._failures

    def _compare(self, row: Row[Any]) -> list[Act]:
        try:
            lines = split_entry(row.data)
            act = read_act(lines[5])
        except InvalidInput:
            return []  # the replay says so
        if (row.epoch, row.act_id, row.kind) != (int(lines[1]), act.id, act.kind):
            self._fail(f"entry {row.number:,}", "a column beside it says something else than the entry")
        return [act]

    def _compare_parts(self, acts: Sequence[Act]) -> None:
        asked = select(_part).where(_part.c.act_id.in_([act.id for act in acts]))
        rows: dict[str, list[Row[Any]]] = {act.id: [] for act in acts}
        for row in self._now.connection.execute(asked):
            rows[row.act_id].append(row)
        for act in acts:
            self._n_parts += len(rows[act.id])
            parts = [Part(row.subject, row.box) for row in rows[act.id] if row.box is not None]
            self.subjects_with_text |= {part.subject for part in parts}
            if act.kind == ERASED:
                self.erased |= set(act.subjects)
            try:
                check_parts(act, parts)
            except InvalidInput as error:
                self._fail("parts", str(error))
            if {row.subject for row in rows[act.id]} != set(act.subjects):
                self._fail("parts", f"act {act.id} is listed under other subjects than it names")

    def _fail(self, where: str, says: str) -> None:
        self._failures.append(Problem(where, says, "the entry itself"))


def _check_file(connection: Connection) -> Iterator[Problem]:
    """Ask SQLite whether its pages are whole; a PostgreSQL server has tools of its own for that."""
    if connection.dialect.name != "sqlite":
        return
    for check in ("cipher_integrity_check", "integrity_check"):
        for (says,) in connection.exec_driver_sql(f"PRAGMA {check}"):
            if says != "ok":
                yield Problem("the file", str(says), "all other pages")


def _check_form(connection: Connection, log: str) -> Iterator[Problem]:
    """Look whether tables, settings and the triggers that forbid changes are all there."""
    if read_form(connection) != NEWEST:
        yield Problem("the store", f"it does not say that it has form {NEWEST}", "all tables")
    settings = [tuple(row) for row in connection.execute(select(tables.setting))]
    if settings != [("log", log)]:
        yield Problem("the settings", "they are not those that the store was made with", "all other tables")
    if connection.dialect.name == "sqlite":
        asked, n_wanted = "SELECT name FROM sqlite_schema WHERE type = 'trigger'", 2 * len(tables.LOG_TABLES)
    else:
        asked = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O'"
        n_wanted = len(tables.LOG_TABLES) + 1
    if len(connection.scalars(text(asked)).all()) != n_wanted:
        yield Problem("the store", "what forbids changes of the log was taken away", "all tables")


def _check_nodes(connection: Connection, tree: Tree) -> Iterator[Problem]:
    """Compare the nodes that are kept with those that follow from the entries."""
    kept = set(connection.scalars(select(_node.c.height).distinct()))
    if kept != set(range(1, len(tree.levels))):
        yield Problem("the tree", f"its levels are not the {len(tree.levels)} that the entries give", "the entries")
    for height, wanted in enumerate(tree.levels[1:], start=1):
        asked = select(_node.c.place, _node.c.digest).where(_node.c.height == height).order_by(_node.c.place)
        size, mine = 0, bytearray()
        for rows in stream(connection, asked):
            places, digests = zip(*rows, strict=True)
            if places != tuple(range(size, size + len(rows))):
                yield Problem("the tree", f"nodes at height {height} after {size:,} are out of place", "the entries")
            size += len(rows)
            mine += b"".join(digests)
        if mine != wanted or size * DIGEST_BYTES != len(wanted):
            yield Problem("the tree", f"its nodes at height {height} do not follow from the entries", "the entries")


def _check_heads(connection: Connection) -> Iterator[Problem]:
    for number, row in enumerate(connection.execute(select(_head).order_by(_head.c.place))):
        try:
            size = read_head(read_note(row.note).text).size
        except InvalidInput:
            continue  # the replay says so
        if (row.place, row.size) != (number, size):
            yield Problem(f"head {number:,}", "a column beside it says something else than the head", "the head itself")


def _check_states(now: Snapshot, excused: frozenset[str]) -> Iterator[Problem]:
    """Open every state, and look whether the act that made it so was placed."""
    rows_asked = select(_state, _entry.c.number).outerjoin(_entry, _entry.c.act_id == _state.c.act_id)
    for rows in stream(now.connection, rows_asked, _AT_ONCE):
        keys = now.keys.read(row.subject for row in rows)
        for row in rows:
            where = f"{row.kind} {row.object}"
            if row.subject in excused:
                continue
            if row.subject not in keys:
                yield Problem(where, f"its subject {row.subject} has no key", "its acts")
            elif row.number is None:
                yield Problem(where, f"act {row.act_id}, which made it so, is not in the ledger", "its acts")
            else:
                try:
                    open_state(row, keys[row.subject])
                except Damaged as error:
                    yield Problem(where, str(error), "its acts")


def _check_keys(now: Snapshot, columns: _Columns, excused: frozenset[str]) -> Iterator[Problem]:
    """Look whether every subject has its key, but for those whose erasing stands in the ledger."""
    alive, gone = now.keys.all_subjects()
    for subject in sorted(columns.subjects_with_text - alive - columns.erased - excused)[:1]:
        yield Problem("the keys", f"the key of subject {subject} is missing, and no act erased it", "all other keys")
    for subject in sorted(gone - columns.erased - excused)[:1]:
        yield Problem("the keys", f"the key of subject {subject} was destroyed, and no act says so", "all other keys")
    for subject in sorted(columns.erased & alive)[:1]:
        yield Problem("the keys", f"the key of subject {subject}, who was erased, is back", "all other keys")
    for subject in sorted(columns.erased - gone)[:1]:
        yield Problem("the keys", f"no mark is left of the key of subject {subject}, who was erased", "all other keys")


def _check_queue(connection: Connection) -> Iterator[Problem]:
    """PostgreSQL: compare the ids of acts that were taken in with those that have their number or wait for it."""
    if connection.dialect.name == "sqlite":
        return
    taken = set(connection.scalars(select(tables.taken.c.act_id)))
    waiting = set(connection.scalars(select(tables.pending.c.act_id)))
    placed = set(connection.scalars(select(_entry.c.act_id)))
    if taken != placed | waiting or placed & waiting:
        yield Problem("the queue", "acts that were taken in are not those that have entries", "the entries")


def main() -> None:
    """Check the store that standard input names, and answer on standard output: a fresh process, for backups."""
    asked = json.load(sys.stdin)
    try:
        store = open_store(asked["place"], bytes.fromhex(asked["instance_key"]), keys=asked["keys"])
    except StoreError as error:
        print(error, file=sys.stderr)
        sys.exit(NOT_NOW if type(error) is StoreError else 1)
    with store:
        found = verify_store(store, [read_verifier_key(text) for text in asked["verifier_keys"]], is_copy=True)
        with store.read() as now:
            since = erased_since(now)
    answer = {
        "n_entries": found.n_entries,
        "root": found.root.hex(),
        "sentences": found.sentences,
        "erased_since": since,
        "failures": [problem.says for problem in found.failures],
    }
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
