"""One name for each locus, however it was spelled: vWA, VWA and HUMVWA31 are one place on one chromosome.

Only spellings are joined here. D5S2500 and D5S2800 look alike, are sold under each other's name in some kits, and are
two loci; nothing here joins them. A locus that is not known keeps the name it came with.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from homeward.formats.reading import show

Place = Literal["autosomal", "X", "Y", "mt", "sex"]
Kind = Literal["repeat", "length", "base", "sex"]  # how its alleles are named: repeats, base pairs, a base, X and Y

AMELOGENIN = "AMEL"

# Canonical name: other spellings. Blanks, case, and - _ . / do not matter in any of them.
_SYNONYMS = {
    "vWA": "VWA31 VWA31A HUMVWA HUMVWA31 HUMVWA31A HUMVWFA31 VWFA31",
    "TH01": "THO1 HUMTH01 HUMTHO1 TC11 HTH01",
    "CSF1PO": "CSF CSF1P0 CSFIPO HUMCSF1PO",
    "TPOX": "TP0X HUMTPOX",
    "FGA": "FIBRA HUMFIBRA HUMFGA",
    "SE33": "ACTBP2 HUMACTBP2",
    "Penta C": "PENTAC",
    "Penta D": "PENTAD",
    "Penta E": "PENTAE",
    "FESFPS": "FES/FPS HUMFESFPS FES",
    "F13A01": "F13A1 F13A HUMF13A01",
    "F13B": "HUMF13B",
    "LPL": "LIPOL HUMLIPOL",
    "APOAI1": "APOA1 APOAI HUMAPOAI1",
    "CD4": "HUMCD4",
    "D22GATA198B05": "GATA198B05",
    AMELOGENIN: "AMELOGENIN AMELO AMG AMELX/Y AMELXY AMELX AMELOGENINE АМЕЛОГЕНИН АМЕЛОГЕНІН",
    "DYS389I": "DYS3891 DYS389-1 DYS389A",
    "DYS389II": "DYS3892 DYS389-2 DYS389B",
    "DYS385": "DYS385A/B DYS385AB DYS385I/II",
    "DYS385a": "DYS385A DYS385I",
    "DYS385b": "DYS385B DYS385II",
    "DYF387S1": "DYF387S1A/B DYF387S1AB",
    "DYF387S1a": "DYF387S1A",
    "DYF387S1b": "DYF387S1B",
    "DYS460": "YGATAA71 GATAA71",
    "DYS461": "YGATAA72 GATAA72",
    "DYS635": "YGATAC4 GATAC4",
    "YGATAH4": "GATAH4 Y-GATA-H4 YGATAH41 GATAH41",
    "YGATAA10": "GATAA10 Y-GATA-A10",
    "HPRTB": "HUMHPRTB HPRT",
    "ARA": "HUMARA",
    "SRY": "",
    "mtDNA": "MT",
    "Yindel": "Y-INDEL M175 RS2032678 YIND",
}
_Y_NAMES = frozenset(("YGATAH4", "YGATAA10", "SRY", "Yindel"))
_X_NAMES = frozenset(("HPRTB", "ARA"))
_LENGTHS = frozenset(("D11S554", "APOAI1", "D17S906"))  # too variable to count repeats: named by their length
_FAMILIES: tuple[tuple[re.Pattern[str], Place], ...] = (
    (re.compile(r"D(?:[1-9]|1[0-9]|2[0-2])(?:S\d{1,5}|GATA\d{1,3}[A-Z]\d{1,2})"), "autosomal"),
    (re.compile(r"DXS\d{1,5}|GATA172D05|GATA31E08|GATA165B12"), "X"),
    (re.compile(r"DY[SF]\d{1,4}(?:S1)?"), "Y"),
    (re.compile(r"(?:HV[1-3]|HVR[1-3]|HVSI{1,3}|CR|HAPLOGROUP|HAPLOTYPE)"), "mt"),
)
_RS = re.compile(r"RS\d{3,12}")
_SIGNS = re.compile(r"[\s_./\-]+")
_SIGNS_BESIDE_LETTERS = re.compile(r"(?<!\d)[\s_./\-]+|[\s_./\-]+(?!\d)")  # "D3S1358 1" is not D3S13581


@dataclass(frozen=True, slots=True)
class MarkerName:
    """A locus by its one name."""

    name: str
    place: Place = "autosomal"
    is_known: bool = True
    kind: Kind = "repeat"

    @property
    def note(self) -> str:
        """What to say about a name that is not known; empty where it is."""
        return "" if self.is_known else f"the locus {show(self.name)} is not known here; its name is kept as written"


def _fold(text: str) -> str:
    return _SIGNS.sub("", text).upper()


_BY_SPELLING = {
    _fold(spelling): name for name, spellings in _SYNONYMS.items() for spelling in (name, *spellings.split())
}
_BY_SPELLING |= {_fold(name): name for name in _SYNONYMS}  # a name wins over a synonym that folds like it


@lru_cache(maxsize=1 << 16)
def canonical_marker(text: str) -> MarkerName:
    """Give the one name of a locus, and the chromosome it lies on.

    >>> [canonical_marker(text).name for text in ("VWA", "THO1", "PENTA_E", "d21s2055", "CSF", "Amelogenin")]
    ['vWA', 'TH01', 'Penta E', 'D21S2055', 'CSF1PO', 'AMEL']
    >>> canonical_marker("DYS389 I"), canonical_marker("L7").is_known
    (MarkerName(name='DYS389I', place='Y', is_known=True, kind='repeat'), False)
    """
    folded = _fold(text)
    name = _BY_SPELLING.get(folded)
    if name is not None:
        return MarkerName(name, _place_of(name), kind="sex" if name == AMELOGENIN else _kind_of(name))
    folded = _SIGNS_BESIDE_LETTERS.sub("", text).upper()
    for family, place in _FAMILIES:
        if family.fullmatch(folded):
            return MarkerName(folded, place, kind=_kind_of(folded))
    if _RS.fullmatch(folded):
        return MarkerName(folded.lower(), kind="base")
    return MarkerName(text, is_known=False)


def _place_of(name: str) -> Place:
    if name in (AMELOGENIN, "mtDNA"):
        return "sex" if name == AMELOGENIN else "mt"
    if name in _Y_NAMES or name.startswith(("DYS", "DYF")):
        return "Y"
    return "X" if name in _X_NAMES else "autosomal"


def _kind_of(name: str) -> Kind:
    return "length" if name in _LENGTHS else "repeat"
