"""Pictures of what was computed, each with a table that says the same.

The matrix of everybody against everybody, the posterior of one found person, the weight of each marker, the power of a
family's samples, and whom to ask next. What is left out of a large picture is counted in its text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite, isinf, isnan, log10

import numpy as np
from numpy.typing import NDArray

from homeward.evidence.weight import Weight
from homeward.identify.collection import Comparison
from homeward.identify.explanation import PairExplanation
from homeward.identify.identification import Identification
from homeward.identify.marker_weights import MarkerWeight
from homeward.identify.power import DEFAULT_THRESHOLD, Advice, FamilyPower, Spread
from homeward.reports.picture import Figure, Table, drawing, label, line, path, rectangle, shorten, wide
from homeward.reports.picture import number as place
from homeward.reports.wording import Words

Floats = NDArray[np.float64]
_MOST_CELLS = 40  # rows and columns of a matrix
_ROOMY = 14  # columns, up to which a cell shows a decimal
_SHADES = (log10(2.0), 1.0, 2.0, 3.0, 4.0, 6.0)  # the steps of the verbal scale
_BAR = 17.0
_LEFT, _PLOT, _RIGHT = 112.0, 228.0, 100.0
_WIDE, _SHORT = 160.0, 190.0  # the same for names of outcomes
_LEAST_SHOWN = 1e-6  # posterior of a rival


# ── everybody against everybody ──


@dataclass(frozen=True, slots=True)
class Selection:
    """Rows and columns of a matrix that are shown, and how many are not."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    n_rows_left: int
    n_columns_left: int


def select_cells(
    identification: Identification, comparison: Comparison, first: Sequence[int] = (), most: int = _MOST_CELLS
) -> Selection:
    """Choose the found and missing people with something to say, in an order that puts pairs near the diagonal.

    first    found people who come before all others, by place
    """
    posterior = identification.posterior
    n_found, n_missing = posterior.shape
    if not n_found or not n_missing:
        return Selection((), (), n_found, n_missing)
    value = np.nan_to_num(comparison.log10_lr, nan=-np.inf)
    # a row has more to say the closer its second-best comes to its best
    second = np.sort(posterior, axis=1)[:, -2] if n_missing > 1 else np.zeros(n_found)
    best = posterior.max(axis=1, initial=0.0)
    speaks = np.select([best >= 0.45, best >= 0.1], [2, 1], 0)
    order = np.lexsort((-value.max(axis=1), -best, -np.round(second, 3), -speaks)).tolist()
    chosen = list(dict.fromkeys([*first, *order]))[:most]
    columns = _telling_columns(posterior, value, chosen)[:most] if n_missing > most else range(n_missing)
    kept = sorted(columns)
    place_of = {j: k for k, j in enumerate(kept)}
    chosen.sort(key=lambda i: (place_of.get(int(posterior[i].argmax()), len(kept)), -float(posterior[i].max())))
    return Selection(tuple(chosen), tuple(kept), n_found - len(chosen), n_missing - len(kept))


def _telling_columns(posterior: Floats, value: Floats, rows: Sequence[int]) -> list[int]:
    """The missing people whom some of these found people come near, at most three for each of them."""
    columns: dict[int, None] = {}
    for i in rows:
        closest = np.argsort(-posterior[i] - 1e-6 * np.clip(value[i], -9.0, 9.0), kind="stable")[:3]
        columns |= {int(j): None for j in closest if posterior[i, j] > 1e-3 or value[i, j] > _SHADES[1]}
    return list(columns)


def draw_matrix(
    identification: Identification,
    comparison: Comparison,
    selection: Selection,
    *,
    words: Words,
    ident: str = "matrix",
) -> Figure:
    """Draw the weights of DNA as shades; a ring marks the most probable pair of each row."""
    collection = identification.collection
    found = [collection.found[i].id for i in selection.rows]
    missing = [collection.missing[j].id for j in selection.columns]
    value = comparison.log10_lr[np.ix_(selection.rows, selection.columns)]
    cell = 32.0 if len(missing) <= _ROOMY else 19.0
    left = min(max((wide(text) for text in found), default=0.0), 120.0) + 14.0
    top = min(max((wide(text) for text in missing), default=0.0), 120.0) + 14.0
    shapes = [label(left - 8, top + cell * (k + 0.5) + 4, shorten(t, 120), "e", title=t) for k, t in enumerate(found)]
    for k, text in enumerate(missing):
        x = left + cell * (k + 0.5) + 4
        shapes.append(label(x, top - 8, shorten(text, 120), title=text, turn=-90.0))
    shapes.append(rectangle(left, top, (cell * len(missing), cell * len(found)), "k"))
    for i, j in np.ndindex(*value.shape):
        shapes += _cell(float(value[i, j]), left + cell * j, top + cell * i, cell, words=words)
    shapes += _rings(identification, selection, (left, top), cell)
    height = top + cell * len(found) + 12.0
    shapes += _shades(left, height, words)
    title = words.say("figure.matrix")
    text = words.say("figure.matrix_text", rows=len(found), columns=len(missing))
    width = max(left + cell * len(missing) + 14.0, left + 380.0)
    svg = drawing(ident, (width, height + 50.0), title, text, shapes)
    head = (words.say("column.found"), *missing)
    rows = tuple((f, *(_written(float(v), words) for v in row)) for f, row in zip(found, value, strict=True))
    return Figure(svg, title, text, Table(title, head, rows))


