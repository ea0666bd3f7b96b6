"""Attributions: which words of a sentence are said by whom, and by which verb.

    NAME said (that) WORDS          "WORDS," NAME said           WORDS, said NAME
    according to NAME, WORDS        NAME: WORDS                  WORDS, — сказав NAME

The words that nobody is said to have spoken are the outlet's own. All offsets are of the sentence.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from homeward.talks.claims.speaking.sources import find_documents, find_sources, read_label
from homeward.talks.claims.speaking.speakers import Speaker
from homeward.talks.claims.speaking.subjects import attribute_verb
from homeward.talks.claims.speaking.verbs import SAYING, Attribution, Hit, Reading, find_hits

_CONTRAST = re.compile(
    r",?\s+(?:though|although|while|but|whereas|хоча|але|тоді як|хотя|но|тогда как)\s", re.IGNORECASE
)
_SECOND = re.compile(r"\s(?:and|but|while|та|і|але|и|но|а)\s+(?:\w+\s+){0,3}$", re.IGNORECASE)


def attribute(text: str, reading: Reading) -> tuple[Attribution, ...]:
    """Find who says what in one sentence."""
    labelled = read_label(text, reading)
    if labelled is not None:
        return (labelled,)
    found: list[Attribution] = [*find_documents(text), *find_sources(text, reading)]
    outside = [hit for hit in find_hits(text) if not _is_quoted(hit, reading)]
    taken = [one.verb for one in found]
    last: Speaker | None = None
    for hit in outside:
        if any(low < hit.end and hit.start < high for low, high in taken):
            continue
        one = attribute_verb(text, hit, last, reading)
        if one is not None:
            found.append(one)
            taken.append(one.verb)
            last = one.speaker or last
    found.sort(key=lambda one: one.verb)
    return tuple(_within_bounds(text, _outermost(found)))


def _outermost(found: Sequence[Attribution]) -> list[Attribution]:
    """Leave out what a side does inside words that somebody says, and an agency that passes on what another says."""
    cites = any(one.is_citing for one in found)
    kept = []
    for one in found:
        is_person = _is_person(one.speaker)
        is_inner = one.act not in SAYING and _is_inside(one, found)
        is_carrier = cites and not one.is_citing
        if is_person or one.is_embedded or not (is_inner or is_carrier):
            kept.append(one)
    return kept


def _is_person(speaker: Speaker | None) -> bool:
    """Tell whether somebody named in full speaks; a single name may be a capital."""
    return speaker is not None and speaker.is_person and " " in (speaker.name or "")


def _is_inside(one: Attribution, found: Sequence[Attribution]) -> bool:
    """Tell whether a verb stands in the words that another one governs."""
    return any(
        low <= one.verb[0] and one.verb[1] <= high
        for other in found
        if other is not one and (other.act in SAYING or other.verb[0] < one.verb[0])
        for low, high in other.parts
    )


def _is_quoted(hit: Hit, reading: Reading) -> bool:
    return any(q.start <= hit.start and hit.end <= q.end for q in reading.quotations if q.is_speech)


def _within_bounds(text: str, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """Cut the words of each attribution where the next one begins, and where a contrast is the outlet's own."""
    for one in found:
        limit = min(
            (other.verb[0] for other in found if other.verb[0] > one.verb[0] and not other.is_embedded),
            default=len(text),
        )
        parts = []
        for low, high in one.parts:
            end = high
            if low >= one.verb[1]:
                end = min(high, limit) if limit > low else high
                end = low + len(_SECOND.sub("", text[low:end])) if end < high else end
                end = _cut_at_contrast(text, low, end, one)
            if end > low:
                parts.append((low, end))
        yield replace(one, parts=tuple(parts))


def _cut_at_contrast(text: str, low: int, high: int, one: Attribution) -> int:
    """ "pledged to return ..., though 37 ...": what follows a promise in contrast is told by the outlet."""
    if one.act in SAYING or not re.match(r"\s*(?:to|not to)?\s", text[low - 1 : low + 4]):
        return high
    contrast = _CONTRAST.search(text, low, high)
    return contrast.start() if contrast else high
