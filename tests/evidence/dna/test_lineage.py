"""How strongly does a shared Y or mitochondrial lineage speak?"""

import csv
import itertools
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from homeward.errors import InvalidCase, InvalidInput, Unsupported
from homeward.evidence.dna.lineage import (
    DiscreteLaplace,
    Mitotype,
    MitotypeComparison,
    add_theta,
    bound_frequency,
    choose_discrete_laplace,
    compare_mitotypes,
    compare_patriline,
    count_lineage,
    estimate_by_kappa,
    estimate_frequencies,
    estimate_frequency,
    fit_discrete_laplace,
    walk_steps,
    weigh_maternal_line,
    weigh_patriline,
)
from tests import naive_lineage as naive

approx = pytest.approx
ORACLES = Path(__file__).parents[2] / "oracles"
unhurried = settings(deadline=None, max_examples=60)


def oracle(name):
    with (ORACLES / name).open(encoding="utf-8") as lines:
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def alleles(haplotype):
    return {locus: (str(repeats),) for locus, repeats in haplotype.items()}


# ── counting ──


@pytest.mark.parametrize("row", oracle("lineage_counts.csv"), ids=lambda row: f"{row['n_seen']}of{row['n_database']}")
def test_counting_estimates_agree_with_the_oracle(row):
    count = count_lineage(int(row["n_seen"]), int(row["n_database"]))
    for name in ("proportion", "plus_one", "plus_two", "upper_one_sided", "upper_two_sided"):
        assert getattr(count, name) == approx(float(row[name]), rel=1e-12)


@pytest.mark.parametrize("n", [1, 30, 5000])
def test_a_haplotype_never_seen_has_the_bound_one_minus_the_nth_root_of_doubt(n):
    assert bound_frequency(0, n) == approx(1 - 0.05 ** (1 / n))
    assert bound_frequency(0, n, confidence=0.99) == approx(1 - 0.01 ** (1 / n))


def test_a_haplotype_that_everybody_has_is_bounded_by_one():
    assert bound_frequency(7, 7) == 1.0


@unhurried
@given(st.integers(1, 60), st.data(), st.floats(0.5, 0.999))
def test_bounds_are_those_found_by_halving(n, data, confidence):
    x = data.draw(st.integers(0, n - 1))
    assert bound_frequency(x, n, confidence=confidence) == approx(naive.bound_by_halving(x, n, confidence), rel=1e-8)


@unhurried
@given(st.integers(0, 50), st.integers(1, 5000), st.integers(1, 500))
def test_bounds_fall_as_the_database_grows(x, extra, more):
    assert bound_frequency(x, x + extra + more) < bound_frequency(x, x + extra)


@unhurried
@given(st.integers(0, 50), st.integers(1, 5000))
def test_bounds_are_more_careful_than_every_point_estimate_of_an_unseen_kind(x, extra):
    count = count_lineage(x, x + extra)
    assert count.proportion < count.plus_one < count.upper_two_sided
    assert count.proportion < count.upper_one_sided < count.upper_two_sided


@pytest.mark.parametrize(
    ("x", "n", "confidence"), [(-1, 5, 0.95), (6, 5, 0.95), (0, 0, 0.95), (0, 5, 1.0), (0, 5, 0.0)]
)
def test_impossible_counts_are_refused(x, n, confidence):
    with pytest.raises(InvalidInput):
        count_lineage(x, n, confidence=confidence)


def test_theta_mixes_certainty_with_the_frequency():
    assert add_theta(0.002, 0.01) == approx(0.01 + 0.99 * 0.002)
    assert add_theta(1 / 186, 0.0001) == approx(0.005475806451612904)
    assert add_theta(0.25, 0.0) == 0.25
    assert add_theta(0.25, 1.0) == 1.0
    with pytest.raises(InvalidInput):
        add_theta(0.1, -0.01)


def test_kappa_counts_the_new_haplotype_as_one_more_singleton():
    # R 4.2.2 on Hallenberg et al. 2005 (185 men, 112 singletons): kappa 113/186, match probability 0.002110070528384784
    assert estimate_by_kappa(112, 185) == approx((1 - 113 / 186) / 186)
    assert estimate_by_kappa(112, 185) == approx(0.002110070528384784, rel=1e-12)


