from itertools import combinations_with_replacement
from math import inf, isnan, log10
from random import Random

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pytest import approx

from homeward.errors import Unsupported
from homeward.evidence.dna.comparison.joint import add_columns
from homeward.evidence.dna.comparison.panel import Panel, sight
from homeward.evidence.dna.comparison.tables import Structure, structures_of, weigh_families, weigh_sightings
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


def body_of(samples, sex="M"):
    return Individual("body", sex, samples)


@some
@given(
    st.one_of(naive.small_cases(naive.markers(n_alleles=n, silent=n < 3), 4) for n in (2, 3)),
    st.randoms(use_true_random=False),
)
def test_several_samples_of_one_body_weigh_as_all_of_them_together(case, random):
    family = case_family(case, random)
    assume(naive_joint.weigh(family, {}, [case.marker]) > 0)
    few = naive.visible(case.marker)[: random.randint(1, 3)]
    seen = [tuple(random.choices(few, k=2)) for _ in range(random.randint(2, 3))]
    samples = tuple(Sample(str(k), "U", {"L": pair}, random.choice((0.0, 0.1, 0.3))) for k, pair in enumerate(seen))
    sex = family.pedigree.by_id[family.missing[0]].sex
    value = matrix([family], [case.marker], [body_of(samples, sex)])[0, 0]
    stranger = naive_joint.weigh_stranger(samples, [case.marker])
    if stranger == 0.0:
        assert value == -inf
    else:
        together = naive_joint.weigh(family, {family.missing[0]: samples}, [case.marker])
        expected = together / naive_joint.weigh(family, {}, [case.marker]) / stranger
        assert 10**value == approx(expected, rel=1e-9, abs=1e-14)


def test_a_second_sample_counts_against_a_silent_allele_too():
    # a/a gives the second sample its allele with 1 - d^2, a/silent with 1 - d
    marker = Marker("L", ("8", "9", "silent"), np.full(3, 1 / 3))
    samples = (Sample("s", "M", {"L": ("8", "8")}), Sample("t", "M", {"L": ("8", "8")}, 0.3))
    family = family_of(TRIO, "c", f="8/8", m="8/8")
    together = naive_joint.weigh(family, {"c": samples}, [marker]) / naive_joint.weigh(family, {}, [marker])
    value = matrix([family], [marker], [body_of(samples)])[0, 0]
    assert 10**value == approx(together / naive_joint.weigh_stranger(samples, [marker]))


def test_a_man_who_shows_two_alleles_at_x_is_impossible_also_where_one_may_be_silent():
    marker = Marker("L", ("8", "9", "silent"), np.full(3, 1 / 3), "X")
    assert ratio(family_of(TRIO, "c", m="8/9"), marker, "8/9") == 0


@pytest.mark.parametrize("dropouts", [(0.3,), (0.3, 0.1), (0.0, 0.3)], ids=str)
@pytest.mark.parametrize("silent", [False, True], ids=["all seen", "silent"])
def test_an_uncertain_relative_counts_with_all_that_may_be_hidden(silent, dropouts):
    marker = Marker("L", ("8", "9", "silent" if silent else "10"), np.array([0.2, 0.3, 0.5]))
    samples = tuple(Sample(str(d), "M", {"L": ("8", "8")}, d) for d in dropouts)
    family = family_of(TRIO, "c", d="8/9")
    seen = sight(Panel((marker,)), [body_of(samples)]).by_marker[0][0].chances
    codes = Panel((marker,)).encode_all([{"L": ("8", "8")}, family.profiles["d"]])[None]
    sure = np.array([seen, (1.0, 0.0, 1.0)])[None, :, None]
    found = sight(Panel((marker,)), list(map(as_individual, every_sample(marker, "M", 0.0))))
    structure = Structure(TRIO, ("f", "d"), "c", codes, sure)
    weights, likely = weigh_families(structure, Panel((marker,)), found)
    beside = naive_joint.weigh(family, {"f": samples}, [marker])
    assert 10 ** likely[0, 0] == approx(beside * (1.0 if silent or 0.0 not in dropouts else 1 / 0.91))
    for sample, value in zip(every_sample(marker, "M", 0.0), weights[0, 1:], strict=True):
        together = naive_joint.weigh(family, {"f": samples, "c": (sample,)}, [marker])
        assert 10**value == approx(together / beside / naive_joint.weigh_stranger((sample,), [marker]))


