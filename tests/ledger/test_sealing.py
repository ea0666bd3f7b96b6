import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.errors import InvalidInput
from homeward.ledger.act import about_sealed
from homeward.ledger.sealing import commit, seal, unseal, unwrap_key, wrap_key
from tests.ledger.sample import LOG, oracle

SEALED = oracle("ledger_vectors.json")["sealed"]
KEY, NONCE = b"S" * 32, b"n" * 12


def test_a_commitment_is_that_of_a_separate_program():
    case = oracle("ledger_vectors.json")["commitment"]
    assert commit(bytes.fromhex(case["salt"]), bytes.fromhex(case["value"])).hex() == case["commitment"]


def test_a_sealed_text_is_that_of_a_separate_program():
    key, nonce = bytes.fromhex(SEALED["key"]), bytes.fromhex(SEALED["nonce"])
    about = about_sealed(SEALED["log"], SEALED["act"], SEALED["subject"])
    assert seal(SEALED["text"], key, nonce, about).hex() == SEALED["box"]
    assert unseal(bytes.fromhex(SEALED["box"]), key, about) == SEALED["text"]


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=60))
def test_what_is_sealed_opens_again(text):
    assert unseal(seal(text, KEY, NONCE, b"here"), KEY, b"here") == text


def test_every_changed_bit_of_a_sealed_text_is_found():
    box = seal("seen in the yard", KEY, NONCE, b"here")
    for place in range(len(box)):
        for bit in range(8):
            changed = bytearray(box)
            changed[place] ^= 1 << bit
            with pytest.raises(InvalidInput, match="does not open"):
                unseal(bytes(changed), KEY, b"here")


@pytest.mark.parametrize(("key", "about"), [(b"T" * 32, b"here"), (KEY, b"there")])
def test_a_sealed_text_opens_with_its_key_in_its_place_alone(key, about):
    with pytest.raises(InvalidInput, match="does not open"):
        unseal(seal("text", KEY, NONCE, b"here"), key, about)


def test_a_cut_box_is_refused():
    box = seal("", KEY, NONCE, b"here")
    for length in range(len(box)):
        with pytest.raises(InvalidInput, match="does not open"):
            unseal(box[:length], KEY, b"here")


def test_a_text_belongs_to_one_ledger_act_and_subject():
    abouts = {
        about_sealed(*item) for item in ((LOG, "1", "2"), (LOG, "1", "3"), (LOG, "2", "2"), (LOG + "-b", "1", "2"))
    }
    assert len(abouts) == 4


def test_keys_wrap_keys_and_the_label_belongs_to_them():
    wrapped = wrap_key(b"i" * 32, KEY, NONCE, "subject 1")
    assert unwrap_key(wrapped, KEY, "subject 1") == b"i" * 32
    with pytest.raises(InvalidInput, match="does not open"):
        unwrap_key(wrapped, KEY, "subject 2")


def test_a_wrapped_key_is_not_a_sealed_text():
    with pytest.raises(InvalidInput, match="does not open"):
        unseal(wrap_key(b"i" * 32, KEY, NONCE, ""), KEY, b"")


@pytest.mark.parametrize("length", [0, 15, 17])
def test_a_salt_of_another_length_is_refused(length):
    with pytest.raises(InvalidInput, match="salt"):
        commit(bytes(length), b"value")


@pytest.mark.parametrize(("key", "nonce"), [(b"k" * 31, NONCE), (KEY, b"n" * 11), (b"", NONCE)])
def test_a_key_or_nonce_of_another_length_is_refused(key, nonce):
    with pytest.raises(InvalidInput, match="random bytes"):
        seal("text", key, nonce, b"")


@given(st.binary(max_size=20), st.binary(max_size=20))
def test_a_commitment_fits_one_value_and_one_salt(value, other):
    assert (commit(b"s" * 16, value) == commit(b"s" * 16, other)) == (value == other)
    assert commit(b"s" * 16, value) != commit(b"t" * 16, value)
