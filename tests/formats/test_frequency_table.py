import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.formats.frequency_table import make_marker, read_frequencies
from homeward.formats.reading import Reading, read_number
from tests.formats.workbooks import workbook

LONG = "marker,allele,freq\nTHO1,6,0.4\nTHO1,9.3,0.6\nvWA,16,0.25\nvWA,17,0.75\n"


def read(text, **options):
    return read_frequencies(text.encode() if isinstance(text, str) else text, **options)


def says(table):
    return " | ".join(f"{problem.where}: {problem.says} [{problem.kept}]" for problem in table.problems)


def as_dict(table):
    return {
        marker.name: dict(zip(marker.alleles, (round(value, 12) for value in marker.frequencies.tolist()), strict=True))
        for marker in table.markers
    }


def balanced(table):
    return table.n_rows_in == table.n_rows_accepted + table.n_rows_held + table.n_rows_refused


EXPECTED = {"TH01": {"6": 0.4, "9.3": 0.6}, "vWA": {"16": 0.25, "17": 0.75}}


@pytest.mark.parametrize(
    "text",
    [
        LONG,
        LONG.replace(",", "\t"),
        "marker;allele;freq\nTH01;6;0.4\nTH01;9.3;.6\nVWA;16;25e-2\nVWA;17;0.75\n",
        "Allele,THO1,vWA\n6,0.4,\n9.3,0.6,\n16,,0.25\n17,,0.75\n",
        "Allele\tTHO1\tvWA\n6\t0.4\t0\n9.3\t0.6\t0\n16\t0\t0.25\n17\t0\t0.75\n",
        "THO1\n6\t0.4\n9.3\t0.6\n\nvWA\n16\t0.25\n17\t0.75\n",
        '"THO1"\r\n"6"\t0.4\r\n"9.3"\t0.6\r\n\r\n\r\nvWA\r\n16 0.25\r\n17 0.75\r\n',
        "TH01\nAllele,A\n6,0.4\n9.3,0.6\nvWA\nAllele,A\n16,0.25\n17,0.75\n",
        '<?xml version="1.0"?><f><marker><name>TH01</name><origin name="A"><frequency allele="6">0.4</frequency>'
        '<frequency allele="9.3">0.6</frequency></origin></marker><marker><name>vWA</name><origin name="A">'
        '<frequency allele="16">0.25</frequency><frequency allele="17">0.75</frequency></origin></marker></f>',
    ],
)
def test_every_published_form_gives_the_same_markers(text):
    table = read(text)
    assert as_dict(table) == EXPECTED
    assert balanced(table)
    assert table.n_rows_accepted == table.n_rows_in > 0


def test_a_workbook_holds_frequencies_too():
    table = read(workbook([["Allele", "TH01", "vWA"], [6, 0.4], [9.3, 0.6], [16, None, 0.25], [17, None, 0.75]]))
    assert as_dict(table) == EXPECTED
    assert table.problems == ()


def test_counts_and_sizes_are_read():
    table = read("marker,allele,freq,count,n_alleles\nTH01,6,0.4,40,100\nTH01,9.3,0.6,60,100\n")
    assert table.sizes == {"TH01": 100}
    assert table.problems == ()


def test_a_count_that_contradicts_its_frequency_is_said():
    table = read("marker,allele,freq,count,n_alleles\nTH01,6,0.4,44,100\nTH01,9.3,0.6,60,100\n")
    assert "44 of 100 is not the frequency 0.4" in says(table)


def test_a_table_of_counts_is_divided_and_said():
    table = read("marker,allele,count\nTH01,6,2\nTH01,9.3,3\n")
    assert as_dict(table) == {"TH01": {"6": 0.4, "9.3": 0.6}}
    assert "counts, not frequencies" in says(table)


def test_the_row_of_sizes_of_a_wide_table_counts_people():
    table = read("Allele,TH01\n6,0.4\n9.3,0.6\nN,171\n")
    assert table.sizes == {"TH01": 342}
    assert "taken to count people" in says(table)
    assert read("Allele,TH01\n6,0.4\n9.3,0.6\n2N,342\n").sizes == {"TH01": 342}


def test_statistics_below_a_wide_table_are_held_not_alleles():
    table = read("Allele,TH01\n6,0.4\n9.3,0.6\nHobs,0.7\nPD,0.9\n")
    assert as_dict(table) == {"TH01": {"6": 0.4, "9.3": 0.6}}
    assert (table.n_rows_held, balanced(table)) == (2, True)
    assert "'Hobs' is not an allele" in says(table)


@pytest.mark.parametrize("name", ["Rest allele", "<6", ">10", "OL", "1"])
def test_pools_of_rare_alleles_become_the_allele_rest_and_are_said(name):
    table = read(f"marker,allele,freq\nTH01,{name},0.1\nTH01,6,0.4\nTH01,9.3,0.5\n")
    assert table.markers[0].alleles == ("6", "9.3", "rest")
    assert f"'{name}' is not a number of repeats" in says(table)


def test_several_pools_are_one_rest():
    table = read("marker,allele,freq\nTH01,<6,0.1\nTH01,6,0.8\nTH01,>10,0.1\n")
    assert as_dict(table) == {"TH01": {"6": 0.8, "rest": 0.2}}


def test_alleles_are_in_the_order_of_repeats_and_a_silent_one_last():
    table = read("marker,allele,freq\nTH01,silent,0.1\nTH01,10,0.2\nTH01,9.3,0.4\nTH01,OL,0.2\nTH01,9,0.1\n")
    assert table.markers[0].alleles == ("9", "9.3", "10", "rest", "silent")
    assert table.markers[0].has_silent


