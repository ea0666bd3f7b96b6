"""Boards as pages to print: PDF, the same bytes for the same board, and how many letters could not be drawn."""

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from homeward.formats.papers.typeset import count_undrawn, fit_to_show, typeset
from homeward.reports.words.promises import HEADINGS

_TEMPLATE = "board.typ"


def write_board_pages(told: Mapping[str, Any], language: str) -> bytes:
    """Write the board and one page for each figure as PDF.

    told    as `promises.pages` gives it: texts, numbers, lists
    """
    words, undrawn = HEADINGS[language], count_undrawn(told)
    notes = [words["undrawn"].format(n=undrawn)] if undrawn else []
    data = {**fit_to_show(told), "words": words, "lang": language, "undrawn": notes}
    return typeset((files(__package__) / _TEMPLATE).read_bytes(), data)
