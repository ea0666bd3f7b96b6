"""What profiles might these people have? Genotypes drawn for a pedigree, freely or given relatives already typed.

Free draws drop genes from founders to children. Draws given relatives run one exact elimination per marker and then go
back through its tables, from the last variable to the first: every draw is an independent one from P(all genotypes |
what was typed), however many people are unknown. `observe` adds what a laboratory loses. Neither theta nor linkage.

Source: gene dropping, MacCluer et al. 1986, Zoo Biol 5:147; sampling back through an elimination (forward filtering,
backward sampling), Dawid 1992, Stat Comput 2:25.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import prod

import numpy as np
from numpy.typing import NDArray

from homeward.errors import InvalidCase, InvalidInput
from homeward.evidence.dna.comparison.panel import UNTYPED, Codes
from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.kinship import Keep, Problem, merge_twins, set_up
from homeward.evidence.dna.likelihood.elimination import Plan, Scope, Step, plan_elimination
from homeward.evidence.dna.likelihood.lumping import REST, matrices_of
from homeward.evidence.dna.likelihood.network import HIDDEN, NOBODY
from homeward.evidence.dna.mutation import Floats
from homeward.evidence.dna.pedigree import Pedigree
from homeward.evidence.dna.profile import Genotype, Profile

Ints = NDArray[np.int64]
Copies = tuple[Ints, Ints]  # what each draw of one person got from the father and from the mother
_CHUNK = 2**21  # probabilities compared with one random number each, at once


@dataclass(frozen=True, slots=True, eq=False)
class Draws:
    """Genotypes of some people at some markers, drawn n times.

    codes        int16 (n, n_people, n_markers, 2): places in the marker's table, from the father and from the mother; a
                 single copy stands twice; -1 where nothing is known (X markers of a person of unknown sex)
    is_single    bool (n_people, n_markers): carries one copy only, a man at an X marker
    """

    people: tuple[str, ...]
    markers: tuple[Marker, ...]
    codes: Codes
    is_single: NDArray[np.bool_]

    def of(self, person: str) -> Codes:
        """Give one person's draws: int16 (n, n_markers, 2)."""
        return self.codes[:, self.people.index(person)]

    def profile(self, number: int, person: str) -> Profile:
        """Write one draw of one person as a laboratory would: silent alleles are not seen."""
        row = self.people.index(person)
        pairs = self.codes[number, row].tolist()
        seen = {
            marker.name: _write(marker, pair, is_single=bool(single))
            for marker, pair, single in zip(self.markers, pairs, self.is_single[row], strict=True)
        }
        return {name: genotype for name, genotype in seen.items() if genotype}


def _write(marker: Marker, pair: Sequence[int], *, is_single: bool) -> Genotype:
    silent = marker.n_alleles - 1 if marker.has_silent else UNTYPED
    names = tuple(marker.alleles[place] for place in sorted(pair) if place not in (UNTYPED, silent))
    if not names:
        return ()
    return names[:1] if is_single else (names[0], names[-1])


