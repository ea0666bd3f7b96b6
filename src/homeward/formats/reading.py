"""Bytes to text to rows: the one door through which other people's tables come in.

Whatever the bytes are, the answer is a `Table`: the rows that are sound, and a `Problem` for every one that is not. A
file that cannot be a table at all gives an empty `Table` with the reason. What the cells mean is left to `str_table`,
`frequency_table` and `pedigree_file`; workbooks are opened by `spreadsheet`, which ends in `assemble` too.

A row is named by the line of the file on which it starts (by its row in a workbook), the header included, so that
"row 17" can be looked up. Cells lose blanks at their ends and the apostrophe that our own writers put before a
formula, nothing else.
"""

import codecs
import csv
import gc
import io
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from homeward.errors import InvalidInput, Problem

Row = tuple[str, ...]

FILE = "file"  # where a problem stands that concerns all of it
SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
ENCODINGS = (
    "utf-8 utf-16 utf-16-le utf-16-be utf-32 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp866 cp855 cp862 "
    "cp864 koi8-r koi8-u iso8859-1 iso8859-2 iso8859-5 iso8859-6 iso8859-8 iso8859-9 iso8859-15 mac-cyrillic"
).split()

_MARKS = (  # longest first: the mark of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BLANKS = " \t\u00a0"
_UNTIDY = re.compile("^[ \t\u00a0]|[ \t\u00a0]$|[\r\n]|^'+[=+@-]")
_GUARDED = re.compile("'+[=+@-]")
_NUMBER = re.compile(r"(?:[0-9]{1,9}(?:[.,][0-9]{0,30})?|[.,][0-9]{1,30})(?:[eE][-+]?[0-9]{1,3})?")
_UNSEEN = re.compile(
    "[\0-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffd\ud800-\udfff]"
)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may hold. SNP panels have thousands of columns; name lists need far fewer."""

    file_bytes: int = 1 << 30
    columns: int = 4096
    cell_chars: int = 8192
    rows: int = 1_000_000


@dataclass(frozen=True, slots=True)
class Reading:
    """What the caller declares about a file. What stays None is detected, and stated in the result."""

    encoding: str | None = None  # such as "cp1251"; only marked Unicode and UTF-8 are detected
    separator: str | None = None  # one of , ; tab |
    sheet: str | None = None  # of a workbook; otherwise its first visible one
    between: str = "/"  # what stands between the two alleles of one cell
    markers: tuple[str, ...] = ()  # loci to expect although their names are not known here
    numeric_ids: bool = False  # True: ids that a workbook holds as numbers never had leading zeros
    limits: Limits = field(default=Limits())

    def __post_init__(self) -> None:
        if self.encoding is not None and self.encoding.lower().replace("_", "-") not in ENCODINGS:
            raise InvalidInput(f"encoding {self.encoding!r} is not one of {', '.join(ENCODINGS)}")
        if self.separator is not None and self.separator not in SEPARATORS:
            raise InvalidInput(f"separator {self.separator!r} is not a comma, semicolon, tab or bar")
        if self.between not in ("/", ",", ";", "-", " ", "|"):
            raise InvalidInput(f"{self.between!r} cannot stand between two alleles; give one of / , ; - | or a blank")


DETECT = Reading()


@dataclass(frozen=True, slots=True)
class Table:
    """The sound rows of one file, and what was wrong with the others. rows in = rows here + rows held."""

    header: Row = ()
    rows: tuple[Row, ...] = ()  # each as long as the header
    numbers: tuple[int, ...] = ()  # where each row stands in the file
    not_text: tuple[int, ...] = ()  # workbooks: bit c is set where column c held a number, date or formula
    unseen: frozenset[str] = frozenset()  # cells with characters that cannot be seen
    problems: tuple[Problem, ...] = ()
    n_rows_in: int = 0  # rows with any content, header not counted
    n_rows_held: int = 0
    source: str = ""  # "text in utf-8, separated by commas"

    @property
    def is_refused(self) -> bool:
        """True where nothing of the file could be read as a table."""
        return not self.header

    def is_text(self, place: int, column: int) -> bool:
        """Tell whether a cell was written as text, so that nothing can have been lost from it."""
        return not self.not_text or not self.not_text[place] >> column & 1


@contextmanager
def without_collection() -> Iterator[None]:
    """Make many objects at once. None of them forms a cycle; looking for cycles would take a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def at(row: int, column: str | None = None) -> str:
    """Say where a problem stands.

    >>> at(17, "D3S1358")
    'row 17, D3S1358'
    """
    return f"row {row}" if column is None else f"row {row}, {column}"


def refuse(says: str, where: str = FILE, problems: Iterable[Problem] = ()) -> Table:
    """Give the empty table of a file that is none."""
    return Table(problems=(*problems, Problem(where, says, "nothing")))


def show(text: str, limit: int = 40) -> str:
    """Quote a cell for a message: shortened, and with unseen characters spelled out."""
    short = text if len(text) <= limit else text[:limit] + "…"
    return "'" + _UNSEEN.sub(lambda found: f"<U+{ord(found[0]):04X}>", short) + "'"


def has_unseen(text: str) -> bool:
    """Tell whether a text holds characters that cannot be seen: controls, zero width, changes of direction."""
    return _UNSEEN.search(text) is not None


def read_number(text: str) -> float | None:
    """Read a number with a decimal point or comma; None where the text is none.

    >>> read_number("0,05"), read_number("1e-006"), read_number("1.234,5"), read_number("")
    (0.05, 1e-06, None, None)
    """
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) and float(text.replace(",", ".")) < 1e9 else None


