from datetime import date

import pytest

from homeward.errors import InvalidInput
from homeward.review.act import Answer, EarlierDecision, Pair, Proposal, Reopening, Signing, Taking
from homeward.review.basis import weaknesses
from homeward.review.case import exclusions
from homeward.review.fold import advance, fold
from homeward.review.lifecycle import NotAllowed
from homeward.review.reading import visible, why_not_read
from homeward.review.reopening import (
    Campaign,
    Standing,
    exclusions_between,
    progress_of,
    select_closed,
    standing_decision,
    weak_cases,
)
from tests.review.acts import (
    BECAUSE,
    BY_HEIGHT,
    ELSEWHERE,
    EXCLUDED,
    EXCLUDED_ELSEWHERE,
    MINUTE,
    NORTH,
    OTHER_PAIR,
    OVERSHADOWED,
    PAIR,
    READ_AGAIN,
    RECOGNISED,
    SIGNED,
    SPLIT,
    START,
    STRONG,
    act,
    case_of,
    play,
    proposed,
    readings,
    signed_by_readers,
)

LATER = START + 60 * MINUTE
SECOND = readings("established", "established", number=2, by=("fadi", "greta"))


def reopened(number: int, campaign: str | None = None):
    return "emil", Reopening(number, "weak ground", Proposal(basis=STRONG), campaign)


def test_a_pair_that_was_excluded_cannot_be_proposed_as_if_nothing_had_been():
    with pytest.raises(NotAllowed, match=r"reopen it with a reason. It was excluded by readers on 2026-03-01"):
        advance(case_of(*EXCLUDED), act("emil", Proposal(basis=STRONG), LATER))


def test_an_exclusion_is_shown_whenever_the_pair_is_read_again():
    case = case_of(*EXCLUDED, READ_AGAIN)
    [exclusion] = exclusions(case)
    assert (exclusion.by, exclusion.reasons) == ("readers", BECAUSE)
    for person in ("anna", "fadi", "nobody who ever had to do with it"):
        assert len(visible(case, person).exclusions) == 1


def test_an_exclusion_that_nobody_answered_bars_a_new_agreement_and_its_answer_lifts_the_bar():
    case = case_of(*EXCLUDED, READ_AGAIN, *SECOND)
    assert case.state == "split"
    [exclusion] = exclusions(case)
    answered = advance(case, act("emil", Answer(exclusion.id, "the teeth were another body's"), LATER))
    assert answered.state == "agreed"
    [still_there] = exclusions(answered)
    assert [item.what.because for item in still_there.answers] == ["the teeth were another body's"]


def test_only_an_exclusion_of_this_pair_can_be_answered():
    with pytest.raises(NotAllowed, match="has no exclusion 'another'"):
        advance(case_of(*EXCLUDED), act("emil", Answer("another", "so"), LATER))


def test_what_another_body_excluded_is_not_forgotten_either():
    [exclusion] = exclusions(case_of(EXCLUDED_ELSEWHERE))
    assert str(exclusion) == "excluded by commission of the North on 2019-05-03"


def test_exclusions_of_parts_are_found_for_the_whole():
    acts = (*play(*EXCLUDED)[1], *play(EXCLUDED_ELSEWHERE, pair=OTHER_PAIR)[1])
    found = exclusions_between(fold(acts), ("I-1", "R-12", "R-13", "R-13"), "M-7")
    assert [item.pair for item in found] == [OTHER_PAIR, PAIR]
    assert exclusions_between(fold(acts), ("R-12",), "M-8") == ()


def test_the_old_decision_stands_until_a_new_one_is_signed():
    signed = tuple((who, Signing(2, "readers", "established")) for who in ("fadi", "greta"))
    assert standing_decision(case_of(*SPLIT)) is None
    assert standing_decision(case_of(*ELSEWHERE)) == Standing(0, "established", RECOGNISED)
    assert standing_decision(case_of(*EXCLUDED, READ_AGAIN, *SECOND)).outcome == "excluded"
    assert standing_decision(case_of(*SIGNED, READ_AGAIN, *SECOND, *signed)).round == 2


