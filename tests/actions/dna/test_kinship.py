import json
from math import log10
from typing import Any

import numpy as np
import pytest

from homeward.actions.dna.kinship import answer_file, each_case
from homeward.errors import InvalidCase
from homeward.evidence.dna.frequency import RareAlleleRule
from tests.actions import (
    FAMILY,
    MARKER,
    Case,
    as_bytes,
    collection,
    conditional,
    each_kind,
    exclusion,
    father_and_son,
    linked,
    samples,
)
from tests.oracles.dna import cases

HYPOTHESES = ("kinship_lr", "theta", "silent", "x_linked", "dropout")
P7, P8, P9 = MARKER["freqs"]


def answer_of(file: Case) -> dict[str, Any]:
    """The answer of the first case, after a way through strict JSON."""
    whole = json.loads(json.dumps(answer_file(as_bytes(file), RareAlleleRule()), allow_nan=False))
    return next(item for _, item in each_case(whole))


def changed(file: Case, **parts: Any) -> Case:
    return file | {"cases": [file["cases"][0] | parts]}


# ── family trees against each other ──


def test_a_father_is_ten_times_as_probable_as_a_stranger_where_the_formula_says_so():
    answer = answer_of(father_and_son())
    assert answer["log10_lr_total"] == {"father/stranger": pytest.approx(log10(1 / (2 * P7)))}
    assert answer["log10_lr_per_marker"] == {"father/stranger": {"L1": pytest.approx(1.0)}}
    assert answer["log10_likelihood_total"]["stranger"] == pytest.approx(log10(2 * P7 * P8 * P7**2))
    assert answer["posterior_equal_priors"] == {"father": pytest.approx(10 / 11), "stranger": pytest.approx(1 / 11)}


@pytest.mark.parametrize("name", HYPOTHESES)
def test_likelihoods_of_whole_files_are_those_of_other_programs(name):
    own = [case for case in cases(name) if "added" not in json.dumps(case.get("note", ""))][:3]
    whole = answer_file(as_bytes({"kind": name, "cases": own}), RareAlleleRule())
    for case, (identity, answer) in zip(own, each_case(whole), strict=True):
        assert identity == case["id"]
        for hypothesis, values in case["log10_likelihood"].items():
            got = answer["log10_likelihood_per_marker"][hypothesis]  # type: ignore[index]
            want = {marker: pytest.approx(value, abs=1e-8) for marker, value in values.items()}
            assert {marker: got[marker] for marker in values} == want


def test_two_impossible_trees_have_no_ratio():
    file = changed(father_and_son(), genotypes={"FA": {"L1": "8/8"}, "SON": {"L1": "9/9"}, "X": {"L1": "7/7"}})
    tree = [*FAMILY, ["X", "FA", "MO", "F"]]
    answer = answer_of(changed(file, hypotheses={"one": tree, "two": tree}, denominator="two"))
    assert answer["log10_likelihood_total"] == {"one": "-inf", "two": "-inf"}
    assert answer["log10_lr_total"] == {"one/two": None}
    assert answer["posterior_equal_priors"] == {"one": None, "two": None}


def test_one_impossible_tree_is_minus_infinity_against_a_possible_one_and_the_other_way_round():
    file = changed(father_and_son(), genotypes={"FA": {"L1": "8/8"}, "SON": {"L1": "9/9"}})
    assert answer_of(file)["log10_lr_total"] == {"father/stranger": "-inf"}
    assert answer_of(changed(file, denominator="father"))["log10_lr_total"] == {"stranger/father": "+inf"}


def test_where_nobody_is_typed_nothing_is_said():
    answer = answer_of(changed(father_and_son(), genotypes={}))
    assert answer["log10_lr_total"] == {"father/stranger": 0.0}
    assert answer["posterior_equal_priors"] == {"father": 0.5, "stranger": 0.5}


def test_a_marker_at_which_nobody_was_seen_says_nothing():
    file = changed(father_and_son(), markers=[MARKER, MARKER | {"name": "L2"}])
    assert answer_of(file)["log10_lr_per_marker"]["father/stranger"] == {"L1": pytest.approx(1.0), "L2": 0.0}


