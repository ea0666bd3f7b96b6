"""What every picture is made of: shapes as text, escaped, and the table that says the same.

A `Figure` always carries its table: whoever cannot see the picture, or wants to check a number, reads that. Colours are
named by classes; `CSS` gives them, for light and dark and for print. Meaning never rests on colour alone: what speaks
for is filled, what speaks against is hollow.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from homeward.reports.wording import visible

CSS = """
.hw{font:12px/1.2 system-ui,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif;--ink:#1d2731;--soft:#5b6875;
--rule:#c6ced6;--paper:#fff;--for:#0b5c94;--for2:#8fbbdc;--against:#b8500c;--grey:#8a95a0;--wash:#eef2f5;--mark:#a3350b;
--h1:#dceaf5;--h2:#b7d3ea;--h3:#84b3d9;--h4:#4a8dc2;--h5:#1d659f;--h6:#0b3f6b}
.hw text{fill:var(--ink)}.hw .s{fill:var(--soft)}.hw .e{text-anchor:end}.hw .m{text-anchor:middle}
.hw .b{font-weight:600}.hw .n{font-variant-numeric:tabular-nums}.hw .c{fill:#fff}.hw .z{fill:var(--mark)}
.hw .h{paint-order:stroke;stroke:var(--paper);stroke-width:3px;stroke-linejoin:round}
.hw .r{stroke:var(--rule);stroke-width:1}.hw .a{stroke:var(--soft);stroke-width:1}.hw .k{fill:none;stroke:var(--ink)}
.hw .f{fill:var(--for)}.hw .v{fill:var(--for2)}.hw .t{fill:var(--ink)}
.hw .g{fill:var(--paper);stroke:var(--against);stroke-width:1.5}
.hw .o{fill:var(--wash);stroke:var(--grey);stroke-width:1;stroke-dasharray:3 2}
.hw .l{stroke:var(--for);fill:none;stroke-width:2}
.hw .u{stroke:var(--against);fill:none;stroke-width:2;stroke-dasharray:5 3}
.hw .h1{fill:var(--h1)}.hw .h2{fill:var(--h2)}.hw .h3{fill:var(--h3)}
.hw .h4{fill:var(--h4)}.hw .h5{fill:var(--h5)}.hw .h6{fill:var(--h6)}
.hw .p{fill:none;stroke:var(--ink);stroke-width:1.2}.hw .q{fill:var(--paper);stroke:var(--ink);stroke-width:1.5}
.hw .d{fill:var(--ink);stroke:var(--ink);stroke-width:1.5}.hw .j{stroke:var(--mark);stroke-width:2.2;fill:none}
.hw .x{fill:var(--paper);stroke:var(--mark);stroke-width:2.5;stroke-dasharray:4 2.5}
.hw .y{fill:var(--paper);stroke:var(--soft);stroke-width:1.2;stroke-dasharray:1.5 2.5}
""".strip()
DARK_CSS = """
.hw{--ink:#e6ebf0;--soft:#a4b0bc;--rule:#44505c;--paper:#161c22;--for:#6db3e8;--for2:#2f5f86;--against:#f0985a;
--grey:#7d8894;--wash:#26303a;--mark:#ff9b6a;--h1:#1c2f40;--h2:#22476a;--h3:#2f6798;--h4:#4a8dc2;--h5:#86bde8;
--h6:#c9e4fa}.hw .c{fill:#0d1217}
""".strip()


@dataclass(frozen=True, slots=True)
class Table:
    """A table of texts: a caption, a head, rows of the same length."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture and its twin.

    svg      an <svg> element, complete and escaped
    text     what the picture shows, in a sentence or two
    """

    svg: Markup
    title: str
    text: str
    table: Table

    def standalone(self) -> str:
        """Give the picture as a file of its own, with its colours."""
        style = f"<style>{CSS}@media (prefers-color-scheme:dark){{{DARK_CSS}}}</style>"
        head, _, rest = str(self.svg).partition(">")
        return f'{head} xmlns="http://www.w3.org/2000/svg">{style}{rest}'


def drawing(ident: str, size: tuple[float, float], title: str, text: str, shapes: Sequence[str]) -> Markup:
    """Put shapes into an <svg> element with title and description.

    ident    begins the ids of title and description; different for every picture of a page
    size     width and height, in units of about a pixel
    """
    width, height = round(size[0]), round(size[1])
    head = (
        f'<svg class="hw" role="img" direction="ltr" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'aria-labelledby="{ident}-t" aria-describedby="{ident}-d">'
    )
    said = f'<title id="{ident}-t">{escape(visible(title))}</title><desc id="{ident}-d">{escape(visible(text))}</desc>'
    return Markup(f"{head}{said}{''.join(shapes)}</svg>")


def number(value: float) -> str:
    """Write a place in a picture, short.

    >>> number(3.0), number(2.46)
    ('3', '2.5')
    """
    return f"{value:.1f}".removesuffix(".0")


def rectangle(x: float, y: float, size: tuple[float, float], kind: str, *, title: str = "") -> str:
    """Draw a rectangle; its title shows when pointed at."""
    place = f'x="{number(x)}" y="{number(y)}" width="{number(max(size[0], 0.0))}" height="{number(size[1])}"'
    return f'<rect class="{kind}" {place}{_close("rect", title)}'


def circle(x: float, y: float, radius: float, kind: str) -> str:
    """Draw a circle."""
    return f'<circle class="{kind}" cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"/>'


def path(points: str, kind: str) -> str:
    """Draw a path; `points` as in the attribute `d`."""
    return f'<path class="{kind}" d="{points}"/>'


def line(start: tuple[float, float], end: tuple[float, float], kind: str) -> str:
    """Draw a straight line."""
    ends = f'x1="{number(start[0])}" y1="{number(start[1])}" x2="{number(end[0])}" y2="{number(end[1])}"'
    return f'<line class="{kind}" {ends}/>'


def label(x: float, y: float, text: str, kind: str = "", *, title: str = "", turn: float = 0.0) -> str:
    """Write a text; its title shows when pointed at, `turn` in degrees."""
    turned = f' transform="rotate({number(turn)} {number(x)} {number(y)})"' if turn else ""
    own = f"<title>{escape(visible(title))}</title>" if title else ""
    attributes = f' class="{kind}"' if kind else ""
    return f'<text x="{number(x)}" y="{number(y)}"{attributes}{turned}>{own}{escape(visible(text))}</text>'


def _close(tag: str, title: str) -> str:
    return f"><title>{escape(visible(title))}</title></{tag}>" if title else "/>"


def wide(text: str, size: float = 12.0) -> float:
    """Estimate the width of a text, on the safe side; East Asian characters count double."""
    units = sum(_units(c) for c in visible(text))
    return units * size * 0.6


def _units(c: str) -> float:
    if unicodedata.east_asian_width(c) in "WF":
        return 1.8
    if unicodedata.combining(c):
        return 0.0
    return 1.35 if c in "MWmwШЩЮЖМФшщюжмф@%" else 0.55 if c in "ijltf.,:;'|!()[]1I" else 1.0


def shorten(text: str, room: float, size: float = 12.0) -> str:
    """Cut a text to fit, with a sign that it was cut in the middle: ends of ids tell them apart.

    >>> shorten("R1", 50), shorten("2025-KH-000123-A", 70)
    ('R1', '2025…23-A')
    """
    text = visible(text)
    if wide(text, size) <= room:
        return text
    keep = len(text)
    while keep > 2 and wide(text[: (keep + 1) // 2] + "…" + text[-(keep // 2) :], size) > room:
        keep -= 1
    return text[: (keep + 1) // 2] + "…" + text[-(keep // 2) :]
