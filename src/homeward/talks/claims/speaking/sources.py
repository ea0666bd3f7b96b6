"""Sources named beside the words: "according to NAME", "NAME: words", "a draft seen by the paper shows words"."""

import re
from collections.abc import Iterator

from homeward.talks.claims.speaking.speakers import Speaker, read_speaker
from homeward.talks.claims.speaking.verbs import Attribution, Reading, find_hits, has_words, met
from homeward.talks.claims.words.all_languages import compiled
from homeward.talks.claims.words.lexicon import Act

_SOURCE_END = re.compile(r",|;|:|\.\s*$|[\"“«„](?=[^\"”»]{25})|\s[—–-]\s|$")
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
_DOCUMENT = re.compile(
    r"^(?:a|an|the|one)?\s*(?:\w+\s+)?(?:draft|document|memorandum|text|copy|agreement|plan|proposal|list|accord"
    r"|deal|treaty)\b"
    r"|^(?:документ|меморандум|проєкт|проект|угод|текст|договор|соглаш|домовлен|пункт|стат|закон|згод)",
    re.IGNORECASE,
)
_DOCUMENT_SAYS = re.compile(
    r"((?:an?|the)\s+(?:\w+\s+)?(?:draft|document|memorandum|text|copy|proposal)\b[^,;:.\"“]{0,60}?)"
    r"\s+(?:shows|says|states|suggests|provides|reads|stipulates|proposes|foresees)\s+(?:that\s+)?",
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
_OWN = ("нашим", "моим", "її", "її словами")  # "according to our figures"
_LONGEST_LABEL = 4  # words


def read_label(text: str, reading: Reading) -> Attribution | None:
    """Read "NAME: words"."""
    match = _LABEL.match(text)
    if match is None or find_hits(match[1]) or _LABELS.fullmatch(match[1].strip()):
        return None
    label, words = match[1], ((match.end(), len(text)),)
    if _QUOTE_LABEL.search(label):
        return _last_quoted(text, match, reading)
    speaker = read_speaker(label, reading.at + match.start(1), reading.parties, reading.known)
    if speaker is not None and speaker.name is not None and _is_name(label):
        return Attribution(met(speaker, reading), "said", words, match.span(1))
    is_agency = speaker is None and _is_agency(label)
    return Attribution(None, "reported", words, match.span(1), (label, *match.span(1))) if is_agency else None


def _last_quoted(text: str, match: re.Match[str], reading: Reading) -> Attribution | None:
    """Give "Quote: words" to whoever spoke last, where the words name nobody."""
    if reading.known.last is None or find_hits(text[match.end() :]):
        return None
    return Attribution(reading.known.last, "said", ((match.end(), len(text)),), match.span(1), unsure=("speaker",))


def _is_agency(label: str) -> bool:
    return label.isupper() and len(label.split()) == 1 and len(label) > 2


def _is_name(label: str) -> bool:
    return len(label.split()) <= _LONGEST_LABEL and label.strip()[0].isupper()


def find_documents(text: str) -> Iterator[Attribution]:
    """Read "a draft seen by the Courier shows WORDS" """
    match = _DOCUMENT_SAYS.match(text)
    if match:
        yield Attribution(None, "said", ((match.end(), len(text)),), match.span(), (match[1], *match.span(1)))


def find_sources(text: str, reading: Reading) -> Iterator[Attribution]:
    """Read "according to NAME"."""
    for match in compiled("sources").finditer(text):
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
    if phrase.strip().lower() in _OWN:
        named = None
    else:
        named = read_speaker(phrase, reading.at + match.end(), reading.parties, reading.known)
    if named is not None and named.name is not None:
        return met(named, reading)
    titled = _TITLED.fullmatch(phrase.strip())
    if titled:
        at = reading.at + match.end() + phrase.index(titled[1])
        return Speaker(titled[1], None, at, at + len(titled[1]))
    is_pronoun = len(phrase.split()) <= 2 and compiled("pronouns").match(phrase.strip()) is not None
    is_pronoun = is_pronoun or _PRONOUN_SOURCE.search(match[0] + phrase) is not None
    return reading.known.referent((match[0] + phrase).lower()) if is_pronoun else None


def _parts(text: str, start: int, stop: int, *, is_passed_on: bool) -> tuple[tuple[int, int], ...]:
    """Give the words of a source: before and behind its name; where an outlet passes them on, behind alone."""
    before, after = (0, start), (stop, len(text))
    if is_passed_on and _PASSED_ON.search(text[:start]) and has_words(text, after):
        return (after,)
    return tuple(part for part in (before, after) if has_words(text, part))
