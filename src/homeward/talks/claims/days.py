"""Days named in a text: "20 March", "March 20, 2031", "5 квітня".

The year is that of the text, or of the day on which it was published.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from homeward.talks.claims.words.english import MONTHS as ENGLISH
from homeward.talks.claims.words.russian import MONTHS as RUSSIAN
from homeward.talks.claims.words.ukrainian import MONTHS as UKRAINIAN

_MONTH = rf"(?:{ENGLISH}|{UKRAINIAN}|{RUSSIAN})"
_DAY_MONTH = re.compile(rf"(?<!\w)(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({_MONTH})(?:,?\s+(\d{{4}}))?", re.IGNORECASE)
_MONTH_DAY = re.compile(rf"(?<!\w)({ENGLISH})\s+(\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,?\s+(\d{{4}}))?", re.IGNORECASE)
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)")
_STEMS = (
    ("jan", "січ", "янв"), ("feb", "лют", "фев"), ("mar", "бер", "мар"), ("apr", "кві", "апр"), ("may", "тра", "ма"),
    ("jun", "чер", "июн"), ("jul", "лип", "июл"), ("aug", "сер", "авг"), ("sep", "вер", "сен"), ("oct", "жов", "окт"),
    ("nov", "лис", "ноя"), ("dec", "гру", "дек"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Day:
    """A day as written: where it stands, which it is; `has_year` where the text says so itself."""

    start: int
    end: int
    day: date
    has_year: bool


def find_days(text: str, year: int | None) -> tuple[Day, ...]:
    """Find the days of a text; those without a year are of the given one, or unknown and left out.

    >>> [str(found.day) for found in find_days("by March 20, after 3 April 2030", 2031)]
    ['2031-03-20', '2030-04-03']
    """
    return tuple(sorted(_days(text, year), key=lambda found: found.start))


def year_of(text: str) -> int | None:
    """Give the first year that the head of a text writes beside a day."""
    dated = find_days(text[:600], 1)
    return next((found.day.year for found in dated if found.has_year), None)


def _days(text: str, year: int | None) -> Iterator[Day]:
    for pattern, day, month in ((_DAY_MONTH, 1, 2), (_MONTH_DAY, 2, 1)):
        for match in pattern.finditer(text):
            number = _month(match[month].lower())
            which = int(match[3]) if match[3] else year
            if number and which and (found := _date(which, number, int(match[day]))):
                yield Day(*match.span(), found, bool(match[3]))
    for match in _ISO.finditer(text):
        if found := _date(int(match[1]), int(match[2]), int(match[3])):
            yield Day(*match.span(), found, True)


def _month(written: str) -> int | None:
    return next((n for n, stems in enumerate(_STEMS, start=1) if written.startswith(stems)), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
