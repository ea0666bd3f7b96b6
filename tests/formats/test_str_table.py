import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.evidence.dna.profile import Sample
from homeward.formats.reading import Reading
from homeward.formats.str_table import read_samples
from tests.formats.workbooks import workbook

LOCI = ("D3S1358", "vWA", "D16S539", "CSF1PO", "TPOX", "D8S1179", "D21S11", "D18S51", "TH01", "FGA")


def read(text, **options):
    return read_samples(text.encode() if isinstance(text, str) else text, **options)


def says(table):
    return " | ".join(f"{problem.where}: {problem.says} [{problem.kept}]" for problem in table.problems)


def wide(*rows):
    """Write a table of ten loci; each row is an id and what differs from 10/11 at every locus."""
    lines = ["sample,sex,AMEL," + ",".join(LOCI)]
    for id_, sex, amelogenin, other in rows:
        lines.append(",".join([id_, sex, amelogenin, *(other.get(name, "10/11") for name in LOCI)]))
    return "\n".join(lines) + "\n"


def balanced(table):
    return table.n_rows_in == table.n_rows_accepted + table.n_rows_held + table.n_rows_refused


# ── layouts ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        "sample,D3S1358,TH01\nR,15/16,6/9.3\n",
        "sample;D3S1358;TH01\nR;15/16;6/9.3\n",
        "sample,D3S1358 1,D3S1358 2,TH01 1,TH01 2\nR,15,16,6,9.3\n",
        "sample,D3S1358.1,D3S1358.2,TH01.1,TH01.2\nR,15,16,6,9.3\n",
        "sample,D3S1358_a,D3S1358_b,TH01_a,TH01_b\nR,15,16,6,9.3\n",
        "sample,D3S1358_1,D3S1358_2,TH01a,TH01b\nR,15,16,6,9.3\n",
        "sample,D3S1358 Allele 1,D3S1358 Allele 2,TH01 (1),TH01 (2)\nR,15,16,6,9.3\n",
        "sample,D3S1358,D3S1358,TH01,TH01\nR,15,16,6,9.3\n",
        "sample,D3S1358,D3S1358.1,TH01,TH01_2\nR,15,16,6,9.3\n",
        "sample,marker,allele1,allele2\nR,D3S1358,15,16\nR,TH01,6,9.3\n",
        "sample,locus,genotype\nR,D3S1358,15/16\nR,TH01,6/9.3\n",
        "sample,locus,allele\nR,D3S1358,15/16\nR,TH01,6/9.3\n",
        "sample,marker,allele\nR,D3S1358,15\nR,D3S1358,16\nR,TH01,6\nR,TH01,9.3\n",
        "Зразок\tМаркер\tАлель 1\tАлель 2\nR\tD3S1358\t15\t16\nR\tTHO1\t6\t9.3\n",
    ],
)
def test_every_usual_layout_gives_the_same_sample(text):
    table = read(text)
    assert table.samples == (Sample("R", "U", {"D3S1358": ("15", "16"), "TH01": ("6", "9.3")}),)
    assert table.markers == ("D3S1358", "TH01")
    assert table.problems == ()
    assert balanced(table)


def test_an_export_of_genemapper_is_read_and_its_other_columns_are_named():
    table = read(
        "Sample File\tSample Name\tPanel\tMarker\tDye\tAllele 1\tAllele 2\tAllele 3\tHeight 1\n"
        "r.fsa\tR\tKit\tAMEL\tB\tX\tY\t\t900\n"
        "r.fsa\tR\tKit\tD3S1358\tB\t15\t16\t\t900\n"
        "r.fsa\tR\tKit\tTH01\tG\t9.3\t\t\t900\n"
        "r.fsa\tR\tKit\tDYS391\tG\t10\t\t\t900\n"
    )
    assert table.samples == (Sample("R", "M", {"D3S1358": ("15", "16"), "TH01": ("9.3", "9.3")}),)
    assert table.lineage == {"R": {"DYS391": ("10",)}}
    assert table.amelogenin == {"R": ("X", "Y")}
    for column in ("Sample File", "Panel", "Dye", "Height 1"):
        assert f"column {column}" in says(table)


