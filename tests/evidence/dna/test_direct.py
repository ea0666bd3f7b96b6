"""Are two samples of one person?"""

import csv
import dataclasses
import itertools
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.errors import InvalidCase, InvalidInput, UnknownAllele
from homeward.evidence.dna.direct import (
    Conflict,
    compare_directly,
    find_conflicts,
    group_samples,
    weigh_same_person,
)
from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.profile import Sample, parse_genotype
from tests import naive_direct as naive

approx = pytest.approx
ORACLES = Path(__file__).parents[2] / "oracles"
unhurried = settings(deadline=None, max_examples=60)

D1 = Marker("D1", ("8", "9", "9.3", "11"), np.array([0.1, 0.2, 0.3, 0.4]))
D2 = Marker("D2", ("14", "15", "silent"), np.array([0.5, 0.45, 0.05]))
D3 = Marker("D3", ("20", "21", "22"), np.array([0.6, 0.3, 0.1]))
DX = Marker("DX", ("30", "31", "32"), np.array([0.2, 0.3, 0.5]), chromosome="X")
MARKERS = (D1, D2, D3, DX)


def oracle(name):
    with (ORACLES / name).open(encoding="utf-8") as lines:
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def sample(name, sex="U", **genotypes):
    return Sample(name, sex, {marker: parse_genotype(text) for marker, text in genotypes.items() if text})


def weigh(found, sought, marker=D1, *, sex="U", **setting):
    pair = [Sample("found", sex, {marker.name: found}), Sample("sought", sex, {marker.name: sought})]
    return compare_directly(pair, (marker,), **setting).log10_lr[0, 1]


def people(n=5):
    """Lists of samples typed here and there, with errors of their own."""

    def genotype(marker):
        names = [allele for allele in marker.alleles if allele != "silent"]
        return st.one_of(st.none(), st.tuples(st.sampled_from(names), st.sampled_from(names)))

    def build(row):
        sex, pairs, dropout, dropin = row
        genotypes = {marker.name: pair for marker, pair in zip(MARKERS, pairs, strict=True) if pair}
        if sex == "M" and "DX" in genotypes:
            genotypes["DX"] = genotypes["DX"][:1]
        return sex, genotypes, dropout, dropin

    errors = st.sampled_from([0.0, 0.02, 0.3])
    row = st.tuples(st.sampled_from("MFU"), st.tuples(*map(genotype, MARKERS)), errors, errors).map(build)
    return st.lists(row, min_size=2, max_size=n).map(
        lambda rows: tuple(Sample(f"S{i}", *values) for i, values in enumerate(rows))
    )


def same(one, other):
    np.testing.assert_allclose(one, other, rtol=1e-9, atol=1e-9)


# ── exact answers ──


def test_the_same_heterozygote_weighs_one_over_twice_the_product():
    assert weigh(("8", "9"), ("9", "8")) == approx(-math.log10(2 * 0.1 * 0.2))


def test_the_same_homozygote_weighs_one_over_the_square_however_it_is_written():
    for found, sought in itertools.product((("8", "8"), ("8",)), repeat=2):
        assert weigh(found, sought) == approx(-math.log10(0.1**2))


def test_unlike_genotypes_are_impossible_without_dropout():
    for sought in (("8", "9.3"), ("9.3", "11"), ("8", "8")):
        assert weigh(("8", "9"), sought) == -math.inf


@pytest.mark.parametrize(
    ("genotype", "expected"),
    [
        (("8", "8"), lambda t, p, _: (2 * t + (1 - t) * p) * (3 * t + (1 - t) * p)),
        (("8", "9"), lambda t, p, q: 2 * (t + (1 - t) * p) * (t + (1 - t) * q)),
    ],
)
def test_theta_gives_the_match_probabilities_of_the_national_research_council(genotype, expected):
    theta = 0.03
    probability = expected(theta, 0.1, 0.2) / ((1 + theta) * (1 + 2 * theta))
    assert weigh(genotype, genotype, theta=theta) == approx(-math.log10(probability))


