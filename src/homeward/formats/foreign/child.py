"""The limited child process: one foreign file in, what it holds out, as lines of JSON.

A foreign file may try to exhaust memory or time; here it can only end this process, which holds nothing open but its
two pipes and can open no file and no socket. In: one line of JSON (the `Request`), then the file. Out: a line of facts
with its "kind" (text, workbook, xml, document); then blocks of rows (see `source.blocks`), pieces of running text or
lists of XML elements [name, line, text, oddities, children]; last {"end": true}. A line {"refused": why, "where":
place} ends the answer at any point. Anything else means that the process died.

`lines` is the same without a process, for bytes that are known to be harmless, as in tests.
"""

import codecs
import contextlib
import json
import sys
from collections.abc import Iterator

from .running import import_for_documents, read_document
from .sheet import read_sheet
from .source import ENCODINGS, Line, Refused, Request, Source
from .text import read_text
from .xml_tree import head_text, read_xml

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OTHERS = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old .xls workbook, or one with a password; save it as .xlsx without one"),
    (b"%PDF", "a PDF document, not a table"),
)


def main() -> None:
    """Limit this process, then read."""
    _limit(int(sys.argv[2]), int(sys.argv[3]))
    request: Request = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    if request.get("is_document_read"):
        import_for_documents(data)
    _import_all(data)
    _open_no_more()
    for line in lines(data, request):
        sys.stdout.buffer.write(json.dumps(line, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")
    sys.stdout.buffer.flush()


def _limit(memory_bytes: int, cpu_seconds: int) -> None:
    try:
        import resource
    except ImportError:  # Windows: the parent's clock is the only limit there
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _import_all(data: bytes) -> None:
    """Import whatever this file will need, while files may still be opened."""
    if data.startswith(ZIP):
        import site

        site.main()  # where python-calamine is
        import zipfile  # noqa: F401

        codecs.lookup("cp437")  # names of parts
        with contextlib.suppress(ImportError):  # said in the answer
            import python_calamine  # noqa: F401
        return
    import gzip  # noqa: F401

    for encoding in ("utf-8-sig", *(() if data[:2] != b"\x1f\x8b" and data.isascii() else ENCODINGS)):
        codecs.lookup(encoding)


def _open_no_more() -> None:
    """Let this process open no file and no socket from here on."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def lines(data: bytes, request: Request) -> Iterator[Line]:
    """Read one file of whatever kind, told by its content."""
    try:
        yield from _lines(data, request)
    except Refused as no:
        yield {"refused": str(no), "where": no.where, "problems": no.before}


def _lines(data: bytes, request: Request) -> Iterator[Line]:
    if request.get("is_document_read"):
        yield from read_document(data, request)
        return
    if data.startswith(ZIP):
        yield from read_sheet(data, request["sheet"])
        return
    for mark, says in _OTHERS:
        if data.startswith(mark):
            raise Refused(says)
    source = Source(data, request["file_bytes"])
    head = source.head()
    if head.startswith(ZIP):
        raise Refused("a compressed workbook or archive; unpack it first")
    if request["is_xml_read"] and head_text(head).lstrip().startswith("<"):
        yield from read_xml(source, head, request["encoding"])
    else:
        yield from read_text(source, request)
