import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.errors import InvalidCase
from homeward.evidence.dna.pedigree import Pedigree, Person, nuclear, pedigree_from_rows
from tests import naive

FAMILY = [("father", None, None, "M"), ("mother", None, None, "F"), ("son", "father", "mother", "M")]


# ── what a pedigree holds ──


def test_parents_stand_before_their_children_however_the_rows_came():
    pedigree = pedigree_from_rows(reversed(FAMILY))
    assert [person.id for person in pedigree.people].index("son") == 2


def test_a_parent_of_unknown_sex_is_a_father_or_a_mother():
    pedigree = pedigree_from_rows([("a", None, None, None), ("b", None, None, "U"), ("c", "a", "b", None)])
    assert [pedigree.by_id[person].sex for person in "abc"] == ["M", "F", "U"]


def test_a_child_can_be_added():
    pedigree = nuclear("father", "mother", ("son", "M")).add_child("daughter", "father", "mother", "F")
    assert [child.id for child in pedigree.children_of("mother")] == ["son", "daughter"]
    assert pedigree.children_of("son") == ()


def test_only_people_without_listed_parents_are_founders():
    assert [person.is_founder for person in pedigree_from_rows(FAMILY).people] == [True, True, False]


# ── what is refused ──


@pytest.mark.parametrize(
    ("rows", "because"),
    [
        ([*FAMILY, ("son", "father", "mother", "M")], "listed twice"),
        ([*FAMILY, ("father", None, None, "M")], "listed twice"),
        ([("son", None, None, "M"), *FAMILY], "listed twice"),
        ([*FAMILY, ("girl", "uncle", "mother", "F")], "not listed"),
        ([*FAMILY, ("girl", "father", None, "F")], "one listed parent"),
        ([*FAMILY, ("girl", "mother", "father", "F")], "father"),
        ([*FAMILY, ("girl", "father", "father", "F")], "father"),
        ([("a", "b", "c", "M"), ("b", "a", "c", "M"), ("c", None, None, "F")], "descends from"),
        ([("a", "a", "c", "M"), ("c", None, None, "F")], "descends from"),
        ([("a", None, None, "X")], "sex"),
        ([("", None, None, "M")], "no id"),
        ([("a", None, None)], "entries"),
    ],
)
def test_a_pedigree_that_contradicts_itself_is_refused(rows, because):
    with pytest.raises(InvalidCase, match=because):
        pedigree_from_rows(rows)


def test_nobody_is_a_father_here_and_a_mother_there():
    rows = [("x", None, None, "U"), ("w", None, None, "F"), ("m", None, None, "M"), ("a", "x", "w", "M")]
    with pytest.raises(InvalidCase):
        pedigree_from_rows([*rows, ("b", "m", "x", "M")])


# ── identical twins ──


def twins(*groups, sexes="MMM"):
    children = [(f"c{number}", "father", "mother", sex) for number, sex in enumerate(sexes)]
    return pedigree_from_rows([*FAMILY, *children], groups)


def test_twins_share_parents_and_sex():
    for group in (("c0", "c1"), ("c0", "c1", "c2")):
        assert twins(group).twins == (group,)
    for group in (("c0", "c0"), ("c0",), ("c0", "nobody"), ("c0", "father"), ("father", "mother")):
        with pytest.raises(InvalidCase):
            twins(group)
    with pytest.raises(InvalidCase):
        twins(("c0", "c1"), sexes="MF")


def test_a_twin_of_unknown_sex_has_the_sex_of_the_other():
    assert twins(("c0", "c1"), sexes="UF").by_id["c0"].sex == "F"
    assert twins(("c0", "c1"), sexes="MU").by_id["c1"].sex == "M"


def test_nobody_is_in_two_groups_of_twins_unless_the_groups_are_one():
    try:
        pedigree = twins(("c0", "c1"), ("c1", "c2"))
    except InvalidCase:
        return
    assert [set(group) for group in pedigree.twins] == [{"c0", "c1", "c2"}]


# ── what always holds ──


@settings(max_examples=60, deadline=None)
@given(naive.pedigrees(8), st.randoms())
def test_the_order_of_rows_loses_nobody_and_moves_no_child_before_a_parent(pedigree, random):
    people = random.sample(pedigree.people, len(pedigree.people))
    again = Pedigree(tuple(people), pedigree.twins)
    assert set(again.people) == set(pedigree.people)
    place = {person.id: number for number, person in enumerate(again.people)}
    for person in again.people:
        assert all(place[parent] < place[person.id] for parent in (person.father, person.mother) if parent)


@settings(max_examples=30, deadline=None)
@given(naive.pedigrees(8))
def test_children_are_found_from_both_parents(pedigree):
    for person in pedigree.people:
        for parent in (person.father, person.mother):
            assert parent is None or person in pedigree.children_of(parent)


def test_adding_people_leaves_the_old_pedigree_alone():
    old = nuclear("father", "mother", ("son", "M"))
    new = old.add(Person("stranger", sex="F"))
    assert len(old.people) == 3
    assert len(new.people) == 4
