"""Gates of the people of a round: hearing a wish, a finding of fitness, what a child needs; others see go or not go."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from homeward.actions.workspace.desk import Desk, Draft, Kept, keep
from homeward.actions.workspace.folding.rounds import RoundState, gates_of, write_gate_word
from homeward.actions.workspace.rounds.candidates import Candidate, find_candidates
from homeward.actions.workspace.rounds.opening import find_round
from homeward.errors import InvalidInput
from homeward.exchange.agreeing.gate import (
    BestInterest,
    Fitness,
    Passage,
    PersonGates,
    Relation,
    Wish,
    ready,
)
from homeward.records.contradictions import age_on
from homeward.records.dates import read_date
from homeward.store.state import Wanted

Word = Wish | Fitness | BestInterest | Relation
_CHILD_BELOW = 18  # Convention on the Rights of the Child, art. 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What was heard or found about a person's going; why is not asked, and never kept."""

    gate: str  # wish, fitness, best interest, relation
    is_open: bool
    by: str  # who heard it: for a wish the neutral, or it can only stop the person
    until: date | None = None  # the last day for which a finding of fitness holds
    to: str | None = None  # id of the file of the relative who receives a child

    def word(self, at: datetime) -> Word:
        """Give it as the gate takes it; raises InvalidInput where something is missing."""
        if self.gate == "wish":
            return Wish(self.is_open, self.by, at)
        if self.gate == "fitness" and self.until is not None:
            return Fitness(self.is_open, self.by, at, self.until)
        if self.gate == "best interest":
            return BestInterest(self.is_open, self.by, at)
        if self.gate == "relation" and self.to is not None:
            return Relation(self.is_open, self.to, self.by, at)
        raise InvalidInput("a gate is wish, fitness (with --until), best interest, or relation (with --to)")


def hear_gate(desk: Desk, round_id: str, person: str, heard: Heard, *, act_id: str | None = None) -> Kept:
    """Note what was heard or found about the going of a person of a round.

    raises    Refused; InvalidInput where the person is no candidate, or something is missing
    """
    return hear_gates(desk, round_id, [(person, heard)], act_id=act_id)


def hear_gates(desk: Desk, round_id: str, words: Sequence[tuple[str, Heard]], *, act_id: str | None = None) -> Kept:
    """Note what was heard of several people of a round, in one step: each word is an act of its own, or none is kept.

    words     person and what was heard
    act_id    of the first word: where it was kept before, nothing is done again
    raises    as `hear_gate`; InvalidInput where there are no words
    """
    found, granted = find_round(desk, round_id, "roll call")
    if not words:
        raise InvalidInput("there is nothing that was heard")
    candidates = find_candidates(desk, found).by_id
    at = desk.workspace.clock()
    drafts = [_draft(candidates.get(person), heard, at) for person, heard in words]
    says = "a gate" if len(drafts) == 1 else f"{len(drafts)} gates"
    return keep(desk, granted, drafts, says=says, act_id=act_id)


def _draft(one: Candidate | None, heard: Heard, at: datetime) -> Draft:
    if one is None:
        raise InvalidInput("this is no candidate of the round: homeward round candidates lists them")
    if not heard.by.strip():
        raise InvalidInput("say who heard it: --by")
    return Draft(kind="gate heard", texts={one.found: write_gate_word(heard.word(at))})


def gates_of_people(desk: Desk, people: Iterable[Candidate]) -> Mapping[str, PersonGates]:
    """Read the gates of people, to compute on."""
    today = desk.workspace.clock().date()
    with desk.store.read() as now:
        said = {state.object: state for state in now.states(Wanted(kind="gates"))}
    return {one.id: gates_of(said.get(one.found), one.id, is_child=_is_child(one.born, today)) for one in people}


def passages(
    desk: Desk, found: RoundState, people: Iterable[Candidate], crossing: datetime | None = None
) -> Mapping[str, Passage]:
    """Say of each person go or not go, now or at a crossing to come; why is nobody's to see."""
    at = max(desk.workspace.clock(), crossing or datetime.min.replace(tzinfo=UTC))
    gates = gates_of_people(desk, people)
    return {person: ready(one, at, neutral=found.opening.neutral) for person, one in gates.items()}


def is_stopped(gates: PersonGates) -> bool:
    """Tell whether the last word about a gate says not go; a gate that nobody has heard yet stops no plan."""
    words = [(one.at, not one.is_to_go) for one in gates.wishes]
    decisions = [(one.at, not one.is_to_go) for one in gates.best_interest]
    findings = [(one.at, not one.is_fit) for one in gates.fitness]
    return any(said and max(said)[1] for said in (words, decisions, findings))  # of one moment the stricter holds


def _is_child(born: str | None, on: date) -> bool | None:
    """Tell whether somebody is a child on a day; None where the birth date leaves it open."""
    read = None if born is None else read_date(born)
    if read is None:
        return None
    youngest, oldest = age_on(read, on)
    if oldest < _CHILD_BELOW:
        return True
    return False if youngest >= _CHILD_BELOW else None