def test_of_one_sample_two_chances_say_the_third():
    marker = Marker("L", ("8", "9", "silent"), np.array([0.2, 0.3, 0.5]))
    panel, found = Panel((marker,)), [as_individual(Sample("s", "M", {"L": ("8", "8")}))]
    codes = panel.encode_all([{"L": ("8", "8")}])[None]
    d, e = 0.3, 0.1
    two = Structure(TRIO, ("f",), "c", codes, np.array([1 - d * d, d * (1 - d)]).reshape(1, 1, 1, 2))
    three = Structure(TRIO, ("f",), "c", codes, np.array([1 - d * d, d * (1 - d), 1 - d]).reshape(1, 1, 1, 3))
    sightings = sight(panel, found)
    assert weigh_sightings(two, panel, sightings) == approx(weigh_sightings(three, panel, sightings))
    both = np.array([(1 - d * d) * (1 - e * e), d * (1 - d) * e * (1 - e)]).reshape(1, 1, 1, 2)
    with pytest.raises(Unsupported, match="all three"):
        weigh_sightings(Structure(TRIO, ("f",), "c", codes, both), panel, sightings)


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


@some
@given(
    st.one_of(naive.small_cases(naive.markers(n_alleles=3, x=None, silent=silent), 5) for silent in (False, True)),
    st.randoms(use_true_random=False),
)
def test_the_relatives_own_likelihood_needs_nobody_found(case, random):
    family = case_family(case, random)
    panel = Panel((case.marker,))
    ((structure, _),) = structures_of([family], panel)
    weights, likely = weigh_families(structure, panel, sight(panel, []))
    expected = naive_joint.weigh(family, {}, [case.marker])
    assert likely[0, 0] == approx(naive.log10(expected), abs=1e-9)
    assert weights.tolist() == [[0.0]]


@pytest.mark.parametrize("n_families", [2, 80])
def test_a_family_impossible_by_itself_shows_at_its_marker_whoever_is_typed_there(n_families):
    markers = (LONG, Marker("M", NAMES, SHARES), Marker("N", NAMES, SHARES), Marker("O", NAMES, SHARES))
    odd = {"f": ("8", "8"), "m": ("8", "8"), "d": ("9", "9")}
    profiles = {k: {"L": seen, "M": ("8", "9"), "N": seen} for k, seen in odd.items()}
    well = {k: {"L": ("8", "9"), "M": ("8", "9"), "N": ("8", "9")} for k in odd}
    families = [Family(str(k), TRIO, profiles if k == 1 else well, ("c",)) for k in range(n_families)]
    panel = Panel(markers)
    sightings = sight(panel, [as_individual(Sample("s", "M", {"M": ("8", "9"), "N": ("9", "9")}))])
    ((structure, _),) = structures_of(families, panel)
    weights, likely = weigh_families(structure, panel, sightings)
    assert np.isneginf(likely).tolist() == [[k == 1, False, k == 1, False] for k in range(n_families)]
    assert (likely[:, 3] == 0.0).all()
    for row, family in enumerate(families):
        assert likely[row] == approx([log10_likelihood(TRIO, family.profiles, m) for m in markers], abs=1e-9)
    assert np.isnan(weights).tolist() == [[False, False, k == 1] for k in range(n_families)]
    assert np.array_equal(weigh_sightings(structure, panel, sightings), weights, equal_nan=True)


