from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.errors import InvalidInput
from homeward.exchange.agreeing.agreement import (
    Item,
    Signing,
    check_proof,
    fold_agreement,
    item_bytes,
    sign_item,
    withdraw_item,
    write_proof,
)
from homeward.ledger.keys import SigningKey

NORTH, SOUTH = SigningKey("north", b"n" * 32), SigningKey("south", b"s" * 32)
STRANGER = SigningKey("west", b"w" * 32)
KEYS = {"North": NORTH.verifier(), "South": SOUTH.verifier()}
NOON = datetime(2025, 6, 2, 12, tzinfo=UTC)
ONE = Item("r7", "person", "n1", 1, "North", (("category", "severely wounded"), ("list", "c0ffee")))
TERMS = Item("r7", "round", "r7", 1, terms=(("day", "2025-06-09"), ("place", "the bridge")))


def fold(*statements, handed_over=None):
    return fold_agreement(statements, KEYS, handed_over or {})


def by_both(item):
    return sign_item(item, NORTH), sign_item(item, SOUTH)


def withdrawn(item, key=SOUTH, hours=0, because="unfit to travel"):
    return withdraw_item(item, key, NOON + timedelta(hours=hours), because)


# ── what counts ──


def test_only_what_both_sides_signed_is_agreed():
    stands = fold(*by_both(ONE), sign_item(TERMS, NORTH))
    assert stands.agreed == (ONE,)
    assert [(one.item, one.signed_by, one.waits_for) for one in stands.open] == [(TERMS, "North", "South")]


def test_one_side_signing_twice_is_not_two_sides():
    assert fold(sign_item(ONE, NORTH), sign_item(ONE, NORTH)).agreed == ()


@pytest.mark.parametrize(
    "other", [replace(ONE, version=2), replace(ONE, to="South"), replace(ONE, terms=(("category", "young"),))]
)
def test_a_signature_over_another_version_does_not_count(other):
    stands = fold(sign_item(ONE, NORTH), Signing(ONE, sign_item(other, SOUTH).signature))
    assert (stands.agreed, len(stands.open), len(stands.problems)) == ((), 1, 1)


def test_a_stranger_signs_nothing():
    stands = fold(sign_item(ONE, NORTH), sign_item(ONE, STRANGER))
    assert (stands.agreed, stands.problems[0].kept) == ((), "nothing")


def test_an_item_that_goes_to_a_stranger_is_not_agreed():
    assert fold(*by_both(replace(ONE, to="West"))).agreed == ()


def test_a_later_version_replaces_the_earlier_only_when_both_signed_it():
    later = replace(ONE, version=2, terms=(("category", "young"),))
    proposed = fold(*by_both(ONE), sign_item(later, SOUTH))
    assert (proposed.agreed, [one.item for one in proposed.open]) == ((ONE,), [later])
    assert fold(*by_both(ONE), *by_both(later)).agreed == (later,)


def test_an_earlier_version_that_one_side_signs_late_is_past():
    later = replace(ONE, version=2)
    stands = fold(*by_both(later), sign_item(ONE, NORTH))
    assert (stands.agreed, stands.open) == ((later,), ())


def test_two_different_texts_under_one_version_are_neither_agreed():
    other = replace(ONE, terms=(("category", "young"),))
    stands = fold(*by_both(ONE), *by_both(other))
    assert (stands.agreed, stands.open) == ((), ())
    assert "different texts" in stands.problems[0].says


# ── withdrawal ──


def test_a_withdrawal_before_the_hand_over_ends_an_item_and_both_are_told_why():
    stands = fold(*by_both(ONE), withdrawn(ONE))
    assert (stands.agreed, stands.withdrawn) == ((), (ONE,))
    assert [one.to for one in stands.notices] == ["North", "South"]
    assert stands.notices[0].says == ("South withdrew person n1 of round r7, version 1 on 2025-06-02: unfit to travel")


def test_a_withdrawal_needs_a_reason():
    with pytest.raises(InvalidInput, match="say why"):
        withdrawn(ONE, because="  ")


