from math import exp

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pytest import approx

from homeward.evidence.dna.comparison.panel import Panel
from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.profile import Sample
from homeward.identify import reassociation
from homeward.identify.collection import Collection
from homeward.identify.identification import identify
from homeward.identify.joint.assignment import top_assignments
from homeward.identify.prior import Prior
from tests.identify.test_identification import (
    LOCUS,
    assume_possible,
    collection_from,
    collection_of,
    family_of,
    sample,
    solve,
)
from tests.naive_joint import answer, questions
from tests.oracles.dna import cases

quickly = settings(deadline=None, max_examples=50)


@quickly
@given(questions(max_found=3), st.integers(1, 25))
def test_the_best_assignments_are_those_of_writing_all_down_in_order(question, top):
    assume_possible(question)
    slow = answer(question)
    share = {frozenset(names): x for names, x in slow.by_identity().items()}
    listed = top_assignments(solve(question, top=top), top)
    assert [a.posterior for a in listed] == approx(sorted(share.values(), reverse=True)[:top], rel=1e-8)
    assert all(share[frozenset(a.matched.items())] == approx(a.posterior, rel=1e-8) for a in listed)


@quickly
@given(questions(max_found=3))
def test_no_assignment_is_listed_twice_and_few_are_listed_all(question):
    assume_possible(question)
    slow = answer(question)
    assume(len(slow.ln_weight) <= 100)
    listed = top_assignments(solve(question, top=100), 100)
    names = {frozenset(a.matched.items()) for a in listed}
    assert len(names) == len(listed) == len(slow.ln_weight)
    assert sum(a.posterior for a in listed) == approx(1.0)


@quickly
@given(questions(max_found=3))
def test_weights_are_told_against_nobody_matched_and_against_the_best(question):
    assume_possible(question)
    listed = top_assignments(solve(question, top=100), 100)
    best = listed[0]
    for a in listed:
        assert exp(best.ln_weight - a.ln_weight) == approx(a.best_over_this, rel=1e-8)
        if not a.matched:
            assert a.ln_weight == approx(0.0, abs=1e-9)


@pytest.mark.parametrize("case", cases("joint"), ids=lambda case: case["id"])
def test_the_best_assignments_agree_with_other_programs(case):
    expected = case["expected"]["top"]
    listed = top_assignments(identify(collection_from(case), Prior(), top=len(expected)), len(expected))
    assert len(listed) == len(expected)
    by_names = {frozenset(a.matched.items()): a for a in listed}
    for row in expected:
        names = frozenset((found, missing) for found, missing in row["assignment"].items() if missing)
        assert by_names[names].posterior == approx(row["posterior"], rel=1e-7)
        assert by_names[names].best_over_this == approx(row["best_over_this"], rel=1e-7)


def test_equal_assignments_are_reported_as_equal():
    case = next(case for case in cases("joint") if case["id"] == "example2")
    over = [a.best_over_this for a in top_assignments(identify(collection_from(case), Prior()), 20)]
    assert over == approx([1, 5, 10, 50, 50, 50, 50, 250, 250, 250])


def same_parts(n):
    """Parts that show the same two alleles, and nobody to whom they could belong."""
    marker = Marker("L", ("8", "9"), np.array([0.5, 0.5]))
    parts = tuple(Sample(f"part {k}", "U", {"L": ("8", "9")}, is_part=True) for k in range(n))
    return Collection(Panel((marker,)), (), parts)


def test_how_left_over_parts_are_sorted_makes_no_assignment_of_its_own(monkeypatch):
    monkeypatch.setattr(reassociation, "_TIE", -1e9)
    (only,) = top_assignments(identify(same_parts(3), Prior()), 10)
    assert only.matched == {}
    assert only.posterior == approx(1.0)


def test_asking_for_more_than_was_kept_never_leaves_better_ones_out():
    men = tuple(sample(f"man {k}", "M", "8/9") for k in range(4))
    woman = sample("woman", "F", "10/10")
    families = (family_of("A", mother="8/9"), family_of("B", sex="F", father="10/10", mother="10/10"))
    collection = Collection(Panel((LOCUS,)), families, (*men, woman), {("woman", "B.c"): 6.0})
    enough = top_assignments(identify(collection, Prior(), top=20), 20)
    few = top_assignments(identify(collection, Prior(), top=2), 20)
    assert [a.posterior for a in few] == approx([a.posterior for a in enough[: len(few)]])


def test_with_nobody_found_there_is_one_assignment():
    (only,) = top_assignments(identify(Collection(same_parts(0).panel, (), ()), Prior()), 5)
    assert (only.matched, only.posterior, only.best_over_this) == ({}, 1.0, 1.0)


def test_none_asked_for_gives_none():
    assert top_assignments(identify(same_parts(2), Prior()), 0) == ()


@quickly
@given(questions(n_parts=2, max_found=3))
def test_parts_of_one_body_get_one_name(question):
    assume_possible(question)
    collection = collection_of(question)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reassociation, "_TIE", -1e9)
        result = identify(collection, Prior("weight", weight=10**question.log10_w), top=50)
    possible = {frozenset(names) for names in answer(question).by_identity()}
    assert {frozenset(a.matched.items()) for a in top_assignments(result, 50)} <= possible
