import pytest

from homeward.formats.columns import (
    GenotypeReader,
    find_allele_columns,
    find_columns,
    find_family_columns,
    find_loci,
    read_probability,
    read_sex,
    read_yes,
)
from homeward.formats.reading import Reading, read_text_table


def loci(text, **how):
    found = find_loci(read_text_table(text.encode(), Reading(**how)), Reading(**how), (0,))
    return [(locus.marker.name, locus.places) for locus in found.loci], found


def test_columns_are_found_by_their_headings_in_any_case():
    assert find_columns(("SEX", "Sample Name", "Drop-out")) == {"sex": 0, "id": 1, "dropout": 2}
    assert find_family_columns(("family", "person", "father", "mother")) == {
        "family": 0,
        "person": 1,
        "father": 2,
        "mother": 3,
    }


def test_columns_of_alleles_are_in_the_order_of_their_numbers():
    assert find_allele_columns(("Allele 2", "Allele 10", "Height 1", "Allele 1")) == (3, 0, 1)


@pytest.mark.parametrize(
    "heading",
    [
        "D3S1358 {}",
        "D3S1358.{}",
        "D3S1358_{}",
        "D3S1358-{}",
        "D3S1358 Allele {}",
        "D3S1358 ({})",
        "THO1 {}",
        "CSF {}",
        "Penta E {}",
        "SE33_{}",
    ],
)
def test_two_columns_of_one_allele_are_one_locus(heading):
    found, _ = loci(f"id,{heading.format(1)},{heading.format(2)}\nR,15,16\n")
    assert [places for _, places in found] == [(1, 2)]


def test_loci_whose_names_end_in_numbers_stay_apart():
    found, _ = loci("id,DYS389I,DYS389II,D21S11,D21S2055\nR,13,29,28/29,30/31\n")
    assert [name for name, _ in found] == ["DYS389I", "DYS389II", "D21S11", "D21S2055"]


def test_dys389_1_and_2_are_two_loci():
    found, _ = loci("id,DYS389-1,DYS389-2\nR,13,29\n")
    assert [name for name, _ in found] == ["DYS389I", "DYS389II"]


def test_columns_of_numbers_that_are_no_locus_are_left_alone():
    found, columns = loci("id,visit 1,visit 2,phone_a,phone_b,D3S1358\nR,2,3,5551234,5559876,15/16\n")
    assert [name for name, _ in found] == ["D3S1358"]
    assert columns.others == (1, 2, 3, 4)


def test_equal_cells_are_read_once_but_noted_on_every_row():
    table = read_text_table(b"id,TH01,FGA\nR,6,20/21\nS,6,OL\n")
    reader = GenotypeReader(find_loci(table, Reading(), (0,)), Reading())
    first, second = (reader.read(number, row) for number, row in zip(table.numbers, table.rows, strict=True))
    assert first.genotypes == {"TH01": ("6", "6"), "FGA": ("20", "21")}
    assert second.genotypes == {"TH01": ("6", "6")}
    assert [problem.where for problem in (*first.problems, *second.problems)] == [
        "row 2, TH01",
        "row 3, TH01",
        "row 3, FGA",
    ]
    assert second.n_suspicious == 1


def test_the_same_note_about_several_loci_is_one_problem():
    table = read_text_table(b"id,TH01,FGA,vWA\nR,6,20,16/17\n")
    typing = GenotypeReader(find_loci(table, Reading(), (0,)), Reading()).read(2, table.rows[0])
    assert [problem.where for problem in typing.problems] == ["row 2, TH01", "row 2, FGA"]


@pytest.mark.parametrize("text", ["0", "1", "0.05", ".5", "1e-3", "0,05", "1.0"])
def test_probabilities_are_read(text):
    value, _ = read_probability(text)
    assert value == float(text.replace(",", "."))


@pytest.mark.parametrize("text", ["-0.1", "1.1", "5%", "nan", "1e5", "x", "0.1.2", "१"])
def test_what_is_no_probability_is_said(text):
    assert read_probability(text)[0] == 0.0
    assert read_probability(text)[1]


def test_sexes_and_yes_and_no_are_read():
    assert read_sex("")[1] == read_sex("unknown")[1] == ""
    assert read_yes("No") == (False, "")
    assert read_yes("perhaps")[1]


def test_a_declared_locus_may_have_two_columns_and_an_unknown_one_the_same_heading_twice():
    assert loci("id,L7 1,L7 2\nR,15,16\n", markers=("L7",))[0] == [("L7", (1, 2))]
    assert loci("id,L7,L7\nR,15,16\n")[0] == [("L7", (1, 2))]
    assert loci("id,L7 1,L7 2\nR,15,16\n")[0] == []
