"""A case: the acts about one pair, arranged in rounds of readings, and what follows from them.

Nothing here is set by hand: the state, an agreement, an exclusion are read off the acts each time they are asked for.
Who may add which act is left to `reading`, `decision` and `reopening`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NoReturn, TypeVar

from homeward.review.act import (
    Answer,
    BoardDecision,
    CaseAct,
    Conflict,
    Decider,
    Deed,
    EarlierDecision,
    Pair,
    Proposal,
    Reopening,
    Rules,
    Seating,
    Signing,
    Vote,
)
from homeward.review.basis import Basis
from homeward.review.lifecycle import State, refuse
from homeward.review.verdict import Outcome, Reason, Verdict, judge

AnyAct = TypeVar("AnyAct", bound=CaseAct[Any])


@dataclass(frozen=True, slots=True)
class Lease:
    """A reading that somebody has taken."""

    reader: str
    since: datetime
    until: datetime  # from this moment on it is nobody's

    def holds(self, reader: str, at: datetime) -> bool:
        """Tell whether the reading is this reader's at this time."""
        return self.reader == reader and self.since <= at < self.until

    def bars(self, reader: str, at: datetime) -> bool:
        """Tell whether the reading is somebody else's at this time, or was taken later than that."""
        return self.reader != reader and at < self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One round of readings: from a proposal or reopening to what was done on the decision."""

    opened: CaseAct[Proposal] | CaseAct[Reopening]
    verdicts: tuple[CaseAct[Verdict], ...] = ()  # at most two, in the order of reading
    seatings: tuple[CaseAct[Seating], ...] = ()
    votes: tuple[CaseAct[Vote], ...] = ()
    decision: CaseAct[BoardDecision] | None = None
    signatures: tuple[CaseAct[Signing], ...] = ()
    deeds: tuple[CaseAct[Deed], ...] = ()

    @property
    def proposal(self) -> Proposal:
        """Give the basis and rules of the round."""
        what = self.opened.what
        return what.proposal if isinstance(what, Reopening) else what

    @property
    def basis(self) -> Basis:
        """Give what the readers had before them."""
        return self.proposal.basis

    @property
    def rules(self) -> Rules:
        """Give who must take part."""
        return self.proposal.rules

    @property
    def members(self) -> frozenset[str]:
        """Give who sits on the board."""
        return frozenset(member for seating in self.seatings for member in seating.what.members)

    @property
    def decider(self) -> Decider:
        """Say whose outcome is to be signed."""
        return "readers" if self.decision is None else "board"

    @property
    def signers(self) -> frozenset[str]:
        """Give who signed the outcome as it is now; a signature under two verdicts is none under a board's decision."""
        return frozenset(act.who for act in self.signatures if act.what.by == self.decider)

    @property
    def is_signed(self) -> bool:
        """Tell whether as many people signed as the rules ask."""
        return len(self.signatures) >= self.rules.n_signatures <= len(self.signers)

    @property
    def outcome(self) -> Outcome | None:
        """Give the outcome of the board, or else of two equal verdicts, whether or not it may stand."""
        if self.decision is not None:
            return self.decision.what.outcome
        if len(self.verdicts) == 2 and len({act.what.outcome for act in self.verdicts}) == 1:
            return self.verdicts[0].what.outcome
        return None


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A signed decision that the two are not the same person. There is no act that takes it away."""

    id: str  # what an answer names: the act that opened the round, or recorded the earlier decision
    pair: Pair
    on: date
    by: str  # "readers", "board", or the body that decided elsewhere
    reasons: tuple[Reason, ...] = ()
    answers: tuple[CaseAct[Answer], ...] = ()

    def __str__(self) -> str:
        return f"excluded by {self.by} on {self.on.isoformat()}"


@dataclass(frozen=True, slots=True)
class Case:
    """All that happened to one pair.

    informed    persons who were shown a score or verdict of it, and can never be its blind reader
    acts        all of them, by the clocks of those who acted
    """

    pair: Pair
    rounds: tuple[Round, ...] = ()
    lease: Lease | None = None
    informed: frozenset[str] = frozenset()
    conflicts: tuple[CaseAct[Conflict], ...] = ()
    earlier: tuple[CaseAct[EarlierDecision], ...] = ()
    answers: tuple[CaseAct[Answer], ...] = ()
    acts: tuple[CaseAct[Any], ...] = ()
    _state: State | None = field(default=None, init=False, compare=False, repr=False)  # once it was asked for

    @property
    def state(self) -> State:
        """Read the state off the acts."""
        state = self._state
        if state is None:
            state = state_of(self)
            object.__setattr__(self, "_state", state)  # a queue asks thousands of cases, each several times
        return state

    @property
    def round(self) -> Round:
        """Give the round that is under way or was the last; only for a case that was proposed."""
        return self.rounds[-1]

    @property
    def conflicted(self) -> frozenset[str]:
        """Give the persons with a declared conflict of interest."""
        return frozenset(act.what.person for act in self.conflicts)

    @property
    def open_exclusions(self) -> tuple[str, ...]:
        """Say which exclusions nobody has answered, as sentences."""
        return tuple(f"{item}, and nobody has answered that" for item in exclusions(self) if not item.answers)


def in_order(acts: Iterable[AnyAct]) -> tuple[AnyAct, ...]:
    """Sort acts by their time, so that the order in which they arrived leaves no trace."""
    return tuple(sorted(acts, key=lambda act: (act.at, act.id)))


def refuse_act(case: Case, act: CaseAct[Any], because: str) -> NoReturn:
    """Refuse an act that the state of a case allows, but not from this person, or not like this.

    raises    NotAllowed
    """
    refuse(case.pair, case.state, act.kind, because)


def state_of(case: Case) -> State:
    """Read the state of a case off its acts."""
    if not case.rounds:
        return "decided elsewhere" if case.earlier else "not proposed"
    last = case.round
    if last.is_signed:
        return "acted on" if last.deeds else "signed"
    if last.decision:
        return "decided"
    if last.seatings:
        return "before the board"
    if len(last.verdicts) == 2:
        return "split" if why_split(case) else "agreed"
    return "read once" if last.verdicts else "proposed"


def why_split(case: Case) -> tuple[str, ...]:
    """Say why two verdicts of the last round do not settle the case; nothing where they do.

    Verdicts of rounds that were left unsigned count: who opens a case again does not get rid of a reader's doubt.
    """
    last = case.round
    verdicts = [act for round_ in unsigned_rounds(case) for act in round_.verdicts]
    outcomes = sorted({act.what.outcome for act in verdicts})
    if len(outcomes) > 1:
        return (f"the verdicts differ: {', '.join(outcomes)}",)
    [outcome] = outcomes
    said = [f"the basis does not carry {outcome}: {why}" for why in judge(last.basis, case.open_exclusions)[outcome]]
    if outcome in last.rules.always_to_board:
        said.append(f"by the rules {outcome} always goes to a board")
    if any(act.who in case.conflicted for act in last.verdicts):
        said.append("a reader has a conflict of interest")
    return tuple(said)


def unsigned_rounds(case: Case) -> tuple[Round, ...]:
    """Give the rounds after the last signed decision, oldest first."""
    signed = [number for number, round_ in enumerate(case.rounds) if round_.is_signed]
    return case.rounds[signed[-1] + 1 if signed else 0 :]


def exclusions(case: Case) -> tuple[Exclusion, ...]:
    """Give every signed exclusion of the pair, oldest first, also of reopened rounds and of other bodies."""
    found = [
        Exclusion(act.id, case.pair, act.what.on, act.what.by, (Reason("other", act.what.because),))
        for act in case.earlier
        if act.what.outcome == "excluded"
    ]
    for round_ in case.rounds:
        if round_.is_signed and round_.outcome == "excluded":
            on = max(act.at for act in round_.signatures).date()
            found.append(Exclusion(round_.opened.id, case.pair, on, round_.decider, reasons_of(round_)))
    answered = (_with_answers(item, case.answers) for item in found)
    return tuple(sorted(answered, key=lambda item: (item.on, item.id)))


def reasons_of(round_: Round) -> tuple[Reason, ...]:
    """Give the reasons of those who found the outcome of a round: of the board, or else of the readers."""
    said = round_.verdicts if round_.decision is None else counted_votes(round_)
    reasons = (reason for act in said if act.what.outcome == round_.outcome for reason in act.what.reasons)
    return tuple(dict.fromkeys(reasons))


def counted_votes(round_: Round, conflicted: frozenset[str] = frozenset()) -> tuple[CaseAct[Vote], ...]:
    """Give the last vote of each member who has no conflict of interest, oldest first."""
    last = {act.who: act for act in round_.votes}
    return in_order(act for who, act in last.items() if who not in conflicted)


def _with_answers(exclusion: Exclusion, answers: tuple[CaseAct[Answer], ...]) -> Exclusion:
    own = tuple(act for act in answers if act.what.exclusion == exclusion.id)
    return Exclusion(exclusion.id, exclusion.pair, exclusion.on, exclusion.by, exclusion.reasons, own)
