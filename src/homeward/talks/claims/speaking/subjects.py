"""The subject of a verb of saying, before or behind it, and the words that the verb governs."""

import re

from homeward.talks.claims.speaking.nouns import REPORT_OF
from homeward.talks.claims.speaking.pieces import pieces_of
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
    r"|today|yesterday|tonight|this (?:week|morning|month)|last (?:week|night|month)|once (?:more|again)|all|both|too"
    r"|for (?:her|his|its|their) part|since|again and again|twice|(?:on )?\w+day|duly|jointly|formally|officially"
    r"|angrily|firmly|strongly|sharply|subsequently|eventually|finally|initially|recently|immediately|explicitly|openly"
    r"|privately|quietly|promptly|unanimously|solemnly|tentatively"
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
_COLON = re.compile(r"\s+(?:in|on|at|to|via|by|during|after|reporters|journalists)\b[^\"“«:;]{2,100}:\s*(?=[\"“«])")
_TOLD_COLON = re.compile(r"\s[^\"“«:;]{2,100}:\s*(?=[\"“«])")
_TOLD_THAT = re.compile(r"\s+[^,;:\"“]{2,60}?\sthat\s+")
_THAT_ALONE = re.compile(r"\s+that\s")
_TAIL = re.compile(
    rf"^[\s,]*(?:(?:{_WEEKDAY}|journalists|told|the media|on|in|at|to|after|during|late|early|via|from|when|under|by"
    r"|this|last|reading|before|following|ahead|amid|alongside|speaking|as|while|for|with|shortly|hours"
    r"|журналістам|журналистам|у|в|на|під|во|агентств\w+|reporters|today|yesterday|сьогодні|вчора|сегодня"
    r"|вчера)\b[^\"“«„;:]{0,120})?[\s.!,]*$",
    re.IGNORECASE,
)
_POSTED = re.compile(r"\s+an?\s+(?:post|message|statement|letter|note|entry|comment|caption)\s+(?:by|from|on|in)\b")
_AFTER_END = re.compile(
    r",|;|:|[.!?]\s*$|[\"“«„](?=[^\"”»]{25})|\s[—–-]\s|\s(?:on|after|during|in a|in an|at a|told|when|as|late|early"
    r"|that|who|reading"
    r"|що|что|під час|во время|журналістам|журналистам|у п['’]ятницю|в эфире|в ефірі|в интервью|в інтерв['’]ю)\b|$",
    re.IGNORECASE,
)
_NEVER_TURNED = re.compile(
    r"told|tells?|telling|informed|assured|briefed|reminded|accus\w+|saying|adding|noting|stating|stressing",
    re.IGNORECASE,
)
_LISTENER = re.compile(r"\s+(?:журналістам|журналистам|агентству|агентств\w+|виданню|изданию)(?=\s)", re.IGNORECASE)
_RESUMED = re.compile(
    r",\s+(?:из них|з них|серед них|среди них|и|і|й|та|а|но|але|прич[её]м|при этом|зокрема|в том числе)\s"
)
_PLACE = re.compile(
    r"\s+(?:у|в|на|під|во|после|після|журналістам|журналистам|in|at|on|after|during|to)\b", re.IGNORECASE
)
_WHICH_THEY = re.compile(
    r"[a-z]\s+(?P<who>they|she|he|it|the[a-z ]{2,30}?|[A-Z][\w'’-]+)\s+(?=(?:say|says|said|claims?|believes?)\s+"
    r"(?:was|were|is|are|had|has|have|would|will)\b)"
)  # "children they say were taken"
_EMBEDDED = re.compile(r"(?:\bwhom|\bwhich|\bwho|\bthat|\bwhat)\s+([^,;:]{2,60}?)\s*$", re.IGNORECASE)
_IS_CLAUSE = re.compile(
    r"^\s+(?:that|що|что|to|his|her|their|its|he|she|they|it|we|there)\s+\w|\s(?:would|will|had|has|have|was|were|is"
    r"|are|could|must|should|can)\s",
    re.IGNORECASE,
)
_NOT_DONE = re.compile(
    r"(?<!\w)(?:to|may|might|can|could|must|should|can't|cannot)\s+(?:not\s+|also\s+)?$", re.IGNORECASE
)
_UNSAID = re.compile(
    r"\b(?:(?:did|does|do|would|will|could|can|has|have|had)(?: not|n['’]t)|cannot|declined to|refused to"
    r"|without)\s+(?:\w+\s+)?$"
    r"|\b[Nn]either\s[^,.;]{2,60}$|\b(?:yet|ever) to\s+$"
)  # "she did not say how many": nothing is said
_TOLD_BY = re.compile(r"\b(?:was|were|been|is|are)\s+(?:also\s+)?$")
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
    undone = _NOT_DONE if hit.act not in SAYING else _UNSAID
    if undone.search(before):
        return None
    special = _embedded(text, hit, reading) or _told_by(text, hit, reading) or _passive(text, hit, reading)
    if special is not None or _is_passive(text, hit):
        return special
    bare = _without_auxiliary(before)
    speaker = (last or _opening_person(text, reading)) if _CONJUNCTION.search(bare) else None
    if speaker is not None:
        return Attribution(speaker, hit.act, ((hit.end, len(text)),), (hit.start, hit.end), unsure=("speaker",))
    return _beside(text, hit, bare, reading)


