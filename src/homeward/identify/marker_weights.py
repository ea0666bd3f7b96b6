"""One body against one place of a family, marker by marker: what was seen, what would be expected, what it weighs.

`explanation` asks, with other found people placed in the family or not. Families of one structure are computed at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from homeward.evidence.dna.comparison.panel import CONTRADICTION, Panel, Sighting, Sightings, sight
from homeward.evidence.dna.comparison.tables import Structure, structures_of, weigh_sightings
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.profile import Genotype, Individual, Sex, write_genotype

Floats = NDArray[np.float64]
MarkerStatus = Literal["supports", "neutral", "speaks against", "needs a mutation", "impossible", "not typed"]
_SAYS_SOMETHING = 0.1  # log10 LR of a marker: a factor of 1.26 either way
_N_EXPECTED = 3


@dataclass(frozen=True, slots=True)
class MarkerWeight:
    """What one marker says about a pair, the rest of the family being as `PairExplanation.given` says.

    log10_alone   the same with nobody else placed
    expected      the most probable genotypes of the missing person given the relatives, each with its probability
    p_family, p_population    how probable the found genotype is in this place of the family, and among unrelated people
    """

    marker: str
    found: Genotype | None
    log10_lr: float
    log10_alone: float
    status: MarkerStatus
    expected: tuple[tuple[Genotype, float], ...]
    p_family: float | None
    p_population: float | None
    because: str


@dataclass(frozen=True, eq=False)
class Question:
    """Is this body this missing person, the family being as given?

    family     with profiles of everybody who counts as known, and exactly one missing person: the one asked for
    chances    (person, marker) to `Sighting.chances`, for uncertain relatives
    """

    body: Individual
    family: Family
    chances: Mapping[tuple[str, str], tuple[float, float, float]] = field(default_factory=dict)


def weigh_markers(panel: Panel, asked: Sequence[Question]) -> list[tuple[MarkerWeight, ...]]:
    """Answer each question marker by marker, markers in panel order.

    returns    for each question its weights; `log10_alone` is the same number as `log10_lr`
    """
    lens = _Lens.of(panel, list({ask.body.id: ask.body for ask in asked}.values()))
    out: dict[int, tuple[MarkerWeight, ...]] = {}
    for structure, members in structures_of([ask.family for ask in asked], panel):
        own = [asked[number] for number, _ in members]
        views = lens.look(replace(structure, chances=_chances(own, panel)))
        for row, (number, _) in enumerate(members):
            typed = {name for profile in asked[number].family.profiles.values() for name in profile}
            out[number] = lens.read(views, row, asked[number].body, typed)
    return [out[number] for number in range(len(asked))]


def _chances(asked: Sequence[Question], panel: Panel) -> Floats | None:
    """The chances of uncertain relatives, in the order of a structure's typed people; None where all are certain."""
    if not any(ask.chances for ask in asked):
        return None
    rows = [
        [
            [ask.chances.get((person.id, marker.name), (1.0, 0.0, 1.0)) for marker in panel.markers]
            for person in ask.family.pedigree.people
            if ask.family.profiles.get(person.id)
        ]
        for ask in asked
    ]
    return np.array(rows)


@dataclass(frozen=True, slots=True)
class _Views:
    """log10 LR of every column of the lens, for the families of one structure: as weighed, and without mutation."""

    weight: Floats
    strict: Floats
    sex: Sex