def _written(value: float, words: Words) -> str:
    return "" if isnan(value) else words.weight(value)


def _cell(value: float, x: float, y: float, cell: float, *, words: Words) -> list[str]:
    middle = x + cell / 2
    if isnan(value):
        return [path(f"M{place(x + 4)} {place(y + cell - 4)}l{place(cell - 8)}-{place(cell - 8)}", "r")]
    if isinf(value):
        return [label(middle, y + cell / 2 + 4, "×", "m s")]
    shade = sum(value >= step for step in _SHADES)
    if not shade:
        is_small = abs(value) < _SHADES[0]
        return [label(middle, y + cell / 2 + 4, "·" if is_small else "−", "m s")] if value > -2.0 else []
    text = words.number(value, 1) if cell > 24.0 else words.number(value)
    kind = "m n c" if shade > 3 else "m n"
    box = rectangle(x + 0.5, y + 0.5, (cell - 1, cell - 1), f"h{shade}")
    return [box, label(middle, y + cell / 2 + 4, text, kind)]


def _rings(identification: Identification, selection: Selection, corner: tuple[float, float], cell: float) -> list[str]:
    shapes = []
    for k, i in enumerate(selection.rows):
        row = identification.posterior[i]
        best = [j for j in selection.columns if row[j] >= 0.1 and row[j] >= row.max() - 1e-9]
        for j in best:
            x, y = corner[0] + cell * selection.columns.index(j), corner[1] + cell * k
            shapes.append(rectangle(x + 1, y + 1, (cell - 2, cell - 2), "j"))
    return shapes


def _shades(left: float, y: float, words: Words) -> list[str]:
    shapes = []
    for k, least in enumerate(_SHADES):
        x = left + 44.0 * k
        shapes += [rectangle(x, y, (44.0, 12.0), f"h{k + 1}")]
        shapes += [label(x, y + 26.0, f"≥\u202f{words.number(least, 1 if k == 0 else 0)}", "s n")]
    signs = (("−", "against"), ("×", "impossible"), ("╱", "sex"))
    for k, (sign, key) in enumerate(signs):
        text = f"{sign} {words.say(f'figure.matrix_{key}')}"
        shapes.append(label(left + 130.0 * k, y + 42.0, text, "s"))
    return shapes


# ── one found person ──


def draw_posterior(explanation: PairExplanation, *, words: Words, ident: str = "posterior") -> Figure:
    """Draw who a found person may be: the best, its rivals, everybody else, nobody on the list; together one."""
    found = explanation.found
    bars = [(explanation.missing, explanation.posterior, "f")]
    bars += [
        (rival.missing, rival.posterior, "v") for rival in explanation.other_missing if rival.posterior > _LEAST_SHOWN
    ]
    nobody = max(explanation.nobody, 1e-12)  # what rounding has swallowed is not nothing
    rest = max(1.0 - sum(p for _, p, _ in bars) - nobody, 0.0)
    bars.append((words.say("figure.others"), max(rest, 1e-12), "v"))
    bars.append((words.say("column.nobody"), nobody, "o"))
    shown = [words.probability(p, explanation.against if k == 0 else None) for k, (_, p, _) in enumerate(bars)]
    shapes = [line((_WIDE + _SHORT * p, 4), (_WIDE + _SHORT * p, 12 + _BAR * len(bars)), "r") for p in (0, 0.5, 1)]
    for k, ((name, p, kind), text) in enumerate(zip(bars, shown, strict=True)):
        y = 8.0 + _BAR * k
        shapes.append(label(_WIDE - 8, y + 11, shorten(name, _WIDE - 12), "e" if k else "e b", title=name))
        shapes.append(rectangle(_WIDE, y + 1, (max(_SHORT * p, 1.0), _BAR - 4), kind))
        shapes.append(label(_WIDE + _SHORT + 8, y + 11, text, "n" if k else "n b"))
    bottom = 8.0 + _BAR * len(bars) + 16.0
    for p, anchor in ((0.0, "s"), (0.5, "s m"), (1.0, "s e")):
        shapes.append(label(_WIDE + _SHORT * p, bottom, words.level(p), anchor))
    title = words.say("figure.posterior", found=found)
    text = words.say("figure.posterior_text", best=explanation.missing, p=shown[0], nobody=shown[-1])
    svg = drawing(ident, (_WIDE + _SHORT + 106.0, bottom + 8.0), title, text, shapes)
    head = (words.say("column.outcome"), words.say("column.posterior"))
    rows = tuple((name, p) for (name, _, _), p in zip(bars, shown, strict=True))
    return Figure(svg, title, text, Table(title, head, rows))


