"""How a person reads a claim: where its words stand, and what of it is otherwise than the program says.

What stands in quotation marks of a claim (its words, through whom it came, its hedge, its condition) must stand in the
text, letter by letter but for blanks: nobody puts words into a document.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import isfinite
from typing import cast, get_args

from homeward.actions.workspace.folding.promises import DocumentRecord
from homeward.errors import InvalidInput
from homeward.talks.claims.claim import Claim, Via
from homeward.talks.claims.document import Document, Span, span_of
from homeward.talks.claims.figures import Figure
from homeward.talks.claims.speaking.speakers import Speaker
from homeward.talks.claims.words.lexicon import Act, Bound

_LONGEST = 2000  # characters of a claim: a claim is a sentence or two
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What a person reads otherwise than the program; None where it is right."""

    act: str | None = None
    speaker: str | None = None
    side: str | None = None
    via: str | None = None
    low: float | None = None
    high: float | None = None
    bound: str | None = None
    unit: str | None = None
    of: str | None = None
    hedge: str | None = None
    condition: str | None = None
    affirmed: bool | None = None
    said_on: date | None = None
    event_date: date | None = None
    topic: str | None = None


NO_CHANGE = Changes()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a claim stands in the text as it is kept: offsets in code points, its words, or both, which then agree."""

    start: int | None = None
    end: int | None = None
    words: str | None = None


def span_at(record: DocumentRecord, place: Place) -> Span:
    """Quote a place of a kept text.

    raises    InvalidInput where no such place is, nothing but blanks stands there, or other words do; without offsets,
              where the words stand nowhere, or more than once
    """
    start, end = place.start, place.end
    if start is None or end is None:
        start, end = _only_place(record.text, place.words or "")
    if not 0 <= start < end <= len(record.text):
        raise InvalidInput(f"no words stand at {start}-{end}: the text has {len(record.text)} characters")
    span = span_of(Document(record.name, record.text, record.digest, record.published), start, end)
    if not span.exact.strip() or len(span.exact) > _LONGEST:
        raise InvalidInput(f"a claim has 1 to {_LONGEST:,} characters, not only blanks")
    if place.words is not None and span.exact.split() != place.words.split():
        raise InvalidInput(f"other words stand at {start}-{end} than those given; look at the text again")
    return span


def changed(claim: Claim, changes: Changes, record: DocumentRecord) -> Claim:
    """Give a claim as a person reads it; raises InvalidInput where that cannot be meant."""
    _check_names(changes)
    return replace(
        claim,
        act=cast(Act, _one_of(changes.act or claim.act, get_args(Act), "an act")),
        speaker=_speaker(claim, changes),
        via=claim.via if changes.via is None else _via(claim, changes.via, record),
        about=changes.topic or claim.about,
        figure=_figure(claim, changes),
        hedge=_words(record, changes.hedge, claim.hedge, "a hedge"),
        condition=_words(record, changes.condition, claim.condition, "a condition"),
        is_affirmed=claim.is_affirmed if changes.affirmed is None else changes.affirmed,
        said_on=changes.said_on or claim.said_on,
        event_date=changes.event_date or claim.event_date,
    )


def _check_names(changes: Changes) -> None:
    for name in (changes.speaker, changes.side, changes.unit, changes.of, changes.topic):
        if name is not None and not 0 < len(name.strip()) <= _LONGEST_NAME:
            raise InvalidInput(f"a name, a unit and a topic have 1 to {_LONGEST_NAME} characters")


def _words(record: DocumentRecord, told: str | None, old: str | None, what: str) -> str | None:
    return old if told is None else _standing(record.text, told, what)


def _speaker(claim: Claim, changes: Changes) -> Speaker | None:
    if changes.speaker is None and changes.side is None:
        return claim.speaker
    old = claim.speaker or Speaker(None)
    same = changes.speaker in (None, old.name)
    return Speaker(
        old.name if same else changes.speaker, changes.side or old.side, *((old.start, old.end) if same else ())
    )


def _via(claim: Claim, name: str, record: DocumentRecord) -> Via:
    """Give through whom it came, at its place nearest to the claim."""
    name = _standing(record.text, name, "whom it came through")
    places = _places(record.text, name)
    start, end = min(places, key=lambda one: abs(one[0] - claim.span.start))
    document = Document(record.name, record.text, record.digest, record.published)
    return Via(name, span_of(document, start, end))


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


def _standing(text: str, words: str, what: str) -> str:
    if not _places(text, words):
        raise InvalidInput(f"what is given as {what} stands nowhere in the document; give its words")
    return " ".join(words.split())


def _only_place(text: str, words: str) -> tuple[int, int]:
    places = _places(text, words)
    if len(places) != 1:
        raise InvalidInput(f"the words stand {len(places)} times in the document; say where with --span START-END")
    return places[0]


def _places(text: str, words: str) -> list[tuple[int, int]]:
    """Find words wherever they stand, with any blanks between them."""
    told = r"\s+".join(re.escape(word) for word in words.split())
    return [(one.start(), one.end()) for one in re.finditer(told, text)] if told else []
