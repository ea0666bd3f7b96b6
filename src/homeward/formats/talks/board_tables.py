"""Boards as tables: text for any program, and a workbook with a sheet for each, in which nothing runs.

Numbers stay numbers. The same tables give the same bytes.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from homeward.formats.answer_table import write_table

Cell = str | int | float | None  # None: not known
_MADE = datetime(2000, 1, 1)  # a workbook holds a day of making; ours never tells one
_WIDTH, _WIDEST = 12, 60
_LONGEST = 32_000  # characters that a cell of a workbook holds


@dataclass(frozen=True, slots=True)
class BoardTable:
    """One table: a name for its sheet, the headings, the rows."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def write_board_csv(table: BoardTable) -> str:
    """Write one table as CSV; what a spreadsheet would run as a formula gets an apostrophe."""
    return write_table(table.columns, ([_text(cell) for cell in row] for row in table.rows))


def write_board_workbook(tables: Sequence[BoardTable]) -> bytes:
    """Write tables as sheets of an XLSX workbook; every text is text, and no formula is one."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as workbook:
        workbook.set_properties({"created": _MADE})
        bold, wrapped = workbook.add_format({"bold": True}), workbook.add_format({"text_wrap": True, "valign": "top"})
        for table in tables:
            sheet = workbook.add_worksheet(table.name)
            sheet.freeze_panes(1, 0)
            for column, name in enumerate(table.columns):
                sheet.write_string(0, column, name, bold)
                longest = max((len(_text(row[column])) for row in table.rows), default=0)
                sheet.set_column(column, column, min(max(_WIDTH, longest), _WIDEST))
            for number, row in enumerate(table.rows, start=1):
                for column, cell in enumerate(row):
                    if isinstance(cell, str):
                        sheet.write_string(number, column, cell[:_LONGEST], wrapped)
                    elif cell is not None:
                        sheet.write_number(number, column, cell)
    return out.getvalue()


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell)
