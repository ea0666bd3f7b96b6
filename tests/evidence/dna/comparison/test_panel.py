from math import prod

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest import approx

from homeward.errors import UnknownAllele, Unsupported
from homeward.evidence.dna.comparison.panel import CERTAIN, CONTRADICTION, UNTYPED, Panel, Sighting, sight
from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.likelihood.observation import ErrorRates
from homeward.evidence.dna.mutation import Mutation, Rates
from homeward.evidence.dna.profile import Individual, Sample, as_individual
from tests import naive

A = Marker("A", ("8", "9", "9.3", "10"), np.array([0.1, 0.2, 0.3, 0.4]), mutation=Mutation("equal", Rates(0.01)))
B = Marker("B", ("8", "9", "silent"), np.array([0.5, 0.4, 0.1]))
X = Marker("X", ("8", "9"), np.array([0.5, 0.5]), "X")
PANEL = Panel((A, B, X))


def person(*samples):
    """One body; each sample as its genotypes, or its genotypes and its drop-out."""
    pairs = [sample if isinstance(sample, tuple) else (sample, 0.0) for sample in samples]
    parts = (Sample(str(k), "U", _genotypes(seen), dropout) for k, (seen, dropout) in enumerate(pairs))
    return Individual("?", "U", tuple(parts))


def _genotypes(seen):
    return {name: tuple(text.split("/")) for name, text in (part.split("=") for part in seen.split())}


def only_sighting(*samples):
    """What samples of one body say at marker A."""
    sightings = sight(PANEL, [person(*samples)])
    return CONTRADICTION if sightings.columns[0, 0] < 0 else sightings.flat[sightings.columns[0, 0]]


def test_alleles_are_numbered_by_their_place_in_the_table():
    assert PANEL.encode({"B": ("9", "8"), "A": ("9.3", "10")}) == [(2, 3), (1, 0), (UNTYPED, UNTYPED)]


def test_a_single_allele_is_written_twice():
    assert PANEL.encode({"X": ("9",)})[2] == (1, 1)


def test_an_allele_outside_its_table_is_refused_by_name():
    with pytest.raises(UnknownAllele, match=r"A: allele 11"):
        PANEL.encode({"A": ("11", "8")})


def test_many_profiles_make_one_array():
    codes = PANEL.encode_all([{"A": ("8", "9")}, {}])
    assert codes.shape == (2, 3, 2)
    assert codes[0, 0].tolist() == [0, 1]
    assert (codes[1] == UNTYPED).all()
    assert PANEL.encode_all([]).shape == (0, 3, 2)


def test_without_mutation_nothing_else_changes():
    plain = PANEL.without_mutation().markers
    assert [marker.mutation.model for marker in plain] == ["none"] * 3
    assert [(m.name, m.alleles, m.chromosome) for m in plain] == [
        (m.name, m.alleles, m.chromosome) for m in PANEL.markers
    ]


def test_people_who_show_the_same_share_one_column():
    found = [person("A=8/9 X=8"), person("A=9/8"), person("A=9/9"), person("B=8/8")]
    sightings = sight(PANEL, found)
    assert sightings.columns[0, 0] == sightings.columns[1, 0] != sightings.columns[2, 0]
    assert sightings.columns[3, 0] == 0
    assert sightings.width == 1 + 2 + 1 + 1
    assert sightings.starts == (1, 3, 4)


def test_every_column_leads_back_to_what_was_seen():
    found = [person("A=8/9 X=8"), (person(("A=9/9", 0.1))), person("A=9/9 B=8/9")]
    sightings = sight(PANEL, found)
    assert sightings.flat[0] is None
    assert len(sightings.flat) == sightings.width
    for number, individual in enumerate(found):
        for place, marker in enumerate(PANEL.markers):
            genotype = individual.samples[0].genotypes.get(marker.name)
            seen = sightings.flat[sightings.columns[number, place]]
            if genotype is None:
                assert seen is None
            else:
                assert {marker.alleles[seen.first], marker.alleles[seen.last]} == set(genotype)


def test_one_allele_is_another_sighting_in_a_sample_that_loses_alleles():
    columns = sight(PANEL, [person("A=9/9"), person(("A=9/9", 0.1)), person(("A=9/9", 0.2))]).columns[:, 0]
    assert len(set(columns.tolist())) == 3


