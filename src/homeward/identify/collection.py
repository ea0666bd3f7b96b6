"""Everything that is compared, and what each found person weighs against each missing one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from homeward.errors import InvalidCase
from homeward.evidence.dna.comparison.joint import add_columns
from homeward.evidence.dna.comparison.panel import Panel, sight
from homeward.evidence.dna.comparison.tables import structures_of, weigh_families
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.profile import Individual, Sample, as_individual
from homeward.identify.joint.groups import Floats

NOBODY = "*"  # in answers: nobody on this list


@dataclass(frozen=True, slots=True)
class Missing:
    """One missing person: which family, which place among its missing."""

    id: str
    family: int
    place: int


@dataclass(frozen=True, eq=False)
class Collection:
    """Everything that is compared: markers, families, found people, and weights of other evidence.

    pair_log10    (found id, missing id) to the sum of log10 LR of all evidence other than DNA
    """

    panel: Panel
    families: tuple[Family, ...]
    found: tuple[Sample, ...]
    pair_log10: Mapping[tuple[str, str], float] = field(default_factory=dict)
    parts_per_person: float = 2.0
    ignore_sex: bool = False

    def __post_init__(self) -> None:
        for what, ids in (
            ("found person", [s.id for s in self.found]),
            ("missing person", [m.id for m in self.missing]),
        ):
            if len(set(ids)) != len(ids):
                twice = next(name for name in ids if ids.count(name) > 1)
                raise InvalidCase(f"{what} {twice} stands twice in the case; ids must differ over all families")

        if any(m.id == NOBODY for m in self.missing):
            raise InvalidCase(f"a missing person is called {NOBODY}, which stands for nobody on the list; rename them")

    @cached_property
    def missing(self) -> tuple[Missing, ...]:
        """All missing people, family by family."""
        return tuple(Missing(m, n, k) for n, family in enumerate(self.families) for k, m in enumerate(family.missing))

    @cached_property
    def missing_sexes(self) -> tuple[str, ...]:
        """The sex of each missing person."""
        return tuple(self.families[m.family].pedigree.by_id[m.id].sex for m in self.missing)

    @cached_property
    def fits(self) -> NDArray[np.bool_]:
        """Tell for each found and missing person whether their sexes can agree; unknown agrees with both."""
        found = np.array([s.sex for s in self.found]).reshape(-1, 1)
        sought = np.array(self.missing_sexes).reshape(1, -1)
        agree: NDArray[np.bool_] = (found == sought) | (found == "U") | (sought == "U")
        return agree | self.ignore_sex


@dataclass(frozen=True, eq=False)
class Comparison:
    """Every found person against every missing one.

    log10_lr             float64 (n_found, n_missing); nan where sexes disagree, and for a family whose own profiles are
                         impossible together
    mismatching_loci     int64, same shape: loci impossible without mutation; -1 where sexes disagree
    log10_relatives      float64 (n_families, n_markers): log10 P(profiles of the relatives), nan where not computed
    """

    log10_lr: Floats
    mismatching_loci: NDArray[np.int64]
    log10_relatives: Floats


def compare(collection: Collection) -> Comparison:
    """Weigh every found person alone against every missing one alone, all other missing people untyped."""
    found = [as_individual(sample) for sample in collection.found]
    log10_lr, relatives = weigh_everybody(collection.panel, collection.families, found)
    log10_lr[~collection.fits] = np.nan
    mismatching = _count_impossible(collection, found)
    mismatching[~collection.fits] = -1
    log10_lr.setflags(write=False)
    mismatching.setflags(write=False)
    return Comparison(log10_lr, mismatching, relatives)


def weigh_everybody(panel: Panel, families: Sequence[Family], found: Sequence[Individual]) -> tuple[Floats, Floats]:
    """Weigh every found individual alone against every missing person alone, whatever their sexes.

    returns    log10 LR (n_found, n_missing), nan for families whose own profiles are impossible together; and
               log10 P(profiles of the relatives) (n_families, n_markers)
    """
    sightings = sight(panel, found)
    column = {
        place: k
        for k, place in enumerate((n, person) for n, family in enumerate(families) for person in family.missing)
    }
    out = np.zeros((len(found), len(column)))
    relatives = np.full((len(families), len(panel.markers)), np.nan)
    for structure, members in structures_of(families, panel):
        weights, likely = weigh_families(structure, panel, sightings)
        relatives[[family for family, _ in members]] = likely
        log10_lr = add_columns(weights, sightings)
        log10_lr[np.isneginf(likely).any(axis=1)] = np.nan
        out[:, [column[member] for member in members]] = log10_lr.T
    return out, relatives


def _count_impossible(collection: Collection, found: Sequence[Individual]) -> NDArray[np.int64]:
    """Count the loci that are impossible without mutation, of the found person or of the family itself."""
    panel = collection.panel.without_mutation()
    sightings = sight(panel, found)
    column = {(m.family, m.id): k for k, m in enumerate(collection.missing)}
    out = np.zeros((len(found), len(collection.missing)), dtype=np.int64)
    for structure, members in structures_of(collection.families, panel):
        weights = weigh_families(structure, panel, sightings)[0]
        impossible = np.isneginf(weights) | np.isnan(weights)
        out[:, [column[member] for member in members]] = add_columns(impossible.astype(np.float64), sightings).T
    return out
