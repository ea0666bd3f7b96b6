import pytest
from sqlalchemy import text

from homeward.errors import InvalidInput
from homeward.ledger.checkpoint import countersign, open_head
from homeward.ledger.proof import check_consistency, check_entry_proof, write_consistency, write_entry_proof
from homeward.store.heads import keep_head, newest_head, sign_head
from homeward.store.refusals import Damaged
from tests.store.sample import KEYS, LEDGER_KEY, NEUTRAL, NOON, READER, Place, an_act, keep_note, raw, signed
from tests.store.test_checking import without_triggers

ANNA = "a" * 32


def test_a_head_covers_every_entry_and_is_kept(store):
    for number in range(5):
        keep_note(store, number, ANNA)
    head = sign_head(store, LEDGER_KEY)
    assert head.head.size == 5
    assert newest_head(store, KEYS) == head
    assert open_head(head.text, KEYS).head == head.head


def test_the_same_head_comes_back_where_nothing_was_added(store):
    keep_note(store, 0, ANNA)
    assert sign_head(store, LEDGER_KEY).text == sign_head(store, LEDGER_KEY).text
    with store.read() as now:
        assert len(now.heads()) == 1


def test_an_empty_ledger_has_a_head(store):
    assert sign_head(store, LEDGER_KEY).head.size == 0
    keep_note(store, 0, ANNA)
    assert sign_head(store, LEDGER_KEY).head.size == 1


@pytest.mark.parametrize("n_more", range(1, 9))
def test_proofs_are_made_from_what_is_kept(embedded, n_more):
    with embedded.create() as store:
        for number in range(3):
            keep_note(store, number, ANNA)
        older = sign_head(store, LEDGER_KEY)
        for number in range(3, 3 + n_more):
            keep_note(store, number, ANNA)
        newer = sign_head(store, LEDGER_KEY)
        with store.read() as now:
            assert check_consistency(write_consistency(now.node, older, newer), KEYS) == (older, newer)
            entry = [*now.entries()][2]
            assert check_entry_proof(write_entry_proof(entry, now.node, newer), KEYS)[0].number == 2


def test_a_head_is_signed_by_the_key_of_the_ledger_alone(store):
    with pytest.raises(InvalidInput, match="signed by a key of that name"):
        sign_head(store, READER)


@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE entry SET data = replace(data, 'caseworker', 'casewinner') WHERE number = 3",
        "UPDATE entry SET leaf = zeroblob(32) WHERE number = 4",
        "UPDATE node SET digest = zeroblob(32) WHERE height = 1 AND place = 0",
        "DELETE FROM entry WHERE number = 3",
        "DELETE FROM entry WHERE number = 4",
    ],
)
@pytest.mark.parametrize("had_head", [True, False])
def test_nothing_is_signed_that_reads_otherwise_than_it_was_written(embedded, edit, had_head):
    with embedded.create() as store:
        for number in range(5):
            keep_note(store, number, ANNA)
            if number == 2 and had_head:
                sign_head(store, LEDGER_KEY)
        with without_triggers(store) as connection:
            connection.execute(text(edit.replace("replace(data", "CAST(replace(CAST(data AS TEXT)").replace(
                "'casewinner')", "'casewinner') AS BLOB)"
            )))  # fmt: skip
        with pytest.raises(Damaged):
            sign_head(store, LEDGER_KEY)
        with pytest.raises(Damaged, match="nothing more is written"):
            store.write(lambda step: step.append(*signed(an_act(9))))


def test_an_end_that_was_cut_off_behind_the_last_head_is_noticed(embedded):
    with embedded.create() as store:
        for number in range(5):
            keep_note(store, number, ANNA)
        sign_head(store, LEDGER_KEY)
        with without_triggers(store) as connection:
            connection.execute(text("DELETE FROM entry WHERE number >= 3"))
        with pytest.raises(Damaged, match="2 entries of the last head are gone"):
            sign_head(store, LEDGER_KEY)


def test_a_head_that_came_back_countersigned_is_kept(store):
    keep_note(store, 0, ANNA)
    head = sign_head(store, LEDGER_KEY)
    seen = countersign(head, NEUTRAL, NOON)
    for _ in range(2):
        assert keep_head(store, seen.text, KEYS).countersigners
    with store.read() as now:
        assert now.heads() == (head.text, seen.text)


def test_a_head_of_other_entries_is_not_kept(store, tmp_path):
    keep_note(store, 0, ANNA)
    with Place(tmp_path / "other", tmp_path / "other").create() as other:
        keep_note(other, 1, ANNA)
        foreign = sign_head(other, LEDGER_KEY).text
    with pytest.raises(InvalidInput, match="not of this ledger"):
        keep_head(store, foreign, KEYS)


def test_the_triggers_are_there_again(embedded):
    with embedded.create() as store:
        with without_triggers(store):
            pass
        with raw(store) as connection:
            assert connection.scalar(text("SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'")) == 10
