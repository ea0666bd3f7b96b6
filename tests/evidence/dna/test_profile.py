import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.errors import InvalidCase
from homeward.evidence.dna.profile import parse_genotype, write_genotype

alleles = st.from_regex(r"[0-9]{1,2}(\.[1-3])?", fullmatch=True)


@given(st.lists(alleles, min_size=1, max_size=2))
def test_a_genotype_is_written_as_it_was_read(genotype):
    assert parse_genotype(write_genotype(tuple(genotype))) == tuple(genotype)


@pytest.mark.parametrize("text", [None, "", "   "])
def test_nothing_is_untyped(text):
    assert parse_genotype(text) is None


def test_spaces_around_alleles_mean_nothing():
    assert parse_genotype(" 9.3 / 6 ") == ("9.3", "6")


@pytest.mark.parametrize("text", ["9/", "/9", "6/7/8", "/", "6//7"])
def test_a_genotype_is_one_or_two_alleles(text):
    with pytest.raises(InvalidCase):
        parse_genotype(text)


def test_a_genotype_keeps_the_order_and_spelling_of_the_laboratory():
    assert parse_genotype("16/15.30") == ("16", "15.30")