@given(st.integers(2, 1000), st.data())
def test_more_singletons_make_a_new_haplotype_rarer(n, data):
    singletons = data.draw(st.integers(1, n - 1))
    assert estimate_by_kappa(singletons, n) < estimate_by_kappa(singletons - 1, n)


@pytest.mark.parametrize(("singletons", "n"), [(5, 5), (6, 5), (-1, 5), (0, 0)])
def test_kappa_refuses_a_database_that_would_make_it_zero_or_that_cannot_be(singletons, n):
    with pytest.raises(InvalidInput):
        estimate_by_kappa(singletons, n)


# ── discrete Laplace: frequencies ──


def laplace_models(n_loci=2):
    def build(parts):
        weights = np.array([weight for weight, _, _ in parts])
        return DiscreteLaplace(
            tuple(f"DYS{j}" for j in range(n_loci)),
            np.array([centre for _, centre, _ in parts]),
            weights / weights.sum(),
            np.array([p for _, _, p in parts]),
        )

    row = st.tuples(
        st.floats(0.1, 1.0),
        st.lists(st.integers(8, 20), min_size=n_loci, max_size=n_loci),
        st.lists(st.floats(0.01, 0.6), min_size=n_loci, max_size=n_loci),
    )
    return st.lists(row, min_size=1, max_size=3).map(build)


@unhurried
@given(laplace_models())
def test_discrete_laplace_frequencies_sum_to_one_over_a_wide_grid(model):
    grid = np.array(list(itertools.product(range(-40, 70), repeat=2)))
    assert estimate_frequencies(model, grid).sum() == approx(1.0, abs=1e-9)


@unhurried
@given(laplace_models(3), st.lists(st.integers(6, 22), min_size=3, max_size=3))
def test_discrete_laplace_frequencies_agree_with_the_slow_twin(model, haplotype):
    slow = naive.laplace_frequency(model.centres.tolist(), model.weights.tolist(), model.p.tolist(), haplotype)
    assert estimate_frequencies(model, np.array([haplotype]))[0] == approx(slow, rel=1e-10)
    named = {locus: (str(repeats),) for locus, repeats in zip(model.loci, haplotype, strict=True)}
    assert estimate_frequency(model, named) == approx(slow, rel=1e-10)


@unhurried
@given(laplace_models(2), st.integers(6, 22))
def test_an_untyped_locus_is_summed_out(model, repeats):
    wide = np.array([[repeats, other] for other in range(-60, 90)])
    expected = estimate_frequencies(model, wide).sum()
    assert estimate_frequency(model, {"DYS0": (str(repeats),), "DYS1": None}) == approx(expected, rel=1e-9)
    assert estimate_frequency(model, {"DYS0": (str(repeats),)}) == approx(expected, rel=1e-9)
    assert estimate_frequency(model, {}) == 1.0


@unhurried
@given(laplace_models(3), st.permutations(range(3)), st.lists(st.integers(6, 22), min_size=3, max_size=3))
def test_the_order_of_loci_never_changes_a_frequency(model, order, haplotype):
    places = list(order)
    turned = DiscreteLaplace(
        tuple(model.loci[j] for j in places), model.centres[:, places], model.weights, model.p[:, places]
    )
    here = estimate_frequencies(model, np.array([haplotype]))
    assert estimate_frequencies(turned, np.array([haplotype])[:, places]) == approx(here)


def oracle_model(n_clusters):
    rows = [row for row in oracle("discrete_laplace_models.csv") if int(row["n_clusters"]) == n_clusters]
    loci = tuple(dict.fromkeys(row["locus"] for row in rows))
    shape = (n_clusters, len(loci))
    return DiscreteLaplace(
        loci,
        np.array([int(row["centre"]) for row in rows]).reshape(shape),
        np.array([float(row["weight"]) for row in rows[:: len(loci)]]),
        np.array([float(row["p"]) for row in rows]).reshape(shape),
    )


