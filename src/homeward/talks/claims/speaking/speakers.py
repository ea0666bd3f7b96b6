"""Speakers: who is named in a phrase, in which role, of which side.

    Foreign Minister Ilda Renn of Arvenia        Ilda Renn, of arvenia
    Arvenia's Detainee Affairs Office            Detainee Affairs Office, of arvenia
    an Arvenian official                         unnamed Arvenian official

What the sides are is left to `parties`, who has been met and whom a pronoun means to `known`. A body is a speaker like
a person. Names are kept in the case they stand in; a name that stands elsewhere in the document in another case is
taken for the same speaker.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol

from homeward.talks.claims.words.all_languages import compiled, compiled_in

_WORD = re.compile(r"[^\W\d_][\w'’ʼ.-]*[^\W_]|[^\W\d_]")
_PARTICLES = "de da di do dos das du del della van von der den ten ter al el bin ibn bint abu la le zu af av".split()
_CAPITAL = r"(?:(?<!\w)(?:al|el|d|l)[-'’])?[^\W\d_a-zа-яіїєґё]"
CAPITALS = re.compile(
    rf"(?:(?<!\w)[A-ZÀ-Þ]\.\s?)*{_CAPITAL}[\w'’ʼ-]*[^\W_]"
    rf"(?:\s+(?:(?:{'|'.join(_PARTICLES)})\s+){{0,2}}{_CAPITAL}(?:\.[A-Z])*\.?[\w'’ʼ-]*)*"
)
_INITIAL = re.compile(r"(?:[^\W\d_]\.)+")
_DETERMINER = re.compile(r"^(?:as\s+)?(?:the|a|an|its|his|her|their|our|another|one|some|two|such)\s+", re.IGNORECASE)
_UNNAMED = re.compile(r"^(?:an?|another|one)\s+", re.IGNORECASE)
_OF = re.compile(
    r"\s+(?:of|for|from|at|in|who|which|whose|with|on|close|familiar|briefed|involved|present|speaking|to|by|about|under|between|де|який|яка|которая|который)\s+",
    re.IGNORECASE,
)
POSSESSIVE = re.compile(r"['’]s?$")
TITLES = frozenset(
    "mr mrs ms dr sir lord prime deputy vice acting first former foreign interior defence defense senior chief press "
    "state "
    "special presidential lieutenant major king queen prince captain justice human rights secretary-general general "
    "перший заступник віце-прем'єр".split()
)
NOT_NAMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september "
    "october november december the a an in on at for but and he she it they we i this that these those according "
    "when while "
    "after before as if asked earlier later meanwhile both all each under since there no yes not one two three four "
    "some many most several other others his her our its their my your who what which where here even only still so "
    "then now today yesterday once again nor neither either by from with without during until about more "
    "у в про за на із по".split()
)
_MEDIATES = re.compile(r"mediat|посередник|посредник", re.IGNORECASE)
_MEDIA = re.compile(r"reporter|correspondent|journalist|кореспондент|корреспондент", re.IGNORECASE)
STEM = 4  # letters by which forms of one Cyrillic or party name are told to be one, at least


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, as the text names them. A side that acts without a name has name None."""

    name: str | None
    side: str | None = None
    start: int | None = None  # of the words that name them, where they stand in the document
    end: int | None = None
    is_person: bool = False
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """A side of the talks and the beginnings of the words that mean it."""

    name: str
    stems: tuple[str, ...]


def party(name: str, *forms: str) -> Party:
    """Make a party of its name and other words for it.

    >>> party("Arvenia", "Arvenian").stems
    ('arveni',)
    """
    stems = {stem_of(form) for form in (name, *forms)}
    return Party(
        name.lower(), tuple(sorted(stem for stem in stems if not any(stem != s and stem.startswith(s) for s in stems)))
    )


def stem_of(word: str) -> str:
    """Give the beginning of a name that its other forms share: "Arvenia", "Arvenians" → "arveni"."""
    bare = POSSESSIVE.sub("", word.lower())
    return bare[: max(STEM, len(bare) - (1 if bare.isascii() else 3))] if len(bare) > STEM else bare


def is_place(name: str, text: str) -> bool:
    """Tell whether a text speaks of a name as of a place or a side: "in Arvenia", "the North"."""
    return name in _places(text)


@lru_cache(maxsize=4)
def _places(text: str) -> frozenset[str]:
    return frozenset(match[1] for match in _PLACE.finditer(text))


