from itertools import product
from math import log10, prod

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.evidence.dna.comparison.panel import Panel
from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.likelihood.observation import ErrorRates
from homeward.evidence.dna.pedigree import nuclear
from homeward.evidence.dna.profile import Sample
from homeward.evidence.dna.simulation import simulate_profiles
from homeward.identify.collection import Collection
from homeward.identify.identification import Identification, identify
from homeward.identify.prior import Prior
from homeward.identify.reassociation import Bodies, components, found_side, partitions, sort_into_bodies
from homeward.identify.trials.scenario import Plan, invented_markers, simulate_collection
from tests import naive

P7 = 0.1
TABLE = ("7", "8", "9"), np.array([P7, 0.3, 0.6])
MARKERS = tuple(Marker(f"L{k}", *TABLE) for k in range(8))
PANEL = Panel(MARKERS)


def part(name: str, *shown: str | None, sex: str = "M", dropout: float = 0.0) -> Sample:
    """A part with a genotype for each marker in turn; None is untyped."""
    genotypes = {f"L{k}": tuple(text.split("/")) for k, text in enumerate(shown) if text}
    return Sample(name, sex, genotypes, dropout, is_part=True)


def weight_of(bodies: Bodies, *names: str) -> float | None:
    """The weight of these parts being one body, without the prior; None where they cannot be."""
    for body, members in zip(bodies.bodies, bodies.members, strict=True):
        if sorted(sample.id for sample in body.samples) == sorted(names):
            return float(bodies.log10_body[bodies.bodies.index(body)]) - (len(members) - 1) * bodies.log10_odds
    return None


def sortings_of(identification: Identification) -> dict[frozenset[tuple[str, ...]], float]:
    """The probability of each way in which parts that no family takes are sorted."""
    result = {}
    for group in identification.groups:
        for slot, shares in zip(group.slots, group.probability, strict=True):
            for option, share in zip(slot.options, shares, strict=True):
                samples = [identification.bodies.bodies[body].samples for body, _ in option.placed]
                result[frozenset(tuple(s.id for s in own) for own in samples)] = share
    return result


def by_hand(
    found: tuple[Sample, ...], markers: tuple[Marker, ...], odds: float
) -> dict[frozenset[tuple[str, ...]], float]:
    """Weigh every sorting: each body's genotype in turn at each marker, and the odds for each further part."""
    weights = {}
    for labels in product(range(len(found)), repeat=len(found)):
        groups = [[s for s, label in zip(found, labels, strict=True) if label == k] for k in sorted(set(labels))]
        key = frozenset(tuple(sample.id for sample in group) for group in groups)
        if key not in weights:
            chance = prod(_chance(group, marker) for group in groups for marker in markers)
            weights[key] = chance * odds ** (len(found) - len(groups))
    total = sum(weights.values())
    return {key: weight / total for key, weight in weights.items() if weight > 0.0}


def _chance(samples: list[Sample], marker: Marker) -> float:
    p, total = marker.frequencies.tolist(), 0.0
    for copies in product(range(marker.n_alleles), repeat=2):
        seen = [(s.genotypes[marker.name], ErrorRates(s.dropout)) for s in samples if marker.name in s.genotypes]
        total += p[copies[0]] * p[copies[1]] * prod(naive.chance_of_seeing(marker, g, copies, e) for g, e in seen)
    return total


# ── two parts, by hand ──


def test_two_parts_with_one_rare_genotype_are_as_probable_as_that_genotype_is_rare():
    # both show 7/7: P(one person) / P(two) = p^2 / p^4, at one locus
    bodies = sort_into_bodies((part("a", "7/7"), part("b", "7/7")), PANEL)
    assert weight_of(bodies, "a", "b") == pytest.approx(log10(1 / P7**2))


def test_two_heterozygous_parts_weigh_one_over_two_p_q():
    bodies = sort_into_bodies((part("a", "7/8"), part("b", "8/7")), PANEL)
    assert weight_of(bodies, "a", "b") == pytest.approx(log10(1 / (2 * P7 * 0.3)))


def test_with_drop_out_a_lost_allele_may_explain_the_difference():
    # a shows 7/8, b shows 7 alone and loses copies with d: b saw 7 of 7/8 with d (1 - d)
    d, p = 0.3, P7
    bodies = sort_into_bodies((part("a", "7/8"), part("b", "7/7", dropout=d)), PANEL, parts_per_person=50.0)
    alone = p * p * (1 - d * d) + 2 * p * (1 - p) * d * (1 - d)
    assert weight_of(bodies, "a", "b") == pytest.approx(log10(d * (1 - d) / alone))


