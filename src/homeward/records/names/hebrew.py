"""Read Hebrew and Yiddish names: Hebrew letters, and the Latin and Cyrillic spellings of them.

Most vowels are not written, so a table gives the usual names with their biblical forms in other languages (Moshe,
Moses, Моисей); a name outside it is read letter by letter with the vowels that the letters allow. Surnames of European
origin (רוזנברג) are spelled almost as they sound. Left to others: what agreement weighs.
"""

import unicodedata
from functools import lru_cache

from homeward.records.names.sounds import VOWELS, Reading, collapse
from homeward.records.names.tables.hebrew_names import GIVEN, SURNAMES
from homeward.records.names.tables.identities import Identities, entries, parse_identities
from homeward.records.names.tables.letters import (
    as_readings,
    expand,
    fold_spelling,
    parse_rules,
    read_cyrillic,
    script_of,
    strip_marks,
)

_LETTERS = {
    "ב": "v", "ג": "h", "ד": "d", "ה": "h", "ז": "z", "ח": "h", "ט": "t", "כ": "h", "ך": "h", "ל": "l", "מ": "m",
    "ם": "m", "נ": "n", "ן": "n", "ס": "s", "ע": "", "פ": "f", "ף": "f", "צ": "c", "ץ": "c", "ק": "k", "ר": "r",
    "ש": "S", "ת": "t",
}  # fmt: skip
_AT_START = {"ב": "b", "כ": "k", "פ": "p"}
_OTHER = {"ב": "b", "כ": "k", "ך": "k", "פ": "p", "ף": "p", "ש": "s"}
_ENDINGS = {
    "ברג": "berh", "ברגר": "berher", "שטיין": "Stein", "מן": "man", "בוים": "boim", "בלום": "blum",
    "פלד": "feld", "סקי": "ski",
    "צקי": "cki", "ביץ'": "viC", "ביץ": "vic", "וביץ": "ovic", "טל": "tal", "נר": "ner",
    "לר": "ler", "סון": "son",
    "בלט": "blat", "גרד": "hrad", "שיץ": "Sic", "פרב": "farb",
    "ווילי": "vili", "אשווילי": "aSvili", "שוילי": "Svili", "ולסקי": "olski", "רמן": "erman",
}  # fmt: skip
_DOUBLE = {"וו": ("v",), "יי": ("ai", "ei")}
_WEAK = {
    ("ו", "first"): ("va", "ve"), ("ו", "inside"): ("o", "u", "v"), ("ו", "last"): ("o", "u", "v"),
    ("י", "first"): ("i", "ia", "ie"), ("י", "inside"): ("i", "ei", "ai"), ("י", "last"): ("i", "ei", "ai"),
    ("א", "first"): ("a", "e", ""), ("א", "inside"): ("a", "e", ""), ("א", "last"): ("a", ""),
    ("ע", "first"): ("a", "e", ""), ("ע", "inside"): ("a", "e", ""), ("ע", "last"): ("a", ""),
    ("ה", "last"): ("a", "e", ""),
}  # fmt: skip
_MARKED = str.maketrans({"׳": "'", "״": None, '"': None})
_SOFT = {"ג'": "dZ", "ז'": "Z", "צ'": "C", "ץ'": "C", "ת'": "t"}
_LATIN = parse_rules(
    """
    a:a b:b c:k|c d:d e:e f:f g:h h:h i:i j:i|dZ k:k l:l m:m n:n o:o p:p q:k r:r s:s|z t:t u:u v:v w:v x:ks y:i z:z|c
    ch:h|C sh:S sch:S tz:c ts:c cz:C kh:h gh:h ph:f th:t ck:k zh:Z ee:i oo:u ou:u ei:ei|ai ey$:ei|i ay:ai ai:ai aa:a
    ya:a ye:e yo:o yu:u ja:a|dZa jo:o|dZo eh$:e|a ah$:a stein:Stein|Stain sp:Sp|sp st:st|St tsch:C dt$:t sz:S|s
    witz:vic|vits wicz:viC owitz:ovic ovich:oviC sky$:ski ski$:ski man$:man mann$:man oy:oi eu:oi|eu
    """
)


@lru_cache(maxsize=1 << 14)
def readings(token: str) -> tuple[Reading, ...]:
    """Read one Hebrew name, in Hebrew, Latin or Cyrillic letters, into sounds.

    >>> [r.sounds for r in readings("משה")][:1], [r.sounds for r in readings("רוזנברג")]
    (['moSe'], ['rosenberh', 'rozenberh'])
    """
    script = script_of(token)
    if script == "CYRILLIC":
        return as_readings([(read_cyrillic(token), "Cyrillic letters")])
    if script != "HEBREW":
        small = "".join(c for c in strip_marks(token) if c.isalpha())
        return as_readings((sounds, "Hebrew name in Latin") for sounds in expand(small, _LATIN))
    usual = [
        (sounds, "usual vowels of this name")
        for form in _usual_forms().get(_bare(token), ())
        for sounds in _sounds(form)
    ]
    return as_readings(usual or [(sounds, "Hebrew letters") for sounds in _with_ending(_bare(token))])