def draw_waterfall(explanation: PairExplanation, *, words: Words, ident: str = "waterfall") -> Figure:
    """Draw how the weights of the markers, strongest first, and of other evidence add up."""
    steps = _steps(explanation.markers, explanation.other, words)
    runs = _running([value for _, value in steps])
    scale = _Scale.of([end for run in runs for end in run if isfinite(end)])
    base = 8.0 + _BAR * len(steps)
    shapes = [line((scale.at(t), 4), (scale.at(t), base + _BAR + 6), "a" if t == 0 else "r") for t in scale.ticks]
    for k, ((name, value), (start, end)) in enumerate(zip(steps, runs, strict=True)):
        shapes += _step(name, value, (scale.at(start), scale.at(end)), 8.0 + _BAR * k, words=words)
        if k + 1 < len(steps):
            shapes.append(line((scale.at(end), 8.0 + _BAR * k + 2), (scale.at(end), 8.0 + _BAR * (k + 1) + 12), "r"))
    total = explanation.log10_total
    kind = "t" if total >= 0 else "g"
    shapes.append(line((4, base + 1), (_LEFT + _PLOT + _RIGHT - 4, base + 1), "r"))
    shapes += _bar(words.say("figure.total"), total, (scale.at(0.0), scale.at(total)), base + 3, kind=kind, words=words)
    bottom = base + _BAR + 19.0
    shapes += [label(scale.at(t), bottom, words.number(t, scale.digits), "s m n") for t in scale.ticks]
    shapes.append(label(_LEFT + _PLOT / 2, bottom + 15, words.say("figure.weight_axis"), "s m"))
    title = words.say("figure.waterfall", found=explanation.found, missing=explanation.missing)
    text = words.say("figure.waterfall_text", n=len(explanation.markers), total=words.weight(total))
    svg = drawing(ident, (_LEFT + _PLOT + _RIGHT, bottom + 22.0), title, text, shapes)
    head = (words.say("column.marker"), words.say("column.weight"), words.say("column.running"))
    rows = [(name, words.weight(value), words.weight(end)) for (name, value), (_, end) in zip(steps, runs, strict=True)]
    rows.append((words.say("figure.total"), words.weight(total), words.weight(total)))
    return Figure(svg, title, text, Table(title, head, tuple(rows)))


def _steps(markers: Sequence[MarkerWeight], other: Sequence[Weight], words: Words) -> list[tuple[str, float]]:
    typed = [m for m in markers if m.status != "not typed"]
    steps = [(m.marker, m.log10_lr) for m in sorted(typed, key=lambda m: -m.log10_lr)]
    return steps + [(words.say(f"figure.{weight.kind}"), weight.log10_lr) for weight in other]


def _running(values: Sequence[float]) -> list[tuple[float, float]]:
    runs, at = [], 0.0
    for value in values:
        runs.append((at, at + value))
        at += value
    return runs


def _step(name: str, value: float, ends: tuple[float, float], y: float, *, words: Words) -> list[str]:
    return _bar(name, value, ends, y, kind="f" if value >= 0 else "g", words=words)


def _bar(name: str, value: float, ends: tuple[float, float], y: float, *, kind: str, words: Words) -> list[str]:
    low, high = min(ends), max(ends)
    bold = " b" if kind == "t" else ""
    return [
        label(_LEFT - 8, y + 11, shorten(name, _LEFT - 12), f"e{bold}", title=name),
        rectangle(low, y + 2, (max(high - low, 1.0), _BAR - 5), kind),
        label(_LEFT + _PLOT + _RIGHT - 10, y + 11, words.weight(value), f"e n{bold}"),
    ]


@dataclass(frozen=True, slots=True)
class _Scale:
    """From weights to places on the plot; what is impossible runs into the left edge."""

    low: float
    high: float
    ticks: tuple[float, ...]
    digits: int

    @classmethod
    def of(cls, values: Sequence[float]) -> "_Scale":
        """Span all values and zero, with round ticks."""
        low, high = min((*values, 0.0)), max((*values, 0.0, 1.0))
        step = next((s for s in (0.5, 1, 2, 5, 10, 20, 50, 100) if (high - low) / s <= 7), 200.0)
        first, last = int(np.floor(low / step)), int(np.ceil(high / step))
        return cls(first * step, last * step, tuple(k * step for k in range(first, last + 1)), int(step < 1))

    def at(self, value: float) -> float:
        """Give the place of a weight."""
        share = (value - self.low) / (self.high - self.low) if isfinite(value) else float(value > 0.0)
        return _LEFT + _PLOT * min(max(share, 0.0), 1.0)


