"""Figures of confirmed claims: for each matter the numbers of everybody beside each other, by speaker and day.

Two counts stand beside each matter, never one: in how many documents it is said, and how many sources that leaves, when
claims that repeat each other or one utterance are one (`talks.origins`). Which claim repeats which is proposed from the
texts; what a person said of it comes first. Nothing is averaged, and no later figure removes an earlier one. A claim
that a person found in the text, where the program missed it, says so.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from homeward.actions.workspace.desk import Desk, authorise
from homeward.actions.workspace.folding.memory import remember
from homeward.actions.workspace.folding.promises import OWN, DocumentState
from homeward.actions.workspace.promises.claims import SeenClaim, claims_of
from homeward.actions.workspace.promises.documents import all_documents, erased_documents
from homeward.talks.claims.claim import Claim
from homeward.talks.origins.alignment import Alignment, align
from homeward.talks.origins.derivation import Derivation, derive_claims
from homeward.talks.origins.drift import drift_between
from homeward.talks.origins.independence import support_of
from homeward.talks.origins.tracking import Flag, find_slips, track_figures


@dataclass(frozen=True, slots=True)
class Said:
    """One confirmed claim of a matter, with its place, and the claim that it repeats."""

    ref: str  # "DOCUMENT/CLAIM"
    claim: Claim
    document: DocumentState
    on: date | None  # the day it was said, else that of the document
    comes_from: str | None  # ref; None: it stands for itself
    drift: str | None  # how it changed on the way
    is_read: bool  # a person said what it comes from; else the program proposes it
    source_erased: bool = False  # it repeats, by a person's word, what stood in a document that was erased
    number: int | None = None  # of the entry by which it was confirmed

    @property
    def by(self) -> str | None:
        """Say who says it: a name, else a side; None where the document itself does."""
        speaker = self.claim.speaker
        return None if speaker is None else speaker.name or speaker.side

    @property
    def place(self) -> str:
        """Give where it stands: the digest of the document, and the span in code points."""
        span = self.claim.span
        return f"sha256:{self.document.record.digest}#{span.start}-{span.end}"


@dataclass(frozen=True, slots=True)
class MatterFigures:
    """Everything confirmed about one matter.

    n_documents    in which it is said: what naive counting says
    n_sources      that are left, when repetitions are one
    """

    matter: str
    said: tuple[Said, ...]  # by speaker and day
    n_documents: int
    n_sources: int
    flags: tuple[Flag, ...]  # conflicts, refinements, what moved on, slips
    tree: tuple[tuple[int, str], ...]  # depth and ref: each claim below the one that it repeats


def view_figures(desk: Desk) -> tuple[MatterFigures, ...]:
    """Show the figures of all matters; raises Refused."""
    authorise(desk, "see counts")
    return figures_of(desk)


def figures_of(desk: Desk) -> tuple[MatterFigures, ...]:
    """Give the figures of all matters in the order of their words, to compute on."""
    by_matter: dict[str, list[SeenClaim]] = {}
    for seen in claims_of(all_documents(desk)):
        if seen.read is not None and seen.read.what.matter is not None:
            by_matter.setdefault(seen.read.what.matter.casefold(), []).append(seen)
    numbers = _numbers(desk, [seen for own in by_matter.values() for seen in own])
    ledger = _Ledger(numbers, frozenset(one.id for one in erased_documents(desk)))
    return tuple(_figures(own, ledger) for _, own in sorted(by_matter.items()))


@dataclass(frozen=True, slots=True)
class _Ledger:
    """What the ledger says beside the texts."""

    numbers: Mapping[str, int]  # of the entries that confirmed, by ref
    erased: frozenset[str]  # ids of documents

    def is_erased(self, seen: SeenClaim) -> bool:
        """Tell whether a claim repeats, by a person's word, what stood in a document that was erased."""
        source = None if seen.read is None else seen.read.what.comes_from
        return (source or "").partition("/")[0] in self.erased


def _numbers(desk: Desk, seen: Sequence[SeenClaim]) -> Mapping[str, int]:
    with desk.store.read() as now:
        entries = [(one.ref, now.entry_of(one.read.act)) for one in seen if one.read is not None]
    return {ref: entry.number for ref, entry in entries if entry is not None}


@remember(256)
def _aligned(found: str, sought: str) -> Alignment:
    """Lay two texts beside each other: the same ones each time that somebody looks at figures or at a pledge."""
    return align(found, sought)


