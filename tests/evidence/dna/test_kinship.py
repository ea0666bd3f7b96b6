from math import log10

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.errors import InvalidCase, InvalidInput, UnknownAllele
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.kinship import PLAIN_MODEL, Model, log10_likelihood, weigh_hypotheses
from homeward.evidence.dna.likelihood.observation import ErrorRates
from homeward.evidence.dna.linked import pair_log10_likelihood
from homeward.evidence.dna.mutation import Mutation, Rates
from homeward.evidence.dna.pedigree import Pedigree, Person, nuclear, pedigree_from_rows
from homeward.evidence.dna.profile import Sample
from tests import naive
from tests.oracles.dna import Case, case_id, cases, hypotheses_of, marker_of, model_of, profiles_of, value_of

p, q = 0.1, 0.25
TABLE = np.array([p, q, 0.3, 1 - p - q - 0.3])
LOCUS = Marker("L", ("1", "2", "3", "4"), TABLE)
X = Marker("L", ("1", "2", "3", "4"), TABLE, "X")
TRIO = nuclear("f", "m", ("c", "M"))
ANY = naive.markers(n_alleles=4, x=None)
MOST_FIT = ("equal", "proportional", "stepwise")


def likelihood(pedigree, marker=LOCUS, model=PLAIN_MODEL, **typed):
    profiles = {person: {"L": tuple(text.split("/"))} for person, text in typed.items()}
    return 10 ** log10_likelihood(pedigree, profiles, marker, model=model)


def strangers(**sexes):
    return Pedigree(tuple(Person(person, sex=sex) for person, sex in sexes.items()))


def ratio(pedigree, marker=LOCUS, model=PLAIN_MODEL, **typed):
    """How much better the pedigree explains the profiles than "nobody is related"."""
    alone = strangers(**{person: pedigree.by_id[person].sex for person in typed})
    return likelihood(pedigree, marker, model, **typed) / likelihood(alone, marker, model, **typed)


def pedigree_of(*rows):
    """Rows such as "c f m F"; founders as "f M"."""
    split = [row.split() for row in rows]
    return pedigree_from_rows([(r[0], None, None, r[1]) if len(r) == 2 else tuple(r) for r in split])


def log10_of(case, model=PLAIN_MODEL, pedigree=None):
    return log10_likelihood(pedigree or case.pedigree, case.profiles, case.marker, model=model)


PARENTS = ("f M", "m F")
GRANDPARENTS = ("gf M", "gm F")
SIBS = pedigree_of(*PARENTS, "a f m M", "b f m M")
COUSINS = pedigree_of(*GRANDPARENTS, "f gf gm M", "u gf gm M", "m F", "w F", "a f m M", "b u w F")
RELATIONS = {  # pedigree, and the chances of sharing none, one, two alleles by descent
    "parent and child": (pedigree_of("a M", "m F", "b a m M"), (0, 1, 0)),
    "sibs": (SIBS, (1 / 4, 1 / 2, 1 / 4)),
    "half sibs": (pedigree_of(*PARENTS, "w F", "a f m M", "b f w F"), (1 / 2, 1 / 2, 0)),
    "grandparent": (pedigree_of("a M", "gm F", "f a gm M", "m F", "b f m F"), (1 / 2, 1 / 2, 0)),
    "uncle": (pedigree_of(*GRANDPARENTS, "f gf gm M", "a gf gm M", "m F", "b f m F"), (1 / 2, 1 / 2, 0)),
    "cousins": (COUSINS, (3 / 4, 1 / 4, 0)),
    "double cousins": (
        pedigree_of(
            "f1 M",
            "m1 F",
            "f2 M",
            "m2 F",
            "s1 f1 m1 M",
            "s2 f1 m1 M",
            "t1 f2 m2 F",
            "t2 f2 m2 F",
            "a s1 t1 M",
            "b s2 t2 F",
        ),
        (9 / 16, 6 / 16, 1 / 16),
    ),
    "identical twins": (Pedigree(SIBS.people, (("a", "b"),)), (0, 0, 1)),
    "strangers": (strangers(a="M", b="F"), (1, 0, 0)),
}
PAIRS = {  # genotypes, and the ratio where one, and where two alleles are shared by descent
    ("1/1", "1/1"): (1 / p, 1 / p**2),
    ("1/1", "1/2"): (1 / (2 * p), 0),
    ("1/2", "1/2"): ((p + q) / (4 * p * q), 1 / (2 * p * q)),
    ("1/2", "1/3"): (1 / (4 * p), 0),
    ("1/1", "2/2"): (0, 0),
    ("1/2", "3/4"): (0, 0),
}


