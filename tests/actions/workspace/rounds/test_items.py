"""Items signed by both: repeats, foreign signatures, and taking back what stands."""

import pytest

from homeward.actions.workspace.desk import approve, new_id
from homeward.actions.workspace.rounds.crossing import make_receipt, take_marks
from homeward.actions.workspace.rounds.items import (
    agreement_of,
    proofs_of,
    sign_items,
    split_proofs,
    take_back,
    take_proofs,
)
from homeward.errors import HomewardError, InvalidInput
from homeward.exchange.agreeing.agreement import Item, sign_item, write_proof
from homeward.ledger.entry import Signature
from tests.actions.workspace.rounds.conftest import load
from tests.actions.workspace.rounds.sample import NEUTRAL
from tests.actions.workspace.rounds.test_crossing import marks_of

WOUNDED, SERGEANT = "South:S-1", "South:S-2"


def test_an_item_taken_back_reaches_the_other_side_with_its_proofs(sides):
    north, south = sides
    north.both("nina", "oleh", take_back, WOUNDED, "held under another charge")
    assert WOUNDED in {item.id for item in agreement_of(south.now()).agreed}  # nobody has told it yet
    take_proofs(south.seat("nina"), south.round_id, proofs_of(north.now()))
    told = agreement_of(south.now())
    assert WOUNDED not in {item.id for item in told.agreed}
    assert any("another charge" in notice.says for notice in told.notices if notice.to == "South")


def test_taking_back_takes_every_version_that_stands(sides):
    north, _ = sides
    later = Item("R7", "person", WOUNDED, 2, "North", (("round", "1"), ("week", "two")))
    proof = write_proof(later, [sign_item(later, north.workspace.ledger_key).signature])
    take_proofs(north.seat("nina"), north.round_id, proof)
    assert [one.item.version for one in agreement_of(north.now()).open] == [2]
    north.both("nina", "oleh", take_back, WOUNDED, "ill")
    now = agreement_of(north.now())
    assert WOUNDED not in {item.id for item in now.agreed} | {one.item.id for one in now.open}
    with pytest.raises(InvalidInput, match="does not stand"):
        take_back(north.seat("nina"), north.round_id, WOUNDED, "again")


def test_what_crossed_is_not_taken_back(sides):
    north, south = sides
    digest = load(south, north)
    take_marks(north.seat("hana"), north.round_id, marks_of(north, digest, present=(WOUNDED,)))
    north.both("hana", "igor", make_receipt, digest)
    with pytest.raises(InvalidInput, match="crossed already"):
        take_back(north.seat("nina"), north.round_id, WOUNDED, "too late")
    assert take_back(north.seat("nina"), north.round_id, SERGEANT, "still here").waits_for


def test_a_false_signature_beside_a_true_one_is_not_taken_in(planned_sides):
    north, south = planned_sides
    item = Item("R7", "person", WOUNDED, 1, "North", (("round", "1"),))
    key = south.workspace.ledger_key
    forged = Signature(north.workspace.ledger_key.id, key.sign(b"something else"))
    by_nobody = sign_item(item, NEUTRAL).signature
    for other in (forged, by_nobody):
        with pytest.raises(InvalidInput, match="signature that is of neither side"):
            take_proofs(north.seat("nina"), north.round_id, write_proof(item, [sign_item(item, key).signature, other]))
    assert not agreement_of(north.now()).open


def test_a_proof_of_another_round_is_not_taken_in(planned_sides):
    north, south = planned_sides
    item = Item("R8", "person", WOUNDED, 1, "North")
    proof = write_proof(item, [sign_item(item, south.workspace.ledger_key).signature])
    with pytest.raises(InvalidInput, match="another round"):
        take_proofs(north.seat("nina"), north.round_id, proof)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff" * 1000,
        b"homeward/item/1\n" + b"[" * 100_000,
        b"homeward/item-taken-back/1\n{}",
        b"homeward/item-taken-back/1\n" + b'{"proof":' * 50_000,
        b'homeward/item-taken-back/1\n{"proof":"x","at":"y","because":"z","key_id":"k","signature":"s"}',
    ],
)
def test_hostile_proofs_end_with_one_sentence(planned_sides, data):
    north, _ = planned_sides
    with pytest.raises(HomewardError) as caught:
        take_proofs(north.seat("nina"), north.round_id, data)
    assert len(str(caught.value)) < 400


def test_one_person_signs_nothing_and_the_same_act_twice_is_one_act(planned_sides):
    north, _ = planned_sides
    act_id = new_id()
    first = sign_items(north.seat("nina"), north.round_id, act_id=act_id)
    again = sign_items(north.seat("nina"), north.round_id, act_id=act_id)
    assert (first.waits_for, again.waits_for, again.is_repeat) == (act_id, act_id, True)
    assert not agreement_of(north.now()).open
    approve(north.seat("oleh"), act_id)
    assert len(agreement_of(north.now()).open) == 4
    assert sign_items(north.seat("nina"), north.round_id, act_id=act_id).is_repeat
    assert len(split_proofs(proofs_of(north.now()))) == 4
