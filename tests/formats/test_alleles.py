import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.formats.alleles import (
    MAX_REPEATS,
    REST,
    read_allele,
    read_amelogenin,
    read_genotype,
    read_hemizygous,
    read_lineage,
    read_table_allele,
    read_x_genotype,
)
from homeward.formats.marker_names import canonical_marker

ALLELES = st.integers(1, MAX_REPEATS - 1).flatmap(
    lambda whole: st.sampled_from([str(whole), *(f"{whole}.{part}" for part in range(1, 10))])
)


@pytest.mark.parametrize("text", ["1", "9.3", "12", "47", "100", "2.2"])
def test_a_number_of_repeats_is_read_as_written_and_says_nothing(text):
    cell = read_allele(text)
    assert (cell.allele, cell.says) == (text, "")


@pytest.mark.parametrize(
    ("text", "allele", "says"),
    [
        ("9,3", "9.3", "decimal comma"),
        ("12.0", "12", "zero more"),
        ("9.30", "9.3", "zero more"),
        ("09", "9", "zero more"),
        ("12,0", "12", "decimal comma"),
    ],
)
def test_another_spelling_of_an_allele_is_accepted_and_noted(text, allele, says):
    cell = read_allele(text)
    assert cell.allele == cell.kept == allele
    assert says in cell.says
    assert text in cell.says


DATES = (
    "9 March|9.Mar|09-Mar|03-Sep|Sep-03|Mar 9|2024-03-09|2024-03-09T00:00:00|9.3.2024|9/3/24|9 мар|9 березня|3:09"
).split("|")


@pytest.mark.parametrize("text", DATES)
def test_a_date_that_may_have_been_9_3_is_held_and_never_guessed(text):
    cell = read_allele(text)
    assert cell.allele is None
    assert cell.is_held
    assert "date" in cell.says


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("OL", "off the ladder"),
        ("ol", "off the ladder"),
        ("?", "not a number"),
        ("<8", "range"),
        (">24", "range"),
        ("≤8", "range"),
        ("-9", "negative"),
        ("100.1", "outside 1 to 100"),
        ("101", "outside 1 to 100"),
        ("0.3", "outside 1 to 100"),
        ("45360", "outside 1 to 100"),
        ("9.35", "two decimals"),
        ("9.300000000000001", "two decimals"),
        ("٩", "another script"),
        ("९.३", "another script"),
        ("１２", "another script"),
        ("9․3", "look like"),
        ("l2", "not a number"),
        ("1О", "look like"),
        ("9\u200b", "cannot be seen"),
        ("9\u202e3", "cannot be seen"),
        ("INC", "inconclusive"),
        ("NR", "no result"),
        ("Rest allele", "pool"),
        ("11/12", "two alleles"),
        ("11-12", "two alleles"),
        ("=1+1", "formula"),
        ("#N/A", "error of a spreadsheet"),
        ("TRUE", "not a number"),
        ("9.3.", "not a number"),
        ("1e1", "not a number"),
        ("+9", "not a number"),
        ("X", "not a number"),
        ("12" * 60, "not a number"),
    ],
)
def test_what_is_no_allele_is_held_with_its_reason(text, says):
    cell = read_allele(text)
    assert cell.allele is None
    assert cell.is_held
    assert says in cell.says
    assert cell.kept.startswith("nothing")


@pytest.mark.parametrize("text", ["", "   ", "\u00a0"])
def test_an_empty_cell_is_not_typed_and_nothing_is_said(text):
    assert read_allele(text).problem("row 1") is None
    assert read_allele(text).allele is None


@pytest.mark.parametrize("text", ["0", "-", "--"])
def test_zero_is_not_typed_and_noted(text):
    cell = read_allele(text)
    assert (cell.allele, cell.is_held, cell.kept) == (None, False, "not typed")
    assert cell.problem("row 1").where == "row 1"


def test_laboratory_words_are_no_sign_of_a_damaged_file_but_dates_are():
    assert not read_allele("INC").is_suspicious
    assert read_allele("03-Sep").is_suspicious


@given(st.text(max_size=30), st.sampled_from(["repeat", "length", "base", "sex"]))
def test_any_text_gives_an_allele_or_a_reason_or_is_empty(text, kind):
    cell = read_allele(text, kind)
    assert cell.allele is not None or cell.says or not text.strip(" \t\u00a0")


@given(ALLELES)
def test_an_allele_is_never_changed(allele):
    assert read_allele(allele).allele == allele


@pytest.mark.parametrize("kind", ["base", "sex"])
def test_numbers_of_repeats_are_no_bases_and_no_sex(kind):
    assert read_allele("12", kind).is_held


def test_base_pairs_are_alleles_only_where_a_locus_is_named_by_length():
    assert read_allele("325", "length").allele == "325"
    assert read_allele("325").is_held


