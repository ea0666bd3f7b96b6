import numpy as np
import pytest
from pytest import approx

from homeward.evidence.dna.comparison.panel import Panel
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.kinship import log10_likelihood
from homeward.evidence.dna.mutation import Mutation, Rates
from homeward.evidence.dna.pedigree import Pedigree, nuclear, pedigree_from_rows
from homeward.evidence.dna.profile import Sample
from homeward.identify.collection import Collection, compare
from homeward.identify.relatives import weigh_as_relatives

MARKERS = (
    Marker("L1", ("7", "8", "9"), np.array([0.1, 0.3, 0.6])),
    Marker("L2", ("a", "b"), np.array([0.4, 0.6]), mutation=Mutation("proportional", Rates(0.01), Rates(0.005))),
)
PARENTS = nuclear("FA", "MO", ("SON", "M"))
GRANDPARENT = pedigree_from_rows([("GF", None, None, "M"), ("GM", None, None, "F"), ("SON", "GF", "GM", "M"),
                                  ("WIFE", None, None, "F"), ("KID", "SON", "WIFE", "F")])  # fmt: skip
FOUND = (Sample("R1", "M", {"L1": ("7", "7"), "L2": ("a", "b")}), Sample("R2", "U", {"L1": ("8", "9")}), Sample("R3"))


def weigh(pedigree: Pedigree, profiles: dict[str, dict[str, tuple[str, str]]]):
    collection = Collection(Panel(MARKERS), (Family("F", pedigree, profiles, ("SON",)),), FOUND)
    return 10.0 ** np.nan_to_num(compare(collection).log10_lr), weigh_as_relatives(collection)


def test_where_only_parents_are_typed_a_brother_fits_as_well():
    same, relatives = weigh(PARENTS, {"FA": {"L1": ("7", "8")}, "MO": {"L1": ("7", "9"), "L2": ("a", "b")}})
    assert relatives[:, 0, 0] == approx(same[:, 0])


def test_a_brother_of_somebody_whose_child_is_typed_is_half_as_related():
    """The missing man's child shows 7/8, the found one 7/7: an uncle, 1/2 + 1/4 / p7."""
    marker = MARKERS[0]
    uncle = pedigree_from_rows(
        [*[(p.id, p.father, p.mother, p.sex) for p in GRANDPARENT.people], ("UNCLE", "GF", "GM", "M")]
    )
    child = {"KID": {"L1": ("7", "8")}}
    both = log10_likelihood(uncle, child | {"UNCLE": {"L1": ("7", "7")}}, marker)
    alone = log10_likelihood(uncle, child, marker) + 2.0 * np.log10(0.1)
    only_first = {"L1": ("7", "7")}
    collection = Collection(
        Panel((marker,)), (Family("F", GRANDPARENT, child, ("SON",)),), (Sample("R", "M", only_first),)
    )
    assert np.log10(weigh_as_relatives(collection)[0, 0, 0]) == approx(both - alone)
    assert weigh_as_relatives(collection)[0, 0, 0] == approx(0.5 + 0.25 / 0.1)


def test_a_parent_or_child_is_the_mean_of_the_places_that_are_free():
    """A father typed 7/8: found 7/7 as the mother says nothing, as the child shares through the missing man."""
    marker = MARKERS[0]
    family = Family("F", PARENTS, {"FA": {"L1": ("7", "8")}}, ("SON",))
    collection = Collection(Panel((marker,)), (family,), (Sample("R", "M", {"L1": ("7", "7")}),))
    as_mother, as_child = 1.0, 0.5 + 0.25 / 0.1  # a grandchild shares one allele half of the time
    assert weigh_as_relatives(collection)[0, 0, 1] == approx((as_mother + as_child) / 2.0)


def test_somebody_not_typed_weighs_one_in_every_place():
    _, relatives = weigh(PARENTS, {"FA": {"L1": ("7", "8")}})
    assert relatives[2] == approx(np.ones((1, 2)))


def test_a_family_without_samples_weighs_one_in_every_place():
    _, relatives = weigh(PARENTS, {})
    assert relatives == approx(np.ones((3, 1, 2)))


def test_a_family_impossible_in_itself_says_nothing_of_relatives():
    trio = nuclear("FA", "MO", ("SON", "M"), ("BOY", "M"))
    profiles = {"FA": {"L1": ("7", "7")}, "BOY": {"L1": ("8", "8")}}
    collection = Collection(Panel(MARKERS[:1]), (Family("F", trio, profiles, ("SON",)),), FOUND)
    assert weigh_as_relatives(collection) == approx(np.ones((3, 1, 2)))


@pytest.mark.parametrize("sex", ["M", "F"])
def test_the_missing_persons_sex_does_not_matter_at_autosomal_markers(sex):
    pedigree = nuclear("FA", "MO", ("SON", sex))
    assert weigh(pedigree, {"FA": {"L1": ("7", "8")}})[1] == approx(weigh(PARENTS, {"FA": {"L1": ("7", "8")}})[1])
