from itertools import combinations_with_replacement
from math import inf, isnan, log10
from random import Random

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pytest import approx

from homeward.evidence.dna.comparison.joint import add_columns
from homeward.evidence.dna.comparison.panel import Panel, sight
from homeward.evidence.dna.comparison.tables import structures_of, weigh_families, weigh_sightings
from homeward.evidence.dna.conditional import genotype_table
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.kinship import log10_likelihood
from homeward.evidence.dna.mutation import Mutation, Rates
from homeward.evidence.dna.pedigree import Pedigree, nuclear, pedigree_from_rows
from homeward.evidence.dna.profile import Individual, Sample, as_individual
from tests import naive, naive_joint

some = settings(deadline=None, max_examples=60)
NAMES = tuple(str(8 + k) for k in range(9))
SHARES = np.array([0.02, 0.05, 0.08, 0.1, 0.1, 0.12, 0.13, 0.2, 0.2])
PROPORTIONAL = Mutation("proportional", Rates(0.01), Rates(0.004))
p, q = 0.02, 0.05
LONG = Marker("L", NAMES, SHARES)
COUSINS_CHILD = [
    *(("gf", None, None, "M"), ("gm", None, None, "F"), ("w", None, None, "F"), ("h", None, None, "M")),
    *(("a", "gf", "gm", "M"), ("b", "gf", "gm", "F"), ("f", "a", "w", "M"), ("m", "h", "b", "F")),
    *(("c", "f", "m", "M"), ("d", "f", "m", "F")),
]
SIBS_CHILD = [
    *COUSINS_CHILD[:2],
    ("f", "gf", "gm", "M"),
    ("m", "gf", "gm", "F"),
    ("c", "f", "m", "M"),
    ("d", "f", "m", "F"),
]


def matrix(families, markers, found):
    """Log10 LR by look-up: (family, missing) in order, by found."""
    panel = Panel(tuple(markers))
    sightings = sight(panel, [s if isinstance(s, Individual) else as_individual(s) for s in found])
    rows = {}
    for structure, members in structures_of(families, panel):
        weights = add_columns(weigh_sightings(structure, panel, sightings), sightings)
        rows |= dict(zip(members, weights, strict=True))
    return np.array([rows[n, m] for n, family in enumerate(families) for m in family.missing])


def family_of(pedigree, missing, name="L", **typed):
    profiles = {person: {name: tuple(text.split("/"))} for person, text in typed.items()}
    return Family("F", pedigree, profiles, (missing,))


def ratio(family, marker, text, sex="M", dropout=0.0):
    """LR of one found person, as a number."""
    return 10 ** matrix([family], [marker], [Sample("s", sex, {marker.name: tuple(text.split("/"))}, dropout)])[0, 0]


TRIO = nuclear("f", "m", ("c", "M"), ("d", "M"))


# ── by hand ──


@pytest.mark.parametrize(
    ("typed", "found", "value"),
    [
        ({"f": "8/8"}, "8/9", 1 / (2 * p)),
        ({"f": "8/9"}, "8/8", 1 / (2 * p)),
        ({"f": "8/9"}, "8/10", 1 / (4 * p)),
        ({"f": "8/9"}, "8/9", (p + q) / (4 * p * q)),
        ({"f": "8/9"}, "10/11", 0),
        ({"f": "8/8", "m": "9/9"}, "8/9", 1 / (2 * p * q)),
        ({"d": "8/9"}, "10/11", 1 / 4),
        ({"d": "8/8"}, "8/8", (1 + p) ** 2 / (4 * p * p)),
        ({"d": "8/9"}, "8/10", 1 / 4 + 1 / (8 * p)),
    ],
)
def test_a_weight_is_the_one_computed_by_hand(typed, found, value):
    assert ratio(family_of(TRIO, "c", **typed), LONG, found) == approx(value)


def test_a_single_allele_of_a_sample_that_loses_some_may_hide_another():
    # father 8/8: P(seen 8 | child) over P(seen 8); the child is 8/8 with p and 8/x with 1 - p
    d = 0.2
    both, one = 1 - d * d, d * (1 - d)
    expected = (p * both + (1 - p) * one) / (p * p * both + 2 * p * (1 - p) * one)
    assert ratio(family_of(TRIO, "c", f="8/8"), LONG, "8/8", dropout=d) == approx(expected)


