import numpy as np
import pytest

from homeward.evidence.dna.mutation import Mutation, Rates
from homeward.formats.familias import read_familias
from tests.formats.familias_files import DVI, TABLE, locus, person, project, tree

PATERNITY = project(
    [person("AF", "M", (0, 1, 0), (0, 1, 1)), person("MO", "F"), person("CH", "M", (3, 1, 0))],
    [tree(0, "H1", (0, 2), (1, 2)), tree(1, "H2")],
    [locus("D3S1358", TABLE), locus("THO1", {"6": 0.4, "9.3": 0.6})],
    theta="0.02",
)
DATABASE = [locus("D3S1358", TABLE), locus("THO1", {"6": 0.4, "9.3": 0.6})]


def says(read):
    return " | ".join(f"{problem.where}: {problem.says} [{problem.kept}]" for problem in read.problems)


def balanced(read):
    return read.n_rows_in == read.n_rows_accepted + read.n_rows_held + read.n_rows_refused


def test_a_paternity_case_is_read_whole():
    read = read_familias(PATERNITY)
    assert [family.id for family in read.families] == ["H1", "H2"]
    child = read.families[0].pedigree.by_id["CH"]
    assert (child.father, child.mother) == ("AF", "MO")
    assert read.families[1].pedigree.by_id["CH"].is_founder
    assert read.families[0].profiles["AF"] == {"D3S1358": ("10", "11"), "TH01": ("6", "9.3")}
    assert [(sample.id, sample.sex) for sample in read.samples] == [("AF", "M"), ("CH", "M")]
    assert (read.theta, read.version, read.database) == (0.02, "3.3.1", "invented")
    assert (read.sizes["TH01"], read.minimums["TH01"]) == (1000, 0.001)
    assert read.problems == ()
    assert read.n_rows_accepted == read.n_rows_in == PATERNITY.count(b"\n")


def test_frequencies_and_mutation_models_are_read_with_the_rates_of_men_and_women():
    marker = read_familias(PATERNITY).markers[0]
    assert marker.alleles == tuple(TABLE)
    assert marker.frequencies.tolist() == pytest.approx(list(TABLE.values()))
    assert marker.mutation == Mutation("stepwise", Rates(0.002, 1e-6, 0.1), Rates(0.001, 1e-6, 0.1))


@pytest.mark.parametrize(
    ("models", "model", "stable", "said"),
    [
        ((0, 0), "equal", None, ""),
        ((1, 1), "proportional", None, ""),
        ((2, 2), "stepwise", None, "older stepwise"),
        ((3, 3), "stepwise", "PM", "older stepwise"),
        ((4, 4), "stepwise", None, ""),
        ((0, 1), "custom", None, "men mutate by the model proportional, women by equal"),
    ],
)
def test_each_code_of_a_mutation_model_is_read(models, model, stable, said):
    read = read_familias(project([], [], [locus("D3S1358", TABLE, models=models)]))
    assert (read.markers[0].mutation.model, read.markers[0].mutation.stabilization) == (model, stable)
    assert said in says(read)
    assert bool(said) == bool(read.problems)


def test_different_models_of_men_and_women_become_their_matrices():
    mixed = read_familias(project([], [], [locus("D3S1358", TABLE, models=(0, 4), silent=0.0)])).markers[0]
    women = read_familias(project([], [], [locus("D3S1358", TABLE, models=(0, 0))])).markers[0]
    men = read_familias(project([], [], [locus("D3S1358", TABLE, models=(4, 4))])).markers[0]
    assert np.allclose(mixed.matrix("F"), women.matrix("F"))
    assert np.allclose(mixed.matrix("M"), men.matrix("M"))


def test_no_mutation_is_no_model():
    lines = locus("D3S1358", TABLE, rates=(0, 0))
    lines[8] = lines[9] = 0
    assert read_familias(project([], [], [lines])).markers[0].mutation.model == "none"


def test_a_silent_allele_is_read_last_also_with_two_models():
    table = {"10": 0.4, "11": 0.5}
    for models in ((4, 4), (0, 4)):
        marker = read_familias(project([], [], [locus("D3S1358", table, silent=0.1, models=models)])).markers[0]
        assert marker.alleles == ("10", "11", "silent")
        assert marker.matrix("M")[2].tolist() == [0.0, 0.0, 1.0]


def test_a_rest_allele_in_a_stepwise_model_falls_back_to_a_plainer_one_and_says_so():
    read = read_familias(project([], [], [locus("D3S1358", {"10": 0.5, "Rest allele": 0.5})]))
    assert read.markers[0].alleles == ("10", "rest")
    assert read.markers[0].mutation == Mutation("equal", Rates(0.002), Rates(0.001))
    assert "the model equal, with the same rates" in says(read)


def test_an_impossible_rate_leaves_no_mutation_model():
    read = read_familias(project([], [], [locus("D3S1358", TABLE, rates=(0.1, 7))]))
    assert read.markers[0].mutation.model == "none"
    assert "no mutation model" in says(read)


def test_extra_people_of_a_pedigree_get_names():
    people = [person("A", "M"), person("B", "M")]
    trees = [tree(0, "brothers", (3, 0), (2, 0), (3, 1), (2, 1), women=1, men=1)]
    (family,) = read_familias(project(people, trees, DATABASE)).families
    assert {one.id for one in family.pedigree.people} == {"A", "B", "woman 1 of brothers", "man 1 of brothers"}
    assert family.pedigree.by_id["A"].father == "man 1 of brothers"


