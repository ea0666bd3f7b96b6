from dataclasses import replace

import numpy as np
import pytest

from homeward.errors import InvalidInput
from homeward.evidence.dna.comparison.panel import Panel
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.pedigree import nuclear
from homeward.evidence.dna.profile import Sample
from homeward.identify.claims import Claim, weigh_claim
from homeward.identify.collection import Collection
from homeward.identify.explanation import THRESHOLD, explain_pair, explain_pairs
from tests.reports.invented import delivery, markers, people_of, some, tell


def explain(story, found, missing):
    return explain_pair(story.identification, story.comparison, found, missing, claims=story.claims)


def pairs_of(story):
    places = zip(*np.nonzero(~np.isnan(story.comparison.log10_lr)), strict=True)
    return [(story.collection.found[i].id, story.collection.missing[j].id) for i, j in places]


def test_the_markers_of_every_pair_add_up_to_its_weight():
    story = delivery()
    rows = {sample.id: k for k, sample in enumerate(story.collection.found)}
    columns = {person.id: k for k, person in enumerate(story.collection.missing)}
    pairs = pairs_of(story)
    for pair, told in zip(pairs, explain_pairs(story.identification, story.comparison, pairs), strict=True):
        weight = story.comparison.log10_lr[rows[pair[0]], columns[pair[1]]]
        assert told.log10_alone == pytest.approx(weight, abs=1e-9)


def test_a_pair_of_a_family_with_one_missing_person_is_weighed_alone():
    told = explain(delivery(), "R1", "A1")
    assert told.given == ()
    assert told.log10_dna == told.log10_alone
    assert told.posterior > THRESHOLD


def test_siblings_whom_only_each_other_can_show_are_weighed_with_the_other_in_place():
    story = delivery()
    told = explain(story, "R8", "E2")
    assert told.given == (("R7", "E1"),)
    assert told.log10_dna > told.log10_alone + 1.0


def test_with_the_others_in_place_the_markers_add_up_to_the_family_table():
    story = delivery()
    told = explain(story, "R8", "E2")
    bodies = [body.id for body in story.identification.bodies.bodies]
    family = next(k for k, f in enumerate(story.collection.families) if f.id == "E")
    table = next(t for t in story.identification.tables if t.family == family)
    value = {tuple(row): v for row, v in zip(table.assignments.tolist(), table.log10_lr.tolist(), strict=True)}
    r7, r8 = bodies.index("R7"), bodies.index("R8")
    assert told.log10_dna == pytest.approx(value[r7, r8] - value[r7, -1], abs=1e-9)


def test_rivals_are_ordered_by_probability_and_share_the_found_or_the_missing_person():
    told = explain(delivery(), "R7", "E1")
    assert all(rival.found == "R7" for rival in told.other_missing)
    assert all(rival.missing == "E1" for rival in told.other_found)
    for rivals in (told.other_missing, told.other_found):
        assert [r.posterior for r in rivals] == sorted((r.posterior for r in rivals), reverse=True)


def test_brothers_whom_nothing_tells_apart_are_a_tie():
    told = explain(delivery(), "R6", "C1")
    assert [tie.missing for tie in told.ties] == ["C2"]
    assert told.posterior == pytest.approx(told.ties[0].posterior, abs=1e-9)


def test_a_pair_that_is_sure_has_no_tie():
    assert explain(delivery(), "R1", "A1").ties == ()


def test_everybody_and_nobody_share_the_whole_probability():
    told = explain(delivery(), "R6", "C1")
    rest = told.nobody + sum(rival.posterior for rival in told.other_missing)
    assert told.posterior + rest == pytest.approx(1.0)


def test_without_the_strongest_markers_the_odds_fall_by_their_weight():
    told = explain(delivery(), "R2", "B1")
    change = next(c for c in told.changes if c.kind == "strongest markers")
    strongest = sorted((m.log10_lr for m in told.markers), reverse=True)[:2]
    assert change.log10_change == pytest.approx(-sum(strongest))
    odds = told.posterior / told.against * 10**change.log10_change
    assert change.posterior == pytest.approx(odds / (1 + odds), rel=1e-9)


def test_what_is_still_needed_or_to_spare_leads_exactly_to_the_threshold():
    for pair in (("R1", "A1"), ("R6", "C1")):
        told = explain(delivery(), *pair)
        last = told.changes[-1]
        sign = 1.0 if last.kind == "still needed" else -1.0
        odds = told.posterior / told.against * 10 ** (sign * last.log10_change)
        assert odds == pytest.approx(THRESHOLD / (1 - THRESHOLD), rel=1e-9)


def test_what_rounding_swallows_is_told_from_the_best_assignments():
    told = explain(delivery(), "R1", "A1")
    assert told.nobody < 1e-12
    assert told.against == pytest.approx(10**-told.best_log10)


def test_a_name_that_was_given_is_told_apart_from_other_evidence():
    story = delivery()
    claim = Claim("R1", "A1")
    weight = weigh_claim(claim, len(story.collection.missing)).log10_lr
    weighed = tell(replace(story.collection, pair_log10={("R1", "A1"): weight + 0.7}), [claim])
    told = explain(weighed, "R1", "A1")
    assert [(w.kind, round(w.log10_lr, 9)) for w in told.other] == [
        ("claimed identity", round(weight, 9)),
        ("other evidence", 0.7),
    ]
    assert told.log10_total == pytest.approx(told.log10_dna + weight + 0.7)
    assert "other evidence" in {change.kind for change in told.changes}


def test_the_prior_is_stated():
    assert explain(delivery(), "R1", "A1").prior == delivery().identification.describe_prior()


@pytest.mark.parametrize("pair", [("R1", "nobody"), ("nobody", "A1")])
def test_a_pair_outside_the_case_is_a_mistake(pair):
    with pytest.raises(InvalidInput, match="not in the case"):
        explain(delivery(), *pair)


def test_a_found_person_without_results_weighs_nothing_for_anybody():
    told = explain(delivery(), "R5", "A1")
    assert told.log10_dna == 0.0
    assert {marker.status for marker in told.markers} == {"not typed"}


def parts_story():
    """Two halves of one person, sure to belong together, and a typed mother."""
    rng, panel = np.random.default_rng(3), Panel(markers(20))
    pedigree = nuclear("f", "m", ("c", "M"))
    people = people_of(pedigree, panel.markers, rng)
    found = (
        Sample("P1", "M", some(people["c"], 18), is_part=True),
        Sample("P2", "M", dict(list(people["c"].items())[1:]), is_part=True),
    )
    return tell(Collection(panel, (Family("F", pedigree, {"m": people["m"]}, ("c",)),), found))


def test_samples_merged_beforehand_are_explained_as_one_body():
    told = explain(parts_story(), "P1", "c")
    assert set(told.samples) == {"P1", "P2"}
    assert all(marker.status != "not typed" for marker in told.markers)


def test_two_parts_of_one_body_are_not_a_tie():
    story = parts_story()
    told = explain(story, "P1", "c")
    assert story.identification.posterior[:, 0] == pytest.approx([1, 1], abs=1e-3)
    assert told.ties == ()