_PLACE = re.compile(r"\b(?i:in|into|inside|against|from|between|the|of)\s+(?=([^\W\d_][\w'-]*))")


class Acquainted(Protocol):
    """Whoever knows the people and places of a document."""

    def is_person(self, surname: str) -> bool:
        """Tell whether somebody of this surname has been named in full."""

    def is_place(self, name: str) -> bool:
        """Tell whether a single name means a place or a side."""


def side_of(words: str, parties: Sequence[Party]) -> str | None:
    """Tell whose side a phrase speaks of: the first party named in it; "both" where two are."""
    lowered = words.lower()
    named = [
        (match.start(), one.name)
        for one in parties
        for stem in one.stems
        if (match := re.search(rf"(?<!\w){re.escape(stem)}", lowered))
    ]
    return min(named)[1] if named else None


def is_office(words: str) -> bool:
    """Tell whether words hold a role or a body that speaks."""
    return compiled_in("offices", words).search(words) is not None


def read_speaker(phrase: str, at: int, parties: Sequence[Party], known: Acquainted | None = None) -> Speaker | None:
    """Read the speaker that a noun phrase names; None where it names nobody.

    at    where the phrase begins in the document
    """
    lead = len(phrase) - len(phrase.lstrip())
    bare = _CHANNEL.sub("", phrase.strip().rstrip(","))
    at += lead
    person = _person(bare, at, parties, known)
    if person is not None:
        return replace(person, side=side_told_in(bare, parties))
    acronym = _ACRONYM.fullmatch(bare) or _SIDE.fullmatch(bare)
    if acronym:
        return Speaker(acronym[1], side_told_in(bare, parties), at + acronym.start(1), at + acronym.end(1))
    body = _body(bare, at, parties)
    if body is not None:
        return replace(body, side=side_told_in(bare, parties))
    return _side(bare, at, parties) or _anybody(bare, at, side_of(bare, parties))


def _side(bare: str, at: int, parties: Sequence[Party]) -> Speaker | None:
    """Read a side or a state by its own name."""
    words = [word for word in _WORD.findall(bare) if word.lower() not in NOT_NAMES]
    names = [word for word in words if word[0].isupper() and not (word[-2:] in _OWNING and word != words[-1])]
    side = side_of(bare, parties)
    if names and side and len(_WORD.findall(bare)) <= 3:
        place = bare.find(names[0])
        return Speaker(POSSESSIVE.sub("", names[0]), side, at + place, at + place + len(names[0]))
    state = _STATE.fullmatch(bare)
    return Speaker(state[1], side, at + state.start(1), at + state.end(1)) if state else None


_STATE = re.compile(
    r"(?:[Tt]he\s+)?((?:Emirate|Kingdom|Republic|Sultanate|Federation|State|Principality|Duchy|Province|Union)"
    r"\s+of\s+(?:the\s+)?[A-Z][\w-]+)"
)
_SIDE = re.compile(r"(?:[Tt]he\s+)?([A-Z][\w-]+)\s+side")
_FOLK = re.compile(
    r"(?i:an?|one|another|the|two|three|four|five|six|seven|eight|nine|ten|several|some|many)"
    r"\s+((?:[a-z][\w-]*\s+){0,3}?(?:woman|man|soldier|resident|nurse|teacher|driver|volunteer|villager|survivor|prisoner|captive|father|brother|sister|wife|husband|widow|son|daughter|priest|veteran|fighter"
    r"|medic|officer|rescuer|researcher|scientist|monitor|observer|economist|historian|campaigner|activist|insider"
    r"|participant|passenger|farmer|engineer|surgeon|professor)s?|women|men"
    r"|(?:person|people|individuals?)(?=\s(?:familiar|close|briefed|with|involved|present|who)|$))\b(?!['’])"
)


def _anybody(bare: str, at: int, side: str | None) -> Speaker | None:
    """Find somebody whom a phrase opens with, told by what they are alone: "a woman in the crowd"."""
    match = _FOLK.match(bare)
    if match is None:
        return None
    name = f"unnamed {match[1]}" if _UNNAMED.match(bare) else match[1]
    return Speaker(name, side, at + match.start(1), at + match.end(1))


_CHANNEL = re.compile(r"['’]s?\s+(?:[\w-]+\s+){0,3}(?:channel|account|page|feed|website|profile|blog)$")
_ACRONYM = re.compile(r"(?:(?:The|the|In|У|В)\s+)?([A-ZА-ЯІЇЄҐ][A-ZА-ЯІЇЄҐ.]{1,6})(?<!\.)")


