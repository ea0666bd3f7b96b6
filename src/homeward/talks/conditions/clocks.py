"""Clocks that the conventions set for each person: what is due by when, done or overdue.

A clock starts with a fact (arrived at a camp, taken into custody) and is stopped by another (card sent, notice
given). A fact nobody has entered starts nothing and stops nothing. Periods are calendar days.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Status = Literal["prisoner of war", "civilian", "missing", "any"]
State = Literal["running", "done", "done late", "overdue"]


@dataclass(frozen=True, slots=True)
class Clock:
    """One duty with a period: which article, from which fact, until which other."""

    code: str
    article: str
    says: str
    applies_to: Status
    starts: tuple[str, ...]  # each of these facts starts it anew
    stops: str
    n_days: int
    is_repeating: bool = False  # the duty comes back a period after it was done


CLOCKS = (
    Clock(
        "GC3-70",
        "Third Geneva Convention, art. 70",
        "capture card sent within a week of arrival at a camp; again in sickness, transfer to hospital or another camp",
        "prisoner of war",
        ("arrived", "fell ill", "hospital", "transferred"),
        "capture card",
        7,
    ),
    Clock(
        "GC3-122",
        "Third Geneva Convention, art. 122",
        "news of the health of the seriously ill or wounded, every week if possible",
        "prisoner of war",
        ("seriously ill",),
        "health news",
        7,
        is_repeating=True,
    ),
    Clock(
        "GC4-106",
        "Fourth Geneva Convention, art. 106",
        "internment card sent within a week of arrival; again in sickness or transfer",
        "civilian",
        ("arrived", "fell ill", "hospital", "transferred"),
        "internment card",
        7,
    ),
    Clock(
        "GC4-136",
        "Fourth Geneva Convention, art. 136",
        "notice of custody of more than two weeks, of assigned residence or internment",
        "civilian",
        ("taken",),
        "custody notice",
        14,
    ),
    Clock(
        "GC4-138",
        "Fourth Geneva Convention, art. 138",
        "news of the health of internees who are seriously ill or wounded, every week if possible",
        "civilian",
        ("seriously ill",),
        "health news",
        7,
        is_repeating=True,
    ),
    Clock(
        "AP1-33-2",
        "Additional Protocol I, art. 33(2)",
        "particulars of whoever was detained or imprisoned for more than two weeks, or died in that time",
        "missing",
        ("taken",),
        "particulars",
        14,
    ),
)


@dataclass(frozen=True, slots=True)
class Subject:
    """One person as far as clocks ask; facts with their days."""

    id: str
    status: Status
    facts: tuple[tuple[str, date], ...]
    ended: date | None = None  # released, returned or dead: nothing new falls due after it


@dataclass(frozen=True, slots=True)
class Duty:
    """What is owed for one person under one article, as it stands on a day."""

    person: str
    clock: Clock
    from_day: date
    due: date
    done: date | None
    state: State
    n_days_late: int


def find_duties(subjects: Iterable[Subject], day: date, clocks: Iterable[Clock] = CLOCKS) -> tuple[Duty, ...]:
    """List every duty that has begun by a day, the longest overdue first.

    >>> subject = Subject("n1", "civilian", (("taken", date(2031, 3, 1)),))
    >>> [(duty.clock.code, duty.n_days_late) for duty in find_duties([subject], date(2031, 3, 20))]
    [('GC4-136', 5)]
    """
    clocks = tuple(clocks)
    duties = [
        duty
        for subject in subjects
        for clock in clocks
        if clock.applies_to in ("any", subject.status)
        for duty in _of_person(subject, clock, day)
    ]
    return tuple(sorted(duties, key=lambda own: (own.state != "overdue", -own.n_days_late, own.due, own.person)))


def _of_person(subject: Subject, clock: Clock, day: date) -> Iterator[Duty]:
    stops = _days_of(subject, (clock.stops,), day)
    starts = _days_of(subject, clock.starts, day)
    if clock.is_repeating and starts:  # each piece of news starts the next week
        starts = [starts[0], *(on for on in stops if on > starts[0])]
    for start in starts:
        done = next((on for on in stops if on > start or (on == start and not clock.is_repeating)), None)
        duty = _duty(subject.id, clock, start, done, day)
        if done is not None or _is_owed(subject, duty.due):
            yield duty


def _is_owed(subject: Subject, due: date) -> bool:
    """Tell whether the person was still there when the period ended."""
    return subject.ended is None or subject.ended > due


def _days_of(subject: Subject, facts: tuple[str, ...], until: date) -> list[date]:
    return sorted({on for fact, on in subject.facts if fact in facts and on <= until})


def _duty(person: str, clock: Clock, start: date, done: date | None, day: date) -> Duty:
    due = start + timedelta(days=clock.n_days)
    late = max(0, ((done or day) - due).days)
    state: State = ("done late" if late else "done") if done else ("overdue" if late else "running")
    return Duty(person, clock, start, due, done, state, late)


def facts_known(clocks: Iterable[Clock] = CLOCKS) -> Mapping[str, str]:
    """Give every fact that a clock starts or stops with, and which."""
    return {
        fact: role
        for clock in clocks
        for fact, role in (*((start, "starts") for start in clock.starts), (clock.stops, "stops"))
    }