def test_one_hypothesis_alone_has_a_likelihood_and_no_ratio():
    answer = answer_of(changed(father_and_son(), hypotheses={"father": FAMILY}, denominator="father"))
    assert (answer["log10_lr_total"], answer["posterior_equal_priors"]) == ({}, {"father": 1.0})


def test_without_a_denominator_the_last_hypothesis_is_it():
    file = father_and_son()
    del file["cases"][0]["denominator"]
    assert list(answer_of(file)["log10_lr_total"]) == ["father/stranger"]


def test_twins_named_in_a_case_count_as_twins():
    rows = [*FAMILY[:2], ["SON", "FA", "MO", "M"], ["BOY", "FA", "MO", "M"]]
    file = changed(father_and_son(), hypotheses={"tree": rows}, denominator="tree")
    file = changed(file, genotypes={"SON": {"L1": "7/8"}, "BOY": {"L1": "7/7"}})
    assert answer_of(file)["log10_likelihood_total"]["tree"] > float("-inf")
    assert answer_of(changed(file, twins=[["SON", "BOY"]]))["log10_likelihood_total"]["tree"] == "-inf"


# ── one person asked for ──


def test_what_the_son_of_a_father_should_show_is_half_from_him():
    answer = answer_of(conditional())["L1"]
    assert answer["log10_likelihood_of_relatives"] == pytest.approx(log10(2 * P7 * P8))
    assert answer["distribution"] == {
        "7/7": pytest.approx(P7 / 2),
        "7/8": pytest.approx((P7 + P8) / 2),
        "8/8": pytest.approx(P8 / 2),
        "7/9": pytest.approx(P9 / 2),
        "8/9": pytest.approx(P9 / 2),
    }


def test_the_distribution_is_that_of_another_program():
    for case in cases("conditional_genotypes")[:3]:
        name = case["marker"]["name"]
        file = {"kind": "conditional_genotypes", "cases": [case | {"markers": [case["marker"]]}]}
        answer = answer_of(file)[name]
        assert answer["log10_likelihood_of_relatives"] == pytest.approx(case["log10_likelihood_of_relatives"], abs=1e-8)
        want = {"/".join(sorted(key.split("/"))): value for key, value in case["distribution"].items()}
        got = {"/".join(sorted(key.split("/"))): value for key, value in answer["distribution"].items()}
        assert got == pytest.approx(want, abs=1e-9)


def test_relatives_who_are_impossible_together_leave_no_distribution():
    file = conditional()
    file["cases"][0] |= {"genotypes": {"FA": {"L1": "7/7"}, "BOY": {"L1": "8/8"}}}
    assert answer_of(file)["L1"] == {"log10_likelihood_of_relatives": "-inf", "distribution": {}}


def test_a_father_excludes_whoever_has_neither_of_his_alleles():
    answer = answer_of(exclusion())
    assert answer["exclusion_probability_per_marker"] == {"L1": pytest.approx(P9**2)}
    assert answer["exclusion_probability_total"] == pytest.approx(P9**2)
    assert answer["expected_number_of_excluding_loci"] == pytest.approx(P9**2)


@pytest.mark.parametrize("person", ["SON", "FA", "nobody"])
def test_only_an_untyped_person_of_the_pedigree_can_be_asked_for(person):
    file = conditional()
    file["cases"][0] |= {"target": person}
    if person == "SON":
        assert answer_of(file)
    else:
        with pytest.raises(InvalidCase, match=person):
            answer_of(file)


# ── matrices, pairs of markers, samples ──


@pytest.mark.parametrize("case", cases("mutation_matrices"), ids=lambda case: case["id"])
def test_mutation_matrices_and_what_is_said_of_them_are_those_of_other_programs(case):
    answer, want = answer_of({"kind": "mutation_matrices", "cases": [case]}), case["expected"]
    assert np.array(answer["matrix_from_row_to_column"]) == pytest.approx(
        np.array(want["matrix_from_row_to_column"]), abs=1e-9
    )
    for key in ("stationary", "reversible", "lumpable_always"):
        if key in want:
            assert answer[key] is want[key]


