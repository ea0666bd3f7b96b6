"""Workbooks to rows: XLSX read by python-calamine, in a child process that cannot take the machine with it.

The archive is judged by its directory first (200 MB unpacked, ratio 100, 1,000 parts), then a child with limited
memory, processor time and wall time reads one sheet and hands rows back through a bounded pipe. Whatever goes wrong
there is a refusal with a reason. What the sheet hides is reported: other sheets, hidden rows and columns, formulas.

A number keeps its exact digits (9.3 is "9.3", 12.0 is "12"). A date stays a date, "2024-03-09": it may once have been
the allele 9.3, and `alleles` refuses it rather than guess. A formula becomes its text, "=A1+B1", an error "#N/A";
both are refused where data is expected.
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from homeward.errors import MissingPart, Problem
from homeward.formats.reading import DETECT, FILE, Reading, Table, assemble, read_text_table, refuse

PACKED_BYTES = 200_000_000
MEMORY_BYTES = 1 << 30
CPU_SECONDS = 30
WALL_SECONDS = 60.0
_PIPE_BYTES = 1 << 29  # all rows together
_LINE_BYTES = 1 << 26
_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class _Died:
    why: str


def read_table(data: bytes, how: Reading = DETECT) -> Table:
    """Read a table from text or workbook, told apart by content: the file's name says nothing here."""
    if data.startswith((_ZIP, b"PK\x05\x06")):
        return read_workbook(data, how)
    if data.startswith(_COMPOUND):
        return refuse("an old .xls workbook, or one with a password; save it as .xlsx without one, or as CSV")
    if data.startswith(b"%PDF"):
        return refuse("a PDF document, not a table")
    return read_text_table(data, how)


def read_workbook(data: bytes, how: Reading = DETECT) -> Table:
    """Read one sheet of an XLSX workbook: the named one, or the first that is visible.

    raises    MissingPart where python-calamine is not installed
    """
    limit = min(how.limits.file_bytes, PACKED_BYTES)
    if len(data) > limit:
        return refuse(f"{len(data):,} bytes are more than the limit of {limit:,} for a workbook")
    lines = _run_child(data, how)
    facts = next(lines, _Died("it wrote nothing"))
    if isinstance(facts, _Died):
        return refuse(f"the workbook could not be read: {facts.why}")
    if not isinstance(facts, dict) or "missing" in facts:
        raise MissingPart("reading workbooks needs python-calamine: pip install python-calamine")
    if "refused" in facts:
        return refuse(str(facts["refused"]))
    rows: list[tuple[int, int, list[str]]] = []
    for line in lines:
        if isinstance(line, _Died):
            return refuse(f"the workbook could not be read to its end: {line.why}")
        if isinstance(line, dict):
            return assemble(rows, how, source=f"workbook, sheet '{facts['sheet']}'", problems=_about(facts))
        rows.append((line[0], line[1], line[2:]))
        if len(rows) > how.limits.rows + 1:
            return refuse(f"more than {how.limits.rows:,} rows")
    return refuse("the workbook could not be read to its end")


def _run_child(data: bytes, how: Reading) -> Iterator[dict[str, Any] | list[Any] | _Died]:
    script = str(Path(__file__).with_name("_sheet_child.py"))
    wanted = [how.sheet] if how.sheet is not None else []
    command = [sys.executable, "-I", "-X", "utf8", script, str(MEMORY_BYTES), str(CPU_SECONDS), *wanted]
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT") if name in os.environ}
    child = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=kept
    )
    assert child.stdin is not None
    assert child.stdout is not None
    clock = threading.Timer(WALL_SECONDS, child.kill)
    feeder = threading.Thread(target=_feed, args=(child.stdin, data), daemon=True)
    clock.start()
    feeder.start()
    try:
        yield from _read_lines(child.stdout)
        if child.wait() != 0:
            yield _Died("it needs more memory or time than allowed, or it is damaged")
    finally:
        child.kill()
        child.wait()
        clock.cancel()
        feeder.join()
        child.stdout.close()


def _feed(pipe: IO[bytes], data: bytes) -> None:
    try:
        with pipe:
            pipe.write(data)
    except OSError:
        pass  # the child has ended; what it wrote before tells why


def _read_lines(pipe: IO[bytes]) -> Iterator[dict[str, Any] | list[Any] | _Died]:
    total = 0
    while line := pipe.readline(_LINE_BYTES):
        total += len(line)
        if total > _PIPE_BYTES or not line.endswith(b"\n"):
            yield _Died("it gives more text than allowed, or it is damaged")
            return
        yield json.loads(line)


def _about(facts: dict[str, Any]) -> tuple[Problem, ...]:
    """Report what a reader of the sheet would not see, or not see here."""
    found: list[Problem] = []
    for name, state in facts["sheets"]:
        if name != facts["sheet"]:
            kind = "is hidden" if state != "Visible" else "stands beside the one that was read"
            found.append(Problem(f"sheet '{name}'", f"{kind}; name it with sheet= to read it", "nothing of that sheet"))
        elif state != "Visible":
            found.append(Problem(f"sheet '{name}'", "is hidden", "its rows, read like any other"))
    for what, key in (("rows", "hidden_rows"), ("columns", "hidden_columns")):
        if facts[key]:
            numbers = ", ".join(facts[key])
            found.append(Problem(FILE, f"hidden {what}: {numbers}", "their cells, read like the others"))
    if facts["n_merged"]:
        says = f"{facts['n_merged']} merged ranges of cells"
        found.append(Problem(FILE, says, "the first cell of each; the others count as empty"))
    if facts["n_formulas"]:
        found.append(Problem(FILE, f"{facts['n_formulas']} cells hold formulas", "their formulas, as text"))
    if facts["links"]:
        found.append(Problem(FILE, "the workbook links to other files", "nothing of them"))
    return tuple(found)
