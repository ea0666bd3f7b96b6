"""Rounds of readings in words: who found what and why, what was decided, who signed, what was done on it.

Dissent stands beside the outcome for ever. Who may see any of it was decided when the case was opened.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from homeward.actions.workspace.review.standing import Dossier
from homeward.review.act import CaseAct, Reopening, Vote
from homeward.review.case import Round
from homeward.review.reading import View
from homeward.review.verdict import Verdict
from homeward.web.terms import CODES, DEEDS, OUTCOMES, term


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one reader or member said, and why; `is_dissent` where the outcome became another."""

    who: str
    at: datetime
    outcome: str
    reasons: tuple[tuple[str, str], ...]
    is_dissent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundTold:
    """One round of readings.

    because      why it was opened again; None for the first
    decided      outcome, text of the board, and by whom; None where there is no decision
    """

    number: int
    opened_at: datetime
    because: str | None
    verdicts: tuple[Opinion, ...]
    votes: tuple[Opinion, ...]
    members: tuple[str, ...]
    decided: tuple[str, str | None, str] | None
    is_signed: bool
    signatures: tuple[tuple[str, datetime], ...]
    deeds: tuple[tuple[str, str, str, datetime], ...]

    @property
    def dissent(self) -> tuple[Opinion, ...]:
        """Give who said something else than what was decided."""
        return tuple(one for one in (*self.verdicts, *self.votes) if one.is_dissent)


@dataclass(frozen=True, slots=True)
class EarlierTold:
    """What another body decided, before this workspace or beside it."""

    outcome: str
    by: str
    on: date
    because: str


def tell_rounds(view: View, dossier: Dossier | None) -> tuple[RoundTold, ...]:
    """Say every round that this person may see, the newest first."""
    told = (_tell(number, round_, dossier) for number, round_ in enumerate(view.rounds, start=1))
    return tuple(reversed(tuple(told)))


def tell_earlier(view: View) -> tuple[EarlierTold, ...]:
    """Say what was decided elsewhere."""
    acts = (act.what for act in view.earlier)
    return tuple(EarlierTold(term(OUTCOMES, one.outcome), one.by, one.on, one.because) for one in acts)


def _tell(number: int, round_: Round, dossier: Dossier | None) -> RoundTold:
    decision = dossier.decisions[number - 1] if dossier else None
    names = dossier.names if dossier else {}
    outcome = None if decision is None else decision.outcome
    what = round_.opened.what
    return RoundTold(
        number=number,
        opened_at=round_.opened.at,
        because=what.because if isinstance(what, Reopening) else None,
        verdicts=tuple(_opinion(act, names, outcome) for act in round_.verdicts),
        votes=tuple(_opinion(act, names, outcome) for act in round_.votes),
        members=tuple(sorted(names.get(one, one) for one in round_.members)),
        decided=None if decision is None else (term(OUTCOMES, decision.outcome), decision.text, decision.by),
        is_signed=round_.is_signed,
        signatures=tuple((names.get(act.who, act.who), act.at) for act in round_.signatures),
        deeds=tuple(
            (term(DEEDS, act.what.kind), act.what.detail, names.get(act.who, act.who), act.at) for act in round_.deeds
        ),
    )


def _opinion(act: CaseAct[Verdict] | CaseAct[Vote], names: Mapping[str, str], decided: str | None) -> Opinion:
    return Opinion(
        who=names.get(act.who, act.who),
        at=act.at,
        outcome=term(OUTCOMES, act.what.outcome),
        reasons=tuple((term(CODES, one.code), one.text) for one in act.what.reasons),
        is_dissent=decided is not None and act.what.outcome != decided,
    )