def test_after_the_hand_over_nothing_is_withdrawn():
    crossed = {ONE.key: NOON + timedelta(hours=1)}
    late = fold(*by_both(ONE), withdrawn(ONE, hours=1), handed_over=crossed)
    assert (late.agreed, late.withdrawn, late.notices) == ((ONE,), (), ())
    assert "after it was handed over" in late.problems[0].says


def test_who_was_withdrawn_and_crosses_all_the_same_is_said():
    crossed = {ONE.key: NOON + timedelta(hours=1)}
    stands = fold(*by_both(ONE), withdrawn(ONE), handed_over=crossed)
    assert stands.withdrawn == (ONE,)
    assert "although it was withdrawn" in stands.problems[0].says


def test_a_withdrawn_item_comes_back_as_a_new_version_alone():
    again = replace(ONE, version=2)
    assert fold(*by_both(ONE), withdrawn(ONE), *by_both(ONE)).agreed == ()
    assert fold(*by_both(ONE), withdrawn(ONE), *by_both(again)).agreed == (again,)


def test_withdrawing_a_proposal_leaves_what_was_agreed_before():
    later = replace(ONE, version=2)
    stands = fold(*by_both(ONE), sign_item(later, SOUTH), withdrawn(later))
    assert (stands.agreed, stands.open, stands.withdrawn) == ((ONE,), (), (later,))


def test_a_withdrawal_whose_words_were_changed_does_not_count():
    forged = replace(withdrawn(ONE), because="their own wish")
    assert fold(*by_both(ONE), forged).agreed == (ONE,)
    assert fold(*by_both(ONE), replace(withdrawn(ONE), at=NOON + timedelta(hours=1))).agreed == (ONE,)


def test_a_signature_is_no_withdrawal_and_a_withdrawal_is_no_signature():
    assert fold(sign_item(ONE, NORTH), Signing(ONE, withdrawn(ONE).signature)).agreed == ()
    assert fold(*by_both(ONE), replace(withdrawn(ONE), signature=sign_item(ONE, SOUTH).signature)).agreed == (ONE,)


# ── any order, any number of times ──

ITEMS = (ONE, replace(ONE, version=2), replace(ONE, terms=()), replace(ONE, id="n2"), TERMS)
EVERY = tuple(sign_item(item, key) for item in ITEMS for key in (NORTH, SOUTH, STRANGER)) + tuple(
    withdrawn(item, key, hours) for item in ITEMS[:4] for key, hours in ((NORTH, 0), (SOUTH, 2))
)
CROSSED = {ITEMS[3].key: NOON + timedelta(hours=1)}
said_of = st.lists(st.sampled_from(EVERY), max_size=14)


@given(said_of, st.randoms(use_true_random=False))
def test_the_order_of_arrival_never_matters(said, random):
    assert fold(*random.sample(said, len(said)), handed_over=CROSSED) == fold(*said, handed_over=CROSSED)


@given(said_of, st.randoms(use_true_random=False))
def test_a_replay_adds_nothing(said, random):
    again = [random.choice(said) for _ in said]
    assert fold(*said, *again, handed_over=CROSSED) == fold(*said, handed_over=CROSSED)


@given(said_of)
def test_nothing_is_agreed_without_both_signatures_or_after_a_withdrawal_in_time(said):
    stands = fold(*said, handed_over=CROSSED)
    for item in stands.agreed:
        signed = {one.signature.key_id for one in said if isinstance(one, Signing) and one.item == item}
        assert {NORTH.id, SOUTH.id} <= signed
        gone = [one.at for one in said if not isinstance(one, Signing) and one.item == item]
        assert all(item.key in CROSSED and at >= CROSSED[item.key] for at in gone)
    keys = [item.key for item in stands.agreed]
    assert len(set(keys)) == len(keys)


# ── one item, proven alone ──

PROOF = write_proof(ONE, [one.signature for one in by_both(ONE)])