def decode(data: bytes, how: Reading = DETECT) -> tuple[str | None, str, tuple[Problem, ...]]:
    """Turn bytes into text by their mark, as UTF-8, or as declared; never by guessing one of the 8-bit encodings.

    returns    the text (None: refused), the encoding used, problems
    """
    if len(data) > how.limits.file_bytes:
        says = f"{len(data):,} bytes are more than the limit of {how.limits.file_bytes:,}"
        return None, "", (Problem(FILE, says, "nothing"),)
    encoding, problems = _encoding(data, how.encoding)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        return None, encoding, (*problems, _undecodable(data, encoding, error, how))
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        says = "a NUL character: not text, or UTF-16 without its mark (declare encoding='utf-16-le')"
        return None, encoding, (*problems, Problem(at(line), says, "nothing"))
    return text, encoding, problems


def _encoding(data: bytes, declared: str | None) -> tuple[str, tuple[Problem, ...]]:
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if marked is None:
        return declared or "utf-8", ()
    if declared is None or declared.lower().replace("_", "-") in (marked, marked.removesuffix("-sig"), marked + "-le"):
        return marked, ()
    says = f"declared as {declared}, but the file begins with the mark of {marked}"
    return marked, (Problem(FILE, says, f"read as {marked}"),)


def _undecodable(data: bytes, encoding: str, error: UnicodeDecodeError, how: Reading) -> Problem:
    line = data.count(b"\n", 0, error.start) + 1
    says = f"byte {error.start:,} is not {encoding}"
    if how.encoding is None and encoding == "utf-8":
        says += "; declare the encoding, such as encoding='cp1251', 'cp1252' or 'koi8-u'"
    return Problem(at(line), says, "nothing")


def read_text_table(data: bytes, how: Reading = DETECT) -> Table:
    """Read comma, semicolon, tab or bar separated text with a header row.

    An unclosed quote refuses the file, with the line where its row starts: it would swallow all rows after it. Rows of
    another length than the header, with a cell over the limit, or with a line break inside a cell (the trace of two
    stray quotes) are held. Rows without content are passed over.

    >>> read_text_table(b"sample;TH01\\nR-1;9,3\\n").rows
    (('R-1', '9,3'),)
    """
    text, encoding, problems = decode(data, how)
    if text is None:
        return Table(problems=problems)
    start, separator, found = _separator(text, how)
    problems += found
    del text  # rows are read from the bytes again, piece by piece: half the memory
    if separator is None:
        return Table(problems=problems)
    lines = io.TextIOWrapper(io.BytesIO(data), encoding=encoding, newline="")
    for _ in range(start):
        lines.readline()
    source = f"text in {encoding.removesuffix('-sig')}, separated by {SEPARATORS[separator]}"
    records = _Records(lines, separator, start)
    try:
        return assemble(records, how, source=source, problems=problems)
    except csv.Error as error:
        hint = "" if "limit" in str(error) else ": a quote is missing, or there is one too many"
        return refuse(f"in the row that starts on line {records.line}: {error}{hint}", at(records.line), problems)


