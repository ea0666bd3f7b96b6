"""Dates as people write them: whole, a year alone, about a year, day first; and the date inside a tax number.

A date is three numbers, any of which may be unknown. Where day and month could be exchanged (03.04.1980) the order of
the writing decides: dots and slashes are day first, ISO is year first. What two dates say about two people is left to
`evidence.dates`.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

_ISO = re.compile(r"(\d{4})(?:[-./](\d{1,2}))?(?:[-./](\d{1,2}))?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DAY_FIRST = re.compile(r"(\d{1,2})\s?[-./ ]\s?(\d{1,2})\s?[-./ ]\s?(\d{4}|\d{2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-./](\d{4})")
_WORDS = re.compile(r"(?:(\d{1,2})[\s./-]+)?([^\W\d_]+)\.?[\s,./-]+(\d{4}|\d{2})")
_WORD_FIRST = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2}),?\s+(\d{4})")
_ABOUT = "ca|circa|about|близько|бл|прибл|около|ок|примерно"
# A word stands between what is no letter: the beginning of "октября" and the end of "року" are not "ок".
_LOOSE = re.compile(rf"\s*(?:[~≈?%]|(?<![^\W\d_])(?:{_ABOUT})(?![^\W\d_])\.?)\s*", re.IGNORECASE)
_TAIL = re.compile(
    r"\s*(?:р\.?\s?н\.?|г\.?\s?р\.?|(?:року|рік|год|года)(?:\s(?:народження|рождения))?|р\.?|г\.?)\s*$", re.IGNORECASE
)
_TIME = re.compile(r"(?:[T\s]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s?[AP]M)?(?:Z|[+-]\d{2}:?\d{2})?)$", re.IGNORECASE)
_MONTHS = (  # beginnings of months in Ukrainian, Russian, English
    "січ янв jan",
    "лют фев feb",
    "бер мар mar",
    "кві апр apr",
    "тра мая май may",
    "чер июн jun",
    "лип июл jul",
    "сер авг aug",
    "вер сен sep",
    "жов окт oct",
    "лис ноя nov",
    "гру дек dec",
)
_MONTH_BY_WORD = {word: number for number, words in enumerate(_MONTHS, start=1) for word in words.split()}
_ROMAN = {word: number for number, word in enumerate("i ii iii iv v vi vii viii ix x xi xii".split(), start=1)}
_LATIN = str.maketrans("іх", "ix")
FIRST_YEAR = 1931  # two digits mean 1931 to 2030 unless a list says otherwise
_FIRST_YEAR, _LAST_YEAR = 1850, 2100
_NUMBER_EPOCH = date(1899, 12, 31)  # the first five digits of a Ukrainian tax number count days from here
_YOUNGEST = date(2100, 1, 1)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which parts may be unknown."""

    year: int
    month: int | None = None
    day: int | None = None
    is_approximate: bool = False

    @property
    def is_full(self) -> bool:
        """Tell whether year, month and day are known and meant exactly."""
        return self.day is not None and not self.is_approximate

    @property
    def day_number(self) -> int | None:
        """Count the days from the year 1; None where the date is partial."""
        if self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day).toordinal()


@lru_cache(maxsize=1 << 17)
def read_date(text: str, *, is_month_first: bool = False, first_year: int = FIRST_YEAR) -> PartialDate | None:
    """Read a date, whole or partial; None where it is none, or not in the calendar.

    is_month_first    03/04/1980 is the 4th of March; else the 3rd of April
    first_year        of the hundred that two digits can mean

    >>> read_date("1987-03-14"), read_date("14.03.1987") == read_date("1987-03-14")
    (PartialDate(year=1987, month=3, day=14, is_approximate=False), True)
    >>> read_date("~1980"), read_date("31.02.1987")
    (PartialDate(year=1980, month=None, day=None, is_approximate=True), None)
    """
    said = _TIME.sub("", text.strip())
    plain = _LOOSE.sub(" ", said).strip()
    is_approximate = plain != said
    parts = _parts(_TAIL.sub("", plain).replace("XX", "").replace("xx", "").rstrip("-. "), is_month_first, first_year)
    if parts is None:
        return None
    year, month, day = parts
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    if not month:
        return PartialDate(year, is_approximate=is_approximate)
    if not 1 <= month <= 12:
        return None
    if not day:
        return PartialDate(year, month, is_approximate=is_approximate)
    if not 1 <= day <= days_in_month(year, month):
        return None
    return PartialDate(year, month, day, is_approximate)


def _parts(text: str, is_month_first: bool, first_year: int) -> tuple[int, int, int] | None:
    """Take year, month and day from a text; 0 for what it does not say."""
    if found := _COMPACT.fullmatch(text) or _ISO.fullmatch(text):
        year, month, day = (int(part or 0) for part in found.groups())
        return year, month, day
    if found := _DAY_FIRST.fullmatch(text):
        month, day = _in_order(int(found[1]), int(found[2]), is_month_first)
        return _century(int(found[3]), found[3], first_year), month, day
    if found := _MONTH_YEAR.fullmatch(text):
        return int(found[2]), int(found[1]), 0
    return _in_words(text, first_year)


def _in_words(text: str, first_year: int) -> tuple[int, int, int] | None:
    """Take year, month and day from a text with the month as a word or a Roman number."""
    if (found := _WORDS.fullmatch(text)) and (month := _month(found[2])):
        return _century(int(found[3]), found[3], first_year), month, int(found[1] or 0)
    if (found := _WORD_FIRST.fullmatch(text)) and (month := _month(found[1])):
        return int(found[3]), month, int(found[2])
    return None


def _month(word: str) -> int:
    """Read a month's name or its beginning, or a Roman number; 0 where it is none."""
    plain = word.casefold()
    return _MONTH_BY_WORD.get(plain[:3], 0) or _ROMAN.get(plain.translate(_LATIN), 0)


def _in_order(one: int, two: int, is_month_first: bool) -> tuple[int, int]:
    """Tell month and day apart: 12/31/1987 can only be month first, 31/12/1987 only day first."""
    return (one, two) if one <= 12 and (is_month_first or two > 12) else (two, one)


def _century(year: int, written: str, first_year: int) -> int:
    """Complete a year of two digits within a hundred years. Such a year is rare and always a guess."""
    return year if len(written) > 2 else first_year + (year - first_year) % 100


def days_in_month(year: int, month: int) -> int:
    """Count the days of a month.

    >>> days_in_month(2000, 2), days_in_month(1900, 2)
    (29, 28)
    """
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - date(year, month, 1)).days


@lru_cache(maxsize=1 << 18)
def date_in_number(number: str) -> PartialDate | None:
    """Take the birth date out of a Ukrainian tax number of ten digits; None where it holds none.

    >>> date_in_number("3184900017")
    PartialDate(year=1987, month=3, day=14, is_approximate=False)
    """
    if len(number) != 10 or not number.isdecimal():
        return None
    born = _NUMBER_EPOCH + timedelta(days=int(number[:5]))
    return PartialDate(born.year, born.month, born.day) if born < _YOUNGEST and int(number[:5]) > 0 else None
