"""What has been said about a list of people, so that its reader need not guess.

Whatever is not answered is assumed, and stands among the questions of the `Listing` with the assumption made; strict
reading refuses a list with open questions instead.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from homeward.errors import InvalidInput
from homeward.formats.foreign.source import ENCODINGS
from homeward.records.fields import FIELD_BY_NAME

DAY_FIRST, MONTH_FIRST = "day-first", "month-first"
CHOICES = {  # of what is answered with one of a few words
    "dates": (DAY_FIRST, MONTH_FIRST),
    "days": ("1900", "1904", "none"),
    "numbers": ("whole",),
    "hidden": ("read",),
}
_COLUMN = "column "


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers for one list; each is named as the question that it answers."""

    encoding: str | None = None  # "cp1251"
    dates: str | None = None  # what 03/04/1980 begins with
    years: int | None = None  # the first that two digits can mean: 1931 stands for 1931 to 2030
    days: str | None = None  # from which year a spreadsheet counted the days of a date written as a number
    sheet: str | None = None  # of a workbook
    numbers: str | None = None  # "whole": identifiers that a workbook holds as numbers never began with a zero
    hidden: str | None = None  # "read": hidden rows and columns of a workbook belong to the list
    columns: tuple[tuple[str, str], ...] = ()  # (field, heading), or (field, "#3") for the third column
    is_strict: bool = False  # an open question refuses the list

    def __post_init__(self) -> None:
        if self.encoding is not None and self.encoding.lower().replace("_", "-") not in ENCODINGS:
            raise InvalidInput(f"encoding {self.encoding!r} is not one of {', '.join(ENCODINGS)}")
        for about, choices in CHOICES.items():
            if getattr(self, about) not in (None, *choices):
                raise InvalidInput(f"{about} {getattr(self, about)!r} is not one of {', '.join(choices)}")
        if self.years is not None and not 1850 <= self.years <= 2001:
            raise InvalidInput(f"years {self.years}: the first year that two digits can mean lies from 1850 to 2001")
        for field, _ in self.columns:
            if field not in FIELD_BY_NAME:
                raise InvalidInput(f"{field!r} is not a field; the fields are {', '.join(FIELD_BY_NAME)}")


ASSUME = Answers()


def answer(told: Iterable[tuple[str, str]], answers: Answers = ASSUME) -> Answers:
    """Add answers given as words: what each is about, and the choice.

    raises    InvalidInput where nothing asks that, or the choice is none

    >>> answer([("dates", "month-first"), ("column birth_date", "Born")]).columns
    (('birth_date', 'Born'),)
    """
    columns = answers.columns
    years = answers.years
    words: dict[str, Any] = {}
    for about, choice in told:
        if about.startswith(_COLUMN):
            columns = (*columns, (about.removeprefix(_COLUMN), choice))
        elif about == "years":
            years = int(choice) if choice.isdecimal() and choice.isascii() else 0
        elif about in ("encoding", "sheet", *CHOICES):
            words[about] = choice
        else:
            asked = ", ".join(("encoding", "sheet", "years", *CHOICES))
            raise InvalidInput(f"nothing is asked about {about!r}; answers are about {asked}, or a column")
    return replace(answers, columns=columns, years=years, **words)