@pytest.mark.parametrize("row", oracle("discrete_laplace.csv"), ids=lambda row: row["frequency"])
def test_discrete_laplace_frequencies_agree_with_the_oracle(row):
    model = oracle_model(int(row["n_clusters"]))
    haplotype = {locus: (row[locus],) for locus in model.loci}
    assert estimate_frequency(model, haplotype) == approx(float(row["frequency"]), rel=1e-9)


@pytest.mark.parametrize("n_clusters", [1, 4])
def test_the_spread_in_the_oracle_is_one_factor_for_the_cluster_and_one_for_the_locus(n_clusters):
    log_p = np.log(oracle_model(n_clusters).p)
    assert log_p - log_p[:1] - log_p[:, :1] + log_p[0, 0] == approx(np.zeros(log_p.shape), abs=1e-12)


@pytest.mark.parametrize("name", ["10.2", "10,11"])
def test_discrete_laplace_refuses_what_it_does_not_count(name):
    model = DiscreteLaplace(("DYS385",), np.array([[10]]), np.array([1.0]), np.array([[0.3]]))
    with pytest.raises((Unsupported, InvalidInput)):
        estimate_frequency(model, {"DYS385": tuple(name.split(","))})


@pytest.mark.parametrize(
    ("weights", "p"), [([0.5, 0.4], [[0.1], [0.1]]), ([0.5, 0.5], [[0.0], [0.1]]), ([0.5, 0.5], [[0.1]])]
)
def test_a_mixture_that_is_none_is_refused(weights, p):
    with pytest.raises(InvalidInput):
        DiscreteLaplace(("DYS19",), np.array([[14], [15]]), np.array(weights), np.array(p))


def test_arrays_of_a_model_cannot_be_changed():
    with pytest.raises(ValueError, match="read-only"):
        oracle_model(1).p[0, 0] = 0.5


# ── discrete Laplace: fitting ──

LOCI = ("DYS19", "DYS390", "DYS391", "DYS393")


def simulate(n, seed, centres=((14, 24, 11, 13), (16, 21, 10, 15), (12, 27, 13, 11))):
    """People of three far lineages of unlike age: difference of two geometric numbers is a discrete Laplace number."""
    rng = np.random.default_rng(seed)
    cluster = rng.integers(0, len(centres), n)
    p = np.outer([1.0, 0.6, 0.3][: len(centres)], [0.3, 0.25, 0.15, 0.1])[cluster]
    return np.array(centres)[cluster] + rng.geometric(1 - p) - rng.geometric(1 - p)


def test_a_single_locus_has_the_closed_spread_of_its_mean_distance():
    data = np.array([[10], [10], [10], [11], [11], [12], [9], [10]])
    fit = fit_discrete_laplace(data, ("DYS391",), n_clusters=1, rng=np.random.default_rng(1))
    distance = (1 + 1 + 2 + 1) / 8  # from the median 10
    assert fit.model.centres.tolist() == [[10]]
    assert fit.model.p[0, 0] == approx((math.sqrt(1 + distance**2) - 1) / distance, rel=1e-6)


def test_one_cluster_reaches_the_fit_of_the_oracle():
    columns = {}
    for row in oracle("discrete_laplace_margins.csv"):
        columns.setdefault(row["locus"], []).extend([int(row["repeats"])] * int(row["n_men"]))
    data = np.array(list(columns.values())).T
    fit = fit_discrete_laplace(data, tuple(columns), n_clusters=1, rng=np.random.default_rng(1))
    assert fit.log_likelihood == approx(-2526.09433074978, abs=1e-6)
    assert fit.bic == approx(5202.64747986102, abs=1e-6)
    theirs = oracle_model(1)
    assert fit.model.loci == theirs.loci
    assert fit.model.centres.tolist() == theirs.centres.tolist()
    assert fit.model.p == approx(theirs.p, rel=1e-4)


