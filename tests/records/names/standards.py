"""Transliterate East Slavic names by published tables, written down anew: what readings are tested against.

Sources: resolution 55 of the Cabinet of Ministers of Ukraine (2010) and 858 (2007), BGN/PCGN 1965 and 1947, ISO 9:1995,
ICAO Doc 9303, the scholarly system, and the usual renderings of German, French and Polish newspapers.
"""

_UK = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'"
_RU = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"


def _table(alphabet: str, latin: str) -> dict[str, str]:
    return dict(zip(alphabet, ("" if word == "-" else word for word in latin.split()), strict=True))


# letter by letter; a second table for the beginning of a word, and after vowels and signs where the standard says so
UKRAINIAN = {
    "KMU 2010": (
        _table(_UK, "a b v h g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch - iu ia -"),
        _table("єїйюя", "ye yi y yu ya"),
        {},
    ),
    "passport 2007": (
        _table(_UK, "a b v g g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch - iu ia -"),
        {},
        {},
    ),
    "BGN/PCGN 1965": (
        _table(_UK, "a b v h g d e ye zh z y i yi y k l m n o p r s t u f kh ts ch sh shch ’ yu ya ”"),
        {},
        {},
    ),
    "press": (_table(_UK, "a b v h g d e ye zh z y i yi y k l m n o p r s t u f kh ts ch sh shch - yu ya -"), {}, {}),
    "ISO 9": (_table(_UK, "a b v g g̀ d e ê ž z i ì ï j k l m n o p r s t u f h c č š ŝ ʹ û â ʼ"), {}, {}),
    "scholarly": (_table(_UK, "a b v h g d e je ž z y i ji j k l m n o p r s t u f x c č š šč ʹ ju ja ʼ"), {}, {}),
    "German": (
        _table(_UK, "a b w h g d e je sch s y i ji j k l m n o p r s t u f ch z tsch sch schtsch - ju ja -"),
        {},
        {},
    ),
    "French": (
        _table(_UK, "a b v h g d e ie j z y i ï ï k l m n o p r s t ou f kh ts tch ch chtch - iou ia -"),
        {},
        {},
    ),
    "Polish": (
        _table(_UK, "a b w h g d e je ż z y i ji j k l m n o p r s t u f ch c cz sz szcz - ju ja -"),
        {},
        {"є": "ie", "ю": "iu", "я": "ia"},
    ),
}
RUSSIAN = {
    "ICAO 9303": (_table(_RU, "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch ie y - e iu ia"), {}, {}),
    "GOST 52535": (_table(_RU, "a b v g d e e zh z i i k l m n o p r s t u f kh tc ch sh shch - y - e iu ia"), {}, {}),
    "BGN/PCGN": (
        _table(_RU, "a b v g d e ë zh z i y k l m n o p r s t u f kh ts ch sh shch ” y ’ e yu ya"),
        {"е": "ye", "ё": "yë"},
        {},
    ),
    "ISO 9": (_table(_RU, "a b v g d e ë ž z i j k l m n o p r s t u f h c č š ŝ ʺ y ʹ è û â"), {}, {}),
    "scholarly": (_table(_RU, "a b v g d e ë ž z i j k l m n o p r s t u f x c č š šč ʺ y ʹ è ju ja"), {}, {}),
    "German": (
        _table(_RU, "a b w g d e jo sch s i i k l m n o p r s t u f ch z tsch sch schtsch - y - e ju ja"),
        {"е": "je"},
        {},
    ),
    "French": (
        _table(_RU, "a b v g d e io j z i ï k l m n o p r s t ou f kh ts tch ch chtch - y - e iou ia"),
        {"е": "ie"},
        {},
    ),
    "Polish": (
        _table(_RU, "a b w g d e jo ż z i j k l m n o p r s t u f ch c cz sz szcz - y - e ju ja"),
        {"е": "je"},
        {"е": "ie", "ё": "io", "ю": "iu", "я": "ia"},
    ),
}
_OPEN = frozenset("аеєёиіїоуыэюяьъ'")


def transliterate(word: str, standard: tuple[dict[str, str], dict[str, str], dict[str, str]]) -> str:
    """Write a Cyrillic word by a standard; its second table rules at the beginning and after vowels and signs."""
    plain, at_start, after_consonant = standard
    small, latin = word.lower(), ""
    for k, letter in enumerate(small):
        starts = (
            k == 0
            or (small[k - 1] in _OPEN and "ye" not in at_start.values())
            or (small[k - 1] in _OPEN and at_start.get("е") is not None)
        )
        if starts and letter in at_start:
            latin += at_start[letter]
        elif k and small[k - 1] not in _OPEN and letter in after_consonant:
            latin += after_consonant[letter]
        else:
            latin += plain.get(letter, letter)
    return latin.capitalize()