def test_a_column_of_ages_is_never_taken_for_a_locus():
    table = read("sample,age,D3S1358\nR,15,15/16\nS,16,15/17\n")
    assert table.markers == ("D3S1358",)
    assert "column age: this column is not known here" in says(table)


def test_a_locus_that_is_not_known_is_read_where_its_cells_are_genotypes_and_said():
    table = read("sample,L1,L2\nR,1/2,3\nS,2/2,4/4\n")
    assert table.samples[0].genotypes == {"L1": ("1", "2"), "L2": ("3", "3")}
    assert "the locus 'L1' is not known here" in says(table)


def test_numbered_loci_are_no_columns_of_alleles():
    table = read("sample,M_1,M_2\nR,1/2,3/4\nS,2/2,4/4\n")
    assert table.samples[0].genotypes == {"M_1": ("1", "2"), "M_2": ("3", "4")}


def test_declared_loci_are_read_under_their_own_names():
    table = read("sample,L1,THO1\nR,7,6/7\n", how=Reading(markers=("L1", "THO1")))
    assert table.samples[0].genotypes == {"L1": ("7", "7"), "THO1": ("6", "7")}


def test_a_first_column_without_a_known_heading_is_the_id_and_that_is_said():
    table = read("bone,D3S1358\nB-7,15/16\n")
    assert table.samples[0].id == "B-7"
    assert "taken for the id" in says(table)


@pytest.mark.parametrize("text", ["sample,note\nR,x\n", "D3S1358,vWA\n15/16,17/18\n", "marker,allele1\nTH01,6\n"])
def test_a_table_without_ids_or_loci_is_refused(text):
    table = read(text)
    assert (table.samples, table.n_rows_refused, table.n_rows_in) == ((), 1, 1)


def test_snp_panels_are_read_as_bases():
    table = read("sample,rs123456,rs234567\nR,A/G,C\nS,A/X,T/T\n", force=True)
    assert table.samples[0].genotypes == {"rs123456": ("A", "G"), "rs234567": ("C", "C")}
    assert "not one of the bases" in says(table)


# ── cells ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_date_where_9_3_stood_is_held_and_the_other_loci_stand():
    table = read(
        wide(("R", "M", "XY", {"TH01": "09-Mar"}), *[(f"S{n}", "F", "XX", {"FGA": f"{n}/{n}"}) for n in range(18, 23)])
    )
    assert "TH01" not in table.samples[0].genotypes
    assert len(table.samples[0].genotypes) == len(LOCI) - 1
    assert "row 2, TH01: '09-Mar' is a date" in says(table)


def test_a_date_of_a_workbook_is_held():
    def arrange(book, sheet):
        sheet.write_datetime(1, 2, datetime.datetime(2024, 3, 9), book.add_format({"num_format": "d.m"}))

    table = read(workbook([["sample", "D3S1358", "TH01"], ["R", "15/16", ""]], arrange), force=True)
    assert table.samples[0].genotypes == {"D3S1358": ("15", "16")}
    assert "'2024-03-09' is a date" in says(table)


def test_numbers_of_a_workbook_are_alleles():
    table = read(workbook([["sample", "TH01 1", "TH01 2"], ["R", 9.3, 6]]))
    assert table.samples[0].genotypes == {"TH01": ("9.3", "6")}


def test_an_id_that_came_as_a_number_is_held_until_the_caller_accepts_numbers():
    data = workbook([["sample", "TH01"], [1023, "6/7"], ["R-2", "6/7"]])
    table = read(data)
    assert [sample.id for sample in table.samples] == ["R-2"]
    assert "zeros may be lost" in says(table)
    assert [sample.id for sample in read(data, how=Reading(numeric_ids=True)).samples] == ["1023", "R-2"]


def test_decimal_commas_are_accepted_and_noted():
    table = read("sample;TH01 1;TH01 2\nR;9,3;6\n")
    assert table.samples[0].genotypes == {"TH01": ("9.3", "6")}
    assert "'9,3' has a decimal comma" in says(table)


def test_one_allele_is_read_as_homozygous_and_noted_or_left_out():
    text = "sample,TH01,FGA\nR,6,21/22\n"
    assert read(text).samples[0].genotypes["TH01"] == ("6", "6")
    assert "TH01: one allele only" in says(read(text))
    assert "TH01" not in read(text, single_allele="untyped").samples[0].genotypes


