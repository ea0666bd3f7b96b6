"""What is never over: reopening, exclusions for ever, weak grounds, and campaigns that read closed cases again.

The old decision stays in its round and stands until a new one is signed. An exclusion can be answered, not removed.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from homeward.errors import InvalidInput
from homeward.review.act import Answer, CaseAct, EarlierDecision, Pair, Reopening
from homeward.review.basis import Basis, Weakness, weaknesses
from homeward.review.case import Case, Exclusion, Round, exclusions, in_order, refuse_act
from homeward.review.lifecycle import State
from homeward.review.verdict import Outcome

Cases = Mapping[Pair, Case]


@dataclass(frozen=True, slots=True)
class Standing:
    """The decision that counts now: the last signed one, or else the last that was recorded from elsewhere.

    round    its number; 0 where it was decided elsewhere
    """

    round: int
    outcome: Outcome
    basis: Basis


def standing_decision(case: Case, before_round: int | None = None) -> Standing | None:
    """Give the decision that counts, also while the case is read again; None where nothing was ever signed.

    before_round    look no further than the round in front of this one
    """
    rounds = case.rounds if before_round is None else case.rounds[: before_round - 1]
    for number, round_ in reversed(tuple(enumerate(rounds, start=1))):
        if round_.is_signed and round_.outcome:
            return Standing(number, round_.outcome, round_.basis)
    if not case.earlier:
        return None
    last = max(case.earlier, key=lambda act: (act.what.on, act.at, act.id)).what
    return Standing(0, last.outcome, last.basis)


def exclusions_between(cases: Cases, found: Collection[str], sought: str) -> tuple[Exclusion, ...]:
    """Give every exclusion of one sought person against any of several found ids, oldest first.

    found    an assembled individual with all its items, so that what was said of a part is not forgotten for the whole
    """
    pairs = (Pair(one, sought) for one in sorted(set(found)))
    every = (item for pair in pairs if pair in cases for item in exclusions(cases[pair]))
    return tuple(sorted(every, key=lambda item: (item.on, item.id)))


# ── weak grounds ──


@dataclass(frozen=True, slots=True)
class WeakCase:
    """An identification that stands on weak ground."""

    pair: Pair
    outcome: Outcome
    weaknesses: tuple[Weakness, ...]
    state: State  # "proposed" to "decided": it is being read again


def weak_cases(cases: Cases) -> tuple[WeakCase, ...]:
    """List the identifications that stand on weak ground, also those that are being read again, in order of pairs."""
    return tuple(found for pair in sorted(cases) for found in _weak(cases[pair]))


def _weak(case: Case) -> Iterator[WeakCase]:
    now = standing_decision(case)
    if now and now.outcome in ("established", "probable") and weaknesses(now.basis):
        yield WeakCase(case.pair, now.outcome, weaknesses(now.basis), case.state)


# ── campaigns ──


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """A set of closed cases to be read again, fixed on the day it was opened."""

    id: str
    who: str
    at: datetime  # UTC
    because: str
    pairs: tuple[Pair, ...]

    def __post_init__(self) -> None:
        if len(set(self.pairs)) != len(self.pairs) or not self.because.strip():
            raise InvalidInput(f"campaign {self.id}: each pair once, and a reason")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a campaign is: each of its pairs stands in exactly one of these."""

    waiting: tuple[Pair, ...]  # not yet opened again
    under_way: tuple[Pair, ...]
    confirmed: tuple[Pair, ...]  # signed again with the same outcome
    changed: tuple[Pair, ...]  # signed with another


def select_closed(cases: Cases, predicate: Callable[[Basis], bool]) -> tuple[Pair, ...]:
    """Give the closed cases whose standing decision has such a basis, in order: what a campaign begins with.

    predicate    `lambda basis: basis.program == "homeward 0.1.0"`, `weaknesses`, a frequency table's digest, ...
    """
    closed = ("decided elsewhere", "signed", "acted on")
    return tuple(pair for pair in sorted(cases) if cases[pair].state in closed and _stands_on(cases[pair], predicate))


def _stands_on(case: Case, predicate: Callable[[Basis], bool]) -> bool:
    now = standing_decision(case)
    return now is not None and bool(predicate(now.basis))


def progress_of(campaign: Campaign, cases: Cases) -> Progress:
    """Sort the pairs of a campaign by how far they are: only what was opened again for it counts.

    raises    InvalidInput where the campaign names a pair that was never reviewed
    """
    sorted_: dict[str, list[Pair]] = {"waiting": [], "under way": [], "confirmed": [], "changed": []}
    for pair in campaign.pairs:
        if pair not in cases:
            raise InvalidInput(f"campaign {campaign.id}: {pair} was never reviewed")
        sorted_[_stage(campaign, cases[pair])].append(pair)
    return Progress(*(tuple(pairs) for pairs in sorted_.values()))


def _stage(campaign: Campaign, case: Case) -> str:
    own = [number for number, round_ in enumerate(case.rounds, start=1) if _is_of(round_, campaign)]
    if not own:
        return "waiting"
    signed = next((round_ for round_ in case.rounds[own[0] - 1 :] if round_.is_signed), None)
    if signed is None:
        return "under way"
    before = standing_decision(case, before_round=own[0])
    return "confirmed" if before and before.outcome == signed.outcome else "changed"


def _is_of(round_: Round, campaign: Campaign) -> bool:
    return isinstance(round_.opened.what, Reopening) and round_.opened.what.campaign == campaign.id


# ── what each act does; the state and round have been checked ──


def reopen(case: Case, act: CaseAct[Reopening]) -> Case:
    """Begin a new round; readings in hand go back."""
    rounds = (*case.rounds, Round(opened=act))
    return replace(case, rounds=rounds, lease=None, informed=case.informed | {act.who})


def answer(case: Case, act: CaseAct[Answer]) -> Case:
    """Add a reasoned answer to an exclusion of this pair."""
    if act.what.exclusion not in {item.id for item in exclusions(case)}:
        refuse_act(case, act, f"this pair has no exclusion {act.what.exclusion!r}")
    return replace(case, answers=in_order((*case.answers, act)))


def note_earlier(case: Case, act: CaseAct[EarlierDecision]) -> Case:
    """Add what was decided elsewhere; who records it knows it, and never reads the pair blind."""
    is_blind_reader = case.state == "read once" and case.lease is not None and case.lease.reader == act.who
    return replace(
        case,
        earlier=in_order((*case.earlier, act)),
        informed=case.informed | {act.who},
        lease=None if is_blind_reader else case.lease,
    )
