import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.evidence.dna.comparison.panel import Panel
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.pedigree import nuclear
from homeward.evidence.dna.profile import Sample
from homeward.identify.collection import Collection, compare
from homeward.identify.identification import identify
from homeward.identify.prior import Prior
from homeward.identify.workflow import _undisputed, conclude
from tests.identify.test_identification import collection_from
from tests.oracles.dna import cases

AM, PM, SURE = "AM", "PM", "undisputed_matches_threshold_10000"
N = 6
MARKERS = tuple(Marker(f"D{k}", ("8", "9", "10"), np.array([0.05, 0.05, 0.9])) for k in range(N))
RARE, OTHER, COMMON = ({f"D{k}": pair for k in range(N)} for pair in (("8", "8"), ("9", "9"), ("10", "10")))


def parents_of(name, profile, missing=("c",)):
    """A typed father and mother who share the profile, and their missing children."""
    pedigree = nuclear(f"{name}.f", f"{name}.m", *((f"{name}.{child}", "M") for child in missing))
    typed = {f"{name}.f": profile, f"{name}.m": profile}
    return Family(name, pedigree, typed, tuple(f"{name}.{child}" for child in missing))


def tables_of(families, **found):
    samples = tuple(Sample(name, "M", profile) for name, profile in found.items())
    collection = Collection(Panel(MARKERS), tuple(families), samples)
    answer = conclude(collection, compare(collection), identify(collection, Prior()))
    return answer[SURE], *(answer["workflow_summary_threshold_10000"][side] for side in (AM, PM))


def test_a_pair_without_rivals_above_the_threshold_is_undisputed():
    sure, sought, found = tables_of([parents_of("A", RARE)], x=RARE, y=COMMON)
    assert [(row["Missing"], row["Sample"]) for row in sure] == [("A.c", "x")]
    assert sought[0]["Conclusion"] == found[0]["Conclusion"] == "Undisputed"
    assert found[1]["Conclusion"] == "Excluded"


def test_two_found_people_who_fit_equally_well_are_disputed():
    sure, sought, found = tables_of([parents_of("A", RARE)], x=RARE, y=RARE)
    assert sure == []
    assert sought[0]["Conclusion"] == "Disputed"
    assert [row["Conclusion"] for row in found] == ["Disputed", "Disputed"]


def test_one_found_person_who_fits_two_families_is_disputed():
    sure, sought, found = tables_of([parents_of("A", RARE), parents_of("B", RARE)], x=RARE)
    assert sure == []
    assert [row["Conclusion"] for row in sought] == ["Disputed", "Disputed"]
    assert found[0]["Comment"] == "Best: A.c"


def test_a_little_weight_is_inconclusive_and_none_is_no_match():
    sure, sought, found = tables_of([parents_of("A", RARE)], x={"D0": ("8", "8")}, y=OTHER)
    assert sure == []
    assert sought[0]["Conclusion"] == found[0]["Conclusion"] == "Inconclusive"
    assert found[1]["Conclusion"] == "Excluded"


def test_brothers_that_dna_cannot_tell_apart_are_no_undisputed_match():
    sure, sought, _ = tables_of([parents_of("A", RARE, ("c", "d"))], x=RARE, y=RARE)
    assert sure == []
    assert {row["Conclusion"] for row in sought} <= {"Disputed", "Inconclusive", "No match"}


def test_with_nobody_found_nobody_matches():
    sure, sought, found = tables_of([parents_of("A", RARE)])
    assert (sure, found) == ([], [])
    assert sought[0]["Conclusion"] == "No match"


def test_a_settled_pair_leaves_the_table_for_the_others():
    # B is disputed between x and y until x is settled with A: then y is the only one left
    lr = np.array([[1e12, 1e6], [0.0, 1e5]])
    assert _undisputed(lr) == {(0, 0): 1, (1, 1): 2}


@settings(deadline=None)
@given(st.integers(0, 10**6))
def test_whoever_is_undisputed_has_no_rival_within_the_threshold_among_those_left(seed):
    rng = np.random.default_rng(seed)
    lr = 10.0 ** rng.integers(-2, 12, (4, 4))
    settled = _undisputed(lr)
    assert len({i for i, _ in settled}) == len({j for _, j in settled}) == len(settled)
    for (i, j), step in settled.items():
        earlier = [pair for pair, when in settled.items() if when < step]
        rivals = [
            lr[k, m]
            for k, m in np.ndindex(4, 4)
            if ((k == i) != (m == j)) and k not in [a for a, _ in earlier] and m not in [b for _, b in earlier]
        ]
        assert lr[i, j] >= 1e4 * max(rivals, default=0.0)


@pytest.mark.parametrize("case", cases("joint"), ids=lambda case: case["id"])
def test_every_missing_and_every_found_person_gets_one_line(case):
    collection = collection_from(case)
    answer = conclude(collection, compare(collection), identify(collection, Prior()))[
        "workflow_summary_threshold_10000"
    ]
    assert [row["Missing"] for row in answer[AM]] == [m.id for m in collection.missing]
    assert [row["Sample"] for row in answer[PM]] == [s.id for s in collection.found]


def test_a_whole_family_found_together_is_matched_by_the_generalised_ratio():
    case = next(case for case in cases("joint") if case["id"] == "KETPexer498")
    collection = collection_from(case)
    answer = conclude(collection, compare(collection), identify(collection, Prior()))[
        "workflow_summary_threshold_10000"
    ]
    matched = {row["Missing"]: row["Sample"] for row in answer[AM] if row["Conclusion"] == "Match (GLR)"}
    assert matched == {"M1": "V1", "M2": "V2", "M3": "V3"}
