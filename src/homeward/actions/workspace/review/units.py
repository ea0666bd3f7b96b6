"""Who is compared by DNA: found people and remains with a profile, and families whose missing are on a list.

Remains are compared as individuals: all items of one, and each item that belongs to nobody yet. What was found to be
several people, or not ours, is compared with nobody; an individual whose samples contradict each other neither. Each is
said. A declared name counts for the very thing it was declared of.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from homeward.actions.workspace.folding.genetic import FamilyRecord, SampleRecord, why_contradicts
from homeward.actions.workspace.folding.states import FileRecord, ThingState
from homeward.actions.workspace.things import remains_of
from homeward.errors import Problem
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.pedigree import Pedigree
from homeward.evidence.dna.profile import Genotype, Profile, Sample, Sex
from homeward.identify.claims import Claim
from homeward.records.remains import Remains, declared_of, found_of, links_on, merged_line

_LEFT_OUT = ("not ours", "several people")


@dataclass(frozen=True, slots=True)
class Unit:
    """One found person or individual, under one profile.

    file     id of the file, or of the thing
    parts    ids of the things that it was assembled from, itself included
    """

    sample: Sample
    file: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Units:
    """All that take part, with the names that came with them, and what could not."""

    units: tuple[Unit, ...]
    claims: tuple[Claim, ...] = ()
    problems: tuple[Problem, ...] = ()


Samples = Mapping[str, SampleRecord]


def listed_units(files: Mapping[str, FileRecord], samples: Samples) -> Units:
    """Bring together found people of a list who have a profile, by the identifiers of the list."""
    units, problems = [], []
    for file_id, file in files.items():
        taken = [samples[one.id] for one in file.samples if one.id in samples]
        made = _one_profile(file.record_id, taken)
        if isinstance(made, Problem):
            problems.append(made)
        elif made is not None:
            units.append(Unit(made, file_id))
    return Units(tuple(units), problems=tuple(problems))


def remains_units(things: Sequence[ThingState], samples: Samples) -> Units:
    """Bring together individuals, and items that belong to none, by the codes that stand on them."""
    remains = remains_of(tuple(things))
    id_by_code = {thing.code: thing.id for thing in things}
    units, claims, problems = [], [], []
    for code, parts in _individuals(remains, things).items():
        made = _remains_profile(remains, (code, parts), samples)
        if isinstance(made, Problem):
            problems.append(made)
        elif made is not None:
            units.append(Unit(made, id_by_code[code], tuple(id_by_code[part] for part in parts)))
            said = declared_of(remains, code)
            claims += [Claim(code, one.line, source=one.source) for one in said if one.line]
    return Units(tuple(units), tuple(claims), tuple(problems))


def _individuals(remains: Remains, things: Sequence[ThingState]) -> dict[str, tuple[str, ...]]:
    """Give the code of each individual, and of each item without one, with the codes of all its parts."""
    links = links_on(remains)
    found: dict[str, list[str]] = {}
    for thing in things:
        if thing.level == "container":
            continue
        link = links.get(("belongs to", thing.code))
        line = merged_line(links, thing.code if link is None else link.whole)
        found.setdefault(line[-1], []).append(thing.code)
    return {code: tuple(dict.fromkeys((code, *parts))) for code, parts in sorted(found.items())}


def _remains_profile(remains: Remains, named: tuple[str, tuple[str, ...]], samples: Samples) -> Sample | Problem | None:
    code, parts = named
    outcomes = [one.outcome for part in parts for one in found_of(remains, part)]
    against = next((outcome for outcome in _LEFT_OUT if outcome in outcomes), None)
    taken = [samples[one.id] for one in remains.samples if one.item in parts and one.id in samples]
    if against and any(one.typed for one in taken):
        return Problem(code, f"found to be {against!r}", "nothing: it is compared with nobody")
    return _one_profile(code, taken)


def _one_profile(name: str, taken: Sequence[SampleRecord]) -> Sample | Problem | None:
    """Make one profile of all samples of one person; a Problem where they contradict each other."""
    typed = sorted((one.typed for one in taken if one.typed), key=lambda one: (-len(one.genotypes), one.id))
    if not typed:
        return None
    whole = SampleRecord("item", results=tuple(typed))
    if any(why_contradicts(one, whole) for one in typed):
        return Problem(name, "its samples show different people, or a mixture", "nothing: it is compared with nobody")
    profile: dict[str, Genotype] = {}
    for one in reversed(typed):
        profile |= one.profile
    sexes: set[Sex] = {one.sex for one in typed} - {"U"}
    sex: Sex = sexes.pop() if len(sexes) == 1 else "U"
    return Sample(name, sex, profile, max(one.dropout for one in typed), max(one.dropin for one in typed))


def families_of(records: Sequence[FamilyRecord], sought: Mapping[str, str], samples: Samples) -> tuple[Family, ...]:
    """Bring together the families that miss somebody of a list and have a donor with a profile.

    sought    file ids by the identifiers of the list
    """
    return tuple(family for record in records for family in _family(record, sought, samples))


def _family(record: FamilyRecord, sought: Mapping[str, str], samples: Samples) -> Iterator[Family]:
    missing = tuple(person for person in record.missing if person in sought)
    profiles: dict[str, Profile] = {}
    for person, sample_id in record.donors.items():
        typed = samples[sample_id].typed if sample_id in samples else None
        if typed is not None:
            profiles[person] = typed.profile
    if missing and profiles:
        yield Family(record.id, Pedigree(record.people, record.twins), profiles, missing)
