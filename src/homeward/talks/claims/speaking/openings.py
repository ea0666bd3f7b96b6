"""Whom a sentence opens with or introduces: the next "she says" is theirs, though they have not spoken yet."""

import re
from collections.abc import Sequence

from homeward.talks.claims.sentences import Sentence
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
_SOMEBODY = re.compile(
    r"(?:An?|One|Another)\s+(?:[\w-]+\s+){0,3}?(?:man|woman|soldier|prisoner|resident|driver|nurse|doctor"
    r"|volunteer|villager)\b"
)
_BYLINE = re.compile(r"by\s", re.IGNORECASE)


def note_opening(sentence: Sentence, parties: Sequence[Party], known: Known) -> None:
    """Remember whom a sentence opens with or introduces, so that "she says" after it is understood."""
    if _BYLINE.match(sentence.text) and sentence.is_line_start:
        return
    if _SOMEBODY.match(sentence.text):
        known.last = None
    for match, group in (
        (_TOLD_BY.match(sentence.text), 1),
        (_OPENING.match(sentence.text), 0),
        (_INTRODUCED.search(sentence.text), 1),
    ):
        speaker = _introduced(match, group, sentence.start, parties, known) if match else None
        if speaker is not None:
            known.last = known.resolve(speaker)
            return


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
