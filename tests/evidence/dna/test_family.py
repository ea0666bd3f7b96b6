import pytest

from homeward.errors import InvalidCase
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.pedigree import Pedigree, Person, nuclear

TREE = nuclear("father", "mother", ("son", "M"), ("daughter", "F"))
TYPED = {"L": ("8", "9")}


def test_donors_are_those_with_a_profile_in_the_order_of_the_pedigree():
    family = Family("F", TREE, {"daughter": TYPED, "mother": {}, "father": TYPED}, ("son",))
    assert [person.id for person in family.donors] == ["father", "daughter"]


def test_parents_stand_before_children_whatever_the_order_of_listing():
    turned = Pedigree(tuple(Person(p.id, p.father, p.mother, p.sex) for p in reversed(TREE.people)))
    family = Family("F", turned, {"son": TYPED, "father": TYPED})
    assert [person.id for person in family.donors] == ["father", "son"]


@pytest.mark.parametrize(("profiles", "missing"), [({"uncle": TYPED}, ()), ({}, ("uncle",))])
def test_somebody_outside_the_pedigree_is_refused(profiles, missing):
    with pytest.raises(InvalidCase, match="person uncle is not in the pedigree"):
        Family("F", TREE, profiles, missing)


def test_a_missing_person_with_a_profile_of_their_own_is_compared_directly_instead():
    with pytest.raises(InvalidCase, match="son is missing and has a profile"):
        Family("F", TREE, {"son": TYPED}, ("son",))
    assert Family("F", TREE, {"son": {}}, ("son",)).donors == ()


def test_a_missing_person_named_twice_is_refused():
    with pytest.raises(InvalidCase, match="named twice"):
        Family("F", TREE, {}, ("son", "son"))


def test_a_family_may_have_nobody_typed_and_nobody_missing():
    family = Family("F", TREE)
    assert family.donors == family.missing == ()
    assert family.party is None
