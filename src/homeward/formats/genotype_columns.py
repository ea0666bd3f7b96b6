"""Which columns of a table hold which loci, and reading them row after row.

A locus has one column with both alleles, or one for each: `D3S1358 1, D3S1358 2`, `D3S1358.1`, `D3S1358_a`, or the same
heading twice. A column whose heading is no known locus counts as one only where its cells are unmistakably genotypes,
so that an age is never an allele.

Reading is quick because equal cells are read once: a table of 10 million cells has a few hundred different genotypes.
"""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from operator import itemgetter

from homeward.errors import Problem
from homeward.evidence.dna.profile import Genotype, Sex
from homeward.formats.alleles import Kind
from homeward.formats.genotype_cells import (
    SingleAllele,
    Typing,
    read_amelogenin,
    read_genotype,
    read_hemizygous,
    read_lineage,
    read_x_genotype,
)
from homeward.formats.marker_names import MarkerName, canonical_marker
from homeward.formats.reading import Reading, Row, Table, at

_SUFFIX = re.compile(
    r"(.+?)(?:[\s_.:\-]+(?:allele|all|al|a)?[\s_.]*([0-9a-f])|\s*[(\[]([0-9a-f])[)\]]|(?<=\d)([ab]))", re.IGNORECASE
)
_GENOTYPE = re.compile(r"(?:\d{1,3}(?:\.\d)?|[ACGT])(?:/(?:\d{1,3}(?:\.\d)?|[ACGTY]))?|-")
_CONFLICT: Genotype = ("conflict",)
_BASES = frozenset("ACGT/|,;- ")


@dataclass(frozen=True, slots=True)
class LocusColumns:
    """One locus of a table and its columns: one of genotypes, or several of one allele each."""

    marker: MarkerName
    heading: str
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """The loci of a table, and the columns that hold none."""

    loci: tuple[LocusColumns, ...]
    others: tuple[int, ...]
    problems: tuple[Problem, ...]

    @property
    def markers(self) -> tuple[str, ...]:
        """The names of the autosomal and X loci, in the order of the columns."""
        wanted = [locus.marker.name for locus in self.loci if locus.marker.place in ("autosomal", "X")]
        return tuple(dict.fromkeys(wanted))


@dataclass(frozen=True, slots=True)
class RowTyping:
    """What one row says about one sample."""

    genotypes: dict[str, Genotype] = field(default_factory=dict)  # autosomal and X
    lineage: dict[str, Genotype] = field(default_factory=dict)  # Y loci; mitochondrial findings as written
    amelogenin: Genotype = ()
    problems: tuple[Problem, ...] = ()
    n_suspicious: int = 0
    n_mixed: int = 0


# ── which columns ─────────────────────────────────────────────────────────────────────────────────────────────────────


def find_loci(table: Table, how: Reading, taken: Collection[int] = ()) -> Columns:
    """Find the loci among the columns that are not taken for something else.

    taken    columns already understood: the sample's id, sex, ...
    """
    free = [place for place, heading in enumerate(table.header) if heading and place not in taken]
    bases = _allele_columns(table, free)
    seen: dict[str, list[int]] = {}
    others: list[int] = []
    for place in free:
        marker = canonical_marker(bases.get(place, table.header[place]))
        if marker.is_known or place in bases or marker.name in how.markers or _holds_genotypes(table, place, how):
            seen.setdefault(marker.name, []).append(place)
        else:
            others.append(place)
    loci: list[LocusColumns] = []
    problems: list[Problem] = []
    for name, places in seen.items():
        marker = canonical_marker(bases.get(places[0], table.header[places[0]]))
        if not marker.is_known and name not in how.markers:
            problems.append(Problem(f"column {table.header[places[0]]}", marker.note, "its genotypes, under that name"))
        loci.extend(_split_doubled(table, marker, places, how.between))
    loci.sort(key=lambda locus: locus.places)
    return Columns(tuple(loci), tuple(others), tuple(problems))


