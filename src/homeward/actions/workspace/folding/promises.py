"""What states hold of talks: documents with what people read in them, and the entries of the journal of pledges.

A document is kept byte for byte in the act that brought it; its state holds the text, what the program proposed then,
what people found in it since, every reading, and whether it has a harm flag. An entry of the journal is one state that
never changes. Nothing proposed is ever counted; what is counted is computed by `promises`.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from homeward.actions.workspace.folding.memory import Memory
from homeward.actions.workspace.folding.record_text import plain_of, value_of, write_json
from homeward.actions.workspace.folding.states import following, new_or_next
from homeward.errors import InvalidInput, Problem
from homeward.ledger.act import Act
from homeward.store.state import State
from homeward.talks.claims.claim import Claim

PROMISE_KINDS = ("document", "promise")
DOCUMENT_KEPT, CLAIM_READ, PLEDGE_RECORDED = "document kept", "claim read", "pledge recorded"
CLAIM_ADDED = "claim added"
FLAG_SET, FLAG_LIFTED = "harm flag set", "harm flag lifted"
OWN = "own"  # in `ReadClaim.comes_from`: it repeats no other document

_NOT_KNOWN = {"figure": ("low", "high"), "speaker": ("name",)}

Verdict = Literal["confirmed", "rejected"]
Row = Literal["commitment", "event", "calendar"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRecord:
    """A document as it came, and what the program proposed to read in it."""

    name: str
    digest: str  # SHA-256 of its bytes
    kind: str  # "text in utf-8", "PDF, 3 pages"
    source: str  # from where it came, in the words of whoever kept it
    text: str
    proposals: tuple[Claim, ...]
    problems: tuple[Problem, ...]
    by: str  # the member who kept it
    published: date | None = None


@dataclass(frozen=True, slots=True)
class ReadClaim:
    """What one person said of one proposed claim.

    reading       as the person reads it; None where it is rejected
    matter        what the figure counts, in the person's words: claims of one matter are laid beside each other
    comes_from    the claim that it repeats, "DOCUMENT/CLAIM"; "own" where it repeats none; None: as the program finds
    """

    claim: str
    verdict: Verdict
    reading: Claim | None = None
    matter: str | None = None
    comes_from: str | None = None
    because: str | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """One reading, by whom and when."""

    act: str  # id
    who: str
    at: datetime
    what: ReadClaim


@dataclass(frozen=True, slots=True)
class Added:
    """One claim that the program missed and a person found, by whom and when."""

    act: str  # id
    who: str
    at: datetime
    claim: Claim


@dataclass(frozen=True, slots=True)
class DocumentState:
    """A document with all claims that people found in it, and all readings.

    flagged_in    team of whoever kept it, where it has a harm flag: for others it is not there
    """

    id: str
    record: DocumentRecord
    reads: tuple[Read, ...]
    added: tuple[Added, ...] = ()
    flagged_in: str | None = None

    @property
    def owner(self) -> str:
        """Give the member who kept it."""
        return self.record.by

    @property
    def team(self) -> str:
        """Give the team that still sees it when it is flagged; nobody's where it is not."""
        return self.flagged_in or ""

    @property
    def has_harm_flag(self) -> bool:
        """Tell whether it has a harm flag."""
        return self.flagged_in is not None

    @property
    def is_closed(self) -> bool:
        """Tell whether it is read only: never."""
        return False

    @property
    def last_reads(self) -> Mapping[str, Read]:
        """Give the last word about each claim, by its id in the document."""
        return {read.what.claim: read for read in self.reads}


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One entry of the journal of pledges, in the form of a ledger's file."""

    what: Row
    row: Mapping[str, Any]


def write_document(record: DocumentRecord, data: str) -> str:
    """Write what an act says of a document: the record, and its bytes in base 64."""
    return write_json({"record": plain_of(record), "data": data})


def document_of(state: State) -> DocumentState:
    """Read the state of a document."""
    told = json.loads(state.body, object_hook=_whole)
    reads = tuple(value_of(Read, item) for item in told["reads"])
    added = tuple(value_of(Added, item) for item in told.get("added", ()))
    record = value_of(DocumentRecord, told["record"])
    return DocumentState(state.object, record, reads, added, told.get("flagged_in"))


DOCUMENTS = Memory("document", document_of)


def _whole(told: dict[str, Any]) -> dict[str, Any]:
    """Put back what a claim says is not known, where its record has no default: text leaves it out."""
    for part, names in _NOT_KNOWN.items():
        if isinstance(told.get(part), dict):
            told[part] = dict.fromkeys(names) | told[part]
    return told


def promise_of(state: State) -> PromiseRow:
    """Read the state of an entry of the journal."""
    told = json.loads(state.body)
    return PromiseRow(told["what"], told["row"])


def document_effect(act: Act, texts: Mapping[str, str | None], look: Any) -> Iterable[State]:
    """Keep a document; its bytes stay in the act."""
    for subject, text in texts.items():
        if text is not None:
            body = write_json({"record": json.loads(text)["record"], "reads": []})
            yield new_or_next("document", subject, act, body, None)


def claim_effect(act: Act, texts: Mapping[str, str | None], look: Any) -> Iterable[State]:
    """Add what a person said of a claim to its document."""
    for subject, text in texts.items():
        old = look("document", subject)
        if text is not None and old is not None:
            told = json.loads(old.body)
            read = {"act": act.id, "who": act.actor, "at": act.done_at.isoformat(), "what": json.loads(text)}
            yield following(old, act, write_json({**told, "reads": [*told["reads"], read]}))


def added_effect(act: Act, texts: Mapping[str, str | None], look: Any) -> Iterable[State]:
    """Add a claim that a person found to its document; raises InvalidInput where another has its id by now."""
    for subject, text in texts.items():
        old = look("document", subject)
        if text is not None and old is not None:
            told, claim = json.loads(old.body), json.loads(text)
            before = told.get("added", [])
            if any(one["claim"]["id"] == claim["id"] for one in before):
                raise InvalidInput(f"somebody added {claim['id']} to this document meanwhile; add the claim again")
            item = {"act": act.id, "who": act.actor, "at": act.done_at.isoformat(), "claim": claim}
            yield following(old, act, write_json({**told, "added": [*before, item]}))


def flag_effect(act: Act, texts: Mapping[str, str | None], look: Any) -> Iterable[State]:
    """Set or lift the harm flag of a document; it stays with the team of whoever kept it."""
    for subject, text in texts.items():
        old = look("document", subject)
        if text is not None and old is not None:
            told = json.loads(old.body)
            told.pop("flagged_in", None)
            if act.kind == FLAG_SET:
                told["flagged_in"] = json.loads(look("member", told["record"]["by"]).body)["team"]
            yield following(old, act, write_json(told))


def pledge_effect(act: Act, texts: Mapping[str, str | None], look: Any) -> Iterable[State]:
    """Keep an entry of the journal: each is an object of its own, and never changes."""
    for subject, text in texts.items():
        if text is not None:
            yield new_or_next("promise", subject, act, text, None)


PROMISE_EFFECTS = {
    DOCUMENT_KEPT: document_effect,
    CLAIM_READ: claim_effect,
    CLAIM_ADDED: added_effect,
    PLEDGE_RECORDED: pledge_effect,
}
