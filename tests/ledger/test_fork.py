import json

import pytest

from homeward.errors import InvalidInput
from homeward.ledger.chain import follow
from homeward.ledger.encoding import encode
from homeward.ledger.entry import decode_entry
from homeward.ledger.fork import check_fork, write_fork
from homeward.ledger.merkle import prove_consistency, root_at
from tests.ledger.sample import READER, TRUSTED, a_head, a_ledger, add, an_act, oracle, tool, tree_of
from tests.ledger.test_proof import holds, tool_holds, tool_keys

ENTRIES, _ = a_ledger(9)


def another_history(n_shared=4, n_entries=9):
    """A ledger that shares its beginning with the first, and then says something else."""
    entries = ENTRIES[:n_shared]
    tip = follow(decode_entry(entries[-1]), entries[-1])
    tip = add(tip, entries, an_act(700, done_at=tip.placed_at, kind="verdict withdrawn"), READER)
    return a_ledger(n_entries, tip, entries)[0]


OTHER = another_history()
TREE = tree_of(OTHER)


def evidence(older_size, newer_size):
    path = prove_consistency(TREE.node, older_size, newer_size)
    return write_fork(a_head(ENTRIES, older_size), a_head(OTHER, newer_size), root_at(TREE.node, older_size), path)


def test_evidence_of_a_separate_program_holds():
    data = oracle("ledger_vectors.json")["fork"].encode()
    older, newer = check_fork(data, TRUSTED)
    assert (older.head.size, newer.head.size) == (2, 3)
    assert tool_holds(data)


@pytest.mark.parametrize("newer", range(5, 10))
@pytest.mark.parametrize("older", range(5, 10))
def test_two_histories_are_shown_to_anybody(older, newer):
    if older <= newer:
        data = evidence(older, newer)
        assert [signed.head.size for signed in check_fork(data, TRUSTED)] == [older, newer]
        code, says = tool().verify(data, tool_keys())
        assert code == tool().HOLDS
        assert "cannot both be true" in " ".join(says)


@pytest.mark.parametrize("older", range(1, 5))
def test_heads_of_the_shared_beginning_are_no_fork(older):
    with pytest.raises(InvalidInput, match="agree on the first"):
        evidence(older, 9)


def test_a_ledger_that_only_grew_is_never_accused():
    tree = tree_of(ENTRIES)
    for older in range(1, 10):
        path = prove_consistency(tree.node, older, 9)
        for accused in (b"x" * 32, root_at(TREE.node, older)):
            if accused != root_at(tree.node, older):
                with pytest.raises(InvalidInput, match="no fork is shown"):
                    write_fork(a_head(ENTRIES, older), a_head(ENTRIES, 9), accused, path)


def test_two_epochs_are_no_fork():
    with pytest.raises(InvalidInput, match="two ledgers or epochs"):
        write_fork(a_head(ENTRIES, 9, epoch=1), a_head(OTHER, 9, epoch=2), root_at(TREE.node, 9))


def test_a_changed_bit_of_any_byte_of_the_evidence_is_refused_by_both_verifiers():
    data, keys = evidence(6, 9), tool_keys()
    for place in range(len(data)):
        for bit in (place % 8, (place + 3) % 8):
            changed = bytearray(data)
            changed[place] ^= 1 << bit
            assert not holds(check_fork, bytes(changed))
            assert tool().verify(bytes(changed), keys)[0] in (tool().FAILS, tool().UNREADABLE)


@pytest.mark.parametrize(
    "changes",
    [
        {"root_in_newer": "AA=="},
        {"hashes": []},
        {"root_in_newer": 7},
    ],
)
def test_evidence_that_shows_nothing_is_refused(changes):
    data = encode({**json.loads(evidence(6, 9)), **changes}) + b"\n"
    assert not holds(check_fork, data)
    assert tool().verify(data, tool_keys())[0] in (tool().FAILS, tool().UNREADABLE)


def test_evidence_fits_into_two_kilobytes():
    assert len(evidence(6, 9)) < 2_000
