"""What the state of a round holds: how it was opened, and everything that was said about it since, in order.

A round is its acts. What they add up to (who may go, what is agreed, who crossed, what became of them) is computed by
`homeward.exchange` each time it is asked for, so that no status can drift from what people signed.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from homeward.actions.workspace.folding.record_text import plain_of, value_of, write_json
from homeward.actions.workspace.folding.states import following, new_or_next
from homeward.exchange.agreeing.gate import BestInterest, Fitness, PersonGates, Relation, Wish
from homeward.exchange.agreeing.offer import Answer
from homeward.exchange.handing_over.count import Count
from homeward.exchange.handing_over.outcome import Assessment
from homeward.exchange.handing_over.roll_call import Mark
from homeward.ledger.act import Act
from homeward.records.versions import LineMove
from homeward.store.state import State

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Opening:
    """The beginning of a round."""

    name: str
    own: str  # the side whose workspace this is; as its lists name it
    other: str
    neutral: str
    ledger: str  # of this workspace: papers for the own side are meant for it
    keys: Mapping[str, str]  # verifier keys of own, other and neutral, by their names
    terms: str  # of formats.exchange.terms_file
    on: date  # first day of the round: ages and days held are counted on it
    owner: str
    team: str


@dataclass(frozen=True, slots=True)
class NewTerms:
    """Other terms, after negotiation."""

    terms: str


@dataclass(frozen=True, slots=True)
class PaperSeen:
    """Evidence for a category, shown for one person."""

    person: str
    paper: str  # "finding of a mixed medical commission"
    by: str  # the side that accepts it


@dataclass(frozen=True, slots=True)
class PlanMade:
    """A plan as it was computed: advice, until people agree to items."""

    plan: Mapping[str, int]  # person to round
    objective: tuple[str, ...]
    problem_digest: str
    gap: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PeopleDropped:
    """People who cannot go, or can again. Who refuses, is unfit or absent is not told apart: a reason would tell."""

    people: tuple[str, ...]
    status: str  # of the planner: dead, not_held, unconfirmed; held for whoever can go again


@dataclass(frozen=True, slots=True)
class LinesMoved:
    """What one side said about lines."""

    moves: tuple[LineMove, ...]


@dataclass(frozen=True, slots=True)
class ItemsSigned:
    """Items with one or two signatures each, as proofs of `exchange.agreeing.agreement`, one after the other."""

    proofs: str


@dataclass(frozen=True, slots=True)
class ItemTakenBack:
    """A withdrawal of an item, as it was signed."""

    proof: str  # of the item, without signatures that count
    at: datetime
    because: str
    key_id: str
    signature: str  # base 64


@dataclass(frozen=True, slots=True)
class PaperTaken:
    """A manifest or receipt with signatures, as `exchange.handing_over.paper` writes it."""

    data: str
    signatures: Mapping[str, str]  # by key id, base 64


@dataclass(frozen=True, slots=True)
class ManifestUsed:
    """A manifest that was read out at the crossing: it is never used again."""

    digest: str


@dataclass(frozen=True, slots=True)
class MarksTaken:
    """Marks of a roll call, as devices sent them."""

    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """What one voice counted at the crossing of a manifest."""

    manifest: str  # digest
    count: Count


@dataclass(frozen=True, slots=True)
class OfferMade:
    """An offer of one side: whom it gives and asks for, valid when, under which rules; `rounds.offers` reads them."""

    id: str
    by: str
    at: datetime
    valid_from: date
    valid_until: date
    gives: tuple[str, ...]
    asks: tuple[str, ...]
    rules: str  # JSON, as in terms
    follows: str | None = None


@dataclass(frozen=True, slots=True)
class ListCommitted:
    """The own list of a swap, and the salt of its commitment: sealed here until it is opened."""

    lines: str  # JSON
    salt: str  # hex
    step: str  # the commitment, as `rounds.swapping` writes it


@dataclass(frozen=True, slots=True)
class SwapStep:
    """One step of a swap of lists, as whoever took it signed it."""

    step: str


@dataclass(frozen=True, slots=True)
class RoundAct:
    """One thing said about a round, by whom and when."""

    id: str
    kind: str
    who: str
    at: datetime
    what: Any


@dataclass(frozen=True, slots=True)
class RoundState:
    """A round with all that was said about it.

    hidden    people whom a harm flag hides from whoever looks: `rounds.seen` has taken them out of the acts, and they
              stand in the bytes of papers alone
    """

    id: str
    opening: Opening
    acts: tuple[RoundAct, ...]
    hidden: frozenset[str] = field(default=frozenset(), repr=False)

    def said(self, kind: type[T]) -> tuple[T, ...]:
        """Give what was said of one kind, oldest first."""
        return tuple(act.what for act in self.acts if isinstance(act.what, kind))

    @property
    def terms(self) -> str:
        """Give the terms that count now."""
        newer = self.said(NewTerms)
        return newer[-1].terms if newer else self.opening.terms

    @property
    def sides(self) -> tuple[str, str]:
        """Give the two sides, this workspace's own first."""
        return self.opening.own, self.opening.other


