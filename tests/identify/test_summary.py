from dataclasses import replace

import numpy as np
import pytest

from homeward.evidence.dna.comparison.panel import Panel
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.pedigree import nuclear
from homeward.evidence.dna.profile import Sample
from homeward.identify.collection import Collection
from homeward.identify.prior import Prior
from homeward.identify.summary import STATUSES, inconsistencies, summarise
from tests.reports.invented import delivery, markers, people_of, tell


def summary_of(story):
    return summarise(story.identification, story.comparison, story.claims)


def lines_of(story):
    return {line.found: line for line in summary_of(story).found}


def test_every_found_person_has_exactly_one_status():
    summary = summary_of(delivery())
    assert [status for status, _ in summary.counts] == list(STATUSES)
    assert sum(count for _, count in summary.counts) == len(delivery().collection.found)


@pytest.mark.parametrize(
    ("found", "status", "missing"),
    [
        ("R1", "threshold reached", "A1"),
        ("R3", "not ours", "S1"),
        ("R6", "tied", "C1"),
    ],
)
def test_found_people_stand_where_they_should(found, status, missing):
    line = lines_of(delivery())[found]
    assert (line.status, line.missing) == (status, missing)


def test_a_tie_names_everybody_in_it_and_the_family_is_sure():
    line = lines_of(delivery())["R6"]
    assert line.tied == ("C2",)
    assert line.posterior == pytest.approx(0.5, abs=1e-3)
    assert line.family_posterior > 0.999
    assert not line.is_proposed


def test_another_partys_person_is_named_with_the_party():
    assert lines_of(delivery())["R3"].party == "South"
    assert "South" in lines_of(delivery())["R3"].line


def test_a_line_proposes_and_never_says_identified():
    for line in summary_of(delivery()).found:
        assert "identified" not in line.line
        assert line.found in line.line
        if line.status in ("threshold reached", "probable", "tied"):
            assert "proposed" in line.line


def test_nobody_comes_into_question_where_nobody_is_missing():
    story = delivery()
    lonely = tell(Collection(story.collection.panel, (), story.collection.found))
    assert {line.status for line in summary_of(lonely).found} == {"nobody on this list"}


def test_a_stranger_with_a_full_profile_is_probably_nobody_on_the_list():
    story = delivery()
    stranger = people_of(nuclear("f", "m", ("x", "M")), story.collection.panel.markers, np.random.default_rng(99))["x"]
    found = (*story.collection.found, Sample("X", "M", stranger))
    # families without any donor say nothing, so they must not be there for this to be sure
    families = tuple(f for f in story.collection.families if f.donors)
    line = lines_of(tell(Collection(story.collection.panel, families, found)))["X"]
    assert (line.status, line.missing is None or line.posterior < 0.05) == ("nobody on this list", True)


def test_names_that_dna_contradicts_come_first():
    summary = summary_of(delivery())
    assert [c.claim.found for c in summary.claims] == ["R1", "R2"]
    assert lines_of(delivery())["R1"].is_contradicted
    assert not lines_of(delivery())["R2"].is_contradicted


def quartet(n_changed):
    """Both parents typed, and a found child whose profile was changed at some markers."""
    rng, panel = np.random.default_rng(5), Panel(markers(24))
    pedigree = nuclear("f", "m", ("c", "M"))
    people = people_of(pedigree, panel.markers, rng)
    child = dict(people["c"])
    for marker in panel.markers[:n_changed]:
        parents = {allele for parent in ("f", "m") for allele in people[parent][marker.name]}
        foreign = next(allele for allele in marker.alleles if allele not in parents)
        child[marker.name] = (people["f"][marker.name][0], foreign)
    family = Family("F", pedigree, {"f": people["f"], "m": people["m"]}, ("c",))
    return tell(Collection(panel, (family,), (Sample("R", "M", child),)), prior=Prior("flat"))


def test_two_loci_that_need_a_mutation_are_accepted_and_three_are_not():
    assert lines_of(quartet(2))["R"].status == "threshold reached"
    line = lines_of(quartet(3))["R"]
    assert line.posterior > 0.9995
    assert (line.status, line.mismatching_loci) == ("probable", 3)


def test_loci_at_which_the_family_itself_needs_a_mutation_are_not_held_against_the_pair():
    story = quartet(0)
    family = story.collection.families[0]
    pedigree = family.pedigree.add_child("s", "f", "m", "F")
    sister = people_of(family.pedigree, story.collection.panel.markers, np.random.default_rng(5))["c"]
    changed = dict(sister)
    for marker in story.collection.panel.markers[:4]:
        parents = {allele for profile in family.profiles.values() for allele in profile[marker.name]}
        foreign = next(allele for allele in marker.alleles if allele not in parents)
        changed[marker.name] = (family.profiles["f"][marker.name][0], foreign)
    torn = Family("F", pedigree, {**family.profiles, "s": changed}, ("c",))
    told = tell(replace(story.collection, families=(torn,)), prior=Prior("flat"))
    line = lines_of(told)["R"]
    assert line.mismatching_loci == 4
    assert line.status == "threshold reached"
    assert inconsistencies(told.collection) == {0: tuple(m.name for m in told.collection.panel.markers[:4])}
    assert summary_of(told).inconsistent[0][0] == "F"


def test_a_family_without_contradictions_is_not_reported():
    assert inconsistencies(delivery().collection) == {}


def test_parts_that_were_merged_are_listed_as_one_body():
    rng, panel = np.random.default_rng(3), Panel(markers(20))
    pedigree = nuclear("f", "m", ("c", "M"))
    people = people_of(pedigree, panel.markers, rng)
    found = tuple(Sample(name, "M", people["c"], is_part=True) for name in ("P1", "P2"))
    story = tell(Collection(panel, (Family("F", pedigree, {"m": people["m"]}, ("c",)),), found))
    assert summary_of(story).bodies == ((("P1", "P2"), 1.0),)


def test_sampling_error_counts_against_the_threshold():
    story = delivery()
    groups = tuple(replace(group, max_error=0.01) for group in story.identification.groups)
    row = next(k for k, s in enumerate(story.collection.found) if s.id == "R1")
    posterior = story.identification.posterior.copy()
    posterior[row] *= 0.9996 / posterior[row].max()
    unsure = replace(story.identification, groups=groups, posterior=posterior)
    exact = replace(story.identification, posterior=posterior)
    status = {line.found: line.status for line in summarise(unsure, story.comparison).found}["R1"]
    assert status == "probable"
    assert {line.found: line.status for line in summarise(exact, story.comparison).found}["R1"] == "threshold reached"