@pytest.mark.parametrize(("last", "said"), [("0.5995", ""), ("0.62", "sum to 1.02"), ("0.57", "sum to 0.97")])
def test_a_sum_that_is_a_little_off_is_said_and_rescaled(last, said):
    table = read(f"marker,allele,freq\nTH01,6,0.4\nTH01,9.3,{last}\n")
    assert said in says(table)
    assert bool(said) == bool(table.problems)
    assert math.isclose(table.markers[0].frequencies.sum(), 1.0)


@pytest.mark.parametrize("last", ["0.5", "0.7", "60", "1e9", "-0.6", "nan", "inf", "abc", "1e400", "٠٫٦", ""])
def test_a_sum_that_is_far_off_refuses_the_locus_alone(last):
    table = read(f"marker,allele,freq\nTH01,6,0.4\nTH01,9.3,{last}\nvWA,16,0.25\nvWA,17,0.75\n")
    assert [marker.name for marker in table.markers] == ["vWA"]
    assert "locus TH01" in says(table)
    assert (table.n_rows_held, balanced(table)) == (2, True)


def test_an_allele_that_stands_twice_with_two_frequencies_refuses_its_locus():
    table = read("marker,allele,freq\nTH01,6,0.4\nTH01,6,0.5\nTH01,9.3,0.1\nvWA,16,1\n")
    assert [marker.name for marker in table.markers] == ["vWA"]
    assert "stands twice with different frequencies" in says(table)


def test_decimal_commas_are_read_and_said():
    table = read("marker;allele;freq\nTH01;6;0,4\nTH01;9,3;0,6\n")
    assert as_dict(table) == {"TH01": {"6": 0.4, "9.3": 0.6}}
    assert "2 frequencies have a decimal comma" in says(table)


def test_a_date_among_the_alleles_is_held():
    table = read("marker,allele,freq\nTH01,6,0.5\nTH01,09-Mar,0.02\nTH01,9,0.48\n")
    assert table.markers[0].alleles == ("6", "9")
    assert "'09-Mar' is a date" in says(table)


def test_snps_with_two_alleles_and_a_chromosome():
    table = read("chromosome,marker,allele1,allele2,freq1\n1,rs9442372,G,A,0.6\nX,rs4892897,T,C,0.25\n2,rs77,T,C,2\n")
    assert as_dict(table) == {"rs9442372": {"A": 0.4, "G": 0.6}, "rs4892897": {"C": 0.75, "T": 0.25}}
    assert [marker.chromosome for marker in table.markers] == ["autosomal", "X"]
    assert table.n_rows_held == 1


def test_loci_of_the_x_chromosome_are_marked_and_those_of_y_refused():
    table = read("marker,allele,freq\nDXS10074,16,1\nDYS19,14,1\nAMEL,X,1\n")
    assert [(marker.name, marker.chromosome) for marker in table.markers] == [("DXS10074", "X")]
    assert "locus DYS19" in says(table)


BLOCKS = (
    'D3S1358\nAllele,"Entire Database",Northland\n,500,171\n15,0.4,0.5\n16,0.6,0.5\n\n'
    "TH01\nAllele,Northland\n,171\n6,1\n"
)


def test_one_population_of_several_must_be_named():
    assert "name one population" in says(read(BLOCKS))
    assert "no population 'Southland'" in says(read(BLOCKS, population="Southland"))
    table = read(BLOCKS, population="Northland")
    assert as_dict(table) == {"D3S1358": {"15": 0.5, "16": 0.5}, "TH01": {"6": 1.0}}
    assert table.sizes == {"D3S1358": 342, "TH01": 342}
    assert balanced(table)


def test_xml_with_a_document_type_or_too_deep_is_refused():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    assert "document type" in says(read(bomb))
    assert "nested deeper" in says(read("<a>" * 5000 + "</a>" * 5000))
    assert "not XML" in says(read("<a><b></a>"))


@pytest.mark.parametrize(
    "text", ["marker,mutations,meioses\nTH01,1,900\n", "person,TH01\nR,6/7\n", "x", "", "TH01\n\nvWA\n"]
)
def test_what_is_no_frequency_table_is_refused(text):
    table = read(text)
    assert table.markers == ()
    assert table.problems
    assert balanced(table)


def test_a_locus_without_alleles_is_said():
    assert "a locus without alleles" in says(read("TH01\n6\t1\n\nFGA\n\nvWA\n16\t1\n"))


@pytest.mark.parametrize("text", ["", "1.2.3", "1,234.5", "1e", "0x1", "१", "1_000", " 1", "--1", "1" * 400])
def test_what_is_no_number_is_none(text):
    assert read_number(text) is None


def test_a_marker_needs_frequencies():
    assert make_marker("TH01", {}, "locus TH01")[0] is None
    assert make_marker("TH01", {"6": 0.5}, "locus TH01")[0] is None


VALUES = st.one_of(st.floats(0, 1).map(repr), st.sampled_from(["", "0", "0,5", "x", "1.5", "-1"]))
NAMES = st.sampled_from(["6", "7", "9.3", "OL", "1", "<5", "x", "", "silent", "12.0", "9,3"])


@given(st.lists(st.tuples(st.sampled_from(["TH01", "THO1", "L1", "DYS19", ""]), NAMES, VALUES), max_size=10))
def test_any_long_table_is_accounted_for(rows):
    text = "marker;allele;freq\n" + "".join(f"{';'.join(row)}\n" for row in rows)
    table = read(text, how=Reading(separator=";"))
    assert balanced(table)
    assert all(abs(marker.frequencies.sum() - 1.0) < 1e-9 for marker in table.markers)
