"""What changed on the way from a claim to the one that derives from it."""

import pytest

from homeward.talks.claims.document import document_of
from homeward.talks.claims.extraction import propose_claims
from homeward.talks.origins.drift import drift_between


def claim(text: str):
    return propose_claims(document_of("x", text))[0]


@pytest.mark.parametrize(
    ("found", "sought", "kind", "slots"),
    [
        ("At least 40 women came.", "At least 40 women came.", "verbatim", set()),
        ("Exactly 40 women came home.", "Exactly 40 women returned home.", "same", set()),
        ("At least 40 women came.", "Some 40 women came.", "weakened", {"bound"}),
        ("Some 40 women came.", "At least 40 women returned.", "strengthened", {"bound"}),
        ("The dead are 212 soldiers.", "The dead are 221 soldiers.", "distorted", {"figure"}),
        ("It was 34% of the missile fleet.", "It was 34% of strategic bombers.", "distorted", {"figure"}),
        ("The office said 40 women will come.", "The office said 40 women could come.", "weakened", {"hedge"}),
        ("Renn Oss, the envoy, pledged 40 buses.", "Renn Oss, the envoy, offered 40 buses.", "weakened", {"act"}),
        ("All 40 women came.", "The 40 women came.", "weakened", {"quantifier"}),
        ("A truce of 36 hours was proposed.", "A short truce was proposed.", "less specific", {"figure"}),
        ("40 women came, envoy Karl Oss said.", "40 women came.", "less specific", {"speaker"}),
        ("It may open if shelling stops for 10 days.", "It may open for 10 days.", "strengthened", {"condition"}),
        ("40 women come by 5 April 2031.", "40 women come by 9 April 2031.", "distorted", {"time"}),
    ],
)
def test_each_slot_moves_on_its_own(found, sought, kind, slots):
    drift = drift_between(claim(found), claim(sought))
    assert drift.kind == kind
    assert {change.slot for change in drift.changes} == slots


def test_digits_that_changed_places_are_told():
    [change] = drift_between(claim("It held 212 dead soldiers."), claim("It held 221 dead soldiers.")).changes
    assert "transposed" in change.says