def side_told_in(words: str, parties: Sequence[Party]) -> str | None:
    """Give the side that words speak of, or "mediator" or "media"."""
    side = side_of(words, parties)
    if side is not None:
        return side
    return "mediator" if _MEDIATES.search(words) else "media" if _MEDIA.search(words) else None


def _person(bare: str, at: int, parties: Sequence[Party], known: Acquainted | None) -> Speaker | None:
    """Find the personal name of a phrase: capitals that are neither title nor party nor body."""
    for words in _names(bare, parties):
        last, place = words[-1]
        before = bare[: words[0][1]].rstrip()
        if _OFFICE_OF.search(before):
            return None  # "the office of President Ove Lund": the office speaks
        if is_of_body(words, before):
            continue  # "the Centre for Humanitarian Dialogue"
        is_person, is_alone = _is_person(words, before, known), _is_alone(before, bare[place + len(last) :])
        if is_person or len(words) >= 2 or is_alone:
            is_person = (is_person and not _IS_BODY.search(before)) or _may_be_surname(words, known)
            return _speaker(bare, at, words, is_person=is_person)
    return None


def _may_be_surname(words: Sequence[tuple[str, int]], known: Acquainted | None) -> bool:
    return len(words) == 1 and known is not None and not known.is_place(words[0][0])


def is_of_body(words: Sequence[tuple[str, int]], before: str) -> bool:
    """Tell whether capitals say what a body is for, rather than who somebody is."""
    before = before.rstrip()
    return len(words) > 1 and _OF_END.search(before) is not None and is_office(_last_words(before))


def _speaker(bare: str, at: int, words: Sequence[tuple[str, int]], *, is_person: bool) -> Speaker:
    last, place = words[-1]
    before = bare[: words[0][1]].rstrip()
    name = " ".join(POSSESSIVE.sub("", word).strip(".,") for word, _ in words)
    end = place + len(POSSESSIVE.sub("", last))
    role = (before + bare[end:]).strip(" ,") or None
    return Speaker(name, None, at + words[0][1], at + end, is_person, role)


def _is_person(words: Sequence[tuple[str, int]], before: str, known: Acquainted | None) -> bool:
    """Tell whether a name is a person's: titled, known, or in full, but not "the United Nations"."""
    last = words[-1][0]
    if _is_titled(before) or HONORIFIC.search(before) or (known is not None and known.is_person(last)):
        return True
    return len(words) >= 2 and before.split()[-1:] not in (["the"], ["The"])


def _names(bare: str, parties: Sequence[Party]) -> list[list[tuple[str, int]]]:
    """Give the runs of capitals that may be names, word by word with their places; full names before single ones."""
    found = []
    for run in CAPITALS.finditer(bare):
        words = [(match[0], run.start() + match.start()) for match in re.finditer(r"\S+", run[0])]
        words = name_of(without_lead(words, parties))
        if words and not any(one.name == POSSESSIVE.sub("", words[-1][0].lower()) for one in parties):
            found.append(words)
    return sorted(found, key=lambda words: (len(words) < 2, _owns_office(bare, words)))


def _owns_office(bare: str, words: Sequence[tuple[str, int]]) -> bool:
    """Tell whether an office follows a run of capitals: "White House spokesperson NAME"."""
    last, place = words[-1]
    following = bare[place + len(last) :].split()[:1]
    return bool(following) and following[0].islower() and is_office(following[0])


_OFFICE_OF = re.compile(
    r"(?:office|spokes(?:man|woman|person)|aides?|advis[eo]rs?|lawyers?|staff|team|administration|government|ministry"
    r"|cabinet|circle|camp|party|allies|sources?|relatives|mother|father|family|wife|sons?|daughters?)"
    r"\s+(?:of|for|to|close to)(?:\s+[\w'’-]+){0,4}$",
    re.IGNORECASE,
)