def _allele_columns(table: Table, free: Iterable[int]) -> dict[int, str]:
    """Find columns that hold one allele each, by their headings; give the locus as written for each.

    "D3S1358 1" is an allele only where "D3S1358 2" (or "D3S1358" itself) stands in the same table, and DYS389 has two
    loci with numbers. Where the locus is not known, the cells must be alleles too.
    """
    groups: dict[str, list[tuple[str, int, str]]] = {}
    for place in free:
        base, suffix = _split_heading(table.header[place])
        groups.setdefault(canonical_marker(base).name, []).append((suffix, place, base))
    found: dict[int, str] = {}
    for name, columns in groups.items():
        suffixes = sorted(suffix for suffix, _, _ in columns)
        is_numbered = len(set(suffixes)) == len(suffixes) > 1 and suffixes[0] in ("", "0", "1", "a")
        if not is_numbered and suffixes != ["", ""]:
            continue
        if canonical_marker(name).is_known or all(_share(table, place) > 0.9 for _, place, _ in columns):
            found.update({place: base for _, place, base in columns})
    return found


def _split_heading(heading: str) -> tuple[str, str]:
    """Split "D3S1358 1" into the locus and "1"; a heading that is itself a locus of another name stays whole."""
    found = _SUFFIX.fullmatch(heading)
    if found is None or found[1].upper().endswith("DYS389"):
        return heading, ""
    if canonical_marker(heading).is_known and not canonical_marker(found[1]).is_known:
        return heading, ""
    return found[1], (found[2] or found[3] or found[4]).lower()


def _share(table: Table, place: int, between: str = "/") -> float:
    """Give the share of the filled cells of a column that look like alleles or genotypes; 0 where none is filled."""
    cells = [row[place] if between == "/" else row[place].replace(between, "/") for row in table.rows if row[place]]
    return sum(_GENOTYPE.fullmatch(cell) is not None for cell in cells) / len(cells) if cells else 0.0


def _holds_genotypes(table: Table, place: int, how: Reading) -> bool:
    """Tell whether a column of unknown heading holds genotypes: nearly all cells look so, one has two alleles."""
    has_pair = any(how.between in row[place] for row in table.rows)
    return has_pair and _share(table, place, how.between) > 0.9


def _split_doubled(table: Table, marker: MarkerName, places: list[int], between: str) -> list[LocusColumns]:
    """Tell columns of one allele each from one locus that stands twice in the table, by their cells."""
    if len(places) == 1 or not any(between in row[place] for row in table.rows for place in places):
        return [LocusColumns(marker, table.header[places[0]], tuple(places))]
    return [LocusColumns(marker, table.header[place], (place,)) for place in places]


# ── row by row ────────────────────────────────────────────────────────────────────────────────────────────────────────


class _Group:
    """Autosomal loci that are read alike; each distinct cell (or tuple of cells) is read once."""

    def __init__(self, loci: Sequence[LocusColumns], judge: Callable[[Sequence[str]], Typing]) -> None:
        self.loci = tuple(loci)
        self.names = tuple(locus.marker.name for locus in loci)
        self._judge = judge
        self._takers = [_taker(places) for places in zip(*(locus.places for locus in loci), strict=True)]
        self._known: dict[str | Row, Genotype] = {}
        self._noted: dict[str | Row, Typing] = {}

    def read(self, row: Row) -> tuple[dict[str, Genotype], list[tuple[str, Typing]]]:
        """Give the genotypes of one row, and the typings that carry notes, with their headings."""
        first = self._takers[0](row)
        keys = first if len(self._takers) == 1 else list(zip(*(take(row) for take in self._takers), strict=True))
        values = list(map(self._known.get, keys))
        if None in values:
            self._learn(keys)
            values = list(map(self._known.get, keys))
        genotypes = {name: value for name, value in zip(self.names, values, strict=True) if value}
        if not self._noted or self._noted.keys().isdisjoint(keys):
            return genotypes, []
        pairs = zip(self.loci, keys, strict=True)
        return genotypes, [(locus.heading, self._noted[key]) for locus, key in pairs if key in self._noted]

    def _learn(self, keys: Iterable[str | Row]) -> None:
        for key in keys:
            if key not in self._known:
                typing = self._judge((key,) if isinstance(key, str) else key)
                self._known[key] = typing.genotype
                if typing.notes:
                    self._noted[key] = typing


