import random

import pytest

from homeward.errors import InvalidInput
from homeward.exchange.handing_over.manifest import read_manifest, write_manifest
from homeward.exchange.handing_over.paper import Paper, sign_paper, unsigned
from homeward.exchange.handing_over.receipt import check_receipt, read_receipt, write_receipt
from homeward.ledger.encoding import decode, encode
from tests.exchange.handing_over.papers import KEYS, MANIFEST, NEUTRAL, NORTH, SOUTH, container, person, receipt

RECEIPT = receipt(person("p1"), container("k1", "s1", "s2", n_said=1))


def test_signatures_of_all_who_must_sign_leave_nothing_to_say():
    assert unsigned(sign_paper(write_manifest(MANIFEST), NORTH, SOUTH, NEUTRAL), KEYS) == ()


def test_who_has_not_signed_is_named():
    assert unsigned(sign_paper(write_manifest(MANIFEST), NORTH, NEUTRAL), KEYS) == ("south has not signed",)


def test_signing_twice_adds_nothing_and_the_order_of_signing_does_not_matter():
    paper = write_manifest(MANIFEST)
    once = sign_paper(paper, NORTH, SOUTH)
    assert sign_paper(sign_paper(paper, SOUTH), NORTH) == once == sign_paper(once, NORTH)


def test_a_signature_under_a_manifest_is_none_under_a_receipt():
    manifest = sign_paper(write_manifest(MANIFEST), NORTH)
    moved = Paper(write_receipt(RECEIPT).data, manifest.signatures)
    assert unsigned(moved, {"north": KEYS["north"]}) == ("the signature of north does not hold for these bytes",)


@pytest.mark.parametrize(
    ("written", "read"), [(write_manifest(MANIFEST), read_manifest), (write_receipt(RECEIPT), read_receipt)]
)
def test_no_altered_byte_is_ever_signed_by_anybody(written, read):
    signed, rng = sign_paper(written, NORTH, SOUTH, NEUTRAL), random.Random(3)
    for _ in range(250):
        data = bytearray(signed.data)
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        assert len(unsigned(Paper(bytes(data), signed.signatures), KEYS)) == 3


@pytest.mark.parametrize(
    ("written", "read"), [(write_manifest(MANIFEST), read_manifest), (write_receipt(RECEIPT), read_receipt)]
)
def test_a_part_of_another_type_or_one_too_many_is_refused_and_never_breaks_the_reader(written, read):
    whole = decode(written.data)
    for name in whole:
        for other in ("x", 7, True, {}, [7], ["x"], [{}]):
            if type(other) is not type(whole[name]) or isinstance(other, list):
                with pytest.raises(InvalidInput):
                    read(encode({**whole, name: other}))
        with pytest.raises(InvalidInput):
            read(encode({key: value for key, value in whole.items() if key != name}))
    with pytest.raises(InvalidInput, match="a part that its form does not have"):
        read(encode({**whole, "note": "x"}))


def test_a_receipt_whose_bytes_are_no_receipt_is_refused():
    with pytest.raises(InvalidInput, match="not a paper of form homeward/receipt/1"):
        check_receipt(write_manifest(MANIFEST), b"", KEYS)