def test_known_relations_stand_in_every_pedigree():
    people = [person("A", "M"), person("B", "F"), person("C", "M")]
    read = read_familias(project(people, [tree(0, "x"), tree(1, "y", (0, 2))], DATABASE, known=(0, 0, 1, 1, 2)))
    assert [family.pedigree.by_id["C"].mother for family in read.families] == ["B", "B"]
    assert [family.pedigree.by_id["C"].father for family in read.families] == ["father of C", "A"]
    assert "only one parent of 'C'" in says(read)


def test_drop_out_is_that_of_the_loci_where_a_person_is_marked_for_it():
    people = [person("A", "M", (0, 1, 0), about="-1 (Consider dropouts)"), person("B", "F", (0, 1, 0))]
    assert [sample.dropout for sample in read_familias(project(people, [], DATABASE)).samples] == [0.05, 0.0]


def test_a_database_alone_is_read():
    read = read_familias(project([], [], DATABASE))
    assert [marker.name for marker in read.markers] == ["D3S1358", "TH01"]
    assert (read.families, read.samples, read.problems) == ((), (), ())


def test_the_dvi_part_gives_unidentified_persons_and_families():
    read = read_familias(project([], [], DATABASE, more=DVI))
    assert [(sample.id, sample.sex) for sample in read.samples] == [("V1", "M"), ("V2", "F")]
    assert read.samples[0].genotypes == {"D3S1358": ("11", "12"), "TH01": ("6", "9.3")}
    assert read.samples[1].genotypes == {}
    (family,) = read.families
    assert family.missing == ("Missing person",)
    assert family.profiles == {"Mother": {"D3S1358": ("11", "13")}}
    assert family.pedigree.by_id["Missing person"].mother == "Mother"
    for said in ("'OL' means", "[Prior]", "[Advanced]", "[Notes]", "only one parent of 'Missing person'"):
        assert said in says(read)
    assert balanced(read)


def test_a_parent_of_unknown_sex_gets_it_from_the_other_parent():
    more = DVI.replace(
        "Parent= Mother\nChild= Brother", "Parent= Mother\nChild= Brother\nParent= Father\nChild= Brother"
    )
    read = read_familias(project([], [], DATABASE, more=more))
    assert read.families[0].pedigree.by_id["Brother"].father == "Father"
    assert read.families[0].missing == ("Missing person",)
    assert "'Father': in the pedigree, not among the persons" in says(read)


def test_a_parent_whose_sex_cannot_be_told_holds_the_family():
    more = DVI.replace("Gender= Female", "Gender= Unknown")
    read = read_familias(project([], [], DATABASE, more=more))
    assert read.families == ()
    assert "not one man and one woman" in says(read)
    assert balanced(read)


# ── damaged files ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("data", [b"", b"hello\nworld\n", b"\xff\xfe", b"Familias", "Familias".encode("utf-16")])
def test_what_is_no_project_is_a_problem(data):
    read = read_familias(data)
    assert read.problems
    assert read.markers == ()
    assert balanced(read)


def test_a_project_that_ends_early_keeps_what_stands_before():
    lines = PATERNITY.split(b"\n")
    for length in range(len(lines)):
        read = read_familias(b"\n".join(lines[:length]))
        assert balanced(read)
        assert read.problems or read.n_rows_in == len(lines) - 1
    assert len(read_familias(b"\n".join(lines[:-10])).markers) == 1


def test_lines_after_the_database_are_said():
    read = read_familias(PATERNITY + b"more\nand more\n")
    assert "2 lines that are not understood" in says(read)
    assert read.n_rows_refused == 2


def test_twins_and_precomputed_probabilities_are_said_and_end_the_part():
    twins = PATERNITY.replace(b'"H1"\n0\n0\n2\n0\n2', b'"H1"\n0\n0\n2\n0 (Direct)\n2')
    assert "identical twins" in says(read_familias(twins))
    assert "precomputed probabilities" in says(read_familias(PATERNITY.replace(b"#FALSE# (#Data", b"#TRUE# (#Data")))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"10"\n0.1', b'"10"\nx'),
        (b"\n0\n1\n0\n0\n1\n1\n", b"\n0\n9\n0\n0\n1\n1\n"),
        (b"\n0\n1\n0\n0\n1\n1\n", b"\n0\n1\n0\n0\n1\n0\n"),
        (b"Known relations", b"Unknown relations"),
        (b'"6"\n0.4', b'"6"\n0.9'),
        (b'"6"', b'"9.3"'),
        (b"Fst: 0.02", b"Fst: 7"),
        (b"\n3\n", b"\n-3\n"),
        (b"\n3\n", b"\n999999999\n"),
        (b'"H2"', b'""'),
        (b'"MO"', b'"AF"'),
    ],
)
def test_one_wrong_line_is_said_and_never_misread(old, new):
    assert old in PATERNITY
    read = read_familias(PATERNITY.replace(old, new, 1))
    assert read.problems
    assert balanced(read)


def test_a_small_file_cannot_ask_for_much_memory():
    trees = [line for number in range(2000) for line in tree(number, f"t{number}", women=100, men=100)]
    read = read_familias(project([person(f"p{number}", "M") for number in range(3000)], [trees], DATABASE))
    assert read.problems