def _beside(text: str, hit: Hit, bare: str, reading: Reading) -> Attribution | None:
    one = _behind(text, hit, reading) or _before(text, hit, bare, reading)
    if one is None or one.speaker is None or one.speaker.end is None or not _WHICH.search(text[: hit.start]):
        return one
    return one if _WHICH.match(text[one.speaker.end - reading.at : hit.start]) else None


_WHICH = re.compile(r",\s+which\s+(?:\w+\s+)?$")  # "MPs saw a note, which suggests": the note, not they


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
    if match is None:
        return _bare_relative(text, hit, reading)
    if speaker is None:
        return None
    words = _clause_start(text, match.start()), _clause_end(text, hit.end)
    speaker = reading.known.resolve(speaker)
    return Attribution(speaker, hit.act, (words,), (match.start(), hit.end), is_embedded=True)


def _is_passive(text: str, hit: Hit) -> bool:
    """Tell whether nobody acts by a verb: "70 families were called"."""
    is_participle = text[: hit.end].endswith("ed") and " " not in text[hit.start : hit.end]
    return hit.act in SAYING and is_participle and _PASSIVE.search(text[: hit.start]) is not None


_HEARD = re.compile(
    r"\s+by\s+([^,;:\"“]{2,80}?)\s*,?\s+(?:that|as (?:saying|telling|claiming|stating|warning)(?: that)?)\s+"
)


def _bare_relative(text: str, hit: Hit, reading: Reading) -> Attribution | None:
    """Read "children they say were taken": the words follow the verb."""
    match = next((one for one in _WHICH_THEY.finditer(text, 0, hit.end + 12) if one.end() == hit.start), None)
    if match is None or hit.act not in SAYING:
        return None
    who = match["who"]
    speaker = _opening_person(text, reading) if _is_pronoun([who]) else None
    speaker = speaker or read_speaker(who, reading.at + match.start("who"), reading.parties, reading.known)
    if speaker is None or speaker.name is None:
        return None
    end = _clause_end(text, hit.end)
    return Attribution(
        met(speaker, reading), hit.act, ((hit.end, end),), (match.start("who"), hit.end), is_embedded=True
    )


def _told_by(text: str, hit: Hit, reading: Reading) -> Attribution | None:
    """Read "was told by NAME that WORDS" and "was quoted by an agency as saying WORDS"."""
    match = _HEARD.match(text, hit.end) if _TOLD_BY.search(text[: hit.start]) else None
    if match is None:
        return None
    speaker = read_speaker(match[1], reading.at + match.start(1), reading.parties, reading.known)
    if speaker is None or speaker.name is None:
        return None
    return Attribution(met(speaker, reading), hit.act, ((match.end(), len(text)),), (hit.start, match.end()))


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


_OPENING_PRONOUN = re.compile(
    r"(?:[^,;:\"“]{0,40}\s)?([Ss]?[Hh]e|[Ii]t|[Tt]hey)\s(?=\w+ed\b|wrote|went|has|had|was|is)"
)


def _opening_person(text: str, reading: Reading) -> Speaker | None:
    """Give the person with whom a sentence opens: the subject of all its verbs that name none."""
    pronoun = _OPENING_PRONOUN.match(text)
    if pronoun is not None:
        return reading.known.referent(pronoun[1])
    first = text[
        : min(
            [
                len(text),
                *(m.start() for m in re.finditer(r",\s|\s(?:has|have|was|were|is|are|had|will|would|called)\s", text)),
            ]
        )
    ]
    speaker = read_speaker(first, reading.at, reading.parties, reading.known)
    is_body = speaker is not None and _OPENING_BODY.match(first) is not None and is_office(first)
    return met(speaker, reading) if speaker is not None and speaker.name and (speaker.is_person or is_body) else None


