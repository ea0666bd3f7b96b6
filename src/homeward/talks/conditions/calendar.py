"""Which days count: weekends and holidays as data, given by whoever agreed on them.

Nothing here knows a country. Without a calendar every day counts. What a clock runs for is `renewal` and `clocks`.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from homeward.errors import InvalidInput

LONGEST_DAYS = 36_525  # a hundred years; no clock of an agreement is longer


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days on which a clock of working days stands still."""

    weekend: frozenset[int] = frozenset()  # 0 is Monday, 6 is Sunday
    holidays: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if not self.weekend <= frozenset(range(7)) or len(self.weekend) == 7:
            raise InvalidInput(f"weekend days are 0 (Monday) to 6, and not all seven; found {sorted(self.weekend)}")


EVERY_DAY = Calendar()


def add_days(start: date, n_days: int, calendar: Calendar = EVERY_DAY) -> date:
    """Give the last day of a clock that starts the day after `start` and runs so many days that count.

    >>> add_days(date(2031, 3, 28), 10)
    datetime.date(2031, 4, 7)
    >>> add_days(date(2031, 3, 28), 2, Calendar(weekend=frozenset({5, 6})))  # from a Friday to Tuesday
    datetime.date(2031, 4, 1)

    raises    InvalidInput beyond a hundred years or the end of the calendar
    """
    if not 0 <= n_days <= LONGEST_DAYS:
        raise InvalidInput(f"a clock of {n_days} days; 0 to {LONGEST_DAYS:,} are counted")
    try:
        if calendar == EVERY_DAY:
            return start + timedelta(days=n_days)
        day = start
        while n_days:
            day += timedelta(days=1)
            n_days -= day.weekday() not in calendar.weekend and day not in calendar.holidays
        return day
    except OverflowError:
        raise InvalidInput(f"a clock of {n_days} days from {start} ends beyond the calendar") from None
