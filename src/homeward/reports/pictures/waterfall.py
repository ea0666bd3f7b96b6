"""The waterfall of one pair: item by item, how far each moves what is known, and where all of it arrives.

A bar begins where the one before it ended. What speaks for goes to the right and is filled, what speaks against goes
to the left and is hollow. The words come from whoever shows it: strength first, the number in the title of a bar.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isfinite

from homeward.reports.picture import Figure, Table, drawing, label, line, rectangle, shorten

_ROW, _BAR, _TOP = 30.0, 16.0, 8.0
_NAMES, _PLOT, _WORDS = 170.0, 330.0, 270.0
_LEAST_SPAN = 1.0  # log10: a pair about which nothing is said is not blown up


@dataclass(frozen=True, slots=True)
class Step:
    """One item of evidence, in words.

    log10_lr    above 0 speaks for "same person"; -inf where no error could explain it
    says        its strength in words
    shown       its number, as it is written in the reader's language
    """

    name: str
    log10_lr: float
    says: str
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The words around the picture."""

    title: str
    text: str
    head: tuple[str, str, str]  # of the table: item, strength, number
    total: Step


def waterfall(steps: Sequence[Step], told: Told) -> Figure:
    """Draw what each item adds, one under the other, and the sum.

    A step of minus infinity goes to the left edge, and the sum stands there.
    """
    places = _places(steps)
    low, high = min(places), max(places)
    scale = _PLOT / max(high - low, _LEAST_SPAN)

    def across(value: float) -> float:
        return _NAMES + (value - low) * scale

    bars = [(step, across(start), across(end)) for step, (start, end) in zip(steps, pairwise(places), strict=True)]
    bars.append((told.total, across(0.0), across(places[-1])))
    height = 2 * _TOP + _ROW * len(bars)
    shapes = [line((across(0.0), _TOP), (across(0.0), height - _TOP), "faint")]
    for row, bar in enumerate(bars):
        shapes += _row(row, bar, is_last=row == len(bars) - 1)
    rows = tuple((step.name, step.says, step.shown) for step in (*steps, told.total))
    size = (_NAMES + _PLOT + _WORDS, height)
    svg = drawing("waterfall", size, told.title, told.text, shapes)
    return Figure(svg, told.title, told.text, Table(told.title, told.head, rows))


def _places(steps: Sequence[Step]) -> list[float]:
    """Give where each bar begins, and the last one ends; after minus infinity everything stays at the left edge."""
    span = max(sum(abs(step.log10_lr) for step in steps if isfinite(step.log10_lr)), _LEAST_SPAN)
    places, at, is_over = [0.0], 0.0, False
    for step in steps:
        is_over = is_over or not isfinite(step.log10_lr)
        at = -span if is_over else at + step.log10_lr
        places.append(at)
    return places


def _row(row: int, bar: tuple[Step, float, float], *, is_last: bool) -> list[str]:
    step, start, end = bar
    top = _TOP + row * _ROW
    middle = top + _ROW / 2 + 4.0
    kind = "for" if end >= start else "against"
    kind = f"{kind} total" if is_last else kind
    shapes = [
        label(0.0, middle, shorten(step.name, _NAMES - 12.0), title=step.name),
        rectangle(min(start, end), top + (_ROW - _BAR) / 2, (max(abs(end - start), 1.5), _BAR), kind, title=step.shown),
        label(_NAMES + _PLOT + 12.0, middle, shorten(step.says, _WORDS - 12.0), title=step.says),
    ]
    if not is_last:
        shapes.append(line((end, top + (_ROW + _BAR) / 2), (end, top + _ROW + (_ROW - _BAR) / 2), "faint"))
    return shapes
