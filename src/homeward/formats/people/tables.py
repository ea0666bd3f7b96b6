"""Lists of people as tables, in and out: CSV, TSV (also compressed) or a workbook, columns in any order and language.

In: which column holds which field is guessed from the headings and returned, unless it was said. Every row is accounted
for: accepted as a person, held (an identifier used twice, another length, a formula), or refused (nothing that could
tell a person). What a file leaves open is asked, with the assumption made. Out: our own headings; a cell that a
spreadsheet would run as a formula is text, guarded in CSV, written as a string in XLSX.
"""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace

from homeward.errors import Problem
from homeward.formats.answer_table import write_table
from homeward.formats.columns import report_unread
from homeward.formats.foreign.source import Line, Request
from homeward.formats.people.answers import ASSUME, CHOICES, Answers
from homeward.formats.people.date_order import N_SAMPLES
from homeward.formats.people.headings import find_people_columns
from homeward.formats.people.lines import TELLING, Lines, gather_people
from homeward.formats.reading import FILE, Limits, Reading, Row, Table, ask, at, guard, show, table_of
from homeward.formats.spreadsheet import open_foreign
from homeward.records.fields import FIELDS
from homeward.records.listing import Listing, Question
from homeward.records.person import Person

COLUMNS = tuple(field.name for field in fields(Person))
_BREAKS = re.compile("[\r\n\0]+")
_WIDTH = 18
_PEOPLE = Reading(limits=Limits(columns=256))
_IDS = ("record_id", "id_number", "service_number", "document_number")
_CALCULATED = "is a formula or an error; save the list with values in their place"
_NO_ROW = "nothing of the row"
_ENCODING_NAMES = {"cp1251": "Windows Cyrillic", "cp866": "DOS Cyrillic", "mac-cyrillic": "Macintosh Cyrillic"}


def read_people_table(data: bytes, answers: Answers = ASSUME) -> Listing:
    """Read a list of people from a table.

    returns    the people accepted, the columns as they were understood, and a Problem for everything else
    raises     InvalidInput where an answer names a column that the table does not have
    """
    return people_of_table(open_foreign(data, ask_for_people(answers, is_xml_read=False)), answers)


def ask_for_people(answers: Answers, *, is_xml_read: bool) -> Request:
    """Say to whoever opens a foreign file what a list of people needs."""
    how = replace(_PEOPLE, encoding=answers.encoding, sheet=answers.sheet)
    return ask(how, is_xml_read=is_xml_read, is_of_people=True)


def people_of_table(told: Iterable[Line], answers: Answers) -> Listing:
    """Make a list of people of what `foreign` tells of a table."""
    table = table_of(told, _PEOPLE)
    if table.is_refused:
        return Listing(problems=table.problems, source=table.source)
    columns, asked = find_people_columns(table, answers)
    n_before = table.n_rows_held
    if not set(columns) & {*TELLING, "full_name"}:
        says = "no column for a name or a number: " + ", ".join(show(heading) for heading in table.header[:12])
        problems = (*table.problems, Problem(FILE, says, "nothing"))
        return Listing((), (), problems, table.n_rows_in, n_before, table.n_rows_in - n_before, table.source)
    cells = _hold_calculated(table, columns, answers)
    gathered = gather_people(Lines(tuple(columns), cells.rows, lambda place: at(cells.numbers[place])), answers)
    unread = report_unread(table, (place for place in range(len(table.header)) if place not in columns.values()))
    questions = (*_ask_about_file(table, gathered.people, answers), *asked, *cells.questions, *gathered.questions)
    named = tuple((field.name, table.header[columns[field.name]]) for field in FIELDS if field.name in columns)
    return Listing(
        gathered.people,
        named,
        (*table.problems, *unread, *_about_encoding(table), *cells.problems, *gathered.problems),
        table.n_rows_in,
        n_before + cells.n_held + gathered.n_held,
        gathered.n_refused,
        table.source,
        questions,
    )


# ── what a workbook holds that is no text ─────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Cells:
    """The cells of the columns that are read, rows with calculated ones left out."""

    rows: Sequence[Row]
    numbers: Sequence[int]
    problems: tuple[Problem, ...] = ()
    questions: tuple[Question, ...] = ()
    n_held: int = 0


