"""A slow twin of the screening: every found person beside every missing one, weighed alone and written down.

Genotypes of the missing are tried in turn (`naive`); of the package only plain data is used. At the end stand random
small collections, with people of several samples, people not typed, sexes not known, and families that contradict
themselves.
"""

from collections.abc import Sequence
from math import inf, prod
from random import Random
from typing import NamedTuple

import numpy as np
from hypothesis import strategies as st

from homeward.evidence.dna.family import Family
from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.likelihood.observation import ErrorRates
from homeward.evidence.dna.pedigree import Pedigree, Person
from homeward.evidence.dna.profile import Genotype, Individual, Sample, Sex
from tests import naive

FITS = {("M", "M"), ("F", "F"), ("U", "U"), ("U", "M"), ("U", "F"), ("M", "U"), ("F", "U")}


class Question(NamedTuple):
    """Plain data of one screening."""

    families: tuple[Family, ...]
    found: tuple[Individual, ...]
    markers: tuple[Marker, ...]


def weigh_all(question: Question) -> np.ndarray:
    """Log10 LR of everybody found (rows) as everybody missing; nan where sexes disagree or the family is impossible."""
    columns = [(family, person) for family in question.families for person in family.missing]
    return np.array(
        [[_weigh(individual, *column, question.markers) for column in columns] for individual in question.found]
    ).reshape(len(question.found), len(columns))


def _weigh(found: Individual, family: Family, person: str, markers: Sequence[Marker]) -> float:
    if (found.sex, family.pedigree.by_id[person].sex) not in FITS:
        return float("nan")
    total = 0.0
    for marker in markers:
        seen = [(s, s.genotypes[marker.name]) for s in found.samples if s.genotypes.get(marker.name)]
        relatives = naive.likelihood(family.pedigree, family.profiles, marker)
        if relatives == 0.0:
            return float("nan")
        expected = _expected(family, person, marker)
        stranger = _expected(Family("", Pedigree((Person("?"),))), "?", marker)
        as_missing = sum(p * _chance(marker, genotype, seen) for genotype, p in expected.items())
        as_stranger = sum(p * _chance(marker, genotype, seen) for genotype, p in stranger.items())
        if as_stranger == 0.0:
            return -inf  # samples that no one person can have left
        total += naive.log10(as_missing / relatives / as_stranger)
    return total


def _expected(family: Family, person: str, marker: Marker) -> dict[Genotype, float]:
    return naive.genotype_distribution(family.pedigree, family.profiles, marker, person)


def _chance(marker: Marker, genotype: Genotype, seen: Sequence[tuple[Sample, Genotype]]) -> float:
    copies = tuple(marker.alleles.index(allele) for allele in genotype)
    return prod(naive.chance_of_seeing(marker, shown, copies, ErrorRates(s.dropout)) for s, shown in seen)


# ── random small collections ──


@st.composite
def questions(draw: st.DrawFn, models: Sequence[str] = ("none", "proportional", "equal", "stepwise")) -> Question:
    """Up to three families and five found people at two or three markers."""
    random = draw(st.randoms(use_true_random=False))
    drawn = [draw(naive.markers(models)) for _ in range(draw(st.integers(1, 3)))]
    markers = tuple(Marker(f"L{k}", m.alleles, m.frequencies, mutation=m.mutation) for k, m in enumerate(drawn))
    families, people = [], []
    for number in range(draw(st.integers(0, 3))):
        family, everybody = _family(f"F{number}", draw(naive.pedigrees(4, twins=False)), markers, random)
        families.append(family)
        people += [(family.pedigree.by_id[person].sex, everybody[person]) for person in family.missing]
    found = tuple(_individual(f"R{n}", people, markers, random) for n in range(draw(st.integers(0, 5))))
    return Question(tuple(families), found, markers)


def _family(
    name: str, pedigree: Pedigree, markers: Sequence[Marker], random: Random
) -> tuple[Family, dict[str, dict[str, Genotype]]]:
    carried = {marker.name: naive.drop_genes(pedigree, marker, random) for marker in markers}
    everybody = {person.id: {m: carried[m][person.id] for m in carried} for person in pedigree.people}
    parents = {parent for person in pedigree.people for parent in (person.father, person.mother)}
    hidden = {p.id for p in pedigree.people if p.id not in parents and random.random() < 0.2}
    people = tuple(Person(p.id, p.father, p.mother, "U" if p.id in hidden else p.sex) for p in pedigree.people)
    ids = [person.id for person in people]
    missing = tuple(random.sample(ids, random.randint(1, min(2, len(ids)))))
    donors = [person for person in ids if person not in missing and random.random() < 0.8]
    profiles = {d: {m: g for m, g in everybody[d].items() if random.random() < 0.9} for d in donors}
    if donors and random.random() < 0.2:  # a mistake in a sample: such a family may be impossible in itself
        odd = random.choice(donors)
        profiles[odd] = {m.name: tuple(random.choices(m.alleles, k=2)) for m in markers}
    return Family(name, Pedigree(people), profiles, missing), everybody


def _individual(
    name: str, people: Sequence[tuple[Sex, dict[str, Genotype]]], markers: Sequence[Marker], random: Random
) -> Individual:
    if people and random.random() < 0.8:
        sex, carried = random.choice(people)
    else:
        sex = random.choice("MF")
        carried = {m.name: naive.drop_genes(Pedigree((Person("?"),)), m, random)["?"] for m in markers}
    if random.random() < 0.2:
        sex = "U"
    n_samples = random.choice((1, 1, 1, 2, 3))
    samples = tuple(_sample(f"{name}.{k}", sex, carried, random) for k in range(n_samples))
    return Individual(name, sex, samples)


def _sample(name: str, sex: Sex, carried: dict[str, Genotype], random: Random) -> Sample:
    dropout = random.choice((0.0, 0.0, 0.1, 0.3))
    seen = {m: _shown(g, dropout, random) for m, g in carried.items() if random.random() < 0.8}
    return Sample(name, sex, seen, dropout)


def _shown(genotype: Genotype, dropout: float, random: Random) -> Genotype:
    return (random.choice(genotype),) * 2 if dropout and random.random() < 0.3 else genotype
