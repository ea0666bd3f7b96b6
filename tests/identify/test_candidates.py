from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.errors import UnknownAllele
from homeward.evidence.dna.comparison.panel import Panel
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.mutation import NO_MUTATION, Mutation
from homeward.evidence.dna.pedigree import nuclear
from homeward.evidence.dna.profile import Individual, Sample, as_individual
from homeward.identify import candidates
from homeward.identify._kernels import scan
from homeward.identify.candidates import Screening, screen
from homeward.identify.collection import Collection, compare
from homeward.identify.trials.scenario import Plan, Scenario, invented_markers, simulate_collection
from tests.naive_screening import FITS, Question, questions, weigh_all

LIMITS = (2.0, 0.5, 0.0, -1.0, -3.0)
BOUND = 1e-4  # what a pair that is passed over early may weigh at most
MARKER = Marker("L", ("7", "8", "9"), np.array([0.05, 0.15, 0.8]))
FATHER = Family("F", nuclear("father", "mother", ("son", "M")), {"father": {"L": ("7", "8")}}, ("son",))


@contextmanager
def set_up(**parts: Any) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in parts.items():
            patch.setattr(candidates, name, value)
        yield


def collection(seed: int, n_loci: int = 8, mutation: Mutation | None = None, **plan: Any) -> Scenario:
    shares = {"families": 40, "remains": 30, "women": 0.3, "partial": 0.5} | plan
    return simulate_collection(invented_markers(n_loci, mutation=mutation), np.random.default_rng(seed), Plan(**shares))


def screened(scenario: Scenario, least: float) -> Screening:
    found = [as_individual(sample) for sample in scenario.found]
    return screen(scenario.families, found, Panel(scenario.markers), least_log10=least)


def plain_matrix(scenario: Scenario) -> np.ndarray:
    return compare(Collection(Panel(scenario.markers), scenario.families, scenario.found)).log10_lr


def screen_father(*found: Sample, least: float = 0.0) -> Screening:
    return screen((FATHER,), [as_individual(sample) for sample in found], Panel((MARKER,)), least_log10=least)


def pairs_of(screening: Screening) -> dict[tuple[int, int], float]:
    rows = zip(screening.found.tolist(), screening.missing.tolist(), screening.log10_lr.tolist(), strict=True)
    return {(found, missing): value for found, missing, value in rows}


def assert_same(screening: Screening, matrix: np.ndarray, least: float) -> None:
    """Every pair from the limit on, none lost; the rest in sums that are right within their bound."""
    value, kept = np.where(np.isnan(matrix), -np.inf, matrix), pairs_of(screening)
    for pair in np.ndindex(*value.shape):
        if value[pair] >= least + 1e-9:
            assert kept[pair] == pytest.approx(value[pair], abs=1e-9)
        elif value[pair] < least - 1e-9:
            assert pair not in kept
    below = [sum(10.0**v for j, v in enumerate(row) if (i, j) not in kept) for i, row in enumerate(value)]
    assert (screening.weak >= np.array(below) * (1 - 1e-4) - 1e-12).all()
    assert (screening.weak <= np.array(below) * (1 + 1e-4) + BOUND * value.shape[1] + 1e-12).all()


def assert_equal(one: Screening, other: Screening) -> None:
    assert pairs_of(one) == pytest.approx(pairs_of(other), abs=1e-9)
    assert one.weak == pytest.approx(other.weak, rel=1e-5, abs=1e-9)
    assert (one.n_pairs, one.unusable) == (other.n_pairs, other.unusable)


# ── by hand ──


def test_a_pair_is_kept_with_the_ratio_of_the_hand_formula():
    # the father's 7 comes with 1/2, the mother's from the table: (p7 / 2) / p7^2 = 1 / (2 p7) = 10
    assert pairs_of(screen_father(Sample("R", "M", {"L": ("7", "7")}), least=0.99)) == {(0, 0): pytest.approx(1.0)}


def test_a_pair_below_the_limit_weighs_as_much_in_the_sum_of_the_weak():
    result = screen_father(Sample("R", "M", {"L": ("7", "7")}), least=1.01)
    assert not pairs_of(result)
    assert result.weak[0] == pytest.approx(10.0 + BOUND, rel=1e-5)


