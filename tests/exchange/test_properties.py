"""What must hold for every exchange, invented at random."""

import json
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.exchange.explaining.changes import changed, smallest_changes
from homeward.exchange.planning.conflicts import find_conflicts
from homeward.exchange.planning.exchange import Exchange
from homeward.exchange.planning.judge import broken_rules, measure
from homeward.exchange.planning.plan import Planned, plan_exchange
from homeward.exchange.planning.program import Patience
from homeward.exchange.planning.rule import AllForAll, Capacity, Parity, Where
from homeward.formats.problem_file import read_exchange
from tests.exchange.invented import invent

SEEDS = st.integers(10_000, 10_000_000)
few = settings(max_examples=60, deadline=None)


def exchange(seed: int) -> Exchange:
    return read_exchange(json.dumps(invent(seed)).encode()).exchange


def planned(problem: Exchange) -> Planned:
    return plan_exchange(problem, Patience())


@few
@given(SEEDS)
def test_a_plan_keeps_every_rule_and_states_what_it_reaches(seed):
    problem = exchange(seed)
    found = planned(problem)
    if found.status == "optimal":
        assert broken_rules(problem, found.plan) == ()
        assert found.objective == measure(problem, found.plan)
        assert all(gap == 0 for gap in found.gap)


@few
@given(SEEDS, st.randoms(use_true_random=False))
def test_the_order_of_rows_in_a_file_never_changes_anybodys_fate(seed, random):
    problem = exchange(seed)
    shuffled = replace(
        problem,
        people=tuple(random.sample(problem.people, len(problem.people))),
        rules=tuple(random.sample(problem.rules, len(problem.rules))),
    )
    assert planned(problem).plan == planned(shuffled).plan


@few
@given(SEEDS)
def test_more_freedom_never_worsens_what_comes_first(seed):
    problem = exchange(seed)
    before = planned(problem)
    wider = tuple(_wider(rule) for rule in problem.rules[:-1])
    after = planned(replace(problem, rules=wider))
    if before.status == "optimal":
        assert after.status == "optimal"
        for was, now, objective in zip(before.objective, after.objective, problem.objectives, strict=True):
            if was != now:
                assert now > was if objective.is_max else now < was
                break


def _wider(rule):
    if isinstance(rule, Capacity):
        return replace(rule, most=rule.most + 1)
    return replace(rule, tolerance=rule.tolerance + 1) if isinstance(rule, Parity) else rule


@few
@given(SEEDS)
def test_a_conflict_holds_no_rule_too_many(seed):
    problem = exchange(seed)
    for rules in find_conflicts(problem, Patience()).sets:
        inside = [rule for rule in problem.rules if rule.id in rules]
        assert planned(replace(problem, rules=tuple(inside))).status == "infeasible"
        for rule in inside:
            fewer = tuple(own for own in inside if own is not rule)
            assert planned(replace(problem, rules=fewer)).status == "optimal"


@few
@given(SEEDS)
def test_the_smallest_change_gives_a_place_and_takes_none(seed):
    problem = exchange(seed)
    found = planned(problem)
    left = sorted({person.id for person in problem.people} - found.plan.keys())
    if found.status != "optimal" or not left:
        return
    changes = smallest_changes(problem, found.plan, left[0], Patience())
    if changes:
        freer = changed(problem, changes)
        wanted = {*found.plan, left[0]}
        all_of_them = AllForAll("wanted", Where(ids=frozenset(wanted)))
        after = planned(replace(freer, rules=(*freer.rules, all_of_them)))
        assert after.status == "optimal"
        assert wanted <= after.plan.keys()


@pytest.mark.parametrize("seed", range(5))
def test_a_plan_is_the_same_bit_for_bit_each_time(seed):
    shuffled = list(range(3))
    Random(seed).shuffle(shuffled)
    assert len({json.dumps(dict(planned(exchange(seed)).plan)) for _ in shuffled}) == 1
