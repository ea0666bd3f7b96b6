"""Five thousand damaged files, one question: is every row and every cell accounted for, without an exception?

Valid files of every reader are damaged in all the ways that disks, mails, keyboards and spreadsheets know. The damage
comes from seeds, so a failure names its reader and number.
"""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.formats.columns import read_sex
from homeward.formats.familias import read_familias
from homeward.formats.frequency_table import read_frequencies
from homeward.formats.marker_names import canonical_marker
from homeward.formats.pedigree_file import read_families, read_ped
from homeward.formats.reading import Table
from homeward.formats.spreadsheet import read_table
from homeward.formats.str_table import read_samples
from homeward.records.fields import fold_heading
from tests.formats.familias_files import DVI, TABLE, locus, person, project, tree
from tests.formats.workbooks import workbook

WIDE = (
    "sample,sex,AMEL,D3S1358,TH01,vWA,FGA,DYS19,note\n"
    + "".join(f"R-{n},M,X/Y,1{n}/16,6/9.3,1{n}/17,2{n}/22,14,fragment {n}\n" for n in range(9))
).encode()
PAIRS = (
    "Зразок;Стать;D3S1358 1;D3S1358 2;THO1.1;THO1.2\n" + "".join(f"Б-{n};ж;15;1{n};9,3;{n + 5}\n" for n in range(9))
).encode()
GENEMAPPER = (
    "Sample Name\tMarker\tAllele 1\tAllele 2\tHeight 1\n"
    + "".join(f"S{n}\t{name}\t1{n}\t16\t900\n" for n in range(5) for name in ("D3S1358", "vWA", "AMEL", "DYS391"))
).encode()
FAMILIES = (
    "family,person,father,mother,sex,missing,party,available,twin,D3S1358,TH01\n"
    + "".join(
        f"F-{n},dad,,,M,,North,,,1{n}/16,6/7\nF-{n},mum,,,F,,,,,15/1{n},7/9.3\nF-{n},son,dad,mum,M,yes,,,,,\n"
        for n in range(5)
    )
).encode()
PED = b"".join(b"F%d dad 0 0 1 0 15 16 6 7\nF%d son dad 0 1 0 15 15 6 9.3\n" % (n, n) for n in range(6))
LONG = b"marker,allele,freq,count,n_alleles\n" + b"".join(
    b"TH01,6,0.4,40,100\nTH01,9.3,0.6,60,100\nvWA,16,0.25,25,100\nvWA,17,0.75,75,100\n".splitlines(keepends=True)
)
WIDE_FREQUENCIES = b"Allele;TH01;vWA;FGA\n6;0,4;;\n9.3;0,6;;\n16;;0,25;\n17;;0,75;0,1\n22;;;0,9\nN;171;171;171\n"
TEXT_FREQUENCIES = b"TH01\n6\t0.4\n9.3\t0.5\nRest allele\t0.1\n\nvWA\n16\t0.25\n17\t0.75\n"
BLOCKS = b'D3S1358\nAllele,"Entire Database",North\n,500,171\n15,0.4,0.5\n16,0.6,0.5\n\nTH01\nAllele,North\n,171\n6,1\n'
XML = (
    b'<?xml version="1.0"?><f><marker><name>TH01</name><origin name="A" n="171"><frequency allele="6">0.4</frequency>'
    b'<frequency allele="9.3">0.6</frequency></origin></marker><marker><name>vWA</name><origin name="A">'
    b'<frequency allele="16">1</frequency></origin></marker></f>'
)
PROJECT = project(
    [person("AF", "M", (0, 1, 0), (0, 1, 1)), person("MO", "F"), person("CH", "M", (3, 1, 0))],
    [tree(0, "H1", (0, 2), (1, 2)), tree(1, "H2", women=1)],
    [locus("D3S1358", TABLE), locus("THO1", {"6": 0.4, "9.3": 0.5, "Rest allele": 0.1}, models=(0, 1))],
    more=DVI,
)
WORKBOOK = workbook([line.split(",") for line in WIDE.decode().splitlines()])

