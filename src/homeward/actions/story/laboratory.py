"""The DNA of the story: invented profiles of remains and of families, so that they agree with who is who.

Two scientists enter them. Some bodies lie in two containers, some families miss two brothers, some tubes give nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np

from homeward.actions.story.people import Cast
from homeward.actions.workspace.laboratory.controls import keep_controls
from homeward.actions.workspace.laboratory.families import import_families
from homeward.actions.workspace.laboratory.results import Report, enter_result, import_results
from homeward.actions.workspace.lists import files_of
from homeward.actions.workspace.pairs import all_cases
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.pedigree import Pedigree
from homeward.evidence.dna.profile import Sample
from homeward.formats.answer_table import write_frequencies
from homeward.formats.writing import write_families, write_samples
from homeward.identify.trials.scenario import Plan, Scenario, invented_markers, simulate_collection
from homeward.records.service import read_sex

_SCIENTISTS = ("lena", "luka")
_N_LOCI = 20
_MANY = 50  # families, from which some miss a woman: fewer need not find one on the list


@dataclass(frozen=True, eq=False)
class Kinship:
    """The invented families and remains, and who they truly are.

    record_of    what the list calls the missing of the simulation
    """

    scenario: Scenario
    record_of: Mapping[str, str]

    @cached_property
    def families(self) -> tuple[Family, ...]:
        """Give the families, their missing under the names of the list."""
        return tuple(_renamed(family, self.record_of) for family in self.scenario.families)

    @property
    def frequencies(self) -> bytes:
        """Write the invented table of frequencies."""
        return write_frequencies(self.scenario.markers).encode()

    @property
    def bodies(self) -> Mapping[str, tuple[str, ...]]:
        """Give the items of each body, as the simulation knows them and nobody in the story."""
        parts: dict[str, list[str]] = {}
        for sample in self.scenario.found:
            parts.setdefault(self.scenario.bodies[sample.id], []).append(item_of(sample.id))
        return {body: tuple(items) for body, items in parts.items()}

    @property
    def strangers(self) -> tuple[str, ...]:
        """Give the items of whoever nobody seeks."""
        return tuple(item_of(found) for found, person in self.scenario.truth.items() if person is None)

    @property
    def names(self) -> tuple[tuple[str, str], ...]:
        """Give which item came with whose name: its line on the list."""
        return tuple((item_of(claim.found), self.record_of[claim.missing]) for claim in self.scenario.claims)


def item_of(found: str) -> str:
    """Give the item of a remain of the simulation: "R7" lies in the seventh container."""
    return f"I-{found[1:]}a"


def invent_kinship(cast: Cast, sought_list: str, n_families: int, n_typed: int, *, seed: int) -> Kinship:
    """Invent families of people on a list, and remains of some of them and of strangers."""
    share = min(0.75 * n_families / n_typed, 0.8)
    women = 0.1 if n_families >= _MANY else 0.0
    plan = Plan(
        families=n_families,
        remains=n_typed,
        listed=share,
        other_side=0.0,
        weak_families=0.25,
        women=women,
        parts=0.12,
        claimed=0.2,
        wrong_claims=0.3,
    )
    scenario = simulate_collection(invented_markers(_N_LOCI), np.random.default_rng(seed), plan)
    free = {sex: iter(records) for sex, records in _free(cast, sought_list).items()}
    sexes = {one: family.pedigree.by_id[one].sex for family in scenario.families for one in family.missing}
    named = {one: next(free[sex], None) for one, sex in sexes.items()}
    return Kinship(scenario, {one: record or one for one, record in named.items()})


def _free(cast: Cast, sought_list: str) -> dict[str, list[str]]:
    """Give the lines of people sought by sex, first those whom no pair names yet; nobody who was found alive."""
    anna = cast.seat("anna")
    cases = all_cases(anna)
    paired = {one.case.pair.sought for one in cases}
    alive = {one.case.pair.sought for one in cases if one.case.state in ("signed", "acted on")}
    lines: dict[str, list[tuple[bool, str]]] = {"M": [], "F": []}
    for file_id, file in files_of(anna, sought_list).items():
        sex = "" if file.line.sex is None else (read_sex(file.line.sex) or "").upper()
        if sex in lines and file_id not in alive:
            lines[sex].append((file_id in paired, file.record_id))
    return {sex: [record for _, record in sorted(told)] for sex, told in lines.items()}


def _renamed(family: Family, record_of: Mapping[str, str]) -> Family:
    def name(person: str | None) -> str | None:
        return None if person is None else record_of.get(person, person)

    people = tuple(
        replace(one, id=record_of.get(one.id, one.id), father=name(one.father), mother=name(one.mother))
        for one in family.pedigree.people
    )
    missing = tuple(record_of[one] for one in family.missing)
    return replace(family, pedigree=Pedigree(people, family.pedigree.twins), missing=missing)


def enter_dna(cast: Cast, kinship: Kinship, on: date, *, mixed: str, foreign: str | None, seed: int) -> None:
    """Enter controls, families and results, each signed by two scientists.

    mixed      item whose tube holds a mixture
    foreign    item whose tube shows somebody of the laboratory: it is held; None where there is none
    """
    report = Report(laboratory="North", on=on, kit=f"{_N_LOCI} invented markers", has_statistics=True)
    controls = [replace(one, id=f"staff-{number}") for number, one in enumerate(_strangers(kinship, seed), 1)]
    cast.both(_SCIENTISTS, keep_controls, write_samples(controls))
    cast.both(_SCIENTISTS, import_families, write_families(kinship.families), report)
    results = list(_results(kinship.scenario.found, mixed))
    if foreign is not None:
        results.append(replace(controls[0], id=tube_of(foreign)))
    cast.both(_SCIENTISTS, import_results, write_samples(results), report)
    cast.both(_SCIENTISTS, enter_result, tube_of(mixed), "mixed profile", report)


def tube_of(item: str) -> str:
    """Give the code on the tube of an item."""
    return f"T{item[1:]}"


def _results(found: Sequence[Sample], mixed: str) -> Iterator[Sample]:
    for one in found:
        item = item_of(one.id)
        if item != mixed:
            yield replace(one, id=tube_of(item), is_part=False)


def _strangers(kinship: Kinship, seed: int) -> tuple[Sample, ...]:
    """Invent people of the laboratory."""
    plan = Plan(families=0, remains=2, partial=0.0)
    return simulate_collection(kinship.scenario.markers, np.random.default_rng(seed + 1), plan).found
