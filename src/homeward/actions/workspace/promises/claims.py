"""Claims of documents: proposed by the program or found by a person, then confirmed, changed or rejected by a person.

The last word about a claim counts, and every earlier one stays readable. A confirmed claim says what its figure counts:
the matter, in the person's words, the same words for the same thing. A claim that the program missed is added with its
place in the text, and counts for nothing either until it is confirmed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from homeward.actions.workspace.desk import Desk, Draft, Granted, Kept, authorise, keep, note
from homeward.actions.workspace.folding.promises import (
    CLAIM_ADDED,
    CLAIM_READ,
    OWN,
    Added,
    DocumentState,
    Read,
    ReadClaim,
)
from homeward.actions.workspace.folding.record_text import write_record
from homeward.actions.workspace.promises.documents import RECORDS, all_documents, find_document
from homeward.actions.workspace.promises.readings import NO_CHANGE, Changes, Place, changed, span_at
from homeward.errors import InvalidInput
from homeward.talks.claims.claim import Claim

_LONGEST_MATTER = 200
_BY_HAND = "p"  # begins the ids of claims that people found; the program's begin with another letter


@dataclass(frozen=True, slots=True)
class SeenClaim:
    """A claim as the program proposed it or a person added it, and what was said about it since.

    proposed    as it was found first; it never changes
    found_by    who added it, and when; None: the program proposed it
    """

    ref: str  # "DOCUMENT/CLAIM"
    document: DocumentState
    proposed: Claim
    reads: tuple[Read, ...]  # every word about it, oldest first
    found_by: Added | None = None

    @property
    def read(self) -> Read | None:
        """Give the last word about it; None: nobody has said one yet, and it counts for nothing."""
        return self.reads[-1] if self.reads else None

    @property
    def state(self) -> str:
        """Say what it is now."""
        return "proposed" if self.read is None else self.read.what.verdict

    @property
    def confirmed(self) -> Claim | None:
        """Give the claim as a person confirmed it."""
        return None if self.read is None else self.read.what.reading


def list_claims(desk: Desk, document_id: str | None = None) -> tuple[SeenClaim, ...]:
    """Give the claims of a document, or of all, as proposed and as read; raises Refused."""
    granted = authorise(desk, RECORDS)
    documents = all_documents(desk) if document_id is None else (find_document(desk, document_id),)
    ids = tuple(one.id for one in documents[:60])
    note(desk, granted.role, Draft(kind="claims viewed", others=ids))
    return claims_of(documents)


def claims_of(documents: Sequence[DocumentState]) -> tuple[SeenClaim, ...]:
    """Give the claims of documents, in the order of their texts."""
    return tuple(seen for one in documents for seen in _claims_of(one))


def _claims_of(document: DocumentState) -> tuple[SeenClaim, ...]:
    found: list[tuple[Claim, Added | None]] = [(one, None) for one in document.record.proposals]
    found += [(one.claim, one) for one in document.added]
    reads: dict[str, list[Read]] = {}
    for read in document.reads:
        reads.setdefault(read.what.claim, []).append(read)
    return tuple(
        SeenClaim(f"{document.id}/{own.id}", document, own, tuple(reads.get(own.id, ())), added)
        for own, added in sorted(found, key=lambda pair: pair[0].span.start)
    )


def find_claim(desk: Desk, ref: str) -> SeenClaim:
    """Find a claim by "DOCUMENT/CLAIM", where the beginning of the document's id is enough; to compute on."""
    document_id, _, claim_id = ref.partition("/")
    found = find_document(desk, document_id)
    claim = next((one for one in claims_of([found]) if one.proposed.id == claim_id), None)
    if claim is None:
        raise InvalidInput(
            f"document {found.id[:8]} has no claim {claim_id[:40]!r}: homeward claim list {found.id[:8]}"
        )
    return claim


