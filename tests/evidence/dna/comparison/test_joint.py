from itertools import permutations, product
from math import inf, log10
from random import Random

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pytest import approx

from homeward.errors import TooLarge
from homeward.evidence.dna.comparison import joint
from homeward.evidence.dna.comparison.joint import NOBODY, FoundSide, add_columns, family_tables, interchangeable
from homeward.evidence.dna.comparison.panel import Panel, sight
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.kinship import Model, log10_likelihood
from homeward.evidence.dna.likelihood.observation import ErrorRates
from homeward.evidence.dna.pedigree import Pedigree, Person, nuclear, pedigree_from_rows
from homeward.evidence.dna.profile import Individual, Sample, as_individual
from tests import naive, naive_joint
from tests.naive_joint import questions

some = settings(deadline=None, max_examples=40)
p, q, r = 0.1, 0.2, 0.3
LOCUS = Marker("L", ("8", "9", "10", "11"), np.array([p, q, r, 1 - p - q - r]))
FEW = ("none", "proportional", "equal", "stepwise")


def side_of(found, markers, conflicts=None):
    people = [s if isinstance(s, Individual) else as_individual(s) for s in found]
    apart = np.eye(len(people), dtype=bool) if conflicts is None else conflicts
    return FoundSide(tuple(s.id for s in people), tuple(s.sex for s in people), sight(Panel(markers), people), apart)


def table_of(family, found, markers=(LOCUS,), floor=-inf, conflicts=None):
    """Rows by who is placed where, in the order of the missing."""
    side = side_of(found, markers, conflicts)
    (table,) = family_tables({0: family}, Panel(markers), side, floor=np.full(len(found), floor))
    names = [*side.ids, None]
    rows = [tuple(names[k] for k in row) for row in table.assignments.tolist()]
    assert len(set(rows)) == len(rows)
    return dict(zip(rows, table.log10_lr.tolist(), strict=True))


def weight(family, placed, markers):
    """Log10 LR of placing people, each pedigree computed as a whole."""
    errors = Model(errors={missing: ErrorRates(s.dropout) for missing, s in placed.items()})
    profiles = family.profiles | {missing: s.genotypes for missing, s in placed.items()}
    total = 0.0
    for marker in markers:
        total += log10_likelihood(family.pedigree, profiles, marker, model=errors)
        total -= log10_likelihood(family.pedigree, family.profiles, marker)
        for missing, s in placed.items():
            stranger = Pedigree((Person(missing, sex=family.pedigree.by_id[missing].sex),))
            total -= log10_likelihood(stranger, {missing: s.genotypes}, marker, model=errors)
    return total


def sample(name, text, sex="M", dropout=0.0):
    return Sample(name, sex, {"L": tuple(text.split("/"))}, dropout)


def family_of(missing, *children, **typed):
    pedigree = nuclear("f", "m", *((child, "M") for child in (*missing, *children) if child not in "fm"))
    return Family("F", pedigree, {k: {"L": tuple(v.split("/"))} for k, v in typed.items()}, tuple(missing))


# ── by hand ──


def test_a_second_brother_is_weighed_beside_the_first():
    # nobody typed: alone each weighs nothing; two brothers 8/8 together (1+p)^2 / (4 p^2)
    rows = table_of(family_of("bc"), [sample("x", "8/8"), sample("y", "8/8")])
    sibs = log10((1 + p) ** 2 / (4 * p * p))
    assert rows[None, None] == rows["x", None] == rows[None, "y"] == 0.0
    assert rows["x", "y"] == rows["y", "x"] == approx(sibs)


def test_father_and_son_are_told_apart_by_their_places():
    # mother 8/8: the son must carry 8; the father then gave the other allele
    rows = table_of(family_of("fs", m="8/8"), [sample("x", "9/10"), sample("y", "8/9")])
    assert rows["x", None] == 0.0
    assert rows[None, "y"] == approx(log10(q / (2 * p * q)))
    assert rows["x", "y"] == approx(log10(0.5 / (2 * p * q)))
    assert ("y", "x") not in rows  # the son of 8/8 carries 8
    assert (None, "x") not in rows


