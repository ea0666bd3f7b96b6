"""The day of a round: papers, marks of the roll call, counts, receipts, and what became of everybody."""

from datetime import datetime
from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field

from homeward.actions.workspace.desk import new_id
from homeward.actions.workspace.rounds import answers, crossing, papers
from homeward.actions.workspace.rounds.held import find_paper, write_file
from homeward.actions.workspace.rounds.seen import seen_by
from homeward.errors import InvalidInput
from homeward.exchange.handing_over.count import Voice
from homeward.exchange.handing_over.outcome import OUTCOMES, Assessment, Crossed
from homeward.web.machine.asking import at, became, bytes_in, does, in_base64, reads, told
from homeward.web.machine.rounds import Sent, found
from homeward.web.machine.schema import Act, Digest, Id, Number, Word, answer, kept

router = Router(tags=["crossings"])
_CALLS, _SIGNS, _ABOUT = "roll call", "sign manifest", kept(round="text")
_PAPERS = answer("homeward-round-papers/1", manifests="rows", receipts="rows")


class Window(Act):
    """A crossing: who gives, where, and when; times bear their zone."""

    giver: Word
    place: Word
    opens_at: datetime
    closes_at: datetime
    expires_at: datetime
    number: Annotated[Number, Field(ge=1, le=1000)] = 1
    shown: tuple[Word, ...] = ()

    @property
    def asked(self) -> papers.Crossing:
        """Give it as the action reads it; raises InvalidInput for a time without a zone."""
        if any(one.tzinfo is None for one in (self.opens_at, self.closes_at, self.expires_at)):
            raise InvalidInput("write a time with its zone, as 2026-06-02T09:00+03:00")
        return papers.Crossing(
            giver=self.giver,
            place=self.place,
            opens_at=self.opens_at,
            closes_at=self.closes_at,
            expires_at=self.expires_at,
            number=self.number,
            shown=self.shown,
        )


class ByRoll(Act):
    """Whose count it is."""

    voice: Voice


class Outcome(Act):
    """What a person or container turned out to be, on a signed decision."""

    kind: Literal["person", "container"]
    code: Word
    outcome: Word
    basis: Id | None = None
    earlier: Word | None = None


@reads(router, "/rounds/{round_id}/papers", _CALLS, _PAPERS)
def every(request: HttpRequest, round_id: Id) -> HttpResponse:
    """List manifests and receipts, and who has not signed them."""
    value = answers.answer_papers(at(request), found(request, round_id, _CALLS))
    return told({"schema": "homeward-round-papers/1", **value})


@reads(router, "/rounds/{round_id}/papers/{digest}", _CALLS, answer("homeward-round-paper/1", data="text"))
def one(request: HttpRequest, round_id: Id, digest: Digest) -> HttpResponse:
    """Give one paper with all signatures that are known, in base64."""
    data = write_file(find_paper(seen_by(at(request), found(request, round_id, _CALLS)), digest))
    return told({"schema": "homeward-round-paper/1", "data": in_base64(data)})


_MANIFEST = kept("homeward-round-manifest/1", manifest="text", lines="number", not_go="texts")


@does(router, "/rounds/{round_id}/manifests", _SIGNS, _MANIFEST)
def manifest(request: HttpRequest, round_id: Id, said: Window) -> HttpResponse:
    """Make a manifest of everybody agreed who is ready to go; a second hand-over officer signs."""
    made, stay, done = papers.make_manifest(at(request), round_id, said.asked, act_id=said.act_id)
    about = {"manifest": made.id, "lines": len(made.lines), "not_go": list(stay)}
    return became(done, {"schema": "homeward-round-manifest/1", **about})


@does(router, "/rounds/{round_id}/papers", _CALLS, _ABOUT)
def take_in(request: HttpRequest, round_id: Id, said: Sent) -> HttpResponse:
    """Take in a manifest or receipt with signatures of the other side or the intermediary."""
    done = papers.take_paper(at(request), round_id, bytes_in(said.data), act_id=said.act_id)
    return became(done, {"round": round_id})


@does(router, "/rounds/{round_id}/papers/{digest}/countersign", _SIGNS, _ABOUT)
def countersign(request: HttpRequest, round_id: Id, digest: Digest, said: Act) -> HttpResponse:
    """Sign a paper of the other side for this one; a second hand-over officer signs."""
    return became(papers.countersign(at(request), round_id, digest, act_id=said.act_id)[1], {"round": round_id})