def simulate_profiles(
    pedigree: Pedigree,
    markers: Iterable[Marker],
    rng: np.random.Generator,
    *,
    n: int,
    given: Mapping[str, Profile] | None = None,
    people: Sequence[str] | None = None,
) -> Draws:
    """Draw genotypes of people of a pedigree, `n` times.

    Founders draw from the tables, children by Mendel, every transmission through the mutation matrix of the parent's
    sex; identical twins are alike. With `given`, everything is drawn from its distribution given those profiles; typed
    people too, whose genotypes then come in their probable order of parents.

        given      profiles of typed people by id; markers nobody is typed at are drawn freely
        people     whose draws to return, in this order; nobody named: everybody of the pedigree
        returns    `Draws`
        raises     InvalidInput for no draws; InvalidCase for a person who is not in the pedigree, and where the given
                   profiles are impossible together at a marker; UnknownAllele; TooLarge

    >>> from homeward.evidence.dna.pedigree import nuclear
    >>> marker = Marker("L1", ("7", "8"), np.array([0.5, 0.5]))
    >>> given = {"father": {"L1": ("7", "7")}, "mother": {"L1": ("8", "8")}}
    >>> family = nuclear("father", "mother", ("son", "M"))
    >>> draws = simulate_profiles(family, [marker], np.random.default_rng(1), n=1000, given=given)
    >>> draws.profile(0, "son"), np.unique(draws.of("son")).tolist()
    ({'L1': ('7', '8')}, [0, 1])
    """
    if n < 1:
        raise InvalidInput(f"{n} draws; ask for at least one")
    table = tuple(markers)
    profiles = given or {}
    wanted = tuple(person.id for person in pedigree.people) if people is None else tuple(people)
    for person in (*wanted, *profiles):
        if person not in pedigree.by_id:
            raise InvalidCase(f"person {person} is not in the pedigree; draw only people of the pedigree")
    codes = np.full((len(table), len(wanted), 2, n), UNTYPED, dtype=np.int16)
    is_single = np.zeros((len(wanted), len(table)), dtype=bool)
    for place, marker in enumerate(table):
        is_typed = any(profile.get(marker.name) for profile in profiles.values())
        drawn = _draw_given(pedigree, profiles, marker, rng, n) if is_typed else _draw_freely(pedigree, marker, rng, n)
        for row, person in enumerate(wanted):
            sex = _sex_at(pedigree, profiles, marker, person)
            if sex != "U":
                codes[place, row] = drawn[person]
            is_single[row, place] = sex == "M"
    return Draws(wanted, table, np.ascontiguousarray(codes.transpose(3, 1, 0, 2)), is_single)


def _sex_at(pedigree: Pedigree, profiles: Mapping[str, Profile], marker: Marker, person: str) -> str:
    """Tell a person's sex where it matters, "F" where it doesn't; a typed person shows it by the number of alleles."""
    if marker.chromosome != "X":
        return "F"
    sex, genotype = pedigree.by_id[person].sex, profiles.get(person, {}).get(marker.name)
    return {1: "M", 2: "F"}[len(genotype)] if sex == "U" and genotype else sex


# ── nobody typed: genes fall from founders to children ──


def _draw_freely(pedigree: Pedigree, marker: Marker, rng: np.random.Generator, n: int) -> dict[str, Copies]:
    male, female = matrices_of(marker)
    first_twin = {twin: group[0] for group in pedigree.twins for twin in group}
    carried: dict[str, Copies] = {}
    for person in pedigree.people:
        first = first_twin.get(person.id, person.id)
        if first in carried:
            carried[person.id] = carried[first]
            continue
        copies = []
        for parent, matrix in ((person.father, male), (person.mother, female)):
            if parent is None:
                copies.append(_pick(marker.frequencies, rng, n))
            else:
                copies.append(_inherit(carried[parent], matrix, rng))
        is_single = marker.chromosome == "X" and person.sex == "M"
        carried[person.id] = carried[first] = (copies[1], copies[1]) if is_single else (copies[0], copies[1])
    return carried


def _pick(chances: Floats, rng: np.random.Generator, n: int) -> Ints:
    """Draw n places with these chances, which need not sum to 1."""
    steps = np.cumsum(chances)
    places: Ints = np.searchsorted(steps, rng.random(n) * steps[-1], side="right")
    return places


def _pick_each(chances: Floats, rng: np.random.Generator) -> Ints:
    """Draw one place for each row of chances."""
    steps = np.cumsum(chances, axis=1)
    limit = rng.random(len(steps)) * steps[:, -1]
    places: Ints = (steps <= limit[:, None]).sum(axis=1)
    return places