@pytest.mark.parametrize(("rows", "f"), [(SIBS_CHILD, 1 / 4), (COUSINS_CHILD, 1 / 16)])
def test_the_child_of_relatives_is_homozygous_more_often_though_nobody_is_typed(rows, f):
    family = family_of(pedigree_from_rows(rows), "c")
    assert ratio(family, LONG, "8/8") == approx((p * p + f * p * (1 - p)) / (p * p))
    assert ratio(family, LONG, "8/9") == approx(1 - f)


@pytest.mark.parametrize("mutation", [Mutation(), PROPORTIONAL], ids=lambda mutation: mutation.model)
@pytest.mark.parametrize("rows", [SIBS_CHILD, COUSINS_CHILD])
@pytest.mark.parametrize("typed", [{"d": "12/13"}, {"gf": "12/12"}, {"f": "12/13", "d": "13/14"}])
@pytest.mark.parametrize("dropout", [0.0, 0.1])
def test_alleles_that_no_relative_shows_are_told_apart_where_parents_are_related(rows, mutation, typed, dropout):
    # an unseen allele seen twice may be one ancestor's: lumping the unseen would forget which
    marker = Marker("L", NAMES, SHARES, mutation=mutation)
    family = family_of(pedigree_from_rows(rows), "c", **typed)
    pairs = list(combinations_with_replacement(NAMES, 2))
    found = [Sample("".join(pair), "M", {"L": pair}, dropout) for pair in pairs]
    table = genotype_table(family.pedigree, family.profiles, marker, "c")
    by_look_up = matrix([family], [marker], found)[0]
    for pair, value in zip(pairs, by_look_up, strict=True):
        assert 10**value == approx(expected_ratio(table, marker, pair, dropout), rel=1e-9)


def expected_ratio(table, marker, pair, dropout):
    i, j = (marker.index(allele) for allele in pair)
    population = np.outer(marker.frequencies, marker.frequencies)
    chance = np.zeros_like(population)
    chance[i, j] = chance[j, i] = 1.0
    if i == j and dropout:
        chance[i, :] = chance[:, i] = dropout * (1 - dropout)
        chance[i, i] = 1 - dropout**2
    return (chance * table).sum() / table.sum() / (chance * population).sum()


def test_identical_twins_are_matched_directly():
    twins = Pedigree(TRIO.people, (("c", "d"),))
    family = family_of(twins, "c", d="8/9")
    assert ratio(family, LONG, "8/9") == approx(1 / (2 * p * q))
    assert ratio(family, LONG, "8/8") == 0


def test_a_locus_typed_in_nobody_found_or_in_no_relative_weighs_nothing():
    two = (LONG, Marker("M", NAMES, SHARES, mutation=PROPORTIONAL))
    family = family_of(TRIO, "c", f="8/8")
    alone = Sample("s", "M", {"L": ("8", "9")})
    more = Sample("t", "M", {"L": ("8", "9"), "M": ("10", "11")})
    nothing = Sample("u", "M")
    assert matrix([family], two, [alone, more, nothing])[0] == approx([log10(1 / (2 * p))] * 2 + [0.0])


# ── one by one ──


def case_family(case, random):
    untyped = [person.id for person in case.pedigree.people if person.id not in case.profiles]
    assume(untyped)
    return Family("F", case.pedigree, case.profiles, (random.choice(untyped),))


def every_sample(marker, sex, dropout):
    single = marker.chromosome == "X" and sex == "M"
    pairs = combinations_with_replacement(naive.visible(marker), 1 if single else 2)
    return [Sample("/".join(pair), sex, {marker.name: pair}, dropout) for pair in pairs]


def slow_ratio(family, sample, marker):
    """From the definition: P(references, found in place) over P(references) P(found)."""
    (missing,) = family.missing
    together = naive_joint.weigh(family, {missing: (sample,)}, [marker])
    return together / naive_joint.weigh(family, {}, [marker]) / naive_joint.weigh_stranger((sample,), [marker])


