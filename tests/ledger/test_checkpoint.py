from datetime import timedelta

import pytest

from homeward.errors import InvalidInput
from homeward.ledger.checkpoint import Head, countersign, open_head, read_head, sign_head, split_origin, write_head
from homeward.ledger.keys import SigningKey
from homeward.ledger.notes import sign_note, write_note
from tests.ledger.sample import LEDGER_KEY, LOG, NEUTRAL, NOON, READER, TRUSTED, a_head, a_ledger, oracle

CASE = oracle("ledger_vectors.json")["head"]
ROOT = bytes.fromhex(CASE["root"])


def test_a_signed_head_is_that_of_a_separate_program():
    signed = sign_head(Head(f"{LOG}/1", CASE["size"], ROOT), LEDGER_KEY)
    assert signed.text == CASE["signed"]
    assert countersign(signed, NEUTRAL, NOON + timedelta(hours=1)).text == CASE["countersigned"]


def test_a_countersigned_head_opens_as_it_was_made():
    signed = open_head(CASE["countersigned"], TRUSTED)
    assert signed == countersign(sign_head(signed.head, LEDGER_KEY), NEUTRAL, NOON + timedelta(hours=1))
    assert signed.countersigners[0].countersigned_at == NOON + timedelta(hours=1)


def test_only_the_ledgers_own_key_signs_its_heads():
    text = write_note(sign_note(write_head(Head(f"{LOG}/1", 3, ROOT)), READER))
    with pytest.raises(InvalidInput, match=f"not signed by a known key of {LOG}"):
        open_head(text, [READER.verifier(), LEDGER_KEY.verifier()])


def test_a_countersignature_alone_is_not_enough():
    entries, _ = a_ledger(2)
    text = countersign(a_head(entries), NEUTRAL, NOON).text
    with pytest.raises(InvalidInput, match="not signed by a known key"):
        open_head(text, TRUSTED[1:])


def test_a_key_of_the_same_name_does_not_do():
    with pytest.raises(InvalidInput, match="not signed by a known key"):
        open_head(CASE["signed"], [SigningKey(LOG, b"x" * 32).verifier()])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "homeward/a/1\n3\n",
        "homeward/a/1\n03\n" + "A" * 43 + "=\n",
        "homeward/a/1\n-3\n" + "A" * 43 + "=\n",
        "homeward/a/1\n\u0663\n" + "A" * 43 + "=\n",
        "homeward/a/1\n3\n" + "A" * 42 + "=\n",
        "homeward/a/1\n3\n" + "A" * 40 + "\n",
        "homeward/a/1\n3\n" + "A" * 42 + "B=\n",
        "homeward/a/1\n3\n" + "A" * 43 + "=\nmore\n",
        "\n3\n" + "A" * 43 + "=\n",
    ],
)
def test_a_head_that_is_not_three_lines_as_c2sp_writes_them_is_refused(text):
    with pytest.raises(InvalidInput):
        read_head(text)


@pytest.mark.parametrize(
    "origin", ["homeward/a", "homeward/a/0", "homeward/A/1", "a/b/1", "homeward/a/01", "homeward//1"]
)
def test_an_origin_of_another_program_is_told(origin):
    with pytest.raises(InvalidInput, match="not the origin"):
        split_origin(origin)


def test_a_changed_bit_of_a_signed_head_never_shows_another_head():
    raw = CASE["countersigned"].encode()
    for place in range(len(raw)):
        for bit in range(8):
            changed = bytearray(raw)
            changed[place] ^= 1 << bit
            try:
                signed = open_head(changed.decode(), TRUSTED)
            except (InvalidInput, UnicodeDecodeError):
                continue
            assert signed.head == open_head(CASE["signed"], TRUSTED).head
            assert not signed.countersigners  # its line is now one of somebody unknown
