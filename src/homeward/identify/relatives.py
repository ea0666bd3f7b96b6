"""Could a found person be a relative of somebody missing, instead of the missing person?

Each family gets a place for an unlisted brother or sister, and for a parent or child, and the found people are weighed
in that place. Other evidence is then weighed against whom DNA leaves possible, not against strangers only.
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from homeward.evidence.dna.family import Family
from homeward.evidence.dna.pedigree import Pedigree, Person
from homeward.evidence.dna.profile import as_individual
from homeward.identify.collection import Collection, weigh_everybody
from homeward.identify.joint.groups import Floats

RELATIVES = ("sibling", "parent")  # what DNA can tell from a stranger; "parent" is a parent or a child


def weigh_as_relatives(collection: Collection) -> Floats:
    """Weigh every found person in the place of an unlisted relative of each missing one.

    returns    float64 (n_found, n_missing, 2): likelihood ratio against a stranger, for each of `RELATIVES`. 1 where
               DNA says nothing, or the family's own profiles are impossible together. Of a parent and a child, the mean
    """
    places = [
        (column, relative, family)
        for column, missing in enumerate(collection.missing)
        for relative, family in _with_relatives(collection.families[missing.family], missing.id)
    ]
    families = [family for _, _, family in places]
    found = [as_individual(sample) for sample in collection.found]
    weights = weigh_everybody(collection.panel, families, found)[0]
    ratios = np.where(np.isnan(weights), 1.0, 10.0 ** np.nan_to_num(weights, nan=0.0, neginf=-np.inf))
    total = np.zeros((len(found), len(collection.missing), len(RELATIVES)))
    count = np.zeros((len(collection.missing), len(RELATIVES)))
    for number, (column, relative, _) in enumerate(places):
        total[:, column, relative] += ratios[:, number]
        count[column, relative] += 1
    return total / count


def _with_relatives(family: Family, missing: str) -> Iterator[tuple[int, Family]]:
    """Give the family with one more person whose place is empty: a sibling, a child, each parent not typed."""
    person = family.pedigree.by_id[missing]
    names = {what: f"{missing} ({what} not listed)" for what in ("father", "mother", "sibling", "child", "partner")}
    with_parents, father, mother = family.pedigree, person.father, person.mother
    if father is None or mother is None:
        father, mother = names["father"], names["mother"]
        parents = Person(father, sex="M"), Person(mother, sex="F")
        others = tuple(replace(p, father=father, mother=mother) if p.id == missing else p for p in with_parents.people)
        with_parents = replace(with_parents, people=parents + others)
    yield 0, _seeking(family, with_parents.add_child(names["sibling"], father, mother), names["sibling"])
    partner = Person(names["partner"], sex="M" if person.sex == "F" else "F")
    couple = (partner.id, missing) if person.sex == "F" else (missing, partner.id)
    child = Person(names["child"], *couple)
    yield 1, _seeking(family, family.pedigree.add(partner, child), child.id)
    for parent in (father, mother):
        if not family.profiles.get(parent):
            yield 1, _seeking(family, with_parents, parent)


def _seeking(family: Family, pedigree: Pedigree, person: str) -> Family:
    return replace(family, id=f"{family.id} / {person}", pedigree=pedigree, missing=(person,))
