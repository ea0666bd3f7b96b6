"""Which columns of a table hold what, and reading them row after row.

Beside the loci stand a sample's id, sex, chances of drop-out and drop-in, under headings in English, Ukrainian and
Russian, whatever their case and signs.

A locus has one column with both alleles, or one for each: `D3S1358 1, D3S1358 2`, `D3S1358.1`, `D3S1358_a`, or the same
heading twice. A column whose heading is no known locus counts as one only where its cells are unmistakably genotypes,
so that an age is never an allele.

Reading is quick because equal cells are read once: a table of 10 million cells has a few hundred different genotypes.
"""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from operator import itemgetter
from typing import Literal

from homeward.errors import Problem
from homeward.evidence.dna.profile import Genotype, Sex
from homeward.formats.alleles import (
    SingleAllele,
    Typing,
    read_amelogenin,
    read_genotype,
    read_hemizygous,
    read_lineage,
    read_x_genotype,
)
from homeward.formats.marker_names import Kind, MarkerName, Place, canonical_marker
from homeward.formats.reading import Reading, Row, Table, at, read_number, show
from homeward.records.fields import fold_heading

Column = Literal["id", "sex", "dropout", "dropin", "part", "marker", "genotype"]

_HEADINGS: dict[Column, str] = {  # the first that is found wins: "Sample Name" before "Sample File"
    "id": """sample sampleid samplename samplenumber sampleno sampleidentifier specimen specimenid specimennumber id
        person personid individual individualid donor donorid profile profileid labid labno labnumber barcode code
        remains remainsid samplefile name зразок номерзразка кодзразка idзразка проба образец номеробразца кодобразца
        код шифр номер № особа персона""",
    "sex": "sex gender declaredsex стать пол",
    "dropout": "dropout pdropout dropoutprobability",
    "dropin": "dropin pdropin dropinprobability",
    "part": "part ispart bodypart",
    "marker": "marker markername locus locusname system systemname loci маркер локус система",
    "genotype": "genotype генотип alleles",
}
FAMILY_HEADINGS = {  # of a table of families, in the order in which they are written
    "family": "family familyid fam fid familyno сімя родина семья",
    "person": "person personid individual individualid iid id member особа лицо",
    "father": "father fatherid pat pid paternalid батько отец",
    "mother": "mother motherid mat mid maternalid мати мать",
    "sex": "sex gender стать пол",
    "missing": "missing sought ismissing зниклий зникла пропавший",
    "party": "party side сторона",
    "available": "available canbesampled доступний доступен",
    "twin": "twin twins близнюк близнец",
}
_ALLELE = re.compile(r"(?:allele|алель|аллель)(?:name|call)?([0-9]{0,2}|[a-f])")
_SEXES: dict[Sex, str] = {
    "M": "m male man boy masculine xy ч чол чоловік чоловіча чоловічий чоловіче хлопець м муж мужской мужская мужчина",
    "F": "f female woman girl feminine xx ж жін жінка жіноча жіночий жіноче дівчина жен женский женская женщина",
    "U": "u unknown undetermined ? - н невідомо невідома неизвестно неизвестен нд",
}
_SEX_BY_WORD: dict[str, Sex] = {word: sex for sex, words in _SEXES.items() for word in words.split()}
_YES = frozenset("1 yes y true так да".split())
_NO = frozenset("0 no n false ні нет".split())

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

    def unread(self, table: Table) -> tuple[int, ...]:
        """Give the columns that hold no locus, those without a heading included."""
        return (*self.others, *(place for place, heading in enumerate(table.header) if not heading))

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


# ── beside the loci ──────────────────────────────────────────────────────────────────────────────────────────────────


def find_columns(header: Row, wanted: Iterable[Column] = tuple(_HEADINGS)) -> dict[Column, int]:
    """Find which column holds what; of several that fit, the heading that stands first in our list.

    >>> find_columns(("Sample File", "Sample Name", "Marker"))
    {'id': 1, 'marker': 2}
    """
    folded = [fold_heading(heading) for heading in header]
    found: dict[Column, int] = {}
    for column in wanted:
        for name in _HEADINGS[column].split():
            if name in folded:
                found[column] = folded.index(name)
                break
    return found


def find_family_columns(header: Row) -> dict[str, int]:
    """Find which column of a table of families holds what.

    >>> find_family_columns(("FID", "IID", "PAT", "MAT"))
    {'family': 0, 'person': 1, 'father': 2, 'mother': 3}
    """
    folded = [fold_heading(heading) for heading in header]
    found: dict[str, int] = {}
    for name, words in FAMILY_HEADINGS.items():
        places = [folded.index(word) for word in words.split() if word in folded]
        found |= {name: places[0]} if places else {}
    return found


def find_allele_columns(header: Row) -> tuple[int, ...]:
    """Find the columns Allele 1, Allele 2, ... of a table with one row for each sample and locus."""
    found = [(match[1], place) for place, heading in enumerate(header) if (match := _match_allele(heading))]
    return tuple(place for _, place in sorted(found, key=lambda item: (item[0].zfill(2), item[1])))


