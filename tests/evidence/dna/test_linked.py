from math import log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest import approx

from homeward.errors import InvalidInput, Unsupported
from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.kinship import Model, log10_likelihood
from homeward.evidence.dna.linked import haldane, pair_log10_likelihood
from homeward.evidence.dna.mutation import Mutation, Rates
from homeward.evidence.dna.pedigree import Pedigree, nuclear, pedigree_from_rows
from tests import naive
from tests.oracles.dna import cases, hypotheses_of, marker_of, profiles_of, value_of

some = settings(deadline=None, max_examples=40)
p, q = 0.2, 0.3
ONE = Marker("A", ("8", "9"), np.array([p, 1 - p]))
TWO = Marker("B", ("5", "6"), np.array([q, 1 - q]))
SIBS = nuclear("f", "m", ("c", "M"), ("d", "M"))


def pair(pedigree, rho, markers=(ONE, TWO), **typed):
    """Likelihood of profiles written as "8/9 5/6"."""
    return 10 ** pair_log10_likelihood(pedigree, profiles(markers, typed), markers, rho)


def profiles(markers, typed):
    both = {person: text.split() for person, text in typed.items()}
    return {k: {m.name: tuple(t.split("/")) for m, t in zip(markers, texts, strict=True)} for k, texts in both.items()}


def single(pedigree, markers, typed):
    return [10 ** log10_likelihood(pedigree, profiles(markers, typed), marker) for marker in markers]


@pytest.mark.parametrize("rho", [0.0, 0.1, 0.5])
def test_sibs_share_both_loci_more_often_the_nearer_they_lie(rho):
    # from each parent the sibs have the same copy at both loci, or one, or none: with s = rho^2 + (1-rho)^2
    s = rho**2 + (1 - rho) ** 2
    share = {(a, b): (s if a == b else 1 - s) / 2 for a in (0, 1) for b in (0, 1)}  # of one parent
    expected = 0.0
    for (a1, b1), x in share.items():
        for (a2, b2), y in share.items():
            expected += x * y * p ** (4 - a1 - a2) * q ** (4 - b1 - b2)
    assert pair(SIBS, rho, c="8/8 5/5", d="8/8 5/5") == approx(expected)


@pytest.mark.parametrize("rho", [0.0, 0.05, 0.3])
def test_linkage_says_nothing_of_a_parent_and_a_child(rho):
    typed = {"f": "8/9 5/6", "c": "8/9 5/5"}
    assert pair(SIBS, rho, **typed) == approx(np.prod(single(SIBS, (ONE, TWO), typed)))


def both_of(rho):
    """That two gametes of one parent carry the same copy at both loci, or at neither."""
    return (rho**2 + (1 - rho) ** 2) / 2


SEPARABLE = {  # relation to g: pedigree, chance that c has an allele of g by descent at both loci
    "grandparent": ("g - - M,h - - F,f g h M,m - - F,c f m M", lambda rho: (1 - rho) / 2),
    "half sib": ("f - - M,m - - F,n - - F,c f m M,g f n M", both_of),
    "uncle": (
        "gf - - M,gm - - F,f gf gm M,g gf gm M,m - - F,c f m M",
        lambda rho: (1 - rho) * both_of(rho) + rho / 4,
    ),
}


@pytest.mark.parametrize("relation", SEPARABLE)
@pytest.mark.parametrize("rho", [0.0, 0.1, 0.5])
def test_linked_markers_tell_apart_what_single_ones_cannot(relation, rho):
    # at one locus all three share an allele by descent with 1/2; at two linked ones not alike
    text, chance_of_both = SEPARABLE[relation]
    pedigree = pedigree_from_rows([[None if x == "-" else x for x in row.split()] for row in text.split(",")])
    both = chance_of_both(rho)
    one = 0.5 - both
    expected = p**2 * q**2 * p * q * (both + one * q + one * p + both * p * q)
    assert pair(pedigree, rho, g="8/8 5/5", c="8/8 5/5") == approx(expected)


@st.composite
def linked_cases(draw, x=False, max_people=5):
    markers = tuple(
        Marker(name, m.alleles, m.frequencies, m.chromosome, m.mutation)
        for name in "AB"
        for m in [draw(naive.markers(n_alleles=2 + (name == "A"), x=x))]
    )
    pedigree = draw(naive.pedigrees(max_people))
    random = draw(st.randoms(use_true_random=False))
    drawn = {m.name: naive.drop_genes(pedigree, m, random) for m in markers}
    typed = {
        p.id: {name: d[p.id] for name, d in drawn.items() if random.random() < 0.8}
        for p in pedigree.people
        if random.random() < 0.6
    }
    return pedigree, typed, markers


