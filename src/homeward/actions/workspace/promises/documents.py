"""Documents of talks in a workspace: kept byte for byte under a key of their own, listed, shown, given back.

Keeping one proposes its claims; nobody has confirmed them, and they count for nothing. Documents are public or given to
negotiators: whoever records pledges reads them, and nobody else; a reading is an entry. One with a harm flag is not
there for whom the flag hides it from. Of one that was erased it is said that it was, and when: nothing else is left.
Flagging and erasing are done in `files`, as with the file of a person.
"""

from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from json import loads

from homeward.actions.talks.claims import Given, claim_documents, read_documents
from homeward.actions.workspace.desk import Desk, Draft, Kept, authorise, hides, keep, new_id, note, refuse
from homeward.actions.workspace.folding.promises import (
    CLAIM_READ,
    DOCUMENT_KEPT,
    DOCUMENTS,
    FLAG_LIFTED,
    FLAG_SET,
    DocumentRecord,
    DocumentState,
    write_document,
)
from homeward.actions.workspace.folding.record_text import read_record
from homeward.actions.workspace.members import Member
from homeward.actions.workspace.rights import CALLED_BY_HARM
from homeward.errors import InvalidInput, Problem
from homeward.ledger.entry import Entry
from homeward.store.transaction import ERASED, Snapshot
from homeward.talks.claims.claim import Claim
from homeward.talks.claims.document import Document
from homeward.talks.claims.speaking.speakers import Party

MOST_BYTES = 1 << 25
RECORDS = "record pledge"
ERASED_ON = "erased on"
_DOCUMENT_READ = "document read"
_FOR_MACHINES = (".json", ".geojson")
_LEAST_OF_ID = 4  # letters by which a document may be named


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """A document as it came."""

    name: str
    data: bytes
    source: str  # from where: "website of the delegation of the South, 2 June"
    published: date | None = None  # else the day of its dateline
    parties: Sequence[Party] = ()
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class ErasedDocument:
    """What is left of a document that was erased.

    rejected    ids of its claims that were rejected last, which the open part of the ledger says
    """

    id: str
    at: datetime
    number: int  # of the entry by which two people erased it
    rejected: frozenset[str] = frozenset()

    @property
    def says(self) -> str:
        """Say it in words."""
        return f"{ERASED_ON} {self.at:%Y-%m-%d}, entry {self.number}: document {self.id}"


def keep_document(desk: Desk, arrived: Arrived, *, act_id: str | None = None) -> tuple[DocumentState, Kept]:
    """Keep a document with the claims that the program proposes; the same bytes are kept once.

    raises    Refused; InvalidInput where no text can be read from it
    """
    granted = authorise(desk, RECORDS)
    if len(arrived.data) > MOST_BYTES or not arrived.source.strip() or not arrived.name.strip():
        raise InvalidInput(f"a document has a name, a source, and at most {MOST_BYTES:,} bytes")
    documents, kinds, claims, problems = _read(arrived)
    if not documents:
        raise InvalidInput("; ".join(f"{one.where}: {one.says}" for one in problems) or "there is no text in it")
    [document], [kind] = documents, kinds
    same = next((one for one in all_documents(desk) if one.record.digest == document.digest), None)
    if same is not None:
        return same, Kept((), is_repeat=True)
    record = DocumentRecord(
        name=document.name,
        digest=document.digest,
        kind=kind,
        source=arrived.source.strip(),
        text=document.text,
        published=document.published,
        proposals=claims,
        problems=problems,
        by=desk.member.id,
    )
    document_id = new_id()
    draft = Draft(kind=DOCUMENT_KEPT, texts={document_id: write_document(record, b64encode(arrived.data).decode())})
    kept = keep(desk, granted, [draft], says="to keep a document", act_id=act_id)
    if kept.is_repeat:
        document_id = kept.entries[0].act.subjects[0]
    return find_document(desk, document_id), kept


def _read(arrived: Arrived) -> tuple[tuple[Document, ...], tuple[str, ...], tuple[Claim, ...], tuple[Problem, ...]]:
    """Read a document, with its kind, the claims that are proposed of it, and problems.

    Tables of windows and lines of a map are read by programs: their numbers are nobody's words.
    """
    given = Given(arrived.name, arrived.data, arrived.published, arrived.encoding)
    if arrived.name.lower().endswith(_FOR_MACHINES):
        documents, kinds, problems = read_documents([given])
        return documents, kinds, (), problems
    claimed = claim_documents([given], tuple(arrived.parties))
    return claimed.documents, claimed.kinds, claimed.claims, claimed.problems


