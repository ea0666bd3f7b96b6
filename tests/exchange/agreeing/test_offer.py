from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.errors import InvalidInput
from homeward.exchange.agreeing.offer import Answer, Moved, Offer, concessions, difference, fold_offers
from homeward.exchange.planning.rule import Capacity, Parity, Quota, Where

SIDES = ("North", "South")
START = datetime(2025, 6, 2, 9, tzinfo=UTC)


def day(n):
    return START.date() + timedelta(days=n)


def offer(identity="o1", by="North", n=0, **changes):
    made = Offer(id=identity, by=by, at=START + timedelta(days=n), valid_from=day(n), valid_until=day(n + 5))
    return replace(made, **changes)


def answer(says, by="South", n=1, to="o1", identity="a1"):
    return Answer(identity, to, by, START + timedelta(days=n), says)


def states(*log, on=4):
    standings, problems = fold_offers(log, day(on), SIDES)
    return [one.state for one in standings], [one.says for one in problems]


# ── the log ──


@pytest.mark.parametrize("says", ["accepted", "refused"])
def test_an_answer_of_the_other_side_ends_an_offer(says):
    assert states(offer(), answer(says)) == ([says], [])


def test_an_offer_that_nobody_answers_is_open_until_its_last_day_and_then_expired():
    assert [states(offer(valid_from=day(2)), on=n)[0][0] for n in (1, 2, 5, 6)] == [
        "not yet valid", "open", "open", "expired",
    ]  # fmt: skip


@pytest.mark.parametrize(("n", "is_in_time"), [(1, False), (2, True), (5, True), (6, False)])
def test_an_offer_is_accepted_on_its_days_alone(n, is_in_time):
    found, problems = states(offer(valid_from=day(2)), answer("accepted", n=n), on=20)
    assert (found == ["accepted"], problems == []) == (is_in_time, is_in_time)
    assert is_in_time or "is not between" in problems[0]


def test_an_expired_offer_can_still_be_refused():
    assert states(offer(), answer("refused", n=9), on=10) == (["refused"], [])


def test_a_counter_offer_ends_the_offer_that_it_follows_and_its_own_revision_replaces_it():
    assert states(offer(), offer("o2", "South", 1, follows="o1"))[0] == ["countered", "open"]
    assert states(offer(), offer("o2", "North", 1, follows="o1"))[0] == ["replaced", "open"]


def test_nobody_accepts_their_own_offer_or_withdraws_the_others():
    assert states(offer(), answer("accepted", "North")) == (["open"], ["its own offer o1 cannot be accepted by North"])
    assert states(offer(), answer("withdrawn")) == (
        ["open"],
        ["the other side's offer o1 cannot be withdrawn by South"],
    )
    assert states(offer(), answer("withdrawn", "North")) == (["withdrawn"], [])


def test_what_is_refused_or_countered_cannot_be_accepted_later():
    found, problems = states(offer(), answer("refused"), answer("accepted", n=2, identity="a2"))
    assert (found, problems) == (["refused"], ["offer o1 is refused since 2025-06-03"])
    found, problems = states(offer(), offer("o2", "South", 1, follows="o1"), answer("accepted", n=2))
    assert (found[0], len(problems)) == ("countered", 1)


def test_a_stranger_and_an_answer_to_nothing_change_nothing():
    assert states(offer(), answer("accepted", "West")) == (["open"], ["West is neither North nor South"])
    assert states(offer(), answer("accepted", to="o7")) == (["open"], ["there is no offer o7 before 2025-06-03"])


def test_two_different_offers_under_one_id_are_none():
    found, problems = states(offer(), offer(gives=frozenset({"s1"})))
    assert (found, problems) == ([], ["2 different ones have this id"])


def test_an_offer_that_cannot_be_meant_is_refused():
    with pytest.raises(InvalidInput, match="which is before"):
        offer(valid_until=day(-1))
    with pytest.raises(InvalidInput, match="given and asked"):
        offer(gives=frozenset({"n1"}), asks=frozenset({"n1"}))
    with pytest.raises(InvalidInput, match="one id"):
        offer(rules=(Quota("q", 1, None), Quota("q", 2, None)))


log_of = st.lists(
    st.one_of(
        st.builds(
            offer,
            st.sampled_from(("o1", "o2", "o3")),
            st.sampled_from(SIDES),
            st.integers(0, 4),
            follows=st.sampled_from((None, "o1", "o2")),
        ),
        st.builds(
            answer,
            st.sampled_from(("accepted", "refused", "withdrawn")),
            st.sampled_from((*SIDES, "West")),
            st.integers(0, 9),
            st.sampled_from(("o1", "o2", "o3")),
            st.sampled_from(("a1", "a2", "a3", "a4")),
        ),
    ),
    max_size=9,
)