# ── what samples can show ──


def draw_power(
    power: FamilyPower, *, words: Words, threshold: float = DEFAULT_THRESHOLD, ident: str = "power"
) -> Figure:
    """Draw the laws of the log10 LR of a found person: if it is the missing one, and if unrelated."""
    spreads = (power.if_true, power.if_unrelated)
    scale = _Scale.of([s.quantile(share) for s in spreads for share in (0.005, 0.995) if isfinite(s.quantile(share))])
    edges = np.linspace(scale.low, scale.high, 49)
    tall = 110.0
    heights = [np.histogram(s.log10_lr, edges, weights=s.probability)[0] for s in spreads]
    top = max((float(height.max()) for height in heights), default=0.0) or 1.0
    shapes = [line((scale.at(t), 8), (scale.at(t), 8 + tall), "a" if t == 0 else "r") for t in scale.ticks]
    for height, kind in zip(heights, _PEN, strict=True):
        shapes.append(path(_outline(height / top, edges, scale, tall), kind))
    shapes += [label(scale.at(t), tall + 22, words.number(t, scale.digits), "s m n") for t in scale.ticks]
    shapes.append(label(_LEFT + _PLOT / 2, tall + 37, words.say("figure.weight_axis"), "s m"))
    names = (words.say("figure.if_true", missing=power.missing), words.say("figure.if_unrelated"))
    for k, (name, kind) in enumerate(zip(names, _PEN, strict=True)):
        y = tall + 56 + 16 * k
        shapes += [line((_LEFT, y - 4), (_LEFT + 26, y - 4), kind), label(_LEFT + 34, y, name)]
    reaches = (power.reached_if_true(threshold), power.reached_if_unrelated(threshold))
    cells = zip(names, spreads, reaches, strict=True)
    rows = tuple((name, *_quantiles(s, words), words.probability(p)) for name, s, p in cells)
    title = words.say("figure.power", missing=power.missing)
    text = words.say("figure.power_text", true=rows[0][2], unrelated=rows[1][2])
    svg = drawing(ident, (_LEFT + _PLOT + _RIGHT, tall + 84.0), title, text, shapes)
    head = tuple(words.say(f"column.{key}") for key in ("hypothesis", "low", "middle", "high"))
    reach = words.say("column.reach", weight=words.number(threshold, 1))
    return Figure(svg, title, text, Table(title, (*head, reach), rows))


_PEN = ("l", "u")


def _outline(heights: Floats, edges: Floats, scale: _Scale, tall: float) -> str:
    points = [f"M{place(scale.at(float(edges[0])))} {place(8 + tall)}"]
    for height, end in zip(heights.tolist(), edges[1:].tolist(), strict=True):
        points.append(f"V{place(8 + tall * (1 - height))}H{place(scale.at(end))}")
    return "".join(points) + f"V{place(8 + tall)}"


def _quantiles(spread: Spread, words: Words) -> tuple[str, ...]:
    return tuple(words.weight(spread.quantile(share)) for share in (0.05, 0.5, 0.95))


def draw_next(advice: Advice, *, words: Words, ident: str = "next") -> Figure:
    """Draw whose sample would add most to the expected weight, strongest first."""
    ordered = [(", ".join(asked.relatives), asked) for asked in advice.ranked]
    most = max((asked.gain for _, asked in ordered), default=0.0) or 1.0
    shapes = [line((_LEFT, 4), (_LEFT, 12 + _BAR * len(ordered)), "a")]
    for k, (who, asked) in enumerate(ordered):
        ends = (_LEFT, _LEFT + _PLOT * max(asked.gain, 0.0) / most)
        shapes += _bar(who, asked.gain, ends, 8.0 + _BAR * k, kind="f", words=words)
    title = words.say("figure.next", missing=advice.missing)
    best = (ordered[0][0], ordered[0][1].gain) if ordered else ("–", 0.0)
    text = words.say("figure.next_text", person=best[0], gain=words.weight(best[1]))
    svg = drawing(ident, (_LEFT + _PLOT + _RIGHT, 20.0 + _BAR * len(ordered)), title, text, shapes)
    reach = words.say("column.reach", weight=words.number(advice.threshold, 1))
    head = (words.say("column.ask"), words.say("column.gain"), reach)
    rows = tuple((who, words.weight(asked.gain), words.probability(asked.reaches)) for who, asked in ordered)
    return Figure(svg, title, text, Table(title, head, rows))
