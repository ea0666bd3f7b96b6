"""A whole project file: its main part, then what stands under headings in brackets."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from homeward.errors import Problem
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.profile import Sample
from homeward.formats.familias.lines import SECTION
from homeward.formats.familias.main_part import MainPart
from homeward.formats.familias.people import people_of
from homeward.formats.familias.sections import read_sections
from homeward.formats.reading import DETECT, Reading, decode


@dataclass(frozen=True)
class FamiliasProject:
    """What one project file holds. Lines in = accepted + held + refused, blank ones not counted."""

    markers: tuple[Marker, ...] = ()
    families: tuple[Family, ...] = ()  # pedigrees of the main part; reference families of the DVI part
    samples: tuple[Sample, ...] = ()  # typed people of the main part; unidentified persons of the DVI part
    problems: tuple[Problem, ...] = ()
    theta: float = 0.0
    sizes: Mapping[str, int] = field(default_factory=dict)  # "DatabaseSize" by marker, as written
    minimums: Mapping[str, float] = field(default_factory=dict)  # "Minor allele frequency" by marker, where above 0
    version: str = ""
    database: str = ""
    n_rows_in: int = 0
    n_rows_accepted: int = 0
    n_rows_held: int = 0
    n_rows_refused: int = 0


def read_familias(data: bytes, how: Reading = DETECT) -> FamiliasProject:
    """Read a project file; whatever is not understood is a problem, never an exception.

    >>> read_familias(b"marker,allele,freq").problems[0].says
    'the first line does not say that Familias wrote this file'
    """
    text, _, problems = decode(data, how)
    if text is None:
        return FamiliasProject(problems=problems)
    lines = re.split("\r\n|\r|\n", text)
    filled = frozenset(number for number, line in enumerate(lines, 1) if line.strip())
    if "Familias" not in lines[0]:
        refused = Problem("line 1", "the first line does not say that Familias wrote this file", "nothing")
        return FamiliasProject(problems=(*problems, refused), n_rows_in=len(filled), n_rows_refused=len(filled))
    end = next((place for place, line in enumerate(lines) if SECTION.fullmatch(line.strip())), len(lines))
    main = MainPart(lines[:end])
    understood = main.read()
    families, samples = people_of(main)
    dvi = read_sections(lines, end)
    held = (main.held | dvi.held) & filled
    rest = frozenset(range(understood + 1, end + 1)) & filled - held
    if rest:
        where = f"lines {min(rest)} to {max(rest)}"
        problems += (Problem(where, f"{len(rest)} lines that are not understood", "nothing of them"),)
    return FamiliasProject(
        tuple(locus.marker for locus in main.loci if locus.marker is not None),
        (*families, *dvi.families),
        (*samples, *dvi.samples),
        (*problems, *main.problems, *dvi.problems),
        main.theta,
        {locus.name: int(locus.facts["size"]) for locus in main.loci if locus.facts.get("size")},
        {locus.name: locus.facts["minimum"] for locus in main.loci if locus.facts.get("minimum")},
        main.version,
        main.database,
        n_rows_in=len(filled),
        n_rows_accepted=len(filled) - len(held) - len(rest),
        n_rows_held=len(held),
        n_rows_refused=len(rest),
    )
