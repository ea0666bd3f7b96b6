"""Running text out of documents: plain text, HTML, DOCX, ODT, PDF.

What a reader sees is kept, in its order; paragraphs end with a line feed. Scripts, styles, deleted passages and
document types are not read. Text comes in pieces: {"text": ...}.
"""

import contextlib
import io
import re
import xml.parsers.expat
import zlib
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from .source import Line, Refused, Request, Said, Source, find_unsound
from .text import sound_encoding

if TYPE_CHECKING:
    import zipfile

MAX_UNPACKED = 200_000_000
MAX_RATIO = 200
MAX_PAGES = 5_000
_PIECE = 1 << 20
_ZIP = b"PK\x03\x04"
_HTML = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|p)\b", re.IGNORECASE | re.DOTALL
)
_UNSEEN = frozenset({"script", "style", "template", "noscript", "svg", "head"})
_BLOCKS = frozenset(
    "p div br li ul ol h1 h2 h3 h4 h5 h6 tr table section article header footer blockquote figure figcaption main "
    "aside nav "
    "dt dd dl hr pre title form".split()
)
_WORD_END, _WORD_TEXT, _WORD_TAB, _WORD_BREAK = "p", "t", "tab", frozenset({"br", "cr"})
_DAMAGE = (zlib.error, EOFError, RuntimeError, KeyError, ValueError)
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)


def import_for_documents(data: bytes) -> None:
    """Import whatever a document will need, while files may still be opened."""
    if data.startswith(b"%PDF"):
        import site

        site.main()
        with contextlib.suppress(ImportError):  # said in the answer
            import pypdf

            _warm(pypdf)


def _warm(pypdf) -> None:  # type: ignore[no-untyped-def]  # a module
    """Read one blank page, which loads the library's own late imports."""
    import logging

    logging.disable()  # the library tells of every oddity; here the text is what counts
    writer, made = pypdf.PdfWriter(), io.BytesIO()
    writer.add_blank_page(72, 72)
    writer.write(made)
    for page in pypdf.PdfReader(made).pages:
        page.extract_text()


def read_document(data: bytes, request: Request) -> Iterator[Line]:
    """Read the running text of one document of whatever kind, told by its content."""
    if not data.strip(b" \t\r\n\0"):
        raise Refused("the document is empty")
    if data.startswith(b"%PDF"):
        yield from _pdf(data)
    elif data.startswith(_ZIP):
        yield from _office(data)
    elif _HTML.match(data[:4096].removeprefix(b"\xef\xbb\xbf")):
        yield from _html(data, request)
    else:
        yield from _plain(data, request)
    yield {"end": True}


def _head(kind: str, problems: tuple[Said, ...] = ()) -> Line:
    return {"kind": "document", "source": kind, "problems": problems}


def _pieces(text: str) -> Iterator[Line]:
    for low in range(0, len(text), _PIECE):
        yield {"text": text[low : low + _PIECE]}


def _plain(data: bytes, request: Request) -> Iterator[Line]:
    source = Source(data, request["file_bytes"])
    encoding, guessed, problems = sound_encoding(source, request)
    told = (
        (("file", f"its encoding is not marked; it reads like {encoding}", f"read as {encoding}"),) if guessed else ()
    )
    yield _head(f"text in {encoding.removesuffix('-sig')}", (*problems, *told))
    yield from _pieces(b"".join(source.chunks()).decode(encoding))


