"""Lay memoranda of two sides and their drafts beside each other, clause by clause; answered as JSON and as a table."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

from homeward.actions.answers import Json
from homeward.actions.exchange.plan import answer_problem
from homeward.errors import InvalidInput, Problem
from homeward.formats.answer_table import write_table
from homeward.formats.documents.reading import read_document
from homeward.talks.positions.clause import Clause, Text, split_clauses
from homeward.talks.positions.comparing import Gap, Status
from homeward.talks.positions.drafts import Change
from homeward.talks.positions.reading import Reading, read_clause
from homeward.talks.positions.sides import Sides, find_sides, parties_of
from homeward.talks.positions.table import Positions, Row, lay_out

STATUSES: tuple[Status, ...] = get_args(Status)
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
COLUMNS = ("round", "topic", "issue", "a", "b", "status", "common ground", "differences", "moved")


@dataclass(frozen=True, slots=True)
class Laid:
    """The texts as read, whose they are, and how they stand to each other."""

    texts: tuple[Text, ...]
    clauses: tuple[tuple[Clause, ...], ...]
    sides: Sides
    positions: Positions
    problems: tuple[Problem, ...]


def lay_files(files: Sequence[tuple[str, bytes]]) -> Laid:
    """Read the texts of two sides and lay them beside each other.

    files     name without ending, and bytes, of each
    raises    InvalidInput where a file holds no text, or the sides are not clear
    """
    names = [name for name, _ in files]
    if len(set(names)) != len(names):
        raise InvalidInput("two files have the same name; clauses are told apart by it")
    texts, clauses, problems = [], [], list[Problem]()
    for name, data in files:
        read = read_document(name, data)
        problems += read.problems
        if read.document is None:
            raise InvalidInput(f"{name}: {read.problems[0].says if read.problems else 'no text in it'}")
        text, own = split_clauses(name, read.document.text)
        texts.append(text)
        clauses.append(own)
    sides, parties = find_sides(texts), parties_of([text.title for text in texts])
    drafts = [[tuple(read_clause(own, parties) for own in clauses[place]) for place in side] for side in _both(sides)]
    if max(map(len, drafts)) > len(ORDINALS):
        raise InvalidInput(f"{max(map(len, drafts))} drafts of one side; at most {len(ORDINALS)} are compared")
    return Laid(tuple(texts), tuple(clauses), sides, lay_out(*drafts), tuple(problems))


def _both(sides: Sides) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return sides.first, sides.second


def answer_positions(laid: Laid) -> Json:
    """Write positions for JSON, in the form of the public positions."""
    rounds = {f"{ORDINALS[number]}_round": rows for number, rows in enumerate(laid.positions.rounds)}
    readings = {
        one.clause.id: one
        for one in (
            *(one for rows in rounds.values() for row in rows for one in (*row.first, *row.second)),
            *(one for change in laid.positions.changes for one in (*change.old, *change.new)),
        )
    }
    sides = zip(("a", "b"), _both(laid.sides), strict=True)
    answer: Json = {
        "offsets": "half-open [start,end) in Unicode code points",
        "documents": {text.name: text.title for text in laid.texts},
        "sides": {side: [laid.texts[place].name for place in own] for side, own in sides},
        "clauses": [_clause(own, readings.get(own.id)) for group in laid.clauses for own in group],
        "statuses": list(STATUSES),
    }
    answer |= {name: [_row(row) for row in rows] for name, rows in rounds.items()}
    answer["draft_changes"] = [_change(change) for change in laid.positions.changes]
    answer["counts"] = {name: _counts(rows) for name, rows in rounds.items()}
    return answer | {"problems": [answer_problem(problem) for problem in laid.problems]}


def _counts(rows: Sequence[Row]) -> Json:
    found = Counter(row.compared.status for row in rows)
    return {status: found[status] for status in STATUSES}


def _clause(own: Clause, reading: Reading | None) -> Json:
    answer: Json = {"id": own.id, "start": own.start, "end": own.end, "text": own.text}
    if reading is not None:
        answer["topic"] = reading.topic
        answer["quantities"] = [
            {"written": one.written, "role": one.role, "value": one.value, "dimension": one.dimension}
            for one in reading.quantities
        ]
        answer["needs_consent_of"] = list(reading.needs)
    return answer


def _row(row: Row) -> Json:
    answer: Json = {
        "topic": row.topic,
        "issue": row.issue,
        "a": [one.clause.id for one in row.first],
        "b": [one.clause.id for one in row.second],
        "status": row.compared.status,
        "differences": list(row.compared.differences),
        "common_ground": common_ground(row),
        "needs_consent_of": list(row.compared.needs),
    }
    if row.compared.gaps:
        answer["quantity"] = _quantity(row.compared.gaps[0])
    return answer if row.moved is None else answer | {"moved": row.moved}


def common_ground(row: Row) -> str | None:
    """Say what both clauses say: shared matters, and of each gap the part that lies inside the other."""
    if not row.first or not row.second:
        return None
    parts = [", ".join(row.compared.common)] if row.compared.common else []
    for gap in row.compared.gaps:
        pair = sorted((gap.first, gap.second), key=lambda one: one.value)
        less = pair[0] if gap.role in ("duration", "count", "rate") else pair[1]
        parts.append(f"{gap.role}: {less.written}")
    return "; ".join(parts) or None


def _quantity(gap: Gap) -> Json:
    values, unit = (gap.first.value, gap.second.value), gap.dimension
    if unit == "time":
        is_days = all(value % 24 == 0 for value in values)
        values, unit = (tuple(value / 24 for value in values), "days") if is_days else (values, "hours")  # type: ignore[assignment]
    if gap.role == "notice":
        unit += " of notice"
    return {"unit": unit, "role": gap.role, "a": _whole(values[0]), "b": _whole(values[1])}


def _whole(value: float) -> int | float:
    return int(value) if value == int(value) else value


def _change(change: Change) -> Json:
    return {
        "old": [one.clause.id for one in change.old],
        "new": [one.clause.id for one in change.new],
        "change": change.kind,
        "details": list(change.details),
    }


def table_rows(laid: Laid) -> Iterator[tuple[str, ...]]:
    """Give the table of positions, a row for each round and issue, under `COLUMNS`."""
    for number, rows in enumerate(laid.positions.rounds, start=1):
        for row in rows:
            sides = (" ".join(one.clause.text for one in group) for group in (row.first, row.second))
            told = (row.compared.status, common_ground(row) or "", "; ".join(row.compared.differences), row.moved or "")
            yield (str(number), row.topic or "", row.issue, *sides, *told)


def write_positions(laid: Laid) -> str:
    """Write the table of positions as CSV."""
    return write_table(COLUMNS, table_rows(laid))
