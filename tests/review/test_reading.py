from datetime import timedelta

import pytest

from homeward.review.act import Conflict, GivingBack, Proposal, Reopening, Rules, Seating, Showing, Taking
from homeward.review.case import Lease, why_split
from homeward.review.fold import advance
from homeward.review.lifecycle import NotAllowed
from homeward.review.reading import visible, why_not_read
from homeward.review.verdict import Verdict
from tests.review.acts import (
    AGREED,
    BECAUSE,
    CONTRADICTED,
    EXCLUDED,
    MINUTE,
    OVERSHADOWED,
    READ_AGAIN,
    READ_ONCE,
    SIGNED,
    SPLIT,
    START,
    STRONG,
    act,
    case_of,
    proposed,
    reading,
    readings,
)

NOON = START + 240 * MINUTE
SAYS = Verdict(1, "established", BECAUSE)


def refused(case, who, what, at=NOON):
    with pytest.raises(NotAllowed) as error:
        advance(case, act(who, what, at))
    return str(error.value)


def test_two_readers_who_agree_settle_a_case_that_its_basis_carries():
    assert case_of(*AGREED).state == "agreed"


def test_two_readers_who_differ_split_the_case():
    assert why_split(case_of(*SPLIT)) == ("the verdicts differ: established, possible",)


def test_readers_who_agree_on_more_than_the_basis_carries_split_the_case():
    case = case_of(proposed(CONTRADICTED), *readings("possible", "possible"))
    assert case.state == "split"
    assert why_split(case)[0].startswith("the basis does not carry possible: unexplained: teeth")


def test_rules_may_send_an_agreement_to_the_board():
    case = case_of(proposed(always_to_board=("established",)), *readings("established", "established"))
    assert why_split(case) == ("by the rules established always goes to a board",)


def test_a_reader_with_a_conflict_of_interest_undoes_the_agreement():
    case = case_of(*AGREED, ("emil", Conflict("anna", "a cousin")))
    assert why_split(case) == ("a reader has a conflict of interest",)


def test_an_exclusion_that_comes_to_light_undoes_the_agreement():
    assert "excluded by commission of the North on 2019-05-03" in why_split(case_of(*OVERSHADOWED))[0]


def test_the_first_reader_is_not_the_second():
    says = refused(case_of(*READ_ONCE), "anna", Taking(1))
    assert says.startswith("pair R-12 / M-7 is 'read once': this taking is refused")
    assert "own first reading" in says


@pytest.mark.parametrize(
    "steps", [(("dina", Showing("monthly check")),), (("dina", Taking(1)), ("dina", GivingBack(1)))]
)
def test_whoever_has_seen_the_score_is_not_the_second_reader(steps):
    case = case_of(proposed(), *steps, *reading("anna"))
    assert why_not_read(case, "dina", NOON) == "has seen the score"
    assert why_not_read(case, "emil", NOON) == "has seen the score"
    assert why_not_read(case, "boris", NOON) is None


def test_whoever_has_seen_the_score_may_still_read_first():
    assert why_not_read(case_of(proposed(), ("dina", Showing("monthly check"))), "dina", NOON) is None


def test_a_blind_reader_sees_kinds_and_exclusions_and_nothing_that_others_found():
    case = case_of(*EXCLUDED, READ_AGAIN, *reading("greta", number=2), ("fadi", Taking(2)))
    view = visible(case, "fadi")
    assert (view.basis, view.rounds, view.earlier, view.kinds) == (None, (), (), ("body", "kinship"))
    [exclusion] = view.exclusions
    assert (str(exclusion), exclusion.reasons) == ("excluded by readers on 2026-03-01", ())
    assert len(view.withheld) == 2


def test_after_the_own_verdict_the_second_reader_sees_everything():
    case = case_of(*AGREED)
    assert visible(case, "boris").basis == STRONG
    assert visible(case, "boris").rounds[0].verdicts[0].who == "anna"
    assert visible(case, "boris").withheld == ()


