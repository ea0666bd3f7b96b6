import json
from itertools import product
from math import log, log10
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.actions.dna.identify import answer_collection, count_sex_consistent, identify_file
from homeward.errors import InvalidCase
from homeward.evidence.dna.comparison.panel import Panel
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.frequency import RareAlleleRule
from homeward.evidence.dna.pedigree import Pedigree, Person
from homeward.evidence.dna.profile import Sample
from homeward.identify.collection import Collection
from homeward.identify.prior import Prior
from tests.actions import MARKER, Case, as_bytes, collection, father_and_son

P7, P8, P9 = MARKER["freqs"]
TREE = [["FA", None, None, "M"], ["MO", None, None, "F"], ["SON", "FA", "MO", "M"]]
KEYS = {
    "rows_found",
    "columns_missing",
    "log10_lr",
    "mismatching_loci",
    "ln_likelihood_unmatched",
    "number_of_sex_consistent_assignments",
    "joint",
    "claims",
    "not_ours",
    "reassociation",
    "settings",
}


def one_son(*found: str | None, **parts: Any) -> Case:
    """A father 7/8 whose son is missing, and remains that show these genotypes."""
    family = {"id": "F", "pedigree": TREE, "genotypes": {"FA": {"L1": "7/8"}}, "missing": ["SON"]}
    rows = [{"id": f"R{k}", "sex": "M", "genotypes": {"L1": text}} for k, text in enumerate(found)]
    return {"kind": "dvi", "id": "one", "markers": [MARKER], "families": [family], "found": rows} | parts


def answer_of(file: Case, **options: Any) -> dict[str, Any]:
    identified = identify_file(as_bytes(file), rule=RareAlleleRule(), **options)
    whole = json.loads(json.dumps(answer_collection(identified), allow_nan=False))
    result: dict[str, Any] = whole["answer"]
    return result


# ── by hand ──


def test_one_pair_under_a_flat_prior_gets_its_ratio_over_one_more():
    answer = answer_of(one_son("7/7"))
    assert answer["log10_lr"] == [[pytest.approx(1.0)]]
    assert answer["joint"]["marginal_posterior"] == {"R0": {"SON": pytest.approx(10 / 11), "*": pytest.approx(1 / 11)}}
    assert answer["number_of_sex_consistent_assignments"] == answer["joint"]["assignments"] == 2


def test_weights_of_one_ten_and_a_hundred_stand_beside_the_prior():
    by_w = answer_of(one_son("7/7"))["joint"]["by_w"]
    shares = {w: by_w[w]["marginal_posterior"]["R0"]["SON"] for w in by_w}
    assert shares == {"1": pytest.approx(10 / 11), "10": pytest.approx(10 / 20), "100": pytest.approx(10 / 110)}


def test_an_open_prior_of_one_listed_in_four_is_a_weight_of_three():
    answer = answer_of(one_son("7/7"), prior=Prior("open", listed=0.25))
    assert answer["joint"]["marginal_posterior"]["R0"]["SON"] == pytest.approx(10 / 13)
    assert "open" in answer["settings"]["prior"]


def test_the_case_brings_its_prior_and_the_caller_may_override_it():
    file = one_son("7/7", prior={"kind": "open", "listed": 0.25})
    assert answer_of(file)["joint"]["marginal_posterior"]["R0"]["SON"] == pytest.approx(10 / 13)
    over = answer_of(file, prior=Prior())["joint"]["marginal_posterior"]["R0"]["SON"]
    assert over == pytest.approx(10 / 11)


def test_two_remains_share_one_place_and_the_best_assignments_come_in_order():
    answer = answer_of(one_son("7/7", "7/8"))
    ratio = (P7 + P8) / 2 / (2 * P7 * P8)
    total = 1 + 10 + ratio
    top = answer["joint"]["top"]
    assert [item["assignment"] for item in top] == [
        {"R0": "SON", "R1": None},
        {"R0": None, "R1": "SON"},
        {"R0": None, "R1": None},
    ]
    assert [item["posterior"] for item in top] == [pytest.approx(x / total) for x in (10, ratio, 1)]
    assert [item["best_over_this"] for item in top] == [pytest.approx(10 / x) for x in (10, ratio, 1)]
    assert [item["ln_lr_against_nobody_matched"] for item in top] == [
        pytest.approx(log(x), abs=1e-9) for x in (10, ratio, 1)
    ]


def test_likelihoods_with_nobody_matched_are_products_of_frequencies():
    answer = answer_of(one_son("7/7", "7/9"))
    unmatched = answer["ln_likelihood_unmatched"]
    assert unmatched["families"] == {"F": pytest.approx(log(2 * P7 * P8))}
    assert unmatched["found"] == {"R0": pytest.approx(log(P7**2)), "R1": pytest.approx(log(2 * P7 * P9))}
    nobody = [item for item in answer["joint"]["top"] if item["assignment"] == {"R0": None, "R1": None}]
    assert nobody[0]["ln_likelihood"] == pytest.approx(sum(v for part in unmatched.values() for v in part.values()))


