"""Places as people write them: settlement and region, in Ukrainian, Russian or Latin letters, by old or new name.

The two languages keep the consonants of a place and change its vowels (Харків - Харьков, Рівне - Ровно, Запоріжжя -
Запорожье), and Latin spellings keep even those; so the key of a place is its consonants in a few classes. Renamed
places, and the few whose consonants differ, stand in a table. What agreement weighs is left to `evidence.places`.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

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
_KEY_LETTERS = frozenset("BVHDJZKLMNPRSTFCW")
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
    """A place: the key of its settlement under its present name, the key as it was written, the key of its region."""

    settlement: str | None
    written: str | None
    region: str | None


@lru_cache(maxsize=1 << 18)
def skeleton(text: str) -> str:
    """Give the consonants of a text in classes, blanks and signs gone: the same in Ukrainian, Russian and Latin.

    >>> skeleton("Харків"), skeleton("Харьков"), skeleton("Kharkiv"), skeleton("Kharkov")
    ('HRKV', 'HRKV', 'HRKV', 'HRKV')
    """
    low = unicodedata.normalize("NFC", text).casefold()
    if any("a" <= letter <= "z" for letter in low):
        for letters, sound in _DIGRAPHS:
            low = low.replace(letters, sound)
        low = low.translate(_LATIN)
        low = "".join(unicodedata.normalize("NFD", letter)[0] if ord(letter) > 127 else letter for letter in low)
        low = low.translate(_LATIN)
    kept = "".join(letter for letter in low.translate(_CYRILLIC) if letter in _KEY_LETTERS)
    key = _DOUBLED.sub(r"\1", kept.replace("TC", "C").replace("TS", "C").replace("DC", "C"))
    return "N" + key[1:] if key.startswith("MKL") else key  # Миколаїв, Миколаївка: Николаев, Николаевка


_CANONICAL = {
    skeleton(name): skeleton(line.split("/")[0]) for line in reversed(_ALIASES) for name in reversed(line.split("/"))
}


@lru_cache(maxsize=1 << 17)
def read_place(text: str) -> Place | None:
    """Read a place: the settlement, and the region where one is given; None where nothing is left of it.

    >>> read_place("Артёмовск, Донецкая обл.").settlement == read_place("Bakhmut").settlement
    True
    >>> read_place("Іванівка, Сумська обл.").region == read_place("Ivanovka, Sumskaia obl.").region
    True
    """
    others, regions = _parts(text)
    written = skeleton(_TYPE_WORDS.sub("", others[0])) if others else ""
    region = skeleton(_REGION.sub("", regions[-1])) if regions else ""
    region = _ADJECTIVE.sub("", _CANONICAL.get(region, region))
    if not written and not region:
        return None
    return Place(_CANONICAL.get(written, written) or None, written or None, region or None)


def _parts(text: str) -> tuple[list[str], list[str]]:
    """Split what is written into the settlement and the like, and regions; the second part is one if none is named."""
    parts = [part.strip() for part in re.split(r"[,;()]", text.casefold()) if part.strip()]
    regions = [part for part in parts if _REGION.search(part)]
    others = [part for part in parts if not _REGION.search(part)]
    return others, regions or others[1:]
