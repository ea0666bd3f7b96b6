import itertools
from dataclasses import replace
from itertools import pairwise
from math import inf, log10, sqrt

import numpy as np
import pytest
from hypothesis import assume, given, settings

from homeward.errors import InvalidCase, InvalidInput
from homeward.evidence.dna.comparison.panel import Panel
from homeward.evidence.dna.conditional import exclusion_probability, genotype_table
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.mutation import Mutation, Rates
from homeward.evidence.dna.pedigree import Pedigree, nuclear, pedigree_from_rows
from homeward.evidence.dna.simulation import simulate_profiles
from homeward.identify.power import (
    Aim,
    collection_power,
    family_power,
    log10_lr_needed,
    whom_to_ask,
)
from homeward.identify.power.campaign import _steps
from homeward.identify.prior import Prior
from homeward.identify.trials.scenario import invented_markers
from tests import naive, naive_power
from tests.oracles.dna import Case, case_id, cases, marker_of, profiles_of

p, q = 0.1, 0.25
TABLE = np.array([p, q, 0.3, 1 - p - q - 0.3])
ALLELES = ("1", "2", "3", "4")
LOCUS = Marker("L", ALLELES, TABLE)
X = Marker("X", ALLELES, TABLE, "X")
SILENT = Marker("S", ("1", "2", "silent"), np.array([0.5, 0.3, 0.2]))
MUTABLE = Mutation("proportional", Rates(0.01), Rates(0.004))
TRIO = nuclear("f", "m", ("son", "M"))
BROOD = nuclear("f", "m", ("son", "M"), ("sister", "F"), ("brother", "M"))
CLAN = pedigree_from_rows(
    [
        ("gf", None, None, "M"),
        ("gm", None, None, "F"),
        ("f", "gf", "gm", "M"),
        ("uncle", "gf", "gm", "M"),
        ("m", None, None, "F"),
        ("son", "f", "m", "M"),
        ("sister", "f", "m", "F"),
        ("wife", None, None, "F"),
        ("child", "son", "wife", "M"),
        ("in-law", None, None, "M"),
    ]
)
SMALL = nuclear("f", "m", ("son", "M"), ("sister", "F")).add(CLAN.by_id["wife"], CLAN.by_id["child"])
MARKERS = invented_markers(24)[:12]
PANEL = Panel(MARKERS)
HALF = Prior("open", listed=0.5)


def typed(genotype, *markers):
    return {marker.name: tuple(genotype.split("/")) for marker in markers or (LOCUS,)}


def family_of(pedigree, *markers, missing="son", **donors):
    profiles = {person: typed(genotype, *markers) for person, genotype in donors.items()}
    return Family("F1", pedigree, profiles, (missing,))


def power_of(pedigree, *markers, missing="son", **donors):
    return family_power(family_of(pedigree, *markers, missing=missing, **donors), Panel(markers or (LOCUS,)), missing)


def drawn_family(pedigree, donors, *, seed=1, markers=MARKERS, missing=("son",), number=0):
    draws = simulate_profiles(pedigree, markers, np.random.default_rng(seed), n=number + 1)
    return Family(f"F{number}", pedigree, {donor: draws.profile(number, donor) for donor in donors}, missing)


def advice_of(family, panel=PANEL, seed=1, **aim):
    return whom_to_ask(family, panel, family.missing[0], rng=np.random.default_rng(seed), aim=Aim(**aim))


# ── by hand ──


def test_the_father_of_two_alleles_excludes_all_who_carry_neither():
    assert power_of(TRIO, f="1/2").exclusion == pytest.approx(((1 - p - q) ** 2,))


def test_the_father_of_one_allele_excludes_all_who_lack_it():
    assert power_of(TRIO, f="1/1").exclusion == pytest.approx(((1 - p) ** 2,))


def test_both_parents_exclude_all_but_their_possible_children():
    assert power_of(TRIO, f="1/1", m="2/2").exclusion == pytest.approx((1 - 2 * p * q,))