def test_two_linked_markers_are_as_probable_as_another_program_says():
    for case in cases("linked_pairs"):
        pair = [marker["name"] for marker in case["markers"]]
        answer = answer_of({"kind": "linked_pairs", "cases": [case | {"linked_pair": pair}]})
        want = {name: pytest.approx(float(value), abs=1e-8) for name, value in case["log10_likelihood_pair"].items()}
        assert {name: float(v) for name, v in answer["log10_likelihood_pair"].items()} == want


def test_markers_so_far_apart_that_they_are_free_weigh_as_if_unlinked():
    answer = answer_of(changed(linked(), recombination_rate=0.5))
    for name, value in answer["log10_lr_linked"].items():
        assert value == pytest.approx(answer["log10_lr_if_treated_as_unlinked"][name])


def test_a_distance_of_fifty_centimorgan_is_a_rate_by_haldane():
    file = linked()
    del file["cases"][0]["recombination_rate"]
    by_distance = answer_of(changed(file, distance_cM=50.0))
    by_rate = answer_of(changed(file, recombination_rate=0.5 * (1 - np.exp(-1.0))))
    assert by_distance["log10_lr_linked"] == pytest.approx(by_rate["log10_lr_linked"])


def test_other_markers_add_to_a_linked_pair():
    file = linked()
    case = file["cases"][0]
    people = list(case["genotypes"])
    typed = {person: case["genotypes"][person] | {"L1": "7/8"} for person in people}
    answer = answer_of(changed(file, markers=[*case["markers"], MARKER], genotypes=typed))
    for name, total in answer["log10_lr_total"].items():
        assert total == pytest.approx(answer["log10_lr_linked"][name] + answer["log10_lr_other_markers"][name])


def test_samples_of_one_rare_genotype_match_and_another_does_not():
    answer = answer_of(samples())
    match = pytest.approx(log10(1 / P7**2))
    assert answer["log10_lr"] == [[None, match, "-inf"], [match, None, "-inf"], ["-inf", "-inf", None]]
    assert answer["mismatching_loci"] == [[None, 0, 1], [0, None, 1], [1, 1, None]]
    assert answer["shared_loci"] == [[0, 1, 1], [1, 0, 1], [1, 1, 0]]
    assert answer["groups_at_lr_10000"] == [["A"], ["B"], ["C"]]
    assert answer["log10_lr_with_errors"][0][1] < answer["log10_lr"][0][1]


def test_samples_without_errors_are_answered_once():
    file = samples()
    for row in file["samples"]:
        row["dropout"] = 0.0
    assert "log10_lr_with_errors" not in answer_of(file)


def test_no_samples_give_empty_lists():
    answer = answer_of(samples() | {"samples": []})
    assert (answer["log10_lr"], answer["groups_at_lr_10000"]) == ([], [])


# ── the file ──


@pytest.mark.parametrize("kind", each_kind())
def test_the_kind_of_a_file_is_read_from_its_keys_too(kind):
    file = dict(each_kind()[kind])
    named = answer_file(as_bytes(file), RareAlleleRule())
    del file["kind"]
    unnamed = answer_file(as_bytes(file), RareAlleleRule())
    alike = ("kinship_lr", "theta", "silent", "x_linked", "dropout")
    assert unnamed["kind"] == (kind if kind not in alike else "kinship_lr")
    assert unnamed.get("cases", unnamed.get("answer")) == named.get("cases", named.get("answer"))


def test_a_collection_is_sent_to_the_command_that_answers_it():
    with pytest.raises(InvalidCase, match="homeward identify"):
        answer_file(as_bytes(collection()))


def test_several_cases_are_answered_in_order():
    file = {"kind": "kinship_lr", "cases": [father_and_son()["cases"][0] | {"id": name} for name in "cab"]}
    assert [name for name, _ in each_case(answer_file(as_bytes(file)))] == ["c", "a", "b"]


def test_an_allele_outside_its_table_is_added_by_the_rule_and_said():
    file = changed(father_and_son(), genotypes={"FA": {"L1": "7/12"}, "SON": {"L1": "12/12"}})
    [case] = answer_file(as_bytes(file), RareAlleleRule(minimum=0.01))["cases"]  # type: ignore[misc]
    assert case["notes"] == ["L1: allele 12 added at 0.01"]
    assert case["answer"]["log10_lr_total"]["father/stranger"] == pytest.approx(log10(1 / (2 * 0.01 / 1.01)))
