"""A slow twin of the joint posterior: every arrangement of everybody is written down, weighed, and added up.

Nothing of the package is used but its plain data. Likelihoods come from one array over everybody's ordered genotypes,
multiplied out; arrangements from trying every way of sorting samples into bodies and bodies onto the list.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from math import inf, log, log10, prod
from random import Random
from typing import NamedTuple

import numpy as np
from hypothesis import strategies as st

from homeward.evidence.dna.family import Family
from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.likelihood.observation import ErrorRates
from homeward.evidence.dna.pedigree import Pedigree, Person
from homeward.evidence.dna.profile import Profile, Sample
from tests import naive

Samples = tuple[Sample, ...]
Carried = Mapping[str, Samples]  # by person, everything that was taken of them


# ── one family: everybody's genotypes in one array ──


def likelihood(pedigree: Pedigree, seen: Carried, marker: Marker) -> float:
    """P(everything seen of everybody | pedigree) at one marker; several samples of one person share its genotype."""
    p = [float(x) for x in marker.frequencies]
    first = {twin: group[0] for group in pedigree.twins for twin in group}
    people = [person for person in pedigree.people if first.get(person.id, person.id) == person.id]
    axis = {person.id: k for k, person in enumerate(people)}
    axis |= {twin: axis[one] for twin, one in first.items()}
    states = [_states(marker, person, [s for p, s in _all(seen) if axis[p] == axis[person.id]]) for person in people]
    matrix = {sex: np.array(naive.matrix_of(marker.mutation, sex, marker.alleles, p)) for sex in "MF"}
    total = np.ones([len(options) for options in states])
    for k, person in enumerate(people):
        total = total * _spread([weight for _, weight in states[k]], (k,), len(people))
        if person.father is None or person.mother is None:
            total = total * _spread([prod(p[a] for a in copies) for copies, _ in states[k]], (k,), len(people))
            continue
        for side, parent, sex in ((-1, axis[person.mother], "F"), (0, axis[person.father], "M")):
            if side == 0 and any(len(copies) == 1 for copies, _ in states[k]):
                continue
            table = [
                [np.mean([matrix[sex][own, copies[side]] for own in parents]) for copies, _ in states[k]]
                for parents, _ in states[parent]
            ]
            total = total * _spread(table, (parent, k), len(people))
    return float(total.sum())


def _all(seen: Carried) -> Iterator[tuple[str, Sample]]:
    for person, samples in seen.items():
        for sample in samples:
            yield person, sample


def _states(marker: Marker, person: Person, samples: Iterable[Sample]) -> list[tuple[naive.Copies, float]]:
    """What a person may carry, with the chance of all that was seen of them."""
    n_copies = 1 if marker.chromosome == "X" and person.sex == "M" else 2
    typed = [(s.genotypes[marker.name], ErrorRates(s.dropout)) for s in samples if s.genotypes.get(marker.name)]
    options = [
        (copies, prod(naive.chance_of_seeing(marker, genotype, copies, errors) for genotype, errors in typed))
        for copies in product(range(marker.n_alleles), repeat=n_copies)
    ]
    return [(copies, chance) for copies, chance in options if chance > 0.0] or [options[0]]


def _spread(table: object, axes: tuple[int, ...], n: int) -> np.ndarray:
    """Lay a table over some axes of the whole array."""
    values = np.asarray(table, dtype=float)
    if axes != tuple(sorted(axes)):
        values, axes = values.T, tuple(sorted(axes))
    shape = [1] * n
    for axis, size in zip(axes, values.shape, strict=True):
        shape[axis] = size
    return values.reshape(shape)


def weigh(family: Family, placed: Carried, markers: Sequence[Marker]) -> float:
    """P(references, what was placed | family), over all markers."""
    references = {person: (Sample("", genotypes=profile),) for person, profile in family.profiles.items()}
    return prod(likelihood(family.pedigree, {**references, **placed}, marker) for marker in markers)


def weigh_stranger(samples: Samples, markers: Sequence[Marker]) -> float:
    """P(samples of one unrelated person)."""
    sexes = {sample.sex for sample in samples} - {"U"}
    stranger = Pedigree((Person("?", sex=sexes.pop() if len(sexes) == 1 else "U"),))
    return prod(likelihood(stranger, {"?": samples}, marker) for marker in markers)


# ── everybody: every arrangement ──

Body = tuple[str, ...]  # ids of samples
Arrangement = frozenset[tuple[Body, str | None]]  # each body with the missing person it is, or nobody


class Question(NamedTuple):
    """Plain data for one whole case."""

    families: tuple[Family, ...]
    found: Samples
    markers: tuple[Marker, ...]
    log10_w: float = 0.0
    other: Mapping[tuple[str, str], float] = {}  # (found, missing) to log10 of other evidence
    log10_odds: float | None = None  # that two parts are of one body; None: no sample is a part


class Answer(NamedTuple):
    """Every arrangement that is possible, with its natural log weight against "nobody is anybody"."""

    question: Question
    ln_weight: dict[Arrangement, float]

    def probability(self) -> dict[Arrangement, float]:
        """Share of each arrangement."""
        highest = max(self.ln_weight.values())
        shares = {one: float(np.exp(weight - highest)) for one, weight in self.ln_weight.items()}
        total = sum(shares.values())
        return {one: share / total for one, share in shares.items()}

    def posterior(self, found: str, missing: str | None) -> float:
        """P(this sample is of this missing person; None: of nobody on the list)."""
        return sum(share for one, share in self.probability().items() if who_is(one).get(found) == missing)

    def matrix(self) -> np.ndarray:
        """The posterior of every found and missing person, and of nobody in the last column."""
        columns = [*listed(self.question.families), None]
        return np.array([[self.posterior(s.id, m) for m in columns] for s in self.question.found]).reshape(
            len(self.question.found), len(columns)
        )

    def log10_glr(self, found: str, missing: str) -> float:
        """Best with the pair over best without it."""
        with_, without = [-inf], [-inf]
        for one, weight in self.ln_weight.items():
            (with_ if who_is(one).get(found) == missing else without).append(weight)
        return -inf if max(with_) == -inf else (max(with_) - max(without)) / log(10)

    def by_identity(self) -> dict[frozenset[tuple[str, str]], float]:
        """Probability of each way to name people, however the rest is sorted into bodies."""
        result: dict[frozenset[tuple[str, str]], float] = {}
        for one, share in self.probability().items():
            names = frozenset(who_is(one).items())
            result[names] = result.get(names, 0.0) + share
        return result


def who_is(arrangement: Arrangement) -> dict[str, str]:
    """The samples that are somebody on the list."""
    return {sample: missing for body, missing in arrangement if missing is not None for sample in body}


def listed(families: Iterable[Family]) -> list[str]:
    """Everybody missing, family by family."""
    return [person for family in families for person in family.missing]


def answer(question: Question) -> Answer:
    """Weigh every arrangement of positive likelihood.

    A family weighs P(references, placed) against P(references) and P(samples) of each sample alone; a body of b parts
    r^(b-1) more, with r = w odds; a body left over P(its samples together) and w.
    """
    samples = {sample.id: sample for sample in question.found}
    odds = question.log10_odds
    alone = {name: weigh_stranger((sample,), question.markers) for name, sample in samples.items()}
    of_family: dict[object, float] = {}

    def together(body: Body) -> float:
        return (
            log10(weigh_stranger(tuple(samples[k] for k in body), question.markers))
            if len(body) > 1
            else alone_of(body)
        )

    def alone_of(body: Body) -> float:
        return sum(log10(alone[name]) for name in body)

    def family_weight(number: int, placed: Mapping[str, Body]) -> float:
        key = number, frozenset(placed.items())
        if key not in of_family:
            family = question.families[number]
            carried = {m: tuple(samples[k] for k in body) for m, body in placed.items()}
            of_family[key] = weigh(family, carried, question.markers)
        return of_family[key]

    weights: dict[Arrangement, float] = {}
    for arrangement in arrangements(question):
        total = 0.0
        for number, family in enumerate(question.families):
            placed = {missing: body for body, missing in arrangement if missing in family.missing}
            likely = family_weight(number, placed)
            total += log10(likely / family_weight(number, {})) if likely > 0.0 else -inf
        for body, missing in arrangement:
            total -= alone_of(body)
            total += (len(body) - 1) * (question.log10_w + (odds or 0.0))
            if missing is None:
                total += together(body) + question.log10_w
            else:
                total += sum(question.other.get((name, missing), 0.0) for name in body)
        if total > -inf:
            weights[arrangement] = total * log(10)
    nobody = len(samples) * question.log10_w * log(10)
    return Answer(question, {one: weight - nobody for one, weight in weights.items()})


def arrangements(question: Question) -> Iterator[Arrangement]:
    """Every way to sort samples into bodies and to name bodies, nobody twice, where sexes allow it."""
    sex_of = {sample.id: sample.sex for sample in question.found}
    sought = {m: family.pedigree.by_id[m].sex for family in question.families for m in family.missing}
    for bodies in sortings(question):
        for names in product((None, *sought), repeat=len(bodies)):
            named = [name for name in names if name is not None]
            if len(set(named)) < len(named):
                continue
            pairs = [(sex_of[k], sought[m]) for body, m in zip(bodies, names, strict=True) if m for k in body]
            if all(one == other or "U" in (one, other) for one, other in pairs):
                yield frozenset(zip(bodies, names, strict=True))


def sortings(question: Question) -> Iterator[tuple[Body, ...]]:
    """Every way to sort the parts into bodies that can be one person's; whole remains stay alone."""
    samples = {sample.id: sample for sample in question.found}
    whole = tuple((s.id,) for s in question.found if not s.is_part or question.log10_odds is None)
    parts = [s.id for s in question.found if s.is_part and question.log10_odds is not None]
    for labels in product(range(len(parts)), repeat=len(parts)):
        if any(label > max(labels[:k], default=-1) + 1 for k, label in enumerate(labels)):
            continue  # each sorting once: a new body takes the next number
        bodies = [tuple(p for p, label in zip(parts, labels, strict=True) if label == k) for k in sorted(set(labels))]
        if all(_is_one_body(tuple(samples[k] for k in body), question.markers) for body in bodies):
            yield (*whole, *bodies)


