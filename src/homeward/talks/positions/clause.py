"""Clauses of a memorandum, each with its place in the text.

A clause begins at a number, letter, article or bullet at the start of a line and ends before the next one; where a text
has none, every paragraph is a clause. What stands before the first clause is the title. Offsets are half-open, in code
points.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from homeward.errors import InvalidInput

MOST_CHARS, MOST_CLAUSES, MOST_CLAUSE_CHARS = 500_000, 500, 20_000
MOST_TITLE_CHARS = 500
_WORD = "article|section|clause|point|paragraph|стаття|пункт|розділ|статья|раздел"
_MARK = re.compile(
    rf"^[ \t]*(?:(?:(?:{_WORD})[ \t]+)?(?:§[ \t]*)?\(?"
    r"(\d{1,3}(?:\.\d{1,3}){0,3}|[^\W\d_]|[ivx]{1,6})(?:[.)]|[ \t]*[:—–])\)?[ \t]+"
    rf"|(?:{_WORD})[ \t]+(\d{{1,3}}|[ivx]{{1,6}})[ \t]*[.:—–-]?[ \t]*\n?|[-•*–—][ \t]+)(?=\S)",
    re.IGNORECASE | re.MULTILINE,
)
_PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?![ \t]*\n))*")


@dataclass(frozen=True, slots=True)
class Text:
    """One memorandum or draft as read."""

    name: str  # "a1"
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Clause:
    """The smallest part of a text that can be agreed on its own."""

    id: str  # "a1:3"
    document: str
    number: str
    start: int
    end: int
    text: str


def split_clauses(name: str, text: str) -> tuple[Text, tuple[Clause, ...]]:
    r"""Split a memorandum into its title and its clauses.

    >>> split_clauses("a1", "MEMORANDUM\n1. All go home.\n2. Fire stops.")[1][1]
    Clause(id='a1:2', document='a1', number='2', start=30, end=41, text='Fire stops.')

    raises    InvalidInput for a text without words, or too long
    """
    if len(text) > MOST_CHARS:
        raise InvalidInput(f"{name}: {len(text):,} characters; at most {MOST_CHARS:,} are compared")
    marks = list(_MARK.finditer(text))
    if marks:
        title = text[: marks[0].start()]
        spans = [(_number(mark), mark.end()) for mark in marks]
        ends = [*(mark.start() for mark in marks[1:]), len(text)]
        found = [(number, start, end) for (number, start), end in zip(spans, ends, strict=True)]
    else:
        paragraphs = [match.span() for match in _PARAGRAPH.finditer(text)]
        title = text[slice(*paragraphs.pop(0))] if len(paragraphs) > 1 else ""
        found = [(None, start, end) for start, end in paragraphs]
    clauses = tuple(_clauses(name, text, found))
    if not clauses:
        raise InvalidInput(f"{name}: no clauses found; the text is empty")
    if len(clauses) > MOST_CLAUSES:
        raise InvalidInput(f"{name}: {len(clauses):,} clauses; at most {MOST_CLAUSES:,} are compared")
    longest = max(clauses, key=lambda own: len(own.text))
    if len(longest.text) > MOST_CLAUSE_CHARS:
        says = f"a clause of {len(longest.text):,} characters; at most {MOST_CLAUSE_CHARS:,} are compared"
        raise InvalidInput(f"{longest.id}: {says}")
    return Text(name, " ".join(title.split())[:MOST_TITLE_CHARS], text), clauses


def _number(mark: re.Match[str]) -> str | None:
    return mark[1] or mark[2]


def _clauses(name: str, text: str, found: list[tuple[str | None, int, int]]) -> Iterator[Clause]:
    used: set[str] = set()
    for place, (number, start, end) in enumerate(found, start=1):
        words = text[start:end].rstrip()
        if not words:
            continue
        own = number if number is not None and number not in used else str(place)
        while own in used:
            own += "'"
        used.add(own)
        yield Clause(f"{name}:{own}", name, own, start, start + len(words), words)
