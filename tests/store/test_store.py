from dataclasses import replace
from datetime import timedelta
from threading import Event, Thread

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from homeward.errors import InvalidInput
from homeward.ledger.entry import decode_entry
from homeward.ledger.epoch import EPOCH_OPENED
from homeward.store.parts import parts_fact, seal_parts
from homeward.store.refusals import Erased, NotOpened, OutOfDate
from homeward.store.sequence import kinds_since
from homeward.store.state import State, Wanted, find_acts, find_acts_named
from homeward.store.store import create_store, open_store
from tests.store.sample import (
    KEY,
    LOG,
    MARKER,
    NOON,
    an_act,
    an_id,
    erase,
    keep_note,
    raw,
    signed,
)

ANNA, BORIS = "a" * 32, "b" * 32


class Refusal(Exception):
    pass


def test_an_act_its_entry_and_its_effects_are_kept_together(store):
    written = keep_note(store, 0, ANNA)
    with store.read() as now:
        assert now.entry_of(an_id(0)) == written.entries[0]
        assert now.texts(an_id(0)) == {ANNA: MARKER}
        assert now.state("person", ANNA).body == MARKER
        assert now.size == 1


def test_nothing_is_kept_of_a_step_that_refuses(store):
    store.keys.make([ANNA])

    def refuse(step):
        step.append(*signed(an_act(0, subjects=(ANNA,))))
        step.put(State(kind="person", object=ANNA, version=1, subject=ANNA, act_id=an_id(0), body=MARKER))
        raise Refusal

    with pytest.raises(Refusal):
        store.write(refuse)
    with store.read() as now:
        assert now.size == 0
        assert now.state("person", ANNA) is None
        assert now.entries_about(ANNA) == ()
    assert store.write(lambda step: step.append(*signed(an_act(0, subjects=(ANNA,))))).entries[0].number == 0


def test_an_act_that_is_sent_twice_is_placed_once_and_answered_alike(store):
    first = keep_note(store, 0, ANNA)
    again = keep_note(store, 0, ANNA)
    assert (again.entries, again.is_repeat) == (first.entries, True)
    with store.read() as now:
        assert now.size == 1
        assert now.state("person", ANNA).version == 1


def test_a_step_known_by_its_act_is_not_run_again(store):
    keep_note(store, 0, ANNA)

    def refuse(step):
        raise Refusal

    assert store.write(refuse, an_id(0)).entries[0].number == 0


def test_an_id_belongs_to_one_act_alone(store):
    store.write(lambda step: step.append(*signed(an_act(0))))
    with pytest.raises(InvalidInput, match="belongs to another act"):
        store.write(lambda step: step.append(*signed(an_act(0, kind="note withdrawn"))))


def test_half_a_repeat_is_refused_whole(store):
    store.write(lambda step: step.append(*signed(an_act(0))))

    def both(step):
        step.append(*signed(an_act(1)))
        step.append(*signed(an_act(0)))

    with pytest.raises(InvalidInput, match="1 of 2 acts"):
        store.write(both)
    with store.read() as now:
        assert now.size == 1


def test_many_acts_of_one_step_stand_in_their_order(store):
    numbers = [5, 3, 8, 1]

    def keep(step):
        for number in numbers:
            step.append(*signed(an_act(number)))

    entries = store.write(keep).entries
    assert [(entry.number, entry.act.id) for entry in entries] == [(i, an_id(n)) for i, n in enumerate(numbers)]


def test_a_state_that_was_changed_meanwhile_is_not_overwritten(store):
    keep_note(store, 0, ANNA)
    with store.read() as now:
        read = now.state("person", ANNA)
    keep_note(store, 1, ANNA, "newer")
    with pytest.raises(OutOfDate, match="kept in version 2"):
        store.write(lambda step: step.put(replace(read, version=read.version + 1, body="stale")))
    with store.read() as now:
        assert now.state("person", ANNA).body == "newer"


def test_an_object_is_not_made_twice(store):
    keep_note(store, 0, ANNA)
    state = State(kind="person", object=ANNA, version=1, subject=ANNA, act_id=an_id(0), body="other")
    with pytest.raises(OutOfDate):
        store.write(lambda step: step.put(state))


def test_a_snapshot_shows_one_moment_whatever_others_write(store):
    keep_note(store, 0, ANNA, "before")
    with store.read() as now:
        keep_note(store, 1, ANNA, "after")
        assert now.size == 1
        assert now.state("person", ANNA).body == "before"