def test_the_first_row_is_nobody_and_weighs_nothing():
    side = side_of([sample("x", "8/8")], (LOCUS,))
    (table,) = family_tables({7: family_of("bcd", m="8/9")}, Panel((LOCUS,)), side, floor=np.full(1, -inf))
    assert table.family == 7
    assert table.missing == ("b", "c", "d")
    assert table.assignments[0].tolist() == [NOBODY] * 3
    assert table.log10_lr[0] == 0.0


# ── against whole pedigrees ──


@some
@given(st.one_of(questions(max_missing=3, max_found=3), questions(x=True, max_missing=3, max_found=3)))
def test_every_row_weighs_as_the_pedigree_with_everybody_in_place(question):
    assume(question.found)
    for family in question.families:
        assume(all(log10_likelihood(family.pedigree, family.profiles, m) > -inf for m in question.markers))
        rows = table_of(family, question.found, question.markers)
        by_id = {s.id: s for s in question.found}
        for row in every_row(family, question.found):
            placed = {m: by_id[name] for m, name in zip(family.missing, row, strict=True) if name}
            assert rows.get(row, -inf) == approx(weight(family, placed, question.markers), abs=1e-9)
        assert rows.keys() <= set(every_row(family, question.found))


def every_row(family, found):
    """All ways to place the found, where sexes allow it."""
    sex = {s.id: s.sex for s in found}
    for row in product((None, *sex), repeat=len(family.missing)):
        placed = [name for name in row if name]
        pairs = [(sex[n], family.pedigree.by_id[m].sex) for m, n in zip(family.missing, row, strict=True) if n]
        if len(set(placed)) == len(placed) and all(a == b or "U" in (a, b) for a, b in pairs):
            yield row


@some
@given(questions(max_missing=3, max_found=3), st.randoms(use_true_random=False))
def test_the_order_of_missing_and_of_found_changes_no_row(question, random):
    assume(question.found)
    for family in question.families:
        found = random.sample(question.found, len(question.found))
        order = random.sample(range(len(family.missing)), len(family.missing))
        turned = Family("F", family.pedigree, family.profiles, tuple(family.missing[k] for k in order))
        one, two = (table_of(f, people, question.markers) for f, people in ((family, question.found), (turned, found)))
        assert two == approx({tuple(row[k] for k in order): value for row, value in one.items()}, abs=1e-9)


def test_families_computed_together_are_as_each_alone():
    random = Random(4)
    markers = tuple(Marker(f"D{k}", LOCUS.alleles, LOCUS.frequencies) for k in range(3))
    families, found = {}, []
    for number in range(5):
        pedigree = nuclear("f", "m", ("b", "M"), ("c", "M"), ("s", "F"))
        drawn = {m.name: naive.drop_genes(pedigree, m, random) for m in markers}
        typed = ("m", "s") if number % 2 else ("m",)
        profiles = {t: {name: d[t] for name, d in drawn.items()} for t in typed}
        families[number] = Family(str(number), pedigree, profiles, ("b", "c"))
        found.append(Sample(str(number), "M", {name: d["b"] for name, d in drawn.items()}))
    side, floor = side_of(found, markers), np.full(len(found), -inf)
    together = family_tables(families, Panel(markers), side, floor=floor)
    assert [table.family for table in together] == list(families)
    for table in together:
        (alone,) = family_tables({table.family: families[table.family]}, Panel(markers), side, floor=floor)
        assert (table.assignments == alone.assignments).all()
        assert table.log10_lr == approx(alone.log10_lr, abs=1e-9)


# ── brothers who differ in nothing ──


