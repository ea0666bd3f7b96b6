"""Say which duties of the conventions have begun, are overdue or done, and how windows of silence stand."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from homeward.actions.answers import Json
from homeward.actions.exchange.plan import answer_problem
from homeward.formats.talks.duties import DutyFile, read_duties
from homeward.talks.conditions.clocks import Duty, find_duties
from homeward.talks.conditions.windows import Window, is_inside, phase, reports_by

SHOWN_PROBLEMS = 100


@dataclass(frozen=True, slots=True)
class Duties:
    """A file as read, and every duty begun by the day asked for."""

    file: DutyFile
    day: date
    duties: tuple[Duty, ...]


def duties_of(data: bytes, day: date) -> Duties:
    """Read people and windows and find what is due.

    raises    InvalidCase
    """
    file = read_duties(data)
    return Duties(file, day, find_duties(file.subjects, day))


def answer_duties(found: Duties) -> Json:
    """Write duties and windows for JSON."""
    states = [own.state for own in found.duties]
    return {
        "as_of": found.day.isoformat(),
        "counts": {state: states.count(state) for state in ("overdue", "running", "done late", "done")},
        "duties": [_duty(own) for own in found.duties],
        "windows": [_window(own, found.day) for own in found.file.windows],
        "problems": [answer_problem(problem) for problem in found.file.problems[:SHOWN_PROBLEMS]],
        "n_problems": len(found.file.problems),
    }


def _duty(own: Duty) -> Json:
    return {
        "person": own.person,
        "clock": own.clock.code,
        "article": own.clock.article,
        "says": own.clock.says,
        "from": own.from_day.isoformat(),
        "due": own.due.isoformat(),
        "done": None if own.done is None else own.done.isoformat(),
        "state": own.state,
        "days_late": own.n_days_late,
    }


def _window(own: Window, day: date) -> Json:
    """Write a window; its phase is that of noon UTC on the day asked for."""
    return {
        "id": own.id,
        "from": own.begins.isoformat(),
        "to": own.ends.isoformat(),
        "phase": phase(own, datetime.combine(day, time(12), UTC)),
        "area_known": bool(own.area),
        "teams": [{"party": team.party, "n_people": team.n_people, "task": team.task} for team in own.teams],
        "reports": {
            who: [
                {
                    "at": report.at.isoformat(),
                    "says": report.says,
                    "inside": None if report.place is None or not own.area else is_inside(own, report.place),
                }
                for report in reports
            ]
            for who, reports in reports_by(own).items()
        },
    }
