"""A round from signed identifications to what became of everybody, told in two workspaces that trust each other not."""

import json
import shutil
from datetime import timedelta

import pytest

from homeward.actions.workspace.checking import check_workspace
from homeward.actions.workspace.desk import Refused, approve
from homeward.actions.workspace.files import flag_harm
from homeward.actions.workspace.place import open_workspace
from homeward.actions.workspace.rounds.answers import answer_candidates
from homeward.actions.workspace.rounds.candidates import find_candidates
from homeward.actions.workspace.rounds.crossing import (
    count_by_roll,
    make_receipt,
    note_count,
    note_outcome,
    take_marks,
    view_afterwards,
    view_day,
)
from homeward.actions.workspace.rounds.gates import Heard, hear_gate, hear_gates, passages
from homeward.actions.workspace.rounds.held import manifests_of, papers_of, read_paper, write_file
from homeward.actions.workspace.rounds.items import (
    Moved,
    agreement_of,
    move_lines,
    proofs_of,
    sign_items,
    take_back,
    take_proofs,
    view_table,
)
from homeward.actions.workspace.rounds.opening import change_terms, find_round, list_rounds
from homeward.actions.workspace.rounds.papers import Crossing, countersign, make_manifest, take_paper, use_manifest
from homeward.actions.workspace.rounds.planning import explain_in_round, plan_round, show_paper, write_problem
from homeward.actions.workspace.rounds.seen import seen_by
from homeward.errors import InvalidInput
from homeward.exchange.handing_over.outcome import Assessment, Crossed
from homeward.exchange.handing_over.paper import sign_paper
from homeward.exchange.planning.program import Patience
from tests.actions.workspace.rounds.sample import NEUTRAL, TERMS, begin, key_of
from tests.actions.workspace.sample import NOON, PASSPHRASE, clock, seat

WOUNDED, SERGEANT = "South:S-1", "South:S-2"
OF_SOUTH = ("North:N-1", "North:N-2")


@pytest.fixture
def both(identified, tmp_path):
    shutil.copytree(identified, folder := tmp_path / "sides")
    north, south = (open_workspace(folder / name, PASSPHRASE, clock()) for name in ("north", "south"))
    with north.store, south.store:
        yield north, south


@pytest.fixture
def rounds(both):
    north, south = both
    return begin(north, "North", key_of(south)), begin(south, "South", key_of(north))


def state(workspace, round_id, name="nina", asks="agree round"):
    [desk] = seat(workspace, name)
    return desk, find_round(desk, round_id, asks)[0]


def plan(workspace, round_id):
    [nina] = seat(workspace, "nina")
    return plan_round(nina, round_id, Patience())


def hear_everybody(workspace, round_id, but=()):
    hana, now = state(workspace, round_id, "hana", "roll call")
    for person in find_candidates(hana, now).by_id:
        hear_gate(hana, round_id, person, Heard(gate="wish", is_open=person not in but, by="Neutral"))
        until = (NOON + timedelta(days=30)).date()
        hear_gate(hana, round_id, person, Heard(gate="fitness", is_open=True, by="board of doctors", until=until))


def agree(both, rounds):
    """Both sides sign every item: two negotiators each, and the proofs travel."""
    (north, south), (in_north, in_south) = both, rounds
    nina, oleh = seat(north, "nina", "oleh")
    kept = sign_items(nina, in_north)
    assert not agreement_of(state(north, in_north)[1]).open  # one person's signature is nothing yet
    approve(oleh, kept.waits_for)
    south_nina, south_oleh = seat(south, "nina", "oleh")
    take_proofs(south_nina, in_south, proofs_of(state(north, in_north)[1]))
    approve(south_oleh, sign_items(south_nina, in_south).waits_for)
    take_proofs(nina, in_north, proofs_of(state(south, in_south)[1]))


def load(south, in_south):
    """The South makes a manifest: two hand-over officers sign."""
    hana, igor = seat(south, "hana", "igor")
    ends = {"closes_at": NOON + timedelta(hours=6), "expires_at": NOON + timedelta(days=1)}
    manifest, stay, kept = make_manifest(hana, in_south, Crossing(giver="South", place="bridge", opens_at=NOON, **ends))
    approve(igor, kept.waits_for)
    return manifest, stay


def cross(hana, in_north, manifest):
    """Marks of two devices arrive twice, with one that is none."""
    same = {"manifest": manifest.id, "at": NOON.isoformat(), "counter": 1}
    marks = [
        {**same, "id": "a1", "said": "present", "who": "h1", "device": "d1", "line": WOUNDED},
        {**same, "id": "b1", "said": "unknown person", "who": "h2", "device": "d2", "other": "X-1"},
        {"id": "c1", "said": "nonsense"},
    ]
    data = json.dumps({"marks": marks}).encode()
    problems, n_new, _ = take_marks(hana, in_north, data)
    assert (len(problems), n_new) == (1, 2)
    assert take_marks(hana, in_north, data)[1:] == (0, None)