def test_brothers_who_differ_in_nothing_are_written_out_in_every_order():
    found = [sample("x", "8/9"), sample("y", "8/10"), sample("z", "9/10")]
    rows = table_of(family_of("bcd", m="8/9"), found)
    assert len(rows) == 1 + 9 + 18 + 6
    for row in rows:
        assert {rows[order] for order in permutations(row)} == {rows[row]}


@pytest.mark.parametrize(
    ("missing", "twins", "groups"),
    [
        ("bcd", (), ((0, 1, 2),)),
        ("bfc", (), ((0, 2),)),  # the father between two sons
        ("be", (), ()),  # a brother and a sister
        ("bg", (), ()),  # g has a child
        ("bh", (), ()),  # a half brother
        ("bc", (("b", "c"),), ()),
        ("fn", (), ()),  # founders
    ],
)
def test_only_people_without_any_difference_stand_for_each_other(missing, twins, groups):
    rows = "f - - M,m - - F,n - - M,w - - F,b f m M,c f m M,d f m M,e f m F,g f m M,k g w M,h n m M".split(",")
    people = pedigree_from_rows([[None if x == "-" else x for x in row.split()] for row in rows]).people
    assert interchangeable(Family("F", Pedigree(people, twins), {}, tuple(missing))) == groups


def test_twins_missing_together_must_show_the_same():
    pedigree = Pedigree(nuclear("f", "m", ("b", "M"), ("c", "M")).people, (("b", "c"),))
    found = [sample("x", "8/9"), sample("y", "8/9"), sample("z", "8/8")]
    rows = table_of(Family("F", pedigree, {"m": {"L": ("8", "9")}}, ("b", "c")), found)
    assert rows["x", "y"] == approx(rows["x", None] - log10(2 * p * q))
    assert ("x", "z") not in rows


# ── limits ──


def test_two_bodies_that_share_a_part_are_never_both_placed():
    conflicts = np.array([[1, 1, 0], [1, 1, 0], [0, 0, 1]], dtype=bool)
    found = [sample("x", "8/9"), sample("x+y", "8/9"), sample("z", "8/9")]
    rows = table_of(family_of("bc", m="8/9"), found, conflicts=conflicts)
    assert not [row for row in rows if {"x", "x+y"} <= set(row)]
    assert ("x", "z") in rows
    assert ("z", "x+y") in rows


def test_unknown_sex_fits_both():
    found = [sample("x", "8/9", "U"), sample("y", "8/9", "F")]
    pedigree = nuclear("f", "m", ("b", "M"), ("e", "F"))
    rows = table_of(Family("F", pedigree, {}, ("b", "e")), found)
    assert set(rows) == {(None, None), ("x", None), (None, "x"), (None, "y"), ("x", "y")}


@settings(deadline=None, max_examples=25)
@given(questions(max_missing=3, max_found=4), st.sampled_from((-2.0, -0.5, 0.0, 0.3)))
def test_a_floor_only_removes_rows(question, floor):
    assume(question.found)
    for family in question.families:
        full = table_of(family, question.found, question.markers)
        fewer = table_of(family, question.found, question.markers, floor)
        assert fewer.keys() <= full.keys()
        assert fewer == approx({row: full[row] for row in fewer}, abs=1e-9)
        alone = [row for row in full if sum(name is not None for name in row) == 1]
        assert all((row in fewer) == (full[row] >= floor) for row in alone if abs(full[row] - floor) > 1e-9)


def two_brothers_of_a_cousin():
    """x alone weighs less than nothing; beside y much."""
    rows = "gf - - M,gm - - F,f gf gm M,m - - F,u gf gm M,w - - F,k u w F,b f m M,c f m M".split(",")
    pedigree = pedigree_from_rows([[None if x == "-" else x for x in row.split()] for row in rows])
    family = Family("F", pedigree, {"k": {"L": ("8", "10")}}, ("b", "c"))
    return family, [sample("x", "9/11"), sample("y", "8/9")]


