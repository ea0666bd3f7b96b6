"""Whoever has the key and edits cells with SQL is found out, in every table and column."""

from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from homeward.store.checking import verify_store
from homeward.store.heads import sign_head
from homeward.store.migration import NEWEST
from homeward.store.tables import key_metadata, metadata
from tests.store.sample import KEYS, LEDGER_KEY, erase, keep_note, raw

ANNA, BORIS, CLARA = "a" * 32, "b" * 32, "c" * 32


@contextmanager
def without_triggers(store):
    """A bare connection to an embedded store whose log tables forbid nothing for a while."""
    with raw(store) as connection:
        made = connection.execute(text("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")).all()
        for name, _ in made:
            connection.execute(text(f"DROP TRIGGER {name}"))
        yield connection
        for _, sql in made:
            connection.exec_driver_sql(sql)


@contextmanager
def unguarded(store):
    """The same on either back end."""
    if store.engines.connect is not None:
        with without_triggers(store) as connection:
            yield connection
        return
    with raw(store) as connection:
        connection.execute(text("SET session_replication_role = replica"))
        yield connection
        connection.execute(text("SET session_replication_role = origin"))


def fill(store):
    for number, subject in enumerate((ANNA, BORIS, CLARA, ANNA, BORIS, BORIS, BORIS)):
        keep_note(store, number, subject, f"text {number}", status="open")
        if number in (2, 5):
            sign_head(store, LEDGER_KEY)
    erase(store, 7, CLARA)
    keep_note(store, 8, ANNA, "text 8", status="open")
    # so that no column of states is empty
    store.write(
        lambda step: step.put(
            *(
                _with_place(step.now.state("person", subject), rank)
                for rank, subject in enumerate((ANNA, BORIS), start=1)
            )
        )
    )


def _with_place(state, rank):
    return replace(state, version=state.version + 1, parent=BORIS, rank=rank)


def columns():
    for table in metadata.sorted_tables:
        if "only" not in table.info:
            yield from ((table.name, column.name) for column in table.columns)


def edits(value):
    """What a cell may be edited to: something near, something of another row's kind, nothing."""
    if isinstance(value, bytes | memoryview):
        data = bytes(value)
        yield bytes([*data[:-1], data[-1] ^ 1])
        yield data[:-1]
        yield bytes(len(data))
    elif isinstance(value, int):
        yield value + 1
        yield value + 1000
    elif isinstance(value, str):
        yield value[:-1] + ("0" if value[-1:] != "0" else "1")
        yield value + "x"
        yield value.replace(ANNA, BORIS) if ANNA in value else value.upper() + " "
    else:
        yield 7
        yield "7"
        yield b"7"


def keys_of(table):
    return [column.name for column in {**metadata.tables, **key_metadata.tables}[table].primary_key.columns]


def rows_of(connection, table):
    return [dict(row._mapping) for row in connection.execute(text(f"SELECT * FROM {table}"))]


def update(connection, table, key, column, value):
    where = " AND ".join(f"{name} = :key_{name}" for name in key)
    values = {f"key_{name}": item for name, item in key.items()}
    done = connection.execute(text(f"UPDATE {table} SET {column} = :value WHERE {where}"), {"value": value, **values})
    assert done.rowcount == 1


def try_edits(store, table, column, engines):
    """Edit the first, a middle and the last cell of a column; the edits that a verification did not report."""
    silent = []
    with engines.writing.connect() as connection:
        rows = rows_of(connection, table)
    assert rows
    for row in (rows[0], rows[len(rows) // 2], rows[-1]):
        key = {name: row[name] for name in keys_of(table)}
        for value in edits(row[column]):
            if value == row[column]:
                continue
            new_key = {**key, column: value} if column in key else key
            with _unguarded_at(store, engines) as connection:
                try:
                    with connection.begin_nested():
                        update(connection, table, key, column, value)
                except DBAPIError:
                    continue  # the database itself does not take it
            if verify_store(store, KEYS).is_whole:
                silent.append((key, value))
            with _unguarded_at(store, engines) as connection:
                update(connection, table, new_key, column, row[column])
    assert verify_store(store, KEYS).is_whole
    return silent


@contextmanager
def _unguarded_at(store, engines):
    if engines is store.engines:
        with unguarded(store) as connection:
            yield connection
    else:
        with engines.writing.connect() as connection:
            yield connection
            connection.commit()


def test_a_whole_store_is_said_to_be_whole(store):
    fill(store)
    found = verify_store(store, KEYS)
    assert found.failures == ()
    assert found.sentences[-1] == "Every cell of the store follows from its entries, or is sealed as it was written."
    assert verify_store(store, KEYS, open_acts=False).failures == ()


@pytest.mark.parametrize(("table", "column"), [*columns()])
def test_every_edit_of_a_single_cell_is_reported(place, table, column):
    with place.create() as store:
        fill(store)
        assert try_edits(store, table, column, store.engines) == []


@pytest.mark.parametrize("column", ["subject", "wrapped"])
def test_every_edit_of_a_key_is_reported(embedded, column):
    with embedded.create() as store:
        fill(store)
        assert try_edits(store, "subject_key", column, store.keys.engines) == []


@pytest.mark.parametrize("value", ["1", "", NEWEST + " "])
def test_another_form_is_reported(store, value):
    with raw(store) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :value"), {"value": value})
    assert "form" in verify_store(store, KEYS).failures[0].says


@pytest.mark.parametrize("table", ["entry", "part", "node", "head", "setting"])
def test_a_row_that_was_taken_out_is_reported(place, table):
    with place.create() as store:
        fill(store)
        with unguarded(store) as connection:
            row = rows_of(connection, table)[0]
            where = " AND ".join(f"{name} = :{name}" for name in keys_of(table))
            connection.execute(text(f"DELETE FROM {table} WHERE {where}"), {name: row[name] for name in keys_of(table)})
        assert not verify_store(store, KEYS).is_whole


def test_a_key_that_went_missing_is_told_from_one_that_was_erased(embedded):
    with embedded.create() as store:
        fill(store)
        with store.keys.engines.writing.connect() as connection:
            connection.execute(
                text("UPDATE subject_key SET wrapped = NULL WHERE subject = :subject"), {"subject": ANNA}
            )
            connection.commit()
        says = " ".join(problem.says for problem in verify_store(store, KEYS).failures)
        assert f"the key of subject {ANNA} is missing, and no act erased it" in says


def test_a_trigger_that_was_taken_away_is_reported(place):
    with place.create() as store:
        fill(store)
        with raw(store) as connection:
            name, on = ("entry_no_update", "") if store.engines.connect else ("entry_no_change", " ON entry")
            connection.execute(text(f"DROP TRIGGER {name}{on}"))
        assert "forbids changes" in verify_store(store, KEYS).failures[0].says
