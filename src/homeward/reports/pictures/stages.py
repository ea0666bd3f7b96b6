"""How far a round has come: a bar for each side under each stage, with the number and its unit beside it.

The two sides are told apart by their names and by how a bar is drawn, filled or hollow; colour alone says nothing.
Stages follow each other and are no parts of one another, so bars are never stacked.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from homeward.reports.picture import Figure, Table, drawing, label, rectangle, shorten

_BAR, _GAP, _HEAD = 16.0, 4.0, 22.0
_NAMES, _PLOT, _NUMBERS = 130.0, 380.0, 130.0
_KINDS = ("for", "paper")  # filled, hollow


@dataclass(frozen=True, slots=True)
class Bars:
    """One stage.

    numbers    (side, how many, the number with its unit in words), in the order of sides
    """

    stage: str
    numbers: tuple[tuple[str, int, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The words around the picture.

    ident    begins the ids of title and description; different for every picture of a page
    head     of the table: stage, then each side
    """

    ident: str
    title: str
    text: str
    head: tuple[str, ...]


def stages(bars: Sequence[Bars], told: Told) -> Figure:
    """Draw the stages of a round, one under the other; the longest bar fills the room."""
    most = max((n for one in bars for _, n, _ in one.numbers), default=0)
    scale = _PLOT / max(most, 1)
    shapes: list[str] = []
    top = 0.0
    for one in bars:
        shapes.append(label(0.0, top + 15.0, one.stage))
        top += _HEAD
        for place, (side, n, words) in enumerate(one.numbers):
            middle = top + _BAR / 2 + 4.0
            shapes += [
                label(14.0, middle, shorten(side, _NAMES - 22.0), title=side),
                label(_NAMES + n * scale + 8.0, middle, shorten(words, _NUMBERS - 10.0), title=words),
            ]
            if n:
                shapes.append(rectangle(_NAMES, top, (n * scale, _BAR), _KINDS[place % len(_KINDS)], title=words))
            top += _BAR + _GAP
        top += _GAP
    svg = drawing(told.ident, (_NAMES + _PLOT + _NUMBERS, max(top, _HEAD)), told.title, told.text, shapes)
    rows = tuple((one.stage, *(words for _, _, words in one.numbers)) for one in bars)
    return Figure(svg, told.title, told.text, Table(told.title, told.head, rows))
