"""One cell to an allele, or to the reason why not. Nothing is guessed and nothing is rounded.

An allele of a repeat locus is its number of repeats with at most one decimal for an incomplete one ("9.3"); of a SNP a
base; of amelogenin X or Y. What a spreadsheet, a kit or a keyboard may have made of it is refused with the reason: the
locus then counts as not typed, which weighs nothing, while a wrong allele can exclude a son from his mother.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from homeward.errors import Problem
from homeward.formats.reading import has_unseen, show

Kind = Literal["repeat", "base", "sex"]

MAX_REPEATS = 100
REST = "rest"  # all alleles of a frequency table that have no repeat number of their own

_PLAIN = re.compile(r"[1-9][0-9]{0,2}(?:\.[1-9])?")
_NUMBER = re.compile(r"([0-9]{1,6})(?:[.,]([0-9]{1,17}))?")
_DATE = re.compile(
    r"\d{1,4}[-./ ]{0,2}[^\W\d_]{3,10}\.?(?:[-./ ]{0,2}\d{2,4})?"
    r"|[^\W\d_]{3,10}\.?[-./ ]{0,2}\d{1,4}(?:[-./ ]{1,2}\d{2,4})?"
    r"|\d{4}-\d{1,2}-\d{1,2}(?:[T ][\d:.]+)?|\d{1,2}[./]\d{1,2}[./](?:\d{2}|\d{4})|\d{1,2}:\d{2}(?::\d{2})?"
)
_WORDS = {
    "OL": "off the ladder: no size standard names this allele",
    "OMR": "outside the range of the kit",
    "OBR": "outside the range of the kit",
    "INC": "inconclusive",
    "INCONCLUSIVE": "inconclusive",
    "NR": "no result",
    "NA": "not available",
    "N/A": "not available",
    "ND": "not determined",
    "NT": "not typed",
    "NEG": "negative",
    "REST": "a pool of rare alleles, not an allele",
    "REST ALLELE": "a pool of rare alleles, not an allele",
    "OTHER": "a pool of rare alleles, not an allele",
    "RARE": "a pool of rare alleles, not an allele",
}
_NOT_TYPED = frozenset(("INC", "INCONCLUSIVE", "NR", "NA", "N/A", "ND", "NT", "NEG"))  # usual, no sign of damage
_NO_ALLELE = frozenset(("0", "-", "--", "–"))


@dataclass(frozen=True, slots=True)
class AlleleCell:
    """What one cell says: an allele, or none; and what has to be said about it."""

    allele: str | None
    says: str = ""  # empty where the cell is as expected
    kept: str = ""
    is_held: bool = False  # the cell says something, but not an allele
    is_suspicious: bool = False  # held, and nothing that a laboratory would write

    def problem(self, where: str) -> Problem | None:
        """Give the problem with its place; None where there is none."""
        return Problem(where, self.says, self.kept) if self.says else None


_UNTYPED = AlleleCell(None)


def read_allele(text: str, kind: Kind = "repeat", *, decimal_comma: bool = True) -> AlleleCell:
    """Read one allele.

    kind             "repeat" for STR loci, "base" for SNPs, "sex" for amelogenin
    decimal_comma    True: a comma inside the cell can only be a decimal comma

    >>> read_allele("9.3").allele, read_allele("12.0").allele, read_allele("9 March").allele
    ('9.3', '12', None)
    >>> read_allele("03-Sep").says
    "'03-Sep' is a date; a spreadsheet may have made it of an allele"
    """
    if kind == "repeat" and len(text) <= 5 and _PLAIN.fullmatch(text) and float(text) <= MAX_REPEATS:
        return AlleleCell(text)
    return _judge(text, kind, decimal_comma)


@lru_cache(maxsize=4096)
def _judge(text: str, kind: Kind, decimal_comma: bool) -> AlleleCell:
    text = text.strip(" \t\u00a0")
    if not text:
        return _UNTYPED
    if kind == "sex":
        return _letter(text, "XY", "neither X nor Y")
    if text in _NO_ALLELE:
        return AlleleCell(None, f"{show(text)} stands for no allele", "not typed")
    if kind == "base":
        return _letter(text, "ACGT1234", "not one of the bases A, C, G, T")
    return _repeat(text, decimal_comma)


def _hold(text: str, why: str) -> AlleleCell:
    is_usual = text.upper() in _NOT_TYPED
    return AlleleCell(None, f"{show(text)} {why}", "nothing; not typed", is_held=True, is_suspicious=not is_usual)


def _letter(text: str, allowed: str, why: str) -> AlleleCell:
    if text in allowed and len(text) == 1:
        return AlleleCell(text)
    if len(text) == 1 and text.isascii() and text.upper() in allowed:
        return AlleleCell(text.upper(), f"{show(text)} in lower case", text.upper())
    return _hold(text, _odd_letters(text) or f"is {why}")


def _repeat(text: str, decimal_comma: bool) -> AlleleCell:
    number = _NUMBER.fullmatch(text) if text.isascii() else None
    if number is None or ("," in text and not decimal_comma):
        return _hold(text, _why_not(text))
    whole, decimals = number[1].lstrip("0") or "0", (number[2] or "").rstrip("0")
    allele = f"{whole}.{decimals}" if decimals else whole
    if len(decimals) > 1:
        return _hold(text, "has two decimals or more; incomplete repeats have one")
    if float(allele) < 1 or float(allele) > MAX_REPEATS:
        return _hold(text, f"is outside 1 to {MAX_REPEATS} repeats")
    if allele == text:
        return AlleleCell(allele)
    how = "a decimal comma" if "," in text else "a zero more than needed"
    return AlleleCell(allele, f"{show(text)} has {how}", allele)


def _why_not(text: str) -> str:
    """Say why a text is no repeat number: the first reason that holds."""
    odd = _odd_letters(text)
    if odd:
        return odd
    if text.upper() in _WORDS:
        return f"means {_WORDS[text.upper()]}"
    if text[0] in "<>≤≥":
        return "is a range, not an allele"
    if text[0] == "=":
        return "is a formula"
    if text[0] == "#":
        return "is an error of a spreadsheet"
    if text[0] == "-" and text[1:2].isdigit():
        return "is negative"
    if _DATE.fullmatch(text):
        return "is a date; a spreadsheet may have made it of an allele"
    if re.fullmatch(r"\d{1,3}(\.\d)?\s*[,;|/ -]\s*\d{1,3}(\.\d)?", text):
        return "may be two alleles, or one with another decimal sign"
    return "is not a number of repeats"


def _odd_letters(text: str) -> str | None:
    if has_unseen(text):
        return "has characters that cannot be seen"
    if any(letter.isdecimal() and not letter.isascii() for letter in text):
        return "has digits of another script; write 0 to 9"
    if not text.isascii() and not _DATE.fullmatch(text) and text[0] not in "≤≥":
        return "has letters that may only look like others"
    return None


@lru_cache(maxsize=4096)
def read_table_allele(text: str, is_known_locus: bool, kind: Kind = "repeat") -> AlleleCell:
    """Read an allele of a frequency table, where pools of rare alleles have rows of their own.

    "Rest allele", "<11", ">24", "OL" and, at a known repeat locus, the pseudo-allele "1" are folded into `REST`: in a
    stepwise model they would pass for a number of repeats that nobody has.

    >>> read_table_allele("<11", True).allele, read_table_allele("1", True).allele, read_table_allele("1", False).allele
    ('rest', 'rest', '1')
    """
    if kind == "base" and text and text.isascii() and text.isalnum() and len(text) <= 50:
        return AlleleCell(text)
    if text.casefold() in ("silent", "null"):
        return AlleleCell("silent")
    cell = read_allele(text, "repeat")
    is_pool = text.upper() in _WORDS or text.startswith(("<", ">", "≤", "≥", "?"))
    if is_pool or (cell.allele == "1" and is_known_locus):
        return AlleleCell(REST, f"{show(text)} is not a number of repeats here", f"its frequency, as '{REST}'")
    return cell


