from collections import Counter
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.errors import InvalidInput
from homeward.evidence.dna.comparison.panel import Panel
from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.mutation import NO_MUTATION
from homeward.identify.collection import Collection, compare
from homeward.identify.trials.scenario import (
    KINDS,
    WEAK_KINDS,
    Plan,
    Scenario,
    invented_markers,
    simulate_collection,
)

MARKERS = invented_markers(6)
SHARES = ("listed", "other_side", "weak_families", "women", "partial", "lost_loci", "parts", "claimed", "wrong_claims")


def draw(seed: int, markers: tuple[Marker, ...] = MARKERS, **plan: Any) -> Scenario:
    return simulate_collection(markers, np.random.default_rng(seed), replace(Plan(families=30, remains=24), **plan))


def plain(scenario: Scenario) -> object:
    families = [(f.id, f.pedigree, dict(f.profiles), f.missing, f.party) for f in scenario.families]
    return families, scenario.found, scenario.claims, dict(scenario.truth), dict(scenario.bodies)


def missing_sexes(scenario: Scenario) -> dict[str, str]:
    return {person: f.pedigree.by_id[person].sex for f in scenario.families for person in f.missing}


# ── the same seed, the same collection ──


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from([{}, {"parts": 0.4, "claimed": 0.5, "dropout": 0.1, "women": 0.5}]))
def test_the_same_seed_draws_the_same_collection(seed, plan):
    assert plain(draw(seed, **plan)) == plain(draw(seed, **plan))


def test_another_seed_draws_another_collection():
    assert plain(draw(1)) != plain(draw(2))


# ── the truth is consistent ──


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.booleans())
def test_whoever_is_named_by_the_truth_fits_the_family_but_for_mutations(seed, has_dropout):
    scenario = draw(seed, women=0.4, dropout=0.2 * has_dropout, partial=0.5)
    comparison = compare(Collection(Panel(MARKERS), scenario.families, scenario.found))
    names = [person for family in scenario.families for person in family.missing]
    for row, sample in enumerate(scenario.found):
        if scenario.truth[sample.id] is not None:
            column = names.index(scenario.truth[sample.id])
            assert comparison.log10_lr[row, column] > -np.inf
            assert 0 <= comparison.mismatching_loci[row, column] <= 2


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000))
def test_without_mutation_and_loss_the_true_pair_never_mismatches(seed):
    scenario = draw(seed, invented_markers(6, mutation=NO_MUTATION), women=0.4)
    comparison = compare(Collection(Panel(scenario.markers), scenario.families, scenario.found))
    names = [person for family in scenario.families for person in family.missing]
    for row, sample in enumerate(scenario.found):
        if scenario.truth[sample.id] is not None:
            assert comparison.mismatching_loci[row, names.index(scenario.truth[sample.id])] == 0


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([0.0, 0.3, 0.6]))
def test_nobody_missing_lies_in_two_bodies_and_sexes_agree(seed, parts):
    scenario = draw(seed, parts=parts, women=0.5)
    sexes, body_of = missing_sexes(scenario), {}
    for sample in scenario.found:
        person = scenario.truth[sample.id]
        if person is not None:
            assert sample.sex == sexes[person]
            body_of.setdefault(person, set()).add(scenario.bodies[sample.id])
    assert all(len(bodies) == 1 for bodies in body_of.values())


def test_parts_of_one_body_show_alleles_of_one_person():
    scenario = draw(3, parts=0.6, partial=1.0, dropout=0.3)
    for body in set(scenario.bodies.values()):
        own = [sample for sample in scenario.found if scenario.bodies[sample.id] == body]
        for marker in MARKERS:
            assert len({allele for sample in own for allele in sample.genotypes.get(marker.name, ())}) <= 2


def test_nobody_missing_is_typed_and_every_donor_is():
    donors = {kind.name: len(kind.donors) for kind in (*KINDS, *WEAK_KINDS)}
    for family in draw(4, families=80).families:
        assert not set(family.missing) & set(family.profiles)
        assert len(family.donors) in donors.values()
        assert all(len(profile) == len(MARKERS) for profile in family.profiles.values())


# ── the numbers asked for ──


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 12), st.integers(0, 15), st.floats(0.0, 0.9))
def test_there_are_as_many_families_and_remains_as_asked_for(seed, families, remains, parts):
    scenario = draw(seed, MARKERS[:2], families=families, remains=remains, parts=parts)
    assert (len(scenario.families), len(scenario.found)) == (families, remains)
    assert len({sample.id for sample in scenario.found}) == remains


@pytest.mark.parametrize("listed", [0.0, 0.25, 0.75, 1.0])
def test_as_many_bodies_are_of_listed_people_as_asked_for(listed):
    scenario = draw(5, families=100, remains=80, listed=listed, parts=0.25)
    named = {body for found, body in scenario.bodies.items() if scenario.truth[found] is not None}
    assert len(named) <= round(60 * listed)
    assert len(named) == pytest.approx(60 * listed, abs=0.5)