def test_no_general_optimiser_climbs_above_a_fit():
    data = simulate(150, seed=3)
    fit = fit_discrete_laplace(data, LOCI, n_clusters=3, rng=np.random.default_rng(2))
    centres, n_clusters, n_loci = fit.model.centres.tolist(), 3, len(LOCI)
    slow = naive.laplace_log_likelihood(centres, fit.model.weights.tolist(), fit.model.p.tolist(), data.tolist())
    assert fit.log_likelihood == approx(slow, abs=1e-6)

    def loss(values):
        weights = np.exp(values[:n_clusters]) / np.exp(values[:n_clusters]).sum()
        log_p = values[n_clusters : 2 * n_clusters, None] + values[2 * n_clusters :]
        if (log_p >= 0).any():
            return 1e9
        return -naive.laplace_log_likelihood(centres, weights.tolist(), np.exp(log_p).tolist(), data.tolist())

    log_p = np.log(fit.model.p)
    start = np.concatenate([np.log(fit.model.weights), log_p[:, 0], log_p[0] - log_p[0, 0]])
    assert len(start) == 2 * n_clusters + n_loci
    best = minimize(loss, start, method="L-BFGS-B", options={"maxiter": 20})
    assert -best.fun - fit.log_likelihood < 1e-3


def test_a_fitted_spread_is_one_factor_for_the_cluster_and_one_for_the_locus():
    log_p = np.log(fit_discrete_laplace(simulate(200, 5), LOCI, n_clusters=3, rng=np.random.default_rng(1)).model.p)
    assert log_p - log_p[:1] - log_p[:, :1] + log_p[0, 0] == approx(np.zeros(log_p.shape), abs=1e-9)


def test_the_lowest_bic_finds_the_number_of_far_lineages():
    fits = choose_discrete_laplace(
        simulate(200, 11), LOCI, n_clusters=range(1, 5), rng=np.random.default_rng(4), n_starts=4
    )
    assert len(fits[0].model.weights) == 3
    assert sorted(fits[0].model.centres.tolist()) == [[12, 27, 13, 11], [14, 24, 11, 13], [16, 21, 10, 15]]
    assert [fit.bic for fit in fits] == sorted(fit.bic for fit in fits)


def test_the_same_seed_gives_the_same_fit():
    one, other = (
        fit_discrete_laplace(simulate(80, 2), LOCI, n_clusters=2, rng=np.random.default_rng(9)) for _ in range(2)
    )
    assert one.log_likelihood == other.log_likelihood
    assert one.model.p.tolist() == other.model.p.tolist()


def test_adding_repeats_to_a_locus_moves_the_centre_and_nothing_else():
    data = simulate(120, 8)
    here = fit_discrete_laplace(data, LOCI, n_clusters=3, rng=np.random.default_rng(3))
    there = fit_discrete_laplace(data + np.array([5, 0, 0, 0]), LOCI, n_clusters=3, rng=np.random.default_rng(3))
    assert there.log_likelihood == approx(here.log_likelihood, abs=1e-6)
    assert (there.model.centres - here.model.centres).tolist() == [[5, 0, 0, 0]] * 3


def test_a_locus_where_everybody_agrees_keeps_some_spread():
    data = simulate(100, 6)
    data[:, 2] = 10
    fit = fit_discrete_laplace(data, LOCI, n_clusters=2, rng=np.random.default_rng(1))
    assert (fit.model.p[:, 2] > 0).all()
    assert math.isfinite(fit.log_likelihood)


@pytest.mark.parametrize("n_clusters", [0, 9])
def test_a_fit_refuses_a_number_of_clusters_the_data_cannot_hold(n_clusters):
    with pytest.raises(InvalidInput):
        fit_discrete_laplace(
            np.array([[10], [11], [12]]), ("DYS19",), n_clusters=n_clusters, rng=np.random.default_rng(1)
        )


def test_a_fit_refuses_what_is_no_database():
    for data in (np.array([10, 11]), np.array([[10.5], [11.0]]), np.array([[10]]), np.array([[10, 11], [10, 11]])):
        with pytest.raises(InvalidInput):
            fit_discrete_laplace(data, ("DYS19",), n_clusters=1, rng=np.random.default_rng(1))
    with pytest.raises(InvalidInput):
        choose_discrete_laplace(np.array([[1], [2]]), ("DYS19",), n_clusters=(), rng=np.random.default_rng(1))


