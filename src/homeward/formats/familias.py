"""Project files of Familias 3 (.fam): frequency tables with mutation models, people, pedigrees, and its DVI part.

The file is a list of lines without names: who reads one line wrong reads everything after it wrong. So each line is
checked to be what its place demands, and at the first that is not, that part of the file ends with a `Problem`; what
stood before is kept. Three parts follow each other: people with pedigrees, the database, and, for disaster victims,
a section [DVI] with unidentified persons and reference families.

Not read, and said so: precomputed probabilities, identical twins, settings of the program. The layout was learnt from
files that Familias 3.2 to 3.3 and the R package pedFamilias wrote, and from that package's description of them.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from homeward.errors import HomewardError, InvalidCase, InvalidInput, Problem, Unsupported
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.mutation import NO_MUTATION, SILENT, Floats, ModelName, Mutation, Rates, mutation_matrix
from homeward.evidence.dna.pedigree import Pedigree
from homeward.evidence.dna.profile import Genotype, Sample, Sex
from homeward.formats.alleles import REST, Typing, read_genotype, read_table_allele, read_x_genotype
from homeward.formats.frequency_layouts import read_number
from homeward.formats.frequency_table import make_marker
from homeward.formats.marker_names import MarkerName, canonical_marker
from homeward.formats.pedigree_file import PersonRow, complete_people
from homeward.formats.reading import DETECT, Reading, decode, show

_MOST = 100_000  # people, loci, relations: a larger number in the file is no number of them
_MODELS: tuple[ModelName, ...] = ("equal", "proportional", "stepwise", "stepwise", "stepwise")
_STATIONARY = 3
_TRUE, _FALSE = "#TRUE#", "#FALSE#"
_SECTION = re.compile(r"(\[+)([^\[\]]*)(\]+)")
_THETA = re.compile(r"Theta/Kinship/Fst: *([0-9.eE+-]+)")
_FACTS = {
    "size": re.compile(r"DatabaseSize *= *([0-9.eE+-]+)"),
    "dropout": re.compile(r"Dropout probability *= *([0-9.eE+-]+)"),
    "minimum": re.compile(r"Minor allele frequency *= *([0-9.eE+-]+)"),
}
_SEXES: Mapping[str, Sex] = {"Male": "M", "Female": "F"}
_UNKNOWN: Sex = "U"
_STABLE: Mapping[bool, Literal["PM"] | None] = {True: "PM", False: None}


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
    end = next((place for place, line in enumerate(lines) if _SECTION.fullmatch(line.strip())), len(lines))
    main = _MainPart(lines[:end])
    understood = main.read()
    families, samples = _people_of(main)
    dvi = _read_sections(lines, end)
    held = (main.held | dvi.held) & filled
    rest = frozenset(range(understood + 1, end + 1)) & filled - held
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


class _Unreadable(HomewardError):
    """A line is not what its place in the file demands."""


class _Lines:
    """The lines of the main part, taken one by one."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self.next = 0  # the next line, counted from 0

    def take(self, what: str) -> str:
        """Give the next line without quotes."""
        if self.next >= len(self._lines):
            raise _Unreadable(f"the file ends where {what} should stand")
        self.next += 1
        return self._lines[self.next - 1].strip().strip('"')

    def take_count(self, what: str, most: int = _MOST) -> int:
        """Give the next line as a whole number from 0 to `most`."""
        text = self.take(what)
        if not re.fullmatch("[0-9]{1,9}", text) or int(text) > most:
            raise _Unreadable(f"{show(text)} stands where {what} should, a number from 0 to {most}")
        return int(text)

    def take_number(self, what: str) -> float:
        """Give the next line as a number that is not negative."""
        text = self.take(what)
        value = read_number(text)
        if value is None:
            raise _Unreadable(f"{show(text)} stands where {what} should")
        return value

    def take_truth(self, what: str) -> bool:
        """Give the next line as true or false."""
        text = self.take(what)
        if text[: len(_FALSE)] == _FALSE or text[: len(_TRUE)] == _TRUE:
            return text.startswith(_TRUE)
        raise _Unreadable(f"{show(text)} stands where {what} should, {_TRUE} or {_FALSE}")


# ── the main part ─────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Individual:
    name: str
    sex: Sex
    is_dropout: bool = False
    typed: tuple[tuple[int, int, int, int], ...] = ()  # line, and places of two alleles and their locus