def test_who_recorded_a_decision_made_elsewhere_never_reads_the_pair_blind():
    again = ("dina", Reopening(0, "a sample came", Proposal(basis=STRONG)))
    case = case_of(*ELSEWHERE, again, *readings("established"))
    assert why_not_read(case, "emil", LATER) == "has seen the score"
    taken = (proposed(), *readings("established"), ("clara", Taking(1)), ("clara", BY_HEIGHT))
    assert case_of(*taken).lease is None


def test_of_earlier_decisions_the_latest_stands_by_the_day_of_the_decision():
    older = EarlierDecision("possible", RECOGNISED, NORTH, date(2001, 1, 1), "seen from afar")
    assert standing_decision(case_of(EXCLUDED_ELSEWHERE, ("emil", older))).outcome == "excluded"


def test_the_register_lists_identifications_on_weak_ground_until_they_are_signed_on_better():
    def register(*steps):
        return [(item.weaknesses, item.state) for item in weak_cases(fold(play(*steps)[1]))]

    again = (*ELSEWHERE, reopened(0), *readings("established", "established"))
    assert register(*ELSEWHERE) == [(("recognition alone",), "decided elsewhere")]
    assert register(*again) == [(("recognition alone",), "agreed")]
    assert register(*again, *signed_by_readers()) == []
    assert register(EXCLUDED_ELSEWHERE) == []
    assert register(*SIGNED) == []


def cases_of_a_campaign():
    """Four recognised identifications: one waits, one is read, one is confirmed, one changed."""
    confirmed = (reopened(0, "c1"), *readings("established", "established"), *signed_by_readers())
    changed = (reopened(0, "c1"), *readings("possible", "possible"), *signed_by_readers("possible"))
    ends = ((), (reopened(0, "c1"),), confirmed, changed)
    plays = (play(*ELSEWHERE, *steps, pair=Pair(f"R-{n}", "M-7"))[1] for n, steps in enumerate(ends))
    return fold(act_ for acts in plays for act_ in acts)


def test_a_campaign_sorts_its_cases_by_how_far_they_are():
    cases = cases_of_a_campaign()
    campaign = Campaign(id="c1", who="emil", at=START, because="recognised only", pairs=tuple(cases))
    progress = progress_of(campaign, cases)
    assert [*progress.waiting, *progress.under_way, *progress.confirmed, *progress.changed] == list(cases)
    assert all(
        len(pairs) == 1 for pairs in (progress.waiting, progress.under_way, progress.confirmed, progress.changed)
    )


def test_what_was_opened_for_another_campaign_does_not_count():
    cases = cases_of_a_campaign()
    other = Campaign(id="c2", who="emil", at=START, because="old program", pairs=tuple(cases))
    assert progress_of(other, cases).waiting == tuple(cases)


def test_a_campaign_begins_with_the_closed_cases_whose_basis_answers_a_question():
    cases = cases_of_a_campaign()
    assert select_closed(cases, lambda basis: bool(weaknesses(basis))) == (Pair("R-0", "M-7"),)
    assert select_closed(cases, lambda basis: basis.program == "homeward 0.1.0") == (
        Pair("R-2", "M-7"),
        Pair("R-3", "M-7"),
    )
    assert select_closed(fold(play(*OVERSHADOWED)[1]), lambda basis: True) == ()


def test_a_campaign_names_reviewed_pairs_once_and_a_reason():
    with pytest.raises(InvalidInput, match="each pair once"):
        Campaign(id="c1", who="emil", at=START, because="old", pairs=(PAIR, PAIR))
    with pytest.raises(InvalidInput, match="was never reviewed"):
        progress_of(Campaign(id="c1", who="emil", at=START, because="old", pairs=(PAIR,)), {})


def test_a_proposal_needs_reopening_where_somebody_else_decided():
    with pytest.raises(NotAllowed, match="reopen it with a reason"):
        case_of(("emil", BY_HEIGHT), proposed())
