"""Slow twins: the same answers, written from the definitions and nothing else.

Everybody's ordered genotype is tried in turn, everything is multiplied and added up. Only plain data types come from
the package. At the end stand the random small families that both are asked about.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations_with_replacement, product
from math import prod
from random import Random
from typing import Any, NamedTuple

import numpy as np
from hypothesis import strategies as st

from homeward.evidence.dna.family import Family
from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.likelihood.observation import NO_ERRORS, ErrorRates
from homeward.evidence.dna.mutation import Mutation, Rates
from homeward.evidence.dna.pedigree import Pedigree, Person
from homeward.evidence.dna.profile import Genotype, Profile, Sample

Matrix = list[list[float]]
Copies = tuple[int, ...]  # what a person carries: allele from the father, from the mother; one for a man at an X marker
NO_ERROR_RATES: Mapping[str, ErrorRates] = {}


# ── mutation: rows are the parent's allele, columns the transmitted one ──


def matrix_of(mutation: Mutation, sex: str, alleles: Sequence[str], frequencies: Sequence[float]) -> Matrix:
    """Write the matrix of any model, entry by entry; a last allele "silent" is left as it is."""
    rates = mutation.male if sex == "M" else mutation.female
    seen = [a for a in alleles if a != "silent"]
    p = [float(frequencies[i]) for i in range(len(seen))]
    places = range(len(seen))
    matrix = [[_off_diagonal(mutation.model, rates, seen, p, (i, j)) for j in places] for i in places]
    for i, row in enumerate(matrix):
        row[i] = float(rates.matrix[i][i]) if mutation.model == "custom" and rates.matrix else 1.0 - sum(row)
    if mutation.stabilization == "PM" and mutation.model != "none":
        matrix = _stabilized(matrix, [x / sum(p) for x in p])
    if len(alleles) > len(seen):
        matrix = [[*row, 0.0] for row in matrix] + [[0.0] * len(seen) + [1.0]]
    return matrix


def _off_diagonal(model: str, rates: Rates, alleles: Sequence[str], p: Sequence[float], pair: tuple[int, int]) -> float:
    i, j = pair
    n = len(alleles)
    if i == j or model == "none":
        return 0.0
    if model == "custom":
        assert rates.matrix is not None
        return rates.matrix[i][j]
    if model == "equal":
        return rates.rate / (n - 1)
    if model == "proportional":
        shares = [x / sum(p) for x in p]
        return rates.rate / sum(x * (1 - x) for x in shares) / sum(p) * shares[j]
    if model == "dawid":
        a = (1 - rates.range**n) / (1 - rates.range)
        return rates.rate / p[i] * (1 - rates.range) / (2 * rates.range * (n - a)) * rates.range ** abs(i - j)
    return _step(model, rates, alleles, pair)


def _step(model: str, rates: Rates, alleles: Sequence[str], pair: tuple[int, int]) -> float:
    i, j = pair
    group = [text.partition(".")[2].rstrip("0") for text in alleles]
    repeats = [int(text.partition(".")[0]) for text in alleles]
    others = [k for k in range(len(alleles)) if k != i]
    if model == "onestep":
        next_to = [k for k in others if group[k] == group[i] and abs(repeats[k] - repeats[i]) == 1]
        return rates.rate / len(next_to) if j in next_to else 0.0
    if group[i] != group[j]:
        return rates.rate2 / sum(group[k] != group[i] for k in others)
    mass = sum(rates.range ** abs(repeats[k] - repeats[i]) for k in others if group[k] == group[i])
    return rates.rate * rates.range ** abs(repeats[j] - repeats[i]) / mass


def _stabilized(matrix: Matrix, p: Sequence[float]) -> Matrix:
    """D(M - I) + I: the chain is run until it forgets where it began; D makes p its resting place, at the old rate."""
    n = len(p)
    long_run = np.array(matrix)
    for _ in range(60):
        long_run = long_run @ long_run
        long_run /= long_run.sum(axis=1, keepdims=True)
    d = [float(long_run[0, i]) / p[i] for i in range(n)]
    old = sum(p[i] * (1 - matrix[i][i]) for i in range(n))
    new = sum(p[i] * d[i] * (1 - matrix[i][i]) for i in range(n))
    d = [x * old / new for x in d] if new else [1.0] * n
    return [[d[i] * (matrix[i][j] - (i == j)) + (i == j) for j in range(n)] for i in range(n)]


# ── observation: P(what was seen | what is carried) ──


def chance_of_seeing(marker: Marker, genotype: Genotype, copies: Copies, errors: ErrorRates = NO_ERRORS) -> float:
    """Try every way in which copies are lost; what is seen and not carried dropped in."""
    seen = {marker.alleles.index(allele) for allele in genotype}
    total = 0.0
    for lost in product((False, True), repeat=len(copies)):
        left = {a for a, gone in zip(copies, lost, strict=True) if not gone and marker.alleles[a] != "silent"}
        if left != seen & set(copies):
            continue
        way = prod(errors.dropout if gone else 1 - errors.dropout for gone in lost)
        extra = seen - set(copies)
        way *= prod(errors.dropin * float(marker.frequencies[a]) for a in extra) if extra else 1 - errors.dropin
        total += way
    return total


# ── one marker: everybody's genotype in turn ──


def log10(value: float) -> float:
    """The logarithm, of zero too: small likelihoods are compared as such."""
    return math.log10(value) if value > 0.0 else -math.inf


class _Case(NamedTuple):
    people: tuple[Person, ...]
    twin_of: Mapping[str, str]  # an identical twin to the first of the group
    options: Mapping[str, Mapping[Copies, float]]  # what each may carry: P(what was seen | it)
    father: Matrix
    mother: Matrix
    p: Sequence[float]
    theta: float


def likelihood(
    pedigree: Pedigree,
    profiles: Mapping[str, Profile],
    marker: Marker,
    *,
    theta: float = 0.0,
    errors: Mapping[str, ErrorRates] = NO_ERROR_RATES,
) -> float:
    """P(profiles | pedigree) at one marker; at an X marker everybody's sex must be known."""
    p = [float(x) for x in marker.frequencies]
    options = {}
    for person in pedigree.people:
        n_copies = 1 if marker.chromosome == "X" and person.sex == "M" else 2
        genotype = profiles.get(person.id, {}).get(marker.name)
        options[person.id] = {
            copies: chance
            for copies in product(range(len(p)), repeat=n_copies)
            if (chance := _chance(marker, genotype, copies, errors.get(person.id, NO_ERRORS))) > 0
        }
    twin_of = {twin: group[0] for group in pedigree.twins for twin in group[1:]}
    first_twins_first = tuple(sorted(pedigree.people, key=lambda person: _rank(person, pedigree, twin_of)))
    father = matrix_of(marker.mutation, "M", marker.alleles, p)
    mother = matrix_of(marker.mutation, "F", marker.alleles, p)
    return _add_up(_Case(first_twins_first, twin_of, options, father, mother, p, theta), 0, {}, ())


