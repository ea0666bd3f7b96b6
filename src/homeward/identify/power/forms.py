"""Families that differ in genotypes only, put together so that they can be computed together.

People are named by their place in the pedigree, which is the same in every family of a form. Identical twins become one
person: a typed twin of the missing person then is the missing person, seen already.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from homeward.evidence.dna.comparison.panel import UNTYPED, Codes, Panel
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.kinship import merge_twins
from homeward.evidence.dna.mutation import Floats
from homeward.evidence.dna.pedigree import Pedigree
from homeward.evidence.dna.profile import Sex

Ints = NDArray[np.int64]
Places = tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Possible profiles of everybody typed or asked, each marker on its own.

    codes     int16 (n_families, n_batches, n_draws, n_typed, n_markers, 2)
    weight    float64 (n_families, n_batches, n_draws, n_markers), sums to 1 over the draws
    """

    typed: tuple[str, ...]
    codes: Codes
    weight: Floats

    def take(self, which: Ints) -> "Rows":
        """Give some families' rows."""
        return Rows(self.typed, self.codes[which], self.weight[which])

    @property
    def first_batch(self) -> "Rows":
        """Give the rows of the first batch."""
        return Rows(self.typed, self.codes[:, :1], self.weight[:, :1])

    def with_person(self, person: str, drawn: Codes) -> "Rows":
        """Add one more person's genotypes: int16 (n_families, n_batches, n_draws, n_markers, 2)."""
        if person not in self.typed:
            return Rows((*self.typed, person), np.concatenate([self.codes, drawn[:, :, :, None]], axis=3), self.weight)
        codes = self.codes.copy()  # a twin of somebody typed: news only where that one was not
        column = self.typed.index(person)
        codes[:, :, :, column] = np.where(drawn == UNTYPED, codes[:, :, :, column], drawn)
        return Rows(self.typed, codes, self.weight)


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """Families of one form.

    pedigree            of the first family, twins made one; `names` are its people before that, `ids` who they became
    missing, askable    places among `names`
    members             places in the caller's list of families
    codes               int16 (n_families, n_typed, n_markers, 2)
    clashes             bool (n_families,): identical twins show different alleles
    """

    pedigree: Pedigree
    names: tuple[str, ...]
    ids: tuple[str, ...]
    missing: Places
    askable: Places
    members: Places
    typed: tuple[str, ...]
    codes: Codes
    clashes: NDArray[np.bool_]

    @property
    def rows(self) -> Rows:
        """The donors' profiles."""
        return Rows(self.typed, self.codes[:, None, None], np.ones((len(self.codes), 1, 1, self.codes.shape[2])))

    def place(self, name: str) -> int:
        """Give a person's place."""
        return self.names.index(name)

    def sex(self, place: int) -> Sex:
        """Give a person's sex."""
        return self.pedigree.by_id[self.ids[place]].sex

    def take(self, which: Ints) -> "Form":
        """Give the form with some of its families."""
        members = tuple(self.members[k] for k in which.tolist())
        return replace(self, members=members, codes=self.codes[which], clashes=self.clashes[which])

    def parts(self, size: int) -> Iterator["Form"]:
        """Split into forms of at most this many families."""
        for begin in range(0, len(self.members), size):
            yield self.take(np.arange(begin, min(begin + size, len(self.members))))

    def worth_asking(self, typed: tuple[str, ...]) -> Places:
        """List relatives not typed yet who share an ancestor with somebody who matters; of several alike the first."""
        near = _with_ancestors(self.pedigree, (*typed, *(self.ids[place] for place in self.missing)))
        kinds: dict[object, int] = {}
        for place in self.askable:
            person = self.pedigree.by_id[self.ids[place]]
            if person.id in typed or not near & _with_ancestors(self.pedigree, (person.id,)):
                continue
            is_alone = person.is_founder or self.pedigree.children_of(person.id)
            kinds.setdefault(person.id if is_alone else (person.father, person.mother, person.sex), place)
        return tuple(kinds.values())


def _with_ancestors(pedigree: Pedigree, people: Iterable[str]) -> set[str]:
    found = set(people)
    for person in reversed(pedigree.people):
        if person.id in found and person.father is not None and person.mother is not None:
            found |= {person.father, person.mother}
    return found


def forms_of(families: Sequence[Family], panel: Panel) -> Iterator[Form]:
    """Group families by form; those with nobody missing are left out.

    raises    UnknownAllele for an allele outside its table
    """
    groups: dict[tuple[Places, ...], list[int]] = {}
    for number, family in enumerate(families):
        people, closed = family.pedigree.people, {*family.missing, *family.unavailable}
        place = {person.id: k for k, person in enumerate(people)}
        typed = tuple(place[donor.id] for donor in family.donors)
        askable = tuple(k for k, p in enumerate(people) if k not in typed and p.id not in closed)
        missing = tuple(place[person] for person in family.missing)
        rows = tuple((place.get(p.father or "", -1), place.get(p.mother or "", -1), "MFU".index(p.sex)) for p in people)
        twins = tuple(tuple(place[twin] for twin in group) for group in family.pedigree.twins)
        if missing:
            groups.setdefault((typed, askable, missing, *rows, (), *twins), []).append(number)
    for (typed, askable, missing, *_), members in groups.items():
        yield _form_of([families[number] for number in members], panel, tuple(members), (typed, askable, missing))


def _form_of(families: Sequence[Family], panel: Panel, members: Places, roles: tuple[Places, Places, Places]) -> Form:
    typed, askable, missing = roles
    pedigree = families[0].pedigree
    first_twin = {twin: group[0] for group in pedigree.twins for twin in group}
    names = tuple(person.id for person in pedigree.people)
    ids = tuple(first_twin.get(name, name) for name in names)
    profiles = [family.profiles[family.pedigree.people[place].id] for family in families for place in typed]
    every = panel.encode_all(profiles).reshape(len(families), len(typed), len(panel.markers), 2)
    codes: dict[str, Codes] = {}
    clashes = np.zeros(len(families), dtype=bool)
    for column, place in enumerate(typed):
        own, twin = np.sort(every[:, column], axis=-1), codes.get(ids[place])
        if twin is not None:
            are_typed = (own[..., 0] != UNTYPED) & (twin[..., 0] != UNTYPED)
            clashes |= (are_typed & (own != twin).any(axis=-1)).any(axis=-1)
            own = np.where(own == UNTYPED, twin, own)
        codes[ids[place]] = own
    stacked = np.stack(list(codes.values()), axis=1) if codes else every
    merged = merge_twins(pedigree, {})[0]
    return Form(merged, names, ids, missing, askable, members, tuple(codes), stacked, clashes)
