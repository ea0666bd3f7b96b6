"""Undo what machines and hurried hands do to letters: look-alikes of another script, digits, the wrong keyboard.

Left to others: slips that leave real letters (they are weighed, not repaired), and which word is which (`parse`).
"""

import re
import unicodedata
from functools import lru_cache

from homeward.records.names.given import candidates, father_candidates, written_names
from homeward.records.names.readings import script

LOOK_ALIKES, DIGITS, LAYOUT = "look-alike letters of another script", "digits for letters", "wrong keyboard layout"

_TO_CYRILLIC = str.maketrans("aceiopxykABCEHIKMOPTXYSJëïurnmgbhtds", "асеіорхукАВСЕНІКМОРТХУЅЈёїигптдьһтдѕ")
_ALIKE_LATIN = frozenset("aceiopxykABCEHIKMOPTXYëïm")
_TO_LATIN = str.maketrans("асеіорхукАВСЕНІКМОРТХУЅЈёїѕјһь", "aceiopxykABCEHIKMOPTXYSJëïsjhb")
_ALIKE_CYRILLIC = frozenset("асеіорхуАВСЕНІКМОРТХУЅЈёїѕјһ")
_LATIN_LETTERS = re.compile("[A-Za-zëï]")
_CYRILLIC_LETTERS = re.compile("[\u0400-\u04ff]")
_DIGITS_CYRILLIC = str.maketrans("0134689", "оізчбвд")
_DIGITS_LATIN = str.maketrans("0134568", "oleasbb")

_KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>"
_ROWS = {
    "Ukrainian": "'йцукенгшщзхїфівапролджєячсмитьбюʼЙЦУКЕНГШЩЗХЇФІВАПРОЛДЖЄЯЧСМИТЬБЮ",
    "Russian": "ёйцукенгшщзхъфывапролджэячсмитьбюЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ",
}
_TYPED = {language: str.maketrans(_KEYS, row) for language, row in _ROWS.items()}
_UNTYPED = {language: str.maketrans(row, _KEYS) for language, row in _ROWS.items()}
_SHORTEST = 4  # letters up to which what is typed may be chance
_ENDINGS = "енко єнко ський ский цький цкий ович евич йович івна овна евна ївна ова ева єва ська ская чук"
_TYPED_ENDINGS = re.compile(
    f"(?:{'|'.join(re.escape(end.translate(table)) for end in _ENDINGS.split() for table in _UNTYPED.values())})$"
)
_VOWELS = frozenset("aeiouyаеєиіїоуюяыэё")
_TIES = str.maketrans("", "", "\u0361\ufe20\ufe21")  # the Library of Congress ties t͡s and i͡a
_INITIAL = re.compile(r"(?:(?<=^)|(?<=[\s.]))[A-Z][a-z]{0,3}\.(?=[\sA-Z]|$)")


@lru_cache(maxsize=1 << 17)
def repair(written: str) -> tuple[str, tuple[str, ...]]:
    """Repair a whole name: (name, what was repaired).

    >>> repair("Пaвлeнко Й0сип")
    ('Павленко Йосип', ('look-alike letters of another script', 'digits for letters'))
    >>> repair("Iekmuf ,jhbc")
    ('Шульга борис', ('wrong keyboard layout',))
    """
    text = unicodedata.normalize("NFC", written.translate(_TIES))
    typed = _other_layout(text)
    if typed is not None:
        return typed, (LAYOUT,)
    words = text.split()
    main = script("".join(words))
    done: dict[str, None] = {}
    kept = []
    for word in words:
        fixed = _one_script(word, main)
        if fixed != word:
            done[LOOK_ALIKES] = None
        lettered = _without_digits(fixed)
        if lettered != fixed:
            done[DIGITS] = None
        kept.append(lettered)
    return " ".join(kept), tuple(done)


def _one_script(word: str, main: str) -> str:
    """Bring a word of two scripts, or of look-alikes only, into the script of most of it, or of the whole name."""
    latin, cyrillic = set(_LATIN_LETTERS.findall(word)), set(_CYRILLIC_LETTERS.findall(word))
    if latin and cyrillic:
        return word.translate(_TO_CYRILLIC if _is_rather_cyrillic(latin, cyrillic, main) else _TO_LATIN)
    if latin and main == "Cyrl" and latin <= _ALIKE_LATIN:
        return word.translate(_TO_CYRILLIC)
    if cyrillic and main == "Latn" and cyrillic <= _ALIKE_CYRILLIC:
        return word.translate(_TO_LATIN)
    return word


