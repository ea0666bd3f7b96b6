"""The line of time of one pledge: what was pledged, claimed, received and verified, day by day, in one unit.

Each account is a staircase of its own: the three books of a delivery are never added, and stand beside each other. They
are told apart by the name at the end of a line and by how it is drawn; colour alone says nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from homeward.reports.picture import Figure, Table, drawing, label, line, number, path, shorten
from homeward.talks.conditions.terms import Number

_LEFT, _PLOT, _NAMES = 140.0, 420.0, 300.0
_TOP, _HEIGHT, _FOOT, _BELOW = 26.0, 190.0, 34.0, 16.0
_LINE = 15.0  # between the names at the ends of two lines
_NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Account:
    """One book of a pledge.

    kind      "pledged", "claimed", "received", "verified": how its line is drawn
    points    days with the sum from that day on, in their order
    """

    name: str
    kind: str
    points: tuple[tuple[date, Number], ...]

    def on(self, day: date) -> Number | None:
        """Give the sum on a day; None before the first."""
        known = [value for when, value in self.points if when <= day]
        return known[-1] if known else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The words around the picture, and how days and sums are written.

    ident       begins the ids of title and description; different for every picture of a page
    head        of the table, for the days
    until       the day at the right edge
    deadline    with its word, where there is one
    """

    ident: str
    title: str
    text: str
    head: str
    until: date
    say_day: Callable[[date], str]
    say_sum: Callable[[Number], str]
    deadline: tuple[date, str] | None = None


def ledger_line(accounts: Sequence[Account], told: Told) -> Figure:
    """Draw the accounts of one pledge up to a day; accounts in which nothing stands are left out of the picture.

    >>> day = date(2031, 6, 2)
    >>> own = Account("pledged", "pledged", ((day, 6),))
    >>> told = Told(ident="t", title="T", text="", head="day", until=day, say_day=str, say_sum=lambda n: f"{n} boxes")
    >>> ledger_line([own], told).table.rows
    (('2031-06-02', '6 boxes'),)
    """
    days = sorted({day for own in accounts for day, _ in own.points if day <= told.until})
    rows = tuple((told.say_day(day), *(_say(own.on(day), told) for own in accounts)) for day in days)
    table = Table(told.title, (told.head, *(own.name for own in accounts)), rows)
    size = (_LEFT + _PLOT + _NAMES, _TOP + _HEIGHT + _FOOT)
    shapes = _shapes([own for own in accounts if own.on(told.until) is not None], days, told) if days else []
    return Figure(drawing(told.ident, size, told.title, told.text, shapes), told.title, told.text, table)


def _say(value: Number | None, told: Told) -> str:
    return _NOTHING if value is None else told.say_sum(value)


def _shapes(accounts: Sequence[Account], days: Sequence[date], told: Told) -> list[str]:
    first, last = days[0], max(told.until, told.deadline[0] if told.deadline else told.until)
    most = max(max(value for day, value in own.points if day <= told.until) for own in accounts)
    foot = _TOP + _HEIGHT

    def across(day: date) -> float:
        return _LEFT + _PLOT * (day - first).days / max((last - first).days, 1)

    def up(value: Number) -> float:
        return foot - _HEIGHT * float(value) / max(float(most), 1.0)

    shapes = [line((_LEFT, foot), (_LEFT + _PLOT, foot), "faint"), _level(foot, told.say_sum(0))]
    shapes += [line((_LEFT, _TOP), (_LEFT + _PLOT, _TOP), "faint"), _level(_TOP, told.say_sum(most))]
    shapes += [label(_LEFT, foot + _BELOW, told.say_day(first))]
    if last > first:
        shapes.append(label(_LEFT + _PLOT, foot + _BELOW, told.say_day(last), "e"))
    shapes += _deadline(across, told)
    for own in accounts:
        shapes.append(path(_stairs(own, across, up, told.until), f"line {own.kind}"))
    return shapes + _names(accounts, up, told, across(told.until))


def _level(y: float, says: str) -> str:
    return label(_LEFT - 8.0, y + 4.0, shorten(says, _LEFT - 10.0), "e", title=says)


def _deadline(across: Callable[[date], float], told: Told) -> list[str]:
    if told.deadline is None:
        return []
    day, word = told.deadline
    x = across(day)
    if x < _LEFT:
        return []
    foot = _TOP + _HEIGHT
    says = label(x, foot + 2 * _BELOW - 2.0, f"{word}: {told.say_day(day)}", "e" if x > _LEFT + _PLOT / 2 else "")
    return [line((x, _TOP), (x, foot + 4.0), "faint deadline"), says]


def _stairs(own: Account, across: Callable[[date], float], up: Callable[[Number], float], until: date) -> str:
    """Give the path: along to each day, then up or down to its sum; from nothing at its first day."""
    points = [(day, value) for day, value in own.points if day <= until]
    steps = "".join(f"H{number(across(day))}V{number(up(value))}" for day, value in points)
    return f"M{number(across(points[0][0]))} {number(up(0))}{steps}H{number(across(until))}"


def _names(accounts: Sequence[Account], up: Callable[[Number], float], told: Told, end: float) -> list[str]:
    """Write each name beside the end of its line, moved apart where lines end together."""
    sums = [(up(own.on(told.until) or 0), own) for own in reversed(accounts)]
    sums.sort(key=lambda pair: -pair[0])
    shapes: list[str] = []
    x = _LEFT + _PLOT + 14.0
    for at, (y, own) in zip(_apart([y for y, _ in sums]), sums, strict=True):
        says = f"{own.name}: {told.say_sum(own.on(told.until) or 0)}"
        shapes.append(path(f"M{number(end)} {number(y)}L{number(x - 3.0)} {number(at)}", "faint"))
        shapes.append(label(x, at + 4.0, shorten(says, _NAMES - 16.0), title=says))
    return shapes


def _apart(heights: Sequence[float]) -> list[float]:
    """Move heights apart, given from the lowest up, so that a line of text fits between any two, and none is lost."""
    at, found = _TOP + _HEIGHT + _LINE, []
    for y in heights:
        at = min(at - _LINE, y)
        found.append(at)
    at = _TOP - _LINE
    for place in reversed(range(len(found))):
        at = max(at + _LINE, found[place])
        found[place] = at
    return found