WEIRD = (
    *"\u200b \u202e \u2028 \u0085 \x00 \x1c \ufeff \ufffd \ud7ff \U0010ffff \u00a0 \u2066 e\u0301 9\u0301".split(" "),
    *"İ Ⅷ ٣ １ ½ 𝟗 е А ’ é ﷺ".split(),
)
BAD_CELLS = (
    *"OL ? <8 >9 03-Sep 9.Mar 2024-03-09 =1+1 -5 +3 @x #N/A 0 1e9 nan 9,3 9.30 12.0 x/y 6/7/8".split(),
    *"X Y XY \" ' ; , \t | / //".split(" "),
)


@dataclass(frozen=True)
class Reader:
    name: str
    read: Callable[[bytes], object]
    valid: bytes
    n_cases: int


READERS = (
    Reader("wide samples", read_samples, WIDE, 520),
    Reader("forced samples", lambda data: read_samples(data, force=True), WIDE, 520),
    Reader("pairs", read_samples, PAIRS, 400),
    Reader("GeneMapper", lambda data: read_samples(data, force=True), GENEMAPPER, 440),
    Reader("families", lambda data: read_families(data, force=True), FAMILIES, 520),
    Reader("PED", lambda data: read_ped(data, markers=("D3S1358", "TH01"), missing={"someone"}), PED, 400),
    Reader("long frequencies", read_frequencies, LONG, 440),
    Reader("wide frequencies", read_frequencies, WIDE_FREQUENCIES, 320),
    Reader("Familias text", read_frequencies, TEXT_FREQUENCIES, 320),
    Reader("blocks", lambda data: read_frequencies(data, population="North"), BLOCKS, 320),
    Reader("XML", read_frequencies, XML, 320),
    Reader("project", read_familias, PROJECT, 600),
    Reader("workbook", read_samples, WORKBOOK, 60),
)


# ── damage ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def flip_bytes(data: bytes, draw: random.Random) -> bytes:
    damaged = bytearray(data)
    for _ in range(draw.randint(1, 4)):
        damaged[draw.randrange(len(damaged))] = draw.randrange(256)
    return bytes(damaged)


def truncate(data: bytes, draw: random.Random) -> bytes:
    return data[: draw.randrange(len(data))]


def insert_bytes(data: bytes, draw: random.Random) -> bytes:
    place = draw.randrange(len(data))
    return data[:place] + draw.randbytes(draw.randint(1, 12)) + data[place:]


def insert_weird(data: bytes, draw: random.Random) -> bytes:
    place = draw.randrange(len(data))
    return data[:place] + draw.choice(WEIRD).encode() + data[place:]


def change_line(data: bytes, draw: random.Random) -> bytes:
    lines = data.split(b"\n")
    place = draw.randrange(len(lines))
    other = draw.randrange(len(lines))
    kind = draw.randrange(4)
    if kind == 0:
        del lines[place]
    elif kind == 1:
        lines.insert(place, lines[other])
    elif kind == 2:
        lines[place], lines[other] = lines[other], lines[place]
    else:
        lines[place] += lines[other]
    return b"\n".join(lines)


def _cells(data: bytes) -> tuple[list[str], str]:
    text = data.decode("utf-8", errors="replace")
    return re.split('([,;\t\n ]|">|</)', text), text


def swap_cells(data: bytes, draw: random.Random) -> bytes:
    cells, _ = _cells(data)
    for _ in range(draw.randint(1, 5)):
        place, other = draw.randrange(len(cells)), draw.randrange(len(cells))
        cells[place], cells[other] = cells[other], cells[place]
    return "".join(cells).encode()


