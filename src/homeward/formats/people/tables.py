"""Lists of people out: CSV and XLSX under our own headings, which every reader here takes back.

A cell that a spreadsheet would run as a formula is text: guarded in CSV, written as a string in XLSX.
"""

import io
from collections.abc import Sequence
from dataclasses import fields

from homeward.formats.answer_table import write_table
from homeward.records.person import Person

COLUMNS = tuple(field.name for field in fields(Person))
_WIDTH = 18


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
