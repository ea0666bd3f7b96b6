"""Cells to alleles and genotypes, or to the reason why not. Nothing is guessed and nothing is rounded.

An allele of a repeat locus is its number of repeats with at most one decimal for an incomplete one ("9.3"); of a SNP a
base; of amelogenin X or Y. What a spreadsheet, a kit or a keyboard may have made of it is refused with the reason: the
locus then counts as not typed, which weighs nothing, while a wrong allele can exclude a son from his mother. A locus
where any allele is held is not used at all: "12/OL" is not 12/12.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from homeward.errors import Problem
from homeward.evidence.dna.profile import Genotype, Sex
from homeward.formats.marker_names import Kind, MarkerName
from homeward.formats.reading import has_unseen, show

SingleAllele = Literal["homozygous", "untyped"]

MAX_REPEATS = 100
MAX_LENGTH = 999  # base pairs, at the few loci named by length
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
_XY = re.compile(r"([XYxy])[/,;| -]?([XYxy])")
_TWO_COPIES = frozenset(("DYS385", "DYF387S1", "DYS459", "DYS464", "DYS526"))
_NOT_USED = "nothing; the locus is not used"
_ONE = "one allele only: homozygous, or the other dropped out"


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

    kind             "repeat" for STR loci, "length" for the few named by it, "base" for SNPs, "sex" for amelogenin
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
    return _repeat(text, decimal_comma, MAX_LENGTH if kind == "length" else MAX_REPEATS)


def _hold(text: str, why: str) -> AlleleCell:
    is_usual = text.upper() in _NOT_TYPED
    return AlleleCell(None, f"{show(text)} {why}", "nothing; not typed", is_held=True, is_suspicious=not is_usual)


def _letter(text: str, allowed: str, why: str) -> AlleleCell:
    if text in allowed and len(text) == 1:
        return AlleleCell(text)
    if len(text) == 1 and text.isascii() and text.upper() in allowed:
        return AlleleCell(text.upper(), f"{show(text)} in lower case", text.upper())
    return _hold(text, _odd_letters(text) or f"is {why}")


def _repeat(text: str, decimal_comma: bool, most: int) -> AlleleCell:
    number = _NUMBER.fullmatch(text)
    if number is None or ("," in text and not decimal_comma):
        return _hold(text, _why_not(text))
    whole, decimals = number.groups("")
    whole, decimals = whole.lstrip("0"), decimals.rstrip("0")
    if len(decimals) > 1:
        return _hold(text, "has two decimals or more; incomplete repeats have one")
    allele = f"{whole}.{decimals}" if decimals else whole
    if not whole or float(allele) > most:
        return _hold(text, f"is outside 1 to {most}")
    if allele == text:
        return AlleleCell(allele)
    more = "a decimal comma" if "," in text else "a zero more than needed"
    return AlleleCell(allele, f"{show(text)} has {more}", allele)


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
    if text.casefold() in ("silent", "null"):
        return AlleleCell("silent")
    cell = read_allele(text, kind)
    is_pool = text.upper() in _WORDS or text.startswith(("<", ">", "≤", "≥", "?"))
    if is_pool or (cell.allele == "1" and is_known_locus):
        return AlleleCell(REST, f"{show(text)} is not a number of repeats here", f"its frequency, as '{REST}'")
    return cell


# ── the cells of one locus ───────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Typing:
    """What the cells of one locus say about one sample."""

    genotype: Genotype = ()  # empty where not typed
    notes: tuple[tuple[str, str], ...] = ()  # what is to be said, what was kept
    is_suspicious: bool = False
    is_mixed: bool = False  # three alleles or more

    def add(self, says: str, kept: str, *, is_suspicious: bool = False) -> "Typing":
        """Give the same with one more note."""
        return Typing(self.genotype, (*self.notes, (says, kept)), self.is_suspicious or is_suspicious, self.is_mixed)


def read_genotype(
    texts: Sequence[str], kind: Kind = "repeat", *, between: str = "/", single: SingleAllele = "homozygous"
) -> Typing:
    """Read an autosomal locus. One allele alone is read as that allele twice (or not at all: single="untyped").

    Either way it is noted: the other allele may have dropped out.

    >>> read_genotype(["9.3/6"]).genotype, read_genotype(["12", "12.0"]).genotype, read_genotype(["12/OL"]).genotype
    (('9.3', '6'), ('12', '12'), ())
    >>> read_genotype(["12/13/14"]).is_mixed
    True
    """
    typing = _read_alleles(texts, kind, between)
    if len(typing.genotype) != 1:
        return typing
    if single == "untyped":
        return Typing((), typing.notes).add(_ONE, _NOT_USED)
    return Typing(typing.genotype * 2, typing.notes).add(_ONE, "/".join(typing.genotype * 2))


def read_x_genotype(
    texts: Sequence[str], sex: Sex, kind: Kind = "repeat", *, between: str = "/", single: SingleAllele = "homozygous"
) -> Typing:
    """Read an X locus: a man has one allele, though some tables write it twice, or as "12/Y".

    >>> read_x_genotype(["12/12"], "M").genotype, read_x_genotype(["12/Y"], "U").genotype
    (('12',), ('12',))
    >>> read_x_genotype(["12/13"], "M").notes
    (('two alleles at an X locus of a man', 'nothing; the locus is not used'),)
    """
    if sex == "F":
        return read_genotype(texts, kind, between=between, single=single)
    typing = read_hemizygous(texts, kind, between=between) or _read_alleles(texts, kind, between)
    alleles = typing.genotype
    if len(alleles) < 2 or sex == "U":
        return typing
    if alleles[0] == alleles[1]:
        return Typing(alleles[:1], typing.notes).add("a man has one allele of an X locus", "the allele, once")
    return Typing((), typing.notes).add("two alleles at an X locus of a man", _NOT_USED, is_suspicious=True)


def read_hemizygous(texts: Sequence[str], kind: Kind = "repeat", *, between: str = "/") -> Typing | None:
    """Read "12/Y", a man's one allele of an X locus; None where the cells are not written like that.

    >>> read_hemizygous(["12/Y"]).genotype, read_hemizygous(["12/13"])
    (('12',), None)
    """
    parts = texts[0].split(between) if len(texts) == 1 else list(texts)
    if len(parts) != 2 or parts[1].strip() != "Y":
        return None
    return _read_alleles([parts[0], ""], kind, between)


def read_lineage(texts: Sequence[str], marker: MarkerName, *, between: str = "/") -> Typing:
    """Read a Y locus as its alleles (two at loci of two copies), a mitochondrial finding as written.

    >>> read_lineage(["11-14"], MarkerName("DYS385", "Y")).genotype
    ('11', '14')
    >>> read_lineage(["263G 315.1C"], MarkerName("MT", "mt")).genotype
    ('263G 315.1C',)
    """
    filled = [text for text in texts if text]
    if marker.place == "mt" or marker.name == "SRY":
        if any(map(has_unseen, filled)):
            says = f"{show(' '.join(filled))} has characters that cannot be seen"
            return Typing().add(says, "nothing", is_suspicious=True)
        return Typing(tuple(filled))
    parts = [part for text in filled for part in re.split(f"[/,{re.escape(between)}]|(?<=\\d)-(?=\\d)", text)]
    cells = [read_allele(part) for part in parts]
    notes = tuple((cell.says, cell.kept) for cell in cells if cell.says)
    if any(cell.is_held for cell in cells):
        return Typing((), notes, any(cell.is_suspicious for cell in cells))
    alleles = tuple(cell.allele for cell in cells if cell.allele is not None)
    if marker.name not in _TWO_COPIES and len(set(alleles)) == 1:
        alleles = alleles[:1]  # written twice by a table made for pairs
    return Typing(alleles, notes)


def read_amelogenin(texts: Sequence[str], *, between: str = "/") -> Typing:
    """Read amelogenin: "X/Y", "XY", "X", or two cells.

    >>> read_amelogenin(["XY"]).genotype, read_amelogenin(["X"]).genotype
    (('X', 'Y'), ('X',))
    """
    both = _XY.fullmatch(texts[0]) if len(texts) == 1 else None
    return _read_alleles(both.groups() if both else texts, "sex", between)


def _read_alleles(texts: Sequence[str], kind: Kind, between: str) -> Typing:
    """Read as many alleles as there are, at most two; none where any of them is held."""
    cells = _cells(texts, kind, between)
    notes = tuple((cell.says, cell.kept) for cell in cells if cell.says)
    if any(cell.is_held for cell in cells):
        return Typing((), notes, any(cell.is_suspicious for cell in cells))
    alleles = tuple(cell.allele for cell in cells if cell.allele is not None)
    if not alleles and not notes and any(text.strip() for text in texts):
        return Typing().add(f"{show(''.join(texts))} holds no allele", "not typed")
    if len(alleles) <= 2:
        return Typing(alleles, notes)
    says = f"{len(alleles)} alleles at one locus: {'/'.join(alleles[:6])}"
    return Typing((), (*notes, (says, _NOT_USED)), is_suspicious=True, is_mixed=True)


def _cells(texts: Sequence[str], kind: Kind, between: str) -> list[AlleleCell]:
    if len(texts) != 1:
        return [read_allele(text, kind) for text in texts]
    parts = texts[0].split() if between == " " else texts[0].split(between)
    if len(parts) <= 1:
        return [_lone(texts[0], kind)]
    return [read_allele(part, kind, decimal_comma=between != ",") for part in parts]


def _lone(text: str, kind: Kind) -> AlleleCell:
    """Read a genotype cell with one part, where a comma may also stand between two alleles."""
    cell = read_allele(text, kind, decimal_comma=False)
    if "may be two alleles" in cell.says:
        says = f"{cell.says}; declare with between= what stands between alleles"
        return AlleleCell(None, says, cell.kept, is_held=True, is_suspicious=True)
    return cell
