"""Clauses of a memorandum, each with its place in the text.

A clause begins at a number, letter, article or bullet at the start of a line and ends before the next one; where a text
has none, every paragraph is a clause. What is marked otherwise than the first clause is a part of the clause before it:
"1(a)". Before the first clause stands the title, and maybe a preamble; headings of sections and signatures belong to no
clause. Offsets are half-open, in code points.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from homeward.errors import InvalidInput

MOST_CHARS, MOST_CLAUSES, MOST_CLAUSE_CHARS = 500_000, 500, 20_000
MOST_TITLE_CHARS = 500
_WORD = "article|clause|point|paragraph|section|стаття|пункт|розділ|статья|раздел"
_MARK = re.compile(
    rf"^[ \t]*(?:((?:{_WORD})[ \t]+)?(?:§[ \t]*)?\(?"
    r"(\d{1,3}(?:\.\d{1,3}){0,3}|[^\W\d_]|[ivx]{1,6})(?:[.)]|[ \t]*[:—–])\)?[ \t]+"
    rf"|((?:{_WORD})[ \t]+)(\d{{1,3}}|[ivx]{{1,6}})[ \t]*[.:—–-]?[ \t]*\n?"
    r"|(?:§[ \t]*(\d{1,3})|(\d{1,3}(?:\.\d{1,3}){1,3}))[ \t]+|[-•*–—][ \t]+)(?=\S)",
    re.IGNORECASE | re.MULTILINE,
)
_SECTION = re.compile(
    r"^[ \t]*(?:section|part|chapter|розділ|частина|раздел|часть|глава)[ \t]+\w{1,6}(?!\w)[^\n]*$", re.I | re.M
)
_SIGNATURES = re.compile(
    r"\n[ \t]*(?:signed (?:at|by|on|for)|signed?:|signatures?:?[ \t]*$|done at"
    r"|for the (?:delegation|government|republic|side)|підпис\w*|вчинено"
    r"|за (?:делегацію|уряд)|подпис\w*|совершено|за делегацию|за правительство|_{3,})(?!\w)",
    re.IGNORECASE | re.MULTILINE,
)
_LINE = re.compile(r"\S(?:[^\n]*\S)?")
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
    end = _end_of(text)
    marks = [mark for mark in _MARK.finditer(text, 0, end) if not _is_heading(mark, text)]
    if marks:
        stops = sorted({*(mark.start() for mark in marks), *(own.start() for own in _SECTION.finditer(text)), end})
        title = text[: stops[0]]
        found = [
            (number, mark.end(), next(stop for stop in stops if stop >= mark.end()))
            for number, mark in zip(_numbers(marks), marks, strict=True)
        ]
    else:
        paragraphs = _paragraphs(text, end)
        title = text[slice(*paragraphs.pop(0))] if len(paragraphs) > 1 else ""
        found = [(None, start, until) for start, until in paragraphs]
    clauses = tuple(_clauses(name, text, found))
    if not clauses:
        raise InvalidInput(f"{name}: no clauses found; the text is empty")
    if len(clauses) > MOST_CLAUSES:
        raise InvalidInput(f"{name}: {len(clauses):,} clauses; at most {MOST_CLAUSES:,} are compared")
    longest = max(clauses, key=lambda own: len(own.text))
    if len(longest.text) > MOST_CLAUSE_CHARS:
        says = f"a clause of {len(longest.text):,} characters; at most {MOST_CLAUSE_CHARS:,} are compared"
        raise InvalidInput(f"{longest.id}: {says}")
    return Text(name, _title(title)[:MOST_TITLE_CHARS], text), clauses


def _paragraphs(text: str, end: int) -> list[tuple[int, int]]:
    """Give paragraphs; lines, where no line is empty and every one after the first ends a sentence, as in a list."""
    found = [match.span() for match in _PARAGRAPH.finditer(text, 0, end)]
    lines = [match.span() for match in _LINE.finditer(text, 0, end)]
    is_list = len(found) == 1 and len(lines) > 2 and all(text[stop - 1] in ".;" for _, stop in lines[1:])
    return lines if is_list else found


def _title(text: str) -> str:
    """Give the lines of a title on one; a preamble begins where a later line ends in a stop."""
    lines = [line for line in (" ".join(line.split()) for line in text.splitlines()) if line]
    n_lines = next((n for n, line in enumerate(lines) if n and line[-1] in ",;:."), len(lines))
    return " ".join(lines[:n_lines])


def _end_of(text: str) -> int:
    """Give where the clauses end and signatures begin."""
    marks = list(_MARK.finditer(text))
    signed = _SIGNATURES.search(text, marks[-1].end()) if marks else None
    return signed.start() if signed else len(text)


def _is_heading(mark: re.Match[str], text: str) -> bool:
    """Tell whether a section only heads what follows: "SECTION II. PRISONERS", and then a number."""
    heading = _SECTION.match(text, mark.start())
    return heading is not None and _MARK.match(text, _skip_space(text, heading.end())) is not None


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _numbers(marks: list[re.Match[str]]) -> Iterator[str | None]:
    """Number clauses as they are marked; what is marked otherwise than the first is a part of the last one before."""
    kinds = [_kind(mark) for mark in marks]
    parent, n_parts = "", 0
    for kind, mark in zip(kinds, marks, strict=True):
        own = mark[2] or mark[4] or mark[5] or mark[6]
        if kind == kinds[0]:
            parent, n_parts = own or "", 0
            yield own
        else:
            n_parts += 1
            yield f"{parent}({own or n_parts})" if parent else own


def _kind(mark: re.Match[str]) -> str:
    own = mark[2] or mark[4] or mark[5] or mark[6]
    if own is None:
        return "bullet"
    if mark[1] or mark[3]:
        return "article"
    return "digit" if own[0].isdigit() else "upper" if own.isupper() else "lower"


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