# ── genotypes ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@given(ALLELES, ALLELES)
def test_a_genotype_in_one_cell_equals_one_in_two(first, second):
    assert read_genotype([f"{first}/{second}"]).genotype == read_genotype([first, second]).genotype == (first, second)


def test_a_locus_with_one_bad_allele_is_not_used_at_all():
    typing = read_genotype(["12/OL"])
    assert typing.genotype == ()
    assert typing.is_suspicious


def test_one_allele_is_read_twice_and_noted_or_not_at_all():
    typing = read_genotype(["12"])
    assert typing.genotype == ("12", "12")
    assert "dropped out" in typing.notes[0][0]
    assert read_genotype(["12"], single="untyped").genotype == ()


@pytest.mark.parametrize("texts", [["12", ""], ["12", "0"], ["", "12"], ["12/"], ["12/0"]])
def test_one_allele_and_nothing_is_one_allele(texts):
    assert read_genotype(texts).genotype == ("12", "12")
    assert any("one allele only" in says for says, _ in read_genotype(texts).notes)


def test_three_alleles_are_not_used_and_look_like_a_mixture():
    typing = read_genotype(["12/13/14"])
    assert (typing.genotype, typing.is_mixed) == ((), True)
    assert "3 alleles" in typing.notes[0][0]


@pytest.mark.parametrize("text", ["9,3", "14,15", "11 12", "11-12", "11;12"])
def test_a_cell_that_may_hold_two_alleles_is_held_until_the_caller_says_what_stands_between(text):
    typing = read_genotype([text])
    assert typing.genotype == ()
    assert "between=" in typing.notes[0][0]


@pytest.mark.parametrize(
    ("text", "between"), [("14,15", ","), ("14 15", " "), ("14-15", "-"), ("14;15", ";"), ("14|15", "|")]
)
def test_what_stands_between_two_alleles_can_be_declared(text, between):
    assert read_genotype([text], between=between).genotype == ("14", "15")


def test_a_decimal_comma_beside_a_slash_is_unmistakable():
    assert read_genotype(["9,3/6"]).genotype == ("9.3", "6")


def test_a_man_has_one_allele_of_an_x_locus_however_it_is_written():
    assert read_x_genotype(["12"], "M").genotype == ("12",)
    assert read_x_genotype(["12/12"], "M").genotype == ("12",)
    assert read_x_genotype(["12/Y"], "M").genotype == ("12",)
    assert read_x_genotype(["12/13"], "M").genotype == ()
    assert read_x_genotype(["12/13"], "F").genotype == ("12", "13")
    assert read_x_genotype(["12"], "F").genotype == ("12", "12")
    assert read_x_genotype(["12"], "U").genotype == ("12",)
    assert read_x_genotype(["12/12"], "U").genotype == ("12", "12")


def test_hemizygous_cells_are_told_from_pairs():
    assert read_hemizygous(["12/Y"]).genotype == ("12",)
    assert read_hemizygous(["12/13"]) is None


@pytest.mark.parametrize(
    ("texts", "name", "alleles"),
    [
        (["14"], "DYS19", ("14",)),
        (["14", "14"], "DYS19", ("14",)),
        (["11-14"], "DYS385", ("11", "14")),
        (["11/11"], "DYS385", ("11", "11")),
        (["263G 315.1C"], "mtDNA", ("263G 315.1C",)),
        (["OL"], "DYS19", ()),
        (["263G\u200b"], "mtDNA", ()),
    ],
)
def test_lineage_loci_keep_their_alleles(texts, name, alleles):
    assert read_lineage(texts, canonical_marker(name)).genotype == alleles


@pytest.mark.parametrize("texts", [["X/Y"], ["XY"], ["X,Y"], ["X", "Y"], ["x y"]])
def test_amelogenin_is_read_in_its_usual_spellings(texts):
    assert read_amelogenin(texts).genotype == ("X", "Y")


@pytest.mark.parametrize("texts", [["Х"], ["1/2"], ["X/Z"], ["X", "Y", "Y"], ["12"]])
def test_amelogenin_that_is_neither_x_nor_y_is_held(texts):
    assert read_amelogenin(texts).genotype == ()
    assert read_amelogenin(texts).notes


# ── frequency tables ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("text", ["Rest allele", "rest", "<11", ">24", "OL", "?", "1", "Other"])
def test_pools_of_rare_alleles_are_never_repeats(text):
    assert read_table_allele(text, True).allele == REST


def test_one_repeat_is_an_allele_where_the_locus_is_not_known():
    assert read_table_allele("1", False).allele == "1"


def test_a_silent_allele_keeps_its_name():
    assert read_table_allele("Silent", True).allele == "silent"
