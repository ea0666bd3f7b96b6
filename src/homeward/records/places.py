"""Places as people write them: settlement and region, in Ukrainian, Russian or Latin letters, by old or new name.

The two languages keep the consonants of a place and change its vowels (Харків - Харьков, Рівне - Ровно, Запоріжжя -
Запорожье), and Latin spellings keep even those; so the key of a place is its consonants in a few classes. Renamed
places, and the few whose consonants differ, stand in a table. Where a place is, the cell itself says, or the table of
towns in `gazetteer`; of a name that several towns bear, only the region tells. What agreement and distance weigh is
left to `evidence.places`.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from homeward.records.gazetteer.coordinates import Point, read_coordinates
from homeward.records.gazetteer.towns import COUNTRIES

# Consonants in classes: hushing sounds are one (French ch, German sch, Polish sz), and so are г, х, h, kh, g.
_CYRILLIC = str.maketrans(
    {
        "б": "B", "в": "V", "ў": "V", "г": "H", "ґ": "H", "х": "H", "д": "D", "ж": "J", "з": "Z", "к": "K", "л": "L",
        "м": "M", "н": "N", "п": "P", "р": "R", "с": "S", "т": "T", "ф": "F", "ц": "C", "ч": "W", "ш": "W", "щ": "W",
    }
)  # fmt: skip
_DIGRAPHS = (
    ("shch", "W"), ("schtsch", "W"), ("szcz", "W"), ("chtch", "W"), ("štš", "W"), ("šč", "W"), ("tsch", "W"),
    ("tch", "W"), ("sch", "W"), ("cz", "W"), ("sz", "W"), ("sh", "W"), ("ch", "W"), ("zh", "J"), ("kh", "H"),
    ("gh", "H"), ("ck", "K"), ("tz", "C"), ("ts", "C"), ("ph", "F"), ("gu", "H"), ("ge", "He"), ("qu", "K"),
    ("x", "KS"),
)  # fmt: skip
_LATIN = str.maketrans(
    {
        "b": "B", "v": "V", "w": "V", "g": "H", "h": "H", "d": "D", "ž": "J", "ż": "J", "z": "Z", "ź": "Z", "k": "K",
        "q": "K", "l": "L", "ł": "L", "m": "M", "n": "N", "p": "P", "r": "R", "s": "S", "t": "T", "f": "F", "c": "C",
        "č": "W", "ć": "C", "š": "W", "ś": "S", "ń": "N",
    }
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = re.compile("[аеєиіїйоуюяёъыэaeiouyj]+")
_FRENCH = ("gu", "ge", "qu")  # elsewhere a consonant and a vowel
_IN_SHAPES = tuple(pair for pair in _DIGRAPHS if pair[0] not in _FRENCH)
_KEY_LETTERS = frozenset("BVHDJZKLMNPRSTFCW")
_SHAPE_LETTERS = _KEY_LETTERS | {"-"}
_TYPE_WORDS = re.compile(
    r"\b(?:м|місто|мiсто|г|город|гор|с|село|смт|пгт|пос|посёлок|поселок|селище|сел|ст|станция|х|хутор|city|town|village|"
    r"city of|village of)\b\.?\s*"
)
_REGION = re.compile(r"\b(?:обл|область|oblast|obl|region|район|р-н|raion|rayon)\b\.?")
_ADJECTIVE = re.compile(r"S?K$")

# Other names of one place, and pairs of names whose consonants differ. The first is the key of all.
_ALIASES = (
    "Бахмут/Артемівськ/Артёмовск",
    "Дніпро/Дніпропетровськ/Днепропетровск",
    "Кропивницький/Кіровоград/Єлисаветград/Елисаветград",
    "Покровськ/Красноармійськ/Красноармейск",
    "Лиман/Красний Лиман/Красный Лиман",
    "Торецьк/Дзержинськ/Дзержинск",
    "Степове/Степное",
    "Кременчук/Кременчуг",
    "Запорізька/Запорожская",
    "Вугледар/Угледар",
    "Маріуполь/Жданов",
    "Луганськ/Ворошиловград",
    "Донецьк/Сталіно/Сталино",
    "Камʼянське/Дніпродзержинськ/Днепродзержинск",
    "Сєвєродонецьк/Сіверськодонецьк",
    "Мирноград/Димитров",
    "Костянтинівка/Константиновка",
    "Хрустальний/Красний Луч/Красный Луч",
    "Алчевськ/Комунарськ/Коммунарск",
    "Довжанськ/Свердловськ/Свердловск",
    "Сорокине/Краснодон",
    "Кадіївка/Стаханов",
    "Голубівка/Кіровськ/Кировск",
    "Хрестівка/Кіровське/Кировское",
    "Бунге/Юнокомунарівськ/Юнокоммунаровск",
    "Чистякове/Торез",
    "Кальміуське/Комсомольське/Комсомольское",
    "Горішні Плавні/Комсомольськ/Комсомольск",
    "Самар/Новомосковськ/Новомосковск",
    "Шептицький/Червоноград",
    "Берестин/Красноград",
    "Златопіль/Первомайський/Первомайский",
    "Звягель/Новоград-Волинський/Новоград-Волынский",
    "Чорноморськ/Іллічівськ/Ильичёвск",
    "Подільськ/Котовськ/Котовск",
    "Бердичів/Бердичев",
    "Івано-Франківськ/Станіслав/Станислав",
    "Хмельницький/Проскурів/Проскуров",
    "Нікольське/Володарське/Володарское",
    "Мангуш/Першотравневе/Першотравневое",
    "Білозерка/Белозёрка",
    "Олешки/Цюрупинськ/Цюрупинск",
    "Залізний Порт/Железный Порт",
    "Залізне/Артемове/Артёмово",
    "Пʼятихатки/Пятихатки",
    "Пʼятничани/Пятничаны",
    "Червоне/Красное",
    "Мирне/Мирное",
    "Велика Новосілка/Большая Новосёлка",
    "Великий Бурлук/Большой Бурлук",
    "Жовті Води/Жёлтые Воды",
    "Вишгород/Вышгород",
    "Гола Пристань/Голая Пристань",
    "Перемога/Победа",
    "Жовтневе/Октябрьское",
    "Травневе/Майское",
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place: the key of its settlement under its present name, the key as it was written, the key of its region.

    at    where it is: as written in the cell, or where the table of towns has it; None where neither says
    """

    settlement: str | None
    written: str | None
    region: str | None
    at: Point | None = None