def test_one_dropped_allele_has_its_hand_formula():
    p, q, d = 0.1, 0.2, 0.25
    single = (1 - d**2) * p**2 + d * (1 - d) * 2 * p * (1 - p)  # chance to show 8 alone
    both = (1 - d) ** 2 * 2 * p * q
    expected = (1 - d) ** 2 * d * (1 - d) * 2 * p * q / (single * both)
    assert weigh(("8", "9"), ("8",), dropout=d) == approx(math.log10(expected))


def test_dropout_of_one_sample_alone_has_its_hand_formula():
    p, d = 0.1, 0.25
    single = (1 - d**2) * p**2 + d * (1 - d) * 2 * p * (1 - p)
    expected = d * (1 - d) / single
    assert weigh(("8", "9"), ("8",), dropout=(0.0, d)) == approx(math.log10(expected))
    assert weigh(("8", "9"), ("8",), dropout=(d, 0.0)) == -math.inf


def test_drop_in_has_its_hand_formula():
    p, q, c = 0.1, 0.2, 0.05
    both = (1 - c) * 2 * p * q + c * q * p**2 + c * p * q**2  # 8/9 seen: true, or one of the two is spurious
    single = (1 - c) * p**2
    assert weigh(("8", "9"), ("8",), dropin=c) == approx(math.log10(p**2 * (1 - c) * c * q / (both * single)))


def test_a_silent_allele_makes_a_single_seen_allele_more_common():
    assert weigh(("14",), ("14",), D2) == approx(-math.log10(0.5**2 + 2 * 0.5 * 0.05))


def test_a_man_has_one_copy_at_an_x_marker_however_it_is_written():
    for found, sought in itertools.product((("30",), ("30", "30")), repeat=2):
        assert weigh(found, sought, DX, sex="M") == approx(-math.log10(0.2))
    assert weigh(("30", "30"), ("30",), DX, sex="F") == approx(-math.log10(0.2**2))
    assert weigh(("30",), ("30",), DX, sex="M", theta=0.02) == approx(-math.log10(0.02 + 0.98 * 0.2))


@pytest.mark.parametrize(("one", "other"), [("M", "F"), ("M", "U"), ("F", "U"), ("U", "U")])
def test_an_x_marker_weighs_nothing_unless_both_are_known_to_be_of_one_sex(one, other):
    comparison = compare_directly([sample("a", one, DX="30"), sample("b", other, DX="30")], (DX,))
    assert comparison.log10_lr[0, 1] == 0.0
    assert comparison.n_shared[0, 1] == 0


# ── properties ──


@unhurried
@given(people(), st.sampled_from([0.0, 0.02]))
def test_weights_agree_with_the_slow_twin(samples, theta):
    fast = compare_directly(samples, MARKERS, theta=theta)
    for i, j in itertools.combinations(range(len(samples)), 2):
        total, n_shared, n_mismatching = 0.0, 0, 0
        one, other = samples[i], samples[j]
        for marker in MARKERS:
            seen = [set(each.genotypes.get(marker.name, ())) for each in (one, other)]
            if not all(seen) or (marker is DX and (one.sex != other.sex or one.sex == "U")):
                continue
            n_copies = 1 if marker is DX and one.sex == "M" else 2
            table = dict(zip(marker.alleles, marker.frequencies.tolist(), strict=True))
            errors = [(each.dropout, each.dropin) for each in (one, other)]
            total += naive.log10_lr(seen, errors, table, theta, n_copies)
            n_shared += 1
            n_mismatching += seen[0] != seen[1]
        assert fast.log10_lr[i, j] == approx(total, rel=1e-9, abs=1e-9)
        assert fast.n_shared[i, j] == n_shared
        assert fast.n_mismatching[i, j] == n_mismatching


@unhurried
@given(people())
def test_answers_are_alike_both_ways_and_empty_on_the_diagonal(samples):
    comparison = compare_directly(samples, MARKERS)
    for values in (comparison.log10_lr, comparison.n_shared, comparison.n_mismatching):
        np.testing.assert_array_equal(values, values.T)
    assert np.isnan(np.diag(comparison.log10_lr)).all()
    assert not np.diag(comparison.n_shared).any()
    assert not np.diag(comparison.n_mismatching).any()


