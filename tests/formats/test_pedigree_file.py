import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.formats.pedigree_file import complete_people, read_families, read_ped
from homeward.formats.reading import Reading
from tests.formats.workbooks import workbook

HEAD = "family,person,father,mother,sex,missing,party,available,twin,D3S1358,TH01\n"
FAMILY = (
    HEAD + "F-1,father,,,M,,,,,15/16,6/7\n"
    "F-1,mother,,,F,,,,,14/16,7/9.3\n"
    "F-1,son,father,mother,M,yes,,,,,\n"
    "F-1,daughter,father,mother,F,,,no,,,\n"
)


def read(text, **options):
    return read_families(text.encode() if isinstance(text, str) else text, **options)


def says(table):
    return " | ".join(f"{problem.where}: {problem.says} [{problem.kept}]" for problem in table.problems)


def balanced(table):
    return table.n_rows_in == table.n_rows_accepted + table.n_rows_held + table.n_rows_refused


def test_a_family_is_read_from_its_rows():
    table = read(FAMILY)
    (family,) = table.families
    assert [person.id for person in family.pedigree.people] == ["father", "mother", "son", "daughter"]
    assert family.profiles == {
        "father": {"D3S1358": ("15", "16"), "TH01": ("6", "7")},
        "mother": {"D3S1358": ("14", "16"), "TH01": ("7", "9.3")},
    }
    assert (family.missing, family.party, family.unavailable) == (("son",), None, ("daughter",))
    assert table.problems == ()
    assert (table.n_rows_in, table.n_rows_accepted, table.markers) == (4, 4, ("D3S1358", "TH01"))


def test_four_columns_are_enough_and_rows_of_a_family_need_not_stand_together():
    table = read("FID,IID,PAT,MAT\nA,dad,,\nB,x,,\nA,mum,,\nA,son,dad,mum\n")
    assert [family.id for family in table.families] == ["A", "B"]
    assert [person.sex for person in table.families[0].pedigree.people] == ["M", "F", "U"]


def test_families_of_a_workbook_are_read():
    rows = [line.split(",") for line in FAMILY.splitlines()]
    assert read(workbook(rows)).families == read(FAMILY).families


def test_party_and_twins_are_read():
    table = read(HEAD + "F,d,,,M,,North,,,,\nF,m,,,F,,North,,,,\nF,a,d,m,F,,,,t,,\nF,b,d,m,F,,,,t,,\n")
    assert table.families[0].party == "North"
    assert table.families[0].pedigree.twins == (("a", "b"),)


def test_a_parent_without_a_row_is_added_as_a_founder_and_said():
    table = read("family,person,father,mother\nF,son,dad,mum\nF,girl,dad,mum\n")
    assert [person.id for person in table.families[0].pedigree.people] == ["dad", "mum", "son", "girl"]
    assert says(table).count("has no row") == 2


def test_a_second_parent_who_is_not_named_is_added_for_each_child():
    table = read("family,person,father,mother\nF,dad,,\nF,son,dad,\nF,girl,dad,0\n")
    people = {person.id: person for person in table.families[0].pedigree.people}
    assert people["son"].mother == "mother of son"
    assert people["girl"].mother == "mother of girl"
    assert "half siblings" in says(table)


def test_an_added_name_never_takes_that_of_a_person():
    rows = [("row 2", "son", "dad", "", "M"), ("row 3", "mother of son", "", "", "F"), ("row 4", "dad", "", "", "M")]
    people, _ = complete_people(rows)
    assert len({person.id for person in people}) == 4


def test_zero_is_no_parent_unless_a_person_has_that_name():
    table = read("family,person,father,mother\nF,0,,\nF,m,,\nF,son,0,m\nG,son,0,0\n")
    assert table.families[0].pedigree.by_id["son"].father == "0"
    assert table.families[1].pedigree.by_id["son"].father is None


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("F,a,,,M\nF,a,,,M\n", "listed twice"),
        ("F,d,,,F\nF,m,,,F\nF,c,d,m,M\n", "listed as F"),
        ("F,a,b,c,M\nF,b,a,c,M\nF,c,,,F\n", "descends from themself"),
        ("F,p,,,U\nF,c,p,p,M\n", "person p is a"),
    ],
)
def test_a_family_that_contradicts_itself_is_held_whole(rows, said):
    table = read("family,person,father,mother,sex\n" + rows + "G,x,,,M\n")
    assert [family.id for family in table.families] == ["G"]
    assert said in says(table)
    assert (table.n_rows_held, balanced(table)) == (rows.count("\n"), True)


def test_a_missing_person_with_a_profile_holds_the_family():
    table = read(HEAD + "F,a,,,M,yes,,,,15/16,6/7\n")
    assert table.families == ()
    assert "missing and has a profile" in says(table)


