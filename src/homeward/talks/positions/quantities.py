"""Quantities of a clause: how much of what, in which role: deadline, duration, notice, how often, age, count.

Time is counted in hours, a day of the calendar by its number. "At least" and "at most" are kept as the bound.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from homeward.records.dates import read_date
from homeward.talks.claims.numbers import Number, find_numbers
from homeward.talks.positions.vocabulary import concept_of, concept_pattern, kind_of

Role = Literal["deadline", "duration", "notice", "every", "rate", "age", "date", "count"]
Bound = Literal["least", "most"]
_NEAR, _FAR = 14, 28  # characters to either side in which a quantity's role is looked for
_PERIODS = (24.0, 168.0, 720.0, 2_160.0, 8_760.0)
_HOURS = {"hour": 1.0, "day": 24.0, "week": 168.0, "month": 720.0, "year": 8_760.0}
_UNITS: tuple[tuple[str, str], ...] = (
    ("hour", "hours?|годин\\w*|час(?:а|ов|ы)?"),
    ("day", "days?|дн(?:і|ів|ями|я|ей|ям)|день|доб[иіу]?|діб|сут(?:ки|ок)"),
    ("week", "weeks?|тиж(?:ні|нів|день|ня)|недел[ьиюя]"),
    ("month", "months?|місяц\\w*|месяц\\w*"),
    ("year", "years?|рок(?:ів|и|у)|рік|год(?:а|у|ы)?|лет"),
    ("percent", "%|per ?cent|відсот\\w+|процент\\w+"),
    ("km", "km|kilomet\\w+|км|кілометр\\w*|километр\\w*"),
)
UNIT = re.compile(rf"[\s\u00a0]*(?:{'|'.join(f'({pattern})' for _, pattern in _UNITS)})(?!\w)", re.IGNORECASE)
_LONE = re.compile(  # a period without a number: "within a month", "a week's notice", "протягом місяця"
    r"(?<!\w)(?:an?|one|протягом|впродовж|упродовж|в течение|за|через)[ \u00a0]"
    r"(?:(day|день|доби|добу|суток|сутки)|(week|тижня|тиждень|недели|неделю)|(month|місяця|місяць|месяца|месяц)"
    r"|(year|року|рік|года|год))(?!\w)",
    re.IGNORECASE,
)
_OFTEN = re.compile(  # "every month", "weekly", "щотижня", "200 a day"
    r"(?<!\w)(?:(?:every|each|per|once an?|кожн\w+|кажд\w+|раз на|раз у|раз в|на|в)[ \u00a0]"
    r"(?:(day|день|добу|сутки)|(week|тиждень|неделю)|(month|місяць|місяця|месяц)|(quarter|квартал\w*)"
    r"|(year|рік|року|год))"
    r"|(daily|щодня|щоденно|щодоби|ежедневно|ежесуточно)|(weekly|щотижн\w+|еженедельн\w*)"
    r"|(monthly|щомісяч?\w+|ежемесячн\w*)|(quarterly|щокварталу?\w*|ежеквартальн\w*)|(yearly|annually|щороку|ежегодно))(?!\w)",
    re.IGNORECASE,
)
_EACH = re.compile(r"(?<!\w)(?:every|each|once (?:in|every)|per|кожн\w+|кажд\w+|раз на|раз у|раз в)\s*$", re.IGNORECASE)
_LEAST = re.compile(
    r"(?:at least|not less than|no less than|minimum of|щонайменше(?: на)?|не менше(?: ніж)?(?: на)?|принаймні"
    r"|не менее(?: чем)?(?: на)?|по меньшей мере)\s*$",
    re.IGNORECASE,
)
_MOST = re.compile(
    r"(?:up to|at most|not more than|no more than|щонайбільше|не більше(?: ніж)?|не более(?: чем)?)\s*$", re.IGNORECASE
)
_OLD = re.compile(
    r"(?<!\w)(?:under|over|above|below|older than|younger than|молодш\w+|старш\w+|младше|моложе)"
    r"(?:\s+(?:the age of|за|від|ніж|чем))?\s*$",
    re.IGNORECASE,
)
_MONTHS = (
    "jan\\w*|feb\\w*|mar(?:ch)?|apr\\w*|may|june?|july?|aug\\w*|sep\\w*|oct\\w*|nov\\w*|dec\\w*|січ\\w+|лют\\w+|берез\\w+|квіт\\w+"
    "|трав\\w+|черв\\w+|лип\\w+|серп\\w+|верес\\w+|жовт\\w+|листоп\\w+|груд\\w+|янв\\w+|февр\\w+|март\\w*|апр\\w+|ма[яй]|июн\\w+|июл\\w+"
    "|авг\\w+|сент\\w+|окт\\w+|нояб\\w+|дек\\w+"
)
_DATE = re.compile(
    rf"(?<!\w)(\d{{1,2}} (?:{_MONTHS})\.? \d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}\.\d{{2}}\.\d{{4}})(?!\w)",
    re.IGNORECASE,
)
_AGE = re.compile(r"(?<!\w)(?:aged?|years of age|years? old|вік\w*|віком|возраст\w*)(?!\w)", re.IGNORECASE)
_RATE = re.compile(
    r"(?<!\w)(?:each|every|per|rounds? of|groups? of|batches of|щомісяц\w+|щотиж\w+|кожн\w+|ежемесячн\w*|еженедельн\w*"
    r"|кажд\w+)(?!\w)",
    re.IGNORECASE,
)
_NOTICE = re.compile(r"notice|notif|announc|warning|повідомл|попередж|уведом|предупре", re.IGNORECASE)
_DURATION = re.compile(
    r"(?<!\w)(?:for|lasts?|lasting|period of|триває|строком на|на|длится|сроком на|длительностью)"
    r"(?:\s+(?:a period of|at least|not less than|щонайменше|не менше|не менее))?\s*$",
    re.IGNORECASE,
)
_DEADLINE = re.compile(
    r"(?<!\w)(?:within|no later than|not later than|by|before|after|протягом|не пізніше|до|через|упродовж"
    r"|впродовж|в течение|не позднее)"
    r"(?:\s+\w+)?\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity of a clause: how much of what, in which role."""

    value: float  # time in hours, a date as its number in the calendar
    dimension: str  # "time", "date", "percent", "km", "people" or whatever is counted
    role: Role
    written: str
    bound: Bound | None = None
    at: int = 0  # place in the clause, in code points

    def has_room_for(self, other: "Quantity") -> bool:
        """Tell whether the other lies inside what this one leaves open: 60 days inside "at least 30"."""
        return (self.bound == "least" and other.value >= self.value) or (
            self.bound == "most" and other.value <= self.value
        )


