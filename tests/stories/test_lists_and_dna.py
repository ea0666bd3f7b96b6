"""Weak DNA beside meagre lists: together they name more people, none falsely, and their probabilities come true."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from homeward.actions.dna.identify import Identified, identify_case
from homeward.actions.dna.listed import ListedPeople, read_listed
from homeward.actions.simulate import case_of
from homeward.formats.case import CollectionCase, Reader, read_collection
from homeward.formats.people.tables import write_csv
from homeward.identify.prior import Prior
from homeward.identify.trials.calibration import Calibration, calibrate
from homeward.identify.trials.people import ListPlan, simulate_lists
from homeward.identify.trials.scenario import Plan, invented_markers, simulate_collection
from homeward.records.person import Person

PLAN = Plan(families=60, remains=50, weak_families=0.7, other_side=0.0)
PRIOR = Prior("open", PLAN.listed)
N_LOCI = 6


def draw(seed: int) -> tuple[CollectionCase, dict[str, str | None], ListedPeople]:
    """Draw a collection with six loci and lists of the same people: the found ones by given name, year and place."""
    rng = np.random.default_rng(seed)
    scenario = simulate_collection(invented_markers(N_LOCI), rng, PLAN)
    missing = [person for family in scenario.families for person in family.missing]
    lists = simulate_lists(ListPlan(n=2 * max(len(missing), len(scenario.found)), shared=0.5), rng)
    sought, found = ({p.record_id: p for p in people} for people in (lists.sought, lists.found))
    joined = {name: pair for pair in lists.truth for name in pair}
    both = iter(dict(lists.truth).items())
    apart = tuple(iter(p for p in people.values() if p.record_id not in joined) for people in (sought, found))
    lines: tuple[list[Person], list[Person]] = ([], [])
    true = {m: f for f, m in scenario.truth.items() if m is not None}
    for name in missing:
        s, f = next(both) if name in true else (next(apart[0]).record_id, None)
        lines[0].append(replace(sought[s], record_id=name, sex=None))
        if f is not None:
            lines[1].append(meagre(found[f], true[name]))
    lines[1].extend(meagre(next(apart[1]), name) for name, person in scenario.truth.items() if person is None)
    case = read_collection(Reader(case_of(scenario, PLAN), "case"), None)
    return case, dict(scenario.truth), read_listed(*(write_csv(people).encode() for people in lines))


def meagre(person: Person, name: str) -> Person:
    year = person.birth_date[:4] if person.birth_date else None
    return Person(name, given_name=person.given_name, birth_date=year, last_seen_place=person.last_seen_place)


def statements(identified: Identified, truth: dict[str, str | None]) -> Iterator[tuple[float, bool, bool]]:
    posterior = identified.identification.posterior
    for k, sample in enumerate(identified.case.found):
        for j, missing in enumerate(identified.collection.missing):
            if posterior[k, j] > 0.001:
                yield float(posterior[k, j]), truth[sample.id] == missing.id, True
        yield float(identified.identification.nobody[k]), truth[sample.id] is None, False


@pytest.fixture(scope="module")
def trials() -> tuple[Calibration, Calibration]:
    """The same collections by DNA alone, and with the lists."""
    said: tuple[list[tuple[float, bool, bool]], ...] = ([], [])
    for seed in range(4):
        case, truth, listed = draw(seed)
        said[0].extend(statements(identify_case(case, prior=PRIOR), truth))
        said[1].extend(statements(identify_case(case, prior=PRIOR, listed=listed), truth))
    alone, together = (calibrate(*zip(*part, strict=True), threshold=0.9995) for part in said)
    return alone, together


def test_lists_and_dna_name_more_than_dna_alone(trials):
    alone, together = trials
    assert together.n_identified > 2 * alone.n_identified


def test_nobody_is_named_falsely(trials):
    assert [trial.n_false for trial in trials] == [0, 0]


def test_their_probabilities_come_true(trials):
    assert [trial.error <= 0.02 for trial in trials] == [True, True]
