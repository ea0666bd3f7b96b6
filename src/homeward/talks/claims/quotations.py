"""Quotations: what stands between quotation marks of any kind, and whether somebody is speaking there.

Nested marks stay inside the outermost; a mark without its partner opens nothing beyond its own line.
"""

import re
from dataclasses import dataclass

_CLOSING = {"«": "»", "“": "”", "„": "“”", "‟": "”", "‹": "›", "‘": "’", '"': '"'}
_SINGLE = re.compile(r"'(?=\w)([^'\n]*(?:\w'\w[^'\n]*)*[\w.,!?…])'(?=[\s:,.;!?–—-]|$)")  # 'British headlines'
_SPOKEN = '“«„"'  # marks that each paragraph of a long utterance opens with, and only the last one closes
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
    lines, start = text.splitlines(keepends=True), 0
    for number, line in enumerate(lines):
        following = next((one.lstrip()[:1] for one in lines[number + 1 : number + 3] if one.strip()), "")
        found += _in_line(text, start, start + len(line), following)
        start += len(line)
    return tuple(found)


def _in_line(text: str, start: int, end: int, following: str) -> list[Quotation]:
    """Find the quotations of a line; one that is not closed goes on where the next line opens with the same mark."""
    found, place = [], start
    while place < end:
        close = _close(text, place, start, end, following)
        if close > place + 1:
            found.append(Quotation(place + 1, close, _is_speech(text[place + 1 : close])))
            place = close
        place += 1
    return found


def _close(text: str, place: int, start: int, end: int, following: str) -> int:
    """Give where the quotation ends that opens at a place of a line; -1 where none opens."""
    sign = text[place]
    if sign == "'":
        single = _SINGLE.match(text, place, end) if place == start or text[place - 1] in " (" else None
        return single.end(1) if single else -1
    if sign not in _CLOSING or not _opens(text, place, start):
        return -1
    close = _partner(text, place, end)
    goes_on = close < 0 and sign == following and sign in _SPOKEN
    return start + len(text[start:end].rstrip()) if goes_on else close


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
