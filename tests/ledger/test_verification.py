from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.ledger.chain import Tip, follow, place
from homeward.ledger.checkpoint import Head, sign_head
from homeward.ledger.entry import NO_PREVIOUS, Entry, Signature, decode_entry, encode_entry, sign
from homeward.ledger.epoch import Opening, opening_facts
from homeward.ledger.keys import SigningKey
from homeward.ledger.merkle import root_at
from homeward.ledger.verification import verify_ledger
from tests.ledger import naive
from tests.ledger.sample import (
    HEAD_OF_BOARD,
    KEYS,
    LEDGER_KEY,
    LOG,
    NOON,
    READER,
    TRUSTED,
    a_head,
    a_ledger,
    a_seen_head,
    add,
    an_act,
    an_opening,
    oracle,
    tree_of,
)

ENTRIES, TIP = a_ledger(12)
HEADS = [a_head(ENTRIES, 3).text, a_seen_head(ENTRIES, 9).text, a_head(ENTRIES, 12).text]


def verify(entries=ENTRIES, heads=HEADS, keys=KEYS, **options):
    return verify_ledger(entries, LOG, heads, keys, **options)


def failures(*args, **options):
    return [f"{item.where}: {item.says}" for item in verify(*args, **options).failures]


def relinked(entries):
    """Write entries anew so that numbers and chain fit again: what whoever holds the store can do."""
    out, tip = [], Tip(LOG)
    for data in entries:
        old = decode_entry(data)
        tip = add_as(out, tip, old)
    return out


def add_as(out, tip, old):
    data = encode_entry(place(tip, old.act, old.signatures, old.placed_at))
    out.append(data)
    return follow(decode_entry(data), data)


def test_a_whole_ledger_says_so_in_sentences():
    assert verify().sentences == (
        "12 entries of homeward/agency-a, placed from 2026-05-03 12:00 to 2026-05-03 12:11 UTC.",
        "The chain holds: every entry carries the digest of the one before.",
        "All 12 signatures hold; keys that signed: 1; acts without a signature of their actor: 0.",
        "3 signed heads hold; 0 entries after the newest are covered by none yet.",
        "neutral.example/witness countersigned the first 9 entries on 2026-05-03 13:00 UTC.",
    )
    assert verify().is_whole


def test_the_root_is_that_of_the_definition():
    result = verify()
    assert result.root == naive.root([naive.sha(b"\x00" + data) for data in ENTRIES])
    assert result.n_entries == 12


def test_a_ledger_of_a_separate_program_is_whole():
    case = oracle("ledger_vectors.json")
    entries = [item["entry"].encode() for item in case["entries"]]
    result = verify(entries, [case["head"]["countersigned"]])
    assert result.is_whole
    assert result.root.hex() == case["head"]["root"]
    assert "acts without a signature of their actor: 1." in result.sentences[2]


def test_an_empty_ledger_is_whole_and_says_that_nothing_vouches_for_it():
    assert verify([], []).sentences[0] == "0 entries of homeward/agency-a."
    assert "nothing outside shows" in verify([], []).sentences[-1]
    assert verify([], [a_head([]).text]).is_whole


def test_acts_can_stay_closed():
    result = verify(open_acts=False)
    assert result.is_whole
    assert "The acts were not opened, and their signatures not checked." in result.sentences


def test_every_changed_bit_of_every_byte_of_every_entry_is_found_under_a_head():
    entries, _ = a_ledger(2)
    heads = [a_head(entries).text]
    for number in range(2):
        for place_ in range(len(entries[number])):
            for bit in (place_ % 8, (place_ + 3) % 8):
                changed = bytearray(entries[number])
                changed[place_] ^= 1 << bit
                other = [*entries[:number], bytes(changed), *entries[number + 1 :]]
                assert not verify(other, heads, TRUSTED, open_acts=False).is_whole


