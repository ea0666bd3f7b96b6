from dataclasses import replace
from datetime import date, timedelta

import pytest

from homeward.talks.conditions.calendar import Calendar
from homeward.talks.conditions.holes import find_holes
from homeward.talks.conditions.renewal import Act, Decision, Renewal, stand

START = date(2031, 3, 1)
RENEWAL = Renewal(
    trigger="breach_notice",
    trigger_by=("North",),
    clock_days=10,
    decision=Decision("continue", ("North", "South")),
    silence="suspended",
    resume=Decision("resume", ("North", "South")),
)


def on(day):
    return START + timedelta(days=day)


def act(day, kind, by="both", identity=None):
    return Act(identity or f"{day}{kind}{by}", on(day), kind, by)


def words(acts, day, renewal=RENEWAL):
    return stand(renewal, acts, on(day)).words


NOTICE = act(0, "breach_notice", "North")


def test_a_notice_by_somebody_who_may_not_starts_no_clock_and_is_told():
    standing = stand(RENEWAL, [act(0, "breach_notice", "South")], on(50))
    assert (standing.state, standing.ignored) == ("in force", ("0breach_noticeSouth",))


def test_a_joint_decision_to_continue_needs_both_and_stops_the_clock():
    one, other = act(3, "decision_continue", "North"), act(5, "decision_continue", "South")
    assert words([NOTICE, one], 11) == "suspended"
    assert words([NOTICE, one, other], 11) == "in force"


def test_a_decision_to_continue_after_the_clock_comes_too_late():
    assert words([NOTICE, act(11, "decision_continue")], 12) == "suspended"


def test_what_is_suspended_is_resumed_by_both_and_can_be_noticed_again():
    acts = [NOTICE, act(20, "decision_resume")]
    assert [words(acts, day) for day in (19, 20)] == ["suspended", "in force"]
    assert words([*acts, act(25, "breach_notice", "North")], 25) == f"in force, clock running until {on(35)}"


def test_where_suspending_must_be_decided_silence_keeps_things_in_force():
    renewal = replace(RENEWAL, decision=Decision("suspend", ("North", "South")), silence="in force")
    assert words([NOTICE], 11, renewal) == "in force"
    assert words([NOTICE, act(4, "decision_suspend")], 4, renewal) == "suspended"


def test_a_second_notice_does_not_wind_the_clock_again():
    assert words([NOTICE, act(9, "breach_notice", "North")], 11) == "suspended"


@pytest.mark.parametrize(
    ("silence", "state"), [("suspended", "suspended"), ("in force", "in force"), ("lapsed", "lapsed")]
)
def test_the_default_on_silence_decides_what_a_clock_does(silence, state):
    assert words([NOTICE], 11, replace(RENEWAL, silence=silence)) == state


def test_where_nobody_agreed_what_silence_means_nothing_follows_from_it():
    assert stand(replace(RENEWAL, silence=None), [NOTICE], on(50)).state == "in force"


def test_an_objection_in_time_breaks_the_silence_and_a_late_one_does_not():
    renewal = replace(RENEWAL, objection_days=5, objection_by=("South",))
    assert words([NOTICE, act(5, "objection", "South")], 30, renewal) == "in force, objected to, awaiting a decision"
    assert words([NOTICE, act(6, "objection", "South")], 30, renewal) == "suspended"
    assert words([NOTICE, act(5, "objection", "North")], 30, renewal) == "suspended"


def test_a_snapback_with_a_clock_of_no_days_bites_the_next_day():
    assert [words([NOTICE], day, replace(RENEWAL, clock_days=0)) for day in (0, 1)] == [
        f"in force, clock running until {on(0)}",
        "suspended",
    ]


def test_after_its_sunset_everything_has_ended():
    renewal = replace(RENEWAL, sunset=on(30))
    assert [words([NOTICE], day, renewal) for day in (30, 31)] == ["suspended", "ended"]
    assert words([act(31, "decision_resume")], 31, renewal) == "ended"


def test_a_clock_of_working_days_stands_still_on_the_days_that_do_not_count():
    calendar = Calendar(frozenset({5, 6}), frozenset({date(2031, 3, 5)}))
    renewal = replace(RENEWAL, clock_days=3, is_working_days=True)
    saturday = Act("n", date(2031, 3, 1), "breach_notice", "North")
    assert stand(renewal, [saturday], date(2031, 3, 6), calendar).clock_until == date(2031, 3, 6)


def test_holes_are_what_the_text_leaves_open():
    assert find_holes(RENEWAL) == ()
    assert find_holes(Renewal()) == ("trigger", "clock", "decider", "default on silence")
    assert find_holes(replace(RENEWAL, resume=None)) == ("way back",)
    assert find_holes(replace(RENEWAL, trigger_by=())) == ("who may trigger",)
