from math import log

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest import approx

from homeward.evidence.weight import FamilyTable
from homeward.identify.joint.groups import Draft, Leftover, Pool, draft_slots, split
from homeward.identify.joint.posterior import LN10, solve_group

quickly = settings(deadline=None, max_examples=80)


def table(family, rows):
    """A table from {(found or -1 for each missing): log10 LR}."""
    n_missing = len(next(iter(rows)))
    missing = tuple(f"{family}.{k}" for k in range(n_missing))
    return FamilyTable(family, missing, np.array(list(rows), dtype=np.int32), np.array(list(rows.values())))


def whole(n, log10_w=0.0):
    """Everybody found is whole."""
    return Pool(tuple((k,) for k in range(n)), np.zeros(n), np.full(n, log10_w))


def test_an_option_weighs_its_ratio_against_leaving_its_people_over():
    (draft,) = draft_slots([table(4, {(-1, -1): 0.0, (0, 2): 5.0})], whole(3, log10_w=1.5), {})
    assert draft.family == 4
    nobody, both = draft.options
    assert nobody == ((), 0.0, ())
    assert both[0] == (0, 2)
    assert both[1] == approx((5.0 - 2 * 1.5) * LN10)
    assert both[2] == ((0, 0), (2, 1))


def test_other_evidence_counts_for_its_own_pair_only():
    tables = [table(0, {(-1,): 0.0, (0,): 1.0, (1,): 1.0}), table(1, {(-1,): 0.0, (0,): 1.0})]
    first, second = draft_slots(tables, whole(2), {(0, 0, 0): -3.0})
    assert [weight / LN10 for _, weight, _ in first.options] == approx([0.0, -2.0, 1.0])
    assert [weight / LN10 for _, weight, _ in second.options] == approx([0.0, 1.0])


def test_what_other_evidence_excludes_is_no_option():
    (draft,) = draft_slots([table(0, {(-1,): 0.0, (0,): 9.0})], whole(1), {(0, 0, 0): -np.inf})
    assert len(draft.options) == 1


def test_a_body_of_two_parts_uses_both_of_them():
    # bodies: part 0, part 1, both; as one person the two weigh 3 more, and are left over in one of two ways
    leftover = Leftover((0, 1), (((), 0.0), ((0,), 0.0), ((1,), 0.0), ((0, 1), 0.0), ((2,), 3.0)))
    pool = Pool(((0,), (1,), (0, 1)), np.array([0.0, 0.0, 3.0]), np.zeros(2), (leftover,))
    drafts = draft_slots([table(0, {(-1,): 0.0, (0,): 1.0, (2,): 2.0})], pool, {})
    assert drafts[1].family == -1
    assert drafts[1].requires == (0, 1)
    assert [(samples, weight / LN10) for samples, weight, _ in drafts[0].options] == [
        ((), 0.0),
        ((0,), approx(1.0)),
        ((0, 1), approx(5.0)),
    ]
    (slots,) = split(drafts)
    # nobody: 1 apart, 10^3 together; part 0 taken: 10; both taken: 10^5
    assert solve_group(slots, 0).ln_total == approx(log(1 + 10**3 + 10 + 10**5))


def test_families_that_share_nobody_stand_in_different_groups():
    tables = [table(0, {(-1,): 0.0, (0,): 1.0}), table(1, {(-1,): 0.0, (1,): 1.0}), table(2, {(-1,): 0.0, (0,): 2.0})]
    groups = split(draft_slots(tables, whole(2), {}))
    assert sorted(sorted(slot.family for slot in slots) for slots in groups) == [[0, 2], [1]]


def test_families_that_nobody_can_belong_to_each_stand_alone():
    groups = split(draft_slots([table(0, {(-1,): 0.0}), table(1, {(-1, -1): 0.0})], whole(3), {}))
    assert [len(slots) for slots in groups] == [1, 1]


@st.composite
def drafts(draw):
    """A few slots over ten people."""
    people = st.sets(st.integers(0, 9), min_size=1, max_size=3).map(lambda s: tuple(sorted(s)))
    result = []
    for family in range(draw(st.integers(0, 6))):
        options = [((), 0.0, ()), *((who, 1.0, ()) for who in draw(st.lists(people, max_size=3)))]
        result.append(Draft(family, tuple(options)))
    return result


@quickly
@given(drafts())
def test_splitting_keeps_every_family_and_never_parts_rivals(asked):
    groups = split(asked)
    assert sorted(slot.family for slots in groups for slot in slots) == [draft.family for draft in asked]
    group_of = {slot.family: number for number, slots in enumerate(groups) for slot in slots}
    for one in asked:
        for other in asked:
            if one.people & other.people:
                assert group_of[one.family] == group_of[other.family]


@quickly
@given(drafts())
def test_groups_summed_alone_multiply_to_the_whole(asked):
    separate = sum(solve_group(slots, 0).ln_total for slots in split(asked))
    tie = Draft(99, (((), 0.0, ()), (tuple(range(10)), -np.inf, ())))  # puts all into one group, and weighs nothing
    together = sum(solve_group(slots, 0).ln_total for slots in split([*asked, tie]))
    assert together == approx(separate)
