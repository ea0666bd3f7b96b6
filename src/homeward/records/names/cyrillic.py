"""Read Cyrillic tokens: Ukrainian, Russian, Belarusian, and the letters that their neighbours add.

An iotated vowel keeps its glide here (я is "ia"): Яна and Анна are two names. `sounds.key` drops it where only some
standards write it. Left to others: which language a name is in; all rules are read at once, they hardly differ.
"""

import re
from functools import lru_cache

from homeward.records.names.sounds import Reading, collapse

_SOUNDS = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "h", "д": "d", "е": "e", "є": "ie", "ё": "io", "ж": "Z", "з": "z",
    "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "c", "ч": "C", "ш": "S", "щ": "SC", "ъ": "", "ы": "i",
    "ь": "", "э": "e", "ю": "iu", "я": "ia", "ў": "v",
    "ә": "a", "ғ": "h", "қ": "k", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "ӣ": "i", "ӯ": "u", "ҳ": "h",
    "ҷ": "dZ", "ј": "i", "љ": "l", "њ": "n", "ћ": "C", "ђ": "dZ", "џ": "dZ", "ѓ": "h", "ќ": "k", "ӊ": "n", "ҕ": "h",
    "ѐ": "e", "ѝ": "i", "ӱ": "u", "ӧ": "o", "ӓ": "a", "ҡ": "k", "ҙ": "z", "ҫ": "s", "ӏ": "",
}  # fmt: skip
_YO = re.compile("ё|ьо|(?<=[бвгджзклмнпрстфхцчшщ])йо")  # Семён, Ковальов, Соловйов: often written with е
_VOWELS = frozenset("аеєёиіїоуыэюяәөұүӣӯ")
_SOFTENED = re.compile("(?:дз|ц)(?=в?[еёіюя])|дз(?=ь)")
_BELARUSIAN = re.compile("ў|[аеэ]нка$|[сц]кі$|віч$|дз[еёіюяь]|[цс]ц[еёюя]|^[^иїєґщъ]*ц[іюя][^иїєґщъ]*[аеэ]н?[квў]а?$")
_HARDENED = {"дз": "д", "ц": "т"}


@lru_cache(maxsize=1 << 17)
def readings(token: str) -> tuple[Reading, ...]:
    """Read one Cyrillic token.

    >>> [reading.sounds for reading in readings("Семён")]
    ['semion', 'semen']
    """
    letters = token.casefold()
    found = [Reading(_read(letters), "Cyrillic letters")]
    if _YO.search(letters):
        found.append(Reading(_read(_YO.sub("е", letters)), "ё without its dots"))
    if _BELARUSIAN.search(letters):
        found.append(Reading(_read(_as_in_russian(letters)), "Belarusian дз, ц and я"))
    if letters.startswith("ў"):
        found.append(Reading("o" + _read(letters[1:]), "Uzbek ў"))
    if "ӯ" in letters:
        found.append(Reading(_read(letters.replace("ӯ", "о")), "Tajik ӯ"))
    return tuple(found)


def _as_in_russian(letters: str) -> str:
    """Write what Belarusian spells as it sounds as its neighbours do: Мядзведзеў as Медведев, Сцяпан as Степан."""
    hard = _SOFTENED.sub(lambda match: _HARDENED.get(match[0], match[0]), letters)
    return hard.replace("я", "е")


def _read(letters: str) -> str:
    kept = []
    for k, letter in enumerate(letters):
        sound = _SOUNDS.get(letter, "")
        if letter == "е" and (k == 0 or letters[k - 1] in _VOWELS or letters[k - 1] in "ьъ'"):
            sound = "ie"
        kept.append(sound)
    return collapse("".join(kept))
