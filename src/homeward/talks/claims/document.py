"""Documents and places in them: a text stored as it was read, and spans that can be found again.

A span is a position and a quotation at once (the two selectors of the W3C Web Annotation model): the position is fast,
the quotation survives re-encoding. Where the two disagree that is said, never silently repaired. Offsets are half-open,
in code points of the text as kept. Reading files into texts is left to `formats.documents`.
"""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Literal

from rapidfuzz import fuzz

from homeward.errors import InvalidInput

CONTEXT = 24  # code points kept on each side of a quotation
_LEAST_ALIKE = 85.0  # of a quotation found again in other words, per hundred; below it is not the same passage
_MOST_SEARCHED = 200_000  # code points, where the quotation is not there letter by letter

Found = Literal["as stored", "moved", "changed", "lost"]


@dataclass(frozen=True, slots=True)
class Document:
    """A text, word for word, and where it came from."""

    name: str  # what the user calls it: the name of its file
    text: str
    digest: str  # SHA-256 of the bytes it came in, hexadecimal
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A place in one document: where it is, what it says, what stands on either side."""

    digest: str
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Anchored:
    """A span looked up again: where it is now, and how it was found.

    how     "as stored": position and quotation agree; "moved": the quotation stands elsewhere; "changed": only similar
            words were found; "lost": nothing like it
    """

    span: Span | None
    how: Found
    says: str | None = None


def document_of(name: str, text: str, published: date | None = None) -> Document:
    """Make a document of a text that came in no file.

    >>> document_of("note", "Ten came home.").digest[:8]
    '8e1463b0'
    """
    return Document(name, text, sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), published)


def span_of(document: Document, start: int, end: int) -> Span:
    """Quote a place of a document, with its context.

    raises    InvalidInput, where no such place is
    """
    text = document.text
    if not 0 <= start <= end <= len(text):
        raise InvalidInput(f"no span {start}-{end} in a document of {len(text)} characters")
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return Span(document.digest, start, end, text[start:end], before, after)


def find_again(document: Document, span: Span) -> Anchored:
    """Find a stored span in a document: by position, else by quotation and context, else by similar words."""
    text = document.text
    if text[span.start : span.end] == span.exact and span.start <= span.end <= len(text):
        return Anchored(span_of(document, span.start, span.end), "as stored")
    places = _places(text, span.exact)
    if places:
        best = max(places, key=lambda place: (_context(text, place, span), -abs(place - span.start)))
        says = f"the position says {span.start}, the quotation stands at {best}"
        return Anchored(span_of(document, best, best + len(span.exact)), "moved", says)
    return _find_similar(document, span)


def _places(text: str, exact: str) -> list[int]:
    places: list[int] = []
    place = text.find(exact) if exact else -1
    while place >= 0 and len(places) < 1000:
        places.append(place)
        place = text.find(exact, place + 1)
    return places


def _context(text: str, place: int, span: Span) -> float:
    after = place + len(span.exact)
    before = text[max(0, place - len(span.prefix)) : place]
    return fuzz.ratio(before, span.prefix) + fuzz.ratio(text[after : after + len(span.suffix)], span.suffix)


def _find_similar(document: Document, span: Span) -> Anchored:
    low = max(0, min(span.start, len(document.text)) - _MOST_SEARCHED // 2)
    window = document.text[low : low + _MOST_SEARCHED]
    found = fuzz.partial_ratio_alignment(span.exact, window, score_cutoff=_LEAST_ALIKE)
    if found is None or not span.exact or len(window) < len(span.exact):
        return Anchored(None, "lost", f"neither the position {span.start} nor the quotation is in this text")
    start, end = low + found.dest_start, low + found.dest_end
    says = f"the quotation is not in this text; similar words stand at {start}"
    return Anchored(span_of(document, start, end), "changed", says)