def _rank(person: Person, pedigree: Pedigree, twin_of: Mapping[str, str]) -> tuple[int, bool]:
    depth = 0
    if person.father is not None and person.mother is not None:
        parents = (pedigree.by_id[person.father], pedigree.by_id[person.mother])
        depth = 1 + max(_rank(parent, pedigree, twin_of)[0] for parent in parents)
    return depth, person.id in twin_of


def _chance(marker: Marker, genotype: Genotype | None, copies: Copies, errors: ErrorRates) -> float:
    return 1.0 if genotype is None else chance_of_seeing(marker, genotype, copies, errors)


def _add_up(case: _Case, place: int, carried: dict[str, Copies], drawn: Copies) -> float:
    if place == len(case.people):
        return 1.0
    person = case.people[place]
    total = 0.0
    for copies, seen in case.options[person.id].items():
        chance = seen * _chance_of_carrying(case, person, copies, carried, drawn)
        if chance > 0.0:
            now_drawn = drawn + copies if person.is_founder else drawn
            total += chance * _add_up(case, place + 1, {**carried, person.id: copies}, now_drawn)
    return total


def _chance_of_carrying(
    case: _Case, person: Person, copies: Copies, carried: Mapping[str, Copies], drawn: Copies
) -> float:
    if person.id in case.twin_of:
        return float(copies == carried[case.twin_of[person.id]])
    if person.father is None or person.mother is None:
        chance = 1.0
        for allele in copies:
            n, m = len(drawn), drawn.count(allele)
            chance *= (m * case.theta + (1 - case.theta) * case.p[allele]) / (1 + (n - 1) * case.theta)
            drawn = (*drawn, allele)
        return chance
    chance = _chance_of_passing(case.mother, carried[person.mother], copies[-1])
    if len(copies) == 2:
        chance *= _chance_of_passing(case.father, carried[person.father], copies[0])
    return chance