def test_a_brother_excludes_nobody():
    power = power_of(BROOD, LOCUS, brother="1/2")
    assert power.exclusion_total == 0.0
    assert power.expected_excluding_loci == 0.0


def test_exclusion_adds_up_over_loci():
    other = Marker("M", ALLELES, TABLE)
    power = power_of(TRIO, LOCUS, other, f="1/2")
    one = (1 - p - q) ** 2
    assert power.exclusion_total == pytest.approx(1 - (1 - one) ** 2)
    assert power.expected_excluding_loci == pytest.approx(2 * one)


def test_both_parents_known_give_one_over_the_genotype_frequency():
    power = power_of(TRIO, f="1/1", m="2/2")
    assert power.if_true.mean == pytest.approx(-log10(2 * p * q))
    assert power.if_true.sd == pytest.approx(0.0, abs=1e-6)
    assert power.if_unrelated.impossible == pytest.approx(1 - 2 * p * q)


def test_the_father_of_one_allele_weighs_by_that_allele():
    # the child is 1/1 with chance p, LR 1/p, and 1/x otherwise, LR 1/(2p)
    power = power_of(TRIO, f="1/1")
    mean = p * log10(1 / p) + (1 - p) * log10(1 / (2 * p))
    assert power.if_true.mean == pytest.approx(mean)
    assert power.if_true.sd == pytest.approx(sqrt(p * (1 - p)) * log10(2))
    assert power.reached_if_true(0.9) == pytest.approx(p)
    assert power.reached_if_unrelated(0.9) == pytest.approx(p * p, rel=2e-3)


def test_without_donors_nothing_can_be_said():
    power = power_of(TRIO)
    assert (power.if_true.mean, power.if_true.sd, power.exclusion) == (0.0, 0.0, (0.0,))
    assert (power.reached_if_true(0.5), power.reached_if_true(-0.5)) == (0.0, 1.0)


def test_a_typed_identical_twin_weighs_one_over_the_genotype_frequency():
    twins = Pedigree(BROOD.people, (("brother", "son"),))
    power = power_of(twins, brother="1/2")
    assert power.if_true.mean == pytest.approx(-log10(2 * p * q))
    assert power.exclusion == pytest.approx((1 - 2 * p * q,))


def test_a_twin_seen_with_one_allele_may_carry_a_silent_one():
    twins = Pedigree(BROOD.people, (("brother", "son"),))
    power = power_of(twins, SILENT, brother="1/1")
    assert power.if_true.mean == pytest.approx(-log10(0.5**2 + 2 * 0.5 * 0.2))


def test_a_father_says_nothing_about_his_sons_x():
    assert power_of(TRIO, X, f="1").if_true.mean == 0.0
    assert power_of(TRIO, X, m="1/2").exclusion == pytest.approx((1 - p - q,))


def test_at_an_x_marker_nothing_is_known_of_a_missing_person_of_unknown_sex():
    power = power_of(nuclear("f", "m", ("son", "U")), X, m="1/1")
    assert (power.if_true.mean, power.exclusion) == (0.0, (0.0,))


def test_with_a_silent_allele_few_are_excluded():
    # the son of a man seen as 1 may be silent from him and show any allele of his mother
    assert power_of(TRIO, SILENT, f="1/1").exclusion == (0.0,)


def test_the_threshold_is_the_posterior_odds_times_the_weight_of_nobody():
    assert log10_lr_needed(HALF, 500) == pytest.approx(log10(0.9995 / 0.0005 * 500))
    assert log10_lr_needed(Prior("flat"), 500, posterior=0.99) == pytest.approx(log10(99))
    lr, w = 10 ** log10_lr_needed(Prior("open", listed=0.2), 70), 70 * 0.8 / 0.2
    assert lr / (lr + w) == pytest.approx(0.9995)


# ── laws ──


def mean_power_of_ten(spread, sign=1):
    values = spread.log10_lr[spread.probability > 0.0]
    return spread.probability[spread.probability > 0.0] @ 10 ** (sign * values)


