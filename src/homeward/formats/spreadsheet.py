"""Foreign tables, whatever they are stored as: text, compressed text or workbook, opened in a child with limits.

A number of a workbook keeps its exact digits (9.3 is "9.3", 12.0 is "12"). A date stays a date, "2024-03-09": it may
once have been the allele 9.3, and `alleles` refuses it rather than guess. A formula becomes its text, "=A1+B1", an
error "#N/A"; both are refused where data is expected. What a workbook hides is told.
"""

from collections.abc import Iterator

from homeward.formats.foreign.child import ZIP
from homeward.formats.foreign.process import read_limited
from homeward.formats.foreign.source import Line, Request
from homeward.formats.reading import DETECT, FILE, Reading, Table, ask, table_of

PACKED_BYTES = 200_000_000


def read_table(data: bytes, how: Reading = DETECT) -> Table:
    """Read a table from text or one sheet of a workbook, told apart by content: the file's name says nothing here.

    Of a workbook, the named sheet is read, or the first that is visible.

    raises    MissingPart for a workbook where python-calamine is not installed
    """
    return table_of(open_foreign(data, ask(how)), how)


def open_foreign(data: bytes, request: Request) -> Iterator[Line]:
    """Open a foreign file in its child process, unless it is too long at once."""
    limit = min(request["file_bytes"], PACKED_BYTES) if data.startswith(ZIP) else request["file_bytes"]
    if len(data) > limit:
        says = f"{len(data):,} bytes are more than the limit of {limit:,}"
        return iter(({"refused": says, "where": FILE},))
    return read_limited(data, request)
