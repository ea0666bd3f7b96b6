"""What an outcome or an agreed line rested on and rests on no more: which later act, and since which day."""

import pytest

from homeward.actions.workspace.desk import approve
from homeward.actions.workspace.files import erase_file, flag_harm
from homeward.actions.workspace.pairs import reopen_case
from homeward.actions.workspace.review.changes import Change
from homeward.actions.workspace.rounds.bases import grounds_lost, lapsed_among
from homeward.actions.workspace.rounds.candidates import find_candidates
from homeward.actions.workspace.rounds.crossing import make_receipt, note_outcome, take_marks, view_afterwards
from homeward.actions.workspace.rounds.seen import seen_by
from homeward.actions.workspace.things import all_things, note_remains
from homeward.exchange.handing_over.outcome import Assessment, Crossed
from tests.actions.workspace.rounds.conftest import LATER, load
from tests.actions.workspace.rounds.test_containers import BAG, bagged, note
from tests.actions.workspace.rounds.test_crossing import SERGEANT, WOUNDED, marks_of, said

TODAY = LATER.date()


@pytest.fixture
def confirmed(sides):
    """The wounded one has crossed, and was confirmed on the case by which they were in the round."""
    north, south = sides
    digest = load(south, north)
    take_marks(north.seat("hana"), north.round_id, marks_of(north, digest, (WOUNDED,), (SERGEANT,)))
    north.both("hana", "igor", make_receipt, digest)
    case = find_candidates(north.seat("hana"), north.now("hana", "roll call")).by_id[WOUNDED]
    note_outcome(north.seat("hana"), north.round_id, said("confirmed", case.case))
    return north, case


def lapsed(side, name="hana"):
    desk = side.seat(name)
    seen = seen_by(desk, side.now(name, "roll call"))
    return [
        (one.said.of.id, one.said.outcome, one.because)
        for one in lapsed_among(desk, seen, view_afterwards(desk, seen).results)
    ]


def lost(side, *codes, name="nina"):
    desk = side.seat(name)
    return dict(grounds_lost(desk, seen_by(desk, side.now(name)), codes))


def reopen(side, case_id):
    boris, clara = side.seat("boris", "clara")
    approve(clara, reopen_case(boris, case_id, "a second sample came").waits_for)


def test_an_outcome_stands_as_long_as_its_decision_does_and_then_says_since_when_not(confirmed):
    north, candidate = confirmed
    assert lapsed(north) == []
    reopen(north, candidate.case)
    assert lapsed(north) == [(WOUNDED, "confirmed", (Change("opened again", TODAY),))]
    assert lost(north, WOUNDED, SERGEANT, "nobody's") == {WOUNDED: (Change("opened again", TODAY),)}


def test_an_outcome_whose_basis_was_erased_says_when(confirmed):
    north, candidate = confirmed
    dina, fadi = north.seat("dina", "fadi")
    approve(fadi, erase_file(dina, candidate.sought, reason="asked by the person").waits_for)
    [(of, _, because)] = lapsed(north)
    assert (of, because) == (WOUNDED, (Change("erased", TODAY),))


def test_of_whoever_a_harm_flag_hides_nothing_is_told(confirmed):
    north, candidate = confirmed
    reopen(north, candidate.case)
    flag_harm(north.seat("anna"), candidate.found, lift=False, reason="threats")
    assert lapsed(north) == []
    assert lost(north, WOUNDED) == {}


def test_a_finding_that_was_taken_back_carries_no_outcome_since_that_day(sides):
    north, south = bagged(sides)
    digest = load(south, north)
    take_marks(north.seat("hana"), north.round_id, marks_of(north, digest, (BAG,)))
    north.both("hana", "igor", make_receipt, digest)
    note(north, "thing", id=BAG, level="container")
    basis = note(north, "finding", of=BAG, outcome="not ours", because="other uniform")
    told = Assessment(
        id="o1", of=Crossed("container", BAG), outcome="not ours", by="North", at=LATER, basis=basis
    )  # fmt: skip
    note_outcome(north.seat("hana"), north.round_id, told)
    assert lapsed(north) == []
    anna = north.seat("anna")
    [finding] = [one for thing in all_things(anna) for one in thing.records if getattr(one, "outcome", "")]
    note_remains(anna, "withdrawal", {"of": finding.id, "because": "the uniform was exchanged"})
    assert lapsed(north) == [(BAG, "not ours", (Change("taken back", TODAY),))]