def _chance_of_passing(matrix: Matrix, parent: Copies, allele: int) -> float:
    return sum(matrix[own][allele] for own in parent) / len(parent)


def genotype_distribution(
    pedigree: Pedigree, profiles: Mapping[str, Profile], marker: Marker, target: str, **assumed: Any
) -> dict[Genotype, float]:
    """P(the target shows a genotype, everybody else's profile), for every genotype; alleles in table order."""
    one_copy = marker.chromosome == "X" and pedigree.by_id[target].sex == "M"
    genotypes = combinations_with_replacement(marker.alleles, 1 if one_copy else 2)
    return {
        genotype: likelihood(pedigree, {**profiles, target: {marker.name: genotype}}, marker, **assumed)
        for genotype in genotypes
    }


# ── two linked markers: haplotypes, phases and recombinations ──

Haplotype = tuple[int, int]
Haplotypes = tuple[Haplotype, ...]  # from the father, from the mother


def pair_likelihood(
    pedigree: Pedigree, profiles: Mapping[str, Profile], pair: tuple[Marker, Marker], recombination: float
) -> float:
    """P(profiles at two linked autosomal markers | pedigree), founders in linkage equilibrium, no twins."""
    matrices = [
        {sex: matrix_of(marker.mutation, sex, marker.alleles, [float(x) for x in marker.frequencies]) for sex in "MF"}
        for marker in pair
    ]
    haplotypes = list(product(range(pair[0].n_alleles), range(pair[1].n_alleles)))

    def passing(parent: Haplotypes, child: Haplotype, sex: str) -> float:
        total = 0.0
        for first, second in product((0, 1), repeat=2):
            way = 0.5 * (recombination if first != second else 1 - recombination)
            way *= matrices[0][sex][parent[first][0]][child[0]] * matrices[1][sex][parent[second][1]][child[1]]
            total += way
        return total

    def add_up(place: int, carried: dict[str, Haplotypes]) -> float:
        if place == len(pedigree.people):
            return 1.0
        person = pedigree.people[place]
        total = 0.0
        for both in product(haplotypes, repeat=2):
            chance = prod(_fits(marker, profiles.get(person.id), both, locus) for locus, marker in enumerate(pair))
            if person.father is None or person.mother is None:
                chance *= prod(float(pair[k].frequencies[h[k]]) for h in both for k in (0, 1))
            elif chance:
                chance *= passing(carried[person.father], both[0], "M") * passing(carried[person.mother], both[1], "F")
            if chance > 0.0:
                total += chance * add_up(place + 1, {**carried, person.id: both})
        return total

    return add_up(0, {})


def _fits(marker: Marker, profile: Profile | None, both: Haplotypes, locus: int) -> float:
    genotype = (profile or {}).get(marker.name)
    return _chance(marker, genotype, (both[0][locus], both[1][locus]), NO_ERRORS)


