"""Which word of a written name is the family name, which the given name, which the father's?

The order of words differs between peoples and clerks, so a name may have several readings (`Name`), the most plausible
first. Known given names, patronymics, initials, "-oglu" and Arabic particles decide; where nothing does, all orders
are kept. Left to others: damaged letters (`repair`), sounds (`readings`).
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from homeward.records.names import chinese, korean
from homeward.records.names.given import CASE, candidates, father_candidates, is_written, unknown_father
from homeward.records.names.readings import script
from homeward.records.names.repair import repair
from homeward.records.names.tables.particles import (
    ABD,
    ARTICLES,
    CALL_SIGN,
    COMPOUND_FAMILIES,
    DAUGHTER_OR_SON,
    DIN,
    FATHER_OF,
    RANKS,
    SON_OF,
)


@dataclass(frozen=True, slots=True)
class Name:
    """One way to read a written name: a word or several for each role, "" where the role is missing."""

    family: str = ""
    given: str = ""
    patronymic: str = ""
    extra: tuple[str, ...] = ()  # ranks, call signs
    repairs: tuple[str, ...] = ()  # what was wrong with the letters


_QUOTED = re.compile(r"(?:^|(?<=\s))[«“„\"'‘(]([^»”\"'()]{2,})[»”\"'’)](?=\s|$|,)")
_INITIALS = re.compile(r"^(?:[^\W\d_]['’ʼ]?|[A-Z][a-z]{1,3})(?:\.-?(?:[^\W\d_]|[A-Z][a-z]{1,3}))*\.$|^[^\W\d_]$")
_GLUED = re.compile(r"\b((?:[^\W\d_]|[A-Z][a-z]{1,2})\.)(?=[^\W\d_])")
_SPLIT_CASES = str.maketrans({"‐": "-", "‑": "-", "–": "-", "—": "-", "_": " ", "\u00a0": " "})


@lru_cache(maxsize=1 << 17)
def parse(written: str) -> tuple[Name, ...]:
    """Read a written name, most plausible reading first; nothing for a name without letters.

    >>> parse("Ignat GONCHARUK")
    (Name(family='GONCHARUK', given='Ignat', patronymic='', extra=(), repairs=()),)
    >>> parse("сержант Коваль А.В.")[0].patronymic
    'В.'
    """
    text = written.translate(_SPLIT_CASES)
    extra = tuple(match.strip() for match in _QUOTED.findall(text))
    text, repairs = repair(_QUOTED.sub(" ", text))
    text = _GLUED.sub(r"\1 ", text)
    words, ranks = _without_ranks(_words(text))
    names = _roles(words)
    return tuple(replace(name, extra=extra + ranks + name.extra, repairs=repairs) for name in names)


def _words(text: str) -> list[str]:
    found = []
    for word in text.replace(",", ", ").replace("?", "").split():
        clean = word.strip(",;:!/\\|*")
        if any(c.isalpha() for c in clean):
            found.append(clean)
    return found


def _without_ranks(words: list[str]) -> tuple[list[str], tuple[str, ...]]:
    kept: list[str] = []
    taken: list[str] = []
    after_sign = False
    for word in words:
        plain = word.casefold().rstrip(".")
        if after_sign or plain in CALL_SIGN or (plain in RANKS and not _is_initials(word)):
            taken.append(word)
        else:
            kept.append(word)
        after_sign = plain in CALL_SIGN
    return (kept, tuple(taken)) if len(kept) >= 2 or (kept and len(words) > 2) else (words, ())


def _is_initials(word: str) -> bool:
    return bool(_INITIALS.match(word))


_VOWELS = re.compile("[aeiouyăāáàǎēéèěīíìǐŏōóòǒŭūúùǔüаеёиоуыэюяіїє]+(?:['’]?[a-z])?")
_MOST_SYLLABLES = 4
_LONGEST = 14  # letters of two syllables
_ONE_LETTER = frozenset("IOUАИОУІЕЯЮЁ")  # syllables of their own in Korean and Chinese names


def _is_east_asian(words: list[str]) -> bool:
    """Is it a family name of one syllable beside one or two more, all Korean or all Chinese: I Geum-cheol, У Юйлань?"""
    if not 2 <= len(words) <= 3 or any(len(word) == 1 and word not in _ONE_LETTER for word in words):
        return False
    if len(_VOWELS.findall(" ".join(words).casefold())) > _MOST_SYLLABLES:
        return False
    if any(word.endswith(".") or len(word) > _LONGEST or (len(word) > 3 and is_written(word)) for word in words):
        return False
    return any(_are_syllables([cut(word) for word in words]) for cut in (korean.syllables, chinese.syllables))


def _are_syllables(cuts: list[tuple[tuple[str, ...], ...]]) -> bool:
    """Are there two syllables, or three and one of them alone at an end?"""
    sizes = [len(cut) for cut in cuts]
    return all(sizes) and sum(sizes) <= 3 and 1 in (sizes[0], sizes[-1])


def _in_east_asian_order(words: list[str]) -> tuple[Name, ...]:
    """The family name stands first, and in the West last; a given name has one syllable or two."""
    eastern = Name(family=words[0], given=" ".join(words[1:]))
    return eastern, Name(family=words[-1], given=" ".join(words[:-1]))


def _roles(words: list[str]) -> tuple[Name, ...]:
    if not words:
        return ()
    joined = " ".join(words)
    if script(joined) in ("Hang", "Hani"):
        return _east_asian(words)
    if _is_east_asian(words):
        return _in_east_asian_order(words)
    if any(_is_initials(word) for word in words) and len(words) > 1:
        return _with_initials(words)
    words = _join_particles(words)
    by_father = _marked_father(words)
    if by_father:
        return by_father
    place = _patronymic_place(words)
    if place is not None:
        return _around_patronymic(words, place)
    return _by_order(words)


def _east_asian(words: list[str]) -> tuple[Name, ...]:
    """Chinese and Korean in their own letters: the family name, nearly always one character, stands first."""
    if len(words) > 1:
        return (Name(family=words[0], given="".join(words[1:])),)
    text = words[0]
    size = 2 if text[:2] in COMPOUND_FAMILIES and len(text) > 2 else 1
    return (Name(family=text[:size], given=text[size:]),)


def _with_initials(words: list[str]) -> tuple[Name, ...]:
    letters = [f"{part}." for word in words if _is_initials(word) for part in re.split(r"[.\-]+", word) if part]
    full = [word for word in words if not _is_initials(word)]
    first, second = (*letters, "")[:2]
    if len(full) > 1 and not second:
        names = _roles(full)
        if names[0].given and not names[0].patronymic:
            return tuple(replace(name, patronymic=first) for name in names)
    return (Name(family=" ".join(full), given=first, patronymic=second),)


def _join_particles(words: list[str]) -> list[str]:
    """Keep "Abd al-Karim", "Nur al-Din", "al Masri" and "Abu Bakr" together; leave "ibn" out."""
    kept: list[str] = []
    pending: list[str] = []
    for k, word in enumerate(words):
        plain = word.casefold().replace("’", "'")
        if k and k < len(words) - 1 and plain in SON_OF:
            continue
        pending.append(word)
        if k == len(words) - 1 or not _leans_on(plain, is_first=k == 0):
            kept.append(" ".join(pending))
            pending = []
    return _join_din(kept)


def _leans_on(plain: str, *, is_first: bool) -> bool:
    """Does a word belong to the next one? An as the first word is a Korean surname, not an article."""
    return plain in ABD or plain in FATHER_OF or (plain in ARTICLES and not is_first)


def _join_din(words: list[str]) -> list[str]:
    kept: list[str] = []
    for word in words:
        bare = re.sub(r"^(?:a[a-z]|e[a-z]|u[a-z]|ал|аль|ад|эд|ед|ud)[\s\-]", "", word.casefold())
        if kept and bare in DIN:
            kept[-1] = f"{kept[-1]} {word}"
        else:
            kept.append(word)
    return kept


def _marked_father(words: list[str]) -> tuple[Name, ...]:
    """X oglu, X qizi: the word before is the father's name."""
    split = [part for word in words for part in re.split(r"-(?=\w+$)", word) if part]
    places = [k for k, word in enumerate(split) if word.casefold().rstrip(".") in DAUGHTER_OR_SON and k]
    if not places or len(split) < 3:
        return ()
    place = places[-1]
    rest = split[: place - 1] + split[place + 1 :]
    return tuple(replace(name, patronymic=split[place - 1]) for name in _by_order(rest)) if rest else ()