def _match_allele(heading: str) -> "re.Match[str] | None":
    return _ALLELE.fullmatch(fold_heading(heading))


@lru_cache(maxsize=1024)
def read_sex(text: str) -> tuple[Sex, str]:
    """Read a word for a sex, and what is to be said about it.

    >>> read_sex("Жінка"), read_sex("male"), read_sex("2")
    (('F', ''), ('M', ''), ('U', "'2' is not a sex that is known here"))
    """
    word = text.casefold().strip(" .")
    if not word:
        return "U", ""
    sex = _SEX_BY_WORD.get(word)
    return (sex, "") if sex is not None else ("U", f"{show(text)} is not a sex that is known here")


@lru_cache(maxsize=1024)
def read_probability(text: str) -> tuple[float, str]:
    """Read a probability; 0.0 and what is to be said where there is none.

    >>> read_probability("0.05"), read_probability("5 %")
    ((0.05, ''), (0.0, "'5 %' is not a probability from 0 to 1"))
    """
    if not text:
        return 0.0, ""
    value = read_number(text)
    if value is None or value > 1.0:
        return 0.0, f"{show(text)} is not a probability from 0 to 1"
    return value, f"{show(text)} has a decimal comma" if "," in text else ""


def read_yes(text: str) -> tuple[bool, str]:
    """Read yes or no; nothing is no.

    >>> read_yes("так"), read_yes("")
    ((True, ''), (False, ''))
    """
    word = text.casefold()
    if word in _YES:
        return True, ""
    return False, "" if not word or word in _NO else f"{show(text)} is neither yes nor no"


def judge_id(table: Table, place: int, column: int, how: Reading) -> str:
    """Say why an id cannot be used; empty where it can."""
    text = table.rows[place][column]
    if not text:
        return "no id"
    if text in table.unseen:
        return f"the id {show(text)} has characters that cannot be seen"
    if table.not_text and not how.numeric_ids and not table.is_text(place, column):
        return f"the id {show(text)} is no text in the workbook: zeros may be lost; numeric_ids=True accepts numbers"
    return ""


def report_unread(table: Table, columns: Iterable[int]) -> list[Problem]:
    """Name each column that is not read, once; those without heading only where they hold anything."""
    problems = []
    for column in columns:
        heading = table.header[column]
        if heading:
            problems.append(Problem(f"column {heading}", "this column is not known here", "nothing of it"))
        elif any(row[column] for row in table.rows):
            problems.append(Problem(f"column number {column + 1}", "a column without a heading", "nothing of it"))
    return problems


# ── the loci ─────────────────────────────────────────────────────────────────────────────────────────────────────


def find_loci(table: Table, how: Reading, taken: Collection[int] = ()) -> Columns:
    """Find the loci among the columns that are not taken for something else.

    taken    columns already understood: the sample's id, sex, ...
    """
    unnamed = {place for place, heading in enumerate(table.header) if not heading}
    free = sorted(set(range(len(table.header))) - unnamed - set(taken))
    bases = _allele_columns(table, free, how)
    seen: dict[str, list[int]] = {}
    others: list[int] = []
    for place in free:
        marker = _marker(bases.get(place, table.header[place]), how)
        is_locus = marker.is_known or place in bases or marker.name in how.markers
        if is_locus or _holds_genotypes(table, place, how):
            seen.setdefault(marker.name, []).append(place)
        else:
            others.append(place)
    loci: list[LocusColumns] = []
    problems: list[Problem] = []
    for name, places in seen.items():
        marker = _marker(bases.get(places[0], table.header[places[0]]), how)
        if not marker.is_known and name not in how.markers:
            problems.append(Problem(f"column {table.header[places[0]]}", marker.note, "its genotypes, under that name"))
        loci.extend(_split_doubled(table, marker, places, how.between))
    loci.sort(key=lambda locus: locus.places)
    return Columns(tuple(loci), tuple(others), tuple(problems))


def _marker(heading: str, how: Reading) -> MarkerName:
    """Give the locus of a heading: under its one name, unless the caller declared this very spelling."""
    marker = canonical_marker(heading)
    return replace(marker, name=heading) if heading in how.markers else marker


def _allele_columns(table: Table, free: Iterable[int], how: Reading) -> dict[int, str]:
    """Find columns that hold one allele each, by their headings; give the locus as written for each.

    "D3S1358 1" is an allele only where "D3S1358 2" (or "D3S1358" itself) stands in the same table, and DYS389 has two
    loci with numbers. A locus that is neither known nor declared must have one heading twice, and cells of alleles.
    """
    groups: dict[str, list[tuple[str, int, str]]] = {}
    for place in free:
        base, suffix = _split_heading(table.header[place])
        groups.setdefault(canonical_marker(base).name, []).append((suffix, place, base))
    found: dict[int, str] = {}
    for name, columns in groups.items():
        cells = [_distinct(table, place) for _, place, _ in columns]
        is_known = canonical_marker(name).is_known or name in how.markers
        if _are_alleles([suffix for suffix, _, _ in columns], cells, is_known, between=how.between):
            found.update({place: base for _, place, base in columns})
    return found


