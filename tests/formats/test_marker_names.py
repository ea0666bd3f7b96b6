import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.formats.marker_names import canonical_marker


@pytest.mark.parametrize(
    ("name", "spellings"),
    [
        ("vWA", "vWA VWA vwa HUMVWA31"),
        ("TH01", "TH01 THO1 th01 HUMTH01"),
        ("Penta E", "Penta_E PENTA_E PentaE penta-e PENTAE"),
        ("Penta D", "Penta_D PENTAD"),
        ("CSF1PO", "CSF CSF1PO csf1po"),
        ("FGA", "FGA FIBRA"),
        ("SE33", "SE33 ACTBP2"),
        ("D21S2055", "D21S2055 d21s2055"),
        ("D3S1358", "D3S1358 D3_S1358 d3s1358"),
        ("AMEL", "AMEL Amelogenin amel"),
        ("DYS389I", "DYS389I DYS389_I"),
        ("DYS389II", "DYS389II dys389-ii"),
        ("DYS385", "DYS385 DYS385a/b"),
        ("YGATAH4", "Y-GATA-H4 GATA_H4 YGATAH4"),
        ("rs9442372", "rs9442372 RS9442372"),
    ],
)
def test_spellings_of_one_locus_have_one_name(name, spellings):
    assert {canonical_marker(spelling).name for spelling in spellings.split()} == {name}
    assert canonical_marker(name).is_known


def test_blanks_in_a_locus_do_not_matter():
    assert canonical_marker("Penta E").name == canonical_marker("D3 S1358").name.replace("D3S1358", "Penta E")
    assert canonical_marker("DYS389 I").name == "DYS389I"


def test_an_allele_number_is_not_swallowed_by_the_locus():
    assert not canonical_marker("D3S1358 1").is_known
    assert not canonical_marker("D3S1358.2").is_known


PLACES = "D3S1358 autosomal|DXS10074 X|HPRTB X|DYS19 Y|DYF387S1 Y|mtDNA mt|AMEL sex|SRY Y|rs123456 autosomal".split("|")


@pytest.mark.parametrize(("name", "place"), [item.split() for item in PLACES])
def test_the_chromosome_of_a_locus_is_known(name, place):
    assert canonical_marker(name).place == place


@pytest.mark.parametrize("name", ["L1", "D25S1", "D3Ѕ1358", "note", "", "TH02"])
def test_an_unknown_locus_keeps_its_name_with_a_note(name):
    marker = canonical_marker(name)
    assert (marker.name, marker.is_known) == (name, False)
    assert "not known" in marker.note


def test_loci_that_only_look_alike_stay_apart():
    assert canonical_marker("D5S2500").name != canonical_marker("D5S2800").name


@given(st.text(max_size=20))
def test_a_name_once_found_is_its_own_name(text):
    name = canonical_marker(text).name
    assert canonical_marker(name).name == name
