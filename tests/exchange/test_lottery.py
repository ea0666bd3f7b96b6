import json

import pytest

from homeward.errors import InvalidCase
from homeward.exchange.planning.lottery import commit, joint_seed, opens, ticket
from homeward.exchange.planning.plan import plan_exchange
from homeward.exchange.planning.program import Patience
from homeward.formats.problem_file import read_exchange

SEEDS = {"north": "seed of the north", "south": "seed of the south"}


def drawn(seeds=None, commitments=None):
    """Six people alike in everything, three seats: only the lottery can choose."""
    people = [{"id": f"n{n}", "home": "north", "held_days": 100} for n in range(6)]
    problem = {
        "sides": ["north", "south"],
        "rounds": [0],
        "people": people,
        "rules": [{"id": "seats", "kind": "capacity", "resource": "seat", "max": 3}],
        "objectives": [{"measure": "count", "sense": "max"}],
    }
    if seeds is not None:
        problem["lottery"] = {"seeds": seeds, "commitments": commitments or {}}
    return sorted(plan_exchange(read_exchange(json.dumps(problem).encode()).exchange, Patience()).plan)


def test_the_largest_tickets_go():
    seed = joint_seed(SEEDS)
    numbers = sorted((f"n{n}" for n in range(6)), key=lambda person: -ticket(seed, person))
    assert drawn(SEEDS) == sorted(numbers[:3])


def test_another_seed_of_one_side_is_another_draw():
    draws = {tuple(drawn(SEEDS | {"south": f"seed {n}"})) for n in range(12)}
    assert len(draws) > 4


def test_the_order_of_sides_does_not_matter():
    assert joint_seed(SEEDS) == joint_seed(dict(reversed(SEEDS.items())))


def test_a_seed_opens_only_its_own_commitment():
    promise = commit("north", "secret")
    assert opens(promise, "north", "secret")
    assert not opens(promise, "north", "another")
    assert not opens(promise, "south", "secret")


def test_a_seed_other_than_the_one_committed_to_is_refused():
    with pytest.raises(InvalidCase, match="not the one it committed to"):
        drawn(SEEDS, {"north": commit("north", "another seed")})


def test_a_draw_with_the_seed_of_one_side_alone_is_refused():
    with pytest.raises(InvalidCase, match="a draw needs both"):
        drawn({"north": "seed"})
