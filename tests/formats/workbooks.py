"""Small workbooks for tests, made where they are used."""

import io
import zipfile
from collections.abc import Callable, Sequence

import xlsxwriter


def workbook(rows: Sequence[Sequence[object]], arrange: Callable[..., None] | None = None) -> bytes:
    """Write rows to the first sheet of a workbook; `arrange` may do more to the book and its sheet."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("profiles")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    if arrange is not None:
        arrange(book, sheet)
    book.close()
    return stream.getvalue()


def repack(data: bytes, change: Callable[[str, bytes], bytes | None], more: dict[str, bytes] | None = None) -> bytes:
    """Write the parts of a workbook again, each as `change` wants it (None: left out), and more parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
        for name, content in (more or {}).items():
            new.writestr(name, content)
    return stream.getvalue()
