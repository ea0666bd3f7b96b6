"""A pedigree as a picture in the standard symbols.

Squares are men, circles women, diamonds people of unknown sex; a line joins partners, a double line partners who are
related; identical twins hang from one point with a bar. Filled: gave a sample; half filled: a sample with few markers;
a dashed outline with a question mark: missing; dotted: cannot be asked. An arrow points at the person in question.

Source: Bennett et al. 2008, J Genet Couns 17:424, and 2022, 31:1238 (the symbols; their filling is free to be defined).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from homeward.evidence.dna.family import Family
from homeward.evidence.dna.pedigree import Pedigree, Person
from homeward.reports.pedigree_layout import Descent, Layout, Mating, lay_out
from homeward.reports.picture import Figure, Table, circle, drawing, label, line, number, path, rectangle, shorten, wide
from homeward.reports.wording import Words

RADIUS = 13.0
_LETTER = 12.0
_LINE_HEIGHT = 14.0
_WIDEST_LABEL = 92.0
_LEAST_WIDTH = 2 * RADIUS + 12.0
_TRACK = 9.0  # distance of parallel lines between two rows
_MARGIN = 14.0
_FEW_MARKERS = 0.5  # share of the markers of the best-typed donor, below which a symbol is half filled

# kinds of people, and the classes of their symbols in `picture.CSS`
_KINDS = {"donor": "d", "partial": "q", "missing": "x", "unavailable": "y", "none": "q"}


@dataclass(frozen=True, slots=True)
class Marks:
    """What a drawing says about people beside their descent.

    role        by person: donor, partial, missing, unavailable or none
    note        by person: a line below the name
    asked       people whom an arrow points at
    """

    role: Mapping[str, str] = field(default_factory=dict)
    note: Mapping[str, str] = field(default_factory=dict)
    asked: tuple[str, ...] = ()


def marks_of(family: Family, proposals: Mapping[str, str], words: Words, asked: Iterable[str] = ()) -> Marks:
    """Say who gave a sample, who is missing, and whom the program proposes for them.

    proposals    missing person to the found person proposed
    """
    most = max((len(profile) for profile in family.profiles.values()), default=0)
    role = {}
    for person in family.pedigree.people:
        n_markers = len(family.profiles.get(person.id, {}))
        if person.id in family.missing:
            role[person.id] = "missing"
        elif n_markers:
            role[person.id] = "donor" if n_markers > _FEW_MARKERS * most else "partial"
        else:
            role[person.id] = "unavailable" if person.id in family.unavailable else "none"
    return Marks(role, {missing: f"? {found}" for missing, found in proposals.items()}, tuple(asked))


def draw_family(
    family: Family,
    *,
    words: Words,
    proposals: Mapping[str, str] | None = None,
    asked: Sequence[str] = (),
    ident: str = "pedigree",
) -> Figure:
    """Draw a family of the missing, with who gave samples and who is proposed."""
    marks = marks_of(family, proposals or {}, words, asked)
    title = words.say("pedigree.title", family=family.id)
    return draw_pedigree(family.pedigree, marks, title=title, words=words, ident=ident)


def draw_pedigree(
    pedigree: Pedigree, marks: Marks | None = None, *, title: str, words: Words, ident: str = "pedigree"
) -> Figure:
    """Draw any pedigree; everybody once."""
    known = marks or Marks()
    texts = {person.id: _lines(person.id, known) for person in pedigree.people}
    layout = lay_out(pedigree, {person: _room(lines) for person, lines in texts.items()})
    sheet = _Sheet(pedigree, layout, texts)
    text = _describe(pedigree, layout, known, words)
    svg = drawing(ident, sheet.size, title, text, _shapes(sheet, known, words))
    return Figure(svg, title, text, _table(pedigree, known, title, words))


def _lines(person: str, marks: Marks) -> tuple[str, ...]:
    note = marks.note.get(person)
    own = shorten(person, _WIDEST_LABEL, _LETTER)
    return (own, shorten(note, _WIDEST_LABEL, _LETTER)) if note else (own,)


def _room(lines: Sequence[str]) -> float:
    return max(_LEAST_WIDTH, *(wide(text, _LETTER) + 8.0 for text in lines))


def _describe(pedigree: Pedigree, layout: Layout, marks: Marks, words: Words) -> str:
    def those(*roles: str) -> str:
        names = [p.id for p in pedigree.people if marks.role.get(p.id) in roles]
        return ", ".join(names) or words.say("page.none")

    return words.say(
        "pedigree.text",
        n=len(pedigree.people),
        rows=layout.n_rows,
        donors=those("donor", "partial"),
        missing=those("missing"),
    )


def _table(pedigree: Pedigree, marks: Marks, title: str, words: Words) -> Table:
    head = tuple(words.say(f"column.{key}") for key in ("person", "sex", "father", "mother", "role"))
    rows = tuple(
        (p.id, words.say(f"sex.{p.sex}"), p.father or "–", p.mother or "–", _role(p, marks, words))
        for p in pedigree.people
    )
    return Table(title, head, rows)


def _role(person: Person, marks: Marks, words: Words) -> str:
    says = words.say(f"role.{marks.role.get(person.id, 'none')}")
    note = marks.note.get(person.id)
    return f"{says}; {words.say('pedigree.proposed', found=note.removeprefix('? '))}" if note else says


# ── the drawing ──


@dataclass(frozen=True, slots=True)
class _Bar:
    """One horizontal line between two rows: where it lies, and how far it reaches."""

    row: int
    low: float
    high: float


class _Sheet:
    """Where everything of one drawing lies: places across, heights of rows and of the lines between them."""

    def __init__(self, pedigree: Pedigree, layout: Layout, texts: Mapping[str, Sequence[str]]) -> None:
        self.pedigree, self.layout, self.texts = pedigree, layout, texts
        self.x = [x + _MARGIN for x in layout.x]
        self.matings = {(m.father, m.mother): m for m in layout.matings}
        self.lanes = _tracks([self.lane(m) for m in layout.matings if not m.is_adjacent])
        self.bars = _tracks([self.bar(d) for d in layout.descents])
        self.tops = self._tops()

    @property
    def size(self) -> tuple[float, float]:
        """Width and height."""
        return self.layout.width + 2 * _MARGIN, self.tops[-1]

    def _tops(self) -> list[float]:
        """Top of each row's symbols, and the lower edge of the drawing."""
        tops, at = [], _MARGIN
        for row in range(self.layout.n_rows):
            tops.append(at)
            at += 2 * RADIUS + 6.0 + _LINE_HEIGHT * self._n_lines(row)
            if row < self.layout.n_rows - 1:
                at += _TRACK * (2 + _depth(self.lanes, row) + _depth(self.bars, row))
        return [*tops, at + _MARGIN / 2]

    def _n_lines(self, row: int) -> int:
        people = [n.person for n in self.layout.nodes if n.row == row and n.person is not None]
        return max((len(self.texts[person]) for person in people), default=0)

    def lane(self, mating: Mating) -> _Bar:
        """The line under a row that joins partners who do not stand side by side."""
        low, high = sorted((self.x[mating.ends[0]], self.x[mating.ends[1]]))
        return _Bar(self.layout.nodes[mating.ends[0]].row, low, high)

    def bar(self, descent: Descent) -> _Bar:
        """The line from which siblings hang."""
        joined = {n: self.joint(group) for group in _twins(self, descent) for n in group}
        places = [self.source(descent), *(joined.get(n, self.x[n]) for n in descent.targets)]
        return _Bar(self.layout.nodes[descent.targets[0]].row - 1, min(places), max(places))

    def source(self, descent: Descent) -> float:
        """Where the line down begins."""
        middle = self.joint(descent.sources)
        mating = self.matings.get(descent.mating) if descent.mating else None
        # below a line that passes under others, their own middles may stand at the same place: keep clear of them
        return middle if mating is None or mating.is_adjacent else middle + 0.7 * _TRACK

    def joint(self, nodes: Sequence[int]) -> float:
        """The middle of some nodes."""
        return sum(self.x[n] for n in nodes) / len(nodes)

    def middle(self, row: int) -> float:
        """Height of the middle of a row's symbols."""
        return self.tops[row] + RADIUS

    def height(self, bar: _Bar, *, is_lane: bool) -> float:
        """Height of a line between two rows: lanes of partners above bars of siblings."""
        below = self.tops[bar.row] + 2 * RADIUS + 6.0 + _LINE_HEIGHT * self._n_lines(bar.row)
        track = self.lanes[bar] if is_lane else _depth(self.lanes, bar.row) + self.bars[bar]
        return below + _TRACK * (track + 0.5)

    def reach(self, node: int) -> float:
        """How far down a line to a node goes: to the symbol, or to the middle of the row where the line goes on."""
        target = self.layout.nodes[node]
        return self.tops[target.row] if target.person is not None else self.middle(target.row)