# ── who is who: every partial assignment of found to missing ──

Assignment = tuple[str | None, ...]  # for each found sample, in order, the missing person or nobody


def assignments(found: Sequence[Sample], families: Sequence[Family]) -> Iterator[Assignment]:
    """Every way to place the found, nobody twice, where sexes allow it (unknown fits both)."""
    missing = {person: family.pedigree.by_id[person].sex for family in families for person in family.missing}
    for choice in product((None, *missing), repeat=len(found)):
        placed = [person for person in choice if person is not None]
        sexes = [(s.sex, missing[m]) for s, m in zip(found, choice, strict=True) if m is not None]
        if len(placed) == len(set(placed)) and all(a == b or "U" in (a, b) for a, b in sexes):
            yield choice


def joint_posterior(
    found: Sequence[Sample], families: Sequence[Family], markers: Sequence[Marker], weight_of_nobody: float = 1.0
) -> dict[Assignment, float]:
    """P(assignment | all profiles): families' likelihoods with the found placed in them, strangers for the rest."""
    weights = {}
    for choice in assignments(found, families):
        weight = 1.0
        for family in families:
            placed = {m: s.genotypes for s, m in zip(found, choice, strict=True) if m in family.missing}
            weight *= prod(likelihood(family.pedigree, {**family.profiles, **placed}, m) for m in markers)
        for sample, person in zip(found, choice, strict=True):
            if person is None:
                stranger = Pedigree((Person("stranger", sex=sample.sex),))
                weight *= prod(likelihood(stranger, {"stranger": sample.genotypes}, m) for m in markers)
                weight *= weight_of_nobody
        weights[choice] = weight
    total = sum(weights.values())
    return {choice: weight / total for choice, weight in weights.items()} if total > 0.0 else {}


def marginal(posterior: Mapping[Assignment, float], number: int) -> dict[str | None, float]:
    """P(found sample `number` is this missing person, or nobody)."""
    result: dict[str | None, float] = {}
    for choice, chance in posterior.items():
        result[choice[number]] = result.get(choice[number], 0.0) + chance
    return result


# ── random small families ──

LADDERS = (("8", "9", "10", "11"), ("8", "9", "9.3", "10"), ("9", "10", "12", "13"), ("9.2", "10", "10.2", "11"))
MODELS = ("none", "equal", "proportional", "stepwise", "onestep", "dawid", "custom")


class SmallCase(NamedTuple):
    """A question small enough to be answered slowly."""

    pedigree: Pedigree
    marker: Marker
    profiles: dict[str, Profile]


@st.composite
def mutations(draw: st.DrawFn, n_alleles: int, models: Sequence[str] = MODELS) -> Mutation:
    """Any model, with rates high enough to matter in the result."""
    model: Any = draw(st.sampled_from(models))

    def rates() -> Rates:
        rate, rate2 = draw(st.sampled_from((0.0, 0.002, 0.01))), draw(st.sampled_from((1e-6, 0.004)))
        rows = [[draw(st.integers(0, 9)) + (50 if i == j else 0) for j in range(n_alleles)] for i in range(n_alleles)]
        matrix = tuple(tuple(x / sum(row) for x in row) for row in rows) if model == "custom" else None
        return Rates(rate, rate2 if model == "stepwise" else 0.0, draw(st.sampled_from((0.1, 0.5))), matrix)

    stabilize = model in ("equal", "proportional", "stepwise") and draw(st.booleans())
    return Mutation(model, rates(), rates(), "PM" if stabilize else None)


