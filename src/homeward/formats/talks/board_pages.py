"""Boards as pages to print: PDF with fonts of its own, the same bytes for the same board.

Everything goes to the page as data: nothing in a name or a quotation is markup. What would turn the direction of the
text around it, or cannot be seen, is written out. The fonts at hand draw Latin, Greek, Cyrillic and Hebrew; letters of
other scripts are counted, and the page says how many it could not draw.
"""

import json
import unicodedata
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

from homeward.reports.wording import visible
from homeward.reports.words.promises import HEADINGS

_TEMPLATE = "board.typ"
_DRAWN = ("LATIN", "CYRILLIC", "GREEK", "HEBREW")


def write_board_pages(told: Mapping[str, Any], language: str) -> bytes:
    """Write the board and one page for each figure as PDF.

    told    as `promises.pages` gives it: texts, numbers, lists
    """
    import typst

    words, undrawn = HEADINGS[language], _undrawn(_texts(told))
    notes = [words["undrawn"].format(n=undrawn)] if undrawn else []
    data = json.dumps({**_shown(told), "words": words, "lang": language, "undrawn": notes}, ensure_ascii=False)
    template = (files(__package__) / _TEMPLATE).read_bytes()
    pdf: bytes = typst.compile(template, format="pdf", ignore_system_fonts=True, sys_inputs={"data": data})
    return pdf


def _shown(value: Any) -> Any:
    """Make every text of a board fit to be seen."""
    if isinstance(value, str):
        return "\n".join(visible(line) for line in value.splitlines())
    if isinstance(value, Mapping):
        return {key: _shown(item) for key, item in value.items()}
    return [_shown(item) for item in value] if isinstance(value, list | tuple) else value


def _texts(value: Any) -> Sequence[str]:
    if isinstance(value, str):
        return [value]
    items = value.values() if isinstance(value, Mapping) else value if isinstance(value, list | tuple) else ()
    return [text for item in items for text in _texts(item)]


def _undrawn(texts: Sequence[str]) -> int:
    letters = (sign for text in texts if not text.isascii() for sign in text if sign.isalpha())
    return sum(not unicodedata.name(sign, "").startswith(_DRAWN) for sign in letters)
