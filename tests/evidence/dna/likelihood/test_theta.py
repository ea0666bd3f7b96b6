import math
from contextlib import contextmanager
from math import prod

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.errors import InvalidInput, TooLarge
from homeward.evidence.dna.conditional import genotype_table
from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.kinship import Keep, Model, average_over_urn, log10_likelihood, set_up
from homeward.evidence.dna.likelihood import theta as theta_module
from homeward.evidence.dna.likelihood.observation import ErrorRates
from homeward.evidence.dna.likelihood.theta import partition_probability, urn_after, urn_nodes, urn_partitions
from homeward.evidence.dna.mutation import Mutation, Rates
from homeward.evidence.dna.pedigree import Pedigree, Person, nuclear, pedigree_from_rows
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


@contextmanager
def by(way):
    """Leave only one way open: "quadrature" or "partitions"."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(theta_module, *(("_PLANNING", math.inf) if way == "quadrature" else ("_MAX_NODES", 0)))
        yield


def ladder(n_alleles, model="stepwise", rate=0.002):
    """A full table, of which no two alleles are equally common."""
    frequencies = np.arange(1.0, n_alleles + 1)
    rates = Rates(rate, 0.0, 0.1)
    names = tuple(str(8 + number) for number in range(n_alleles))
    return Marker("L", names, frequencies / frequencies.sum(), mutation=Mutation(model, rates, rates))


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


def test_a_man_and_a_child_without_its_mother_are_weighed_by_three_copies():
    alone = Pedigree((Person("f", sex="M"), Person("c", sex="M")))
    typed = {"f": "8/9", "c": "8/10"}
    ratio = likelihood(nuclear("f", "m", ("c", "M")), **typed) / likelihood(alone, **typed)
    assert ratio == pytest.approx((1 + 2 * t) / (4 * (t + (1 - t) * p)))


def test_a_missing_child_has_its_second_allele_from_the_urn_its_father_drew_from():
    marker = ladder(30, rate=0.0)
    found = genotype_table(nuclear("f", "m", ("c", "M")), {"f": {"L": ("8", "8")}}, marker, "c", model=Model(theta=t))
    drawn = [urn(marker.frequencies, t, [0, 0, allele]) for allele in range(30)]
    assert found[0] == pytest.approx(np.array(drawn))
    assert found[1:].sum() == 0.0


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


# ── the partitions ──


@pytest.mark.parametrize(
    ("n_copies", "n_ways", "n_labelled"),
    [((), 1, 1), ((1, 1, 1), 5, 5), ((2, 2), 9, 15), ((2, 2, 2), 66, 203), ((2, 2, 2, 2), 712, 4140)],
)
def test_partitions_are_counted_as_multisets_and_weighed_as_sets(n_copies, n_ways, n_labelled):
    ways = urn_partitions(n_copies)
    assert len(ways) == n_ways
    assert sum(n_alike for _, n_alike in ways) == n_labelled


@pytest.mark.parametrize("theta", [1e-9, 0.03, 0.9])
def test_one_of_the_partitions_is_true(theta):
    for n_copies in ((1,), (2, 1), (2, 2, 2), (1,) * 6):
        ways = urn_partitions(n_copies)
        total = sum(n_alike * partition_probability(map(len, blocks), theta) for blocks, n_alike in ways)
        assert total == pytest.approx(1.0)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 2), max_size=6), st.sampled_from((0.01, 0.2, 0.9)))
def test_partitions_give_every_draw_its_chance(draws, theta):
    total = 0.0
    for blocks, _ in urn_partitions((1,) * len(draws)):
        alike = [{draws[copy] for copy in block} for block in blocks]
        if all(len(alleles) == 1 for alleles in alike):
            chance = prod(LOCUS.frequencies[allele] for alleles in alike for allele in alleles)
            total += chance * partition_probability(map(len, blocks), theta)
    assert total == pytest.approx(urn(LOCUS.frequencies, theta, draws))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 2), max_size=6), st.lists(st.integers(0, 2), max_size=3), st.sampled_from((0.01, 0.9)))
def test_after_some_draws_the_urn_is_another_urn(known, later, theta):
    table, left, log10_known = urn_after(LOCUS.frequencies, theta, known)
    assert 10**log10_known == pytest.approx(urn(LOCUS.frequencies, theta, known))
    assert 10**log10_known * urn(table, left, later) == pytest.approx(urn(LOCUS.frequencies, theta, known + later))


def test_an_allele_of_frequency_zero_is_never_drawn_first():
    assert urn_after(np.array([0.0, 1.0]), t, [0])[2] == -math.inf
    assert likelihood(TWO_STRANGERS, marker=Marker("L", ("8", "9"), np.array([0.0, 1.0])), a="8/9") == 0.0


@settings(max_examples=120, deadline=None)
@given(naive.small_cases(naive.markers(n_alleles=4, x=None)), st.data())
def test_quadrature_and_partitions_are_one(case, data):
    rates = st.builds(ErrorRates, st.sampled_from((0.0, 0.1, 0.6)), st.sampled_from((0.0, 0.05)))
    errors = {person: data.draw(rates) for person in case.profiles if data.draw(st.booleans())}
    people = st.sampled_from([person.id for person in case.pedigree.people])
    targets = tuple(data.draw(st.lists(people, max_size=2, unique=True)))
    model = Model(theta=data.draw(st.sampled_from((1e-6, 0.03, 0.5))), errors=errors)
    problem = set_up(
        case.pedigree, case.profiles, case.marker, targets=targets, keep=Keep(case.marker.alleles), model=model
    )
    with by("quadrature"):
        nodes = average_over_urn(problem, model.theta)
    with by("partitions"):
        partitions = average_over_urn(problem, model.theta)
    assert partitions == pytest.approx(nodes, rel=1e-12, abs=1e-12 * nodes.max())


@pytest.mark.parametrize("way", ["quadrature", "partitions"])
@settings(max_examples=40, deadline=None)
@given(case=naive.small_cases(naive.markers(n_alleles=3, x=None, silent=True), max_people=5))
def test_silent_alleles_come_from_the_urn_too(way, case):
    with by(way):
        fast = log10_likelihood(case.pedigree, case.profiles, case.marker, model=Model(theta=0.1))
    slow = naive.log10(naive.likelihood(case.pedigree, case.profiles, case.marker, theta=0.1))
    assert fast == pytest.approx(slow, abs=1e-9)


@pytest.mark.parametrize("way", ["quadrature", "partitions"])
@settings(max_examples=30, deadline=None)
@given(case=naive.small_cases(naive.markers(n_alleles=3, x=None), max_people=5), random=st.randoms())
def test_genotypes_given_relatives_agree_with_the_slow_twin(way, case, random):
    twins = {person for group in case.pedigree.twins for person in group}
    hidden = sorted({person.id for person in case.pedigree.people} - set(case.profiles) - twins)
    if not hidden:
        return
    target, names = random.choice(hidden), case.marker.alleles
    with by(way):
        fast = genotype_table(case.pedigree, case.profiles, case.marker, target, model=Model(theta=0.1))
    slow = naive.genotype_distribution(case.pedigree, case.profiles, case.marker, target, theta=0.1)
    for genotype, value in slow.items():
        places = tuple(names.index(allele) for allele in genotype)
        assert sum(fast[order] for order in {places, places[::-1]}) == pytest.approx(value, rel=1e-9, abs=1e-300)


# ── full tables ──

SIBS = nuclear("f", "m", ("a", "M"), ("b", "F"))
GREAT_FAMILY = pedigree_from_rows(
    [
        *((f"g{number}", None, None, "MF"[number % 2]) for number in range(12)),
        *((f"c{number}{sex}", f"g{number}", f"g{number + 1}", sex) for number in range(0, 12, 2) for sex in "MF"),
        *((f"d{number}", f"c{number}M", f"c{(number + 2) % 12}F", "M") for number in range(0, 12, 2)),
    ]
)


@pytest.mark.parametrize("n_alleles", [17, 30])
@pytest.mark.parametrize(
    ("pedigree", "typed"),
    [
        (nuclear("f", "m", ("c", "M")), {"f": "8/9", "c": "9/11"}),
        (nuclear("x", "m", ("c", "M")).add(Person("f", sex="M")), {"f": "8/9", "c": "9/11"}),
        (SIBS, {"a": "8/9", "b": "9/11"}),
    ],
)
def test_a_full_table_that_hardly_mutates_weighs_like_one_that_does_not(n_alleles, pedigree, typed):
    hardly = likelihood(pedigree, marker=ladder(n_alleles, rate=1e-12), **typed)
    assert hardly == pytest.approx(likelihood(pedigree, marker=ladder(n_alleles, "none", 0.0), **typed), rel=1e-8)


@pytest.mark.parametrize("theta", [0.01, 0.3])
def test_sibs_of_untyped_parents_agree_with_the_slow_twin_over_seven_alleles(theta):
    marker = ladder(7)
    with by("partitions"):
        fast = likelihood(SIBS, theta, marker, a="8/9", b="9/11")
    profiles = {"a": {"L": ("8", "9")}, "b": {"L": ("9", "11")}}
    assert fast == pytest.approx(naive.likelihood(SIBS, profiles, marker, theta=theta), rel=1e-12)


def test_too_many_untyped_ancestors_under_a_stepwise_model_are_refused():
    typed = {f"d{number}": "8/9" for number in range(0, 12, 2)}
    with pytest.raises(TooLarge, match=r"24 unknown founder copies .* more than 20,000 partitions"):
        likelihood(GREAT_FAMILY, marker=ladder(9), **typed)


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
