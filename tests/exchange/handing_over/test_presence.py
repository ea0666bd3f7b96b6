from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.exchange.handing_over.presence import Holding, Listing, double_presence
from tests.exchange.handing_over.papers import NOON


def listed(id, manifest, *, round="r1", giver="north", day=0, state="open"):
    receiver = "south" if giver == "north" else "north"
    at = NOON + timedelta(days=day)
    return Listing(id=id, manifest=manifest, round=round, giver=giver, receiver=receiver, at=at, state=state)


def held(id, party, day=5):
    return Holding(id=id, party=party, on=NOON + timedelta(days=day))


def kinds(*things, same=None):
    listings = [one for one in things if isinstance(one, Listing)]
    holdings = [one for one in things if isinstance(one, Holding)]
    return [(one.kind, one.id) for one in double_presence(listings, holdings, same)]


def test_one_line_in_one_manifest_is_no_finding():
    assert kinds(listed("p1", "m1"), listed("p2", "m1")) == []


@pytest.mark.parametrize("state", ["open", "crossed"])
def test_the_same_person_in_two_manifests_of_a_round_is_found(state):
    assert kinds(listed("p1", "m1", state=state), listed("p1", "m2")) == [("in two manifests", "p1")]


@pytest.mark.parametrize("state", ["open", "crossed"])
def test_the_same_person_in_two_rounds_is_found(state):
    assert kinds(listed("p1", "m1", state=state), listed("p1", "m2", round="r2", day=9)) == [("in two rounds", "p1")]


def test_who_did_not_cross_may_be_listed_again():
    assert kinds(listed("p1", "m1", state="not crossed"), listed("p1", "m2"), listed("p2", "m2")) == []


def test_who_crossed_twice_without_going_back_is_found():
    twice = (listed("k1", "m1", state="crossed"), listed("k1", "m2", round="r2", day=3, state="crossed"))
    assert kinds(*twice) == [("crossed twice", "k1")]


def test_what_was_given_back_and_crosses_again_is_no_finding():
    back = listed("k1", "m2", giver="south", day=3, state="crossed")
    assert kinds(listed("k1", "m1", state="crossed"), back, listed("k1", "m3", day=6, state="crossed")) == []


def test_who_stands_on_both_sides_lists_is_found():
    assert kinds(held("p1", "north"), held("p1", "south"), held("p2", "north")) == [("on both sides' lists", "p1")]


def test_who_was_returned_and_is_listed_as_held_again_is_found():
    home = listed("p1", "m1", state="crossed")
    assert kinds(home, held("p1", "north")) == [("held after return", "p1")]
    assert kinds(home, held("p1", "south")) == []
    assert kinds(home, held("p1", "north", day=-5)) == []


def test_who_was_given_back_and_is_held_again_is_no_finding():
    back = listed("p1", "m2", giver="south", day=2, state="crossed")
    assert kinds(listed("p1", "m1", state="crossed"), back, held("p1", "north")) == []


def test_two_codes_are_one_person_only_where_people_decided_so():
    two = (listed("p1", "m1"), listed("q7", "m2"))
    assert kinds(*two) == []
    assert kinds(*two, same={"q7": "p1"}) == [("in two manifests", "p1")]


def test_two_codes_of_one_person_in_one_manifest_are_found():
    two = (listed("p1", "m1", state="crossed"), listed("q7", "m1", state="crossed"))
    assert kinds(*two, same={"q7": "p1"}) == [("twice in one manifest", "p1")]


LISTINGS = st.builds(
    listed,
    st.sampled_from(["p1", "p2"]),
    st.sampled_from(["m1", "m2"]),
    round=st.sampled_from(["r1", "r2"]),
    giver=st.sampled_from(["north", "south"]),
    day=st.integers(0, 4),
    state=st.sampled_from(["open", "crossed", "not crossed"]),
)


@given(st.lists(LISTINGS, max_size=6), st.randoms(use_true_random=False))
def test_order_and_repetition_of_listings_never_matter(listings, random):
    assert double_presence(random.sample(listings * 2, 2 * len(listings))) == double_presence(listings)


@given(st.lists(LISTINGS, max_size=6))
def test_lines_that_ended_without_crossing_never_make_a_finding(listings):
    kept = [one for one in listings if one.state != "not crossed"]
    assert double_presence(listings) == double_presence(kept)