@pytest.mark.parametrize("donors", [("f",), ("sister",), ("f", "m"), ("uncle", "child"), ("gf", "gm", "wife")])
def test_strangers_have_a_mean_likelihood_ratio_of_one(donors):
    power = family_power(drawn_family(CLAN, donors, markers=MARKERS[:2]), Panel(MARKERS[:2]), "son")
    assert mean_power_of_ten(power.if_unrelated) == pytest.approx(1.0, abs=2e-3)


@pytest.mark.parametrize("donors", [("f",), ("f", "m"), ("wife", "child")])
def test_the_mean_of_one_over_the_ratio_is_the_chance_that_a_stranger_is_possible(donors):
    markers = tuple(marker.without_mutation() for marker in MARKERS[:6])
    power = family_power(drawn_family(CLAN, donors, markers=markers), Panel(markers), "son")
    assert mean_power_of_ten(power.if_true, -1) == pytest.approx(1.0 - power.exclusion_total, rel=2e-3)
    assert power.if_unrelated.impossible == pytest.approx(power.exclusion_total)


def test_no_more_than_one_stranger_in_t_reaches_a_ratio_of_t():
    power = family_power(drawn_family(CLAN, ("f", "sister")), PANEL, "son")
    for threshold in (1.0, 3.0, 6.0, 9.0, 12.0):
        assert 0.0 < power.reached_if_unrelated(threshold) < 10**-threshold


def test_small_chances_of_strangers_agree_with_their_own_distribution():
    power = family_power(drawn_family(CLAN, ("uncle",)), PANEL, "son")
    for threshold in (-1.0, 0.0, 2.0, 4.0):
        assert power.reached_if_unrelated(threshold) == pytest.approx(power.if_unrelated.reaches(threshold), rel=5e-3)


def test_quantiles_and_chances_turn_into_each_other():
    spread = family_power(drawn_family(CLAN, ("sister",)), PANEL, "son").if_true
    for share in (0.01, 0.25, 0.5, 0.9):
        assert spread.reaches(spread.quantile(share)) == pytest.approx(1.0 - share, abs=0.01)
    assert spread.probability.sum() == pytest.approx(1.0)
    assert spread.probability @ spread.log10_lr == pytest.approx(spread.mean)


def test_the_impossible_are_the_lowest_quantiles():
    spread = family_power(drawn_family(CLAN, ("f",)), PANEL.without_mutation(), "son").if_unrelated
    assert spread.quantile(spread.impossible / 2) == -inf
    assert spread.probability.sum() == pytest.approx(1.0 - spread.impossible)


def test_the_order_of_markers_does_not_matter():
    family = drawn_family(CLAN, ("sister", "child"))
    there, back = (family_power(family, Panel(markers), "son") for markers in (MARKERS, MARKERS[::-1]))
    assert there.if_true.mean == pytest.approx(back.if_true.mean)
    assert there.reached_if_true(6.0) == pytest.approx(back.reached_if_true(6.0))
    assert there.exclusion == back.exclusion[::-1]


def test_draws_from_the_family_are_spread_as_foretold():
    family = drawn_family(CLAN, ("uncle", "sister"))
    power = family_power(family, PANEL, "son")
    draws = simulate_profiles(CLAN, MARKERS, np.random.default_rng(5), n=4000, given=family.profiles, people=("son",))
    total = np.zeros(4000)
    for k, marker in enumerate(MARKERS):
        table = genotype_table(CLAN, family.profiles, marker, "son")
        ratio = (table + table.T) / table.sum() / 2 / np.outer(marker.frequencies, marker.frequencies)
        total += np.log10(ratio[draws.codes[:, 0, k, 0], draws.codes[:, 0, k, 1]])
    assert total.mean() == pytest.approx(power.if_true.mean, abs=4 * power.if_true.sd / sqrt(4000))
    for threshold in (3.0, 6.0, 9.0):
        chance = power.reached_if_true(threshold)
        error = sqrt(chance * (1 - chance) / 4000)
        assert (total >= threshold).mean() == pytest.approx(chance, abs=4 * error)


