"""The subject of a verb of saying, before or behind it, and the words that the verb governs."""

import re

from homeward.talks.claims.speaking.speakers import Speaker, is_office, read_speaker
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
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_THAT = re.compile(
    rf"^(?:[\s,]*(?:{_WEEKDAY}|on|in|to|reporters|journalists|the media|lawmakers|parliament|late|early|after|during"
    r"|at|via|also)\b[^,;:\"“«]{0,70}?)??"
    r"[\s,]*(?:that|що|что|, що|, что)\s+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    rf"^[\s,]*(?:(?:{_WEEKDAY}|journalists|told|the media|on|in|at|to|after|during|late|early|via|from|when|under|by"
    r"|this|last|reading|before"
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
_NEVER_TURNED = re.compile(r"told|tells?|telling|saying|adding|noting|stating|stressing", re.IGNORECASE)
_LISTENER = re.compile(r"\s+(?:журналістам|журналистам|агентству|агентств\w+|виданню|изданию)(?=\s)", re.IGNORECASE)
_RESUMED = re.compile(
    r",\s+(?:из них|з них|серед них|среди них|и|і|й|та|а|но|але|прич[её]м|при этом|зокрема|в том числе)\s"
)
_PLACE = re.compile(
    r"\s+(?:у|в|на|під|во|после|після|журналістам|журналистам|in|at|on|after|during|to)\b", re.IGNORECASE
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
_AGENT = re.compile(r"\s+(?:\w+\s+)?by\s+", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|being)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_SIDES = re.compile(
    r"\b(?:both|two|each|the|either) (?:sides?|parties|delegations|party)\s*$"
    r"|^\s*(?:\w+\s+)?(?<!\bв )(?<!\bу )(?:сторони|делегації|стороны|делегации)\s*$",
    re.IGNORECASE,
)


def attribute_verb(text: str, hit: Hit, last: Speaker | None, reading: Reading) -> Attribution | None:
    """Read one verb with its subject, and the words it governs; None where nobody is its subject.

    last    who spoke by the verb before it in the same sentence
    """
    before = text[: hit.start]
    if hit.act not in SAYING and _NOT_DONE.search(before):
        return None
    special = _embedded(text, hit, reading) or _passive(text, hit, reading)
    if special is not None:
        return special
    bare = _without_auxiliary(before)
    if _CONJUNCTION.search(bare):
        speaker = last or _opening_person(text, reading)
        if speaker is not None:
            return Attribution(speaker, hit.act, ((hit.end, len(text)),), (hit.start, hit.end), unsure=("speaker",))
    return _behind(text, hit, reading) or _before(text, hit, bare, reading)


def _without_auxiliary(before: str) -> str:
    """Drop "has also", "later" before a verb; a comma that ends an apposition stays."""
    auxiliary = _AUXILIARY.search(before)
    if auxiliary is None:
        return before
    return before[: auxiliary.start()] + ("," if "," in auxiliary[0] else "")


def _embedded(text: str, hit: Hit, reading: Reading) -> Attribution | None:
    """Read "two women whom NAME says were missing"."""
    match = _EMBEDDED.search(text[: hit.start]) if hit.act in SAYING else None
    speaker = read_speaker(match[1], reading.at + match.start(1), reading.parties, reading.known) if match else None
    if match is None or speaker is None:
        return None
    words = _clause_start(text, match.start()), _clause_end(text, hit.end)
    speaker = reading.known.resolve(speaker)
    return Attribution(speaker, hit.act, (words,), (match.start(), hit.end), is_embedded=True)


def _passive(text: str, hit: Hit, reading: Reading) -> Attribution | None:
    """Read "WORDS was proposed by NAME"."""
    agent = _AGENT.match(text, hit.end)
    if agent is None or _PASSIVE.search(text[: hit.start]) is None:
        return None
    end = _AFTER_END.search(text, agent.end())
    stop = end.start() if end else len(text)
    speaker = read_speaker(text[agent.end() : stop], reading.at + agent.end(), reading.parties, reading.known)
    if speaker is None or speaker.name is None:
        return None
    return Attribution(met(speaker, reading), hit.act, ((0, hit.end),), (hit.end, stop))


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
    if not _is_turned(text, hit, lead):
        return None
    listener = _LISTENER.match(text, hit.end)
    at = listener.end() if listener else hit.end
    end = _AFTER_END.search(text, at)
    stop = end.start() if end else len(text)
    speaker = _named_behind(text[at:stop], reading.at + at, reading)
    if speaker is None:
        return None
    parts = [(0, len(lead.rstrip(" ,—–-")))]
    is_resumed = re.search(r"[\"“«„]", text[stop:]) or _RESUMED.match(text, stop)
    if text[stop : stop + 1] in (",", ".") and is_resumed:
        parts.append((stop + 1, len(text)))
    return Attribution(speaker, hit.act, tuple(parts), (hit.start, stop))


def _is_turned(text: str, hit: Hit, lead: str) -> bool:
    """Tell whether the subject of a verb may stand behind it."""
    is_after_words = re.search(r"[”»\"“]\s*[,—–-]*\s*$|[,—–]$", lead) is not None
    is_verb = not text[hit.start].isupper() and _NEVER_TURNED.fullmatch(text[hit.start : hit.end]) is None
    return hit.act in _TURNED and is_after_words and is_verb


def _named_behind(phrase: str, at: int, reading: Reading) -> Speaker | None:
    if not phrase.strip() or _IS_CLAUSE.search(phrase):
        return None
    pronoun = compiled("pronouns").match(phrase.strip())
    if pronoun and (pronoun.end() == len(phrase.strip()) or _PLACE.match(phrase.strip(), pronoun.end())):
        return reading.known.referent(pronoun[0])
    named = read_speaker(phrase, at, reading.parties, reading.known)
    return met(named, reading) if named else None


def _before(text: str, hit: Hit, bare: str, reading: Reading) -> Attribution | None:
    """Read "NAME said WORDS" and "WORDS, NAME said"."""
    found = _subject(bare, hit, reading)
    if found is None:
        return None
    speaker, start = found
    left, rest = text[:start].rstrip(), text[hit.end :]
    that = _THAT.match(rest)
    is_told = text[hit.start : hit.end].lower() in ("told", "tells")
    if _may_close(left, hit, rest) and _is_closed(rest, is_open=that is None, is_told=is_told):
        parts = [(0, len(left.rstrip(" ,—–"))), *_resumed(rest, hit.end)]
    elif has_words(text, (hit.end, len(text))) or hit.act not in SAYING:
        lead = that.end() if that else len(rest) - len(rest.lstrip(" ,:—–"))
        parts = [(hit.end + lead, len(text))]
    else:
        return None
    return Attribution(speaker, hit.act, tuple(parts), (start, hit.end))


_LISTENING = re.compile(
    r"\s+[^,;:\"“]{2,60},?\s*(?:$|on\b|in\b|before\b|after\b|during\b|attended\b|at\b|\.$)"
)  # "told Radio Arden before boarding"
_ASIDE = re.compile(
    r"(?:on|in|at|after|during|earlier|later|meanwhile|speaking|asked|before|following|separately|however|still|but|and"
    r"|yet|instead|last|this|also|today|yesterday)\b[^\"“”«»]{0,80},",
    re.IGNORECASE,
)  # "On Tuesday, NAME said on television her government would ...": the words stand behind
_DOING = re.compile(r"\bto\s+[a-z]+\b")  # "promised last week to release": what is promised follows


def _may_close(left: str, hit: Hit, rest: str) -> bool:
    """Tell whether the words of a verb may stand before its subject."""
    is_carried = hit.act in SAYING or (hit.act in _CARRIED and not _DOING.search(rest))
    is_aside = _ASIDE.fullmatch(left) is not None and _IS_CLAUSE.search(rest) is not None
    return is_carried and not is_aside and _has_words_left(left)


def _has_words_left(left: str) -> bool:
    return re.search(r"[,”»\"“?!—–]\s*$", left) is not None and has_words(left, (0, len(left)))


def _is_closed(rest: str, *, is_open: bool, is_told: bool) -> bool:
    """Tell whether a verb ends what stands before it, rather than opening what follows."""
    goes_on = re.match(r"\s*,\s+(?:and|but|adding|та|і|и)\b", rest)
    is_telling = _LISTENING.match(rest) if is_told else None
    return (is_open and bool(_TAIL.match(rest) or goes_on or is_telling)) or re.match(r"\s*[.,:]", rest) is not None


def _resumed(rest: str, at: int) -> list[tuple[int, int]]:
    """Give the words that go on behind "NAME said"."""
    more = re.match(r"\s*[,.:]\s+", rest)
    if more:
        return [] if _TAIL.match(rest) else [(at + more.end(), at + len(rest))]
    more = re.match(
        r"\s+(?:on|in|at|to|during|after)\b[^,;:\"“]{2,50},\s+(?!which|who|where|when|adding|as|after|but)", rest
    )
    if more and has_words(rest, (more.end(), len(rest))):
        return [(at + more.end(), at + len(rest))]
    quote = re.search(r"[\"“«„]", rest)
    return [(at + quote.start(), at + len(rest))] if quote else []


_AGENCY = re.compile(r"(?:^|[\s,])(?:[A-ZА-ЯІЇЄҐ]{3,6}|agency|агентство)$")


def _subject(bare: str, hit: Hit, reading: Reading) -> tuple[Speaker, int] | None:
    """Read the subject at the end of what stands before a verb; give it and where it begins. A person goes first."""
    stripped = bare.rstrip()
    is_passed_on = hit.act == "reported" and _AGENCY.search(stripped)  # an agency passes on what it heard
    if not stripped or stripped[-1:] in '”»"“' or is_passed_on:
        return None
    found = [(low, own) for low, high in _pieces(stripped) if (own := _read_piece(stripped[low:high], low, reading))]
    found.sort(key=lambda item: (not item[1].is_person, (item[1].name or "").startswith("unnamed")))
    if not found:
        return None
    low, speaker = found[0]
    low = _subject_start(stripped, low, found[-1][0], (speaker.start or 0) - reading.at)
    return (met(speaker, reading) if speaker.is_person else _resolved(speaker, reading)), low


def _subject_start(text: str, low: int, head: int, place: int) -> int:
    """Give where a subject begins: "its governor, NAME, said" with its office, "by NAME, who noted" with its name.

    head, place    where the phrase before it begins, and where its name stands
    """
    if head < low and is_office(text[head:low]) and not find_hits(text[head:low]):
        return head
    return place if low < place <= len(text) and find_hits(text[low:place]) else low


def _read_piece(phrase: str, low: int, reading: Reading) -> Speaker | None:
    words = phrase.split()
    if _is_pronoun(words):
        return reading.known.referent(words[-1])
    if _TOGETHER.match(phrase):
        return Speaker(None, "both")
    if _MEDIA.search(phrase):
        return None
    report = _REPORT_OF.search(phrase)
    if report:
        phrase, low = phrase[report.end() :], low + report.end()
    if _SIDES.search(phrase) and len(words) <= 5:
        return Speaker(None, "both")
    return _named(phrase, reading.at + low, reading) if len(words) <= _LONGEST_SUBJECT else None


_MEDIA = re.compile(
    r"(?:^|\s)(?:media|press|reports?|outlets?|newspapers?|channels?|змі|сми|медіа|медиа)\s*$", re.IGNORECASE
)  # nobody in particular: the outlet passes on what others wrote
_TOGETHER = re.compile(
    r"\s*(?:(?:the\s+)?(?:delegations|negotiators|governments|representatives|leaders)\s+of\s+)?(?:the\s+)?"
    r"(?-i:[A-Z]\w+)\s+and\s+(?:the\s+)?(?-i:[A-Z]\w+)\s*$"
    r"|\s*(?:делегації|делегации|сторони|стороны|уряди|правительства)\s+\S+\s+(?:та|і|й|и)\s+\S+\s*$",
    re.IGNORECASE,
)  # two sides at once
_REPORT_OF = re.compile(
    r"\b(?:report|study|survey|analysis|investigation|statement|post|message)\s+(?:\w+\s+){0,4}?(?:by|from|of)\s+"
    r"(?:the\s+)?",
    re.IGNORECASE,
)


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
    return met(speaker, reading)


def _pieces(text: str) -> list[tuple[int, int]]:
    """Give the pieces that may hold the subject: the last one, or around an apposition the head before it."""
    marks = [match.end() for match in re.finditer(r"[,;:]\s|[”»\"“]\s|\s[—–-]\s|\.\s(?=[A-ZА-ЯІЇЄҐ])", text)]
    starts = [0, *marks]
    last = (starts[-1], len(text.rstrip(" ,")))
    if not text.endswith(","):
        before = [(starts[-2], marks[-1])] if len(starts) >= 2 and text[marks[-1] - 2 : marks[-1] - 1] == "," else []
        return before if _is_relative(text[last[0] :]) and before else [last]
    inside = [mark for mark in starts if mark < len(text.rstrip(", "))]
    if not inside:
        return []  # commas alone
    apposition = (inside[-1], len(text.rstrip(", ")))
    head = (inside[-2], inside[-1]) if len(inside) >= 2 else apposition
    return [apposition, head] if not _is_relative(text[apposition[0] : apposition[1]]) else [head]


def _is_relative(phrase: str) -> bool:
    return (
        re.match(
            r"\s*(?:(?:who|which|whose|яка|який|котор\w+|on|in|at|after|during|from|before|following|while|when"
            r"|without|under"
            r"|amid|as|because|(?-i:[a-z]+(?:ing|ed))|під час|на|у|в|после|після|во время)\b|\d{1,3}\s*,?$)",
            phrase,
            re.IGNORECASE,
        )
        is not None
    )