def name_of(words: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Give the words of a run of capitals that may be a name; none where it ends in an office or an acronym."""
    if not words or is_office(words[-1][0]) or _is_acronym(words[-1][0]):
        return []
    n_most = 3 if words[0][0].isascii() or _is_patronymic(words) else 2
    capitals = [place for place, (word, _) in enumerate(words) if word not in _PARTICLES]
    return words[capitals[-n_most:][0] :] if capitals else []


def _is_acronym(word: str) -> bool:
    return word.isupper() and len(word) > 1


def _is_titled(before: str) -> bool:
    return bool(before) and not _OF_END.search(before) and is_office(_last_words(before))


_IS_BODY = re.compile(
    r"(?:^|\s)(?:group|organi[sz]ation|agency|bloc|charity|company|party|newspaper|daily|outlet|union|service|network"
    r"|channel|portal|website|association|movement|alliance|institute|think[- ]tank|firm)$"
)  # before a name that is no person's
HONORIFIC = re.compile(r"(?:^|\s)(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Madam|Sheikh|Brother|Sister|Father)\b\.?")
_OF_END = re.compile(
    r"\s(?:of|for|in|at|from|to|by|with|on|against)(?:\s+the)?(?:\s+[A-Z]\w+\s+(?:and|of))?$"
)  # "the association of Families"


def _is_alone(before: str, behind: str) -> bool:
    return _DETERMINER.sub("", before + " ").strip() == "" and behind.strip() == ""


def _last_words(before: str) -> str:
    """Give the words between the last comma or preposition of place and a name: where its title stands."""
    return " ".join(before.split()[-4:])


def _is_patronymic(words: Sequence[tuple[str, int]]) -> bool:
    return len(words) >= 3 and re.search(r"(?:ович|евич|івна|ївна|овна|евна|йович)\w{0,3}$", words[-2][0]) is not None


def without_lead(words: list[tuple[str, int]], parties: Sequence[Party]) -> list[tuple[str, int]]:
    """Drop what stands before a name in capitals: sentence openers, titles, parties, owners."""
    while words:
        word = words[0][0].rstrip(".")
        if _INITIAL.fullmatch(words[0][0]) or not (_is_lead(word) or word in _PARTICLES or side_of(word, parties)):
            break
        words = words[1:]
    titles = [place for place, (word, _) in enumerate(words[:-1]) if word.lower() in TITLES or is_office(word)]
    return words[titles[-1] + 1 :] if titles else words


def _is_lead(word: str) -> bool:
    """Tell whether a word in capitals stands before names rather than in them."""
    bare, is_owner = word.lower(), word.endswith(("'s", "’s", "s'", "s’"))
    is_noun = is_office(word) or compiled("matters").fullmatch(word) is not None
    return is_owner or is_noun or bare in NOT_NAMES or bare in TITLES


def _body(bare: str, at: int, parties: Sequence[Party]) -> Speaker | None:
    """Find the body or office of a phrase: what stands up to its head noun, without determiner and owner."""
    head = _OF.split(bare, maxsplit=1)[0] if bare.isascii() else bare
    offices = [
        hit for hit in compiled_in("offices", head).finditer(head) if head[hit.end() : hit.end() + 2] not in _OWNING
    ]
    if not offices:
        return None
    if head[offices[0].start()].isascii():
        start, end = 0, _latin_end(bare, offices[-1].end())
    else:
        start, end = _cyrillic_body(bare, offices[0].start(), parties)
    words = bare[start:end]
    name = _OWNER.sub("", _DETERMINER.sub("", words))
    if len(name.split()) > _LONGEST_BODY:
        return None
    if _UNNAMED.match(words) and len(name.split()) <= 5:
        name = f"unnamed {name}"
    return Speaker(name.strip(), None, at + start, at + end)


_OWNING = ("'s", "’s")
_OWNER = re.compile(r"^\S+(?:['’]s|s['’])\s+")
_LONGEST_BODY = 9  # words
_OF_WHAT = re.compile(r"\s+(?:of|for)\s+(?:the\s+)?[A-Z][\w-]*(?:\s+(?:and\s+)?[A-Z][\w-]*)*")


def _latin_end(bare: str, end: int) -> int:
    """Give where the name of a body ends: with its capitals, and what a capital office is of."""
    capitals = [run for run in CAPITALS.finditer(bare) if run.start() < end <= run.end()]
    end = max(end, capitals[-1].end()) if capitals else end
    more = _OF_WHAT.match(bare, end)
    return more.end() if more and bare[:end].rsplit(maxsplit=1)[-1][0].isupper() else end


def _cyrillic_body(bare: str, start: int, parties: Sequence[Party]) -> tuple[int, int]:
    """Give the ends of a body's name: from a capital adjective before its noun, without the party at its end."""
    adjective = re.search(r"[А-ЯІЇЄҐ][\w'’ʼ-]+\s+$", bare[:start])
    start = adjective.start() if adjective else start
    end = min(len(bare), start + 60)
    words = bare[start:end].split()
    if len(words) > 1 and side_of(words[-1], parties):
        end = start + len(bare[start:end].rsplit(maxsplit=1)[0])
    return start, end
