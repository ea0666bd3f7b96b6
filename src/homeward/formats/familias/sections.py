"""The parts of a project file under headings in brackets: unidentified persons and reference families."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from homeward.errors import Problem
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.profile import Genotype, Sample, Sex
from homeward.formats.alleles import Typing, read_genotype, read_x_genotype
from homeward.formats.familias.lines import SECTION
from homeward.formats.familias.people import build_family
from homeward.formats.marker_names import canonical_marker
from homeward.formats.reading import show

_SEXES: Mapping[str, Sex] = {"Male": "M", "Female": "F"}
_UNKNOWN: Sex = "U"


@dataclass(frozen=True, slots=True)
class _Section:
    """A part under a heading in brackets; as many brackets as it is deep."""

    name: str
    lines: range
    values: tuple[tuple[int, str, str], ...]  # line, key, value
    children: tuple["_Section", ...]

    def find(self, name: str) -> "_Section":
        """Give the first part of this name; an empty one where there is none."""
        return next((child for child in self.children if child.name == name), _NO_SECTION)

    def value(self, key: str) -> str:
        """Give the first value of a key; empty where there is none."""
        return next((value for _, own, value in self.values if own == key), "")


_NO_SECTION = _Section("", range(1, 1), (), ())


@dataclass(frozen=True, slots=True)
class DviPart:
    """What the sections gave."""

    families: tuple[Family, ...]
    samples: tuple[Sample, ...]
    problems: tuple[Problem, ...]
    held: frozenset[int]


def _parse_sections(lines: Sequence[str], start: int) -> _Section:
    """Nest everything from the first heading on."""
    heads = [
        (number, len(found[1]), found[2].strip())
        for number, line in enumerate(lines[start:], start + 1)
        if (found := SECTION.fullmatch(line.strip()))
    ]
    ends = [*(number for number, _, _ in heads), len(lines) + 1][1:]
    made: list[tuple[int, _Section]] = []  # from the end of the file backwards: what is inside comes before its head
    for (number, depth, name), end in reversed(list(zip(heads, ends, strict=True))):
        inner: list[_Section] = []
        while made and made[-1][0] > depth:
            inner.append(made.pop()[1])
        texts = [(line, *lines[line - 1].partition("=")) for line in range(number + 1, end) if lines[line - 1].strip()]
        values = tuple((line, key.strip(), value.strip()) for line, key, _, value in texts)
        last = inner[-1].lines[-1] if inner else end - 1
        made.append((depth, _Section(name, range(number, last + 1), values, tuple(inner))))
    return _Section("", range(start, len(lines)), (), tuple(section for _, section in reversed(made)))


def read_sections(lines: Sequence[str], start: int) -> DviPart:
    """Read everything from the first heading on; `start` is its place among the lines, from 0."""
    root = _parse_sections(lines, start)
    dvi = root.find("DVI")
    found, groups = dvi.find("Unidentified persons"), dvi.find("Reference Families")
    people = [_read_person(child) for child in found.children]
    problems = [problem for person in people for problem in person.problems]
    held = {line for person in people for line in person.held}
    families: list[Family] = []
    for section in groups.children:
        family, said, lost = _read_reference_family(section)
        families += [family] if family is not None else []
        problems += said
        held |= lost
    for section in (*root.children, *dvi.children):
        if not any(section is one for one in (dvi, found, groups)):
            where = f"lines {section.lines[0]} to {section.lines[-1]}, [{section.name}]"
            problems.append(Problem(where, "settings or notes of the program", "nothing of them"))
            held.update(section.lines)
    samples = tuple(Sample(person.name, person.sex, person.genotypes) for person in people if person.name)
    return DviPart(tuple(families), samples, tuple(problems), frozenset(held))


@dataclass(frozen=True, slots=True)
class _DviPerson:
    name: str
    sex: Sex
    genotypes: Mapping[str, Genotype]
    problems: tuple[Problem, ...]
    held: frozenset[int]


def _read_person(section: _Section) -> _DviPerson:
    """Read a person: name, gender, and under "DNA data" a system with two alleles again and again."""
    name, gender = section.value("Name"), section.value("Gender")
    where = f"line {section.lines[0]}, {show(name)}"
    problems = [] if name else [Problem(where, "a person without a name", "nothing of the person: held")]
    if gender not in ("Male", "Female", ""):
        problems.append(Problem(where, f"{show(gender)} is not Male or Female", "sex unknown"))
    odd = {line: f"{key}= {value}" for line, key, value in section.values if key not in ("Name", "Gender")}
    for line, text in odd.items():
        problems.append(Problem(f"line {line}", f"{show(text)} is not known here", "nothing of it"))
    genotypes, found, lost = _read_systems(section.find("DNA data"), _SEXES.get(gender, "U"))
    held = lost | odd.keys() if name else frozenset(section.lines)
    return _DviPerson(name, _SEXES.get(gender, "U"), genotypes, (*problems, *found), frozenset(held))


def _read_systems(data: _Section, sex: Sex) -> tuple[dict[str, Genotype], list[Problem], set[int]]:
    """Read systems with their alleles: genotypes, problems, lines that are held."""
    genotypes: dict[str, Genotype] = {}
    problems: list[Problem] = []
    held: set[int] = set()
    values = [value for value in data.values if value[1] != "nSystems"]
    for place in range(0, len(values), 3):
        lines, keys, texts = zip(*values[place : place + 3], strict=True)
        if keys != ("SystemName", "Allele1", "Allele2"):
            kept = "nothing of the person's data from here on"
            problems.append(Problem(f"line {lines[0]}", "not a system with two alleles", kept))
            return genotypes, problems, held | {line for line, _, _ in values[place:]}
        marker = canonical_marker(texts[0])
        typing = read_genotype(texts[1:], marker.kind)
        if marker.place == "X":
            typing = read_x_genotype(texts[1:], sex, marker.kind)
        if marker.place not in ("autosomal", "X") or marker.name in genotypes:
            typing = Typing().add("no autosomal or X locus, or one for the second time", "nothing of it")
        problems += [Problem(f"line {lines[0]}, {marker.name}", *note) for note in typing.notes]
        if typing.genotype:
            genotypes[marker.name] = typing.genotype
        elif typing.notes:
            held.update(lines)
    return genotypes, problems, held


def _read_reference_family(section: _Section) -> tuple[Family | None, list[Problem], set[int]]:
    """Read one reference family with the pedigree that places its missing person."""
    name = section.value("Name")
    where = f"lines {section.lines[0]} to {section.lines[-1]}, family {show(name)}"
    people = [_read_person(child) for child in section.find("Persons").children]
    relations, problems = _choose_tree(section.find("Pedigrees"), where)
    problems += [problem for person in people for problem in person.problems]
    names = {person.name for person in people}
    extras = [one for one in dict.fromkeys(one for pair in relations for one in pair) if one not in names]
    untyped = [person.name for person in people if not person.genotypes]
    strangers = [show(extra) for extra in extras if not extra.startswith("Missing")]
    if strangers:
        says = f"{', '.join(strangers)}: in the pedigree, not among the persons"
        problems.append(Problem(where, says, "relatives without a profile"))
    family, found = build_family(
        name,
        where,
        [*((person.name, person.sex) for person in people), *((extra, _UNKNOWN) for extra in extras)],
        relations=relations,
        profiles={person.name: person.genotypes for person in people},
        missing=[one for one in (*untyped, *extras) if one.startswith("Missing")],
    )
    held = {line for person in people for line in person.held} if family is not None else set(section.lines)
    return family, [*problems, *found], held


def _choose_tree(trees: _Section, where: str) -> tuple[list[tuple[str, str]], list[Problem]]:
    """Choose the pedigree that says most; Familias often writes the same one twice, once as reference pedigree."""
    read: dict[tuple[tuple[str, str], ...], str] = {}
    problems: list[Problem] = []
    for tree in trees.children:
        pairs = [(key, value) for _, key, value in tree.values if key not in ("Name", "nRelations")]
        if [key for key, _ in pairs] != ["Parent", "Child"] * (len(pairs) // 2):
            says = "relations that are not pairs of parent and child"
            problems.append(Problem(f"line {tree.lines[0]}", says, "nothing of this pedigree"))
            continue
        texts = [value for _, value in pairs]
        read.setdefault(tuple(zip(texts[::2], texts[1::2], strict=True)), tree.value("Name"))
    chosen = max(read, key=len, default=())
    others = [show(name) for relations, name in read.items() if relations and relations != chosen]
    if others:
        says = f"other pedigrees of the family: {', '.join(others)}"
        problems.append(Problem(where, says, f"the pedigree {show(read[chosen])}"))
    return list(chosen), problems
