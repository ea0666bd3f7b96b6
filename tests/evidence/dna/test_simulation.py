from collections import Counter
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2

from homeward.errors import InvalidCase, InvalidInput, UnknownAllele
from homeward.evidence.dna.conditional import genotype_table
from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.kinship import log10_likelihood
from homeward.evidence.dna.likelihood import elimination
from homeward.evidence.dna.likelihood.observation import ErrorRates, observation_table
from homeward.evidence.dna.mutation import Mutation, Rates
from homeward.evidence.dna.pedigree import Pedigree, Person, nuclear, pedigree_from_rows
from homeward.evidence.dna.simulation import Draws, observe, simulate_profiles
from tests import naive

TABLE = np.array([0.1, 0.25, 0.3, 0.2, 0.15])
LOCUS = Marker("L", ("7", "8", "9", "9.3", "10"), TABLE)
X = Marker("X", LOCUS.alleles, TABLE, "X")
SILENT = Marker("S", ("7", "8", "silent"), np.array([0.5, 0.3, 0.2]))
MUTABLE = Mutation("proportional", Rates(0.02), Rates(0.005))
FAMILY = nuclear("f", "m", ("a", "M"), ("b", "F"))
COUSINS = pedigree_from_rows(
    [
        ("gf", None, None, "M"),
        ("gm", None, None, "F"),
        ("f", "gf", "gm", "M"),
        ("u", "gf", "gm", "M"),
        ("m", None, None, "F"),
        ("w", None, None, "F"),
        ("a", "f", "m", "M"),
        ("b", "u", "w", "F"),
    ]
)
ALMOST_NEVER = 1e-6


def rng(seed=1):
    return np.random.default_rng(seed)


def chance_of_worse(observed, expected):
    """The p-value of Pearson's chi-square; rare cells are put together."""
    observed, expected = np.ravel(observed).astype(float), np.ravel(expected)
    assert observed[expected == 0.0].sum() == 0.0
    expected = expected * observed.sum() / expected.sum()
    order = np.argsort(expected)
    group = np.floor(np.cumsum(expected[order]) / 5.0)
    cells = [(observed[order[group == k]].sum(), expected[order[group == k]].sum()) for k in np.unique(group).tolist()]
    cells = [(o, e) for o, e in cells if e > 0.0]
    statistic = sum((o - e) ** 2 / e for o, e in cells)
    return float(chi2.sf(statistic, max(len(cells) - 1, 1)))


def pairs(codes, n):
    """Count ordered pairs of alleles: (n, n)."""
    return np.bincount(codes[:, 0].astype(int) * n + codes[:, 1], minlength=n * n).reshape(n, n)


# ── nobody typed ──


def test_founders_carry_alleles_as_the_table_says():
    draws = simulate_profiles(FAMILY, [LOCUS], rng(), n=4000)
    counts = np.bincount(np.concatenate([draws.of("f"), draws.of("m")]).ravel(), minlength=5)
    assert chance_of_worse(counts, TABLE) > ALMOST_NEVER


def test_the_two_copies_of_a_founder_are_independent():
    codes = simulate_profiles(FAMILY, [LOCUS], rng(), n=4000).of("f")[:, 0]
    assert chance_of_worse(pairs(codes, 5), np.outer(TABLE, TABLE)) > ALMOST_NEVER


def test_a_child_gets_one_allele_from_each_parent():
    draws = simulate_profiles(FAMILY, [LOCUS, LOCUS.without_mutation()], rng(), n=2000)
    for child in "ab":
        for side, parent in enumerate("fm"):
            passed = draws.of(child)[..., side]
            assert (draws.of(parent) == passed[..., None]).any(axis=-1).all()


def test_a_child_gets_either_allele_of_a_parent_half_of_the_time():
    draws = simulate_profiles(FAMILY, [LOCUS], rng(), n=4000)
    parent, passed = draws.of("f")[:, 0], draws.of("a")[:, 0, 0]
    differ = parent[:, 0] != parent[:, 1]
    first = int((passed == parent[:, 0])[differ].sum())
    assert chance_of_worse([first, differ.sum() - first], np.array([0.5, 0.5])) > ALMOST_NEVER


