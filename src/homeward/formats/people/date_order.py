"""Dates of one list whose writing leaves something open: day or month first, which century, days counted by a machine.

What the dates of the list show themselves is used (31/12/1991 is day first); what they leave open is asked, and assumed
meanwhile. Only where a date would be read otherwise than `records.dates` reads it is it rewritten, as 1980-12-31.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from homeward.errors import Problem
from homeward.formats.people.answers import CHOICES, DAY_FIRST, MONTH_FIRST, Answers
from homeward.records.dates import FIRST_YEAR, read_date
from homeward.records.listing import Question

N_SAMPLES = 5
_NUMERIC = re.compile(
    r"\s*(\d{1,2})([-/. ])(\d{1,2})[-/. ](\d{4}|\d{2})(?:\s\d{1,2}:\d{2}(?::\d{2})?(?:\s?[APap][Mm])?)?\s*"
)
_COUNTED = re.compile(r"[1-9][0-9]{4}(?:[.,][0-9]+)?")  # the days of 1927 and later
_DAY_0 = {"1900": date(1899, 12, 30), "1904": date(1904, 1, 1)}


@dataclass(frozen=True, slots=True)
class Settled:
    """How the dates of a list are read: which texts are rewritten, and what is said and asked about that."""

    rewritten: dict[str, str]
    problems: tuple[Problem, ...] = ()
    questions: tuple[Question, ...] = ()


def settle_dates(texts: Collection[str], answers: Answers) -> Settled:
    """Settle how the different texts of a list's dates are read."""
    numeric = [found for text in sorted(texts) if (found := _NUMERIC.fullmatch(text))]
    order = _settle_order(numeric, answers)
    short = [found[0] for found in numeric if len(found[4]) == 2]
    years = _settle_years(short, answers, order.rewritten)
    days = _settle_days(sorted(text for text in texts if _COUNTED.fullmatch(text)), answers)
    return Settled(
        order.rewritten | years.rewritten | days.rewritten,
        order.problems + years.problems + days.problems,
        order.questions + years.questions + days.questions,
    )


def _rewrite(says: str, texts: Iterable[str], write: Callable[[str], str | None], *asked: Question) -> Settled:
    """Write dates anew, and say how many and how."""
    rewritten = {text: written for text in texts if (written := write(text)) is not None}
    if not rewritten:
        return Settled({}, (), asked)
    text, written = next(iter(rewritten.items()))
    problem = Problem("dates", f"{len(rewritten):,} different dates {says}", f"written anew: {written} for {text}")
    return Settled(rewritten, (problem,), asked)


# ── day or month first ────────────────────────────────────────────────────────────────────────────────────────────────


def _settle_order(numeric: Sequence[re.Match[str]], answers: Answers) -> Settled:
    """Settle what numeric dates begin with; dots are day first unless somebody says otherwise."""
    slashed = [found for found in numeric if found[2] in "/-"]
    order, asked = (answers.dates, ()) if answers.dates else _order(slashed)
    if order != MONTH_FIRST:
        return Settled({}, (), asked)
    meant = [found[0] for found in (numeric if answers.dates else slashed)]
    first_year = answers.years or FIRST_YEAR
    write = partial(_iso, is_month_first=True, first_year=first_year)
    return _rewrite("are read month first", meant, write, *asked)


def _order(slashed: Sequence[re.Match[str]]) -> tuple[str, tuple[Question, ...]]:
    """Tell what the dates of a list begin with, by those that leave no choice; ask where some leave one."""
    shown = Counter(_shows(int(found[1]), int(found[3])) for found in slashed)
    n_day_first, n_month_first = shown[DAY_FIRST], shown[MONTH_FIRST]
    if not shown["either"] or (n_day_first and not n_month_first):
        return DAY_FIRST, ()
    assumed = MONTH_FIRST if n_month_first and not n_day_first else DAY_FIRST
    told = f"{n_month_first:,} others can only be month first, {n_day_first:,} only day first"
    told = told if n_month_first else "nothing in the list tells"
    either = [found[0] for found in slashed if _shows(int(found[1]), int(found[3])) == "either"][:N_SAMPLES]
    asks = f"do {shown['either']:,} different dates such as {either[0]} begin with the day or with the month? {told}"
    samples = tuple(f"{text} = {_iso(text, is_month_first=assumed == MONTH_FIRST)}" for text in either)
    return assumed, (Question("dates", asks, CHOICES["dates"], assumed, samples),)


def _shows(one: int, two: int) -> str:
    """Say what a date shows of its order; 03/03 shows nothing and leaves nothing open."""
    if one > 12 >= two:
        return DAY_FIRST
    if two > 12 >= one:
        return MONTH_FIRST
    return "either" if one != two and one <= 12 else "nothing"


# ── years of two digits, days counted by a spreadsheet ────────────────────────────────────────────────────────────────


def _settle_years(short: Sequence[str], answers: Answers, done: dict[str, str]) -> Settled:
    if answers.years is None:
        return Settled({}, (), (_ask_years(short, done),) if short else ())
    says = f"have two digits for the year, read as {answers.years} or within a hundred years of it"
    return _rewrite(says, [text for text in short if text not in done], partial(_iso, first_year=answers.years))


def _settle_days(counted: Sequence[str], answers: Answers) -> Settled:
    if answers.days is None:
        return Settled({}, (), (_ask_days(counted),) if counted else ())
    if answers.days not in _DAY_0:
        return Settled({})
    return _rewrite(f"are days counted from {answers.days}", counted, partial(_counted, day_0=_DAY_0[answers.days]))


def _ask_years(short: Sequence[str], rewritten: dict[str, str]) -> Question:
    asks = (
        f"which hundred years do {len(short):,} different dates with two digits for the year belong to? Give the first"
    )
    samples = tuple(f"{text} = {rewritten.get(text) or _iso(text)}" for text in short[:N_SAMPLES])
    return Question("years", asks, (str(FIRST_YEAR), "1900", "2000"), str(FIRST_YEAR), samples)


def _ask_days(counted: Sequence[str]) -> Question:
    asks = (
        f"are {len(counted):,} different numbers under a date, such as {counted[0]}, days that a spreadsheet counted, "
        "from 1900 or from 1904?"
    )
    first, second = (
        [_counted(text, day_0) for text in counted[:N_SAMPLES]] for day_0 in (_DAY_0["1900"], _DAY_0["1904"])
    )
    samples = tuple(f"{text} = {one} or {two}" for text, one, two in zip(counted, first, second, strict=False))
    return Question("days", asks, CHOICES["days"], "none", samples)


def _iso(text: str, *, is_month_first: bool = False, first_year: int = FIRST_YEAR) -> str | None:
    read = read_date(text, is_month_first=is_month_first, first_year=first_year)
    return None if read is None or read.day is None else f"{read.year:04}-{read.month:02}-{read.day:02}"


def _counted(text: str, day_0: date) -> str:
    return (day_0 + timedelta(days=int(text[:5]))).isoformat()