# ── by hand: plain markers ──


def test_a_stranger_is_pp_or_twice_pq():
    assert likelihood(strangers(a="M"), a="1/1") == pytest.approx(p**2)
    assert likelihood(strangers(a="M"), a="2/1") == pytest.approx(2 * p * q)


@pytest.mark.parametrize("relation", RELATIONS)
@pytest.mark.parametrize("pair", PAIRS)
def test_two_relatives_are_weighed_by_the_alleles_they_share(relation, pair):
    pedigree, (none, one, two) = RELATIONS[relation]
    if_one, if_two = PAIRS[pair]
    expected = none + one * if_one + two * if_two
    assert ratio(pedigree, a=pair[0], b=pair[1]) == pytest.approx(expected)
    assert ratio(pedigree, a=pair[1], b=pair[0]) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("father", "mother", "child", "expected"),
    [
        ("1/2", "3/3", "1/3", 1 / (2 * p)),
        ("1/1", "3/3", "1/3", 1 / p),
        ("1/1", "1/2", "1/2", 1 / (p + q)),
        ("1/2", "1/2", "1/2", 1 / (p + q)),
        ("1/2", "2/3", "2/2", 1 / (2 * q)),
        ("1/1", "3/3", "2/3", 0),
    ],
)
def test_a_father_is_weighed_against_a_stranger_beside_the_mother(father, mother, child, expected):
    other = pedigree_of("x M", "m F", "c x m M", "f M")
    typed = {"f": father, "m": mother, "c": child}
    assert likelihood(TRIO, **typed) / likelihood(other, **typed) == pytest.approx(expected)


def test_two_homozygous_sibs_give_one_plus_p_squared_over_4pp():
    assert ratio(SIBS, a="1/1", b="1/1") == pytest.approx((1 + p) ** 2 / (4 * p**2))


@pytest.mark.parametrize(
    ("rows", "inbreeding"),
    [
        ((*PARENTS, "s f m M", "t f m F", "c s t M"), 1 / 4),
        ((*PARENTS, "d f m F", "c f d M"), 1 / 4),
        ((*PARENTS, "w F", "s f m M", "t f w F", "c s t M"), 1 / 8),
        ((*GRANDPARENTS, "s gf gm M", "t gf gm M", "w F", "v F", "y s w M", "z t v F", "c y z M"), 1 / 16),
    ],
)
def test_children_of_relatives_are_more_often_homozygous(rows, inbreeding):
    pedigree = pedigree_of(*rows)
    assert likelihood(pedigree, c="1/1") == pytest.approx(p**2 + inbreeding * p * (1 - p))
    assert likelihood(pedigree, c="1/2") == pytest.approx(2 * p * q * (1 - inbreeding))


# ── by hand: X, twins, mutation, silent alleles, errors ──


def test_x_markers_pass_from_father_to_daughter_and_never_to_son():
    assert ratio(nuclear("f", "m", ("c", "M")), X, f="1", c="1") == pytest.approx(1)
    assert ratio(nuclear("f", "m", ("c", "F")), X, f="1", c="1/1") == pytest.approx(1 / p)
    assert ratio(nuclear("f", "m", ("c", "F")), X, f="1", c="1/2") == pytest.approx(1 / (2 * p))
    assert ratio(nuclear("f", "m", ("c", "F")), X, f="1", c="2/2") == 0


def test_brothers_share_x_alleles_through_their_mother_only():
    assert ratio(SIBS, X, a="1", b="1") == pytest.approx((1 + p) / (2 * p))
    assert ratio(SIBS, X, a="1", b="2") == pytest.approx(1 / 2)


def test_half_sisters_have_their_fathers_only_x():
    sisters = pedigree_of(*PARENTS, "w F", "a f m F", "b f w F")
    assert ratio(sisters, X, a="1/1", b="1/1") == pytest.approx(1 / p)
    assert ratio(sisters, X, a="1/1", b="2/2") == 0