# ── slow twins ──


@given(
    case=naive.small_cases(
        max_people=5, marker=naive.markers(n_alleles=3, x=None) | naive.markers(n_alleles=2, silent=True)
    )
)
@settings(max_examples=30, deadline=None, derandomize=True)
def test_power_at_one_marker_agrees_with_the_slow_way(case):
    left = [person for person in case.pedigree.people if person.id not in case.profiles]
    assume(left)
    assume(naive.likelihood(case.pedigree, case.profiles, case.marker) > 0.0)
    missing = left[0].id
    family = Family("F1", case.pedigree, case.profiles, (missing,))
    power = family_power(family, Panel((case.marker,)), missing)
    if_true = naive_power.at_marker(family, case.marker, missing, is_true=True)
    assert (power.if_true.mean, power.if_true.sd) == pytest.approx(naive_power.mean_and_sd(if_true), abs=1e-6)
    if_not = naive_power.at_marker(family, case.marker, missing, is_true=False)
    if power.if_unrelated.impossible < 1.0 - 1e-9:
        finite = power.if_unrelated.mean, power.if_unrelated.sd
        assert finite == pytest.approx(naive_power.mean_and_sd(if_not), abs=1e-6)
    impossible = sum(outcome.chance for outcome in if_not if outcome.log10_lr == -inf)
    assert power.if_unrelated.impossible == pytest.approx(impossible, abs=1e-9)


def test_power_at_three_markers_agrees_with_the_slow_way():
    markers = tuple(Marker(name, ALLELES[:3], np.array([0.2, 0.5, 0.3]), mutation=MUTABLE) for name in "ABC")
    family = family_of(SMALL, *markers, f="1/2", child="1/3", sister="2/2")
    power = family_power(family, Panel(markers), "son")
    for spread, is_true in ((power.if_true, True), (power.if_unrelated, False)):
        by_marker = [naive_power.at_marker(family, marker, "son", is_true=is_true) for marker in markers]
        everything = list(naive_power.over_markers(by_marker))
        assert (spread.mean, spread.sd) == pytest.approx(naive_power.mean_and_sd(everything))
        values = sorted({outcome.log10_lr for outcome in everything if outcome.log10_lr > -inf})
        between = [(low + high) / 2 for low, high in pairwise(values) if high - low > 0.1]
        assert between
        for threshold in between:
            assert spread.reaches(threshold) == pytest.approx(naive_power.reaches(everything, threshold), abs=1e-9)


@pytest.mark.parametrize("relative", ["f", "m", "wife"])
def test_asking_one_relative_agrees_with_the_slow_way(relative):
    marker = Marker("L", ALLELES[:3], np.array([0.2, 0.5, 0.3]), mutation=MUTABLE)
    family = family_of(SMALL, sister="1/2", child="1/3")
    advice = whom_to_ask(family, Panel((marker,)), "son", rng=np.random.default_rng(1), candidates=(relative,))
    slow = naive_power.after_asking(family, marker, "son", (relative,))
    assert advice.ranked[0].log10_lr == pytest.approx(naive_power.expected(slow))
    assert advice.ranked[0].log10_lr_error == pytest.approx(0.0, abs=1e-9)


@pytest.mark.parametrize(
    "marker", [X, SILENT, Marker("E", ("1", "2"), np.array([0.3, 0.7]), mutation=Mutation("equal", Rates(0.01)))]
)
def test_asking_agrees_with_the_slow_way_at_any_marker(marker):
    family = family_of(BROOD, marker, brother="1" if marker is X else "1/1")
    advice = whom_to_ask(family, Panel((marker,)), "son", rng=np.random.default_rng(1))
    for asked in advice.ranked:
        slow = naive_power.after_asking(family, marker, "son", asked.relatives)
        assert asked.log10_lr == pytest.approx(naive_power.expected(slow), abs=1e-9)


