from datetime import date, datetime, timedelta, timezone

import pytest

from homeward.errors import InvalidInput
from homeward.review.act import (
    BoardDecision,
    CaseAct,
    Conflict,
    Deed,
    EarlierDecision,
    Proposal,
    Reopening,
    Rules,
    Seating,
    Showing,
    Signing,
    Taking,
    Vote,
)
from tests.review.acts import PAIR, RECOGNISED, START, STRONG


@pytest.mark.parametrize(
    "make",
    [
        lambda: CaseAct("", PAIR, "anna", START, Taking(1)),
        lambda: CaseAct("1", PAIR, " ", START, Taking(1)),
        lambda: CaseAct("1", PAIR, "anna", datetime(2026, 3, 1), Taking(1)),
        lambda: CaseAct("1", PAIR, "anna", datetime(2026, 3, 1, tzinfo=timezone(timedelta(hours=2))), Taking(1)),
        lambda: Rules(n_signatures=0),
        lambda: Rules(quorum=1),
        lambda: Rules(lease=timedelta(0)),
        lambda: Proposal(basis=STRONG, n_helped=0),
        lambda: EarlierDecision("certain", RECOGNISED, "the North", date(2019, 1, 1), "seen"),
        lambda: EarlierDecision("established", RECOGNISED, "the North", date(2019, 1, 1), ""),
        lambda: Showing(""),
        lambda: Conflict("anna", ""),
        lambda: Seating(1, ()),
        lambda: Seating(1, ("anna", "anna")),
        lambda: Vote(1, "possible", ()),
        lambda: BoardDecision(1, "possible", " "),
        lambda: Signing(1, "board", "sure"),
        lambda: Deed(1, "told by message", "nobody"),
        lambda: Reopening(1, "", Proposal(basis=STRONG)),
    ],
)
def test_an_act_that_cannot_be_meant_is_never_made(make):
    with pytest.raises(InvalidInput):
        make()


def test_an_act_knows_its_kind():
    assert CaseAct("1", PAIR, "anna", START, Taking(1)).kind == "taking"