@pytest.mark.parametrize("dropout", [0.0, 0.2])
@pytest.mark.parametrize("silent", [False, True], ids=["all seen", "silent"])
@some
@given(st.data())
def test_every_look_up_is_the_ratio_of_its_definition(silent, dropout, data):
    marker = naive.markers(n_alleles=4 - silent, x=None, silent=silent)
    case, random = data.draw(naive.small_cases(marker, 5)), data.draw(st.randoms(use_true_random=False))
    family = case_family(case, random)
    assume(naive_joint.weigh(family, {}, [case.marker]) > 0)
    found = every_sample(case.marker, family.pedigree.by_id[family.missing[0]].sex, dropout)
    by_look_up = matrix([family], [case.marker], found)[0]
    for sample, value in zip(found, by_look_up, strict=True):
        assert 10**value == approx(slow_ratio(family, sample, case.marker), rel=1e-9, abs=1e-14)


@some
@given(naive.small_cases(naive.markers(n_alleles=4, x=None), 6), st.randoms(use_true_random=False))
def test_every_look_up_is_that_of_the_pedigree_with_the_found_person_in_it(case, random):
    family = case_family(case, random)
    (missing,) = family.missing
    alone = log10_likelihood(family.pedigree, family.profiles, case.marker)
    assume(alone > -inf)
    sex = family.pedigree.by_id[missing].sex
    for sample in every_sample(case.marker, sex, 0.0):
        placed = log10_likelihood(family.pedigree, {**family.profiles, missing: sample.genotypes}, case.marker)
        stranger = Pedigree((replace_id(family.pedigree.by_id[missing]),))
        other = log10_likelihood(stranger, {"?": sample.genotypes}, case.marker)
        assert matrix([family], [case.marker], [sample])[0, 0] == approx(placed - alone - other, abs=1e-9)


def replace_id(person):
    return type(person)("?", sex=person.sex)


# ── many at once ──


def marker_of(name, alleles, chromosome="autosomal", mutation=Mutation()):
    shares = SHARES[-len(alleles) :]
    return Marker(name, alleles, shares / shares.sum(), chromosome, mutation)


def crowd(seed, n_families=80, n_found=12):
    """Families of a few forms, with gaps, at markers of several kinds."""
    random = Random(seed)
    step = Mutation("stepwise", Rates(0.01, 0.0, 0.2), Rates(0.005, 0.0, 0.2))
    markers = (
        marker_of("A", NAMES),
        marker_of("B", NAMES[:5], mutation=PROPORTIONAL),
        marker_of("C", NAMES[:4], mutation=step),
        marker_of("D", (*NAMES[:3], "silent"), mutation=PROPORTIONAL),
        marker_of("E", NAMES[:6], "X", PROPORTIONAL),
        marker_of("G", NAMES[:2], mutation=PROPORTIONAL),
    )
    pedigrees = [TRIO, pedigree_from_rows(SIBS_CHILD), nuclear("f", "m", ("c", "F"))]
    families, found = [], []
    for number in range(n_families):
        pedigree = random.choice(pedigrees)
        drawn = {m.name: naive.drop_genes(pedigree, m, random) for m in markers}
        typed = [person for person in drawn["A"] if person != "c" and random.random() < 0.5]
        profiles = {t: {n: d[t] for n, d in drawn.items() if random.random() < 0.9} for t in typed}
        families.append(Family(str(number), pedigree, profiles, ("c",)))
        if len(found) < n_found:
            sex = pedigree.by_id["c"].sex
            seen = {name: d["c"] for name, d in drawn.items() if random.random() < 0.9}
            found.append(Sample(f"s{number}", sex, seen, random.choice((0.0, 0.1))))
    return families, markers, found


@pytest.mark.parametrize("n_families", [10, 80])
def test_families_weighed_together_weigh_as_each_alone(n_families):
    families, markers, found = crowd(5, n_families)
    together = matrix(families, markers, found)
    for family, row in zip(families, together, strict=True):
        alone = [sum(matrix([family], [marker], [s])[0, 0] for marker in markers) for s in found]
        fits = [s.sex == family.pedigree.by_id["c"].sex for s in found]
        assert row[fits] == approx(np.array(alone)[fits], rel=1e-9, abs=1e-9)


