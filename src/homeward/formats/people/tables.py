"""Lists of people as tables, in and out: CSV, TSV (also compressed) or a workbook, columns in any order and language.

In: which column holds which field is guessed from the headings and returned. Every row is accounted for: accepted as a
person, held (an identifier used twice, another length), or refused (nothing that could tell a person). Out: our own
headings; a cell that a spreadsheet would run as a formula is text, guarded in CSV, written as a string in XLSX.
"""

import gzip
import io
import re
import zlib
from collections.abc import Sequence
from dataclasses import fields, replace

from homeward.errors import Problem
from homeward.formats.answer_table import write_table
from homeward.formats.reading import DETECT, FILE, Limits, Reading, Table, at, decode, show
from homeward.formats.spreadsheet import read_table
from homeward.records.dates import read_date
from homeward.records.fields import FIELD_BY_NAME, FIELDS, guess_columns
from homeward.records.listing import Listing
from homeward.records.names.parse import parse
from homeward.records.person import Person

COLUMNS = tuple(field.name for field in fields(Person))
_WIDTH = 18
_GZIP = b"\x1f\x8b"
_TELLING = ("family_name", "given_name", "patronymic", "id_number")
_DATES = ("birth_date", "last_seen_date")
_UNKNOWN = frozenset(
    {"", "-", "—", "?", "n/a", "na", "none", "null", "нема", "немає", "нет", "н/д", "невідомо", "неизвестно"}
)
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})")
_MOST_PROBLEMS = 1000  # of odd cells; rows are all accounted for


def read_people_table(data: bytes, how: Reading = DETECT) -> Listing:
    """Read a list of people.

    returns    the people accepted, the columns as they were understood, and a Problem for everything else
    """
    text, found = _unpack(data, how.limits)
    if text is None:
        return Listing(problems=found)
    how, guessed = _encoding(text, how)
    table = read_table(text, how)
    problems = (*found, *guessed, *table.problems)
    if table.is_refused:
        return Listing(problems=problems, source=table.source)
    columns = guess_columns(table.header)
    if "family_name" in columns and not {"given_name", "full_name"} & set(columns):
        columns["full_name"] = columns.pop("family_name")  # one column for the whole name, whatever it is called
    if not set(columns) & {*_TELLING, "full_name"}:
        says = "no column for a name or a number: " + ", ".join(show(heading) for heading in table.header[:12])
        held = table.n_rows_held
        refused = table.n_rows_in - held
        return Listing(
            (), (), (*problems, Problem(FILE, says, "nothing")), table.n_rows_in, held, refused, table.source
        )
    return _people(table, columns, problems)


def _unpack(data: bytes, limits: Limits) -> tuple[bytes | None, tuple[Problem, ...]]:
    """Take the text out of a gzip file, never more than the limit allows."""
    if not data.startswith(_GZIP):
        return data, ()
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
            text = packed.read(limits.file_bytes + 1)
    except (OSError, EOFError, zlib.error) as error:
        return None, (Problem(FILE, f"compressed, but not readable: {error}", "nothing"),)
    if len(text) > limits.file_bytes:
        return None, (Problem(FILE, f"more than {limits.file_bytes:,} bytes once unpacked", "nothing"),)
    return text, ()


def _encoding(data: bytes, how: Reading) -> tuple[Reading, tuple[Problem, ...]]:
    """Declare Windows Cyrillic where the bytes are no UTF-8 but read as Cyrillic words; say so."""
    if how.encoding is not None or decode(data, how)[0] is not None:
        return how, ()
    try:
        text = data.decode("cp1251")
    except UnicodeDecodeError:
        return how, ()
    letters = sum(letter.isalpha() for letter in text)
    cyrillic = sum("а" <= letter <= "я" or letter in "іїєґё" for letter in text.lower())
    if not letters or cyrillic < 0.3 * letters:
        return how, ()
    says = "not UTF-8; the letters make sense as Windows Cyrillic"
    return replace(how, encoding="cp1251"), (Problem(FILE, says, "read as cp1251; declare another encoding if not"),)