def test_a_locus_that_only_one_part_shows_says_nothing():
    one = sort_into_bodies((part("a", "7/7", "8/8"), part("b", "7/7")), PANEL)
    two = sort_into_bodies((part("a", "7/7"), part("b", "7/7")), PANEL)
    assert weight_of(one, "a", "b") == pytest.approx(weight_of(two, "a", "b"))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (part("a", "7/7", "7/7", "7/7"), part("b", "7/7", "7/7", "8/8")),
        (part("a", "7/7", "7/7"), part("b", "7/7", "7/7", sex="F")),
        (part("a", "7/8", "7/7", "7/7", dropout=0.2), part("b", "8/9", "7/7", "7/7", dropout=0.2)),
    ],
    ids=["other alleles", "other sex", "three alleles"],
)
def test_two_parts_that_contradict_each_other_are_never_one_body(first, second):
    bodies = sort_into_bodies((first, second), PANEL, parts_per_person=1000.0)
    assert weight_of(bodies, "a", "b") is None
    assert sorted(len(body.samples) for body in bodies.bodies) == [1, 1]


def test_remains_that_are_not_marked_as_parts_stay_people_of_their_own():
    whole = [Sample(name, "M", dict.fromkeys([m.name for m in MARKERS], ("7", "7"))) for name in "ab"]
    bodies = sort_into_bodies((*whole, part("c", *["7/7"] * 8)), PANEL)
    assert (bodies.sets, sorted(len(body.samples) for body in bodies.bodies)) == ((), [1, 1, 1])


def test_very_sure_ties_are_merged_and_weak_ones_stay_undecided():
    sure = sort_into_bodies((part("a", *["7/7"] * 8), part("b", *["7/7"] * 8)), PANEL)
    weak = sort_into_bodies((part("a", "7/7", "7/7"), part("b", "7/7", "7/7")), PANEL)
    assert (sure.atoms, sure.sets) == (((0, 1),), ())
    assert (weak.atoms, weak.sets) == (((0,), (1,)), ((0, 1),))


def test_a_body_is_of_the_sex_that_one_of_its_parts_shows():
    bodies = sort_into_bodies((part("a", "7/7", sex="U"), part("b", "7/7", sex="F")), PANEL)
    assert {body.id: body.sex for body in bodies.bodies} == {"a": "U", "b": "F", "a+b": "F"}


def test_two_bodies_that_share_a_part_cannot_both_be_somebody():
    bodies = sort_into_bodies((part("a", "7/7"), part("b", "7/7"), part("c", "7/7")), PANEL)
    side = found_side(bodies, PANEL)
    for i, own in enumerate(bodies.members):
        for j, other in enumerate(bodies.members):
            assert side.conflicts[i, j] == bool(set(own) & set(other))


# ── three and more ──


def test_three_parts_of_one_genotype_weigh_its_rarity_twice():
    bodies = sort_into_bodies(tuple(part(name, "7/7") for name in "abc"), PANEL)
    assert weight_of(bodies, "a", "b", "c") == pytest.approx(2 * log10(1 / P7**2))
    assert len(bodies.bodies) == 7