def test_one_item_is_proven_alone_by_its_bytes_and_the_parties_keys():
    assert check_proof(PROOF, KEYS) == (ONE, ("North", "South"))
    assert check_proof(write_proof(TERMS, [sign_item(TERMS, SOUTH).signature]), KEYS) == (TERMS, ("South",))


def test_a_proof_can_be_read_by_eye():
    lines = PROOF.decode().splitlines()
    assert lines[0] == "homeward/item/1"
    assert lines[1] == (
        '{"id":"n1","kind":"person","round":"r7","terms":{"category":"severely wounded","list":"c0ffee"},'
        '"to":"North","version":1}'
    )
    assert lines[1].encode() == item_bytes(ONE)


def is_agreed_by_both(data):
    try:
        return check_proof(data, KEYS)[1] == ("North", "South")
    except InvalidInput:
        return False


def test_a_mutated_byte_never_verifies():
    assert is_agreed_by_both(PROOF)
    n_tried = 0
    for place in range(len(PROOF)):
        for bit in (0, 3, 7) if place % 2 else (1, 5):
            changed = bytearray(PROOF)
            changed[place] ^= 1 << bit
            assert not is_agreed_by_both(bytes(changed)), (place, bit)
            n_tried += 1
    assert n_tried >= 500


@given(st.integers(0, len(PROOF)), st.binary(max_size=3), st.integers(0, 3))
def test_bytes_put_in_or_taken_out_never_verify(place, put, taken):
    changed = PROOF[:place] + put + PROOF[place + taken :]
    assert changed == PROOF or not is_agreed_by_both(changed)


@pytest.mark.parametrize(
    "text",
    [
        '{"id":"n1","kind":"person","round":"r7","terms":{},"to":"North","version":true}',
        '{"id":"n1","kind":"person","round":"r7","terms":{"a":1},"to":"North","version":1}',
        '{"id":7,"kind":"person","round":"r7","terms":{},"to":"North","version":1}',
        '{"id":"n1","kind":"person","round":"r7","terms":[],"to":"North","version":1}',
        '{"id":"n1","kind":"person","round":"r7","terms":{},"version":1}',
        '{"id":"n1","kind":"person","round":"r7","terms":{},"to":"North","version":0}',
        '{"id":"n1","kind":"person","more":"x","round":"r7","terms":{},"to":"North","version":1}',
        '{"kind":"person","round":"r7","terms":{},"to":"North","version":1}',
        "{}",
    ],
)
def test_what_is_no_item_is_refused_however_well_it_is_signed(text):
    data = b"homeward/item/1\n" + text.encode() + b"\n"
    lines = PROOF.split(b"\n", 2)[2]
    with pytest.raises(InvalidInput):
        check_proof(data + lines, KEYS)


def test_a_proof_has_an_end():
    with pytest.raises(InvalidInput, match="above 8,192"):
        write_proof(replace(ONE, terms=(("text", "x" * 9000),)), [])
    with pytest.raises(InvalidInput, match="no proof"):
        check_proof(PROOF + b"x" * 9000, KEYS)


# ── mistakes ──


def test_an_agreement_has_two_parties_with_a_key_each():
    for keys in ({"North": NORTH.verifier()}, {"North": NORTH.verifier(), "South": NORTH.verifier()}):
        with pytest.raises(InvalidInput, match="two parties"):
            fold_agreement([], keys, {})


@pytest.mark.parametrize(
    "changes", [{"to": None}, {"kind": "round"}, {"version": 0}, {"terms": (("b", "1"), ("a", "1"))}, {"kind": "car"}]
)
def test_an_item_that_cannot_be_meant_is_refused(changes):
    with pytest.raises(InvalidInput, match="item n1"):
        replace(ONE, **changes)


def test_all_parts_of_an_item_are_signed():
    others = [
        ONE,
        replace(ONE, round="r8"),
        replace(ONE, kind="container"),
        replace(ONE, id="n2"),
        replace(ONE, version=2),
        replace(ONE, to="South"),
        replace(ONE, terms=()),
    ]
    assert len({item_bytes(one) for one in others}) == len(others)
