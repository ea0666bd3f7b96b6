from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.errors import InvalidInput
from homeward.ledger.entry import NO_PREVIOUS, Entry, Signature, decode_entry, encode_entry, sign, split_entry
from homeward.ledger.merkle import leaf_digest
from tests.ledger import naive
from tests.ledger.sample import HEAD_OF_BOARD, LOG, NOON, READER, an_act, oracle, tool
from tests.ledger.test_act import acts

VECTORS = oracle("ledger_vectors.json")["entries"]


def an_entry(**changes):
    act = an_act()
    signatures = sign(act, READER, HEAD_OF_BOARD)
    entry = Entry(log=LOG, epoch=1, number=0, placed_at=NOON, previous=NO_PREVIOUS, act=act, signatures=signatures)
    return replace(entry, **changes)


@pytest.mark.parametrize("number", range(3))
def test_entries_are_those_of_a_separate_program(number):
    data = VECTORS[number]["entry"].encode()
    entry = decode_entry(data)
    assert entry.number == number
    assert encode_entry(entry) == data
    assert leaf_digest(data).hex() == VECTORS[number]["digest"]


def test_an_entry_is_written_line_by_line():
    entry = an_entry()
    act = split_entry(encode_entry(entry))[5]
    lines = encode_entry(entry).decode().split("\n")
    assert lines[:5] == ["homeward/entry/1", f"{LOG}/1", "0", "1777809600000000", "0" * 64]
    assert lines[5].encode() == act
    assert len(lines) == 9


def test_every_changed_bit_is_another_entry_or_none():
    data = encode_entry(an_entry())
    for place in range(len(data)):
        for bit in range(8):
            changed = bytearray(data)
            changed[place] ^= 1 << bit
            try:
                entry = decode_entry(bytes(changed))
            except InvalidInput:
                continue
            assert entry != an_entry()
            assert encode_entry(entry) == bytes(changed)


def test_the_stand_alone_verifier_reads_no_entry_that_is_refused_here():
    data = encode_entry(an_entry())
    for place in range(len(data)):
        changed = bytearray(data)
        changed[place] ^= 1 << place % 8
        try:
            text = changed.decode()
            tool().read_entry(text)
        except (UnicodeDecodeError, tool().Unreadable):
            continue
        decode_entry(bytes(changed)) if b"seal" in changed else split_entry(bytes(changed))


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("entry/1", "entry/2"),
        lambda text: text[:-1],
        lambda text: text + "\n",
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace(f"{LOG}/1", f"{LOG}/01", 1),
        lambda text: text.replace("\n0\n", "\n00\n"),
        lambda text: text.replace("\n0\n", "\n-1\n"),
        lambda text: text.replace("0" * 64, "0" * 63, 1),
        lambda text: "".join([*text.splitlines(keepends=True)[:6], *text.splitlines(keepends=True)[:5:-1]]),
        lambda text: text + text.splitlines(keepends=True)[-1],
        lambda text: text.replace('"log":"homeward/agency-a"', '"log":"homeward/agency-b"'),
    ],
)
def test_lines_out_of_form_are_refused(change):
    text = encode_entry(an_entry()).decode()
    assert change(text) != text
    with pytest.raises(InvalidInput):
        decode_entry(change(text).encode())


def test_an_entry_above_8_kib_is_refused():
    act = an_act(facts=tuple((f"fact_{number:03}", "x" * 190) for number in range(45)))
    with pytest.raises(InvalidInput, match="8,192"):
        encode_entry(an_entry(act=act, signatures=()))


@pytest.mark.parametrize(
    "changes",
    [
        {"signatures": an_entry().signatures[::-1]},
        {"signatures": an_entry().signatures[:1] * 2},
        {"signatures": tuple(Signature(f"{number:032x}", b"s" * 64) for number in range(17))},
        {"previous": b"short"},
        {"number": -1},
        {"epoch": 0},
        {"epoch": 1_000_000},
        {"log": "homeward/agency-b"},
        {"placed_at": datetime(2026, 5, 3)},
        {"placed_at": datetime(2255, 1, 1, tzinfo=UTC)},
    ],
)
def test_an_entry_that_would_not_be_read_again_is_not_made(changes):
    with pytest.raises(InvalidInput):
        an_entry(**changes)


def test_the_last_number_and_epoch_that_there_are_can_be_written():
    entry = an_entry(number=2**53 - 1, epoch=999_999, signatures=())
    assert decode_entry(encode_entry(entry)) == entry


@pytest.mark.parametrize(("key_id", "signature"), [("nobody", b"s" * 64), ("0" * 32, b"s" * 63)])
def test_a_signature_out_of_form_is_not_made(key_id, signature):
    with pytest.raises(InvalidInput):
        Signature(key_id, signature)


@given(acts, st.integers(0, 2**53 - 1), st.integers(1, 999_999), st.integers(0, 2))
def test_what_is_written_is_read_again(act, number, epoch, n_signatures):
    signatures = sign(act, *(READER, HEAD_OF_BOARD)[:n_signatures])
    entry = an_entry(act=act, number=number, epoch=epoch, signatures=signatures)
    assert decode_entry(encode_entry(entry)) == entry


def test_the_naive_twin_writes_the_same_entry():
    entry = an_entry(number=7, previous=leaf_digest(b""))
    data = encode_entry(entry)
    act = {"actor": READER.id, "after": entry.act.after.hex(), "channel": "command line", "done_at": 1777809600000000}
    act |= {"facts": {"blind": True, "verdict": "agrees"}, "id": entry.act.id, "kind": "verdict given", "log": LOG}
    act |= {"program": "homeward 0.1.0", "role": "second reader", "subjects": ["5" * 32]}
    signatures = dict(line.split(" ") for line in data.decode().splitlines()[6:])
    text = naive.entry_text(f"{LOG}/1", 7, 1777809600000000, leaf_digest(b""), act, signatures)
    assert text.encode() == data
