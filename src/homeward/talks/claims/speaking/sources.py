"""Sources named beside the words: "according to NAME", "a draft seen by the paper shows words"."""

import re
from collections.abc import Iterator

from homeward.talks.claims.speaking.nouns import REPORT_OF
from homeward.talks.claims.speaking.speakers import Speaker, read_speaker
from homeward.talks.claims.speaking.verbs import Attribution, Reading, has_words, met
from homeward.talks.claims.words.all_languages import compiled, compiled_in
from homeward.talks.claims.words.lexicon import Act

_SOURCE_END = re.compile(r",|;|:|\.\s*$|[\"“«„](?=[^\"”»]{25})|\s[—–-]\s|$")
_DOCUMENT = re.compile(
    r"^(?:a|an|the|one)?\s*(?:\w+\s+)?(?:draft|document|memorandum|text|copy|agreement|plan|proposal|list|accord"
    r"|deal|treaty)\b"
    r"|^(?:документ|меморандум|проєкт|проект|угод|текст|договор|соглаш|домовлен|пункт|стат|закон|згод)",
    re.IGNORECASE,
)
_DOCUMENT_SAYS = re.compile(
    r"((?:an?|the)\s+(?:\w+\s+)?(?:draft|document|memorandum|text|copy|proposal)\b[^,;:.\"“]{0,60}?)"
    r"\s+(?:shows|says|states|suggests|provides|reads|stipulates|proposes|foresees|showed|said|suggested|provided|proposed"
    r"|foresaw)\s+(?:that\s+)?",
    re.IGNORECASE,
)
_PRONOUN_SOURCE = re.compile(
    r"(?:її|його|їхн\w+|её|ее|его|их) (?:слов|дан|думк|мнен|оц|твердж|інформ|информ|свед)|according to (?:him|her"
    r"|them)|in (?:his|her)|as s?he put",
    re.IGNORECASE,
)
_PASSED_ON = re.compile(r"(?:report\w*|writes?|wrote|пишет|пише|повідомля\w+|сообща\w+)[^.]{0,20}$", re.IGNORECASE)
_CITING = re.compile(r"citing|quoting|со ссылкой|з посиланням", re.IGNORECASE)
_TITLED = re.compile(r"(?:the\s+)?([A-Z][\w-]+(?:\s+(?:of|for|and|the))*(?:\s+[A-Z][\w-]+)+(?:\s+[a-z]+)?)")
_MEDIA = re.compile(r"\s*(?:[\w-]+\s){0,3}(?:media|press|outlets|newspapers)\b", re.IGNORECASE)
_ANYBODY = re.compile(
    r"\s+(?:the|an?|its)\s+((?:[\w'’-]+\s){0,4}?[\w'’-]+)(?=\s(?:that|which|who|in|at|of|on|from)\b|\.?\s*$|,)"
)  # whoever stands behind "according to" speaks
_NOBODY = re.compile(
    r"(?:tally|count|data|figures?|estimates?|calculations?|reports?|law|schedule|timetable|rules?|terms|formula|map"
    r"|logic|principles?|procedure|list|version|conditions?|criteri\w+|\w+ment)$"
)
_OWN = ("нашим", "моим", "її", "її словами")  # "according to our figures"


def find_documents(text: str) -> Iterator[Attribution]:
    """Read "a draft seen by the Courier shows WORDS" """
    match = _DOCUMENT_SAYS.match(text)
    if match:
        yield Attribution(None, "said", ((match.end(), len(text)),), match.span(), (match[1], *match.span(1)))


def find_sources(text: str, reading: Reading) -> Iterator[Attribution]:
    """Read "according to NAME"."""
    for match in compiled_in("sources", text).finditer(text):
        if any(one.is_speech and one.start <= match.start() < one.end for one in reading.quotations):
            continue
        end = _SOURCE_END.search(text, match.end())
        stop = end.start() if end else len(text)
        phrase = text[match.end() : stop]
        via = None
        if _DOCUMENT.match(phrase.strip()):
            low = match.end() + len(phrase) - len(phrase.lstrip())
            via = (phrase.strip(), low, low + len(phrase.strip()))
        speaker = None if via else _source(match, phrase, reading)
        if speaker is None and via is None:
            continue
        is_citing = _CITING.match(match[0]) is not None
        act: Act = "alleged" if is_citing else "said"
        parts = _parts(text, match.start(), min(len(text), stop + 1), is_passed_on=via is None)
        yield Attribution(speaker, act, parts, (match.start(), stop), via, is_citing=is_citing)


def _source(match: re.Match[str], phrase: str, reading: Reading) -> Speaker | None:
    named = None if phrase.strip().lower() in _OWN else _named(match, phrase, reading)
    if named is not None and named.name is not None:
        return met(named, reading) if named.side != "media" else named
    unknown = _unknown(match, phrase)
    if unknown is not None:
        at = reading.at + match.end() + phrase.index(unknown)
        return Speaker(unknown, None, at, at + len(unknown))
    is_pronoun = len(phrase.split()) <= 2 and compiled("pronouns").match(phrase.strip()) is not None
    is_pronoun = is_pronoun or _PRONOUN_SOURCE.search(match[0] + phrase) is not None
    return reading.known.referent((match[0] + phrase).lower()) if is_pronoun else None


def _unknown(match: re.Match[str], phrase: str) -> str | None:
    """Give the words of a source that is neither person nor office: "the Brannock clearing house"."""
    titled = _TITLED.fullmatch(phrase.strip())
    anybody = None if titled or _CITING.match(match[0]) else _ANYBODY.match(phrase)
    if anybody is not None and _NOBODY.search(anybody[1]) is None:
        return anybody[1]
    return titled[1] if titled else None


def _named(match: re.Match[str], phrase: str, reading: Reading) -> Speaker | None:
    at = reading.at + match.end()
    if _MEDIA.match(phrase):
        return Speaker("media", "media", at, at + len(phrase))
    report = REPORT_OF.search(phrase)
    low = report.end() if report else 0
    return read_speaker(phrase[low:], at + low, reading.parties, reading.known)


def _parts(text: str, start: int, stop: int, *, is_passed_on: bool) -> tuple[tuple[int, int], ...]:
    """Give the words of a source: before and behind its name; where an outlet passes them on, behind alone."""
    before, after = (0, start), (stop, len(text))
    if is_passed_on and _PASSED_ON.search(text[:start]) and has_words(text, after):
        return (after,)
    if has_words(text, before) and _AND_CLAUSE.match(text, stop):
        return (before,)
    return tuple(part for part in (before, after) if has_words(text, part))


_AND_CLAUSE = re.compile(r"\s*(?:and|but|while)\s(?=[^,;]{3,60}\s(?:has|have|had|is|are|was|were|will)\s)")
