from itertools import combinations_with_replacement

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pytest import approx

from homeward.errors import InvalidCase
from homeward.evidence.dna.conditional import distribution, exclusion_probability, genotype_table, single_out
from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.kinship import Model, log10_likelihood
from homeward.evidence.dna.likelihood.observation import ErrorRates
from homeward.evidence.dna.mutation import Mutation, Rates
from homeward.evidence.dna.pedigree import Pedigree, Person, nuclear, pedigree_from_rows
from tests import naive
from tests.oracles.dna import cases, marker_of, profiles_of

some = settings(deadline=None, max_examples=60)
p, q = 0.1, 0.3
LOCUS = Marker("L", ("8", "9", "10"), np.array([p, q, 1 - p - q]))
X = Marker("L", ("8", "9", "10"), np.array([p, q, 1 - p - q]), "X")
TRIO = nuclear("f", "m", ("c", "M"), ("d", "F"))


def table(marker=LOCUS, pedigree=TRIO, target="c", **typed):
    profiles = {person: {"L": tuple(text.split("/"))} for person, text in typed.items()}
    return genotype_table(pedigree, profiles, marker, target)


def test_a_child_has_one_allele_of_a_typed_father_and_one_of_the_table():
    assert table(f="8/8") == approx(p**2 * np.array([[p, q, 1 - p - q], [0, 0, 0], [0, 0, 0]]))


def test_the_table_sums_to_what_the_relatives_are_worth():
    assert table(f="8/9", d="9/10").sum() == approx(
        10 ** log10_likelihood(TRIO, {"f": {"L": ("8", "9")}, "d": {"L": ("9", "10")}}, LOCUS)
    )


def test_a_man_at_x_has_one_allele_of_his_mother():
    assert table(X, m="8/9") == approx(2 * p * q * np.array([0.5, 0.5, 0]))


def test_nobody_typed_leaves_the_population():
    assert table() == approx(np.outer(LOCUS.frequencies, LOCUS.frequencies))
    assert table(X, target="d") == approx(np.outer(LOCUS.frequencies, LOCUS.frequencies))


@some
@given(
    naive.small_cases(st.one_of(naive.markers(n_alleles=4, x=None), naive.markers(silent=True)), 5),
    st.randoms(use_true_random=False),
)
def test_every_genotype_is_as_probable_as_enumeration_says(case, random):
    untyped = [person.id for person in case.pedigree.people if person.id not in case.profiles]
    assume(untyped and not case.marker.has_silent)
    target = random.choice(untyped)
    found = genotype_table(case.pedigree, case.profiles, case.marker, target)
    slow = naive.genotype_distribution(case.pedigree, case.profiles, case.marker, target)
    total = sum(slow.values())
    expected = {genotype: value / total for genotype, value in slow.items() if value > 0.0} if total else {}
    by_name = distribution(found, case.marker)
    assert {k: v for k, v in by_name.items() if v > 1e-14} == approx({k: v for k, v in expected.items() if v > 1e-14})


@pytest.mark.parametrize("model", ["none", "proportional"])
@pytest.mark.parametrize("silent", [False, True], ids=["all seen", "silent"])
def test_alleles_that_nobody_shows_are_expanded_exactly_for_the_child_of_relatives(model, silent):
    rows = "gf - - M,gm - - F,f gf gm M,m gf gm F,c f m M,d f m F".split(",")
    pedigree = pedigree_from_rows([[None if x == "-" else x for x in row.split()] for row in rows])
    names = ("8", "9", "10", "11", "12", *(("silent",) if silent else ()))
    shares = np.linspace(1, 2, len(names))
    marker = Marker("L", names, shares / shares.sum(), mutation=Mutation(model, Rates(0.01), Rates(0.02)))
    lumped = table(marker, pedigree, d="8/9")
    for pair in combinations_with_replacement(naive.visible(marker), 2):
        i, j = (marker.index(allele) for allele in pair)
        entries = {(i, j), (j, i)} | ({(i, len(names) - 1), (len(names) - 1, i)} if silent and i == j else set())
        value = sum(lumped[entry] for entry in entries)
        typed = {"d": {"L": ("8", "9")}, "c": {"L": pair}}
        assert value == approx(10 ** log10_likelihood(pedigree, typed, marker), rel=1e-10)


def test_a_relative_who_may_have_lost_an_allele_counts_with_all_that_may_be_hidden():
    model = Model(errors={"f": ErrorRates(dropout=0.2)})
    found = genotype_table(TRIO, {"f": {"L": ("8", "8")}}, LOCUS, "c", model=model)
    both, one = 1 - 0.04, 0.16
    hidden = p * p * both + 2 * p * (1 - p) * one
    from_father = np.array([p * p * both + p * (1 - p) * one, p * q * one, p * (1 - p - q) * one])
    assert found == approx(np.outer(from_father, LOCUS.frequencies))
    assert found.sum() == approx(hidden)


def test_the_commonest_allele_that_nobody_shows_stands_for_the_rest():
    assert single_out(LOCUS, {"f": {"L": ("10", "9")}}) == ("8",)
    assert single_out(LOCUS, {"f": {"L": ("8", "8")}}) == ("10",)
    assert single_out(LOCUS, {"f": {"L": ("8", "9")}, "m": {"L": ("10", "9")}}) == ()