@does(router, "/rounds/{round_id}/papers/{digest}/use", _CALLS, kept("homeward-round-use/1", manifest="text"))
def use(request: HttpRequest, round_id: Id, digest: Digest, said: Act) -> HttpResponse:
    """Begin the crossing of a manifest; it is never used again."""
    made, done = papers.use_manifest(at(request), round_id, digest, act_id=said.act_id)
    return became(done, {"schema": "homeward-round-use/1", "manifest": made.id})


@reads(router, "/rounds/{round_id}/day/{digest}", _CALLS, answer("homeward-round-day/1", is_open=True, lines="rows"))
def day(request: HttpRequest, round_id: Id, digest: Digest) -> HttpResponse:
    """Show roll call, three counts and receipts of one manifest beside each other."""
    seen = crossing.view_day(at(request), found(request, round_id, _CALLS), digest)
    return told({"schema": "homeward-round-day/1", **answers.answer_day(seen)})


_MARKS = answer("homeward-round-marks/1", new="number", problems="rows")


@does(router, "/rounds/{round_id}/marks", _CALLS, _MARKS)
def marks(request: HttpRequest, round_id: Id, said: Sent) -> HttpResponse:
    """Take in marks as devices send them, in any order and any number of times."""
    problems, n_new, _ = crossing.take_marks(at(request), round_id, bytes_in(said.data), act_id=said.act_id)
    rows = [{"where": it.where, "says": it.says, "kept": it.kept} for it in problems]
    return told({"schema": "homeward-round-marks/1", "new": n_new, "problems": rows})


@does(router, "/rounds/{round_id}/day/{digest}/count-by-roll", _CALLS, _ABOUT)
def count_by_roll(request: HttpRequest, round_id: Id, digest: Digest, said: ByRoll) -> HttpResponse:
    """Note as a voice's count what the roll call saw present."""
    done = crossing.count_by_roll(at(request), round_id, digest, said.voice, act_id=said.act_id)
    return became(done, {"round": round_id})


@does(router, "/rounds/{round_id}/day/{digest}/count", _CALLS, _ABOUT)
def count(request: HttpRequest, round_id: Id, digest: Digest, said: Sent) -> HttpResponse:
    """Note what a voice says it counted."""
    done = crossing.note_count(at(request), round_id, digest, bytes_in(said.data), act_id=said.act_id)
    return became(done, {"round": round_id})


_RECEIPT = kept("homeward-round-receipt/1", receipt="text", transfers="number")


@does(router, "/rounds/{round_id}/day/{digest}/receipt", _SIGNS, _RECEIPT)
def receipt(request: HttpRequest, round_id: Id, digest: Digest, said: Act) -> HttpResponse:
    """Make a receipt of what passed and has none yet; it attests the transfer, and no identity."""
    made, done = crossing.make_receipt(at(request), round_id, digest, act_id=said.act_id)
    about = {"receipt": made.id, "transfers": len(made.transfers)}
    return became(done, {"schema": "homeward-round-receipt/1", **about})


@reads(router, "/rounds/{round_id}/after", _CALLS, answer("homeward-round-after/1", is_open=True, board="object"))
def after(request: HttpRequest, round_id: Id) -> HttpResponse:
    """Show what became of everybody who crossed, what follows, and the board from candidates to confirmed."""
    desk, seen = at(request), found(request, round_id, _CALLS)
    done = crossing.view_afterwards(desk, seen)
    board = answers.answer_board(desk, seen, done)
    return told({"schema": "homeward-round-after/1", "board": board, **answers.answer_afterwards(done)})


@does(router, "/rounds/{round_id}/outcomes", _CALLS, _ABOUT)
def outcome(request: HttpRequest, round_id: Id, said: Outcome) -> HttpResponse:
    """Note what a person or container turned out to be, on a signed decision."""
    desk, seen = at(request), found(request, round_id, _CALLS)
    if said.outcome not in OUTCOMES:
        raise InvalidInput(f"an outcome is one of {', '.join(OUTCOMES)}")
    claim = Assessment(
        id=new_id(),
        of=Crossed(said.kind, said.code),
        outcome=said.outcome,
        by=seen.opening.own,
        at=desk.workspace.clock(),
        basis=said.basis,
        earlier=said.earlier,
    )
    return became(crossing.note_outcome(desk, round_id, claim, act_id=said.act_id), {"round": round_id})
