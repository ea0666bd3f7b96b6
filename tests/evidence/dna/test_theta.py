from math import prod

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.errors import InvalidInput, TooLarge
from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.kinship import Model, log10_likelihood
from homeward.evidence.dna.pedigree import Pedigree, Person, nuclear, pedigree_from_rows
from homeward.evidence.dna.theta import urn_nodes
from tests import naive
from tests.oracles.dna import Case, case_id, cases, hypotheses_of, marker_of, model_of, profiles_of, value_of

p, q, t = 0.2, 0.3, 0.03
LOCUS = Marker("L", ("8", "9", "10"), np.array([p, q, 1 - p - q]))
TWO_STRANGERS = Pedigree((Person("a", sex="M"), Person("b", sex="F")))


def likelihood(pedigree, theta=t, marker=LOCUS, **typed):
    profiles = {person: {"L": tuple(text.split("/"))} for person, text in typed.items()}
    return 10 ** log10_likelihood(pedigree, profiles, marker, model=Model(theta=theta))


def urn(frequencies, theta, draws):
    """One allele after another, by the formula."""
    chance = 1.0
    for n, allele in enumerate(draws):
        m = draws[:n].count(allele)
        chance *= (m * theta + (1 - theta) * frequencies[allele]) / (1 + (n - 1) * theta)
    return chance


# ── by hand ──


def test_one_persons_homozygosity_rises_with_theta():
    stranger = Pedigree((Person("a", sex="M"),))
    assert likelihood(stranger, a="8/8") == pytest.approx(p * (t + (1 - t) * p))
    assert likelihood(stranger, a="8/9") == pytest.approx(2 * p * q * (1 - t))


def test_two_heterozygotes_match_as_the_national_research_council_says():
    match = likelihood(TWO_STRANGERS, a="8/9", b="8/9") / likelihood(TWO_STRANGERS, a="8/9")
    assert match == pytest.approx(2 * (t + (1 - t) * p) * (t + (1 - t) * q) / ((1 + t) * (1 + 2 * t)))


def test_two_homozygotes_match_as_the_national_research_council_says():
    match = likelihood(TWO_STRANGERS, a="8/8", b="8/8") / likelihood(TWO_STRANGERS, a="8/8")
    assert match == pytest.approx((2 * t + (1 - t) * p) * (3 * t + (1 - t) * p) / ((1 + t) * (1 + 2 * t)))


def test_a_trio_with_theta_counts_every_copy_already_seen():
    typed = {"f": "8/9", "m": "10/10", "c": "8/10"}
    h1 = likelihood(nuclear("f", "m", ("c", "M")), **typed)
    h2 = likelihood(nuclear("somebody", "m", ("c", "M")).add(Person("f", sex="M")), **typed)
    assert h1 / h2 == pytest.approx((1 + 3 * t) / (2 * (t + (1 - t) * p)))


def test_x_copies_are_drawn_from_the_same_urn():
    marker = Marker("L", LOCUS.alleles, LOCUS.frequencies, "X")
    assert likelihood(TWO_STRANGERS, marker=marker, a="8", b="8/8") == pytest.approx(urn([p], t, [0, 0, 0]))


def test_strangers_without_a_profile_draw_in_vain():
    alone = likelihood(Pedigree((Person("a", sex="M"),)), a="8/9")
    assert likelihood(TWO_STRANGERS, a="8/9") == pytest.approx(alone)


# ── the nodes ──


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 9), min_size=1, max_size=4).filter(any),
    st.sampled_from((1e-6, 0.01, 0.2, 0.9)),
    st.lists(st.integers(0, 3), max_size=7),
)
def test_nodes_average_every_draw_exactly(parts, theta, draws):
    frequencies = np.array(parts) / sum(parts)
    draws = [draw % len(parts) for draw in draws]
    nodes, weights = urn_nodes(frequencies, theta, max(len(draws), 1))
    assert weights.sum() == pytest.approx(1.0)
    assert (weights > 0).all()
    assert nodes.sum(axis=1) == pytest.approx(np.ones(len(nodes)))
    average = weights @ prod((nodes[:, draw] for draw in draws), start=np.ones(len(nodes)))
    assert average == pytest.approx(urn(frequencies, theta, draws), rel=1e-9, abs=1e-15)


def test_without_theta_the_table_is_the_only_node():
    nodes, weights = urn_nodes(LOCUS.frequencies, 0.0, 12)
    assert nodes == pytest.approx(LOCUS.frequencies[None])
    assert weights.tolist() == [1.0]


@pytest.mark.parametrize("theta", [-0.01, 1.0, 1.5, float("nan")])
def test_theta_is_a_share(theta):
    with pytest.raises(InvalidInput):
        urn_nodes(LOCUS.frequencies, theta, 2)


def test_theta_is_checked_also_where_nobody_is_typed():
    with pytest.raises(InvalidInput):
        log10_likelihood(TWO_STRANGERS, {}, LOCUS, model=Model(theta=7.0))


def test_too_many_alleles_are_refused_before_memory_is_full():
    with pytest.raises(TooLarge, match="theta"):
        urn_nodes(np.full(30, 1 / 30), 0.02, 8)


# ── what always holds, the slow twin, other programs ──


@settings(max_examples=40, deadline=None)
@given(naive.small_cases(naive.markers(n_alleles=3, x=None)))
def test_a_vanishing_theta_is_none(case):
    none = log10_likelihood(case.pedigree, case.profiles, case.marker)
    little = log10_likelihood(case.pedigree, case.profiles, case.marker, model=Model(theta=1e-9))
    assert little == pytest.approx(none, abs=1e-6)


@settings(max_examples=60, deadline=None)
@given(naive.small_cases(naive.markers(n_alleles=3, x=None)), st.sampled_from((0.01, 0.1, 0.5)))
def test_one_urn_for_all_founders_agrees_with_the_slow_twin(case, theta):
    fast = log10_likelihood(case.pedigree, case.profiles, case.marker, model=Model(theta=theta))
    slow = naive.log10(naive.likelihood(case.pedigree, case.profiles, case.marker, theta=theta))
    assert fast == pytest.approx(slow, abs=1e-9)


@pytest.mark.parametrize("case", cases("theta"), ids=case_id)
def test_theta_agrees_with_familias_and_pedprobr(case: Case):
    for name, pedigree in hypotheses_of(case).items():
        for entry in case["markers"]:
            found = log10_likelihood(pedigree, profiles_of(case), marker_of(entry), model=model_of(case))
            expected = value_of(case["log10_likelihood"][name][entry["name"]])
            assert found == pytest.approx(expected, rel=1e-10)


def test_relatives_far_apart_count_as_two_strangers_of_one_population():
    rows = [("a", None, None, "M"), ("b", None, None, "F"), ("c", "a", "b", "M")]
    assert likelihood(pedigree_from_rows(rows), a="8/8", b="8/8") == pytest.approx(urn([p], t, [0] * 4))