@pytest.mark.parametrize("prior", [Prior(), Prior("open", listed=0.1), Prior("weight", weight=50.0), Prior("closed")])
def test_the_likelihood_of_an_assignment_does_not_depend_on_the_prior(prior):
    top = answer_of(one_son("7/7", "9/9"), prior=prior)["joint"]["top"]
    matched = next(item for item in top if item["assignment"]["R0"] == "SON")
    assert matched["ln_lr_against_nobody_matched"] == pytest.approx(log(10), abs=1e-6)


def two_parts(n_loci: int) -> Case:
    names = [f"M{k}" for k in range(n_loci)]
    file = one_son("7/7", "7/7", markers=[MARKER, *(MARKER | {"name": name} for name in names)])
    for row in file["found"]:
        row["part"] = True
        row["genotypes"] |= dict.fromkeys(names, "7/7")
    return file


def test_where_parts_may_be_of_one_body_no_single_ratio_is_claimed_for_an_assignment():
    top = answer_of(two_parts(0))["joint"]["top"]
    assert {item["ln_lr_against_nobody_matched"] for item in top} == {None}


def test_the_likelihood_of_a_body_of_merged_parts_does_not_depend_on_the_prior_either():
    values = []
    for prior in (Prior(), Prior("weight", weight=50.0)):
        answer = answer_of(two_parts(4), prior=prior)
        assert answer["reassociation"] == [{"samples": ["R0", "R1"], "probability": 1.0}]
        best = next(item for item in answer["joint"]["top"] if set(item["assignment"].values()) == {"SON"})
        values.append(best["ln_lr_against_nobody_matched"])
    assert values[0] is values[1] is None or values[0] == pytest.approx(values[1])


# ── odd collections ──


@pytest.mark.parametrize(
    "file",
    [
        one_son(),
        one_son("7/7", families=[]),
        one_son(families=[]),
        one_son(None),
        one_son("7/7", markers=[]),
        one_son("8/8", found=[{"id": "R0"}]),
        one_son("7/7", "7/7", "7/7"),
    ],
    ids=[
        "no found",
        "no families",
        "neither",
        "found without genotypes",
        "no markers",
        "found without anything",
        "alike",
    ],
)
def test_odd_collections_have_every_part_of_an_answer(file):
    answer = answer_of(file)
    assert set(answer) >= KEYS
    assert len(answer["log10_lr"]) == len(file["found"])
    for shares in answer["joint"]["marginal_posterior"].values():
        assert sum(shares.values()) == pytest.approx(1.0)


def test_remains_that_nobody_can_be_are_nobodys():
    answer = answer_of(one_son("9/9"))
    assert answer["log10_lr"] == [["-inf"]]
    assert answer["joint"]["marginal_posterior"] == {"R0": {"*": 1.0}}
    assert answer["mismatching_loci"] == [[1]]


def test_a_family_impossible_in_itself_gets_no_ratio_and_no_likelihood():
    tree = [*TREE, ["GIRL", "FA", "MO", "F"]]
    family = {"id": "F", "pedigree": tree, "missing": ["SON"]}
    family |= {"genotypes": {"FA": {"L1": "7/7"}, "GIRL": {"L1": "8/8"}}}
    answer = answer_of(one_son("7/7", families=[family]))
    assert answer["log10_lr"] == [[None]]
    assert answer["ln_likelihood_unmatched"]["families"] == {"F": "-inf"}
    assert answer["joint"]["top"][0]["ln_likelihood"] is None


def test_women_are_not_compared_with_missing_men_unless_sexes_are_ignored():
    file = one_son("7/7")
    file["found"][0]["sex"] = "F"
    assert answer_of(file)["log10_lr"] == [[None]]
    assert answer_of(file | {"ignore_sex": True})["log10_lr"] == [[pytest.approx(1.0)]]


def test_other_evidence_adds_to_the_weight_of_its_pair():
    file = one_son("7/7", weights=[{"found": "R0", "missing": "SON", "log10_lr": 1.0}] * 2)
    assert answer_of(file)["joint"]["marginal_posterior"]["R0"]["SON"] == pytest.approx(1000 / 1001)


def test_a_name_given_twice_by_one_list_counts_once():
    claim = {"found": "R0", "missing": "SON", "reliability": 0.8, "source": "list"}
    once, twice = (answer_of(one_son("7/7", claims=[claim] * n))["joint"]["marginal_posterior"] for n in (1, 2))
    assert once == twice


def test_a_file_that_holds_no_collection_is_refused():
    with pytest.raises(InvalidCase, match="families"):
        identify_file(as_bytes(father_and_son()))