def _inherit(parent: Copies, matrix: Floats, rng: np.random.Generator) -> Ints:
    """Pass on one of a parent's two copies, which may mutate."""
    allele = np.where(rng.random(len(parent[0])) < 0.5, parent[0], parent[1])
    stays = np.diag(matrix)
    if (stays >= 1.0).all():
        return allele
    mutates = np.nonzero(rng.random(len(allele)) >= stays[allele])[0]
    others = matrix * ~np.eye(len(matrix), dtype=bool)
    allele[mutates] = _pick_each(others[allele[mutates]], rng)
    return allele


# ── given typed relatives: back through the tables of one elimination ──


def _draw_given(
    pedigree: Pedigree, profiles: Mapping[str, Profile], marker: Marker, rng: np.random.Generator, n: int
) -> dict[str, Copies]:
    problem = set_up(pedigree, profiles, marker, keep=Keep(everybody=True))
    assert problem is not None  # everybody was asked for
    network = _Network.of(problem)
    values = network.draw(rng, n)
    if values is None:
        raise InvalidCase(f"{marker.name}: the given profiles are impossible together; check them, or allow mutation")
    lumped = [_copies(problem, values, person) for person in range(len(problem.shape.fathers))]
    full = _unlump(problem, marker, lumped, rng)
    order = [person.id for person in merge_twins(pedigree, {})[0].people]
    carried = dict(zip(order, full, strict=True))
    return carried | {twin: carried[group[0]] for group in pedigree.twins for twin in group}


def _paternal(person: int) -> int:
    return 3 * person


def _maternal(person: int) -> int:
    return 3 * person + 1


def _state(person: int) -> int:
    return 3 * person + 2


