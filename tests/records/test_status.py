from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.errors import InvalidInput
from homeward.records.claim import Withdrawal
from homeward.records.dates import PartialDate
from homeward.records.status import AXES, StatusClaim, contradictions_of_status, current_status

JANUARY, MARCH, MAY = PartialDate(2025, 1), PartialDate(2025, 3, 1), PartialDate(2025, 5, 1)


def said(number: int, axis: str, value: str, source: str = "North", on: PartialDate = MARCH) -> StatusClaim:
    return StatusClaim(str(number), axis, value, source, on)  # type: ignore[arg-type]


def taken_back(of: str) -> Withdrawal:
    return Withdrawal(of, "desk 4", date(2025, 6, 1), "a mistake")


statuses = st.sampled_from(sorted(AXES)).flatmap(
    lambda axis: st.builds(
        said,
        st.integers(0, 10**9),
        st.just(axis),
        st.sampled_from(AXES[axis]),
        st.sampled_from(("North", "South", "intermediary")),
        st.builds(PartialDate, st.integers(2024, 2025), st.none() | st.integers(1, 12)),
    )
)
many = st.lists(statuses, max_size=10, unique_by=lambda claim: claim.id)


def test_there_are_six_axes_and_each_value_is_on_one_list():
    assert list(AXES) == ["vital", "custody", "place known", "identity", "return", "family told"]
    assert all(len(set(values)) == len(values) >= 3 for values in AXES.values())


def test_a_newer_claim_of_one_source_takes_the_place_of_its_older_one():
    old, new = said(1, "custody", "alleged", on=MARCH), said(2, "custody", "acknowledged by the holder", on=MAY)
    status = current_status((new, old), "custody")
    assert (status.value, status.claims, status.is_disputed) == ("acknowledged by the holder", (new,), False)


def test_sources_that_contradict_each_other_stand_side_by_side():
    one, two = said(1, "vital", "presumed dead", "South", MAY), said(2, "vital", "alive, confirmed", "North", MARCH)
    status = current_status((one, two), "vital")
    assert (status.value, status.values, status.is_disputed) == (None, ("alive, confirmed", "presumed dead"), True)
    assert status.claims == (two, one)


def test_one_source_that_says_two_things_of_one_day_stands_with_both():
    status = current_status((said(1, "identity", "claimed"), said(2, "identity", "established")), "identity")
    assert status.values == ("claimed", "established")


def test_what_nobody_says_is_not_known():
    status = current_status((), "vital")
    assert (status.value, status.values, status.is_disputed) == (None, (), False)


def test_captivity_confirmed_is_not_place_known():
    claims = (said(1, "custody", "visited by the intermediary"),)
    assert current_status(claims, "place known").value is None


def test_a_status_can_be_asked_as_of_a_day():
    claims = said(1, "return", "listed", on=JANUARY), said(2, "return", "crossed", on=MAY)
    assert [current_status(claims, "return", on=date(2025, month, 1)).value for month in (1, 4, 5)] == [
        *("listed", "listed", "crossed"),
    ]
    assert current_status(claims, "return", on=date(2024, 12, 31)).value is None


@given(many, st.randoms(use_true_random=False), st.sampled_from(sorted(AXES)))
def test_the_order_of_claims_never_changes_a_status(claims, random, axis):
    assert current_status(random.sample(claims, len(claims)), axis) == current_status(claims, axis)


@given(many, statuses)
def test_a_claim_changes_no_axis_but_its_own(claims, extra):
    for axis in AXES.keys() - {extra.axis}:
        assert current_status((*claims, extra), axis) == current_status(claims, axis)


@given(many, statuses)
def test_a_withdrawal_gives_the_status_back(claims, extra):
    claims = [claim for claim in claims if claim.id != extra.id]
    back = taken_back(extra.id)
    assert current_status((*claims, extra), extra.axis, (back,)) == current_status(claims, extra.axis)


# ── what cannot follow ──

DEAD = said(1, "vital", "dead, certified", "South", MARCH)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (DEAD, said(2, "vital", "alive, confirmed", "North", MAY)),
        (DEAD, said(2, "custody", "released", "South", MAY)),
        (said(1, "return", "received", on=MARCH), said(2, "custody", "alleged", "family", MAY)),
    ],
)
def test_what_cannot_follow_is_said_and_nothing_is_corrected(earlier, later):
    (sentence,) = contradictions_of_status((later, earlier))
    assert repr(later.value) in sentence
    assert repr(earlier.value) in sentence
    assert "2025-03-01" in sentence
    assert current_status((later, earlier), later.axis).claims[-1] in (later, earlier)
    for claim in (earlier, later):
        assert contradictions_of_status((later, earlier), (taken_back(claim.id),)) == ()


def test_a_death_that_somebody_disputed_before_contradicts_nothing():
    alive = said(2, "vital", "presumed alive", "North", MARCH)
    assert contradictions_of_status((DEAD, alive, said(3, "vital", "alive, confirmed", "North", MAY))) == ()


def test_dying_after_having_been_seen_alive_contradicts_nothing():
    assert contradictions_of_status((DEAD, said(2, "vital", "alive, confirmed", "North", JANUARY))) == ()


def test_remains_may_come_home():
    assert contradictions_of_status((DEAD, said(2, "return", "received", "North", MAY))) == ()


@given(many, st.randoms(use_true_random=False))
def test_the_order_of_claims_never_changes_what_contradicts(claims, random):
    assert contradictions_of_status(random.sample(claims, len(claims))) == contradictions_of_status(claims)


@pytest.mark.parametrize(("axis", "value"), [("mood", "good"), ("vital", "returned"), ("return", "alive, confirmed")])
def test_a_value_of_another_axis_is_refused(axis, value):
    with pytest.raises(InvalidInput, match=axis):
        said(1, axis, value)