def test_a_fathers_mother_gives_his_daughter_one_of_her_x_alleles_for_certain():
    family = pedigree_of("gf M", "g F", "f gf g M", "m F", "d f m F")
    assert ratio(family, X, g="1/1", d="1/1") == pytest.approx(1 / p)
    assert ratio(family, X, g="1/2", d="1/3") == pytest.approx(1 / (4 * p))


def test_a_man_written_as_homozygous_at_an_x_marker_has_one_copy():
    assert likelihood(strangers(a="M"), X, a="1/1") == pytest.approx(p)


def test_a_person_of_unknown_sex_is_a_man_with_one_x_allele_and_a_woman_with_two():
    assert likelihood(strangers(a="U"), X, a="1") == pytest.approx(p)
    assert likelihood(strangers(a="U"), X, a="1/1") == pytest.approx(p**2)


@pytest.mark.parametrize("sexes", ["MM", "MU", "UM"])
def test_twin_brothers_have_one_x_allele_whichever_of_them_has_a_known_sex(sexes):
    brothers = Pedigree(nuclear("f", "m", ("a", sexes[0]), ("b", sexes[1])).people, (("a", "b"),))
    for typed in ({"a": "1"}, {"b": "1"}, {"a": "1", "b": "1"}):
        assert likelihood(brothers, X, **typed) == pytest.approx(p)


def test_a_twin_stands_for_the_father_of_his_brothers_child():
    family = pedigree_of(*PARENTS, "t f m M", "b f m M", "w F", "c b w F")
    twins = Pedigree(family.people, (("t", "b"),))
    assert ratio(twins, t="1/2", c="1/3") == pytest.approx(1 / (4 * p))


@pytest.mark.parametrize("order", [("t", "b"), ("b", "t")])
def test_a_degraded_twin_says_nothing_beside_a_clear_one(order):
    d = 0.2
    family = pedigree_of(*PARENTS, "t f m M", "b f m M", "w F", "c t w F")
    twins = Pedigree(family.people, (("t", "b"),))
    typed = {"t": {"L": ("1",)}, "b": {"L": ("1", "2")}}
    profiles = {person: typed[person] for person in order} | {"c": {"L": ("2", "3")}}
    found = log10_likelihood(twins, profiles, LOCUS, model=Model(errors={"t": ErrorRates(dropout=d)}))
    assert 10**found == pytest.approx(2 * p * q * d * (1 - d) * TABLE[2] / 2)


def test_twins_with_different_profiles_are_impossible():
    assert ratio(RELATIONS["identical twins"][0], a="1/2", b="1/3") == 0


def test_a_mutation_costs_its_rate_over_what_a_stranger_passes_on():
    rate = 0.003
    mutation = Mutation("equal", Rates(rate), Rates(0.0))
    marker = Marker("L", LOCUS.alleles, TABLE, mutation=mutation)
    other = pedigree_of("x M", "m F", "c x m M", "f M")
    typed = {"f": "2/2", "m": "3/3", "c": "1/3"}
    passed_on = p * (1 - rate) + (1 - p) * rate / 3
    expected = (rate / 3) / passed_on
    assert likelihood(TRIO, marker, **typed) / likelihood(other, marker, **typed) == pytest.approx(expected)


def test_a_silent_allele_explains_a_father_and_child_who_share_nothing():
    s = 0.02
    marker = Marker("L", ("1", "2", "3", "silent"), np.array([p, q, 1 - p - q - s, s]))
    expected = s / ((p + 2 * s) * (q + 2 * s))
    assert ratio(TRIO, marker, f="1/1", c="2/2") == pytest.approx(expected)


def test_drop_out_may_hide_the_other_allele_of_a_child():
    d = 0.15
    model = Model(errors={"c": ErrorRates(dropout=d)})
    from_father = (1 - d**2) * p + d * (1 - d) * (1 - p)
    anybody = (1 - d**2) * p**2 + d * (1 - d) * 2 * p * (1 - p)
    assert ratio(TRIO, LOCUS, model, f="1/1", c="1") == pytest.approx(from_father / anybody)


