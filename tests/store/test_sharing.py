"""Looks of one moment: what a thread reads belongs together until it writes, and no thread sees another's moment."""

from threading import Thread

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from homeward.store.refusals import StoreError
from tests.store.sample import an_id, keep_note

ANNA, BORIS = "a" * 32, "b" * 32


def size(store):
    with store.read() as now:
        return now.size


def elsewhere(work):
    """Do something in another thread, and wait for it."""
    done = []
    thread = Thread(target=lambda: done.append(work()))
    thread.start()
    thread.join()
    return done[0]


def test_what_others_write_meanwhile_is_not_seen_inside_and_is_seen_after(store):
    keep_note(store, 0, ANNA)
    with store.sharing():
        assert size(store) == 1
        elsewhere(lambda: keep_note(store, 1, BORIS))
        assert size(store) == 1
        assert elsewhere(lambda: size(store)) == 2
    assert size(store) == 2


def test_what_the_thread_itself_writes_is_seen_at_once(store):
    keep_note(store, 0, ANNA)
    with store.sharing():
        assert size(store) == 1
        keep_note(store, 1, BORIS)
        assert size(store) == 2


def test_whoever_is_looking_while_the_thread_writes_goes_on_with_the_old_moment(store):
    keep_note(store, 0, ANNA)
    with store.sharing(), store.read() as before:
        keep_note(store, 1, BORIS)
        assert before.entry_of(an_id(1)) is None
        with store.read() as after:
            assert after.entry_of(an_id(1)) is not None
        assert before.entry_of(an_id(0)) is not None


def test_many_looks_are_one_and_a_sharing_inside_a_sharing_changes_nothing(store):
    with store.sharing():
        with store.read() as first, store.read() as second:
            assert first is second
        with store.sharing(), store.read() as third:
            assert third is first
        with store.read() as fourth:
            assert fourth is first
    with store.read() as fifth:
        assert fifth is not first


def test_a_look_that_fails_ends_the_moment_and_the_next_one_works(store):
    keep_note(store, 0, ANNA)
    with store.sharing():
        assert size(store) == 1
        with pytest.raises((StoreError, DBAPIError)), store.read() as now:
            now.connection.execute(text("SELECT nothing FROM nowhere"))
        assert size(store) == 1


def test_no_connection_stays_open_after_a_moment(store):
    keep_note(store, 0, ANNA)
    pool = store.engines.reading.pool
    with store.sharing():
        for number in range(1, 4):
            size(store)
            keep_note(store, number, ANNA)
            size(store)
            assert pool.checkedout() <= 1
    assert pool.checkedout() == 0
