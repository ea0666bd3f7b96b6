"""Rounds: who may be in one, its plan with why and why not, the table, gates, and what the sides signed."""

import time
from datetime import date

from django.http import HttpRequest, HttpResponse
from ninja import Router

from homeward.actions.answers import Json
from homeward.actions.exchange.explain import answer_one
from homeward.actions.exchange.plan import answer_plan
from homeward.actions.workspace.folding.rounds import RoundState
from homeward.actions.workspace.rounds import answers, items, planning
from homeward.actions.workspace.rounds.candidates import find_candidates
from homeward.actions.workspace.rounds.gates import Heard, hear_gate
from homeward.actions.workspace.rounds.offers import view_offers
from homeward.actions.workspace.rounds.opening import Parties, change_terms, find_round, list_rounds, open_round
from homeward.actions.workspace.rounds.seen import seen_by
from homeward.exchange.planning.program import Patience
from homeward.web.machine.asking import at, became, bytes_in, does, in_base64, reads, told
from homeward.web.machine.schema import Act, Body, Data, Id, Reasoned, Said, Word, Words, Yes, answer, kept

router = Router(tags=["rounds"])
_AGREES, _ABOUT = "agree round", kept(round="text")
_SECONDS = 20.0  # for a search: what was found by then is the answer, with its gap


class OpeningRound(Act):
    """Between whom a round is, from which day on, and by which terms."""

    name: Word
    own: Word
    other: Word
    neutral: Word
    other_key: Words
    neutral_key: Words
    on: date
    terms: Body


class Terms(Act):
    """Terms of a round: JSON, as text."""

    terms: Body


class Gate(Act):
    """What was heard about a person's going; why is not asked."""

    person: Word
    gate: Word
    is_open: Yes
    by: Word
    until: date | None = None
    to: Id | None = None


class Shown(Act):
    """A paper that a side accepts as evidence for a person's category."""

    person: Word
    paper: Word
    by: Word


class Move(Act):
    """That a side requests, offers or refuses people."""

    people: tuple[Word, ...]
    to: Word
    by: Word
    because: Words | None = None


class Items(Act):
    """Whom a side signs for: nobody named is everybody of the last plan."""

    people: tuple[Word, ...] = ()
    containers: tuple[Word, ...] = ()


class Back(Reasoned):
    """What is taken back before it crosses."""

    item: Word


class Sent(Act):
    """A file that somebody sent, in base64."""

    data: Data


class Chosen(Said):
    """Of whom; nobody named is all."""

    people: tuple[Word, ...] = ()


def found(request: HttpRequest, round_id: str, asks: str) -> RoundState:
    """Find a round that whoever asks works on."""
    return find_round(at(request), round_id, asks)[0]


def _patience() -> Patience:
    end = time.monotonic() + _SECONDS
    return Patience(lambda: end - time.monotonic())


@reads(router, "/rounds", "see counts", answer("homeward-rounds/1", rounds="rows"))
def every(request: HttpRequest) -> HttpResponse:
    """List the rounds that whoever asks works on."""
    rounds = [answers.answer_round(one) for one in list_rounds(at(request))]
    return told({"schema": "homeward-rounds/1", "rounds": rounds})


@does(router, "/rounds", _AGREES, kept("homeward-round-open/1", round="text"))
def begin(request: HttpRequest, said: OpeningRound) -> HttpResponse:
    """Open a round between two sides and an intermediary; a second negotiator signs."""
    parties = Parties(
        own=said.own,
        other=said.other,
        neutral=said.neutral,
        other_key=said.other_key,
        neutral_key=said.neutral_key,
    )
    round_id, done = open_round(at(request), said.name, parties, said.terms.encode(), on=said.on, act_id=said.act_id)
    return became(done, {"schema": "homeward-round-open/1", "round": round_id})


@reads(router, "/rounds/{round_id}/terms", _AGREES, answer("homeward-round-terms/1", terms="text"))
def terms(request: HttpRequest, round_id: Id) -> HttpResponse:
    """Show the terms that count now."""
    seen = seen_by(at(request), found(request, round_id, _AGREES))
    return told({"schema": "homeward-round-terms/1", "terms": seen.terms})


@does(router, "/rounds/{round_id}/terms", _AGREES, _ABOUT)
def other_terms(request: HttpRequest, round_id: Id, said: Terms) -> HttpResponse:
    """Put other terms in the place of those of a round; a second negotiator signs."""
    done = change_terms(at(request), round_id, said.terms.encode(), act_id=said.act_id)
    return became(done, {"round": round_id})


@reads(router, "/rounds/{round_id}/candidates", _AGREES, answer("homeward-round-candidates/1", is_open=True))
def candidates(request: HttpRequest, round_id: Id) -> HttpResponse:
    """List who may be in a round; go or not go, and never why."""
    desk, seen = at(request), found(request, round_id, _AGREES)
    value = answers.answer_candidates(desk, seen, find_candidates(desk, seen))
    return told({"schema": "homeward-round-candidates/1", **value})


