"""A kept text as a page shows it: its claims marked where they stand, everything else as it came.

Claims may overlap: the text is cut wherever one begins or ends, and each piece is marked by all that cover it. After a
claim stands its number, which leads to what it was read as; how it was read is said by the line under it and by words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from homeward.actions.workspace.promises.claims import SeenClaim
from homeward.reports.wording import visible
from homeward.web.screens.talks.words import CLAIM_STATES
from homeward.web.terms import term

PART = 60_000  # code points of a text on one page
_KEPT = "\n"  # what shapes a text, and is no hidden mark


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked place of a text."""

    start: int
    end: int
    ident: str
    kind: str  # of its line: "proposed", "confirmed", "rejected", "here"
    number: str  # that is written after it; "" for none
    link: str
    says: str


def marks_of(claims: Sequence[SeenClaim], at: tuple[int, int] | None = None) -> list[Mark]:
    """Give the marks of claims, and of the place that was asked for."""
    marks = [
        Mark(
            own.proposed.span.start,
            own.proposed.span.end,
            f"at-{own.proposed.id}",
            own.state,
            own.proposed.id,
            f"/documents/{own.document.id}/{own.proposed.id}/",
            gettext("claim %(n)s: %(state)s") % {"n": own.proposed.id, "state": term(CLAIM_STATES, own.state)},
        )
        for own in claims
    ]
    return marks if at is None else [Mark(*at, "here", "here", "", "", ""), *marks]


def mark_text(text: str, marks: Sequence[Mark], part: tuple[int, int]) -> SafeString:
    """Write a part of a text with its marks; each id stands once, where its mark begins."""
    start, end = max(part[0], 0), min(part[1], len(text))
    seen = [one for one in marks if one.start < end and one.end > start]
    cuts = sorted({start, end, *(min(max(cut, start), end) for one in seen for cut in (one.start, one.end))})
    pieces = [_piece(text, span, seen, is_first=span[0] == start) for span in pairwise(cuts)]
    return format_html_join("", "{}", ((one,) for one in pieces))


def _piece(text: str, span: tuple[int, int], marks: Sequence[Mark], *, is_first: bool) -> SafeString:
    left, right = span
    shown = format_html("{}", SafeString(_whole(text[left:right])))
    for one in [mark for mark in marks if mark.start <= left and right <= mark.end]:
        begins = one.start == left or is_first
        ident = format_html(' id="{}"', one.ident) if begins else ""
        shown = format_html('<mark class="{}"{}>{}</mark>', one.kind, ident, shown)
    ended = ((one.link, one.says, one.number) for one in marks if one.end == right and one.number)
    return shown + format_html_join("", '<a class="ref" href="{}" aria-label="{}">{}</a>', ended)


def _whole(text: str) -> str:
    """Write out hidden marks of a text, but not the ends of its lines."""
    return _KEPT.join(str(escape(visible(line.replace("\t", " ")))) for line in text.split(_KEPT))


def part_at(offset: int) -> tuple[int, int]:
    """Give the part of a text in which a place stands."""
    begins = max(offset, 0) // PART * PART
    return begins, begins + PART