@st.composite
def markers(
    draw: st.DrawFn, models: Sequence[str] = MODELS, *, n_alleles: int = 3, x: bool | None = False, silent: bool = False
) -> Marker:
    """A marker of up to `n_alleles` alleles; x None means either chromosome."""
    n = draw(st.integers(2, n_alleles))
    mutation = draw(mutations(n, models))
    ladders = LADDERS[:1] if mutation.model == "dawid" else LADDERS
    alleles = draw(st.sampled_from(ladders))[:n] + (("silent",) if silent else ())
    parts = np.array([draw(st.integers(2, 20)) for _ in alleles], dtype=float)
    is_x = draw(st.booleans()) if x is None else x
    return Marker("L", alleles, parts / parts.sum(), "X" if is_x else "autosomal", mutation)


@st.composite
def pedigrees(draw: st.DrawFn, max_people: int = 6, *, twins: bool = True) -> Pedigree:
    """Any pedigree of a few people: loops, inbreeding, half relations, strangers, identical twins, in any order."""
    people = [Person("p0", sex="M"), Person("p1", sex="F")]
    sizes = (*range(2, max_people + 1), max_people, max_people)
    for number in range(2, draw(st.sampled_from(sizes))):
        sex: Any = draw(st.sampled_from("MF"))
        if draw(st.integers(0, 5)) == 5:
            people.append(Person(f"p{number}", sex=sex))
            continue
        father = draw(st.sampled_from([person.id for person in people if person.sex == "M"]))
        mother = draw(st.sampled_from([person.id for person in people if person.sex == "F"]))
        people.append(Person(f"p{number}", father, mother, sex))
    brood: dict[Any, list[str]] = {}
    for person in people[2:]:
        brood.setdefault((person.father, person.mother, person.sex), []).append(person.id)
    alike = [tuple(ids[:2]) for parents, ids in brood.items() if parents[0] and len(ids) > 1 and twins]
    groups = tuple(pair for pair in alike if draw(st.booleans()))
    return Pedigree(tuple(draw(st.permutations(people))), groups)


@st.composite
def small_cases(draw: st.DrawFn, marker: st.SearchStrategy[Marker] | None = None, max_people: int = 6) -> SmallCase:
    """A pedigree and a marker with some people typed: mostly as they would inherit, now and then anything."""
    pedigree, table = draw(pedigrees(max_people)), draw(markers() if marker is None else marker)
    random = draw(st.randoms(use_true_random=False))
    ids = [person.id for person in pedigree.people]
    typed = draw(st.sets(st.sampled_from(ids), min_size=random.randint(1, len(ids))))
    while table.n_alleles ** (2 * (len(pedigree.people) - len(typed))) > 5000:
        typed = {*typed, random.choice([person for person in ids if person not in typed])}
    everybody = drop_genes(pedigree, table, random)
    if draw(st.integers(0, 3)) == 3:
        odd = draw(st.sampled_from(sorted(typed)))
        everybody[odd] = tuple(random.choice(visible(table)) for _ in everybody[odd])
    return SmallCase(pedigree, table, {person: {table.name: everybody[person]} for person in sorted(typed)})


def visible(marker: Marker) -> list[str]:
    """The alleles a laboratory can see."""
    return [allele for allele in marker.alleles if allele != "silent"]


def drop_genes(pedigree: Pedigree, marker: Marker, random: Random) -> dict[str, Genotype]:
    """Let everybody inherit, without mutation; what nobody can see is seen as the other allele."""
    names, weights = visible(marker), [float(x) for x in marker.frequencies][: len(visible(marker))]
    first = {twin: group[0] for group in pedigree.twins for twin in group}
    carried: dict[str, Genotype] = {}
    for person in pedigree.people:
        n_copies = 1 if marker.chromosome == "X" and person.sex == "M" else 2
        twin = first.get(person.id)
        if twin in carried:
            carried[person.id] = carried[twin]
        elif person.father is None or person.mother is None:
            carried[person.id] = tuple(random.choices(names, weights, k=n_copies))
        else:
            from_both = (random.choice(carried[person.father]), random.choice(carried[person.mother]))
            carried[person.id] = from_both[-n_copies:]
        if twin is not None:
            carried[twin] = carried[person.id]
    return carried
