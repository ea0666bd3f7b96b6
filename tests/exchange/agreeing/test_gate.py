from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.errors import InvalidInput
from homeward.exchange.agreeing.gate import (
    BestInterest,
    Fitness,
    HarmFlag,
    PersonGates,
    Relation,
    Wish,
    count,
    ready,
    reasons,
    seen_by,
    view_bytes,
)

NOON = datetime(2025, 6, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
NEUTRAL = "tracing agency"


def wish(is_to_go=True, hours=0, by=NEUTRAL):
    return Wish(is_to_go, by, NOON + hours * HOUR)


def fit(is_fit=True, hours=0, until=date(2025, 6, 9)):
    return Fitness(is_fit, "board", NOON + hours * HOUR, until)


ADULT = PersonGates(person="n1", is_child=False, wishes=(wish(),), fitness=(fit(),))
CHILD = replace(
    ADULT,
    is_child=True,
    best_interest=(BestInterest(True, "panel", NOON),),
    relations=(Relation(True, "f9", "agency", NOON),),
)


def passage(gates, hours=1):
    return ready(gates, NOON + hours * HOUR, neutral=NEUTRAL)


def why(gates, hours=1):
    return reasons(gates, NOON + hours * HOUR, neutral=NEUTRAL)


# ── wish ──


def test_a_willing_and_fit_person_goes():
    assert (passage(ADULT), why(ADULT)) == ("go", ())


def test_who_was_not_asked_yet_does_not_go():
    assert passage(replace(ADULT, wishes=())) == "not go"
    assert passage(ADULT, hours=-1) == "not go"


def test_the_last_word_counts():
    assert passage(replace(ADULT, wishes=(wish(), wish(False, 1)))) == "not go"
    assert passage(replace(ADULT, wishes=(wish(False), wish(True, 1)))) == "go"
    assert passage(replace(ADULT, wishes=(wish(), wish(False, 2))), hours=1) == "go"


def test_of_two_words_of_one_moment_the_refusal_wins():
    assert passage(replace(ADULT, wishes=(wish(True), wish(False)))) == "not go"
    assert passage(replace(ADULT, wishes=(wish(True), wish(False, by="guard")))) == "not go"


def test_a_wish_to_go_that_the_neutral_did_not_hear_sends_nobody():
    assert passage(replace(ADULT, wishes=(wish(by="guard"),))) == "not go"
    assert passage(replace(ADULT, wishes=(wish(False), wish(True, 1, by="guard")))) == "not go"


def test_a_refusal_stops_whoever_heard_it_until_the_neutral_asks_again():
    reported = replace(ADULT, wishes=(wish(), wish(False, 1, by="bus driver")))
    assert why(reported) == ("a refusal was reported since; the neutral must ask again",)
    assert passage(replace(reported, wishes=(*reported.wishes, wish(True, 2))), hours=3) == "go"


def test_what_is_said_from_the_crossing_on_comes_too_late():
    crossed = replace(ADULT, crossed_at=NOON + 2 * HOUR)
    assert passage(replace(crossed, wishes=(wish(), wish(False, 1))), hours=5) == "not go"
    assert passage(replace(crossed, wishes=(wish(), wish(False, 2))), hours=5) == "go"


# ── fitness ──


@pytest.mark.parametrize(("until", "expected"), [(date(2025, 6, 2), "go"), (date(2025, 6, 1), "not go")])
def test_a_finding_of_fitness_holds_through_its_last_day(until, expected):
    assert passage(replace(ADULT, fitness=(fit(until=until),))) == expected


def test_the_newest_finding_counts_and_of_one_moment_the_stricter():
    assert passage(replace(ADULT, fitness=(fit(), fit(False, 1)))) == "not go"
    assert passage(replace(ADULT, fitness=(fit(False), fit(True, 1)))) == "go"
    assert passage(replace(ADULT, fitness=(fit(), fit(False)))) == "not go"
    assert passage(replace(ADULT, fitness=())) == "not go"


def test_after_the_crossing_fitness_is_that_of_the_day_of_crossing():
    crossed = replace(ADULT, crossed_at=NOON + 2 * HOUR)
    assert passage(crossed, hours=24 * 30) == "go"


# ── children ──


def test_a_child_needs_a_decision_and_a_verified_relation():
    assert passage(CHILD) == "go"
    assert len(why(replace(CHILD, best_interest=()))) == len(why(replace(CHILD, relations=()))) == 1
    assert len(why(replace(CHILD, best_interest=(), relations=()))) == 2


def test_a_decision_against_return_or_a_relation_found_false_later_stops_a_child():
    against = BestInterest(False, "court", NOON + HOUR)
    assert passage(replace(CHILD, best_interest=(*CHILD.best_interest, against))) == "not go"
    false = Relation(False, "f9", "agency", NOON + HOUR)
    assert passage(replace(CHILD, relations=(*CHILD.relations, false))) == "not go"
    assert passage(replace(CHILD, relations=(*CHILD.relations, replace(false, to="f8")))) == "go"


def test_of_whom_it_is_not_known_whether_it_is_a_child_a_childs_gates_hold():
    assert passage(replace(ADULT, is_child=None)) == "not go"
    assert passage(replace(CHILD, is_child=None)) == "go"


def test_a_childs_own_refusal_wins_over_every_decision():
    assert passage(replace(CHILD, wishes=(wish(False),))) == "not go"


# ── what others see ──

CLOSED = [
    replace(CHILD, wishes=()),
    replace(CHILD, wishes=(wish(False),)),
    replace(CHILD, wishes=(wish(), wish(False, 1, by="guard"))),
    replace(CHILD, wishes=(wish(by="guard"),)),
    replace(CHILD, fitness=()),
    replace(CHILD, fitness=(fit(False),)),
    replace(CHILD, fitness=(fit(until=date(2025, 6, 1)),)),
    replace(CHILD, best_interest=()),
    replace(CHILD, best_interest=(BestInterest(False, "panel", NOON),)),
    replace(CHILD, relations=()),
    replace(ADULT, is_child=None),
    replace(ADULT, wishes=(), fitness=()),
]


def view(*everybody, viewer="North"):
    return view_bytes(everybody, viewer, NOON + HOUR, neutral=NEUTRAL)


def test_the_view_of_others_has_the_same_bytes_whatever_the_reason():
    other = replace(ADULT, person="n2")
    assert len({why(gates) for gates in CLOSED}) >= 10  # the reasons do differ
    for viewer in ("North", "South", NEUTRAL, "anybody"):
        assert {view(other, gates, viewer=viewer) for gates in CLOSED} == {
            b'[{"id":"n1","passage":"not go"},{"id":"n2","passage":"go"}]'
        }


def test_what_is_printed_of_gates_is_the_same_whatever_was_said():
    assert len({repr(replace(gates, is_child=None)) for gates in CLOSED}) == 1


def test_a_harm_flag_takes_a_person_out_of_everyone_elses_view_and_count():
    flag = HarmFlag(frozenset({"team"}), "field officer", NOON)
    hidden, other = replace(ADULT, flags=(flag,)), replace(ADULT, person="n2")
    at = NOON + HOUR
    assert seen_by((hidden, other), "North", at, neutral=NEUTRAL) == {"n2": "go"}
    assert count((hidden, other), "North", at, neutral=NEUTRAL) == (1, 0)
    assert count((hidden, other), "team", at, neutral=NEUTRAL) == (2, 0)
    assert view(hidden, other) == view(other)


def test_a_flag_hides_from_its_time_on_until_it_is_lifted_and_each_flag_has_its_team():
    flag = HarmFlag(frozenset({"team"}), "officer", NOON, lifted_at=NOON + 2 * HOUR)
    hidden = replace(ADULT, flags=(flag,))
    seen = [bool(seen_by([hidden], "North", NOON + n * HOUR, neutral=NEUTRAL)) for n in (-1, 0, 1, 2)]
    assert seen == [True, False, False, True]
    both = replace(ADULT, flags=(flag, replace(flag, team=frozenset({"second team"}))))
    assert view(both, viewer="team") == view()


statements = {
    "wishes": st.lists(
        st.builds(wish, st.booleans(), st.integers(0, 4), st.sampled_from((NEUTRAL, "guard"))), max_size=5
    ),
    "fitness": st.lists(st.builds(fit, st.booleans(), st.integers(0, 4)), max_size=3),
}
gates_of = st.builds(
    lambda wishes, fitness: replace(ADULT, wishes=tuple(wishes), fitness=tuple(fitness)),
    statements["wishes"],
    statements["fitness"],
)


@given(gates_of, st.randoms(use_true_random=False), st.integers(0, 5))
def test_the_order_in_which_things_are_reported_never_matters(gates, random, hours):
    shuffled = replace(
        gates,
        wishes=tuple(random.sample(gates.wishes, len(gates.wishes))),
        fitness=tuple(random.sample(gates.fitness, len(gates.fitness))),
    )
    assert why(shuffled, hours) == why(gates, hours)


@given(gates_of, st.integers(0, 4), st.sampled_from((NEUTRAL, "guard")))
def test_a_refusal_that_is_the_last_word_always_wins(gates, hours, by):
    said = tuple(one for one in gates.wishes if one.at <= NOON + hours * HOUR)
    assert passage(replace(gates, wishes=(*said, wish(False, hours, by))), hours=5) == "not go"


@given(gates_of)
def test_nobody_goes_without_a_go_that_the_neutral_heard(gates):
    if passage(gates, hours=5) == "go":
        assert any(one.is_to_go and one.heard_by == NEUTRAL for one in gates.wishes)


def test_one_person_given_twice_is_a_mistake_and_so_is_a_time_without_a_zone():
    with pytest.raises(InvalidInput, match="given twice"):
        seen_by((ADULT, ADULT), "North", NOON, neutral=NEUTRAL)
    with pytest.raises(InvalidInput, match="no time zone"):
        Wish(True, NEUTRAL, datetime(2025, 6, 2))
