"""Separated text to rows: which encoding, which separator, where each row starts."""

import csv
import io
import re
from collections.abc import Iterable, Iterator

from .source import FILE, Line, Record, Refused, Request, Said, Source, blocks, find_unsound, marked_encoding

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
DECLARE = "; declare the encoding, such as cp1251, cp1252 or koi8-u"
BLANKS = " \t\u00a0"
_CYRILLIC = "cp1251 koi8-u cp866 iso8859-5 mac-cyrillic".split()  # the 8-bit encodings that are told apart by letters
_FREQUENT = frozenset("оаиенвртлскмі")  # more than two of three letters in names and words of Ukrainian and Russian
_WORD = re.compile(r"[^\W\d_]+")
_UTF7 = re.compile(r"\+[A-Za-z0-9+/]{3,}-?")


def read_text(source: Source, request: Request) -> Iterator[Line]:
    """Read comma, semicolon, tab or bar separated text, row by row."""
    encoding, guessed, problems = sound_encoding(source, request)
    with io.TextIOWrapper(source.open(), encoding=encoding, newline="") as opened:
        sample = opened.read(1 << 16)
    _refuse_utf7(sample)
    start, separator, found = _separator(sample, request, problems)
    yield {
        "kind": "text",
        "source": f"text in {encoding.removesuffix('-sig')}, separated by {SEPARATORS[separator]}",
        "problems": (*problems, *found),
        "encoding": encoding,
        "guessed": guessed,
    }
    with io.TextIOWrapper(source.open(), encoding=encoding, newline="") as stream:
        for _ in range(start):
            stream.readline()
        yield from blocks(_records(stream, separator, start))
    yield {"end": True}


def _records(stream: Iterable[str], separator: str, start: int) -> Iterator[Record]:
    """Give the records of a text with the lines they start on."""
    line = start + 1
    reader = csv.reader(stream, delimiter=separator, strict=True)
    try:
        for cells in reader:
            yield line, 0, cells
            line = reader.line_num + start + 1
    except csv.Error as error:
        hint = "" if "limit" in str(error) else ": a quote is missing, or there is one too many"
        raise Refused(f"in the row that starts on line {line}: {error}{hint}", f"row {line}") from None


def sound_encoding(source: Source, request: Request) -> tuple[str, tuple[str, ...], tuple[Said, ...]]:
    """Find the encoding that all of the text is in.

    returns    it; where it was guessed, the encodings that make sense, it first; problems
    """
    encoding, problems = marked_encoding(source.head(), request["encoding"])
    unsound = find_unsound(source.chunks(), encoding)
    if unsound is None:
        return encoding, (), problems
    where, says = unsound
    if encoding == "utf-8" and request["encoding"] is None and "NUL" not in says:
        likely = _likely_encodings(source) if request["is_encoding_guessed"] else ()
        if likely and find_unsound(source.chunks(), likely[0]) is None:
            return likely[0], tuple(likely), problems
        says += DECLARE
    raise Refused(says, where, problems)


def _likely_encodings(source: Source) -> list[str]:
    """Order the Cyrillic 8-bit encodings by how much the letters they give read like names; none where none does.

    Lines that are UTF-8 beside lines that are not mean a mixed file, which no single encoding reads.
    """
    sample = b"".join(_first_chunk(source)).split(b"\n")
    foreign = [line for line in sample if not line.isascii()]
    if sum(_is_utf8(line) for line in foreign) > 0.05 * len(foreign):
        return []
    scores = {name: _reads_like_names(b"\n".join(foreign), name) for name in _CYRILLIC}
    best = max(scores.values())
    return [name for name in sorted(scores, key=lambda name: -scores[name]) if scores[name] > 0.0] if best > 0.5 else []


def _first_chunk(source: Source) -> Iterator[bytes]:
    yield next(source.chunks(), b"")


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _reads_like_names(data: bytes, encoding: str) -> float:
    """Give the share of frequent letters among those that are not ASCII; 0 where words mix scripts or signs abound."""
    text = data.decode(encoding, errors="replace")
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    letters = "".join(words)
    odd = sum(not letter.isascii() and not letter.isalpha() and letter not in "№«»–—’…\xa0" for letter in text)
    mixed = sum(any(letter.isascii() for letter in word) for word in words)
    if not letters or odd > 0.05 * len(letters) or mixed > 0.2 * len(words):
        return 0.0
    shaped = sum(word.islower() or word.isupper() or word.istitle() for word in words) / len(words)
    return (shaped * sum(letter in _FREQUENT for letter in letters.casefold()) - odd) / len(letters)


def _refuse_utf7(sample: str) -> None:
    """UTF-7 writes every letter in ASCII: without this its names would come in as +BBoEPgQy."""
    if not sample.isascii():
        return
    runs = _UTF7.findall(sample)
    if len(runs) >= 3 and sum(_is_word(run) for run in runs) > 0.5 * len(runs):
        raise Refused("text in UTF-7, which is not read; save it as UTF-8")


def _is_word(run: str) -> bool:
    try:
        text = run.encode().decode("utf-7")
    except UnicodeDecodeError:
        return False
    return text.isalpha() and not text.isascii()


def _separator(sample: str, request: Request, problems: tuple[Said, ...]) -> tuple[int, str, tuple[Said, ...]]:
    """Find the separator: the one that gives the header several columns and the next rows as many.

    returns    lines to pass over (a first line "sep=;" is a declaration), the separator, problems
    """
    declared = request["separator"]
    first = sample[:10].lstrip("\ufeff").partition("\n")[0].rstrip("\r")
    if declared is None and first[:4] == "sep=" and first[4:] in SEPARATORS:
        return 1, first[4:], ()
    if declared is not None:
        return 0, declared, ()
    scores = sorted(((_score(sample, mark), mark) for mark in SEPARATORS), reverse=True)
    (best, mark), (second, rival) = scores[0], scores[1]
    if not sample.strip("\ufeff \t\r\n"):
        raise Refused("the file is empty", before=problems)
    if best == (0.0, 0):
        return 0, _of_one_column(sample, request, problems), ()
    if second[0] == best[0] == 1.0:
        says = f"{SEPARATORS[mark]} and {SEPARATORS[rival]} both give even columns; declare the separator"
        return 0, mark, ((FILE, says, f"read with {SEPARATORS[mark]}"),)
    return 0, mark, ()


def _of_one_column(sample: str, request: Request, problems: tuple[Said, ...]) -> str:
    """Give a separator that stands nowhere, where one column is a table: a list of names may have commas in them."""
    unused = [sign for sign in "\t|;" if sign not in sample]
    if not unused or not request["is_one_column_read"]:
        raise Refused("no commas, semicolons, tabs or bars separate columns: not a table", before=problems)
    return unused[0]


def _score(sample: str, separator: str) -> tuple[float, int]:
    """Score a separator: the share of first rows as wide as the header, and that width; zeros where it gives none."""
    widths: list[int] = []
    try:
        for cells in csv.reader(io.StringIO(sample, newline=""), delimiter=separator):
            while cells and not cells[-1].strip(BLANKS):
                cells.pop()
            if cells:
                widths.append(len(cells))
            if len(widths) == 30:
                break
    except csv.Error:
        pass  # the strict reading says so with its line; here the rows before it are enough
    if not widths or widths[0] < 2:
        return 0.0, 0
    return round(sum(width <= widths[0] and width > 1 for width in widths) / len(widths), 1), widths[0]
