"""Pages to print: data in, PDF out, with fonts of its own and the same bytes for the same data.

Everything goes to the page as data: nothing in a name or a quotation is markup. What would turn the direction of the
text around it, or cannot be seen, is written out. The fonts at hand draw Latin, Greek, Cyrillic, Hebrew and Arabic;
letters of other scripts are counted, so that a page can say how many it could not draw.
"""

import json
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from homeward.reports.wording import visible

_DRAWN = ("LATIN", "CYRILLIC", "GREEK", "HEBREW", "ARABIC")


def typeset(template: bytes, data: Mapping[str, Any]) -> bytes:
    """Draw data with a template of ours as PDF."""
    import typst

    text = json.dumps(data, ensure_ascii=False)
    pdf: bytes = typst.compile(template, format="pdf", ignore_system_fonts=True, sys_inputs={"data": text})
    return pdf


def fit_to_show(value: Any) -> Any:
    """Make every text in some data fit to be seen."""
    if isinstance(value, str):
        return "\n".join(visible(line) for line in value.splitlines())
    if isinstance(value, Mapping):
        return {key: fit_to_show(item) for key, item in value.items()}
    return [fit_to_show(item) for item in value] if isinstance(value, list | tuple) else value


def count_undrawn(value: Any) -> int:
    """Count the letters in some data that no font at hand has."""
    letters = (sign for text in _texts(value) if not text.isascii() for sign in text if sign.isalpha())
    return sum(not unicodedata.name(sign, "").startswith(_DRAWN) for sign in letters)


def _texts(value: Any) -> Sequence[str]:
    if isinstance(value, str):
        return [value]
    items = value.values() if isinstance(value, Mapping) else value if isinstance(value, list | tuple) else ()
    return [text for item in items for text in _texts(item)]