@pytest.mark.parametrize(("side", "parent", "rate"), [(0, "f", 0.02), (1, "m", 0.005)])
def test_each_parent_mutates_at_the_rate_of_their_sex(side, parent, rate):
    marker = Marker("L", LOCUS.alleles, TABLE, mutation=Mutation("proportional", Rates(0.02), Rates(0.005)))
    draws = simulate_profiles(FAMILY, [marker], rng(), n=100_000)
    own = draws.of(parent)[:, 0]
    alike = own[:, 0] == own[:, 1]
    changed = int((draws.of("a")[alike, 0, side] != own[alike, 0]).sum())
    odds = 1.0 - marker.matrix("M" if side == 0 else "F").diagonal()
    p_alike = TABLE**2 / (TABLE**2).sum()
    expected = float(p_alike @ odds)
    assert expected == pytest.approx(rate, rel=0.2)
    assert chance_of_worse([changed, alike.sum() - changed], np.array([expected, 1 - expected])) > ALMOST_NEVER


@pytest.mark.parametrize("model", ["equal", "stepwise", "onestep"])
def test_mutants_are_those_of_the_matrix(model):
    marker = Marker("L", LOCUS.alleles, TABLE, mutation=Mutation(model, Rates(0.3, 0.1, 0.5), Rates(0.3, 0.1, 0.5)))
    draws = simulate_profiles(FAMILY, [marker], rng(), n=20_000)
    own, passed = draws.of("m")[:, 0], draws.of("a")[:, 0, 1]
    alike = own[:, 0] == own[:, 1]
    counts = pairs(np.stack([own[alike, 0], passed[alike]], axis=1), 5)
    assert chance_of_worse(counts, (TABLE**2)[:, None] * marker.matrix("F")) > ALMOST_NEVER


def test_a_silent_allele_is_passed_on_but_never_changes():
    marker = Marker("S", SILENT.alleles, SILENT.frequencies, mutation=Mutation("equal", Rates(0.5), Rates(0.5)))
    draws = simulate_profiles(FAMILY, [marker], rng(), n=5000)
    silent = (draws.of("f")[:, 0] == 2).all(axis=1)
    visible = (draws.of("f")[:, 0] != 2).all(axis=1)
    assert (draws.of("a")[silent, 0, 0] == 2).all()
    assert (draws.of("a")[visible, 0, 0] != 2).all()
    assert silent.any()


def test_a_son_has_one_x_and_it_is_his_mothers():
    draws = simulate_profiles(FAMILY, [X], rng(), n=1000)
    son, mother = draws.of("a")[:, 0], draws.of("m")[:, 0]
    assert (son[:, 0] == son[:, 1]).all()
    assert (mother == son[:, :1]).any(axis=1).all()
    assert draws.is_single[:, 0].tolist() == [True, False, True, False]


def test_a_daughter_has_her_fathers_only_x():
    draws = simulate_profiles(FAMILY, [X], rng(), n=1000)
    assert (draws.of("b")[:, 0, 0] == draws.of("f")[:, 0, 0]).all()


def test_at_an_x_marker_nothing_is_drawn_for_a_person_of_unknown_sex():
    draws = simulate_profiles(nuclear("f", "m", ("c", "U")), [X, LOCUS], rng(), n=10)
    assert (draws.of("c")[:, 0] == -1).all()
    assert (draws.of("c")[:, 1] >= 0).all()
    assert draws.profile(0, "c").keys() == {"L"}


def test_identical_twins_are_alike():
    twins = Pedigree(nuclear("f", "m", ("a", "M"), ("b", "M"), ("c", "M")).people, (("b", "a"),))
    draws = simulate_profiles(twins, [LOCUS] * 9, rng(), n=50)
    assert (draws.of("a") == draws.of("b")).all()
    assert (draws.of("a") != draws.of("c")).any()