# ── paternal line ──

rates = st.floats(0.0, 0.2)


def test_two_meioses_return_stay_or_go_two_steps():
    r = 0.01
    assert walk_steps(2, r)[2:7] == approx(
        [(r / 2) ** 2, r * (1 - r), (1 - r) ** 2 + r**2 / 2, r * (1 - r), (r / 2) ** 2]
    )


@unhurried
@given(st.integers(0, 12), rates, st.floats(0.0, 1.0))
def test_chances_of_a_walk_sum_to_one_and_are_alike_up_and_down(n_meioses, rate, share):
    chances = walk_steps(n_meioses, rate, two_step_share=share)
    assert chances.sum() == approx(1.0)
    assert chances == approx(chances[::-1])


@unhurried
@given(st.integers(0, 5), rates, st.integers(-11, 11), st.sampled_from([0.0, 0.1]))
def test_walks_agree_with_the_slow_twin(n_meioses, rate, change, share):
    chance = compare_patriline(
        alleles({"DYS19": 20 + change}),
        alleles({"DYS19": 20}),
        n_meioses=n_meioses,
        rates={"DYS19": rate},
        two_step_share=share,
    )["DYS19"]
    assert chance == approx(naive.walk_chance(n_meioses, rate, change, share), rel=1e-12, abs=1e-300)


@pytest.mark.parametrize("case", ["1", "2", "3", "4"])
def test_patriline_weights_agree_with_the_oracle(case):
    rows = [row for row in oracle("patriline.csv") if row["case"] == case]
    found, sought = ({row["locus"]: (row[side],) for row in rows} for side in ("found", "sought"))
    setting = {
        "n_meioses": int(rows[0]["n_meioses"]),
        "rates": {row["locus"]: float(row["rate"]) for row in rows},
    }
    chances = compare_patriline(found, sought, **setting)
    assert chances == approx({row["locus"]: float(row["chance"]) for row in rows}, rel=1e-9)
    weight = weigh_patriline(found, sought, **setting, frequency=float(rows[0]["frequency"]))
    assert weight.log10_lr == approx(float(rows[0]["log10_lr"]), rel=1e-9)


haplotypes = st.lists(st.one_of(st.none(), st.integers(9, 12)), min_size=4, max_size=4).map(
    lambda row: {locus: None if value is None else (str(value),) for locus, value in zip(LOCI, row, strict=True)}
)


@unhurried
@given(haplotypes, haplotypes, st.integers(0, 6), st.permutations(LOCI))
def test_loci_in_any_order_and_men_in_any_order_weigh_the_same(found, sought, n_meioses, order):
    setting = {"n_meioses": n_meioses, "rates": dict.fromkeys(LOCI, 0.004), "frequency": 0.01}
    here = weigh_patriline(found, sought, **setting).log10_lr
    assert weigh_patriline({locus: found[locus] for locus in order}, sought, **setting).log10_lr == approx(here)
    assert weigh_patriline(sought, found, **setting).log10_lr == approx(here)


@unhurried
@given(haplotypes, haplotypes, st.sampled_from(LOCI))
def test_a_missing_locus_weighs_nothing(found, sought, locus):
    setting = {"n_meioses": 2, "rates": dict.fromkeys(LOCI, 0.004), "frequency": 0.01}
    without = {name: value for name, value in found.items() if name != locus}
    here = weigh_patriline(found | {locus: None}, sought, **setting)
    assert here == weigh_patriline(without, sought, **setting)
    assert here == weigh_patriline(found, sought | {locus: None}, **setting)


def test_men_without_a_common_locus_weigh_nothing():
    found, sought = alleles({"DYS19": 14}), alleles({"DYS390": 24})
    assert weigh_patriline(found, sought, n_meioses=1, rates={}, frequency=0.5).log10_lr == 0.0


