from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.evidence.dna.pedigree import Pedigree, Person, nuclear, pedigree_from_rows
from homeward.reports.pedigree_layout import BLOCK_GAP, generations, lay_out
from tests.reports.invented import pedigrees

SLACK = 1e-6


def laid(pedigree, width=40.0):
    return lay_out(pedigree, {person.id: width for person in pedigree.people})


@settings(max_examples=60, deadline=None)
@given(pedigrees())
def test_everybody_is_placed_once(pedigree):
    layout = laid(pedigree)
    placed = [node.person for node in layout.nodes if node.person is not None]
    assert sorted(placed) == sorted(person.id for person in pedigree.people)


@settings(max_examples=60, deadline=None)
@given(pedigrees(), st.data())
def test_nobody_and_no_passing_line_stands_on_another(pedigree, data):
    widths = {person.id: data.draw(st.sampled_from([30.0, 50.0, 110.0])) for person in pedigree.people}
    layout = lay_out(pedigree, widths)
    for (one, x), (other, y) in combinations(zip(layout.nodes, layout.x, strict=True), 2):
        if one.row == other.row:
            assert abs(x - y) >= (one.width + other.width) / 2 - SLACK


@settings(max_examples=60, deadline=None)
@given(pedigrees())
def test_children_stand_below_both_parents(pedigree):
    place = laid(pedigree).place
    for person in pedigree.people:
        for parent in (person.father, person.mother):
            if parent is not None:
                assert place[person.id][1] > place[parent][1]


@settings(max_examples=60, deadline=None)
@given(pedigrees())
def test_partners_share_a_row_unless_one_descends_from_the_others_row(pedigree):
    rows = generations(pedigree)
    for twins in pedigree.twins:
        assert len({rows[twin] for twin in twins}) == 1
    assert min(rows.values()) == 0


@settings(max_examples=40, deadline=None)
@given(pedigrees())
def test_everything_lies_inside_the_drawing(pedigree):
    layout = laid(pedigree)
    for node, x in zip(layout.nodes, layout.x, strict=True):
        assert node.width / 2 - SLACK <= x <= layout.width - node.width / 2 + SLACK
        assert 0 <= node.row < layout.n_rows


@settings(max_examples=40, deadline=None)
@given(pedigrees())
def test_lines_lead_from_one_row_to_the_next(pedigree):
    layout = laid(pedigree)
    for descent in layout.descents:
        (row,) = {layout.nodes[n].row for n in descent.sources}
        assert {layout.nodes[n].row for n in descent.targets} == {row + 1}


@settings(max_examples=20, deadline=None)
@given(pedigrees())
def test_the_same_pedigree_is_always_drawn_alike(pedigree):
    assert laid(pedigree) == laid(Pedigree(pedigree.people, pedigree.twins))


def test_children_stand_under_the_middle_of_their_parents():
    place = laid(nuclear("f", "m", ("a", "M"), ("b", "F"), ("c", "F"))).place
    assert place["b"][0] == pytest.approx((place["f"][0] + place["m"][0]) / 2)


def test_fathers_stand_to_the_left_of_mothers_where_nothing_speaks_against_it():
    place = laid(nuclear("f", "m", ("a", "M"), ("b", "F"))).place
    assert place["f"][0] < place["m"][0]


def test_somebody_who_marries_in_stands_beside_the_partner():
    pedigree = nuclear("f", "m", ("s", "M")).add(Person("w", sex="F")).add_child("k", "s", "w", "M")
    place = laid(pedigree).place
    assert place["s"][1] == place["w"][1] == 1
    assert abs(place["s"][0] - place["w"][0]) < 80


def test_an_uncle_and_his_niece_share_a_row():
    rows = [("a", None, None, "M"), ("b", None, None, "F"), ("u", "a", "b", "M"), ("s", "a", "b", "F")]
    rows += [("x", None, None, "M"), ("n", "x", "s", "F"), ("k", "u", "n", "M")]
    place = laid(pedigree_from_rows(rows)).place
    assert place["u"][1] == place["n"][1] == 2


def test_a_father_of_his_daughters_child_stays_above_her():
    rows = [("f", None, None, "M"), ("m", None, None, "F"), ("d", "f", "m", "F"), ("c", "f", "d", "M")]
    place = laid(pedigree_from_rows(rows)).place
    assert place["f"][1] < place["d"][1] < place["c"][1]


def test_unconnected_parts_stand_side_by_side():
    people = nuclear("f", "m", ("c", "M")).people + nuclear("g", "n", ("d", "M")).people
    place = laid(Pedigree(people)).place
    assert max(place[p][0] for p in "fmc") + BLOCK_GAP < min(place[p][0] for p in "gnd")


def test_a_tree_without_loops_is_drawn_without_crossings():
    """The three-generation family of 23 people that is used as an example in the field."""
    rows = [
        (p, None, None, s)
        for p, s in (("1", "M"), ("2", "F"), ("3", "M"), ("4", "F"), ("M1", "F"), ("R5", "F"), ("M6", "F"))
    ]
    rows += [("5", "1", "2", "M"), ("R1", "1", "2", "M")]
    rows += [(p, "3", "4", "M") for p in ("R2", "R3", "R4")] + [("M2", "3", "4", "F")]
    rows += [(p, "5", "M1", "M") for p in ("M3", "M4", "M5")] + [("M7", "M3", "M2", "F")]
    rows += [("R6", "M4", "R5", "M"), ("M8", "M4", "R5", "M"), ("M9", "M4", "R5", "F")]
    rows += [("M10", "M5", "M6", "M"), ("M11", "M5", "M6", "M"), ("M12", "M5", "M6", "F")]
    layout = laid(pedigree_from_rows(rows))
    lines = {}
    for descent in layout.descents:
        source = sum(layout.x[n] for n in descent.sources) / len(descent.sources)
        lines.setdefault(layout.nodes[descent.targets[0]].row, []).extend(
            (source, layout.x[n]) for n in descent.targets
        )
    crossings = sum((a - c) * (b - d) < 0 for some in lines.values() for (a, b), (c, d) in combinations(some, 2))
    assert crossings == 0
    assert all(mating.is_adjacent for mating in layout.matings)