@given(st.integers(0, 11))
def test_an_entry_taken_out_and_the_rest_written_anew_is_found_by_the_heads(number):
    entries = relinked([*ENTRIES[:number], *ENTRIES[number + 1 :]])
    assert verify(entries, []).is_whole
    assert not verify(entries).is_whole


@given(st.permutations(range(12)).filter(lambda order: order != list(range(12))))
def test_another_order_written_anew_is_found_by_the_heads(order):
    assert not verify(relinked([ENTRIES[number] for number in order])).is_whole


@given(st.integers(1, 12))
def test_an_end_cut_off_is_found_by_the_heads(n_cut):
    found = failures(ENTRIES[:-n_cut])
    assert len(found) == 1
    assert "entries that it covers are not here" in found[0]


def test_an_end_exchanged_is_found_by_the_head_over_it():
    entries = ENTRIES[:11]
    tip = follow(decode_entry(entries[-1]), entries[-1])
    add(tip, entries, an_act(500), READER)
    assert failures(entries) == [
        "head 2, of 12 entries: the first 12 entries have another root: something among them was changed"
    ]


def test_the_smallest_head_that_fails_is_named():
    entries = relinked([ENTRIES[1], ENTRIES[0], *ENTRIES[2:]])
    assert [item.where for item in verify(entries).failures] == ["head 0, of 3 entries"]


def test_a_broken_chain_names_its_first_entry_and_what_holds():
    result = verify([*ENTRIES[:7], *ENTRIES[8:]])
    assert result.n_entries == 7
    assert result.failures[0].where == "entry 7"
    assert result.failures[0].says.startswith("is missing: number 8 stands in its place")
    assert result.failures[0].kept == "entries before 7"


def with_signature(signature):
    act = an_act(0)
    entry = Entry(log=LOG, epoch=1, number=0, placed_at=NOON, previous=NO_PREVIOUS, act=act, signatures=(signature,))
    return [encode_entry(entry)]


def test_a_signature_that_does_not_hold_is_found():
    wrong = Signature(READER.id, READER.sign(b"something else"))
    assert failures(with_signature(wrong), []) == [f"entry 0: the signature by key {READER.id} does not hold"]


def test_a_signature_by_a_key_that_nobody_gave_is_not_believed():
    stranger = SigningKey("stranger", b"x" * 32)
    wrong = sign(an_act(0), stranger)[0]
    assert "which nobody gave to check with" in failures(with_signature(wrong), [])[0]


def test_an_act_placed_twice_is_found():
    entries, tip = a_ledger(4)
    add(tip, entries, an_act(1), READER, at=NOON.replace(hour=14))
    assert failures(entries, []) == ["entry 4: it repeats the act of entry 1"]


def test_an_act_that_relies_on_nothing_before_it_is_found():
    entries, tip = a_ledger(4)
    tip = add(tip, entries, an_act(4, relies_on=(an_act(2).id,)), READER)
    assert failures(entries, []) == []
    tip = add(tip, entries, an_act(5, relies_on=(an_act(6).id,)), READER)
    add(tip, entries, an_act(6), READER)
    assert failures(entries, []) == [
        f"entry 5: it relies on act {an_act(6).id}, which is not among the entries before it"
    ]


def test_an_act_that_cannot_be_read_is_found_though_the_chain_holds():
    text = ENTRIES[0].decode().replace('"reason', '"because').replace('"kind"', '"kinds"')
    assert "its act cannot be read" in failures([text.encode()], [])[0]
    assert failures([text.encode()], [], open_acts=False) == []


def test_a_time_that_no_entry_can_hold_is_found():
    text = ENTRIES[0].decode().replace("\n1777809600000000\n", "\n9999999999999999\n")
    assert "lies between 1970 and 2255" in failures([text.encode()], [])[0]


def test_an_act_meant_for_another_ledger_is_found():
    text = ENTRIES[0].decode().replace('"log":"homeward/agency-a"', '"log":"homeward/agency-b"')
    assert "entry 0: its act is meant for homeward/agency-b" in failures([text.encode()], [])


