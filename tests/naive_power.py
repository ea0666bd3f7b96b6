"""Slow twins of the power of a family: every genotype of every person is tried, every combination of markers listed."""

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations_with_replacement, product
from typing import NamedTuple

from homeward.evidence.dna.family import Family
from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.pedigree import Pedigree, Person
from homeward.evidence.dna.profile import Genotype, Profile
from tests.naive import genotype_distribution, likelihood, visible


class Outcome(NamedTuple):
    """One way in which it may turn out: its chance, and the log10 LR then."""

    chance: float
    log10_lr: float


def genotypes_of(pedigree: Pedigree, marker: Marker, person: str) -> list[Genotype]:
    """Everything that a laboratory can see of a person."""
    one_copy = marker.chromosome == "X" and pedigree.by_id[person].sex == "M"
    return list(combinations_with_replacement(visible(marker), 1 if one_copy else 2))


def population(marker: Marker, person: Person) -> dict[Genotype, float]:
    """P(genotype) of a stranger of that person's sex."""
    alone = Pedigree((Person("stranger", sex=person.sex),))
    seen = genotypes_of(alone, marker, "stranger")
    return {genotype: likelihood(alone, {"stranger": {marker.name: genotype}}, marker) for genotype in seen}


def at_marker(family: Family, marker: Marker, missing: str, *, is_true: bool) -> list[Outcome]:
    """Every genotype of the found person at one marker, if they are the missing one or a stranger."""
    profiles = {person: profile for person, profile in family.profiles.items() if profile.get(marker.name)}
    among_all = population(marker, family.pedigree.by_id[missing])
    total = likelihood(family.pedigree, profiles, marker)
    joint = genotype_distribution(family.pedigree, profiles, marker, missing)
    outcomes = []
    for genotype, p in among_all.items():
        given = joint[genotype] / total
        weight = math.log10(given / p) if given > 0.0 else -math.inf
        outcomes.append(Outcome(given if is_true else p, weight))
    unseen = max(1.0 - sum(outcome.chance for outcome in outcomes), 0.0)
    return [*outcomes, Outcome(unseen, 0.0)]


def over_markers(by_marker: Sequence[Sequence[Outcome]]) -> Iterator[Outcome]:
    """Every combination of what may turn out at each marker."""
    for combination in product(*by_marker):
        yield Outcome(math.prod(o.chance for o in combination), sum(o.log10_lr for o in combination))


def mean_and_sd(outcomes: Sequence[Outcome]) -> tuple[float, float]:
    """Of the values that are not -inf."""
    finite = [o for o in outcomes if o.log10_lr > -math.inf and o.chance > 0.0]
    total = sum(o.chance for o in finite)
    mean = sum(o.chance * o.log10_lr for o in finite) / total
    return mean, math.sqrt(max(sum(o.chance * o.log10_lr**2 for o in finite) / total - mean**2, 0.0))


def reaches(outcomes: Sequence[Outcome], threshold: float) -> float:
    """P(log10 LR >= threshold)."""
    return sum(o.chance for o in outcomes if o.log10_lr >= threshold)


def after_asking(family: Family, marker: Marker, missing: str, relatives: Sequence[str]) -> list[Outcome]:
    """Every profile of the relatives with every genotype of the missing person, at one marker, if true.

    Where nothing is seen of the relatives (silent alleles) they count as not typed.
    """
    pedigree = family.pedigree
    now = likelihood(pedigree, family.profiles, marker)
    outcomes = []
    for drawn in product(*(genotypes_of(pedigree, marker, relative) for relative in relatives)):
        asked: Mapping[str, Profile] = {r: {marker.name: g} for r, g in zip(relatives, drawn, strict=True)}
        profiles = {**family.profiles, **asked}
        total = likelihood(pedigree, profiles, marker)
        if total > 0.0:
            larger = Family(family.id, pedigree, profiles, (missing,))
            own = at_marker(larger, marker, missing, is_true=True)
            outcomes += [Outcome(total / now * chance, weight) for chance, weight in own if chance > 0.0]
    unseen = max(1.0 - sum(outcome.chance for outcome in outcomes), 0.0)
    own = at_marker(family, marker, missing, is_true=True)
    return outcomes + [Outcome(unseen * chance, weight) for chance, weight in own if chance > 0.0]


def expected(outcomes: Sequence[Outcome]) -> float:
    """The mean log10 LR."""
    return sum(o.chance * o.log10_lr for o in outcomes)