def _depth(tracks: Mapping[_Bar, int], row: int) -> int:
    return max((track + 1 for bar, track in tracks.items() if bar.row == row), default=0)


def _twins(sheet: _Sheet, descent: Descent) -> list[tuple[int, ...]]:
    """Identical twins among the children of one descent, as nodes."""
    number_of = {sheet.layout.nodes[n].person: n for n in descent.targets}
    groups = [tuple(number_of[t] for t in group if t in number_of) for group in sheet.pedigree.twins]
    return [group for group in groups if len(group) > 1]


def _shapes(sheet: _Sheet, marks: Marks, words: Words) -> list[str]:
    """Everything: lines first, symbols over them, labels last."""
    people = sheet.pedigree.people
    lines = [shape for m in sheet.layout.matings for shape in _draw_mating(sheet, m)]
    lines += [shape for d in sheet.layout.descents for shape in _draw_descent(sheet, d)]
    symbols = [shape for person in people for shape in _draw_person(sheet, person, marks)]
    labels = [shape for person in people for shape in _draw_labels(sheet, person, marks, words)]
    return [*lines, *symbols, *labels]


def _draw_mating(sheet: _Sheet, mating: Mating) -> list[str]:
    low, high = sorted(sheet.x[n] for n in mating.ends)
    gaps = (-2.0, 2.0) if _are_related(sheet.pedigree, mating.father, mating.mother) else (0.0,)
    if mating.is_adjacent:
        y = sheet.middle(sheet.layout.nodes[mating.ends[0]].row)
        return [line((low, y + gap), (high, y + gap), "p") for gap in gaps]
    bar = sheet.lane(mating)
    y, top = sheet.height(bar, is_lane=True), sheet.middle(bar.row)
    return [
        path(f"M{number(low + gap)} {number(top)}V{number(y - gap)}H{number(high - gap)}V{number(top)}", "p")
        for gap in gaps
    ]