@pytest.mark.parametrize("head", ["", "no head", a_head(ENTRIES, 3).text.replace("\n3\n", "\n4\n")])
def test_a_head_that_is_none_is_found(head):
    assert [item.where for item in verify(heads=[*HEADS, head]).failures] == ["head 3"]


def test_a_head_of_an_epoch_that_never_was_is_found():
    assert "it is of epoch 2, but entry 4 is of epoch 1" in failures(heads=[a_head(ENTRIES, 5, epoch=2).text])[0]


def test_erasing_what_opens_a_commitment_leaves_the_ledger_whole():
    # Salt and key live in the store; nothing that is verified asks for them.
    assert verify().is_whole
    assert all(b"after 0" not in data for data in ENTRIES)


# ── epochs: 12 entries were known, a backup of 8 is restored ──


def a_restored_ledger(opening=None, keys=(READER, HEAD_OF_BOARD), n_after=3):
    entries = ENTRIES[:8]
    tip = follow(decode_entry(entries[-1]), entries[-1])
    known = a_head(ENTRIES, 12).head
    act = an_opening(50, opening or Opening(8, known, "disk failure"))
    tip = add(tip, entries, act, *keys, at=NOON.replace(hour=15))
    for number in range(n_after):
        tip = add(tip, entries, an_act(60 + number, done_at=NOON.replace(hour=16)), READER)
    return entries


def test_a_restore_that_says_so_is_whole():
    entries = a_restored_ledger()
    result = verify(entries, [*HEADS, a_head(entries, 12, epoch=2).text])
    assert result.failures == ()
    assert result.sentences[-1] == "Epoch 2 opens at entry 8 (disk failure): 4 entries are known to have been lost."
    assert "2 heads are of entries that a restore lost, and says so." in result.sentences


def test_a_restore_that_says_nothing_is_found_by_the_heads():
    entries = ENTRIES[:8]
    tip = follow(decode_entry(entries[-1]), entries[-1])
    a_ledger(20, add(tip, entries, an_act(70, done_at=NOON.replace(hour=15)), READER), entries)
    assert failures(entries) == [
        "head 1, of 9 entries: the first 9 entries have another root: something among them was changed"
    ]


def test_a_restore_that_names_too_little_is_found():
    entries = a_restored_ledger(Opening(8, a_head(ENTRIES, 9).head, "disk failure"))
    assert failures(entries) == [
        "head 2, of 12 entries: epoch 2 was opened at entry 8 without naming it: entries were dropped"
    ]


def test_a_restore_that_names_another_root_is_found():
    entries = a_restored_ledger(Opening(8, Head(f"{LOG}/1", 12, b"r" * 32), "disk failure"))
    assert failures(entries) == ["head 2, of 12 entries: epoch 2 names a head of the same size with another root"]


def test_a_restore_that_lost_nothing_names_a_head_that_it_kept():
    entries = a_restored_ledger(Opening(8, a_head(ENTRIES, 8).head, "move to another disk"))
    result = verify(entries, [a_head(ENTRIES, 3).text])
    assert result.is_whole
    assert "no entry is known to have been lost" in result.sentences[-1]
    entries = a_restored_ledger(Opening(8, Head(f"{LOG}/1", 8, b"r" * 32), "move to another disk"))
    assert failures(entries, []) == ["entry 8: the head that it names is not of the kept entries"]


@pytest.mark.parametrize("keys", [(), (READER,), (HEAD_OF_BOARD,), (READER, LEDGER_KEY)])
def test_an_epoch_needs_two_people(keys):
    found = failures(a_restored_ledger(keys=keys), [], open_acts=False)
    n_people = len(set(keys) - {LEDGER_KEY})
    assert found == [f"entry 8: an epoch is opened by 2 people whose signatures hold, not {n_people}"]


