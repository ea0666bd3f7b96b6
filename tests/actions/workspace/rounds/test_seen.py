"""Whoever a harm flag hides is in no answer about a round, at whatever hour the flag comes."""

import json

import pytest

from homeward.actions.workspace.files import flag_harm
from homeward.actions.workspace.rounds.answers import (
    answer_afterwards,
    answer_board,
    answer_candidates,
    answer_day,
    answer_offers,
    answer_papers,
    answer_table,
)
from homeward.actions.workspace.rounds.candidates import find_candidates, hidden_from
from homeward.actions.workspace.rounds.crossing import (
    count_by_roll,
    make_receipt,
    take_marks,
    view_afterwards,
    view_day,
)
from homeward.actions.workspace.rounds.held import find_paper, papers_of
from homeward.actions.workspace.rounds.items import proofs_of, sign_items, take_back
from homeward.actions.workspace.rounds.offers import make_offer, view_offers
from homeward.actions.workspace.rounds.opening import all_rounds, change_terms
from homeward.actions.workspace.rounds.planning import drop_people, plan_round, write_problem
from homeward.actions.workspace.rounds.seen import all_seen_by, seen_by
from homeward.errors import InvalidInput
from homeward.exchange.planning.program import Patience
from tests.actions.workspace.rounds.conftest import load
from tests.actions.workspace.rounds.sample import TERMS
from tests.actions.workspace.rounds.test_crossing import marks_of

WOUNDED, SERGEANT = "South:S-1", "South:S-2"
OFFER = {"asks": [SERGEANT, WOUNDED], "valid_from": "2026-05-03", "valid_until": "2026-05-09", "id": "N-1"}
VETO = [{"id": "no", "kind": "veto", "ids": [SERGEANT], "by": "South"}]


def flag(side, person=SERGEANT, which="found"):
    one = find_candidates(side.seat("nina"), side.now()).by_id[person]
    flag_harm(side.seat("dina"), getattr(one, which), lift=False, reason="relatives were threatened")


def answers(side, digest):
    """Every answer about a round, as one text, as a negotiator and a hand-over officer get them."""
    nina, hana = side.seat("nina", "hana")
    now, later = side.now(), side.now("hana", "roll call")
    after = view_afterwards(hana, later)
    told = [
        answer_candidates(nina, now, find_candidates(nina, now)),
        answer_table(nina, now),
        answer_offers(view_offers(nina, seen_by(nina, now))),
        answer_papers(hana, later),
        answer_day(view_day(hana, later, digest)),
        answer_afterwards(after),
        answer_board(hana, later, after),
        seen_by(nina, now).terms,
        proofs_of(seen_by(nina, now)).decode(),
        write_problem(nina, now)[0].decode(),
    ]
    return json.dumps(told)


@pytest.mark.parametrize("which", ["found", "sought"])
def test_a_flag_set_after_the_crossing_takes_a_person_out_of_every_answer(sides, which):
    north, south = sides
    north.both("nina", "oleh", make_offer, "North", json.dumps(OFFER | {"rules": VETO}).encode())
    north.both("nina", "oleh", change_terms, json.dumps(TERMS | {"rules": VETO}).encode())
    digest = load(south, north)
    take_marks(north.seat("hana"), north.round_id, marks_of(north, digest, (WOUNDED, SERGEANT)))
    count_by_roll(north.seat("hana"), north.round_id, digest, "receiver")
    north.both("hana", "igor", make_receipt, digest)
    assert answers(north, digest).count(SERGEANT) >= 10
    flag(north, which=which)
    told = answers(north, digest)
    assert SERGEANT not in told
    assert WOUNDED in told
    board = answer_board(
        north.seat("hana"), now := north.now("hana", "roll call"), view_afterwards(north.seat("hana"), now)
    )
    assert board["persons"] | {"confirmed": 0} == {
        "candidates": 3, "planned": 3, "agreed": 3, "on a manifest": 1, "crossed": 1, "confirmed": 0,
    }  # fmt: skip


def test_papers_that_name_somebody_hidden_are_not_written_out_and_their_own_team_sees_all(sides):
    north, south = sides
    digest = load(south, north)
    flag(north)
    hana = north.seat("hana")
    with pytest.raises(InvalidInput, match="no such paper"):
        find_paper(seen_by(hana, north.now("hana", "roll call")), digest)
    assert find_paper(north.now("hana", "roll call"), digest) == papers_of(north.now("hana", "roll call"))[0]
    assert hidden_from(north.seat("anna"), north.now()) == frozenset()  # the team whose file it is


def test_rounds_seen_together_are_as_each_is_seen(sides):
    south, north = sides
    load(north, south)
    for side in sides:
        flag(side)
        for desk in side.seat("nina", "hana", "anna"):
            rounds = all_rounds(desk)
            assert all_seen_by(desk, rounds) == tuple(seen_by(desk, one) for one in rounds)


def test_no_act_tells_by_its_refusal_that_somebody_hidden_is_there(sides):
    north, _ = sides
    flag(north)
    nina = north.seat("nina")
    for person in (SERGEANT, "South:S-99"):
        says = []
        for what in (
            lambda one: take_back(nina, north.round_id, one, "x"),
            lambda one: sign_items(nina, north.round_id, (one,)),
            lambda one: drop_people(nina, north.round_id, (one,), "absent", Patience()),
            lambda one: make_offer(nina, north.round_id, "North", json.dumps(OFFER | {"asks": [one]}).encode()),
        ):
            with pytest.raises(InvalidInput) as caught:
                what(person)
            says.append(str(caught.value).replace(person, "X"))
        if person == SERGEANT:
            first = says
    assert says == first


def test_plans_and_signatures_go_on_without_whoever_is_hidden(planned_sides):
    north, _ = planned_sides
    flag(north)
    nina = north.seat("nina")
    assert sign_items(nina, north.round_id).waits_for  # the old plan names the person still
    repaired, _ = drop_people(nina, north.round_id, ["North:N-1"], "absent", Patience())
    assert SERGEANT not in repaired.planned.plan
    outcome, _, _ = plan_round(nina, north.round_id, Patience())
    assert SERGEANT not in outcome.planned.plan
