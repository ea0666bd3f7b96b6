"""Documents to texts: bytes of any kind in, a text with exact offsets or a `Problem` with the reason out.

Foreign files are opened in a child process with limits, see `formats.foreign`. The text is kept as it was written:
nothing is corrected, and offsets count its code points. What a reader may not see (letters without width, marks that
turn the direction of writing, letters of one alphabet among those of another) is told.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from homeward.errors import MissingPart, Problem
from homeward.formats.foreign.process import read_limited
from homeward.formats.foreign.source import Request
from homeward.talks.claims.document import Document

MOST_BYTES = 1 << 28
_UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
_WORD = re.compile(r"[^\W\d_]{2,}")
_LATIN, _CYRILLIC = re.compile("[A-Za-z]"), re.compile("[\u0400-\u04ff]")
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document as read: None where nothing of it could be."""

    document: Document | None
    kind: str  # "text in utf-8", "HTML", "PDF, 3 pages"; "" where it is not known
    problems: tuple[Problem, ...]


def read_document(
    name: str, data: bytes, published: date | None = None, *, encoding: str | None = None
) -> ReadDocument:
    """Read a document: plain text, HTML, DOCX, ODT or PDF, told by its content.

    raises    MissingPart, for a PDF where the library that reads it is not installed
    """
    if len(data) > MOST_BYTES:
        says = f"{len(data):,} bytes are more than the limit of {MOST_BYTES:,}"
        return ReadDocument(None, "", (Problem(name, says, "nothing"),))
    asked = Request(
        encoding=encoding,
        separator=None,
        sheet=None,
        file_bytes=MOST_BYTES,
        is_xml_read=False,
        is_encoding_guessed=True,
        is_one_column_read=True,
        is_document_read=True,
    )
    kind, pieces, problems = "", [], []
    for line in read_limited(data, asked):
        assert isinstance(line, dict)
        if "missing" in line:
            raise MissingPart(f"{name}: {line['missing']} is not installed; install homeward[documents] to read PDF")
        problems += [Problem(f"{name}, {where}", says, kept) for where, says, kept in line.get("problems", ())]
        if "refused" in line:
            return ReadDocument(
                None, kind, (*problems, Problem(f"{name}, {line['where']}", line["refused"], "nothing"))
            )
        kind = line.get("source", kind)
        pieces.append(line.get("text", ""))
    text = "".join(pieces)
    document = Document(name, text, sha256(data).hexdigest(), published)
    return ReadDocument(document, kind, (*problems, *_deceiving(name, text)))


def _deceiving(name: str, text: str) -> Iterator[Problem]:
    unseen = _UNSEEN.findall(text)
    if unseen:
        points = ", ".join(sorted({f"U+{ord(sign):04X}" for sign in unseen})[:_SHOWN])
        yield Problem(
            name, f"{len(unseen)} characters that nobody sees ({points})", "they stay, and offsets count them"
        )
    places = [match.start() for match in _WORD.finditer(text) if _is_mixed(match[0])]
    if places:
        told = ", ".join(map(str, places[:_SHOWN])) + (", …" if len(places) > _SHOWN else "")
        yield Problem(name, f"{len(places)} words mix Latin and Cyrillic letters, at {told}", "the words as written")


def _is_mixed(word: str) -> bool:
    return not word.isascii() and bool(_LATIN.search(word) and _CYRILLIC.search(word))
