"""Compare two family names: letters, sounds, declined and feminine forms, double names, slips.

Two surnames of one stem with other suffixes (Тимошенко, Тимченко) are two names, however near they look. Left to
others: given names (`agreement`), and what a level weighs (`weigh`).
"""

from functools import lru_cache

from homeward.evidence.names import endings
from homeward.evidence.names.agreement import (
    are_two_names,
    doubt,
    in_consonants,
    in_long_vowels,
    in_own_letters,
    sounds_alike,
    value_of,
)
from homeward.evidence.names.listed import is_listed
from homeward.evidence.names.match import Level, Match
from homeward.evidence.names.parts import Part
from homeward.evidence.names.slips import Closest, closest, is_near, is_slip

_CACHE = 1 << 18
_ROLE = "family name"
_DIFFERENT = Match(Level.DIFFERENT, because=f"{_ROLE}: different")
_SHORTEST = 4  # letters below which another letter is another name
_NEAR = 2.0  # weighted edits up to which a name may still be a badly damaged other one
_SURE = 2  # readings that slips are measured on: rarer ones would make any two names neighbours


@lru_cache(maxsize=_CACHE)
def match_family(found: Part, sought: Part) -> Match:
    """Compare two family names: the first rule that speaks decides.

    >>> from homeward.evidence.names.parts import family_part
    >>> match_family(family_part("Новикова"), family_part("Novikov")).level.name
    'FORM'
    """
    for rule in (*_BY_LETTERS, *_BY_SOUND):
        match = rule(found, sought)
        if match is not None:
            return match
    nearest = closest(found.keys[:_SURE], sought.keys[:_SURE])
    if nearest is not None and nearest[0] <= _NEAR and not _other_suffix(found, sought, nearest):
        return Match(Level.NEAR, because=f"{_ROLE}: near, but not the same")
    return _DIFFERENT


def _far(found: Part, sought: Part) -> Match | None:
    return None if is_near(found, sought) else _DIFFERENT


def _same_letters(found: Part, sought: Part) -> Match | None:
    if found.letters == sought.letters:
        return Match(Level.IDENTICAL, value_of(found), because=f"{_ROLE}: the same letters")
    return in_own_letters(_ROLE, found, sought)


def _listed_apart(found: Part, sought: Part) -> Match | None:
    if are_two_names(found, sought):
        return Match(Level.DIFFERENT, because=f"{_ROLE}: two different names")
    return None


def _long_vowels(found: Part, sought: Part) -> Match | None:
    return in_long_vowels(_ROLE, found, sought)


def _consonants(found: Part, sought: Part) -> Match | None:
    return in_consonants(_ROLE, found, sought)


def _same_sounds(found: Part, sought: Part) -> Match | None:
    yours = sought.keys
    shared = next((k for k in found.keys if k in yours), "")
    if shared:
        value = found.common if found.common and sought.common else shared
        return Match(Level.STANDARD, value, doubt(found, sought), sounds_alike(_ROLE, found, sought, shared))
    if found.ids & sought.ids:
        return Match(Level.STANDARD, min(found.ids & sought.ids), because=f"{_ROLE}: two spellings of one name")
    return None


def _declined(found: Part, sought: Part) -> Match | None:
    mine, yours = found.bases, sought.bases
    shared = next((k for k in sought.keys if k in mine), "") or next((k for k in found.keys if k in yours), "")
    shared = shared or min((base for base in mine & yours if endings.suffix(base)), default="")
    because = f"{_ROLE}: the same in another case, or in the form of the other sex"
    return Match(Level.FORM, shared, because=because) if shared else None


_QUALITY = {Level.IDENTICAL: 5, Level.STANDARD: 4, Level.LANGUAGE: 3, Level.FORM: 2, Level.SLIP: 1}


def _quality(match: Match) -> int:
    return _QUALITY.get(match.level, 0)


def _double(found: Part, sought: Part) -> Match | None:
    """A double surname: both halves, or one half alone."""
    mine, yours = found.words or (found,), sought.words or (sought,)
    if len(mine) == len(yours) == 1:
        return None
    good = [
        match for match in (max((match_family(a, b) for b in yours), key=_quality) for a in mine) if _quality(match)
    ]
    if not good:
        return None
    if len(good) == len(mine) == len(yours):
        return Match(min(good, key=_quality).level, good[0].value, because=f"{_ROLE}: both halves agree")
    return Match(Level.FORM, good[0].value, 0.3, f"{_ROLE}: one half of a double surname")


_BELARUSIAN = ({"a", "o"}, {"a", "e"})  # Бандарэнка, Краўчанка: any number of vowels may differ so


@lru_cache(maxsize=_CACHE)
def _other_vowels(found: Part, sought: Part) -> Match | None:
    """A reading shared but for vowels as national spellings have them: е/і once, -ів/-ов, а/о as often as there are."""
    theirs = sought.keys
    for mine in found.keys:
        for yours in theirs:
            if len(mine) == len(yours) > 3 and _same_but_vowels(mine, yours):
                because = f"{_ROLE}: only vowels differ, as between languages"
                return Match(Level.LANGUAGE, min(mine, yours), because=because)
    return None


def _same_but_vowels(mine: str, yours: str) -> bool:
    changes = [(k, {a, b}) for k, (a, b) in enumerate(zip(mine, yours, strict=True)) if a != b]
    rare = [(k, pair) for k, pair in changes if pair not in _BELARUSIAN and not _is_hushed(mine, k, pair)]
    if len(rare) > 1:
        return False
    return all(
        pair == {"i", "e"} or (pair == {"i", "o"} and k == len(mine) - 2 and mine.endswith("v")) for k, pair in rare
    )


def _is_hushed(sounds: str, k: int, pair: set[str]) -> bool:
    """After ж, ш, ч and ц Russian writes е for о: Orucov, Оруджев."""
    return pair == {"e", "o"} and k > 0 and sounds[k - 1] in "ZSCc"


def _slip(found: Part, sought: Part) -> Match | None:
    nearest = closest(found.keys[:_SURE], sought.keys[:_SURE])
    if not is_slip(found, sought, nearest) or (nearest and _other_suffix(found, sought, nearest)):
        return None
    if is_listed((*found.keys[:1], *found.bases)) and is_listed((*sought.keys[:1], *sought.bases)):
        return Match(Level.DIFFERENT, because=f"{_ROLE}: two different names")
    shared = min(nearest[1:]) if nearest else min(found.letters, sought.letters)
    return Match(Level.SLIP, shared, because=f"{_ROLE}: one slip of the pen apart")


_BY_LETTERS = (_same_letters, _listed_apart, _long_vowels)
_BY_SOUND = (_same_sounds, _declined, _double, _consonants, _other_vowels, _far, _slip)
_AFTER_STEM = frozenset("enko uk ak in ov ev енко ук юк як ин ов ев".split())


def _other_suffix(found: Part, sought: Part, nearest: Closest) -> bool:
    """Do two names differ by what makes another name of one stem: Ivanenko and Ivanchenko, Zorin and Zorkin?"""
    pair = (found.loose, sought.loose) if found.script == sought.script == "Cyrl" else nearest[1:]
    short, long = sorted(pair, key=len)
    if len(long) == len(short) + 1:
        place = next((k for k, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
        return long[place] in "Ckcчкц" and short[place:] in _AFTER_STEM and long[place + 1 :] == short[place:]
    if min(map(len, pair)) < _SHORTEST:
        return True
    ends = endings.suffix(nearest[1]), endings.suffix(nearest[2])
    return len(short) != len(long) and ends[0] != ends[1] and all(ends)