def test_three_alleles_at_one_locus_leave_that_locus_out():
    table = read(
        wide(("R", "", "", {"TH01": "6/7/8"}), *[(f"S{n}", "", "", {"FGA": f"{n}/{n}"}) for n in range(20, 25)])
    )
    assert "TH01" not in table.samples[0].genotypes
    assert "3 alleles at one locus: 6/7/8" in says(table)


def test_three_alleles_at_several_loci_are_a_mixture_and_held():
    mixed = {"TH01": "6/7/8", "FGA": "20/21/22"}
    table = read(wide(("R", "", "", mixed), *[(f"S{n}", "", "", {"FGA": f"{n}/{n}"}) for n in range(20, 26)]))
    assert "R" not in [sample.id for sample in table.samples]
    assert "mixture" in says(table)
    assert (table.n_rows_held, balanced(table)) == (1, True)


def test_zero_is_not_typed_and_said_while_an_empty_cell_says_nothing():
    table = read("sample,TH01,FGA\nR,0/0,\nS,6/7,20/21\n")
    assert table.samples[0].genotypes == {}
    assert [problem.where for problem in table.problems] == ["row 2, TH01"]


def test_a_locus_that_stands_twice_and_differs_is_not_used():
    table = read("sample,vWA,VWA,TH01\nR,16/17,16/18,6/7\nS,16/17,17/16,6/7\n", force=True)
    assert "vWA" not in table.samples[0].genotypes
    assert table.samples[1].genotypes["vWA"] == ("16", "17")
    assert "stands twice in the row and differs" in says(table)


def test_a_locus_on_two_rows_of_a_long_table_that_differs_is_held():
    table = read("sample,marker,allele1,allele2\nR,TH01,6,7\nR,TH01,6,8\nR,FGA,20,21\n", force=True)
    assert table.samples[0].genotypes == {"FGA": ("20", "21")}
    assert (table.n_rows_held, balanced(table)) == (2, True)


# ── beside the loci ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("word", ["M", "male", "Ч", "чоловік", "м", "МУЖ", "мужской"])
def test_words_for_men_are_known_in_three_languages(word):
    assert read(f"sample,sex,TH01\nR,{word},6/7\n").samples[0].sex == "M"


@pytest.mark.parametrize("word", ["F", "Female", "ж", "Жінка", "жен.", "женский"])
def test_words_for_women_are_known_in_three_languages(word):
    assert read(f"sample,стать,TH01\nR,{word},6/7\n").samples[0].sex == "F"


def test_another_word_for_a_sex_is_said_and_the_sex_is_unknown():
    table = read("sample,sex,TH01\nR,3,6/7\n")
    assert table.samples[0].sex == "U"
    assert "row 2, sex: '3' is not a sex" in says(table)


@pytest.mark.parametrize(
    ("declared", "amelogenin", "sex", "said"),
    [
        ("M", "XY", "M", ""),
        ("F", "XX", "F", ""),
        ("F", "X/Y", "U", "declared sex is F"),
        ("M", "X", "U", "did Y drop out"),
        ("", "XY", "M", ""),
        ("", "XX", "U", ""),
        ("M", "Y", "M", "did X drop out"),
        ("F", "Z", "F", "neither X nor Y"),
    ],
)
def test_amelogenin_against_the_declared_sex(declared, amelogenin, sex, said):
    table = read(wide(("R", declared, amelogenin, {})), force=True)
    assert table.samples[0].sex == sex
    assert said in says(table)
    assert bool(said) == bool(table.problems)


def test_y_and_mitochondrial_loci_are_set_aside():
    table = read("sample,TH01,DYS19,DYS385a,DYS385b,mtDNA\nR,6/7,14,11,14,263G\n")
    assert table.samples[0].genotypes == {"TH01": ("6", "7")}
    assert table.lineage == {"R": {"DYS19": ("14",), "DYS385": ("11", "14"), "mtDNA": ("263G",)}}
    assert "set aside as lineage" in says(table)


