from dataclasses import replace
from datetime import timedelta
from itertools import combinations
from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.review.act import Pair, Proposal, Taking
from homeward.review.basis import Basis
from homeward.review.case import Case
from homeward.review.fold import advance
from homeward.review.lifecycle import STATES, TABLE, NotAllowed
from homeward.review.queue import (
    BLIND_BITS,
    WAITS_FOR,
    count_offers,
    information_bits,
    places_of,
    queue_for,
    value,
)
from homeward.review.verdict import Verdict
from tests.review.acts import (
    BECAUSE,
    CASES,
    MINUTE,
    PAIR,
    PEOPLE,
    START,
    STRONG,
    act,
    case_of,
    proposed,
    reading,
)

NOON = START + 240 * MINUTE
DAY = timedelta(days=1)
ALL = [
    case_of(*steps, pair=Pair(f"R-{state}-{n}", "M-7")) for state, many in CASES.items() for n, steps in enumerate(many)
]


def waiting_case(name: str, basis: Basis = STRONG, n_helped: int = 1, days: float = 0.0) -> Case:
    proposal = Proposal(basis=basis, n_helped=n_helped)
    return case_of(("emil", proposal), pair=Pair(name, "M-7"), at=NOON - days * DAY)


def order(*cases: Case, reader: str = "anna") -> list[str]:
    return [offer.pair.found for offer in queue_for(cases, reader, NOON).offers]


@pytest.mark.parametrize("reader", PEOPLE)
@pytest.mark.parametrize("hours", [0.1, 4, 100])
def test_every_case_is_offered_or_withheld_with_its_reason_and_what_is_offered_can_be_taken(reader, hours):
    now = START + hours * timedelta(hours=1)
    queue = queue_for(ALL, reader, now)
    offered, withheld = [item.pair for item in queue.offers], [item.pair for item in queue.withheld]
    assert sorted(offered + withheld) == sorted(case.pair for case in ALL)
    for case in ALL:
        taking = act(reader, Taking(len(case.rounds)), now, case.pair)
        if case.pair in offered:
            assert advance(case, taking).lease.holds(reader, now)
        else:
            with pytest.raises(NotAllowed):
                advance(case, taking)


@pytest.mark.parametrize("reader", PEOPLE)
@pytest.mark.parametrize("hours", [0.1, 4, 100])
def test_offers_are_as_many_as_the_queue_has_beside_what_is_in_hand(reader, hours):
    now = START + hours * timedelta(hours=1)
    offers = queue_for(ALL, reader, now).offers
    assert count_offers(ALL, reader, now) == sum(not one.is_in_hand for one in offers)
    assert count_offers(ALL, reader, now, may_read=lambda pair: False) == 0


def test_a_case_comes_with_the_reason_why_it_is_not_offered():
    cases = [case for case in ALL if case.state in ("read once", "signed")]
    reasons = {item.pair.found: item.because for item in queue_for(cases, "anna", START + 6 * MINUTE).withheld}
    assert reasons["R-read once-0"] == "own first reading"
    assert reasons["R-signed-0"] == "no reading is due"
    taken = case_of(proposed(), *reading("anna"), ("boris", Taking(1)))
    [withheld] = queue_for([taken], "clara", START + 6 * MINUTE).withheld
    assert withheld.because == "with another reader"
    assert queue_for([taken], "emil", START + 6 * MINUTE).withheld[0].because == "has seen the score"


def test_without_the_right_to_read_it_a_case_is_withheld():
    [withheld] = queue_for([waiting_case("R-1")], "anna", NOON, may_read=lambda pair: pair.found != "R-1").withheld
    assert withheld.because == "no right"


def test_what_is_in_hand_comes_first():
    held = advance(waiting_case("R-1", Basis()), act("anna", Taking(1), NOON, Pair("R-1", "M-7")))
    assert order(waiting_case("R-2"), held) == ["R-1", "R-2"]
    assert queue_for([held], "anna", NOON).offers[0].is_in_hand


def test_bits_are_what_moved_the_prior():
    assert information_bits(Basis(posterior=1.0, prior=0.001)) == pytest.approx(log2(1000))
    assert information_bits(Basis(posterior=0.3, prior=0.3)) == 0.0
    assert information_bits(Basis(posterior=0.5, prior=0.25)) == pytest.approx(0.5 * log2(2) + 0.5 * log2(2 / 3))
    for silent in (Basis(posterior=0.9), Basis(prior=0.1), Basis(posterior=0.9, prior=0.0), Basis()):
        assert information_bits(silent) == 0.0


@given(st.floats(0, 1), st.floats(1e-9, 1 - 1e-9))
def test_bits_are_never_negative(posterior, prior):
    assert information_bits(Basis(posterior=posterior, prior=prior)) >= -1e-9


def test_cases_that_help_more_people_or_say_more_come_first():
    weak = replace(STRONG, posterior=0.01)
    assert order(waiting_case("R-1", weak), waiting_case("R-2"), waiting_case("R-3", n_helped=4)) == [
        "R-3",
        "R-2",
        "R-1",
    ]


