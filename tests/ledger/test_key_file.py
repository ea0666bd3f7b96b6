import json

import pytest

from homeward.errors import InvalidInput
from homeward.ledger.key_file import Hardness, key_from_passphrase, read_key_file, write_key_file
from homeward.ledger.keys import SigningKey
from tests.ledger.sample import READER, oracle

CASE = oracle("ledger_vectors.json")["key_file"]
SALT, NONCE = b"s" * 16, b"n" * 12
CHEAP = Hardness(memory_kib=8, passes=1, lanes=1)


def a_file(passphrase="correct horse", key=READER):
    return write_key_file(key, passphrase, salt=SALT, nonce=NONCE, hardness=CHEAP)


def test_a_key_file_is_that_of_a_separate_program():
    key = SigningKey(CASE["name"], bytes.fromhex(CASE["seed"]))
    hardness = Hardness(CASE["memory_kib"], CASE["passes"], CASE["lanes"])
    salt, nonce = bytes.fromhex(CASE["salt"]), bytes.fromhex(CASE["nonce"])
    written = write_key_file(key, CASE["passphrase"], salt=salt, nonce=nonce, hardness=hardness)
    assert written.decode() == CASE["file"]
    assert read_key_file(CASE["file"].encode(), CASE["passphrase"]) == key


def test_the_passphrase_opens_its_file_and_no_other_does():
    assert read_key_file(a_file(), "correct horse") == READER
    with pytest.raises(InvalidInput, match="does not open"):
        read_key_file(a_file(), "correct horse ")


def test_letters_typed_in_another_way_open_the_same_file():
    assert read_key_file(a_file("ключ й"), "ключ и\u0306") == READER


def test_a_guess_costs_64_mib_unless_said_otherwise():
    value = json.loads(write_key_file(READER, "pass", salt=SALT, nonce=NONCE))
    assert (value["memory_kib"], value["passes"], value["lanes"]) == (65_536, 3, 4)


def test_a_key_file_shows_the_verifier_key_and_not_the_seed():
    data = a_file()
    assert b"reader-1+" in data
    assert READER.seed not in data
    assert READER.seed.hex().encode() not in data


def test_a_changed_bit_of_a_key_file_is_found():
    data = a_file()
    for place in range(len(data) - 1):
        changed = bytearray(data)
        changed[place] ^= 1 << place % 8
        with pytest.raises(InvalidInput):
            read_key_file(bytes(changed), "correct horse")


@pytest.mark.parametrize(
    ("memory_kib", "passes", "lanes"), [(2**21, 1, 1), (8, 10_000, 1), (8, 0, 1), (7, 1, 1), (10**6, 1, 65), (8, 1, 0)]
)
def test_a_key_file_cannot_ask_for_the_whole_machine(memory_kib, passes, lanes):
    with pytest.raises(InvalidInput, match="outside what is read"):
        Hardness(memory_kib, passes, lanes)


def test_an_empty_passphrase_is_refused():
    with pytest.raises(InvalidInput, match="empty"):
        a_file("")


def test_a_salt_of_another_length_is_refused():
    with pytest.raises(InvalidInput, match="salt"):
        key_from_passphrase("pass", b"short", CHEAP)


def test_two_people_with_one_passphrase_have_different_keys():
    assert key_from_passphrase("pass", b"1" * 16, CHEAP) != key_from_passphrase("pass", b"2" * 16, CHEAP)
