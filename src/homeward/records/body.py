"""What people write about a body: age, height, build, hair, eyes, blood group; and what country somebody is of.

Ukrainian, Russian and English words, by their beginnings, so that endings do not matter. A number that is not meant
exactly is a range. Text in which nothing is understood is None. What agreement weighs is left to `evidence.body`.
"""

import re
from functools import lru_cache

from homeward.records.places import skeleton

Range = tuple[float, float]
Beginnings = tuple[tuple[str, str], ...]  # of words, the longest first, each with its meaning
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_ABOUT = re.compile(
    r"[~≈±]|\+/?-|близько|біля|приблиз|орієнтовн|около|примерно|ориентир|about|approx|circa|\bca\b|\bок\b"
)
_OPEN = re.compile(r"^\W*(?:до|від|от|понад|старше|свыше|більше|больше|менше|меньше|under|over|up to|from)\b")
_FEET = re.compile(r"([3-7])\s*(?:'|′|’|ft|feet|фут\w*)\.?\s*(\d{1,2})?")
_BETWEEN = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:[-–—]|до|to|and|та|і|и)\s*(\d+(?:[.,]\d+)?)")
_GIVEN_ERROR = re.compile(r"(?:±|\+/?-)\s*(\d+)")
_MONTHS = re.compile(r"\bміс|\bмес|month")
_ABOUT_YEARS, _ABOUT_CM = 3.0, 4.0  # to either side of "about"
_LEAST_CM, _MOST_CM, _OLDEST = 50.0, 230.0, 120.0
_CM_BY_WORD = {
    "висок высок tall": (180.0, 200.0),
    "середн средн medium average": (167.0, 181.0),
    "низьк невисок невысок низк short": (145.0, 168.0),
}
_BUILDS = {
    0: "худ струнк тонк сухор астен thin slim slend lean skinny",
    1: "середн средн нормал звичай обычн medium average normal",
    2: "міцн кремезн крепк кореназ коренаст плотн щільн спортив атлет мускул stocky strong muscul athlet sturdy robust",
    3: "повн огряд полн тучн товст толст fat heavy obese overweight stout",
}
_HAIR = {
    "black": "чорн черн брюнет brunet black",
    "dark": "темн dark",
    "brown": "каштан шатен коричн brown chestnut",
    "light brown": "рус темнобляв lightbrown darkblond",
    "blond": "бляв біляв блонд белокур світл светл blond fair light",
    "red": "руд рыж ginger red auburn",
    "grey": "сив сед посив посед grey gray white",
    "bald": "лис лыс голен бритий бритая бритый bald shaved",
}
_EYES = {
    "blue": "блакит голуб син blue",
    "grey": "сір сер grey gray",
    "green": "зел green",
    "hazel": "горіх орех бурштин янтар hazel amber",
    "brown": "кар коричн brown",
    "black": "чорн черн темн black dark",
}
_SHADE = re.compile(r"\b(темно|світло|светло|dark|light)[\s-]+(?=\w)")
_BLOOD_WORDS = (
    (re.compile(r"груп\w*|кров\w*|blood|group|type|ф-р|фактор\w*|factor"), " "),
    (re.compile(r"резус\w*|rhesus|rh|рh"), " r"),
    (re.compile(r"позитив\w*|полож\w*|поз\b|пол\b|positive|pos\b|додатн\w*|плюс|plus"), "+"),
    (re.compile(r"негатив\w*|отриц\w*|отр\b|від.?ємн\w*|negative|neg\b|мінус|минус|minus"), "-"),
    (re.compile(r"перш\w*|перв\w*|first"), "i"),
    (re.compile(r"друг\w*|втор\w*|second"), "ii"),
    (re.compile(r"трет\w*|third"), "iii"),
    (re.compile(r"четв\w*|fourth"), "iv"),
)
_LATIN = str.maketrans("авоі", "aboi")
_NEGATIVE = re.compile(r"[-−–—][\s.)]*$|r\W*[-−–—]")
_GROUPS = ("O", "A", "B", "AB")
_ROMAN = {"i": 0, "ii": 1, "iii": 2, "iv": 3}
_COUNTRIES = {
    "UA": "укр ukr ua",
    "RU": "рос рф рус rus ru",
    "BY": "біл бел bel by",
    "MD": "молд mold md",
    "GE": "груз georg ge",
    "PL": "пол pol pl",
    "KZ": "каз kaz kz",
    "UZ": "узб uzb uz",
    "AM": "вірм арм armen am",
    "AZ": "азер azer az",
}
_NOT_COUNTRY = re.compile(r"громадян\w*|гражд\w*|citizen\w*|of|республік\w*|республик\w*")


def _by_beginning(words: dict[str, str]) -> Beginnings:
    pairs = [(beginning, meaning) for meaning, line in words.items() for beginning in line.split()]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


_HAIR_WORDS, _EYE_WORDS = _by_beginning(_HAIR), _by_beginning(_EYES)
_BUILD_WORDS = _by_beginning({str(step): line for step, line in _BUILDS.items()})
_COUNTRY_WORDS = _by_beginning(_COUNTRIES)


def fold(text: str) -> str:
    """Give a text in small letters, е for ё."""
    return text.casefold().replace("ё", "е")


def find_meaning(word: str, beginnings: Beginnings) -> str | None:
    """Give what a word means by the longest beginning that fits; None where none does."""
    return next((meaning for beginning, meaning in beginnings if word.startswith(beginning)), None)


def _meanings(text: str, beginnings: Beginnings) -> tuple[str, ...]:
    words = re.findall(r"[^\W\d_]+", _SHADE.sub(r"\1", fold(text)))
    return tuple(sorted({meaning for word in words if (meaning := find_meaning(word, beginnings)) is not None}))