@dataclass(frozen=True, slots=True)
class _Town:
    """A town of the table under one of its names."""

    regions: frozenset[str]
    is_known_alone: bool  # without its region
    at: Point


@lru_cache(maxsize=1 << 18)
def skeleton(text: str) -> str:
    """Give the consonants of a text in classes, blanks and signs gone: the same in Ukrainian, Russian and Latin.

    >>> skeleton("Харків"), skeleton("Харьков"), skeleton("Kharkiv"), skeleton("Kharkov")
    ('HRKV', 'HRKV', 'HRKV', 'HRKV')
    """
    key = _merge(letter for letter in _to_classes(text, _DIGRAPHS) if letter in _KEY_LETTERS)
    return "N" + key[1:] if key.startswith("MKL") else key  # Миколаїв, Миколаївка: Николаев, Николаевка


def _to_classes(text: str, digraphs: tuple[tuple[str, str], ...]) -> str:
    """Put capital letters for the consonants of a text; vowels and signs stay as they are."""
    low = unicodedata.normalize("NFC", text).casefold()
    if any("a" <= letter <= "z" for letter in low):
        for letters, sound in digraphs:
            low = low.replace(letters, sound)
        low = low.translate(_LATIN)
        low = "".join(unicodedata.normalize("NFD", letter)[0] if ord(letter) > 127 else letter for letter in low)
        low = low.translate(_LATIN)
    return low.translate(_CYRILLIC)


