"""What one line of a list says against itself: dates out of the calendar, ages against a category, sexes that disagree.

Nothing is corrected and nobody is struck off: each contradiction is a sentence for the person who asks the other party.
Doubles and people known from earlier lists are found by comparison (`actions.check`), not here.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from homeward.records.body import read_age
from homeward.records.dates import PartialDate, date_in_number, days_in_month, read_date
from homeward.records.person import Person
from homeward.records.service import read_category, read_number, read_rank, read_sex

_OLDEST = 110
_ABOUT_YEARS = 2  # how far a year of birth that is "about" may be from it
_AGE_BY_CATEGORY = {"child": ("as a child", 0, 17), "military": ("as military", 16, 75)}
_SEX_DIGIT = 8  # place in a Ukrainian tax number of the digit whose parity is the sex: odd for men
_AGES = re.compile(r"(?<!\d)(\d{1,2})\s*(?:-|–|—|to|до|по)\s*(\d{1,2})(?!\d)")
_PATRONYMIC_SEX = (
    ("f", re.compile(r"(?:івна|ївна|овна|евна|ична|инична|аўна|еўна|ivna|ovna|evna|ichna|yivna)$", re.IGNORECASE)),
    (
        "m",
        re.compile(r"(?:ович|евич|йович|ич|авіч|евіч|ovych|yovych|ovich|evich|ovič|evič|owicz|ewicz)$", re.IGNORECASE),
    ),
)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two statements of one line that cannot both be true, or one that cannot be true at all."""

    record_id: str
    kind: str  # "age against category", "not in the calendar"
    says: str
    other_id: str | None = None  # the other line, where it takes two
    other_list: str | None = None
    probability: float | None = None  # that both lines are one person


def find_contradictions(person: Person, *, listed_on: date) -> tuple[Contradiction, ...]:
    """Find what one line says against itself.

    listed_on    the day the list is of: nobody was born or last seen after it
    """
    return tuple(
        Contradiction(person.record_id, kind, says) for rule in _RULES for kind, says in rule(person, listed_on)
    )


def age_on(born: PartialDate, day: date) -> tuple[int, int]:
    """Give the least and the greatest age that a partial date of birth allows on a day.

    >>> age_on(PartialDate(2000), date(2024, 6, 1)), age_on(PartialDate(2000, 7, 1), date(2024, 6, 1))
    ((23, 24), (23, 23))
    """
    whole = day.year - born.year
    if born.is_approximate:
        return whole - 1 - _ABOUT_YEARS, whole + _ABOUT_YEARS
    if born.month is None:
        return whole - 1, whole
    if born.day is None:
        return (whole - (born.month >= day.month), whole - (born.month > day.month))
    had_birthday = (born.month, born.day) <= (day.month, day.day)
    return whole - (not had_birthday), whole - (not had_birthday)


def _calendar(person: Person, listed_on: date) -> Iterator[tuple[str, str]]:
    for what, text in (("birth date", person.birth_date), ("date last seen", person.last_seen_date)):
        if text is None:
            continue
        day = read_date(text)
        if day is None:
            yield "not a date", f"the {what} {text!r} is not a date of the calendar"
        elif _earliest(day) > listed_on:
            yield "date to come", f"the {what} {text} lies after the day of the list, {listed_on.isoformat()}"


def _order(person: Person, listed_on: date) -> Iterator[tuple[str, str]]:
    born, seen = _dates(person)
    if born is None:
        return
    if age_on(born, listed_on)[0] > _OLDEST:
        yield "age", f"born {person.birth_date}: {age_on(born, listed_on)[0]} years old on the day of the list"
    if seen is not None and _latest(seen) < _earliest(born):
        yield "order of dates", f"last seen {person.last_seen_date}, before the birth date {person.birth_date}"


def _category(person: Person, listed_on: date) -> Iterator[tuple[str, str]]:
    category = read_category(person.category) if person.category else None
    serves = person.rank or person.unit
    if category == "civilian" and serves:
        yield "civilian with a rank or unit", f"listed as a civilian, with {'rank' if person.rank else 'unit'} {serves}"
    if category == "child" and person.rank:
        yield "child with a rank", f"listed as a child, with rank {person.rank}"


def _age(person: Person, listed_on: date) -> Iterator[tuple[str, str]]:
    category = read_category(person.category) if person.category else None
    told = _told_age(person, listed_on)
    if category is None or told is None:
        return
    asked = _AGES.search(category)
    group, youngest, oldest = _AGE_BY_CATEGORY.get(category, ("", 0, _OLDEST))
    if asked:
        group, youngest, oldest = f"among those aged {asked[1]} to {asked[2]}", int(asked[1]), int(asked[2])
    least, most, by = told
    if group and (most < youngest or least > oldest):
        yield "age against category", f"listed {group}, {most if most < youngest else least} years old by {by}"


def _told_age(person: Person, listed_on: date) -> tuple[int, int, str] | None:
    """Give the least and the greatest age of a person, and what says so: the birth date, else the age as told."""
    born, _ = _dates(person)
    if born is not None:
        return (*age_on(born, listed_on), f"the birth date {person.birth_date}")
    told = read_age(person.age) if person.age else None
    # An age is of the day on which it was told: a year or more may have passed since.
    return None if told is None else (int(told[0]), int(told[1]) + _ABOUT_YEARS, f"the age {person.age}")


def _number(person: Person, listed_on: date) -> Iterator[tuple[str, str]]:
    number = read_number(person.id_number or "") or ""
    inside = date_in_number(number)
    if inside is None:
        return
    born, _ = _dates(person)
    if born and born.is_full and born.day_number != inside.day_number:
        yield "number against birth date", "the tax number holds another birth date than the one given"
    sex = read_sex(person.sex or "")
    if sex == "mf"[int(number[_SEX_DIGIT]) % 2]:
        yield "number against sex", "the tax number is one of the other sex"


def _sex(person: Person, listed_on: date) -> Iterator[tuple[str, str]]:
    sex = read_sex(person.sex) if person.sex else None
    told = next((own for own, ending in _PATRONYMIC_SEX if ending.search((person.patronymic or "").strip(" .,"))), None)
    if sex and told and sex != told:
        yield (
            "sex against patronymic",
            f"listed as {'a man' if sex == 'm' else 'a woman'}, with the patronymic of the other sex",
        )


def _rank(person: Person, listed_on: date) -> Iterator[tuple[str, str]]:
    if person.rank and read_rank(person.rank) is None:
        yield "rank not known", f"{person.rank!r} is no rank of the known tables"


_RULES: tuple[Callable[[Person, date], Iterator[tuple[str, str]]], ...] = (
    _calendar,
    _order,
    _category,
    _age,
    _number,
    _sex,
    _rank,
)


def _dates(person: Person) -> tuple[PartialDate | None, PartialDate | None]:
    born = read_date(person.birth_date) if person.birth_date else None
    seen = read_date(person.last_seen_date) if person.last_seen_date else None
    return born, seen


def _earliest(day: PartialDate) -> date:
    year = day.year - _ABOUT_YEARS if day.is_approximate else day.year
    return date(year, day.month or 1, day.day or 1 if day.month else 1)


def _latest(day: PartialDate) -> date:
    if day.is_approximate or day.month is None:
        return date(day.year + (_ABOUT_YEARS if day.is_approximate else 0), 12, 31)
    return date(day.year, day.month, day.day or days_in_month(day.year, day.month))