@dataclass(frozen=True, slots=True)
class _Tree:
    """A pedigree; people by their place in the list of individuals, those of the tree alone at its end."""

    name: str
    lines: range
    people: tuple[_Individual, ...]
    relations: tuple[tuple[int, int], ...]  # parent, child


@dataclass(frozen=True, slots=True)
class _Locus:
    marker: Marker | None
    name: str
    alleles: tuple[str | None, ...]  # in the order of the file; None where one cannot be observed
    facts: Mapping[str, float]


_NO_LOCUS = _Locus(None, "a locus beyond the database", (), {})


class _MainPart:
    """What the main part gave so far; reading stops at the first line that is not what its place demands."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = _Lines(lines)
        self.individuals: list[_Individual] = []
        self.trees: list[_Tree] = []
        self.loci: list[_Locus] = []
        self.problems: list[Problem] = []
        self.held: set[int] = set()
        self.version, self.database, self.theta = "", "", 0.0

    def read(self) -> int:
        """Read all; give the number of lines that were understood."""
        understood = 0
        try:
            for part in (self._read_people, self._read_trees, self._read_database):
                part()
                understood = self.lines.next
        except _Unreadable as error:
            where = f"line {self.lines.next}"
            self.problems.append(Problem(where, str(error), "what stands before it; nothing more of the main part"))
        return understood

    def _read_people(self) -> None:
        self.lines.take("the name of the program")
        self.lines.take("a remark")
        self.version = self.lines.take("the version")
        first = self.lines.take("an empty line or the number of people")
        if first:
            self.lines.next -= 1
        for _ in range(self.lines.take_count("the number of people")):
            name = self.lines.take("a name")
            self.lines.take("a mark")
            about = self.lines.take("a year or -1")
            self.lines.take("a mark")
            sex: Sex = "M" if self.lines.take_truth("whether male") else "F"
            if not about.startswith("-1"):
                says = f"{show(about)}, a year of birth or the like"
                self.problems.append(Problem(f"line {self.lines.next - 2}, {show(name)}", says, "nothing of it"))
            typed = []
            for _ in range(self.lines.take_count("the number of loci")):
                places = [self.lines.take_count(what) for what in ("an allele", "an allele", "a locus")]
                typed.append((self.lines.next - 2, places[0], places[1], places[2]))
            self.individuals.append(_Individual(name, sex, "dropouts" in about, tuple(typed)))

    def _read_trees(self) -> None:
        if self.lines.take("Known relations") != "Known relations":
            raise _Unreadable("'Known relations' should stand here")
        people = self.individuals + self._read_extras("")
        known = self._read_relations(len(people))
        for _ in range(self.lines.take_count("the number of pedigrees")):
            start = self.lines.next + 1
            self.lines.take_count("the number of the pedigree")
            name = self.lines.take("the name of the pedigree")
            everyone = (*people, *self._read_extras(f" of {name}"))
            relations = known + self._read_relations(len(everyone))
            self.trees.append(_Tree(name, range(start, self.lines.next + 1), everyone, tuple(relations)))

    def _read_extras(self, of: str) -> list[_Individual]:
        women = self.lines.take_count("the number of women without data")
        men = self.lines.take_count("the number of men without data")
        extras = [_Individual(f"woman {number}{of}", "F") for number in range(1, women + 1)]
        return extras + [_Individual(f"man {number}{of}", "M") for number in range(1, men + 1)]

    def _read_relations(self, n_people: int) -> list[tuple[int, int]]:
        relations = []
        for _ in range(self.lines.take_count("the number of relations")):
            text = self.lines.take("a parent")
            if "Direct" in text:
                raise _Unreadable("identical twins, which are not read from project files yet")
            self.lines.next -= 1
            parent = self.lines.take_count("a parent", n_people - 1)
            relations.append((parent, self.lines.take_count("a child", n_people - 1)))
        return relations

    def _read_database(self) -> None:
        text = self.lines.take("the head of the database")
        if text.startswith(_TRUE):
            raise _Unreadable("precomputed probabilities, which are not read")
        theta = _THETA.search(text)
        value = read_number(theta[1]) if theta else None
        if value is None or not 0.0 <= value <= 1.0:
            self.problems.append(Problem(f"line {self.lines.next}", "no theta from 0 to 1", "theta 0"))
        self.theta = value if value is not None and value <= 1.0 else 0.0
        n_loci = self.lines.take_count("the number of loci")
        if self.lines.take_truth("whether the database has a name"):
            self.database = self.lines.take("the name of the database")
        for _ in range(n_loci):
            start = self.lines.next + 1
            locus, found = _read_locus(self.lines)
            self.loci.append(locus)
            self.problems += found
            if locus.marker is None:
                self.held.update(range(start, self.lines.next + 1))


def _read_locus(lines: _Lines) -> tuple[_Locus, list[Problem]]:
    """Read one locus of the database: name, mutation, silent allele, alleles with frequencies."""
    name = lines.take("the name of a locus")
    where = f"line {lines.next}, {name}"
    rates = [lines.take_number(f"a mutation rate of {name}") for _ in range(2)]
    codes = [lines.take_count(f"a mutation model of {name}", 4) for _ in range(2)]
    lines.take_count("the number of alleles with the silent one")
    ranges = [lines.take_number(f"a mutation range of {name}") for _ in range(2)]
    second = [lines.take_number(f"a second mutation rate of {name}") for _ in range(2)]
    has_silent = lines.take_truth("whether there is a silent allele")
    silent = lines.take_number("the frequency of the silent allele")
    text = lines.take("the number of alleles and the size of the database")
    number = re.match("[0-9]{1,6}", text)
    if number is None:
        raise _Unreadable(f"{show(text)} stands where the number of alleles should")
    locus = canonical_marker(name)
    alleles, values, problems = _read_alleles(lines, locus, int(number[0]))
    if has_silent and silent > 0.0:
        values[SILENT] = silent
    marker, found = make_marker(locus.name, values, where, chromosome="X" if locus.place == "X" else "autosomal")
    problems += found
    if marker is not None:
        female, male = (Rates(rate, rate2, step) for rate, rate2, step in zip(rates, second, ranges, strict=True))
        marker, found = _add_mutation(marker, (male, codes[1]), (female, codes[0]), where)
        problems += found
    facts = {key: read_number(got[1]) or 0.0 for key, pattern in _FACTS.items() if (got := pattern.search(text))}
    return _Locus(marker, locus.name, alleles, facts), problems


def _read_alleles(
    lines: _Lines, locus: MarkerName, number: int
) -> tuple[tuple[str | None, ...], dict[str, float], list[Problem]]:
    """Read alleles with their frequencies: alleles by their place in the file, frequencies by allele, problems."""
    alleles: list[str | None] = []
    values: dict[str, float] = {}
    problems: list[Problem] = []
    for _ in range(number):
        cell = read_table_allele(lines.take("an allele"), locus.is_known, locus.kind)
        where = f"line {lines.next}, {locus.name}"
        value = lines.take_number("a frequency")
        if cell.says:
            problems.append(Problem(where, cell.says, cell.kept))
        if cell.allele is not None and (cell.allele not in values or cell.allele == REST):
            values[cell.allele] = values.get(cell.allele, 0.0) + value
        elif cell.allele is not None:
            problems.append(Problem(where, f"allele {cell.allele} stands twice", "the first of them"))
        alleles.append(cell.allele if cell.allele != REST else None)
    return tuple(alleles), {allele: value for allele, value in values.items() if value > 0.0}, problems


def _add_mutation(
    marker: Marker, male: tuple[Rates, int], female: tuple[Rates, int], where: str
) -> tuple[Marker, list[Problem]]:
    """Give a marker the mutation model of men and women, or a plainer one where that cannot be built, and say so."""
    if not any(one.rate or one.rate2 for one, _ in (male, female)):
        return marker, []
    problems: list[Problem] = []
    if {2, _STATIONARY} & {male[1], female[1]}:
        kept = "stepwise by repeats; stabilized by the method PM where it was called stationary"
        problems.append(Problem(where, "one of the two older stepwise models", kept))
    model, stable = _MODELS[male[1]], _STABLE[male[1] == _STATIONARY]
    other, other_stable = _MODELS[female[1]], _STABLE[female[1] == _STATIONARY]
    mutation = Mutation(model, male[0], female[0], stable)
    try:
        first = mutation_matrix(model, male[0], marker.alleles, marker.frequencies, stable)
        second = mutation_matrix(other, female[0], marker.alleles, marker.frequencies, other_stable)
    except (InvalidInput, Unsupported) as error:
        is_possible = max(male[0].rate, female[0].rate) < 0.5
        plain = Mutation("equal", Rates(male[0].rate), Rates(female[0].rate)) if is_possible else NO_MUTATION
        kept = f"the model {plain.model}, with the same rates" if is_possible else "no mutation model"
        return replace(marker, mutation=plain), [*problems, Problem(where, str(error), kept)]
    if (model, stable) != (other, other_stable):
        says = f"men mutate by the model {model}, women by {other}"
        problems.append(Problem(where, says, "both as matrices, so alleles outside the table cannot be added"))
        n_seen = marker.n_alleles - marker.has_silent
        mutation = Mutation("custom", _as_rates(first[:n_seen, :n_seen]), _as_rates(second[:n_seen, :n_seen]))
    return replace(marker, mutation=mutation), problems


def _as_rates(matrix: Floats) -> Rates:
    return Rates(matrix=tuple(tuple(row) for row in matrix.tolist()))


# ── people and pedigrees ──────────────────────────────────────────────────────────────────────────────────────────────


def _people_of(main: _MainPart) -> tuple[list[Family], list[Sample]]:
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
        family, found = _build_family(
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


def _profile(main: _MainPart, person: _Individual) -> dict[str, Genotype]:
    """Look up the alleles of a person in the database; a locus that cannot be used is said and left out."""
    genotypes: dict[str, Genotype] = {}
    for line, *places, number in person.typed:
        locus = main.loci[number] if number < len(main.loci) else _NO_LOCUS
        found = tuple(locus.alleles[place] or "" for place in places if place < len(locus.alleles))
        if locus.marker is not None and len(found) == 2 and all(found) and locus.name not in genotypes:
            genotypes[locus.name] = found
            continue
        says = "no such alleles in the database, or of a locus that was not read, or for the second time"
        where = f"line {line}, {show(person.name)}, {locus.name}"
        main.problems.append(Problem(where, says, "nothing; the locus is not used"))
        main.held.update(range(line, line + 3))
    return genotypes


def _dropout(main: _MainPart, person: _Individual) -> float:
    """Give a person's chance of drop-out, which the file states for each locus."""
    chances = {locus.facts.get("dropout", 0.0) for locus in main.loci}
    if not person.is_dropout or not chances:
        return 0.0
    if len(chances) > 1:
        says = "the loci have different chances of drop-out"
        main.problems.append(Problem(f"person {show(person.name)}", says, f"the largest, {max(chances):g}"))
    return min(max(chances), 1.0)