@given(log_of, st.randoms(use_true_random=False))
def test_neither_order_nor_repetition_changes_where_offers_stand(log, random):
    expected = fold_offers(log, day(20), SIDES)
    assert fold_offers(random.sample(log, len(log)) + log, day(20), SIDES) == expected


@given(log_of)
def test_what_is_accepted_was_accepted_by_the_other_side_on_a_valid_day(log):
    for one in fold_offers(log, day(20), SIDES)[0]:
        if one.state == "accepted":
            assert {one.by.by, one.offer.by} == set(SIDES)
            assert one.offer.valid_from <= one.by.at.date() <= one.offer.valid_until


# ── concessions ──

SEATS, EVEN = Capacity("seats", "seat", 10), Parity("even", "count", 0)


def test_names_given_and_no_longer_asked_for_are_conceded():
    before = offer(gives=frozenset({"s1", "s2"}), asks=frozenset({"n1", "n2"}))
    after = offer("o2", n=1, gives=frozenset({"s2", "s3", "s4"}), asks=frozenset({"n2"}))
    change = difference(before, after)
    assert (change.gives_more, change.gives_less, change.asks_less) == (("s3", "s4"), ("s1",), ("n1",))
    assert (change.n_conceded, change.n_taken_back) == (3, 1)
    assert change.words == (
        "North gives more 2: s3 and s4",
        "North gives no longer 1: s1",
        "North asks no longer for 1: n1",
        "valid from 2025-06-03 to 2025-06-08; before: 2025-06-02 to 2025-06-07",
    )


def test_a_parameter_that_moved_is_said_in_words_and_as_data():
    before = offer(rules=(SEATS, EVEN))
    after = offer("o2", rules=(replace(SEATS, most=12, where=Where(home="North")), Quota("least", 3, None)))
    change = difference(before, after)
    assert change.moved == (
        Moved("seats", "most", 10, 12),
        Moved("seats", "where", "people", "people going home to North"),
    )
    assert (change.rules_new, change.rules_gone) == (("least",), ("even",))
    assert "rule seats: at most 12 of seat for people going home to North in each round; before: " in change.words[2]


def test_a_rule_that_becomes_another_kind_is_said():
    change = difference(offer(rules=(SEATS,)), offer("o2", rules=(Quota("seats", 1, 2),)))
    assert change.moved == (Moved("seats", "kind", "Capacity", "Quota"),)


def test_an_offer_of_the_other_side_is_read_from_ones_own():
    theirs = offer(by="South", gives=frozenset({"n1"}), asks=frozenset({"s1"}))
    same = offer("o2", "North", gives=frozenset({"s1"}), asks=frozenset({"n1"}))
    assert (difference(theirs, same).n_conceded, difference(theirs, same).n_taken_back) == (0, 0)


def test_concessions_are_between_successive_offers_of_one_side():
    log = [offer(f"o{n}", "North" if n % 2 else "South", n, gives=frozenset(map(str, range(n)))) for n in range(6)]
    assert [(one.before, one.after, one.n_conceded) for one in concessions(reversed(log), "North")] == [
        ("o1", "o3", 2), ("o3", "o5", 2),
    ]  # fmt: skip


names = st.frozensets(st.sampled_from("abcdef"))


@given(names, names, names, names)
def test_the_way_back_takes_back_exactly_what_the_way_there_conceded(gives, asks, gives_after, asks_after):
    before = offer(gives=gives - asks, asks=asks)
    after = offer("o2", gives=gives_after - asks_after, asks=asks_after)
    there, back = difference(before, after), difference(after, before)
    assert (there.gives_more, there.asks_less) == (back.gives_less, back.asks_more)
    assert (there.n_conceded, there.n_taken_back) == (back.n_taken_back, back.n_conceded)
    assert (difference(before, before).words, difference(before, before).moved) == ((), ())


def test_dates_are_days_in_utc():
    late = datetime.fromisoformat("2025-06-08T01:00:00+03:00")  # 7 June in UTC: the last day of the offer
    assert (
        fold_offers([offer(), replace(answer("accepted"), at=late)], date(2025, 6, 7), SIDES)[0][0].state == "accepted"
    )
