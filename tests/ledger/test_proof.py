import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.errors import InvalidInput
from homeward.ledger.encoding import encode
from homeward.ledger.entry import Entry, encode_entry
from homeward.ledger.keys import KeyUse, SigningKey, write_verifier_key
from homeward.ledger.proof import check_consistency, check_entry_proof, write_consistency, write_entry_proof
from tests.ledger.sample import (
    KEYS,
    LEDGER_KEY,
    LOG,
    NEUTRAL,
    NOON,
    READER,
    TRUSTED,
    a_head,
    a_ledger,
    a_seen_head,
    an_act,
    oracle,
    tool,
    tree_of,
)

VECTORS = oracle("ledger_vectors.json")
ENTRIES, _ = a_ledger(11)
TREE = tree_of(ENTRIES)
PROOF = write_entry_proof(ENTRIES[6], TREE.node, a_seen_head(ENTRIES))
GROWTH = write_consistency(TREE.node, a_head(ENTRIES, 6), a_seen_head(ENTRIES))


def tool_keys(keys=TRUSTED):
    return [tool().read_key(write_verifier_key(key)) for key in keys]


def tool_holds(data, keys=TRUSTED):
    return tool().verify(data, tool_keys(keys))[0] == tool().HOLDS


def holds(check, data, keys=TRUSTED):
    try:
        check(data, keys)
    except InvalidInput:
        return False
    return True


def mutated(data, **changes):
    return encode({**json.loads(data), **changes}) + b"\n"


def test_a_proof_of_a_separate_program_holds():
    entry, signed = check_entry_proof(VECTORS["proof"].encode(), TRUSTED)
    assert (entry.number, signed.head.size) == (1, 3)
    older, newer = check_consistency(VECTORS["consistency"].encode(), TRUSTED)
    assert (older.head.size, newer.head.size) == (2, 3)
    assert tool_holds(VECTORS["proof"].encode())
    assert tool_holds(VECTORS["consistency"].encode())


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 11])
def test_every_entry_is_proved_under_every_head(size):
    signed = a_head(ENTRIES, size)
    for number in range(size):
        data = write_entry_proof(ENTRIES[number], TREE.node, signed)
        entry, opened = check_entry_proof(data, TRUSTED)
        assert (entry.number, opened) == (number, signed)
        assert tool_holds(data)


@pytest.mark.parametrize("newer", range(12))
def test_growth_is_proved_between_all_heads(newer):
    for older in range(newer + 1):
        data = write_consistency(TREE.node, a_head(ENTRIES, older), a_head(ENTRIES, newer))
        assert [signed.head.size for signed in check_consistency(data, TRUSTED)] == [older, newer]
        assert tool_holds(data)


@pytest.mark.parametrize(("check", "data"), [(check_entry_proof, PROOF), (check_consistency, GROWTH)])
def test_a_changed_bit_of_any_byte_of_a_proof_is_refused_by_both_verifiers(check, data):
    keys, known = tool_keys(), TRUSTED
    for place in range(len(data)):
        for bit in (place % 8, (place + 3) % 8, (place + 5) % 8):
            changed = bytearray(data)
            changed[place] ^= 1 << bit
            assert not holds(check, bytes(changed), known)
            assert tool().verify(bytes(changed), keys)[0] in (tool().FAILS, tool().UNREADABLE)


@settings(max_examples=300)
@given(st.sampled_from([PROOF, GROWTH]), st.integers(0, 5_000), st.integers(0, 5_000), st.binary(max_size=3))
def test_a_part_exchanged_in_a_proof_is_refused_by_both_verifiers(data, start, length, new):
    start %= len(data)
    changed = data[:start] + new + data[start + length % 50 :]
    if changed != data:
        check = check_entry_proof if data is PROOF else check_consistency
        assert not holds(check, changed)
        assert not tool_holds(changed)


def test_a_proof_of_one_entry_never_holds_for_another():
    for other in (5, 7):
        data = mutated(PROOF, entry=ENTRIES[other].decode())
        assert not holds(check_entry_proof, data)
        assert not tool_holds(data)


def test_an_index_that_the_entry_does_not_have_is_refused():
    data = mutated(PROOF, proof=json.loads(PROOF)["proof"].replace("index 6", "index 5"))
    assert not holds(check_entry_proof, data)
    assert not tool_holds(data)