def test_equal_values_go_by_pair_whatever_the_order_of_arrival():
    assert (
        order(waiting_case("R-2"), waiting_case("R-1"))
        == order(waiting_case("R-1"), waiting_case("R-2"))
        == ["R-1", "R-2"]
    )


def test_a_week_of_waiting_is_worth_a_bit():
    assert value(waiting_case("R-1", Basis(), days=7), NOON) == pytest.approx(1.0)


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(1, 50)), max_size=8))
def test_nobody_starves(newcomers):
    cases = [
        waiting_case(f"R-{n}", replace(STRONG, posterior=p), many) for n, (p, many) in enumerate(newcomers, start=1)
    ]
    most = max((value(case, NOON) for case in cases), default=0.0)
    assert order(waiting_case("R-0", Basis(), days=7 * most + 1), *cases)[0] == "R-0"


def test_the_place_of_a_second_reading_does_not_tell_the_score():
    cases = [case_of(proposed(replace(STRONG, posterior=p)), *reading("anna")) for p in (0.2, 0.9999)]
    assert len({value(case, NOON) for case in cases}) == 1
    assert value(cases[0], START + 2 * MINUTE) == BLIND_BITS


# ── two readers and one case: every order of what they do ──

ANNA = (("anna", Taking(1)), ("anna", Verdict(1, "established", BECAUSE)))
BORIS = (("boris", Taking(1)), ("boris", Verdict(1, "established", BECAUSE)))
CLARA = (("clara", Taking(1)), ("clara", Verdict(1, "established", BECAUSE)))


def interleavings(*scripts):
    if not any(scripts):
        yield ()
    for number, script in enumerate(scripts):
        if script:
            rest = (*scripts[:number], script[1:], *scripts[number + 1 :])
            yield from ((script[0], *tail) for tail in interleavings(*rest))


def run(steps, pause: timedelta, lease: timedelta) -> tuple[Case, list[str]]:
    """Play the steps, leaving out what is refused; give the case and who read."""
    case, now = case_of(proposed(lease=lease)), START
    for who, what in steps:
        now += pause
        try:
            case = advance(case, act(who, what, now))
        except NotAllowed:
            continue
        if isinstance(what, Taking):
            others = [person for person in PEOPLE if person != who]
            assert all(case.lease.bars(person, now) for person in others)
    return case, [item.who for item in case.round.verdicts]


@pytest.mark.parametrize("minutes", [1, 5, 9, 10, 11, 30])
@pytest.mark.parametrize("scripts", [(ANNA, BORIS), (ANNA, BORIS, CLARA), (ANNA * 2, BORIS * 2)])
def test_in_every_order_one_reading_is_one_persons_and_nobody_reads_twice(scripts, minutes):
    for steps in interleavings(*scripts):
        case, readers = run(steps, minutes * MINUTE, 10 * MINUTE)
        assert len(set(readers)) == len(readers) <= 2
        assert case.pair == PAIR


def test_of_two_who_take_one_case_at_once_one_gets_it_and_the_other_is_clearly_refused():
    for first, second in (("anna", "boris"), ("boris", "anna")):
        taken = advance(case_of(proposed()), act(first, Taking(1), NOON))
        with pytest.raises(NotAllowed, match="with another reader"):
            advance(taken, act(second, Taking(1), NOON))


def test_a_verdict_after_the_lease_counts_in_no_order_with_the_next_reader():
    late = act("anna", Verdict(1, "established", BECAUSE), START + 12 * MINUTE)
    other = act("boris", Taking(1), START + 12 * MINUTE)
    taken = case_of(proposed(lease=10 * MINUTE), ("anna", Taking(1)))
    for acts in ((late, other), (other, late)):
        case = taken
        for one in acts:
            try:
                case = advance(case, one)
            except NotAllowed:
                assert one is late
        assert (case.round.verdicts, case.lease.reader) == ((), "boris")


def test_the_queue_is_the_same_for_every_order_of_cases():
    few = ALL[2:8]
    expected = queue_for(few, "greta", NOON)
    assert all(queue_for([*few[n:], *few[:n]], "greta", NOON) == expected for n in range(len(few)))
    assert all(one.pair != two.pair for one, two in combinations(few, 2))


def test_every_case_that_is_not_closed_has_one_place_and_the_closed_ones_none():
    places = places_of(ALL)
    closed = {"not proposed", "decided elsewhere", "signed", "acted on"}
    assert WAITS_FOR.keys() == set(STATES) - closed
    assert [place.pair for place in places] == sorted(case.pair for case in ALL if case.state not in closed)
    assert all(place.waits_for == WAITS_FOR[place.state] for place in places)


def test_what_a_case_waits_for_is_what_its_state_allows():
    kinds = {
        "a first reading": "verdict",
        "a second reading": "verdict",
        "signatures": "signature",
        "a board": "seating",
        "votes": "vote",
    }
    assert all(state in TABLE[kinds[waits_for]] for state, waits_for in WAITS_FOR.items())


def test_the_queue_and_the_places_count_the_same_readings():
    queue = queue_for(ALL, "anna", NOON)
    read = [place for place in places_of(ALL) if place.state in ("proposed", "read once")]
    due = [item for item in queue.withheld if item.because != "no reading is due"]
    assert len(queue.offers) + len(due) == len(read)
