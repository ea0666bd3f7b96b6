"""What two lists add to a pair beside its DNA.

    W = log10 P(lists | same) / sum over others r of P(r | not the same, DNA) P(lists | r)

The lists are weighed against whom DNA leaves possible: where DNA fits a brother as well as the missing person, "same
surname and father, another given name" speaks for the brother. Without DNA this is the weight of the lists alone;
empty records weigh 0. Added to the weight of DNA against a stranger it gives the weight of both.

Source: Bayes' rule; docs/models/together.md.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homeward.errors import TooLarge
from homeward.evidence.dependence import RELATIONS, log10_relations
from homeward.evidence.kinds import KIND_NUMBER
from homeward.identify.collection import Collection
from homeward.identify.lists.estimation import weigh_kinds
from homeward.identify.lists.matching import Matching
from homeward.identify.relatives import RELATIVES, weigh_as_relatives
from homeward.records.person import Person

Floats = NDArray[np.float64]
MOST_PAIRS = 1_000_000
_BORN, _SEX = KIND_NUMBER["birth_date"], KIND_NUMBER["sex"]


@dataclass(frozen=True, eq=False)
class Beside:
    """What the lists say of everybody found and everybody missing.

    log10_lr     float64 (n_found, n_missing): 0 where one of the two is on no list
    n_weighed    pairs of which both are on the lists
    """

    log10_lr: Floats
    n_weighed: int


def weigh_beside_dna(
    collection: Collection, matching: Matching, found: tuple[Person, ...], sought: tuple[Person, ...]
) -> Beside:
    """Weigh the lists for every pair of a collection; lines are told by their identifiers.

    matching         of the two lists, whose model says what agreement weighs
    found, sought    the lines of the two lists
    raises           TooLarge above a million pairs
    """
    rows = _rows([sample.id for sample in collection.found], found)
    columns = _rows([missing.id for missing in collection.missing], sought)
    here, there = np.nonzero(rows >= 0)[0], np.nonzero(columns >= 0)[0]
    log10_lr = np.zeros((len(rows), len(columns)))
    n_pairs = len(here) * len(there)
    if n_pairs > MOST_PAIRS:
        raise TooLarge(f"{n_pairs:,} pairs to weigh by lists and DNA together; at most {MOST_PAIRS:,}: split the case")
    if n_pairs:
        i, j = np.repeat(here, len(there)), np.tile(there, len(here))
        log10_lr[i, j] = _weigh(collection, matching, (i, j), (rows[i], columns[j]))
    return Beside(log10_lr, n_pairs)


def _rows(ids: list[str], people: tuple[Person, ...]) -> NDArray[np.int64]:
    row = {person.record_id: number for number, person in enumerate(people)}
    return np.array([row.get(name, -1) for name in ids], dtype=np.int64)


def _weigh(
    collection: Collection,
    matching: Matching,
    pairs: tuple[NDArray[np.int64], NDArray[np.int64]],
    lines: tuple[NDArray[np.int64], NDArray[np.int64]],
) -> Floats:
    agreement = matching.context.compare(lines)
    kinds = weigh_kinds(matching.model, agreement)
    kinds[_sex_is_typed(collection)[pairs], _SEX] = 0.0  # DNA has said it
    related = 10.0 ** log10_relations(kinds, agreement.levels[:, _BORN], agreement.lineal)
    by_dna = np.ones((len(kinds), 1 + len(RELATIONS)))
    by_dna[:, [1 + _PLACE[name] for name in RELATIVES]] = weigh_as_relatives(collection)[pairs]
    chance = by_dna * matching.model.n_others  # of a stranger and each relation, given DNA, to a common factor
    on_lists = np.concatenate([np.ones((len(kinds), 1)), related], axis=1)
    against = (chance * on_lists).sum(axis=1) / chance.sum(axis=1)
    total: Floats = kinds.sum(axis=1) - np.log10(against)
    return total


_PLACE = {relation.name: number for number, relation in enumerate(RELATIONS)}


def _sex_is_typed(collection: Collection) -> NDArray[np.bool_]:
    found = np.array([sample.sex != "U" for sample in collection.found])
    missing = np.array([sex != "U" for sex in collection.missing_sexes])
    both: NDArray[np.bool_] = found[:, None] & missing
    return both