def test_the_relatives_own_likelihood_at_x_needs_no_sex_of_the_missing():
    marker = Marker("L", NAMES, SHARES, "X")
    pedigree = nuclear("f", "m", ("c", "U"), ("d", "F"))
    family = family_of(pedigree, "c", m="8/9", d="8/10")
    panel = Panel((marker,))
    sightings = sight(panel, [as_individual(Sample("s", "F", {"L": ("8", "9")}))])
    ((structure, _),) = structures_of([family], panel)
    expected = log10_likelihood(pedigree, family.profiles, marker)
    weights, likely = weigh_families(structure, panel, sightings)
    assert likely[0, 0] == approx(expected)
    assert weights.tolist() == [[0.0, 0.0]]


def test_a_contradiction_at_x_shows_though_nobody_knows_the_sex_of_the_missing():
    marker = Marker("L", NAMES, SHARES, "X")
    family = family_of(nuclear("f", "m", ("c", "U"), ("d", "F")), "c", f="10", d="8/9")
    assert isnan(matrix([family], [marker], [Sample("s", "F", {"L": ("8", "9")})])[0, 0])


# ── trouble ──


def test_relatives_who_contradict_each_other_give_no_number():
    family = family_of(TRIO, "c", f="8/8", m="8/8", d="9/9")
    value = matrix([family], [LONG], [Sample("s", "M", {"L": ("8", "8")})])[0, 0]
    assert isnan(value)


def test_a_relative_of_unknown_sex_with_one_x_allele_is_a_man():
    # as in kinship: a daughter of a father with 9 could not be 8
    marker = Marker("L", NAMES, SHARES, "X")
    pedigree = nuclear("f", "m", ("c", "M"), ("u", "U"))
    family = family_of(pedigree, "c", f="9", u="8")
    sample = Sample("s", "M", {"L": ("8",)})
    placed = log10_likelihood(pedigree, {**family.profiles, "c": sample.genotypes}, marker)
    expected = placed - log10_likelihood(pedigree, family.profiles, marker) - log10(p)
    assert matrix([family], [marker], [sample])[0, 0] == approx(expected)


def test_twins_of_unknown_sex_with_one_x_allele_are_men():
    marker = Marker("L", NAMES, SHARES, "X")
    pedigree = Pedigree(nuclear("f", "m", ("c", "M"), ("u", "U"), ("v", "U")).people, (("u", "v"),))
    family = family_of(pedigree, "c", f="9", v="8")
    assert ratio(family, marker, "8") == approx((1 + p) / 2 / p)


def test_men_at_x_are_weighed_apart_from_women_of_the_same_form():
    marker = Marker("L", NAMES, SHARES, "X")
    pedigree = nuclear("f", "m", ("c", "M"), ("u", "U"))
    families = [family_of(pedigree, "c", f="9", u=seen) for seen in ("8", "8/9", "8")]
    found = [Sample("s", "M", {"L": ("8",)})]
    together = matrix(families, [marker], found)
    assert together == approx(np.array([matrix([family], [marker], found)[0] for family in families]))
    assert together[0] == approx(together[2])
    assert 10 ** together[:2, 0] == approx((1 + p) / 2 / p)


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


def test_the_father_counts_however_many_strangers_stand_before_him():
    strangers = [(f"k{n}", None, None, "M") for n in range(70)]
    pedigree = pedigree_from_rows([*strangers, ("f", None, None, "M"), ("m", None, None, "F"), ("c", "f", "m", "M")])
    typed = {f"k{n}": {"L": ("9", "10"), "M": ("9", "10")} for n in range(70)}
    families = [
        Family("F", pedigree, {**typed, "f": {locus: (allele, allele)}}, ("c",))
        for locus, allele in (("M", "8"), ("L", "8"), ("L", "9"))
    ]
    found = [Sample("s", "M", {"L": ("8", "9")})]
    weights = 10 ** matrix(families, [LONG, Marker("M", NAMES, SHARES)], found)[:, 0]
    assert weights == approx([1, 1 / (2 * p), 1 / (2 * q)])
