"""Service and papers: rank, unit, category, sex, numbers, each in one normal form.

Ranks of the Ukrainian, Russian and Soviet tables in either language or in Latin letters stand on one ladder, so that
"рядовой" and "солдат" are one step, and "старший солдат" the next. What agreement weighs is left to `evidence`.
"""

import re
from functools import lru_cache

from homeward.records.places import skeleton

_LADDER = (  # one step a line: the same or the corresponding rank, land and sea
    "солдат рядовий рядовой матрос боєць боец private soldier seaman рекрут курсант",
    "старший-солдат старший-матрос єфрейтор ефрейтор efreitor yefreitor gefreiter lance-corporal",
    "молодший-сержант младший-сержант старшина-2-статті старшина-2-статьи junior-sergeant капрал corporal",
    "сержант старшина-1-статті старшина-1-статьи sergeant serzhant",
    "старший-сержант головний-старшина главный-старшина senior-sergeant",
    "головний-сержант старшина головний-корабельний-старшина главный-корабельный-старшина master-sergeant",
    "штаб-сержант прапорщик мічман мичман staff-sergeant praporshchik",
    "майстер-сержант старший-прапорщик старший-мічман старший-мичман",
    "молодший-лейтенант младший-лейтенант junior-lieutenant second-lieutenant",
    "лейтенант lieutenant",
    "старший-лейтенант senior-lieutenant first-lieutenant",
    "капітан капитан капітан-лейтенант капитан-лейтенант captain",
    "майор капітан-3-рангу капитан-3-ранга major",
    "підполковник подполковник капітан-2-рангу капитан-2-ранга lieutenant-colonel",
    "полковник капітан-1-рангу капитан-1-ранга colonel",
    "генерал генерал-майор бригадний-генерал контр-адмірал контр-адмирал general brigadier-general major-general",
    "генерал-лейтенант віце-адмірал вице-адмирал lieutenant-general",
    "генерал-полковник адмірал адмирал colonel-general",
    "генерал-армії генерал-армии",
)
_SHORT = {"ст": "старший", "мол": "молодший", "мл": "младший", "гол": "головний"}
_SHORTENED = re.compile(r"\b(ст|мол|мл|гол)(?:\.\s*|\s+)(?=\w)", re.IGNORECASE)
_GUARDS = re.compile(r"\b(?:гв\.\s*|гвардії\s+|гвардии\s+)", re.IGNORECASE)
_SEXES = {
    "m": "m male man boy ч чол чоловік чоловіча чоловічий чоловіче хлопець м муж мужской мужская мужчина мужской",
    "f": "f female woman girl ж жін жінка жіноча жіночий жіноче дівчина жен женский женская женщина",
}
_SEX_BY_WORD = {word: sex for sex, words in _SEXES.items() for word in words.split()}
_CATEGORIES = {
    "military": """military soldier combatant pow військовий військова військовослужбовець військовополонений вп
        военный военнослужащий военнопленный serviceman""",
    "civilian": "civilian civil цивільний цивільна цивільні гражданский гражданская гражданское",
    "child": "child minor дитина діти неповнолітній ребенок ребёнок несовершеннолетний",
}
_CATEGORY_BY_WORD = {word: kind for kind, words in _CATEGORIES.items() for word in words.split()}
_LOOKALIKES = str.maketrans("АВЕКМНОРСТУХІЈЅ", "ABEKMHOPCTYXIJS")
_NOT_SIGN = re.compile(r"[\W_]+")
_UNIT_WORDS = re.compile(
    r"^(?:в/?ч|військова частина|войсковая часть|воинская часть|военная часть|unit|military unit)[\s№.:]*", re.I
)
_RANK_TAIL = re.compile(
    r"\s+(?:запасу|запаса|у відставці|в отставке|медичної служби|юстиції|юстиции|поліції)\b.*$", re.I
)


def _rank_key(text: str) -> str:
    return skeleton(text.replace("-", " ").replace("ый ", " ").replace("ий ", " "))


_STEP_BY_KEY = {_rank_key(word.replace("-", " ")): step for step, line in enumerate(_LADDER) for word in line.split()}


@lru_cache(maxsize=4096)
def read_rank(text: str) -> int | None:
    """Give the step of a rank on the common ladder, 0 for a private; None where it is no rank known here.

    >>> read_rank("рядовой") == read_rank("солдат"), read_rank("старший солдат") == read_rank("efreitor")
    (True, True)
    >>> read_rank("mladshii serzhant") == read_rank("молодший сержант")
    True
    """
    plain = _RANK_TAIL.sub("", _GUARDS.sub("", text.strip()))
    return _STEP_BY_KEY.get(_rank_key(_SHORTENED.sub(lambda found: _SHORT[found[1].lower()] + " ", plain)))


@lru_cache(maxsize=65536)
def read_unit(text: str) -> str | None:
    """Give a unit's number in Latin capitals, look-alike letters as one; None where nothing is left.

    >>> read_unit("в/ч А-1234") == read_unit("A1234")
    True
    """
    plain = _NOT_SIGN.sub("", _UNIT_WORDS.sub("", text.strip())).upper().translate(_LOOKALIKES)
    return plain or None


@lru_cache(maxsize=1024)
def read_sex(text: str) -> str | None:
    """Give m or f; None where it is neither.

    >>> read_sex("чол."), read_sex("Женский"), read_sex("?")
    ('m', 'f', None)
    """
    return _SEX_BY_WORD.get(text.strip(" .").casefold())


@lru_cache(maxsize=1024)
def read_category(text: str) -> str | None:
    """Give the category of a person: military, civilian, child, or the word itself in lower case."""
    plain = text.strip(" .").casefold()
    return _CATEGORY_BY_WORD.get(plain, plain) or None


@lru_cache(maxsize=1 << 18)
def read_number(text: str) -> str | None:
    """Give an identity number without blanks and signs, look-alike letters as one; None where nothing is left.

    >>> read_number(" 31849 00017 ")
    '3184900017'
    """
    plain = _NOT_SIGN.sub("", text).upper().translate(_LOOKALIKES)
    return plain if any(sign.isdigit() for sign in plain) else None