def test_asking_two_relatives_agrees_with_the_slow_way():
    marker = Marker("L", ALLELES[:3], np.array([0.2, 0.5, 0.3]))
    family = family_of(BROOD, brother="1/2")
    advice = advice_of(family, Panel((marker,)), n_relatives=2, n_draws=400)
    both = advice.together[1]
    assert set(both.relatives) == {"f", "m"}
    slow = naive_power.after_asking(family, marker, "son", both.relatives)
    assert both.log10_lr == pytest.approx(naive_power.expected(slow), abs=1e-9)
    assert advice.now.log10_lr == pytest.approx(
        naive_power.expected(naive_power.at_marker(family, marker, "son", is_true=True)[:-1])
    )


def test_drawn_profiles_give_the_same_as_all_profiles_within_the_error_stated():
    family = drawn_family(BROOD, ("sister",), markers=MARKERS[:8])
    panel = Panel(MARKERS[:8])
    exact = {asked.relatives: asked for asked in advice_of(family, panel, n_draws=2400).ranked}
    off = []
    for seed in range(12):
        for asked in advice_of(family, panel, seed=seed, n_draws=32).ranked:
            off.append((asked.log10_lr - exact[asked.relatives].log10_lr) / asked.log10_lr_error)
    assert all(asked.log10_lr_error < 0.01 for asked in exact.values())
    assert abs(np.mean(off)) < 0.75
    assert 0.5 < np.sqrt(np.mean(np.square(off))) < 2.5


# ── whom to ask ──


@pytest.mark.parametrize("donors", [(), ("f",), ("sister",), ("uncle", "child"), ("m", "f")])
def test_another_relative_never_lowers_what_is_expected(donors):
    advice = advice_of(drawn_family(CLAN, donors))
    for asked in advice.ranked:
        assert asked.gain > -max(4 * asked.log10_lr_error, 1e-9)
        assert asked.gain == pytest.approx(asked.log10_lr - advice.now.log10_lr)


def test_what_is_expected_now_is_the_power_of_the_family():
    family = drawn_family(CLAN, ("uncle", "sister"))
    advice, power = advice_of(family, threshold=5.0), family_power(family, PANEL, "son")
    assert advice.now.log10_lr == pytest.approx(power.if_true.mean)
    assert advice.now.reaches == pytest.approx(power.reached_if_true(5.0))


def test_an_in_law_without_children_adds_nothing():
    asked = {a.relatives: a for a in advice_of(drawn_family(CLAN, ("sister",))).ranked}
    assert asked["in-law",].gain == pytest.approx(0.0, abs=1e-9)
    assert asked["wife",].gain == pytest.approx(0.0, abs=1e-9)


def test_the_other_parent_of_a_typed_child_adds_something():
    asked = {a.relatives: a for a in advice_of(drawn_family(CLAN, ("child",))).ranked}
    assert asked["wife",].gain > 0.5


def test_an_identical_twin_adds_the_most():
    brood = Pedigree(BROOD.people, (("son", "brother"),))
    advice = advice_of(drawn_family(brood, ("sister",)))
    assert advice.ranked[0].relatives == ("brother",)
    rarity = [-log10((marker.frequencies**2).sum()) for marker in MARKERS]
    assert advice.ranked[0].log10_lr > sum(rarity)


def test_the_twin_of_a_donor_adds_only_where_the_donor_was_not_typed():
    sisters = nuclear("f", "m", ("son", "M"), ("sister", "F"), ("other", "F")).people
    whole = drawn_family(Pedigree(sisters, (("sister", "other"),)), ("sister",))
    known = {name: genotype for name, genotype in whole.profiles["sister"].items() if name != MARKERS[0].name}
    part = replace(whole, profiles={"sister": known})
    asked = [{a.relatives: a for a in advice_of(family, n_draws=400).ranked} for family in (whole, part)]
    assert asked[0]["other",].gain == pytest.approx(0.0, abs=1e-9)
    assert asked[1]["other",].gain > 0.1


