"""Nouns of saying: "in NAME's words", "a study by NAME found words", "NAME's claim that words"."""

import re
from collections.abc import Iterator

from homeward.talks.claims.speaking.speakers import POSSESSIVE, Speaker, read_speaker
from homeward.talks.claims.speaking.verbs import Attribution, Reading, find_hits, has_words, met
from homeward.talks.claims.words.lexicon import Act

REPORT_OF = re.compile(
    r"\b(?:reports?|study|studies|survey|analysis|investigation|statement|post|message|letter|note|transcript|summary"
    r"|read-?out|figures|data|numbers|estimates|count|tally|research|findings)"
    r"\s+(?:\w+\s+){0,4}?(?:by|from|of|(?:on|in)(?=\s[^,]{2,40}?['’]s?\s))\s+(?:the\s+)?",
    re.IGNORECASE,
)  # of whom it is, speaks
_SHOWING = re.compile(
    r"((?-i:[A-Z])[^,;:\"“]{2,60}?(?:['’]s|s['’])\s+(?:\w+\s+)?(?:figures|data|estimates|numbers|report|study|survey"
    r"|records|count|tally)|(?:[\w-]+\s+){0,3}(?:figures|data|numbers|estimates|research|findings|report|study|survey"
    r"|analysis)\s+(?:\w+\s+){0,2}?(?:by|from|of)\s+[^,;:\"“]{2,60}?)"
    r"\s+(?:shows?|showed|found|finds?|suggest(?:s|ed)?|indicate[ds]?|put)\s+(?:that\s+)?",
    re.IGNORECASE,
)


def find_nouns(text: str, reading: Reading) -> Iterator[Attribution]:
    """Find words that a noun gives to somebody."""
    yield from _find_owned_words(text, reading)
    yield from _find_findings(text, reading)
    yield from _find_claims_of(text, reading)


def _find_findings(text: str, reading: Reading) -> Iterator[Attribution]:
    """Read "NAME's figures show WORDS" and "a study by NAME found WORDS"."""
    match = _SHOWING.match(text)
    if match is None:
        return
    report = REPORT_OF.search(match[1])
    low = report.end() if report else 0
    owner = match[1][low:] if report else re.split(r"['’]s?\s", match[1])[0]
    speaker = read_speaker(owner, reading.at + low, reading.parties, reading.known)
    if speaker is not None and speaker.name is not None:
        yield Attribution(met(speaker, reading), "said", ((match.end(), len(text)),), match.span())


_IN_WORDS = re.compile(
    r"\b(?:[Ii]n|[Tt]o|[Bb]y|[Oo]n)\s+((?:[\w'’.-]+\s+){0,5}?[\w'’.-]+?(?:['’]s|s['’]))\s+(?:own\s+)?"
    r"(?:words|view|opinion|telling|account|estimate|assessment|version|reckoning|count|mind|eyes|figures)\b"
)


def _find_owned_words(text: str, reading: Reading) -> Iterator[Attribution]:
    """Read "in NAME's words"."""
    for match in _IN_WORDS.finditer(text):
        speaker = _owner(match, reading)
        around = ((0, match.start()), (min(len(text), match.end() + 1), len(text)))
        parts = tuple(part for part in around if has_words(text, part))
        if speaker is not None and speaker.name is not None and parts:
            yield Attribution(met(speaker, reading), "said", parts, match.span())


_CLAIM_OF = re.compile(
    r"((?:[\w'’-]+\s){0,4}?[\w-]+(?:['’]s|s['’])|(?i:his|her|their|its))\s+(?:\w+\s+)?"
    r"(?:(statement|announcement|assertion|warning|remark|admission|insistence|suggestion|assurance|confirmation|estimate"
    r"|comment|complaint|conviction|belief)|(claim|allegation|accusation|charge)|(promise|pledge|vow))s?\s+that\s+"
)
_CLAIM_NOUN = re.compile(r"[a-z]{3}s? that\s")
_OWNERS = {"his": "he", "her": "she", "their": "it", "its": "it"}


def _find_claims_of(text: str, reading: Reading) -> Iterator[Attribution]:
    """Read "NAME's announcement that WORDS"."""
    if _CLAIM_NOUN.search(text) is None:
        return  # the full pattern is slow where it finds nothing
    for match in _CLAIM_OF.finditer(text):
        speaker = _owner(match, reading)
        act: Act = "said" if match[2] else "alleged" if match[3] else "pledged"
        if speaker is not None and speaker.name is not None and not find_hits(match[1]):
            yield Attribution(met(speaker, reading), act, ((match.end(), len(text)),), match.span())


def _owner(match: re.Match[str], reading: Reading) -> Speaker | None:
    pronoun = _OWNERS.get(match[1].lower())
    if pronoun is not None:
        return reading.known.referent(pronoun)
    return read_speaker(POSSESSIVE.sub("", match[1]), reading.at + match.start(1), reading.parties, reading.known)
