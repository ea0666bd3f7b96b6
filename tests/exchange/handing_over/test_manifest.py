from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.errors import InvalidInput
from homeward.exchange.handing_over.manifest import (
    Line,
    Used,
    in_order,
    read_manifest,
    recall,
    refusals,
    show_only,
    unagreed,
    use,
    write_manifest,
)
from tests.exchange.handing_over.papers import HOUR, LINES, LOG, MANIFEST, NOON, following

FRESH = Used(LOG)
SECOND = following(MANIFEST, id="m2")
THIRD = following(SECOND, id="m3")
OTHER_ROUND = following(THIRD, id="m4", round="r8", number=1)
CHAIN = (MANIFEST, SECOND, THIRD, OTHER_ROUND)


def why(manifest, used, *, round=None, at=NOON):
    return refusals(manifest, used, round=round or manifest.round, at=at)


def test_a_manifest_reads_back_as_it_was_written():
    assert read_manifest(write_manifest(MANIFEST).data) == MANIFEST
    empty = replace(MANIFEST, lines=(Line(kind="container", id="k1", item="i1", n_declared=0),))
    assert read_manifest(write_manifest(empty).data) == empty


def test_equal_manifests_have_equal_digests_and_any_change_another():
    changes = {"id": "m9", "place": "pier", "number": 2, "lines": LINES[1:], "expires_at": NOON + 6 * HOUR}
    digests = {write_manifest(replace(MANIFEST, **{name: value})).digest for name, value in changes.items()}
    assert len(digests | {write_manifest(MANIFEST).digest}) == len(changes) + 1
    assert write_manifest(read_manifest(write_manifest(MANIFEST).data)).digest == write_manifest(MANIFEST).digest


def test_manifests_in_their_order_are_all_used():
    used = FRESH
    for manifest in CHAIN:
        assert why(manifest, used) == ()
        used = use(used, manifest)
    assert used == recall(LOG, CHAIN)


# ── the replay matrix: every manifest of a chain against every state it could meet ──


@pytest.mark.parametrize("n_used", range(len(CHAIN) + 1))
@pytest.mark.parametrize("number", range(len(CHAIN)))
def test_of_a_chain_only_the_next_manifest_is_ever_used(n_used, number):
    used = recall(LOG, CHAIN[:n_used])
    assert (why(CHAIN[number], used) == ()) == (number == n_used)


@pytest.mark.parametrize("manifest", CHAIN, ids=lambda one: one.id)
def test_the_same_manifest_is_never_used_twice(manifest):
    used = recall(LOG, CHAIN[: CHAIN.index(manifest) + 1])
    assert f"manifest {manifest.id} was used before" in why(manifest, used)
    with pytest.raises(InvalidInput, match="was used before"):
        use(used, manifest)


@pytest.mark.parametrize(("older", "newer"), [(a, b) for n, b in enumerate(CHAIN) for a in CHAIN[:n]])
def test_an_older_manifest_is_refused_after_a_newer_one_even_under_a_new_id(older, newer):
    used = recall(LOG, CHAIN[: CHAIN.index(newer) + 1])
    assert "the manifest it follows is not the last one used here" in why(replace(older, id="m77"), used)


@pytest.mark.parametrize("manifest", CHAIN, ids=lambda one: one.id)
def test_a_manifest_of_another_round_is_refused(manifest):
    used = recall(LOG, CHAIN[: CHAIN.index(manifest)])
    assert why(manifest, used, round="r9") == (f"it is of round {manifest.round}, not of round r9",)


@pytest.mark.parametrize("manifest", CHAIN, ids=lambda one: one.id)
def test_a_manifest_for_another_recipient_is_refused(manifest):
    used = replace(recall(LOG, CHAIN[: CHAIN.index(manifest)]), recipient="homeward/north")
    assert why(manifest, used) == ("it is meant for homeward/south, not for homeward/north",)


@pytest.mark.parametrize("manifest", CHAIN, ids=lambda one: one.id)
def test_an_expired_manifest_is_refused_from_the_minute_it_expires(manifest):
    used = recall(LOG, CHAIN[: CHAIN.index(manifest)])
    assert why(manifest, used, at=manifest.expires_at - HOUR / 60) == ()
    assert why(manifest, used, at=manifest.expires_at) == ("it expired at 2026-05-03T17:00+00:00",)


@pytest.mark.parametrize(("n_kept", "replayed"), [(n, k) for n in range(4) for k in range(4)])
def test_after_a_restore_no_used_manifest_is_used_again(n_kept, replayed):
    restored = recall(LOG, CHAIN[:n_kept], ids={one.id for one in CHAIN})
    assert f"manifest {CHAIN[replayed].id} was used before" in why(CHAIN[replayed], restored)


