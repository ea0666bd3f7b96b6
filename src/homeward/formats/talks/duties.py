"""People as far as the law's clocks ask, and windows of silence: one JSON document.

    {"people": [{"id": "n1", "status": "civilian", "facts": [["taken", "2031-03-01"]]}],
     "windows": [{"id": "w1", "area": {"type": "Polygon", ...}, "from": "2031-04-01T06:00+03:00", "to": "...",
                  "teams": [{"party": "North", "n_people": 6, "task": "recovery"}],
                  "reports": [{"by": "South", "at": "2031-04-01T07:10+03:00", "says": "fire heard"}]}]}

What cannot be taken as written is set aside with a `Problem`; a fact that no clock knows is one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import get_args

from homeward.errors import InvalidCase, InvalidInput, Problem
from homeward.formats.case import Reader, load_json
from homeward.talks.conditions.clocks import Status, Subject, facts_known
from homeward.talks.conditions.windows import Point, Report, Team, Window, read_area

MOST_PEOPLE, MOST_WINDOWS = 1_000_000, 10_000
_STATUSES: tuple[Status, ...] = get_args(Status)


@dataclass(frozen=True, slots=True)
class DutyFile:
    """Subjects and windows as read, and what was set aside."""

    subjects: tuple[Subject, ...]
    windows: tuple[Window, ...]
    problems: tuple[Problem, ...]


def read_duties(data: bytes) -> DutyFile:
    """Read people and windows.

    raises    InvalidCase with what is wrong and where
    """
    file = Reader(load_json(data), "duties")
    problems: list[Problem] = []
    people = file.items("people") if file.has("people") else []
    areas = file.items("windows") if file.has("windows") else []
    if len(people) > MOST_PEOPLE or len(areas) > MOST_WINDOWS:
        raise InvalidCase(f"duties: at most {MOST_PEOPLE:,} people and {MOST_WINDOWS:,} windows are read")
    subjects = tuple(_subject(item, problems) for item in people)
    windows = tuple(window for item in areas for window in _window(item, problems))
    for name, ids in (("people", [own.id for own in subjects]), ("windows", [own.id for own in windows])):
        twice = _twice(ids)
        if twice is not None:
            raise InvalidCase(f"duties: {name}: {twice[:60]!r} stands twice")
    return DutyFile(subjects, windows, tuple(problems))


def _twice(ids: list[str]) -> str | None:
    seen: set[str] = set()
    return next((own for own in ids if own in seen or seen.add(own)), None)  # type: ignore[func-returns-value]


def _subject(item: Reader, problems: list[Problem]) -> Subject:
    identity, status = item.text("id"), item.text("status")
    item = Reader(item.value, f"people: {identity[:60]!r}")
    known = next((own for own in _STATUSES if own == status), None)
    if known is None:
        raise InvalidCase(f"{item.where}: status {status[:40]!r} is not one of {', '.join(_STATUSES)}")
    ended = _day(item.text("ended")) if item.has("ended") else None
    if item.has("ended") and ended is None:
        problems.append(Problem(item.where, "ended is not a day written 2031-04-01", "nothing; not ended"))
    return Subject(identity, known, tuple(_facts(item, problems)), ended)


def _facts(item: Reader, problems: list[Problem]) -> Iterator[tuple[str, date]]:
    known = facts_known()
    for row in item.array("facts") if item.has("facts") else ():
        fact, text = row if isinstance(row, list) and len(row) == 2 else (None, None)
        day = _day(text)
        if not isinstance(fact, str) or fact not in known:
            says = f"{str(fact)[:40]!r} starts and stops no clock; known are {', '.join(known)}"
            problems.append(Problem(item.where, says, "nothing of this fact"))
        elif day is None:
            problems.append(
                Problem(f"{item.where}: {fact}", f"{str(text)[:40]!r} is not a day written 2031-04-01", "nothing")
            )
        else:
            yield fact, day


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None


# ── windows ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _window(item: Reader, problems: list[Problem]) -> Iterator[Window]:
    identity = item.text("id")
    item = Reader(item.value, f"windows: {identity[:60]!r}")
    area, wrong = read_area(item.value.get("area"), f"{item.where}: area")
    problems += wrong
    begins, ends = _moment(item.value.get("from")), _moment(item.value.get("to"))
    if begins is None or ends is None:
        problems.append(Problem(item.where, f"from and to must be written {_FORM}, with a time zone", "nothing of it"))
        return
    teams = tuple(_team(own) for own in (item.items("teams") if item.has("teams") else ()))
    reports = tuple(
        report for own in (item.items("reports") if item.has("reports") else ()) for report in _report(own, problems)
    )
    try:
        yield Window(identity, area, begins, ends, teams, reports)
    except InvalidInput as error:
        problems.append(Problem(item.where, str(error), "nothing of it"))


_FORM = "2031-04-01T06:00+03:00"


def _moment(text: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is not None else None


def _team(item: Reader) -> Team:
    n_people = item.whole("n_people")
    if n_people < 1:
        raise InvalidCase(f"{item.where}: a team of {n_people}")
    return Team(item.text("party"), n_people, item.text("task", ""))


def _report(item: Reader, problems: list[Problem]) -> Iterator[Report]:
    at, place = _moment(item.value.get("at")), item.value.get("place")
    if at is None:
        problems.append(Problem(item.where, f"at must be written {_FORM}, with a time zone", "nothing of the report"))
        return
    yield Report(item.text("by"), at, item.text("says"), _point(place))


def _point(value: object) -> Point | None:
    if not isinstance(value, list) or len(value) != 2 or not all(isinstance(one, int | float) for one in value):
        return None
    return float(value[0]), float(value[1])
