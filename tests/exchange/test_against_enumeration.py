"""A thousand invented problems, each solved and each enumerated: not one answer may differ."""

import json

import pytest

from homeward.actions.exchange.plan import answer_plan, plan_file
from homeward.exchange.planning.program import Patience
from tests.exchange.invented import invent
from tests.naive_exchange import Everything

_BLOCKS, _IN_BLOCK = 40, 25


@pytest.mark.parametrize("block", range(_BLOCKS))
def test_plans_states_and_conflicts_are_those_of_full_enumeration(block):
    for seed in range(block * _IN_BLOCK, (block + 1) * _IN_BLOCK):
        check(seed)


def check(seed: int) -> None:
    problem = invent(seed)
    answer = answer_plan(plan_file(json.dumps(problem).encode(), Patience()))
    everything = Everything(problem)
    if not everything.feasible().any():
        assert answer["status"] == "infeasible", seed
        assert sorted(sorted(rules) for rules in answer["conflicts"]) == everything.conflicts(), seed
        assert answer["conflicts_complete"], seed
        return
    best, reached = everything.best()
    assert answer["status"] == "optimal", seed
    assert answer["objective"] == reached, seed
    assert best[everything.row(answer["plan"])], seed
    states = {person: state for state, ids in answer["people"].items() for person in ids}
    assert states == everything.states(), seed
