"""Who has been met in a document: full names, holders of offices, and whom a pronoun means."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from homeward.talks.claims.speaking.genders import HE, SHE, Genders, gender_of
from homeward.talks.claims.speaking.speakers import (
    CAPITALS,
    HONORIFIC,
    POSSESSIVE,
    Party,
    Speaker,
    is_of_body,
    is_office,
    is_place,
    name_of,
    side_told_in,
    without_lead,
)
from homeward.talks.claims.words.all_languages import compiled


class Known:
    """The speakers of one document met so far."""

    def __init__(self, text: str = "") -> None:
        self._text = text
        self._followed = _followed_by_pronoun(text)
        self._by_stem: dict[str, Speaker] = {}
        self._words_by_name: dict[str, set[str]] = {}
        self._gender_by_name: dict[str, str] = {}
        self._people: list[Speaker] = []
        self.genders = Genders()
        self._last: Speaker | None = None
        self._bodies: set[str] = set()  # and unnamed people who have spoken
        self.body: Speaker | None = None  # that spoke or was spoken of last: "it"; None after a person or a thing

    @property
    def last(self) -> Speaker | None:
        """Whoever spoke, or was introduced, last."""
        return self._last

    @last.setter
    def last(self, speaker: Speaker | None) -> None:
        """Remember who spoke."""
        self._last = speaker
        self.body = None if speaker is None or speaker.is_person else speaker
        if speaker is not None and not speaker.is_person and speaker.name:
            self._bodies.add(speaker.name.lower().removeprefix("unnamed "))
        if speaker is not None and (speaker.is_person or _SOMEBODY.search(speaker.name or "")):
            self._people = [*self._people, speaker][-_MOST_RECALLED:]

    def referent(self, pronoun: str) -> Speaker | None:
        """Give whom a pronoun means: a body is no "he", a man once called "he" no "she"; None where nobody fits."""
        gender = gender_of(pronoun)
        if gender == "it":
            return self.body
        if gender is None or self._last is None:
            return self._last
        return next((one for one in reversed(self._people) if self._is_of(one, gender)), None)

    def _is_of(self, one: Speaker, gender: str) -> bool:
        name = one.name or ""
        told = gender_of(one.role or name.rpartition(" ")[2]) or self.genders.told(self.key(name.split(" ")[-1]))
        return self._gender_by_name.setdefault(name, gender if told in (None, "it") else told) == gender

    def is_place(self, name: str) -> bool:
        """Tell whether a single name means a place or a side: the text says so, or no "he" ever follows it."""
        return name not in self._followed or is_place(name, self._text)

    def is_person(self, surname: str) -> bool:
        """Tell whether somebody of this surname has been named in full."""
        return self.key(surname) in self._by_stem

    @staticmethod
    def key(surname: str) -> str:
        """Give what the forms of a surname share."""
        bare = POSSESSIVE.sub("", surname.lower())
        return bare if bare.isascii() else bare[: max(3, len(bare) - 2)][:6]

    def resolve(self, speaker: Speaker) -> Speaker:
        """Give the fuller form of a speaker named before, and remember whoever is named now."""
        if speaker.name is None:
            return speaker
        key = self.key(speaker.name.split()[-1])
        met = self._by_stem.get(key, speaker)
        if not _may_be_one(speaker, met):
            return speaker
        if _n_words(speaker) > _n_words(met):
            met = replace(speaker, side=speaker.side or met.side)
        self._by_stem[key] = met
        if speaker.is_person and speaker.role:
            self._words_by_name.setdefault(met.name or "", set()).update(_role_words(speaker.role))
        return replace(speaker, name=met.name, side=speaker.side or met.side, is_person=met.is_person, role=met.role)

    def by_role(self, words: str) -> Speaker | None:
        """Find the one person who holds this office: "the minister", "помощник президента"; a ministry is nobody."""
        asked = _role_words(words)
        head = re.split(r"\s(?:of|for)\s", words)[0].split()[-1:] if words.isascii() else words.split()[:2]
        if not asked or not any(compiled("persons").fullmatch(word) for word in head):
            return None
        held = {
            one.name: one
            for one in self._by_stem.values()
            if one.is_person and asked <= self._words_by_name.get(one.name or "", set())
        }
        if len(held) > 1:
            recent = next((one for one in reversed(self._people) if one.name in held), None)
            return recent if words.isascii() else None
        return next(iter(held.values()), None)

    def stand_in(self, speaker: Speaker) -> Speaker | None:
        """Give the person who spoke last for "the politician", where nobody else was called so."""
        last, at = self._last, speaker.start or 0
        if last is None or not last.is_person or speaker.side not in (None, last.side):
            return None
        is_definite = _DEFINITE.search(self._text, max(0, at - 4), at + len("as the ")) is not None
        role = " ".join(self._words_by_name.get(last.name or "", ()))
        return last if is_definite and self._is_generic((speaker.name or "").lower(), role) else None

    def _is_generic(self, name: str, role: str) -> bool:
        if name in self._bodies or len(name.split()) > _LONGEST_ROLE or _GENERIC.search(name) is None:
            return False
        return "negotiator" not in name or _SPECIFIC.search(role) is None


_SOMEBODY = re.compile(
    r"(?:man|woman|person|spokesperson|diplomat|official|source|officer|aide|envoy|negotiator|advis[eo]r|soldier|minister"
    r"|resident|prisoner|nurse|doctor|lawyer|analyst|expert|politician|lawmaker|commander|general|mother|father)$"
)  # who is called so alone
_LONGEST_ROLE = 2  # words of "the presidential aide"
_DEFINITE = re.compile(r"(?<!\w)the\s", re.IGNORECASE)
_GENERIC = re.compile(
    r"(?:politician|diplomat|official|lawmaker|legislator|statesman|officer|aide|envoy|negotiator|adviser|advisor"
    r"|delegate|expert|analyst|activist|commander|general|colonel)$"
)
_SPECIFIC = re.compile(r"minister|president|spokes|ombuds|governor|mayor")


def _n_words(speaker: Speaker) -> int:
    return len((speaker.name or "").split())


def _may_be_one(speaker: Speaker, met: Speaker) -> bool:
    """Tell whether two names with one last word may be one: no two given names, no two adjectives of bodies."""
    mine, true = ((one.name or "").lower().split() for one in (speaker, met))
    if not mine[0].isascii():
        return True  # names stand in any case
    return set(mine) <= set(true) or set(true) <= set(mine)


_PRONOUN_NEAR = 200  # characters
_MOST_RECALLED = 4  # people a pronoun may mean
_SMALL = frozenset("the a an of for in its his her to and by from at with on".split())


def _followed_by_pronoun(text: str) -> frozenset[str]:
    """Give the words in capitals behind which "he" or "she" stands somewhere near."""
    pronouns = sorted(match.start() for pattern in (HE, SHE) for match in pattern.finditer(text))
    followed = set()
    for match in _CAPITAL.finditer(text):
        place = bisect_left(pronouns, match.end())
        if place < len(pronouns) and pronouns[place] - match.end() <= _PRONOUN_NEAR:
            followed.add(match[0])
    return frozenset(followed)


_CAPITAL = re.compile(r"(?<!\w)[^\W\d_a-zа-яёіїєґ][\w'’-]*\w")


def _role_words(words: str) -> set[str]:
    """Give the words of a role without owners' endings; forms of a Cyrillic word are one."""
    bare = (POSSESSIVE.sub("", word.lower()) for word in re.findall(r"[\w'’-]+", words))
    return {word if word.isascii() else word[:5] for word in bare if word not in _SMALL and not word.isdigit()}


