from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.errors import InvalidInput
from homeward.ledger.chain import BrokenChain, Tip, follow, place, walk
from homeward.ledger.entry import decode_entry, sign
from homeward.ledger.merkle import leaf_digest
from tests.ledger.sample import LOG, NOON, READER, a_ledger, add, an_act

ENTRIES, TIP = a_ledger(12)


def walked(entries, tip=None):
    return [digest for digest, _ in walk(entries, tip or Tip(LOG))]


def breaks(entries):
    with pytest.raises(BrokenChain) as caught:
        walked(entries)
    return caught.value


def test_a_chain_is_walked_to_its_end():
    assert walked(ENTRIES) == [leaf_digest(data) for data in ENTRIES]
    assert walked([]) == []


def test_a_chain_can_be_walked_on_from_any_tip():
    middle = follow(decode_entry(ENTRIES[4]), ENTRIES[4])
    assert walked(ENTRIES[5:], middle) == walked(ENTRIES)[5:]


def test_every_changed_bit_of_every_byte_is_found_at_its_entry_or_the_next():
    entries, _ = a_ledger(3)
    for place_ in range(len(entries[1])):
        for bit in range(8):
            changed = bytearray(entries[1])
            changed[place_] ^= 1 << bit
            assert breaks([entries[0], bytes(changed), entries[2]]).number in (1, 2)


@given(st.integers(0, 10))
def test_an_entry_taken_out_is_found_at_its_place(number):
    broken = breaks([*ENTRIES[:number], *ENTRIES[number + 1 :]])
    assert broken.number == number
    assert f"number {number + 1} stands in its place" in str(broken)


@given(st.integers(0, 11), st.integers(0, 12))
def test_an_entry_doubled_is_found(number, at):
    broken = breaks([*ENTRIES[:at], ENTRIES[number], *ENTRIES[at:]]) if at != number else None
    assert broken is None or broken.number == at


@given(st.permutations(range(12)))
def test_any_other_order_is_found_at_its_first_place(order):
    first = next((place_ for place_, number in enumerate(order) if place_ != number), None)
    if first is None:
        assert walked([ENTRIES[number] for number in order])
    else:
        assert breaks([ENTRIES[number] for number in order]).number == first


def test_an_entry_put_in_is_found():
    other, _ = a_ledger(5, Tip(LOG, placed_at=NOON))
    extra = place(Tip(LOG, size=4, previous=leaf_digest(ENTRIES[3]), placed_at=NOON), an_act(99), (), NOON)
    assert extra.number == 4
    assert breaks([*ENTRIES[:4], other[3], *ENTRIES[4:]]).number == 4


def test_the_words_say_which_entry_names_another_digest():
    other = []
    add(Tip(LOG, size=4, previous=b"x" * 32, placed_at=NOON), other, an_act(4), READER)
    assert str(breaks([*ENTRIES[:4], *other])).startswith("entry 4 names another digest than that of entry 3")


def test_a_beginning_cut_off_is_found():
    other = []
    add(Tip(LOG, previous=b"x" * 32), other, an_act(0), READER)
    assert "beginning was cut off" in str(breaks(other))


def test_an_entry_of_another_ledger_is_found():
    entries = []
    tip = Tip("homeward/agency-b")
    entry = an_act(0, log="homeward/agency-b")
    add(tip, entries, entry, READER)
    assert "is of another ledger: homeward/agency-b" in str(breaks(entries))


def test_a_clock_that_goes_back_keeps_the_last_time():
    entry = place(TIP, an_act(12), (), NOON - timedelta(days=1))
    assert entry.placed_at == TIP.placed_at


def test_a_time_before_the_last_entry_is_found():
    entries = list(ENTRIES[:2])
    before = Tip(LOG, size=2, previous=leaf_digest(ENTRIES[1]))
    add(before, entries, an_act(2), READER, at=NOON - timedelta(hours=1))
    assert "clock went back" in str(breaks(entries))


def test_an_epoch_that_goes_back_is_found():
    entries = list(ENTRIES[:2])
    tip = add(Tip(LOG, epoch=3, size=2, previous=leaf_digest(ENTRIES[1])), entries, an_act(2), READER)
    add(replace(tip, epoch=2), entries, an_act(3), READER)
    assert "entry 3 is of epoch 2, after epoch 3" in str(breaks(entries))


def test_bytes_that_are_no_entry_are_found():
    assert "cannot be read" in str(breaks([*ENTRIES[:3], b"", *ENTRIES[3:]]))


def test_an_act_for_another_ledger_gets_no_place():
    act = an_act(log="homeward/agency-b")
    with pytest.raises(InvalidInput, match="is meant for homeward/agency-b"):
        place(TIP, act, sign(act, READER), NOON)
