from typing import Any, NamedTuple

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from homeward.evidence.dna.comparison.panel import Panel
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.pedigree import nuclear
from homeward.evidence.dna.profile import Sample
from homeward.identify import mass
from homeward.identify.candidates import Screening, screen
from homeward.identify.collection import Collection
from homeward.identify.identification import Identification, identify
from homeward.identify.joint.posterior import MAX_STEPS
from homeward.identify.mass import MassIdentification, identify_screened
from homeward.identify.prior import Prior
from homeward.identify.reassociation import sort_into_bodies
from homeward.identify.trials.scenario import Plan, Scenario, invented_markers, simulate_collection

OPEN = Prior("open", listed=0.5)
MARKER = Marker("L", ("7", "8", "9"), np.array([0.05, 0.15, 0.8]))
SON = Family("F", nuclear("father", "mother", ("son", "M")), {"father": {"L": ("7", "8")}}, ("son",))


class Both(NamedTuple):
    """The same question asked of the screened pairs, and of everybody."""

    screening: Screening
    screened: MassIdentification
    whole: Identification

    @property
    def matrix(self) -> np.ndarray:
        matrix = np.zeros(self.whole.posterior.shape)
        matrix[self.screened.found, self.screened.missing] = self.screened.posterior
        return matrix


def collection(seed: int, **plan: Any) -> Scenario:
    shares = {"families": 18, "remains": 12, "women": 0.3, "partial": 0.4, "listed": 0.8} | plan
    return simulate_collection(invented_markers(8), np.random.default_rng(seed), Plan(**shares))


def ask(families: Any, found: Any, markers: Any, least: float, prior: Prior = OPEN) -> Both:
    panel = Panel(tuple(markers))
    bodies = sort_into_bodies(found, panel)
    screening = screen(families, bodies.bodies, panel, least_log10=least)
    screened = identify_screened(families, bodies, panel, screening, prior)
    return Both(screening, screened, identify(Collection(panel, tuple(families), tuple(found)), prior))


def ask_about(scenario: Scenario, least: float, prior: Prior = OPEN) -> Both:
    return ask(scenario.families, scenario.found, scenario.markers, least, prior)


def total(result: MassIdentification) -> np.ndarray:
    listed = np.bincount(result.found, result.posterior, len(result.weak))
    return listed + result.weak + result.nobody


# ── by hand ──


def test_one_pair_gets_its_ratio_over_the_weight_of_nobody():
    # ratio 1 / (2 p7) = 10; one person listed with chance 0.5: w = 1
    both = ask((SON,), (Sample("R", "M", {"L": ("7", "7")}),), (MARKER,), 0.5)
    assert both.screened.posterior.tolist() == pytest.approx([10 / (10 + 1)], rel=1e-4)
    assert both.screened.log10_lr.tolist() == pytest.approx([1.0])
    assert both.screened.nobody.tolist() == pytest.approx([1 / 11], rel=1e-4)


def test_a_pair_below_the_limit_is_somebody_on_the_list_but_nobody_in_particular():
    both = ask((SON,), (Sample("R", "M", {"L": ("7", "7")}),), (MARKER,), 1.5)
    assert not len(both.screened.found)
    assert both.screened.weak.tolist() == pytest.approx([10 / 11], rel=1e-4)
    assert both.screened.nobody.tolist() == pytest.approx([1 / 11], rel=1e-3)


def test_two_people_who_want_one_place_share_it():
    found = tuple(Sample(name, "M", {"L": ("7", "7")}) for name in ("R1", "R2"))
    both = ask((SON,), found, (MARKER,), 0.5)
    # nobody, or either of them: 1 + 10 + 10
    assert both.screened.posterior.tolist() == pytest.approx([10 / 21, 10 / 21], rel=1e-3)


@pytest.mark.parametrize(("families", "found"), [((), ()), ((SON,), ()), ((), (Sample("R"),))])
def test_empty_lists_give_an_empty_answer(families, found):
    result = ask(families, found, (MARKER,), 2.0).screened
    assert not len(result.found)
    assert result.nobody.tolist() == [1.0] * len(found)


