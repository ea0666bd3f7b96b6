"""A delivery comes in with names on it; a day later the families' list is compared with it, and a report goes out."""

import json
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pytest

from homeward.actions.demo import Demonstration, demonstrate, tally
from homeward.actions.dna.screen import Screened, add_claims, read_lists, screen_lists
from homeward.actions.simulate import simulate_files
from homeward.evidence.dna.mutation import Mutation, Rates
from homeward.formats.case import Reader, load_json, read_collection
from homeward.identify.prior import Prior
from homeward.identify.trials.scenario import Plan

PLAN = Plan(
    families=70, remains=60, parts=0.2, dropout=0.05, partial=0.3, claimed=0.5, wrong_claims=0.3, other_side=0.2
)


class Story(NamedTuple):
    """What was read and found out, and the truth that nobody in the story knows."""

    screened: Screened
    truth: dict[str, str | None]


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    folder = tmp_path_factory.mktemp("delivery")
    simulate_files(folder, PLAN, seed=11, n_loci=16)
    tables = [(folder / f"{name}.csv").read_bytes() for name in ("found", "families", "frequencies")]
    lists = read_lists(*tables, mutation=Mutation("proportional", Rates(0.002), Rates(0.0005)), rule=None)
    lists = add_claims(lists, (folder / "claims.csv").read_bytes())
    case = read_collection(Reader(load_json((folder / "case.json").read_bytes()), "case"), None)
    return Story(screen_lists(lists, least_log10=1.0, prior=Prior("open", listed=0.6)), dict(case.truth))


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demonstration")
    return demonstrate(folder, seed=5, made_at="2026-01-01 12:00 UTC", plan=PLAN)


def proposals(story: Story, threshold: float = 0.9995) -> list[tuple[str, str]]:
    lists, result = story.screened.lists, story.screened.identification
    missing = [person for family in lists.families for person in family.missing]
    pairs = zip(result.found.tolist(), result.missing.tolist(), result.posterior.tolist(), strict=True)
    return [(lists.found[i].id, missing[j]) for i, j, p in pairs if p >= threshold]


def test_everything_that_came_in_is_accounted_for(story):
    for counts in story.screened.lists.rows.values():
        assert counts["in"] == counts["accepted"] + counts["held"] + counts["refused"]
    assert len(story.screened.lists.found) == 60


def test_most_of_the_listed_dead_are_proposed_and_nobody_wrongly(story):
    proposed = proposals(story)
    listed = [found for found, person in story.truth.items() if person is not None]
    assert len(proposed) > 0.5 * len(listed)
    assert [pair for pair in proposed if story.truth[pair[0]] != pair[1]] == []


def test_nobody_is_proposed_for_two_bodies_that_differ(story):
    by_person: dict[str, set[str]] = {}
    bodies = {story.screened.lists.found[k].id: n for n, atom in enumerate(story.screened.bodies.atoms) for k in atom}
    for found, person in proposals(story):
        by_person.setdefault(person, set()).add(bodies[found])
    in_sets = {atom: n for n, group in enumerate(story.screened.bodies.sets) for atom in group}
    for atoms in by_person.values():
        assert len({in_sets.get(atom, ("alone", atom)) for atom in atoms}) == 1


def test_strangers_are_left_with_nobody(story):
    result, lists = story.screened.identification, story.screened.lists
    strangers = [k for k, sample in enumerate(lists.found) if story.truth[sample.id] is None]
    whole = [k for k in strangers if len(lists.found[k].genotypes) >= 14]
    assert whole
    assert np.median(result.nobody[whole]) > 0.9


def test_wrong_names_are_contradicted_and_true_ones_never(story):
    for checked in story.screened.claims:
        is_true = story.truth[checked.claim.found] == checked.claim.missing
        if checked.verdict == "supported":
            assert is_true
        if checked.verdict == "contradicted":
            assert not is_true
    verdicts = [checked.verdict for checked in story.screened.claims]
    assert verdicts.count("contradicted") > 3
    assert verdicts.count("supported") > 3


def test_what_stands_on_the_other_partys_list_is_found_there_too(story):
    party = {person: family.party for family in story.screened.lists.families for person in family.missing}
    assert {party[person] for _, person in proposals(story)} == {None, "South"}


def test_the_same_delivery_told_twice_ends_the_same(tmp_path):
    plan = replace(PLAN, families=8, remains=8)
    told = [demonstrate(tmp_path / n, seed=5, made_at="2026-01-01 12:00 UTC", plan=plan) for n in ("one", "two")]
    assert tally(told[0]) == tally(told[1])
    assert told[0].report.read_bytes() == told[1].report.read_bytes()


def test_the_demonstration_proposes_nobody_wrongly_and_counts_what_it_did(demonstration: Demonstration):
    counts = tally(demonstration)
    assert json.dumps(counts)
    assert (counts["remains"], counts["families"], counts["proposed_wrongly"]) == (60, 70, 0)
    assert counts["proposed"] > 20
    assert counts["claims_contradicted_rightly"] <= counts["claims_contradicted"] <= counts["claims"]
    assert counts["claims_contradicted_rightly"] <= counts["claims_wrong"]


def test_the_report_can_be_read_without_a_network(demonstration):
    page = demonstration.report.read_text(encoding="utf-8")
    assert page.lstrip().lower().startswith("<!doctype html")
    assert "<script src" not in page
    assert all(sample.id in page for sample in demonstration.scenario.found[:5])
