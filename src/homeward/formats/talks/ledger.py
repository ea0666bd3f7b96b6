"""Ledgers of pledges: one JSON document with commitments and events, or one event a line.

The form is that of the public ledgers (schema "commitments-oracle/1"). Pledges are read whole or refused with one
sentence, for what is owed must be known before anything is booked on it. An entry that cannot be booked is set aside
with a `Problem` and books nothing; a clause outside the closed language stays words and computes nothing.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypeVar

from homeward.errors import InvalidCase, InvalidInput, Problem
from homeward.formats.case import Reader, load_json
from homeward.formats.talks.clause_words import WHOLE, read_renewal
from homeward.talks.conditions.calendar import Calendar
from homeward.talks.conditions.grammar import read_amount, read_term
from homeward.talks.conditions.terms import Amount, Number, Term
from homeward.talks.pledges.journal import (
    ACCOUNT_BY_KIND,
    CONTEST,
    MET_BY,
    WITHDRAW,
    Account,
    After,
    Entry,
    Ledger,
    Pledge,
)

_BOOKS_NOTHING = "nothing; the entry books nothing"
MOST_PLEDGES, MOST_ENTRIES = 10_000, 2_000_000
FIRST_DAY = date(1900, 1, 1)
_LARGEST = 10**15
_Formula = TypeVar("_Formula", Amount, Term)
_AFTER = re.compile(r"(\d{1,5}) (working )?days after (\w+)")


@dataclass(frozen=True, slots=True, eq=False)
class LedgerFile:
    """A ledger as read, and what was set aside."""

    ledger: Ledger
    problems: tuple[Problem, ...]


def read_ledger(data: bytes) -> LedgerFile:
    """Read one ledger.

    raises    InvalidCase with what is wrong and where
    """
    file = Reader(load_json(data), "ledger")
    rows = file.array("commitments")
    if len(rows) > MOST_PLEDGES:
        raise InvalidCase(f"ledger: {len(rows):,} commitments; at most {MOST_PLEDGES:,} are read")
    problems: list[Problem] = []
    items = [Reader(row, f"commitment {n}") for n, row in enumerate(rows, start=1)]
    events = file.array("events") if file.has("events") else ()
    if len(events) > MOST_ENTRIES:
        raise InvalidCase(f"ledger: {len(events):,} events; at most {MOST_ENTRIES:,} are read")
    pledged = {str(row.get("commitment")) for row in events if isinstance(row, dict) and _is_pledging(row)}
    pledges = tuple(_pledge(item, pledged, problems) for item in items)
    try:
        known = {pledge.id: pledge for pledge in pledges}
        entries = tuple(_entries(events, known, problems))
        return LedgerFile(Ledger(pledges, entries, _calendar(file)), tuple(problems))
    except InvalidInput as error:
        raise InvalidCase(f"ledger: {error}") from None


# ── pledges ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _pledge(item: Reader, pledged: set[str], problems: list[Problem]) -> Pledge:
    identity = item.text("id")
    item = Reader(item.value, f"commitment {identity[:60]!r}")
    unread: list[tuple[str, str]] = []
    due = _formula(item, "due", read_amount, unread)
    condition = _formula(item, "condition", read_term, unread)
    for key, words in unread:
        says = f"{words[:80]!r} is not in the language of conditions"
        problems.append(Problem(f"{item.where}: {key}", says, "the words; nothing is computed from them"))
    met = item.text("counts_as_met", "verified")
    if met not in MET_BY:
        raise InvalidCase(f"{item.where}: counts_as_met {met[:40]!r} is none of {', '.join(MET_BY)}")
    sides = item.text("debtor"), item.text("creditor")
    try:
        return Pledge(
            identity,
            *sides,
            item.text("what", ""),
            item.text("unit"),
            category=item.text("category") if item.has("category") else None,
            deadline=_deadline(item),
            default_after_days=_days(item, "default_after_days"),
            counts_as_met=_account(met),
            due=due,
            condition=condition,
            is_standing=due is not None and identity not in pledged,
            renewal=read_renewal(item, sides) if item.has("renewal") else None,
            consents=_texts(item, "consents"),
            source=item.text("source") if item.has("source") else None,
            unread=tuple(unread),
        )
    except InvalidInput as error:
        raise InvalidCase(str(error)) from None


def _account(met: str) -> Account:
    return next(own for own in MET_BY if own == met)


def _is_pledging(row: Mapping[object, object]) -> bool:
    return row.get("kind") in ("pledge", "amend")


def _formula(item: Reader, key: str, read: Callable[[str], _Formula], unread: list[tuple[str, str]]) -> _Formula | None:
    if not item.has(key):
        return None
    text = item.text(key)
    try:
        return read(text)
    except InvalidInput:
        unread.append((key, text))
        return None


def _deadline(item: Reader) -> date | After | None:
    if not item.has("deadline"):
        return None
    text = item.text("deadline")
    after = _AFTER.fullmatch(text.strip())
    if after:
        return After(int(after[1]), after[3], bool(after[2]))
    day = _day(text)
    if isinstance(day, str):
        raise InvalidCase(f"{item.where}: deadline {day}")
    return day


def _days(item: Reader, key: str) -> int | None:
    if not item.has(key):
        return None
    n_days = item.whole(key)
    if n_days < 0:
        raise InvalidCase(f"{item.where}: {key} is {n_days}, below 0")
    return n_days


def _texts(item: Reader, key: str) -> tuple[str, ...]:
    values = item.array(key) if item.has(key) else ()
    if not all(isinstance(value, str) for value in values):
        raise InvalidCase(f"{item.where}: {key} must hold texts")
    return tuple(str(value) for value in values)


def _calendar(file: Reader) -> Calendar:
    own = file.object("calendar")
    holidays = [_day(text) for text in _texts(own, "holidays")]
    odd = next((day for day in holidays if isinstance(day, str)), None)
    if odd is not None:
        raise InvalidCase(f"calendar: holiday {odd}")
    weekend = frozenset(int(number) for number in own.numbers("weekend")) if own.has("weekend") else frozenset[int]()
    return Calendar(weekend, frozenset(day for day in holidays if isinstance(day, date)))


def _day(value: object) -> date | str:
    """Read a day; what is wrong with it otherwise."""
    try:
        day = date.fromisoformat(value) if isinstance(value, str) and len(value) == len("2031-04-01") else None
    except ValueError:
        day = None
    if day is None:
        return f"{str(value)[:40]!r} is not a day of the calendar written 2031-04-01"
    return day if day >= FIRST_DAY else f"{day} lies before {FIRST_DAY}"


# ── entries ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _entries(events: Sequence[object], known: Mapping[str, Pledge], problems: list[Problem]) -> Iterator[Entry]:
    """Read the entries; whatever order they stand in, what answers another is held against it by day."""
    read: dict[str, Entry] = {}
    place: dict[str, str] = {}
    for number, row in enumerate(events, start=1):
        try:
            entry = _entry(row, known)
            if entry.id in read:
                raise InvalidInput("an entry of this id came before; each needs one of its own")
        except InvalidInput as error:
            problems.append(Problem(_where(row, number), str(error), _BOOKS_NOTHING))
        else:
            read[entry.id], place[entry.id] = entry, _where(row, number)
    corrected: set[str] = set()
    for entry in sorted(read.values(), key=lambda entry: (entry.day, entry.id)):
        says = _wrong_about(entry, read, corrected)
        if says is None:
            yield entry
        else:
            problems.append(Problem(place[entry.id], says, _BOOKS_NOTHING))


def _where(row: object, number: int) -> str:
    identity = row.get("id") if isinstance(row, dict) else None
    return f"event {number} ({identity[:60]!r})" if isinstance(identity, str) else f"event {number}"


def _wrong_about(entry: Entry, read: Mapping[str, Entry], corrected: set[str]) -> str | None:
    """Say why an entry cannot answer the one it names; nothing where it can, or names none."""
    if entry.about is None:
        return "it takes back or contests no entry" if entry.kind in (WITHDRAW, CONTEST) else None
    about = read.get(entry.about)
    if about is None or about is entry:
        return f"it is about {entry.about[:60]!r}, which is no other entry of the ledger"
    if entry.kind == CONTEST:
        return None
    if about.day > entry.day:
        return f"it is dated before {entry.about[:60]!r}, which it answers"
    if about.pledge != entry.pledge:
        return f"it is about another commitment than {entry.about[:60]!r}"
    if about.id in corrected:
        return f"{entry.about[:60]!r} was corrected already; correct the correction"
    corrected.add(about.id)
    return None


def _entry(row: object, known: Mapping[str, Pledge]) -> Entry:
    """Read one event.

    raises    InvalidInput with why it cannot be booked
    """
    if not isinstance(row, dict):
        raise InvalidInput("an event is an object")
    identity, kind = _word(row, "id"), _word(row, "kind")
    if not identity or not kind:
        raise InvalidInput(f"{'kind' if identity else 'id'} is missing")
    day = _day(row.get("date"))
    if isinstance(day, str):
        raise InvalidInput(f"date {day}")
    name = _word(row, "commitment")
    if name is not None and name not in known:
        raise InvalidInput(f"commitment {name[:60]!r} is none of the ledger")
    quantity = _quantity(row, kind, None if name is None else known[name])
    return Entry(identity, day, kind, name, _word(row, "by"), quantity, _items(row, quantity), *_notes(row))


def _word(row: Mapping[str, object], key: str) -> str | None:
    value = row.get(key)
    if value is not None and not isinstance(value, str):
        raise InvalidInput(f"{key} must be a text")
    return value


def _notes(row: Mapping[str, object]) -> tuple[str | None, str | None, str | None]:
    about, source, note = (row.get(key) for key in ("about", "source", "note"))
    about = row.get("corrects") if about is None else about
    return tuple(value if isinstance(value, str) else None for value in (about, source, note))  # type: ignore[return-value]


def _quantity(row: Mapping[str, object], kind: str, pledge: Pledge | None) -> Number | None:
    value = row.get("qty")
    if kind not in ACCOUNT_BY_KIND:
        if value is None:
            return None
        raise InvalidInput(f"kind {kind[:40]!r} moves no quantity; known are {', '.join(ACCOUNT_BY_KIND)}")
    if pledge is None:
        raise InvalidInput("a quantity needs a commitment")
    unit = row.get("unit")
    if unit is not None and unit != pledge.unit:
        raise InvalidInput(f"unit {str(unit)[:40]!r} is not {pledge.unit!r}; units are never mixed")
    exact = _exact(value)
    if exact < 0 and kind != "amend":
        raise InvalidInput(f"qty {value} is below 0; take an entry back with one that corrects it")
    if isinstance(exact, Fraction) and pledge.unit in WHOLE:
        raise InvalidInput(f"qty {value} is not a whole number of {pledge.unit}")
    return exact


def _exact(value: object) -> Number:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= _LARGEST:
        raise InvalidInput(f"qty {str(value)[:40]!r} is not a quantity")
    if isinstance(value, int):
        return value
    exact = Fraction(str(value))
    return exact.numerator if exact.denominator == 1 else exact


def _items(row: Mapping[str, object], quantity: Number | None) -> tuple[str, ...]:
    value = row.get("items")
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise InvalidInput("items must be a list of codes")
    if len(set(value)) != len(value):
        raise InvalidInput("items names one thing twice")
    if quantity is not None and len(value) != quantity:
        raise InvalidInput(f"items names {len(value)} things and qty is {quantity}")
    return tuple(value)