def test_where_nobody_can_be_anybody_a_closed_list_leaves_everybody_with_nobody():
    found = (Sample("R", "F", {"L": ("7", "7")}),)
    result = ask((SON,), found, (MARKER,), 2.0, Prior("closed")).screened
    assert result.nobody.tolist() == [1.0]


# ── against the whole sum ──


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([0.1, 0.5, 0.9]))
@example(641, 0.5)  # a dropped pair whose place is taken for certain
def test_with_a_low_limit_the_posterior_is_that_of_the_whole_sum(seed, listed):
    both = ask_about(collection(seed), -3.0, Prior("open", listed=listed))
    within = 0.001 + 2.0 * both.screened.weak.max() + both.whole.dropped.max() + 5.0 * both.screened.max_error
    assert np.abs(both.matrix - both.whole.posterior).max() <= within
    assert np.abs(both.screened.nobody - both.whole.nobody).max() <= within


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([0.0, 1.0, 2.0]))
def test_a_pair_gains_no_more_than_its_rivals_below_the_limit_could_have_claimed(seed, least):
    both = ask_about(collection(seed), least)
    passed_over = np.where(both.matrix > 0.0, 0.0, both.whole.posterior)
    rivals = passed_over.sum(axis=0, keepdims=True)
    assert (both.matrix <= both.whole.posterior + rivals + 0.005).all()


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([0.0, 2.0]), st.sampled_from([0.0, 0.4]))
def test_all_that_a_found_person_may_be_adds_up_to_one(seed, least, parts):
    result = ask_about(collection(seed, parts=parts, dropout=0.05), least).screened
    assert total(result) == pytest.approx(np.ones(len(result.weak)), abs=1e-9)
    assert (result.posterior >= 0.0).all()
    assert (result.weak >= 0.0).all()


@pytest.mark.parametrize("seed", range(4))
def test_nobody_missing_is_two_found_people(seed):
    both = ask_about(collection(seed, remains=25), 0.0)
    assert (both.matrix.sum(axis=0) <= 1.0 + 1e-9).all()


def test_pairs_come_by_found_person_the_most_probable_first():
    result = ask_about(collection(7), -2.0).screened
    rows = list(zip(result.found.tolist(), (-result.posterior).tolist(), strict=True))
    assert rows == sorted(rows)


# ── several missing of one family ──


def brothers() -> Scenario:
    """One family of two missing brothers, both of them found, and a stranger."""
    for seed in range(200):
        scenario = collection(seed, families=1, remains=3, weak_families=0.0, listed=0.67)
        if len(scenario.families[0].missing) == 2:
            return scenario
    raise AssertionError("no family of two brothers was drawn")


def test_two_brothers_missing_are_weighed_together():
    both = ask_about(brothers(), -3.0)
    assert both.whole.posterior.max() > 0.3
    assert both.matrix == pytest.approx(both.whole.posterior, abs=0.003)


def test_a_pair_given_others_only_has_no_ratio_of_its_own():
    both = ask_about(brothers(), 3.0)
    alone = {(i, j) for i, j in zip(both.screening.found.tolist(), both.screening.missing.tolist(), strict=True)}
    pairs = zip(both.screened.found.tolist(), both.screened.missing.tolist(), both.screened.log10_lr, strict=True)
    assert all(((i, j) in alone) == (not np.isnan(value)) for i, j, value in pairs)


def test_a_pair_below_the_limit_is_not_counted_twice_where_a_brother_stands_above_it():
    # F: son and boy are missing, of both parents typed. R1 is above the limit of 4, R2 between 2 and 4.
    names = [f"L{k}" for k in range(6)]
    markers = [Marker(name, MARKER.alleles, MARKER.frequencies) for name in names]
    parents = {person: dict.fromkeys(names, ("7", "8")) for person in ("father", "mother")}
    family = Family("F", nuclear("father", "mother", ("son", "M"), ("boy", "M")), parents, ("son", "boy"))
    found = (
        Sample("R1", "M", dict.fromkeys(names, ("7", "7"))),
        Sample("R2", "M", dict.fromkeys(names[:2], ("7", "8"))),
    )
    both = ask((family,), found, markers, 4.0)
    assert both.screening.found.tolist() == [0, 0]
    listed = 1.0 - both.screened.nobody[1]
    assert listed <= 1.0 - both.whole.nobody[1] + 0.002


