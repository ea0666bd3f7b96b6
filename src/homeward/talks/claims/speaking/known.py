"""Who has been met in a document: full names, holders of offices, and whom a pronoun means."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from homeward.talks.claims.speaking.speakers import (
    CAPITALS,
    POSSESSIVE,
    Party,
    Speaker,
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
        self._last: Speaker | None = None

    @property
    def last(self) -> Speaker | None:
        """Whoever spoke, or was introduced, last."""
        return self._last

    @last.setter
    def last(self, speaker: Speaker | None) -> None:
        """Remember who spoke."""
        self._last = speaker
        if speaker is not None and speaker.is_person:
            self._people = [*self._people, speaker][-_MOST_RECALLED:]

    def referent(self, pronoun: str) -> Speaker | None:
        """Give whom a pronoun means: a body is no "he", a man once called "he" no "she"; None where nobody fits."""
        gender = _gender_of(pronoun)
        if gender is None or self._last is None:
            return self._last
        if gender == "it":
            return None if self._last.is_person else self._last
        return next((one for one in reversed(self._people) if self._is_of(one, gender)), None)

    def _is_of(self, one: Speaker, gender: str) -> bool:
        return self._gender_by_name.setdefault(one.name or "", _gender_of(one.role or "") or gender) == gender

    def is_place(self, name: str) -> bool:
        """Tell whether a single name means a place or a side: the text says so, or no "he" ever follows it."""
        return name not in self._followed or is_place(name, self._text)

    def is_person(self, surname: str) -> bool:
        """Tell whether somebody of this surname has been named in full."""
        return self._key(surname) in self._by_stem

    @staticmethod
    def _key(surname: str) -> str:
        bare = POSSESSIVE.sub("", surname.lower())
        return bare if bare.isascii() else bare[: max(3, len(bare) - 2)][:6]

    def resolve(self, speaker: Speaker) -> Speaker:
        """Give the fuller form of a speaker named before, and remember whoever is named now."""
        if speaker.name is None:
            return speaker
        key = self._key(speaker.name.split()[-1])
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
        return next(iter(held.values())) if len(held) == 1 else None


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
_HE = re.compile(r"(?<!\w)(?:he|him|his|spokesman|mr|king|father|він|його|его|он|єму|йому|ему)(?!\w)", re.IGNORECASE)
_SHE = re.compile(
    r"(?<!\w)(?:she|her|spokeswoman|ombudswoman|mrs|ms|queen|mother|вона|її|она|е[её]|речниц\w+|міністерк\w+"
    r"|омбудсменк\w+"
    r"|уповноважена|уполномоченная|мати|мать)(?!\w)",
    re.IGNORECASE,
)
_IT = re.compile(r"(?<!\w)(?:it|they|воно|вони|оно|они)(?!\w)", re.IGNORECASE)
_SMALL = frozenset("the a an of for in its his her to and by from at with on".split())


def _gender_of(words: str) -> str | None:
    """Tell "he", "she" or "it" of a pronoun or of the words of a role; None where they do not say."""
    told = [name for pattern, name in ((_HE, "he"), (_SHE, "she"), (_IT, "it")) if pattern.search(words)]
    return told[0] if len(told) == 1 else None


def _followed_by_pronoun(text: str) -> frozenset[str]:
    """Give the words in capitals behind which "he" or "she" stands somewhere near."""
    pronouns = sorted(match.start() for pattern in (_HE, _SHE) for match in pattern.finditer(text))
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


def meet_everyone(phrases: Iterable[tuple[str, int]], parties: Sequence[Party], known: Known) -> None:
    """Remember the people named in full anywhere in a document, so that a surname alone is understood."""
    for phrase, at in phrases:
        if _is_title_case(phrase):
            continue
        for run in CAPITALS.finditer(phrase):
            words = without_lead([(m[0], m.start()) for m in re.finditer(r"\S+", run[0])], parties)
            if len(words) >= 2 and not is_office(words[-1][0]):
                before = re.split(r"[.;!?]\s|\sand\s|\sта\s|\sи\s", phrase[max(0, run.start() - 60) : run.start()])[-1]
                after = phrase[run.end() : run.end() + 60]
                if is_office(" ".join(before.split()[-5:])) or is_office(after) or is_office(run[0]):
                    words = name_of(words) or words
                    name = " ".join(POSSESSIVE.sub("", word).strip(".,") for word, _ in words)
                    role = f"{before} {run[0][: words[0][1]]} {_apposition(after)}".strip()
                    known.resolve(Speaker(name, side_told_in(before + run[0] + after, parties), at, at, True, role))


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