def _hold_calculated(table: Table, columns: dict[str, int], answers: Answers) -> _Cells:
    """Hold rows with a formula or an error where data is expected; leave out identifiers that may have lost zeros."""
    places = tuple(columns.values())
    bits = table.not_text or (0,) * len(table.rows)
    wrong = {
        place: cell for place, row in enumerate(table.rows) if (cell := _calculated(row, bits[place], places)) >= 0
    }
    held = tuple(
        Problem(at(table.numbers[place], table.header[cell]), f"{show(table.rows[place][cell])} {_CALCULATED}", _NO_ROW)
        for place, cell in wrong.items()
    )
    kept = [place for place in range(len(table.rows)) if place not in wrong]
    ids = [columns[name] for name in _IDS if name in columns]
    counted = [table.rows[place][cell] for place in kept for cell in ids if bits[place] >> cell & 1]
    asked, problems = _ask_numbers(list(filter(None, counted))) if any(counted) and not answers.numbers else ((), ())
    lost = sum(1 << columns[name] for name in _IDS[1:] if name in columns) if asked else 0
    rows = [_take(table.rows[place], places, bits[place] & lost) for place in kept]
    return _Cells(rows, [table.numbers[place] for place in kept], (*problems, *held), asked, len(held))


def _take(row: Row, places: Sequence[int], lost: int) -> Row:
    return tuple(["" if lost >> place & 1 else row[place] for place in places] if lost else [row[p] for p in places])


def _calculated(row: Row, bits: int, places: Sequence[int]) -> int:
    """Find the first cell that is a formula or an error, no text; -1 where there is none."""
    return next((place for place in places if bits >> place & 1 and row[place][:1] in ("=", "#")), -1)


def _ask_numbers(texts: Sequence[str]) -> tuple[tuple[Question, ...], tuple[Problem, ...]]:
    asks = f"{len(texts):,} identifiers are numbers in the workbook: may they have lost zeros at their beginning?"
    assumed = "of the record's identifier no; others are left out"
    says = f"{len(texts):,} identifiers are numbers in the workbook, which may have lost zeros at their beginning"
    kept = "those of the records as they stand; nothing of identity, service and document numbers"
    question = Question("numbers", asks, CHOICES["numbers"], assumed, tuple(texts[:N_SAMPLES]))
    return (question,), (Problem("identifiers", says, kept),)


# ── questions about the file ──────────────────────────────────────────────────────────────────────────────────────────


def _about_encoding(table: Table) -> tuple[Problem, ...]:
    guessed = table.facts.get("guessed") or ()
    if not guessed:
        return ()
    says = f"not UTF-8; the letters make sense as {_ENCODING_NAMES.get(guessed[0], guessed[0])}"
    return (Problem(FILE, says, f"read as {guessed[0]}; declare another encoding if not"),)


def _ask_about_file(table: Table, people: Sequence[Person], answers: Answers) -> Iterator[Question]:
    guessed = tuple(table.facts.get("guessed") or ())
    if guessed:
        names = [" ".join(filter(None, (one.family_name, one.given_name, one.patronymic))) for one in people]
        samples = tuple([name for name in names if not name.isascii()][:N_SAMPLES])
        yield Question("encoding", "which encoding gives the names their letters?", guessed, guessed[0], samples)
    sheets = tuple(table.facts.get("sheets") or ())
    if len(sheets) > 1 and answers.sheet is None:
        yield Question("sheet", "which sheet of the workbook is the list?", sheets, table.facts["sheet"])
    if table.facts.get("n_hidden") and answers.hidden is None:
        asks = (
            "the workbook hides rows, columns or sheets: do they belong to the list? If not, remove them from the file"
        )
        yield Question("hidden", asks, CHOICES["hidden"], "read, but for other sheets")


def write_csv(people: Sequence[Person]) -> str:
    """Write people as CSV, one row each, in the order of `Person`'s fields; a line break in a value becomes a blank."""
    return write_table(COLUMNS, ([_on_one_line(getattr(person, name)) for name in COLUMNS] for person in people))


def _on_one_line(text: str | None) -> str:
    """Keep a value on its row: a table with a line break in a cell cannot be told from one with a stray quote."""
    return _BREAKS.sub(" ", text) if text else ""


def write_workbook(people: Sequence[Person]) -> bytes:
    """Write people as one sheet of an XLSX workbook; every cell is text, and no formula is one.

    Only a text that begins with an apostrophe may be guarded by another, because the readers take one away.
    """
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
                    sheet.write_string(row, column, guard(text) if text.startswith("'") else text)
    return out.getvalue()
