"""The main part of a project file: people with their alleles, pedigrees, the database of loci."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from homeward.errors import InvalidInput, Problem, Unsupported
from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.mutation import NO_MUTATION, SILENT, Floats, ModelName, Mutation, Rates, mutation_matrix
from homeward.evidence.dna.profile import Sex
from homeward.formats.alleles import REST, read_table_allele
from homeward.formats.familias.lines import TRUE, Lines, Unreadable
from homeward.formats.frequency_table import make_marker
from homeward.formats.marker_names import MarkerName, canonical_marker
from homeward.formats.reading import read_number, show

_MODELS: tuple[ModelName, ...] = ("equal", "proportional", "stepwise", "stepwise", "stepwise")
_STATIONARY = 3
_STABLE: Mapping[bool, Literal["PM"] | None] = {True: "PM", False: None}
_MOST_COPIES = 5_000_000  # of people and relations, which every pedigree repeats
_THETA = re.compile(r"Theta/Kinship/Fst: *([0-9.eE+-]+)")
_FACTS = {
    "size": re.compile(r"DatabaseSize *= *([0-9.eE+-]+)"),
    "dropout": re.compile(r"Dropout probability *= *([0-9.eE+-]+)"),
    "minimum": re.compile(r"Minor allele frequency *= *([0-9.eE+-]+)"),
}


@dataclass(frozen=True, slots=True)
class Individual:
    """A person of the main part."""

    name: str
    sex: Sex
    is_dropout: bool = False
    typed: tuple[tuple[int, int, int, int], ...] = ()  # line, and places of two alleles and their locus


@dataclass(frozen=True, slots=True)
class Tree:
    """A pedigree; people by their place in the list of individuals, those of the tree alone at its end."""

    name: str
    lines: range
    people: tuple[Individual, ...]
    relations: tuple[tuple[int, int], ...]  # parent, child


@dataclass(frozen=True, slots=True)
class Locus:
    """A locus of the database."""

    marker: Marker | None
    name: str
    alleles: tuple[str | None, ...]  # in the order of the file; None where one cannot be observed
    facts: Mapping[str, float]


NO_LOCUS = Locus(None, "a locus beyond the database", (), {})


class MainPart:
    """What the main part gave so far; reading stops at the first line that is not what its place demands."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = Lines(lines)
        self.individuals: list[Individual] = []
        self.trees: list[Tree] = []
        self.loci: list[Locus] = []
        self.problems: list[Problem] = []
        self.held: set[int] = set()
        self.version, self.database, self.theta = "", "", 0.0
        self._understood = 0

    def read(self) -> int:
        """Read all; give the number of lines that were understood."""
        try:
            for part in (self._read_people, self._read_trees, self._read_database):
                part()
                self._understood = self.lines.next
        except Unreadable as error:
            where = f"line {self.lines.next}"
            self.problems.append(Problem(where, str(error), "what stands before it; nothing more of the main part"))
        return self._understood

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
            self.individuals.append(Individual(name, sex, "dropouts" in about, tuple(typed)))
            self._understood = self.lines.next

    def _read_trees(self) -> None:
        if self.lines.take("Known relations") != "Known relations":
            raise Unreadable("'Known relations' should stand here")
        people = self.individuals + self._read_extras("")
        known = self._read_relations(len(people))
        n_trees = self.lines.take_count("the number of pedigrees")
        if n_trees * (len(people) + len(known)) > _MOST_COPIES:
            raise Unreadable(f"{n_trees} pedigrees of {len(people)} people each: more than can be held")
        for _ in range(n_trees):
            start = self.lines.next + 1
            self.lines.take_count("the number of the pedigree")
            name = self.lines.take("the name of the pedigree")
            everyone = (*people, *self._read_extras(f" of {name}"))
            relations = known + self._read_relations(len(everyone))
            self.trees.append(Tree(name, range(start, self.lines.next + 1), everyone, tuple(relations)))
            self._understood = self.lines.next

    def _read_extras(self, of: str) -> list[Individual]:
        women = self.lines.take_count("the number of women without data", 100)
        men = self.lines.take_count("the number of men without data", 100)
        extras = [Individual(f"woman {number}{of}", "F") for number in range(1, women + 1)]
        return extras + [Individual(f"man {number}{of}", "M") for number in range(1, men + 1)]

    def _read_relations(self, n_people: int) -> list[tuple[int, int]]:
        relations = []
        for _ in range(self.lines.take_count("the number of relations")):
            text = self.lines.take("a parent")
            if "Direct" in text:
                raise Unreadable("identical twins, which are not read from project files yet")
            self.lines.next -= 1
            parent = self.lines.take_count("a parent", n_people - 1)
            relations.append((parent, self.lines.take_count("a child", n_people - 1)))
        return relations

    def _read_database(self) -> None:
        text = self.lines.take("the head of the database")
        if text.startswith(TRUE):
            raise Unreadable("precomputed probabilities, which are not read")
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
            self._understood = self.lines.next
            self.problems += found
            if locus.marker is None:
                self.held.update(range(start, self.lines.next + 1))


def _read_locus(lines: Lines) -> tuple[Locus, list[Problem]]:
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
        raise Unreadable(f"{show(text)} stands where the number of alleles should")
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
    return Locus(marker, locus.name, alleles, facts), problems


def _read_alleles(
    lines: Lines, locus: MarkerName, number: int
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