def _is_given(word: str) -> bool:
    return any(c.level != CASE for c in candidates(word))


def _patronymic_place(words: list[str]) -> int | None:
    """Find the patronymic; a surname like Karpovich looks the same, and gives way to one that follows a given name."""
    if len(words) == 2:
        return 1 if _is_daughters(words[1]) and _is_given(words[0]) else None
    looks = [k for k in range(1, len(words)) if father_candidates(words[k]) or unknown_father(words[k])]
    return max(
        looks, key=lambda k: (bool(candidates(words[k - 1])), bool(father_candidates(words[k])), k), default=None
    )


def _is_daughters(word: str) -> bool:
    return any(c.sex == "f" for c in father_candidates(word))


def _around_patronymic(words: list[str], place: int) -> tuple[Name, ...]:
    patronymic = words[place]
    before, after = words[:place], words[place + 1 :]
    if len(before) == 1:
        return (Name(family=" ".join(after), given=before[0], patronymic=patronymic),)
    return (Name(" ".join(before[:-1]), before[-1], patronymic, tuple(after)),)


def _by_order(words: list[str]) -> tuple[Name, ...]:
    """No patronymic tells the roles: known given names do, else every usual order is kept."""
    if len(words) == 1:
        return (Name(family=words[0]),)
    known = [k for k, word in enumerate(words) if _is_given(word)]
    if len(words) == 2:
        first, second = words
        orders = [Name(family=first, given=second), Name(family=second, given=first)]
        if known == [0]:
            return (orders[1],)
        return (orders[0],) if known == [1] else tuple(orders)
    first, middle, last = words[0], " ".join(words[1:-1]), words[-1]
    western = Name(family=last, given=first, patronymic=middle)
    eastern = Name(family=first, given=" ".join(words[1:]))
    if len(known) == 1 and len(words) == 3 and known[0] == 2:
        return (Name(family=f"{first} {middle}", given=last), western)
    swapped = Name(family=last, given=" ".join(words[:-1]))
    plain_father = Name(family=first, given=words[1], patronymic=" ".join(words[2:]))
    return western, eastern, swapped, plain_father