def test_two_typed_twins_are_one_person_typed_at_all_their_markers():
    sisters = nuclear("f", "m", ("son", "M"), ("sister", "F"), ("other", "F")).people
    whole = drawn_family(Pedigree(sisters, (("other", "sister"),)), ("sister",))
    items = list(whole.profiles["sister"].items())
    halves = replace(whole, profiles={"sister": dict(items[:7]), "other": dict(items[5:])})
    one, two = (family_power(family, PANEL, "son").if_true for family in (whole, halves))
    assert (one.mean, one.sd) == pytest.approx((two.mean, two.sd))


def test_relatives_who_differ_in_nothing_add_the_same():
    asked = {a.relatives: a for a in advice_of(drawn_family(BROOD, ("f",))).ranked}
    assert asked["sister",].log10_lr == asked["brother",].log10_lr


def test_the_greatest_gain_comes_first():
    gains = [asked.gain for asked in advice_of(drawn_family(CLAN, ("uncle",))).ranked]
    assert gains == sorted(gains, reverse=True)


def test_the_best_pair_begins_with_the_best_relative():
    few = MARKERS[:6]
    advice = advice_of(drawn_family(CLAN, ("sister",), markers=few), Panel(few), n_relatives=3)
    assert advice.together[0] == advice.ranked[0]
    assert [len(asked.relatives) for asked in advice.together] == [1, 2, 3]
    assert [asked.relatives[:1] for asked in advice.together] == [advice.ranked[0].relatives] * 3
    assert advice.together[0].log10_lr < advice.together[1].log10_lr < advice.together[2].log10_lr


def test_only_those_who_can_be_asked_are_asked():
    family = replace(drawn_family(CLAN, ("sister",), missing=("son", "f")), unavailable=("gf", "gm"))
    names = {name for asked in advice_of(family).ranked for name in asked.relatives}
    assert names == {"m", "uncle", "wife", "child", "in-law"}


def test_where_nobody_is_left_to_ask_nobody_is_proposed():
    advice = advice_of(drawn_family(TRIO, ("f", "m")), n_relatives=2)
    assert (advice.ranked, advice.together) == ((), ())


def test_a_relative_of_unknown_sex_tells_nothing_at_an_x_marker():
    pedigree = nuclear("f", "m", ("son", "M"), ("sister", "F"), ("other", "U"))
    asked = {a.relatives: a for a in advice_of(family_of(pedigree, X, sister="1/2"), Panel((X,))).ranked}
    assert asked["other",].gain == pytest.approx(0.0, abs=1e-12)
    assert asked["m",].gain > 0.0


# ── other programs ──


@pytest.mark.parametrize("case", cases("exclusion_power"), ids=case_id)
def test_exclusion_agrees_with_forrel(case: Case):
    markers = tuple(marker_of(entry) for entry in case["markers"])
    family = Family(case["id"], pedigree_from_rows(case["pedigree"]), profiles_of(case), (case["missing"],))
    power = family_power(family, Panel(markers), case["missing"])
    expected = case["exclusion_probability_per_marker"]
    assert dict(zip(power.loci, power.exclusion, strict=True)) == pytest.approx(expected, abs=1e-12)


def test_exclusion_agrees_with_the_table_of_one_marker():
    family = drawn_family(CLAN, ("f", "child"))
    power = family_power(family, PANEL, "son")
    for marker, exclusion in zip(MARKERS, power.exclusion, strict=True):
        assert exclusion == pytest.approx(exclusion_probability(CLAN, family.profiles, marker, "son"))


# ── families that contradict themselves, and mistakes ──


def test_a_mutation_within_the_family_excludes_nobody_at_that_locus():
    locus = Marker("L", ALLELES, TABLE, mutation=MUTABLE)
    power = power_of(CLAN, locus, f="1/1", sister="2/2")
    assert power.inconsistent == ("L",)
    assert power.exclusion == (0.0,)
    assert power.if_true.mean > 0.0


def test_impossible_donors_are_named_by_locus():
    with pytest.raises(InvalidCase, match="impossible together at L"):
        power_of(CLAN, f="1/1", sister="2/2")
    with pytest.raises(InvalidCase, match="impossible together at L"):
        advice_of(family_of(CLAN, f="1/1", sister="2/2"), Panel((LOCUS,)))


