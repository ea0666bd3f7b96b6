from dataclasses import replace
from math import inf, nan

import pytest

from homeward.errors import InvalidInput
from homeward.evidence.weight import Weight
from homeward.review.basis import Basis, Discrepancy, Thresholds, unexplained, unnamed_sources, weaknesses
from tests.review.acts import RECOGNISED, STRONG

IMPOSSIBLE = Weight("Y lineage", -inf, "another father's line")


@pytest.mark.parametrize(
    ("basis", "expected"),
    [
        (RECOGNISED, ("recognition alone",)),
        (Basis(weights=(Weight("effects", 1.2, "ring"),)), ("effects alone",)),
        (Basis(weights=(Weight("claimed identity", 2.6, "name on the bag"),)), ("declared identity alone",)),
        (Basis(unweighed=("recognition", "claimed identity")), ("recognition alone", "declared identity alone")),
        (Basis(unweighed=("DNA profile",)), ("profile without statistics",)),
        (Basis(unweighed=("DNA profile", "recognition")), ("profile without statistics",)),
        (Basis(unweighed=("recognition",), weights=(Weight("kinship", 6.0, "son"),)), ()),
        (Basis(unweighed=("recognition", "teeth")), ()),
        (Basis(weights=(Weight("effects", 1.2, "ring"), Weight("body", -0.2, "taller"))), ("effects alone",)),
        (Basis(), ("basis unknown",)),
        (STRONG, ()),
    ],
)
def test_a_weak_ground_is_weak_alone_and_together_with_other_weak_ones(basis, expected):
    assert weaknesses(basis) == expected


def test_a_discrepancy_stands_until_somebody_explains_it():
    filled = Discrepancy("teeth", "tooth 36 is filled in life and sound on the body")
    assert unexplained(replace(STRONG, discrepancies=(filled,))) == (f"teeth: {filled.says}",)
    explained = replace(filled, explanation="the dentist's card shows 36 and 46 swapped")
    assert unexplained(replace(STRONG, discrepancies=(explained,))) == ()


def test_a_weight_of_minus_infinity_is_a_discrepancy_until_its_own_kind_is_explained():
    basis = replace(STRONG, weights=(IMPOSSIBLE,))
    assert unexplained(basis) == ("Y lineage: another father's line",)
    elsewhere = Discrepancy("teeth", "crown", explanation="lost later")
    assert len(unexplained(replace(basis, discrepancies=(elsewhere,)))) == 1
    own = Discrepancy("Y lineage", "another line", explanation="adopted son")
    assert unexplained(replace(basis, discrepancies=(own,))) == ()


def test_a_basis_says_which_of_its_sources_nobody_named():
    assert unnamed_sources(STRONG) == ()
    bare = replace(STRONG, prior=None, program=None, frequency_table=None, pedigree=None)
    assert unnamed_sources(bare) == (
        "the prior is not stated",
        "the program and its version are not named",
        "the frequency table of the DNA is not named",
        "the pedigree is not named",
    )


def test_a_direct_match_needs_no_pedigree_and_names_alone_no_frequency_table():
    direct = replace(STRONG, weights=(Weight("direct DNA", 9.0, "toothbrush"),), pedigree=None)
    assert unnamed_sources(direct) == ()
    names = replace(STRONG, weights=(Weight("birth_date", 3.0, "the same"),), pedigree=None, frequency_table=None)
    assert unnamed_sources(names) == ()


@pytest.mark.parametrize("posterior", [-0.1, 1.1, nan])
def test_a_posterior_is_a_probability(posterior):
    with pytest.raises(InvalidInput, match="is no probability"):
        Basis(posterior=posterior)


@pytest.mark.parametrize("log10_lr", [inf, nan])
def test_no_weight_makes_a_pair_certain(log10_lr):
    with pytest.raises(InvalidInput, match="is no weight"):
        Basis(weights=(Weight("kinship", log10_lr, "?"),))


@pytest.mark.parametrize("levels", [(0.9, 0.95), (0.99, 0.5), (1.1, 0.9)])
def test_thresholds_rise(levels):
    with pytest.raises(InvalidInput, match="must rise"):
        Thresholds(*levels)
    with pytest.raises(InvalidInput, match="does not exclude"):
        Thresholds(excluded_log10_lr=0.0)
