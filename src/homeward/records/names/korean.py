"""Read Korean names: Hangul, every usual romanisation, and Cyrillic.

One Hangul syllable has up to a dozen Latin spellings, and one Latin spelling stands for several syllables, so names
are compared as sets of possible Hangul: `hangul("Yong Ho")` holds both 영호 and 용호, each of which holds only itself.
Left to others: joining the two syllables of a given name, and what agreement weighs.

Sources: Revised Romanisation (2000), McCune-Reischauer (1939), the North Korean rules of 1992, Kontsevich's Cyrillic,
and the spellings usual in South Korean passports and among Koreans of the former Soviet Union.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache, partial
from itertools import product

from homeward.records.names.sounds import Reading
from homeward.records.names.tables.korean_syllables import GIVEN, SURNAME_SPELLINGS, SURNAMES
from homeward.records.names.tables.letters import as_readings, cut_into, fold_spelling, read_cyrillic, script_of

_SEPARATORS = re.compile(r"[\s\-–·]+")
_FIRST, _LAST = 0xAC00, 0xD7A3
_MOST_SYLLABLES = 3
_MOST_SPELLINGS = 4000  # of one token; a name has two syllables, of at most a dozen candidates each

# Per jamo: Revised, McCune-Reischauer and North Korean without marks, usual; then Cyrillic. In Unicode order.
_INITIALS = (
    "g k", "kk gg", "n", "d t", "tt dd", "r l n", "m", "b p", "pp bb", "s", "ss s", "", "j ch z", "jj tch",
    "ch", "k kh", "t th", "p ph", "h",
)  # fmt: skip
_VOWELS = (
    "a ah", "ae ai ay e", "ya yah", "yae yai", "eo o u uh eu au", "e ei ae", "yeo yo you yu yuh yeu", "ye yeh yae",
    "o oh", "wa", "wae wai", "oe oi we wei", "yo yoh", "u oo ou woo wu", "wo weo wu", "we", "wi wee ui", "yu yoo you",
    "eu u oo", "ui hi ee i eui eui", "i ee y yi ie",
)  # fmt: skip
_FINALS = (
    "", "k g ck c", "k", "k", "n", "n", "n", "t d", "l r", "k", "m", "p", "l", "t", "p", "l", "m", "p b", "p", "t s",
    "t", "ng", "t", "t", "k", "t", "p", "t",
)  # fmt: skip
_CYRILLIC_INITIALS = (
    "к г", "кк", "н", "т д", "тт", "л р", "м", "п б", "пп", "с", "сс", "", "ч дж чж", "чч", "чх ч", "кх к", "тх т",
    "пх п", "х",
)  # fmt: skip
_CYRILLIC_VOWELS = (
    "а", "э", "я", "йя е", "о е", "е э", "ё е", "йе е", "о", "ва", "вэ", "ве", "ё", "у", "во", "ве", "ви", "ю", "ы",
    "ый и", "и",
)  # fmt: skip
_CYRILLIC_FINALS = (
    "", "к", "к", "к", "н", "н", "н", "т", "ль л р", "к", "м", "п", "ль", "т", "п", "ль", "м", "п", "п", "т", "т", "н",
    "т", "т", "к", "т", "п", "т",
)  # fmt: skip
_SILENT_INITIAL = 11
_HISSING = frozenset({9, 10})  # s and ss: "shi", "shin", "shim" before i, "shy" before glides
_EXTRA = {
    "우": "woo",
    "희": "hee hi",
    "의": "ui eui yi",
    "이": "yi i e",
    "일": "il",
    "인": "in",
    "임": "yim",
    "익": "yik",
}


def jamo(syllable: str) -> tuple[int, int, int] | None:
    """Take a Hangul syllable apart into the numbers of its initial, vowel and final; None for any other character.

    >>> jamo("한"), jamo("a")
    ((18, 0, 4), None)
    """
    code = ord(syllable) - _FIRST
    return (code // 588, code % 588 // 28, code % 28) if 0 <= code <= _LAST - _FIRST else None


@lru_cache(maxsize=2048)
def spellings(syllable: str) -> frozenset[str]:
    """Return every Latin and Cyrillic spelling of one Hangul syllable, folded as `fold_spelling` folds.

    >>> {"chol", "cheol", "chul", "чхол"} <= spellings("철")
    True
    """
    parts = jamo(syllable)
    if parts is None:
        return frozenset()
    latin = _latin_spellings(parts) | set(_EXTRA.get(syllable, "").split())
    cyrillic = _join(parts, (_CYRILLIC_INITIALS, _CYRILLIC_VOWELS, _CYRILLIC_FINALS))
    return frozenset(map(fold_spelling, latin | cyrillic))


def _latin_spellings(parts: tuple[int, int, int]) -> set[str]:
    plain = _join(parts, (_INITIALS, _VOWELS, _FINALS))
    if parts[0] in _HISSING:
        plain |= {"sh" + word.lstrip("s") for word in plain if word.lstrip("s")[:1] in ("i", "e", "y", "w")}
    return plain


def _join(parts: tuple[int, int, int], tables: tuple[tuple[str, ...], ...]) -> set[str]:
    choices = (table[part].split() or [""] for part, table in zip(parts, tables, strict=True))
    return {"".join(choice) for choice in product(*choices)}


@lru_cache(maxsize=1)
def _by_spelling() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for syllable in dict.fromkeys(GIVEN + SURNAMES):
        for spelling in spellings(syllable):
            found.setdefault(spelling, []).append(syllable)
    return {spelling: tuple(syllables) for spelling, syllables in found.items()}


@lru_cache(maxsize=1)
def _by_surname_spelling() -> dict[str, tuple[str, ...]]:
    pairs = (line.split(":") for line in SURNAME_SPELLINGS.strip().splitlines())
    found: dict[str, list[str]] = {}
    for syllable, forms in pairs:
        for form in forms.split():
            found.setdefault(fold_spelling(form), []).append(syllable)
    return {spelling: tuple(syllables) for spelling, syllables in found.items()}


@lru_cache(maxsize=1 << 15)
def hangul(token: str) -> frozenset[str]:
    """Return every Hangul spelling a token may stand for: itself for Hangul; none for what cannot be a Korean name.

        token    one name in any script; hyphens, spaces and apostrophes inside are free: "Chol Su", "Ch'ŏl-su"
        returns  Hangul of one to three syllables

    >>> hangul("영호"), sorted(hangul("Yong Ho") & {"영호", "용호"})
    (frozenset({'영호'}), ['영호', '용호'])
    """
    if script_of(token) == "HANGUL":
        return frozenset({"".join(c for c in unicodedata.normalize("NFC", token) if jamo(c))})
    words = {"".join(choice) for cut in _cuts(token) for choice in product(*(_by_spelling()[part] for part in cut))}
    return frozenset(_by_surname_spelling().get(fold_spelling(token), ())) | frozenset(sorted(words)[:_MOST_SPELLINGS])


def syllables(token: str) -> tuple[tuple[str, ...], ...]:
    """Cut a token into syllables, and name the Hangul each may be: of the cuts that fit, the first with fewest pieces.

    >>> syllables("영호"), syllables("Smith")
    ((('영',), ('호',)), ())
    """
    if script_of(token) == "HANGUL":
        return tuple((c,) for c in unicodedata.normalize("NFC", token) if jamo(c))
    folded = fold_spelling(token)
    surname = _by_surname_spelling().get(folded)
    cut = min(_cuts(token), key=len, default=())
    return (surname,) if surname and len(cut) <= 1 else tuple(_by_spelling()[part] for part in cut)


def _cuts(token: str) -> tuple[tuple[str, ...], ...]:
    """Cut a token into known syllables in every way: where its writer cut it, else into two, else into three."""
    known = _by_spelling()
    written = tuple(filter(None, map(fold_spelling, _SEPARATORS.split(token))))
    if 1 < len(written) <= _MOST_SYLLABLES and all(part in known for part in written):
        return (written,)
    cuts = cut_into(fold_spelling(token), known, _MOST_SYLLABLES)
    short = tuple(cut for cut in cuts if len(cut) < _MOST_SYLLABLES)
    return short or tuple(cuts)


def readings(token: str) -> tuple[Reading, ...]:
    """Read one Korean token into sounds: Hangul by four systems, other scripts as they are spelled.

    >>> [r.sounds for r in readings("철")][:2]
    ['Chol', 'Col']
    """
    script = script_of(token)
    if script == "CYRILLIC":
        return as_readings([(read_cyrillic(token), "Korean in Cyrillic")])
    if script == "HANGUL":
        parts = [jamo(c) for c in unicodedata.normalize("NFC", token)]
        known = [part for part in parts if part is not None]
        return as_readings((_SYSTEM_READERS[name](known), name) for name in _SYSTEM_READERS)
    shown = sorted(hangul(token), key=_rank)[:2]
    return as_readings((reading.sounds, reading.reason) for word in shown for reading in readings(word))


def _rank(word: str) -> tuple[int, ...]:
    order = GIVEN + SURNAMES
    return tuple(order.find(c) for c in word)


def _kontsevich(parts: list[tuple[int, int, int]]) -> str:
    return "".join(
        read_cyrillic(_CYRILLIC_INITIALS[i].split(" ")[_voiced(k, i, parts)])
        + read_cyrillic(_CYRILLIC_VOWELS[v].split()[0 if i != 18 else -1])
        + read_cyrillic((_CYRILLIC_FINALS[f].split() or [""])[0])
        for k, (i, v, f) in enumerate(parts)
    )


def _voiced(k: int, initial: int, parts: list[tuple[int, int, int]]) -> int:
    """Tell whether an initial stands between voiced sounds, where к т п ч are written г д б дж."""
    follows_voiced = k > 0 and parts[k - 1][2] in (0, 4, 8, 16, 21)
    return int(follows_voiced and initial in (0, 3, 7, 12))


_SOUND_INITIALS = tuple("h kk n d tt r m b pp s ss - dZ CC C k t p h".split())
_SOUND_VOWELS = tuple("a e a ae o e o e o va ve oe o u vo ve vi u u i i".split())
_USUAL_VOWELS = tuple("a ae a ae u e u e o va ve oi o u vo ve vi u u i i".split())
_MCCUNE_INITIALS = tuple("k kk n t tt r m p pp s ss - C CC C k t p h".split())
_SOUND_FINALS = tuple("- k k k n n n t l k m p l t p l m p p t t nh t t k t p t".split())


def _latin_reader(initials: tuple[str, ...], vowels: tuple[str, ...], parts: list[tuple[int, int, int]]) -> str:
    return "".join(initials[i] + vowels[v] + _SOUND_FINALS[f] for i, v, f in parts).replace("-", "")


_SYSTEM_READERS: dict[str, Callable[[list[tuple[int, int, int]]], str]] = {
    "Kontsevich's Cyrillic": _kontsevich,
    "McCune-Reischauer": partial(_latin_reader, _MCCUNE_INITIALS, _SOUND_VOWELS),
    "Revised Romanisation": partial(_latin_reader, _SOUND_INITIALS, _SOUND_VOWELS),
    "usual Latin": partial(_latin_reader, _MCCUNE_INITIALS, _USUAL_VOWELS),
}
