from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.errors import InvalidInput
from homeward.exchange.agreeing.table import compare, lay_table
from homeward.records.person import Person
from homeward.records.versions import STATES, LineMove, line_standings, make_version

SIDES = ("North", "South")
START = datetime(2025, 6, 2, 9, tzinfo=UTC)
DAY = date(2025, 6, 12)


def move(record_id, to, party, day=0, version=1, **more):
    return LineMove(record_id, to, party, START + timedelta(days=day), version, **more)


def version(number, *ids, party="North", day=0, **fields):
    lines = [Person(one, **fields) for one in ids]
    return make_version(
        f"{party} {number}".encode(), lines, party=party, number=number, on=START.date() + timedelta(day)
    )


def table(moves=(), versions=(), on=DAY, **more):
    return lay_table(versions, moves, on, sides=SIDES, **more)


def row(*moves, on=DAY):
    (only,) = table(moves, on=on).rows
    return only


# ── whose move is due ──


def test_a_request_waits_for_the_holder_and_the_days_are_counted():
    asked = row(move("n1", "requested", "North", day=1))
    assert (asked.holder, asked.due, asked.since, asked.days) == ("South", "South", date(2025, 6, 3), 9)


def test_an_offer_waits_for_the_other_side():
    assert row(move("n1", "offered", "South", day=3)).due == "North"


def test_a_line_signed_by_one_waits_for_the_other_since_that_signature():
    signed = row(
        move("n1", "offered", "South"), move("n1", "agreed", "South", day=4), move("n1", "agreed", "South", day=8)
    )
    assert (signed.due, signed.days) == ("North", 6)
    signed = row(move("n1", "offered", "South"), move("n1", "agreed", "North", day=4))
    assert (signed.due, signed.days) == ("South", 6)


@pytest.mark.parametrize("end", ["refused", "agreed"])
def test_nobody_is_due_where_a_line_is_agreed_or_refused(end):
    done = row(move("n1", "requested", "North"), move("n1", end, "South", day=1), move("n1", end, "North", day=2))
    assert (done.standing.state, done.due, done.days) == (end, None, None)


@pytest.mark.parametrize("end", ["absent", "substituted"])
def test_the_holder_owes_who_was_agreed_and_not_brought(end):
    moves = [move("n1", "requested", "North"), move("n1", "agreed", "South", 1), move("n1", "agreed", "North", 2)]
    failed = row(*moves, move("n1", end, "North", 5))
    assert (failed.due, failed.days) == ("South", 5)


def test_a_table_of_an_earlier_day_knows_nothing_of_later_moves():
    moves = [move("n1", "requested", "North"), move("n1", "refused", "South", 5)]
    assert row(*moves, on=date(2025, 6, 6)).standing.state == "requested"
    assert row(*moves, on=date(2025, 6, 7)).standing.state == "refused"
    assert table(moves, on=date(2025, 6, 1)).rows == ()


def test_a_line_on_a_list_about_which_nobody_moved_is_on_the_table():
    (line,) = table(versions=[version(1, "n1")]).rows
    assert (line.record_id, line.standing.state, line.lists, line.holder, line.due) == (
        "n1",
        None,
        ("North",),
        None,
        None,
    )


def test_only_the_newest_version_of_a_party_lies_on_the_table():
    versions = [version(1, "n1", "n2"), version(2, "n2", "n3", day=1), version(3, "n4", day=11)]
    assert [one.record_id for one in table(versions=versions).rows] == ["n2", "n3"]


# ── refusals ──


def test_shares_refused_are_of_persons_asked_for_and_silence_is_counted():
    moves = [move(f"n{n}", "requested", "North") for n in range(6)]
    moves += [move(one, "refused", "South", 1) for one in ("n0", "n2")]
    moves += [move("n1", "refused", "South", 1, because="unfit to travel")]
    moves += [move("s1", "requested", "South"), move("s2", "offered", "North"), move("s2", "refused", "South", 1)]
    north, south = table(moves).refusals
    assert (south.side, south.n_asked, south.n_refused, south.n_without_reason) == ("South", 6, 3, 2)
    assert south.share == Fraction(1, 2)
    assert (north.n_asked, north.n_refused, north.share) == (1, 0, Fraction(0))


def test_where_nobody_was_asked_for_there_is_no_share():
    assert [one.share for one in table().refusals] == [None, None]


