"""Tables of allele frequencies to markers.

`layouts` says which forms are read. A pool of rare alleles ("Rest allele", "<11", "OL", the pseudo-allele "1"
of some downloads) becomes the allele "rest": in a stepwise model it would pass for a number of repeats that nobody has.
Frequencies are kept as published; a sum off by more than 0.001 is said and the table rescaled, by more than 0.05 the
locus is refused. Mutation models are no part of these tables; `familias` reads them where a project states them.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from homeward.errors import InvalidCase, Problem
from homeward.evidence.dna.frequency import Chromosome, Marker
from homeward.evidence.dna.mutation import SILENT, Mutation
from homeward.formats.alleles import REST, read_table_allele
from homeward.formats.frequency_table.layouts import (
    Content,
    Entry,
    is_blocks,
    is_familias_text,
    read_blocks,
    read_familias_text,
    read_layout,
    read_xml,
)
from homeward.formats.marker_names import MarkerName, canonical_marker
from homeward.formats.reading import DETECT, FILE, Reading, at, decode, read_number, show
from homeward.formats.spreadsheet import read_table

MAX_ROUNDING = 1e-3
MAX_MISSING = 0.05


@dataclass(frozen=True)
class FrequencyTable:
    """The markers of one table. rows in = accepted + held + refused; a row is a line of the table."""

    markers: tuple[Marker, ...] = ()
    problems: tuple[Problem, ...] = ()
    sizes: Mapping[str, int] = field(default_factory=dict)  # allele copies typed, by marker, where stated
    n_rows_in: int = 0
    n_rows_accepted: int = 0
    n_rows_held: int = 0
    n_rows_refused: int = 0
    source: str = ""


def read_frequencies(data: bytes, how: Reading = DETECT, *, population: str | None = None) -> FrequencyTable:
    """Read a table of allele frequencies, text, workbook or XML.

    population    which one to take from a file of several (STRidER); needed where there are several

    >>> table = read_frequencies(b"marker,allele,freq\\nTHO1,6,0.4\\nTHO1,9.3,0.6\\n")
    >>> table.markers[0].name, table.markers[0].alleles, table.problems
    ('TH01', ('6', '9.3'), ())
    """
    if data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        return _read_rows(data, how)
    text, encoding, problems = decode(data, how)
    if text is None:
        return FrequencyTable(problems=problems)
    lines = re.split("\r\n|\r|\n", text)
    if re.match(r"\s*<(?:\?xml|!|[A-Za-z])", text[:200]):
        content = read_xml(text, population)
    elif is_blocks(lines):
        content = read_blocks(lines, population)
    elif is_familias_text(lines):
        content = read_familias_text(lines)
    else:
        return _read_rows(data, how)
    return _build(replace(content, problems=problems + content.problems, source=f"{content.source} in {encoding}"))


def _read_rows(data: bytes, how: Reading) -> FrequencyTable:
    table = read_table(data, how)
    if table.is_refused:
        return FrequencyTable(problems=table.problems)
    content = read_layout(table)
    problems = table.problems + content.problems
    read = _build(replace(content, problems=problems, rows=frozenset(table.numbers), source=table.source))
    return replace(read, n_rows_in=table.n_rows_in, n_rows_held=read.n_rows_held + table.n_rows_held)


def _build(content: Content) -> FrequencyTable:
    by_locus: dict[str, list[Entry]] = {}
    for entry in content.entries:
        by_locus.setdefault(canonical_marker(entry.locus).name, []).append(entry)
    markers: list[Marker] = []
    problems = list(content.problems)
    accepted = set(content.used)
    for name, entries in by_locus.items():
        marker, rows, found = _build_marker(entries, content.chromosomes.get(name))
        markers += [marker] if marker is not None else []
        accepted |= rows
        problems += found
    n_commas = sum("," in entry.frequency for entry in content.entries)
    if n_commas:
        problems.append(Problem(FILE, f"{n_commas} frequencies have a decimal comma", "their values"))
    if not markers:
        problems.append(Problem(FILE, "no locus could be read", "nothing"))
    n_accepted = len(accepted & content.rows) if markers else 0
    n_rest = len(content.rows) - n_accepted
    return FrequencyTable(
        tuple(markers),
        tuple(problems),
        {marker.name: content.sizes[marker.name] for marker in markers if marker.name in content.sizes},
        n_rows_in=len(content.rows),
        n_rows_accepted=n_accepted,
        n_rows_held=n_rest if markers else 0,
        n_rows_refused=0 if markers else n_rest,
        source=content.source,
    )


def _build_marker(
    entries: Sequence[Entry], chromosome: Chromosome | None
) -> tuple[Marker | None, frozenset[int], list[Problem]]:
    """Make a marker of the entries of one locus, or say why not."""
    locus = canonical_marker(entries[0].locus)
    where = f"locus {entries[0].locus}"
    if locus.place in ("Y", "mt", "sex"):
        says = f"a locus of the kind {locus.place} has no autosomal frequencies"
        return None, frozenset(), [Problem(where, says, "nothing of the locus")]
    gathered = _gather(locus, entries)
    if gathered.doubts:
        return None, frozenset(), [*gathered.problems, Problem(where, gathered.doubts[0], "nothing of the locus")]
    on = chromosome or ("X" if locus.place == "X" else "autosomal")
    marker, found = make_marker(locus.name, gathered.values, where, chromosome=on)
    return marker, gathered.rows if marker is not None else frozenset(), [*gathered.problems, *found]


def make_marker(
    name: str,
    values: Mapping[str, float],
    where: str,
    *,
    chromosome: Chromosome = "autosomal",
    mutation: Mutation | None = None,
) -> tuple[Marker | None, list[Problem]]:
    """Make a marker of frequencies by allele: sorted, sum checked, rescaled where it is off by at most 0.05.

    >>> make_marker("TH01", {"9.3": 0.6, "6": 0.41}, "locus TH01")[1][0].says
    'the frequencies sum to 1.01, not 1'
    """
    total = sum(values.values())
    if not values or abs(total - 1.0) > MAX_MISSING:
        says = f"the frequencies sum to {total:.6g}, not 1" if values else "no frequency above 0"
        return None, [Problem(where, says, "nothing of the locus")]
    problems = []
    if abs(total - 1.0) > MAX_ROUNDING:
        says = f"the frequencies sum to {total:.6g}, not 1"
        problems.append(Problem(where, says, "the table, rescaled to sum to 1"))
    alleles = tuple(sorted(values, key=_order))
    frequencies = np.array([values[allele] for allele in alleles]) / total
    try:
        marker = Marker(name, alleles, frequencies, chromosome)
        return (marker if mutation is None else replace(marker, mutation=mutation)), problems
    except InvalidCase as error:
        return None, [*problems, Problem(where, str(error), "nothing of the locus")]


def _order(allele: str) -> tuple[int, float, str]:
    """Sort alleles by repeats, then bases, then the pool of rare ones, then the silent one, which must come last."""
    if allele in (REST, SILENT):
        return (3 if allele == SILENT else 2, 0.0, allele)
    number = read_number(allele)
    return (1, 0.0, allele) if number is None else (0, number, allele)


@dataclass(frozen=True, slots=True)
class _Gathered:
    """The frequencies of one locus, row by row."""

    values: Mapping[str, float]
    rows: frozenset[int]
    problems: tuple[Problem, ...]
    doubts: tuple[str, ...]  # reasons to refuse the locus


def _gather(locus: MarkerName, entries: Iterable[Entry]) -> _Gathered:
    values: dict[str, float] = {}
    rows: set[int] = set()
    problems: list[Problem] = []
    doubts: list[str] = []
    zeros: list[str] = []
    for entry in entries:
        where = at(entry.row, entry.locus)
        allele, value, problem = _read_entry(locus, entry, where)
        problems += [problem] if problem is not None else []
        if allele is None or value is None:
            continue
        rows.add(entry.row)
        if value == 0.0:
            zeros.append(allele)
        elif allele == REST or allele not in values:
            values[allele] = values.get(allele, 0.0) + value
        elif values[allele] == value:
            problems.append(Problem(where, f"allele {allele} stands twice", "it, once"))
        else:
            doubts.append(f"allele {allele} stands twice with different frequencies")
    if zeros:
        says = f"{len(zeros)} alleles have the frequency 0"
        problems.append(Problem(f"locus {locus.name}", says, "left out, as alleles that were not seen"))
    return _Gathered(values, frozenset(rows), tuple(problems), tuple(doubts))


def _read_entry(locus: MarkerName, entry: Entry, where: str) -> tuple[str | None, float | None, Problem | None]:
    value = read_number(entry.frequency)
    if value is None or value > 1.0:
        says = f"{show(entry.frequency)} is not a frequency from 0 to 1"
        return None, None, Problem(where, says, "nothing of it")
    cell = read_table_allele(entry.allele, locus.is_known, locus.kind)
    if cell.allele is None:
        return None, None, Problem(where, cell.says or "a frequency without an allele", "nothing of it")
    return cell.allele, value, cell.problem(where)