def _people(table: Table, columns: dict[str, int], problems: tuple[Problem, ...]) -> Listing:
    people: list[Person] = []
    odd: list[Problem] = []
    seen: set[str] = set()
    n_held, n_refused = table.n_rows_held, 0
    for number, row in zip(table.numbers, table.rows, strict=True):
        cells = {name: row[place] for name, place in columns.items() if row[place].casefold() not in _UNKNOWN}
        cells = _split_full_name(cells)
        if not any(name in cells for name in _TELLING):
            odd.append(Problem(at(number), "no name and no number", "nothing of the row"))
            n_refused += 1
            continue
        identity = cells.pop("record_id", None) or f"row {number}"
        if identity in seen:
            odd.append(
                Problem(at(number), f"the identifier {show(identity)} stands on an earlier row", "nothing of the row")
            )
            n_held += 1
            continue
        seen.add(identity)
        people.append(Person(identity, **cells))
        if len(odd) < _MOST_PROBLEMS:
            odd += _odd_dates(cells, number)
    for name in _DATES:
        odd += _order_of_dates([getattr(person, name) for person in people], FIELD_BY_NAME[name].says)
    named = tuple((field.name, table.header[columns[field.name]]) for field in FIELDS if field.name in columns)
    return Listing(tuple(people), named, (*problems, *odd), table.n_rows_in, n_held, n_refused, table.source)


def _order_of_dates(texts: Sequence[str | None], says: str) -> list[Problem]:
    """Say where dates with slashes may be meant month first: 03/04/1980 is the 3rd of April here."""
    found = [match for text in texts if text and (match := _SLASHED.fullmatch(text.strip()))]
    pairs = [(int(match[1]), int(match[2])) for match in found]
    if not pairs or any(first > 12 for first, _ in pairs):
        return []
    month_first = sum(second > 12 for _, second in pairs)
    if month_first:
        why = f"{month_first} dates with slashes can only be month first"
        return [Problem(f"column {says}", why, "day first; those dates are not read: write them as 1980-12-31")]
    why = f"nothing tells whether {len(pairs)} dates with slashes are day or month first"
    return [Problem(f"column {says}", why, "day first; write them as 1980-12-31 if that is wrong")]


def _split_full_name(cells: dict[str, str]) -> dict[str, str]:
    """Give a name written in one cell its parts, in the order most plausible; names in columns of their own win."""
    whole = cells.pop("full_name", None)
    if whole is None or "family_name" in cells:
        return cells
    names = parse(whole)
    if not names:
        return cells
    parts = {"family_name": names[0].family, "given_name": names[0].given, "patronymic": names[0].patronymic}
    return {name: part for name, part in parts.items() if part} | cells


def _odd_dates(cells: dict[str, str], number: int) -> list[Problem]:
    return [
        Problem(at(number, name), f"{show(cells[name])} is no date of the calendar", "text; date unknown")
        for name in _DATES
        if name in cells and read_date(cells[name]) is None
    ]


def write_csv(people: Sequence[Person]) -> str:
    """Write people as CSV, one row each, in the order of `Person`'s fields."""
    return write_table(COLUMNS, ([getattr(person, name) or "" for name in COLUMNS] for person in people))


def write_workbook(people: Sequence[Person]) -> bytes:
    """Write people as one sheet of an XLSX workbook; every cell is text."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet("people")
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(COLUMNS) - 1, _WIDTH)
        bold = workbook.add_format({"bold": True})
        for column, name in enumerate(COLUMNS):
            sheet.write_string(0, column, name, bold)
        for row, person in enumerate(people, start=1):
            for column, name in enumerate(COLUMNS):
                text = getattr(person, name)
                if text:
                    sheet.write_string(row, column, text)
    return out.getvalue()