def test_twins_who_differ_are_a_mistake():
    twins = Pedigree(nuclear("f", "m", ("son", "M"), ("a", "F"), ("b", "F")).people, (("a", "b"),))
    with pytest.raises(InvalidCase, match="twins"):
        power_of(twins, a="1/2", b="1/1")


def test_a_twin_who_cannot_be_of_these_parents_is_impossible():
    twins = Pedigree(BROOD.people, (("brother", "son"),))
    with pytest.raises(InvalidCase, match="impossible together"):
        power_of(twins, f="1/1", brother="2/2")


def test_only_somebody_missing_can_be_asked_about():
    family = drawn_family(TRIO, ("f",))
    with pytest.raises(InvalidCase, match="m is not one of its missing"):
        family_power(family, PANEL, "m")
    with pytest.raises(InvalidCase, match="cannot be asked"):
        whom_to_ask(family, PANEL, "son", rng=np.random.default_rng(1), candidates=("f",))


def test_what_cannot_be_meant_is_refused():
    spread = power_of(TRIO, f="1/1").if_true
    with pytest.raises(InvalidInput, match="closed prior"):
        log10_lr_needed(Prior("closed"), 5)
    with pytest.raises(InvalidInput, match="between 0 and 1"):
        log10_lr_needed(HALF, 5, posterior=1.0)
    with pytest.raises(InvalidInput, match="draws are too few"):
        Aim(n_draws=2)
    with pytest.raises(InvalidInput, match="relatives cannot"):
        Aim(n_relatives=0)
    with pytest.raises(InvalidInput, match="share"):
        spread.quantile(0.0)
    with pytest.raises(InvalidInput, match="samples"):
        collection_power((), PANEL, rng=np.random.default_rng(1), n_more=-1)


# ── a collection ──


def some_families(n=12):
    kinds = [(CLAN, ("sister",)), (CLAN, ("uncle",)), (CLAN, ("f", "sister")), (CLAN, ()), (BROOD, ("brother",))]
    return [drawn_family(*kinds[k % len(kinds)], seed=3, number=k) for k in range(n)]


def collection_of(families, n_more=0, panel=PANEL, **aim):
    settings_ = {"n_relatives": 2, "n_draws": 16} | aim
    return collection_power(families, panel, rng=np.random.default_rng(1), aim=Aim(**settings_), n_more=n_more)


def test_the_persons_identifiable_now_are_the_sum_over_families():
    families = some_families()
    power = collection_of(families)
    own = [family_power(family, PANEL, "son") for family in families]
    assert [prospect.family for prospect in power.prospects] == [family.id for family in families]
    for prospect, single in zip(power.prospects, own, strict=True):
        assert prospect.reaches == pytest.approx(single.reached_if_true(), abs=3e-3)
        assert prospect.log10_lr == pytest.approx(single.if_true.mean)
    assert power.persons_now == pytest.approx(sum(prospect.reaches for prospect in power.prospects))
    assert (power.steps, power.impossible) == ((), ())


def test_each_step_adds_persons_and_spends_samples():
    families = some_families()
    power = collection_of(families, n_more=9)
    spent = [step.n_samples for step in power.steps]
    assert np.cumsum([len(step.relatives) for step in power.steps]).tolist() == spent
    assert spent[-1] <= 9
    persons = [power.persons_now, *(step.persons for step in power.steps)]
    assert persons == sorted(persons)
    assert persons[-1] <= len(families) + 1e-9
    assert len({(step.family, name) for step in power.steps for name in step.relatives}) == spent[-1]


def test_the_steepest_steps_come_first():
    power = collection_of(some_families(8), n_more=16, n_draws=32)
    persons = [power.persons_now, *(step.persons for step in power.steps)]
    slopes = [
        (after - before) / len(step.relatives)
        for before, after, step in zip(persons, persons[1:], power.steps, strict=False)
    ]
    assert all(later < earlier + 0.05 for earlier, later in itertools.pairwise(slopes))