def test_nobodys_weight_depends_on_who_else_was_found():
    families, markers, found = crowd(6, 20)
    together = matrix(families, markers, found)
    for column, sample in enumerate(found):
        alone = matrix(families, markers, [sample])[:, 0]
        fits = [f.pedigree.by_id["c"].sex == sample.sex for f in families]
        assert together[fits, column] == approx(alone[fits], rel=1e-12, abs=1e-12)


def test_new_names_for_people_and_another_order_of_alleles_change_no_weight():
    families, markers, found = crowd(7, 15)
    other = [Family(f.id, renamed(f.pedigree), {f"x{k}": v for k, v in f.profiles.items()}, ("xc",)) for f in families]
    keep = [m for m in markers if not m.has_silent]
    turned = [Marker(m.name, m.alleles[::-1], m.frequencies[::-1], m.chromosome, m.mutation) for m in keep]
    one, two = matrix(families, keep, found), matrix(other, turned, found)
    fits = np.array([[s.sex == f.pedigree.by_id["c"].sex for s in found] for f in families])
    assert two[fits] == approx(one[fits], rel=1e-9, abs=1e-9)


def renamed(pedigree):
    def of(name):
        return name and f"x{name}"

    return pedigree_from_rows([(of(p.id), of(p.father), of(p.mother), p.sex) for p in reversed(pedigree.people)])


def test_the_relatives_own_likelihood_comes_with_the_weights():
    families, markers, found = crowd(8, 12)
    panel = Panel(markers)
    sightings = sight(panel, list(map(as_individual, found)))
    for structure, members in structures_of(families, panel):
        likely = weigh_families(structure, panel, sightings)[1]
        for row, (number, _) in enumerate(members):
            family = families[number]
            expected = [log10_likelihood(family.pedigree, family.profiles, m) for m in markers]
            assert likely[row] == approx(expected, abs=1e-9)


# ── trouble ──


def test_relatives_who_contradict_each_other_give_no_number():
    family = family_of(TRIO, "c", f="8/8", m="8/8", d="9/9")
    value = matrix([family], [LONG], [Sample("s", "M", {"L": ("8", "8")})])[0, 0]
    assert isnan(value)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("shares", [(4, 6, 4), (1, 2), (2, 3, 4), (5, 3, 2, 1), (9, 7, 7, 5, 3)], ids=str)
def test_tables_of_any_size_are_computed_without_a_warning(shares):
    # rounding leaves a trace of chance for "the rest" where there is none, and its frequency is 0
    table = np.array(shares) / sum(shares)
    marker = Marker("L", NAMES[: len(shares)], table, mutation=Mutation("proportional", Rates(0.002), Rates(0.002)))
    found = every_sample(marker, "M", 0.0)
    for typed in ({"m": "8/9"}, {"m": "8/8"}, {"m": "8/9", "d": "9/9"}):
        assert np.isfinite(matrix([family_of(TRIO, "c", **typed)], [marker], found)).all()


def test_every_one_of_many_typed_relatives_counts():
    # more typed people than an integer has bits
    children = tuple((f"k{n}", "M") for n in range(70))
    pedigree = nuclear("f", "m", ("c", "M"), *children)
    typed = {f"k{n}": "8/9" for n in range(69)} | {"k69": "10/10"}
    family = family_of(pedigree, "c", **typed)
    marker = Marker("L", NAMES, SHARES, mutation=PROPORTIONAL)
    few = family_of(pedigree, "c", **{k: typed[k] for k in list(typed)[:69]})
    sample = Sample("s", "M", {"L": ("10", "10")})
    expected = [
        log10_likelihood(pedigree, {**f.profiles, "c": sample.genotypes}, marker)
        - log10_likelihood(pedigree, f.profiles, marker)
        - 2 * log10(SHARES[2])
        for f in (family, few)
    ]
    assert matrix([family, few], [marker], [sample])[:, 0] == approx(expected, abs=1e-9)
