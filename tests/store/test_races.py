"""Two who want the same thing at the same time: one gets it, the other is told clearly."""

from collections import Counter
from dataclasses import replace
from threading import Barrier, Thread

import pytest

from homeward.errors import HomewardError
from homeward.store.checking import verify_store
from homeward.store.refusals import OutOfDate
from homeward.store.state import State
from tests.store.sample import KEYS, an_act, an_id, keep_note, signed

_N_TIMES = 100
CASE, ROUND, OTHER_ROUND = "c" * 32, "1" * 32, "2" * 32


class Refusal(HomewardError):
    pass


def race(*steps):
    """Run steps at the same moment: how often each outcome came."""
    outcomes, ready = [], Barrier(len(steps))

    def run(step):
        ready.wait()
        try:
            written = step()
            outcomes.append("repeat" if written.is_repeat else "won")
        except (OutOfDate, Refusal):
            outcomes.append("refused")

    threads = [Thread(target=run, args=(step,)) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Counter(outcomes)


def a_case(number, **changes):
    fields = {"kind": "case", "object": an_id(5000 + number), "version": 1, "subject": CASE, "act_id": an_id(number)}
    return State(**{**fields, "body": "open", **changes})


@pytest.fixture
def stores(place):
    """One store, and the same opened a second time, as by another program."""
    with place.create() as one, place.open() as other:
        one.keys.make([CASE])
        yield one, other


def decide(store, number, read):
    """A reviewer decides a case as it stood on the page."""

    def keep(step):
        step.append(*signed(an_act(number)))
        step.put(replace(read, version=read.version + 1, act_id=an_id(number), body=f"decided by {number}"))

    return store.write(keep)


def test_two_reviewers_who_decide_one_case(stores):
    one, other = stores
    for turn in range(_N_TIMES):
        number = 10 * turn
        case = a_case(number)
        one.write(lambda step, case=case, number=number: (step.append(*signed(an_act(number))), step.put(case)))
        second = other if turn % 2 else one
        outcome = race(
            lambda number=number, case=case: decide(one, number + 1, case),
            lambda number=number, case=case, second=second: decide(second, number + 2, case),
        )
        assert outcome == {"won": 1, "refused": 1}
    with one.read() as now:
        assert now.size == 2 * _N_TIMES
    assert verify_store(one, KEYS).is_whole


def put_in_round(store, number, person, round_id):
    """Put a person into a round, who may be in one alone."""

    def keep(step):
        if step.now.state("place in a round", person) is not None:
            raise Refusal("this person is in a round already")
        step.append(*signed(an_act(number)))
        step.put(a_case(number, kind="place in a round", object=person, parent=round_id))

    return store.write(keep)


def test_a_person_who_is_put_into_two_rounds(stores):
    one, other = stores
    for turn in range(_N_TIMES):
        person, second = an_id(9000 + turn), other if turn % 2 else one
        outcome = race(
            lambda turn=turn, person=person: put_in_round(one, 2 * turn, person, ROUND),
            lambda turn=turn, person=person, second=second: put_in_round(second, 2 * turn + 1, person, OTHER_ROUND),
        )
        assert outcome == {"won": 1, "refused": 1}
    assert verify_store(one, KEYS).is_whole


def test_an_act_that_is_sent_twice_at_the_same_time(stores):
    one, other = stores
    for turn in range(_N_TIMES):
        second, subject = other if turn % 2 else one, an_id(9000)
        outcome = race(
            lambda turn=turn, subject=subject: keep_note(one, turn, subject),
            lambda turn=turn, subject=subject, second=second: keep_note(second, turn, subject),
        )
        assert outcome == {"won": 1, "repeat": 1}
    with one.read() as now:
        assert now.size == _N_TIMES
        assert now.state("person", an_id(9000)).version == _N_TIMES


def test_a_budget_that_is_spent_twice(stores):
    one, other = stores
    one.write(
        lambda step: (step.append(*signed(an_act(9999))), step.put(a_case(9999, kind="budget", object=ROUND, rank=100)))
    )

    def spend(store, number):
        def keep(step):
            budget = step.now.state("budget", ROUND)
            if budget.rank < 100 - number // 2:
                raise Refusal("it is spent")
            step.append(*signed(an_act(number)))
            step.put(replace(budget, version=budget.version + 1, act_id=an_id(number), rank=budget.rank - 1))

        return store.write(keep)

    for turn in range(_N_TIMES):
        second = other if turn % 2 else one
        outcome = race(
            lambda turn=turn: spend(one, 2 * turn), lambda turn=turn, second=second: spend(second, 2 * turn + 1)
        )
        assert outcome == {"won": 1, "refused": 1}
    with one.read() as now:
        assert now.state("budget", ROUND).rank == 0