def list_documents(desk: Desk) -> tuple[DocumentState, ...]:
    """Give all documents, by the days of their publication; raises Refused."""
    granted = authorise(desk, RECORDS)
    note(desk, granted.role, Draft(kind="documents viewed"))
    return all_documents(desk)


def show_document(desk: Desk, document_id: str) -> tuple[DocumentState, bytes]:
    """Show a document and its bytes as they came; the reading is an entry.

    raises    Refused where there is none, or this person may not read it
    """
    granted = authorise(desk, RECORDS)
    found = find_document(desk, document_id)
    note(desk, granted.role, Draft(kind=_DOCUMENT_READ, others=(found.id,)))
    return found, bytes_of(desk, found)


def bytes_of(desk: Desk, found: DocumentState) -> bytes:
    """Give the bytes of a document, to compute on."""
    with desk.store.read() as now:
        acts = [entry.act for entry in now.entries_about(found.id) if entry.act.kind == DOCUMENT_KEPT]
        text = now.texts(acts[0].id)[found.id]
    return b64decode(loads(text or "")["data"])


def all_documents(desk: Desk) -> tuple[DocumentState, ...]:
    """Give all documents that exist for this person, to compute on."""
    with desk.store.read() as now:
        every = DOCUMENTS.all(now)
    found = [one for one in every.values() if not hides(desk.member, one)]
    return tuple(sorted(found, key=lambda one: (one.record.published or date.max, one.id)))


def erased_documents(desk: Desk) -> tuple[ErasedDocument, ...]:
    """Give what is left of documents that were erased, in the order of that, to compute on.

    One that a flag hid from this person has never been there, before and after.
    """
    with desk.store.read() as now:
        by_id = {subject: entry for entry in now.entries_of_kind(ERASED) for subject in entry.act.subjects}
        kept = {one.act.subjects[0] for one in now.entries_of_kind(DOCUMENT_KEPT)} if by_id else set()
        gone = sorted(kept & by_id.keys(), key=lambda one: (by_id[one].number, one))
        return tuple(_erased(now, one, by_id[one]) for one in gone if not _was_hidden(now, desk.member, one))


def _erased(now: Snapshot, document_id: str, entry: Entry) -> ErasedDocument:
    reads = (dict(one.act.facts) for one in now.entries_about(document_id) if one.act.kind == CLAIM_READ)
    last = {str(told.get("claim")): told["verdict"] for told in reads}
    rejected = frozenset(claim for claim, verdict in last.items() if verdict == "rejected")
    return ErasedDocument(document_id, entry.placed_at, entry.number, rejected)


def _was_hidden(now: Snapshot, member: Member, document_id: str) -> bool:
    """Tell whether a document had a harm flag to the end, and was of another team: the ledger still says that."""
    entries = now.entries_about(document_id)
    flags = [one.act.kind for one in entries if one.act.kind in (FLAG_SET, FLAG_LIFTED)]
    if flags[-1:] != [FLAG_SET] or not CALLED_BY_HARM.isdisjoint(member.roles):
        return False
    keeper = now.state("member", next(one.act.actor for one in entries if one.act.kind == DOCUMENT_KEPT))
    return keeper is None or read_record(Member, keeper.body).team != member.team


def find_document(desk: Desk, document_id: str) -> DocumentState:
    """Find a document by its id or the beginning of it, to compute on.

    raises    Refused where there is none; InvalidInput where it was erased, or another one begins so, too
    """
    found = [one for one in all_documents(desk) if one.id.startswith(document_id)]
    if len(document_id) >= _LEAST_OF_ID and not found:
        gone = next((one for one in erased_documents(desk) if one.id.startswith(document_id)), None)
        if gone is not None:
            raise InvalidInput(f"{gone.says}; nothing else of it is left")
    if len(document_id) < _LEAST_OF_ID or not found:
        refuse(desk, RECORDS)
    if len(found) > 1:
        raise InvalidInput(f"{len(found)} documents begin with {document_id!r}; write more of the id")
    return found[0]
