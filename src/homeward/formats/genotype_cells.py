"""The cells of one locus to a genotype: one cell with both alleles ("11/12"), or one cell for each.

A locus where any allele is held is not used at all: "12/OL" is not 12/12. What is read, and what had to be said about
it, come together as a `Typing`. Which column belongs to which locus is left to `genotype_columns`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from homeward.evidence.dna.profile import Genotype, Sex
from homeward.formats.alleles import AlleleCell, Kind, read_allele
from homeward.formats.marker_names import MarkerName
from homeward.formats.reading import has_unseen, show

SingleAllele = Literal["homozygous", "untyped"]

_XY = re.compile(r"([XYxy])[/,;| -]?([XYxy])")
_TWO_COPIES = frozenset(("DYS385", "DYF387S1", "DYS459", "DYS464", "DYS526"))
_NOT_USED = "nothing; the locus is not used"
_ONE = "one allele only: homozygous, or the other dropped out"


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
