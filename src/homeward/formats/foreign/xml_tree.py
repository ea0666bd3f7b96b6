"""XML to elements: no document types, no depth, and nothing that a reader of values would overlook.

Standard parsers disagree about what is harmless (a comment inside a value, an attribute that changes a type), so each
such oddity is told beside the element, and the reader of the format decides.
"""

import codecs
import re
import xml.parsers.expat
from collections.abc import Iterator
from itertools import chain
from typing import Any

from .source import ENCODINGS, MARKS, Line, Refused, Source, find_unsound, marked_encoding

MAX_BYTES = 200_000_000
MAX_DEPTH = 64
MAX_ATTRIBUTES = 100
_DECLARED = re.compile(r"""<\?xml[^>]*\bencoding\s*=\s*["']([A-Za-z0-9._-]+)""")


def head_text(head: bytes) -> str:
    """Read the beginning of a file as far as telling XML from other text needs."""
    encoding, _ = marked_encoding(head, None)
    if encoding == "utf-8" and head[:2] in (b"<\0", b"\0<"):
        encoding = "utf-16-le" if head[:1] == b"<" else "utf-16-be"
    return head.decode(encoding, errors="ignore").lstrip("\ufeff")


def read_xml(source: Source, head: bytes, declared: str | None) -> Iterator[Line]:
    """Read an XML file, element by element below the outermost one."""
    source.limit = min(source.limit, MAX_BYTES)
    tree = _Tree(_xml_encoding(source, head, declared))
    is_begun = False
    try:
        for chunk in chain(source.chunks(), (b"",)):
            for start in range(0, len(chunk), 1 << 16) or (0,):
                tree.parser.Parse(chunk[start : start + (1 << 16)], not chunk)
                if tree.root and not is_begun:
                    is_begun = True
                    yield {"kind": "xml", "root": tree.root, "problems": ()}
                if is_begun and tree.finished:
                    yield tree.finished
                    tree.finished = []
    except xml.parsers.expat.ExpatError as error:
        says = f"not well-formed XML: {xml.parsers.expat.ErrorString(error.code)}"
        raise Refused(says, f"line {error.lineno}") from None
    except (LookupError, ValueError) as error:
        raise Refused(f"not XML that can be read: {error}") from None
    yield {"end": True, "odd": tree.odd_outside}


def _xml_encoding(source: Source, head: bytes, declared: str | None) -> str | None:
    """Give the encoding to impose on the parser; None: it follows the file's own declaration, which was found true."""
    if declared is not None:
        return declared.lower().replace("utf-16-", "utf-16")
    found = _DECLARED.search(head_text(head))
    if found is None or any(head.startswith(mark) for mark, _ in MARKS):
        return None  # of a mark and another declaration the parser itself says that they disagree
    try:
        name = codecs.lookup(found[1]).name
    except LookupError:
        name = ""
    if name not in {"ascii", *(codecs.lookup(encoding).name for encoding in ENCODINGS)}:
        raise Refused(f"not XML in an encoding that is known here: {found[1][:40]}")
    if name.startswith(("utf", "ascii")):
        return None
    is_ascii = all(chunk.isascii() for chunk in source.chunks())
    if not is_ascii and find_unsound(source.chunks(), "utf-8") is None:
        raise Refused(f"the file says that it is {found[1]}, but its bytes are UTF-8; declare the encoding")
    return name


class _Tree:
    """What the parser reports, as elements; nothing of it is kept once a top element is handed over."""

    def __init__(self, encoding: str | None) -> None:
        self.parser = xml.parsers.expat.ParserCreate(encoding, namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.CommentHandler = lambda data: self._odd("a comment", is_inside_value=True)
        self.parser.ProcessingInstructionHandler = lambda target, data: self._odd(f"the instruction {target[:40]}")
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.root = ""
        self.finished: list[Any] = []
        self.odd_outside: list[str] = []
        self._open: list[list[Any]] = []

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        where = f"line {self.parser.CurrentLineNumber}"
        if len(self._open) >= MAX_DEPTH:
            raise Refused(f"elements stand more than {MAX_DEPTH} deep", where)
        if len(attributes) > MAX_ATTRIBUTES:
            raise Refused(f"an element has {len(attributes):,} attributes", where)
        odd = [f"the attribute {attribute.rpartition(' ')[2][:40]}" for attribute in attributes]
        self.root = self.root or name
        if not self._open:
            self.odd_outside += odd
        self._open.append([name, self.parser.CurrentLineNumber, "", odd, []])

    def _end(self, name: str) -> None:
        element = self._open.pop()
        if len(self._open) == 1:
            self.finished.append(element)
        elif self._open:
            self._open[-1][4].append(element)
        elif element[2].strip():
            self.odd_outside.append("text between the elements")

    def _text(self, data: str) -> None:
        self._open[-1][2] += data

    def _odd(self, what: str, is_inside_value: bool = False) -> None:
        if is_inside_value and len(self._open) < 3:
            return  # between the elements a comment changes nothing
        into = self._open[-1][3] if len(self._open) > 1 else self.odd_outside
        if len(into) < MAX_ATTRIBUTES:
            into.append(what)

    def _doctype(self, *told: object) -> None:
        raise Refused("the file declares a document type or entities, which no list needs; it was not read further")