def test_remains_of_which_nothing_is_typed_weigh_one_with_everybody():
    assert pairs_of(screen_father(Sample("R", "M"), least=0.0)) == {(0, 0): 0.0}
    assert screen_father(Sample("R", "M"), least=2.0).weak[0] == pytest.approx(1.0 + BOUND)


def test_without_mutation_an_impossible_pair_is_never_kept_and_weighs_at_most_the_bound():
    result = screen_father(Sample("R", "M", {"L": ("9", "9")}), least=-3.0)
    assert not pairs_of(result)
    assert 0.0 <= result.weak[0] <= BOUND


@pytest.mark.parametrize(("sex", "n_pairs"), [("M", 1), ("U", 1), ("F", 0)])
def test_only_people_whose_sexes_can_agree_are_compared(sex, n_pairs):
    result = screen_father(Sample("R", sex, {"L": ("7", "7")}))
    assert (result.n_pairs, len(pairs_of(result))) == (n_pairs, n_pairs)
    assert n_pairs or result.weak[0] == 0.0


def test_two_samples_of_one_person_are_weighed_together():
    both = Individual("R", "M", (Sample("a", "M", {"L": ("7", "7")}, 0.5), Sample("b", "M", {"L": ("8", "8")}, 0.5)))
    result = screen((FATHER,), [both], Panel((MARKER,)), least_log10=0.0)
    # together they show 7/8: from the father 7 and 8 by chance, or 8 and 7; (p8 + p7) / 2 / (2 p7 p8)
    assert pairs_of(result)[0, 0] == pytest.approx(np.log10(0.5 * (0.05 + 0.15) / (2 * 0.05 * 0.15)))


def test_samples_that_one_person_cannot_have_left_are_nobody():
    both = Individual("R", "M", (Sample("a", "M", {"L": ("7", "7")}), Sample("b", "M", {"L": ("9", "9")})))
    result = screen((FATHER,), [both], Panel((MARKER,)), least_log10=-3.0)
    assert not pairs_of(result)
    assert result.weak[0] <= BOUND


def test_a_family_that_contradicts_itself_is_named_and_gets_nobody():
    bad = Family(
        "bad",
        nuclear("pa", "ma", ("girl", "F"), ("boy", "M")),
        {"pa": {"L": ("7", "7")}, "girl": {"L": ("8", "8")}},
        ("boy",),
    )
    found = [as_individual(Sample("R", "M", {"L": ("7", "7")}))]
    result = screen((bad, FATHER), found, Panel((MARKER,)), least_log10=-3.0)
    assert result.unusable == (0,)
    assert set(pairs_of(result)) == {(0, 1)}


def test_an_allele_without_a_frequency_is_refused():
    with pytest.raises(UnknownAllele, match="12"):
        screen_father(Sample("R", "M", {"L": ("7", "12")}))


def test_empty_lists_give_an_empty_answer():
    panel = Panel((MARKER,))
    nobody = screen((FATHER,), [], panel)
    alone = screen((), [as_individual(Sample("R"))], panel)
    without_markers = screen((FATHER,), [as_individual(Sample("R", "M"))], Panel(()), least_log10=2.0)
    assert (len(nobody.found), nobody.n_pairs, len(nobody.weak)) == (0, 0, 0)
    assert (len(alone.found), alone.n_pairs, alone.weak.tolist()) == (0, 0, [0.0])
    assert (len(without_markers.found), without_markers.n_pairs) == (0, 1)


# ── against every pair weighed alone ──


@settings(max_examples=40, deadline=None)
@given(questions(), st.sampled_from(LIMITS))
def test_every_pair_from_the_limit_on_is_found_as_by_hand_and_none_is_lost(question, least):
    seen = {name for person in question.found for sample in person.samples for name in sample.genotypes}
    used = tuple(marker for marker in question.markers if marker.name in seen)
    result = screen(question.families, question.found, Panel(question.markers), least_log10=least)
    matrix = weigh_all(Question(question.families, question.found, used))
    assert_same(result, matrix, least)
    sexes = [family.pedigree.by_id[person].sex for family in question.families for person in family.missing]
    assert result.n_pairs == sum((person.sex, sex) in FITS for person in question.found for sex in sexes)