@dataclass(frozen=True, eq=False)
class _Lens:
    """What was seen in some bodies, and every genotype there is, as columns.

    own       what was seen in the bodies
    columns   the same, followed at each marker by all genotypes of its table
    """

    panel: Panel
    strict: Panel
    own: Sightings
    columns: Sightings
    row: dict[str, int]
    population: dict[tuple[int, bool], Floats]

    @classmethod
    def of(cls, panel: Panel, bodies: Sequence[Individual]) -> "_Lens":
        """Prepare the columns for these bodies."""
        own = sight(panel, bodies)
        every = tuple(seen + _all_genotypes(marker) for seen, marker in zip(own.by_marker, panel.markers, strict=True))
        row = {body.id: number for number, body in enumerate(bodies)}
        return cls(panel, panel.without_mutation(), own, Sightings(every, own.columns), row, {})

    def look(self, structure: Structure) -> _Views:
        """Weigh every column for all families of a structure."""
        sex = structure.pedigree.by_id[structure.target].sex
        with np.errstate(over="ignore"):  # an allele that nobody carries may have frequency 0
            weight = weigh_sightings(structure, self.panel, self.columns)
            strict = weigh_sightings(structure, self.strict, self.own)
        return _Views(weight, strict, sex)

    def read(self, views: _Views, row: int, body: Individual, typed: set[str]) -> tuple[MarkerWeight, ...]:
        """Read one family's columns for one body, marker by marker."""
        return tuple(self._read(views, row, place, body, typed) for place in range(len(self.panel.markers)))

    def _read(self, views: _Views, row: int, place: int, body: Individual, typed: set[str]) -> MarkerWeight:
        marker = self.panel.markers[place]
        own = int(self.own.columns[self.row[body.id], place])
        is_known = marker.name in typed and not (marker.chromosome == "X" and views.sex == "U")
        expected = self._expected(views, row, place) if is_known else ()
        empty = MarkerWeight(marker.name, _seen(body, marker.name), 0.0, 0.0, "not typed", expected, None, None, "")
        if own == CONTRADICTION:
            says = "the samples taken to be of one body contradict each other"
            return replace(empty, log10_lr=-np.inf, log10_alone=-np.inf, status="impossible", because=says)
        if not own:
            return replace(empty, because="no result in the found sample")
        if not is_known:
            return replace(empty, because="no relative has a result here")
        offset = own - self.own.starts[place]
        value = float(views.weight[row, self.columns.starts[place] + offset])
        p = float(self._shares(place, is_single=marker.chromosome == "X" and views.sex == "M")[offset])
        return _weighed(empty, value, float(views.strict[row, own]), p)

    def _shares(self, place: int, *, is_single: bool) -> Floats:
        """How common each column's observation is among unrelated people."""
        key = place, is_single
        if key not in self.population:
            marker = self.panel.markers[place]
            seen = self.columns.by_marker[place]
            self.population[key] = np.array([_share(marker, s, is_single=is_single) for s in seen])
        return self.population[key]

    def _expected(self, views: _Views, row: int, place: int) -> tuple[tuple[Genotype, float], ...]:
        marker = self.panel.markers[place]
        is_single = marker.chromosome == "X" and views.sex == "M"
        first, skip = self.columns.starts[place], len(self.own.by_marker[place])
        seen = self.columns.by_marker[place][skip:]
        with np.errstate(over="ignore"):
            chance = 10.0 ** views.weight[row, first + skip : first + skip + len(seen)]
        chance = np.nan_to_num(chance * self._shares(place, is_single=is_single)[skip:])
        best = np.argsort(-chance, kind="stable")[:_N_EXPECTED]
        return tuple((_name(marker, seen[k], is_single=is_single), float(chance[k])) for k in best if chance[k] > 0.0)


def _all_genotypes(marker: Marker) -> tuple[Sighting, ...]:
    n = marker.n_alleles - int(marker.has_silent)
    return tuple(Sighting(first, last) for first in range(n) for last in range(first, n))


def _share(marker: Marker, seen: Sighting, *, is_single: bool) -> float:
    p = marker.frequencies
    silent = float(p[-1]) if marker.has_silent else 0.0
    first, last = float(p[seen.first]), float(p[seen.last])
    if is_single:
        return first * seen.if_single if seen.first == seen.last else 0.0
    if seen.first != seen.last:
        return 2.0 * first * last
    lost = 2.0 * first * (1.0 - first - silent) * seen.if_heterozygous
    return first * first * seen.if_homozygous + 2.0 * first * silent * seen.if_single + lost


def _name(marker: Marker, seen: Sighting, *, is_single: bool) -> Genotype:
    names = marker.alleles[seen.first], marker.alleles[seen.last]
    return names[:1] if is_single else names


def _seen(body: Individual, marker: str) -> Genotype | None:
    """What the samples of one body showed together: all alleles."""
    seen = [sample.genotypes[marker] for sample in body.samples if sample.genotypes.get(marker)]
    if len(set(seen)) < 2:
        return seen[0] if seen else None
    return tuple(dict.fromkeys(allele for genotype in seen for allele in genotype))


def _weighed(empty: MarkerWeight, value: float, strict: float, population: float) -> MarkerWeight:
    """Fill in what a marker weighs; `strict` is without mutation, nan where the family is impossible by itself."""
    if np.isnan(value):
        says = "the family's own profiles are impossible together here, whoever is compared"
        return replace(empty, log10_lr=-np.inf, log10_alone=-np.inf, status="impossible", because=says)
    related = population * 10.0**value
    seen = write_genotype(empty.found) if empty.found else ""
    says = f"{seen} is expected in {related:.2g} of such relatives and in {population:.2g} of unrelated people"
    status: MarkerStatus = "neutral"
    if np.isneginf(value):
        status, says = "impossible", f"{seen} cannot occur in this place of the family, not even with a mutation"
    elif np.isnan(strict) or np.isneginf(strict):
        whose = "the family's own profiles need" if np.isnan(strict) else "it needs"
        status, says = "needs a mutation", f"{says}; {whose} a mutation here"
    elif abs(value) >= _SAYS_SOMETHING:
        status = "supports" if value > 0.0 else "speaks against"
    return MarkerWeight(empty.marker, empty.found, value, value, status, empty.expected, related, population, says)