def _build_family(
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
    parents: dict[str, list[str]] = {}
    for parent, child in relations:
        parents.setdefault(child, []).append(parent)
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


def _settle_sexes(sexes: Mapping[str, Sex], parents: Mapping[str, Sequence[str]]) -> dict[str, Sex]:
    """Conclude the sex of a parent from the other parent, as often as that helps."""
    known = dict(sexes)
    couples = [couple for couple in parents.values() if len(couple) == 2]
    for _ in range(len(couples) + 1):
        before = dict(known)
        for one, other in [*couples, *(couple[::-1] for couple in couples)]:
            if known[one] == "U" and known[other] != "U":
                known[one] = "F" if known[other] == "M" else "M"
        if known == before:
            break
    return known


# ── the DVI part ──────────────────────────────────────────────────────────────────────────────────────────────────────


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
class _Dvi:
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
        if (found := _SECTION.fullmatch(line.strip()))
    ]
    ends = [number for number, _, _ in heads[1:]] + [len(lines) + 1]
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


def _read_sections(lines: Sequence[str], start: int) -> _Dvi:
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
        if section not in (dvi, found, groups):
            where = f"lines {section.lines[0]} to {section.lines[-1]}, [{section.name}]"
            problems.append(Problem(where, "settings or notes of the program", "nothing of them"))
            held.update(section.lines)
    samples = tuple(Sample(person.name, person.sex, person.genotypes) for person in people if person.name)
    return _Dvi(tuple(families), samples, tuple(problems), frozenset(held))


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
    untyped = [person.name for person in people if person.name.startswith("Missing") and not person.genotypes]
    family, found = _build_family(
        name,
        where,
        [*((person.name, person.sex) for person in people), *((extra, _UNKNOWN) for extra in extras)],
        relations=relations,
        profiles={person.name: person.genotypes for person in people},
        missing=(*untyped, *extras),
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
