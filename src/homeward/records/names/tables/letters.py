"""Read a token letter by letter into sounds, keeping every plausible value of a letter; and fold a spelling to look up.

The rules are plain mappings: a letter or group of letters to its values, the most usual first, parted by "|"; "-" is
silence. The longest group at a place wins. Left to others: which rules fit which language.
"""

import re
import unicodedata
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from homeward.records.names.sounds import Reading, collapse

MOST_READINGS = 8
_BEAM = 32

Rules = Mapping[str, tuple[str, ...]]

_LOOSE = str.maketrans(
    {
        "і": "и", "ї": "и", "й": "и", "ы": "и", "є": "е", "э": "е", "ё": "е", "ґ": "г", "ў": "у", "ь": None, "ъ": None,
        "ı": "i", "ə": "a", "ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
    }
)  # fmt: skip

CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "h", "д": "d", "е": "e", "ё": "o", "є": "e", "ж": "Z", "з": "z",
    "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ў": "v", "ф": "f", "х": "h", "ц": "c", "ч": "C", "ш": "S", "щ": "SC", "ъ": "",
    "ы": "i", "ь": "", "э": "e", "ю": "u", "я": "a",
}  # fmt: skip


def parse_rules(text: str) -> dict[str, tuple[str, ...]]:
    """Parse "ch:C|h sh:S ğ:h|-" into rules.

    >>> parse_rules("ch:C|h ğ:h|-")
    {'ch': ('C', 'h'), 'ğ': ('h', '')}
    """
    pairs = (word.split(":") for word in text.split())
    return {letters: tuple("" if v == "-" else v for v in values.split("|")) for letters, values in pairs}


def expand(token: str, rules: Rules, most: int = MOST_READINGS) -> tuple[str, ...]:
    """Read a token by the rules in every way, the most usual values first. Letters without a rule are silent.

    A rule whose group starts with "^" holds only at the start, one that ends with "$" only at the end.

    >>> expand("çi", parse_rules("ç:C i:i|e"))
    ('Ci', 'Ce')
    """
    spelling = _spelling(rules)
    beams = [(0, "")]
    for part in spelling.cut(token):
        values = rules[part]
        beams = [(cost, sounds + values[0]) for cost, sounds in beams] if len(values) == 1 else _grow(beams, values)
    return tuple(dict.fromkeys(collapse(sounds) for _, sounds in beams))[:most]


@dataclass(frozen=True, slots=True, eq=False)
class _Spelling:
    """Rules made ready for cutting: the longest group at a place wins.

    rules      kept, so that they are still there under the identity by which they are remembered
    at_start   groups at the beginning: one bound to it gives way to another of more letters
    """

    rules: Rules
    at_start: re.Pattern[str]
    inside: re.Pattern[str]

    def cut(self, token: str) -> list[str]:
        text = f"{token}$"
        first = self.at_start.match(f"^{text}")
        if first is None:
            return self.inside.findall(text)
        return [first[0], *self.inside.findall(text, first.end() - 1)]


_SPELLINGS: dict[int, _Spelling] = {}


def _spelling(rules: Rules) -> _Spelling:
    known = _SPELLINGS.get(id(rules))
    return known or _SPELLINGS.setdefault(id(rules), _make_spelling(rules))


def _make_spelling(rules: Rules) -> _Spelling:
    by_length = sorted(rules, key=len, reverse=True)
    bound = [group for group in by_length if group[0] == "^"]
    inside = [group for group in by_length if group[0] != "^"]
    longer = {group: [f"(?!{re.escape(other)})" for other in inside if len(other) >= len(group)] for group in bound}
    at_start = "|".join(rf"\^{''.join(longer[group])}{re.escape(group[1:])}" for group in bound)
    return _Spelling(rules, re.compile(at_start or "(?!)"), re.compile("|".join(map(re.escape, inside))))


def _grow(beams: list[tuple[int, str]], values: tuple[str, ...]) -> list[tuple[int, str]]:
    """Continue every reading with every value; keep the likeliest."""
    grown: dict[str, int] = {}
    for cost, sounds in beams:
        for rank, value in enumerate(values):
            grown.setdefault(sounds + value, cost + rank)
    return sorted(((cost, sounds) for sounds, cost in grown.items()), key=lambda beam: beam[0])[:_BEAM]


def as_readings(pairs: Iterable[tuple[str, str]], most: int = MOST_READINGS) -> tuple[Reading, ...]:
    """Make readings of (sounds, reason), each sound sequence once, the first reason kept; empty ones are left out."""
    first: dict[str, str] = {}
    for sounds, reason in pairs:
        if sounds:
            first.setdefault(collapse(sounds), reason)
    return tuple(Reading(sounds, reason) for sounds, reason in list(first.items())[:most])


def cut_into(spelling: str, known: Container[str], most: int) -> list[tuple[str, ...]]:
    """Cut a spelling into known pieces in every way, into at most so many.

    >>> cut_into("guohua", {"guo", "hua", "gu", "o"}, 3)
    [('guo', 'hua'), ('gu', 'o', 'hua')]
    """
    cuts: list[tuple[str, ...]] = []
    open_cuts: list[tuple[tuple[str, ...], str]] = [((), spelling)]
    while open_cuts:
        done, rest = open_cuts.pop()
        if done and not rest:
            cuts.append(done)
        elif len(done) < most:
            open_cuts += [((*done, rest[:k]), rest[k:]) for k in range(1, len(rest) + 1) if rest[:k] in known]
    return cuts


@lru_cache(maxsize=1 << 16)
def script_of(token: str) -> str:
    """Name the script of a token by its first letter: "LATIN", "CYRILLIC", "ARABIC", "HANGUL", "CJK", ... or ""."""
    letter = next((letter for letter in token if letter.isalpha() and letter not in "ʻʼʾʿ"), "")
    return unicodedata.name(letter, "").partition(" ")[0] if letter else ""


def read_cyrillic(token: str) -> str:
    """Read a Cyrillic token plainly, as Russian letters sound.

    >>> read_cyrillic("Гюльшен")
    'hulSen'
    """
    return collapse("".join(CYRILLIC.get(letter, "") for letter in strip_marks(token, keep="йїё")))


@lru_cache(maxsize=1 << 16)
def strip_marks(token: str, keep: str = "") -> str:
    """Write a token in lower case without marks above and below its letters; letters in `keep` stay whole.

    >>> strip_marks("Żółkiewska")
    'zołkiewska'
    """
    small = unicodedata.normalize("NFC", token.casefold().replace("i̇", "i"))
    parts = (letter if letter in keep else unicodedata.normalize("NFD", letter) for letter in small)
    return "".join(c for c in "".join(parts) if not unicodedata.combining(c))


@lru_cache(maxsize=1 << 16)
def fold_spelling(token: str) -> str:
    """Fold a spelling to the letters on which careless writers agree: no marks, no signs, і as и, э as е.

    >>> fold_spelling("Нур-ед-Дін"), fold_spelling("Ya'akov")
    ('нуреддин', 'yaakov')
    """
    bare = strip_marks(token).translate(_LOOSE)
    return "".join(letter for letter in bare if letter.isalnum() and letter not in "ʻʼʾʿ")
