import csv
import json
from math import log10
from pathlib import Path
from typing import Any

import pytest

from homeward.actions.dna.kinship import answer_file
from homeward.errors import HomewardError, InvalidCase
from tests.actions import Case, as_bytes, lineage

ORACLES = Path(__file__).parents[2] / "oracles"


def answer_of(file: Case) -> dict[str, Any]:
    whole = json.loads(json.dumps(answer_file(as_bytes(file)), allow_nan=False))
    result: dict[str, Any] = whole["answer"]
    return result


def only(**lists: Any) -> Case:
    return {"kind": "lineage"} | lists


def test_a_haplotype_never_seen_among_a_hundred_has_the_bounds_of_the_formulas():
    count = answer_of(lineage())["counting"][0]
    assert count["proportion"] == 0.0
    assert count["x_plus_1_over_n_plus_1"] == pytest.approx(1 / 101)
    assert count["x_plus_2_over_n_plus_2"] == pytest.approx(2 / 102)
    assert count["upper95_one_sided_clopper_pearson"] == pytest.approx(1 - 0.05 ** (1 / 100))
    assert count["upper95_two_sided_clopper_pearson"] == pytest.approx(1 - 0.025 ** (1 / 100))


def test_counts_are_those_of_another_program():
    lines = [line for line in (ORACLES / "lineage_counts.csv").read_text().splitlines() if not line.startswith("#")]
    rows = list(csv.DictReader(lines))
    answers = answer_of(only(counting=[{"x": int(r["n_seen"]), "n": int(r["n_database"])} for r in rows]))["counting"]
    for row, answer in zip(rows, answers, strict=True):
        assert answer["upper95_one_sided_clopper_pearson"] == pytest.approx(float(row["upper_one_sided"]))
        assert answer["upper95_two_sided_clopper_pearson"] == pytest.approx(float(row["upper_two_sided"]))


def test_distant_kinship_lifts_a_rare_haplotype():
    assert answer_of(lineage())["theta"] == [{"expected_match_probability": pytest.approx(0.02 + 0.98 * 0.01)}]


def test_kappa_counts_the_new_haplotype_among_the_singletons():
    [answer] = answer_of(lineage())["kappa"]
    assert answer["kappa"] == pytest.approx(51 / 101)
    assert answer["match_probability"] == pytest.approx((1 - 51 / 101) / 101)
    assert answer["inverse"] == pytest.approx(1 / answer["match_probability"])


def test_one_cluster_of_discrete_laplace_is_a_product_over_loci():
    [answer] = answer_of(lineage())["discrete_laplace"]
    at_centre, two_steps_off = (1 - 0.2) / (1 + 0.2), (1 - 0.3) / (1 + 0.3) * 0.3**2
    assert answer["expected_frequency"] == [pytest.approx(at_centre * two_steps_off)]


def test_one_step_between_father_and_son_is_half_the_rate():
    [answer] = answer_of(lineage())["patriline"]
    assert answer["p_per_locus"] == {"DYS1": pytest.approx(0.001)}
    assert answer["p_b_given_a"] == pytest.approx(0.001)
    assert answer["log10_lr_same_patriline"] == pytest.approx(log10(0.001 / 0.001), abs=1e-12)


def test_a_step_that_cannot_be_is_minus_infinity():
    case = lineage()["patriline"][0] | {"haplotype_b": {"DYS1": "19"}}
    assert answer_of(only(patriline=[case]))["patriline"][0]["log10_lr_same_patriline"] == "-inf"


def test_every_list_stands_beside_its_answers():
    whole = answer_file(as_bytes(lineage()))
    for name in ("counting", "theta", "kappa", "discrete_laplace", "patriline"):
        assert [item["answer"] for item in whole[name]] == whole["answer"][name]  # type: ignore[attr-defined, index]


def test_a_file_without_a_question_says_which_there_are():
    with pytest.raises(InvalidCase, match="counting, theta, kappa, discrete_laplace, patriline"):
        answer_file(as_bytes(only()))


@pytest.mark.parametrize(
    "lists",
    [
        {"counting": [{"x": -1, "n": 10}]},
        {"counting": [{"x": 11, "n": 10}]},
        {"counting": [{"x": 0, "n": 0}]},
        {"counting": [{"x": 1.5, "n": 10}]},
        {"counting": [{"x": 1}]},
        {"counting": {"x": 1, "n": 10}},
        {"theta": [{"p": 2, "theta": 0.1}]},
        {"theta": [{"p": 0.1, "theta": -0.1}]},
        {"kappa": [{"singletons_in_database": 11, "database_size": 10}]},
        {"kappa": [{"singletons_in_database": 10, "database_size": 10}]},
        {"discrete_laplace": [{"centres": [], "weights": [], "p_per_cluster_and_locus": [], "haplotypes": []}]},
        {"discrete_laplace": [lineage()["discrete_laplace"][0] | {"weights": ["half"]}]},
        {"discrete_laplace": [lineage()["discrete_laplace"][0] | {"weights": [0.3, 0.7]}]},
        {"discrete_laplace": [lineage()["discrete_laplace"][0] | {"weights": [-1]}]},
        {"discrete_laplace": [lineage()["discrete_laplace"][0] | {"p_per_cluster_and_locus": [{"DYS1": 0.2}]}]},
        {
            "discrete_laplace": [
                lineage()["discrete_laplace"][0] | {"p_per_cluster_and_locus": [{"DYS1": 2, "DYS2": 0.1}]}
            ]
        },
        {"discrete_laplace": [lineage()["discrete_laplace"][0] | {"centres": [{"DYS1": "x", "DYS2": 13}]}]},
        {"patriline": [lineage()["patriline"][0] | {"rates": {}}]},
        {"patriline": [lineage()["patriline"][0] | {"rates": {"DYS1": 3}}]},
        {"patriline": [lineage()["patriline"][0] | {"meioses_between": -1}]},
        {"patriline": [lineage()["patriline"][0] | {"meioses_between": 1.5}]},
        {"patriline": [lineage()["patriline"][0] | {"haplotype_a": {"DYS1": "abc"}}]},
        {"patriline": [lineage()["patriline"][0] | {"haplotype_b_population_frequency": 0}]},
    ],
    ids=lambda value: json.dumps(value)[:70],
)
def test_a_question_that_cannot_be_meant_is_refused(lists):
    with pytest.raises(HomewardError) as refusal:
        answer_file(as_bytes(only(**lists)))
    assert str(refusal.value)
