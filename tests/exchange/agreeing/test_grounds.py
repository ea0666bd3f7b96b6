from datetime import date

import pytest

from homeward.exchange.agreeing.category import Facts, Ground, classify
from homeward.exchange.agreeing.grounds import (
    aged_between,
    evacuated_children,
    retained_personnel,
    severely_wounded_or_sick,
    standard_categories,
    vulnerable_civilians,
    women,
)
from homeward.records.dates import PartialDate

DAY = date(2025, 6, 2)
STANDARD = standard_categories(child_below=18, long_days=365)
GROUND = Ground("AGR-1", "agreement of 2 June")


def facts(*, papers=(), born=None, held_since=None, **traits):
    return Facts("n1", born, held_since, tuple(sorted(traits.items())), frozenset(papers))


def test_every_standard_category_names_its_article_and_has_a_code_of_its_own():
    assert all("art." in one.ground.words for one in STANDARD)
    assert len({one.ground.code for one in STANDARD}) == len({one.name for one in STANDARD}) == len(STANDARD)


def test_as_of_right_are_those_whom_a_party_shall_send_back():
    assert [one.name for one in STANDARD if one.as_of_right] == [
        "severely wounded or sick",
        "retained personnel",
        "evacuated children",
    ]


@pytest.mark.parametrize("category", [*STANDARD, women(GROUND), aged_between(18, 25, GROUND)])
def test_of_whom_nothing_is_known_no_category_is_denied(category):
    assert classify(Facts("n1"), category, DAY).answer == "unknown"


def test_a_manifest_case_needs_no_mixed_medical_commission():
    known = facts(status="prisoner of war", health="severely sick")
    assert classify(known, severely_wounded_or_sick(), DAY).answer == "unknown"
    manifest = facts(
        status="prisoner of war", health="severely sick", papers=["finding of the holder's doctors: a manifest case"]
    )
    assert classify(manifest, severely_wounded_or_sick(), DAY).answer == "yes"


def test_a_doctor_still_needed_by_the_prisoners_is_not_yet_returned():
    known = facts(role="medical personnel", retention="indispensable")
    assert classify(known, retained_personnel(), DAY).answer == "no"


def test_a_child_is_what_the_parties_agreed_a_child_is():
    sixteen = facts(status="detained civilian", born=PartialDate(2009, 1, 1), care="none", health="well",
                    held_since=PartialDate(2025, 5, 1))  # fmt: skip
    assert classify(sixteen, vulnerable_civilians(18, 365), DAY).answer == "yes"
    assert classify(sixteen, vulnerable_civilians(15, 365), DAY).answer == "no"


def test_one_ground_is_enough_for_a_civilian_of_whom_little_else_is_known():
    pregnant = facts(status="detained civilian", care="pregnant")
    assert classify(pregnant, vulnerable_civilians(18, 365), DAY).answer == "yes"


def test_a_child_whose_age_nobody_has_shown_is_not_struck_off():
    child = facts(evacuated="yes", born=PartialDate(2015))
    found = classify(child, evacuated_children(18), DAY)
    assert (found.answer, len(found.lacks)) == ("unknown", 1)