def test_every_order_of_brothers_counts_towards_the_limit(monkeypatch):
    monkeypatch.setattr(joint, "_MAX_ASSIGNMENTS", 200)
    found = [sample(str(k), "8/9") for k in range(6)]
    assert sum(len(list(permutations(range(6), k))) for k in range(4)) == 157  # of three brothers: 1 + 18 + 90 + 120
    with pytest.raises(TooLarge, match="family F"):
        table_of(family_of("bcd"), found)
    assert len(table_of(family_of("bc"), found)) == 1 + 12 + 30


def test_samples_of_one_body_that_contradict_each_other_fit_nowhere():
    body = Individual("x", "M", (sample("x1", "8/8"), sample("x2", "9/9")))
    sightings = sight(Panel((LOCUS,)), [body, as_individual(sample("y", "8/9"))])
    assert add_columns(np.zeros((2, sightings.width)), sightings).tolist() == [[-inf, 0.0]] * 2


def bodies_of_two(marker, text):
    """Two bodies, each of two samples that lose alleles."""
    sizes = slice(0, 1 if marker.chromosome == "X" else 2)
    genotypes = {"L": (*text.split("/"),)[sizes]}
    return [
        Individual(name, "M", (Sample(f"{name}1", "M", genotypes, 0.1), Sample(f"{name}2", "M", genotypes, 0.2)))
        for name in "xy"
    ]


@pytest.mark.parametrize("last", ["11", "silent"])
@pytest.mark.parametrize("chromosome", ["autosomal", "X"])
@pytest.mark.parametrize("twins", [(), (("b", "c"),)], ids=["brothers", "twins"])
def test_bodies_of_several_samples_are_weighed_beside_each_other_whatever_they_may_hide(last, chromosome, twins):
    marker = Marker("L", ("8", "9", last), np.array([0.2, 0.3, 0.5]), chromosome)
    pedigree = Pedigree(nuclear("f", "m", ("b", "M"), ("c", "M")).people, twins)
    family = Family("F", pedigree, {"m": {"L": ("8", "9")}}, ("b", "c"))
    x, y = bodies_of_two(marker, "8/8")
    placed = naive_joint.weigh(family, {"b": x.samples, "c": y.samples}, [marker])
    alone = naive_joint.weigh(family, {}, [marker])
    strangers = naive_joint.weigh_stranger(x.samples, [marker]) * naive_joint.weigh_stranger(y.samples, [marker])
    assert 10 ** table_of(family, [x, y], (marker,))["x", "y"] == approx(placed / alone / strangers)


def test_what_the_found_show_at_x_says_nothing_where_the_sex_of_the_missing_is_unknown():
    marker = Marker("L", LOCUS.alleles, LOCUS.frequencies, "X")
    pedigree = nuclear("f", "m", ("b", "U"), ("c", "M"))
    family = Family("F", pedigree, {"m": {"L": ("8", "9")}}, ("b", "c"))
    found = [Sample("x", "M", {"L": ("8",)}), Sample("y", "M", {"L": ("9",)})]
    for missing in (("b", "c"), ("c", "b")):
        rows = table_of(Family("F", pedigree, family.profiles, missing), found, (marker,))
        both = rows[("x", "y") if missing == ("b", "c") else ("y", "x")]
        assert both == approx(log10(1 / (2 * q)))


def test_relatives_of_unknown_sex_with_one_x_allele_are_men_beside_others_too():
    # the mother of a man with 8 carries it: half her sons do, and the other half what the table gives
    marker = Marker("L", LOCUS.alleles, LOCUS.frequencies, "X")
    pedigree = nuclear("f", "m", ("b", "M"), ("c", "M"), ("u", "U"))
    family = Family("F", pedigree, {"f": {"L": ("9",)}, "u": {"L": ("8",)}}, ("b", "c"))
    rows = table_of(family, [Sample("x", "M", {"L": ("8",)})], (marker,))
    assert rows["x", None] == rows[None, "x"] == approx(log10((1 + p) / 2 / p))
