"""What leaves a page as a file: plain tables of what is shown anyway, and bytes that an action has given out.

Lines about persons never leave through `table_response`: for them there is an order, an entry and a mark
(`actions.workspace.oversight.export`). A file is always saved, never opened in place, and bears a name of ours.
"""

import json
import re
from datetime import date
from typing import Literal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from homeward.errors import InvalidInput
from homeward.formats.answer_table import write_table
from homeward.reports.wording import visible
from homeward.web.pages import Table

Form = Literal["csv", "json"]
_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "pdf": "application/pdf",
    "zip": "application/zip",
}
_OTHER = "application/octet-stream"
_NAME = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")
_MOST_NAME = 100


def table_response(request: HttpRequest, table: Table, form: str) -> HttpResponse:
    """Give a table as a file, as the page shows it: hidden marks written out, no cell that a spreadsheet would run.

    form      "csv" (UTF-8 without a mark at its beginning, ends of lines CR LF) or "json"
    raises    InvalidInput for another form
    """
    if form == "csv":
        rows = ([_in_words(cell) for cell in row] for row in table.rows)
        head = [_in_words(one) for one in table.columns]
        return attachment(write_table(head, rows).encode(), f"{table.name}.csv")
    if form == "json":
        value = {
            "schema": "homeward-table/1",
            "table": table.name,
            "caption": str(table.caption),
            "columns": [str(one) for one in table.columns],
            "rows": [[_as_json(cell) for cell in row] for row in table.rows],
        }
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1)
        return attachment(text.encode() + b"\n", f"{table.name}.json")
    raise InvalidInput(gettext("A table leaves as csv or as json."))


def attachment(content: bytes, name: str) -> HttpResponse:
    """Give bytes as a file to be saved.

    name      ours, never one that came from elsewhere: small letters, digits and single signs between them
    raises    InvalidInput for another name
    """
    if len(name) > _MOST_NAME or not _NAME.fullmatch(name):
        raise InvalidInput(f"{name[:40]!r} is no name of a file that leaves; use small letters, digits and hyphens")
    response = HttpResponse(content, content_type=_TYPES.get(name.rpartition(".")[2], _OTHER))
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _in_words(cell: object) -> str:
    return "" if cell is None else visible(_plain(cell))


def _as_json(cell: object) -> str | int | float | None:
    if cell is None or isinstance(cell, int | float):
        return cell
    return visible(_plain(cell))


def _plain(cell: object) -> str:
    return cell.isoformat() if isinstance(cell, date) else str(cell)