@pytest.mark.parametrize("mutation", [None, NO_MUTATION], ids=["with mutation", "without"])
@pytest.mark.parametrize("least", [2.0, 0.0, -3.9])
def test_screening_keeps_what_the_plain_matrix_holds(least, mutation):
    scenario = collection(1, mutation=mutation, dropout=0.1)
    assert_same(screened(scenario, least), plain_matrix(scenario), least)


def test_a_limit_below_one_in_a_million_loses_no_pair_either():
    scenario = collection(2, mutation=None)
    matrix = plain_matrix(scenario)
    wanted = {tuple(pair) for pair in np.argwhere(np.nan_to_num(matrix, nan=-np.inf) >= -12.0).tolist()}
    assert set(pairs_of(screened(scenario, -12.0))) == wanted


def test_seventy_people_who_fit_seventy_families_alike_are_all_kept():
    families = [Family(f"F{n}", FATHER.pedigree, FATHER.profiles, FATHER.missing) for n in range(70)]
    found = [as_individual(Sample(f"R{n}", "M", {"L": ("7", "8")})) for n in range(70)]
    result = screen(families, found, Panel((MARKER,)), least_log10=0.0)
    assert len(result.found) == 70 * 70
    assert result.weak == pytest.approx(np.full(70, 70 * BOUND))


# ── nothing depends on how the work is cut ──


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([1, 3, 7]), st.sampled_from([1, 2, 5]))
def test_chunks_and_workers_change_nothing(seed, chunk, workers):
    scenario = collection(seed, n_loci=5, families=15, remains=8)
    with set_up(_CHUNK=chunk, _WORKERS=workers):
        cut = screened(scenario, 1.0)
    assert_equal(cut, screened(scenario, 1.0))


@pytest.mark.parametrize("seed", range(3))
def test_the_loop_compiled_and_in_plain_python_keeps_the_same_pairs(seed):
    scenario = collection(seed, n_loci=7, dropout=0.1)
    with set_up(scan=scan.python):
        plain = screened(scenario, 0.5)
    assert_equal(plain, screened(scenario, 0.5))


def test_the_order_of_the_lists_changes_no_pair():
    scenario = collection(3)
    turned = Scenario(scenario.markers, scenario.families[::-1], scenario.found[::-1], (), {}, {})
    names = [(family.id, person) for family in scenario.families for person in family.missing]
    turned_names = [(family.id, person) for family in turned.families for person in family.missing]
    one = {(i, names[j]): round(v, 9) for (i, j), v in pairs_of(screened(scenario, 0.0)).items()}
    n = len(scenario.found) - 1
    other = {(n - i, turned_names[j]): round(v, 9) for (i, j), v in pairs_of(screened(turned, 0.0)).items()}
    assert one == other


def test_pairs_come_ordered_by_found_then_missing():
    result = screened(collection(4), -2.0)
    assert list(pairs_of(result)) == sorted(pairs_of(result))


def test_progress_counts_every_missing_person_once():
    scenario, ticks = collection(5), []
    found = [as_individual(sample) for sample in scenario.found]
    screen(scenario.families, found, Panel(scenario.markers), tick=ticks.append)
    assert sum(ticks) == sum(len(family.missing) for family in scenario.families)


def test_remains_not_typed_where_a_family_contradicts_itself_get_no_ratio_in_the_plain_matrix_either():
    profiles = {"pa": {"L": ("7", "7"), "M": ("7", "8")}, "girl": {"L": ("8", "8")}}
    bad = Family("bad", nuclear("pa", "ma", ("girl", "F"), ("boy", "M")), profiles, ("boy",))
    panel = Panel((MARKER, Marker("M", MARKER.alleles, MARKER.frequencies)))
    found = (Sample("R1", "M", {"L": ("7", "7"), "M": ("7", "7")}), Sample("R2", "M", {"M": ("7", "7")}))
    result = screen((bad,), [as_individual(sample) for sample in found], panel, least_log10=-3.0)
    matrix = compare(Collection(panel, (bad,), found)).log10_lr
    assert result.unusable == (0,)
    assert set(pairs_of(result)) == {tuple(pair) for pair in np.argwhere(~np.isnan(matrix)).tolist()}
