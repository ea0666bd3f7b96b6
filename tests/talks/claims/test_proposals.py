"""A language model is heard only where it quotes exactly."""

from dataclasses import dataclass, replace

import pytest

from homeward.talks.claims.document import document_of
from homeward.talks.claims.proposals import Proposal, hear

TEXT = "Renn said at least 40 women would come home."
GOOD = Proposal(10, 27, "at least 40 women", "said", "Renn", 40.0, None)


@dataclass(frozen=True)
class Says:
    proposal: Proposal

    def propose(self, text: str) -> list[Proposal]:
        return [self.proposal]


def test_an_exact_proposal_is_heard_and_marked():
    [claim], problems = hear(Says(GOOD), document_of("a", TEXT))
    assert (claim.figure.low, claim.figure.high, claim.confirmed_by, problems) == (40.0, None, None, ())
    assert "value" in claim.unsure


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"start": 11}, "does not stand at"),
        ({"quotation": "at least 50 women"}, "does not stand at"),
        ({"start": -34, "end": -17}, "does not stand at"),
        ({"low": 50.0}, "its numbers"),
        ({"high": 40.0}, "its numbers"),
        ({"speaker": "Lund"}, "its speaker"),
    ],
)
def test_a_proposal_that_breaks_the_contract_is_dropped_with_its_reason(changed, says):
    claims, [problem] = hear(Says(replace(GOOD, **changed)), document_of("a", TEXT))
    assert claims == ()
    assert says in problem.says
