"""Read documents and propose their claims, and what they make of each other; answer it as JSON.

The JSON has the keys of hand-made annotations (documents, claims, derivation, clusters, tracked_figures), so that the
two can be compared, and beside them what a user needs: digests, reasons, what the program is unsure of.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from homeward.actions.answers import Json
from homeward.errors import Problem
from homeward.formats.documents.reading import read_document
from homeward.talks.claims.claim import Claim
from homeward.talks.claims.days import find_days, year_of
from homeward.talks.claims.document import Document, Span
from homeward.talks.claims.extraction import propose_claims
from homeward.talks.claims.figures import Figure
from homeward.talks.claims.sentences import split_sentences
from homeward.talks.claims.speaking.speakers import Party, Speaker
from homeward.talks.origins.alignment import MOST_SENTENCES, align
from homeward.talks.origins.derivation import Derivation, derive_claims
from homeward.talks.origins.independence import Support, propose_matters, support_of
from homeward.talks.origins.rivals import find_rivals
from homeward.talks.origins.tracking import (
    Flag,
    find_contradictions,
    find_early,
    find_open_sums,
    find_slips,
    track_figures,
)

OFFSETS = "half-open [start,end) in Unicode code points"
_HEAD = 400  # characters in which a dateline may stand
MOST_READ = 400_000  # characters of a document of which claims are proposed
_MOST_COMPARED = 600  # claims of which matters are proposed; comparing takes the square of it


@dataclass(frozen=True, slots=True)
class Given:
    """A file as the user gives it."""

    name: str
    data: bytes
    published: date | None = None
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Claimed:
    """Documents, their claims, and what the claims make of each other. All proposed, nothing confirmed."""

    documents: tuple[Document, ...]
    kinds: tuple[str, ...]
    claims: tuple[Claim, ...]
    derivations: tuple[Derivation, ...]
    matters: tuple[Support, ...]
    flags: tuple[Flag, ...]
    problems: tuple[Problem, ...]


def read_documents(files: Sequence[Given]) -> tuple[tuple[Document, ...], tuple[str, ...], tuple[Problem, ...]]:
    """Read files into documents; those that cannot be read are problems."""
    documents: list[Document] = []
    kinds: list[str] = []
    problems: list[Problem] = []
    for file in files:
        read = read_document(file.name, file.data, file.published, encoding=file.encoding)
        problems += read.problems
        if read.document is not None:
            documents.append(replace(read.document, published=file.published or dateline_of(read.document.text)))
            kinds.append(read.kind)
            if len(read.document.text) > MOST_READ:
                says = f"claims are proposed of its first {MOST_READ:,} characters"
                problems.append(Problem(file.name, says, "the whole text"))
    return tuple(documents), tuple(kinds), tuple(problems)


def dateline_of(text: str) -> date | None:
    """Give the day that the head of a text is dated, where it writes the year."""
    year = year_of(text)
    return next((found.day for found in find_days(text[:_HEAD], year) if found.has_year), None)


def claim_documents(
    files: Sequence[Given], parties: Sequence[Party] = (), *, handed_over: date | None = None
) -> Claimed:
    """Propose the claims of documents, which derive from which, and what their figures contradict.

    files          in the order in which they may derive from each other, where no dates say it
    handed_over    the day on which the document that they speak of was officially handed over
    """
    documents, kinds, problems = read_documents(files)
    by_document = [
        tuple(
            replace(claim, id=f"{_letter(place)}{claim.id[1:]}") for claim in propose_claims(_begun(document), parties)
        )
        for place, document in enumerate(documents)
    ]
    derivations = tuple(_derived(documents, by_document))
    claims = tuple(claim for own in by_document for claim in own)
    published = {document.name: document.published for document in documents}
    matters = propose_matters(claims[:_MOST_COMPARED], derivations if len(claims) <= _MOST_COMPARED else ())
    flags = [flag for matter in matters for flag in track_figures(matter, published, derivations)]
    flags += find_rivals(claims[:_MOST_COMPARED], published, derivations)
    flags += find_slips(derivations)
    flags += [flag for own in by_document for flag in find_contradictions(own[:_MOST_COMPARED])]
    flags += _sums(documents, by_document)
    flags += find_early(claims, published, handed_over) if handed_over else ()
    supports = tuple(support_of(matter, derivations) for matter in matters)
    limits = tuple(_limits(documents, by_document))
    return Claimed(documents, kinds, claims, derivations, supports, tuple(flags), (*problems, *limits))


def _limits(documents: Sequence[Document], claims: Sequence[Sequence[Claim]]) -> Iterator[Problem]:
    """Say what of the comparison was cut off: nothing is left out in silence."""
    n_claims = sum(map(len, claims))
    if n_claims > _MOST_COMPARED:
        says = f"matters and conflicts are proposed among the first {_MOST_COMPARED} of {n_claims:,} claims"
        yield Problem("all documents", says, "every claim, and which derives from which")
    for document, own in zip(documents, claims, strict=True):
        n_sentences = len(split_sentences(_begun(document).text)) if len(documents) > 1 else 0
        if n_sentences > MOST_SENTENCES:
            says = f"derivation is looked for in its first {MOST_SENTENCES} of {n_sentences:,} sentences"
            yield Problem(document.name, says, "every claim")
        if len(own) > _MOST_COMPARED:
            says = f"contradictions are looked for among its first {_MOST_COMPARED} of {len(own):,} claims"
            yield Problem(document.name, says, "every claim")


def _begun(document: Document) -> Document:
    """Give the part of a document of which claims are proposed."""
    return replace(document, text=document.text[:MOST_READ])


def _letter(place: int) -> str:
    return chr(ord("a") + place) if place < 26 else f"d{place + 1}-"


def _derived(documents: Sequence[Document], claims: Sequence[Sequence[Claim]]) -> list[Derivation]:
    """Lay each document beside those before it; of several sources for one claim the closest text stays."""
    kept: dict[tuple[str, str], Derivation] = {}
    for later, document in enumerate(documents):
        aligned = [(place, align(documents[place].text, document.text)) for place in range(later)]
        aligned.sort(key=lambda pair: -sum(link.likeness for link in pair[1].links if link.derived == "yes"))
        for place, alignment in aligned:
            for one in derive_claims(alignment, claims[place], claims[later]):
                kept.setdefault((one.sought.document, one.sought.id), one)
    return list(kept.values())


def _sums(documents: Sequence[Document], claims: Sequence[Sequence[Claim]]) -> list[Flag]:
    flags = []
    for document, own in zip(documents, claims, strict=True):
        for words, total, parts in find_open_sums(_begun(document).text):
            near = tuple(
                claim for claim in own if claim.figure and words in document.text and claim.span.exact[:12] in words
            )
            told = " + ".join(f"{part:g}" for part in parts)
            flags.append(Flag("sum does not close", near, f"{told} = {sum(parts):g}, not {total:g}"))
    return flags


def answer_claims(claimed: Claimed) -> Json:
    """Write claims for JSON."""
    text_by_name = {document.name: document.text for document in claimed.documents}
    clusters = {f"k-{number}": support for number, support in enumerate(claimed.matters, start=1)}
    cluster_by_claim = {(c.document, c.id): key for key, support in clusters.items() for c in support.claims}
    return {
        "published": {document.name: _day(document.published) for document in claimed.documents},
        "offsets": OFFSETS,
        "documents": [
            {
                "file": document.name,
                "length": len(document.text),
                "claims": sum(claim.document == document.name for claim in claimed.claims),
                "digest": document.digest,
                "kind": kind,
            }
            for document, kind in zip(claimed.documents, claimed.kinds, strict=True)
        ],
        "claims": [
            answer_claim(claim, text_by_name[claim.document], cluster_by_claim.get((claim.document, claim.id)))
            for claim in claimed.claims
        ],
        "derivation": answer_derivations(claimed.derivations),
        "clusters": [answer_support(key, support) for key, support in clusters.items()],
        "tracked_figures": [
            tracked for key, support in clusters.items() if (tracked := _tracked(key, support, claimed)) is not None
        ]
        + [_beside(flag, cluster_by_claim, claimed) for flag in claimed.flags if flag.what == "proposed conflict"],
        "flags": [
            {"what": flag.what, "claims": [claim.id for claim in flag.claims], "says": flag.says}
            for flag in claimed.flags
        ],
        "confirmed": 0,
        "problems": [
            {"where": problem.where, "says": problem.says, "kept": problem.kept} for problem in claimed.problems
        ],
    }


def answer_claim(claim: Claim, text: str, cluster: str | None = None) -> Json:
    """Write one claim of a text for JSON."""
    return {
        "id": claim.id,
        "document": claim.document,
        "span": answer_span(claim.span) | {"prefix": claim.span.prefix, "suffix": claim.span.suffix},
        "act": claim.act,
        "speaker": _speaker(claim.speaker, text),
        "via": None if claim.via is None else {"name": claim.via.name, "span": answer_span(claim.via.span)},
        "about": claim.about,
        "value": None if claim.figure is None else answer_figure(claim.figure, claim),
        "hedge": claim.hedge,
        "said_on": _day(claim.said_on),
        "event_date": _day(claim.event_date),
        "condition": claim.condition,
        "affirmed": claim.is_affirmed,
        "topic": [],
        "cluster": cluster,
        "form": claim.form,
        "because": claim.because,
        "unsure_of": list(claim.unsure),
        "confirmed_by": claim.confirmed_by,
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def answer_span(span: Span) -> Json:
    """Write a place for JSON."""
    return {"start": span.start, "end": span.end, "exact": span.exact}


def _speaker(speaker: Speaker | None, text: str) -> Json | None:
    if speaker is None:
        return None
    span = (
        None
        if speaker.start is None
        else {"start": speaker.start, "end": speaker.end, "exact": text[speaker.start : speaker.end]}
    )
    return {"name": speaker.name, "side": speaker.side, "role": speaker.role, "span": span}


def answer_figure(figure: Figure, claim: Claim) -> Json:
    """Write a figure for JSON: whole numbers as such, an open end as null."""
    low, high = (
        None if value is None else int(value) if value == int(value) else value for value in (figure.low, figure.high)
    )
    exact = claim.span.exact[figure.start - claim.span.start : figure.end - claim.span.start]
    return {
        "low": low,
        "high": high,
        "unit": figure.unit,
        "bound": figure.bound,
        "of": figure.denominator,
        "span": {"start": figure.start, "end": figure.end, "exact": exact},
    }


def answer_derivations(derivations: Sequence[Derivation]) -> list[Json]:
    """Write derivations for JSON: `b` comes from `a`."""
    return [
        {
            "b": one.sought.id,
            "a": one.found.id,
            "drift": one.drift.kind,
            "changes": [change.says for change in one.drift.changes],
            "slots": [{"slot": change.slot, "drift": change.kind, "says": change.says} for change in one.drift.changes],
        }
        for one in derivations
    ]


def answer_support(key: str, support: Support) -> Json:
    """Write the support of one matter for JSON."""
    return {
        "cluster": key,
        "claims": [claim.id for claim in support.claims],
        "naive_documents": support.documents,
        "derived_only": list(support.derived_only),
        "documents_not_derived": support.documents_not_derived,
        "said_by": support.documents,
        "supported_by": support.origins,
    }


def _tracked(key: str, support: Support, claimed: Claimed) -> Json | None:
    """Write the figures of a matter in the order of publication, where there are two or more."""
    figured = [claim for claim in support.claims if claim.figure is not None]
    if len(figured) < 2:
        return None
    ids = {claim.id for claim in figured}
    says = [flag.says for flag in claimed.flags if flag.claims and {claim.id for claim in flag.claims} <= ids]
    reading = "; ".join(dict.fromkeys(says))
    return {"cluster": [key], "what": figured[0].about, "series": _series(figured, claimed), "reading": reading}


def _beside(flag: Flag, cluster_by_claim: Mapping[tuple[str, str], str], claimed: Claimed) -> Json:
    """Write figures of several matters that a proposed conflict puts beside each other."""
    clusters = (cluster_by_claim.get((claim.document, claim.id)) for claim in flag.claims)
    keys = list(dict.fromkeys(key for key in clusters if key is not None))
    return {
        "cluster": keys,
        "what": flag.claims[0].about,
        "series": _series(flag.claims, claimed),
        "reading": flag.says,
    }


def _series(claims: Sequence[Claim], claimed: Claimed) -> list[Json]:
    """Write figures in the order of publication, each with who says it."""
    published: Mapping[str, date | None] = {document.name: document.published for document in claimed.documents}
    series: list[Json] = []
    for claim in sorted(claims, key=lambda claim: published[claim.document] or date.min):
        assert claim.figure is not None
        value = answer_figure(claim.figure, claim)
        by = claim.speaker.side or claim.speaker.name if claim.speaker else None
        told = {"claim": claim.id, "on": _day(published[claim.document])}
        series.append(told | {name: value[name] for name in ("low", "high", "bound")} | {"by": by})
    return series
