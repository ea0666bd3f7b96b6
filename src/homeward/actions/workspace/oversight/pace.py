"""How much one person has looked at lately. It is counted in the ledger, so that a restart forgets nothing.

A file opened counts one, a case two, and a refused attempt one, so that nobody tries ids until one fits. A look at a
list is counted apart. What happens above a limit is done at the desk.
"""

from bisect import bisect_right
from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta

from homeward.actions.workspace.settings import Settings
from homeward.ledger.act import moment
from homeward.ledger.entry import Entry, decode_entry
from homeward.store.transaction import Snapshot

ALARM, FILE_READ, GLASS, LIST_VIEWED, REFUSED = "alarm", "file read", "glass broken", "list viewed", "refused"
_COUNTED = (FILE_READ, LIST_VIEWED, REFUSED)
FIRST_PART = ("part", 1)  # a look at a long list is several entries; the first one counts
_HOUR, _DAY, _MINUTE = timedelta(hours=1), timedelta(days=1), timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Pace:
    """How many files a person opened, or tried to, and how often they looked at a list."""

    n_hour: int
    n_day: int
    n_looks_minute: int = 0


class Tally:
    """What one person has opened in a day, read from the ledger: at first a day of it, later what came since."""

    def __init__(self) -> None:
        self._opened: deque[tuple[datetime, int]] = deque()
        self._looks: deque[datetime] = deque()
        self._next: int | None = None  # the first entry that was not read yet

    def count(self, now: Snapshot, member_id: str, at: datetime) -> Pace:
        """Count up to a moment; moments never go back, nor does the person change."""
        self._read_on(now, member_id, at - _DAY)
        while self._opened and self._opened[0][0] <= at - _DAY:
            self._opened.popleft()
        while self._looks and self._looks[0] <= at - _MINUTE:
            self._looks.popleft()
        n_hour = sum(files for when, files in self._opened if when > at - _HOUR)
        return Pace(n_hour, sum(files for _, files in self._opened), len(self._looks))

    def _read_on(self, now: Snapshot, member_id: str, since: datetime) -> None:
        start = _first_after(now, since) if self._next is None else self._next
        # Acts are canonical and facts hold no quotation marks: most entries of a busy day need not be taken apart.
        actor = f'"actor":"{member_id}"'.encode()
        for data in now.entries_of_kinds(_COUNTED, start):
            if actor in data:
                self._take(data)
        self._next = now.size

    def _take(self, data: bytes) -> None:
        if _is(REFUSED, data):
            self._opened.append((placed_at(data), 1))
        elif _is(FILE_READ, data):
            self._opened.append((placed_at(data), min(len(decode_entry(data).act.subjects), 2)))
        elif _is(LIST_VIEWED, data) and FIRST_PART in decode_entry(data).act.facts:
            self._looks.append(placed_at(data))


def why_stopped(pace: Pace, settings: Settings, reason: str | None) -> str | None:
    """Say why no more files are opened now; None where they are."""
    has_reason = reason is not None and bool(reason.strip())
    if pace.n_hour >= settings.files_stop_hour:
        return f"you have opened {settings.files_stop_hour} files in an hour, or tried to; no more now"
    if has_reason or (pace.n_hour < settings.files_hour and pace.n_day < settings.files_day):
        return None
    return (
        f"you have opened {settings.files_hour} files in an hour or {settings.files_day} in a day, or tried to; "
        "more needs a reason, which is kept: --reason"
    )


def is_alarmed(now: Snapshot, member_id: str, at: datetime) -> bool:
    """Tell whether there was an alarm about a person in the last hour."""
    alarms = reversed(now.entries_of_kind(ALARM))
    last = next((entry for entry in alarms if member_id in entry.act.subjects), None)
    return last is not None and last.placed_at > at - _HOUR


def open_glass(now: Snapshot, member_id: str, at: datetime) -> Entry | None:
    """Give the glass that a person has broken, while it opens a file; None where there is none."""
    mine = (entry for entry in reversed(now.entries_of_kind(GLASS)) if entry.act.actor == member_id)
    last = next(mine, None)
    return last if last is not None and at < ends_at(last) else None


def ends_at(glass: Entry) -> datetime:
    """Say until when a broken glass opens its file."""
    return glass.placed_at + timedelta(minutes=int(dict(glass.act.facts)["minutes"]))


def _first_after(now: Snapshot, since: datetime) -> int:
    """Find the first entry after a moment: no entry is placed before the one in front of it."""
    return bisect_right(range(now.size), since, key=lambda number: placed_at(next(now.entries(number))))


def placed_at(data: bytes) -> datetime:
    """Read when an entry got its place, without taking it apart."""
    return moment(int(data.split(b"\n", 4)[3]))


def _is(kind: str, data: bytes) -> bool:
    return f'"kind":"{kind}"'.encode() in data