def _is_one_body(samples: Samples, markers: Sequence[Marker]) -> bool:
    return len({s.sex for s in samples} - {"U"}) < 2 and (len(samples) == 1 or weigh_stranger(samples, markers) > 0.0)


# ── random small cases ──

MODELS = ("none", "proportional", "equal", "stepwise")
LOG10_W = (0.0, -1.0, 0.7, 2.0)


@st.composite
def questions(
    draw: st.DrawFn,
    *,
    max_found: int = 4,
    models: Sequence[str] = MODELS,
    max_missing: int = 2,
    silent: bool = False,
    x: bool = False,
    n_parts: int = 0,
) -> Question:
    """A few families, a few found people of whom some are theirs, and any evidence beside DNA."""
    random = draw(st.randoms(use_true_random=False))
    names = ("L", "X") if x else ("L", "M")
    markers = tuple(
        _renamed(draw(naive.markers(models, silent=silent and name == "L", x=name == "X")), name)
        for name in names[: draw(st.integers(1, 2))]
    )
    n_families = draw(st.integers(0, 5 - max_missing))
    families, people = [], []
    for number in range(n_families):
        pedigree = _known_as(draw(naive.pedigrees(5)), f"F{number}", random, unknown=not x)
        family, everybody = _some_typed(pedigree, markers, random, max_missing)
        families.append(family)
        people += [(pedigree.by_id[m].sex, everybody[m]) for m in family.missing]
    n_found = draw(st.integers(n_parts if n_parts else 0, max_found))
    found = tuple(_found(number, people, markers, random, is_part=number < n_parts) for number in range(n_found))
    pairs = [(s.id, m) for s in found for m in listed(families)]
    other = {pair: random.choice((-2.0, -0.5, 0.5, 1.5)) for pair in pairs if random.random() < 0.2}
    odds = draw(st.sampled_from((-1.0, 0.0))) if n_parts else None
    return Question(tuple(families), found, markers, draw(st.sampled_from(LOG10_W)), other, odds)


