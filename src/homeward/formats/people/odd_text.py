"""What about a written text may deceive its reader: letters that cannot be seen, or are not what they look like.

Nothing is changed: the text stays as written, beside a sentence that shows it as it is. Repairing look-alikes for
comparison is left to `records.names.repair`.
"""

import re
import unicodedata
from itertools import permutations

from homeward.formats.reading import has_unseen, show

MOST_MARKS = 3  # combining marks on one letter; vocalised Hebrew and Vietnamese need no more
_PLAIN = re.compile(r"[ -~]*|[ -@\[-`{-~Ѐ-ҁҊ-ԯʼ’«»№–—]*")  # one script and its signs: nearly every text
_SCRIPTS = "A-Za-zÀ-ɏ", "Ѐ-ԯ", "Ͱ-Ͼ"  # Latin, Cyrillic, Greek: those whose letters look alike
_MIXED = re.compile("|".join(f"[{one}][{two}]" for one, two in permutations(_SCRIPTS, 2)))


def why_odd(text: str) -> str:
    """Say what is odd about a text; nothing where it is plain.

    >>> why_odd("Iван")
    "'Iван' mixes letters of two scripts in one word"
    >>> why_odd("Іван"), why_odd("O'Neil")
    ('', '')
    """
    if _PLAIN.fullmatch(text):
        return ""
    if has_unseen(text):
        return f"{show(text)} has characters that cannot be seen"
    if _MIXED.search(text):
        return f"{show(text)} mixes letters of two scripts in one word"
    if any(letter.isdecimal() and not letter.isascii() for letter in text):
        return f"{show(text)} has digits of another script"
    if _most_marks(text) > MOST_MARKS:
        return f"{show(text, 12)} heaps {_most_marks(text)} marks on one letter"
    return ""


def _most_marks(text: str) -> int:
    most = run = 0
    for letter in text:
        run = run + 1 if unicodedata.category(letter) in ("Mn", "Me") else 0
        most = max(most, run)
    return most
