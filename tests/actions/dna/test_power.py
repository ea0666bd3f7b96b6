import json
from math import log10
from typing import Any

import pytest

from homeward.actions.dna.power import PowerQuestion, people_of, power_file
from homeward.errors import HomewardError, InvalidCase, InvalidInput
from homeward.evidence.dna.frequency import RareAlleleRule
from homeward.identify.prior import Prior
from tests.actions import FAMILY, MARKER, Case, as_bytes, collection, exclusion, father_and_son

P9 = MARKER["freqs"][2]
TREE = FAMILY[:3]


def family(**parts: Any) -> Case:
    own = {"id": "F", "pedigree": TREE, "genotypes": {"FA": {"L1": "7/8"}}, "missing": ["SON"]} | parts
    return {"kind": "dvi", "id": "one", "markers": [MARKER], "families": [own]}


def answer_of(file: Case, **parts: Any) -> dict[str, Any]:
    question = PowerQuestion(**({"n_relatives": 1, "n_more": 2, "seed": 1} | parts))
    answer: dict[str, Any] = json.loads(
        json.dumps(power_file(as_bytes(file), question, RareAlleleRule()), allow_nan=False)
    )
    return answer


def test_a_father_excludes_whoever_has_neither_of_his_alleles():
    [person] = people_of(answer_of(family()))
    assert person["exclusion_probability_total"] == pytest.approx(P9**2)
    assert person["exclusion_probability_per_marker"] == {"L1": pytest.approx(P9**2)}
    assert person["donors"] == ["FA"]


def test_the_ratio_if_true_is_weighed_over_all_that_the_son_may_show():
    # the son of 7/8 shows 7/9, 8/9, 7/8, 7/7 or 8/8; log10 of P(g | father) / P(g), averaged over P(g | father)
    p = dict(zip(MARKER["alleles"], MARKER["freqs"], strict=True))
    son = {("7", "7"): p["7"] / 2, ("8", "8"): p["8"] / 2, ("7", "8"): (p["7"] + p["8"]) / 2}
    son |= {(a, "9"): p["9"] / 2 for a in "78"}
    stranger = {g: p[g[0]] * p[g[1]] * (2 - (g[0] == g[1])) for g in son}
    expected = sum(chance * log10(chance / stranger[g]) for g, chance in son.items())
    [person] = people_of(answer_of(family()))
    assert person["log10_lr_if_true"]["mean"] == pytest.approx(expected, abs=1e-3)
    assert person["log10_lr_if_unrelated"]["impossible"] == pytest.approx(P9**2)


def test_a_case_without_families_is_answered_one_pedigree_at_a_time():
    answer = answer_of(exclusion())
    assert [case["id"] for case in answer["cases"]] == ["son"]
    [person] = people_of(answer)
    assert person["exclusion_probability_total"] == pytest.approx(P9**2)


def test_the_weight_needed_grows_with_the_list_and_shrinks_with_the_chance_to_be_listed():
    def needed(file, listed):
        return answer_of(file, prior=Prior("open", listed=listed))["log10_lr_needed"]

    assert needed(family(), 0.9) < needed(family(), 0.1)
    assert needed(family(), 0.5) < needed(collection(), 0.5)


def test_asking_the_mother_too_never_expects_less():
    [person] = people_of(answer_of(family()))
    advice = person["whom_to_ask"]
    assert [asked["relatives"] for asked in advice["each"]] == [["MO"]]
    assert advice["each"][0]["gain"] >= -1e-9
    assert advice["each"][0]["expected_log10_lr"] >= advice["now"]["expected_log10_lr"] - 1e-9


def test_whoever_cannot_be_asked_is_not_proposed():
    [person] = people_of(answer_of(family(unavailable=["MO"])))
    assert person["whom_to_ask"]["each"] == person["whom_to_ask"]["together"] == []


def test_the_same_seed_gives_the_same_advice():
    assert answer_of(collection()) == answer_of(collection())


def test_a_family_impossible_in_itself_is_said_to_be_and_the_others_are_answered():
    tree = [*TREE, ["GIRL", "FA", "MO", "F"]]
    bad = {"id": "bad", "pedigree": [[f"x{i}" if i and k < 3 else i for k, i in enumerate(row)] for row in tree]}
    bad |= {"genotypes": {"xFA": {"L1": "7/7"}, "xGIRL": {"L1": "8/8"}}, "missing": ["xSON"]}
    file = family()
    file["families"].append(bad)
    answer = answer_of(file)
    good, impossible = people_of(answer)
    assert "log10_lr_if_true" in good
    assert impossible["impossible"]
    assert answer["collection"]["families_impossible_in_themselves"] == ["bad"]


def test_families_alone_are_enough_and_found_people_change_nothing():
    alone = collection()
    del alone["found"]
    for key in ("claims", "weights"):
        del alone[key]
    assert answer_of(alone)["people"] == answer_of(collection())["people"]


def test_a_family_where_nobody_is_typed_can_prove_nothing_yet():
    [person] = people_of(answer_of(family(genotypes={})))
    assert person["log10_lr_if_true"]["mean"] == pytest.approx(0.0, abs=1e-9)
    assert person["donors"] == []
    assert person["exclusion_probability_total"] == pytest.approx(0.0, abs=1e-12)


def test_no_families_have_nobody_to_ask():
    answer = answer_of(family() | {"families": []})
    assert (answer["people"], answer["collection"]["missing_persons"]) == ([], 0)


@pytest.mark.parametrize("question", [{"n_more": -1}, {"n_relatives": 0}])
def test_a_question_that_cannot_be_meant_is_refused(question):
    with pytest.raises(InvalidInput):
        answer_of(family(), **question)


def test_a_case_without_a_missing_person_is_refused():
    with pytest.raises(InvalidCase):
        answer_of(father_and_son())


def test_a_missing_person_with_a_profile_is_refused():
    with pytest.raises(HomewardError, match="SON"):
        answer_of(family(genotypes={"SON": {"L1": "7/7"}}))


def test_a_case_without_markers_is_refused():
    with pytest.raises(InvalidCase, match="markers"):
        answer_of(collection() | {"markers": []})
