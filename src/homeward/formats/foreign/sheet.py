"""Workbooks to rows: one sheet of an XLSX archive, judged before it is unpacked.

The archive is judged by its directory first (200 MB unpacked, ratio 100, 1,000 parts), then each part by its length.
What the sheet hides is told beside its rows: other sheets, hidden rows and columns, formulas.
"""

import datetime
import io
import re
import zlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from .source import FILE, Line, Record, Refused, Said, blocks

if TYPE_CHECKING:
    import zipfile

    from python_calamine import CalamineSheet

MAX_UNPACKED = 200_000_000
MAX_RATIO = 100
MAX_PARTS = 1_000
MAX_CELLS = 20_000_000
MAX_TOLD = 1_000

# How an archive shows damage, as `zipfile` and calamine report it.
_DAMAGE = (
    zlib.error,  # a part that does not unpack
    EOFError,  # a part cut short
    RuntimeError,  # a part under a password, or packed in a way that nobody reads here
    KeyError,  # a part that is named and not there
    ValueError,  # numbers of places that no file has
)

_ATTRIBUTE = r"""\bNAME\s*=\s*(?:"([^"]*)"|'([^']*)')"""
_FORMULA = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>([^<]{0,200}))")
_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*>\s*$")
_ERROR = re.compile(rb"""<(?:\w+:)?c\s[^>]*\bt\s*=\s*["']e["'][^>]*>(.{0,400}?)</(?:\w+:)?c>""", re.DOTALL)
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]{0,40})")


def read_sheet(data: bytes, wanted: str | None) -> Iterator[Line]:
    """Read one sheet: the wanted one, or the first that is visible.

    wanted    its name
    """
    import zipfile

    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        refused = _refuse_archive(archive) or _refuse_parts(archive)
        if refused:
            raise Refused(refused)
        yield from _sheet_lines(archive, data, wanted)
    except (zipfile.BadZipFile, *_DAMAGE) as error:  # the whole file is refused, and the kind of damage said
        raise Refused(f"the workbook could not be read: it is damaged ({type(error).__name__})") from None


def _sheet_lines(archive: "zipfile.ZipFile", data: bytes, wanted: str | None) -> Iterator[Line]:
    try:
        from python_calamine import CalamineWorkbook
    except ImportError:
        yield {"missing": "python-calamine"}
        return
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    sheets = [(sheet.name, str(sheet.visible).rpartition(".")[2]) for sheet in book.sheets_metadata]
    chosen = _choose(sheets, wanted)
    if chosen is None:
        raise Refused(f"no sheet {wanted!r}; the sheets are {', '.join(name for name, _ in sheets) or 'none'}")
    sheet = book.get_sheet_by_name(chosen)
    part = _part_of(archive, chosen)
    start, end = sheet.start or (0, 0), sheet.end or (0, 0)
    special, n_lost = _special_cells(part)
    if n_lost:
        raise Refused(f"{n_lost} formulas whose cells cannot be told")
    if (end[0] - start[0] + 1) * (end[1] - start[1] + 1) > MAX_CELLS:
        raise Refused(f"the sheet spans more than {MAX_CELLS:,} cells")
    hidden = _hidden(part, rb"row", "r"), _hidden(part, rb"col", "min")
    yield {
        "kind": "workbook",
        "source": f"workbook, sheet '{chosen}'",
        "sheets": [name for name, _ in sheets],
        "sheet": chosen,
        "n_hidden": sum(map(len, hidden)) + sum(state != "Visible" for _, state in sheets),
        "problems": (
            *_about_sheets(sheets, chosen),
            *_about_hidden(*hidden),
            *_about_cells(len(sheet.merged_cell_ranges or ()), sum(text.startswith("=") for text in special.values())),
            *_about_links(archive),
        ),
    }
    yield from blocks(_rows(sheet.iter_rows(), _shift(sheet, start[0], end[0]), start[1], special))
    yield {"end": True}


def _about_sheets(sheets: list[tuple[str, str]], chosen: str) -> Iterator[Said]:
    for name, state in sheets:
        if name != chosen:
            kind = "is hidden" if state != "Visible" else "stands beside the one that was read"
            yield f"sheet '{name}'", f"{kind}; name it with sheet= to read it", "nothing of that sheet"
        elif state != "Visible":
            yield f"sheet '{name}'", "is hidden", "its rows, read like any other"


def _about_hidden(rows: list[str], columns: list[str]) -> Iterator[Said]:
    for what, numbers in (("rows", rows), ("columns", columns)):
        if numbers:
            told = ", ".join(numbers[:MAX_TOLD]) + (
                f" and {len(numbers) - MAX_TOLD:,} more" * (len(numbers) > MAX_TOLD)
            )
            yield FILE, f"hidden {what}: {told}", "their cells, read like the others"


def _about_cells(n_merged: int, n_formulas: int) -> Iterator[Said]:
    if n_merged:
        yield FILE, f"{n_merged} merged ranges of cells", "the first cell of each; the others count as empty"
    if n_formulas:
        yield FILE, f"{n_formulas} cells hold formulas", "their formulas, as text"


def _about_links(archive: "zipfile.ZipFile") -> Iterator[Said]:
    if any("externallinks/" in name.lower() for name in archive.namelist()):
        yield FILE, "the workbook links to other files", "nothing of them"


def _choose(sheets: list[tuple[str, str]], wanted: str | None) -> str | None:
    names = [name for name, _ in sheets]
    if wanted is not None:
        return wanted if wanted in names else None
    return next((name for name, state in sheets if state == "Visible"), names[0] if names else None)


