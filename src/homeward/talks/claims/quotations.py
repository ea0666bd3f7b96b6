"""Quotations: what stands between quotation marks of any kind, and whether somebody is speaking there.

Nested marks stay inside the outermost; a mark without its partner opens nothing beyond its own line.
"""

import re
from dataclasses import dataclass

_CLOSING = {"«": "»", "“": "”", "„": "“”", "‟": "”", "‹": "›", "‘": "’", '"': '"'}
_LONGEST = 1_500  # characters; a mark without a partner so near opens nothing
_LEAST_WORDS = 4  # of an utterance; fewer words, without a stop, are a name or a term: "all for all"


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation, without its marks."""

    start: int
    end: int
    is_speech: bool  # an utterance; not a name or a term


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """Find the outermost quotations of a text.

    >>> text = 'He said: «We want "all for all" now». The “Courier” knew.'
    >>> [(text[q.start:q.end], q.is_speech) for q in find_quotations(text)]
    [('We want "all for all" now', True), ('Courier', False)]
    """
    found: list[Quotation] = []
    start = 0
    for line in text.splitlines(keepends=True):
        found += _in_line(text, start, start + len(line))
        start += len(line)
    return tuple(found)


def _in_line(text: str, start: int, end: int) -> list[Quotation]:
    found, place = [], start
    while place < end:
        sign = text[place]
        close = _partner(text, place, end) if sign in _CLOSING and _opens(text, place, start) else -1
        if close > place + 1:
            found.append(Quotation(place + 1, close, _is_speech(text[place + 1 : close])))
            place = close
        place += 1
    return found


def _opens(text: str, place: int, start: int) -> bool:
    before = text[place - 1] if place > start else " "
    return text[place] not in '"‘' or not before.isalnum()


def _partner(text: str, place: int, end: int) -> int:
    sign, depth = text[place], 0
    closing = _CLOSING[sign]
    reach = min(end, place + _LONGEST)
    if all(text.find(mark, place + 1, reach) < 0 for mark in closing):
        return -1
    for other in range(place + 1, reach):
        mark = text[other]
        if mark in closing and not (mark == "’" and other + 1 < end and text[other + 1].isalnum()):
            if depth == 0:
                return other
            depth -= 1
        elif mark == sign and sign in "«“„":
            depth += 1
    return -1


def _is_speech(inner: str) -> bool:
    words = re.findall(r"\w+", inner)
    return len(words) >= _LEAST_WORDS or (len(words) >= 2 and inner.rstrip()[-1:] in ".!?,…")
