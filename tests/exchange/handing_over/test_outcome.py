from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.errors import InvalidInput
from homeward.exchange.handing_over.outcome import (
    OUTCOMES,
    OUTCOMES_OF,
    STEPS,
    Assessment,
    Crossed,
    count_outcomes,
    outcomes_after,
)
from tests.exchange.handing_over.papers import NOON

P1, P2, K1, K2 = (
    Crossed("person", "p1"),
    Crossed("person", "p2"),
    Crossed("container", "k1"),
    Crossed("container", "k2"),
)


def said(of, outcome, *, by="board of the south", day=1, **changes):
    if outcome == "part of an earlier delivery":
        changes.setdefault("earlier", "k0")
    basis = changes.pop("basis", None if outcome == "open" else "decision-1")
    id = f"{of.id}-{day}-{by.replace(' ', '-')}"
    return Assessment(id=id, of=of, outcome=outcome, by=by, at=NOON + timedelta(days=day), basis=basis, **changes)


def result(*assessments, of=K1):
    return outcomes_after([of], assessments)[0][0]


def test_crossing_alone_confirms_nobody():
    results, problems = outcomes_after([P1, K1], [])
    assert [one.outcome for one in results] == ["open", "open"]
    assert problems == ()


@pytest.mark.parametrize("kind", ["person", "container"])
def test_no_outcome_but_open_stands_without_a_signed_decision(kind):
    of = Crossed(kind, "x1")
    for outcome in OUTCOMES_OF[kind]:
        if outcome == "open":
            assert said(of, outcome).basis is None
        else:
            with pytest.raises(InvalidInput, match="needs the signed decision"):
                said(of, outcome, basis=None)


@pytest.mark.parametrize(
    ("of", "outcome"), [(P1, "not ours"), (P1, "several people"), (K1, "not the person named"), (K1, "lost")]
)
def test_a_person_is_never_said_to_be_what_only_a_container_can_be(of, outcome):
    with pytest.raises(InvalidInput, match="is never"):
        said(of, outcome)


def test_what_a_container_is_part_of_is_said_with_that_outcome_and_no_other():
    assert said(K1, "part of an earlier delivery").earlier == "k0"
    with pytest.raises(InvalidInput, match="say what it is part of"):
        said(K1, "confirmed", earlier="k0")
    with pytest.raises(InvalidInput, match="say what it is part of"):
        said(K1, "part of an earlier delivery", earlier=None)


def test_a_later_word_of_one_body_takes_the_place_of_its_earlier_one():
    assert result(said(K1, "confirmed", day=9), said(K1, "not ours", day=1)).outcome == "confirmed"
    assert result(said(K1, "confirmed", day=1), said(K1, "open", day=9)).outcome == "open"


def test_two_bodies_that_differ_leave_it_open_and_disputed():
    one = result(said(K1, "confirmed"), said(K1, "not ours", by="intermediary"))
    assert (one.outcome, one.is_disputed, len(one.assessments)) == ("open", True, 2)


def test_a_body_that_knows_nothing_yet_contradicts_nobody():
    one = result(said(K1, "confirmed"), said(K1, "open", by="intermediary", day=5))
    assert (one.outcome, one.is_disputed) == ("confirmed", False)


def test_what_follows_is_said_for_every_outcome():
    assert set(STEPS) == set(OUTCOMES)
    assert result(said(K1, "not ours")).steps == ("return to the other side", "search continues")
    assert "re-association" in result(said(K1, "several people")).steps
    assert result(said(K1, "part of an earlier delivery")).steps == ("re-association",)
    assert "search continues" in result(said(P1, "not the person named"), of=P1).steps
    assert result(said(P1, "confirmed"), of=P1).steps == ()


def test_an_assessment_of_something_that_never_crossed_is_said_and_moves_nothing():
    results, problems = outcomes_after([P1], [said(P2, "confirmed")])
    assert [one.outcome for one in results] == ["open"]
    assert [one.says for one in problems] == ["person p2 did not cross, as far as receipts say"]


def test_persons_and_containers_are_counted_apart():
    results, _ = outcomes_after([P1, P2, K1, K2], [said(P1, "confirmed"), said(K1, "not ours")])
    assert count_outcomes(results, "person") == {"confirmed": 1, "not the person named": 0, "unknown": 0, "open": 1}
    assert count_outcomes(results, "container")["not ours"] == 1
    assert count_outcomes(results, "container")["open"] == 1


@given(
    st.lists(
        st.builds(
            said,
            st.just(K1),
            st.sampled_from(OUTCOMES_OF["container"]),
            by=st.sampled_from(["south", "intermediary"]),
            day=st.integers(1, 5),
        ),
        unique_by=lambda one: one.id,
    ),
    st.randoms(use_true_random=False),
)
def test_everything_that_crossed_has_one_result_whatever_the_order_and_repetition(assessments, random):
    once = outcomes_after([K1, K2], assessments)
    again = outcomes_after([K2, K1, K1], random.sample(assessments * 2, 2 * len(assessments)))
    assert once == again
    assert [one.of for one in once[0]] == [K1, K2]
    assert once[0][1].outcome == "open"