def test_a_step_sees_what_it_wrote_itself(store):
    store.keys.make([ANNA])

    def keep(step):
        step.put(State(kind="case", object=ANNA, version=1, subject=ANNA, act_id=an_id(0), body="x"))
        step.append(*signed(an_act(0)))
        return step.now.state("case", ANNA).body

    assert store.write(keep).result == "x"


def test_states_come_by_rank_and_can_be_asked_by_what_stands_open(store):
    store.keys.make([ANNA])
    rows = [(3, None, "open"), (1, 20, "open"), (2, 10, "open"), (4, 5, "closed")]

    def keep(step):
        step.append(*signed(an_act(0)))
        step.put(
            *(
                State(
                    kind="case",
                    object=an_id(number),
                    version=1,
                    subject=ANNA,
                    act_id=an_id(0),
                    body=str(number),
                    parent=BORIS if number > 1 else None,
                    status=status,
                    rank=rank,
                )
                for number, rank, status in rows
            )
        )

    store.write(keep)
    with store.read() as now:
        assert [item.body for item in now.states(Wanted(kind="case"))] == ["4", "2", "1", "3"]
        assert [item.body for item in now.states(Wanted(kind="case", status="open", limit=2))] == ["2", "1"]
        assert [item.body for item in now.states(Wanted(kind="case", parent=BORIS))] == ["4", "2", "3"]
        assert [*now.states(Wanted(kind="line"))] == []
        for wanted in (Wanted(kind="case"), Wanted(kind="case", status="open"), Wanted(kind="case", parent=BORIS)):
            states = [*now.states(wanted)]
            assert [*find_acts(now.connection, wanted).items()] == [(one.object, one.act_id) for one in states]
        assert find_acts_named(now.connection, "case", [states[0].object, ANNA]) == {states[0].object: an_id(0)}


def test_acts_of_states_are_found_without_a_page_of_what_is_sealed(store):
    with store.read() as now:
        assert "state_act" in {index["name"] for index in inspect(now.connection).get_indexes("state")}
        if store.engines.connect is not None:  # SQLite is told which index; a server chooses by itself
            asked = "EXPLAIN QUERY PLAN SELECT object, act_id FROM state INDEXED BY state_act WHERE kind = 'case'"
            assert "COVERING INDEX state_act" in str(now.connection.exec_driver_sql(asked).all())


def test_the_kinds_since_a_number_are_those_of_the_entries_from_there_on(store):
    for number in range(3):
        keep_note(store, number, ANNA)
    with store.read() as now:
        kinds = [decode_entry(data).act.kind for data in now.entries()]
        assert kinds_since(now.connection, 0) == {*kinds}
        assert kinds_since(now.connection, 2) == {kinds[2]}
        assert kinds_since(now.connection, 3) == frozenset()


def test_what_is_dropped_is_no_longer_true_and_stays_in_its_acts(store):
    keep_note(store, 0, ANNA)
    store.write(lambda step: step.drop("person", ANNA))
    with store.read() as now:
        assert now.state("person", ANNA) is None
        assert now.texts(an_id(0)) == {ANNA: MARKER}


def test_every_act_about_a_subject_is_found(store):
    keep_note(store, 0, ANNA)
    keep_note(store, 1, BORIS)
    store.write(lambda step: step.append(*signed(an_act(2, kind="file read", subjects=(ANNA, BORIS)))))
    with store.read() as now:
        assert [entry.number for entry in now.entries_about(ANNA)] == [0, 2]
        assert [entry.number for entry in now.entries_of_kind("file read")] == [2]


def test_time_never_goes_back_in_the_log(place):
    times = iter([NOON, NOON - timedelta(hours=1), NOON + timedelta(seconds=1)])
    place.create().close()
    with open_store(place.store, KEY, keys=place.keys, clock=lambda: next(times)) as store:
        for number in range(3):
            store.write(lambda step, number=number: step.append(*signed(an_act(number))))
        with store.read() as now:
            placed = [entry.placed_at for entry in now.entries_of_kind("note taken")]
    assert placed == [NOON, NOON, NOON + timedelta(seconds=1)]


def test_everything_is_there_after_closing_and_opening(place):
    with place.create() as store:
        for number in range(9):
            keep_note(store, number, ANNA)
    with place.open() as store:
        keep_note(store, 9, ANNA)
        with store.read() as now:
            assert now.size == 10
            assert now.state("person", ANNA).version == 10