class GenotypeReader:
    """Reads the loci of row after row, remembering every cell it has read."""

    def __init__(self, columns: Columns, how: Reading, *, single: SingleAllele = "homozygous") -> None:
        self._how = how
        self._single = single
        names = [locus.marker.name for locus in columns.loci]
        alike: dict[tuple[Kind, bool, int], list[LocusColumns]] = {}
        slow: list[LocusColumns] = []
        for locus in columns.loci:
            if locus.marker.place == "autosomal" and names.count(locus.marker.name) == 1:
                kind: Kind = "base" if locus.marker.is_snp else "repeat"
                alike.setdefault((kind, locus.marker.is_known, len(locus.places)), []).append(locus)
            else:
                slow.append(locus)
        self._slow = tuple(slow)
        self._groups = [
            _Group(loci, partial(self._judge_autosomal, kind, is_known))
            for (kind, is_known, _), loci in alike.items()
        ]

    def read(self, number: int, row: Row, sex: Sex = "U") -> RowTyping:
        """Read one row; `number` is its place in the file, `sex` what the row declares."""
        genotypes: dict[str, Genotype] = {}
        notes: list[tuple[str, Typing]] = []
        for group in self._groups:
            found, noted = group.read(row)
            genotypes = genotypes | found if genotypes else found
            notes += noted
        lineage: dict[str, Genotype] = {}
        sexed: dict[str, Genotype] = {}
        for locus in self._slow:
            texts = tuple(row[place] for place in locus.places)
            if any(texts):
                typing = self.judge(locus.marker, texts, sex)
                if typing.notes:
                    notes.append((locus.heading, typing))
                place = locus.marker.place
                into = lineage if place in ("Y", "mt") else sexed if place == "sex" else genotypes
                _enter(into, locus, typing.genotype, notes)
        for values in (genotypes, lineage, sexed) if self._slow else ():
            for name in [name for name, value in values.items() if value == _CONFLICT]:
                del values[name]
        return _gather(number, RowTyping(genotypes, lineage, next(iter(sexed.values()), ())), notes)

    def _judge_autosomal(self, kind: Kind, is_known: bool, texts: Sequence[str]) -> Typing:
        if not is_known:
            kind = "base" if _BASES.issuperset("".join(texts)) else "repeat"
            hemizygous = read_hemizygous(texts, kind, between=self._how.between)
            if hemizygous is not None:
                return hemizygous
        return read_genotype(texts, kind, between=self._how.between, single=self._single)

    def judge(self, marker: MarkerName, texts: Row, sex: Sex) -> Typing:
        """Read the cells of one locus: one cell with the genotype, or at least two with an allele each."""
        between = self._how.between
        if marker.place == "sex":
            return read_amelogenin(texts, between=between)
        if marker.place == "X":
            return read_x_genotype(texts, sex, between=between, single=self._single)
        if marker.place in ("Y", "mt"):
            return read_lineage(texts, marker, between=between)
        return self._judge_autosomal("base" if marker.is_snp else "repeat", marker.is_known, texts)


def _enter(
    into: dict[str, Genotype], locus: LocusColumns, genotype: Genotype, notes: list[tuple[str, Typing]]
) -> None:
    """Enter a locus once: where it stands twice in the row, the two must agree, else neither is used."""
    name = locus.marker.name
    if not genotype:
        return
    if name not in into:
        into[name] = genotype
    elif into[name] == _CONFLICT or sorted(into[name]) != sorted(genotype):
        into[name] = _CONFLICT
        says = "the locus stands twice in the row and differs"
        notes.append((locus.heading, Typing().add(says, "nothing; the locus is not used", is_suspicious=True)))
    else:
        notes.append((locus.heading, Typing(genotype).add("the locus stands twice in the row", "it, once")))


def _taker(places: Sequence[int]) -> Callable[[Row], Sequence[str]]:
    if len(places) > 1:
        return itemgetter(*places)
    return partial(_take_one, places[0])


def _take_one(place: int, row: Row) -> tuple[str]:
    return (row[place],)


def _gather(number: int, typing: RowTyping, notes: list[tuple[str, Typing]]) -> RowTyping:
    """Add the problems of a row; the same note about several loci is one problem that names them all."""
    if not notes:
        return typing
    headings: dict[tuple[str, str], list[str]] = {}
    for heading, noted in notes:
        for note in dict.fromkeys(noted.notes):
            headings.setdefault(note, []).append(heading)
    problems = tuple(Problem(at(number, ", ".join(named)), *note) for note, named in headings.items())
    n_suspicious = sum(noted.is_suspicious for _, noted in notes)
    n_mixed = sum(noted.is_mixed for _, noted in notes)
    return RowTyping(typing.genotypes, typing.lineage, typing.amelogenin, problems, n_suspicious, n_mixed)