def _shift(sheet: "CalamineSheet", first: int, last: int) -> int:
    """Tell what to add to a row's place to get its number from 0.

    Versions of the reader differ in whether the empty rows above the sheet's first cell are given.
    """
    if first == 0:
        return 0
    return 0 if sum(1 for _ in sheet.iter_rows()) == last + 1 else first


def _rows(rows: Iterable[Iterable[object]], shift: int, left: int, special: dict[str, str]) -> Iterator[Record]:
    """Write each row with content, under its true number."""
    for number, values in enumerate(map(list, rows), shift + 1):
        cells, bits = [], 0
        for column, value in enumerate(values):
            text, is_text = _text(value)
            replaced = special.get(_address(number - 1, left + column)) if special else None
            if replaced is not None:
                text, is_text = replaced, False
            cells.append(text)
            bits |= (not is_text) << column
        if any(cells):
            yield number, bits, cells


def _text(value: object) -> tuple[str, bool]:
    """Write a cell exactly: 9.3 as "9.3", 12.0 as "12", a date as a date."""
    if isinstance(value, str):
        return value, True
    if isinstance(value, bool):
        return str(value).upper(), False
    if isinstance(value, float):
        return (str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)), False
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat(), False
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat(), False
    return str(value), False


def _refuse_archive(archive: "zipfile.ZipFile") -> str | None:
    """Judge the archive by its central directory, before anything is unpacked."""
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if len(parts) > MAX_PARTS:
        return f"{len(parts):,} parts are more than the limit of {MAX_PARTS:,}"
    if unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * max(packed, 1):
        return f"{packed:,} bytes would unpack to {unpacked:,}: more than a workbook needs"
    if any(part.flag_bits & 1 for part in parts):
        return "parts of the workbook are encrypted"
    return _refuse_names([part.filename for part in parts])


def _refuse_names(names: list[str]) -> str | None:
    lower = [name.lower() for name in names]
    if len(set(lower)) < len(lower):
        return "two parts of the workbook have one name"
    if any(".." in name.split("/") or name.startswith("/") or "\\" in name for name in names):
        return "a part of the workbook has a name that leads outside it"
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in lower):
        return "the workbook holds macros; save it without them (.xlsx)"
    if "xl/workbook.xml" not in lower:
        return "a zip archive, but not an XLSX workbook"
    return None


def _refuse_parts(archive: "zipfile.ZipFile") -> str | None:
    """Unpack each part once, never trusting its declared size, and refuse document types and odd encodings."""
    for part in archive.infolist():
        with archive.open(part) as stream:
            content = stream.read(MAX_UNPACKED + 1)
        if len(content) != part.file_size:
            return "a part of the workbook is not as long as it says"
        if part.filename.lower().endswith((".xml", ".rels")):
            if content[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in content[:4]:
                return "a part of the workbook is not UTF-8"
            if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
                return "a part of the workbook declares a document type, which no workbook needs"
    return None


def _part_of(archive: "zipfile.ZipFile", sheet: str) -> bytes:
    """Find the XML of a sheet by its relation; all sheets together where the relation cannot be followed."""
    names = {name.lower(): name for name in archive.namelist()}
    book = archive.read(names["xl/workbook.xml"]).decode()
    link_part = names.get("xl/_rels/workbook.xml.rels")
    links = archive.read(link_part).decode() if link_part else ""
    tags = re.findall(r"<(?:\w+:)?sheet\s[^>]*>", book)
    targets = {_attribute(tag, "name"): _attribute(tag, r"\w+:id") for tag in tags}
    for tag in re.findall(r"<(?:\w+:)?Relationship\s[^>]*>", links):
        if targets.get(sheet) and _attribute(tag, "Id") == targets[sheet]:
            path = (_attribute(tag, "Target") or "").lstrip("/")
            name = names.get(path.lower()) or names.get(f"xl/{path}".lower())
            if name is not None:
                return archive.read(name)
    every = [name for name in archive.namelist() if re.match(r"xl/worksheets/[^/]+\.xml$", name)]
    return b"".join(archive.read(name) for name in every)


def _attribute(tag: str, name: str) -> str | None:
    found = re.search(_ATTRIBUTE.replace("NAME", name), tag)
    return _unescape(found[1] or found[2] or "") if found else None


def _unescape(text: str) -> str:
    for entity, letter in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        text = text.replace(entity, letter)
    return text


def _special_cells(part: bytes) -> tuple[dict[str, str], int]:
    """Find cells that hold formulas ("=A1+B1") or errors ("#N/A"), by address; and how many cannot be placed."""
    cells: dict[str, str] = {}
    unplaced = 0
    for found in _ERROR.finditer(part):
        address = _attribute(found[0].split(b">", 1)[0].decode(errors="replace"), "r")
        value = _VALUE.search(found[1])
        if address:
            cells[address] = value[1].decode(errors="replace") if value else "#ERROR"
    for found in _FORMULA.finditer(part):
        opening = part.rfind(b"<", 0, found.start())
        tag = part[opening : found.start()]
        address = _attribute(tag.decode(errors="replace"), "r") if _CELL.match(tag) else None
        if address is None:
            unplaced += 1
        else:
            cells[address] = "=" + _unescape((found[1] or b"").decode(errors="replace"))
    return cells, unplaced


def _hidden(part: bytes, tag: bytes, attribute: str) -> list[str]:
    tags = re.findall(rb"<(?:\w+:)?" + tag + rb"\s[^>]*\bhidden\s*=\s*[\"'](?:1|true)[\"'][^>]*>", part)
    return [_attribute(found.decode(errors="replace"), attribute) or "?" for found in tags]


def _address(row: int, column: int) -> str:
    letters, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"