def _merge(letters: Iterable[str]) -> str:
    """Make one of doubled letters and of the parts of ц."""
    kept = "".join(letters)
    return _DOUBLED.sub(r"\1", kept.replace("TC", "C").replace("TS", "C").replace("DC", "C"))


_CANONICAL = {
    skeleton(name): skeleton(line.split("/")[0]) for line in reversed(_ALIASES) for name in reversed(line.split("/"))
}


@lru_cache(maxsize=1 << 17)
def read_place(text: str) -> Place | None:
    """Read a place: the settlement, the region where one is given, and where it is; None where nothing is left of it.

    >>> read_place("Артёмовск, Донецкая обл.").settlement == read_place("Bakhmut").settlement
    True
    >>> read_place("Іванівка, Сумська обл.").region == read_place("Ivanovka, Sumskaia obl.").region
    True
    >>> read_place("Kharkov").at
    Point(latitude=49.98, longitude=36.25)
    """
    at, told = read_coordinates(text)
    others, regions = _parts(told)
    name = _TYPE_WORDS.sub("", others[0]) if others else ""
    written = skeleton(name)
    region = _region_key(regions[-1]) if regions else ""
    if not written and not region and at is None:
        return None
    at = at or _find_town(name, region)
    return Place(_CANONICAL.get(written, written) or None, written or None, region or None, at)


def _parts(text: str) -> tuple[list[str], list[str]]:
    """Split what is written into the settlement and the like, and regions; the second part is one if none is named."""
    parts = [part.strip() for part in re.split(r"[,;()]", text.casefold()) if part.strip()]
    regions = [part for part in parts if _REGION.search(part)]
    others = [part for part in parts if not _REGION.search(part)]
    return others, regions or others[1:]


def _region_key(text: str) -> str:
    key = skeleton(_REGION.sub("", text))
    return _ADJECTIVE.sub("", _CANONICAL.get(key, key))


def _find_town(name: str, region: str) -> Point | None:
    """Find a town by its name and region; None where the table has none, or several would do."""
    towns = _towns().get(_shape(name), ())
    here = {town.at for town in towns if (region in town.regions if region else town.is_known_alone)}
    return here.pop() if len(here) == 1 else None


def _shape(text: str) -> str:
    """Give the consonants of a name in classes with a mark for vowels between: Покровськ is not Покровське.

    >>> _shape("Покровськ"), _shape("Pokrovsk"), _shape("Покровське")
    ('P-KR-VSK', 'P-KR-VSK', 'P-KR-VSK-')
    """
    classes = _VOWELS.sub("-", _to_classes(text, _IN_SHAPES))
    key = _merge(letter for letter in classes if letter in _SHAPE_LETTERS)
    return "N" + key[1:] if key.startswith("M-K-L") else key


@lru_cache(maxsize=1)
def _towns() -> dict[str, tuple[_Town, ...]]:
    """Read the table of towns, by shape of their names, old names among them."""
    former = {line.split("/")[0]: line.split("/")[1:] for line in _ALIASES}
    towns: dict[str, dict[_Town, None]] = {}
    for names, town in _rows():
        old = (name for present in names for name in former.get(present.replace("'", "ʼ"), ()))
        for name in (*names, *old):
            towns.setdefault(_shape(name), {})[town] = None
    return {shape: tuple(there) for shape, there in towns.items()}


def _rows() -> Iterator[tuple[list[str], _Town]]:
    for countries, table in COUNTRIES:
        abroad = [_region_key(name) for name in countries.split("/") if name]
        for row in table.strip().replace("\n    ", " ").splitlines():
            regions, _, towns = row.partition(": ")
            keys = frozenset([*abroad, *(_region_key(name) for name in regions.split("/"))])
            for town in towns.split(";"):
                names, latitude, longitude = town.strip().rsplit(" ", 2)
                point = Point(float(latitude), float(longitude))
                yield names.lstrip("~").split("/"), _Town(keys, not names.startswith("~"), point)
