"""Read Latin spellings of East Slavic names: one reading for each spelling habit that the letters allow.

Latin is not one alphabet: "ch" is ч in English, ш in French and х in German and Polish; "j" is й or ж; "z" is з or ц.
Nothing is guessed: every reading is kept, and the comparison pays for their number. Left to others: names that never
were Slavic (`western`, `turkic`, `arabic` and the rest).
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from homeward.records.names.sounds import Reading, collapse

_SHARED = {
    "a": "a", "b": "b", "d": "d", "e": "e", "f": "f", "g": "h", "h": "h", "i": "i", "k": "k", "l": "l", "m": "m",
    "n": "n", "o": "o", "p": "p", "q": "k", "r": "r", "s": "s", "t": "t", "u": "u", "v": "v", "w": "v", "y": "i",
    "z": "z", "ł": "l", "đ": "d", "ø": "o", "ß": "s", "ı": "i", "ə": "a", "æ": "e", "ë": "io", "ï": "i", "ì": "i",
    "ŭ": "v", "ph": "f", "th": "t", "x": "ks", "c": "k", "j": "i",
}  # fmt: skip
_ENGLISH = {
    "shch": "SC", "tc": "c", "zgh": "zh", "kh": "h", "gh": "h", "zh": "Z", "ts": "c", "tz": "c", "ch": "C", "sh": "S",
    "tch": "C", "sch": "S", "ck": "k", "yy": "i", "iy": "i", "yi": "i",
}  # fmt: skip
_SCHOLARLY = {
    "šč": "SC", "ŝ": "SC", "č": "C", "š": "S", "ž": "Z", "c": "c", "ch": "h", "x": "h", "kh": "h", "j": "i",
    "ê": "ie", "â": "ia", "û": "iu", "è": "e", "ć": "c", "ś": "s", "ź": "z", "ń": "n", "ĺ": "l", "ǔ": "v", "ẑ": "Z",
    "ŷ": "i", "ò": "o", "g̀": "h",
}  # fmt: skip
_GERMAN = {
    "schtsch": "SC", "tsch": "C", "dsch": "dZ", "sch": "S", "ch": "h", "tz": "c", "z": "c", "ck": "k", "ä": "e",
    "ö": "o", "ü": "u", "ss": "s", "ß": "s", "sh": "Z",
}  # fmt: skip
_FRENCH = {
    "chtch": "SC", "tch": "C", "dj": "dZ", "ch": "S", "j": "Z", "iou": "iu", "ou": "u", "gu": "h", "kh": "h",
    "ts": "c", "tz": "c", "ss": "s", "qu": "k", "ç": "s", "é": "e", "è": "e", "ê": "e", "eu": "e", "c": "k",
}  # fmt: skip
_POLISH = {
    "szcz": "SC", "cz": "C", "sz": "S", "rz": "Z", "dż": "dZ", "dź": "dz", "ch": "h", "ż": "Z", "ź": "z", "ś": "s",
    "ć": "c", "ń": "n", "ó": "u", "ą": "on", "ę": "en", "c": "c", "x": "ks",
}  # fmt: skip
_HUSHED = str.maketrans("", "", "'’ʹʼʻ′ʺ″”“\"`´‘*-ʿʾ·.")
_YO = re.compile("(?<=[bcdfghjklmnprstvwzčšžʹ'’])(?:[yij]o|ë)(?=[bcdfghjklmnprstvwz])")
_SOFTENED = re.compile("(?:dz|c)(?=v?i[aeou])|dz(?=v?[ei]|[ktp])")
_BELARUSIAN_ENDS = re.compile("(?:enka|anka|a[uv]|o[uv]|ski|viC)$")
_CARON = tuple("čšžŝâêûìèŷẑ")
_MARKED = (*_CARON, *"łżźśćńóąę")


def bare(token: str) -> str:
    """Lower the case and take apostrophes and marks of softness out."""
    return unicodedata.normalize("NFC", token.casefold()).translate(_HUSHED)


@lru_cache(maxsize=1 << 17)
def readings(token: str) -> tuple[Reading, ...]:
    """Read one Latin token by every habit its letters allow, the most usual first.

    >>> [reading.sounds for reading in readings("Schukow")]
    ['Sukov', 'shukov', 'SCukov', 'Zukov']
    """
    letters = bare(token)
    found: dict[str, str] = {}
    for habit, rules in _habits(letters):
        for sounds in _read(letters, rules, habit):
            found.setdefault(sounds, habit)
    for sounds, habit in tuple(found.items()):
        for other in _belarusian(sounds):
            found.setdefault(other, f"{habit}, Belarusian ў")
        if _YO.search(letters) and "io" in sounds:
            found.setdefault(collapse(re.sub("(?<=[^aeiou])io", "e", sounds)), f"{habit}, ё as е")
    return tuple(Reading(sounds, habit) for sounds, habit in found.items())


def _habits(letters: str) -> list[tuple[str, dict[str, str]]]:
    chosen = [(habit.name, habit.rules) for habit in _HABITS if habit.allows(letters)]
    return chosen or [("Latin letters", _ENGLISH)]


@dataclass(frozen=True, slots=True)
class _Habit:
    """A way to spell: rules, letters it never writes, and letters of which it shows at least one."""

    name: str
    rules: dict[str, str]
    never: tuple[str, ...]
    shows: tuple[str, ...] = ()

    def allows(self, letters: str) -> bool:
        if any(part in letters for part in self.never):
            return False
        return not self.shows or any(part in letters for part in self.shows)


_HABITS = (
    _Habit("English-style spelling", _ENGLISH, (*_MARKED, "sz", "cz", "tsch")),
    _Habit(
        "scholarly or ISO 9 spelling",
        _SCHOLARLY,
        ("w", "ł", "sh", "zh", "tsch", "sz", "cz"),
        (*_CARON, "c", "j", "x", "ć", "ś", "ź"),
    ),
    _Habit(
        "German spelling",
        _GERMAN,
        (*_MARKED, "v", "sz", "cz", "ou", "kh", "ya", "yu"),
        ("s", "z", "ch", "w", "j", "ä", "ö", "ü"),
    ),
    _Habit(
        "Polish spelling",
        _POLISH,
        ("v", "x", *_CARON, "sch", "sh", "kh", "ou"),
        ("w", "z", "c", "j", "ł", "ó", "ś", "ń", "ż", "ć"),
    ),
    _Habit(
        "French spelling",
        _FRENCH,
        (*_MARKED, "w", "sh", "zh", "sz", "cz", "tsch"),
        ("ou", "ch", "j", "gu", "ï", "ss", "é", "è", "ine"),
    ),
)


def _read(letters: str, rules: dict[str, str], habit: str) -> list[str]:
    table = _SHARED | rules
    options: list[tuple[str, ...]] = []
    k = 0
    while k < len(letters):
        for size in (7, 5, 4, 3, 2, 1):
            part = letters[k : k + size]
            if len(part) == size and part in table:
                options.append(_doubtful(part, table[part], habit, letters[k + size : k + size + 1]))
                k += size
                break
        else:
            options.append((_unmarked(letters[k]),))
            k += 1
    spelled = {collapse("".join(parts)): None for parts in product(*_few(options))}
    if habit == "French spelling" and letters.endswith("ine"):
        spelled |= {sounds[:-1]: None for sounds in tuple(spelled)}
    return list(spelled)


_BEFORE_Z = {"German spelling": frozenset("aeiouyäöülmnrwbdgj"), "French spelling": frozenset("aeiouy")}
_DOUBTS = {
    ("German spelling", "sch"): ("S", "Z", "sh"),
    ("Polish spelling", "rz"): ("Z", "rz"),
    ("English-style spelling", "sch"): ("S", "sh", "SC"),
}


def _doubtful(part: str, sound: str, habit: str, after: str) -> tuple[str, ...]:
    """Letters that one habit uses for two sounds: s before vowels, sch, rz."""
    if part == "s" and after in _BEFORE_Z.get(habit, ()):
        return ("s", "z")
    return _DOUBTS.get((habit, part), (sound,))


def _few(options: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Keep the first three doubts only, so that no token has hundreds of readings."""
    kept, doubts = [], 0
    for option in options:
        doubts += len(option) > 1
        kept.append(option if doubts <= 3 else option[:1])
    return kept


@lru_cache(maxsize=4096)
def _unmarked(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[0]
    return _SHARED.get(base, "")


def _belarusian(sounds: str) -> list[str]:
    """Kazlou, Miadzvedzeu: u after a vowel and before a consonant is ў, which sounds v; dz and ts are soft д and т."""
    changed = "".join(
        "v" if s == "u" and k and sounds[k - 1] in "aoe" and sounds[k + 1 : k + 2] not in tuple("aeiou") else s
        for k, s in enumerate(sounds)
    )
    hard = _SOFTENED.sub(lambda match: match[0][0].replace("c", "t"), changed).replace("ia", "ie")
    is_spoken = _SOFTENED.search(changed) or (hard != changed and _BELARUSIAN_ENDS.search(changed))
    return [form for form in (changed, hard if is_spoken else changed) if form != sounds]