@pytest.mark.parametrize("parts", [0.0, 0.2, 0.5, 0.9])
def test_as_many_remains_are_further_parts_as_asked_for(parts):
    scenario = draw(6, remains=100, parts=parts)
    assert 100 - len(set(scenario.bodies.values())) == round(100 * parts)
    assert all(sample.is_part == (parts > 0.0) for sample in scenario.found)


@pytest.mark.parametrize(("name", "share"), [("weak_families", 0.3), ("other_side", 0.2), ("women", 0.4)])
def test_shares_of_families_are_as_asked_for(name, share):
    scenario = draw(7, MARKERS[:1], families=1000, remains=0, **{name: share})
    counts = {
        "weak_families": sum(len(family.donors) == 1 for family in scenario.families),
        "other_side": sum(family.party is not None for family in scenario.families),
        "women": sum(family.pedigree.by_id[family.missing[0]].sex == "F" for family in scenario.families),
    }
    among = 1000 if name != "women" else sum(len(family.missing) == 1 for family in scenario.families)
    assert counts[name] / among == pytest.approx(share, abs=0.05)


def test_as_many_remains_are_partial_and_lose_as_many_loci_as_asked_for():
    scenario = draw(8, invented_markers(20), families=1, remains=400, partial=0.3, lost_loci=0.5)
    typed = np.array([len(sample.genotypes) for sample in scenario.found])
    assert (typed < 20).mean() == pytest.approx(0.3, abs=0.07)
    assert 1.0 - typed[typed < 20].mean() / 20 == pytest.approx(0.5, abs=0.05)


def test_alleles_are_lost_as_often_as_asked_for_and_only_where_the_sample_says_so():
    whole = draw(9, invented_markers(20), families=1, remains=300, partial=0.0, listed=0.0)
    scenario = draw(
        9, invented_markers(20), families=1, remains=300, partial=1.0, lost_loci=0.0, dropout=0.3, listed=0.0
    )
    assert all(sample.dropout == 0.0 for sample in whole.found)
    assert all(sample.dropout == 0.3 for sample in scenario.found)
    n_typed = sum(len(sample.genotypes) for sample in scenario.found)
    assert 1.0 - n_typed / (300 * 20) == pytest.approx(0.3**2, abs=0.02)


# ── claims ──


@pytest.mark.parametrize("claimed", [0.0, 0.3, 1.0])
def test_as_many_remains_come_with_a_name_as_asked_for(claimed):
    scenario = draw(10, MARKERS[:1], families=50, remains=400, claimed=claimed)
    assert len(scenario.claims) / 400 == pytest.approx(claimed, abs=0.06)
    assert max(Counter(claim.found for claim in scenario.claims).values(), default=1) == 1


@pytest.mark.parametrize("wrong", [0.0, 0.4, 1.0])
def test_as_many_names_of_listed_people_are_wrong_as_asked_for(wrong):
    scenario = draw(11, MARKERS[:1], families=600, remains=400, listed=1.0, claimed=1.0, wrong_claims=wrong)
    share = sum(scenario.truth[c.found] != c.missing for c in scenario.claims) / len(scenario.claims)
    assert share == pytest.approx(wrong, abs=0.06)


def test_names_are_those_of_listed_people_only():
    scenario = draw(12, claimed=1.0)
    assert {claim.missing for claim in scenario.claims} <= set(missing_sexes(scenario))
    assert {claim.found for claim in scenario.claims} <= {sample.id for sample in scenario.found}


def test_without_anybody_listed_there_are_no_names():
    assert draw(13, families=0, claimed=1.0).claims == ()


# ── invented tables, and what cannot be asked for ──


@pytest.mark.parametrize("n_loci", [1, 24, 60])
def test_invented_tables_are_valid_and_sum_to_one(n_loci):
    markers = invented_markers(n_loci)
    assert len({marker.name for marker in markers}) == len(markers) == n_loci
    for marker in markers:
        assert marker.frequencies.sum() == pytest.approx(1.0, abs=1e-12)
        assert marker.frequencies.min() > 0.0
        assert len(set(marker.alleles)) == marker.n_alleles >= 8


def test_a_marker_without_loci_cannot_be_invented():
    with pytest.raises(InvalidInput, match="at least one"):
        invented_markers(0)


@pytest.mark.parametrize("name", SHARES)
@pytest.mark.parametrize("value", [-0.01, 1.01, float("nan")])
def test_a_share_outside_none_and_all_is_refused(name, value):
    with pytest.raises(InvalidInput, match=name):
        draw(1, **{name: value})


@pytest.mark.parametrize("plan", [{"families": -1}, {"remains": -1}, {"dropout": 1.0}, {"dropout": -0.1}])
def test_counts_below_none_and_certain_loss_are_refused(plan):
    with pytest.raises(InvalidInput):
        draw(1, **plan)