@pytest.mark.parametrize("changes", [{"number": 1}, {"epoch": 2}, {"log": "homeward/agency-b"}])
def test_an_entry_that_says_it_stands_elsewhere_is_refused_though_its_path_holds(changes):
    act = an_act(log=changes.get("log", LOG))
    entry = Entry(**{"log": LOG, "epoch": 1, "number": 0, **changes}, placed_at=NOON, previous=bytes(32), act=act)
    leaf = encode_entry(entry)
    signed = a_head([leaf], 1)
    honest = json.loads(write_entry_proof(ENTRIES[0], tree_of([leaf]).node, signed))
    data = mutated(encode(honest), entry=leaf.decode())
    with pytest.raises(InvalidInput, match="its proof, another"):
        check_entry_proof(data, TRUSTED)
    assert tool().verify(data, tool_keys()) == (1, ["The entry says that it stands elsewhere than the proof says."])


def test_a_list_of_more_hashes_than_any_proof_needs_is_refused():
    for length, says in ((128, "do not show"), (129, "at most 128")):
        with pytest.raises(InvalidInput, match=says):
            check_consistency(mutated(GROWTH, hashes=["A" * 43 + "="] * length), TRUSTED)


@pytest.mark.parametrize(
    "wrong",
    [
        (),
        (NEUTRAL.verifier(KeyUse.COUNTERSIGN),),
        (SigningKey(LOG, b"x" * 32).verifier(),),
        (LEDGER_KEY.verifier(KeyUse.COUNTERSIGN),),
        (READER.verifier(),),
    ],
)
def test_a_ledger_whose_key_the_reader_does_not_trust_is_not_believed(wrong):
    with pytest.raises(InvalidInput, match="do not trust"):
        check_entry_proof(PROOF, wrong)
    with pytest.raises(InvalidInput, match="do not trust"):
        check_consistency(GROWTH, wrong)
    assert tool().verify(PROOF, tool_keys(wrong))[0] == tool().UNTRUSTED


def test_a_listed_signer_whose_signature_is_not_there_is_found():
    listed = [*json.loads(PROOF)["keys"], write_verifier_key(READER.verifier())]
    with pytest.raises(InvalidInput, match="lists reader-1 as a signer"):
        check_entry_proof(mutated(PROOF, keys=listed), TRUSTED)
    code, says = tool().verify(mutated(PROOF, keys=listed), tool_keys())
    assert (code, says) == (1, ["The file lists reader-1 as a signer, but that signature is not there."])


def test_the_stand_alone_verifier_checks_who_signed_the_act():
    _, says = tool().verify(PROOF, tool_keys(KEYS))
    assert f"reader-1 (key {READER.id}) signed the act." in says
    _, says = tool().verify(PROOF, tool_keys())
    assert any("was not given, so its signature was not checked" in line for line in says)


def test_growth_across_an_epoch_holds_and_backwards_does_not():
    older, newer = a_head(ENTRIES, 6, epoch=1), a_head(ENTRIES, 11, epoch=2)
    assert holds(check_consistency, write_consistency(TREE.node, older, newer))
    older, newer = a_head(ENTRIES, 6, epoch=2), a_head(ENTRIES, 11, epoch=1)
    data = write_consistency(TREE.node, older, newer)
    assert not holds(check_consistency, data)
    assert not tool_holds(data)


@pytest.mark.parametrize(
    "changes",
    [
        {"form": "homeward/proof/2"},
        {"more": "fields"},
        {"entry": 7},
        {"proof": 7},
        {"keys": "none"},
        {"keys": [7]},
        {"proof": ""},
        {"proof": "c2sp.org/tlog-proof@v1\nindex 06\n\n"},
        {"proof": "c2sp.org/tlog-proof@v1\nindex 6"},
    ],
)
def test_a_document_out_of_form_is_refused(changes):
    assert not holds(check_entry_proof, mutated(PROOF, **changes))
    assert tool().verify(mutated(PROOF, **changes), tool_keys())[0] in (tool().FAILS, tool().UNREADABLE)


@pytest.mark.parametrize("changes", [{"hashes": "none"}, {"hashes": [7]}, {"hashes": ["AA=="] * 129}, {"older": 7}])
def test_a_growth_document_out_of_form_is_refused(changes):
    assert not holds(check_consistency, mutated(GROWTH, **changes))
    assert tool().verify(mutated(GROWTH, **changes), tool_keys())[0] in (tool().FAILS, tool().UNREADABLE)


@given(st.binary(max_size=80))
def test_any_bytes_are_refused_in_words_by_both_verifiers(data):
    assert not holds(check_entry_proof, data)
    code, says = tool().verify(data, [])
    assert code == tool().UNREADABLE
    assert says
