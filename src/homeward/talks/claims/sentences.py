"""Sentences of a text, with exact offsets: lines first, then what ends with a stop.

A line that is wrapped goes on in the next one. Abbreviations, initials and numbers end nothing. What a sentence means
is left to the other modules.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ABBREVIATED = frozenset(
    "mr mrs ms dr prof gen col lt sgt st no nos vs etc e.g i.e inc ltd jan feb mar apr jun jul aug sept sep oct nov "
    "dec "
    "u.s u.k u.n а.с г гг р рр ст п пп стр ул им ім тис млн млрд тыс руб грн см т.д т.п т.зв т.н вул обл н.е о напр др "
    "смт м с ред гл ген полк".split()
)
_END = re.compile(r"[.!?…]+[\"'”“»’)\]]*(?=\s+[\"'“„«‘(\[—–-]*\s*[^\W_])|(?<=[.!?…])[\"”»](?=\s+[—–])")
_STOPPED = re.compile(r"[.!?…:;][\"'”“»’)\]]*\s*$")
_WRAPPED_WIDTH = 60  # a line at least so long that ends without a stop goes on in the next, in a text of short lines
_WIDEST_WRAP = 100
_LONGEST = 2_000  # characters of a sentence; longer ones are lists or no text
_LONGEST_DATELINE = 60  # "KARST, 3 July (Newswire)." belongs to the sentence behind it
DATELINE = re.compile(
    r"(?:[A-ZА-ЯІЇЄҐ][^.!?:\"“«]{0,70}|\d{1,2} [^.!?:\"“«]{0,60})\([^)]{2,40}\)\s*(?:[-–—]|\.)\s*"
    r"|[A-ZА-ЯІЇЄҐ]{3,}[^.!?:\"“«()]{0,50}?\s[-–—]+\s|[A-Z]{3,}[^:.]{0,30}day:\s"
)  # "ARDEN, 3 July (Newswire) — "
_INITIALS = re.compile(r"(?:[^\W\d_a-zа-яіїєґё]\.)*[^\W\d_a-zа-яіїєґё]")
_WORD_BEFORE = re.compile(r"[^\W\d_](?:[^\s]*[^\W\d_])?$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, headline or byline: where it stands, what it says."""

    start: int
    end: int
    text: str
    is_line_start: bool  # first of its line or paragraph


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """Split a text into sentences; all that is not blank is in exactly one.

    >>> [one.text for one in split_sentences("Talks end\\nMr. Lund spoke. It rained.")]
    ['Talks end', 'Mr. Lund spoke.', 'It rained.']
    """
    found = []
    for start, end in _lines(text):
        is_first = True
        for low, high in _stops(text, start, end):
            piece = text[low:high]
            bare = piece.strip()
            if bare:
                begin = low + piece.index(bare)
                found.append(Sentence(begin, begin + len(bare), bare, is_first))
                is_first = False
    return tuple(found)


def _lines(text: str) -> list[tuple[int, int]]:
    """Give lines, joined where they are wrapped."""
    raw = [match.span() for match in re.finditer(r"[^\r\n\v\f\x85\u2028\u2029]+", text)]
    if not raw:
        return []
    is_narrow = max(end - start for start, end in raw) <= _WIDEST_WRAP
    joined = [raw[0]]
    for start, end in raw[1:]:
        first, last = joined[-1]
        gap = text[last:start].replace("\r\n", "\n")
        line = text[_line_start(text, last, first) : last]
        if len(gap) == 1 and _goes_on(line, text[start:end].lstrip(), is_narrow):
            joined[-1] = (first, end)
        else:
            joined.append((start, end))
    return joined


def _line_start(text: str, last: int, first: int) -> int:
    return max(text.rfind("\n", first, last) + 1, first)


def _goes_on(line: str, following: str, is_narrow: bool) -> bool:
    if re.match(r"by [A-Z]", following):
        return False
    if _STOPPED.search(line) or not following:
        return is_narrow and len(line) >= _WRAPPED_WIDTH and bool(following) and following[0].islower()
    return following[0].islower() or (is_narrow and len(line) >= _WRAPPED_WIDTH)


def _stops(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces, low = [], start
    for match in _END.finditer(text, start, end):
        if not _is_inner(text, match, low, end) and not (low == start and _is_dateline(text, match, start)):
            pieces.append((low, match.end()))
            low = match.end()
    pieces.append((low, end))
    return [part for piece in pieces for part in _short(text, *piece)]


def _short(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """Cut what is too long for a sentence, at a blank where there is one."""
    while high - low > _LONGEST:
        blank = text.rfind(" ", low + 1, low + _LONGEST)
        cut = blank if blank > low else low + _LONGEST
        yield low, cut
        low = cut
    yield low, high


def _is_inner(text: str, match: re.Match[str], low: int, end: int) -> bool:
    """Tell whether a stop ends no sentence: an abbreviation, or „…!“ — said she."""
    if match[0].startswith(".") and _is_abbreviated(text, match.start(), low):
        return True
    following = text[match.end() : min(end, match.end() + 4)].lstrip()
    return following[:1].islower() or (following[:1] in ("—", "–", "-") and match[0][-1:] in '”»"')


def _is_dateline(text: str, match: re.Match[str], start: int) -> bool:
    is_short = match.start() - start < _LONGEST_DATELINE
    return is_short and match[0] == "." and text[match.start() - 1] == ")"


def _is_abbreviated(text: str, stop: int, low: int) -> bool:
    word = _WORD_BEFORE.search(text, max(low, stop - 16), stop)
    if word is None:
        return False
    bare = word[0].lower()
    is_initial = _INITIALS.fullmatch(word[0]) is not None
    return is_initial or bare.rpartition(" ")[2].strip("(\"'«„“") in _ABBREVIATED