def test_drop_in_lets_a_father_who_shares_nothing_stand():
    d, c = 0.1, 0.05
    model = Model(errors={"c": ErrorRates(d, c)})
    # the child got 2 from the father; 1 was seen: carried from the mother with 2 lost, or dropped in with 2 and x lost
    with_one, without = p * d * (1 - d) * (1 - c), (1 - p - q) * d * d * c * p + q * d**2 * c * p
    child = with_one + without
    assert likelihood(TRIO, LOCUS, model, f="2/2", c="1") == pytest.approx(q**2 * child)


@pytest.mark.parametrize("d", [0.0, 0.1, 0.5, 0.99])
def test_drop_out_weakens_a_homozygous_match_but_never_below_one_over_p(d):
    twins = RELATIONS["identical twins"][0]
    model = Model(errors={"b": ErrorRates(dropout=d)})
    found = ratio(twins, LOCUS, model, a="1/1", b="1")
    assert found == pytest.approx((1 + d) / ((1 + d) * p**2 + 2 * d * p * (1 - p)))
    assert 1 / p < found <= 1 / p**2 * (1 + 1e-12)


def test_drop_out_does_not_weaken_a_heterozygous_match():
    model = Model(errors={"b": ErrorRates(dropout=0.4)})
    assert ratio(RELATIONS["identical twins"][0], LOCUS, model, a="1/2", b="1/2") == pytest.approx(1 / (2 * p * q))


# ── the trap: untyped ancestors ──


def test_untyped_grandparents_count_where_mutation_is_not_stationary():
    rate = 0.01
    old = pedigree_of("gf M", "gm F", "f gf gm M", "m F", "c f m M")
    marker = Marker("L", LOCUS.alleles, TABLE, mutation=Mutation("equal", Rates(rate), Rates(rate)))
    step = (1 - rate) * np.eye(4) + rate / 3 * (1 - np.eye(4))
    assert likelihood(old, marker, f="1/1") == pytest.approx((TABLE @ step)[0] ** 2)
    assert likelihood(TRIO, marker, f="1/1") == pytest.approx(p**2)
    assert likelihood(TRIO, marker, c="1/1") == pytest.approx((TABLE @ step)[0] ** 2)


def test_familias_drops_untyped_ancestors_and_we_do_not():
    (case,) = [case for case in cases("kinship_lr") if case["id"] == "p-nonstationary-ancestors"]
    for entry in case["markers"]:
        name = entry["name"]
        values = [log10_likelihood(h, profiles_of(case), marker_of(entry)) for h in hypotheses_of(case).values()]
        theirs = case["untyped_ancestors_dropped"]
        dropped = theirs["H1"][name] - theirs["H2"][name]
        assert dropped == pytest.approx(0.0, abs=1e-12)
        assert (abs(values[0] - values[1]) > 1e-3) == (name in ("L1", "L2"))


@settings(max_examples=60, deadline=None)
@given(naive.small_cases(naive.markers(("none", "proportional", "dawid"), n_alleles=3)), st.randoms())
def test_untyped_ancestors_change_nothing_under_a_stationary_model(case, random):
    assert log10_of(case, pedigree=with_parents(case, random)) == pytest.approx(log10_of(case), abs=1e-9)


@settings(max_examples=30, deadline=None)
@given(naive.small_cases(naive.markers(("equal", "stepwise"), n_alleles=3)), st.randoms())
def test_untyped_ancestors_change_nothing_under_a_stabilised_model(case, random):
    rates = case.marker.mutation.male
    mutation = Mutation(case.marker.mutation.model, rates, rates, "PM")
    case = case._replace(marker=Marker("L", case.marker.alleles, case.marker.frequencies, mutation=mutation))
    assert log10_of(case, pedigree=with_parents(case, random)) == pytest.approx(log10_of(case), abs=1e-9)


def with_parents(case, random):
    """Give somebody without listed parents two, untyped."""
    old = random.choice([person for person in case.pedigree.people if person.is_founder])
    rest = tuple(person for person in case.pedigree.people if person is not old)
    parents = (Person("new father", sex="M"), Person("new mother", sex="F"))
    return Pedigree((*rest, *parents, Person(old.id, "new father", "new mother", old.sex)), case.pedigree.twins)


# ── what always holds ──


