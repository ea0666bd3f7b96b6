"""The subject of a verb of saying, before or behind it, and the words that the verb governs."""

import re
from dataclasses import replace

from homeward.talks.claims.speaking.speakers import Speaker, read_speaker
from homeward.talks.claims.speaking.verbs import SAYING, Attribution, Hit, Reading, find_hits, has_words, met
from homeward.talks.claims.words.all_languages import compiled
from homeward.talks.claims.words.lexicon import Act

_CARRIED: frozenset[Act] = SAYING | {"pledged", "proposed"}  # acts whose words may stand before them
_TURNED: frozenset[Act] = _CARRIED | {"denied"}  # acts whose subject may stand behind them
_POSSESSIVES = frozenset("его её ее их його її".split())
_LONGEST_SUBJECT = 14  # words
_AUXILIARY = re.compile(
    r"(?:\s+(?:has|have|had|also|later|then|however|did|does|do|not|n't|never|reportedly|earlier|further|again"
    r"|meanwhile"
    r"|repeatedly|publicly|categorically|flatly|previously|now|still|who|which|on \w+day|in turn"
    r"|також|раніше|теж|вже|знову|тоді|у свою чергу|своєю чергою|водночас|при цьому|так само"
    r"|также|ранее|тоже|уже|снова|тогда|в свою очередь|при этом|между тем))*\s*,?\s*$",
    re.IGNORECASE,
)
_CONJUNCTION = re.compile(r"(?:^|\s)(?:and|but|yet|then|та|і|й|але|а|и|но)\s*$", re.IGNORECASE)
_THAT = re.compile(
    r"^(?:[\s,]*(?:on|in|to|reporters|journalists|the media|lawmakers|parliament|late|early|after|during|at|via"
    r"|also)\b[^,;:\"“«]{0,70}?)??"
    r"[\s,]*(?:that|що|что|, що|, что)\s+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"^[\s,]*(?:(?:on|in|at|to|after|during|late|early|via|told|from|when|under|by|during|this|last|reading|before"
    r"|журналістам|журналистам|у|в|на|під|во|агентств\w+|reporters|today|yesterday|сьогодні|вчора|сегодня"
    r"|вчера)\b[^\"“«„;:]{0,120})?[\s.!,]*$",
    re.IGNORECASE,
)
_AFTER_END = re.compile(
    r",|;|:|[.!?]\s*$|[\"“«„](?=[^\"”»]{25})|\s[—–-]\s|\s(?:on|after|during|in a|in an|at a|told|when|as|late|early"
    r"|that|who|reading"
    r"|що|что|під час|во время|журналістам|журналистам|у п['’]ятницю|в эфире|в ефірі|в интервью|в інтерв['’]ю)\b|$",
    re.IGNORECASE,
)
_EMBEDDED = re.compile(r"(?:\bwhom|\bwhich|\bwho|\bthat|\bwhat)\s+([^,;:]{2,60}?)\s*$", re.IGNORECASE)
_IS_CLAUSE = re.compile(
    r"^\s+(?:that|що|что|to|his|her|their|its|he|she|they|it|we|there)\s+\w|\s(?:would|will|had|has|have|was|were|is"
    r"|are|could|must|should|can)\s",
    re.IGNORECASE,
)
_NOT_DONE = re.compile(
    r"(?<!\w)(?:to|may|might|can|could|must|should|can't|cannot)\s+(?:not\s+|also\s+)?$", re.IGNORECASE
)
_SIDES = re.compile(
    r"\b(?:both|two|each|the|either) (?:sides?|parties|delegations|party)\s*$|(?:сторони|делегації|стороны|делегации"
    r"|сторона)\s*$",
    re.IGNORECASE,
)


def attribute_verb(text: str, hit: Hit, last: Speaker | None, reading: Reading) -> Attribution | None:
    """Read one verb with its subject, and the words it governs; None where nobody is its subject.

    last    who spoke by the verb before it in the same sentence
    """
    before = text[: hit.start]
    if hit.act not in SAYING and _NOT_DONE.search(before):
        return None
    embedded = _embedded(text, hit, reading)
    if embedded is not None:
        return embedded
    auxiliary = _AUXILIARY.search(before)
    bare = before[: auxiliary.start()] if auxiliary else before
    if _CONJUNCTION.search(bare):
        speaker = last or _opening_person(text, reading)
        if speaker is not None:
            return Attribution(speaker, hit.act, ((hit.end, len(text)),), (hit.start, hit.end), unsure=("speaker",))
    return _behind(text, hit, reading) or _before(text, hit, bare, reading)


def _embedded(text: str, hit: Hit, reading: Reading) -> Attribution | None:
    """Read "two women whom NAME says were missing"."""
    match = _EMBEDDED.search(text[: hit.start]) if hit.act in SAYING else None
    speaker = read_speaker(match[1], reading.at + match.start(1), reading.parties, reading.known) if match else None
    if match is None or speaker is None:
        return None
    words = _clause_start(text, match.start()), _clause_end(text, hit.end)
    speaker = reading.known.resolve(speaker)
    return Attribution(speaker, hit.act, (words,), (match.start(), hit.end), is_embedded=True)


def _opening_person(text: str, reading: Reading) -> Speaker | None:
    """Give the person with whom a sentence opens: the subject of all its verbs that name none."""
    first = text[: min([len(text), *(m.start() for m in re.finditer(r",\s|\s(?:has|was|is|had|called)\s", text))])]
    speaker = read_speaker(first, reading.at, reading.parties, reading.known)
    return met(speaker, reading) if speaker is not None and speaker.is_person else None


def _clause_start(text: str, place: int) -> int:
    return max(
        text.rfind(sign, 0, place) + len(sign) if text.rfind(sign, 0, place) >= 0 else 0
        for sign in (", ", ": ", "; ", " about ")
    )


def _clause_end(text: str, place: int) -> int:
    match = re.compile(r"[,;.](?:\s|$)").search(text, place)
    return match.start() if match else len(text)


def _behind(text: str, hit: Hit, reading: Reading) -> Attribution | None:
    """Read "WORDS, said NAME": a verb right behind a quotation, a comma or a dash, its subject behind it."""
    lead = text[: hit.start].rstrip()
    after_quote = re.search(r"[”»\"“]\s*[,—–-]*\s*$", lead) is not None
    if hit.act not in _TURNED or not (after_quote or lead[-1:] in (",", "—", "–")) or text[hit.start].isupper():
        return None
    end = _AFTER_END.search(text, hit.end)
    stop = end.start() if end else len(text)
    speaker = _named_behind(text[hit.end : stop], reading.at + hit.end, reading)
    if speaker is None:
        return None
    parts = [(0, len(lead.rstrip(" ,—–-")))]
    if text[stop : stop + 1] in (",", ".") and re.search(r"[\"“«„]", text[stop:]):
        parts.append((stop + 1, len(text)))
    return Attribution(speaker, hit.act, tuple(parts), (hit.start, stop))


def _named_behind(phrase: str, at: int, reading: Reading) -> Speaker | None:
    if not phrase.strip() or _IS_CLAUSE.search(phrase):
        return None
    pronoun = compiled("pronouns").match(phrase.strip())
    if pronoun and pronoun.end() == len(phrase.strip()):
        return reading.known.last
    named = read_speaker(phrase, at, reading.parties, reading.known)
    return met(named, reading) if named else None


def _before(text: str, hit: Hit, bare: str, reading: Reading) -> Attribution | None:
    """Read "NAME said WORDS" and "WORDS, NAME said"."""
    found = _subject(bare, reading)
    if found is None:
        return None
    speaker, start = found
    left, rest = text[:start].rstrip(), text[hit.end :]
    that = _THAT.match(rest)
    if hit.act in _CARRIED and _has_words_left(left) and _is_closed(rest, is_open=that is None):
        parts = [(0, len(left.rstrip(" ,—–"))), *_resumed(rest, hit.end)]
    elif has_words(text, (hit.end, len(text))) or hit.act not in SAYING:
        lead = that.end() if that else len(rest) - len(rest.lstrip(" ,:—–"))
        parts = [(hit.end + lead, len(text))]
    else:
        return None
    return Attribution(speaker, hit.act, tuple(parts), (start, hit.end))


def _has_words_left(left: str) -> bool:
    return re.search(r"[,”»\"“?!—–]\s*$", left) is not None and has_words(left, (0, len(left)))


def _is_closed(rest: str, *, is_open: bool) -> bool:
    """Tell whether a verb ends what stands before it, rather than opening what follows."""
    goes_on = re.match(r"\s*,\s+(?:and|but|adding|та|і|и)\b", rest)
    return (is_open and bool(_TAIL.match(rest) or goes_on)) or re.match(r"\s*[.,:]", rest) is not None


def _resumed(rest: str, at: int) -> list[tuple[int, int]]:
    """Give the words that go on behind "NAME said"."""
    more = re.match(r"\s*[,.:]\s+", rest)
    if more:
        return [] if _TAIL.match(rest) else [(at + more.end(), at + len(rest))]
    quote = re.search(r"[\"“«„]", rest)
    return [(at + quote.start(), at + len(rest))] if quote else []


def _subject(bare: str, reading: Reading) -> tuple[Speaker, int] | None:
    """Read the subject at the end of what stands before a verb; give it and where it begins. A person goes first."""
    stripped = bare.rstrip()
    if not stripped or stripped[-1:] in '”»"“':
        return None
    found = [(low, own) for low, high in _pieces(stripped) if (own := _read_piece(stripped[low:high], low, reading))]
    found.sort(key=lambda item: not item[1].is_person)
    if not found:
        return None
    low, speaker = found[0]
    return (met(speaker, reading) if speaker.is_person else _resolved(speaker, reading)), low


def _read_piece(phrase: str, low: int, reading: Reading) -> Speaker | None:
    words = phrase.split()
    if _is_pronoun(words):
        return reading.known.last
    if _SIDES.search(phrase) and len(words) <= 5:
        return Speaker(None, "both")
    return _named(phrase, reading.at + low, reading) if len(words) <= _LONGEST_SUBJECT else None


def _named(phrase: str, at: int, reading: Reading) -> Speaker | None:
    speaker = read_speaker(phrase, at, reading.parties, reading.known)
    is_subject = speaker is not None and speaker.name is not None and _ends_phrase(phrase, speaker, at)
    return speaker if is_subject else None


def _is_pronoun(words: list[str]) -> bool:
    last = words[-1] if words else ""
    return len(words) <= 3 and compiled("pronouns").fullmatch(last) is not None and last.lower() not in _POSSESSIVES


def _ends_phrase(phrase: str, speaker: Speaker, at: int) -> bool:
    """A subject ends its phrase, but for its place or body: "Ilda Renn of Arvenia"; no verb may stand between."""
    tail = phrase[(speaker.end or 0) - at :]
    return not find_hits(tail) and len(tail.split()) <= 8


def _resolved(speaker: Speaker, reading: Reading) -> Speaker:
    if speaker.name is None:
        return speaker
    if not speaker.is_person and len(speaker.name.split()) == 1:
        same = reading.known.by_role(speaker.name)
        if same is not None:
            return replace(same, start=speaker.start, end=speaker.end)
    return met(speaker, reading)


def _pieces(text: str) -> list[tuple[int, int]]:
    """Give the pieces that may hold the subject: the last one, or around an apposition the head before it."""
    marks = [match.end() for match in re.finditer(r"[,;:]\s|[”»\"“]\s|\s[—–-]\s|\.\s(?=[A-ZА-ЯІЇЄҐ])", text)]
    starts = [0, *marks]
    last = (starts[-1], len(text.rstrip(" ,")))
    if not text.endswith(","):
        before = [(starts[-2], marks[-1])] if len(starts) >= 2 and text[marks[-1] - 2 : marks[-1] - 1] == "," else []
        return [last, *(before if _is_relative(text[last[0] :]) else [])]
    inside = [mark for mark in starts if mark < len(text.rstrip(", "))]
    if not inside:
        return []  # commas alone
    apposition = (inside[-1], len(text.rstrip(", ")))
    head = (inside[-2], inside[-1]) if len(inside) >= 2 else apposition
    return [apposition, head] if not _is_relative(text[apposition[0] : apposition[1]]) else [head]


def _is_relative(phrase: str) -> bool:
    return (
        re.match(r"\s*(?:(?:who|which|whose|speaking|citing|яка|який|котор\w+)\b|\d{1,3}\s*,?$)", phrase, re.IGNORECASE)
        is not None
    )