@unhurried
@given(people(), st.permutations(MARKERS))
def test_the_order_of_loci_never_changes_an_answer(samples, order):
    here, there = compare_directly(samples, MARKERS), compare_directly(samples, order)
    same(here.log10_lr, there.log10_lr)
    np.testing.assert_array_equal(here.n_shared, there.n_shared)


@unhurried
@given(people(), st.data())
def test_the_order_of_samples_moves_rows_and_columns_and_nothing_else(samples, data):
    order = data.draw(st.permutations(range(len(samples))))
    here, there = compare_directly(samples, MARKERS), compare_directly([samples[i] for i in order], MARKERS)
    same(here.log10_lr[np.ix_(order, order)], there.log10_lr)


@unhurried
@given(people(), st.permutations(D1.alleles))
def test_new_names_for_alleles_never_change_a_weight(samples, names):
    name = dict(zip(D1.alleles, names, strict=True))
    marker = Marker("D1", tuple(names), D1.frequencies)
    renamed = [
        dataclasses.replace(each, genotypes={"D1": tuple(name[allele] for allele in each.genotypes.get("D1", ()))})
        for each in samples
    ]
    same(compare_directly(samples, (D1,)).log10_lr, compare_directly(renamed, (marker,)).log10_lr)


@unhurried
@given(people(), st.sampled_from(MARKERS))
def test_an_untyped_locus_weighs_nothing(samples, marker):
    rest = [other for other in MARKERS if other is not marker]
    untyped = [
        dataclasses.replace(each, genotypes={k: v for k, v in each.genotypes.items() if k != marker.name})
        for each in samples
    ]
    without = compare_directly(samples, rest)
    same(compare_directly(untyped, MARKERS).log10_lr, without.log10_lr)
    first_only = compare_directly((samples[0], *untyped[1:]), MARKERS)
    same(first_only.log10_lr, without.log10_lr)


@unhurried
@given(people(), st.floats(0.01, 0.9), st.floats(0.001, 0.09))
def test_more_dropout_never_excludes_a_pair_that_less_dropout_allows(samples, dropout, more):
    rates = (0.0, dropout, dropout + more)
    allowed = [np.isfinite(compare_directly(samples, MARKERS, dropout=d, dropin=0.0).log10_lr) for d in rates]
    assert (allowed[0] <= allowed[1]).all()
    assert (allowed[1] == allowed[2]).all()


@unhurried
@given(st.tuples(st.sampled_from(D1.alleles), st.sampled_from(D1.alleles)), st.data(), st.floats(0.01, 0.9))
def test_two_samples_that_lost_alleles_of_one_person_are_never_excluded(genotype, data, dropout):
    kept = [data.draw(st.sampled_from([genotype, genotype[:1], genotype[1:]])) for _ in range(2)]
    assert math.isfinite(weigh(*kept, dropout=dropout))


@unhurried
@given(people(), st.floats(0.001, 0.5))
def test_with_dropout_and_drop_in_nothing_is_impossible(samples, rate):
    weights = compare_directly(samples, MARKERS, dropout=rate, dropin=rate).log10_lr
    off = ~np.eye(len(samples), dtype=bool)
    assert np.isfinite(weights[off]).all()


def test_more_relatedness_in_the_background_makes_a_match_weaker():
    weights = [weigh(("8", "9"), ("8", "9"), theta=theta) for theta in (0.0, 0.01, 0.03, 0.1)]
    assert weights == sorted(weights, reverse=True)


@pytest.mark.parametrize("setting", [{}, {"dropout": 0.2, "dropin": 0.05}, {"dropout": 0.1, "theta": 0.03}])
def test_the_mean_ratio_of_two_people_is_the_chance_of_what_can_be_seen_of_one(setting):
    seen = [("8",), ("9",), ("9.3",), ("11",), *itertools.combinations(D1.alleles, 2)]
    d, c, theta = (setting.get(name, 0.0) for name in ("dropout", "dropin", "theta"))
    table = dict(zip(D1.alleles, D1.frequencies.tolist(), strict=True))
    genotypes = list(itertools.product(table, repeat=2))
    chance = {
        (one, g): naive.chance_of_seeing(set(one), g, table, d, c) for one, g in itertools.product(seen, genotypes)
    }
    mean = same_total = 0.0
    for one, other in itertools.product(seen, repeat=2):
        both = sum(
            chance[one, g] * chance[other, h] * naive.draw(g + h, table, theta)
            for g, h in itertools.product(genotypes, repeat=2)
        )
        mean += both * 10 ** weigh(one, other, **setting)
        same_total += sum(chance[one, g] * chance[other, g] * naive.draw(g, table, theta) for g in genotypes)
    assert mean == approx(same_total, rel=1e-9)