def test_the_same_seed_gives_the_same_people():
    one, other = (simulate_profiles(COUSINS, [LOCUS, X], rng(7), n=20).codes for _ in range(2))
    assert (one == other).all()


def test_people_come_in_the_order_asked_for():
    draws = simulate_profiles(FAMILY, [LOCUS], rng(), n=3, people=("b", "f"))
    assert draws.people == ("b", "f")
    assert draws.codes.shape == (3, 2, 1, 2)
    assert draws.codes.dtype == np.int16


# ── relatives typed ──


def exact_table(pedigree, profiles, marker, target):
    table = genotype_table(pedigree, profiles, marker, target)
    return np.diag(table) if table.ndim == 1 else table


@given(
    case=naive.small_cases(marker=naive.markers(n_alleles=4, x=None) | naive.markers(n_alleles=3, silent=True)),
    seed=st.integers(0, 99),
)
@settings(max_examples=40, deadline=None, derandomize=True)
def test_draws_given_relatives_follow_the_exact_distribution(case, seed):
    left = [person.id for person in case.pedigree.people if person.id not in case.profiles]
    if log10_likelihood(case.pedigree, case.profiles, case.marker) == -np.inf:
        with pytest.raises(InvalidCase, match="impossible together"):
            simulate_profiles(case.pedigree, [case.marker], rng(seed), n=5, given=case.profiles)
        return
    draws = simulate_profiles(case.pedigree, [case.marker], rng(seed), n=3000, given=case.profiles)
    n = case.marker.n_alleles
    for person in left:
        expected = exact_table(case.pedigree, case.profiles, case.marker, person)
        assert chance_of_worse(pairs(draws.of(person)[:, 0], n), expected) > ALMOST_NEVER


WIDE = np.array([0.3, 0.25, 0.2, 0.1, 0.1, 0.05])


@pytest.mark.parametrize("model", ["none", "proportional", "equal", "stepwise"])
@pytest.mark.parametrize("typed", [{"w": ("7", "8")}, {"b": ("7", "7")}, {"b": ("7", "8"), "gm": ("8", "8")}])
def test_two_relatives_are_drawn_together_also_over_alleles_nobody_carries(model, typed):
    alleles = ("7", "8", "9", "10", "11", "12")
    marker = Marker("L", alleles, WIDE, mutation=Mutation(model, Rates(0.1), Rates(0.05)))
    profiles = {person: {"L": genotype} for person, genotype in typed.items()}
    draws = simulate_profiles(COUSINS, [marker], rng(3), n=20_000, given=profiles)
    seen = [np.sort(draws.of(person)[:, 0], axis=1).astype(int) @ [6, 1] for person in ("f", "u")]
    counts = np.bincount(seen[0] * 36 + seen[1], minlength=36 * 36).reshape(36, 36)
    expected = np.zeros((36, 36))
    genotypes = [(i, j) for i in range(6) for j in range(i, 6)]
    for one, other in product(genotypes, repeat=2):
        both = {"f": {"L": tuple(alleles[k] for k in one)}, "u": {"L": tuple(alleles[k] for k in other)}}
        expected[one[0] * 6 + one[1], other[0] * 6 + other[1]] = 10 ** log10_likelihood(
            COUSINS, profiles | both, marker
        )
    assert chance_of_worse(counts, expected) > ALMOST_NEVER


@pytest.mark.parametrize("target", ["a", "m"])
def test_a_parent_seen_with_one_allele_may_pass_on_a_silent_one(target):
    profiles = {"f": {"S": ("7", "7")}, "b": {"S": ("7", "8")}}
    draws = simulate_profiles(FAMILY, [SILENT], rng(), n=20_000, given=profiles)
    expected = genotype_table(FAMILY, profiles, SILENT, target)
    assert expected[2].sum() > 0.0
    assert chance_of_worse(pairs(draws.of(target)[:, 0], 3), expected) > ALMOST_NEVER