# ── parts of bodies ──


def test_parts_of_one_body_get_one_answer_as_in_the_whole_sum():
    scenario = collection(11, parts=0.5, families=8, remains=10)
    both = ask_about(scenario, -3.0)
    of_body = {}
    for k, sample in enumerate(scenario.found):
        of_body.setdefault(scenario.bodies[sample.id], []).append(k)
    assert max(map(len, of_body.values())) > 1
    assert np.abs(both.matrix - both.whole.posterior).max() <= 0.003 + both.whole.dropped.max()


def test_what_a_body_of_two_parts_weighs_below_the_limit_is_not_lost():
    # either part alone is 10 times as probable as the son, together 100 times; thirty people are listed
    names = ["A", "B", "L2", "L3"]
    markers = [Marker(name, MARKER.alleles, MARKER.frequencies) for name in names]
    father = {"father": {"A": ("7", "8"), "B": ("7", "8")}}
    nobody = [Family(f"F{n}", nuclear(f"f{n}", f"m{n}", (f"s{n}", "F")), {}, (f"s{n}",)) for n in range(29)]
    families = (Family("F", nuclear("father", "mother", ("son", "M")), father, ("son",)), *nobody)
    tie = dict.fromkeys(names[2:], ("7", "7"))
    found = tuple(Sample(name, "M", {own: ("7", "7")} | tie, is_part=True) for name, own in (("R1", "A"), ("R2", "B")))
    both = ask(families, found, markers, 2.5)
    assert both.whole.nobody == pytest.approx(
        [10.0**both.whole.log10_w / (100 + 10.0**both.whole.log10_w)] * 2, abs=0.01
    )
    assert both.screened.nobody == pytest.approx(both.whole.nobody, abs=0.02)


def test_a_part_gains_nothing_from_what_it_weighs_alone_once_it_is_part_of_a_body():
    # R1 alone fits a list of 40 fathers; R2, of the same body, fits none of them: together they are nobody's
    names = ["L0", "L1", "L2", "L3", "L4"]
    markers = [Marker(name, MARKER.alleles, MARKER.frequencies) for name in names]
    families = []
    for n in range(40):
        tree = nuclear(f"f{n}", f"m{n}", (f"s{n}", "M"))
        typed = {f"f{n}": {"L0": ("7", "7"), "L1": ("9", "9")}, f"m{n}": {"L0": ("7", "9")}}
        families.append(Family(f"F{n}", tree, typed, (f"s{n}",)))
    sure = dict.fromkeys(names[2:], ("7", "7"))
    found = (
        Sample("R1", "M", {"L0": ("7", "9")} | sure, is_part=True),
        Sample("R2", "M", {"L1": ("7", "7")} | dict.fromkeys(names[2:4], ("7", "7")), is_part=True),
    )
    both = ask(families, found, markers, 2.0)
    assert both.whole.nobody[1] > 0.9
    assert both.screened.nobody == pytest.approx(both.whole.nobody, abs=0.02)


# ── groups too tangled to sum ──


def test_a_tangled_group_drops_its_weakest_pairs_into_the_sum_of_the_weak_and_stays_near():
    scenario = collection(21, families=30, remains=25, partial=0.9, lost_loci=0.6)
    whole = ask_about(scenario, 0.0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mass, "MAX_STEPS", 40)
        tangled = ask_about(scenario, 0.0).screened
    assert MAX_STEPS > 40
    assert total(tangled) == pytest.approx(np.ones(len(tangled.weak)), abs=1e-9)
    matrix = np.zeros_like(whole.matrix)
    matrix[tangled.found, tangled.missing] = tangled.posterior
    sure = whole.matrix > 0.99
    assert sure.any()
    assert (matrix[sure] > 0.98).all()