def test_a_chain_of_three_never_joins_two_ends_that_contradict_each_other():
    # b shows little and fits both a and c; a and c differ
    found = (part("a", "7/7", "7/7", "8/8"), part("b", "7/7", "7/7"), part("c", "7/7", "7/7", "9/9"))
    result = identify(Collection(PANEL, (), found, parts_per_person=3.0), Prior())
    assert all(not {"a", "c"} <= set(own) for sorting in sortings_of(result) for own in sorting)
    assert sum(sortings_of(result).values()) == pytest.approx(1.0)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_the_probability_of_every_sorting_is_that_of_trying_them_all(data):
    n = data.draw(st.integers(2, 4))
    shown = st.lists(st.sampled_from(["7/7", "7/7", "7/8", "7/9", None]), min_size=3, max_size=3)
    found = tuple(part(f"R{k}", *data.draw(shown), dropout=data.draw(st.sampled_from([0.0, 0.2]))) for k in range(n))
    result = identify(Collection(PANEL, (), found, parts_per_person=40.0), Prior())
    expected = by_hand(found, MARKERS[:3], 39.0 / (n - 1))
    if [len(group) for group in result.bodies.sets] == [n]:  # nothing merged before, nobody left out
        got = sortings_of(result)
        assert got == pytest.approx({key: expected.get(key, 0.0) for key in got}, abs=1e-9)
        assert sum(expected.get(key, 0.0) for key in got) == pytest.approx(1.0, abs=1e-9)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_every_sample_is_in_one_atom_and_every_atom_is_a_body_of_its_own_too(seed):
    plan = Plan(families=2, remains=12, parts=0.5, dropout=0.1, partial=0.6)
    scenario = simulate_collection(invented_markers(4), np.random.default_rng(seed), plan)
    bodies = sort_into_bodies(scenario.found, Panel(scenario.markers))
    assert sorted(sample for atom in bodies.atoms for sample in atom) == list(range(12))
    assert {members for members in bodies.members if len(members) == 1} == {(k,) for k in range(len(bodies.atoms))}
    assert all(len(group) <= 6 for group in bodies.sets)
    assert len(set(bodies.members)) == len(bodies.members)


def test_twenty_parts_of_one_rare_genotype_are_cut_into_sets_that_can_be_weighed():
    found = tuple(part(f"R{k}", "7/7", "7/7") for k in range(20))
    bodies = sort_into_bodies(found, PANEL)
    assert max(map(len, bodies.sets), default=0) <= 6
    assert len(bodies.bodies) < 2000


@pytest.mark.parametrize("dropout", [0.0, 0.05])
@pytest.mark.parametrize("seed", range(4))
def test_brothers_and_sisters_are_not_merged(seed, dropout):
    markers = invented_markers(16)
    tree = nuclear("father", "mother", ("one", "M"), ("two", "M"))
    drawn = simulate_profiles(tree, markers, np.random.default_rng(seed), n=1)
    found = []
    for name in ("one", "two"):
        pairs = zip(markers, drawn.of(name)[0].tolist(), strict=True)
        seen = {marker.name: tuple(marker.alleles[place] for place in pair) for marker, pair in pairs}
        found.append(Sample(name, "M", seen, dropout, is_part=True))
    bodies = sort_into_bodies(found, Panel(markers))
    assert bodies.atoms == ((0,), (1,))
    assert bodies.sets == ()


def test_true_parts_of_full_profile_find_each_other_and_strangers_do_not():
    plan = Plan(families=5, remains=30, parts=0.5, partial=0.0)
    scenario = simulate_collection(invented_markers(12), np.random.default_rng(3), plan)
    bodies = sort_into_bodies(scenario.found, Panel(scenario.markers))
    names = [{scenario.bodies[scenario.found[k].id] for k in atom} for atom in bodies.atoms]
    assert all(len(own) == 1 for own in names)
    assert len(names) == len(set(scenario.bodies.values()))


# ── the small tools ──


@pytest.mark.parametrize(("n", "bell"), [(0, 1), (1, 1), (2, 2), (3, 5), (4, 15), (5, 52), (6, 203)])
def test_there_are_as_many_ways_to_sort_as_bell_counted(n, bell):
    found = partitions(tuple(range(n)))
    assert len(found) == len({frozenset(sorting) for sorting in found}) == bell
    assert all(sorted(item for own in sorting for item in own) == list(range(n)) for sorting in found)


@settings(deadline=None)
@given(st.integers(1, 9), st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=12))
def test_connected_sets_are_those_that_links_join(n, links):
    linked = np.zeros((n, n), dtype=bool)
    for one, other in links:
        if one < n and other < n:
            linked[one, other] = True
    label = list(range(n))
    for _ in range(n):
        for one, other in np.argwhere(linked).tolist():
            label[one] = label[other] = min(label[one], label[other])
    expected = sorted(sorted(k for k in range(n) if label[k] == root) for root in set(label))
    assert components(linked) == expected


def test_the_prior_counts_parts_per_person():
    found = tuple(part(f"R{k}", *["7/7", "8/8", "9/9"][k % 3 :]) for k in range(11))
    assert sort_into_bodies(found, PANEL, parts_per_person=3.0).log10_odds == pytest.approx(log10(2 / 10))


def test_parts_of_which_nothing_is_typed_stay_alone():
    bodies = sort_into_bodies((part("a"), part("b"), part("c", "7/7")), PANEL, parts_per_person=1.5)
    assert bodies.sets == ()
