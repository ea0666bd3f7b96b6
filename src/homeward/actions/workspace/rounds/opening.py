"""Opening a round, changing its terms, and finding it again: between whom it is, with which keys, by which rules."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from homeward.actions.workspace.desk import (
    Desk,
    Draft,
    Granted,
    Kept,
    Prepared,
    authorise,
    check_id,
    keep,
    new_id,
    refuse,
    waiting_act,
)
from homeward.actions.workspace.folding.memory import Memory
from homeward.actions.workspace.folding.record_text import value_of
from homeward.actions.workspace.folding.rounds import (
    ROUND_KINDS,
    NewTerms,
    Opening,
    RoundState,
    kind_of,
    round_of,
    write_said,
)
from homeward.actions.workspace.rights import Scope, right_of
from homeward.errors import InvalidInput
from homeward.exchange.handing_over.paper import check_code
from homeward.formats.exchange.terms_file import Terms, read_terms
from homeward.ledger.keys import VerifierKey, read_verifier_key, write_verifier_key
from homeward.store.parts import open_part

_ROUNDS = Memory("round", round_of)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """Who takes part: this workspace's side, the other, the neutral, and the keys of those two."""

    own: str
    other: str
    neutral: str
    other_key: str  # verifier key of the other side's ledger, from their hands
    neutral_key: str


@dataclass(frozen=True, slots=True)
class Before:
    """What an act said when it was given the first time."""

    kept: Kept
    subject: str  # id of the round
    what: Any


def open_round(
    desk: Desk, name: str, parties: Parties, terms: bytes, *, on: date, act_id: str | None = None
) -> tuple[str, Kept]:
    """Open a round: its id, and what became of the act. A second negotiator signs.

    name      a code that both sides use: it stands in every paper of the round
    raises    Refused; InvalidInput where names or keys cannot be meant, InvalidCase where the terms cannot be read
    """
    granted = authorise(desk, "agree round")
    if (before := said_before(desk, act_id, Opening)) is not None:
        return before.subject, before.kept
    read = read_terms(terms)
    if set(read.sides) != {parties.own, parties.other}:
        raise InvalidInput(f"the terms are between {' and '.join(read.sides)}; --own and --other name other sides")
    check_code("the name of a round", name)
    if any(one.opening.name == name for one in all_rounds(desk)):
        raise InvalidInput(f"there is a round {name} already; papers of two rounds of one name would be mixed up")
    key = desk.workspace.ledger_key.verifier()
    keys = {
        parties.own: write_verifier_key(key),
        parties.other: write_verifier_key(read_verifier_key(parties.other_key)),
        parties.neutral: write_verifier_key(read_verifier_key(parties.neutral_key)),
    }
    if len({read_verifier_key(text).id for text in keys.values()}) < len(keys) or len(keys) < 3:
        raise InvalidInput("own side, other side and neutral are three, each with a name and a key of its own")
    round_id = new_id()
    opening = Opening(
        name=name,
        own=parties.own,
        other=parties.other,
        neutral=parties.neutral,
        ledger=desk.store.log,
        keys=keys,
        terms=terms.decode("utf-8-sig"),
        on=on,
        owner=desk.member.id,
        team=desk.member.team,
    )
    draft = Draft(kind="round opened", texts={round_id: write_said(opening)})
    return round_id, keep(desk, granted, [draft], says="to open a round", act_id=act_id)


def change_terms(desk: Desk, round_id: str, terms: bytes, *, act_id: str | None = None) -> Kept:
    """Put other terms in the place of those of a round; a second negotiator signs, and the old ones stay readable."""
    now, granted = find_round(desk, round_id, "agree round")
    if set(read_terms(terms).sides) != set(now.sides):
        raise InvalidInput("these terms are between other sides")
    return say(desk, granted, now, NewTerms(terms.decode("utf-8-sig")), act_id=act_id)


def find_round(desk: Desk, round_id: str, asks: str) -> tuple[RoundState, Granted]:
    """Find a round, and what may be done with it; where there is none, that is what was refused."""
    with desk.store.read() as now:
        found = _ROUNDS.named(now, (round_id,)).get(round_id)
    if found is None:
        refuse(desk, asks)
    return found, authorise(desk, asks, round_scope(desk, found), about=(round_id,))


def list_rounds(desk: Desk) -> tuple[RoundState, ...]:
    """Give the rounds that this person works on, by their first days.

    raises    Refused where no role of this person sees the counts of lists
    """
    authorise(desk, "see counts")

    def is_seen(found: RoundState) -> bool:
        scope = round_scope(desk, found)
        return any(right_of(role, "see counts", scope).is_granted for role in desk.member.roles)

    return tuple(filter(is_seen, all_rounds(desk)))


def all_rounds(desk: Desk) -> tuple[RoundState, ...]:
    """Give all rounds, to compute on."""
    with desk.store.read() as now:
        found = _ROUNDS.all(now)
    return tuple(sorted(found.values(), key=lambda one: (one.opening.on, one.opening.name, one.id)))


def round_scope(desk: Desk, found: RoundState) -> Scope:
    """Say how a round stands to a person: its own team works on it."""
    return Scope.OWN if found.opening.team == desk.member.team else Scope.OTHER


def said_before(desk: Desk, act_id: str | None, kind: type[Any], found: RoundState | None = None) -> Before | None:
    """Find what an act of this id said before, done or waiting; an act that is given twice is done once.

    raises    InvalidInput where the id belongs to an act that said something else, or of another round
    """
    told = None if check_id(act_id) is None else _kept(desk, act_id or "")
    if told is None:
        return None
    kept, act_kind, texts = told
    subject, text = next(iter(texts.items()), ("", None))
    if ROUND_KINDS.get(act_kind) is not kind or text is None or subject != (found.id if found else subject):
        raise InvalidInput("the act of this id said something else; each act has an id of its own")
    return Before(kept, subject, value_of(kind, json.loads(text)))


def _kept(desk: Desk, act_id: str) -> tuple[Kept, str, Mapping[str, str | None]] | None:
    """Find an act that was done or waits, its kind, and what it says of each subject."""
    with desk.store.read() as now:
        entry = now.entry_of(act_id)
        if entry is not None:
            return Kept((entry,), is_repeat=True), entry.act.kind, now.texts(act_id)
    _, waiting = waiting_act(desk, act_id)
    if not waiting:
        return None
    return Kept((), waits_for=act_id, is_repeat=True), waiting[0].act.kind, dict(_open(desk, waiting[0]))


def _open(desk: Desk, prepared: Prepared) -> Iterator[tuple[str, str | None]]:
    keys = desk.store.keys.read(part.subject for part in prepared.parts)
    for part in prepared.parts:
        yield part.subject, open_part(desk.store.log, prepared.act.id, part, keys[part.subject])


def say(
    desk: Desk, granted: Granted, found: RoundState, *what: object, act_id: str | None = None, alone: bool = False
) -> Kept:
    """Keep what was said about a round, an act for each.

    alone    one person is enough: what is said binds nobody yet
    """
    drafts = [Draft(kind=kind_of(one), texts={found.id: write_said(one)}) for one in what]
    return keep(desk, granted, drafts, says=f"{drafts[0].kind}: {len(drafts)}", act_id=act_id, alone=alone)


def terms_of(found: RoundState) -> Terms:
    """Read the terms of a round that count now."""
    return read_terms(found.terms.encode())


def keys_of(found: RoundState) -> Mapping[str, VerifierKey]:
    """Give the keys of own side, other side and neutral, by their names."""
    return {name: read_verifier_key(text) for name, text in found.opening.keys.items()}