def test_a_round_goes_from_identifications_to_confirmed_people_in_two_workspaces(both, rounds):
    (north, south), (in_north, in_south) = both, rounds
    # both sides compute the same plan, each in its own workspace, from the same lists and terms
    plans = [plan(workspace, round_id)[0].planned.plan for workspace, round_id in zip(both, rounds, strict=True)]
    assert plans == [dict.fromkeys((WOUNDED, SERGEANT, *OF_SOUTH), 1)] * 2
    agree(both, rounds)
    for workspace, round_id in zip(both, rounds, strict=True):
        desk, now = state(workspace, round_id)
        assert {item.id for item in agreement_of(now).agreed} == {WOUNDED, SERGEANT, *OF_SOUTH}
        assert {row.standing.state for row in view_table(desk, now).rows} == {"agreed"}
        # the sergeant told the neutral that he stays: he is on no manifest, and nobody reads why
        hear_everybody(workspace, round_id, but=(SERGEANT,))
    manifest, stay = load(south, in_south)
    assert ([line.id for line in manifest.lines], stay) == ([WOUNDED], (SERGEANT,))
    [held] = manifests_of(state(south, in_south)[1])
    assert held.lacks == ("North has not signed",)

    # the manifest travels; the North takes it in, signs, and uses it once
    hana, igor = seat(north, "hana", "igor")
    take_paper(hana, in_north, write_file(held.paper))
    digest = held.paper.digest.hex()
    with pytest.raises(InvalidInput, match="North has not signed"):
        use_manifest(hana, in_north, digest[:8])
    approve(igor, countersign(hana, in_north, digest)[1].waits_for)
    use_manifest(hana, in_north, digest[:8])
    with pytest.raises(InvalidInput, match="was used before"):
        use_manifest(hana, in_north, digest)

    cross(hana, in_north, manifest)
    count_by_roll(hana, in_north, digest, "receiver")
    told = {"voice": "giver", "by": "South", "figures": [{"unit": "persons", "giver": "South", "n": 1}]}
    note_count(hana, in_north, digest, json.dumps(told).encode())
    day = view_day(hana, state(north, in_north, "hana", "roll call")[1], digest)
    assert [one.other for one in day.unlisted] == ["X-1"]
    assert [one.says for one in day.counts.differences + day.counts.remarks if one.kind == "numbers only"]
    receive(both, in_north, digest)


def receive(both, in_north, digest):
    """A receipt that three sign, and what became of everybody."""
    north, south = both
    hana, igor = seat(north, "hana", "igor")
    receipt, kept = make_receipt(hana, in_north, digest)
    approve(igor, kept.waits_for)
    paper = next(one for one in papers_of(state(north, in_north)[1]) if receipt.id in one.data.decode())
    signed = sign_paper(sign_paper(read_paper(write_file(paper)), NEUTRAL), south.ledger_key)
    take_paper(hana, in_north, write_file(signed))
    now = state(north, in_north, "hana", "roll call")[1]
    assert view_day(hana, now, digest).unsigned == {receipt.id: ()}
    case = find_candidates(hana, now).by_id[WOUNDED].case
    told = {"by": "North", "at": NOON}
    known = Crossed("person", WOUNDED)
    note_outcome(hana, in_north, Assessment(id="o1", of=known, outcome="confirmed", basis=case, **told))
    other = Crossed("person", "X-1")
    with pytest.raises(InvalidInput, match="signed case"):
        note_outcome(hana, in_north, Assessment(id="o2", of=other, outcome="unknown", basis="x", **told))
    after = view_afterwards(hana, state(north, in_north, "hana", "roll call")[1])
    assert {one.of.id: one.outcome for one in after.results} == {WOUNDED: "confirmed", "X-1": "open"}
    booked = {(one.event, one.unit, one.n) for one in after.bookings}
    assert booked == {("crossed", "persons", 2), ("received", "persons", 2), ("confirmed", "persons", 1)}
    for workspace in both:
        assert check_workspace(workspace).is_whole


def test_each_side_classifies_by_its_own_list_and_papers_make_a_claim_evidence(both, rounds):
    north, in_north = both[0], rounds[0]
    nina, now = state(north, in_north)
    one = find_candidates(nina, now).by_id[WOUNDED]
    assert {side: [m.answer for m in many] for side, many in one.memberships.items()} == {
        "North": ["unknown", "yes"],
        "South": ["unknown", "yes"],
    }
    assert one.categories == ("18 to 25", "18 to 25 by North", "18 to 25 by South")
    show_paper(nina, in_north, WOUNDED, "finding of a mixed medical commission", by="South")
    shown = find_candidates(nina, state(north, in_north)[1]).by_id[WOUNDED]
    assert {"severely wounded or sick", "as_of_right"} < set(shown.categories)
    with pytest.raises(InvalidInput, match="one of its sides"):
        show_paper(nina, in_north, WOUNDED, "a letter", by="East")