def _draw_descent(sheet: _Sheet, descent: Descent) -> list[str]:
    bar, x = sheet.bar(descent), sheet.source(descent)
    y = sheet.height(bar, is_lane=False)
    mating = sheet.matings.get(descent.mating) if descent.mating else None
    start = sheet.middle(sheet.layout.nodes[descent.sources[0]].row)
    if mating is not None and not mating.is_adjacent:
        start = sheet.height(sheet.lane(mating), is_lane=True)
    points = f"M{number(x)} {number(start)}V{number(y)}"
    if bar.low < bar.high:
        points += f"M{number(bar.low)} {number(y)}H{number(bar.high)}"
    twins = _twins(sheet, descent)
    for node in descent.targets:
        if node not in {n for group in twins for n in group}:
            points += f"M{number(sheet.x[node])} {number(y)}V{number(sheet.reach(node))}"
    return [path(points, "p"), *(_draw_twins(sheet, group, y) for group in twins)]


def _draw_twins(sheet: _Sheet, group: Sequence[int], y: float) -> str:
    """Lines from one point, with a bar across: one genotype."""
    x, ends = sheet.joint(group), [(sheet.x[n], sheet.reach(n)) for n in group]
    points = "".join(f"M{number(x)} {number(y)}L{number(end)} {number(top)}" for end, top in ends)
    half = [x + (end - x) * 0.5 for end, _ in ends]
    across = (y + ends[0][1]) / 2
    return path(f"{points}M{number(min(half))} {number(across)}H{number(max(half))}", "p")


def _draw_person(sheet: _Sheet, person: Person, marks: Marks) -> list[str]:
    x, row = sheet.layout.place[person.id]
    x, y = x + _MARGIN, sheet.middle(row)
    role = marks.role.get(person.id, "none")
    shapes = [_symbol(person.sex, x, y, _KINDS[role])]
    if role == "partial":
        shapes.append(_left_half(person.sex, x, y))
    if role == "missing":
        shapes.append(label(x, y + 5.0, "?", "m b z"))
    if person.id in marks.asked:
        tip = (x - RADIUS + 1.0, y - RADIUS + 1.0)
        points = f"M{number(tip[0] - 12)} {number(tip[1] - 11)}L{number(tip[0])} {number(tip[1])}"
        shapes.append(path(points + "m-7-1.5l7 1.5l-1-7", "j"))
    return shapes


def _draw_labels(sheet: _Sheet, person: Person, marks: Marks, words: Words) -> list[str]:
    x, row = sheet.layout.place[person.id]
    top = sheet.tops[row] + 2 * RADIUS + _LETTER + 1.0
    says = f"{person.id}: {words.say(f'sex.{person.sex}')}, {_role(person, marks, words)}"
    shown = []
    for k, text in enumerate(sheet.texts[person.id]):
        kind = "m h b" if k or marks.role.get(person.id) == "missing" else "m h"
        shown.append(label(x + _MARGIN, top + k * _LINE_HEIGHT, text, kind, title="" if k else says))
    return shown