class _Page(HTMLParser):
    """What a reader of a page sees."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen.append(tag)
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self._unseen and tag == self._unseen[-1]:
            self._unseen.pop()
        elif tag in _BLOCKS:
            self.parts.append("\n")
        if tag in ("head", "body"):
            self._unseen.clear()  # whatever was left open

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(re.sub(r"[ \t\r\n\f]+", " ", data))


def _html(data: bytes, request: Request) -> Iterator[Line]:
    source = Source(data, request["file_bytes"])
    declared = _CHARSET.search(data[:4096])
    asked = request["encoding"]
    if asked is None and declared and find_unsound(source.chunks(), "utf-8") is not None:
        asked = declared[1].decode("ascii").lower().replace("windows-", "cp")
    try:
        encoding, _, problems = sound_encoding(source, {**request, "encoding": asked})
    except LookupError:
        raise Refused(f"a page in an encoding that is not known here: {asked}") from None
    page = _Page()
    page.feed(b"".join(source.chunks()).decode(encoding))
    page.close()
    text = re.sub(r" *\n[ \n]*", "\n", "".join(page.parts)).strip()
    if not text:
        raise Refused("the page shows no text")
    yield _head("HTML", problems)
    yield from _pieces(text)


def _office(data: bytes) -> Iterator[Line]:
    import zipfile

    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        names = set(archive.namelist())
        part = next((name for name in ("word/document.xml", "content.xml") if name in names), None)
        if part is None:
            raise Refused("an archive that is neither a DOCX nor an ODT document; unpack it first")
        xml_text = _unpacked(archive, part)
    except (zipfile.BadZipFile, *_DAMAGE) as error:
        raise Refused(f"the document could not be read: it is damaged ({type(error).__name__})") from None
    text = _Paragraphs().read(xml_text)
    if not text.strip():
        raise Refused("the document holds no text")
    yield _head("DOCX" if part.startswith("word") else "ODT")
    yield from _pieces(text)


def _unpacked(archive: "zipfile.ZipFile", part: str) -> bytes:
    info = archive.getinfo(part)
    if info.file_size > MAX_UNPACKED or info.file_size > MAX_RATIO * max(info.compress_size, 1):
        raise Refused(f"{info.compress_size:,} bytes would unpack to {info.file_size:,}: more than a text needs")
    with archive.open(part) as stream:
        unpacked = stream.read(info.file_size + 1)
    if len(unpacked) > info.file_size:
        raise Refused("a part is longer than the archive says")
    return unpacked


class _Paragraphs:
    """The paragraphs of a DOCX or ODT document, as its XML is read."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._inside = 0  # paragraphs open
        self._skipped = 0  # deleted passages open
        self._is_text = False

    def read(self, data: bytes) -> str:
        """Read all of the XML."""
        parser = xml.parsers.expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._doctype
        try:
            parser.Parse(data, True)
        except xml.parsers.expat.ExpatError as error:
            raise Refused(f"not well-formed XML: {xml.parsers.expat.ErrorString(error.code)}") from None
        return "".join(self._parts).strip("\n")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if local in ("tracked-changes", "del", "annotation"):
            self._skipped += 1
        elif local in ("p", "h"):
            self._inside += 1
            self._is_text = "opendocument" in space
        elif local == "t":
            self._is_text = True
        elif local in ("tab", "br", "cr", "line-break", "s") and self._inside and not self._skipped:
            self._parts.append("\t" if local == "tab" else " " if local == "s" else "\n")

    def _end(self, name: str) -> None:
        local = name.rpartition(" ")[2]
        if local in ("tracked-changes", "del", "annotation"):
            self._skipped -= 1
        elif local in ("p", "h"):
            self._inside -= 1
            self._is_text = False
            if not self._skipped:
                self._parts.append("\n")
        elif local == "t":
            self._is_text = False

    def _text(self, data: str) -> None:
        if self._is_text and self._inside and not self._skipped:
            self._parts.append(data)

    def _doctype(self, *told: object) -> None:
        raise Refused("the document declares a document type or entities; it was not read further")


def _pdf(data: bytes) -> Iterator[Line]:
    try:
        import pypdf
        from pypdf.errors import PyPdfError
    except ImportError:
        yield {"missing": "pypdf"}
        return
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise Refused("a PDF under a password; save it without one")
        n_pages = len(reader.pages)
        if n_pages > MAX_PAGES:
            raise Refused(f"{n_pages:,} pages are more than the limit of {MAX_PAGES:,}")
        pages = [page.extract_text() for page in reader.pages]
    except (PyPdfError, *_DAMAGE, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise Refused(f"the PDF could not be read: it is damaged ({type(error).__name__})") from None
    empty = [number for number, text in enumerate(pages, start=1) if not text.strip()]
    if len(empty) == len(pages):
        raise Refused("a PDF without text, such as a scan; give its text as a document of its own")
    problems = tuple(
        (f"page {number}", "shows no text; it may be a picture", "nothing of it") for number in empty[:100]
    )
    yield _head(f"PDF, {n_pages} pages", problems)
    yield from _pieces("\n".join(pages))
