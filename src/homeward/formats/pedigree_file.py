"""Families and their profiles as rows of one table, and PLINK's PED and FAM files.

    family,person,father,mother,sex,missing,party,available,twin,D3S1358,vWA,...
    F-1,father,,,M,,,,,15/16,17/18
    F-1,mother,,,F,,,,,14/16,16/17
    F-1,son,father,mother,M,yes,,,,,

One row is one person; families may be a hundred thousand. Empty parents make a founder. `missing` says who is sought,
`available` who can still give a sample, `twin` groups identical twins; only family, person, father and mother are
needed. A parent without a row of their own, or a second parent who is not named, is added as a founder and said.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter

from homeward.errors import InvalidCase, Problem
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.pedigree import Pedigree, Person
from homeward.evidence.dna.profile import Genotype, Profile, Sex
from homeward.formats.alleles import SingleAllele
from homeward.formats.columns import (
    FAMILY_HEADINGS,
    GenotypeReader,
    find_family_columns,
    find_loci,
    judge_id,
    read_sex,
    read_yes,
    report_unread,
)
from homeward.formats.reading import (
    DETECT,
    FILE,
    Reading,
    Table,
    assemble,
    at,
    decode,
    show,
    without_collection,
)
from homeward.formats.sample_checks import compare_sex, find_same_profiles, name_rows
from homeward.formats.spreadsheet import read_table
from homeward.formats.str_table import MAX_SUSPICIOUS

_NEEDED = ("family", "person", "father", "mother")
_PED = ("family", "person", "father", "mother", "sex", "phenotype")
_PED_SEXES: Mapping[str, Sex] = {"1": "M", "2": "F"}


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
    available: str = ""
    twin: str = ""


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
    with without_collection():
        table = read_table(data, how)
        if table.is_refused:
            return FamilyTable(problems=table.problems)
        columns = find_family_columns(table.header)
        absent = [name for name in _NEEDED if name not in columns]
        if absent:
            return _refuse(table, (*table.problems, Problem(FILE, f"no column {', '.join(absent)}", "nothing")))
        return _read(table, how, columns, force=force, single=single_allele)


def read_ped(
    data: bytes,
    how: Reading = DETECT,
    *,
    markers: Sequence[str] = (),
    missing: Collection[str] = (),
    force: bool = False,
    single_allele: SingleAllele = "homozygous",
) -> FamilyTable:
    """Read PLINK's PED or FAM: family, person, father, mother, sex (1, 2, else unknown), phenotype, alleles in pairs.

    markers    the loci of the pairs, in order; PED itself does not name them
    missing    the people who are sought; PED does not say

    >>> read_ped(b"F dad 0 0 1 0\\nF mum 0 0 2 0\\nF son dad mum 1 0\\n", missing={"son"}).families[0].missing
    ('son',)
    """
    text, encoding, problems = decode(data, how)
    if text is None:
        return FamilyTable(problems=problems)
    lines = [(number, line.split()) for number, line in enumerate(re.split("\r\n|\r|\n", text), 1) if line.strip()]
    comments = [number for number, cells in lines if cells[0].startswith("#")]
    if comments:
        problems += (Problem(name_rows(comments), "comments", "nothing of them"),)
    rows = [(number, cells) for number, cells in lines if not cells[0].startswith("#")]
    width = len(rows[0][1]) if rows else 0
    if width not in (6, 6 + 2 * len(markers)):
        says = (
            f"{width} columns; PED has 6, and 2 for each locus: name the loci with markers=, {len(markers)} are named"
        )
        return FamilyTable(problems=(*problems, Problem(FILE, says, "nothing")))
    names = [name for name in markers for _ in range(2)] if width > 6 else []
    header: tuple[int, int, list[str]] = (0, 0, [*_PED, *names])
    records = ((number, 0, cells[:6] + ["" if cell == "0" else cell for cell in cells[6:]]) for number, cells in rows)
    how = replace(how, markers=(*how.markers, *markers))
    table = assemble((header, *records), how, source=f"PED in {encoding}", problems=problems)
    columns = {name: place for place, name in enumerate(_PED[:5])}
    return _read(table, how, columns, missing=missing, force=force, single=single_allele)


def _refuse(table: Table, problems: tuple[Problem, ...]) -> FamilyTable:
    return FamilyTable(
        problems=problems, n_rows_in=table.n_rows_in, n_rows_refused=table.n_rows_in, source=table.source
    )


def _read(
    table: Table,
    how: Reading,
    columns: Mapping[str, int],
    *,
    missing: Collection[str] | None = None,
    force: bool,
    single: SingleAllele,
) -> FamilyTable:
    """Read rows to people, people to families. With `missing` given, the sexes are PLINK's numbers."""
    loci = find_loci(table, how, tuple(columns.values()))
    read = _read_members(table, how, columns, reader=GenotypeReader(loci, how, single=single), missing=missing)
    problems = (*table.problems, *loci.problems, *report_unread(table, loci.unread(table)), *read.problems)
    share = read.n_suspicious / max(read.n_typed + read.n_suspicious, 1)
    if share > MAX_SUSPICIOUS:
        says = f"{read.n_suspicious} of {read.n_typed + read.n_suspicious} typed cells ({share:.0%}) make no sense"
        problems += (Problem(FILE, says, "what could be read" if force else "nothing; force=True keeps the rest"),)
        if not force:
            return _refuse(table, problems)
    families: list[Family] = []
    found: list[Problem] = []
    n_held = table.n_rows_held + read.n_held
    for id_, members in read.by_family.items():
        family, said = _build_family(id_, members)
        found += said
        if family is None:
            n_held += len(members)
        else:
            families.append(family)
    kept = {family.id for family in families}
    typed = [
        (f"{id_}: {member.id}", (member.number,), member.profile)
        for id_, members in read.by_family.items()
        if id_ in kept
        for member in members
        if member.profile
    ]
    return FamilyTable(
        tuple(families),
        (*problems, *found, *find_same_profiles(typed)),
        n_rows_in=table.n_rows_in,
        n_rows_accepted=table.n_rows_in - n_held,
        n_rows_held=n_held,
        markers=loci.markers,
        lineage={key: value for key, value in read.lineage.items() if key[0] in kept},
        source=table.source,
    )