ROUND_KINDS: Mapping[str, type[Any]] = {
    "round opened": Opening,
    "terms changed": NewTerms,
    "paper shown": PaperSeen,
    "lines moved": LinesMoved,
    "plan made": PlanMade,
    "people dropped": PeopleDropped,
    "offer made": OfferMade,
    "offer answered": Answer,
    "list committed": ListCommitted,
    "swap step": SwapStep,
    "items signed": ItemsSigned,
    "item taken back": ItemTakenBack,
    "paper taken": PaperTaken,
    "manifest used": ManifestUsed,
    "marks taken": MarksTaken,
    "crossing counted": Counts,
    "outcome noted": Assessment,
}
_KIND_OF = {what: kind for kind, what in ROUND_KINDS.items()}


def kind_of(what: object) -> str:
    """Give the kind of act that says this of a round."""
    return _KIND_OF[type(what)]


def write_said(what: object) -> str:
    """Write what an act says of a round."""
    return write_json(plain_of(what))


def round_of(state: State) -> RoundState:
    """Read the state of a round."""
    told = json.loads(state.body)
    acts = tuple(
        RoundAct(
            item["id"],
            item["kind"],
            item["who"],
            datetime.fromisoformat(item["at"]),
            value_of(ROUND_KINDS[item["kind"]], item["what"]),
        )
        for item in told["acts"]
    )
    return RoundState(state.object, acts[0].what, acts)


def round_effect(act: Act, texts: Mapping[str, str | None], look: Any) -> Iterable[State]:
    """Add what an act says to its round."""
    for subject, text in texts.items():
        if text is None:
            continue
        old = look("round", subject)
        acts = [] if old is None else json.loads(old.body)["acts"]
        at = act.done_at.isoformat()
        acts.append({"id": act.id, "kind": act.kind, "who": act.actor, "at": at, "what": json.loads(text)})
        body = write_json({"acts": acts})
        if old is not None:
            yield following(old, act, body)
        else:
            yield State(
                kind="round", object=subject, version=1, subject=subject, act_id=act.id, body=body, status="open"
            )


GATE_KINDS: Mapping[str, type[Any]] = {
    "wish": Wish,
    "fitness": Fitness,
    "best interest": BestInterest,
    "relation": Relation,
}


def write_gate_word(what: Wish | Fitness | BestInterest | Relation) -> str:
    """Write what was said of one gate of one person."""
    kind = next(name for name, one in GATE_KINDS.items() if isinstance(what, one))
    return write_json({"kind": kind, "what": plain_of(what)})


def gates_of(state: State | None, person: str, *, is_child: bool | None) -> PersonGates:
    """Read everything that was said about one person's gates."""
    told = [] if state is None else json.loads(state.body)["said"]
    said: dict[str, list[Any]] = {name: [] for name in GATE_KINDS}
    for item in told:
        said[item["kind"]].append(value_of(GATE_KINDS[item["kind"]], item["what"]))
    return PersonGates(
        person=person,
        is_child=is_child,
        wishes=tuple(said["wish"]),
        fitness=tuple(said["fitness"]),
        best_interest=tuple(said["best interest"]),
        relations=tuple(said["relation"]),
    )


def gate_effect(act: Act, texts: Mapping[str, str | None], look: Any) -> Iterable[State]:
    """Add what was said of a gate; it lies under the key of the person's own file, and goes when that is erased."""
    for subject, text in texts.items():
        if text is None:
            continue
        old = look("gates", subject)
        said = [] if old is None else json.loads(old.body)["said"]
        body = write_json({"said": [*said, json.loads(text)]})
        yield new_or_next("gates", subject, act, body, old)
