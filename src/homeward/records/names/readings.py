"""All plausible sounds of one written token, whatever its script."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from homeward.records.names import arabic, caucasus, chinese, cyrillic, hebrew, korean, latin, turkic, western
from homeward.records.names.sounds import Reading, key

_BY_NAME = {
    "LATIN": "Latn", "CYRILLIC": "Cyrl", "ARABIC": "Arab", "HEBREW": "Hebr", "ARMENIAN": "Armn", "GEORGIAN": "Geor",
    "HANGUL": "Hang", "CJK": "Hani", "GREEK": "Grek",
}  # fmt: skip
_READERS: dict[str, tuple[Callable[[str], tuple[Reading, ...]], ...]] = {
    "Latn": (latin.readings, turkic.readings, western.readings),
    "Cyrl": (cyrillic.readings,),
    "Arab": (arabic.readings,),
    "Hebr": (hebrew.readings,),
    "Armn": (caucasus.readings,),
    "Geor": (caucasus.readings,),
    "Hang": (korean.readings,),
    "Hani": (chinese.readings,),
}


_CYRILLIC = re.compile("[\u0400-\u0481\u048a-\u052f'ʼ -]*[\u0400-\u0481\u048a-\u052f][\u0400-\u0481\u048a-\u052f' -]*")


@lru_cache(maxsize=1 << 15)
def _script_of_letter(letter: str) -> str:
    return _BY_NAME.get(unicodedata.name(letter, "").partition(" ")[0], "") if letter.isalpha() else ""


@lru_cache(maxsize=1 << 18)
def script(token: str) -> str:
    """Name the script most letters of a token are in, by its ISO 15924 code; "" where it has no letters we read.

    >>> script("Коваль"), script("Kowal"), script("7")
    ('Cyrl', 'Latn', '')
    """
    if token.isascii():
        return "Latn" if any(map(str.isalpha, token)) else ""
    if _CYRILLIC.fullmatch(token):
        return "Cyrl"
    scripts = [name for name in map(_script_of_letter, token) if name]
    return max(dict.fromkeys(scripts), key=scripts.count) if scripts else ""


_SHORTEST = 4  # sounds of a name that is more than its ending: Shin is Korean
_UKRAINIAN_ENDS = ("enko", "enka", "Cuk", "niuk", "Sin", "ivna", "ovna", "evna")


@lru_cache(maxsize=1 << 18)
def is_surely_slavic(token: str) -> bool:
    """Tell whether an ending leaves no doubt that a name is East Slavic, so that no other table is looked into.

    >>> is_surely_slavic("Petrenko"), is_surely_slavic("Aliyev")
    (True, False)
    """
    kind = script(token)
    spoken = latin.readings(token) if kind == "Latn" else cyrillic.readings(token) if kind == "Cyrl" else ()
    return any(len(r.sounds) > _SHORTEST and r.sounds.endswith(_UKRAINIAN_ENDS) for r in spoken)


@lru_cache(maxsize=1 << 18)
def readings(token: str) -> tuple[Reading, ...]:
    """Read one token by every rule that its letters allow, most usual first; no two readings sound the same.

    >>> [reading.reason for reading in readings("Коваль")]
    ['Cyrillic letters']
    """
    found: dict[str, Reading] = {}
    readers = _READERS.get(script(token), ())
    for read in readers[:1] if is_surely_slavic(token) else readers:
        for reading in read(token):
            if reading.sounds:
                found.setdefault(reading.sounds, reading)
    return tuple(found.values())


@lru_cache(maxsize=1 << 18)
def keys(token: str) -> tuple[str, ...]:
    """Give what a token sounds like by any of its readings, glides left out (`sounds.key`), most usual first.

    >>> keys("Сергеев"), keys("Serhieiev")[0]
    (('serhev',), 'serhev')
    """
    return tuple(dict.fromkeys(key(reading.sounds) for reading in readings(token)))


@lru_cache(maxsize=1 << 18)
def first_key(token: str) -> str:
    """Give the most usual of `keys` without looking for the others; "" where there is none.

    >>> first_key("Serhieiev")
    'serhev'
    """
    for read in _READERS.get(script(token), ()):
        for reading in read(token):
            if reading.sounds:
                return key(reading.sounds)
    return ""


_IN_LATIN = str.maketrans({"c": "ts", "C": "ch", "S": "sh", "Z": "zh"})


def romanise(name: str) -> str | None:
    """Write how a name sounds in Latin letters, for whoever cannot read its script; None where it has none to read.

    One way of several, which no document bears: what is compared are all `readings`, never this.

    >>> romanise("Щербак Ольга"), romanise("Kowal")
    ('Shcherbak Olha', None)
    """
    words = [word for word in re.split(r"[\s-]+", name) if word]
    if not any(script(word) not in ("", "Latn") for word in words):
        return None
    told = (_sounds_like(word) for word in words)
    return " ".join(word[:1].upper() + word[1:] for word in told)


def _sounds_like(word: str) -> str:
    spoken = readings(word) if script(word) != "Latn" else ()
    return spoken[0].sounds.translate(_IN_LATIN) if spoken else word
