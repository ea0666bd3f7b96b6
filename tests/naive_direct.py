"""Slow twin of `homeward.evidence.dna.direct`: one pair, one locus at a time, all genotypes in turn."""

import itertools
import math


def chance_of_seeing(seen, genotype, frequencies, dropout, dropin):
    """P(seen | genotype), allele by allele."""
    carried = [allele for allele in genotype if allele != "silent"]
    chance, n_extra = 1.0, 0
    for allele in set(carried) | set(seen):
        lost = dropout ** carried.count(allele)
        if allele in carried:
            chance *= 1 - lost if allele in seen else lost
        else:
            chance *= dropin * frequencies[allele]
            n_extra += 1
    return chance if n_extra else chance * (1 - dropin)


def draw(alleles, frequencies, theta):
    """Chance of drawing these alleles in this order from one urn."""
    chance = 1.0
    for n, allele in enumerate(alleles):
        alike = alleles[:n].count(allele)
        chance *= (alike * theta + (1 - theta) * frequencies[allele]) / (1 + (n - 1) * theta)
    return chance


def log10_lr(seen, errors, frequencies, theta=0.0, n_copies=2):
    """One person against two; seen and errors are pairs, errors of (dropout, dropin)."""
    genotypes = list(itertools.product(frequencies, repeat=n_copies))
    first = {g: chance_of_seeing(seen[0], g, frequencies, *errors[0]) for g in genotypes}
    second = {g: chance_of_seeing(seen[1], g, frequencies, *errors[1]) for g in genotypes}
    same = sum(first[g] * second[g] * draw(g, frequencies, theta) for g in genotypes)
    other = sum(first[g] * second[h] * draw(g + h, frequencies, theta) for g in genotypes for h in genotypes)
    return math.log10(same / other) if same else -math.inf


def group(n, links, n_typed):
    """Groups by joining two sets for every link, again and again."""
    groups = [{i} for i in range(n)]
    for one, other in links:
        first = next(members for members in groups if one in members)
        second = next(members for members in groups if other in members)
        if first is not second:
            groups.remove(second)
            first |= second
    ordered = sorted(groups, key=min)
    answer = []
    for members in ordered:
        most = max(n_typed[i] for i in members)
        fullest = min(i for i in members if n_typed[i] == most)
        answer.append((fullest, *(i for i in sorted(members) if i != fullest)))
    return tuple(answer)
