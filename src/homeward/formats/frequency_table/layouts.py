"""The forms in which allele frequencies are published, each read into the same entries.

    long        marker, allele, freq, perhaps count and n_alleles: one row for each allele
    two-allele  marker, allele1, allele2, freq1: one row for each SNP
    wide        one row for each allele, one column for each locus; a row "N" gives the sizes
    blocks      STRidER's CSV: a line with the locus, a header with populations, a row of sizes, then alleles
    XML         STRidER's XML, the same
    Familias    a line with the locus, then lines "allele<TAB>frequency", a blank line between loci

Nothing is judged here but the layout: whether alleles and sums make sense is asked in `table`.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from xml.etree import ElementTree

from homeward.errors import Problem
from homeward.evidence.dna.frequency import Chromosome
from homeward.formats.alleles import read_table_allele
from homeward.formats.columns import report_unread
from homeward.formats.marker_names import canonical_marker
from homeward.formats.reading import FILE, Table, at, read_number, show
from homeward.records.fields import fold_heading

_MAX_DEPTH = 64  # of nested XML elements
_ROUNDING = 1e-3

_SIZE = re.compile(r"[1-9][0-9]{0,8}")
_ENTRY_LINE = re.compile(r"\s*(\S(?:.*\S)?)[\t ;]+([0-9.,][0-9.,eE+-]*)\s*")
_WORDS = {
    "marker": "marker markername locus locusname system systemname snp маркер локус",
    "allele": "allele alleles allelename алель аллель",
    "allele1": "allele1 a1 ref",
    "allele2": "allele2 a2 alt",
    "freq": "freq frequency frequencies allelefrequency частота",
    "freq1": "freq1 frequency1 p",
    "count": "count counts ncount observed",
    "copies": "nalleles 2n chromosomes nchromosomes allelecopies copies",
    "chromosome": "chromosome chrom chr",
}
_PERSONS = frozenset("n nsamples samplesize individuals persons".split())
_COPIES = frozenset(_WORDS["copies"].split())


@dataclass(frozen=True, slots=True)
class Entry:
    """One frequency as written."""

    row: int
    locus: str
    allele: str
    frequency: str


@dataclass(frozen=True, slots=True)
class Content:
    """What one file gave, before it is judged."""

    entries: tuple[Entry, ...] = ()
    rows: frozenset[int] = frozenset()  # all with content
    used: frozenset[int] = frozenset()  # rows without entries that were understood: sizes, names of loci
    problems: tuple[Problem, ...] = ()
    sizes: Mapping[str, int] = field(default_factory=dict)  # allele copies by canonical name
    chromosomes: Mapping[str, Chromosome] = field(default_factory=dict)  # where a column says X
    source: str = ""


def refuse_content(says: str, rows: Iterable[int] = (), source: str = "") -> Content:
    """Give the content of a file that cannot be used."""
    return Content((), frozenset(rows), problems=(Problem(FILE, says, "nothing"),), source=source)


# ── tables ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def read_layout(table: Table) -> Content:
    """Read a table by its headings: long, two-allele or wide."""
    folded = [fold_heading(heading) for heading in table.header]
    columns: dict[str, int] = {}
    for name, words in _WORDS.items():
        places = [folded.index(word) for word in words.split() if word in folded]
        columns |= {name: places[0]} if places else {}
    if {"marker", "allele1", "allele2", "freq1"} <= columns.keys():
        return _read_two_alleles(table, columns)
    if {"marker", "allele"} <= columns.keys() and columns.keys() & {"freq", "count"}:
        return _read_long(table, columns)
    if "marker" not in columns and (folded[0] == "" or columns.get("allele") == 0):
        return _read_wide(table)
    return refuse_content(
        "not a frequency table: neither marker, allele and freq, nor a first column of alleles beside loci",
        table.numbers,
    )


def _read_long(table: Table, columns: Mapping[str, int]) -> Content:
    used = {"marker", "allele", "freq", "count", "copies", "chromosome"} & columns.keys()
    problems = report_unread(table, sorted(set(range(len(table.header))) - {columns[name] for name in used}))
    given = "freq" if "freq" in columns else "count"
    entries: list[Entry] = []
    copies: dict[str, dict[str, int]] = {}
    for number, row in zip(table.numbers, table.rows, strict=True):
        cell = {name: row[place] for name, place in columns.items()}
        if not cell["marker"]:
            problems.append(Problem(at(number), "a frequency without a locus", "nothing of the row: held"))
            continue
        entries.append(Entry(number, cell["marker"], cell["allele"], cell[given]))
        copies.setdefault(canonical_marker(cell["marker"]).name, {}).setdefault(cell.get("copies", ""), number)
        if given == "freq" and _disagrees(cell):
            says = f"{cell['count']} of {cell['copies']} is not the frequency {cell['freq']}"
            problems.append(Problem(at(number, cell["marker"]), says, "the frequency"))
    if given == "count":
        entries = _divide(entries)
        says = "the table has counts, not frequencies"
        problems.append(Problem(FILE, says, "each count, divided by the sum of its locus"))
    sizes, doubts = _settle_sizes(copies)
    chromosomes = _chromosomes(table, columns)
    return Content(tuple(entries), problems=(*problems, *doubts), sizes=sizes, chromosomes=chromosomes)


def _chromosomes(table: Table, columns: Mapping[str, int]) -> dict[str, Chromosome]:
    if "chromosome" not in columns:
        return {}
    place, marker = columns["chromosome"], columns["marker"]
    return {canonical_marker(row[marker]).name: "X" for row in table.rows if row[place].upper() in ("X", "23")}


def _disagrees(cell: Mapping[str, str]) -> bool:
    """Tell whether count, number of copies and frequency of one row contradict each other."""
    count, copies = read_number(cell.get("count", "")), read_number(cell.get("copies", ""))
    frequency = read_number(cell["freq"])
    if count is None or not copies or frequency is None:
        return False
    return abs(count / copies - frequency) > _ROUNDING


def _divide(entries: Sequence[Entry]) -> list[Entry]:
    """Turn counts into frequencies; what is no count stays as written, to be refused as a frequency."""
    totals: dict[str, float] = {}
    for entry in entries:
        totals[entry.locus] = totals.get(entry.locus, 0.0) + (read_number(entry.frequency) or 0.0)
    return [
        replace(entry, frequency=repr((read_number(entry.frequency) or 0.0) / totals[entry.locus]))
        if totals[entry.locus] and read_number(entry.frequency) is not None
        else entry
        for entry in entries
    ]


def _settle_sizes(copies: Mapping[str, Mapping[str, int]]) -> tuple[dict[str, int], list[Problem]]:
    """Give the number of allele copies of each locus whose rows all say the same."""
    sizes: dict[str, int] = {}
    problems: list[Problem] = []
    for name, texts in copies.items():
        stated = [text for text in texts if text]
        if len(stated) == 1 and _SIZE.fullmatch(stated[0]):
            sizes[name] = int(stated[0])
        elif stated:
            says = f"{name} has no one number of allele copies: {', '.join(map(show, stated[:5]))}"
            problems.append(Problem(at(texts[stated[0]]), says, "no size"))
    return sizes, problems


def _read_two_alleles(table: Table, columns: Mapping[str, int]) -> Content:
    used = {"marker", "allele1", "allele2", "freq1", "chromosome"} & columns.keys()
    problems = report_unread(table, sorted(set(range(len(table.header))) - {columns[name] for name in used}))
    entries: list[Entry] = []
    for number, row in zip(table.numbers, table.rows, strict=True):
        marker, text = row[columns["marker"]], row[columns["freq1"]]
        first = read_number(text)
        if not marker or first is None or first > 1.0:
            says = f"{show(text)} is not the frequency of a first allele" if marker else "a frequency without a locus"
            problems.append(Problem(at(number), says, "nothing of the row: held"))
        else:
            entries.append(Entry(number, marker, row[columns["allele1"]], text))
            entries.append(Entry(number, marker, row[columns["allele2"]], repr(1.0 - first)))
    return Content(tuple(entries), problems=tuple(problems), chromosomes=_chromosomes(table, columns))


def _read_wide(table: Table) -> Content:
    loci = tuple(place for place in range(1, len(table.header)) if _is_locus_column(table, place))
    if not loci:
        return refuse_content("no column is headed by a locus", table.numbers)
    problems = report_unread(table, [place for place in range(1, len(table.header)) if place not in loci])
    entries: list[Entry] = []
    used: set[int] = set()
    sizes: dict[str, int] = {}
    for number, row in zip(table.numbers, table.rows, strict=True):
        cells = {table.header[place]: row[place] for place in loci if row[place]}
        word = fold_heading(row[0])
        if word in _PERSONS | _COPIES:
            found, doubts = _read_size_row(at(number), cells, is_people=word in _PERSONS)
            used.add(number)
            sizes |= found
            problems += doubts
        elif not cells:
            used.add(number)
        elif _is_allele(row[0]):
            entries += [Entry(number, heading, row[0], text) for heading, text in cells.items()]
        else:
            says = f"{show(row[0])} is not an allele" if row[0] else "frequencies without an allele"
            problems.append(Problem(at(number), says, "nothing of the row: held"))
    return Content(tuple(entries), frozenset(), frozenset(used), tuple(problems), sizes)


def _is_locus_column(table: Table, place: int) -> bool:
    """Tell whether a column holds frequencies: by its heading, or where that is not known, by its cells."""
    cells = [row[place] for row in table.rows if row[place]]
    if not table.header[place] or not cells:
        return False
    n_frequencies = sum((read_number(cell) or 0.0) < 1.0 and read_number(cell) is not None for cell in cells)
    return canonical_marker(table.header[place]).is_known or n_frequencies > 0.8 * len(cells)


def _is_allele(text: str) -> bool:
    return any(read_table_allele(text, True, kind).allele is not None for kind in ("repeat", "length", "base"))


def _read_size_row(where: str, cells: Mapping[str, str], *, is_people: bool) -> tuple[dict[str, int], list[Problem]]:
    """Read a row of sizes; a row "N" is taken to count people, who have two copies each."""
    each = 2 if is_people else 1
    problems = [Problem(where, "a row N of sizes, taken to count people", "twice each, as copies")] if is_people else []
    sizes: dict[str, int] = {}
    for heading, text in cells.items():
        if _SIZE.fullmatch(text):
            sizes[canonical_marker(heading).name] = each * int(text)
        else:
            problems.append(Problem(f"{where}, {heading}", f"{show(text)} is not a size", "no size"))
    return sizes, problems


# ── STRidER ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def is_blocks(lines: Sequence[str]) -> bool:
    """Tell whether text is STRidER's CSV: a line with a locus alone, then a header that begins with Allele."""
    filled = [line.strip() for line in lines[:20] if line.strip()]
    return len(filled) > 2 and "," not in filled[0] and filled[1].lower().replace('"', "").startswith("allele,")