def _renamed(marker: Marker, name: str) -> Marker:
    return Marker(name, marker.alleles, marker.frequencies, marker.chromosome, marker.mutation)


def _known_as(pedigree: Pedigree, prefix: str, random: Random, *, unknown: bool) -> Pedigree:
    """Give everybody ids of their own; now and then nobody knows the sex of somebody without children."""
    parents = {parent for person in pedigree.people for parent in (person.father, person.mother)}
    twins = {twin for group in pedigree.twins for twin in group}

    def of(person: str | None) -> str | None:
        return person and f"{prefix}.{person}"

    def sex_of(person: Person) -> str:
        hidden = unknown and person.id not in parents | twins and random.random() < 0.2
        return "U" if hidden else person.sex

    people = [Person(f"{prefix}.{p.id}", of(p.father), of(p.mother), sex_of(p)) for p in pedigree.people]
    return Pedigree(tuple(people), tuple(tuple(f"{prefix}.{twin}" for twin in group) for group in pedigree.twins))


def _some_typed(
    pedigree: Pedigree, markers: Sequence[Marker], random: Random, max_missing: int
) -> tuple[Family, dict[str, Profile]]:
    drawn = {marker.name: naive.drop_genes(pedigree, marker, random) for marker in markers}
    everybody = {p.id: {name: drawn[name][p.id] for name in drawn} for p in pedigree.people}
    ids = [person.id for person in pedigree.people]
    missing = random.sample(ids, min(len(ids), random.randint(1, max_missing)))
    donors = [person for person in ids if person not in missing and random.random() < 0.7]
    profiles = {
        person: {name: genotype for name, genotype in everybody[person].items() if random.random() < 0.9}
        for person in donors
    }
    return Family(ids[0].partition(".")[0], pedigree, profiles, tuple(missing)), everybody


def _found(
    number: int, people: Sequence[tuple[str, Profile]], markers: Sequence[Marker], random: Random, *, is_part: bool
) -> Sample:
    """Somebody's remains, or a stranger's, with untyped loci and lost alleles."""
    if people and random.random() < 0.8:
        sex, carried = random.choice(people)
    else:
        stranger = Pedigree((Person("?", sex=random.choice("MF")),))
        sex = stranger.people[0].sex
        carried = {marker.name: naive.drop_genes(stranger, marker, random)["?"] for marker in markers}
    dropout = random.choice((0.0, 0.0, 0.1, 0.3))
    seen = {name: _seen(genotype, dropout, random) for name, genotype in carried.items() if random.random() < 0.9}
    if all(marker.chromosome == "autosomal" for marker in markers) and random.random() < 0.2:
        sex = "U"
    return Sample(f"R{number}", sex, seen, dropout, is_part=is_part)


def _seen(genotype: tuple[str, ...], dropout: float, random: Random) -> tuple[str, ...]:
    if dropout and len(genotype) == 2 and random.random() < 0.3:
        return (random.choice(genotype),) * 2
    return genotype
