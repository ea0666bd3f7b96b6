"""First and second reader: who may read, what a reader sees, and the acts of proposing and reading.

The second reader is blind. Blindness is no promise but follows from the acts: whoever proposed, took a first reading,
sat on the board or looked at the score stands among the informed, and no informed person reads second. To everybody
else `visible` shows the pair and its files, not what others found.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from homeward.review.act import CaseAct, Conflict, EarlierDecision, GivingBack, Pair, Proposal, Showing, Taking
from homeward.review.basis import Basis
from homeward.review.case import Case, Exclusion, Lease, Round, exclusions, in_order, refuse_act
from homeward.review.lifecycle import State
from homeward.review.verdict import Verdict

NotOffered = Literal[
    "no reading is due",
    "conflict of interest",
    "own first reading",
    "took part before",
    "has seen the score",
    "with another reader",
    "no right",
]


@dataclass(frozen=True, slots=True)
class View:
    """What one person may see of a case.

    kinds         of evidence that were compared, without what they weigh
    exclusions    all of them; without reasons to whom may still read blind
    basis         None to whom is blind
    rounds        all readings and decisions; empty to whom is blind
    earlier       what was decided elsewhere; empty to whom is blind
    withheld      what is not shown, and why
    """

    pair: Pair
    state: State
    kinds: tuple[str, ...]
    exclusions: tuple[Exclusion, ...]
    basis: Basis | None
    rounds: tuple[Round, ...]
    earlier: tuple[CaseAct[EarlierDecision], ...]
    withheld: tuple[str, ...]


def visible(case: Case, reader: str) -> View:
    """Give what one person may see of a case: all of it, or what a blind reader may see.

    Whoever has to see more than a blind reader does a `Showing` first, and then stays away from second readings.
    """
    basis = case.round.basis if case.rounds else None
    kinds = tuple(sorted((*(weight.kind for weight in basis.weights), *basis.unweighed))) if basis else ()
    known = exclusions(case)
    if reader in case.informed:
        return View(case.pair, case.state, kinds, known, basis, case.rounds, case.earlier, ())
    bare = tuple(replace(item, reasons=(), answers=()) for item in known)
    withheld: tuple[str, ...] = ("weights, posterior and verdicts: whoever may read second has not seen them",)
    if bare:
        withheld += ("the reasons of exclusions and their answers: they tell what others found",)
    return View(case.pair, case.state, kinds, bare, None, (), (), withheld)


def why_not_read(case: Case, reader: str, at: datetime) -> NotOffered | None:
    """Say why a person cannot take the reading that is due; None where they can, or have taken it."""
    if case.state not in ("proposed", "read once"):
        return "no reading is due"
    if reader in case.conflicted:
        return "conflict of interest"
    because = _why_not_first(case, reader) if case.state == "proposed" else _why_not_second(case, reader)
    if because is None and case.lease and case.lease.bars(reader, at):
        return "with another reader"
    return because


def _why_not_first(case: Case, reader: str) -> NotOffered | None:
    may_come_back = case.round.rules.former_reader_may_read_first
    return "took part before" if _took_part_before(case, reader) and not may_come_back else None


def _why_not_second(case: Case, reader: str) -> NotOffered | None:
    if case.round.verdicts[0].who == reader:
        return "own first reading"
    if _took_part_before(case, reader):
        return "took part before"
    return "has seen the score" if reader in case.informed else None


def _took_part_before(case: Case, reader: str) -> bool:
    earlier = case.rounds[:-1]
    has_read = any(act.who == reader for round_ in earlier for act in round_.verdicts)
    return has_read or any(reader in round_.members for round_ in earlier)


# ── what each act does; the state has been checked, and the round where the act names one ──


def propose(case: Case, act: CaseAct[Proposal]) -> Case:
    """Open the first round."""
    return replace(case, rounds=(Round(opened=act),), informed=case.informed | {act.who})


def take(case: Case, act: CaseAct[Taking]) -> Case:
    """Lease the reading that is due; whoever takes it again before the end keeps it longer.

    The first reader sees the score from now on, and is informed even where no verdict follows.
    """
    because = why_not_read(case, act.who, act.at)
    if because:
        refuse_act(case, act, f"this person cannot take the reading: {because}")
    lease = Lease(act.who, act.at, act.at + case.round.rules.lease)
    if case.lease and case.lease.reader == act.who:
        lease = replace(lease, since=min(lease.since, case.lease.since), until=max(lease.until, case.lease.until))
    informed = case.informed | ({act.who} if case.state == "proposed" else set())
    return replace(case, lease=lease, informed=informed)


def give_back(case: Case, act: CaseAct[GivingBack]) -> Case:
    """End a lease before its time."""
    _check_lease(case, act)
    return replace(case, lease=None)


def read(case: Case, act: CaseAct[Verdict]) -> Case:
    """Add a verdict of whoever took the reading."""
    _check_lease(case, act)
    last = replace(case.round, verdicts=(*case.round.verdicts, act))
    return replace(case, rounds=(*case.rounds[:-1], last), lease=None, informed=case.informed | {act.who})


def show(case: Case, act: CaseAct[Showing]) -> Case:
    """Note that somebody sees score and verdicts; a blind reader with the case in hand cannot."""
    if case.state == "read once" and case.lease and case.lease.holds(act.who, act.at):
        refuse_act(case, act, "this person has taken the blind reading; read, or give it back")
    return replace(case, informed=case.informed | {act.who})


def declare_conflict(case: Case, act: CaseAct[Conflict]) -> Case:
    """Keep a person away from reading, voting and signing from now on; a reading in hand goes back."""
    lease = None if case.lease and case.lease.reader == act.what.person else case.lease
    return replace(case, conflicts=in_order((*case.conflicts, act)), lease=lease)


def _check_lease(case: Case, act: CaseAct[Any]) -> None:
    if case.lease is None or case.lease.reader != act.who:
        refuse_act(case, act, "this person has not taken the reading, or somebody else has taken it since")
    if not case.lease.holds(act.who, act.at):
        refuse_act(case, act, f"the lease ran until {case.lease.until:%Y-%m-%d %H:%M} UTC; take the reading again")