_OPENING_BODY = re.compile(r"(?:The\s)?[A-Z][\w'’-]+(?:\s[\w'’-]+){0,5}\s*$")


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
    speaker, stop = _subject_behind(text, listener.end() if listener else hit.end, reading)
    if speaker is None:
        return None
    parts = [(0, len(lead.rstrip(" ,—–-")))]
    is_resumed = re.search(r"[\"“«„]", text[stop:]) or _RESUMED.match(text, stop)
    if text[stop : stop + 1] == ":" or (text[stop : stop + 1] in (",", ".") and is_resumed):
        parts.append((stop + 1, len(text)))
    return Attribution(speaker, hit.act, tuple(parts), (hit.start, stop))


def _subject_behind(text: str, at: int, reading: Reading) -> tuple[Speaker | None, int]:
    """Read the subject behind a verb, and give where it ends; a name in an apposition goes first."""
    posted = _POSTED.match(text, at)
    end = _AFTER_END.search(text, posted.end() if posted else at)
    stop = end.start() if end else len(text)
    speaker = _named_behind(text[at:stop], reading.at + at, reading)
    named = _APPOSED.match(text, stop) if speaker is None or not speaker.is_person else None
    found = read_speaker(named[1], reading.at + named.start(1), reading.parties, reading.known) if named else None
    return (met(found, reading), named.end()) if named and found and found.is_person else (speaker, stop)


_APPOSED = re.compile(
    r",\s+([^\W\d_a-z][\w'’.-]*(?:\s[^\W\d_a-z][\w'’.-]*){1,3}?)(?=[,.]|$)"
)  # "said its chairwoman, NAME"


def _is_turned(text: str, hit: Hit, lead: str) -> bool:
    """Tell whether the subject of a verb may stand behind it."""
    is_after_words = re.search(r"[”»\"“'’]\s*[,—–-]*\s*$|[,—–]$", lead) is not None
    is_verb = not text[hit.start].isupper() and _NEVER_TURNED.fullmatch(text[hit.start : hit.end]) is None
    return hit.act in _TURNED and is_after_words and is_verb


_OWNED = re.compile(
    r"\s+(?:his|her|their|its)\s+(?!.*\b(?:would|will|had|has|have|was|were|is|are)\b)"
)  # "said its mayor"


def _named_behind(phrase: str, at: int, reading: Reading) -> Speaker | None:
    if not phrase.strip() or (_IS_CLAUSE.search(phrase) and not _OWNED.match(phrase)):
        return None
    pronoun = compiled("pronouns").match(phrase.strip())
    if pronoun and (pronoun.end() == len(phrase.strip()) or _PLACE.match(phrase.strip(), pronoun.end())):
        return reading.known.referent(pronoun[0])
    report = REPORT_OF.search(phrase)
    low = report.end() if report else 0
    named = read_speaker(phrase[low:], at + low, reading.parties, reading.known)
    return met(named, reading) if named else None


def _before(text: str, hit: Hit, bare: str, reading: Reading) -> Attribution | None:
    """Read "NAME said WORDS" and "WORDS, NAME said"."""
    found = _subject(bare, hit, reading)
    left, rest = text[: found[1]].rstrip() if found else "", text[hit.end :]
    is_told = text[hit.start : hit.end].lower() in ("told", "tells", "informed", "briefed", "assured")
    if found is None or (is_told and not rest.strip(" .,")):
        return None  # also "37 still held, House told"
    that = _that(left, rest, is_told=is_told)
    parts: list[tuple[int, int]] = []
    if _may_close(left, hit, rest) and _is_closed(rest, is_open=that is None, is_told=is_told):
        parts = [(0, len(left.rstrip(" ,—–"))), *_resumed(rest, hit.end)]
    elif has_words(text, (hit.end, len(text))) or hit.act not in SAYING:
        parts = [(hit.end + _lead(rest, that, is_told=is_told), len(text))]
    return Attribution(found[0], hit.act, tuple(parts), (found[1], hit.end)) if parts else None


def _lead(rest: str, that: re.Match[str] | None, *, is_told: bool) -> int:
    """Give how much stands between a verb and its words."""
    lead = that or (_TOLD_COLON if is_told else _COLON).match(rest)
    return lead.end() if lead else len(rest) - len(rest.lstrip(" ,:—–"))


def _that(left: str, rest: str, *, is_told: bool) -> re.Match[str] | None:
    """Find the "that" which opens the words of a verb; no other verb may stand before it."""
    that = (_THAT_ALONE if left.endswith(("”", "»", '"')) else _THAT).match(rest)
    if that is not None and not find_hits(that[0]):
        return that
    return _TOLD_THAT.match(rest) if is_told else None


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
    is_telling = (_LISTENING.match(rest) or not (_IS_CLAUSE.search(rest) or ":" in rest)) if is_told else None
    return (is_open and bool(_TAIL.match(rest) or goes_on or is_telling)) or re.match(r"\s*[.,:;]", rest) is not None


