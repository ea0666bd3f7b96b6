import pytest

from homeward.errors import InvalidInput
from homeward.review.act import (
    BoardDecision,
    Conflict,
    Deed,
    Proposal,
    Reopening,
    Rules,
    Seating,
    Showing,
    Signing,
    Vote,
)
from homeward.review.decision import decision_of
from homeward.review.fold import advance
from homeward.review.lifecycle import NotAllowed
from tests.review.acts import (
    AGREED,
    BECAUSE,
    BEFORE_BOARD,
    CONTRADICTED,
    DECIDED,
    HANDED_OVER,
    MINUTE,
    READ_AGAIN,
    SIGNED,
    SPLIT,
    START,
    STRONG,
    act,
    case_of,
    proposed,
    readings,
    signed_by_board,
    votes,
)

NOON = START + 240 * MINUTE


def refused(case, who, what):
    with pytest.raises(NotAllowed) as error:
        advance(case, act(who, what, NOON))
    return str(error.value)


def test_a_decision_carries_everything_it_was_signed_with():
    decision = decision_of(case_of(*SIGNED), 1)
    assert (decision.outcome, decision.by, decision.is_signed, decision.dissent) == ("established", "readers", True, ())
    assert (decision.basis, decision.rules, decision.reasons) == (STRONG, Rules(), BECAUSE)
    assert [item.who for item in decision.signatures] == ["anna", "boris"]


def test_dissent_of_readers_and_members_stays_readable():
    steps = (
        *SPLIT,
        *votes("possible", "probable", "possible"),
        ("clara", BoardDecision(1, "possible", "few relatives")),
    )
    decision = decision_of(case_of(*steps, *signed_by_board("possible")), 1)
    assert [(item.who, item.what.outcome) for item in decision.dissent] == [
        ("anna", "established"),
        ("dina", "probable"),
    ]
    assert (decision.by, decision.text) == ("board", "few relatives")


def test_the_old_decision_stays_readable_after_a_reopening():
    before, after = case_of(*HANDED_OVER), case_of(*HANDED_OVER, READ_AGAIN)
    assert decision_of(after, 1) == decision_of(before, 1)
    assert decision_of(after, 2) is None
    with pytest.raises(InvalidInput, match="none is number 3"):
        decision_of(after, 3)


def test_an_agreement_that_was_left_unsigned_is_no_decision():
    assert decision_of(case_of(*AGREED), 1).is_signed is False
    assert decision_of(case_of(*AGREED, READ_AGAIN), 1) is None


def test_a_reader_of_the_case_does_not_sit_on_its_board_unless_the_rules_say_so():
    assert "a member has read this case" in refused(case_of(*SPLIT), "emil", Seating(1, ("anna", "clara")))
    lenient = case_of(proposed(readers_may_sit=True), *readings("established", "possible"))
    assert advance(lenient, act("emil", Seating(1, ("anna", "clara")), NOON)).state == "before the board"


def test_a_conflict_of_interest_keeps_from_the_board_from_voting_and_from_signing():
    case = case_of(*SPLIT, ("emil", Conflict("clara", "a neighbour")))
    assert "conflict of interest" in refused(case, "emil", Seating(1, ("clara", "dina")))
    case = case_of(*SPLIT, *votes(), ("emil", Conflict("clara", "a neighbour")))
    assert "conflict of interest" in refused(case, "clara", Vote(1, "possible", BECAUSE))
    case = case_of(*DECIDED, ("emil", Conflict("clara", "a neighbour")))
    assert "conflict of interest" in refused(case, "clara", Signing(1, "board", "possible"))


def test_a_vote_of_a_member_with_a_conflict_of_interest_does_not_count():
    case = case_of(*BEFORE_BOARD, ("emil", Conflict("clara", "a neighbour")))
    assert "2 votes count, and the quorum is 3" in refused(case, "dina", BoardDecision(1, "possible", "as voted"))


