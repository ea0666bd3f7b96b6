import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.errors import InvalidCase, InvalidInput, UnknownAllele
from homeward.evidence.dna.frequency import Marker, RareAlleleRule, add_rare_alleles, complete_markers
from homeward.evidence.dna.mutation import Mutation, Rates

TH01 = Marker("TH01", ("6", "7", "9", "9.3"), np.array([0.2, 0.2, 0.25, 0.35]))


# ── a table ──


def test_a_rounded_table_is_rescaled_to_sum_to_one():
    marker = Marker("L", ("6", "7"), np.array([0.3, 0.7004]))
    assert marker.frequencies == pytest.approx([0.3 / 1.0004, 0.7004 / 1.0004])


def test_a_table_cannot_be_changed_from_outside():
    values = np.array([0.4, 0.6])
    marker = Marker("L", ("6", "7"), values)
    values[0] = 0.9
    assert marker.frequencies.tolist() == [0.4, 0.6]
    with pytest.raises(ValueError, match="read-only"):
        marker.frequencies[0] = 0.9


@pytest.mark.parametrize(
    ("alleles", "values"),
    [
        (("6", "7"), [0.4, 0.5]),
        (("6", "7"), [-0.1, 1.1]),
        (("6", "7"), [float("nan"), 1.0]),
        (("6", "6"), [0.5, 0.5]),
        (("6",), [0.5, 0.5]),
        ((), []),
    ],
)
def test_a_table_that_cannot_be_meant_is_refused(alleles, values):
    with pytest.raises(InvalidCase, match="L"):
        Marker("L", alleles, np.array(values))


def test_a_silent_allele_anywhere_but_last_is_refused():
    with pytest.raises(InvalidCase):
        Marker("L", ("6", "silent", "7"), np.array([0.4, 0.1, 0.5]))


def test_an_allele_outside_the_table_is_named_with_its_marker():
    with pytest.raises(UnknownAllele, match=r"TH01.*13\.2"):
        TH01.index("13.2")


def test_alleles_are_read_as_written_and_never_rounded():
    assert TH01.index("9.3") != TH01.index("9")
    with pytest.raises(UnknownAllele):
        TH01.index("9.2")


def test_switching_mutation_off_keeps_the_table():
    marker = Marker("L", ("6", "7"), np.array([0.4, 0.6]), "X", Mutation("equal", Rates(0.1), Rates(0.1)))
    plain = marker.without_mutation()
    assert plain.matrix("M").tolist() == np.eye(2).tolist()
    assert (plain.alleles, plain.chromosome) == (marker.alleles, "X")
    assert plain.frequencies == pytest.approx(marker.frequencies)


# ── rare alleles ──


def test_a_rare_allele_gets_the_floor_before_the_table_is_rescaled():
    marker, added = add_rare_alleles(TH01, ["8", "6"], RareAlleleRule(minimum=0.001))
    assert added == ("8",)
    assert marker.alleles == ("6", "7", "8", "9", "9.3")
    assert marker.frequencies == pytest.approx(np.array([0.2, 0.2, 0.001, 0.25, 0.35]) / 1.001)


def test_a_floor_from_the_size_of_the_table_counts_allele_copies():
    n_people = 200
    assert RareAlleleRule(size=2 * n_people).floor == pytest.approx(5 / (2 * n_people))
    assert RareAlleleRule(size=2 * n_people, bias="plus one").floor == pytest.approx(1 / (2 * n_people + 1))


@pytest.mark.parametrize(
    "make",
    [{"minimum": 0.0}, {"minimum": -0.1}, {"minimum": None}, {"minimum": 1.5}, {"size": 0}, {"size": 3}],
)
def test_a_rule_that_gives_no_frequency_is_refused(make):
    with pytest.raises(InvalidInput):
        add_rare_alleles(TH01, ["8"], RareAlleleRule(**make))


def test_a_silent_allele_stays_last_when_a_rare_one_is_added():
    marker = Marker("L", ("6", "7", "silent"), np.array([0.4, 0.58, 0.02]))
    assert add_rare_alleles(marker, ["8"], RareAlleleRule())[0].alleles == ("6", "7", "8", "silent")


def test_without_a_rule_an_unknown_allele_stops_the_case():
    with pytest.raises(UnknownAllele):
        add_rare_alleles(TH01, ["8"], None)
    assert add_rare_alleles(TH01, ["6"], None) == (TH01, ())


def test_a_custom_mutation_matrix_cannot_grow():
    mutation = Mutation("custom", Rates(matrix=((1.0, 0.0), (0.0, 1.0))), Rates(matrix=((1.0, 0.0), (0.0, 1.0))))
    marker = Marker("L", ("6", "7"), np.array([0.4, 0.6]), mutation=mutation)
    with pytest.raises(UnknownAllele):
        add_rare_alleles(marker, ["8"], RareAlleleRule())


def test_an_observed_allele_with_frequency_0_counts_as_rare():
    marker = Marker("L", ("6", "7", "8"), np.array([0.4, 0.6, 0.0]))
    assert add_rare_alleles(marker, ["8"], RareAlleleRule())[0].frequencies[2] > 0


def test_every_added_allele_is_told():
    other = Marker("D3S1358", ("15", "16"), np.array([0.5, 0.5]))
    done, notes = complete_markers([TH01, other], [{"TH01": ("5", "10")}, {"D3S1358": ("15", "16")}], RareAlleleRule())
    assert notes == ("TH01: allele 5 added at 0.001", "TH01: allele 10 added at 0.001")
    assert done[0].n_alleles == 6
    assert done[1] is other


@settings(max_examples=60, deadline=None)
@given(st.sets(st.sampled_from(("4", "5", "8", "8.3", "10", "13.2", "OL")), min_size=1), st.randoms())
def test_rare_alleles_may_come_in_any_order(names, random):
    once, added = add_rare_alleles(TH01, names, RareAlleleRule())
    again, _ = add_rare_alleles(TH01, random.sample(sorted(names), len(names)), RareAlleleRule())
    assert once.alleles == again.alleles
    assert set(added) == names
    assert once.frequencies.sum() == pytest.approx(1.0)
    assert [once.frequencies[once.index(a)] for a in TH01.alleles] == pytest.approx(
        TH01.frequencies / (1 + 0.001 * len(names))
    )
