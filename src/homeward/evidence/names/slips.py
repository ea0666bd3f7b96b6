"""Are two spellings one slip of the pen, of the keyboard or of a scanner apart?

In one script letters are counted, across scripts sounds. Short names are given no slip at all: Гук and Гун are two
names. Left to others: what a slip weighs (`weigh`).
"""

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from homeward.evidence.names.parts import Part, aloof
from homeward.records.names.given import SHORT, candidates, father_candidates
from homeward.records.names.readings import keys
from homeward.records.names.repair import scanned
from homeward.records.names.sounds import distance

_CACHE = 1 << 18
_SHORTEST = 4  # letters below which no slip is allowed
_LONG = 10  # letters from which two slips are allowed
_VOWELS = re.compile("[aeiou]+")
_TWO = 2
_MOST_READINGS = 8
_FAR = 2  # edits beyond which nothing is a slip
_USUAL = 3  # readings looked at first

Closest = tuple[float, str, str]  # weighted distance, and the two readings it is measured between


@lru_cache(maxsize=_CACHE)
def closest(found: tuple[str, ...], sought: tuple[str, ...]) -> Closest | None:
    """Find the nearest pair of readings within 3 plain edits; None where all are further apart.

    >>> closest(("petrenko",), ("petrinko",))
    (0.3, 'petrenko', 'petrinko')
    """
    best: Closest | None = None
    for mine in found[:_MOST_READINGS]:
        for yours in sought[:_MOST_READINGS]:
            if OSA.distance(mine, yours, score_cutoff=3) <= 3:
                cost = distance(mine, yours)
                if best is None or cost < best[0]:
                    best = (cost, mine, yours)
    return best


def is_near(found: Part, sought: Part) -> bool:
    """Tell quickly whether two parts are near enough to look closer: most pairs of a list are not."""
    if not found.keys or not sought.keys:
        return False
    if found.script == sought.script and OSA.distance(found.loose, sought.loose, score_cutoff=_FAR) <= _FAR:
        return True
    mine = found.forms[1] if found.named and not sought.named else found.keys[:_USUAL]
    yours = sought.forms[1] if sought.named and not found.named else sought.keys[:_USUAL]
    return any(
        abs(len(one) - len(other)) <= _FAR and OSA.distance(one, other, score_cutoff=_FAR) <= _FAR
        for one in mine
        for other in yours
    )


def is_slip(found: Part, sought: Part, nearest: Closest | None) -> bool:
    """Tell whether one edit of the letters (two in long names) or of the sounds, or a scanner, makes one of the other.

    nearest    `closest` of the readings that are to be measured
    """
    if _other_syllable(found, sought):
        return False
    apart = _one_edit(found, sought) if found.script == sought.script else _one_sound(nearest)
    return apart or _is_scanned(found, sought) or _is_scanned(sought, found)


def _one_edit(found: Part, sought: Part) -> bool:
    length = min(len(found.loose), len(sought.loose))
    return length >= _SHORTEST and _within(found.loose, sought.loose, 1 if length < _LONG else 2)


def _one_sound(nearest: Closest | None) -> bool:
    return nearest is not None and min(map(len, nearest[1:])) >= _SHORTEST and _within(*nearest[1:], 1)


def _within(mine: str, yours: str, budget: int) -> bool:
    return OSA.distance(mine, yours, score_cutoff=budget) <= budget


def _other_syllable(found: Part, sought: Part) -> bool:
    """Zhu and Zhao, Song Yong and Hong Yong: names of other Korean or Chinese syllables are not slips of each other."""
    if found.ids & sought.ids or found.named or sought.named:
        return False
    return bool(aloof(found.ids) & aloof(sought.ids)) and _is_short(found) and _is_short(sought)


def _is_short(part: Part) -> bool:
    """Is it of one syllable, or of two that are written apart?"""
    size = len(_VOWELS.findall(part.keys[0])) if part.keys else 0
    return size == 1 or (size == _TWO and not part.text.isalpha())


def _is_scanned(damaged: Part, sound: Part) -> bool:
    """Did a scanner make the one out of the other: rn of m, cl of d, e of c?"""
    if damaged.script != "Latn" or len(damaged.letters) < _SHORTEST:
        return False
    names = {name for name, _ in sound.named}
    if names:
        return any(not names.isdisjoint(_identities(other)) for other in scanned(damaged.text))
    return any(not set(keys(other)).isdisjoint(sound.keys) for other in scanned(damaged.text))


def _identities(token: str) -> set[str]:
    return {c.identity for c in (*candidates(token), *father_candidates(token)) if c.level != SHORT}


def is_aimed_at(known: Part, other: Part) -> bool:
    """Tell whether an unknown spelling is one slip from any form of a known name, in any language of the region."""
    letters, sounds = known.forms
    if max(map(len, (*letters, other.loose))) < _SHORTEST:
        return False
    if other.script == "Cyrl":
        budget = 1 if len(other.loose) < _LONG else 2
        return any(_within(form, other.loose, budget) for form in letters)
    return _one_sound(closest(sounds, other.keys))