@settings(max_examples=60, deadline=None)
@given(naive.small_cases(ANY), st.randoms(), st.sampled_from((0.0, 0.02)))
def test_an_untyped_relative_without_typed_descendants_changes_nothing(case, random, theta):
    men = [person.id for person in case.pedigree.people if person.sex == "M"]
    women = [person.id for person in case.pedigree.people if person.sex == "F"]
    more = case.pedigree.add_child("new", random.choice(men), random.choice(women), "M")
    more = more.add(Person("wife", sex="F")).add_child("grandchild", "new", "wife", "F")
    model = Model(theta=theta)
    assert log10_of(case, model, more) == pytest.approx(log10_of(case, model), abs=1e-10)


@settings(max_examples=60, deadline=None)
@given(naive.small_cases(ANY), st.randoms())
def test_names_and_order_of_people_change_nothing(case, random):
    ids = [person.id for person in case.pedigree.people]
    new = dict(zip(ids, random.sample(ids, len(ids)), strict=True)) | {None: None}
    people = [Person(new[x.id], new[x.father], new[x.mother], x.sex) for x in case.pedigree.people]
    twins = tuple(tuple(new[twin] for twin in reversed(group)) for group in case.pedigree.twins)
    profiles = {new[person]: profile for person, profile in reversed(case.profiles.items())}
    renamed = Pedigree(tuple(random.sample(people, len(people))), twins)
    assert log10_likelihood(renamed, profiles, case.marker) == pytest.approx(log10_of(case), abs=1e-10)


@settings(max_examples=60, deadline=None)
@given(naive.small_cases(naive.markers(("none", "equal", "proportional"), n_alleles=4, x=None)), st.randoms())
def test_names_and_order_of_alleles_change_nothing_in_models_without_a_ladder(case, random):
    old = case.marker
    new = dict(zip(old.alleles, random.sample(("x", "OL", "<9", "7.1"), old.n_alleles), strict=True))
    order = random.sample(range(old.n_alleles), old.n_alleles)
    alleles = tuple(new[old.alleles[i]] for i in order)
    marker = Marker("L", alleles, old.frequencies[order], old.chromosome, old.mutation)
    profiles = {person: {"L": tuple(new[a] for a in seen["L"])} for person, seen in case.profiles.items()}
    assert log10_likelihood(case.pedigree, profiles, marker) == pytest.approx(log10_of(case), abs=1e-10)