def test_many_samples_in_several_strips_agree_with_the_pairs_alone():
    rng = np.random.default_rng(5)
    samples = [
        Sample(f"S{i}", genotypes={m.name: tuple(rng.choice(m.alleles[:2], 2).tolist()) for m in (D1, D3)})
        for i in range(150)
    ]
    whole = compare_directly(samples, (D1, D3), dropout=0.1)
    for i, j in ((0, 149), (70, 3), (64, 63), (128, 130)):
        pair = compare_directly((samples[i], samples[j]), (D1, D3), dropout=0.1)
        assert whole.log10_lr[i, j] == approx(pair.log10_lr[0, 1])
        assert whole.n_mismatching[i, j] == pair.n_mismatching[0, 1]
    same(whole.log10_lr, whole.log10_lr.T)


# ── settings and mistakes ──


def test_a_sample_s_own_error_rates_count_unless_others_are_given():
    found, sought = Sample("a", "U", {"D1": ("8", "9")}, dropout=0.1), Sample("b", "U", {"D1": ("8",)}, dropout=0.3)
    own = compare_directly((found, sought), (D1,)).log10_lr[0, 1]
    assert own == approx(weigh(("8", "9"), ("8",), dropout=(0.1, 0.3)))
    assert compare_directly((found, sought), (D1,), dropout=0.0).log10_lr[0, 1] == -math.inf


@pytest.mark.parametrize(
    "setting", [{"dropout": 1.0}, {"dropout": -0.1}, {"dropin": (0.1,)}, {"theta": 1.0}, {"theta": -0.1}]
)
def test_settings_that_cannot_be_meant_are_refused(setting):
    with pytest.raises(InvalidInput):
        weigh(("8", "9"), ("8", "9"), **setting)


def test_an_allele_outside_the_table_is_refused():
    with pytest.raises(UnknownAllele, match=r"D1: allele 13\.2"):
        weigh(("8", "13.2"), ("8", "9"))
    empty = Marker("D1", ("8", "9"), np.array([1.0, 0.0]))
    with pytest.raises(UnknownAllele, match="D1: allele 9"):
        weigh(("8", "9"), ("8", "9"), empty)


def test_more_alleles_than_a_person_has_are_refused():
    with pytest.raises(InvalidCase, match="found"):
        weigh(("8", "9", "11"), ("8", "9"))
    with pytest.raises(InvalidCase, match="one allele"):
        weigh(("30", "31"), ("30",), DX, sex="M")


@pytest.mark.parametrize("n", [0, 1])
def test_too_few_samples_to_compare_give_an_empty_answer(n):
    comparison = compare_directly([sample("only", D1="8/9")] * n, MARKERS)
    assert comparison.log10_lr.shape == (n, n)
    assert group_samples(comparison.log10_lr, threshold_log10=4.0, n_typed=comparison.n_typed) == ((0,),) * n


def test_answers_cannot_be_changed():
    comparison = compare_directly([sample("a", D1="8/9"), sample("b", D1="8/9")], MARKERS)
    for values in (comparison.log10_lr, comparison.n_shared, comparison.n_mismatching, comparison.n_typed):
        with pytest.raises(ValueError, match="read-only"):
            values[0] = 1


def test_a_weight_says_how_many_loci_agree():
    found, sought = sample("bone", D1="8/9", D3="20/21"), sample("brush", D1="8/9", D3="20/22")
    weight = weigh_same_person(found, sought, MARKERS, dropout=0.1, dropin=0.01)
    assert weight.kind == "direct DNA"
    assert weight.because == "the samples show the same alleles at 1 of 2 loci typed in both"
    assert weight.log10_lr == compare_directly((found, sought), MARKERS, dropout=0.1, dropin=0.01).log10_lr[0, 1]


