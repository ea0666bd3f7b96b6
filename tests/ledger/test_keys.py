from base64 import b64decode, b64encode
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.errors import InvalidInput
from homeward.ledger.keys import KeyUse, SigningKey, VerifierKey, read_base64, read_verifier_key, write_verifier_key
from tests.ledger import naive
from tests.ledger.sample import READER, oracle, tool

PUBLISHED = oracle("ledger_published.json")
VECTORS = oracle("ledger_vectors.json")
published_keys = [
    PUBLISHED["note"]["verifier_key"],
    *(note["verifier_key"] for note in PUBLISHED["notes"]),
    *PUBLISHED["countersigned"]["verifier_keys"],
]


@pytest.mark.parametrize("text", published_keys, ids=lambda text: text.split("+")[0])
def test_published_verifier_keys_are_read_and_written_again(text):
    assert write_verifier_key(read_verifier_key(text)) == text


@pytest.mark.parametrize("case", VECTORS["keys"], ids=lambda case: case["name"])
def test_keys_are_those_of_a_separate_program(case):
    key = SigningKey(case["name"], bytes.fromhex(case["seed"]))
    assert write_verifier_key(key.verifier(KeyUse(case["use"]))) == case["verifier_key"]
    assert key.id == case["id"]


@pytest.mark.parametrize("case", PUBLISHED["ed25519"]["cases"], ids=lambda case: case["message"] or "empty")
def test_signatures_are_those_of_rfc_8032(case):
    key = SigningKey("rfc-8032", bytes.fromhex(case["seed"]))
    message, signature = bytes.fromhex(case["message"]), bytes.fromhex(case["signature"])
    assert key.verifier().public.hex() == case["public"]
    assert key.sign(message) == signature
    assert key.verifier().verify(message, signature)


@given(st.binary(max_size=40), st.data())
def test_one_changed_bit_in_text_or_signature_is_found(message, data):
    both = bytearray(message + READER.sign(message))
    both[data.draw(st.integers(0, len(both) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    assert not READER.verifier().verify(bytes(both[:-64]), bytes(both[-64:]))


def test_a_signature_with_the_group_order_added_is_refused():
    signature = READER.sign(b"text")
    scalar = int.from_bytes(signature[32:], "little") + naive.ORDER
    assert not READER.verifier().verify(b"text", signature[:32] + scalar.to_bytes(32, "little"))


def test_every_part_and_every_changed_byte_of_a_verifier_key_is_refused():
    text = PUBLISHED["note"]["verifier_key"]
    parts = [text[i:j] for i in range(len(text)) for j in range(i + 1, len(text) + 1) if (i, j) != (0, len(text))]
    changed = [text[:i] + chr(ord(text[i]) ^ 1) + text[i + 1 :] for i in range(len(text))]
    for wrong in (*parts, *changed):
        with pytest.raises(InvalidInput):
            read_verifier_key(wrong)


@cache
def small_order_keys():
    heights = naive.small_order_heights()
    written = {y + extra for y in heights for extra in (0, naive.P) if y + extra < 2**255}
    return [(y | sign << 255).to_bytes(32, "little") for y in sorted(written) for sign in (0, 1)]


@pytest.mark.parametrize("public", small_order_keys(), ids=lambda public: public.hex()[:8])
def test_a_key_whose_signatures_hold_for_any_text_is_refused(public):
    with pytest.raises(InvalidInput, match="small order"):
        VerifierKey("weak", public)
    text = f"weak+00000000+{b64encode(bytes([1]) + public).decode()}"
    with pytest.raises(tool().Unreadable):
        tool().read_key(text)


def test_there_are_seven_heights_of_small_order():
    assert len(small_order_keys()) == 14


@pytest.mark.parametrize("name", ["", "two words", "a+b", "tab\t", "line\n", "\u2003wide", "x" * 201])
def test_a_name_that_a_note_cannot_hold_is_refused(name):
    with pytest.raises(InvalidInput):
        SigningKey(name, bytes(32))


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_seed_or_key_of_another_length_is_refused(length):
    with pytest.raises(InvalidInput, match="bytes"):
        SigningKey("key", bytes(length))
    with pytest.raises(InvalidInput, match="bytes"):
        VerifierKey("key", bytes(length))


def test_a_signing_key_never_shows_its_seed():
    assert "R" * 8 not in repr(READER)
    assert READER.seed.hex() not in repr(READER)


def test_a_key_has_one_pseudonym_whatever_its_name_and_use():
    assert SigningKey("other", READER.seed).id == READER.id == READER.verifier(KeyUse.COUNTERSIGN).id
    assert READER.verifier().hash != READER.verifier(KeyUse.COUNTERSIGN).hash


@pytest.mark.parametrize("text", ["AA==\n", "AB==", "A", "A===", "-_==", "AA", " AA=="])
def test_base64_is_read_in_one_way_only(text):
    with pytest.raises(InvalidInput, match="base64"):
        read_base64(text)


def test_the_published_signing_key_has_the_published_verifier_key():
    secret = PUBLISHED["note"]["signing_key"].split("+", 4)
    key = SigningKey(secret[2], b64decode(secret[4])[1:])
    assert write_verifier_key(key.verifier()) == PUBLISHED["note"]["verifier_key"]
