"""Documents of talks, their claims and figures, written for JSON."""

from collections.abc import Sequence

from homeward.actions.answers import Json
from homeward.actions.talks.claims import answer_claim
from homeward.actions.workspace.folding.promises import DocumentState
from homeward.actions.workspace.promises.claims import SeenClaim
from homeward.actions.workspace.promises.documents import ErasedDocument
from homeward.actions.workspace.promises.figures import MatterFigures


def answer_document(found: DocumentState) -> Json:
    """Write a document, without its text."""
    record, reads = found.record, found.last_reads.values()
    return {
        "document": found.id,
        "name": record.name,
        "digest": record.digest,
        "kind": record.kind,
        "source": record.source,
        "published": None if record.published is None else record.published.isoformat(),
        "harm_flag": found.has_harm_flag,
        "claims": len(record.proposals),
        "added": len(found.added),
        "confirmed": sum(read.what.verdict == "confirmed" for read in reads),
        "rejected": sum(read.what.verdict == "rejected" for read in reads),
        "problems": [{"where": one.where, "says": one.says, "kept": one.kept} for one in record.problems],
    }


def answer_documents(found: Sequence[DocumentState], gone: Sequence[ErasedDocument]) -> Json:
    """Write all documents, and those that were erased."""
    return {
        "schema": "homeward-documents/1",
        "documents": [answer_document(one) for one in found],
        "erased": [{"document": one.id, "erased_at": one.at.isoformat(), "entry": one.number} for one in gone],
    }


def answer_claims(found: Sequence[SeenClaim]) -> Json:
    """Write claims as proposed or added, and as read."""
    return {"schema": "homeward-claim-list/1", "claims": [_answer_seen(one) for one in found]}


def _answer_seen(one: SeenClaim) -> Json:
    text = one.document.record.text
    return {
        "claim": one.ref,
        "state": one.state,
        "found_by": "program" if one.found_by is None else "a person",
        "proposed": answer_claim(one.proposed, text),
        "confirmed": None if one.confirmed is None else answer_claim(one.confirmed, text),
        "matter": None if one.read is None else one.read.what.matter,
        "because": None if one.read is None else one.read.what.because,
        "readings": [
            {
                "act": read.act,
                "who": read.who,
                "at": read.at.isoformat(),
                "verdict": read.what.verdict,
                "reading": None if read.what.reading is None else answer_claim(read.what.reading, text),
                "matter": read.what.matter,
                "because": read.what.because,
            }
            for read in one.reads
        ],
    }


def answer_figures(own: MatterFigures) -> Json:
    """Write the figures of one matter, with the tree of what comes from what."""
    return {
        "matter": own.matter,
        "documents": own.n_documents,
        "sources": own.n_sources,
        "said": [
            {
                **answer_claim(one.claim, one.document.record.text),
                "id": one.ref,
                "by": one.by,
                "on": None if one.on is None else one.on.isoformat(),
                "source": one.place,
                "entry": one.number,
                "comes_from": one.comes_from,
                "drift": one.drift,
                "source_erased": one.source_erased,
                "read_so_by_a_person": one.is_read,
            }
            for one in own.said
        ],
        "flags": [
            {"what": flag.what, "claims": [claim.id for claim in flag.claims], "says": flag.says} for flag in own.flags
        ],
        "tree": [{"depth": depth, "claim": ref} for depth, ref in own.tree],
    }
