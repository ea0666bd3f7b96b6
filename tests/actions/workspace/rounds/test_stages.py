"""How far a round has come, in numbers of each side; and what its pages read beside: moves, prices."""

from homeward.actions.workspace.desk import new_id
from homeward.actions.workspace.rounds.candidates import find_candidates
from homeward.actions.workspace.rounds.crossing import make_receipt, note_outcome, take_marks, view_afterwards
from homeward.actions.workspace.rounds.items import Moved, move_lines, moves_of, sign_items
from homeward.actions.workspace.rounds.planning import drop_people, price_in_round
from homeward.actions.workspace.rounds.stages import count_stages, view_turns
from homeward.exchange.handing_over.outcome import Assessment, Crossed
from homeward.exchange.planning.program import Patience
from tests.actions.workspace.rounds.conftest import LATER, load
from tests.actions.workspace.rounds.test_containers import bagged
from tests.actions.workspace.rounds.test_crossing import marks_of
from tests.actions.workspace.rounds.test_seen import flag

WOUNDED, SERGEANT = "South:S-1", "South:S-2"


def counts(side, name="hana", kind="person"):
    """By stage: how many North gives, how many South."""
    desk, found = side.seat(name), side.now("hana", "roll call")
    told = count_stages(desk, found, find_candidates(desk, found), view_afterwards(desk, found))
    by_stage = {}
    for one in told:
        if one.kind == kind:
            by_stage.setdefault(one.stage, {})[one.giver] = one.n
    return {stage: (own["North"], own["South"]) for stage, own in by_stage.items()}


def turns(side):
    return {one.side: (one.n_moves, one.n_signatures) for one in view_turns(side.seat("nina"), side.now())}


def test_each_stage_counts_by_itself_whoever_is_confirmed(sides):
    north, south = sides
    digest = load(south, north)
    take_marks(north.seat("hana"), north.round_id, marks_of(north, digest, (WOUNDED,), (SERGEANT,)))
    north.both("hana", "igor", make_receipt, digest)
    case = find_candidates(north.seat("nina"), north.now()).by_id[WOUNDED].case
    said = Assessment(id=new_id(), of=Crossed("person", WOUNDED), outcome="confirmed", by="North", at=LATER, basis=case)
    note_outcome(north.seat("hana"), north.round_id, said)
    assert counts(north) == {
        "identified": (2, 2),
        "planned": (2, 2),
        "agreed": (2, 2),
        "on a manifest": (0, 2),
        "handed over": (0, 1),
        "confirmed": (0, 1),
    }
    assert counts(north, kind="container")["agreed"] == (0, 0)


def test_a_container_begins_where_it_is_agreed_and_is_given_by_who_does_not_receive_it(sides):
    north, south = bagged(sides)
    load(south, north)
    told = counts(north, kind="container")
    assert told == {"agreed": (0, 1), "on a manifest": (0, 1), "handed over": (0, 0), "confirmed": (0, 0)}


def test_whoever_a_harm_flag_hides_is_in_no_number(sides):
    north, south = sides
    load(south, north)
    flag(north)
    assert [own[1] for own in counts(north).values()] == [1, 1, 1, 1, 0, 0]


def test_a_turn_is_of_the_side_that_has_not_answered_and_a_signature_of_who_has_not_signed(planned_sides):
    north, _ = planned_sides
    assert turns(north) == {"North": (0, 0), "South": (0, 0)}
    move_lines(north.seat("nina"), north.round_id, Moved((WOUNDED,), "requested", "North"))
    assert turns(north) == {"North": (0, 0), "South": (1, 0)}
    north.both("nina", "oleh", sign_items, (WOUNDED, "North:N-1"))
    assert turns(north) == {"North": (0, 0), "South": (2, 2)}


def test_moves_stand_in_their_order_signatures_among_them(planned_sides):
    north, _ = planned_sides
    move_lines(north.seat("nina"), north.round_id, Moved((WOUNDED,), "requested", "North"))
    north.both("nina", "oleh", sign_items, (WOUNDED,))
    assert [(one.to, one.party) for one in moves_of(north.now())] == [("requested", "North"), ("agreed", "North")]


def test_a_rule_that_binds_has_a_price_and_one_that_does_not_has_none(planned_sides):
    north, _ = planned_sides
    drop_people(north.seat("nina"), north.round_id, (SERGEANT,), "absent", Patience())
    everyone = price_in_round(north.seat("nina"), north.round_id, Patience())
    gains = {one.rule: one.gain and (one.gain.before, one.gain.after) for one in everyone.prices}
    assert gains == {"seats": None, "one for one": (2, 3)}  # without parity the other side's second goes too
    assert everyone.told[SERGEANT].state == "never"