def replace_cells(data: bytes, draw: random.Random) -> bytes:
    cells, _ = _cells(data)
    for _ in range(draw.randint(1, 5)):
        cells[draw.randrange(len(cells) // 2 + 1) * 2] = draw.choice(BAD_CELLS)
    return "".join(cells).encode()


def encode_anew(data: bytes, draw: random.Random) -> bytes:
    text = data.decode("utf-8", errors="replace")
    return text.encode(draw.choice(["utf-16", "cp1251", "utf-16-le", "utf-8-sig", "utf-32", "cp866"]), errors="replace")


DAMAGE = (
    flip_bytes,
    truncate,
    insert_bytes,
    insert_weird,
    change_line,
    swap_cells,
    replace_cells,
    replace_cells,
    encode_anew,
)


def damaged(reader: Reader) -> Iterator[tuple[str, bytes]]:
    ways = DAMAGE[:4] if reader.valid.startswith(b"PK") else DAMAGE
    for number in range(reader.n_cases):
        draw = random.Random(f"{reader.name} {number}")
        data = reader.valid
        for _ in range(draw.choice([1, 1, 1, 2, 3])):
            data = draw.choice(ways)(data, draw) or b"x"
        yield f"{reader.name}, case {number}", data


# ── what must hold ────────────────────────────────────────────────────────────────────────────────────────────────────


def assert_accounted(result: object, case: str) -> None:
    counts = [getattr(result, f"n_rows_{name}") for name in ("in", "accepted", "held", "refused")]
    assert min(counts) >= 0, case
    assert counts[0] == sum(counts[1:]), (case, counts)
    for problem in result.problems:
        assert problem.where, case
        assert problem.says, (case, problem)
        assert problem.kept, (case, problem)
    assert not (counts[2] + counts[3]) or result.problems, case


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_no_damaged_file_is_an_exception_and_all_rows_are_accounted_for(reader):
    for case, data in damaged(reader):
        assert_accounted(reader.read(data), case)


def test_there_are_five_thousand_damaged_files_or_more():
    assert sum(reader.n_cases for reader in READERS) >= 5000


def test_the_undamaged_files_are_read_without_loss():
    for reader in READERS:
        result = reader.read(reader.valid)
        assert_accounted(result, reader.name)
        assert result.n_rows_accepted > 0, reader.name


@settings(max_examples=120, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([reader for reader in READERS if reader.name != "workbook"]))
def test_random_bytes_are_never_an_exception(data, reader):
    assert_accounted(reader.read(data), reader.name)


# ── cell by cell ──────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Said:
    """What problems point at: whole rows, cells, columns."""

    rows: frozenset[int]
    cells: frozenset[tuple[int, str]]
    columns: frozenset[str]


def said_by(result: object) -> Said:
    rows, cells, columns = set(), set(), set()
    for problem in result.problems:
        numbers, rest = _numbers(problem.where)
        if problem.where.startswith("column"):
            columns.update(re.split(", ", problem.where.partition(" ")[2]))
        elif rest and not rest.startswith(("sample ", "family ")):
            cells.update((number, heading) for number in numbers for heading in rest.split(", "))
        else:
            rows.update(numbers)
    return Said(frozenset(rows), frozenset(cells), frozenset(columns))


def _numbers(where: str) -> tuple[list[int], str]:
    """Read "rows 7 to 9, 12, heading" as numbers and the rest."""
    found = re.fullmatch(r"rows? (\d+(?: to \d+)?(?:, \d+(?: to \d+)?)*)(?:, (.*))?", where, re.DOTALL)
    if found is None:
        return [], ""
    numbers: list[int] = []
    for span in found[1].split(", "):
        first, _, last = span.partition(" to ")
        numbers += range(int(first), int(last or first) + 1)
    return numbers, found[2] or ""


def lost_cells(
    table: Table, result: object, accepted: dict[str, dict[str, str]], key: int
) -> list[tuple[int, str, str]]:
    """Find filled cells that are neither in the result as written nor named by a problem."""
    said = said_by(result)
    lost = []
    for number, row in zip(table.numbers, table.rows, strict=True):
        values = accepted.get(row[key], {})
        for place, (heading, cell) in enumerate(zip(table.header, row, strict=True), 1):
            column = heading or f"number {place}"
            is_named = (number, heading) in said.cells or column in said.columns or number in said.rows
            if cell and not is_named and not _is_same(heading, cell, values.get(heading, "")):
                lost.append((number, heading, cell))
    return lost


def _is_same(heading: str, cell: str, value: str) -> bool:
    """Tell whether a value is its cell, or the same word in another accepted spelling."""
    if fold_heading(heading) == "sex":
        return read_sex(cell) in ((value, ""), ("U", ""))  # amelogenin may say what the table does not
    return value == cell or (canonical_marker(heading).name == "AMEL" and value.replace("/", "") == cell)


@pytest.mark.parametrize("name", ["wide samples", "forced samples"])
def test_every_cell_of_a_damaged_sample_table_is_accepted_or_named(name):
    reader = next(reader for reader in READERS if reader.name == name)
    n_checked = 0
    for case, data in damaged(reader):
        result, table = reader.read(data), read_table(data)
        if table.is_refused or result.n_rows_refused:
            assert result.problems, case
            continue
        if len(set(table.header)) < len(table.header):
            continue  # a heading twice is one locus: cells cannot be told apart by heading
        accepted = {sample.id: _as_written(sample, result, table) for sample in result.samples}
        key = next((place for place, heading in enumerate(table.header) if heading == "sample"), 0)
        assert lost_cells(table, result, accepted, key) == [], case
        n_checked += 1
    assert n_checked > 100


def _as_written(sample: object, result: object, table: Table) -> dict[str, str]:
    """Give a sample's cells as the table would write them."""
    cells = dict.fromkeys(("sample", table.header[0]), sample.id)
    amelogenin = "/".join(result.amelogenin.get(sample.id, ()))
    for heading in table.header:
        name = canonical_marker(heading).name
        cells |= {heading: amelogenin} if name == "AMEL" else {}
        cells |= {heading: sample.sex} if fold_heading(heading) == "sex" else {}
        genotype = sample.genotypes.get(name) or result.lineage.get(sample.id, {}).get(name)
        if genotype:
            cells[heading] = "/".join(genotype)
    return cells


def test_every_cell_of_a_damaged_family_table_is_accepted_or_named():
    reader = next(reader for reader in READERS if reader.name == "families")
    n_checked = 0
    for case, data in damaged(reader):
        result, table = reader.read(data), read_table(data)
        is_whole = {"family", "person", "father", "mother"} <= set(table.header)
        if table.is_refused or not is_whole or len(set(table.header)) < len(table.header):
            assert table.is_refused or result.problems, case
            continue
        columns = {heading: place for place, heading in enumerate(table.header)}
        said = said_by(result)
        families = {family.id: family for family in result.families}
        for number, row in zip(table.numbers, table.rows, strict=True):
            if number in said.rows:
                continue
            family = families.get(row[columns["family"]])
            assert family is not None, case
            person_ = family.pedigree.by_id[row[columns["person"]]]
            profile = family.profiles.get(person_.id, {})
            for heading in ("father", "mother"):
                cell = row[columns[heading]]
                assert cell in ("", "0", getattr(person_, heading)) or (number, heading) in said.cells, (case, heading)
            for heading in set(table.header) & {"D3S1358", "TH01"}:
                cell = row[columns[heading]]
                is_named = (number, heading) in said.cells
                assert not cell or is_named or "/".join(profile.get(heading, ())) == cell, (case, number, cell)
        n_checked += 1
    assert n_checked > 60


def test_every_row_of_a_damaged_long_frequency_table_is_in_a_marker_or_named():
    reader = next(reader for reader in READERS if reader.name == "long frequencies")
    n_checked = 0
    for case, data in damaged(reader):
        result, table = reader.read(data), read_table(data)
        folded = [fold_heading(heading) for heading in table.header]
        if table.is_refused or not {"marker", "allele", "freq"} <= set(folded):
            assert result.problems, case
            continue
        said = said_by(result)
        loci = {
            problem.where.removeprefix("locus ") for problem in result.problems if problem.where.startswith("locus ")
        }
        columns = [folded.index(heading) for heading in ("marker", "allele", "freq")]
        markers = {marker.name: marker.alleles for marker in result.markers}
        named_rows = said.rows | {number for number, _ in said.cells}
        for number, row in zip(table.numbers, table.rows, strict=True):
            marker, allele, frequency = (row[place] for place in columns)
            is_in = allele in markers.get(canonical_marker(marker).name, ())
            is_named = number in named_rows or loci & {marker, canonical_marker(marker).name}
            assert is_in or is_named or not (marker or allele or frequency), (case, number, row)
        n_checked += 1
    assert n_checked > 60
