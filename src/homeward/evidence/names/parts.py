"""One part of a name made ready for comparison: read once for each distinct token, whatever the number of pairs.

A part is compared by object, so equal tokens share one part (all makers are cached). Left to others: which word is
which part (`records.names.parse`), and how two parts agree (`agreement`).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from homeward.evidence.names import endings
from homeward.records.names import arabic, caucasus, chinese, hebrew, korean, turkic, western
from homeward.records.names.given import (
    CASE,
    FULL,
    SHORT,
    WESTERN,
    Candidate,
    candidates,
    father_candidates,
    forms_of,
    initials_of,
    sound_forms_of,
    unknown_father,
)
from homeward.records.names.latin import bare
from homeward.records.names.readings import first_key, is_surely_slavic, keys, readings, script

_CACHE = 1 << 17
Combos = frozenset[tuple[str, bool]]  # (sex of the bearer, is in a case other than the nominative)
ALL: Combos = frozenset((sex, is_case) for sex in "mf" for is_case in (False, True))
# Oleksandra is rarely the genitive of Oleksandr, and Yana, a name of its own, rarely short for Uliana.
_BELIEF = {FULL: 1.0, WESTERN: 1.0, SHORT: 0.25, CASE: 0.02}
_Ids = Callable[[str], frozenset[str]]
_Speak = Callable[[str], tuple[str, ...]]
FAMILY, GIVEN, PATRONYMIC = "family", "given", "patronymic"
_FOREIGN: dict[str, tuple[_Ids, ...]] = {
    "Arab": (arabic.name_ids,),
    "Hebr": (hebrew.name_ids,),
    "Armn": (caucasus.name_ids,),
    "Geor": (caucasus.name_ids,),
    "Hang": (lambda token: frozenset(f"korean:{word}" for word in korean.hangul(token)),),
    "Hani": (lambda token: frozenset(f"chinese:{word}" for word in chinese.keys(token)),),
}
_SYLLABLE = 3  # letters of a word that is more likely one syllable than a name cut into several: Jia, Ma
_SYLLABLES = (*_FOREIGN["Hang"], *_FOREIGN["Hani"])
_ANYWHERE: tuple[_Ids, ...] = (
    arabic.name_ids,
    hebrew.name_ids,
    caucasus.name_ids,
    turkic.name_ids,
    western.name_ids,
    *_SYLLABLES,
)


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One part of a name.

    text          as written, after repair
    letters       in lower case, without signs and spaces: what the eye compares
    loose         the same with the letters in which Ukrainian and Russian spellings differ as one
    speak         gives its sounds; only asked where letters and identities do not decide
    kind          "family", "given" or "patronymic"; "" for initials
    is_oblique    no table holds it, and the names beside it are in a case other than the nominative
    named         identities of East Slavic given names, each with its share of belief; sums to at most 1
    initial       first sounds, where only an initial is written; else empty
    """

    text: str
    letters: str
    loose: str
    script: str
    speak: _Speak = keys
    kind: str = ""
    is_oblique: bool = False
    named: tuple[tuple[str, float], ...] = ()
    short: bool = False
    declined: bool = False
    initial: frozenset[str] = frozenset()
    words: tuple["Part", ...] = ()  # of a double surname

    @property
    def keys(self) -> tuple[str, ...]:
        """Give the sounds by every reading, the most usual first."""
        return self.speak(self.text) if self.kind else ()

    @property
    def bases(self) -> frozenset[str]:
        """Give what the keys were before they were declined or made feminine."""
        if self.kind == FAMILY:
            return _bases(self.keys)
        return _bases(self.keys[:1]) if self.is_oblique else frozenset()

    @property
    def ids(self) -> frozenset[str]:
        """Give the names of other cultures that it spells ("arabic:…", Hangul, Pinyin)."""
        return foreign_ids(self.text) if self.kind in (FAMILY, GIVEN) else frozenset()

    @property
    def cultures(self) -> frozenset[str]:
        """Name the cultures of its ids, where they are told apart by their own spellings."""
        return cultures_of(self.ids)

    @property
    def common(self) -> str:
        """Say under what name its frequency is looked up where it is no surname: "given:…", "arabic:…", else ""."""
        return _common(self.text) if self.kind == FAMILY else ""

    @property
    def first_sounds(self) -> frozenset[str]:
        """Give the sounds with which it may begin."""
        if self.initial or self.kind == FAMILY:
            return frozenset()
        return frozenset(_starts(self.text)).union(*(initials_of(name) for name, _ in self.named))

    @property
    def forms(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Give what a slip of the pen may have been aimed at: letters and sounds of the identities' other forms."""
        return _aims(tuple(name for name, _ in self.named), self.kind)


_ARTICLE = re.compile(r"^(?:al|el|as|ash|ad|ar|az|an|at|аль|эль|ель|ас|аш|ад|ар|аз|ан|ат|уль|ال)[\s\-]+")


@lru_cache(maxsize=_CACHE)
def letters_of(token: str) -> str:
    """Fold a token to its letters: lower case, no marks of softness, ё as е in Cyrillic.

    >>> letters_of("Дем'ян"), letters_of("Ковалёв")
    ('демян', 'ковалев')
    """
    folded = bare(token).replace("ё", "е").replace("ґ", "г")
    return "".join(c for c in folded if c.isalpha())


_LOOSE = str.maketrans({"і": "и", "ї": "и", "ы": "и", "й": "и", "є": "е", "э": "е", "ў": "в", "ь": None, "ъ": None})


def _loose(token: str) -> str:
    return letters_of(token).translate(_LOOSE)


_ALOOF = ("korean", "chinese")  # their tables hold syllables, so nearly any short word is in them


def cultures_of(ids: frozenset[str]) -> frozenset[str]:
    """Name the cultures whose tables hold a token; two tokens in one of them with no id in common are two names."""
    return frozenset(name.partition(":")[0] for name in ids if not name.startswith(_ALOOF))


def aloof(ids: frozenset[str]) -> frozenset[str]:
    """Name which of Korean and Chinese a token may be."""
    return frozenset(name.partition(":")[0] for name in ids if name.startswith(_ALOOF))


@lru_cache(maxsize=_CACHE)
def foreign_ids(token: str) -> frozenset[str]:
    """Name every identity of other cultures that a token may spell."""
    if is_surely_slavic(token) or not any(c.isalpha() for c in token):
        return frozenset()
    readers = _FOREIGN.get(script(token), _ANYWHERE)
    if len(token) > _SYLLABLE and any(c.level in (FULL, WESTERN) for c in candidates(token)):
        readers = tuple(ids_of for ids_of in readers if ids_of not in _SYLLABLES)  # Anna can be cut into syllables too
    return frozenset(name for ids_of in readers for name in ids_of(token) if "/" not in name)


@lru_cache(maxsize=_CACHE)
def family_part(token: str) -> Part:
    """Prepare a family name, of one word or several."""
    words = tuple(word for word in re.split(r"[\s\-]+", token) if word)
    slavic_double = len(words) == 2 and all(len(word) > 3 for word in words) and not _ARTICLE.match(token.casefold())
    return Part(
        text=token,
        letters=letters_of(token),
        loose=_loose(token),
        script=script(token),
        speak=_family_keys,
        kind=FAMILY,
        words=tuple(map(family_part, words)) if slavic_double else (),
    )


def _family_keys(token: str) -> tuple[str, ...]:
    return keys(_without_article(token))


def _without_article(token: str) -> str:
    return token if script(token) == "Arab" else _ARTICLE.sub("", token.casefold())


def family_sexes(family: Part | None) -> Combos:
    """Give the sexes and cases that a surname's ending allows; only a hint: clerks write women's surnames as men's."""
    return (endings.sexes(first_key(_without_article(family.text))) if family else frozenset()) or ALL


@lru_cache(maxsize=_CACHE)
def _bases(spoken: tuple[str, ...]) -> frozenset[str]:
    return frozenset(base for key in spoken for base in endings.bases(key))


@lru_cache(maxsize=_CACHE)
def _common(token: str) -> str:
    names = [c.identity for c in candidates(token) if c.level in (FULL, WESTERN)]
    foreign = sorted(name for name in foreign_ids(token) if not name.startswith(_ALOOF))
    return f"given:{names[0]}" if names else (foreign or [""])[0]


@lru_cache(maxsize=_CACHE)
def given_part(token: str, combos: Combos = ALL, role: str = "given") -> Part:
    """Prepare a given name or a patronymic; of the names it may be, keep those that the sexes in `combos` allow."""
    if is_initial(token):
        return Part(token, letters_of(token), _loose(token), script(token), initial=_first_sounds(token))
    if role == "patronymic" and (father_candidates(token) or unknown_father(token)):
        return _named_part(token, _allowed(father_candidates(token), combos), role)
    if role == "patronymic":  # the father's own name, as in Azerbaijani and Arabic
        return _named_part(token, tuple(c for c in candidates(token) if c.sex == "m"), "given")
    return _named_part(token, _allowed(candidates(token), combos), role, combos)


def _allowed(options: tuple[Candidate, ...], combos: Combos) -> tuple[Candidate, ...]:
    return tuple(c for c in options if (c.sex, c.is_case) in combos) or options


def _named_part(token: str, options: tuple[Candidate, ...], role: str, combos: Combos = ALL) -> Part:
    levels = {c.level for c in options}
    return Part(
        text=token,
        letters=letters_of(token),
        loose=_loose(token),
        script=script(token),
        speak=keys if role == GIVEN else _father_keys,
        kind=role,
        is_oblique=not options and all(is_case for _, is_case in combos),
        named=_believed(options),
        short=levels == {SHORT},
        declined=levels == {CASE},
    )


@lru_cache(maxsize=_CACHE)
def _aims(identities: tuple[str, ...], role: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    letters = tuple(dict.fromkeys(_loose(form) for name in identities for form in forms_of(name, role)))
    return letters, tuple(dict.fromkeys(sound for name in identities for sound in sound_forms_of(name, role)))


def _believed(kept: tuple[Candidate, ...]) -> tuple[tuple[str, float], ...]:
    weights: dict[str, float] = {}
    for c in kept:
        weight = _BELIEF[c.level]
        weights[c.identity] = max(weights.get(c.identity, 0.0), weight)
    total = sum(weights.values())
    return tuple((identity, weight / total) for identity, weight in weights.items())


@lru_cache(maxsize=_CACHE)
def _father_keys(token: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*(stem for stem, _ in unknown_father(token)), *keys(token))))


def _starts(token: str) -> set[str]:
    return {reading.sounds.removeprefix("i")[:1] or "i" for reading in readings(token)} | {
        reading.sounds[:1] for reading in readings(token)
    }


def _first_sounds(token: str) -> frozenset[str]:
    return frozenset(sound for sound in _starts(token.rstrip(".")) if sound)


def is_initial(token: str) -> bool:
    """Is it only the beginning of a name: "А.", "Yu."?"""
    return token.endswith(".")


def combos_of(token: str, role: str) -> Combos:
    """Give the (sex, case) that a given name or patronymic allows; all where it says nothing."""
    if not token or is_initial(token):
        return ALL
    options = father_candidates(token) if role == "patronymic" else candidates(token)
    if options:
        return frozenset((c.sex, c.is_case) for c in options)
    if role == "patronymic":
        sexes = {sex for _, sex in unknown_father(token)}
        return frozenset(pair for pair in ALL if pair[0] in sexes) or ALL
    return ALL
