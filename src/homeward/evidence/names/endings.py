"""What the ending of a surname says: its suffix, the sex of its bearer, and what it was before it was declined.

All work on sound keys (`sounds.key`), so one table serves every script: -ська and -ская are both "ska". A key may
have several bases; none replaces the key itself. Left to others: how much a shared base weighs.
"""

from functools import lru_cache

# the endings of declined and feminine surnames, longest first, and what stands there in a man's nominative
_BASES = (
    ("ovi", ("", "o")), ("evi", ("",)), ("oho", ("i",)), ("eho", ("i",)), ("omu", ("i",)), ("emu", ("i",)),
    ("skim", ("ski",)), ("ckim", ("cki",)), ("skom", ("ski",)), ("ckom", ("cki",)),
    ("ovim", ("ov",)), ("evim", ("ev",)), ("inim", ("in",)),
    ("ovo", ("ov", "ovi")), ("evo", ("ev", "evi")), ("ino", ("in", "ini")), ("sko", ("ski",)), ("cko", ("cki",)),
    ("ovu", ("ov", "ovi")), ("evu", ("ev", "evi")), ("inu", ("in", "ini")), ("sku", ("ski",)), ("cku", ("cki",)),
    ("ova", ("ov", "ovi")), ("eva", ("ev", "evi")), ("ina", ("in", "ini")), ("ska", ("ski",)), ("cka", ("cki",)),
    ("na", ("ni", "n", "no")), ("no", ("ni", "na")), ("nu", ("ni", "na", "no", "n")),
    ("ka", ("ko", "k", "ok", "ka")), ("ku", ("ko", "k", "ka")), ("kom", ("ko", "k")),
    ("om", ("", "o")), ("em", ("",)),
    ("a", ("", "o", "i")), ("u", ("", "a", "o")), ("i", ("a", "")), ("e", ("a",)), ("o", ("a",)),
)  # fmt: skip
_FEMININE = ("ova", "eva", "ska", "cka", "ina")
_MASCULINE = ("ov", "ev", "ski", "cki")
_OPEN = frozenset("aeiou")
_SHORT = 4  # sounds up to which -ova is no ending: Сова
_SUFFIXES = (
    "Cenko", "enko", "ovski", "evski", "inski", "ski", "cki", "Cuk", "uk", "ak", "ovac", "ivec", "ovec", "ec", "ov",
    "ev", "in", "iSin", "iv", "Sin", "ik", "niC", "ovic", "oviC", "eviC", "iC", "ko", "aro", "ilo", "alo", "iS", "aS",
    "idze", "adze", "Svili", "ian", "iani", "ohlu", "zade", "ba", "ai", "ei", "ni", "uS", "os",
)  # fmt: skip
_BY_LENGTH = tuple(sorted(set(_SUFFIXES), key=len, reverse=True))


@lru_cache(maxsize=1 << 17)
def bases(key: str) -> tuple[str, ...]:
    """Give the nominatives of men that a surname may be a woman's or a declined form of, without the key itself.

    >>> bases("novikova"), bases("kovalenka")
    (('novikov', 'novikovi'), ('kovalenko', 'kovalenk', 'kovalenok'))
    """
    found: dict[str, None] = {}
    for ending, starts in _BASES:
        if key.endswith(ending) and len(key) - len(ending) >= 2:
            stem = key[: len(key) - len(ending)]
            found.update({stem + start: None for start in starts if stem + start != key})
            if len(ending) > 1 or found:
                break
    return tuple(dict.fromkeys((*found, *(whole for base in found for whole in _with_fleeting_vowel(base)))))


def _with_fleeting_vowel(base: str) -> tuple[str, ...]:
    """Put the е back that a case drops: Горобця, Горобець; Журавля, Журавель."""
    if base.endswith(("bc", "vc", "nc", "lc", "ric", "mic", "pc", "rc", "ic")):
        return (base[:-1].removesuffix("i") + "ec",)
    return (base[:-1] + "el",) if base[-1] == "l" and base[-2] not in _OPEN else ()


@lru_cache(maxsize=1 << 17)
def suffix(key: str) -> str:
    """Name the suffix of a surname, a man's nominative: "enko", "uk"; "" where none is known.

    >>> suffix("pilipenko"), suffix("pilipCuk"), suffix("soroka")
    ('enko', 'Cuk', '')
    """
    return next((end for end in _BY_LENGTH if key.endswith(end) and len(key) > len(end) + 1), "")


@lru_cache(maxsize=1 << 17)
def sexes(key: str) -> frozenset[tuple[str, bool]]:
    """Give the (sex, is in another case) that a surname's ending allows; empty where it allows all.

    >>> sorted(sexes("ivanova"))
    [('f', False), ('m', True)]
    """
    if key.endswith(_FEMININE) and len(key) > _SHORT:
        return frozenset({("f", False), ("m", True)} if not key.endswith(("ska", "cka")) else {("f", False)})
    if key.endswith(_MASCULINE):
        return frozenset({("m", False)})
    if key[-1:] not in _OPEN:
        return frozenset({("m", False), ("f", False), ("f", True)})  # a man's would be declined: Kulyk, Kulyka
    return frozenset()
