"""Attributions: which words of a sentence are said by whom, and by which verb.

    NAME said (that) WORDS          "WORDS," NAME said           WORDS, said NAME
    according to NAME, WORDS        NAME: WORDS                  WORDS, — сказав NAME

The words that nobody is said to have spoken are the outlet's own. All offsets are of the sentence.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from homeward.talks.claims.speaking.labels import read_label
from homeward.talks.claims.speaking.nouns import find_nouns
from homeward.talks.claims.speaking.sources import find_documents, find_sources
from homeward.talks.claims.speaking.speakers import Speaker
from homeward.talks.claims.speaking.subjects import attribute_verb
from homeward.talks.claims.speaking.verbs import SAYING, Attribution, Hit, Reading, find_hits, has_words

_PASSES_ON = re.compile(r"[A-Z]\w+ (?:reports|writes)$")  # "..., the agency reports": it passes on what another said
_CONTRAST = re.compile(
    r",?\s+(?:though|although|while|but|whereas|хоча|але|тоді як|хотя|но|тогда как)\s", re.IGNORECASE
)
_SECOND = re.compile(r"\s(?:and|but|while|та|і|але|и|но|а)\s+(?:\w+\s+){0,3}$", re.IGNORECASE)


def attribute(text: str, reading: Reading) -> tuple[Attribution, ...]:
    """Find who says what in one sentence."""
    labelled = read_label(text, reading)
    if labelled is not None:
        return (labelled,)
    sources = [*find_documents(text), *find_nouns(text, reading), *find_sources(text, reading)]
    found = _by_verbs(text, reading, sources)
    found += _beside_quotations(text, reading, found)
    found.sort(key=lambda one: one.verb)
    return tuple(_within_bounds(text, _outermost(text, found)))


def _by_verbs(text: str, reading: Reading, sources: Sequence[Attribution]) -> list[Attribution]:
    found = list(sources)
    last: Speaker | None = None
    for hit in find_hits(text):
        if _is_quoted(hit, reading) or any(one.verb[0] < hit.end and hit.start < one.verb[1] for one in found):
            continue
        one = attribute_verb(text, hit, last, reading)
        if one is not None and found and _passes_on(text, one):
            reading.known.last = found[-1].speaker or reading.known.last
        elif one is not None:
            found.append(one)
            last = _subject_after(last, one)
    return found


def _subject_after(last: Speaker | None, one: Attribution) -> Speaker | None:
    """Give whose "and said" comes next: what a side does inside a person's words changes nothing."""
    return last if _is_person(last) and one.act not in SAYING else one.speaker or last


def _passes_on(text: str, one: Attribution) -> bool:
    """Tell whether an agency passes on what somebody else in the sentence says: "..., the agency reports"."""
    return _PASSES_ON.search(text, *one.verb) is not None and not _is_person(one.speaker)


_SPEAKING = (
    r"(?:[a-z]{2,}ed|began|begins|swore|wept|shot back|went on|goes on|chimed in|put in|cut in|cried|fires? back)"
)
_BEHIND = re.compile(rf"\s?[,—–-]?\s*({_SPEAKING})(?=\s+[^\W\d_a-z])")
_BEFORE = re.compile(rf"\s?[,—–-]?\s*(?:[^\W\d_a-z][^\"“”«»;:]{{1,120}}?|s?he),?\s+({_SPEAKING})(?=[\s.,;]|$)")


def _beside_quotations(text: str, reading: Reading, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """Read any verb beside a quotation that nobody speaks yet as one of saying: "WORDS," fumed NAME."""
    taken = [part for one in found for part in (*one.parts, one.verb)]
    for one in reading.quotations:
        is_taken = any(low < one.end and one.start < high for low, high in taken)
        is_joined = text[one.end - 1] in ",!?—–" or text[one.end + 1 : one.end + 2] == ","
        if not one.is_speech or is_taken or not is_joined:
            continue
        match = _BEHIND.match(text, one.end + 1) or _BEFORE.match(text, one.end + 1)
        said = attribute_verb(text, Hit(*match.span(1), "said"), None, reading) if match else None
        if said is not None:
            yield said


def _outermost(text: str, found: Sequence[Attribution]) -> list[Attribution]:
    """Leave out what a side does inside words that somebody says, and an agency that passes on what another says."""
    cites = any(one.is_citing for one in found)
    kept = []
    for one in found:
        is_person = _is_person(one.speaker)
        is_inner = one.act not in SAYING and _is_inside(text, one, found)
        is_carrier = cites and not one.is_citing
        if (is_person or one.is_embedded or not (is_inner or is_carrier)) and not _is_retold(text, one, found):
            kept.append(one)
    return kept


def _is_person(speaker: Speaker | None) -> bool:
    """Tell whether somebody named in full speaks; a single name may be a capital."""
    return speaker is not None and speaker.is_person and " " in (speaker.name or "")


def _is_inside(text: str, one: Attribution, found: Sequence[Attribution]) -> bool:
    """Tell whether a verb stands in the words that another one governs."""
    return any(
        low <= one.verb[0] and one.verb[1] <= high and (other.verb[0] > low or ";" not in text[low : one.verb[0]])
        for other in found
        if other is not one and (other.act in SAYING or other.verb[0] < one.verb[0])
        for low, high in other.parts
    )


_HAD = re.compile(r"\b(?:had|have|has|would)\b")


def _is_retold(text: str, one: Attribution, found: Sequence[Attribution]) -> bool:
    """Tell whether words begin with what somebody else had said: "she said both delegations had confirmed"."""
    return _HAD.search(text[one.verb[0] : one.verb[1]]) is not None and any(
        other is not one and other.act in SAYING and low <= one.verb[0] <= low + len("that ")
        for other in found
        for low, _ in other.parts
        if low >= other.verb[1]
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
        cut = ((low, _cut(text, low, high, limit, one)) for low, high in one.parts)
        parts = tuple((low, end) for low, end in cut if end > low)
        if one.act not in SAYING and not any(has_words(text, part) for part in parts):
            parts = (one.verb,)  # "The South said no.": the verb is all there is
        yield replace(one, parts=parts)


def _cut(text: str, low: int, high: int, limit: int, one: Attribution) -> int:
    """Give where words that stand behind their verb end."""
    if low < one.verb[1]:
        return high
    end = min(high, limit) if limit > low else high
    end = low + len(_SECOND.sub("", text[low:end])) if end < high else end
    return _cut_at_contrast(text, low, end, one)


def _cut_at_contrast(text: str, low: int, high: int, one: Attribution) -> int:
    """ "pledged to return ..., though 37 ...": what follows a promise in contrast is told by the outlet."""
    if one.act in SAYING or not re.match(r"\s*(?:to|not to)?\s", text[low - 1 : low + 4]):
        return high
    contrast = _CONTRAST.search(text, low, high)
    return contrast.start() if contrast else high