def read_blocks(lines: Sequence[str], population: str | None) -> Content:
    """Read STRidER's CSV: blocks of locus, header with populations, sizes, alleles."""
    cells_by_row = {number: _split_csv(line) for number, line in enumerate(lines, 1) if line.strip()}
    chosen, problems = _choose(_populations(cells_by_row.values()), population)
    rows, source = frozenset(cells_by_row), "STRidER blocks"
    if chosen is None:
        return Content((), rows, problems=tuple(problems), source=source)
    entries: list[Entry] = []
    sizes: dict[str, int] = {}
    held: set[int] = set()
    for number, locus, header, cells in _rows_of_blocks(cells_by_row):
        if len(cells) != len(header):
            held.add(number)
            says = f"{len(cells)} cells under {len(header)} headings"
            problems.append(Problem(at(number), says, "nothing of the row: held"))
            continue
        text = cells[header.index(chosen)] if chosen in header else ""
        if cells[0] and text:
            entries.append(Entry(number, locus, cells[0], text))
        elif _SIZE.fullmatch(text):
            sizes[canonical_marker(locus).name] = 2 * int(text)
    used = rows - held - {entry.row for entry in entries}
    return Content(tuple(entries), rows, used, tuple(problems), sizes, source=source)


def _populations(rows: Iterable[list[str]]) -> list[str]:
    return [name for cells in rows if cells[0].lower() == "allele" for name in cells[1:] if name]