def test_the_same_haplotype_of_the_same_man_weighs_one_over_its_frequency():
    man = alleles({"DYS19": 14, "DYS390": 24})
    weight = weigh_patriline(man, man, n_meioses=0, rates={"DYS19": 0.002, "DYS390": 0.003}, frequency=0.001)
    assert weight.log10_lr == approx(3.0)


def test_whole_steps_never_reach_a_micro_variant():
    setting = {"n_meioses": 4, "rates": {"DYS458": 0.006}, "frequency": 0.01}
    weight = weigh_patriline({"DYS458": ("17.2",)}, {"DYS458": ("17",)}, **setting)
    assert weight.log10_lr == -math.inf
    assert "DYS458" in weight.because


def test_micro_variants_a_whole_repeat_apart_are_one_step_apart():
    chances = compare_patriline({"DYS458": ("16.2",)}, {"DYS458": ("17.2",)}, n_meioses=1, rates={"DYS458": 0.006})
    assert chances["DYS458"] == approx(0.003)


def test_two_steps_in_one_meiosis_are_possible_if_the_model_allows_them():
    found, sought = alleles({"DYS19": 16}), alleles({"DYS19": 14})
    setting = {"n_meioses": 1, "rates": {"DYS19": 0.002}, "frequency": 0.01}
    assert weigh_patriline(found, sought, **setting).log10_lr == -math.inf
    allowed = weigh_patriline(found, sought, **setting, two_step_share=0.04)
    assert allowed.log10_lr == approx(math.log10(0.002 * 0.04 / 2 / 0.01))


def test_copies_of_a_double_locus_walk_each_on_its_own_in_any_order():
    r = 0.01
    chances = compare_patriline({"DYS385": ("15", "11")}, {"DYS385": ("11", "14")}, n_meioses=1, rates={"DYS385": r})
    assert chances["DYS385"] == approx((1 - r) * r / 2)


def test_a_double_locus_with_near_copies_counts_both_ways_of_getting_there():
    r = 0.01
    chances = compare_patriline({"DYS385": ("11", "12")}, {"DYS385": ("11", "12")}, n_meioses=1, rates={"DYS385": r})
    assert chances["DYS385"] == approx((1 - r) ** 2 + (r / 2) ** 2)


def test_one_value_at_a_double_locus_is_read_as_both_copies_alike():
    single, double = ({"DYS385": names} for names in (("14",), ("14", "14")))
    sought = {"DYS385": ("14", "15")}
    setting = {"n_meioses": 2, "rates": {"DYS385": 0.01}}
    assert compare_patriline(single, sought, **setting) == compare_patriline(double, sought, **setting)


@unhurried
@given(st.tuples(st.integers(10, 14), st.integers(10, 14)), st.integers(0, 3), rates)
def test_chances_of_all_pairs_at_a_double_locus_sum_to_one(start, n_meioses, rate):
    sought = {"DYS385": tuple(map(str, start))}
    pairs = itertools.combinations_with_replacement(range(6, 19), 2)
    total = sum(
        compare_patriline({"DYS385": tuple(map(str, pair))}, sought, n_meioses=n_meioses, rates={"DYS385": rate})[
            "DYS385"
        ]
        for pair in pairs
    )
    assert total == approx(1.0)


def test_another_number_of_copies_above_two_is_not_explained_by_steps():
    chances = compare_patriline(
        {"DYF387S1": ("35", "36", "37")}, {"DYF387S1": ("35", "37")}, n_meioses=1, rates={"DYF387S1": 0.01}
    )
    assert chances["DYF387S1"] == 0.0


def test_more_copies_than_supported_are_refused_by_name():
    many = {"DYF387S1": ("34", "35", "36", "37", "38")}
    with pytest.raises(Unsupported, match="DYF387S1"):
        compare_patriline(many, many, n_meioses=1, rates={"DYF387S1": 0.01})


@pytest.mark.parametrize(
    "change", [{"frequency": 0.0}, {"frequency": 1.5}, {"n_meioses": -1}, {"rates": {}}, {"rates": {"DYS19": 2.0}}]
)
def test_settings_that_cannot_be_meant_are_refused(change):
    setting = {"n_meioses": 1, "rates": {"DYS19": 0.002}, "frequency": 0.01} | change
    with pytest.raises(InvalidInput):
        weigh_patriline(alleles({"DYS19": 14}), alleles({"DYS19": 14}), **setting)