def test_a_restore_from_before_a_restore_skips_the_epoch_that_was_lost():
    first = a_restored_ledger()
    heads = [*HEADS[:1], a_head(first, 10, epoch=2).text]
    entries = ENTRIES[:6]
    tip = follow(decode_entry(entries[-1]), entries[-1])
    opening = Opening(6, a_head(first, 10, epoch=2).head, "second disk failure")
    tip = add(tip, entries, an_opening(80, opening), READER, HEAD_OF_BOARD, at=NOON.replace(hour=17))
    a_ledger(9, tip, entries)
    assert tip.epoch == 3
    result = verify(entries, [*heads, a_head(entries, 8, epoch=3).text])
    assert result.failures == ()
    assert "Epoch 3 opens at entry 6 (second disk failure): 4 entries are known to have been lost." in result.sentences


@pytest.mark.parametrize("origin", [f"{LOG}/1", "homeward/agency-b/2"])
def test_an_epoch_that_names_a_head_of_another_ledger_or_epoch_is_found(origin):
    opening = Opening(12, Head(origin, 12, root_at(tree_of(ENTRIES).node, 12)), "none")
    act = an_opening(50, opening, done_at=NOON.replace(hour=15))
    entry = replace(place(TIP, act, sign(act, READER, HEAD_OF_BOARD), act.done_at), epoch=3)
    found = failures([*ENTRIES, encode_entry(entry)], [], open_acts=False)
    assert found == ([] if origin == f"{LOG}/2" else [f"entry 12: it opens epoch 3, but names a head of {origin}"])


def test_one_person_who_signs_twice_is_one():
    entries = a_restored_ledger(keys=(READER,), n_after=0)
    twice = entries[-1] + entries[-1].splitlines(keepends=True)[-1]
    found = failures([*entries[:-1], twice], [])
    assert len(found) == 1
    assert "each key once" in found[0]


def test_an_epoch_that_gives_another_number_of_kept_entries_is_found():
    opening = Opening(9, a_head(ENTRIES, 12).head, "disk failure")
    assert "entry 8: it says that 9 entries were kept" in failures(a_restored_ledger(opening), [])


def test_an_epoch_that_opens_without_its_act_is_found():
    act = an_act(50, done_at=NOON.replace(hour=15))
    entry = replace(place(TIP, act, sign(act, READER, HEAD_OF_BOARD), act.done_at), epoch=2)
    found = failures([*ENTRIES, encode_entry(entry)], [], open_acts=False)
    assert "entry 12: the first act of an epoch says cause" in found[0]


def test_an_act_that_opens_an_epoch_stands_first_in_it():
    act = an_opening(50, Opening(12, a_head(ENTRIES, 12).head, "none"), done_at=NOON.replace(hour=15))
    entry = replace(place(TIP, act, sign(act, READER, HEAD_OF_BOARD), act.done_at), epoch=1)
    assert "bears the number of the old one" in failures([*ENTRIES, encode_entry(entry)], [])[0]


def test_heads_of_an_old_epoch_are_never_signed_on():
    entries = a_restored_ledger()
    found = failures(entries, [a_head(entries, 12, epoch=1).text])
    assert found == ["head 0, of 12 entries: epoch 2 names a head of the same size with another root"]


@settings(max_examples=50)
@given(st.integers(0, 12), st.integers(0, 12))
def test_every_head_of_every_size_is_checked_against_the_root_there(size, other):
    head = a_head(ENTRIES, size)
    assert verify(heads=[head.text], open_acts=False).is_whole
    if size != other:
        wrong = replace(head.head, root=root_at(tree_of(ENTRIES).node, other))
        assert not verify(heads=[sign_head(wrong, LEDGER_KEY).text], open_acts=False).is_whole


def test_facts_of_an_opening_are_small_words():
    assert dict(opening_facts(Opening(8, Head(f"{LOG}/1", 12, b"r" * 32), "disk failure")))["last_root"] == "72" * 32
