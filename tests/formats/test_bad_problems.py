"""Problems damaged at random: each is read or refused with one sentence, and none stops the reader or the planner."""

import copy
import json
from random import Random

import pytest

from homeward.actions.exchange.plan import answer_plan, plan_file
from homeward.errors import HomewardError
from homeward.exchange.planning.program import Patience
from tests.exchange.invented import invent

N_BLOCKS, N_IN_BLOCK = 10, 30
JUNK = [
    *(None, True, False, 0, -1, 1, 7, 10**9, 10**13, 10**400, -(10**30), 0.1, 0.1234567, 1e-300, 1e300, -0.0),
    *("", "x", "north", "each", "p00", "\u202e", "a" * 5_000, "\ud800", "NaN", "1"),
    *([], {}, [[]], [{}], {"": {}}, [1, 2], ["p00"], ["p00", "p00"], {"p00": 1}, {"ids": ["nobody"]}, {"x": None}),
    *(float("nan"), float("inf"), float("-inf")),
]


def places(value, path=()):
    yield path
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, own in inside:
        yield from places(own, (*path, key))


def damage(random, problem):
    """Change a few places: put junk there, take it away, set it twice, or nest it deep."""
    bad = copy.deepcopy(problem)
    for _ in range(random.randint(1, 3)):
        path = random.choice([own for own in places(bad) if own] or [()])
        if not path:
            return random.choice(JUNK)
        holder = bad
        for key in path[:-1]:
            holder = holder[key]
        how = random.randrange(5)
        if how == 0:
            del holder[path[-1]]
        elif how == 1 and isinstance(holder, list):
            holder.append(copy.deepcopy(holder[path[-1]]))
        elif how == 2:
            holder[path[-1]] = nested(random.choice([3, 200, 100_000]))
        elif how == 3 and isinstance(holder, dict):
            holder[random.choice(["x", "where", "scope", "lottery", "wishes", "utilities", "horizon"])] = junk(random)
        else:
            holder[path[-1]] = junk(random)
    return bad


def junk(random):
    return copy.deepcopy(random.choice(JUNK))


def nested(depth):
    """Stand for something nested deeper than any JSON writer would write."""
    return f"deep {depth} deep"


def as_bytes(value):
    text = json.dumps(value)
    for depth in (3, 200, 100_000):
        text = text.replace(f'"deep {depth} deep"', "[" * depth + "]" * depth)
    return text.encode()


@pytest.mark.parametrize("block", range(N_BLOCKS))
def test_a_damaged_problem_is_read_or_refused_with_one_sentence(block):
    for seed in range(block * N_IN_BLOCK, (block + 1) * N_IN_BLOCK):
        check(seed)


def check(seed):
    random = Random(seed)
    refusal = refused(as_bytes(damage(random, invent(900_000 + seed))))
    assert "\n" not in refusal, seed
    assert len(refusal) < 600, seed


def refused(data):
    """Why a problem is refused; nothing where it is planned."""
    try:
        json.dumps(answer_plan(plan_file(data, Patience())), allow_nan=False)
    except HomewardError as error:
        return str(error)
    return ""


def test_most_damage_is_noticed():
    n_refused = sum(bool(refused(as_bytes(damage(Random(seed), invent(900_000 + seed))))) for seed in range(100))
    assert 50 < n_refused < 100  # else the damage is too small to be seen, or nothing of it is ever passed over