@dataclass(frozen=True, slots=True)
class _Members:
    """The people of all rows, by family, and what was said about them."""

    by_family: Mapping[str, list[_Member]]
    lineage: Mapping[tuple[str, str], Mapping[str, Genotype]]
    problems: tuple[Problem, ...]
    n_held: int
    n_typed: int
    n_suspicious: int


def _read_members(
    table: Table,
    how: Reading,
    columns: Mapping[str, int],
    *,
    reader: GenotypeReader,
    missing: Collection[str] | None,
) -> _Members:
    take = itemgetter(
        *(columns.get(name, -1) for name in FAMILY_HEADINGS)
    )  # the empty cell added to each row, where absent
    by_family: dict[str, list[_Member]] = {}
    lineage: dict[tuple[str, str], Mapping[str, Genotype]] = {}
    problems: list[Problem] = []
    n_held = n_typed = n_suspicious = 0
    for place, row in enumerate(table.rows):
        number = table.numbers[place]
        why = _judge_ids(table, place, columns, how)
        if why:
            n_held += 1
            problems.append(Problem(at(number), why, "nothing of the row: held"))
            continue
        beside = take((*row, ""))
        sex, said = _read_sex(beside[4], missing is not None)
        typing = reader.read(number, row, sex)
        if typing.amelogenin:
            sex, unlike = compare_sex(sex, typing.amelogenin)
            said = said or unlike
        if said:
            problems.append(Problem(at(number, "sex"), said, f"the sex as {sex}"))
        if typing.problems:
            problems += typing.problems
            n_suspicious += typing.n_suspicious
        n_typed += len(typing.genotypes)
        if typing.lineage:
            lineage[beside[0], beside[1]] = typing.lineage
        sought = beside[5] if missing is None else "1" if beside[1] in missing else ""
        member = _Member(number, beside[1], beside[2], beside[3], sex, typing.genotypes, sought, *beside[6:])
        by_family.setdefault(beside[0], []).append(member)
    return _Members(by_family, lineage, tuple(problems), n_held, n_typed, n_suspicious)


def _judge_ids(table: Table, place: int, columns: Mapping[str, int], how: Reading) -> str:
    """Say why the ids of a row cannot be used; empty where they can."""
    row = table.rows[place]
    ids = [row[columns[name]] for name in _NEEDED]
    if ids[0] and ids[1] and not table.not_text and table.unseen.isdisjoint(ids):
        return ""
    for name in _NEEDED:
        why = judge_id(table, place, columns[name], how) if row[columns[name]] or name in ("family", "person") else ""
        if why:
            return f"{name}: {why}"
    return ""


def _read_sex(text: str, is_number: bool) -> tuple[Sex, str]:
    return (_PED_SEXES.get(text, "U"), "") if is_number else read_sex(text)


# ── people to families ────────────────────────────────────────────────────────────────────────────────────────────────


