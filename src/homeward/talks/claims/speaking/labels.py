"""Labels before words: "NAME: words", "her answer: words", "Quote: words", and the headline "words - NAME"."""

import re

from homeward.talks.claims.speaking.speakers import POSSESSIVE, is_office, read_speaker
from homeward.talks.claims.speaking.verbs import SAYING, Attribution, Reading, find_hits, met

_LABEL = re.compile(r"^\s*([^\s:][^:\"“«„.!?]{1,60}):\s+(?=\S)")
_QUOTE_LABEL = re.compile(r"(?:direct )?(?:quote|details|цитата|деталі|дословно|дослівно|детали)$", re.IGNORECASE)
_LABELS = re.compile(
    r"(?:source|details|background|update|urgent|breaking|why it matters|note|photo|read more|reference|lead"
    r"|exclusive|live|q|a"
    r"|джерело|деталі|передісторія|що відомо|нагадаємо|довідка|терміново|источник|подробности|справка|срочно"
    r"|напомним|детали"
    r"|пряма мова|прямая речь)",
    re.IGNORECASE,
)
_LONGEST_LABEL, _LONGEST_TITLED = 4, 7  # words
_SIGNS = re.compile(r"^[^\w(]+")  # "💬 NAME: words"
_CLOCK = re.compile(
    r"^\s*\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?\b)?(?:\s(?:GMT|UTC|CET|EET|BST))?(?:\s[-–—|:]|:)?(?=\s)", re.IGNORECASE
)
_BRACKETS = re.compile(r"\s*\([^)]*\)")  # "NAME (her party): words", "The Minister (NAME): words"
_TAIL_LABEL = re.compile(r"\s[–—-]\s([^\W\d_][\w'’.-]*(?:\s[^\W\d_][\w'’.-]*){0,4})\s?$")
_OWN_LABEL = re.compile(
    r"((?:[^\W\d_a-z][\w'’-]*\s){0,3}?[^\W\d_a-z][\w'’-]*['’]s?|His|Her|Their)\s+(?:\w+\s+){0,3}?(?:message|answer|reply|response|words"
    r"|verdict|warning|demand|conditions?|conclusion|line|point|argument|position|view|summary|offer|version|advice)\b"
    r"[^:\"“.]{0,40}:\s+(?=\S)"
)
_DATELINE = re.compile(r"[A-Z]{3,}[^:]{0,30}(?:day|\d)[^:]{0,12}:")
_INVERTED = re.compile(r"(?:Said|Says|Added|Adds|Asks|Asked)\s+([^:\"“«]{3,80}):\s+(?=\S)")


def _read_tail(text: str, reading: Reading) -> Attribution | None:
    """Read the headline "WORDS - NAME"."""
    match = _TAIL_LABEL.search(text)
    speaker = read_speaker(match[1], reading.at + match.start(1), reading.parties, reading.known) if match else None
    is_told = any(hit.act in SAYING for hit in find_hits(text))
    if match is None or speaker is None or speaker.name is None or is_told:
        return None
    return Attribution(met(speaker, reading), "said", ((0, match.start()),), match.span(1))


def _read_owner(text: str, match: re.Match[str], reading: Reading) -> Attribution | None:
    """Read "NAME's answer was short: WORDS" and "her message: WORDS"."""
    speaker = reading.known.referent(match[1]) if match[1] in ("His", "Her", "Their") else None
    speaker = speaker or read_speaker(POSSESSIVE.sub("", match[1]), reading.at, reading.parties, reading.known)
    if speaker is None or speaker.name is None:
        return None
    return Attribution(met(speaker, reading), "said", ((match.end(), len(text)),), match.span())


def read_label(text: str, reading: Reading) -> Attribution | None:
    """Read "NAME: words"."""
    text = _CLOCK.sub(lambda match: " " * len(match[0]), text)
    owner = _OWN_LABEL.match(text)
    if owner is not None:
        return _read_owner(text, owner, reading)
    match = _INVERTED.match(text) or (None if _DATELINE.match(text) else _LABEL.match(text))
    return _read_tail(text, reading) if match is None else _read_name(text, match, reading)


def _read_name(text: str, match: re.Match[str], reading: Reading) -> Attribution | None:
    if find_hits(match[1]) or _LABELS.fullmatch(match[1].strip()):
        return None
    label, words = match[1], ((match.end(), len(text)),)
    if _QUOTE_LABEL.search(label):
        return _last_quoted(text, match, reading)
    if _is_agency(label.strip()):
        return Attribution(None, "reported", words, match.span(1), (label, *match.span(1)))
    speaker = read_speaker(label, reading.at + match.start(1), reading.parties, reading.known)
    if speaker is not None and speaker.name is not None and _is_name(label):
        return Attribution(met(speaker, reading), "said", words, match.span(1))
    return None


def _last_quoted(text: str, match: re.Match[str], reading: Reading) -> Attribution | None:
    """Give "Quote: words" to whoever spoke last, where the words name nobody."""
    if reading.known.last is None or find_hits(text[match.end() :]):
        return None
    return Attribution(reading.known.last, "said", ((match.end(), len(text)),), match.span(1), unsure=("speaker",))


def _is_agency(label: str) -> bool:
    return label.isupper() and len(label.split()) == 1 and len(label) > 2


def _is_name(label: str) -> bool:
    words = _SIGNS.sub("", _BRACKETS.sub("", label)).strip().split()
    longest = _LONGEST_TITLED if is_office(label) else _LONGEST_LABEL
    return 0 < len(words) <= longest and words[0][0].isupper() and (words[-1][0].isupper() or is_office(words[-1]))