def add_claim(
    desk: Desk, document_id: str, place: Place, said: Changes = NO_CHANGE, *, act_id: str | None = None
) -> tuple[SeenClaim, Kept]:
    """Add a claim that the program missed. It is marked as found by a person, and confirmed like any other.

    place     where its words stand in the text as it is kept
    said      who says it, by which act, with which figure; what is not known is left out
    raises    Refused; InvalidInput where no such words stand there, or the claim cannot be meant
    """
    granted = authorise(desk, RECORDS)
    found = find_document(desk, document_id)
    before = [one for one in found.added if act_id is not None and one.act == act_id]
    claim_id = before[0].claim.id if before else f"{_BY_HAND}{len(found.added) + 1:02}"
    span = span_at(found.record, place)
    bare = Claim(claim_id, found.record.name, span, "said", about=span.exact, because="found by a person")
    claim = changed(bare, said, found.record)
    draft = Draft(kind=CLAIM_ADDED, texts={found.id: write_record(claim)}, facts=(("claim", claim_id),))
    kept = keep(desk, granted, [draft], says="to add a claim", act_id=act_id)
    return find_claim(desk, f"{found.id}/{claim_id}"), kept


def confirm_claim(
    desk: Desk,
    ref: str,
    matter: str,
    changes: Changes = NO_CHANGE,
    *,
    comes_from: str | None = None,
    act_id: str | None = None,
) -> tuple[SeenClaim, Kept]:
    """Confirm a claim as it was proposed or added, or as this person reads it.

    matter        what it is about; claims of one matter bear the same words
    comes_from    the claim that it repeats, or "own" where it repeats none, against what the program finds
    raises        Refused; InvalidInput where the reading cannot be meant
    """
    granted = authorise(desk, RECORDS)
    found = find_claim(desk, ref)
    words = " ".join(matter.split())
    if not words or len(words) > _LONGEST_MATTER:
        raise InvalidInput(f"say what the claim is about, in 1 to {_LONGEST_MATTER} characters")
    reading = replace(changed(found.proposed, changes, found.document.record), unsure=(), confirmed_by=desk.member.id)
    said = ReadClaim(found.proposed.id, "confirmed", reading, words, _source(desk, found, comes_from))
    return found, _keep(desk, granted, found, said, act_id)


def reject_claim(desk: Desk, ref: str, because: str, *, act_id: str | None = None) -> tuple[SeenClaim, Kept]:
    """Reject a claim that was proposed, added or confirmed before; raises Refused, InvalidInput."""
    granted = authorise(desk, RECORDS)
    if not because.strip():
        raise InvalidInput("a claim is rejected for a reason")
    found = find_claim(desk, ref)
    said = ReadClaim(found.proposed.id, "rejected", because=because.strip())
    return found, _keep(desk, granted, found, said, act_id)


def _keep(desk: Desk, granted: Granted, found: SeenClaim, said: ReadClaim, act_id: str | None) -> Kept:
    facts = (("claim", said.claim), ("verdict", said.verdict))  # what is left when the document is erased
    draft = Draft(kind=CLAIM_READ, texts={found.document.id: write_record(said)}, facts=facts)
    return keep(desk, granted, [draft], says="to read a claim", act_id=act_id)


def _source(desk: Desk, found: SeenClaim, comes_from: str | None) -> str | None:
    """Give the claim that this one repeats; it stands in another document, is confirmed, and does not repeat this."""
    if comes_from is None or comes_from == OWN:
        return comes_from
    source = find_claim(desk, comes_from)
    if source.document.id == found.document.id or source.confirmed is None:
        raise InvalidInput("a claim repeats a confirmed claim of another document")
    by_ref = {one.ref: one for one in claims_of(all_documents(desk))}
    above: SeenClaim | None = source
    while above is not None:
        if above.ref == found.ref:
            raise InvalidInput(f"{source.ref} repeats this claim already, as somebody read it")
        told = None if above.read is None else above.read.what.comes_from
        above = by_ref.get(told or "")
    return source.ref
