"""What genotype should the missing person have, given the relatives who were typed?

One elimination per family and marker gives the whole table; every candidate is then a look-up. This is the exact,
one-at-a-time form; `tables` computes many families together.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from homeward.errors import InvalidCase
from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.kinship import PLAIN_MODEL, Keep, Model, average_over_urn, set_up
from homeward.evidence.dna.likelihood.lumping import REST, Lumped
from homeward.evidence.dna.mutation import Floats
from homeward.evidence.dna.pedigree import Pedigree
from homeward.evidence.dna.profile import Genotype, Profile


def genotype_table(
    pedigree: Pedigree,
    profiles: Mapping[str, Profile],
    marker: Marker,
    target: str,
    *,
    model: Model = PLAIN_MODEL,
) -> Floats:
    """Compute P(profiles, ordered genotype of the target) at one marker.

    target     a person of the pedigree who is not typed at the marker
    returns    float64 (n, n) over (paternal, maternal) alleles of the table; (n,) for a man at an X marker.
               Divide by the sum for the distribution given the relatives; the sum is their likelihood
    raises     InvalidCase where the target is not in the pedigree or is typed
    """
    if target not in pedigree.by_id:
        raise InvalidCase(f"target {target} is not in the pedigree")
    if profiles.get(target, {}).get(marker.name):
        raise InvalidCase(f"target {target} is typed at {marker.name}; ask for somebody who is not")
    can_expand = marker.mutation.is_proportional and model.theta == 0.0
    extra = single_out(marker, profiles) if can_expand else ()
    problem = set_up(
        pedigree, profiles, marker, targets=(target,), keep=Keep(extra if can_expand else marker.alleles), model=model
    )
    assert problem is not None  # a target makes a problem even where nobody is typed
    table = average_over_urn(problem, model.theta)
    return expand(table, problem.lumped, marker, *extra) if extra else table


def single_out(marker: Marker, profiles: Mapping[str, Profile]) -> tuple[str, ...]:
    """Choose the commonest allele that nobody carries: it stands for each of them in `expand`."""
    seen = {allele for profile in profiles.values() for allele in profile.get(marker.name, ())}
    n_visible = marker.n_alleles - int(marker.has_silent)
    rest = [place for place in range(n_visible) if marker.alleles[place] not in seen]
    if not rest:
        return ()
    return (marker.alleles[max(rest, key=lambda place: float(marker.frequencies[place]))],)


def expand(table: Floats, lumped: Lumped, marker: Marker, lone_allele: str) -> Floats:
    """Undo the lumping of a table over one person's alleles, exactly, for proportional mutation or none.

    An allele copy that nobody's typed allele explains is a fresh draw from the table; two such copies are the same
    draw or two draws. So for unseen alleles r, s the table holds A p_r p_s, and A p_r^2 + B p_r where r = s; both
    follow from the one unseen allele that was kept apart. B is 0 unless the parents are related.

        table          float64 (m, m) or (m,), over the lumped alleles
        lone_allele    the unseen allele that was kept apart
        returns        float64 (n, n) or (n,), over all alleles of the marker
    """
    names = lumped.marker.alleles
    if REST not in names:
        return table
    place = {name: number for number, name in enumerate(names)}
    rest = place[REST]
    p = marker.frequencies
    where = np.array([place.get(allele, rest) for allele in marker.alleles])
    is_rest = where == rest
    share = np.where(is_rest, p / max(float(p[is_rest].sum()), 1e-300), 1.0)
    if table.ndim == 1:
        return table[where] * share
    full = table[np.ix_(where, where)] * np.outer(share, share)
    lone = place[lone_allele]
    p_lone, p_rest = float(lumped.marker.frequencies[lone]), float(lumped.marker.frequencies[rest])
    if p_lone > 0.0 and p_rest > 0.0:
        a = 0.5 * (table[lone, rest] + table[rest, lone]) / (p_lone * p_rest)
        b = max(float((table[lone, lone] - a * p_lone**2) / p_lone), 0.0)
        unseen = np.nonzero(is_rest)[0]
        full[np.ix_(unseen, unseen)] = a * np.outer(p[unseen], p[unseen])
        full[unseen, unseen] += b * p[unseen]
    return full


def distribution(table: Floats, marker: Marker) -> dict[Genotype, float]:
    """Write a table as genotype to probability, without zeros, alleles in table order.

    Returns an empty dict where the relatives' profiles are impossible together.
    """
    total = float(table.sum())
    if total <= 0.0:
        return {}
    if table.ndim == 1:
        return {(marker.alleles[i],): float(table[i]) / total for i in np.nonzero(table)[0]}
    unordered = np.triu(table) + np.tril(table, -1).T
    pairs = zip(*np.nonzero(unordered), strict=True)
    return {(marker.alleles[i], marker.alleles[j]): float(unordered[i, j]) / total for i, j in pairs}


def exclusion_probability(pedigree: Pedigree, profiles: Mapping[str, Profile], marker: Marker, target: str) -> float:
    """Compute the chance that a random unrelated person is excluded at one marker, mutation switched off.

    Excluded is who shows what the missing person cannot show. With a silent allele a/a and a/silent show the same, and
    somebody who shows nothing is not typed.

        returns    float, 0.0 where nobody can be told apart: the family itself is impossible without mutation (it
                   excludes the missing person too), or the marker is on X and the sex of the missing person unknown

    Source: Egeland, Pinto & Vigeland 2014, FSI Genetics 9:186. Oracle: exclusion_power.
    """
    plain = marker.without_mutation()
    table = genotype_table(pedigree, profiles, plain, target)
    if not table.any() or (marker.chromosome == "X" and pedigree.by_id[target].sex == "U"):
        return 0.0
    p = plain.frequencies
    population = p if table.ndim == 1 else np.outer(p, p)
    return float(population[~_can_show(table, has_silent=marker.has_silent)].sum())


def _can_show(table: Floats, *, has_silent: bool) -> NDArray[np.bool_]:
    """Tell for each pair of alleles whether this table allows what they show; nothing seen is always allowed."""
    possible = table > 0.0
    if table.ndim == 2:
        possible |= possible.T
        if has_silent:
            alone = np.diagonal(possible) | possible[:, -1]
            np.fill_diagonal(possible, alone)
            possible[:, -1] = possible[-1, :] = alone
    if has_silent:
        possible.flat[-1] = True
    return possible
