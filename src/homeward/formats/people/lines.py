"""The lines of a list, from whatever format, to people: one account of every line, one way to judge what is odd.

A format gives its values field by field; here names written in one piece are taken apart, dates settled, identifiers
kept apart, and whatever may deceive a reader is said.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from homeward.errors import Problem
from homeward.formats.people.answers import Answers
from homeward.formats.people.date_order import settle_dates
from homeward.formats.people.odd_text import why_odd
from homeward.formats.reading import FILE, Row, show, without_collection
from homeward.records.claim import with_name_parts
from homeward.records.dates import read_date
from homeward.records.fields import NOTHING_SAID
from homeward.records.listing import Question
from homeward.records.person import Person

# one of these makes a line somebody
TELLING = ("family_name", "given_name", "patronymic", "id_number", "service_number", "document_number")
_DATES = ("birth_date", "last_seen_date")
_CALENDARS = ((1300, 1500, "Persian or Islamic"), (2400, 2700, "Buddhist"), (5600, 5900, "Hebrew"))
_MOST_PROBLEMS = 1000  # of odd values; lines are all accounted for


@dataclass(frozen=True, slots=True)
class Lines:
    """The values of a list as one format gave them.

    rows    one value for each field, "" where nothing stands
    """

    fields: tuple[str, ...]
    rows: Sequence[Row]
    where: Callable[[int], str]  # says where a row stands, by its place among the rows


@dataclass(frozen=True, slots=True)
class Gathered:
    """The people of a list, and what became of its other lines."""

    people: tuple[Person, ...]
    problems: tuple[Problem, ...]
    questions: tuple[Question, ...]
    n_held: int
    n_refused: int


def gather_people(lines: Lines, answers: Answers) -> Gathered:
    """Make people of lines: accepted, held (an identifier used before) or refused (nobody)."""
    columns = {field: {row[place] for row in lines.rows} for place, field in enumerate(lines.fields)}
    known = set().union(*columns.values())
    unknown = {text for text in known if text.casefold() in NOTHING_SAID}
    dates = set().union(*(columns.get(name, ()) for name in _DATES)) - unknown
    settled = settle_dates(dates, answers)
    people: dict[str, Person] = {}
    left: list[Problem] = []
    n_refused = 0
    with without_collection():
        for place, row in enumerate(lines.rows):
            values = {field: text for field, text in zip(lines.fields, row, strict=True) if text not in unknown}
            values = with_name_parts(_with_dates(values, settled.rewritten))
            identity = values.pop("record_id", None) or lines.where(place)
            if values.keys().isdisjoint(TELLING):
                left.append(Problem(lines.where(place), "no name and no number", "nothing of the line"))
                n_refused += 1
            elif identity in people:
                says = f"the identifier {show(identity)} stands on an earlier line"
                left.append(Problem(lines.where(place), says, "nothing of the line"))
            else:
                people[identity] = Person(identity, **values)
    odd_dates = {text: _why_no_date(text) for text in dates - settled.rewritten.keys() if read_date(text) is None}
    odd = {text: why for text in known if (why := why_odd(text))}
    said = (
        *_find(lines, lines.fields, odd, "the text as written"),
        *_find(lines, _DATES, odd_dates, "text; date unknown"),
    )
    more = () if len(said) <= _MOST_PROBLEMS else (_more(len(said) - _MOST_PROBLEMS),)
    problems = (*settled.problems, *left, *said[:_MOST_PROBLEMS], *more)
    return Gathered(tuple(people.values()), problems, settled.questions, len(left) - n_refused, n_refused)


def _with_dates(values: dict[str, str], rewritten: dict[str, str]) -> dict[str, str]:
    """Put dates that are written anew in their places."""
    for name in _DATES if rewritten else ():
        if name in values:
            values[name] = rewritten.get(values[name], values[name])
    return values


def _find(lines: Lines, fields: Collection[str], why_by_text: dict[str, str], kept: str) -> Iterator[Problem]:
    """Say where odd values stand."""
    places = [(place, field) for place, field in enumerate(lines.fields) if field in fields]
    rows = (number for number, row in enumerate(lines.rows) if not why_by_text.keys().isdisjoint(row))
    for number in rows if why_by_text else ():
        row = lines.rows[number]
        for place, field in places:
            if row[place] in why_by_text:
                yield Problem(f"{lines.where(number)}, {field}", why_by_text[row[place]], kept)


def _more(count: int) -> Problem:
    return Problem(FILE, f"{count:,} more values are odd", "each as written")


def _why_no_date(text: str) -> str:
    says = f"{show(text)} is no date of the calendar"
    years = [int(word) for word in text.replace("/", " ").replace("-", " ").replace(".", " ").split() if _is_year(word)]
    for first, last, calendar in _CALENDARS:
        if any(first <= year <= last for year in years):
            return f"{says}; the year may be of the {calendar} calendar: write the date as 1980-12-31"
    return says


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal()
