"""The bytes of a foreign file, unpacked and decoded with care; the words in which child and parent speak.

This folder runs in the child process too, under the name `foreign`: it imports the standard library, its neighbours and
nothing of Homeward, which would take longer to load than most files to read.
"""

import codecs
import io
import sys
import zlib
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, BinaryIO, NotRequired, TypedDict

ENCODINGS = (
    "utf-8 utf-16 utf-16-le utf-16-be utf-32 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp866 cp855 cp862 "
    "cp864 koi8-r koi8-u iso8859-1 iso8859-2 iso8859-5 iso8859-6 iso8859-8 iso8859-9 iso8859-15 mac-cyrillic"
).split()
FILE = "file"  # where a problem stands that concerns all of it
MAX_GZIP_RATIO = 200  # of a text, where it unpacks to more than
SMALL_BYTES = 1 << 26
_CHUNK = 1 << 20
_BLOCK_ROWS, _BLOCK_CHARS = 256, 1 << 20
_GZIP = b"\x1f\x8b"
MARKS = (  # longest first: the mark of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

Said = tuple[str, str, str]  # a problem in plain form: where, says, kept
Record = tuple[int, int, list[str]]
Line = dict[str, Any] | list[Any]


class Request(TypedDict):
    """What the parent wants to know of the file."""

    encoding: str | None
    separator: str | None
    sheet: str | None
    file_bytes: int  # the most that it may hold, unpacked
    is_xml_read: bool
    is_encoding_guessed: bool
    is_one_column_read: bool  # a text without separators is a table too: a list of names
    is_document_read: NotRequired[bool]  # running text is wanted, not rows


class Refused(Exception):
    """The file, or what is left of it, is not read; the message says why."""

    def __init__(self, says: str, where: str = FILE, before: tuple[Said, ...] = ()) -> None:
        super().__init__(says)
        self.where = where
        self.before = before


class Source:
    """The bytes of a file, unpacked where they are compressed, as often as they are asked for."""

    def __init__(self, data: bytes, limit: int) -> None:
        self._data = data
        self._is_packed = data.startswith(_GZIP)
        self.limit = min(limit, max(SMALL_BYTES, MAX_GZIP_RATIO * len(data))) if self._is_packed else limit

    def open(self) -> BinaryIO:
        """Open the bytes for reading."""
        if not self._is_packed:
            return io.BytesIO(self._data)
        import gzip

        return io.BufferedReader(gzip.GzipFile(fileobj=io.BytesIO(self._data)))

    def head(self) -> bytes:
        """Give the first bytes."""
        return next(self.chunks(), b"")[:4096]

    def chunks(self) -> Iterator[bytes]:
        """Give all bytes, piece by piece, never more than the limit."""
        total = 0
        try:
            with self.open() as stream:
                while chunk := stream.read(_CHUNK):
                    total += len(chunk)
                    if total > self.limit:
                        raise Refused(f"more than the limit of {self.limit:,} bytes")
                    yield chunk
        except (OSError, EOFError, zlib.error) as error:
            raise Refused(f"compressed, but not readable: {error}") from None


def marked_encoding(head: bytes, declared: str | None) -> tuple[str, tuple[Said, ...]]:
    """Tell the encoding by the mark at the file's beginning; else as declared; else UTF-8."""
    marked = next((name for mark, name in MARKS if head.startswith(mark)), None)
    if marked is None:
        return declared or "utf-8", ()
    if declared is None or declared.lower().replace("_", "-") in (marked, marked.removesuffix("-sig"), marked + "-le"):
        return marked, ()
    says = f"declared as {declared}, but the file begins with the mark of {marked}"
    return marked, ((FILE, says, f"read as {marked}"),)


def find_unsound(chunks: Iterable[bytes], encoding: str) -> tuple[str, str] | None:
    """Decode all of a text once; give where and why it cannot be, or holds a NUL; None where it is sound."""
    decoder = codecs.getincrementaldecoder(encoding)()
    n_bytes = n_lines = 0
    for chunk in chain(chunks, (b"",)):
        try:
            text = decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            line = n_lines + error.object.count(b"\n", 0, error.start) + 1
            place = n_bytes + len(chunk) - len(error.object) + error.start
            return f"row {line}", f"byte {place:,} is not {encoding}"
        if "\0" in text:
            says = "a NUL character: not text, or UTF-16 without its mark (declare the encoding, such as utf-16-le)"
            return f"row {n_lines + text.count(chr(10), 0, text.index(chr(0))) + 1}", says
        n_bytes += len(chunk)
        n_lines += text.count("\n")
    return None


def blocks(records: Iterable[Record]) -> Iterator[Line]:
    """Hand records over many at a time: numbers, bits and widths of rows, a separator, all cells in one text.

    One long text passes the pipe several times faster than its cells one by one. The last block may be empty.
    """
    block: list[Record] = []
    chars = 0
    for record in records:
        block.append(record)
        chars += sum(map(len, record[2]))
        if len(block) == _BLOCK_ROWS or chars > _BLOCK_CHARS:
            yield _pack(block)
            block, chars = [], 0
    yield _pack(block)


def _pack(block: list[Record]) -> Line:
    cells = [cell for _, _, row in block for cell in row]
    text = "".join(cells)
    separator = next(sign for sign in map(chr, range(1, sys.maxunicode)) if sign not in text)
    numbers, bits, rows = zip(*block, strict=True) if block else ((), (), ())
    return [numbers, bits, tuple(map(len, rows)), separator, separator.join(cells)]


def unpack(block: list[Any]) -> Iterator[Record]:
    """Give the records of a block."""
    numbers, bits, widths, separator, text = block
    cells = text.split(separator)
    place = 0
    for number, mask, width in zip(numbers, bits, widths, strict=True):
        yield number, mask, cells[place : place + width]
        place += width