def test_typed_people_come_back_as_typed():
    profiles = {"a": {"L": ("7", "9.3")}, "b": {"L": ("8", "8")}}
    draws = simulate_profiles(FAMILY, [LOCUS], rng(), n=50, given=profiles)
    assert {draws.profile(k, "a")["L"] for k in range(50)} == {("7", "9.3")}
    assert {draws.profile(k, "b")["L"] for k in range(50)} == {("8", "8")}


def test_a_typed_child_does_not_say_which_parent_gave_what_until_one_of_them_is_typed():
    child = {"a": {"L": ("7", "8")}}
    alone = simulate_profiles(FAMILY, [LOCUS], rng(), n=4000, given=child).of("a")[:, 0, 0]
    assert chance_of_worse(np.bincount(alone, minlength=2), np.array([0.5, 0.5])) > ALMOST_NEVER
    with_father = simulate_profiles(FAMILY, [LOCUS], rng(), n=50, given=child | {"f": {"L": ("8", "9")}})
    assert (with_father.of("a")[:, 0] == [1, 0]).all()


def test_markers_nobody_is_typed_at_are_drawn_freely():
    other = Marker("M", LOCUS.alleles, TABLE)
    draws = simulate_profiles(FAMILY, [LOCUS, other], rng(), n=4000, given={"f": {"L": ("7", "7")}})
    assert (draws.of("f")[:, 0] == 0).all()
    assert chance_of_worse(pairs(draws.of("f")[:, 1], 5), np.outer(TABLE, TABLE)) > ALMOST_NEVER


def test_a_typed_twin_gives_the_other_one():
    twins = Pedigree(nuclear("f", "m", ("a", "M"), ("b", "M")).people, (("a", "b"),))
    draws = simulate_profiles(twins, [LOCUS], rng(), n=20, given={"b": {"L": ("7", "10")}})
    assert {draws.profile(k, "a")["L"] for k in range(20)} == {("7", "10")}


def test_at_an_x_marker_a_typed_person_of_unknown_sex_shows_it():
    draws = simulate_profiles(nuclear("f", "m", ("c", "U")), [X], rng(), n=20, given={"c": {"X": ("7",)}})
    assert draws.is_single[2, 0]
    assert (draws.of("m")[:, 0] == 0).any(axis=1).all()


def test_draws_agree_where_the_elimination_must_be_cut(monkeypatch):
    marker = Marker(
        "L", LOCUS.alleles, TABLE, mutation=Mutation("stepwise", Rates(0.1, 0.01, 0.3), Rates(0.1, 0.01, 0.3))
    )
    profiles = {"a": {"L": ("7", "8")}, "w": {"L": ("10", "10")}}
    expected = genotype_table(COUSINS, profiles, marker, "b")
    monkeypatch.setattr(elimination, "_MAX_ENTRIES", 100)
    draws = simulate_profiles(COUSINS, [marker], rng(), n=4000, given=profiles)
    assert chance_of_worse(pairs(draws.of("b")[:, 0], 5), expected) > ALMOST_NEVER


# ── what a laboratory sees ──


def test_nothing_goes_wrong_in_a_perfect_laboratory():
    draws = simulate_profiles(FAMILY, [LOCUS, X], rng(), n=200)
    assert (observe(draws, rng()).codes == np.sort(draws.codes, axis=-1)).all()


@pytest.mark.parametrize("marker", [LOCUS, SILENT])
def test_drop_out_hides_alleles_as_the_likelihood_supposes(marker):
    draws = simulate_profiles(Pedigree((Person("p"),)), [marker], rng(), n=20_000)
    seen = Counter(map(tuple, observe(draws, rng(2), dropout=0.2).of("p")[:, 0].tolist()))
    places = range(marker.n_alleles - marker.has_silent)
    genotypes = [(i, j) for i in places for j in places if i <= j]
    population = np.outer(marker.frequencies, marker.frequencies)
    chances = [
        float((observation_table(marker, tuple(marker.alleles[k] for k in g), ErrorRates(0.2)) * population).sum())
        for g in genotypes
    ]
    counts = [*(seen[g] for g in genotypes), seen[-1, -1]]
    assert sum(counts) == 20_000
    assert chance_of_worse(counts, np.array([*chances, 1.0 - sum(chances)])) > ALMOST_NEVER


