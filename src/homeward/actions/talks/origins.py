"""Lay two documents side by side: which sentences come from which, what drifted, what is left of support."""

from collections.abc import Sequence
from dataclasses import dataclass

from homeward.actions.answers import Json
from homeward.actions.talks.claims import (
    OFFSETS,
    Claimed,
    Given,
    answer_claims,
    claim_documents,
)
from homeward.errors import InvalidInput
from homeward.talks.claims.document import Document
from homeward.talks.claims.speaking.speakers import Party
from homeward.talks.origins.alignment import Alignment, Link, Stemmed, align


@dataclass(frozen=True, slots=True)
class Compared:
    """Two documents side by side."""

    alignment: Alignment
    claimed: Claimed


def compare_documents(found: Given, sought: Given, parties: Sequence[Party] = ()) -> Compared:
    """Compare two documents; the found one is the presumed source.

    raises    InvalidInput, where one of them cannot be read
    """
    claimed = claim_documents((found, sought), parties)
    if len(claimed.documents) < 2:
        told = "; ".join(f"{problem.where}: {problem.says}" for problem in claimed.problems)
        raise InvalidInput(f"two documents are needed, and not both can be read: {told}")
    first, second = claimed.documents
    return Compared(align(first.text, second.text), claimed)


def answer_origins(compared: Compared) -> Json:
    """Write a comparison for JSON."""
    alignment, claimed = compared.alignment, compared.claimed
    first, second = claimed.documents
    whole = answer_claims(claimed)
    return {
        "a": first.name,
        "b": second.name,
        "digests": {first.name: first.digest, second.name: second.digest},
        "offsets": OFFSETS,
        "relation": "b derives from a" if alignment.is_derived else "no derivation found",
        "is_derived": alignment.is_derived,
        "because": alignment.because,
        "direction": _direction(first, second, compared),
        "sentences_a": [_sentence(number, one) for number, one in enumerate(alignment.found)],
        "sentences_b": [_sentence(number, one) for number, one in enumerate(alignment.sought)],
        "links": [_link(link, compared) for link in alignment.links],
        **{key: whole[key] for key in ("derivation", "clusters", "tracked_figures", "flags", "claims", "problems")},
    }


def _direction(first: Document, second: Document, compared: Compared) -> Json:
    """Say what speaks for b coming from a rather than a from b; a person decides."""
    reasons = []
    if first.published and second.published and first.published != second.published:
        is_later = second.published > first.published
        reasons.append(f"{'b' if is_later else 'a'} was published later")
    kinds = [one.drift.kind for one in compared.claimed.derivations]
    vaguer = sum(kind in ("less specific", "weakened") for kind in kinds)
    firmer = sum(kind == "strengthened" for kind in kinds)
    if vaguer != firmer:
        reasons.append(f"{'b' if vaguer > firmer else 'a'} is the vaguer text")
    return {"proposed": "b from a", "reasons": reasons}


def _sentence(number: int, one: Stemmed) -> Json:
    sentence = one.sentence
    return {"id": number, "start": sentence.start, "end": sentence.end, "text": sentence.text}


def _link(link: Link, compared: Compared) -> Json:
    sentence = compared.alignment.sought[link.sought].sentence
    changes = [
        change.says
        for one in compared.claimed.derivations
        if sentence.start <= one.sought.span.start < sentence.end
        for change in one.drift.changes
    ]
    return {
        "b": link.sought,
        "a": list(link.found),
        "relation": link.relation,
        "derived": link.derived,
        "changes": changes,
        "likeness": round(link.likeness, 3),
    }
