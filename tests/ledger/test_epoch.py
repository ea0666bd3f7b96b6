import pytest

from homeward.errors import InvalidInput
from homeward.ledger.act import act_bytes, read_act
from homeward.ledger.checkpoint import Head
from homeward.ledger.epoch import Opening, opening_facts, read_opening
from tests.ledger.sample import LOG, an_act, an_opening

OPENING = Opening(800, Head(f"{LOG}/1", 920, b"r" * 32), "disk failure")


def test_what_an_epoch_says_is_read_again():
    act = read_act(act_bytes(an_opening(800, OPENING)))
    assert read_opening(act) == OPENING


@pytest.mark.parametrize("name", [name for name, _ in opening_facts(OPENING)])
def test_an_epoch_that_leaves_something_out_is_refused(name):
    facts = tuple(fact for fact in opening_facts(OPENING) if fact[0] != name)
    with pytest.raises(InvalidInput, match="says cause, kept"):
        read_opening(an_act(kind="epoch opened", facts=facts))


@pytest.mark.parametrize(
    ("name", "fact"),
    [
        ("cause", 1),
        ("kept", "800"),
        ("kept", True),
        ("last_size", "920"),
        ("last_root", "7 2"),
        ("last_root", 72),
        ("last_origin", "ledger/1"),
    ],
)
def test_an_epoch_that_says_something_else_is_refused(name, fact):
    facts = tuple((own, fact if own == name else value) for own, value in opening_facts(OPENING))
    with pytest.raises(InvalidInput):
        read_opening(an_act(kind="epoch opened", facts=facts))


def test_another_act_opens_no_epoch():
    with pytest.raises(InvalidInput, match="first act of an epoch"):
        read_opening(an_act(facts=opening_facts(OPENING)))


def test_the_next_epoch_is_counted_from_the_last_known_head():
    assert (OPENING.log, OPENING.epoch) == (LOG, 2)
    assert Opening(6, Head(f"{LOG}/2", 9, b"r" * 32), "disk failure").epoch == 3
