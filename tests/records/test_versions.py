from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.errors import InvalidInput
from homeward.records.person import Person
from homeward.records.versions import (
    MOVES,
    STATES,
    Change,
    LineMove,
    check_versions,
    compare_versions,
    line_standings,
    make_version,
)

people = st.lists(
    st.builds(Person, st.sampled_from("abcdef"), sex=st.sampled_from(("m", "f", None))),
    max_size=6,
    unique_by=lambda person: person.record_id,
)


def test_a_change_shows_what_was_and_what_is():
    (line,) = compare_versions([Person("1", sex="m")], [Person("1", sex="f")])
    assert line.changes == (Change("sex", "m", "f"),)


@given(people)
def test_a_list_is_the_same_as_itself(listed):
    assert all(line.state == "same" for line in compare_versions(listed, listed))


@given(people, people)
def test_every_line_of_either_version_is_accounted_for_once(before, after):
    lines = compare_versions(before, after)
    assert sorted(line.record_id for line in lines) == sorted({person.record_id for person in (*before, *after)})


@given(people, people)
def test_what_is_new_one_way_is_gone_the_other_way(before, after):
    new = {line.record_id for line in compare_versions(before, after) if line.state == "new"}
    assert new == {line.record_id for line in compare_versions(after, before) if line.state == "gone"}


# ── numbered versions ──

DAY = date(2025, 3, 1)


def version(number: int, data: bytes, days: int = 0, party: str = "North"):
    return make_version(data, (Person("1"),), party=party, number=number, on=DAY + timedelta(days))


def test_a_version_carries_the_digest_of_its_bytes():
    one = version(1, b"abc")
    assert one.digest.hex() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert one.lines == (Person("1"),)


def test_versions_in_order_have_nothing_to_ask_and_parties_count_for_themselves():
    assert check_versions((version(2, b"b", 1), version(1, b"a"), version(1, b"x", party="South"))) == ()


@pytest.mark.parametrize(
    ("second", "says"),
    [
        (version(1, b"b"), "two different lists have the number 1"),
        (version(2, b"a", 1), "byte for byte the same"),
        (version(4, b"b", 1), "versions 1 and 4 have others between them"),
        (version(2, b"b", -1), "the date goes back"),
    ],
)
def test_what_is_wrong_with_the_numbers_is_said(second, says):
    (sentence,) = check_versions((second, version(1, b"a")))
    assert says in sentence


def test_the_same_version_twice_is_no_mistake():
    assert check_versions((version(1, b"a"), version(1, b"a"))) == ()


def test_a_version_without_number_or_digest_is_refused():
    with pytest.raises(InvalidInput, match="count from 1"):
        version(0, b"a")
    with pytest.raises(InvalidInput, match="SHA-256"):
        replace(version(1, b"a"), digest=sha256(b"a").digest()[:-1])


# ── the bargain ──

START = datetime(2025, 3, 1, 9, tzinfo=UTC)


def move(to: str, party: str = "North", hour: int = 0, record_id: str = "1") -> LineMove:
    return LineMove(record_id, to, party, START + timedelta(hours=hour), 1)  # type: ignore[arg-type]


def path(*steps: tuple[str, str]) -> list[LineMove]:
    return [move(to, party, hour) for hour, (to, party) in enumerate(steps)]


REACH = {  # a way from nothing to each state
    None: [],
    "requested": [("requested", "North")],
    "offered": [("offered", "South")],
    "refused": [("requested", "North"), ("refused", "South")],
    "agreed": [("offered", "South"), ("agreed", "North"), ("agreed", "South")],
}
REACH |= {state: [*REACH["agreed"], (state, "South")] for state in ("presented", "absent", "substituted")}


@pytest.mark.parametrize(("start", "to"), list(product(REACH, STATES)))
def test_a_move_moves_exactly_where_the_table_allows_it(start, to):
    steps = [*REACH[start], *([(to, "North"), (to, "South")] if to == "agreed" else [(to, "South")])]
    standings, problems = line_standings(path(*steps))
    if to in MOVES[start]:
        assert (standings["1"].state, problems) == (to, ())
    elif to == start:
        assert (standings["1"].state, problems) == (start, ())
    else:
        assert (standings["1"].state if start else standings.get("1")) == start
        assert len(problems) == (2 if to == "agreed" else 1)
        assert problems[0].where == "line 1"
        assert to in problems[0].says


@pytest.mark.parametrize(
    ("start", "to"),
    [
        (None, "agreed"),  # nobody asked for or offered the person
        (None, "presented"),
        ("requested", "presented"),  # brought without agreement
        ("offered", "absent"),  # nobody can be absent who was not agreed
        ("refused", "agreed"),  # it must be asked for or offered again first
        ("agreed", "offered"),
        ("presented", "refused"),  # what has crossed is no more in the bargain
        ("presented", "absent"),
        ("substituted", "presented"),
    ],
)
def test_these_moves_are_never_allowed(start, to):
    assert to not in MOVES[start]


def test_the_table_knows_every_state_and_leads_to_each():
    assert set(MOVES) == {None, *STATES}
    assert set(REACH) == set(MOVES)
    assert {to for follows in MOVES.values() for to in follows} == set(STATES)


def test_a_line_is_agreed_only_when_two_parties_signed_it():
    one, _ = line_standings(path(("offered", "South"), ("agreed", "South")))
    assert (one["1"].state, one["1"].signed) == ("offered", ("South",))
    twice, _ = line_standings(path(("offered", "South"), ("agreed", "South"), ("agreed", "South")))
    assert twice["1"].state == "offered"
    both, _ = line_standings(path(("offered", "South"), ("agreed", "South"), ("agreed", "North")))
    assert (both["1"].state, both["1"].signed) == ("agreed", ("North", "South"))


def test_a_refusal_ends_what_was_signed_before():
    steps = [("offered", "South"), ("agreed", "North"), ("refused", "South"), ("offered", "South"), ("agreed", "South")]
    standings, _ = line_standings(path(*steps))
    assert (standings["1"].state, standings["1"].signed) == ("offered", ("South",))


def test_who_set_a_state_and_when_is_kept():
    standings, _ = line_standings(path(("requested", "North"), ("refused", "South")))
    last = standings["1"].last
    assert last is not None
    assert (last.party, last.at) == ("South", START + timedelta(hours=1))


moves = st.lists(
    st.builds(
        move,
        st.sampled_from(STATES),
        st.sampled_from(("North", "South")),
        st.integers(0, 6),
        st.sampled_from(("1", "2")),
    ),
    max_size=12,
)


@given(moves, st.randoms(use_true_random=False))
def test_the_order_in_which_moves_arrive_never_changes_where_lines_stand(said, random):
    assert line_standings(random.sample(said, len(said))) == line_standings(said)


@given(moves)
def test_lines_never_touch_each_other(said):
    standings, _ = line_standings(said)
    for record_id in {one.record_id for one in said}:
        own, _ = line_standings([one for one in said if one.record_id == record_id])
        assert own.get(record_id) == standings.get(record_id)


def test_a_state_that_does_not_exist_and_a_time_without_a_zone_are_refused():
    with pytest.raises(InvalidInput, match="'sold' is none of"):
        move("sold")
    with pytest.raises(InvalidInput, match="no time zone"):
        LineMove("1", "offered", "North", datetime(2025, 3, 1), 1)
