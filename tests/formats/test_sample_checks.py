import pytest

from homeward.evidence.dna.profile import Sample
from homeward.formats.sample_checks import (
    Draft,
    check_samples,
    compare_sex,
    find_same_profiles,
    is_same_profile,
    name_rows,
    sort_profile,
)

PROFILE = {f"L{number}": (str(number), str(number + 1)) for number in range(1, 9)}


@pytest.mark.parametrize(
    ("rows", "text"),
    [((5,), "row 5"), ((5, 6), "rows 5 to 6"), ((9, 5, 7, 6), "rows 5 to 7, 9"), ((5, 5), "row 5")],
)
def test_rows_are_named_in_spans(rows, text):
    assert name_rows(rows) == text


def test_partial_profiles_are_the_same_from_six_common_loci_on():
    some = {name: PROFILE[name] for name in list(PROFILE)[:6]}
    few = {name: PROFILE[name] for name in list(PROFILE)[:5]}
    assert is_same_profile(some, PROFILE)
    assert not is_same_profile(few, PROFILE)
    assert is_same_profile(few, few)
    assert not is_same_profile({}, {})


def test_one_difference_makes_another_profile():
    assert not is_same_profile(PROFILE | {"L1": ("1", "1")}, PROFILE)


def test_the_order_of_alleles_makes_no_other_profile():
    turned = {name: genotype[::-1] for name, genotype in PROFILE.items()}
    assert sort_profile(turned) == sort_profile(PROFILE)
    assert len(find_same_profiles([("a", (1,), PROFILE), ("b", (2,), turned)])) == 1


def test_profiles_with_other_loci_are_not_called_the_same():
    fewer = {name: PROFILE[name] for name in list(PROFILE)[:7]}
    assert find_same_profiles([("a", (1,), PROFILE), ("b", (2,), fewer)]) == []


def test_every_draft_is_kept_or_held():
    drafts = [Draft(Sample(id_, "U", PROFILE), (row,)) for row, id_ in enumerate("abcab", 2)]
    kept, held, problems = check_samples(drafts, [Sample("staff", "U", PROFILE)])
    assert len(kept) + len(held) == len(drafts)
    assert {draft.sample.id for draft in held} == {"a", "b", "c"}
    assert problems


@pytest.mark.parametrize("sex", ["M", "F", "U"])
def test_no_amelogenin_changes_no_sex(sex):
    assert compare_sex(sex, ()) == (sex, "")
