"""The audit trail: who did what, when. Keys stand for people; names take a second person. Reading it is an entry.

All acts are in it, also those about files with a harm flag: else a flag would be a cloak. The ids of such files are
left out for whoever must not know of them.
"""

from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice

from homeward.actions.workspace.desk import Desk, Draft, Kept, authorise, hides, keep, note, refuse
from homeward.actions.workspace.files import LINES_EXPORTED
from homeward.actions.workspace.folding.heads import HEADS
from homeward.actions.workspace.folding.promises import DOCUMENTS
from homeward.actions.workspace.folding.states import CASES
from homeward.actions.workspace.members import all_members
from homeward.actions.workspace.oversight.orders import approved_order, carry_out
from homeward.actions.workspace.oversight.pace import ALARM, FILE_READ, GLASS, LIST_VIEWED, REFUSED, placed_at
from homeward.actions.workspace.rights import CALLED_BY_HARM
from homeward.errors import InvalidInput
from homeward.ledger.act import Fact
from homeward.ledger.entry import Entry, decode_entry
from homeward.store.transaction import ERASED, Snapshot

NAMES_ASKED, TRAIL_READ = "names asked", "trail read"
COUNTED = (FILE_READ, LIST_VIEWED, REFUSED, GLASS, LINES_EXPORTED, ERASED, ALARM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which acts are asked for; what is None does not matter."""

    kind: str | None = None
    member: str | None = None  # id of a key
    file: str | None = None
    since: date | None = None  # days of the ledger's clock, UTC; both are included
    until: date | None = None
    most: int = 1000  # the newest so many

    def __post_init__(self) -> None:
        if self.most < 1 or (self.since and self.until and self.since > self.until):
            raise InvalidInput("the first day is not after the last one, and at least one act is asked for")


@dataclass(frozen=True, slots=True)
class Done:
    """One act of the trail."""

    number: int  # of the entry
    at: datetime
    who: str  # id of the key, or the name
    role: str
    channel: str
    kind: str
    about: tuple[str, ...]  # ids of files, cases and lists
    facts: tuple[tuple[str, Fact], ...]


@dataclass(frozen=True, slots=True)
class Month:
    """How often something was done in a month, by kind of act; every act counts."""

    month: str  # "2026-05"
    counts: tuple[tuple[str, int], ...]  # in the order of COUNTED


def read_trail(desk: Desk, asked: Asked) -> tuple[Done, ...]:
    """Read the audit trail by keys, oldest first.

    raises    Refused
    """
    granted = authorise(desk, "read audit trail")
    entries = _found(desk, asked)
    note(desk, granted.role, _reading(asked, len(entries)))
    return _as_told(desk, entries, {})


def ask_for_names(desk: Desk, *, act_id: str | None = None) -> Kept:
    """Ask to read the trail with names, once; a second person signs.

    raises    Refused
    """
    granted = authorise(desk, "read audit names")
    return keep(
        desk, granted, [Draft(kind=NAMES_ASKED)], says="to read the audit trail with names, once", act_id=act_id
    )


def read_trail_with_names(desk: Desk, asked: Asked, approved: str) -> tuple[Done, ...]:
    """Read the audit trail with the names of members, as a second person has allowed.

    approved    the id that `ask_for_names` gave
    raises      Refused
    """
    granted = authorise(desk, "read audit names")
    approved_order(desk, approved, NAMES_ASKED, "read audit names")
    entries = _found(desk, asked)
    carry_out(desk, granted.role, [_reading(asked, len(entries), relies_on=(approved,))], approved)
    with desk.store.read() as now:
        names = {member.id: member.name for member in all_members(now)}
    return _as_told(desk, entries, names)


def count_months(desk: Desk) -> tuple[Month, ...]:
    """Count readings, looks at lists, refusals, broken glass, exports, erasures and alarms by month.

    raises    Refused
    """
    granted = authorise(desk, "read audit trail")
    note(desk, granted.role, Draft(kind=TRAIL_READ, facts=(("asked", "counts"),)))
    with desk.store.read() as now:
        found = Counter((f"{placed_at(data):%Y-%m}", kind) for kind in COUNTED for data in now.entries_of_kinds([kind]))
    months = sorted({month for month, _ in found})
    return tuple(Month(month, tuple((kind, found[month, kind]) for kind in COUNTED)) for month in months)


def _reading(asked: Asked, n_found: int, relies_on: tuple[str, ...] = ()) -> Draft:
    days = {"since": asked.since, "until": asked.until}
    facts: list[tuple[str, Fact]] = [(name, day.isoformat()) for name, day in days.items() if day is not None]
    others = tuple(one for one in (asked.file, asked.member) if one is not None)
    return Draft(kind=TRAIL_READ, others=others, facts=(*facts, ("n", n_found)), relies_on=relies_on)


def _found(desk: Desk, asked: Asked) -> tuple[Entry, ...]:
    with desk.store.read() as now:
        if asked.file is not None:
            _check_file(desk, now, asked.file)
            return tuple([entry for entry in now.entries_about(asked.file) if _fits(entry, asked)][-asked.most :])
        likely = _likely(now, asked)
    # Of a long ledger only what is shown is taken apart.
    newest = (entry for data in reversed(likely) if _fits(entry := decode_entry(data), asked))
    return tuple(islice(newest, asked.most))[::-1]


def _likely(now: Snapshot, asked: Asked) -> deque[bytes]:
    """Read what may be asked for, oldest first: acts are canonical, and facts hold no quotation marks."""
    is_sure = asked.member is None  # an id stands in facts, too: then only the whole act tells
    start = max(now.size - asked.most, 0) if is_sure and (asked.since, asked.until) == (None, None) else 0
    every = now.entries(start) if asked.kind is None else now.entries_of_kinds([asked.kind])
    return deque((data for data in every if _is_likely(data, asked)), maxlen=asked.most if is_sure else None)


def _check_file(desk: Desk, now: Snapshot, file_id: str) -> None:
    """Refuse a file that must not exist for this person as one that never did; an erased one has its trail."""
    if file_id in _hidden(desk, now, (file_id,)) or not now.entries_about(file_id):
        refuse(desk, "read audit trail")


def _is_likely(data: bytes, asked: Asked) -> bool:
    if asked.member is not None and f'"{asked.member}"'.encode() not in data:
        return False
    day = placed_at(data).date()
    return (asked.since is None or asked.since <= day) and (asked.until is None or day <= asked.until)


def _fits(entry: Entry, asked: Asked) -> bool:
    day = entry.placed_at.astimezone(UTC).date()
    return (
        (asked.kind is None or entry.act.kind == asked.kind)
        and (asked.member is None or asked.member in (entry.act.actor, *entry.act.subjects))
        and (asked.since is None or asked.since <= day)
        and (asked.until is None or day <= asked.until)
    )


def _as_told(desk: Desk, entries: tuple[Entry, ...], names: dict[str, str]) -> tuple[Done, ...]:
    with desk.store.read() as now:
        hidden = _hidden(desk, now, {subject for entry in entries for subject in entry.act.subjects})
    return tuple(_done(entry, names, hidden) for entry in entries)


def _done(entry: Entry, names: dict[str, str], hidden: frozenset[str]) -> Done:
    act = entry.act
    about = tuple(one for one in act.subjects if one not in hidden)
    who = names.get(act.actor, act.actor)
    return Done(entry.number, entry.placed_at, who, act.role, act.channel, act.kind, about, act.facts)


def _hidden(desk: Desk, now: Snapshot, subjects: Iterable[str]) -> frozenset[str]:
    """Give the ids of documents and files, and of cases about them, that must not exist for this person."""
    if not CALLED_BY_HARM.isdisjoint(desk.member.roles):
        return frozenset()
    files = HEADS.named(now, asked := {*subjects})
    hidden = {one for one, head in files.items() if hides(desk.member, head)}
    hidden |= {one for one, text in DOCUMENTS.all(now).items() if one in asked and hides(desk.member, text)}
    cases = {one: told.case.pair for one, told in CASES.named(now, asked - files.keys()).items()}
    sides = HEADS.named(now, {side for pair in cases.values() for side in (pair.found, pair.sought)})
    away = {one for one, head in sides.items() if hides(desk.member, head)}
    return frozenset(hidden | {one for one, pair in cases.items() if {pair.found, pair.sought} & away})
