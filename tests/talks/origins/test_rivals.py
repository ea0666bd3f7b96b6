"""Figures of different speakers about one thing stand beside each other, as a proposal."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.talks.claims.document import document_of
from homeward.talks.claims.extraction import propose_claims
from homeward.talks.origins.derivation import Derivation
from homeward.talks.origins.drift import Drift
from homeward.talks.origins.rivals import find_rivals

DAYS = {name: date(2031, 3, 19) for name in "abc"} | {"later": date(2031, 3, 25)}


def claim(name: str, text: str):
    return propose_claims(document_of(name, text))[0]


OFFICE = claim("a", "The tracing office said 168 people had returned.")
SOCIETY = claim("b", "The Red Bridge Society said 165 people came home.")
WITNESS = claim("c", "Our reporter counted 163 people leaving the buses.")


def test_three_speakers_with_three_figures_are_one_proposed_conflict():
    [flag] = find_rivals((OFFICE, SOCIETY, WITNESS), DAYS)
    assert flag.what == "proposed conflict"
    assert flag.claims == (OFFICE, SOCIETY, WITNESS)
    assert flag.says == "proposed: 168, 165, 163 (people moved, 2031-03-19), side by side"


@pytest.mark.parametrize(
    "other",
    [
        claim("b", "The Red Bridge Society said 168 people came home."),
        claim("b", "The Red Bridge Society said at least 160 people came home."),
        claim("b", "The Red Bridge Society said 165 people died."),
        claim("b", "The Red Bridge Society said 165 bodies were returned."),
        claim("b", "The Red Bridge Society said 165 people had returned to Arvenia."),
        claim("b", "The Red Bridge Society said 165 of them had returned."),
        claim("b", "The Red Bridge Society said 165 people would return."),
        claim("b", "The Red Bridge Society denied that 165 people had returned."),
        claim("later", "The Red Bridge Society said 165 people had returned."),
    ],
    ids=lambda one: one.span.exact,
)
def test_what_differs_in_deed_noun_place_day_or_not_at_all_is_no_conflict(other):
    assert find_rivals((OFFICE, other), DAYS) == ()


def test_a_copy_says_nothing_of_its_own():
    assert find_rivals((OFFICE, SOCIETY), DAYS, (Derivation(OFFICE, SOCIETY, Drift("distorted")),)) == ()


def test_without_a_day_nothing_is_compared():
    assert find_rivals((OFFICE, SOCIETY), {"a": None, "b": None}) == ()


@given(st.permutations((OFFICE, SOCIETY, WITNESS)))
def test_the_order_of_the_claims_changes_no_conflict(claims):
    [flag] = find_rivals(claims, DAYS)
    assert set(flag.claims) == {OFFICE, SOCIETY, WITNESS}