@pytest.mark.parametrize("name", ["OL", "14.25", "", "NaN"])
def test_an_allele_that_is_no_repeat_number_is_refused_by_locus(name):
    with pytest.raises(InvalidInput, match="DYS19"):
        compare_patriline({"DYS19": (name,)}, {"DYS19": ("14",)}, n_meioses=1, rates={"DYS19": 0.002})


# ── maternal line ──

CONTROL_REGION = ((16024, 576),)
HV1 = ((16024, 16365),)
HV2 = ((73, 340),)


def compare(found, sought, ranges=CONTROL_REGION, **setting):
    return compare_mitotypes(Mitotype(ranges, tuple(found)), Mitotype(ranges, tuple(sought)), **setting)


def test_the_same_variants_in_any_order_and_spelling_differ_nowhere():
    comparison = compare(["263G", "A73G", "523DEL", "524-"], ["73G", "524del", "A263G", "523-"])
    assert comparison.differences == ()
    assert comparison.n_positions == (16569 - 16024 + 1) + 576


def test_only_positions_sequenced_in_both_count():
    found = Mitotype(HV1, ("16126C",))
    sought = Mitotype((*HV1, *HV2), ("16126C", "263G"))
    assert compare_mitotypes(found, sought) == MitotypeComparison((), 342)


def test_nothing_sequenced_in_both_weighs_nothing():
    comparison = compare_mitotypes(Mitotype(HV1, ("16126C",)), Mitotype(HV2, ("263G",)))
    assert weigh_maternal_line(comparison, n_seen=0, n_database=100, expected_differences=0.01).log10_lr == 0.0


def test_each_unlike_base_is_a_difference():
    assert compare(["16126C", "263G"], ["16126C", "152C"]).differences == (
        "152 found as reference, sought C",
        "263 found G, sought as reference",
    )
    assert len(compare(["16183A"], ["16183C"]).differences) == 1


@pytest.mark.parametrize("other", [["16093C"], ["16093T"], []])
def test_two_bases_seen_agree_with_either_and_with_the_reference(other):
    assert compare(["16093Y"], other).differences == ()


def test_two_bases_seen_do_not_agree_with_a_third():
    assert len(compare(["16093Y"], ["16093A"]).differences) == 1


def test_length_of_c_tracts_is_left_out_unless_asked_for():
    found, sought = ["263G", "309.1C", "309.2C", "315.1C", "16193.1C"], ["263G", "315.1C", "309-"]
    assert compare(found, sought).differences == ()
    assert len(compare(found, sought, ignore_length=False).differences) == 2


def test_a_base_that_is_changed_in_a_c_tract_still_counts():
    assert len(compare(["310C"], []).differences) == 1


def test_unlike_bases_inserted_at_one_place_are_a_difference_even_in_a_c_tract():
    assert len(compare(["309.1C"], ["309.1A"]).differences) == 1


def test_neighbouring_deleted_or_inserted_bases_are_one_event():
    assert compare(["523-", "524-"], []).differences == ("523 found none, sought as reference and on",)
    assert len(compare(["524.1A", "524.2C", "524.3A", "524.4C"], []).differences) == 1
    assert len(compare(["523-", "525-"], []).differences) == 2
    assert len(compare(["523-"], ["524-"]).differences) == 2


def test_a_base_there_in_part_agrees_with_and_without_it():
    for other in (["455.1T"], [], ["455.1t"]):
        assert compare(["455.1t"], other).differences == ()


SITES = st.dictionaries(st.tuples(st.integers(295, 330), st.integers(0, 2)), st.sampled_from("ACGT-"), max_size=8).map(
    lambda sites: {site: base for site, base in sites.items() if site[1] == 0 or base != "-"}
)


def write(sites):
    return [f"{position}{f'.{place}' if place else ''}{base}" for (position, place), base in sites.items()]