def test_whoever_refuses_is_planned_for_nothing_and_nobody_reads_why(both, rounds):
    north, in_north = both[0], rounds[0]
    hana, now = state(north, in_north, "hana", "roll call")
    hear_gate(hana, in_north, OF_SOUTH[0], Heard(gate="wish", is_open=False, by="Neutral"))
    hear_gate(hana, in_north, OF_SOUTH[1], Heard(gate="fitness", is_open=False, by="doctors", until=NOON.date()))
    problem = json.loads(write_problem(hana, now)[0])
    closed = [one for one in problem["people"] if one["id"] in OF_SOUTH]
    assert [one["status"] for one in closed] == ["unconfirmed", "unconfirmed"]
    seen = passages(hana, now, find_candidates(hana, now).people)
    assert {seen[one] for one in OF_SOUTH} == {"not go"}
    assert "refus" not in json.dumps(problem)


def test_gates_of_several_people_are_heard_in_one_step_once_or_not_at_all(both, rounds):
    north, in_north = both[0], rounds[0]
    hana, now = state(north, in_north, "hana", "roll call")
    people = find_candidates(hana, now).people
    wish = Heard(gate="wish", is_open=True, by="Neutral")
    fit = Heard(gate="fitness", is_open=True, by="doctors", until=(NOON + timedelta(days=30)).date())
    words = [(one.id, word) for one in people for word in (wish, fit)]
    with pytest.raises(InvalidInput, match="no candidate"):
        hear_gates(hana, in_north, [*words, ("South:S-99", wish)])
    assert set(passages(hana, now, people).values()) == {"not go"}
    kept = hear_gates(hana, in_north, words, act_id="5" * 32)
    assert [one.act.kind for one in kept.entries] == ["gate heard"] * len(words)
    assert set(passages(hana, now, people).values()) == {"go"}
    again = hear_gates(hana, in_north, words, act_id="5" * 32)
    assert again.is_repeat
    assert again.entries == kept.entries[:1]
    with pytest.raises(InvalidInput, match="nothing that was heard"):
        hear_gates(hana, in_north, [])
    [nina] = seat(north, "nina")
    with pytest.raises(Refused):
        hear_gates(nina, in_north, words)


def test_a_person_with_a_harm_flag_is_no_candidate_and_in_no_count_of_others(both, rounds):
    south, in_south = both[1], rounds[1]
    nina, now = state(south, in_south)
    before = find_candidates(nina, now)
    flag_harm(seat(south, "dina")[0], before.by_id[SERGEANT].found, lift=False, reason="relatives were threatened")
    after = find_candidates(nina, now)
    assert set(after.by_id) == set(before.by_id) - {SERGEANT}
    assert after.left_out == before.left_out
    assert SERGEANT not in json.dumps(answer_candidates(nina, now, after))
    assert SERGEANT not in write_problem(nina, now)[0].decode()
    assert SERGEANT not in {row.record_id for row in view_table(nina, seen_by(nina, now)).rows}


def test_a_second_person_signs_for_the_side_and_terms_change_only_so(both, rounds):
    north, in_north = both[0], rounds[0]
    nina, oleh = seat(north, "nina", "oleh")
    kept = change_terms(nina, in_north, json.dumps(TERMS | {"rounds": [0, 30]}).encode())
    assert "30" not in state(north, in_north)[1].terms
    approve(oleh, kept.waits_for)
    assert "30" in state(north, in_north)[1].terms
    for name in ("anna", "boris", "hana"):
        with pytest.raises(Refused):
            plan_round(seat(north, name)[0], in_north, Patience())
    with pytest.raises(Refused):
        list_rounds(seat(north, "anna")[0])
    with pytest.raises(Refused):
        find_round(nina, "0" * 32, "agree round")


def test_an_item_taken_back_stands_no_more_and_both_are_told(both, rounds):
    north, in_north = both[0], rounds[0]
    for workspace, round_id in zip(both, rounds, strict=True):
        plan(workspace, round_id)
    agree(both, rounds)
    nina, oleh = seat(north, "nina", "oleh")
    approve(oleh, take_back(nina, in_north, OF_SOUTH[1], "held under another charge").waits_for)
    now = agreement_of(state(north, in_north)[1])
    assert OF_SOUTH[1] in {item.id for item in now.withdrawn}
    assert {one.to for one in now.notices} == {"North", "South"}


def test_moves_say_whose_turn_it_is_and_how_much_is_refused(both, rounds):
    north, in_north = both[0], rounds[0]
    nina, _ = state(north, in_north)
    with pytest.raises(InvalidInput, match="signing items"):
        move_lines(nina, in_north, Moved((SERGEANT,), "agreed", "North"))
    with pytest.raises(InvalidInput, match="no candidate"):
        move_lines(nina, in_north, Moved(("nobody",), "requested", "North"))
    told, explained = explain_in_round(nina, in_north, WOUNDED, Patience())
    assert explained.person == WOUNDED
    assert told.sides == ("North", "South")