def _build_family(id_: str, members: Sequence[_Member]) -> tuple[Family | None, list[Problem]]:
    """Build one family, or hold its rows with the reason."""
    people, problems = complete_people(
        [(f"row {member.number}", member.id, member.father, member.mother, member.sex) for member in members]
    )
    missing, said = _missing(members)
    unavailable, unclear = _unavailable(members)
    problems += [*said, *unclear]
    parties = tuple(dict.fromkeys(member.party for member in members if member.party))
    if len(parties) > 1:
        says = f"its rows name several parties: {', '.join(map(show, parties[:5]))}"
        return None, [*problems, _hold(id_, members, says)]
    labels = dict.fromkeys(member.twin for member in members if member.twin)
    twins = tuple(tuple(member.id for member in members if member.twin == label) for label in labels)
    profiles = {member.id: member.profile for member in members if member.profile}
    try:
        pedigree = Pedigree(people, twins)
        return Family(id_, pedigree, profiles, missing, next(iter(parties), None), unavailable), problems
    except InvalidCase as error:
        return None, [*problems, _hold(id_, members, str(error))]


def _hold(id_: str, members: Sequence[_Member], says: str) -> Problem:
    where = f"{name_rows([member.number for member in members])}, family {show(id_)}"
    return Problem(where, says, "nothing of the family: held")


PersonRow = tuple[str, str, str, str, Sex]  # where it stands, id, father, mother (empty: not named), sex


def complete_people(rows: Sequence[PersonRow]) -> tuple[tuple[Person, ...], list[Problem]]:
    """Make people of rows; add parents without a row, or without a name, as founders.

    >>> people, problems = complete_people([("row 2", "son", "dad", "", "M")])
    >>> [person.id for person in people], len(problems)
    (['mother of son', 'dad', 'son'], 2)
    """
    listed = {row[1] for row in rows}
    added: dict[str, Person] = {}
    people: list[Person] = []
    problems: list[Problem] = []
    for row in rows:
        father, mother = (None if _is_unknown(parent, listed) else parent for parent in row[2:4])
        if father is not None or mother is not None:
            father, mother, said = _both_parents(row, father, mother, listed=listed, added=added)
            problems += said
        people.append(Person(row[1], father, mother, row[4]))
    return (*added.values(), *people), problems


def _both_parents(
    row: PersonRow, father: str | None, mother: str | None, *, listed: Collection[str], added: dict[str, Person]
) -> tuple[str, str, list[Problem]]:
    """Give both parents; one who is not named, or has no row, is added as a founder."""
    problems: list[Problem] = []
    if father is None or mother is None:
        role = "father" if father is None else "mother"
        name = _free_name(f"{role} of {row[1]}", {*listed, *added})
        added[name] = Person(name, sex="M" if father is None else "F")
        says = f"only one parent of {show(row[1])} is named"
        kept = f"a {role} without a profile was added; children of theirs count as half siblings"
        problems.append(Problem(row[0], says, kept))
        father, mother = father or name, mother or name
    for parent, sex in zip((father, mother), _SEXES, strict=True):
        if parent not in listed and parent not in added:
            added[parent] = Person(parent, sex=sex)
            says = f"the parent {show(parent)} has no row"
            problems.append(Problem(row[0], says, "added as a founder without a profile"))
    return father, mother, problems


def _is_unknown(parent: str, listed: Collection[str]) -> bool:
    return not parent or (parent == "0" and parent not in listed)


_SEXES: tuple[Sex, Sex] = ("M", "F")


def _free_name(name: str, taken: Collection[str]) -> str:
    while name in taken:
        name += "+"
    return name


def _missing(members: Sequence[_Member]) -> tuple[tuple[str, ...], list[Problem]]:
    """Give the missing people; numbers say their order, as our writer gives it where there are several."""
    ranked: list[tuple[int, str]] = []
    problems: list[Problem] = []
    for member in members:
        if not member.missing:
            continue
        if member.missing.isascii() and member.missing.isdigit() and len(member.missing) < 10:
            if int(member.missing):
                ranked.append((int(member.missing), member.id))
            continue
        is_missing, says = read_yes(member.missing)
        if says:
            problems.append(Problem(at(member.number, "missing"), says, "not missing"))
        if is_missing:
            ranked.append((0, member.id))
    return tuple(id_ for _, id_ in sorted(ranked, key=lambda item: item[0])), problems


def _unavailable(members: Sequence[_Member]) -> tuple[tuple[str, ...], list[Problem]]:
    unavailable: list[str] = []
    problems: list[Problem] = []
    for member in members:
        if member.available:
            is_available, says = read_yes(member.available)
            if says:
                problems.append(Problem(at(member.number, "available"), says, "available"))
            elif not is_available:
                unavailable.append(member.id)
    return tuple(unavailable), problems