def test_x_loci_of_a_man_have_one_allele():
    table = read("sample,sex,DXS10074\nR,M,16/16\nS,F,16/16\n")
    assert [sample.genotypes["DXS10074"] for sample in table.samples] == [("16",), ("16", "16")]


def test_chances_of_drop_out_and_drop_in_are_read():
    table = read('sample,dropout,drop-in,part,TH01\nR,0.05,0.01,yes,6/7\nS,"0,1",,,6/8\nT,5%,,maybe,6/9\n')
    assert [(sample.dropout, sample.dropin, sample.is_part) for sample in table.samples] == [
        (0.05, 0.01, True),
        (0.1, 0.0, False),
        (0.0, 0.0, False),
    ]
    assert "'5%' is not a probability" in says(table)
    assert "'maybe' is neither yes nor no" in says(table)


# ── samples beside each other ─────────────────────────────────────────────────────────────────────────────────────────


def test_an_id_used_for_two_different_rows_holds_both():
    table = read(wide(("R", "", "", {}), ("R", "", "", {"TH01": "6/6"}), ("S", "", "", {"TH01": "7/7"})))
    assert [sample.id for sample in table.samples] == ["S"]
    assert (table.n_rows_held, balanced(table)) == (2, True)


def test_a_row_that_stands_twice_is_kept_once():
    table = read(wide(("R", "", "", {}), ("R", "", "", {})))
    assert len(table.samples) == 1
    assert table.n_rows_held == 1


def test_one_profile_under_two_ids_is_said_and_both_are_kept():
    table = read(wide(("R", "", "", {}), ("S", "", "", {"TH01": "11/10"}), ("T", "", "", {"TH01": "7/7"})))
    assert len(table.samples) == 3
    assert "rows 2 to 3: one profile, the same at all 10 loci, under 2 ids: 'R', 'S'" in says(table)


def test_a_profile_of_staff_is_held_as_contamination():
    staff = [Sample("colleague", "F", dict.fromkeys(LOCI[:7], ("11", "10")))]
    table = read(wide(("R", "", "", {}), ("S", "", "", {"D3S1358": "9/9"})), staff=staff)
    assert [sample.id for sample in table.samples] == ["S"]
    assert "'colleague' on the staff and control list" in says(table)


@pytest.mark.parametrize("id_", ["", "R\u200b1", "R\u202e1"])
def test_rows_without_a_readable_id_are_held(id_):
    table = read(f"sample,TH01\n{id_},6/7\nS,6/8\n")
    assert [sample.id for sample in table.samples] == ["S"]
    assert (table.n_rows_held, balanced(table)) == (1, True)


def test_a_file_with_more_than_5_percent_senseless_cells_is_refused_unless_forced():
    rows = [(f"R{n}", "", "", {"TH01": "09-Mar", "FGA": f"{n}/{n}"}) for n in range(20, 25)]
    table = read(wide(*rows))
    assert (table.samples, table.n_rows_refused) == ((), 5)
    assert "5 of 50 typed cells (10%) make no sense" in says(table)
    assert len(read(wide(*rows), force=True).samples) == 5


def test_exactly_5_percent_is_not_refused():
    rows = [("R", "", "", {"TH01": "09-Mar"}), ("S", "", "", {"TH01": "6/6"})]
    assert len(read(wide(*rows)).samples) == 2


# ── properties ────────────────────────────────────────────────────────────────────────────────────────────────────────

CELLS = st.one_of(
    st.sampled_from(
        ["", "0", "6/7", "9.3/6", "12", "OL", "9,3/6", "03-Sep", "6/7/8", "INC", "12/", "/", "X/Y", "Ж", "=1"]
    ),
    st.text(max_size=8),
)


@settings(max_examples=150)
@given(st.lists(st.tuples(st.text(max_size=4), st.text(max_size=3), CELLS, CELLS, CELLS), max_size=12))
def test_rows_in_are_accepted_held_or_refused_whatever_the_cells_say(rows):
    import csv
    import io

    text = io.StringIO()
    csv.writer(text).writerows([["sample", "sex", "AMEL", "TH01", "DYS19"], *rows])
    for force in (False, True):
        table = read_samples(text.getvalue().encode(), Reading(separator=","), force=force)
        assert balanced(table)
        assert len(table.samples) <= table.n_rows_accepted
