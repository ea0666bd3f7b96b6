"""Two lists handed over at once: every step in its turn, every other order refused, a changed list proven."""

from datetime import timedelta

import pytest

from homeward.actions.workspace.desk import approve
from homeward.actions.workspace.rounds.swapping import (
    check_evidence_file,
    commit_list,
    open_own_list,
    read_list,
    read_step,
    received_list,
    step_to_send,
    swap_of,
    take_from_others,
    view_swap,
    write_evidence,
    write_step,
)
from homeward.errors import HomewardError, InvalidInput
from homeward.exchange.agreeing.swap import OutOfTurn, countersign, open_list
from tests.actions.workspace.rounds.conftest import LATER
from tests.actions.workspace.rounds.sample import NEUTRAL

OF_NORTH = "id,family_name\nw-1,Вигадько\nw-2,Бравкенко\n".encode()
OF_SOUTH = b'{"lines":[{"id":"w-9","birth_year":"1991"}]}'


def commit(side, data):
    side.both("nina", "oleh", commit_list, data)
    return step_to_send(side.now(), "commitment")


def take(side, *steps):
    for step in steps:
        take_from_others(side.seat("nina"), side.round_id, step)


def neutral_signs(side):
    at = LATER + timedelta(minutes=5)
    return write_step(countersign(swap_of(side.now())[0], NEUTRAL, at, at + timedelta(hours=1)))


def committed(sides):
    """Both have committed, and the neutral has countersigned."""
    north, south = sides
    one, two = commit(north, OF_NORTH), commit(south, OF_SOUTH)
    take(north, two)
    take(south, one)
    signed = neutral_signs(north)
    for side in sides:
        take(side, signed)
    return signed


def test_both_lists_open_only_when_both_were_committed_to(planned_sides):
    north, south = planned_sides
    committed(planned_sides)
    for side in planned_sides:
        side.both("nina", "oleh", open_own_list)
    take(north, step_to_send(south.now(), "list"))
    assert b"w-9" in received_list(north.now())
    with pytest.raises(InvalidInput, match="not to be seen yet"):
        received_list(south.now())
    take(south, step_to_send(north.now(), "list"))
    assert received_list(south.now()).decode().count("w-") == 2
    assert {view_swap(side.seat("nina"), side.now()).swap.state for side in planned_sides} == {"open"}


def test_one_negotiator_commits_to_nothing_and_opens_nothing(planned_sides):
    north, _ = planned_sides
    _, kept = commit_list(north.seat("nina"), north.round_id, OF_NORTH)
    with pytest.raises(InvalidInput, match="no commitment of North to send"):
        step_to_send(north.now(), "commitment")
    approve(north.seat("oleh"), kept.waits_for)
    assert b"commitment" in step_to_send(north.now(), "commitment")
    assert "Вигадько".encode() not in step_to_send(north.now(), "commitment")


def test_every_wrong_order_is_refused_with_what_the_swap_waits_for(planned_sides):
    north, south = planned_sides
    with pytest.raises(InvalidInput, match="has not committed"):
        open_own_list(north.seat("nina"), north.round_id)
    one = commit(north, OF_NORTH)
    with pytest.raises(OutOfTurn, match="waiting for commitments"):
        open_own_list(north.seat("nina"), north.round_id)
    with pytest.raises(OutOfTurn, match="already"):
        commit_list(north.seat("nina"), north.round_id, OF_SOUTH)
    two = commit(south, OF_SOUTH)
    take(north, two)
    signed = neutral_signs(north)
    with pytest.raises(OutOfTurn, match="waiting for the neutral"):
        open_own_list(north.seat("nina"), north.round_id)
    with pytest.raises(OutOfTurn, match="waiting for commitments"):
        take(south, signed)
    take(south, one, one, signed)  # what comes twice counts once
    assert view_swap(south.seat("nina"), south.now()).swap.state == "waiting for lists"


def test_a_list_that_was_not_committed_to_is_proven_without_showing_it(planned_sides):
    north, south = planned_sides
    committed(planned_sides)
    key, name = south.workspace.ledger_key, south.now().opening.name
    other = open_list(read_list(b'{"lines":[{"id":"w-8"}]}'), key, round_id=name, party="South", salt=bytes(16))
    take(north, write_step(other))
    view = view_swap(north.seat("nina"), north.now())
    assert (view.swap.state, [one.commitment.party for one in view.evidence]) == ("broken", ["South"])
    shown = write_evidence(north.now())
    assert b"w-8" not in shown
    assert "South committed on 2026-05-03 to a list of 1 lines and opened another" in check_evidence_file(
        south.now(), shown
    )
    with pytest.raises(OutOfTurn, match="broken by South"):
        open_own_list(north.seat("nina"), north.round_id)
    with pytest.raises(InvalidInput, match="signature of South does not hold"):
        check_evidence_file(south.now(), shown.replace(b'"n_lines": 1', b'"n_lines": 2'))
    with pytest.raises(InvalidInput, match="the one that was committed to"):
        write_evidence(south.now())


def test_whoever_does_not_open_in_time_is_named(planned_sides):
    north, _ = planned_sides
    committed(planned_sides)
    north.both("nina", "oleh", open_own_list)
    assert view_swap(north.seat("nina"), north.now()).overdue == ()
    late = type(north.workspace)(
        north.workspace.folder, north.workspace.store, north.workspace.instance_key, lambda: LATER + timedelta(hours=2)
    )
    north.workspace = late
    assert view_swap(north.seat("nina"), north.now()).overdue == ("South",)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"\xff",
        b"{" * 100_000,
        b'{"form":"homeward/swap-step/1","step":"nothing"}',
        b'{"form":"homeward/swap-step/1","step":"commitment"}',
        b'{"form":"homeward/swap-step/1","step":"list","lines":[[1]],"salt":"00"}',
        b'{"form":"homeward/swap-step/1","step":"countersignature","digests":["00","xx"],"at":1}',
        b'{"form":"homeward/swap-step/1","step":"countersignature","digests":["00","00"],"round":"R7",'
        b'"at":"2026-05-03T10:00","open_by":"2026-05-03T11:00","signature":"00"}',
        b'{"form":"homeward/swap-step/1","step":"commitment","round":"R7","party":"South","on":"2026-05-03",'
        b'"n_lines":1e300,"digest":"00","signature":"00"}',
    ],
)
def test_a_hostile_step_is_refused_in_one_sentence(planned_sides, data):
    north, _ = planned_sides
    with pytest.raises(HomewardError) as caught:
        take_from_others(north.seat("nina"), north.round_id, data)
    assert len(str(caught.value)) < 400
    assert swap_of(north.now())[0].state == "waiting for commitments"


def test_a_step_is_read_as_it_was_written(planned_sides):
    signed = committed(planned_sides)
    assert write_step(read_step(signed)) == signed


@pytest.mark.parametrize("data", [b"", b"id,name\n1,2,3\n", b'{"lines":[]}', b'{"lines":[1]}', b'id\n"x', b"\xff\xfe"])
def test_what_is_no_list_is_not_committed_to(data):
    with pytest.raises(HomewardError):
        read_list(data)