def _with_ending(word: str) -> tuple[str, ...]:
    """Put vowels into a written word; the endings of European surnames are known: ברג is berg."""
    for ending, heard in _ENDINGS.items():
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word[: -len(ending)]
            return tuple(start + heard for start in dict.fromkeys((*_vowelled(stem), *_vowelled(stem + "'"))))[:8]
    return _vowelled(word)


def _sounds(form: str) -> tuple[str, ...]:
    return (read_cyrillic(form),) if script_of(form) == "CYRILLIC" else expand(strip_marks(form), _LATIN, 1)


def _bare(token: str) -> str:
    """Take away vowel points and the marks of abbreviations; the geresh of foreign sounds becomes an apostrophe."""
    plain = unicodedata.normalize("NFD", token).translate(_MARKED)
    return "".join(c for c in plain if c == "'" or c.isalpha())


@lru_cache(maxsize=1)
def _usual_forms() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for _, groups in (*entries(GIVEN), *entries(SURNAMES)):
        spoken = tuple(form for form in groups["0"] if script_of(form) != "HEBREW")
        for form in groups["0"]:
            if script_of(form) == "HEBREW":
                found[_bare(form)] = found.get(_bare(form), ()) + spoken
    return found


def _vowelled(word: str) -> tuple[str, ...]:
    """Put vowels into a written word, the likeliest first: ו is o or u, י is i, between consonants a, e or none."""
    beams: list[tuple[int, str]] = [(0, "")]
    place = 0
    while place < len(word):
        size, choices = _choices_at(word, place)
        beams = sorted((cost + rank, sounds + choice) for cost, sounds in beams for rank, choice in enumerate(choices))
        beams, place = beams[:40], place + size
    return tuple(dict.fromkeys(collapse(sounds) for _, sounds in beams))[:8]


def _choices_at(word: str, place: int) -> tuple[int, tuple[str, ...]]:
    """Say how many letters are read here, and as what."""
    pair = word[place : place + 2]
    if pair in _DOUBLE:
        return 2, _DOUBLE[pair]
    if pair in _SOFT:
        return 2, _with_vowels(word, place + 1, _SOFT[pair])
    letter = word[place]
    where = "first" if not place else "last" if place == len(word) - 1 else "inside"
    weak = _WEAK.get((letter, where))
    return 1, weak if weak is not None else _consonant_choices(word, place)


def _consonant_choices(word: str, place: int) -> tuple[str, ...]:
    letter = word[place]
    sound = _LETTERS.get(letter, "") if place else _AT_START.get(letter, _LETTERS.get(letter, ""))
    heard = _with_vowels(word, place, sound)
    other = _OTHER.get(letter, sound)
    return heard if other == sound else (heard[0], *_with_vowels(word, place, other), *heard[1:])


def _with_vowels(word: str, place: int, sound: str) -> tuple[str, ...]:
    after = word[place + 1 : place + 2]
    if not after or after in "ויאעה'":
        return (sound,)
    return (f"{sound}a", sound, f"{sound}e") if place == 0 else (sound, f"{sound}a", f"{sound}e")


@lru_cache(maxsize=1)
def _tables() -> tuple[Identities, Identities]:
    return parse_identities("hebrew", GIVEN, fold=_fold), parse_identities("hebrew-family", SURNAMES, fold=_fold)


def _fold(form: str) -> str:
    return _bare(form) if script_of(form) == "HEBREW" else fold_spelling(form)


@lru_cache(maxsize=1 << 14)
def name_ids(token: str) -> frozenset[str]:
    """Return the Hebrew names a token may be: Hebrew letters, or its forms in Latin and Cyrillic.

        returns  "hebrew:moshe" for given names, "hebrew-family:cohen" for surnames; with "/0" for the Hebrew form in
                 any script, "/1" for the biblical form in other languages, "/short" for short forms

    >>> sorted(name_ids("Moses") & name_ids("משה")), sorted(name_ids("Коган") & name_ids("כהן"))
    (['hebrew:moshe'], ['hebrew-family:cohen'])
    """
    given, family = _tables()
    return given.of(token) | family.of(token)


def skeleton(sounds: str) -> str:
    """Leave only the consonants, for names whose vowels were guessed.

    >>> skeleton("rozenberh")
    'rznbrh'
    """
    return collapse("".join(sound for sound in sounds if sound not in VOWELS))