@dataclass(frozen=True, slots=True)
class _Network:
    """One pedigree and marker as a product of tables, each with a first axis of length 1, and the order of summing."""

    factors: tuple[tuple[Floats, Scope], ...]
    plan: Plan
    sizes: Mapping[int, int]

    @classmethod
    def of(cls, problem: Problem) -> "_Network":
        """Build the tables of a problem with one instance."""
        shape, m = problem.shape, problem.lumped.marker.n_alleles
        factors = tuple((table[None], scope) for table, scope in _factors(problem))
        sizes: dict[int, int] = {}
        for person, n_states in enumerate(shape.n_states):
            sizes |= {_paternal(person): m, _maternal(person): m, _state(person): n_states}
        return cls(factors, plan_elimination([scope for _, scope in factors], sizes, ()), sizes)

    def draw(self, rng: np.random.Generator, n: int) -> dict[int, Ints] | None:
        """Draw every variable n times; None where the evidence is impossible."""
        slices = list(product(*(range(size) for _, size in self.plan.cut)))
        totals = np.array([self._tables(states)[-1].item() for states in slices])
        if totals.sum() <= 0.0:
            return None
        chosen = _pick(totals, rng, n)
        values = {variable: np.zeros(n, dtype=np.int64) for _, scope in self.factors for variable in scope}
        for number in np.unique(chosen).tolist():
            tables = self._tables(slices[number])
            widest = max(prod(self.sizes[v] for v in _gone(step)) for step in self.plan.steps)
            rows = np.nonzero(chosen == number)[0]
            for part in np.array_split(rows, -(-len(rows) * widest // _CHUNK)):
                for variable, drawn in self._draw_back(tables, slices[number], rng, len(part)).items():
                    values[variable][part] = drawn
        return values

    def _tables(self, states: tuple[int, ...]) -> list[Floats]:
        """All tables of the elimination, first the factors, with the cut variables held fixed."""
        fixed = {variable: state for (variable, _), state in zip(self.plan.cut, states, strict=True)}
        tables = [table[(slice(None), *(fixed.get(v, slice(None)) for v in scope))] for table, scope in self.factors]
        for step in self.plan.steps:
            operands: list[object] = []
            for place, label in zip(step.inputs, step.labels[:-1], strict=True):
                operands += (tables[place], label)
            tables.append(np.einsum(*operands, step.labels[-1]))  # type: ignore[call-overload]
        return tables

    def _draw_back(
        self, tables: Sequence[Floats], states: tuple[int, ...], rng: np.random.Generator, n: int
    ) -> dict[int, Ints]:
        """Draw the variables that each step summed out, given those drawn before, last step first."""
        values = {v: np.full(n, state) for (v, _), state in zip(self.plan.cut, states, strict=True)}
        for step in reversed(self.plan.steps):
            gone = _gone(step)
            if not gone:
                continue
            chances = np.ones((1,) * (1 + len(gone)))
            for place, scope in zip(step.inputs, step.scopes, strict=True):
                chances = chances * _look_up(tables[place][0], scope, gone, values)
            sizes = [self.sizes[v] for v in gone]
            flat = np.broadcast_to(chances.reshape(len(chances), -1), (n, prod(sizes)))
            for variable, drawn in zip(gone, np.unravel_index(_pick_each(flat, rng), sizes), strict=True):
                values[variable] = drawn
        return values


def _gone(step: Step) -> Scope:
    """The variables that one step sums out."""
    return tuple(dict.fromkeys(v for scope in step.scopes for v in scope if v not in step.keep))


def _look_up(table: Floats, scope: Scope, gone: Scope, values: Mapping[int, Ints]) -> Floats:
    """Rows of a table at the values drawn so far: (n or 1, size or 1 for each variable not drawn yet)."""
    known = [axis for axis, v in enumerate(scope) if v not in gone]
    open_ = sorted((axis for axis, v in enumerate(scope) if v in gone), key=lambda axis: gone.index(scope[axis]))
    turned = table.transpose([*known, *open_])
    rows = turned[tuple(values[scope[axis]] for axis in known)] if known else turned[None]
    sizes = [table.shape[scope.index(v)] if v in scope else 1 for v in gone]
    return rows.reshape(len(rows), *sizes)


def _factors(problem: Problem) -> Iterator[tuple[Floats, Scope]]:
    """The tables of one instance, each with its variables: the product that `network` builds for a batch."""
    shape, lumped, evidence = problem.shape, problem.lumped, problem.evidence
    for person in range(len(shape.fathers)):
        is_typed = shape.n_states[person] != HIDDEN
        if is_typed:
            yield evidence.weight[person][0], (_state(person),)
        sides = (
            (shape.fathers[person], lumped.male, _paternal(person), evidence.paternal),
            (shape.mothers[person], lumped.female, _maternal(person), evidence.maternal),
        )
        for parent, matrix, variable, states in sides[shape.is_single[person] :]:
            rows, scope = _passed_on(problem, parent, matrix)
            if is_typed:
                yield rows[..., states[person][0]], (*scope, _state(person))
            else:
                yield rows, (*scope, variable)


def _passed_on(problem: Problem, parent: int, matrix: Floats) -> tuple[Floats, Scope]:
    """P(transmitted allele | what the parent carries), and the parent's variables; of a founder the frequencies."""
    shape, evidence = problem.shape, problem.evidence
    if parent == NOBODY:
        return problem.lumped.marker.frequencies, ()
    if shape.n_states[parent] == HIDDEN:
        if shape.is_single[parent]:
            return matrix, (_maternal(parent),)
        return 0.5 * (matrix[:, None, :] + matrix[None, :, :]), (_paternal(parent), _maternal(parent))
    rows: Floats = 0.5 * (matrix[evidence.paternal[parent][0]] + matrix[evidence.maternal[parent][0]])
    return (rows[0], ()) if shape.is_plain[parent] else (rows, (_state(parent),))


def _copies(problem: Problem, values: Mapping[int, Ints], person: int) -> Copies:
    """One person's drawn alleles among the lumped ones."""
    if problem.shape.n_states[person] != HIDDEN:
        state, evidence = values[_state(person)], problem.evidence
        return evidence.paternal[person][0][state], evidence.maternal[person][0][state]
    maternal = values[_maternal(person)]
    return (maternal if problem.shape.is_single[person] else values[_paternal(person)]), maternal


def _unlump(problem: Problem, marker: Marker, lumped: Sequence[Copies], rng: np.random.Generator) -> list[Copies]:
    """Choose which allele each "(rest)" was, from founders down, as probably as the parent could pass it on.

    Exact, because lumping is only done where the chance of passing on the lump is the same for all its members.
    """
    names = problem.lumped.marker.alleles
    if REST not in names:
        return list(lumped)
    rest = np.array([allele not in names for allele in marker.alleles])
    place = np.array([UNTYPED if name == REST else marker.alleles.index(name) for name in names])
    shape, (male, female) = problem.shape, matrices_of(marker)
    full: list[Copies] = []
    for person, pair in enumerate(lumped):
        copies = []
        sides = (shape.fathers[person], male, pair[0]), (shape.mothers[person], female, pair[1])
        for parent, matrix, copy in sides[shape.is_single[person] :]:
            allele = place[copy]
            unknown = np.nonzero(allele == UNTYPED)[0]
            if parent == NOBODY:
                allele[unknown] = _pick(marker.frequencies * rest, rng, len(unknown))
            else:
                first, second = (own[unknown] for own in full[parent])
                allele[unknown] = _pick_each((matrix[first] + matrix[second]) * rest, rng)
            copies.append(allele)
        full.append((copies[0], copies[-1]))
    return full


# ── what a laboratory sees ──


def observe(
    draws: Draws, rng: np.random.Generator, *, dropout: float = 0.0, dropin: float = 0.0, lost: float = 0.0
) -> Draws:
    """Turn what people carry into what a laboratory sees: silent alleles, drop-out, drop-in, loci lost.

        dropout    chance that one allele copy is lost; a/a is seen as a with 1 - d^2
        dropin     chance of one spurious allele at a locus, drawn from the table; unnoticed where it is there anyway
        lost       chance that a locus gives nothing
        returns    `Draws` of genotypes as seen: the lower place first, one allele written twice, -1 where nothing was
                   seen; three alleles (or two of a single copy) cannot be one person's and count as nothing
        raises     InvalidInput for a chance outside [0, 1)

    Source: the model of `observation`; Slooten 2011, FSI Genetics 5:308.
    """
    for name, chance in (("drop-out", dropout), ("drop-in", dropin), ("loss", lost)):
        if not 0.0 <= chance < 1.0:
            raise InvalidInput(f"the chance of {name} {chance} must be at least 0 and below 1")
    silent = np.array([m.n_alleles - 1 if m.has_silent else UNTYPED for m in draws.markers])
    shape = draws.codes.shape[:-1]
    three = np.full((*shape, 3), UNTYPED, dtype=np.int16)
    is_seen = (draws.codes != UNTYPED) & (draws.codes != silent[:, None])
    is_seen[..., 1] &= ~draws.is_single
    if dropout:
        is_seen &= rng.random(draws.codes.shape) >= dropout
    three[..., :2] = np.where(is_seen, draws.codes, UNTYPED)
    if dropin:
        spurious = np.stack([_pick(m.frequencies, rng, shape[0] * shape[1]) for m in draws.markers], axis=-1)
        spurious = spurious.reshape(shape)
        happens = (rng.random(shape) < dropin) & (spurious != silent) & (draws.codes[..., 0] != UNTYPED)
        three[..., 2] = np.where(happens, spurious, UNTYPED)
    three.sort(axis=-1)
    low, middle, high = three[..., 0], three[..., 1], three[..., 2]
    first = np.where(low != UNTYPED, low, np.where(middle != UNTYPED, middle, high))
    is_mixed = ((first < middle) & (middle < high)) | (draws.is_single & (first < high))
    is_nothing = is_mixed | (rng.random(shape) < lost) if lost else is_mixed
    codes = np.where(is_nothing[..., None], UNTYPED, np.stack([first, high], axis=-1)).astype(np.int16)
    return replace(draws, codes=codes)
