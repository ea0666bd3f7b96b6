"""Families and their profiles as rows of one table, and PLINK's PED and FAM files.

    family,person,father,mother,sex,missing,party,available,twin,D3S1358,vWA,...
    F-1,father,,,M,,,,,15/16,17/18
    F-1,mother,,,F,,,,,14/16,16/17
    F-1,son,father,mother,M,yes,,,,,

One row is one person; families may be a hundred thousand. Empty parents make a founder. `missing` says who is sought,
`available` who can still give a sample, `twin` groups identical twins; only family, person, father and mother are
needed. A parent without a row of their own, or a second parent who is not named, is added as a founder and said.

The writers give the same form, and `write_samples` the wide table that `str_table` reads. What could run as a formula in
a spreadsheet gets an apostrophe, which our readers take away again: what was written is read back exactly.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from homeward.errors import InvalidCase, InvalidInput, Problem
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.pedigree import Pedigree, Person
from homeward.evidence.dna.profile import Genotype, Profile, Sample, Sex
from homeward.formats.alleles import SingleAllele
from homeward.formats.columns import (
    Columns,
    GenotypeReader,
    find_loci,
    fold_heading,
    read_sex,
    read_yes,
    report_unread,
)
from homeward.formats.marker_names import canonical_marker
from homeward.formats.reading import (
    DETECT,
    FILE,
    Reading,
    Row,
    Table,
    assemble,
    at,
    decode,
    has_unseen,
    show,
)
from homeward.formats.sample_checks import compare_sex, find_same_profiles, name_rows
from homeward.formats.spreadsheet import read_table
from homeward.formats.str_table import MAX_SUSPICIOUS

_HEADINGS = {
    "family": "family familyid fam fid familyno сімя родина семья",
    "person": "person personid individual individualid iid id member особа лицо",
    "father": "father fatherid pat pid paternalid батько отец",
    "mother": "mother motherid mat mid maternalid мати мать",
    "sex": "sex gender стать пол",
    "missing": "missing sought ismissing зниклий зникла пропавший",
    "party": "party side сторона",
    "available": "available canbesampled доступний доступен",
    "twin": "twin twins близнюк близнец",
}
_NEEDED = ("family", "person", "father", "mother")
_PED = ("family", "person", "father", "mother", "sex", "phenotype")
_PED_SEXES: Mapping[str, Sex] = {"1": "M", "2": "F"}
_UNKNOWN = ("", "0")


@dataclass(frozen=True)
class FamilyTable:
    """The families of one file. rows in = accepted + held + refused; a row is a person."""

    families: tuple[Family, ...] = ()
    problems: tuple[Problem, ...] = ()
    n_rows_in: int = 0
    n_rows_accepted: int = 0
    n_rows_held: int = 0
    n_rows_refused: int = 0
    markers: tuple[str, ...] = ()
    lineage: Mapping[tuple[str, str], Mapping[str, Genotype]] = field(default_factory=dict)  # by family and person
    source: str = ""


@dataclass(frozen=True, slots=True)
class _Member:
    """One row: a person of a family."""

    number: int
    id: str
    father: str
    mother: str
    sex: Sex
    profile: Profile
    missing: str = ""
    party: str = ""
    twin: str = ""
    is_available: bool = True


@dataclass(slots=True)
class _Tally:
    """What is gathered while rows are read."""

    problems: list[Problem] = field(default_factory=list)
    n_held: int = 0
    n_typed: int = 0
    n_suspicious: int = 0


def read_families(
    data: bytes, how: Reading = DETECT, *, force: bool = False, single_allele: SingleAllele = "homozygous"
) -> FamilyTable:
    """Read families from a table with a header, text or workbook.

    force            True: keep what can be read although more than 5 % of the typed cells make no sense
    single_allele    what one allele alone means: "homozygous" (noted), or "untyped"

    >>> text = b"family,person,father,mother,sex,missing,TH01\\nF,dad,,,M,,6/7\\nF,mum,,,F,,\\nF,son,dad,mum,M,yes,\\n"
    >>> family = read_families(text).families[0]
    >>> family.missing, dict(family.profiles)
    (('son',), {'dad': {'TH01': ('6', '7')}})
    """
    table = read_table(data, how)
    if table.is_refused:
        return FamilyTable(problems=table.problems)
    folded = [fold_heading(heading) for heading in table.header]
    columns: dict[str, int] = {}
    for name, words in _HEADINGS.items():
        places = [folded.index(word) for word in words.split() if word in folded]
        columns |= {name: places[0]} if places else {}
    absent = [name for name in _NEEDED if name not in columns]
    if absent:
        return _refuse(table, (*table.problems, Problem(FILE, f"no column {', '.join(absent)}", "nothing")))
    loci = find_loci(table, how, tuple(columns.values()))
    reader = GenotypeReader(loci, how, single=single_allele)
    return _read(table, how, columns, loci=loci, reader=reader, force=force)