def _rows_of_blocks(cells_by_row: Mapping[int, list[str]]) -> Iterator[tuple[int, str, list[str], list[str]]]:
    """Give the rows below each header, with their locus and header."""
    locus, header = "", [""]
    for number, cells in cells_by_row.items():
        if len(cells) == 1:
            locus, header = cells[0], [""]
        elif cells[0].lower() == "allele":
            header = cells
        else:
            yield number, locus, header, cells


def _split_csv(line: str) -> list[str]:
    try:
        return [cell.strip() for cell in next(csv.reader([line], strict=True))]
    except csv.Error:
        return ["", line]  # of no length that a header has, so it is held


def _choose(names: Iterable[str], population: str | None) -> tuple[str | None, list[Problem]]:
    """Choose the population that was asked for, or the only one; None, with the reason, where that cannot be told."""
    populations = list(dict.fromkeys(names))
    listed = ", ".join(map(show, populations[:60])) or "none"
    if population is not None and population not in populations:
        return None, [Problem(FILE, f"no population {show(population)}; there are {listed}", "nothing")]
    if population is None and len(populations) != 1:
        return None, [Problem(FILE, f"name one population with population=; there are {listed}", "nothing")]
    chosen = population if population is not None else populations[0]
    if len(populations) == 1:
        return chosen, []
    return chosen, [Problem(FILE, f"{len(populations) - 1} other populations stand in the file", f"{show(chosen)}")]