@some
@given(st.one_of(linked_cases(), linked_cases(x=True)))
def test_markers_that_recombine_freely_are_two_single_ones(case):
    pedigree, typed, markers = case
    expected = sum(log10_likelihood(pedigree, typed, marker) for marker in markers)
    assert pair_log10_likelihood(pedigree, typed, markers, 0.5) == approx(expected, abs=1e-9)


@some
@given(st.one_of(linked_cases(), linked_cases(x=True)), st.sampled_from((0.0, 0.1, 0.4)))
def test_the_order_of_the_two_markers_changes_nothing(case, rho):
    pedigree, typed, (one, two) = case
    expected = pair_log10_likelihood(pedigree, typed, (one, two), rho)
    assert pair_log10_likelihood(pedigree, typed, (two, one), rho) == approx(expected, abs=1e-9)


@settings(deadline=None, max_examples=12)
@given(linked_cases(max_people=3), st.sampled_from((0.0, 0.1, 0.4)))
def test_a_pair_weighs_as_following_every_haplotype_says(case, rho):
    pedigree, typed, markers = case
    if pedigree.twins:
        pedigree = Pedigree(pedigree.people)
    small = tuple(
        Marker(m.name, m.alleles[:2], m.frequencies[:2] / m.frequencies[:2].sum(), mutation=MUTABLE) for m in markers
    )
    seen = {k: {n: g for n, g in v.items() if set(g) <= set(small["AB".index(n)].alleles)} for k, v in typed.items()}
    slow = naive.pair_likelihood(pedigree, seen, small, rho)
    assert 10 ** pair_log10_likelihood(pedigree, seen, small, rho) == approx(slow, rel=1e-9, abs=1e-300)


MUTABLE = Mutation("equal", Rates(0.03), Rates(0.01))


def test_markers_that_never_recombine_are_one_locus_of_haplotypes():
    # four haplotypes as the alleles of one locus; phases are summed by hand over what each person may carry
    haplotypes = [(a, b) for a in range(2) for b in range(2)]
    shares = np.array([ONE.frequencies[a] * TWO.frequencies[b] for a, b in haplotypes])
    one_locus = Marker("H", ("1", "2", "3", "4"), shares)
    texts = {"c": ("8/9", "5/6"), "d": ("8/8", "5/6"), "f": ("8/9", "5/5")}

    def phases(text):
        a, b = ([m.index(x) for x in t.split("/")] for m, t in zip((ONE, TWO), text, strict=True))
        ways = {tuple(sorted(((a[0], b[k]), (a[1], b[1 - k])))) for k in (0, 1)}
        return [tuple(str(1 + haplotypes.index(h)) for h in way) for way in ways]

    total = sum(
        10 ** log10_likelihood(SIBS, {"c": {"H": c}, "d": {"H": d}, "f": {"H": f}}, one_locus)
        for c in phases(texts["c"])
        for d in phases(texts["d"])
        for f in phases(texts["f"])
    )
    assert pair(SIBS, 0.0, **{k: " ".join(v) for k, v in texts.items()}) == approx(total)


def test_twins_are_one_person_at_both_markers():
    twins = Pedigree(SIBS.people, (("c", "d"),))
    typed = {"c": "8/9 5/6", "f": "8/8 5/5"}
    expected = pair(SIBS, 0.1, **typed)
    assert pair(twins, 0.1, **typed, d="8/9 5/6") == approx(expected)


def test_what_cannot_be_meant_is_refused():
    for rho in (-0.1, 0.6):
        with pytest.raises(InvalidInput, match="recombination"):
            pair(SIBS, rho, c="8/9 5/6")
    with pytest.raises(InvalidInput, match="same chromosome"):
        pair(SIBS, 0.1, (ONE, Marker("B", ("5", "6"), np.array([q, 1 - q]), "X")), d="8/9 5/6")
    with pytest.raises(Unsupported, match="theta"):
        pair_log10_likelihood(SIBS, {}, (ONE, TWO), 0.1, model=Model(theta=0.01))


def test_nobody_typed_weighs_nothing_and_a_contradiction_everything():
    assert pair(SIBS, 0.1) == approx(1.0)
    assert pair(SIBS, 0.1, f="8/8 5/5", c="9/9 5/6") == 0.0


@pytest.mark.parametrize(("cm", "rho"), [(0, 0.0), (50 * log(2), 0.25), (1e9, 0.5)])
def test_map_distance_becomes_recombination_without_interference(cm, rho):
    assert haldane(cm) == approx(rho)


@pytest.mark.parametrize("case", cases("linked_pairs"), ids=lambda case: case["id"])
def test_linked_pairs_agree_with_other_programs(case):
    markers = tuple(map(marker_of, case["markers"]))
    for name, pedigree in hypotheses_of(case).items():
        found = pair_log10_likelihood(pedigree, profiles_of(case), markers, case["recombination_rate"])
        assert found == approx(value_of(case["log10_likelihood_pair"][name]), abs=1e-9)
