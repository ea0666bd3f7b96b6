"""What runs in the limited child process: open one workbook from standard input, write its rows as JSON lines.

Run by path with `python -I`, so it imports nothing of Homeward. A foreign workbook may try to exhaust memory or time;
here it can only end this process. First line out: {"refused": why}, {"missing": part} or facts about the sheet; then
[number, bits, cells...] for each row; last {"end": true}. Anything else means that the process died.
"""

import datetime
import io
import json
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

MAX_UNPACKED = 200_000_000
MAX_RATIO = 100
MAX_PARTS = 1_000
MAX_CELLS = 20_000_000

_ATTRIBUTE = r"""\bNAME\s*=\s*(?:"([^"]*)"|'([^']*)')"""
_FORMULA = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>([^<]{0,200}))")
_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*>\s*$")
_ERROR = re.compile(rb"""<(?:\w+:)?c\s[^>]*\bt\s*=\s*["']e["'][^>]*>(.{0,400}?)</(?:\w+:)?c>""", re.DOTALL)
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]{0,40})")


def main(memory_bytes: int, cpu_seconds: int, wanted: str | None) -> None:
    """Limit this process, then read."""
    _limit(memory_bytes, cpu_seconds)
    for line in _lines(sys.stdin.buffer.read(), wanted):
        sys.stdout.write(json.dumps(line, ensure_ascii=True) + "\n")
    sys.stdout.flush()


def _limit(memory_bytes: int, cpu_seconds: int) -> None:
    try:
        import resource
    except ImportError:  # Windows: the parent's clock is the only limit there
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _lines(data: bytes, wanted: str | None) -> Iterator[object]:
    archive = zipfile.ZipFile(io.BytesIO(data))
    refused = _refuse_archive(archive) or _refuse_parts(archive)
    yield from ({"refused": refused},) if refused else _sheet_lines(archive, data, wanted)


def _sheet_lines(archive: zipfile.ZipFile, data: bytes, wanted: str | None) -> Iterator[object]:
    try:
        from python_calamine import CalamineWorkbook
    except ImportError:
        yield {"missing": "python-calamine"}
        return
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    sheets = [(sheet.name, str(sheet.visible).rpartition(".")[2]) for sheet in book.sheets_metadata]
    chosen = _choose(sheets, wanted)
    if chosen is None:
        yield {"refused": f"no sheet {wanted!r}; the sheets are {', '.join(name for name, _ in sheets) or 'none'}"}
        return
    sheet = book.get_sheet_by_name(chosen)
    part = _part_of(archive, chosen)
    start, end = sheet.start or (0, 0), sheet.end or (0, 0)
    special, n_lost = _special_cells(part)
    if n_lost:
        yield {"refused": f"{n_lost} formulas whose cells cannot be told"}
        return
    if (end[0] - start[0] + 1) * (end[1] - start[1] + 1) > MAX_CELLS:
        yield {"refused": f"the sheet spans more than {MAX_CELLS:,} cells"}
        return
    yield {
        "sheets": sheets,
        "sheet": chosen,
        "n_merged": len(sheet.merged_cell_ranges or ()),
        "hidden_rows": _hidden(part, rb"row", "r"),
        "hidden_columns": _hidden(part, rb"col", "min"),
        "n_formulas": sum(text.startswith("=") for text in special.values()),
        "links": any("externallinks/" in name.lower() for name in archive.namelist()),
    }
    yield from _rows(sheet.iter_rows(), _shift(sheet, start[0], end[0]), start[1], special)


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


def _rows(rows: Iterable[Iterable[object]], shift: int, left: int, special: dict[str, str]) -> Iterator[object]:
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
            yield [number, bits, *cells]
    yield {"end": True}


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


def _refuse_archive(archive: zipfile.ZipFile) -> str | None:
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


def _refuse_parts(archive: zipfile.ZipFile) -> str | None:
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


def _part_of(archive: zipfile.ZipFile, sheet: str) -> bytes:
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
    return [_attribute(found.decode(errors="replace"), attribute) or "?" for found in tags[:1000]]


def _address(row: int, column: int) -> str:
    letters, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else None)