def test_the_first_reader_sees_the_score_on_taking_the_case():
    assert visible(case_of(proposed()), "anna").basis is None
    assert visible(case_of(proposed(), ("anna", Taking(1))), "anna").basis == STRONG


def test_a_blind_reader_with_the_case_in_hand_cannot_look_at_the_score():
    case = case_of(*READ_ONCE, ("boris", Taking(1)))
    assert "has taken the blind reading" in refused(case, "boris", Showing("curious"), START + 5 * MINUTE)
    assert advance(case, act("boris", Showing("curious"), START + 500 * MINUTE)).informed >= {"boris"}


def test_a_verdict_needs_the_reading_in_hand():
    assert "has not taken the reading" in refused(case_of(proposed()), "anna", SAYS)
    assert "has not taken the reading" in refused(case_of(proposed(), ("anna", Taking(1))), "boris", GivingBack(1))


def test_a_lost_lease_gives_the_case_back():
    case = case_of(proposed(lease=timedelta(minutes=10)), ("anna", Taking(1)))  # from 8:01 to 8:11
    assert why_not_read(case, "boris", START + 10 * MINUTE) == "with another reader"
    assert why_not_read(case, "boris", START + 11 * MINUTE) is None
    assert "the lease ran until 2026-03-01 08:11 UTC" in refused(case, "anna", SAYS, START + 11 * MINUTE)


def test_taking_again_keeps_a_reading_longer():
    case = case_of(proposed(lease=timedelta(minutes=10)), ("anna", Taking(1)), ("anna", Taking(1)))
    assert case.lease == Lease("anna", START + MINUTE, START + 12 * MINUTE)


def test_a_reading_given_back_is_there_for_others():
    case = case_of(proposed(), ("anna", Taking(1)), ("anna", GivingBack(1)))
    assert case.lease is None
    assert why_not_read(case, "boris", START + 3 * MINUTE) is None


def test_a_conflict_of_interest_takes_the_reading_out_of_hand():
    case = case_of(proposed(), ("anna", Taking(1)), ("emil", Conflict("anna", "a cousin")))
    assert case.lease is None
    assert "conflict of interest" in refused(case, "anna", Taking(1))


def test_a_verdict_that_comes_after_a_reopening_is_refused():
    again = Reopening(1, "a new profile", Proposal(basis=STRONG))
    case = case_of(proposed(), ("anna", Taking(1)), ("emil", again))
    assert "meant for round 1 of readings, and this is round 2" in refused(case, "anna", SAYS)


def test_nobody_reads_again_in_a_later_round_unless_the_rules_say_so_and_never_blind():
    assert why_not_read(case_of(*SIGNED, READ_AGAIN), "anna", NOON) == "took part before"
    rules = Rules(former_reader_may_read_first=True)
    again = ("emil", Reopening(1, "new teeth", Proposal(basis=STRONG, rules=rules)))
    assert why_not_read(case_of(*SIGNED, again), "anna", NOON) is None
    assert why_not_read(case_of(*SIGNED, again, *reading("greta", number=2)), "anna", NOON) == "took part before"


def test_a_member_of_an_earlier_board_took_part_too():
    case = case_of(*SPLIT, ("emil", Seating(1, ("clara",))), READ_AGAIN)
    assert why_not_read(case, "clara", NOON) == "took part before"


def test_reopening_does_not_get_rid_of_a_readers_doubt():
    case = case_of(*SPLIT, READ_AGAIN, *readings("established", "established", number=2, by=("fadi", "greta")))
    assert why_split(case) == ("the verdicts differ: established, possible",)


def test_after_a_signed_decision_the_new_readers_stand_alone():
    first = (proposed(), *readings("possible", "possible"))
    signed = tuple((who, sign.__class__(1, "readers", "possible")) for who, sign in SIGNED[-2:])
    case = case_of(*first, *signed, READ_AGAIN, *readings("established", "established", number=2, by=("fadi", "greta")))
    assert case.state == "agreed"
