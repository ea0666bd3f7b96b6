"""Where two written values differ, letter by letter, so that an eye finds the one digit that is another.

It says what is written, not whether it matters: that two spellings are of one name is for `evidence` to weigh.
"""

import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

from homeward.reports.wording import visible

Extent = Literal["same", "in part", "wholly"]
_MOST = 300  # letters: longer texts are not compared by letters, which takes the square of their lengths
_LEAST_SHARED = 0.4  # of the letters: below, marks on single letters hide that two words have nothing in common
_MOST_SLIPS = 2  # letters of values that are as long, compared place by place


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a value; `is_other` where the other value has something else there, or nothing."""

    text: str
    is_other: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """Two values in pieces, and how far they differ."""

    found: tuple[Piece, ...]
    sought: tuple[Piece, ...]
    extent: Extent


def compare_texts(found: str, sought: str) -> Difference:
    """Mark in both values what the other does not have; marks that cannot be seen are written out first.

    >>> compare_texts("Novak", "Nowak").found
    (Piece(text='No', is_other=False), Piece(text='v', is_other=True), Piece(text='ak', is_other=False))
    """
    texts = visible(found), visible(sought)
    if texts[0] == texts[1]:
        return Difference((Piece(texts[0], False),), (Piece(texts[1], False),), "same")
    letters = _letters(texts[0]), _letters(texts[1])
    matcher = SequenceMatcher(None, letters[0], letters[1], autojunk=False)
    if max(map(len, texts)) > _MOST or matcher.ratio() < _LEAST_SHARED:
        return Difference((Piece(texts[0], True),), (Piece(texts[1], True),), "wholly")
    spans = [(tag == "equal", (start, end), (at, to)) for tag, start, end, at, to in matcher.get_opcodes()]
    spans = _place_by_place(*letters) or spans
    told = [
        tuple(Piece("".join(side[start:end]), not is_same) for is_same, start, end in places if start < end)
        for side, places in (
            (letters[0], [(is_same, *here) for is_same, here, _ in spans]),
            (letters[1], [(is_same, *there) for is_same, _, there in spans]),
        )
    ]
    return Difference(told[0], told[1], "in part")


Spans = list[tuple[bool, tuple[int, int], tuple[int, int]]]


def _place_by_place(found: list[str], sought: list[str]) -> Spans | None:
    """Compare letters in the same places, where that leaves a few: 14 and 41 differ in both digits, not by a move."""
    same = [one == other for one, other in zip(found, sought, strict=False)]
    if len(found) != len(sought) or same.count(False) > _MOST_SLIPS:
        return None
    spans, start = [], 0
    for is_same, run in groupby(same):
        end = start + len(list(run))
        spans.append((is_same, (start, end), (start, end)))
        start = end
    return spans


def _letters(text: str) -> list[str]:
    """Cut a text into letters, each with the marks that stand on it."""
    letters: list[str] = []
    for c in text:
        if letters and unicodedata.combining(c):
            letters[-1] += c
        else:
            letters.append(c)
    return letters
