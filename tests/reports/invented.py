"""Small invented collections with known people, for tests of explanations and reports."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from hypothesis import strategies as st

from homeward.evidence.dna.comparison.panel import Panel
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.mutation import Mutation, Rates
from homeward.evidence.dna.pedigree import Pedigree, Person, nuclear
from homeward.evidence.dna.profile import Profile, Sample
from homeward.identify.claims import CheckedClaim, Claim, check_claim
from homeward.identify.collection import Collection, Comparison, compare
from homeward.identify.identification import Identification, identify
from homeward.identify.prior import Prior

MUTATION = Mutation("proportional", Rates(0.002), Rates(0.002))


def markers(n: int = 16, mutation: Mutation = MUTATION) -> tuple[Marker, ...]:
    table = np.array([0.05, 0.1, 0.1, 0.15, 0.15, 0.2, 0.2, 0.05])
    return tuple(Marker(f"D{k}", tuple("789") + tuple("ABCDE"), np.roll(table, k), mutation=mutation) for k in range(n))


def people_of(pedigree: Pedigree, loci: Sequence[Marker], rng: np.random.Generator) -> dict[str, dict]:
    """Profiles of everybody, handed down from founders without mutation."""
    out: dict[str, dict] = {person.id: {} for person in pedigree.people}
    for marker in loci:
        for person in pedigree.people:
            if person.father is None:
                pair = rng.choice(marker.alleles, 2, p=marker.frequencies)
            else:
                pair = [rng.choice(out[parent][marker.name]) for parent in (person.father, person.mother)]
            out[person.id][marker.name] = tuple(str(allele) for allele in pair)
    return out


@dataclass(frozen=True)
class Story:
    """A collection, what was computed, and the names that came with it."""

    collection: Collection
    comparison: Comparison
    identification: Identification
    claims: tuple[CheckedClaim, ...]


def checked(identification: Identification, comparison: Comparison, claim: Claim) -> CheckedClaim:
    row = [sample.id for sample in identification.collection.found].index(claim.found)
    missing = [person.id for person in identification.collection.missing]
    column = missing.index(claim.missing)
    best = int(identification.posterior[row].argmax())
    value, n_loci = float(comparison.log10_lr[row, column]), int(comparison.mismatching_loci[row, column])
    return check_claim(
        claim,
        log10_lr=None if np.isnan(value) else value,
        mismatching_loci=None if n_loci < 0 else n_loci,
        posterior=float(identification.posterior[row, column]),
        best=(missing[best], float(identification.posterior[row, best])),
    )


def tell(collection: Collection, claims: Sequence[Claim] = (), prior: Prior | None = None) -> Story:
    comparison = compare(collection)
    identification = identify(collection, prior or Prior("open"), comparison=comparison)
    return Story(collection, comparison, identification, tuple(checked(identification, comparison, c) for c in claims))


def some(profile: Profile, n: int) -> Profile:
    return dict(list(profile.items())[:n])


@lru_cache
def delivery(prefix: str = "") -> Story:
    """A small delivery, with a prefix to every id.

    R1 is A1, a child of two typed parents. R2 is B1, of a typed mother and brother. R3 is on the list of South. R4 is a
    stranger with two markers, R5 has none. R6 is one of the brothers C1 and C2, whom nothing tells apart. R7 and R8 are
    the two siblings E1 and E2 of family E, of whose relatives only an uncle is typed. Nobody of family N gave a sample.
    """
    rng, panel = np.random.default_rng(7), Panel(markers())
    a = nuclear("Af", "Am", ("A1", "M"))
    b = nuclear("Bf", "Bm", ("B1", "F"), ("Bb", "M"))
    c = nuclear("Cf", "Cm", ("C1", "M"), ("C2", "M"))
    south = nuclear("Sf", "Sm", ("S1", "M"))
    e = nuclear("Eg", "Eh", ("Eu", "M"), ("Ef", "M")).add(Person("Em", sex="F"))
    e = e.add_child("E1", "Ef", "Em", "M").add_child("E2", "Ef", "Em", "F")
    n = nuclear("Nf", "Nm", ("N1", "F"))
    plan = [(a, "A", ("Af", "Am"), ("A1",), None), (b, "B", ("Bm", "Bb"), ("B1",), None)]
    plan += [(c, "C", ("Cf", "Cm"), ("C1", "C2"), None), (south, "S", ("Sf", "Sm"), ("S1",), "South")]
    plan += [(e, "E", ("Eu",), ("E1", "E2"), None), (n, "N", (), ("N1",), None)]
    families, everybody = [], {}
    for pedigree, name, donors, missing, party in plan:
        people = people_of(pedigree, panel.markers, rng)
        everybody |= people
        renamed = Pedigree(tuple(_renamed(person, prefix) for person in pedigree.people))
        profiles = {prefix + donor: people[donor] for donor in donors}
        families.append(Family(prefix + name, renamed, profiles, tuple(prefix + m for m in missing), party))
    stranger = people_of(Pedigree((Person("x"),)), panel.markers, rng)["x"]
    seen = {"R1": ("M", everybody["A1"]), "R2": ("F", everybody["B1"]), "R3": ("M", everybody["S1"])}
    seen |= {"R4": ("M", some(stranger, 2)), "R5": ("U", {}), "R6": ("M", everybody["C1"])}
    seen |= {"R7": ("M", everybody["E1"]), "R8": ("F", everybody["E2"])}
    found = tuple(Sample(prefix + name, sex, profile) for name, (sex, profile) in seen.items())
    claims = (Claim(prefix + "R1", prefix + "C1"), Claim(prefix + "R2", prefix + "B1"))
    return tell(Collection(panel, tuple(families), found), claims)


def _renamed(person: Person, prefix: str) -> Person:
    father, mother = (None if parent is None else prefix + parent for parent in (person.father, person.mother))
    return Person(prefix + person.id, father, mother, person.sex)


@st.composite
def pedigrees(draw: st.DrawFn, most: int = 25) -> Pedigree:
    """Random pedigrees: anybody may have children with anybody of the other sex who is no founder of a circle."""
    people: list[Person] = []
    n = draw(st.integers(1, most))
    for k in range(n):
        men = [p.id for p in people if p.sex == "M"]
        women = [p.id for p in people if p.sex == "F"]
        is_child = men and women and draw(st.integers(0, 3))
        sex = draw(st.sampled_from("MMFFU"))
        parents = (draw(st.sampled_from(men)), draw(st.sampled_from(women))) if is_child else (None, None)
        people.append(Person(f"p{k}", *parents, sex))
    sibs: dict[tuple[str | None, str | None, str], list[str]] = {}
    for person in people:
        if person.father is not None:
            sibs.setdefault((person.father, person.mother, person.sex), []).append(person.id)
    twins = [tuple(group[:2]) for group in sibs.values() if len(group) > 1 and draw(st.booleans())]
    return Pedigree(tuple(people), tuple(twins))
