"""Writing families and samples as tables that our readers read back exactly, and that no spreadsheet runs.

What could run as a formula gets an apostrophe, which the readers take away again. What a table cannot hold (an id of
blanks, an allele that no reader accepts) is refused here rather than changed there.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from homeward.errors import InvalidInput
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.profile import Genotype, Profile, Sample, Sex
from homeward.formats.alleles import Typing
from homeward.formats.columns import FAMILY_HEADINGS, Columns, GenotypeReader, find_columns
from homeward.formats.marker_names import MarkerName, canonical_marker
from homeward.formats.reading import DETECT, guard, has_unseen, show
from homeward.records.fields import fold_heading

_SEXES: tuple[Sex, ...] = ("M", "F", "U")


def write_families(families: Iterable[Family], markers: Sequence[str] | None = None) -> bytes:
    """Write families as rows, so that `read_families` gives them back.

    Twins and the unavailable are given back in the order of the pedigree.

    markers    columns, in this order; None: every locus in the order in which it first occurs
    raises     InvalidInput for an id, locus or genotype that no table can hold
    """
    families = tuple(families)
    names = _markers(markers, (profile for family in families for profile in family.profiles.values()))
    writer = _GenotypeWriter(names)
    rows = (row for family in families for row in _family_rows(family, writer))
    return _write((*FAMILY_HEADINGS, *map(guard, names)), rows)


def _family_rows(family: Family, writer: "_GenotypeWriter") -> Iterator[list[str]]:
    id_ = guard(_check_text(family.id, "family"))
    party = guard(_check_text(family.party, "party")) if family.party is not None else ""
    ranks = {person: str(rank) for rank, person in enumerate(family.missing, 1)}
    if len(ranks) == 1:
        ranks = dict.fromkeys(ranks, "yes")
    twins = {twin: str(number) for number, group in enumerate(family.pedigree.twins, 1) for twin in group}
    unavailable = frozenset(family.unavailable)
    names = {person.id: guard(_check_text(person.id, "person")) for person in family.pedigree.people}
    for person in family.pedigree.people:
        yield [
            id_,
            names[person.id],
            names[person.father] if person.father is not None else "",
            names[person.mother] if person.mother is not None else "",
            "" if person.sex == "U" else person.sex,
            ranks.get(person.id, ""),
            party,
            "no" if person.id in unavailable else "",
            twins.get(person.id, ""),
            *writer.cells(family.profiles.get(person.id, {}), person.sex),
        ]


def write_samples(samples: Iterable[Sample], markers: Sequence[str] | None = None) -> bytes:
    """Write samples as a wide table, so that `read_samples` gives them back.

    markers    columns, in this order; None: every locus in the order in which it first occurs
    raises     InvalidInput for an id, locus or genotype that no table can hold
    """
    samples = tuple(samples)
    names = _markers(markers, (sample.genotypes for sample in samples))
    writer = _GenotypeWriter(names)
    header = ("sample", "sex", "dropout", "dropin", "part", *map(guard, names))
    return _write(header, (_sample_row(sample, writer) for sample in samples))


def _sample_row(sample: Sample, writer: "_GenotypeWriter") -> list[str]:
    return [
        guard(_check_text(sample.id, "sample")),
        "" if sample.sex == "U" else sample.sex,
        _probability(sample.dropout),
        _probability(sample.dropin),
        "yes" if sample.is_part else "",
        *writer.cells(sample.genotypes, sample.sex),
    ]


def _probability(value: float) -> str:
    if not 0.0 <= value <= 1.0:
        raise InvalidInput(f"a chance of drop-out or drop-in is {value}, not from 0 to 1")
    return repr(float(value)) if value else ""


def _write(header: Iterable[str], rows: Iterable[list[str]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode()


class _GenotypeWriter:
    """Writes genotypes, checking once for each distinct one that it will be read back as it is."""

    def __init__(self, names: Sequence[str]) -> None:
        self._markers = tuple(replace(canonical_marker(name), name=name) for name in names)
        self._reader = GenotypeReader(Columns((), (), ()), DETECT)
        self._texts: dict[tuple[str, str, bool, Sex], dict[Genotype, str]] = {}
        self._columns = {
            sex: [(marker.name, marker, self._cache(marker, sex)) for marker in self._markers] for sex in _SEXES
        }

    def cells(self, profile: Profile, sex: Sex) -> list[str]:
        """Give the cells of one profile; empty ones where it is not typed."""
        if not profile:
            return [""] * len(self._markers)
        cells: list[str] = []
        n_typed = 0
        for name, marker, texts in self._columns[sex]:
            genotype = profile.get(name)
            if genotype is None:
                cells.append("")
                continue
            text = texts.get(genotype)
            cells.append(self._learn(marker, genotype, sex, texts=texts) if text is None else text)
            n_typed += 1
        if n_typed < len(profile):
            lost = next(name for name in profile if name not in {marker.name for marker in self._markers})
            raise InvalidInput(f"the locus {lost} has genotypes but no column; add it to markers=")
        return cells

    def _cache(self, marker: MarkerName, sex: Sex) -> dict[Genotype, str]:
        return self._texts.setdefault(
            (marker.place, marker.kind, marker.is_known, sex if marker.place == "X" else "U"), {}
        )

    def _learn(self, marker: MarkerName, genotype: Genotype, sex: Sex, *, texts: dict[Genotype, str]) -> str:
        text = "/".join(genotype) if len(genotype) > 1 else f"{''.join(genotype)}/Y"
        if self._reader.judge(marker, (text,), sex) != Typing(genotype):
            raise InvalidInput(f"{marker.name}: the genotype {genotype} cannot be written so that it is read back")
        texts[genotype] = text
        return text


def _markers(markers: Sequence[str] | None, profiles: Iterable[Profile]) -> tuple[str, ...]:
    """Give the loci to write; refuse names that would be read back as another locus, or as no locus."""
    names = (
        tuple(markers)
        if markers is not None
        else tuple(dict.fromkeys(name for profile in profiles for name in profile))
    )
    for name in names:
        marker = canonical_marker(_check_text(name, "locus"))
        if marker.name != name or marker.place not in ("autosomal", "X"):
            raise InvalidInput(
                f"the locus {name} would be read back as {marker.name} ({marker.place}); rename it first"
            )
        if find_columns((name,)) or any(fold_heading(name) in words.split() for words in FAMILY_HEADINGS.values()):
            raise InvalidInput(f"a locus cannot be called {name}: tables have a column of that name")
    return names


def _check_text(text: str, what: str) -> str:
    if not text or text != text.strip(" \t\u00a0") or has_unseen(text) or len(text) > DETECT.limits.cell_chars:
        raise InvalidInput(f"the {what} {show(text)} is empty, too long, or has blanks or unseen characters around it")
    return text
