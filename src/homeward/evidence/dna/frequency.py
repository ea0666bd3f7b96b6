"""How common each allele is: markers with their tables, and the rules for alleles outside a table."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from homeward.errors import InvalidCase, InvalidInput, UnknownAllele
from homeward.evidence.dna.mutation import NO_MUTATION, SILENT, Floats, Mutation, mutation_matrix
from homeward.evidence.dna.profile import Profile

Chromosome = Literal["autosomal", "X"]
_SUM_TOLERANCE = 1e-3  # published tables are rounded; more than this is a mistake in the table


@dataclass(frozen=True, eq=False)
class Marker:
    """One locus: its alleles, how common they are, how they mutate."""

    name: str
    alleles: tuple[str, ...]
    frequencies: Floats  # float64 (n_alleles,), read-only, sums to 1
    chromosome: Chromosome = "autosomal"
    mutation: Mutation = NO_MUTATION

    def __post_init__(self) -> None:
        values = np.array(self.frequencies, dtype=np.float64)
        _check_table(self.name, self.alleles, values)
        values = values / values.sum()
        values.setflags(write=False)
        object.__setattr__(self, "frequencies", values)

    @property
    def n_alleles(self) -> int:
        """Number of alleles in the table, a silent one included."""
        return len(self.alleles)

    @property
    def has_silent(self) -> bool:
        """True where the table ends with a silent allele: present, passed on, never seen."""
        return self.alleles[-1] == SILENT

    def index(self, allele: str) -> int:
        """Give an allele's place in the table; raise UnknownAllele where it has none."""
        try:
            return self.alleles.index(allele)
        except ValueError:
            message = (
                f"{self.name}: allele {allele} has no frequency in the table; add it, or give a rule for rare ones"
            )
            raise UnknownAllele(message) from None

    def matrix(self, parent: Literal["M", "F"]) -> Floats:
        """Give the mutation matrix for transmissions from fathers (M) or mothers (F)."""
        rates = self.mutation.male if parent == "M" else self.mutation.female
        return mutation_matrix(self.mutation.model, rates, self.alleles, self.frequencies, self.mutation.stabilization)

    def without_mutation(self) -> "Marker":
        """Give the same marker with mutation switched off, as counting mismatches needs."""
        return replace(self, mutation=NO_MUTATION)


def _check_table(name: str, alleles: tuple[str, ...], values: Floats) -> None:
    if len(alleles) != len(values) or not alleles:
        raise InvalidCase(f"{name}: {len(alleles)} alleles but {len(values)} frequencies")
    if SILENT in alleles[:-1]:
        raise InvalidCase(f"{name}: the silent allele must stand last in the frequency table")
    if len(set(alleles)) != len(alleles):
        raise InvalidCase(f"{name}: an allele stands twice in the frequency table")
    if not np.isfinite(values).all() or (values < 0).any():
        raise InvalidCase(f"{name}: a frequency is negative or not a number")
    if abs(values.sum() - 1.0) > _SUM_TOLERANCE:
        raise InvalidCase(f"{name}: frequencies sum to {values.sum():.6f}, not 1; complete the table or rescale it")


@dataclass(frozen=True, slots=True)
class RareAlleleRule:
    """What an allele gets that was observed but stands in no table.

    minimum    the floor frequency itself, such as 0.001; or
    size       number of allele copies typed for the table: the floor is 5/size (the usual "minimum of five
               observations", National Research Council 1996) with bias "five", or 1/(size+1) with "size bias"
    """

    minimum: float | None = 0.001
    size: int | None = None
    bias: Literal["five", "plus one"] = "five"

    @property
    def floor(self) -> float:
        """The frequency an unseen allele receives before the table is rescaled to sum to 1."""
        floor = self.minimum
        if self.size is not None:
            floor = (5.0 / self.size if self.bias == "five" else 1.0 / (self.size + 1.0)) if self.size > 0 else None
        if floor is None or not 0.0 < floor < 1.0:
            raise InvalidInput("a rule for rare alleles needs a minimum frequency above 0, or the size of the table")
        return floor


def add_rare_alleles(
    marker: Marker, observed: Iterable[str], rule: RareAlleleRule | None
) -> tuple[Marker, tuple[str, ...]]:
    """Add each observed allele that the table lacks, at the rule's floor, and rescale the table to sum to 1.

    returns    the marker, and the alleles that were added (empty: the marker is unchanged)
    raises     UnknownAllele where one is missing and no rule was given
    """
    known = {allele for allele, p in zip(marker.alleles, marker.frequencies.tolist(), strict=True) if p > 0.0}
    missing = tuple(sorted(set(observed) - known - {SILENT}, key=_allele_key))
    if not missing:
        return marker, ()
    if rule is None:
        raise UnknownAllele(
            f"{marker.name}: allele {missing[0]} has no frequency in the table; add it, or give a rule for rare ones"
        )
    if marker.mutation.model == "custom":
        raise UnknownAllele(f"{marker.name}: allele {missing[0]} is not in the custom mutation matrix")
    floor = rule.floor if rule is not None else 0.0
    table = dict(zip(marker.alleles, marker.frequencies.tolist(), strict=True)) | dict.fromkeys(missing, floor)
    alleles = tuple(sorted(table, key=_allele_key))
    values = np.array([table[allele] for allele in alleles])
    return replace(marker, alleles=alleles, frequencies=values / values.sum()), missing


def complete_markers(
    markers: Iterable[Marker], profiles: Iterable[Profile], rule: RareAlleleRule | None
) -> tuple[tuple[Marker, ...], tuple[str, ...]]:
    """Apply `add_rare_alleles` to every marker for all alleles seen in the profiles.

    returns    the markers, and one sentence for each allele added
    """
    seen: dict[str, set[str]] = {}
    for profile in profiles:
        for name, genotype in profile.items():
            seen.setdefault(name, set()).update(genotype)
    done: list[Marker] = []
    notes: list[str] = []
    for marker in markers:
        new, added = add_rare_alleles(marker, seen.get(marker.name, ()), rule)
        done.append(new)
        notes.extend(f"{marker.name}: allele {allele} added at {rule.floor:g}" for allele in added if rule is not None)
    return tuple(done), tuple(notes)


def _allele_key(allele: str) -> tuple[int, float, str]:
    if allele == SILENT:
        return (2, 0.0, allele)
    try:
        return (0, float(allele), allele)
    except ValueError:
        return (1, 0.0, allele)
