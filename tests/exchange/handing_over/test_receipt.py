from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.errors import InvalidInput
from homeward.exchange.handing_over.manifest import write_manifest
from homeward.exchange.handing_over.paper import sign_paper
from homeward.exchange.handing_over.receipt import (
    Transfer,
    check_receipt,
    compare_with_manifest,
    read_receipt,
    word_receipt,
    write_receipt,
)
from homeward.exchange.handing_over.seals import Seal
from tests.exchange.handing_over.papers import KEYS, MANIFEST, NEUTRAL, NORTH, SOUTH, container, person, receipt, whole

DIGEST = write_manifest(MANIFEST).digest
ALL = (person("p1"), person("p2"), person("p3"), container("k1", "s1", "s2", n_said=1), container("k2", "s3"))


def mismatches(*receipts, consents=()):
    return [(one.kind, one.id) for one in compare_with_manifest(MANIFEST, receipts, consents).mismatches]


def test_a_receipt_reads_back_as_it_was_written():
    full = receipt(
        *ALL[:3], container("k1", "s1", instead_of="k2", n_said=0), Transfer(kind="container", id="k9", seals=())
    )
    assert read_receipt(write_receipt(full).data) == full


def test_a_receipt_is_checked_alone_with_the_digest_of_its_manifest():
    paper = sign_paper(write_receipt(receipt(*ALL)), NORTH, SOUTH, NEUTRAL)
    assert check_receipt(paper, DIGEST, KEYS) == ()
    assert check_receipt(paper, b"0" * 32, KEYS) == ("it belongs to another manifest",)


def test_a_receipt_needs_the_signatures_of_giver_receiver_and_intermediary():
    paper = sign_paper(write_receipt(receipt(*ALL)), NORTH, SOUTH)
    assert check_receipt(paper, DIGEST, KEYS) == ("neutral has not signed",)
    known = {name: key for name, key in KEYS.items() if name != "neutral"}
    assert check_receipt(sign_paper(paper, NEUTRAL), DIGEST, known) == ("no key of neutral is known",)


def test_a_receipt_says_that_it_attests_the_transfer_and_nobody_s_identity():
    words = word_receipt(receipt(*ALL))
    assert words == (
        "Passed from north to south at bridge in round r7, seen by neutral: persons 3; containers 2, 1 of them said by "
        "the giver to hold 1 individuals. This receipt attests the transfer. It does not say who anybody is, nor what "
        "any container holds."
    )
    assert b'"attests":"transfer, not identity"' in write_receipt(receipt(*ALL)).data


def test_receipts_in_parts_say_what_is_still_open():
    one = compare_with_manifest(MANIFEST, [receipt(*ALL[:2])])
    assert (one.transferred, one.open) == (("p1", "p2"), ("k1", "k2", "p3"))
    both = compare_with_manifest(MANIFEST, [receipt(*ALL[2:], part=2), receipt(*ALL[:2])])
    assert (both.open, both.mismatches) == ((), ())
    assert both.transferred == ("k1", "k2", "p1", "p2", "p3")


def test_a_line_in_two_receipts_is_counted_once_and_said():
    assert mismatches(receipt(*ALL), receipt(person("p1"), part=2)) == [("twice", "p1")]


def test_another_brought_instead_without_consent_is_a_mismatch():
    assert mismatches(receipt(person("x1", instead_of="p1"))) == [("brought instead without consent", "x1")]


def test_another_brought_instead_with_consent_is_none_and_the_line_is_replaced():
    found = compare_with_manifest(MANIFEST, [receipt(person("x1", instead_of="p1"))], [("p1", "x1")])
    assert (found.mismatches, found.replaced) == ((), ("p1",))
    assert "p1" not in (*found.open, *found.transferred)


def test_consent_to_one_substitute_is_none_to_another():
    found = mismatches(receipt(person("x2", instead_of="p1")), consents=[("p1", "x1")])
    assert found == [("brought instead without consent", "x2")]


def test_consent_to_a_substitute_brings_one_more_nobody():
    both = receipt(person("p1"), person("x1", instead_of="p1"))
    assert mismatches(both, consents=[("p1", "x1")]) == [("place taken", "x1")]
    two = receipt(person("x1", instead_of="p1"), person("x2", instead_of="p1"))
    assert mismatches(two, consents=[("p1", "x1"), ("p1", "x2")]) == [("place taken", "x2")]


def test_who_has_no_line_and_stands_for_no_line_is_a_mismatch():
    assert mismatches(receipt(person("x1"))) == [("without a line", "x1")]
    assert mismatches(receipt(person("x1", instead_of="p9"))) == [("nothing in its place", "x1")]


def test_a_broken_seal_is_a_mismatch_and_the_container_is_still_transferred():
    found = compare_with_manifest(MANIFEST, [receipt(Transfer(kind="container", id="k2", seals=(Seal("s3", False),)))])
    assert [one.says for one in found.mismatches] == ["container k2: seal s3 is broken"]
    assert found.transferred == ("k2",)


def test_a_receipt_to_another_manifest_is_not_put_beside_this_one():
    other = receipt(*ALL, manifest=replace(MANIFEST, id="m9"))
    with pytest.raises(InvalidInput, match="does not belong to manifest m1"):
        compare_with_manifest(MANIFEST, [other])


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: person("p1", seals=whole("s1")),
        lambda: person("p1", instead_of="p1"),
        lambda: Transfer(kind="parcel", id="p1"),
        lambda: container("k1", "s2", "s1"),
        lambda: receipt(person("p1"), person("p1")),
        lambda: replace(receipt(*ALL), neutral="north"),
        lambda: replace(receipt(*ALL), part=0),
        lambda: replace(receipt(*ALL), place=""),
    ],
)
def test_a_receipt_that_contradicts_itself_is_refused(wrong):
    with pytest.raises(InvalidInput):
        wrong()


@given(st.lists(st.lists(st.sampled_from(ALL), unique=True), max_size=4))
def test_every_line_is_transferred_or_open_whatever_the_parts(parts):
    found = compare_with_manifest(MANIFEST, [receipt(*some, part=n) for n, some in enumerate(parts, start=1)])
    assert sorted((*found.transferred, *found.open)) == ["k1", "k2", "p1", "p2", "p3"]
    n_twice = sum(len(some) for some in parts) - len(found.transferred)
    assert len(found.mismatches) == n_twice