def test_rows_that_name_two_parties_hold_the_family():
    table = read(HEAD + "F,a,,,M,,North,,,,\nF,b,,,M,,South,,,,\n")
    assert (table.families, table.n_rows_held) == ((), 2)


def test_rows_without_ids_are_held():
    table = read("family,person,father,mother\n,a,,\nF,,,\nF,b\u200b,,\nF,c,,\n")
    assert [family.id for family in table.families] == ["F"]
    assert (table.n_rows_held, table.n_rows_accepted) == (3, 1)


def test_odd_words_are_said():
    table = read(HEAD + "F,a,,,X,perhaps,,perhaps,,15/16,OL\nF,b,,,M,,,,,15/16,6/7\n", force=True)
    for word in ("'X' is not a sex", "missing: 'perhaps'", "available: 'perhaps'", "'OL'"):
        assert word in says(table)


def test_amelogenin_is_compared_with_the_sex_of_relatives():
    table = read("family,person,father,mother,sex,AMEL,TH01\nF,a,,,F,X/Y,6/7\n")
    assert table.families[0].pedigree.people[0].sex == "U"
    assert "declared sex is F" in says(table)


def test_y_loci_of_relatives_are_set_aside():
    table = read("family,person,father,mother,TH01,DYS19\nF,a,,,6/7,14\n")
    assert table.lineage == {("F", "a"): {"DYS19": ("14",)}}
    assert table.families[0].profiles["a"] == {"TH01": ("6", "7")}


def test_one_profile_in_two_families_is_said():
    loci = ",".join(f"{n}/{n + 1}" for n in range(8, 12))
    table = read(f"family,person,father,mother,TH01,FGA,vWA,SE33\nF,a,,,{loci}\nG,b,,,{loci}\n")
    assert "under 2 ids: 'F: a', 'G: b'" in says(table)
    assert len(table.families) == 2


def test_a_file_of_senseless_cells_is_refused_unless_forced():
    rows = "".join(f"F{n},a,,,03-Sep,{n}/{n}\n" for n in range(5, 9))
    text = "family,person,father,mother,TH01,FGA\n" + rows
    assert (read(text).families, read(text).n_rows_refused) == ((), 4)
    assert len(read(text, force=True).families) == 4


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "family,person\nF,a\n", "family,person,father\nF,a,\n"])
def test_a_table_without_the_four_columns_is_refused(text):
    table = read(text)
    assert (table.families, balanced(table)) == ((), True)
    assert table.problems


# ── PLINK ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

PED = "F dad 0 0 1 0 15 16 6 7\nF mum 0 0 2 0 14 16 0 0\nF son dad mum 1 2 0 0 0 0\n"


def test_ped_is_read_with_the_names_of_its_loci():
    table = read_ped(PED.encode(), markers=("D3S1358", "THO1"), missing={"son"})
    (family,) = table.families
    assert family.profiles == {"dad": {"D3S1358": ("15", "16"), "THO1": ("6", "7")}, "mum": {"D3S1358": ("14", "16")}}
    assert family.missing == ("son",)
    assert [person.sex for person in family.pedigree.people] == ["M", "F", "M"]
    assert "column phenotype" in says(table)


def test_ped_without_the_names_of_its_loci_is_refused_with_advice():
    assert "markers=" in says(read_ped(PED.encode()))
    assert "markers=" in says(read_ped(PED.encode(), markers=("D3S1358",)))


def test_fam_and_tabs_and_comments_are_read():
    table = read_ped(b"# made by hand\nF\tdad\t0\t0\t1\t-9\nF\tkid\tdad\t0\t0\t-9\n")
    assert [person.id for person in table.families[0].pedigree.people] == ["mother of kid", "dad", "kid"]
    assert "row 1: comments" in says(table)
    assert balanced(table)


def test_rows_of_another_length_are_held():
    table = read_ped(b"F a 0 0 1 0\nF b 0 0 1\nF c 0 0 2 0 7\n")
    assert (table.n_rows_held, balanced(table)) == (2, True)


CELLS = st.one_of(
    st.sampled_from(["", "0", "a", "b", "F", "M", "yes", "6/7", "OL", "12", "03-Sep"]), st.text(max_size=5)
)


@settings(max_examples=150)
@given(st.lists(st.lists(CELLS, min_size=8, max_size=8), max_size=8))
def test_any_rows_are_accounted_for(rows):
    import csv
    import io

    text = io.StringIO()
    header = ["family", "person", "father", "mother", "sex", "missing", "TH01", "DXS10074"]
    csv.writer(text).writerows([header, *rows])
    for force in (False, True):
        table = read_families(text.getvalue().encode(), Reading(separator=","), force=force)
        assert balanced(table)
