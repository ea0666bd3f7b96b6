"""Who descends from whom.

Pedigrees may have loops, inbreeding, half relations, identical twins and several unconnected parts. A parent who is
not listed is an unlisted founder only where both parents are: a person has two listed parents or none.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from homeward.errors import InvalidCase
from homeward.evidence.dna.profile import Sex


@dataclass(frozen=True, slots=True)
class Person:
    """One person of a pedigree; both parents are None for a founder."""

    id: str
    father: str | None = None
    mother: str | None = None
    sex: Sex = "U"

    @property
    def is_founder(self) -> bool:
        """True where the parents are not part of the pedigree."""
        return self.father is None


@dataclass(frozen=True)
class Pedigree:
    """People in any order, parents checked; `twins` names groups of identical twins."""

    people: tuple[Person, ...]
    twins: tuple[tuple[str, ...], ...] = ()

    def __post_init__(self) -> None:
        _check_ids(self.people)
        people = _infer_sexes(self.people, self.twins)
        object.__setattr__(self, "people", _parents_first(people))
        _check_people(self.people)
        _check_twins(self)

    @cached_property
    def by_id(self) -> dict[str, Person]:
        """Each person by id."""
        return {person.id: person for person in self.people}

    def children_of(self, parent: str) -> tuple[Person, ...]:
        """Give the listed children of one person."""
        return tuple(person for person in self.people if parent in (person.father, person.mother))

    def add(self, *people: Person) -> "Pedigree":
        """Give a pedigree with these people added."""
        return replace(self, people=self.people + people)

    def add_child(self, child: str, father: str, mother: str, sex: Sex = "U") -> "Pedigree":
        """Give a pedigree with one more child of two listed people."""
        return self.add(Person(child, father, mother, sex))


def pedigree_from_rows(rows: Iterable[Sequence[str | None]], twins: Iterable[Sequence[str]] = ()) -> Pedigree:
    """Build a pedigree from rows of id, father, mother, sex; both parents None for a founder.

    raises    InvalidCase for a person listed twice, an unlisted parent, one parent only, a loop of descent, a mother
              who is a man
    """
    people = tuple(_person(row) for row in rows)
    return Pedigree(people, tuple(tuple(group) for group in twins))


def nuclear(father: str, mother: str, *children: tuple[str, Sex]) -> Pedigree:
    """Build two parents and their children.

    >>> [person.id for person in nuclear("father", "mother", ("son", "M")).people]
    ['father', 'mother', 'son']
    """
    parents = (Person(father, sex="M"), Person(mother, sex="F"))
    return Pedigree(parents + tuple(Person(child, father, mother, sex) for child, sex in children))


def _person(row: Sequence[str | None]) -> Person:
    if len(row) != 4:
        raise InvalidCase(f"a pedigree row has {len(row)} entries, not id, father, mother, sex")
    id_, father, mother, sex = row
    if not id_:
        raise InvalidCase("a pedigree row has no id")
    if sex not in ("M", "F", "U", None):
        raise InvalidCase(f"person {id_}: sex {sex!r} is not M, F or U")
    return Person(str(id_), father, mother, sex or "U")  # type: ignore[arg-type]


def _check_ids(people: tuple[Person, ...]) -> None:
    seen: set[str] = set()
    for person in people:
        if person.id in seen:
            raise InvalidCase(f"person {person.id} is listed twice in the pedigree")
        seen.add(person.id)


def _infer_sexes(people: tuple[Person, ...], twins: tuple[tuple[str, ...], ...]) -> tuple[Person, ...]:
    """A father is a man and a mother a woman, whatever U said; identical twins have one sex."""
    known: dict[str | None, Sex] = {person.id: person.sex for person in people if person.sex != "U"}
    for person in people:
        if person.father is not None:
            known.setdefault(person.father, "M")
        if person.mother is not None:
            known.setdefault(person.mother, "F")
    for group in twins:
        for sex in [known[twin] for twin in group if twin in known]:
            for twin in group:
                known.setdefault(twin, sex)
    return tuple(
        person if known.get(person.id, "U") == person.sex else replace(person, sex=known[person.id])
        for person in people
    )


def _check_parents_listed(people: tuple[Person, ...]) -> None:
    ids = {person.id for person in people}
    for person in people:
        if (person.father is None) != (person.mother is None):
            raise InvalidCase(f"person {person.id} has one listed parent; list both or none")
        for parent in (person.father, person.mother):
            if parent is not None and parent not in ids:
                raise InvalidCase(f"person {person.id}: parent {parent} is not listed in the pedigree")


def _parents_first(people: tuple[Person, ...]) -> tuple[Person, ...]:
    _check_parents_listed(people)
    placed: set[str | None] = {None}
    ordered: list[Person] = []
    waiting = list(people)
    while waiting:
        ready = [person for person in waiting if person.father in placed and person.mother in placed]
        if not ready:
            raise InvalidCase(f"person {waiting[0].id} descends from themself")
        ordered.extend(ready)
        placed.update(person.id for person in ready)
        waiting = [person for person in waiting if person.id not in placed]
    return tuple(ordered)


def _check_people(people: tuple[Person, ...]) -> None:
    sexes = {person.id: person.sex for person in people}
    for person in people:
        if person.father is not None and sexes[person.father] == "F":
            raise InvalidCase(f"person {person.father} is a father of {person.id} but listed as F")
        if person.mother is not None and sexes[person.mother] == "M":
            raise InvalidCase(f"person {person.mother} is a mother of {person.id} but listed as M")
        if person.father is not None and person.father == person.mother:
            raise InvalidCase(f"person {person.id} has {person.father} as father and mother")


def _check_twins(pedigree: Pedigree) -> None:
    named = [twin for group in pedigree.twins for twin in set(group)]
    if len(set(named)) < len(named):
        raise InvalidCase(f"twins {pedigree.twins}: a person stands in two groups; name all twins in one")
    for group in pedigree.twins:
        missing = [twin for twin in group if twin not in pedigree.by_id]
        if missing or len(set(group)) < 2:
            raise InvalidCase(f"twins {group}: each group names two or more people of the pedigree")
        parents = {(pedigree.by_id[twin].father, pedigree.by_id[twin].mother) for twin in group}
        sexes = {pedigree.by_id[twin].sex for twin in group} - {"U"}
        if len(parents) > 1 or len(sexes) > 1 or None in {father for father, _ in parents}:
            raise InvalidCase(f"twins {group} must share two listed parents and their sex")
