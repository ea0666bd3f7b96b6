"""Pledges as of a day, the figures of both sides, documents of talks, and the claims that people read in them."""

from datetime import date
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import StringConstraints

from homeward.actions.workspace.answering.promises import (
    answer_claims,
    answer_document,
    answer_documents,
    answer_figures,
)
from homeward.actions.workspace.desk import Desk
from homeward.actions.workspace.promises import claims, documents
from homeward.actions.workspace.promises.addresses import pledge_addresses, pledge_at
from homeward.actions.workspace.promises.board import Board, answer_board, explain_pledge, view_board
from homeward.actions.workspace.promises.exports import Form, Wish, export_board
from homeward.actions.workspace.promises.figures import view_figures
from homeward.actions.workspace.promises.journal import record_pledges
from homeward.actions.workspace.promises.readings import NO_CHANGE, Changes, Place
from homeward.web.machine.asking import at, became, bytes_in, does, in_base64, reads, told
from homeward.web.machine.schema import (
    Act,
    Data,
    Id,
    Number,
    OnDay,
    Reasoned,
    Said,
    Share,
    Word,
    Words,
    Yes,
    answer,
    kept,
)

router = Router(tags=["pledges and texts"])
_COUNTS, _RECORDS = "see counts", "record pledge"
_BOARD = answer("homeward-promises/1", is_open=True, board="rows", timeline="rows")
ClaimId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,80}$")]


class Recorded(Act):
    """Commitments and events, each with its source: JSON, in base64."""

    data: Data


class Taken(Said):
    """In which form the board leaves."""

    as_of: date | None = None
    form: Form
    table: Word = "board"
    language: Word = "en"


class Arrived(Act):
    """A document of talks, in base64, and where it comes from."""

    name: Word
    data: Data
    source: Words
    published: date | None = None


class Reading(Said):
    """What differs from the claim as it was proposed."""

    act: Word | None = None
    speaker: Word | None = None
    side: Word | None = None
    via: Words | None = None
    low: Share | None = None
    high: Share | None = None
    bound: Word | None = None
    unit: Word | None = None
    of: Word | None = None
    hedge: Words | None = None
    condition: Words | None = None
    affirmed: Yes | None = None
    said_on: date | None = None
    event_date: date | None = None
    topic: Words | None = None

    @property
    def changes(self) -> Changes:
        """Give it as the action reads it."""
        return Changes(**self.model_dump())


class Confirmed(Act):
    """That a claim is as proposed, or as changed, and what its figure counts."""

    matter: Words
    changes: Reading | None = None
    comes_from: Word | None = None


class Added(Act):
    """Where a claim stands that the program missed, by its place or its words."""

    start: Number | None = None
    end: Number | None = None
    words: Words | None = None
    reading: Reading | None = None


def _board(desk: Desk, day: date | None) -> Board:
    return view_board(desk, day or desk.workspace.clock().date())


@reads(router, "/pledges", _COUNTS, _BOARD)
def board(request: HttpRequest, on: Query[OnDay]) -> HttpResponse:
    """Show what was pledged, claimed, received and verified on a day."""
    return told({"schema": "homeward-promises/1", **answer_board(_board(at(request), on.as_of))})


@reads(router, "/pledges/addresses", _COUNTS, answer("homeward-pledge-addresses/1", addresses="object"))
def addresses(request: HttpRequest, on: Query[OnDay]) -> HttpResponse:
    """Give the id in the store of each pledge, by the id that people gave it."""
    desk = at(request)
    known = pledge_addresses(desk, _board(desk, on.as_of).journal)
    return told({"schema": "homeward-pledge-addresses/1", "addresses": dict(known)})


@reads(router, "/pledges/{address}", _COUNTS, answer("homeward-promises/1", is_open=True))
def why(request: HttpRequest, address: Id, on: Query[OnDay]) -> HttpResponse:
    """Say how one pledge came to stand as it does, and what single event would change it."""
    desk = at(request)
    seen = _board(desk, on.as_of)
    pledge = pledge_at(desk, seen.journal, address)
    return told({"schema": "homeward-promises/1", **explain_pledge(desk, pledge, seen.day)})


@does(router, "/pledges/record", _RECORDS, kept("homeward-pledge-record/1", recorded="number"))
def record(request: HttpRequest, said: Recorded) -> HttpResponse:
    """Record pledges and entries, each with what it rests on; all of the file, or nothing of it."""
    n_entries, done = record_pledges(at(request), bytes_in(said.data), act_id=said.act_id)
    return became(done, {"schema": "homeward-pledge-record/1", "recorded": n_entries})