def test_drop_in_adds_alleles_of_the_table():
    person = Draws(("p",), (LOCUS,), np.zeros((50_000, 1, 1, 2), dtype=np.int16), np.zeros((1, 1), dtype=bool))
    seen = Counter(map(tuple, observe(person, rng(), dropin=0.1).codes[:, 0, 0].tolist()))
    chances = np.array([0.9 + 0.1 * TABLE[0], *(0.1 * TABLE[1:])])
    assert chance_of_worse([seen[0, k] for k in range(5)], chances) > ALMOST_NEVER


def test_a_locus_is_lost_as_often_as_said():
    draws = simulate_profiles(FAMILY, [LOCUS] * 10, rng(), n=1000)
    lost = int((observe(draws, rng(), lost=0.25).codes[..., 0] == -1).sum())
    assert chance_of_worse([lost, 40_000 - lost], np.array([0.25, 0.75])) > ALMOST_NEVER


def test_three_alleles_count_as_nothing():
    codes = np.tile(np.array([0, 1], dtype=np.int16), (5000, 1, 1, 1))
    person = Draws(("p",), (LOCUS,), codes, np.zeros((1, 1), dtype=bool))
    seen = Counter(map(tuple, observe(person, rng(), dropin=0.5).codes[:, 0, 0].tolist()))
    assert seen.keys() == {(0, 1), (-1, -1)}
    assert seen[-1, -1] / 5000 == pytest.approx(0.5 * TABLE[2:].sum(), abs=0.03)


def test_a_mans_single_x_is_lost_or_seen_as_one_copy():
    draws = simulate_profiles(Pedigree((Person("p", sex="M"),)), [X], rng(), n=20_000)
    seen = observe(draws, rng(), dropout=0.2)
    lost = int((seen.codes[..., 0] == -1).sum())
    assert chance_of_worse([lost, 20_000 - lost], np.array([0.2, 0.8])) > ALMOST_NEVER
    assert seen.profile(0, "p") in ({}, *({"X": (allele,)} for allele in X.alleles))


def test_what_nobody_can_see_is_not_written():
    codes = np.array([[0, 2], [2, 1], [2, 2]], dtype=np.int16).reshape(3, 1, 1, 2)
    draws = Draws(("p",), (SILENT,), codes, np.zeros((1, 1), dtype=bool))
    assert [draws.profile(k, "p") for k in range(3)] == [{"S": ("7", "7")}, {"S": ("8", "8")}, {}]
    assert observe(draws, rng()).codes.reshape(3, 2).tolist() == [[0, 0], [1, 1], [-1, -1]]


# ── mistakes ──


def test_mistakes_are_named():
    with pytest.raises(InvalidCase, match="stranger is not in the pedigree"):
        simulate_profiles(FAMILY, [LOCUS], rng(), n=1, people=("stranger",))
    with pytest.raises(InvalidCase, match="stranger is not in the pedigree"):
        simulate_profiles(FAMILY, [LOCUS], rng(), n=1, given={"stranger": {"L": ("7", "7")}})
    with pytest.raises(InvalidInput, match="at least one"):
        simulate_profiles(FAMILY, [LOCUS], rng(), n=0)
    with pytest.raises(UnknownAllele):
        simulate_profiles(FAMILY, [LOCUS], rng(), n=1, given={"f": {"L": ("7", "99")}})
    with pytest.raises(InvalidInput, match="drop-out"):
        observe(simulate_profiles(FAMILY, [LOCUS], rng(), n=1), rng(), dropout=1.0)
