"""Rows to tables: what is sound in other people's files, and a reason for everything that is not.

Whatever the bytes are, the answer is a `Table`: the rows that are sound, and a `Problem` for every one that is not. A
file that cannot be a table at all gives an empty `Table` with the reason. What the cells mean is left to `str_table`,
`frequency_table` and `pedigree_file`; the bytes are opened by `foreign`, in a child process with limits.

A row is named by the line of the file on which it starts (by its row in a workbook), the header included, so that
"row 17" can be looked up. Cells lose blanks at their ends and the apostrophe that our own writers put before a
formula, nothing else.
"""

import gc
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from homeward.errors import InvalidInput, MissingPart, Problem
from homeward.formats.foreign.child import lines
from homeward.formats.foreign.source import ENCODINGS, Line, Record, Request, find_unsound, marked_encoding, unpack
from homeward.formats.foreign.text import BLANKS, DECLARE, SEPARATORS

Row = tuple[str, ...]

FILE = "file"  # where a problem stands that concerns all of it
_SIGNED = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_MOST_GROWTH = 18  # of one character in compatible form: U+FDFA
_UNTIDY = re.compile("^[ \t\u00a0']|[ \t\u00a0]$|[\r\n]")
_NUMBER = re.compile(r"(?:[0-9]{1,9}(?:[.,][0-9]{0,30})?|[.,][0-9]{1,30})(?:[eE][-+]?[0-9]{1,3})?")
_HIDDEN = "\0-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffd\ud800-\udfff"
_UNSEEN = re.compile(f"[{_HIDDEN}]")
_RUNS = re.compile(
    f"['\\s{_HIDDEN}]*[=+@-]|[' \u00a0]*[\t\r\0]"
)  # what a spreadsheet would run, behind anything it passes over


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
    facts: Mapping[str, Any] = field(default_factory=dict)  # what else the file told: encoding, sheets, what it hides

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
    encoding, said = marked_encoding(data, how.encoding)
    problems = tuple(Problem(*told) for told in said)
    unsound = find_unsound((data,), encoding)
    if unsound is None:
        return data.decode(encoding), encoding, problems
    where, says = unsound
    hint = DECLARE if how.encoding is None and "NUL" not in says else ""
    return None, encoding, (*problems, Problem(where, says + hint, "nothing"))


def ask(how: Reading, *, is_of_people: bool = False, is_xml_read: bool = False) -> Request:
    """Say to whoever opens a foreign file what is wanted of it.

    is_of_people    the encoding may be guessed by the letters of names, and one column is a table
    """
    return Request(
        encoding=how.encoding,
        separator=how.separator,
        sheet=how.sheet,
        file_bytes=how.limits.file_bytes,
        is_xml_read=is_xml_read,
        is_encoding_guessed=is_of_people,
        is_one_column_read=is_of_people,
    )


def read_text_table(data: bytes, how: Reading = DETECT) -> Table:
    """Read comma, semicolon, tab or bar separated text with a header row, in this process.

    For text that is known to be harmless; `spreadsheet.read_table` reads what others sent. An unclosed quote refuses
    the file, with the line where its row starts: it would swallow all rows after it. Rows of another length than the
    header, with a cell over the limit, or with a line break inside a cell (the trace of two stray quotes) are held.
    Rows without content are passed over.

    >>> read_text_table(b"sample;TH01\\nR-1;9,3\\n").rows
    (('R-1', '9,3'),)
    """
    return table_of(lines(data, ask(how)), how)


def table_of(told: Iterable[Line], how: Reading) -> Table:
    """Make a table of what `foreign` tells of a file; a refusal gives the empty table with the reason."""
    stream = _Told(iter(told))
    facts = next(stream.lines)
    if not isinstance(facts, dict) or "missing" in facts:
        raise MissingPart("reading workbooks needs python-calamine: pip install python-calamine")
    problems = tuple(Problem(*said) for said in facts.get("problems", ()))
    if "refused" in facts:
        return refuse(facts["refused"], facts["where"], problems)
    table = assemble(stream, how, source=facts["source"], problems=problems)
    if stream.end is not None and "refused" in stream.end:
        return replace(refuse(stream.end["refused"], stream.end["where"], problems), source=facts["source"])
    return replace(table, facts=facts)


class _Told:
    """The records among the lines of a file, and the line that ended them."""

    def __init__(self, told: Iterator[Line]) -> None:
        self.lines = told
        self.end: dict[str, Any] | None = None

    def __iter__(self) -> Iterator[Record]:
        for line in self.lines:
            if isinstance(line, dict):
                self.end = line
                return
            yield from unpack(line)


def assemble(records: Iterable[Record], how: Reading, *, source: str, problems: tuple[Problem, ...] = ()) -> Table:
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
    if not cells or not any(cell.strip(BLANKS) for cell in cells):
        return [""] * width
    if len(cells) > width and not any(cell.strip(BLANKS) for cell in cells[width:]):
        return cells[:width]
    return None


def _header(stream: Iterator[Record], how: Reading) -> tuple[Row | None, tuple[Problem, ...]]:
    for number, _, cells in stream:
        names = [_unguard(cell.strip(BLANKS)) for cell in cells]
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
    long = limits.cell_chars // _MOST_GROWTH
    return {text: _clean(text, limits) for text in texts if len(text) > long or _UNTIDY.search(text)}


def _clean(text: str, limits: Limits) -> str | None:
    """Give the text without blanks at its ends and without our guard; None where the cell cannot stand."""
    short = text.strip(BLANKS)
    if "\n" in short or "\r" in short or count_characters(short, limits.cell_chars) > limits.cell_chars:
        return None
    return _unguard(short)


def count_characters(text: str, most: int) -> int:
    """Count the characters of a text as written or in compatible form, whichever has more."""
    if text.isascii() or len(text) > most:
        return len(text)
    return max(len(text), len(unicodedata.normalize("NFKC", text)))


def guard(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would run as a formula; numbers need none.

    >>> guard("=1+1"), guard("-5"), guard("Олена")
    ("'=1+1", '-5', 'Олена')
    """
    return "'" + text if _RUNS.match(text.rstrip(BLANKS)) and not _SIGNED.fullmatch(text) else text


def _unguard(text: str) -> str:
    """Take away the apostrophe that `guard` has put before a text, and no other."""
    return text[1:] if text[:1] == "'" and _RUNS.match(text, 1) else text


def _unsound(number: int, row: Row, limits: Limits) -> Problem:
    longest = max(count_characters(cell, limits.cell_chars) for cell in row)
    if any("\n" in cell or "\r" in cell for cell in row):
        n_lines = sum(cell.count("\n") or cell.count("\r") for cell in row)
        says = f"a cell runs on over {n_lines + 1} lines: a quote may be missing there or here"
    else:
        says = f"a cell of {longest:,} characters, more than the limit of {limits.cell_chars:,}"
    return Problem(at(number), says, "nothing of the row")
