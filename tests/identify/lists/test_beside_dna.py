from dataclasses import replace

import numpy as np
import pytest
from pytest import approx

from homeward.errors import TooLarge
from homeward.evidence.dna.comparison.panel import Panel
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.pedigree import Person as Relative
from homeward.evidence.dna.pedigree import nuclear, pedigree_from_rows
from homeward.evidence.dna.profile import Sample
from homeward.identify.collection import Collection
from homeward.identify.lists import beside_dna
from homeward.identify.lists.beside_dna import weigh_beside_dna
from homeward.identify.lists.matching import match_lists
from homeward.records.person import Person

MARKERS = tuple(Marker(f"L{k}", ("7", "8", "9"), np.array([0.01, 0.09, 0.9])) for k in range(6))
PARENTS = nuclear("FA", "MO", ("M1", "M"))
CHILD = pedigree_from_rows([("M1", None, None, "M"), ("W", None, None, "F"), ("KID", "M1", "W", "F")])
ADAM = Person("M1", "Вигадько", "Адам", "Ілліч", "1987-03-14", birth_place="Новотихе")
BROTHER = replace(ADAM, record_id="R1", given_name="Богдан", birth_date="1990-07-02")
SAME = replace(ADAM, record_id="R1")
RARE = {marker.name: ("7", "7") for marker in MARKERS}


def weight(found: Person, sought: Person, *, pedigree=PARENTS, donors=(), sex="U") -> float:
    """What the lists weigh where these donors and the found person show a rare homozygote."""
    family = Family("F", pedigree, dict.fromkeys(donors, RARE), ("M1",))
    collection = Collection(Panel(MARKERS), (family,), (Sample("R1", sex, RARE if donors else {}),))
    matching = match_lists((found,), (sought,), np.random.default_rng(1))
    return float(weigh_beside_dna(collection, matching, (found,), (sought,)).log10_lr[0, 0])


def alone(found: Person, sought: Person) -> float:
    matching = match_lists((found,), (sought,), np.random.default_rng(1))
    assert len(matching.log10_lr) == 1
    return float(matching.log10_lr[0])


def test_without_dna_lists_weigh_what_they_weigh_alone():
    assert weight(SAME, ADAM) == approx(alone(SAME, ADAM))


@pytest.mark.parametrize("donors", [(), ("FA", "MO")])
def test_empty_records_weigh_nothing_whatever_dna_says(donors):
    assert weight(Person("R1"), ADAM, donors=donors) == approx(0.0, abs=1e-12)
    assert weight(SAME, Person("M1"), donors=donors) == approx(0.0, abs=1e-12)


def test_somebody_on_no_list_weighs_nothing():
    assert weight(replace(SAME, record_id="R9"), ADAM) == 0.0


def test_another_given_name_speaks_for_the_brother_whom_dna_fits_as_well():
    assert weight(BROTHER, ADAM, donors=("FA", "MO")) < weight(BROTHER, ADAM) - 0.3


def test_where_dna_leaves_a_brother_possible_the_same_surname_proves_less():
    surname = replace(SAME, given_name=None, birth_date=None)
    assert weight(surname, ADAM, donors=("FA", "MO")) < weight(surname, ADAM) - 0.5


def test_where_a_child_is_typed_a_brother_is_less_possible_than_by_parents():
    surname = replace(SAME, given_name=None, birth_date=None)
    by_child = weight(surname, ADAM, pedigree=CHILD, donors=("KID",))
    assert weight(surname, ADAM, donors=("FA", "MO")) < by_child


def test_lists_are_never_worth_more_than_against_strangers():
    strangers = weight(SAME, ADAM)
    for donors in (("FA",), ("MO",), ("FA", "MO")):
        assert weight(SAME, ADAM, donors=donors) <= strangers + 1e-9


def test_a_sex_that_dna_has_told_counts_once():
    he, his = replace(SAME, sex="m"), replace(ADAM, sex="m")
    assert weight(he, his, sex="M") == approx(weight(SAME, ADAM, sex="M"), abs=1e-9)
    assert weight(he, his, sex="U") > weight(SAME, ADAM, sex="U")


def test_too_many_pairs_are_refused_with_a_sentence(monkeypatch):
    monkeypatch.setattr(beside_dna, "MOST_PAIRS", 0)
    with pytest.raises(TooLarge, match="split the case"):
        weight(SAME, ADAM)


def test_relatives_of_a_family_keep_their_places():
    """Two missing brothers: a column each, told by their own line."""
    pedigree = PARENTS.add(Relative("M2", "FA", "MO", "M"))
    family = Family("F", pedigree, {"FA": RARE, "MO": RARE}, ("M1", "M2"))
    collection = Collection(Panel(MARKERS), (family,), (Sample("R1", "M", RARE),))
    sought = (ADAM, replace(BROTHER, record_id="M2"))
    matching = match_lists((BROTHER,), sought, np.random.default_rng(1))
    adam, bohdan = weigh_beside_dna(collection, matching, (BROTHER,), sought).log10_lr[0]
    assert bohdan > adam + 3.0