@lru_cache(maxsize=4096)
def read_age(text: str) -> Range | None:
    """Read an age in whole years as a range.

    >>> read_age("34 роки"), read_age("25-30"), read_age("около 40 лет"), read_age("?")
    ((34.0, 34.0), (25.0, 30.0), (37.0, 43.0), None)
    """
    low = text.casefold()
    if _MONTHS.search(low):
        return (0.0, 1.0) if _NUMBER.search(low) else None
    span = _span(low, _ABOUT_YEARS)
    return span if span and span[0] >= 0.0 and span[1] <= _OLDEST else None


@lru_cache(maxsize=4096)
def read_height(text: str) -> Range | None:
    """Read a height as a range in cm: metres, centimetres, feet and inches, or a word.

    >>> read_height("178 см"), read_height("1,78 м"), read_height("170–175"), read_height("близько 180")
    ((178.0, 178.0), (178.0, 178.0), (170.0, 175.0), (176.0, 184.0))
    >>> read_height("5'11\\""), read_height("высокий"), read_height("два метри")
    ((180.0, 180.0), (180.0, 200.0), None)
    """
    low = text.casefold().strip()
    if found := _FEET.search(low):
        cm = float(round(int(found[1]) * 30.48 + int(found[2] or 0) * 2.54))
        error = _ABOUT_CM if _ABOUT.search(low) else 0.0
        span: Range | None = (cm - error, cm + error)
    else:
        span = _span(low, _ABOUT_CM, is_metric=True)
    if span:
        return span if span[0] >= _LEAST_CM and span[1] <= _MOST_CM else None
    return next((cm for words, cm in _CM_BY_WORD.items() if any(word in low for word in words.split())), None)


def _span(low: str, about: float, *, is_metric: bool = False) -> Range | None:
    """Take one number or two as a range; metres become centimetres."""
    error = _GIVEN_ERROR.search(low)
    plain = _GIVEN_ERROR.sub(" ", low)
    found = _BETWEEN.search(plain)
    numbers = found.groups() if found else _NUMBER.findall(plain)[:1]
    values = sorted(_value(number, is_metric) for number in numbers)
    if not values or (_OPEN.match(low) and not found):
        return None
    either = float(error[1]) if error else about if _ABOUT.search(low) and not found else 0.0
    return max(values[0] - either, 0.0), values[-1] + either


def _value(number: str, is_metric: bool) -> float:
    value = float(number.replace(",", "."))
    return float(round(value * 100.0 if is_metric and value < 3.0 else value))


@lru_cache(maxsize=1024)
def read_build(text: str) -> tuple[int, ...] | None:
    """Give the steps of a build that a text names, from 0, thin, to 3, fat.

    >>> read_build("худощавое"), read_build("середня, міцна"), read_build("?")
    ((0,), (1, 2), None)
    """
    return tuple(int(step) for step in _meanings(text, _BUILD_WORDS)) or None


@lru_cache(maxsize=1024)
def read_hair(text: str) -> tuple[str, ...] | None:
    """Give the colours of hair that a text names.

    >>> read_hair("темно-русе"), read_hair("Русые, с сединой"), read_hair("?")
    (('dark',), ('grey', 'light brown'), None)
    """
    return _meanings(text, _HAIR_WORDS) or None


@lru_cache(maxsize=1024)
def read_eyes(text: str) -> tuple[str, ...] | None:
    """Give the colours of eyes that a text names.

    >>> read_eyes("карі"), read_eyes("серо-голубые"), read_eyes("hazel")
    (('brown',), ('blue', 'grey'), ('hazel',))
    """
    return _meanings(text, _EYE_WORDS) or None


@lru_cache(maxsize=1024)
def read_blood_group(text: str) -> tuple[str | None, str | None] | None:
    """Read a blood group: O, A, B or AB, and the rhesus sign; None for what is not said or contradicts itself.

    >>> read_blood_group("II (А) Rh+"), read_blood_group("B(III)Rh-"), read_blood_group("2+")
    (('A', '+'), ('B', '-'), ('A', '+'))
    >>> read_blood_group("перша позитивна"), read_blood_group("АВ"), read_blood_group("A (III)")
    (('O', '+'), ('AB', None), None)
    """
    low = text.casefold()
    for pattern, sign in _BLOOD_WORDS:
        low = pattern.sub(sign, low)
    low = low.translate(_LATIN)
    rhesus = "+" if "+" in low else "-" if _NEGATIVE.search(low) else None
    tokens = re.findall(r"[^\W\d_]+", low)
    said = {_GROUPS.index(token.upper()) for token in tokens if token.upper() in _GROUPS}
    said |= {_ROMAN[token] for token in tokens if token in _ROMAN}
    said |= {max(int(digit) - 1, 0) for digit in re.findall(r"(?<!\d)[0-4](?!\d)", low)}
    group = _GROUPS[said.pop()] if len(said) == 1 else None
    return (group, rhesus) if group or (rhesus and not said) else None


@lru_cache(maxsize=1024)
def read_nationality(text: str) -> str | None:
    """Give a country by its code, or the consonants of what is written where no table knows it.

    >>> read_nationality("громадянин України"), read_nationality("Ukrainian"), read_nationality("русский")
    ('UA', 'UA', 'RU')
    """
    words = re.findall(r"[^\W\d_]+", _NOT_COUNTRY.sub(" ", text.casefold()))
    known = next((code for word in words if (code := find_meaning(word, _COUNTRY_WORDS))), None)
    return known or skeleton(" ".join(words))[:5] or None