def test_what_an_act_says_is_bound_to_it_by_its_digest(store):
    keys = store.keys.make([ANNA])
    parts = seal_parts(LOG, an_id(0), {ANNA: MARKER}, keys)
    with pytest.raises(InvalidInput, match="digest of its 1 parts"):
        store.write(lambda step: step.append(*signed(an_act(0, subjects=(ANNA,))), parts))
    act = an_act(0, subjects=(ANNA,), facts=(parts_fact(parts),))
    with pytest.raises(InvalidInput, match="digest of its 0 parts"):
        store.write(lambda step: step.append(*signed(act)))
    with pytest.raises(InvalidInput, match="not a subject"):
        store.write(lambda step: step.append(*signed(replace(act, subjects=())), parts))


def test_an_act_of_another_ledger_is_refused(store):
    with pytest.raises(InvalidInput, match="meant for homeward/agency-b"):
        store.write(lambda step: step.append(*signed(an_act(0, log="homeward/agency-b"))))


def test_an_epoch_is_opened_by_a_restore_alone(store):
    with pytest.raises(InvalidInput, match="by a restore"):
        store.write(lambda step: step.append(*signed(an_act(0, kind=EPOCH_OPENED))))


def test_what_was_sealed_for_an_erased_subject_is_never_read_again(store):
    keep_note(store, 0, ANNA)
    keep_note(store, 1, BORIS)
    erase(store, 2, ANNA)
    with store.read() as now:
        assert now.texts(an_id(0)) == {ANNA: None}
        assert now.state("person", ANNA) is None
        assert now.texts(an_id(1)) == {BORIS: MARKER}
        assert [entry.number for entry in now.entries_about(ANNA)] == [0, 2]
    with pytest.raises(Erased, match="new file needs a new id"):
        store.keys.make([ANNA])
    with pytest.raises(Erased):
        keep_note(store, 3, ANNA)


def test_nothing_is_written_of_a_subject_without_a_key(store):
    state = State(kind="person", object=ANNA, version=1, subject=ANNA, act_id=an_id(0), body=MARKER)
    with pytest.raises(Erased, match="make one first"):
        store.write(lambda step: step.put(state))


@pytest.mark.parametrize("table", ["entry", "part", "node", "head", "setting"])
def test_nothing_in_a_log_is_changed_or_taken_out(store, table):
    for number in range(2):
        keep_note(store, number, ANNA)
    store.write(lambda step: step.keep_head(2, "not a real note"))
    column = {"entry": "epoch", "part": "subject", "node": "place", "head": "size", "setting": "value"}[table]
    for change in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):
        with pytest.raises(DBAPIError, match="is a log"), raw(store) as connection:
            connection.execute(text(change))


def test_two_programs_may_write_to_one_store(place):
    with place.create() as one, place.open() as other:
        for number in range(6):
            keep_note(other if number % 2 else one, number, ANNA)
        with one.read() as now:
            assert now.size == 6
            assert now.state("person", ANNA).version == 6


def test_writers_that_wait_share_a_commit_and_not_their_refusals(store):
    n_writers, started, errors = 12, Event(), []

    def keep(number):
        started.wait()
        try:
            store.write(lambda step: (step.append(*signed(an_act(number))), 1 // (number % 4)))
        except ZeroDivisionError as error:
            errors.append(error)

    threads = [Thread(target=keep, args=(number,)) for number in range(n_writers)]
    for thread in threads:
        thread.start()
    started.set()
    for thread in threads:
        thread.join()
    with store.read() as now:
        kept = {entry.act.id for entry in now.entries_of_kind("note taken")}
        assert kept == {an_id(number) for number in range(n_writers) if number % 4}
        assert now.size == len(kept)
    assert len(errors) == 3


def test_a_store_is_not_made_over_another(place):
    place.create().close()
    with pytest.raises(NotOpened, match="already"):
        place.create()


def test_there_is_no_store_in_an_empty_place(tmp_path):
    with pytest.raises(NotOpened):
        open_store(tmp_path, KEY)


def test_a_store_does_not_open_with_another_key(embedded):
    embedded.create().close()
    with pytest.raises(NotOpened):
        open_store(embedded.store, b"?" * 32)


def test_a_server_needs_a_place_for_the_keys_of_subjects():
    with pytest.raises(InvalidInput, match="keys="):
        create_store("postgresql:///nowhere", KEY, LOG)


def test_a_ledger_needs_a_name_as_ledgers_have(tmp_path):
    with pytest.raises(InvalidInput):
        create_store(tmp_path, KEY, "Agency A")
    assert not [*tmp_path.iterdir()]
