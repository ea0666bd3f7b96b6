"""Who may be in a round, and who is left out, with the reason: home already, erased, identified with two people."""

from homeward.actions.workspace.desk import approve
from homeward.actions.workspace.files import SaidStatus, claim_status, erase_file
from homeward.actions.workspace.lists import import_list
from homeward.actions.workspace.pairs import propose_pairs, read_case, sign_decision, take_reading
from homeward.actions.workspace.rounds.candidates import find_candidates, line_code
from tests.actions.workspace.rounds.sample import BECAUSE, HEADER, OF_NORTH
from tests.actions.workspace.sample import delivery

WOUNDED, SERGEANT = "South:S-1", "South:S-2"


def look(side):
    return find_candidates(side.seat("nina"), side.now())


def identify_again(side, row):
    """A second line of the South's is signed to be somebody whom the North seeks."""
    anna, *readers = side.seat("anna", "boris", "clara")
    data = f"{HEADER}S-7,{row}\n".encode()
    held = import_list(anna, delivery("found", data, party="South-2")).list_id
    wanted = _sought_list(side)
    for case_id in propose_pairs(anna, held, wanted).case_ids:
        for reader in readers:
            take_reading(reader, case_id)
            read_case(reader, case_id, "established", BECAUSE)
        for reader in readers:
            sign_decision(reader, case_id, "established")


def _sought_list(side):
    with side.workspace.store.read() as now:
        sought = next(one for one in look(side).people if one.id == WOUNDED).sought
        return now.state("person", sought).parent


def test_whoever_is_identified_with_two_people_is_planned_for_neither(planned_sides):
    north, _ = planned_sides
    identify_again(north, OF_NORTH[0])  # the other line is even of a party that is not in this round
    seen = look(north)
    assert WOUNDED not in seen.by_id
    assert sum(seen.left_out.values()) == 2
    assert any("identified with two people" in because for because in seen.left_out)


def test_whoever_is_home_and_whoever_was_erased_is_counted_and_planned_no_more(planned_sides):
    north, _ = planned_sides
    by_id = look(north).by_id
    anna, dina = north.seat("anna", "dina")
    claim_status(anna, by_id[WOUNDED].found, SaidStatus("return", "confirmed", "receipt"))
    kept = erase_file(dina, by_id[SERGEANT].found, reason="asked by the person")
    if kept.waits_for:
        approve(north.seat("fadi"), kept.waits_for)
    seen = look(north)
    assert set(seen.by_id) == {"North:N-1", "North:N-2"}
    assert seen.left_out == {"home already": 1}  # with a file all cases about it go


def test_a_line_code_is_one_that_papers_can_bear():
    assert line_code("South", "S-1") == "South:S-1"
    assert line_code("South", "two words").startswith("line-")
    assert line_code("South", "x" * 60) != line_code("South", "x" * 61)