def _figures(seen: Sequence[SeenClaim], ledger: _Ledger) -> MatterFigures:
    claims = {one.ref: _named(one) for one in seen}
    derived = _derived(seen, claims)
    derivations = tuple(derived.values())
    published = {one.document.id: one.document.record.published for one in seen}
    matter_claims = tuple(claims.values())
    support = support_of(matter_claims, (*derivations, *_of_one_erased(seen, claims, ledger)))
    told = (_said(one, claims[one.ref], derived, ledger) for one in seen)
    said = tuple(sorted(told, key=_by_speaker_and_day))
    words = next(one.read.what.matter for one in seen if one.read is not None) or ""
    flags = (*track_figures(matter_claims, published, derivations), *find_slips(derivations))
    return MatterFigures(words, said, support.documents, support.origins, flags, tuple(_tree(said)))


def _named(seen: SeenClaim) -> Claim:
    """Give a confirmed claim under names that no other document's claim has."""
    assert seen.confirmed is not None
    return replace(seen.confirmed, id=seen.ref, document=seen.document.id)


def _derived(seen: Sequence[SeenClaim], claims: Mapping[str, Claim]) -> dict[str, Derivation]:
    """Give what each claim comes from: as a person read it, else as the texts show, of several the earliest."""
    told = {one.ref: one.read.what.comes_from for one in seen if one.read is not None}
    found: dict[str, Derivation] = {}
    for ref, source in told.items():
        if source in claims:
            assert source is not None
            found[ref] = Derivation(claims[source], claims[ref], drift_between(claims[source], claims[ref]))
    documents = {one.document.id: one.document for one in seen}  # in the order of their days
    by_document = {name: [claim for claim in claims.values() if claim.document == name] for name in documents}
    for one, other in combinations(documents.values(), 2):
        for derivation in derive_claims(
            _aligned(one.record.text, other.record.text), by_document[one.id], by_document[other.id]
        ):
            ref, source = derivation.sought.id, derivation.found.id
            if told.get(ref) is None and _comes_from(found, source, ref) is False:
                found.setdefault(ref, derivation)
    return {ref: one for ref, one in found.items() if told.get(ref) != OWN}


def _of_one_erased(seen: Sequence[SeenClaim], claims: Mapping[str, Claim], ledger: _Ledger) -> Iterator[Derivation]:
    """Join claims that repeat one claim which was erased: they are one source still. For counting alone."""
    first: dict[str, Claim] = {}
    for one in seen:
        if one.read is not None and ledger.is_erased(one):
            same = first.setdefault(one.read.what.comes_from or "", claims[one.ref])
            if same is not claims[one.ref]:
                yield Derivation(same, claims[one.ref], drift_between(same, claims[one.ref]))


def _comes_from(found: Mapping[str, Derivation], ref: str, other: str) -> bool:
    """Tell whether a claim comes from another, over however many others."""
    seen: set[str] = set()
    while ref in found and ref not in seen:
        seen.add(ref)
        ref = found[ref].found.id
    return ref == other


def _said(seen: SeenClaim, claim: Claim, derived: Mapping[str, Derivation], ledger: _Ledger) -> Said:
    own = derived.get(seen.ref)
    return Said(
        seen.ref,
        claim,
        seen.document,
        claim.said_on or seen.document.record.published,
        None if own is None else own.found.id,
        None if own is None else own.drift.kind,
        seen.read is not None and seen.read.what.comes_from is not None,
        ledger.is_erased(seen),
        ledger.numbers.get(seen.ref),
    )


def _by_speaker_and_day(one: Said) -> tuple[str, date, str]:
    return (one.by or "").casefold(), one.on or date.max, one.ref


def _tree(said: Sequence[Said]) -> Iterator[tuple[int, str]]:
    """Give each claim below the one that it repeats, the earliest first."""
    below: dict[str | None, list[Said]] = {}
    for one in sorted(said, key=lambda one: (one.on or date.max, one.ref)):
        below.setdefault(one.comes_from, []).append(one)
    waiting = [(0, one) for one in reversed(below.get(None, ()))]
    while waiting:
        depth, one = waiting.pop()
        yield depth, one.ref
        waiting += [(depth + 1, other) for other in reversed(below.get(one.ref, ()))]