def test_samples_without_a_common_locus_weigh_nothing():
    weight = weigh_same_person(sample("bone", D1="8/9"), sample("brush", D3="20/20"), MARKERS)
    assert weight.log10_lr == 0.0


# ── groups and conflicts ──


def test_samples_linked_through_a_third_are_one_group_led_by_the_fullest():
    log10_lr = np.full((5, 5), -math.inf)
    for i, j in ((4, 1), (1, 3)):
        log10_lr[i, j] = log10_lr[j, i] = 6.0
    assert group_samples(log10_lr, threshold_log10=6.0, n_typed=(9, 9, 9, 12, 12)) == ((0,), (3, 1, 4), (2,))
    assert group_samples(log10_lr, threshold_log10=6.1, n_typed=(9,) * 5) == ((0,), (1,), (2,), (3,), (4,))


@unhurried
@given(st.integers(1, 9), st.data())
def test_groups_agree_with_the_slow_twin(n, data):
    links = data.draw(st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), max_size=8))
    n_typed = data.draw(st.lists(st.integers(0, 3), min_size=n, max_size=n))
    log10_lr = np.full((n, n), np.nan)
    for i, j in links:
        log10_lr[i, j] = log10_lr[j, i] = 5.0
    assert group_samples(log10_lr, threshold_log10=4.0, n_typed=n_typed) == naive.group(n, links, n_typed)


def test_weights_of_another_shape_are_refused():
    with pytest.raises(InvalidInput):
        group_samples(np.zeros((2, 2)), threshold_log10=4.0, n_typed=(1, 2, 3))


def test_three_alleles_in_a_group_are_a_conflict_and_two_are_none():
    group = (sample("a", D1="8/9", D3="20"), sample("b", D1="9/11", D3="20/21"), sample("c", D3="21"))
    assert find_conflicts(group) == (Conflict("D1", ("11", "8", "9"), ("a", "b")),)
    assert find_conflicts(()) == ()


# ── oracle ──


@pytest.fixture(scope="module")
def strict():
    """The oracle's samples, compared without dropout; alleles that do not occur share one frequency."""
    tables = {}
    for row in oracle("direct_match_frequencies.csv"):
        tables.setdefault(row["marker"], {})[row["allele"]] = float(row["frequency"])
    markers = [
        Marker(name, (*table, "other"), np.array([*table.values(), max(0.0, 1 - sum(table.values()))]))
        for name, table in tables.items()
    ]
    samples = [
        sample(row["sample"], **{name: row[name] for name in tables}) for row in oracle("direct_match_samples.csv")
    ]
    return samples, markers, compare_directly(samples, markers)


def test_direct_matches_agree_with_the_oracle(strict):
    _, _, comparison = strict
    place = {name: i for i, name in enumerate(comparison.samples)}
    rows = oracle("direct_match.csv")
    assert len(rows) == 91
    for row in rows:
        pair = place[row["found"]], place[row["sought"]]
        assert comparison.log10_lr[pair] == approx(float(row["log10_lr"]), abs=1e-8)
        assert comparison.n_shared[pair] == int(row["n_shared"])
        assert comparison.n_mismatching[pair] == int(row["n_mismatching"])


def names_of_groups(comparison):
    groups = group_samples(comparison.log10_lr, threshold_log10=4.0, n_typed=comparison.n_typed)
    return [[comparison.samples[i] for i in members] for members in groups]


def test_groups_at_ten_thousand_agree_with_the_oracle(strict):
    # dvir 3.4.2, directMatch with threshold 10000
    expected = "S10 S01 S11, S06 S02 S05, S03, S04, S07, S08 S12, S09, S13, S14"
    assert names_of_groups(strict[2]) == [names.split() for names in expected.split(", ")]


def test_groups_with_dropout_never_join_two_people_of_the_oracle(strict):
    samples, markers, _ = strict
    person = {row["sample"]: row["person"] for row in oracle("direct_match_samples.csv")}
    comparison = compare_directly(samples, markers, dropout=0.05, dropin=0.01)
    by_id = {each.id: each for each in samples}
    for members in names_of_groups(comparison):
        assert len({person[name] for name in members}) == 1
        assert find_conflicts([by_id[name] for name in members]) == ()