@settings(max_examples=60, deadline=None)
@given(naive.small_cases(ANY), st.sampled_from((0.0, 0.05)), st.randoms())
def test_a_partial_profile_is_what_remains_of_all_that_might_have_been_seen(case, theta, random):
    person = case.pedigree.by_id[random.choice(sorted(case.profiles))]
    fewer = {id_: seen for id_, seen in case.profiles.items() if id_ != person.id}
    names = case.marker.alleles
    one_copy = case.marker.chromosome == "X" and person.sex == "M"
    every = [(a,) if one_copy else (a, b) for i, a in enumerate(names) for b in ((a,) if one_copy else names[i:])]
    model = Model(theta=theta)
    values = [
        log10_likelihood(case.pedigree, {**fewer, person.id: {"L": genotype}}, case.marker, model=model)
        for genotype in every
    ]
    whole = log10_likelihood(case.pedigree, fewer, case.marker, model=model)
    assert naive.log10(sum(10**value for value in values)) == pytest.approx(whole, abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(naive.small_cases(naive.markers(MOST_FIT, n_alleles=3, x=None)))
def test_nobody_is_impossible_under_a_mutation_model_that_reaches_every_allele(case):
    rates = Rates(0.002, 1e-6, 0.1)
    mutation = Mutation(case.marker.mutation.model, rates, rates)
    everywhere = Marker("L", case.marker.alleles, case.marker.frequencies, case.marker.chromosome, mutation)
    alone = Pedigree(case.pedigree.people)  # twins can differ by no mutation
    assert log10_likelihood(alone, case.profiles, everywhere) > -np.inf


@settings(max_examples=60, deadline=None)
@given(naive.small_cases(naive.markers(("none",), n_alleles=3, x=None)))
def test_a_family_is_impossible_only_where_no_inheritance_explains_it(case):
    possible = naive.likelihood(case.pedigree, case.profiles, case.marker) > 0
    assert (log10_of(case) > -np.inf) == possible


@settings(max_examples=30, deadline=None)
@given(naive.small_cases(ANY))
def test_twins_seen_alike_say_as_much_as_one_of_them(case):
    for group in case.pedigree.twins:
        seen = next((case.profiles[twin] for twin in group if twin in case.profiles), None)
        fewer = {person: profile for person, profile in case.profiles.items() if person not in group}
        if seen is not None:
            one, both = fewer | {group[1]: seen}, fewer | dict.fromkeys(group, seen)
            value = log10_likelihood(case.pedigree, both, case.marker)
            assert value == pytest.approx(log10_likelihood(case.pedigree, one, case.marker), abs=1e-10)


# ── the slow twin ──


@settings(max_examples=200, deadline=None)
@given(naive.small_cases(ANY))
def test_any_small_family_agrees_with_the_slow_twin(case):
    slow = naive.log10(naive.likelihood(case.pedigree, case.profiles, case.marker))
    assert log10_of(case) == pytest.approx(slow, abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(naive.small_cases(naive.markers(n_alleles=2, x=None, silent=True), max_people=5))
def test_silent_alleles_agree_with_the_slow_twin(case):
    slow = naive.log10(naive.likelihood(case.pedigree, case.profiles, case.marker))
    assert log10_of(case) == pytest.approx(slow, abs=1e-9)


@settings(max_examples=80, deadline=None)
@given(naive.small_cases(naive.markers(n_alleles=3, x=None), max_people=5), st.data())
def test_degraded_samples_agree_with_the_slow_twin(case, data):
    rates = st.builds(ErrorRates, st.sampled_from((0.0, 0.1, 0.6)), st.sampled_from((0.0, 0.05)))
    errors = {person: data.draw(rates) for person in case.profiles if data.draw(st.booleans())}
    theta = data.draw(st.sampled_from((0.0, 0.03)))
    slow = naive.log10(naive.likelihood(case.pedigree, case.profiles, case.marker, theta=theta, errors=errors))
    assert log10_of(case, Model(theta=theta, errors=errors)) == pytest.approx(slow, abs=1e-9)


@settings(max_examples=10, deadline=None)
@given(naive.pedigrees(4, twins=False), naive.markers(n_alleles=2), naive.markers(n_alleles=2), st.randoms())
def test_two_linked_markers_agree_with_the_slow_twin(pedigree, one, other, random):
    pair = (one, Marker("M", other.alleles, other.frequencies, mutation=other.mutation))
    seen = [naive.drop_genes(pedigree, marker, random) for marker in pair]
    profiles = {x.id: {"L": seen[0][x.id], "M": seen[1][x.id]} for x in pedigree.people[-2:]}
    for recombination in (0.0, 0.1, 0.5):
        slow = naive.log10(naive.pair_likelihood(pedigree, profiles, pair, recombination))
        assert pair_log10_likelihood(pedigree, profiles, pair, recombination) == pytest.approx(slow, abs=1e-9)
    apart = sum(log10_likelihood(pedigree, profiles, marker) for marker in pair)
    assert slow == pytest.approx(apart, abs=1e-9)


def test_slowly_joined_posteriors_weigh_one_found_person_by_the_ratio_alone():
    family = Family("A", TRIO, {"f": {"L": ("1", "2")}}, ("c",))
    found = Sample("S1", "M", {"L": ("1", "3")})
    posterior = naive.joint_posterior([found], [family], [LOCUS], weight_of_nobody=7.0)
    assert naive.marginal(posterior, 0)["c"] == pytest.approx(1 / (4 * p) / (1 / (4 * p) + 7.0))


# ── what the answer holds; what is refused ──


def test_hypotheses_are_compared_marker_by_marker_in_any_order():
    markers = [Marker(name, LOCUS.alleles, TABLE) for name in ("A", "B", "C")]
    profiles = {"f": {"A": ("1", "2"), "B": ("1", "1")}, "c": {"A": ("1", "3"), "B": ("2", "2"), "C": ("1", "1")}}
    hypotheses = {"father": TRIO, "stranger": strangers(f="M", c="M")}
    found = weigh_hypotheses(hypotheses, profiles, markers, denominator="stranger")
    assert found.log10_lr("father") == pytest.approx([log10(1 / (4 * p)), -np.inf, 0.0])
    again = weigh_hypotheses(hypotheses, profiles, markers[::-1], denominator="stranger")
    assert again.log10_lr("father") == pytest.approx(found.log10_lr("father")[::-1])
    assert found.posterior().tolist() == [0.0, 1.0]


def test_what_is_impossible_under_both_hypotheses_is_no_number():
    hypotheses = {"sib": TRIO.add_child("d", "f", "m", "F"), "stranger": TRIO.add(Person("d", sex="F"))}
    profiles = {"f": {"L": ("1", "1")}, "c": {"L": ("2", "2")}, "d": {"L": ("1", "1")}}
    found = weigh_hypotheses(hypotheses, profiles, [LOCUS], denominator="stranger")
    assert np.isnan(found.log10_lr("sib")).all()
    assert np.isnan(found.posterior()).all()


def test_an_untyped_marker_weighs_nothing():
    found = weigh_hypotheses({"a": TRIO, "b": strangers(f="M", c="M")}, {"f": {}, "c": {}}, [LOCUS], denominator="b")
    assert found.log10_lr("a").tolist() == [0.0]
    assert found.posterior() == pytest.approx([0.5, 0.5])


def test_mistakes_in_the_question_are_told():
    with pytest.raises(InvalidInput, match="denominator"):
        weigh_hypotheses({"a": TRIO}, {}, [LOCUS], denominator="b")
    with pytest.raises(InvalidCase, match="stranger"):
        weigh_hypotheses({"a": TRIO}, {"stranger": {"L": ("1", "1")}}, [LOCUS], denominator="a")
    with pytest.raises(UnknownAllele, match="7"):
        likelihood(TRIO, c="1/7")
    with pytest.raises(InvalidCase, match="X"):
        likelihood(TRIO, X, c="1/2")


# ── large families ──


def test_a_hundred_strangers_multiply():
    crowd = strangers(**{f"p{number}": "M" for number in range(100)})
    found = log10_likelihood(crowd, {person.id: {"L": ("1", "1")} for person in crowd.people}, LOCUS)
    assert found == pytest.approx(200 * log10(p))


def test_a_likelihood_too_small_for_a_number_is_still_a_logarithm():
    rare = Marker("L", ("1", "2"), np.array([1e-4, 1 - 1e-4]))
    crowd = strangers(**{f"p{number}": "M" for number in range(45)})
    found = log10_likelihood(crowd, {person.id: {"L": ("1", "1")} for person in crowd.people}, rare)
    assert found == pytest.approx(90 * log10(1e-4))


def test_seventy_children_of_one_couple_can_be_weighed():
    couple = nuclear("f", "m", *((f"c{number}", "F") for number in range(70)))
    typed = dict.fromkeys((f"c{number}" for number in range(70)), "1/2") | {"f": "1/1", "m": "2/2"}
    assert likelihood(couple, **typed) == pytest.approx(p**2 * q**2)


# ── other programs ──

FOREIGN = [(name, case) for name in ("kinship_lr", "silent", "x_linked", "dropout") for case in cases(name)]


@pytest.mark.parametrize(
    "case", [case for _, case in FOREIGN], ids=[f"{name}-{case_id(case)}" for name, case in FOREIGN]
)
def test_likelihoods_agree_with_other_programs(case: Case):
    for name, pedigree in hypotheses_of(case).items():
        for entry in case["markers"]:
            found = log10_likelihood(pedigree, profiles_of(case), marker_of(entry), model=model_of(case))
            expected = value_of(case["log10_likelihood"][name][entry["name"]])
            assert found == pytest.approx(expected, rel=1e-10)


@pytest.mark.parametrize("case", cases("linked_pairs"), ids=case_id)
def test_linked_pairs_agree_with_pedprobr(case: Case):
    first, second = (marker_of(entry) for entry in case["markers"])
    for name, pedigree in hypotheses_of(case).items():
        found = pair_log10_likelihood(pedigree, profiles_of(case), (first, second), case["recombination_rate"])
        assert found == pytest.approx(value_of(case["log10_likelihood_pair"][name]), rel=1e-10)
