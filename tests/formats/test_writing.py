import csv
import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.errors import InvalidInput
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.pedigree import Pedigree, Person
from homeward.evidence.dna.profile import Sample
from homeward.formats.pedigree_file import read_families
from homeward.formats.reading import has_unseen
from homeward.formats.str_table import read_samples
from homeward.formats.writing import write_families, write_samples

ALLELES = st.sampled_from(["5", "9.3", "12", "13.2", "30", "100"])
PAIRS = st.tuples(ALLELES, ALLELES)
LOCI = st.sampled_from(["D3S1358", "vWA", "Penta E", "TH01", "L-7", "M_1", "M_2", "=odd", "locus,with comma"])
IDS = st.one_of(
    st.from_regex(r"[A-Z]{1,3}-[0-9]{1,4}", fullmatch=True),
    st.text(min_size=1, max_size=12).filter(lambda text: text == text.strip(" \t\u00a0") and not has_unseen(text)),
    st.sampled_from(
        ["=1+1", "+x", "-x", "@x", "'=x", "''-x", "Їжак", '"q"', "a,b;c\td".replace("\t", "|"), "0", "مريم", "'"]
    ),
)
PROFILES = st.dictionaries(LOCI, PAIRS, max_size=6)


@st.composite
def samples(draw):
    sex = draw(st.sampled_from(["M", "F", "U"]))
    genotypes = dict(draw(PROFILES))
    if draw(st.booleans()):
        genotypes["DXS10074"] = (draw(ALLELES),) if sex == "M" else draw(PAIRS)
    chance = st.floats(0, 1).map(abs)
    return Sample(draw(IDS), sex, genotypes, draw(chance), draw(chance), draw(st.booleans()))


@st.composite
def families(draw):
    names = draw(st.lists(IDS, min_size=5, max_size=5, unique=True))
    father, mother, *children = names
    people = [Person(father, sex="M"), Person(mother, sex="F")]
    people += [Person(child, father, mother, draw(st.sampled_from(["M", "F", "U"]))) for child in children]
    missing = tuple(draw(st.permutations(children))[: draw(st.integers(0, 2))])
    typed = [name for name in names if name not in missing and draw(st.booleans())]
    profiles = {name: draw(PROFILES.filter(bool)) for name in typed}
    party = draw(st.one_of(st.none(), IDS))
    unavailable = tuple(name for name in names if draw(st.booleans()))
    return Family(draw(IDS), Pedigree(tuple(people)), profiles, missing, party, unavailable)


@settings(max_examples=60)
@given(st.lists(samples(), max_size=6, unique_by=lambda sample: sample.id))
def test_samples_are_read_back_exactly(items):
    table = read_samples(write_samples(items))
    if any(sample.genotypes for sample in items):
        assert table.samples == tuple(items)
        assert not [
            problem
            for problem in table.problems
            if "under 2 ids" not in problem.says and "not known here" not in problem.says and "ids:" not in problem.says
        ]


@settings(max_examples=60)
@given(st.lists(families(), max_size=4, unique_by=lambda family: family.id))
def test_families_are_read_back_exactly(items):
    assert read_families(write_families(items)).families == tuple(items)


def is_run(cell):
    """Tell whether a spreadsheet runs a cell: a plain number it only reads."""
    is_number = re.fullmatch(r"[+-]?(?:\d+[.,]?\d*|[.,]\d+)(?:[eE][+-]?\d+)?", cell)
    return cell[:1] in ("=", "+", "-", "@", "\t", "\r") and not is_number


@settings(max_examples=40)
@given(st.lists(families(), max_size=3, unique_by=lambda family: family.id))
def test_no_written_cell_can_run_as_a_formula(items):
    for row in csv.reader(io.StringIO(write_families(items).decode(), newline="")):
        assert not any(is_run(cell) for cell in row)


def test_twins_are_read_back():
    people = (Person("d", sex="M"), Person("m", sex="F"), *(Person(name, "d", "m", "F") for name in "abc"))
    family = Family("F", Pedigree(people, (("a", "c"),)))
    assert read_families(write_families([family])).families == (family,)


def test_columns_can_be_given_in_an_order():
    data = write_samples([Sample("R", genotypes={"TH01": ("6", "7")})], markers=("FGA", "TH01"))
    assert data.decode().splitlines()[0].endswith("FGA,TH01")


@pytest.mark.parametrize(
    "sample",
    [
        Sample(""),
        Sample(" R"),
        Sample("R\n1"),
        Sample("R\u200b"),
        Sample("R\ud800"),
        Sample("R", genotypes={"TH01": ("6", "OL")}),
        Sample("R", genotypes={"TH01": ("12.0", "6")}),
        Sample("R", genotypes={"TH01": ("6",)}),
        Sample("R", genotypes={"TH01": ("6", "7", "8")}),
        Sample("R", "M", {"DXS10074": ("6", "7")}),
        Sample("R", genotypes={"THO1": ("6", "7")}),
        Sample("R", genotypes={"DYS19": ("14", "14")}),
        Sample("R", genotypes={"sex": ("6", "7")}),
        Sample("R", dropout=1.5),
    ],
)
def test_what_would_not_be_read_back_is_a_callers_mistake(sample):
    with pytest.raises(InvalidInput):
        write_samples([sample])


def test_a_locus_without_a_column_is_a_callers_mistake():
    with pytest.raises(InvalidInput, match="TH01"):
        write_samples([Sample("R", genotypes={"TH01": ("6", "7")})], markers=("FGA",))