def find_quantities(text: str, concepts: frozenset[str]) -> tuple[Quantity, ...]:
    """Give the quantities of a clause.

    concepts    what the clause speaks of: it tells "10 days of quiet" from "in 10 days"
    """
    return tuple(_quantities(text, concepts))


def without_periods(text: str) -> str:
    """Give a text without dates and periods, which are compared as quantities and not as words."""
    for pattern in (_DATE, _LONE, _OFTEN):
        text = pattern.sub(_blank, text)
    return text


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _quantities(text: str, concepts: frozenset[str]) -> Iterator[Quantity]:
    yield from _dates(text)
    bare = _DATE.sub(_blank, text)
    if "without notice" in concepts:
        yield Quantity(0.0, "time", "notice", "without notice")
    for match in _OFTEN.finditer(bare):
        yield Quantity(_PERIODS[((match.lastindex or 1) - 1) % 5], "time", "every", match[0], at=match.start())
    bare = _OFTEN.sub(_blank, bare)
    for match in _LONE.finditer(bare):
        period = ("day", "week", "month", "year")[(match.lastindex or 1) - 1]
        role = _role(bare, match.start(), match.end(), period, concepts)
        yield Quantity(_HOURS[period], "time", role, match[0].strip(), at=match.start())
    for number in find_numbers(bare):
        yield _counted(bare, number, concepts)


def _dates(text: str) -> Iterator[Quantity]:
    for match in _DATE.finditer(text):
        day = read_date(match[0])
        if day is not None and day.month and day.day:
            value = day.year * 372 + day.month * 31 + day.day
            yield Quantity(value, "date", "date", match[0], at=match.start())


def _counted(text: str, number: Number, concepts: frozenset[str]) -> Quantity:
    match = UNIT.match(text, number.end)
    end = match.end() if match else number.end
    unit = _UNITS[(match.lastindex or 1) - 1][0] if match else None
    role = _role(text, number.start, end, unit, concepts)
    value, dimension = number.value, unit or _thing(text[end:])
    if role == "age":
        dimension = "age"
    elif unit in _HOURS:
        value, dimension = value * _HOURS[unit], "time"
    bound = _bound(text[max(0, number.start - _FAR) : number.start])
    return Quantity(value, dimension, role, text[number.start : end].strip(), bound, number.start)


def _bound(before: str) -> Bound | None:
    return "least" if _LEAST.search(before) else "most" if _MOST.search(before) else None


def _thing(after: str) -> str:
    """Tell what is counted: the concept that one of the next two words stands for, otherwise people."""
    found = concept_pattern().search(" ".join(after.split()[:2]))
    return concept_of(found) if found is not None and kind_of(concept_of(found)) == "matter" else "people"


def _role(text: str, start: int, end: int, unit: str | None, concepts: frozenset[str]) -> Role:
    near, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    before, around = text[max(0, start - _FAR) : start], text[max(0, start - _FAR) : end + _FAR]
    if unit in (None, "year") and (_AGE.search(around) or ("detainee" in concepts and _OLD.search(before))):
        return "age"
    if unit in _HOURS:
        return _role_of_time(near, before, around, concepts)
    return "rate" if _RATE.search(near) or _RATE.search(after) else "count"


def _role_of_time(near: str, before: str, around: str, concepts: frozenset[str]) -> Role:
    if _EACH.search(near):
        return "every"
    if _NOTICE.search(around):
        return "notice"
    if _DURATION.search(before):
        return "duration"
    if _DEADLINE.search(before):
        return "deadline"
    return "duration" if "ceasefire" in concepts else "deadline"
