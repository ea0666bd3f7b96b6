"""A paper as data: what it says, part by part, before anybody chose languages or drew a page.

Labels and statements are keys of `words`, so that both languages of a page say the same. Values are as they were
written, or a `Term` that has words of its own. How a page looks is left to `formats.papers`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

from homeward.records.names.readings import romanise

Kind = Literal[
    "decision record",
    "family extract",
    "capture card",
    "internment card",
    "child card",
    "manifest",
    "receipt",
    "custody label",
    "round report",
]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Term:
    """A value that both languages have a word for, by its key in `words`."""

    key: str


Value = str | int | Term | None  # None: not known
Row = tuple[str, Value]


@dataclass(frozen=True, slots=True)
class Fields:
    """Labels with a value each, under a heading or none."""

    rows: tuple[Row, ...]
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: keys of its columns, and rows of values."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class Statements:
    """Sentences, by their keys, or texts that somebody wrote."""

    says: tuple[str | Term, ...]
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class Signing:
    """Places to sign with ink, one for each label."""

    labels: tuple[str, ...]


Part = Fields | Grid | Statements | Signing


@dataclass(frozen=True, slots=True)
class Paper:
    """All that a paper says.

    about    the code that people call its subject by: of a case, a line, a container, a round
    """

    kind: Kind
    about: str
    on: date
    parts: tuple[Part, ...]


def plain_paper(paper: Paper) -> dict[str, object]:
    """Turn a paper into plain values, the same each time: what is kept of it, and what a page is drawn from."""
    parts = [_plain_part(part) for part in paper.parts]
    return {"kind": paper.kind, "about": paper.about, "on": paper.on.isoformat(), "parts": parts}


def _plain_part(part: Part) -> dict[str, object]:
    if isinstance(part, Fields):
        rows = [[label, _plain(value)] for label, value in part.rows]
        return {"is": "fields", "heading": part.heading, "rows": rows}
    if isinstance(part, Grid):
        cells = [[_plain(value) for value in row] for row in part.rows]
        return {"is": "grid", "heading": part.heading, "columns": list(part.columns), "rows": cells}
    if isinstance(part, Statements):
        return {"is": "statements", "heading": part.heading, "says": [_plain(one) for one in part.says]}
    return {"is": "signing", "labels": list(part.labels)}


def _plain(value: Value) -> object:
    return {"term": value.key} if isinstance(value, Term) else value


def keys_of(told: Mapping[str, object]) -> frozenset[str]:
    """Give every key of `words` that a plain paper needs."""
    found = {str(told["kind"])}
    parts = told["parts"]
    assert isinstance(parts, list)
    for part in parts:
        found |= {part["heading"]} if part.get("heading") else set()
        found |= {*part.get("columns", ()), *part.get("labels", ())}
        cells = [cell for row in part.get("rows", ()) for cell in row[1 if part["is"] == "fields" else 0 :]]
        found |= {row[0] for row in part.get("rows", ()) if part["is"] == "fields"}
        found |= {one["term"] for one in (*cells, *part.get("says", ())) if isinstance(one, dict)}
    return frozenset(found)


def name_with_reading(*names: str | None) -> str | None:
    """Write a name as its list has it, and how it sounds in Latin letters where it is written in others.

    >>> name_with_reading("Щербак", "Ольга", None)
    'Щербак Ольга (Shcherbak Olha)'
    """
    told = " ".join(name for name in names if name)
    sound = romanise(told) if told else None
    return f"{told} ({sound})" if sound and sound != told else told or None


def moment_in_words(at: datetime) -> str:
    """Write a moment so that nobody can take day for month: 2031-05-20 14:05 UTC."""
    return f"{at:%Y-%m-%d %H:%M} UTC"


def listed(values: Sequence[str]) -> str | None:
    """Write several values as one."""
    return "; ".join(values) or None