def meet_everyone(phrases: Sequence[tuple[str, int]], parties: Sequence[Party], known: Known) -> None:
    """Remember the people named in full anywhere in a document, so that a surname alone is understood."""
    for phrase, at in phrases:
        if _is_title_case(phrase):
            continue
        for run in CAPITALS.finditer(phrase):
            words = without_lead([(m[0], m.start()) for m in re.finditer(r"\S+", run[0])], parties)
            if len(words) >= 2 and not is_office(words[-1][0]):
                _meet(phrase, at, run, words, parties, known)
    _note_genders(phrases, known)


_BEFORE_ROLE = re.compile(r"[.;!?\"“”]\s|\s(?:and|with|to|by|told|met|та|и)\s")


def _meet(
    phrase: str,
    at: int,
    run: re.Match[str],
    words: list[tuple[str, int]],
    parties: Sequence[Party],
    known: Known,
) -> None:
    """Remember one person, where an office stands beside the name."""
    before = _BEFORE_ROLE.split(phrase[max(0, run.start() - 60) : run.start()])[-1]
    after = phrase[run.end() : run.end() + 60]
    near = (" ".join(before.split()[-8:]), after, run[0])
    is_met = any(is_office(one) for one in near) or HONORIFIC.search(before + run[0])
    if not is_met or is_of_body(words, phrase[: run.start() + words[0][1]]):
        return
    words = name_of(words) or words
    name = " ".join(POSSESSIVE.sub("", word).strip(".,") for word, _ in words)
    role = f"{before} {run[0][: words[0][1]]} {_apposition(after)}".strip()
    known.resolve(Speaker(name, side_told_in(before + run[0] + after, parties), at, at, True, role))


def _note_genders(phrases: Sequence[tuple[str, int]], known: Known) -> None:
    """Remember which pronoun follows a name where no other name of a person stands in the sentence."""
    for phrase, _ in phrases:
        named = [match for match in _CAPITAL.finditer(phrase) if known.is_person(match[0])]
        if len({match[0] for match in named}) == 1:
            known.genders.note(known.key(named[0][0]), phrase[named[0].end() :])


def _is_title_case(phrase: str) -> bool:
    """Tell whether a headline is written in Capitals, so that a capital names nobody."""
    words = [word for word in re.findall(r"[^\W\d_]+", phrase) if len(word) > 3]
    return (
        not re.search(r"[,:]|[.!?”»]$", phrase)
        and len(words) > 3
        and sum(word[0].isupper() for word in words) > 0.7 * len(words)
    )


def _apposition(after: str) -> str:
    """Give the role that follows a name between commas: "Ilda Renn, the foreign minister, ..."."""
    match = re.match(r",\s+([^,.;:]{4,50})(?=[,.])", after)
    return match[1] if match and is_office(match[1]) else ""