def _tracks(bars: Sequence[_Bar]) -> dict[_Bar, int]:
    """Give lines between two rows heights such that none lies on another."""
    ends: dict[int, list[float]] = {}
    out: dict[_Bar, int] = {}
    for bar in sorted(bars, key=lambda b: (b.row, b.low, b.high)):
        tracks = ends.setdefault(bar.row, [])
        track = next((k for k, end in enumerate(tracks) if end + 4.0 < bar.low), len(tracks))
        if track == len(tracks):
            tracks.append(bar.high)
        tracks[track] = bar.high
        out[bar] = track
    return out


def _symbol(sex: str, x: float, y: float, kind: str) -> str:
    if sex == "F":
        return circle(x, y, RADIUS, kind)
    if sex == "M":
        side = 2 * RADIUS - 2.0
        return rectangle(x - side / 2, y - side / 2, (side, side), kind)
    r = RADIUS + 1.0
    return path(
        f"M{number(x)} {number(y - r)}l{number(r)} {number(r)}l-{number(r)} {number(r)}l-{number(r)}-{number(r)}z", kind
    )


def _left_half(sex: str, x: float, y: float) -> str:
    if sex == "F":
        return path(f"M{number(x)} {number(y - RADIUS)}a{RADIUS:g} {RADIUS:g} 0 0 0 0 {2 * RADIUS:g}z", "d")
    if sex == "M":
        side = 2 * RADIUS - 2.0
        return rectangle(x - side / 2, y - side / 2, (side / 2, side), "d")
    r = RADIUS + 1.0
    return path(f"M{number(x)} {number(y - r)}l-{number(r)} {number(r)}l{number(r)} {number(r)}z", "d")


def _are_related(pedigree: Pedigree, one: str, other: str) -> bool:
    """Tell whether two people share an ancestor, or one descends from the other."""
    return bool(_line_of(pedigree, one) & _line_of(pedigree, other))


def _line_of(pedigree: Pedigree, person: str) -> set[str]:
    out, waiting = set(), [person]
    while waiting:
        here = pedigree.by_id[waiting.pop()]
        out.add(here.id)
        waiting += [parent for parent in (here.father, here.mother) if parent is not None and parent not in out]
    return out


def draw_legend(words: Words, ident: str = "legend") -> Figure:
    """Draw the key to the symbols."""
    title = words.say("help.legend")
    entries, at = [], _MARGIN
    shapes: list[str] = []
    for key, sex, kind in _KEY:
        text = words.say(f"legend.{key}")
        shapes += [_symbol(sex, at + RADIUS, 22.0, kind), label(at + 2 * RADIUS + 7, 26.0, text)]
        shapes += [_left_half(sex, at + RADIUS, 22.0)] if key == "partial" else []
        shapes += [label(at + RADIUS, 27.0, "?", "m b z")] if key == "missing" else []
        at += 2 * RADIUS + 22.0 + wide(text)
        entries.append((_shape_name(key, sex, words), text))
    width, at = at, _MARGIN
    for key, drawn in (("asked", "j"), ("related", "p"), ("twins", "p")):
        text = words.say(f"legend.{key}")
        shapes += [path(_SIGNS[key].format(x=number(at), y=64), drawn), label(at + 34.0, 68.0, text)]
        at += 56.0 + wide(text)
        entries.append((text, text))
    table = Table(title, (words.say("column.person"), words.say("column.role")), tuple(entries))
    says = ", ".join(text for _, text in entries)
    return Figure(drawing(ident, (max(width, at), 84.0), title, says, shapes), title, says, table)


_KEY = (
    ("man", "M", "q"),
    ("woman", "F", "q"),
    ("unknown", "U", "q"),
    ("donor", "M", "d"),
    ("partial", "F", "q"),
    ("missing", "M", "x"),
    ("unavailable", "F", "y"),
)
_SIGNS = {
    "asked": "M{x} 58l14 13m-8-1.5l8 1.5l-1-8",
    "related": "M{x} 62h26m-26 4h26",
    "twins": "M{x} 76l13-22l13 22m-20-10h14",
}


def _shape_name(key: str, sex: str, words: Words) -> str:
    return words.say(f"sex.{sex}") if key in ("man", "woman", "unknown") else words.say(f"legend.{key}")
