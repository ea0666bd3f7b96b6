"""The family tree of what was said of one matter: each claim below the one that it repeats.

What stands for itself is a filled mark, what repeats another is hollow and joined to it: a broken line where the
program proposes it, an unbroken one where a person said so. The number of filled marks is no count of sources: those
that speak of one utterance are one, and the sentence around the picture says how many are left.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from homeward.reports.picture import Figure, Table, circle, drawing, label, path, shorten

_ROW, _STEP, _MARK = 42.0, 26.0, 6.0
_WIDTH, _EDGE = 760.0, 12.0
_DEEPEST = 12  # steps to the right; what lies deeper stays there, and the table says where it belongs


@dataclass(frozen=True, slots=True)
class Leaf:
    """One claim of the tree, in the order in which it is told.

    depth       0 where it stands for itself; one more than that of the claim that it repeats
    says        what it says, and where
    change      how it changed on the way; "" where it repeats nothing
    is_read     a person said what it repeats; else the program proposes it
    """

    depth: int
    says: str
    change: str = ""
    is_read: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The words around the picture.

    ident      begins the ids of title and description; different for every picture of a page
    head       of the table: what is said, what it repeats, how it changed
    own        for what repeats nothing
    """

    ident: str
    title: str
    text: str
    head: tuple[str, str, str]
    own: str


def source_tree(leaves: Sequence[Leaf], told: Told) -> Figure:
    """Draw the tree, a line for each claim, from the top.

    >>> told = Told(ident="t", title="T", text="", head=("said", "repeats", "change"), own="nothing")
    >>> source_tree([Leaf(0, "a"), Leaf(1, "b", "same")], told).table.rows
    (('a', 'nothing', ''), ('b', 'a', 'same'))
    """
    above = _above(leaves)
    shapes = [_branch(at, row, leaves) for row, at in enumerate(above) if at is not None]
    for row, leaf in enumerate(leaves):
        x, y = _place(row, leaf)
        shapes.append(circle(x, y, _MARK, "solid" if above[row] is None else "paper"))
        room = _WIDTH - x - 20.0
        shapes.append(label(x + 14.0, y + 4.0, shorten(leaf.says, room), title=leaf.says))
        if leaf.change:
            shapes.append(label(x + 14.0, y + 19.0, shorten(leaf.change, room), "s", title=leaf.change))
    says = [told.own if at is None else leaves[at].says for at in above]
    rows = tuple((leaf.says, said, leaf.change) for leaf, said in zip(leaves, says, strict=True))
    svg = drawing(told.ident, (_WIDTH, max(_ROW * len(leaves), _ROW)), told.title, told.text, shapes)
    return Figure(svg, told.title, told.text, Table(told.title, told.head, rows))


def _above(leaves: Sequence[Leaf]) -> list[int | None]:
    """Give, for each leaf, the row of the one that it repeats: the last one before it that is a step higher."""
    last: dict[int, int] = {}
    found: list[int | None] = []
    for row, leaf in enumerate(leaves):
        found.append(last.get(leaf.depth - 1))
        last[leaf.depth] = row
    return found


def _place(row: int, leaf: Leaf) -> tuple[float, float]:
    return _EDGE + _STEP * min(leaf.depth, _DEEPEST), _ROW * row + 14.0


def _branch(above: int, row: int, leaves: Sequence[Leaf]) -> str:
    (x, y), (end, down) = _place(above, leaves[above]), _place(row, leaves[row])
    kind = "line" if leaves[row].is_read else "line proposed"
    return path(f"M{x:g} {y + _MARK:g}V{down:g}H{end - _MARK:g}", kind)