class _Records:
    """The records of a text with the lines they start on, and the line of the one under way should it break."""

    def __init__(self, lines: Iterable[str], separator: str, start: int) -> None:
        self._lines = lines
        self._separator = separator
        self._start = start
        self.line = start + 1

    def __iter__(self) -> Iterator[tuple[int, int, list[str]]]:
        reader = csv.reader(self._lines, delimiter=self._separator, strict=True)
        for cells in reader:
            yield self.line, 0, cells
            self.line = reader.line_num + self._start + 1


def assemble(
    records: Iterable[tuple[int, int, list[str]]], how: Reading, *, source: str, problems: tuple[Problem, ...] = ()
) -> Table:
    """Make a table of numbered records: hold the unsound ones, share equal texts, tidy cells.

    records    row number, bits of cells that are not text, cells; the first one with content is the header
    """
    stream = iter(records)
    header, found = _header(stream, how)
    if header is None:
        return Table(problems=problems + found)
    width, limits = len(header), how.limits
    texts: dict[str, str] = {}
    share = texts.setdefault  # one object for each distinct text: a tenth of the memory, and each is checked once
    rows: list[Row] = []
    numbers: list[int] = []
    bits: list[int] = []
    held: list[Problem] = []
    for number, mask, cells in stream:
        row = cells if len(cells) == width else _fit(cells, width)
        if row is None:
            held.append(Problem(at(number), f"{len(cells)} cells under {width} headings", "nothing of the row"))
            continue
        rows.append(tuple(map(share, row, row)))
        numbers.append(number)
        bits.append(mask)
        if len(rows) > limits.rows:
            return refuse(f"more than {limits.rows:,} rows", problems=problems + found)
    table = Table(header, tuple(rows), tuple(numbers), tuple(bits) if any(bits) else (), source=source)
    return _tidy(table, texts, limits, before=(*problems, *found), held=held)


def _fit(cells: list[str], width: int) -> list[str] | None:
    """Cut empty cells beyond the header; None where the row really has another length."""
    if not cells or not any(cell.strip(_BLANKS) for cell in cells):
        return [""] * width
    if len(cells) > width and not any(cell.strip(_BLANKS) for cell in cells[width:]):
        return cells[:width]
    return None


def _header(stream: Iterator[tuple[int, int, list[str]]], how: Reading) -> tuple[Row | None, tuple[Problem, ...]]:
    for number, _, cells in stream:
        names = [_unguard(cell.strip(_BLANKS)) for cell in cells]
        while names and not names[-1]:
            names.pop()
        if not names:
            continue
        if len(names) > how.limits.columns:
            says = f"{len(names):,} columns are more than the limit of {how.limits.columns:,}"
            return None, (Problem(at(number), says, "nothing"),)
        if any(len(name) > how.limits.cell_chars or "\n" in name or "\r" in name for name in names):
            return None, (Problem(at(number), "a heading is too long or has a line break", "nothing"),)
        odd = _odd_headings(names, at(number))
        names[0] = names[0].lstrip("\ufeff") or names[0]
        return tuple(names), odd
    return None, (Problem(FILE, "no rows, not even a header", "nothing"),)


def _odd_headings(names: list[str], where: str) -> tuple[Problem, ...]:
    """Say which headings hold characters that cannot be seen; a second byte order mark is one of them."""
    return tuple(
        Problem(
            where, f"the heading {show(name)} has characters that cannot be seen", "the heading, as if without them"
        )
        for name in names
        if has_unseen(name)
    )


