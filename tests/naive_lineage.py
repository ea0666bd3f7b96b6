"""Slow twins of `homeward.evidence.dna.lineage`: loops and definitions, nothing shared with the package."""

import math


def bound_by_halving(n_seen, n_database, confidence):
    """The frequency at which n_seen or fewer has chance 1 - confidence, by halving an interval 200 times."""
    low, high = 0.0, 1.0
    for _ in range(200):
        middle = (low + high) / 2
        chance = 0.0
        for x in range(n_seen + 1):
            chance += math.comb(n_database, x) * middle**x * (1 - middle) ** (n_database - x)
        if chance > 1 - confidence:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def walk_chance(n_meioses, rate, change, two_step_share=0.0):
    """Chance of a total change, by asking what the last meiosis did."""
    if n_meioses == 0:
        return 1.0 if change == 0 else 0.0
    if abs(change) > 2 * n_meioses:
        return 0.0
    total = (1 - rate) * walk_chance(n_meioses - 1, rate, change, two_step_share)
    for step, share in ((1, 1 - two_step_share), (2, two_step_share)):
        for sign in (-1, 1):
            total += rate * share / 2 * walk_chance(n_meioses - 1, rate, change - sign * step, two_step_share)
    return total


def laplace_frequency(centres, weights, p, haplotype):
    """Sum over clusters of weight times product over loci."""
    total = 0.0
    for c in range(len(weights)):
        product = weights[c]
        for j in range(len(haplotype)):
            product *= (1 - p[c][j]) / (1 + p[c][j]) * p[c][j] ** abs(haplotype[j] - centres[c][j])
        total += product
    return total


def laplace_log_likelihood(centres, weights, p, haplotypes):
    """Natural log likelihood of a database."""
    return sum(math.log(laplace_frequency(centres, weights, p, haplotype)) for haplotype in haplotypes)


def count_differences(found, sought, first, last, tracts=()):
    """Walk along the positions first to last, three places each (the base and two inserted after it), and count.

    found, sought   site (position, place) to the set of bases it may be, "-" for none
    """
    count, running = 0, None
    for position in range(first, last + 1):
        for place in (0, 1, 2):
            plain = {"="} if place == 0 else {"-"}
            one, other = found.get((position, place), plain), sought.get((position, place), plain)
            if one & other:
                if place == 0 or one != {"-"}:
                    running = None  # a base both have ends an insertion or deletion
                continue
            kind = ("-" in one, "-" in other)
            if kind == (False, False):
                count, running = count + 1, None
                continue
            if any(start <= position <= end for start, end in tracts):
                running = None
                continue
            if kind != running:
                count += 1
            running = kind
    return count
