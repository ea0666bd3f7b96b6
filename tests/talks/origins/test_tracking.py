"""Figures over time and against each other."""

from datetime import date

from homeward.talks.claims.document import document_of
from homeward.talks.claims.extraction import propose_claims
from homeward.talks.origins.derivation import Derivation
from homeward.talks.origins.drift import drift_between
from homeward.talks.origins.tracking import find_contradictions, find_early, find_open_sums, find_slips, track_figures

DAYS = {"a": date(2031, 3, 28), "b": date(2031, 4, 3)}


def claim(name: str, text: str):
    return propose_claims(document_of(name, text))[0]


def flags(one, other) -> list[str]:
    return [flag.what for flag in track_figures((one, other), DAYS)]


def test_two_speakers_with_different_figures_conflict():
    one, other = (
        claim("a", "The tracing office said 168 people came."),
        claim("b", "The Red Society said 165 people came."),
    )
    assert flags(one, other) == ["conflict"]


def test_one_speaker_with_a_later_figure_moved_on():
    assert flags(claim("a", "The office said 200 people came."), claim("b", "The office said 171 people came.")) == [
        "moved on"
    ]


def test_a_figure_within_anothers_bound_refines_it():
    one, other = claim("a", "The office said up to 175 people came."), claim("b", "The Society said 171 people came.")
    assert flags(one, other) == ["refinement"]


def test_a_denied_figure_is_told_as_denied():
    one, other = claim("a", "The office said 16 people died."), claim("b", "The Society denied that 16 people died.")
    assert flags(one, other) == ["denied"]


def test_shares_of_different_wholes_are_told_and_not_compared():
    one, other = claim("a", "It lost 34% of the missile fleet."), claim("b", "It lost 30% of strategic bombers.")
    assert flags(one, other) == ["different whole"]


def test_a_copy_with_changed_digits_is_a_slip_and_no_news():
    one, other = claim("a", "The office said 212 soldiers died."), claim("b", "The office said 221 soldiers died.")
    derived = (Derivation(one, other, drift_between(one, other)),)
    assert track_figures((one, other), DAYS, derived) == ()
    assert [flag.what for flag in find_slips(derived)] == ["slip suspected"]


def test_a_sum_that_closes_is_not_told():
    assert find_open_sums("It named 31 names: 17 not held, 8 dead and 6 doubles.") == ()
    [(_, total, parts)] = find_open_sums("It named 31 names: 17 not held, 8 dead and 5 doubles.")
    assert (total, sum(parts)) == (31, 30)


def test_what_one_sentence_affirms_and_another_denies_is_a_contradiction():
    text = "The memorandum of 12 terms was handed over. The memorandum of 12 terms was not handed over."
    assert [flag.what for flag in find_contradictions(propose_claims(document_of("a", text)))] == ["contradiction"]


def test_claims_of_a_document_before_its_hand_over_are_told():
    early = claim("a", "According to the memorandum, 40 women will be released.")
    assert [flag.what for flag in find_early([early], DAYS, date(2031, 4, 1))] == ["before the hand-over"]
    assert find_early([early], DAYS, date(2031, 3, 1)) == ()