def test_the_first_relative_of_a_family_is_the_one_it_would_ask_itself():
    families = [drawn_family(CLAN, ("uncle",), seed=9)]
    power = collection_of(families, n_more=1)
    advice = advice_of(families[0])
    chosen = next(asked for asked in advice.ranked if asked.relatives == power.steps[0].relatives)
    assert chosen.gain > advice.ranked[0].gain - 0.3
    assert power.steps[0].persons == pytest.approx(chosen.reaches, abs=0.05)


def test_families_asked_alone_or_with_others_give_the_same_prospects():
    families = some_families(10)
    whole = collection_of(families)
    alone = [collection_of([family]).prospects[0] for family in families]
    for one, other in zip(whole.prospects, alone, strict=True):
        assert one.reaches == pytest.approx(other.reaches, abs=1e-9)


def test_relatives_are_named_as_their_own_family_names_them():
    first = drawn_family(TRIO, ("f",))
    second = Family("G", nuclear("papa", "mama", ("kid", "M")), {"papa": first.profiles["f"]}, ("kid",))
    power = collection_of([first, second], n_more=2, threshold=12.0)
    assert {(step.family, step.relatives) for step in power.steps} == {("F0", ("m",)), ("G", ("mama",))}
    assert [prospect.missing for prospect in power.prospects] == ["son", "kid"]


def test_a_sample_helps_all_who_are_missing_from_a_family():
    two = drawn_family(nuclear("f", "m", ("son", "M"), ("brother", "M")), ("f",), missing=("son", "brother"))
    one = Family("one", TRIO, two.profiles, ("son",))
    power = collection_of([one, two], n_more=1, threshold=12.0)
    assert power.steps[0].family == "F0"
    assert len(power.prospects) == 3


def test_a_family_with_two_missing_may_still_lack_one_when_it_has_one():
    brothers = nuclear("f", "m", ("son", "M"), ("brother", "M"))
    two = drawn_family(brothers, ("f",), missing=("son", "brother"))
    middle = family_power(two, PANEL, "son").if_true.quantile(0.35)
    power = collection_of([two], n_more=1, threshold=middle)
    assert power.persons_now == pytest.approx(1.3, abs=0.05)
    assert power.steps[0].persons == pytest.approx(2.0, abs=0.05)


def test_families_that_contradict_themselves_are_listed_and_not_asked():
    panel = Panel((LOCUS,))
    odd = family_of(CLAN, f="1/1", sister="2/2")
    fine = replace(family_of(CLAN, f="1/1", sister="1/2"), id="F2")
    power = collection_of([odd, fine], panel=panel, n_more=5, threshold=0.5)
    assert power.impossible == ("F1",)
    assert power.prospects[0].log10_lr is None
    assert power.prospects[0].reaches == 0.0
    assert {step.family for step in power.steps} <= {"F2"}


def test_nobody_unavailable_is_asked_and_nobody_missing_needs_no_samples():
    family = replace(drawn_family(TRIO, ("f",)), unavailable=("m",))
    complete = Family("done", TRIO, family.profiles, ())
    power = collection_of([family, complete], n_more=3)
    assert power.steps == ()
    assert len(power.prospects) == 1


def test_asking_everywhere_gives_the_same_first_steps_as_asking_where_most_is_lacking():
    families = some_families(6)
    few, many = collection_of(families, n_more=2), collection_of(families, n_more=18)
    assert [step.family for step in few.steps] == [step.family for step in many.steps[: len(few.steps)]]


def test_relatives_who_help_only_together_are_one_step():
    assert list(_steps((0.0, 0.1, 0.9))) == [(0.45, 0, 2)]
    assert list(_steps((0.0, 0.5, 0.9, 0.9))) == [(0.5, 0, 1), (pytest.approx(0.4), 1, 2)]
    assert list(_steps((0.3, 0.3))) == []


def test_the_same_seed_gives_the_same_campaign():
    families = some_families(3)
    assert collection_of(families, n_more=4) == collection_of(families, n_more=4)