def test_one_person_under_two_ids_is_counted_once_and_said():
    moves = [move("n1", "requested", "North"), move("n9", "requested", "North"), move("n1", "refused", "South", 1)]
    both = (frozenset({"n1", "n9"}),)
    apart, joined = table(moves), table(moves, same_person=both)
    assert [one.n_asked for one in apart.refusals] == [0, 2]
    assert [(one.n_asked, one.n_refused) for one in joined.refusals] == [(0, 0), (1, 0)]  # n9 is not refused yet
    assert joined.says == ("one person stands on the table under 2 ids: n1 (refused), n9 (requested)",)
    refused = table([*moves, move("n9", "refused", "South", 2)], same_person=both)
    assert [one.n_refused for one in refused.refusals] == [0, 1]


def test_a_line_in_two_sets_of_one_person_is_a_mistake():
    with pytest.raises(InvalidInput, match="two sets"):
        table(same_person=(frozenset({"a", "b"}), frozenset({"b", "c"})))


# ── what is said ──


def test_a_person_on_two_lists_or_twice_on_one_is_said():
    versions = [version(1, "n1", "n2", "n2"), version(1, "n1", party="South")]
    assert table(versions=versions).says == (
        "line n2 stands 2 times in version 1 of the list of North",
        "line n1 stands on the lists of North and South",
    )


def test_who_is_requested_and_offered_by_one_party_has_two_holders_and_that_is_said():
    laid = table([move("n1", "requested", "North"), move("n1", "offered", "North", 1)])
    (problem,) = laid.problems
    assert "both North and South hold" in problem.says
    assert (laid.rows[0].holder, problem.kept) == ("South", "South")


def test_a_move_of_a_third_party_moves_nothing():
    laid = table([move("n1", "requested", "West")])
    assert (laid.rows, [one.says for one in laid.problems]) == ((), ["West is neither North nor South"])


SIGNED = [move("n1", "requested", "North"), move("n1", "agreed", "South", 1), move("n1", "agreed", "North", 1)]


@pytest.mark.parametrize(
    ("after", "says"),
    [
        (version(2, day=2), "line n1, signed by North and South, is gone from version 1 to 2 of North"),
        (
            version(2, "n1", day=2, birth_date="1987"),
            "line n1, signed by North and South, is changed (birth_date) from version 1 to 2 of North",
        ),
    ],
)
def test_a_signed_line_that_a_later_version_changes_or_drops_is_said(after, says):
    assert table(SIGNED, [version(1, "n1"), after]).says == (says,)


def test_a_signed_line_that_stays_as_it_was_is_not_said():
    assert table(SIGNED, [version(1, "n1"), version(2, "n1", "n2", day=2)]).says == ()


def test_a_line_signed_on_two_different_versions_is_said():
    moves = [*SIGNED[:2], move("n1", "agreed", "North", 3, version=2)]
    assert table(moves).says == ("line n1 is signed by South on version 1 and North on version 2",)


def test_compare_tells_every_line_and_refuses_versions_that_do_not_follow():
    standings, _ = line_standings(SIGNED)
    lines, says = compare(version(1, "n1", "n2"), version(2, "n2", "n3"), standings)
    assert [(line.record_id, line.state) for line in lines] == [("n2", "same"), ("n3", "new"), ("n1", "gone")]
    assert len(says) == 1
    for before, after in ((version(2), version(1)), (version(1), version(2, party="South"))):
        with pytest.raises(InvalidInput, match="later one of the same party"):
            compare(before, after, {})


# ── properties ──

moves_of = st.lists(
    st.builds(
        move,
        st.sampled_from(("1", "2", "3")),
        st.sampled_from(STATES),
        st.sampled_from(SIDES),
        st.integers(0, 6),
        st.integers(1, 2),
    ),
    max_size=12,
)
LISTS = [version(1, "1", "2"), version(2, "2", "3", day=3), version(1, "3", party="South")]


@given(moves_of, st.randoms(use_true_random=False))
def test_the_order_in_which_moves_arrive_never_changes_the_table(said, random):
    shuffled = table(random.sample(said, len(said)), random.sample(LISTS, len(LISTS)))
    assert shuffled == table(said, LISTS)


@given(moves_of)
def test_every_line_is_on_the_table_once_and_waits_only_where_somebody_is_due(said):
    laid = table(said, LISTS)
    ids = [one.record_id for one in laid.rows]
    assert ids == sorted(set(ids))
    assert {"2", "3"} <= set(ids)
    for one in laid.rows:
        assert (one.due is None) == (one.since is None) == (one.days is None)
        assert one.days is None or 4 <= one.days <= 10