_TAKEN = answer("homeward-pledge-export/1", entry="number", digest="text", form="text", data="text")


@does(router, "/pledges/export", _COUNTS, _TAKEN)
def export(request: HttpRequest, said: Taken) -> HttpResponse:
    """Write the board, the line of time and the figures to a file, every row with its source; in base64."""
    desk = at(request)
    wish = Wish(form=said.form, table=said.table, language=said.language)
    content, entry = export_board(desk, _board(desk, said.as_of), wish)
    about = {"entry": entry.number, "digest": dict(entry.act.facts)["digest"], "form": wish.form}
    return told({"schema": "homeward-pledge-export/1", **about, "data": in_base64(content)})


@reads(router, "/figures", _COUNTS, answer("homeward-figures/1", matters="rows"))
def figures(request: HttpRequest) -> HttpResponse:
    """Show the confirmed figures of each matter, and how many sources are left of the documents."""
    matters = [answer_figures(own) for own in view_figures(at(request))]
    return told({"schema": "homeward-figures/1", "matters": matters})


@reads(router, "/documents", _RECORDS, answer("homeward-documents/1", documents="rows", erased="rows"))
def every(request: HttpRequest) -> HttpResponse:
    """List the documents with what was confirmed in them, and those that were erased."""
    desk = at(request)
    return told(answer_documents(documents.list_documents(desk), documents.erased_documents(desk)))


@reads(router, "/documents/{document_id}", _RECORDS, answer("homeward-document/1", is_open=True, text="text"))
def document(request: HttpRequest, document_id: Id) -> HttpResponse:
    """Show the text of a document; looking at it is an entry."""
    seen, _ = documents.show_document(at(request), document_id)
    return told({"schema": "homeward-document/1", **answer_document(seen), "text": seen.record.text})


@does(
    router, "/documents", _RECORDS, {**kept("homeward-document-add/1", document="text"), "additionalProperties": True}
)
def keep(request: HttpRequest, said: Arrived) -> HttpResponse:
    """Keep a document, and propose its claims; nothing proposed counts until a person confirms it."""
    arrived = documents.Arrived(name=said.name, data=bytes_in(said.data), source=said.source, published=said.published)
    seen, done = documents.keep_document(at(request), arrived, act_id=said.act_id)
    return became(done, {"schema": "homeward-document-add/1", **answer_document(seen)})


@reads(router, "/documents/{document_id}/claims", _RECORDS, answer("homeward-claim-list/1", claims="rows"))
def listed(request: HttpRequest, document_id: Id) -> HttpResponse:
    """List the claims of a document as proposed or added, and as read."""
    return told(answer_claims(claims.list_claims(at(request), document_id)))


@does(router, "/documents/{document_id}/claims", _RECORDS, kept("homeward-claim-add/1", claim="text", words="text"))
def add(request: HttpRequest, document_id: Id, said: Added) -> HttpResponse:
    """Add a claim that the program missed; it counts for nothing until it is confirmed."""
    place = Place(start=said.start, end=said.end, words=said.words)
    changes = NO_CHANGE if said.reading is None else said.reading.changes
    seen, done = claims.add_claim(at(request), document_id, place, changes, act_id=said.act_id)
    about = {"claim": seen.ref, "words": seen.proposed.span.exact}
    return became(done, {"schema": "homeward-claim-add/1", **about})


@does(router, "/documents/{document_id}/claims/{claim_id}/confirm", _RECORDS, kept("homeward-claim/1", claim="text"))
def confirm(request: HttpRequest, document_id: Id, claim_id: ClaimId, said: Confirmed) -> HttpResponse:
    """Confirm a claim as it was proposed, or as whoever asks reads it; both readings stay."""
    changes = NO_CHANGE if said.changes is None else said.changes.changes
    seen, done = claims.confirm_claim(
        at(request),
        f"{document_id}/{claim_id}",
        said.matter,
        changes,
        comes_from=said.comes_from,
        act_id=said.act_id,
    )
    return became(done, {"schema": "homeward-claim/1", "claim": seen.ref})


@does(router, "/documents/{document_id}/claims/{claim_id}/reject", _RECORDS, kept("homeward-claim/1", claim="text"))
def reject(request: HttpRequest, document_id: Id, claim_id: ClaimId, said: Reasoned) -> HttpResponse:
    """Reject a claim; what rests on it books nothing from now on."""
    seen, done = claims.reject_claim(at(request), f"{document_id}/{claim_id}", said.reason, act_id=said.act_id)
    return became(done, {"schema": "homeward-claim/1", "claim": seen.ref})
