"""Whom a sentence opens with or introduces: the next "she says" is theirs, though they have not spoken yet."""

import re
from collections.abc import Sequence

from homeward.talks.claims.sentences import DATELINE, Sentence
from homeward.talks.claims.speaking.known import Known
from homeward.talks.claims.speaking.speakers import Party, Speaker, is_office, read_speaker
from homeward.talks.claims.speaking.verbs import find_hits

_LONGEST_TITLE = 6  # words before a name
_OPENING = re.compile(r"(?:[^\W\d_][\w'’-]*[\s,]+){2,9}")
_TOLD_BY = re.compile(
    r"(?:Про це|Об этом)\s+(?:\w+\s+){0,7}?(?:повідом|заяв|розпов|написа|сказа|сообщ|рассказ)\w+\s+([^.,]+)"
)
_INTRODUCED = re.compile(
    r"(?:\b(?:is|was|named|called)\s+|^[^,\"“«]{3,40},\s+)((?-i:[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+){1,2}))(?=,)",
    re.IGNORECASE,
)
_FOR = re.compile(r"(?:For|To|With|Like|Unlike)\s+([^\W\d_a-z][\w'’-]+(?:\s[^\W\d_a-z][\w'’-]+){0,2})")
_ASKED = re.compile(
    r"(?:Asked|Pressed|Questioned|Speaking|Reached|Challenged)\b[^,\"“]{3,80},\s+"
    r"((?-i:[A-Z])[\w'’-]+(?:\s(?-i:[A-Z])[\w'’-]+){0,2})\s(?=[a-z]+ed\b)"
)  # "Asked when, NAME shrugged."
_SOMEBODY = re.compile(
    r"(?:An?|One|Another)\s+(?:[\w-]+\s+){0,3}?(?:man|woman|soldier|prisoner|resident|driver|nurse|doctor"
    r"|volunteer|villager)\b"
)
_BYLINE = re.compile(r"by\s", re.IGNORECASE)
_BARE_BYLINE = re.compile(r"[^\W\d_a-z][\w'’.-]+(?:\s[^\W\d_a-z][\w'’.-]+){1,3}(?:(?:,| in | and )[^.!?]{3,60})?")


def note_opening(sentence: Sentence, parties: Sequence[Party], known: Known) -> None:
    """Remember whom a sentence opens with or introduces, so that "she says" after it is understood."""
    if sentence.is_line_start and (_BYLINE.match(sentence.text) or _BARE_BYLINE.fullmatch(sentence.text)):
        return
    if _SOMEBODY.match(sentence.text):
        known.last = None
    dateline = DATELINE.match(sentence.text)
    for match, group in (
        (_TOLD_BY.match(sentence.text), 1),
        (_OPENING.match(sentence.text, dateline.end() if dateline else 0), 0),
        (_FOR.match(sentence.text), 1),
        (_ASKED.match(sentence.text), 1),
        (_INTRODUCED.search(sentence.text), 1),
    ):
        speaker = _introduced(match, group, sentence.start, parties, known) if match else None
        if speaker is not None:
            known.last = known.resolve(speaker)
            return
    _note_only_person(sentence, parties, known)


_NAMED = re.compile(
    r"(?:(?P<in>in|at|near|to|of|from|by|the|into|outside|around|and)\s+)?(?P<name>[^\W\d_a-z][\w'’-]+(?:\s[^\W\d_a-z][\w'’-]+){1,3})"
)


def _note_only_person(sentence: Sentence, parties: Sequence[Party], known: Known) -> None:
    """Remember the one person of a sentence of the outlet, before a verb: "For eleven months NAME kept a chair"."""
    if any(sign in sentence.text for sign in '"“«:') or find_hits(sentence.text):
        return
    found = [match for match in _NAMED.finditer(sentence.text) if match["in"] is None]
    if len(found) == 1 and _KEPT.match(sentence.text, found[0].end()):
        speaker = read_speaker(found[0]["name"], sentence.start + found[0].start("name"), parties, known)
        if speaker is not None and speaker.is_person:
            known.last = known.resolve(speaker)


_KEPT = re.compile(
    r"\s(?:[a-z]+ed|has|had|was|is|kept|came|went|lost|saw|stood|sat|held"
    r"|keeps|runs|leads|heads|lives|works|sits|stands|waits|leans|looks|walks|points|shakes|holds|opens|comes)\s"
)


_SUBJECT = re.compile(
    r"((?:The|A|An|This|That|These|[A-Z][\w-]+['’]s?)\s(?:[\w'’-]+\s){0,5}?[\w'’-]+)(?:,\s[^,]{3,60},)?\s"
    r"(?=(?:has|had|have|is|are|was|were|will|would|may|could|did|does|do|can|runs|says|[a-z]+(?:ed|ts|es|ns)|met|held|came|went)[\s.,])"
)


_REPORT = re.compile(r"(?:report|study|survey|statement|post|letter|message)$")  # "it" after these is their author


def note_subject(sentence: Sentence, parties: Sequence[Party], known: Known) -> None:
    """Remember a body, or a thing, with which a sentence opens: what "it" means after it."""
    match = _SUBJECT.match(sentence.text)
    if match is None:
        return
    speaker = read_speaker(match[1], sentence.start, parties, known)
    if speaker is not None and not speaker.is_person and speaker.name and speaker.end == sentence.start + match.end(1):
        known.body = speaker
    elif not _REPORT.search(match[1]):
        known.body = None


def _introduced(match: re.Match[str], group: int, at: int, parties: Sequence[Party], known: Known) -> Speaker | None:
    """Give the person whom a match names; at the opening of a sentence only where nothing but titles stands before."""
    place = at + match.start(group)
    speaker = read_speaker(match[group], place, parties, known)
    if speaker is None or not speaker.is_person:
        return None
    return speaker if group or _opens(match[0], (speaker.start or place) - place) else None


def _opens(phrase: str, place: int) -> bool:
    """Tell whether a name is the first thing of a phrase, but for titles, bodies and sides."""
    words = re.findall(r"[\w'’-]+", phrase[:place])
    return (is_office(phrase[:place]) or not words) and len(words) <= _LONGEST_TITLE and not find_hits(phrase[:place])
