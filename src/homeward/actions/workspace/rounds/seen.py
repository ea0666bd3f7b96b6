"""A round as one person may see it: whoever a harm flag hides from them is in no line, mark, count or plan of it.

Every answer is made from what `seen_by` gives; acts are made from the whole round. Bytes that partners signed stay as
they are: a paper that names somebody hidden can be used, and is not written out (`held.find_paper`).
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from homeward.actions.workspace.desk import Desk
from homeward.actions.workspace.folding.memory import remember_same
from homeward.actions.workspace.folding.rounds import (
    Counts,
    ItemsSigned,
    ItemTakenBack,
    LinesMoved,
    MarksTaken,
    NewTerms,
    OfferMade,
    Opening,
    PaperSeen,
    PeopleDropped,
    PlanMade,
    RoundState,
)
from homeward.actions.workspace.rounds.candidates import hidden_from
from homeward.actions.workspace.rounds.held import id_of_proof, split_proofs
from homeward.actions.workspace.rounds.planning import named_in
from homeward.exchange.handing_over.outcome import Assessment

Hidden = frozenset[str]


def seen_by(desk: Desk, found: RoundState) -> RoundState:
    """Give a round as this person may see it."""
    return _without(found, hidden_from(desk, found))


def all_seen_by(desk: Desk, rounds: Iterable[RoundState]) -> tuple[RoundState, ...]:
    """Give rounds as this person may see them; who is hidden is looked up once for each two sides."""
    every = tuple(rounds)
    hidden = {sides: hidden_from(desk, one) for sides, one in {one.sides: one for one in every}.items()}
    return tuple(_without(one, hidden[one.sides]) for one in every)


def _without(found: RoundState, hidden: Hidden) -> RoundState:
    return _taken_out(found, hidden) if hidden else found


@remember_same(256)
def _taken_out(found: RoundState, hidden: Hidden) -> RoundState:
    acts = [(act, _seen(act.what, hidden)) for act in found.acts]
    kept = tuple(replace(act, what=what) for act, what in acts if what is not None)
    return replace(found, opening=kept[0].what, acts=kept, hidden=hidden)


def _seen(what: Any, hidden: Hidden) -> Any:
    """Take hidden people out of what was said; None where nothing is left of it."""
    seen = _SEEN.get(type(what))
    return what if seen is None else seen(what, hidden)


def _seen_items(what: ItemsSigned, hidden: Hidden) -> ItemsSigned | None:
    kept = [one for one in split_proofs(what.proofs.encode()) if id_of_proof(one) not in hidden]
    return ItemsSigned(b"".join(kept).decode()) if kept else None


def _seen_offer(what: OfferMade, hidden: Hidden) -> OfferMade:
    rules = json.dumps(_unnamed(json.loads(what.rules), hidden), ensure_ascii=False)
    return replace(what, gives=_left(what.gives, hidden), asks=_left(what.asks, hidden), rules=rules)


def _seen_terms(what: Opening | NewTerms, hidden: Hidden) -> Opening | NewTerms:
    told = json.loads(what.terms)
    parts = {name: _unnamed(told[name], hidden) for name in ("rules", "objectives") if name in told}
    return replace(what, terms=json.dumps({**told, **parts}, ensure_ascii=False))


def _seen_marks(what: MarksTaken, hidden: Hidden) -> MarksTaken:
    return MarksTaken(tuple(one for one in what.marks if hidden.isdisjoint((one.line or "", one.other or ""))))


def _seen_counts(what: Counts, hidden: Hidden) -> Counts:
    lines = what.count.lines
    kept = None if lines is None else tuple(line for line in lines if line.id not in hidden)
    return replace(what, count=replace(what.count, lines=kept))


def _seen_plan(what: PlanMade, hidden: Hidden) -> PlanMade:
    return replace(what, plan={one: number for one, number in what.plan.items() if one not in hidden})


def _unnamed(rules: list[Any], hidden: Hidden) -> list[Any]:
    """Leave out rules that name somebody hidden."""
    return [rule for rule in rules if hidden.isdisjoint(named_in(rule))]


def _left(ids: tuple[str, ...], hidden: Hidden) -> tuple[str, ...]:
    return tuple(one for one in ids if one not in hidden)


_SEEN: Mapping[type[Any], Callable[[Any, Hidden], Any]] = {
    Opening: _seen_terms,
    NewTerms: _seen_terms,
    PaperSeen: lambda what, hidden: None if what.person in hidden else what,
    PlanMade: _seen_plan,
    PeopleDropped: lambda what, hidden: replace(what, people=_left(what.people, hidden)),
    LinesMoved: lambda what, hidden: LinesMoved(tuple(one for one in what.moves if one.record_id not in hidden)),
    ItemsSigned: _seen_items,
    ItemTakenBack: lambda what, hidden: None if id_of_proof(what.proof.encode()) in hidden else what,
    OfferMade: _seen_offer,
    MarksTaken: _seen_marks,
    Counts: _seen_counts,
    Assessment: lambda what, hidden: None if what.of.id in hidden else what,
}