def _resumed(rest: str, at: int) -> list[tuple[int, int]]:
    """Give the words that go on behind "NAME said"."""
    more = re.match(r"\s*[,.:;]\s+", rest)
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
    if stripped[-1:] in "–—-":
        stripped = _DASH.sub(",", stripped)
    pieces = pieces_of(stripped)
    found = [(low, own) for low, high in pieces if (own := _read_piece(stripped[low:high], low, hit, reading))]
    found.sort(key=lambda item: _rank(item, reading.at))
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


def _rank(item: tuple[int, Speaker], at: int) -> tuple[bool, bool, bool]:
    """Order the readings of one subject: a person first, with whom a piece begins before one inside an apposition."""
    low, speaker = item
    is_inside = speaker.is_person and (speaker.start or 0) - at - low > 1
    return not speaker.is_person, (speaker.name or "").startswith("unnamed"), is_inside


_DASH = re.compile(r"(?<=\s)[—–-](?=\s|$)")


def _read_piece(phrase: str, low: int, hit: Hit, reading: Reading) -> Speaker | None:
    words = phrase.split()
    pronoun = _pronoun(words, phrase)
    if pronoun is not None:
        return reading.known.referent(pronoun)
    if _TOGETHER.match(phrase):
        return Speaker(None, "both")
    if _MEDIA.search(phrase):
        return None
    together = _SIDES.search(phrase) if len(words) <= 5 and not _OFFICERS.match(phrase) else None
    if together:
        return _both(phrase, low, hit, reading)
    lead = REPORT_OF.search(phrase) or _SAID_BY.match(phrase)
    start = lead.end() if lead else 0
    return _named(phrase[start:], reading.at + low + start, reading) if len(words) <= _LONGEST_SUBJECT else None


def _pronoun(words: list[str], phrase: str) -> str | None:
    """Give the pronoun that is a subject, alone or before another verb: "..., she told the house, promising"."""
    if _is_pronoun(words):
        return words[-1]
    return words[0] if _is_pronoun(words[:1]) and find_hits(phrase) else None


def _both(phrase: str, low: int, hit: Hit, reading: Reading) -> Speaker:
    """Give both sides at once; delegations speak by their name."""
    noun = phrase.rsplit(maxsplit=1)[-1]
    if noun.lower() != "delegations" or hit.act not in SAYING:
        return Speaker(None, "both")
    at = reading.at + low + phrase.rindex(noun)
    return Speaker(noun, "both", at, at + len(noun))


_SAID_BY = re.compile(r"\s*(?:said|says|added|explained|told)\s+(?=\w)")  # "said the diplomat, who asked ..."
_OFFICERS = re.compile(
    r"\s*(?:\w+\s+)?(?:negotiators|officials|diplomats|officers|representatives|spokes\w+) (?:on|from|of|for)\b",
    re.IGNORECASE,
)
_MEDIA = re.compile(
    r"(?:^|\s)(?:media|press|reports?|outlets?|newspapers?|channels?|змі|сми|медіа|медиа)\s*$", re.IGNORECASE
)  # nobody in particular: the outlet passes on what others wrote
_TOGETHER = re.compile(
    r"\s*(?:(?:the\s+)?(?:delegations|negotiators|governments|representatives|leaders)\s+of\s+)?(?:the\s+)?"
    r"(?-i:[A-Z]\w+)\s+and\s+(?:the\s+)?(?-i:[A-Z]\w+)\s*$"
    r"|\s*(?:делегації|делегации|сторони|стороны|уряди|правительства)\s+\S+\s+(?:та|і|й|и)\s+\S+\s*$",
    re.IGNORECASE,
)  # two sides at once


def _named(phrase: str, at: int, reading: Reading) -> Speaker | None:
    speaker = read_speaker(phrase, at, reading.parties, reading.known)
    is_subject = speaker is not None and speaker.name is not None and _ends_phrase(phrase, speaker, at)
    return speaker if is_subject else None


_ADVERBIAL = frozenset("in on at after during before from with for by speaking asked writing earlier later an".split())


def _is_pronoun(words: list[str]) -> bool:
    last = words[-1] if words else ""
    is_short = len(words) <= 3 or words[0].lower() in _ADVERBIAL
    return is_short and compiled("pronouns").fullmatch(last) is not None and last.lower() not in _POSSESSIVES


def _ends_phrase(phrase: str, speaker: Speaker, at: int) -> bool:
    """A subject ends its phrase, but for its place or body: "Ilda Renn of Arvenia"; no verb may stand between."""
    tail = phrase[(speaker.end or 0) - at :]
    return not find_hits(tail) and len(tail.split()) <= 8


def _resolved(speaker: Speaker, reading: Reading) -> Speaker:
    if speaker.name is None:
        return speaker
    return met(speaker, reading)
