"""People and relations of a project file to samples and families."""

from collections.abc import Mapping, Sequence

from homeward.errors import InvalidCase, Problem
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.pedigree import Pedigree
from homeward.evidence.dna.profile import Genotype, Sample, Sex
from homeward.formats.familias.main_part import NO_LOCUS, Individual, MainPart
from homeward.formats.pedigree_file import PersonRow, complete_people
from homeward.formats.reading import show

_MOST_ROUNDS = 30  # of conclusions from one sex to another; longer chains are no family


def people_of(main: MainPart) -> tuple[list[Family], list[Sample]]:
    """Make samples of the typed people of the main part, and a family of each of its pedigrees."""
    profiles = {person.name: _profile(main, person) for person in main.individuals}
    samples = [
        Sample(person.name, person.sex, profiles[person.name], _dropout(main, person))
        for person in main.individuals
        if profiles[person.name]
    ]
    families: list[Family] = []
    for tree in main.trees:
        names = [person.name for person in tree.people]
        where = f"lines {tree.lines[0]} to {tree.lines[-1]}, pedigree {show(tree.name)}"
        family, found = build_family(
            tree.name,
            where,
            [(person.name, person.sex) for person in tree.people],
            relations=[(names[parent], names[child]) for parent, child in tree.relations],
            profiles=profiles,
        )
        main.problems += found
        if family is None:
            main.held.update(tree.lines)
        else:
            families.append(family)
    return families, samples


def _profile(main: MainPart, person: Individual) -> dict[str, Genotype]:
    """Look up the alleles of a person in the database; a locus that cannot be used is said and left out."""
    genotypes: dict[str, Genotype] = {}
    for line, *places, number in person.typed:
        locus = main.loci[number] if number < len(main.loci) else NO_LOCUS
        found = tuple(locus.alleles[place] or "" for place in places if place < len(locus.alleles))
        if locus.marker is not None and len(found) == 2 and all(found) and locus.name not in genotypes:
            genotypes[locus.name] = found
            continue
        says = "no such alleles in the database, or of a locus that was not read, or for the second time"
        where = f"line {line}, {show(person.name)}, {locus.name}"
        main.problems.append(Problem(where, says, "nothing; the locus is not used"))
        main.held.update(range(line, line + 3))
    return genotypes


def _dropout(main: MainPart, person: Individual) -> float:
    """Give a person's chance of drop-out, which the file states for each locus."""
    chances = {locus.facts.get("dropout", 0.0) for locus in main.loci}
    if not person.is_dropout or not chances:
        return 0.0
    if len(chances) > 1:
        says = "the loci have different chances of drop-out"
        main.problems.append(Problem(f"person {show(person.name)}", says, f"the largest, {max(chances):g}"))
    return min(max(chances), 1.0)


def build_family(
    id_: str,
    where: str,
    people: Sequence[tuple[str, Sex]],
    *,
    relations: Sequence[tuple[str, str]],
    profiles: Mapping[str, Mapping[str, Genotype]],
    missing: Sequence[str] = (),
) -> tuple[Family | None, list[Problem]]:
    """Build a family of pairs of parent and child, or hold it with the reason."""
    if not id_ or "" in dict(people) or len(dict(people)) < len(people):
        says = "the pedigree or one of its people has no name, or two have the same"
        return None, [Problem(where, says, "nothing of the pedigree: held")]
    parents = _parents(relations)
    sexes = _settle_sexes(dict(people), parents)
    rows: list[PersonRow] = []
    for person, _ in people:
        named = sorted((sexes[parent], parent) for parent in set(parents.get(person, ())))
        known = dict(named)
        if len(known) < len(named) or "U" in known:
            says = f"the parents of {show(person)} are not one man and one woman"
            return None, [Problem(where, says, "nothing of the pedigree: held")]
        rows.append((f"{where}, {show(person)}", person, known.get("M", ""), known.get("F", ""), sexes[person]))
    whole, problems = complete_people(rows)
    typed = {person: profile for person, profile in profiles.items() if profile and person in sexes}
    try:
        return Family(id_, Pedigree(whole), typed, tuple(missing)), problems
    except InvalidCase as error:
        return None, [*problems, Problem(where, str(error), "nothing of the pedigree: held")]


def _parents(relations: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    parents: dict[str, list[str]] = {}
    for parent, child in relations:
        parents.setdefault(child, []).append(parent)
    return parents


def _settle_sexes(sexes: Mapping[str, Sex], parents: Mapping[str, Sequence[str]]) -> dict[str, Sex]:
    """Conclude the sex of a parent from the other parent, as often as that helps."""
    known = dict(sexes)
    couples = [couple for couple in parents.values() if len(couple) == 2]
    for _ in range(_MOST_ROUNDS):
        before = dict(known)
        for one, other in [*couples, *(couple[::-1] for couple in couples)]:
            if known[one] == "U" and known[other] != "U":
                known[one] = "F" if known[other] == "M" else "M"
        if known == before:
            break
    return known