@reads(router, "/rounds/{round_id}/table", _AGREES, answer("homeward-round-table/1", is_open=True, lines="rows"))
def table(request: HttpRequest, round_id: Id) -> HttpResponse:
    """Lay the table: where each line stands, whose move is due, who refuses how much, what both signed."""
    value = answers.answer_table(at(request), found(request, round_id, _AGREES))
    return told({"schema": "homeward-round-table/1", **value})


@reads(router, "/rounds/{round_id}/offers", _AGREES, answer("homeward-round-offers/1", is_open=True, offers="rows"))
def offers(request: HttpRequest, round_id: Id) -> HttpResponse:
    """Say where every offer stands, and what was conceded from one to the next."""
    desk = at(request)
    value = answers.answer_offers(view_offers(desk, seen_by(desk, found(request, round_id, _AGREES))))
    return told({"schema": "homeward-round-offers/1", **value})


_PLAN = kept("homeward-round-plan/1")


@does(router, "/rounds/{round_id}/plan", _AGREES, {**_PLAN, "additionalProperties": True})
def plan(request: HttpRequest, round_id: Id, said: Act) -> HttpResponse:
    """Plan a round, and keep the plan as advice; nobody goes anywhere by it."""
    outcome, _, done = planning.plan_round(at(request), round_id, _patience(), act_id=said.act_id)
    return became(done, {"schema": "homeward-round-plan/1", **answer_plan(outcome)})


@reads(router, "/rounds/{round_id}/why/{person}", _AGREES, answer("homeward-round-explain/1", is_open=True))
def why(request: HttpRequest, round_id: Id, person: Word) -> HttpResponse:
    """Say why a person is in or out of the plan, and what would change it."""
    exchange, explained = planning.explain_in_round(at(request), round_id, person, _patience())
    return told({"schema": "homeward-round-explain/1", **answer_one(exchange, explained)})


@does(router, "/rounds/{round_id}/paper", _AGREES, _ABOUT)
def paper(request: HttpRequest, round_id: Id, said: Shown) -> HttpResponse:
    """Note that a side accepts a paper as evidence for a person's category."""
    done = planning.show_paper(at(request), round_id, said.person, said.paper, by=said.by, act_id=said.act_id)
    return became(done, {"round": round_id})


@does(router, "/rounds/{round_id}/gate", "roll call", _ABOUT)
def gate(request: HttpRequest, round_id: Id, said: Gate) -> HttpResponse:
    """Note what was heard or found about a person's going; others see go or not go."""
    heard = Heard(gate=said.gate, is_open=said.is_open, by=said.by, until=said.until, to=said.to)
    return became(hear_gate(at(request), round_id, said.person, heard, act_id=said.act_id), {"round": round_id})


@does(router, "/rounds/{round_id}/move", _AGREES, _ABOUT)
def move(request: HttpRequest, round_id: Id, said: Move) -> HttpResponse:
    """Note that a side requests, offers or refuses lines."""
    moved = items.Moved(said.people, said.to, said.by, said.because)
    return became(items.move_lines(at(request), round_id, moved, act_id=said.act_id), {"round": round_id})


@does(router, "/rounds/{round_id}/sign", _AGREES, _ABOUT)
def sign(request: HttpRequest, round_id: Id, said: Items) -> HttpResponse:
    """Sign items for this side; a second negotiator signs."""
    done = items.sign_items(at(request), round_id, said.people, said.containers, act_id=said.act_id)
    return became(done, {"round": round_id})


@does(router, "/rounds/{round_id}/take-back", _AGREES, _ABOUT)
def take_back(request: HttpRequest, round_id: Id, said: Back) -> HttpResponse:
    """Take an item back before it crosses; a second negotiator signs."""
    done = items.take_back(at(request), round_id, said.item, said.reason, act_id=said.act_id)
    return became(done, {"round": round_id})


@does(router, "/rounds/{round_id}/proofs", _AGREES, answer("homeward-round-proofs/1", data="text"))
def proofs(request: HttpRequest, round_id: Id, said: Chosen) -> HttpResponse:
    """Write the signed items as proofs, each of which can be checked alone, in base64."""
    data = items.proofs_of(seen_by(at(request), found(request, round_id, _AGREES)), said.people)
    value: Json = {"schema": "homeward-round-proofs/1", "data": in_base64(data)}
    return told(value)


@does(router, "/rounds/{round_id}/take", _AGREES, _ABOUT)
def take(request: HttpRequest, round_id: Id, said: Sent) -> HttpResponse:
    """Take in items that the other side has signed, and what it took back."""
    done = items.take_proofs(at(request), round_id, bytes_in(said.data), act_id=said.act_id)
    return became(done, {"round": round_id})