def read_xml(text: str, population: str | None) -> Content:
    """Read STRidER's XML. A document type is refused: no table needs one, and it can make a small file a huge one."""
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        return refuse_content("the XML declares a document type, which no table needs")
    try:
        root = _parse(text)
    except ElementTree.ParseError as error:
        return refuse_content(f"not XML: {error}")
    if root is None:
        return refuse_content(f"XML nested deeper than {_MAX_DEPTH}")
    origins = [(_locus_of(marker), origin) for marker in root.iter("marker") for origin in marker.iter("origin")]
    chosen, problems = _choose([origin.get("name", "") for _, origin in origins], population)
    found = [(locus, origin.get("name", ""), each) for locus, origin in origins for each in origin.iter("frequency")]
    rows, source = frozenset(range(1, len(found) + 1)), "STRidER XML"
    if chosen is None:
        return Content((), rows, problems=tuple(problems), source=source)
    entries = tuple(
        Entry(number, locus, each.get("allele", "").strip(), (each.text or "").strip())
        for number, (locus, name, each) in enumerate(found, 1)
        if name == chosen
    )
    stated = {locus: origin.get("n", "") for locus, origin in origins if origin.get("name", "") == chosen}
    sizes = {canonical_marker(locus).name: 2 * int(text) for locus, text in stated.items() if _SIZE.fullmatch(text)}
    used = rows - {entry.row for entry in entries}
    return Content(entries, rows, used, tuple(problems), sizes, source=source)


def _locus_of(marker: ElementTree.Element) -> str:
    return (marker.findtext("name") or marker.get("name") or "").strip()


def _parse(text: str) -> ElementTree.Element | None:
    """Parse XML; None where it is nested too deep."""
    depth, first = 0, None
    for event, element in ElementTree.iterparse(io.StringIO(text), events=("start", "end")):
        first = element if first is None else first
        depth += 1 if event == "start" else -1
        if depth > _MAX_DEPTH:
            return None
    return first


# ── Familias ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def is_familias_text(lines: Sequence[str]) -> bool:
    """Tell whether text is the form Familias imports: a line without separators, then "allele<TAB>frequency"."""
    filled = [line.strip() for line in lines[:20] if line.strip()]
    if len(filled) < 2 or _ENTRY_LINE.fullmatch(filled[0]) or any(mark in filled[0] for mark in ",;|\t"):
        return False
    return _ENTRY_LINE.fullmatch(filled[1]) is not None


def _filled(lines: Sequence[str]) -> frozenset[int]:
    return frozenset(number for number, line in enumerate(lines, 1) if line.strip())


def read_familias_text(lines: Sequence[str]) -> Content:
    """Read the form Familias imports: a locus, its lines of allele and frequency, a blank line."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    names: dict[int, str] = {}
    locus = ""
    for number, line in enumerate(lines, 1):
        text, found = line.strip(), _ENTRY_LINE.fullmatch(line)
        if not text:
            locus = ""
        elif found and locus:
            entries.append(Entry(number, locus, found[1].strip('"'), found[2]))
        elif not found and not locus:
            names[number] = locus = text.strip('"') or text
        else:
            says = "an allele without a locus" if found else f"{show(text)} is no allele with its frequency"
            problems.append(Problem(at(number), says, "nothing of the row: held"))
    full = {entry.locus for entry in entries}
    empty = {row: name for row, name in names.items() if name not in full}
    problems += [
        Problem(at(row, name), "a locus without alleles", "nothing of it: held") for row, name in empty.items()
    ]
    used = frozenset(names.keys() - empty.keys())
    return Content(tuple(entries), _filled(lines), used, tuple(problems), source="Familias text")