def test_a_board_needs_its_quorum_and_more_than_half_of_the_votes():
    case = case_of(*SPLIT, *votes("possible", "possible"))
    assert "2 votes count, and the quorum is 3" in refused(case, "dina", BoardDecision(1, "possible", "as voted"))
    case = case_of(*SPLIT, *votes("possible", "probable", "premature"))
    assert "1 of 3 votes say probable" in refused(case, "dina", BoardDecision(1, "probable", "as voted"))


def test_the_last_vote_of_a_member_counts_and_the_first_stays_readable():
    steps = (*SPLIT, *votes("possible", "probable", "probable"), ("clara", Vote(1, "probable", BECAUSE)))
    case = case_of(*steps, ("dina", BoardDecision(1, "probable", "as voted")))
    assert case.round.outcome == "probable"
    assert "possible" in [item.what.outcome for item in decision_of(case, 1).dissent]


def test_a_board_is_bound_by_the_basis_too():
    case = case_of(proposed(CONTRADICTED), *readings("excluded", "possible"), *votes(*["established"] * 3))
    assert "the basis does not carry established" in refused(
        case, "clara", BoardDecision(1, "established", "all say so")
    )


def test_only_members_vote_and_write_the_decision():
    case = case_of(*BEFORE_BOARD)
    assert "does not sit on the board" in refused(case, "greta", Vote(1, "possible", BECAUSE))
    assert "does not sit on the board" in refused(case, "emil", BoardDecision(1, "possible", "as voted"))


def test_a_decision_is_signed_by_as_many_persons_as_the_rules_ask_each_once():
    case = case_of(proposed(n_signatures=3), *readings("established", "established"), *SIGNED[-2:])
    assert case.state == "agreed"
    assert "has signed already" in refused(case, "anna", Signing(1, "readers", "established"))
    assert advance(case, act("emil", Signing(1, "readers", "established"), NOON)).state == "signed"


def test_nobody_signs_what_they_were_not_shown_or_what_was_not_settled():
    case = case_of(*AGREED)
    assert "has not been shown" in refused(case, "greta", Signing(1, "readers", "established"))
    shown = advance(case, act("greta", Showing("to sign"), NOON))
    assert advance(shown, act("greta", Signing(1, "readers", "established"), NOON)).round.signers == {"greta"}
    assert "settled on established, not" in refused(case, "anna", Signing(1, "readers", "probable"))
    assert "the readers settled" in refused(case, "anna", Signing(1, "board", "established"))


def test_a_signature_under_two_verdicts_is_none_under_the_decision_of_a_board():
    steps = (*AGREED, ("anna", Signing(1, "readers", "established")), *votes(*["probable"] * 3))
    case = case_of(
        *steps, ("clara", BoardDecision(1, "probable", "as voted")), ("clara", Signing(1, "board", "probable"))
    )
    assert (case.state, case.round.signers) == ("decided", {"clara"})


def test_nobody_is_handed_over_on_less_than_an_established_identity():
    case = case_of(*DECIDED, *signed_by_board("possible"))
    assert "needs the outcome established, not possible" in refused(
        case, "dina", Deed(1, "handed over", "to the family")
    )
    assert advance(case, act("dina", Deed(1, "family told", "by the caseworker, at home"), NOON)).state == "acted on"


@pytest.mark.parametrize("outcome", ["established", "excluded"])
def test_who_was_not_shown_a_decision_does_not_learn_it_from_a_refusal(outcome):
    """Else the case is read again, and its blind reader knows what was found before."""
    guesses = [Signing(1, "readers", outcome), Signing(1, "board", outcome)]
    assert len({refused(case_of(*AGREED), "greta", guess).split(" is refused, ")[1] for guess in guesses}) == 1
    signed = case_of(*SIGNED)
    for kind in ("handed over", "returned to the other side", "family told"):
        assert "not been shown" in refused(signed, "greta", Deed(1, kind, "protocol 5"))


def test_no_act_but_a_deed_makes_anything_done():
    assert case_of(*SIGNED).round.deeds == ()
    again = case_of(*SIGNED, ("emil", Reopening(1, "new teeth", Proposal(basis=STRONG))))
    assert again.round.deeds == ()
