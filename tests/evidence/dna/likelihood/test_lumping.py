import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.evidence.dna import kinship
from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.kinship import Model, log10_likelihood
from homeward.evidence.dna.likelihood.lumping import REST, lump
from homeward.evidence.dna.likelihood.observation import ErrorRates
from homeward.evidence.dna.mutation import Mutation, Rates
from tests import naive

P5 = np.array([0.1, 0.15, 0.2, 0.25, 0.3])
NAMES = ("8", "9", "10", "11", "12")
LUMPABLE = ("none", "equal", "proportional")


def marker_with(model, rate=0.01, **more):
    return Marker("L", NAMES, P5, mutation=Mutation(model, Rates(rate), Rates(rate / 2), **more))


def whole(marker, seen):
    """Keep every allele: what lumping must not change."""
    return lump(marker, marker.alleles)


# ── by hand ──


def test_unseen_alleles_become_one_that_is_as_common_as_all_of_them():
    lumped = lump(marker_with("none"), ["11", "9"])
    assert lumped.marker.alleles == ("9", "11", REST)
    assert lumped.marker.frequencies == pytest.approx([P5[1], P5[3], P5[0] + P5[2] + P5[4]])


def test_the_equal_model_leaves_the_lump_as_often_as_any_of_its_alleles():
    rate = 0.01
    lumped = lump(marker_with("equal", rate), ["9", "11"])
    assert lumped.male[2] == pytest.approx([rate / 4, rate / 4, 1 - rate / 2])
    assert lumped.male[0] == pytest.approx([1 - rate, rate / 4, 3 * rate / 4])
    assert lumped.female[0] == pytest.approx([1 - rate / 2, rate / 8, 3 * rate / 8])


def test_a_stepwise_table_is_kept_whole():
    assert lump(marker_with("stepwise"), ["8", "9"]).marker.alleles == NAMES


def test_a_silent_allele_is_kept_apart_and_stays_last():
    marker = Marker("L", ("8", "9", "10", "11", "silent"), P5, mutation=Mutation("equal", Rates(0.01), Rates(0.01)))
    lumped = lump(marker, ["9"])
    assert lumped.marker.alleles == ("9", REST, "silent")
    assert lumped.marker.has_silent
    assert lumped.male[2] == pytest.approx([0, 0, 1])
    assert lumped.male[:, 2] == pytest.approx([0, 0, 1])


@pytest.mark.parametrize("seen", [NAMES, NAMES[1:]])
def test_one_unseen_allele_is_no_lump(seen):
    assert lump(marker_with("proportional"), seen).marker.alleles == NAMES


def test_a_family_of_whom_nobody_was_seen_has_one_allele():
    assert lump(marker_with("none"), []).marker.alleles == (REST,)


# ── what always holds ──


@settings(max_examples=60, deadline=None)
@given(naive.markers(n_alleles=4), st.data())
def test_a_lumped_table_sums_to_one_and_keeps_each_seen_allele(marker, data):
    seen = data.draw(st.sets(st.sampled_from(marker.alleles)))
    lumped = lump(marker, seen)
    assert lumped.marker.frequencies.sum() == pytest.approx(1.0)
    for matrix in (lumped.male, lumped.female):
        assert matrix.sum(axis=1) == pytest.approx(np.ones(lumped.marker.n_alleles))
    for allele in seen:
        kept = lumped.marker.frequencies[lumped.marker.index(allele)]
        assert kept == pytest.approx(marker.frequencies[marker.index(allele)])


@settings(max_examples=100, deadline=None)
@given(naive.small_cases(naive.markers(LUMPABLE, n_alleles=4, x=None)), st.sampled_from((0.0, 0.03)), st.data())
def test_lumping_never_changes_a_likelihood(case, theta, data):
    loss = {person: ErrorRates(0.2, 0.02) for person in case.profiles if data.draw(st.integers(0, 3)) == 0}
    model = Model(theta=theta, errors=loss)
    lumped = log10_likelihood(case.pedigree, case.profiles, case.marker, model=model)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kinship, "lump", whole)
        assert log10_likelihood(case.pedigree, case.profiles, case.marker, model=model) == pytest.approx(
            lumped, rel=1e-9
        )


@settings(max_examples=40, deadline=None)
@given(naive.small_cases(naive.markers(LUMPABLE, n_alleles=3, silent=True)))
def test_lumping_beside_a_silent_allele_never_changes_a_likelihood(case):
    lumped = log10_likelihood(case.pedigree, case.profiles, case.marker)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kinship, "lump", whole)
        assert log10_likelihood(case.pedigree, case.profiles, case.marker) == pytest.approx(lumped, rel=1e-9)