def test_after_a_restore_the_next_manifest_is_used_once_partners_have_sent_back_the_lost_ones():
    fresh = following(OTHER_ROUND, id="m5")
    ids = {one.id for one in CHAIN}
    assert why(fresh, recall(LOG, CHAIN[:2], ids)) != ()
    assert why(fresh, recall(LOG, CHAIN, ids)) == ()


def test_a_manifest_made_before_the_last_one_is_older_though_it_follows_it():
    small = following(MANIFEST, id="m2", log_sizes=(("homeward/north/1", 39), ("homeward/south/1", 30)))
    assert why(small, recall(LOG, [MANIFEST])) == (
        "it was made when homeward/north had fewer entries than the last manifest says",
    )


def test_a_restored_ledger_may_be_shorter_in_its_next_epoch():
    shorter = following(MANIFEST, id="m2", log_sizes=(("homeward/north/2", 10), ("homeward/south/1", 30)))
    assert why(shorter, recall(LOG, [MANIFEST])) == ()


def test_a_gap_in_the_numbers_of_a_round_is_said():
    assert any("those between are not here" in says for says in why(THIRD, recall(LOG, [MANIFEST])))
    assert any("it is older, or the same" in says for says in why(replace(THIRD, number=2), recall(LOG, CHAIN[:2])))


@given(st.lists(st.sampled_from(CHAIN), max_size=8))
def test_whatever_arrives_in_whatever_order_nothing_is_used_twice_or_out_of_order(arrivals):
    used, taken = FRESH, []
    for manifest in arrivals:
        if not why(manifest, used):
            used = use(used, manifest)
            taken.append(manifest)
    assert taken == list(CHAIN[: len(taken)])
    assert all(after.previous == write_manifest(before).digest for before, after in pairwise(taken))


# ── what a manifest may say ──


def test_a_category_is_shown_only_where_the_agreement_says_so():
    assert [line.category for line in show_only(LINES, ["severe"]) if line.kind == "person"] == ["severe", None, None]
    assert {line.category for line in show_only(LINES, [])} == {None}


def test_a_line_that_rests_on_nothing_both_parties_signed_is_said():
    agreed = {line.item: line.id for line in LINES}
    assert unagreed(MANIFEST, agreed) == ()
    assert unagreed(MANIFEST, {**agreed, "i1": "p9"}) == ("person p1: rests on item i1, which is about p9",)
    del agreed["i4"]
    assert unagreed(MANIFEST, agreed) == ("container k1: rests on item i4, which is not agreed",)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"lines": LINES[::-1]}, "out of order"),
        ({"lines": (*LINES[:1], *LINES)}, "stands twice"),
        ({"lines": in_order((LINES[0], replace(LINES[1], item=LINES[0].item)))}, "rest on one item"),
        ({"lines": in_order((LINES[0], Line(kind="person", id="k1", item="i9")))}, "bear one code"),
        ({"closes_at": NOON}, "the window opens"),
        ({"expires_at": NOON + HOUR}, "the window opens"),
        ({"receiver": "north"}, "two parties"),
        ({"recipient": "homeward/east"}, "none of the ledgers"),
        ({"log_sizes": (("homeward/south/1", 30),)}, "both parties' ledgers"),
        ({"previous": b"short"}, "a digest of 32 bytes"),
        ({"number": 0}, "a number from 1"),
        ({"place": " "}, "has no words"),
        ({"opens_at": NOON.replace(tzinfo=None)}, "needs a zone"),
        ({"id": "Anna Bell"}, "is a code"),
    ],
)
def test_a_manifest_that_contradicts_itself_is_refused(changes, says):
    with pytest.raises(InvalidInput, match=says):
        replace(MANIFEST, **changes)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ({"kind": "person", "seals": ("s1",)}, "a person has no seals"),
        ({"kind": "person", "n_declared": 1}, "a person has no seals"),
        ({"kind": "container", "seals": ("s2", "s1")}, "seals stand in order"),
        ({"kind": "container", "n_declared": -1}, "cannot hold -1"),
        ({"kind": "parcel"}, "is none of person, container"),
        ({"kind": "person", "id": "Anna Bell"}, "is a code of 1 to 64 letters"),
        ({"kind": "person", "category": ""}, "has no words"),
    ],
)
def test_a_line_that_contradicts_itself_is_refused(line, says):
    with pytest.raises(InvalidInput, match=says):
        Line(**{"id": "x1", "item": "i1", **line})


def test_no_message_repeats_what_might_be_a_name():
    with pytest.raises(InvalidInput) as refused:
        Line(kind="person", id="Anna Bell", item="i1")
    assert "Anna" not in str(refused.value)
