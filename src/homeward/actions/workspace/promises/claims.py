"""Claims of documents: proposed by the program, confirmed, changed or rejected by a person.

The last word about a claim counts, and every earlier one stays readable. A confirmed claim says what its figure counts:
the matter, in the person's words, the same words for the same thing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import isfinite
from typing import cast, get_args

from homeward.actions.workspace.desk import Desk, Draft, Granted, Kept, authorise, keep, note
from homeward.actions.workspace.folding.promises import CLAIM_READ, OWN, DocumentState, Read, ReadClaim
from homeward.actions.workspace.folding.record_text import write_record
from homeward.actions.workspace.promises.documents import RECORDS, all_documents, find_document
from homeward.errors import InvalidInput
from homeward.talks.claims.claim import Claim
from homeward.talks.claims.figures import Figure
from homeward.talks.claims.speaking.speakers import Speaker
from homeward.talks.claims.words.lexicon import Act, Bound

_LONGEST_MATTER = 200


@dataclass(frozen=True, slots=True)
class SeenClaim:
    """A proposed claim, and the last word that a person said about it."""

    ref: str  # "DOCUMENT/CLAIM"
    document: DocumentState
    proposed: Claim
    read: Read | None  # None: nobody yet, and it counts for nothing

    @property
    def state(self) -> str:
        """Say what it is now."""
        return "proposed" if self.read is None else self.read.what.verdict

    @property
    def confirmed(self) -> Claim | None:
        """Give the claim as a person confirmed it."""
        return None if self.read is None else self.read.what.reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What a person reads otherwise than the program; None where it is right."""

    act: str | None = None
    speaker: str | None = None
    side: str | None = None
    low: float | None = None
    high: float | None = None
    bound: str | None = None
    unit: str | None = None
    of: str | None = None
    said_on: date | None = None


NO_CHANGE = Changes()


def list_claims(desk: Desk, document_id: str | None = None) -> tuple[SeenClaim, ...]:
    """Give the claims of a document, or of all, as proposed and as read; raises Refused."""
    granted = authorise(desk, RECORDS)
    documents = all_documents(desk) if document_id is None else (find_document(desk, document_id),)
    ids = tuple(one.id for one in documents[:60])
    note(desk, granted.role, Draft(kind="claims viewed", others=ids))
    return claims_of(documents)


def claims_of(documents: Sequence[DocumentState]) -> tuple[SeenClaim, ...]:
    """Give the claims of documents, in the order of their texts."""
    found = []
    for one in documents:
        reads = one.last_reads
        found += [SeenClaim(f"{one.id}/{own.id}", one, own, reads.get(own.id)) for own in one.record.proposals]
    return tuple(found)


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


def confirm_claim(
    desk: Desk,
    ref: str,
    matter: str,
    changes: Changes = NO_CHANGE,
    *,
    comes_from: str | None = None,
    act_id: str | None = None,
) -> tuple[SeenClaim, Kept]:
    """Confirm a claim as the program reads it, or as this person does.

    matter        what it is about; claims of one matter bear the same words
    comes_from    the claim that it repeats, or "own" where it repeats none, against what the program finds
    raises        Refused; InvalidInput where the reading cannot be meant
    """
    granted = authorise(desk, RECORDS)
    found = find_claim(desk, ref)
    words = " ".join(matter.split())
    if not words or len(words) > _LONGEST_MATTER:
        raise InvalidInput(f"say what the claim is about, in 1 to {_LONGEST_MATTER} characters")
    reading = replace(_changed(found.proposed, changes), unsure=(), confirmed_by=desk.member.id)
    said = ReadClaim(found.proposed.id, "confirmed", reading, words, _source(desk, found, comes_from))
    return found, _keep(desk, granted, found, said, act_id)


def reject_claim(desk: Desk, ref: str, because: str, *, act_id: str | None = None) -> tuple[SeenClaim, Kept]:
    """Reject a claim that the program proposed, or that was confirmed before; raises Refused, InvalidInput."""
    granted = authorise(desk, RECORDS)
    if not because.strip():
        raise InvalidInput("a claim is rejected for a reason")
    found = find_claim(desk, ref)
    said = ReadClaim(found.proposed.id, "rejected", because=because.strip())
    return found, _keep(desk, granted, found, said, act_id)


def _keep(desk: Desk, granted: Granted, found: SeenClaim, said: ReadClaim, act_id: str | None) -> Kept:
    draft = Draft(kind=CLAIM_READ, texts={found.document.id: write_record(said)}, facts=(("verdict", said.verdict),))
    return keep(desk, granted, [draft], says="to read a claim", act_id=act_id)


def _changed(claim: Claim, changes: Changes) -> Claim:
    speaker = claim.speaker
    if changes.speaker is not None or changes.side is not None:
        old = speaker or Speaker(None)
        same = changes.speaker in (None, old.name)
        speaker = Speaker(
            old.name if same else changes.speaker, changes.side or old.side, *((old.start, old.end) if same else ())
        )
    return replace(
        claim,
        act=cast(Act, _one_of(changes.act or claim.act, get_args(Act), "an act")),
        speaker=speaker,
        figure=_figure(claim, changes),
        said_on=changes.said_on or claim.said_on,
    )


def _figure(claim: Claim, changes: Changes) -> Figure | None:
    """Give the figure as the person reads it; one that the program did not see stands in the whole span."""
    if all(value is None for value in (changes.low, changes.high, changes.bound, changes.unit, changes.of)):
        return claim.figure
    old = claim.figure or Figure(claim.span.start, claim.span.end, None, None, "exact")
    is_same = changes.low is None and changes.high is None
    low, high = (old.low, old.high) if is_same else (changes.low, changes.high)
    bound = _one_of(changes.bound or old.bound, get_args(Bound), "a bound")
    _check_ends(low, high, bound)
    unit, of = changes.unit or old.unit, changes.of or old.denominator
    return replace(old, low=low, high=high, bound=cast(Bound, bound), unit=unit, denominator=of)


def _check_ends(low: float | None, high: float | None, bound: str) -> None:
    ends = [end for end in (low, high) if end is not None]
    if not ends or sorted(ends) != ends or not all(isfinite(end) for end in ends):
        raise InvalidInput("a figure has a low end, a high end, or both, and the low end is not above the high one")
    if bound == "exact" and low != high:
        raise InvalidInput("an exact figure has one value: give --low and --high the same, or another --bound")


def _one_of(value: str, allowed: Sequence[str], what: str) -> str:
    if value not in allowed:
        raise InvalidInput(f"{value[:40]!r} is no {what.split()[1]}: {', '.join(allowed)}")
    return value


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