def _is_rather_cyrillic(latin: set[str], cyrillic: set[str], main: str) -> bool:
    """Which letters could not be of the other script decides; where both or neither has such, the rest of the name."""
    only_latin, only_cyrillic = not latin <= _ALIKE_LATIN, not cyrillic <= _ALIKE_CYRILLIC
    return main == "Cyrl" if only_latin == only_cyrillic else only_cyrillic


def _without_digits(word: str) -> str:
    if not any(c.isdigit() for c in word) or sum(c.isalpha() for c in word) < 2:
        return word
    kind = script(word)
    if kind == "Cyrl":
        return word.translate(_DIGITS_CYRILLIC)
    return word.translate(_DIGITS_LATIN) if kind == "Latn" else word


def _known(text: str) -> int:
    return sum(len(word) > 2 and bool(candidates(word) or father_candidates(word)) for word in text.split())


def _vowel_share(text: str) -> float:
    letters = [c for c in text.casefold() if c.isalpha()]
    return sum(c in _VOWELS for c in letters) / max(len(letters), 1)


_ODD = re.compile(r"[^\W\d_][\[\];:{}<>,.`~'\"][^\W\d_]|(?:^|\s)[\[\];{}<>,.`'\"][^\W\d_]")


def _other_layout(text: str) -> str | None:
    """Read a name typed with the keyboard switched to the other alphabet; None where it makes sense as it stands."""
    text = _INITIAL.sub(" ", text)
    kind = script(text)
    is_sure = _is_surely_typed(text, kind)
    if not (is_sure or _could_be_typed(text, kind)) or _known(text):
        return None
    tables = _TYPED if kind == "Latn" else _UNTYPED
    options = [" ".join(text.translate(table).split()) for table in tables.values()]
    best = max(options, key=_known)
    return best if is_sure or _known(best) or _is_clearly_typed(text, best) else None


def _is_clearly_typed(text: str, best: str) -> bool:
    """Has a long Latin text next to no vowels, and the same keys in Cyrillic as many as a name has?"""
    return script(text) == "Latn" and len(text) > 7 and _vowel_share(text) < 0.2 and 0.3 < _vowel_share(best) < 0.6


def _is_surely_typed(text: str, kind: str) -> bool:
    """Do Latin letters, on the same keys, make a listed Slavic name, or the ending of a surname or patronymic?"""
    if kind != "Latn" or not text.replace("'", "`").isascii():
        return False
    words = [word for word in text.casefold().split() if len(word) > _SHORTEST]
    return any(word in _names_as_typed() or _TYPED_ENDINGS.search(word) for word in words)


@lru_cache(maxsize=1)
def _names_as_typed() -> frozenset[str]:
    """Give all listed names as they come out when typed in Latin layout."""
    return frozenset(name.translate(table) for name in written_names() for table in _UNTYPED.values())


def _could_be_typed(text: str, kind: str) -> bool:
    """Is the name of one alphabet throughout, and odd in it: signs inside words, or too few or too many vowels?"""
    if kind == "Latn":
        pure = text.replace("'", "`").isascii()
    else:
        pure = kind == "Cyrl" and "." not in text and not any(c.isascii() and c.isalpha() for c in text)
    return pure and (bool(_ODD.search(text)) or not 0.27 <= _vowel_share(text) <= 0.62)


_SCANNED = (
    ("rn", "m"), ("m", "rn"), ("cl", "d"), ("lc", "k"), ("vv", "w"), ("ii", "u"), ("ri", "n"), ("li", "h"), ("ni", "m"),
    ("nn", "m"), ("in", "m"), ("fi", "h"), ("c", "e"), ("e", "c"), ("b", "h"), ("h", "b"), ("v", "y"), ("y", "v"),
    ("s", "a"), ("l", "i"), ("i", "l"), ("u", "n"), ("n", "u"), ("f", "t"), ("t", "f"), ("o", "a"), ("a", "o"),
    ("q", "g"), ("d", "cl"), ("k", "lc"), ("w", "vv"), ("n", "ri"), ("u", "ii"), ("l", "t"), ("r", "v"),
)  # fmt: skip


@lru_cache(maxsize=1 << 15)
def scanned(token: str) -> tuple[str, ...]:
    """Give what a Latin token may have been before a scanner misread one place in it.

    >>> "vadym" in scanned("Vaclym"), "kravchenko" in scanned("Kravcbenko")
    (True, True)
    """
    small = token.casefold()
    found: dict[str, None] = {}
    for seen, meant in _SCANNED:
        place = small.find(seen)
        while place >= 0:
            found[small[:place] + meant + small[place + len(seen) :]] = None
            place = small.find(seen, place + 1)
    return tuple(found)
