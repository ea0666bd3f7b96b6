"""The common alphabet of sounds into which every token of every script is read.

    a e i o u      vowels; y, ы, и, і, ї, й and the glide j are all i; iotated vowels lose the iotation (я a, ю u, є e)
    b v d z k l m n p r s t f    as they sound; w is v
    c C S Z h      ц, ч, ш, ж, and one class for г, ґ, х, h, kh and g

Doubled letters collapse; apostrophes, soft and hard signs vanish; щ is SC. Left to others: which letters sound how
(`readings`), and what a difference weighs.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

VOWELS = frozenset("aeiou")
CONSONANTS = frozenset("bvdzklmnprstfcCSZh")
_CACHE = 1 << 18
_DOUBLED = re.compile(r"(.)\1+")
_GLIDE = re.compile("(?<=[aeou])i|i(?=[aeou])")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a token, and the rule that reads it so."""

    sounds: str
    reason: str  # "Ukrainian, KMU 2010", "German spelling"


@lru_cache(maxsize=_CACHE)
def collapse(sounds: str) -> str:
    """Write every doubled sound once.

    >>> collapse("kirill")
    'kiril'
    """
    return _DOUBLED.sub(r"\1", sounds)


@lru_cache(maxsize=_CACHE)
def key(sounds: str) -> str:
    """Reduce sounds to what all standards agree on: an i beside another vowel is only a glide, and drops out.

    >>> key("aroslav") == key("iaroslav"), key("serhieiev")
    (True, 'serhev')
    """
    return collapse(_GLIDE.sub("", sounds))


@lru_cache(maxsize=_CACHE)
def consonants(sounds: str) -> str:
    """Leave only the consonants, doubled ones once.

    >>> consonants("bandarenka")
    'bndrnk'
    """
    return collapse("".join(s for s in sounds if s not in VOWELS))


_NEAR = {
    frozenset(pair): cost
    for pair, cost in {
        "bp": 0.5, "dt": 0.5, "zs": 0.5, "SZ": 0.5, "CS": 0.5, "cs": 0.5, "cC": 0.5, "cz": 0.6, "vf": 0.5, "bv": 0.5,
        "hk": 0.5, "kc": 0.7, "CZ": 0.6, "zZ": 0.6, "sS": 0.6, "mn": 0.7, "lr": 0.9, "ao": 0.25, "ei": 0.3, "ae": 0.35,
        "eo": 0.35, "iu": 0.4, "uo": 0.35, "uv": 0.4, "ti": 0.9, "Zd": 0.7, "hf": 0.8,
    }.items()
}  # fmt: skip


def _swap_cost(found: str, sought: str) -> float:
    near = _NEAR.get(frozenset((found, sought)))
    if near is not None:
        return near
    return 0.4 if found in VOWELS and sought in VOWELS else 1.0


def _drop_cost(sound: str) -> float:
    if sound == "i":
        return 0.3
    return 0.5 if sound in VOWELS else (0.7 if sound == "h" else 1.0)


_SWAPS = {a: {b: 0.0 if a == b else _swap_cost(a, b) for b in VOWELS | CONSONANTS} for a in VOWELS | CONSONANTS}
_DROP = {a: _drop_cost(a) for a in VOWELS | CONSONANTS}


@lru_cache(maxsize=_CACHE)
def distance(found: str, sought: str) -> float:
    """Count the weighted edits between two readings: vowels and glides are cheap, near consonants cheaper than others.

        found, sought   sounds of this alphabet; anything else costs a full edit
        returns         0.0 for equal sounds; symmetric

    >>> distance("kazlov", "kozlov"), distance("petrenko", "petrenko")
    (0.25, 0.0)
    """
    drops = [_DROP.get(sound, 1.0) for sound in sought]
    before = [0.0, *accumulate(drops)]
    for a in found:
        drop, swaps = _DROP.get(a, 1.0), _SWAPS.get(a, {})
        left = before[0] + drop
        now = [left]
        for k, b in enumerate(sought):
            swapped = before[k] if a == b else before[k] + swaps.get(b, 1.0)
            dropped, left = before[k + 1] + drop, left + drops[k]
            left = min(swapped, dropped, left)
            now.append(left)
        before = now
    return before[-1]