def _tidy(
    table: Table, texts: dict[str, str], limits: Limits, *, before: tuple[Problem, ...], held: list[Problem]
) -> Table:
    """Strip blanks and guards from cells, hold rows whose cells cannot stand, drop rows without content."""
    clean = _clean_texts(texts, limits)
    rows: list[Row] = []
    places: list[int] = []
    for place, row in enumerate(table.rows):
        tidy = row if clean.keys().isdisjoint(row) else tuple(clean.get(text, text) for text in row)
        if None in tidy:
            held.append(_unsound(table.numbers[place], row, limits))
        elif any(tidy):
            rows.append(tuple(map(str, tidy)) if tidy is not row else row)
            places.append(place)
    empty = () if rows or held else (Problem(FILE, "a header, but no rows below it", "the header"),)
    return Table(
        table.header,
        tuple(rows),
        tuple(table.numbers[place] for place in places),
        tuple(table.not_text[place] for place in places if table.not_text),
        frozenset(filter(_UNSEEN.search, (clean.get(text, text) or "" for text in texts))),
        (*before, *held, *empty),
        n_rows_in=len(rows) + len(held),
        n_rows_held=len(held),
        source=table.source,
    )


def _clean_texts(texts: Iterable[str], limits: Limits) -> dict[str, str | None]:
    return {text: _clean(text, limits) for text in texts if len(text) > limits.cell_chars or _UNTIDY.search(text)}


def _clean(text: str, limits: Limits) -> str | None:
    """Give the text without blanks at its ends and without our guard; None where the cell cannot stand."""
    short = text.strip(_BLANKS)
    if len(short) > limits.cell_chars or "\n" in short or "\r" in short:
        return None
    return _unguard(short)


def _unguard(text: str) -> str:
    """Take away the apostrophe that our writers put before what could run as a formula."""
    return text[1:] if _GUARDED.match(text) else text


def _unsound(number: int, row: Row, limits: Limits) -> Problem:
    longest = max(row, key=len)
    if any("\n" in cell or "\r" in cell for cell in row):
        n_lines = sum(cell.count("\n") or cell.count("\r") for cell in row)
        says = f"a cell runs on over {n_lines + 1} lines: a quote may be missing there or here"
    else:
        says = f"a cell of {len(longest):,} characters, more than the limit of {limits.cell_chars:,}"
    return Problem(at(number), says, "nothing of the row")


def _separator(text: str, how: Reading) -> tuple[int, str | None, tuple[Problem, ...]]:
    """Find the separator: the one that gives the header several columns and the next rows as many.

    returns    lines to pass over (a first line "sep=;" is a declaration), the separator, problems
    """
    first = text[:10].lstrip("\ufeff").partition("\n")[0].rstrip("\r")
    if how.separator is None and first[:4] == "sep=" and first[4:] in SEPARATORS:
        return 1, first[4:], ()
    if how.separator is not None:
        return 0, how.separator, ()
    sample = text[: 1 << 16]
    scores = sorted(((_score(sample, mark), mark) for mark in SEPARATORS), reverse=True)
    (best, mark), (second, rival) = scores[0], scores[1]
    if not sample.strip("\ufeff \t\r\n"):
        return 0, None, (Problem(FILE, "the file is empty", "nothing"),)
    if best == (0.0, 0):
        says = "no commas, semicolons, tabs or bars separate columns: not a table"
        return 0, None, (Problem(FILE, says, "nothing"),)
    if second[0] == best[0] == 1.0:
        says = f"{SEPARATORS[mark]} and {SEPARATORS[rival]} both give even columns; declare the separator"
        return 0, mark, (Problem(FILE, says, f"read with {SEPARATORS[mark]}"),)
    return 0, mark, ()


def _score(sample: str, separator: str) -> tuple[float, int]:
    """Score a separator: the share of first rows as wide as the header, and that width; zeros where it gives none."""
    widths: list[int] = []
    try:
        for cells in csv.reader(io.StringIO(sample, newline=""), delimiter=separator):
            while cells and not cells[-1].strip(_BLANKS):
                cells.pop()
            if cells:
                widths.append(len(cells))
            if len(widths) == 30:
                break
    except csv.Error:
        pass  # the strict reading says so with its line; here the rows before it are enough
    if not widths or widths[0] < 2:
        return 0.0, 0
    return round(sum(width <= widths[0] and width > 1 for width in widths) / len(widths), 1), widths[0]