@unhurried
@given(SITES, SITES, st.booleans())
def test_differences_agree_with_the_slow_twin_and_are_alike_both_ways(found, sought, ignore_length):
    tracts = ((303, 315),) if ignore_length else ()
    sets = [{site: {base} for site, base in sites.items()} for sites in (found, sought)]
    expected = naive.count_differences(*sets, 294, 332, tracts)
    there = compare(write(found), write(sought), HV2, ignore_length=ignore_length)
    back = compare(write(sought), write(found), HV2, ignore_length=ignore_length)
    assert len(there.differences) == len(back.differences) == expected


def test_no_difference_weighs_one_over_the_upper_bound():
    weight = weigh_maternal_line(MitotypeComparison((), 610), n_seen=0, n_database=1000, expected_differences=0.0043)
    assert weight.log10_lr == approx(-math.log10(1 - 0.05 ** (1 / 1000)))


def test_one_difference_is_weighed_by_the_stated_rate_and_called_inconclusive():
    comparison = MitotypeComparison(("152 found C, sought as reference",), 610)
    weight = weigh_maternal_line(comparison, n_seen=3, n_database=1000, expected_differences=0.0043)
    bound = bound_frequency(3, 1000)
    assert weight.log10_lr == approx(math.log10(0.0043 * math.exp(-0.0043) / bound))
    assert "inconclusive" in weight.because
    assert not comparison.is_exclusion_candidate


def test_two_differences_are_an_exclusion_candidate_but_never_impossible():
    comparison = compare(["152C", "263G"], [])
    weight = weigh_maternal_line(comparison, n_seen=0, n_database=1000, expected_differences=0.0043)
    assert comparison.is_exclusion_candidate
    assert weight.log10_lr == approx(math.log10(1 - math.exp(-0.0043) * (1 + 0.0043)), rel=1e-9)
    assert "exclusion candidate" in weight.because


@unhurried
@given(st.integers(0, 20), st.integers(21, 5000), st.floats(1e-9, 0.1))
def test_more_differences_never_speak_more_for_one_maternal_line(n_seen, n_database, expected):
    setting = {"n_seen": n_seen, "n_database": n_database, "expected_differences": expected}
    weights = [weigh_maternal_line(MitotypeComparison(("x",) * n, 610), **setting).log10_lr for n in range(3)]
    assert weights == sorted(weights, reverse=True)
    assert math.isfinite(weights[2])


@pytest.mark.parametrize("text", ["G263", "263", "315.0C", "263X", "0A", "16570A", "523d", "315.1.1C", ""])
def test_a_variant_that_cannot_be_read_is_refused(text):
    with pytest.raises(InvalidInput):
        Mitotype(((1, 16569),), (text,))


def test_a_mitotype_that_contradicts_itself_is_refused():
    with pytest.raises(InvalidCase):
        Mitotype(HV1, ("263G",))
    with pytest.raises(InvalidCase):
        Mitotype(HV2, ("263G", "A263C"))
    with pytest.raises(InvalidInput):
        Mitotype(((0, 340),), ())


def test_a_maternal_line_without_any_allowance_for_mutation_is_refused():
    with pytest.raises(InvalidInput):
        weigh_maternal_line(MitotypeComparison((), 610), n_seen=0, n_database=100, expected_differences=0.0)


@given(st.integers(1, 16569), st.integers(1, 16569))
def test_a_range_past_the_origin_covers_what_the_direct_one_leaves(first, last):
    assume(first > last + 1)
    over = Mitotype(((first, last),), ())
    under = Mitotype(((last + 1, first - 1),), ())
    whole = Mitotype(((1, 16569),), ())
    counts = [compare_mitotypes(one, whole).n_positions for one in (over, under)]
    assert sum(counts) == 16569
    assert compare_mitotypes(over, under).n_positions == 0


def test_discrete_laplace_refuses_a_count_of_repeats_beyond_any_allele():
    with pytest.raises(InvalidInput, match="centres"):
        DiscreteLaplace(("DYS1",), [[10**30]], np.array([1.0]), np.array([[0.2]]))