def _are_alleles(suffixes: Sequence[str], cells: Sequence[set[str]], is_known: bool, *, between: str) -> bool:
    """Tell whether columns that would be one locus hold one allele each, by their suffixes and cells."""
    is_numbered = len(set(suffixes)) == len(suffixes) > 1 and min(suffixes) in ("", "0", "1", "a")
    is_repeated = list(suffixes) == ["", ""]
    if any(between in cell for distinct in cells for cell in distinct):
        return False  # whole genotypes: "M_1" and "M_2" are two loci
    if is_known:
        return is_numbered or is_repeated
    return is_repeated and all(_share(distinct) > 0.9 for distinct in cells)


def _split_heading(heading: str) -> tuple[str, str]:
    """Split "D3S1358 1" into the locus and "1"; a heading that is itself a locus of another name stays whole."""
    found = _SUFFIX.fullmatch(heading)
    if found is None or found[1].upper().endswith("DYS389"):
        return heading, ""
    if canonical_marker(heading).is_known and not canonical_marker(found[1]).is_known:
        return heading, ""
    return found[1], (found[2] or found[3] or found[4]).lower()


def _distinct(table: Table, place: int) -> set[str]:
    return {row[place] for row in table.rows} - {""}


def _share(cells: Collection[str], between: str = "/") -> float:
    """Give the share of cells that look like alleles or genotypes; 0 where there are none."""
    return sum(_GENOTYPE.fullmatch(cell.replace(between, "/")) is not None for cell in cells) / max(len(cells), 1)


def _holds_genotypes(table: Table, place: int, how: Reading) -> bool:
    """Tell whether a column of unknown heading holds genotypes: nearly all cells look so, one has two alleles."""
    cells = _distinct(table, place)
    return any(how.between in cell for cell in cells) and _share(cells, how.between) > 0.9


def _split_doubled(table: Table, marker: MarkerName, places: list[int], between: str) -> list[LocusColumns]:
    """Tell columns of one allele each from one locus that stands twice in the table, by their cells."""
    if len(places) == 1 or not any(between in cell for place in places for cell in _distinct(table, place)):
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
        pairs = zip(self.names, values, strict=True)
        genotypes = {name: value for name, value in pairs if value}
        if not self._noted or self._noted.keys().isdisjoint(keys):
            return genotypes, []
        noted = [
            (locus.heading, self._noted[key]) for locus, key in zip(self.loci, keys, strict=True) if key in self._noted
        ]
        return genotypes, noted

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
                alike.setdefault((locus.marker.kind, locus.marker.is_known, len(locus.places)), []).append(locus)
            else:
                slow.append(locus)
        self._slow = tuple(slow)
        self._groups = [
            _Group(loci, partial(self._judge_autosomal, kind, is_known)) for (kind, is_known, _), loci in alike.items()
        ]

    def read(self, number: int, row: Row, sex: Sex = "U") -> RowTyping:
        """Read one row; `number` is its place in the file, `sex` what the row declares."""
        genotypes: dict[str, Genotype] = {}
        notes: list[tuple[str, Typing]] = []
        for group in self._groups:
            more, noted = group.read(row)
            genotypes = genotypes | more if genotypes else more
            notes += noted
        if not self._slow:
            return _gather(number, RowTyping(genotypes), notes)
        found = self._read_placed(row, sex, notes)
        lineage = {name: value for (place, name), value in found.items() if place in ("Y", "mt")}
        sexed = [value for (place, _), value in found.items() if place == "sex"]
        others = {name: value for (place, name), value in found.items() if place in ("autosomal", "X")}
        return _gather(number, RowTyping(genotypes | others, lineage, sexed[0] if sexed else ()), notes)

    def _read_placed(self, row: Row, sex: Sex, notes: list[tuple[str, Typing]]) -> dict[tuple[Place, str], Genotype]:
        """Read the loci that are not simply autosomal, or stand twice in the row."""
        found: dict[tuple[Place, str], Genotype] = {}
        for locus in self._slow:
            texts = tuple(row[place] for place in locus.places)
            if any(texts):
                typing = self.judge(locus.marker, texts, sex)
                if typing.notes:
                    notes.append((locus.heading, typing))
                _enter(found, locus, typing.genotype, notes)
        return {key: value for key, value in found.items() if value != _CONFLICT}

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
            return read_x_genotype(texts, sex, marker.kind, between=between, single=self._single)
        if marker.place in ("Y", "mt"):
            return read_lineage(texts, marker, between=between)
        return self._judge_autosomal(marker.kind, marker.is_known, texts)


def _enter(
    into: dict[tuple[Place, str], Genotype], locus: LocusColumns, genotype: Genotype, notes: list[tuple[str, Typing]]
) -> None:
    """Enter a locus once: where it stands twice in the row, the two must agree, else neither is used."""
    key = (locus.marker.place, locus.marker.name)
    if not genotype:
        return
    if key not in into:
        into[key] = genotype
    elif into[key] == _CONFLICT or sorted(into[key]) != sorted(genotype):
        into[key] = _CONFLICT
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