def test_two_alleles_are_the_same_sighting_whatever_the_sample_may_lose():
    columns = sight(PANEL, [person("A=8/9"), person(("A=8/9", 0.3))]).columns[:, 0]
    assert columns[0] == columns[1]


@pytest.mark.parametrize(
    ("samples", "together"),
    [
        (("A=8/9", "A=9/8"), Sighting(0, 1)),
        (("A=8/9", "B=8/8"), Sighting(0, 1)),
        (("A=8/9", ("A=8/8", 0.1)), Sighting(0, 1)),  # one copy lost
        ((("A=8/8", 0.1), ("A=9/9", 0.2)), Sighting(0, 1)),  # each lost the other one
        ((("A=8/8", 0.2), ("A=8/8", 0.1)), Sighting(0, 0, (0.1, 0.2))),
        ((("A=8/8", 0.2), "A=8/8"), Sighting(0, 0)),  # where nothing is silent the certain sample says all
        (("A=8/8", "A=8/9"), CONTRADICTION),
        (("A=8/8", ("A=9/9", 0.1)), CONTRADICTION),
        ((("A=8/9", 0.1), ("A=10/10", 0.1)), CONTRADICTION),
    ],
)
def test_samples_of_one_body_say_together_what_all_of_them_allow(samples, together):
    assert only_sighting(*samples) == together
    assert only_sighting(*reversed(samples)) == together


def test_beside_a_certain_sample_the_uncertain_one_still_speaks_of_a_silent_allele():
    sightings = sight(PANEL, [person(("B=8/8", 0.2), "B=8/8"), person("B=8/8", "B=8/8"), person("B=8/8", "A=8/8")])
    seen = [sightings.flat[column] for column in sightings.columns[:, 1].tolist()]
    assert seen == [Sighting(0, 0, (0.0, 0.2)), Sighting(0, 0), Sighting(0, 0)]
    assert seen[0].chances == approx((1 - 0.2**2, 0.0, 1 - 0.2))


def test_two_alleles_hide_nothing():
    assert Sighting(0, 1).chances == CERTAIN == Sighting(0, 0).chances


def test_sightings_stand_in_arrays_as_in_their_list():
    sightings = sight(PANEL, [person("A=9/8"), person(("A=9/9", 0.1)), person("A=10/10")])
    seen, listed = sightings.arrays[0], sightings.by_marker[0]
    assert [tuple(pair) for pair in zip(seen.first, seen.last, strict=True)] == [(s.first, s.last) for s in listed]
    assert seen.chances == approx(np.array([s.chances for s in listed]))
    assert seen.is_uncertain.tolist() == [bool(s.dropouts) for s in listed]
    assert sightings.arrays[1].chances.shape == (0, 3)


@settings(deadline=None)
@given(st.lists(st.sampled_from((0.05, 0.1, 0.4)), min_size=1, max_size=3))
def test_chances_of_a_single_allele_are_those_of_losing_copies_one_by_one(dropouts):
    sighting = Sighting(0, 0, tuple(dropouts))

    def chance(*copies):
        return prod(naive.chance_of_seeing(B, ("8", "8"), copies, ErrorRates(d)) for d in dropouts)

    assert sighting.if_homozygous == approx(chance(0, 0))
    assert sighting.if_heterozygous == approx(chance(0, 1))
    assert sighting.if_single == approx(chance(0, 2))  # the other is silent
    assert sighting.if_single == approx(chance(0))


def test_a_certain_single_allele_is_never_half_of_two():
    assert (Sighting(0, 0).if_homozygous, Sighting(0, 0).if_heterozygous, Sighting(0, 0).if_single) == (1.0, 0.0, 1.0)


def test_drop_in_is_refused_rather_than_ignored():
    with pytest.raises(Unsupported, match="drop-in"):
        sight(PANEL, [as_individual(Sample("bone", dropin=0.01))])


def test_nobody_found_leaves_only_the_untyped_column():
    sightings = sight(PANEL, [])
    assert sightings.columns.shape == (0, 3)
    assert sightings.width == 1