def test_a_distribution_names_genotypes_in_table_order_and_leaves_out_the_impossible():
    assert distribution(table(f="9/9", m="8/8"), LOCUS) == approx({("8", "9"): 1.0})
    assert distribution(table(X, m="8/9"), X) == approx({("8",): 0.5, ("9",): 0.5})
    assert distribution(table(f="8/8", m="8/8", d="9/9"), LOCUS) == {}


@pytest.mark.parametrize(
    ("typed", "excluded"),
    [
        ({}, 0.0),
        ({"f": "8/8"}, (1 - p) ** 2),  # who has no 8
        ({"f": "8/9"}, (1 - p - q) ** 2),
        ({"f": "8/8", "m": "9/9"}, 1 - 2 * p * q),
        ({"f": "8/8", "m": "8/8", "d": "9/9"}, 0.0),  # the family itself is impossible: the missing person too
    ],
)
def test_the_chance_of_exclusion_is_the_population_outside_what_the_family_allows(typed, excluded):
    profiles = {person: {"L": tuple(text.split("/"))} for person, text in typed.items()}
    mutable = Marker("L", LOCUS.alleles, LOCUS.frequencies, mutation=Mutation("equal", Rates(0.01), Rates(0.01)))
    for marker in (LOCUS, mutable):
        assert exclusion_probability(TRIO, profiles, marker, "c") == approx(excluded)


@pytest.mark.parametrize(
    ("typed", "excluded"),
    [
        # the silent allele s has 1 - p - q: who shows 9 may be 9/s, as may a child of 8/s
        ({"f": "8/8"}, 0.0),
        ({"f": "8/9"}, 0.0),  # a child of 8 or 9, with 8, 9 or s: everything that can be seen
        ({"f": "8/9", "m": "8/9"}, 0.0),
        ({"f": "8/8", "m": "9/9"}, 0.0),  # 8/9, 8/s, s/9
        ({"f": "8/8", "m": "8/8"}, q * q + 2 * q * (1 - p - q) + 2 * p * q),  # who shows 9
        ({"f": "8/8", "m": "8/8", "d": "8/9"}, 0.0),  # impossible by itself
    ],
)
def test_with_a_silent_allele_who_shows_what_the_missing_person_may_show_is_not_excluded(typed, excluded):
    marker = Marker("L", ("8", "9", "silent"), LOCUS.frequencies)
    profiles = {person: {"L": tuple(text.split("/"))} for person, text in typed.items()}
    assert exclusion_probability(TRIO, profiles, marker, "c") == approx(excluded)


def test_a_man_at_x_is_excluded_by_his_mother_unless_nothing_is_seen_of_him():
    profiles = {"m": {"L": ("8", "8")}}
    assert exclusion_probability(TRIO, profiles, X, "c") == approx(1 - p)
    silent = Marker("L", ("8", "9", "silent"), LOCUS.frequencies, "X")
    assert exclusion_probability(TRIO, profiles, silent, "c") == approx(q)


def test_at_x_nobody_is_excluded_where_the_sex_of_the_missing_is_unknown():
    # a column of the tables does not know whether a man or a woman was found, and weighs 0 there
    pedigree = nuclear("f", "m", ("c", "U"), ("d", "F"))
    assert exclusion_probability(pedigree, {"m": {"L": ("8", "8")}}, X, "c") == 0.0
    assert exclusion_probability(pedigree, {"m": {"L": ("8", "8")}}, LOCUS, "c") == approx((1 - p) ** 2)


@some
@given(
    st.one_of(naive.small_cases(naive.markers(n_alleles=3, x=None, silent=silent), 5) for silent in (False, True)),
    st.randoms(use_true_random=False),
)
def test_the_chance_of_exclusion_adds_up_all_that_would_be_impossible(case, random):
    untyped = [person for person in case.pedigree.people if person.id not in case.profiles]
    assume(untyped)
    target, marker = random.choice(untyped), case.marker.without_mutation()
    stranger = Pedigree((Person("?", sex=target.sex),))
    is_single = marker.chromosome == "X" and target.sex == "M"
    expected = 0.0
    for seen in combinations_with_replacement(naive.visible(marker), 1 if is_single else 2):
        profiles = {**case.profiles, target.id: {"L": seen}}
        if naive.likelihood(case.pedigree, profiles, marker) == 0.0:
            expected += naive.likelihood(stranger, {"?": {"L": seen}}, marker)
    if naive.likelihood(case.pedigree, case.profiles, marker) == 0.0:
        expected = 0.0
    assert exclusion_probability(case.pedigree, case.profiles, case.marker, target.id) == approx(expected, abs=1e-12)


def test_a_target_who_is_a_stranger_or_typed_is_refused():
    with pytest.raises(InvalidCase, match="target z"):
        table(target="z")
    with pytest.raises(InvalidCase, match="target c is typed"):
        table(c="8/9")


@pytest.mark.parametrize("case", cases("conditional_genotypes"), ids=lambda case: case["id"])
def test_conditional_genotypes_agree_with_other_programs(case):
    marker = marker_of(case["marker"])
    found = genotype_table(pedigree_from_rows(case["pedigree"]), profiles_of(case), marker, case["target"])
    expected = {tuple(sorted(text.split("/"))): value for text, value in case["distribution"].items()}
    by_name = {tuple(sorted(genotype)): value for genotype, value in distribution(found, marker).items()}
    assert {k: v for k, v in by_name.items() if v > 1e-15} == approx(expected, rel=1e-8, abs=1e-12)
