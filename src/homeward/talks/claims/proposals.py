"""What a language model may propose, and the one contract under which it is heard: quote exactly, or be dropped.

Off unless somebody writes a `Proposer` and passes it in; Homeward has no network code for one. A proposal is kept only
if its quotation stands at its offsets and its numbers are those that the program itself reads in that quotation. It is
marked, and needs the same confirmation as any other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from homeward.errors import Problem
from homeward.talks.claims.claim import Claim
from homeward.talks.claims.document import Document, span_of
from homeward.talks.claims.figures import Figure, find_figures
from homeward.talks.claims.speaking.speakers import Speaker
from homeward.talks.claims.words.lexicon import Act


@dataclass(frozen=True, slots=True)
class Proposal:
    """A claim as somebody else's program read it."""

    start: int
    end: int
    quotation: str
    act: Act
    speaker: str | None = None  # in the words of the document
    low: float | None = None
    high: float | None = None


class Proposer(Protocol):
    """Anything that reads a text and proposes claims."""

    def propose(self, text: str) -> Sequence[Proposal]:
        """Propose claims of a text."""


def hear(proposer: Proposer, document: Document) -> tuple[tuple[Claim, ...], tuple[Problem, ...]]:
    """Ask a proposer; give the claims that keep the contract, and why the others were dropped."""
    claims, problems = [], []
    for number, proposal in enumerate(proposer.propose(document.text), start=1):
        says = _broken(document, proposal)
        if says is not None:
            problems.append(Problem(f"{document.name}, proposal {number}", says, "nothing"))
            continue
        claims.append(
            Claim(
                id=f"p{number:02}",
                document=document.name,
                span=span_of(document, proposal.start, proposal.end),
                act=proposal.act,
                speaker=None if proposal.speaker is None else Speaker(proposal.speaker),
                figure=_figure(proposal),
                is_affirmed=proposal.act != "denied",
                because="proposed by a language model",
                unsure=("matter", "speaker", "act", "value"),
            )
        )
    return tuple(claims), tuple(problems)


def _broken(document: Document, proposal: Proposal) -> str | None:
    """Say how a proposal breaks the contract; None where it keeps it."""
    is_inside = 0 <= proposal.start < proposal.end <= len(document.text)
    if not is_inside or document.text[proposal.start : proposal.end] != proposal.quotation:
        return f"its quotation does not stand at {proposal.start}-{proposal.end}"
    if proposal.speaker is not None and proposal.speaker not in document.text:
        return "its speaker is not named in the document"
    if (proposal.low, proposal.high) != (None, None) and _figure(proposal) is None:
        return "its numbers are not those of its quotation"
    return None


def _figure(proposal: Proposal) -> Figure | None:
    """Give the figure that the program reads in a quotation, where it is the proposed one; offsets of the document."""
    for one in find_figures(proposal.quotation):
        if (one.low, one.high) == (proposal.low, proposal.high):
            at = proposal.start
            return Figure(one.start + at, one.end + at, one.low, one.high, one.bound, one.unit, one.denominator)
    return None
