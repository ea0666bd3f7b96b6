"""The reliability curve: what was stated, against how often it came true, with counts and intervals.

On the diagonal as many came true as was stated. Each group has an interval of Wilson, which stays between 0 and 1 and
says something of small groups, too. What "came true" means is said by whoever shows it: a decision is not the truth.

Source: Wilson 1927, J. Am. Stat. Assoc. 22, 209-212; reliability after Murphy & Winkler 1977.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from homeward.errors import InvalidInput
from homeward.reports.picture import Figure, Table, circle, drawing, label, line

_PLOT, _EDGE, _FOOT, _COUNTS = 340.0, 56.0, 62.0, 22.0
_RADIUS = 4.5
Z_95 = 1.959963984540054  # standard normal quantile of 0.975


@dataclass(frozen=True, slots=True)
class Bin:
    """Statements that were called about equally probable.

    stated    their mean, between 0 and 1
    n         how many, at least one; n_true of them came true
    """

    stated: float
    n: int
    n_true: int

    def __post_init__(self) -> None:
        if not 0.0 <= self.stated <= 1.0 or not 0 <= self.n_true <= self.n or self.n < 1:
            raise InvalidInput(f"a group states {self.stated}, and {self.n_true} of {self.n} came true: that cannot be")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The words around the curve.

    ident    begins the ids of title and description; different for every picture of a page
    axes     under the curve, and beside it: "stated", "came true"
    head     of the table: stated, came true, how many, from, to
    """

    ident: str
    title: str
    text: str
    axes: tuple[str, str]
    head: tuple[str, str, str, str, str]


def wilson(n_true: int, n: int, z: float = Z_95) -> tuple[float, float]:
    """Give the interval of Wilson for a share, at 95 % by default.

    >>> [round(end, 3) for end in wilson(0, 10)]
    [0.0, 0.278]
    """
    if not 0 <= n_true <= n or n < 1:
        raise InvalidInput(f"{n_true} of {n} is no share")
    share, weight = n_true / n, z * z / n
    middle = (share + weight / 2.0) / (1.0 + weight)
    half = z * sqrt(share * (1.0 - share) / n + weight / (4.0 * n)) / (1.0 + weight)
    low, high = max(middle - half, 0.0), min(middle + half, 1.0)
    return (0.0 if n_true == 0 else low), (1.0 if n_true == n else high)


def reliability(bins: Sequence[Bin], told: Told) -> Figure:
    """Draw groups of statements, in the order of what they state; an empty sequence gives an empty plot."""
    ordered = sorted(bins, key=lambda one: one.stated)
    shapes = [*_frame(told), line(_at(0.0, 0.0), _at(1.0, 1.0), "faint")]
    for one in ordered:
        shapes += _drawn(one)
    size = (_PLOT + 2 * _EDGE, _PLOT + _COUNTS + _EDGE + _FOOT)
    svg = drawing(told.ident, size, told.title, told.text, shapes)
    rows = tuple(_row(one) for one in ordered)
    return Figure(svg, told.title, told.text, Table(told.title, told.head, rows))


def _at(stated: float, share: float) -> tuple[float, float]:
    return _EDGE + _PLOT * stated, _COUNTS + _PLOT * (1.0 - share) + 12.0


def _drawn(one: Bin) -> list[str]:
    low, high = wilson(one.n_true, one.n)
    (x, y), bottom, top = _at(one.stated, one.n_true / one.n), _at(one.stated, low), _at(one.stated, high)
    caps = [line((x - 4.0, own), (x + 4.0, own), "line") for own in (bottom[1], top[1])]
    return [line(bottom, top, "line"), *caps, circle(x, y, _RADIUS, "for"), label(x, 14.0, f"{one.n:,}", "m")]


def _frame(told: Told) -> list[str]:
    shapes: list[str] = []
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        (x, bottom), (left, y) = _at(share, 0.0), _at(0.0, share)
        shapes += [
            line((x, bottom), (x, bottom + 5.0), "line"),
            label(x, bottom + 19.0, f"{share:g}", "m"),
            line((left - 5.0, y), (left, y), "line"),
            label(left - 8.0, y + 4.0, f"{share:g}", "e"),
        ]
    shapes += [line(_at(0.0, 0.0), _at(1.0, 0.0), "line"), line(_at(0.0, 0.0), _at(0.0, 1.0), "line")]
    (x, bottom), (_, y) = _at(0.5, 0.0), _at(0.0, 0.5)
    return [*shapes, label(x, bottom + 40.0, told.axes[0], "m"), label(14.0, y, told.axes[1], "m", turn=-90.0)]


def _row(one: Bin) -> tuple[str, ...]:
    low, high = wilson(one.n_true, one.n)
    return (f"{one.stated:.3f}", f"{one.n_true / one.n:.3f}", f"{one.n:,}", f"{low:.3f}", f"{high:.3f}")
