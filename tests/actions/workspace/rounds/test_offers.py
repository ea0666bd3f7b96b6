"""Offers made, answered and compared in a workspace; an offered list judged by the terms."""

import json

import pytest

from homeward.actions.workspace.desk import new_id
from homeward.actions.workspace.rounds.offers import Reply, answer_offer, check_list, make_offer, view_offers
from homeward.actions.workspace.rounds.planning import show_paper
from homeward.errors import HomewardError, InvalidInput
from tests.actions.workspace.rounds.sample import TERMS

WOUNDED, SERGEANT = "South:S-1", "South:S-2"
CAPTAIN, SOLDIER = "North:N-1", "North:N-2"
DAYS = {"valid_from": "2026-05-03", "valid_until": "2026-05-09"}
FIRST = {"id": "N-1", "gives": [CAPTAIN], "asks": [WOUNDED, SERGEANT], "rules": [TERMS["rules"][0]], **DAYS}
SECOND = {"id": "N-2", "gives": [CAPTAIN, SOLDIER], "asks": [WOUNDED, SERGEANT], "follows": "N-1", **DAYS}


def offer(side, by, told):
    data = json.dumps(told).encode()
    if by == side.name:
        return side.both("nina", "oleh", make_offer, by, data)
    return make_offer(side.seat("nina"), side.round_id, by, data)


def stand(side):
    return {one.offer.id: one.state for one in view_offers(side.seat("nina"), side.now()).standings}


def test_an_own_offer_stands_when_two_have_signed_it_and_the_others_when_one_has_noted_it(planned_sides):
    north, south = planned_sides
    make_offer(north.seat("nina"), north.round_id, "North", json.dumps(FIRST).encode())
    assert stand(north) == {}
    offer(north, "North", FIRST | {"id": "N-0"})
    offer(south, "North", FIRST)
    assert (stand(north), stand(south)) == ({"N-0": "open"}, {"N-1": "open"})


def test_accepting_takes_two_and_refusing_one(planned_sides):
    _, south = planned_sides
    offer(south, "North", FIRST)
    nina = south.seat("nina")
    kept = answer_offer(nina, south.round_id, Reply("N-1", "accepted", "South"))
    assert (bool(kept.waits_for), stand(south)) == (True, {"N-1": "open"})
    answer_offer(nina, south.round_id, Reply("N-1", "refused", "South", "too few"))
    assert stand(south) == {"N-1": "refused"}


def test_a_concession_is_told_in_words(planned_sides):
    north, _ = planned_sides
    offer(north, "North", FIRST)
    offer(north, "North", SECOND)
    told = view_offers(north.seat("nina"), north.now())
    assert {one.offer.id: one.state for one in told.standings} == {"N-1": "replaced", "N-2": "open"}
    [step] = told.concessions
    assert (step.n_conceded, step.n_taken_back, step.rules_gone) == (1, 0, ("seats",))
    assert any(SOLDIER in word and "gives more" in word for word in step.words)


@pytest.mark.parametrize(
    ("offer_id", "says", "by", "why"),
    [
        ("N-9", "refused", "South", "no offer N-9"),
        ("N-1", "refused", "North", "its own offer"),
        ("N-1", "withdrawn", "South", "other side's offer"),
        ("N-3", "accepted", "South", "valid from"),
        ("N-1", "loved", "South", "an offer is"),
        ("N-1", "refused", "East", "an offer is"),
    ],
)
def test_an_answer_out_of_order_is_refused_in_one_sentence(planned_sides, offer_id, says, by, why):
    _, south = planned_sides
    offer(south, "North", FIRST)
    offer(south, "North", FIRST | {"id": "N-3", "valid_from": "2026-06-01", "valid_until": "2026-06-02"})
    with pytest.raises(InvalidInput, match=why):
        answer_offer(south.seat("nina"), south.round_id, Reply(offer_id, says, by))


@pytest.mark.parametrize(
    "change",
    [
        {"gives": [SERGEANT]},
        {"asks": ["South:S-77"]},
        {"asks": [CAPTAIN]},
        {"gives": "all"},
        {"gives": [5]},
        {"valid_until": "2026-05-01"},
        {"valid_from": "tomorrow"},
        {"rules": [{"id": "x", "kind": "wish"}]},
        {"rules": "none"},
        {"id": "two words"},
        {"price": 3},
        {"follows": "N-7"},
    ],
)
def test_an_offer_that_cannot_be_meant_is_refused_in_one_sentence(planned_sides, change):
    north, _ = planned_sides
    with pytest.raises(HomewardError) as caught:
        offer(north, "North", FIRST | change)
    assert len(str(caught.value)) < 400


def test_an_offer_given_twice_by_one_act_is_one(planned_sides):
    north, _ = planned_sides
    act_id, data = new_id(), json.dumps({**FIRST, "id": ""}).encode()
    first, _ = make_offer(north.seat("nina"), north.round_id, "North", data, act_id=act_id)
    again, kept = make_offer(north.seat("nina"), north.round_id, "North", data, act_id=act_id)
    assert (again, kept.is_repeat) == (first, True)


def test_a_list_is_judged_by_each_sides_classification(planned_sides):
    north, _ = planned_sides
    nina = north.seat("nina")
    data = json.dumps({"lines": [WOUNDED, SERGEANT, SOLDIER, "South:S-66"]}).encode()
    told = check_list(nina, north.round_id, data, ("18 to 25",))
    by_rule = {one.rule: {own.side: own.fits for own in one.readings} for one in told.fits}
    assert by_rule["seats"] == {"North": "yes", "South": "yes"}
    assert by_rule["one for one"] == {"North": "no", "South": "no"}  # two for one
    assert by_rule["eligible"] == {"North": "no", "South": "no"}  # the sergeant is 46
    assert (told.n_lines, told.unknown) == (4, ("South:S-66",))
    as_text = check_list(nina, north.round_id, f"{WOUNDED}\n{SOLDIER}\n".encode(), ("severely wounded or sick",))
    wounded = next(one for one in as_text.fits if one.rule == "eligible")
    assert {own.fits for own in wounded.readings} == {"no"}
    show_paper(nina, north.round_id, WOUNDED, "finding of a mixed medical commission", by="North")
    alone = check_list(nina, north.round_id, f"{WOUNDED}\n".encode(), ("severely wounded or sick",))
    [eligible] = [one for one in alone.fits if one.rule == "eligible"]
    assert {own.side: own.fits for own in eligible.readings} == {"North": "yes", "South": "unknown"}


@pytest.mark.parametrize("data", [b'{"lines":5}', b'{"lines":{"a":9}}', b'{"lines":{"a":true}}', b"\xff\xfe\xff", b"{"])
def test_a_file_that_is_no_list_is_refused_in_one_sentence(planned_sides, data):
    north, _ = planned_sides
    with pytest.raises(HomewardError) as caught:
        check_list(north.seat("nina"), north.round_id, data)
    assert len(str(caught.value)) < 400