# ── what stands beside the posterior ──


def test_remains_that_fit_another_partys_list_are_said_to_be_not_ours():
    file = one_son("7/7")
    file["families"][0]["party"] = "North"
    [entry] = answer_of(file)["not_ours"]
    assert entry == {
        "found": "R0",
        "party": "North",
        "probability": pytest.approx(10 / 11),
        "probability_ours": 0.0,
        "missing": "SON",
        "log10_lr": pytest.approx(1.0),
    }
    assert answer_of(one_son("7/7"))["not_ours"] == []


def test_parts_that_belong_together_are_named_with_their_probability():
    file = one_son("7/7", "7/7", families=[], parts_per_person=2)
    for row in file["found"]:
        row["part"] = True
    [entry] = answer_of(file)["reassociation"]
    odds = 1 / P7**2  # prior odds (2 - 1) / (2 - 1), weight one over p^2
    assert entry == {"samples": ["R0", "R1"], "probability": pytest.approx(odds / (1 + odds))}


def test_claims_are_answered_with_verdict_and_source():
    [claim] = answer_of(collection())["claims"]
    assert set(claim) == {
        "found", "claimed", "verdict", "log10_lr_dna", "mismatching_loci", "posterior", "fits_better", "source",
    }  # fmt: skip
    assert (claim["found"], claim["claimed"], claim["source"]) == ("R1", "SON", "list of May")


def test_where_the_truth_is_known_it_is_counted():
    file = one_son("7/7", "9/9")
    file["found"][0]["truth"] = "SON"
    file["found"][1]["truth"] = None
    summary = answer_of(file)["summary"]
    assert (summary["pairs_compared"], summary["true_pairs"], summary["true_missing_is_best_for_found"]) == (2, 1, 1)
    assert summary["true_pairs_log10_lr_at_least"]["0"] == 1
    assert summary["false_pairs_log10_lr_at_least"]["0"] == 0


def test_settings_say_what_the_numbers_rest_on():
    settings_ = answer_of(collection())["settings"]
    assert settings_["mutation_models"] == {"stepwise": 1}
    assert settings_["markers"] == 1
    assert settings_["sexes_ignored"] is False
    assert settings_["pairs_dropped_below_log10"] == "-inf"


def test_posteriors_of_a_small_collection_add_up_for_every_weight():
    answer = answer_of(collection())
    for joint in (answer["joint"], *answer["joint"]["by_w"].values()):
        for shares in joint["marginal_posterior"].values():
            assert sum(shares.values()) == pytest.approx(1.0)
        assert sum(item["posterior"] for item in joint["top"]) <= 1.0 + 1e-9


# ── counting assignments ──


def by_trying(found: list[str], sought: list[str]) -> int:
    fits = {pair for pair in product("MFU", repeat=2) if pair[0] == pair[1] or "U" in pair}
    count = 0
    for choice in product((None, *range(len(sought))), repeat=len(found)):
        placed = [k for k in choice if k is not None]
        pairs = [(sex, sought[k]) for sex, k in zip(found, choice, strict=True) if k is not None]
        count += len(placed) == len(set(placed)) and set(pairs) <= fits
    return count


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from("MFU"), max_size=4), st.lists(st.sampled_from("MFU"), max_size=4))
def test_assignments_are_counted_as_by_trying_them_all(found, sought):
    people = tuple(Person(f"m{k}", sex=sex) for k, sex in enumerate(sought))
    families = tuple(Family(p.id, Pedigree((p,)), {}, (p.id,)) for p in people)
    remains = tuple(Sample(f"r{k}", sex) for k, sex in enumerate(found))
    assert count_sex_consistent(Collection(Panel(()), families, remains)) == by_trying(found, sought)
    ignoring = Collection(Panel(()), families, remains, ignore_sex=True)
    assert count_sex_consistent(ignoring) == by_trying(["U"] * len(found), ["U"] * len(sought))


def test_more_assignments_than_a_number_can_hold_exactly_are_not_counted():
    people = [Family(f"m{k}", Pedigree((Person(f"m{k}", sex="M"),)), {}, (f"m{k}",)) for k in range(60)]
    remains = tuple(Sample(f"r{k}", "M") for k in range(60))
    assert count_sex_consistent(Collection(Panel(()), tuple(people), remains)) is None


def test_weights_are_decimal_logarithms_and_likelihoods_natural_ones():
    answer = answer_of(one_son("7/7"))
    best = answer["joint"]["top"][0]
    assert best["ln_lr_against_nobody_matched"] / log(10) == pytest.approx(answer["log10_lr"][0][0])
    assert answer["log10_lr"][0][0] == pytest.approx(log10(10))
    assert np.isfinite(best["ln_likelihood"])
